# One library a room, its arrows written down where tests/arrows.cmake can check them.

find_package(Torch REQUIRED)

# Warnings are errors on our own targets only; everybody else's headers are SYSTEM.
add_library(toile_flags INTERFACE)
target_compile_options(toile_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
# GLib's users are compiled with it: precompiled headers want all alike.
target_compile_options(toile_flags INTERFACE -pthread)
if(TOILE_FUZZ OR TOILE_ONLY_TRAIN)  # Clang, and compilers of machines we have never seen, warn of other things
  target_compile_options(toile_flags INTERFACE -Wno-error)
endif()
# GCC 12 at -O3 sees overlapping copies in std::string that aren't there (GCC bug 105651).
if(CMAKE_CXX_FLAGS_RELEASE MATCHES "-O3")
  target_compile_options(toile_flags INTERFACE -Wno-restrict)
endif()

# LibTorch with its headers compiled once: <torch/torch.h> costs 20 s a file otherwise. Precompiling costs 60 s, and pays
# from three files on: the program alone has two.
if(TOILE_TRAINERS OR TOILE_TESTS OR TOILE_BENCH)
  add_library(toile_torch_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/torch_pch.cpp)
  target_link_libraries(toile_torch_pch PUBLIC ${TORCH_LIBRARIES} PRIVATE toile_flags)
  target_include_directories(toile_torch_pch SYSTEM PUBLIC ${TORCH_INCLUDE_DIRS})
  target_precompile_headers(toile_torch_pch PRIVATE <torch/torch.h>)
endif()

# The standard library's for all else: a third of what a file costs.
add_library(toile_standard_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/standard_pch.cpp)
target_link_libraries(toile_standard_pch PRIVATE toile_flags)
target_precompile_headers(toile_standard_pch PRIVATE <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map>
                          <memory> <mutex> <numeric> <optional> <span> <string> <string_view> <variant> <vector>)

# toile_is_pic(TARGET): what reuses a header that was compiled with -fPIC has to be too (CMake would choose -fPIE for a
# program).
function(toile_is_pic target)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
  endif()
endfunction()

# toile_precompiles(TARGET ...): as target_precompile_headers. GCC 12 sees copies beyond the end of a std::string that comes
# out of a precompiled header (as in its bug 105651): those warnings are left to the sanitizers.
function(toile_precompiles target)
  target_precompile_headers(${target} ${ARGN})
  target_compile_options(${target} PRIVATE
    "$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-restrict;-Wno-stringop-overflow>")
endfunction()

add_library(toile_torch INTERFACE)
target_link_libraries(toile_torch INTERFACE ${TORCH_LIBRARIES})
target_include_directories(toile_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})

# toile_is_glue(TARGET): what calls the rooms, or tries them, waits for them and not for itself. At -O1 it compiles in three
# quarters of the time. (Not beside LibTorch's precompiled header, which wants its own level.)
function(toile_is_glue target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# toile_uses_torch(TARGET): reuse the one precompiled header, where there is one.
function(toile_uses_torch target)
  if(NOT TARGET toile_torch_pch)
    return()
  endif()
  target_precompile_headers(${target} REUSE_FROM toile_torch_pch)
  toile_is_pic(${target})
endfunction()

# toile_together(TARGET FOLDER "files..." ["files..."]...): the .cpp files of each list, without suffix, are compiled as one.
# A file that uses LibTorch costs 20 s even when it is short, for what it instantiates of LibTorch's templates; several
# together cost that once. What lies in their anonymous namespaces needs names of its own within the list.
function(toile_together target folder)
  if(NOT TOILE_TOGETHER)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  set(group 0)
  foreach(words ${ARGN})
    math(EXPR group "${group} + 1")
    separate_arguments(files UNIX_COMMAND "${words}")
    list(TRANSFORM files REPLACE "(.+)" "${folder}/\\1.cpp")
    set_source_files_properties(${files} PROPERTIES UNITY_GROUP ${group})
  endforeach()
endfunction()

# toile_in_batches(TARGET): the same for all files of a target, eight together in the order of their names: half of what a
# short file costs is the standard library's templates. A name in an anonymous namespace is the room's alone, then.
function(toile_in_batches target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${TOILE_TOGETHER} UNITY_BUILD_MODE BATCH UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# toile_use_gloo(): ranks that talk over a network, where LibTorch has them and Gloo's headers are installed.
function(toile_use_gloo)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_LIBRARIES ${TORCH_LIBRARIES})
  set(CMAKE_REQUIRED_INCLUDES ${TORCH_INCLUDE_DIRS})
  check_cxx_source_compiles("
    #include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
    #include <torch/csrc/distributed/c10d/TCPStore.hpp>
    int main() { return c10d::ProcessGroupGloo::createDeviceForHostname(\"127.0.0.1\") == nullptr; }" TOILE_HAS_GLOO)
  if(TOILE_HAS_GLOO)
    set_source_files_properties(toile/train/ranks_gloo.cpp PROPERTIES COMPILE_DEFINITIONS TOILE_GLOO)
  else()
    message(STATUS "Built without Gloo: training stays on one machine (Debian: libgloo-dev)")
  endif()
endfunction()

# toile_room(NAME USES lower rooms... LINKS libraries... HIDES libraries... LIGHT files...)
# HIDES: libraries whose headers only the room's own .cpp files see.
# LIGHT: the .cpp files, without suffix, of a room with LibTorch that do without it. They are toile_NAME, which programs
# link; the others are toile_NAME_torch, which is opened when a network is first needed (toile/base/shared_library.hpp).
function(toile_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS;HIDES;LIGHT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/toile/${name}/*.cpp)
  set(heavy "")
  if("toile_torch" IN_LIST ROOM_LINKS)
    list(TRANSFORM ROOM_LIGHT PREPEND ${CMAKE_SOURCE_DIR}/toile/${name}/)
    list(TRANSFORM ROOM_LIGHT APPEND .cpp)
    set(heavy ${sources})
    list(REMOVE_ITEM heavy ${ROOM_LIGHT})
    set(sources ${ROOM_LIGHT})
    list(REMOVE_ITEM ROOM_LINKS toile_torch)
  endif()
  list(TRANSFORM ROOM_USES PREPEND toile_ OUTPUT_VARIABLE rooms)
  toile_library(toile_${name} "${sources}")
  toile_precompiles(toile_${name} REUSE_FROM toile_standard_pch)
  toile_in_batches(toile_${name})
  target_link_libraries(toile_${name} PUBLIC ${rooms} ${ROOM_LINKS} PRIVATE ${ROOM_HIDES} toile_flags)
  if(heavy)
    toile_library(toile_${name}_torch "${heavy}")
    target_link_libraries(toile_${name}_torch PUBLIC toile_${name} toile_torch PRIVATE toile_flags)
    foreach(room ${rooms})
      if(TARGET ${room}_torch)
        target_link_libraries(toile_${name}_torch PUBLIC ${room}_torch)
      endif()
    endforeach()
    toile_uses_torch(toile_${name}_torch)
  endif()
  set_property(GLOBAL APPEND PROPERTY TOILE_ROOMS ${name})
  list(JOIN ROOM_USES "," uses)
  set_property(GLOBAL APPEND PROPERTY TOILE_ARROWS "${name}:${uses}")
endfunction()

# A room's library. Shared, so that what a room knows at run time (threads, open libraries) is there once; every symbol
# has to be found among what it links, so that an arrow which isn't written down doesn't link.
function(toile_library target sources)
  add_library(${target} ${sources})
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<INSTALL_INTERFACE:include>)
  set_target_properties(${target} PROPERTIES DEFINE_SYMBOL "")
  if(BUILD_SHARED_LIBS AND NOT CMAKE_CXX_FLAGS_DEBUG MATCHES "fsanitize")
    target_link_options(${target} PRIVATE -Wl,--no-undefined)
  endif()
endfunction()
