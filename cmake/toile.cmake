# One library a room, its arrows written down where tests/arrows.cmake can check them.

find_package(Torch REQUIRED)

# Warnings are errors on our own targets only; everybody else's headers are SYSTEM.
add_library(toile_flags INTERFACE)
target_compile_options(toile_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
# GCC 12 at -O3 sees overlapping copies in std::string that aren't there (GCC bug 105651).
if(CMAKE_CXX_FLAGS_RELEASE MATCHES "-O3")
  target_compile_options(toile_flags INTERFACE -Wno-restrict)
endif()

# LibTorch with its headers compiled once: <torch/torch.h> costs 19 s a file otherwise.
add_library(toile_torch_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/torch_pch.cpp)
target_link_libraries(toile_torch_pch PUBLIC ${TORCH_LIBRARIES} PRIVATE toile_flags)
target_include_directories(toile_torch_pch SYSTEM PUBLIC ${TORCH_INCLUDE_DIRS})
target_precompile_headers(toile_torch_pch PRIVATE <torch/torch.h>)

add_library(toile_torch INTERFACE)
target_link_libraries(toile_torch INTERFACE ${TORCH_LIBRARIES})
target_include_directories(toile_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})

# toile_uses_torch(TARGET): reuse the one precompiled header. It was compiled with -fPIC, so a program has to be too
# (CMake would choose -fPIE).
function(toile_uses_torch target)
  target_precompile_headers(${target} REUSE_FROM toile_torch_pch)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
  endif()
endfunction()

# toile_room(NAME USES lower rooms... LINKS libraries... HIDES libraries...)
# HIDES: libraries whose headers only the room's own .cpp files see.
function(toile_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS;HIDES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/toile/${name}/*.cpp)
  add_library(toile_${name} STATIC ${sources})
  target_include_directories(toile_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  list(TRANSFORM ROOM_USES PREPEND toile_ OUTPUT_VARIABLE rooms)
  target_link_libraries(toile_${name} PUBLIC ${rooms} ${ROOM_LINKS} PRIVATE ${ROOM_HIDES} toile_flags)
  if("toile_torch" IN_LIST ROOM_LINKS)
    toile_uses_torch(toile_${name})
  endif()
  list(JOIN ROOM_USES "," uses)
  set_property(GLOBAL APPEND PROPERTY TOILE_ARROWS "${name}:${uses}")
endfunction()
