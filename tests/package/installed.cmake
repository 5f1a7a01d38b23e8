# Installs into an empty folder, dresses a garment with the installed program, compiles example.cpp against the installed
# library and runs it: all in a folder that knows nothing of the source tree.
# Called as: cmake -DBUILD=... -DSOURCE=... -DBUILD_TYPE=... -DCOMPILER=... -P installed.cmake
cmake_minimum_required(VERSION 3.22)

set(scratch ${BUILD}/installed)
set(prefix ${scratch}/usr)
file(REMOVE_RECURSE ${scratch})
file(MAKE_DIRECTORY ${scratch}/home)
set(ENV{HOME} ${scratch}/home)
unset(ENV{XDG_DATA_HOME})

# run(WORD...): in the scratch folder; fails the test when the command does. Its output is in `said`.
function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${scratch} RESULT_VARIABLE code OUTPUT_VARIABLE out
                                  ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    list(JOIN ARGN " " words)
    message(FATAL_ERROR "${words}: ${code}\n${out}${err}")
  endif()
  set(said "${out}" PARENT_SCOPE)
endfunction()

# wants(FILE...): under the prefix
function(wants)
  foreach(name ${ARGN})
    if(NOT EXISTS ${prefix}/${name})
      message(FATAL_ERROR "${prefix}/${name} is missing")
    endif()
  endforeach()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
wants(bin/toile lib/toile/libtoile_base.so lib/toile/libtoile_models_torch.so include/toile/render/drape.hpp
      share/toile/models/patterns/tile.safetensors share/toile/wardrobe/tshirt/photo.jpg share/man/man1/toile.1.gz
      share/bash-completion/completions/toile lib/systemd/system/toile.service)

run(${prefix}/bin/toile generate -c paisley --size 128 -o .)
run(${prefix}/bin/toile dress wardrobe:tshirt --pattern paisley_1_0.png -o dressed.jpg)
run(${prefix}/bin/toile models)
if(said MATCHES "${BUILD}/\\.\\.")
  message(FATAL_ERROR "weights are read from the source tree:\n${said}")
endif()

# Every command has its place in the man page, and the shell completes it.
run(${prefix}/bin/toile --help)
string(REGEX REPLACE ".*\nSubcommands:\n" "" commands "${said}")
string(REGEX MATCHALL "(^|\n)  [a-z-]+" commands "${commands}")
list(LENGTH commands count)
if(count LESS 10)
  message(FATAL_ERROR "only ${count} commands were found in:\n${said}")
endif()
execute_process(COMMAND gzip -dc ${prefix}/share/man/man1/toile.1.gz OUTPUT_VARIABLE page COMMAND_ERROR_IS_FATAL ANY)
set(ENV{PATH} "${prefix}/bin:$ENV{PATH}")
foreach(command ${commands})
  string(STRIP "${command}" command)
  string(REPLACE "-" "\\-" escaped "${command}")
  run(bash ${SOURCE}/complete.sh usr/share/bash-completion/completions/toile toile ${command})
  string(FIND "${page}" ".B ${escaped}\n" place)
  if(place LESS 0 OR NOT said MATCHES " ${command} ")
    message(FATAL_ERROR "${command} is missing from the man page or from what the shell completes:${said}")
  endif()
endforeach()
run(bash ${SOURCE}/complete.sh usr/share/bash-completion/completions/toile toile repeat --la)
if(NOT said MATCHES "--layout")
  message(FATAL_ERROR "the shell doesn't complete options: ${said}")
endif()

run(${CMAKE_COMMAND} -S ${SOURCE} -B example -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_BUILD_TYPE=${BUILD_TYPE}
    -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build example)
run(example/example ${prefix}/share/toile/wardrobe/tshirt/photo.jpg ${prefix}/share/toile/wardrobe/tshirt/mask.png
    example.jpg)
if(NOT EXISTS ${scratch}/example.jpg)
  message(FATAL_ERROR "the example wrote nothing")
endif()
file(REMOVE_RECURSE ${scratch})
