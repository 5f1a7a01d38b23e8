# What `cmake --install` puts where, `find_package(toile)`, and the Debian package.
#
#   bin/toile                the program
#   lib/toile/               the rooms' libraries, those with LibTorch too: found by $ORIGIN, private to Toile
#   lib/cmake/toile/         for C++ users: toile::render, toile::models, ... (tests/package shows it)
#   include/toile/           their headers; those that need LibTorch stay at home
#   share/toile/             weights, wardrobe, mills
#   share/man, share/bash-completion, lib/systemd/system

include(GNUInstallDirs)  # its lib/x86_64-linux-gnu isn't used: what is private to a package goes to lib/toile
include(CMakePackageConfigHelpers)
set(libraries lib/toile)

set_target_properties(toile PROPERTIES INSTALL_RPATH "$ORIGIN/../${libraries}")
install(TARGETS toile RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

get_property(rooms GLOBAL PROPERTY TOILE_ROOMS)
foreach(room ${rooms})
  set_target_properties(toile_${room} PROPERTIES INSTALL_RPATH "$ORIGIN" EXPORT_NAME ${room})
  install(TARGETS toile_${room} EXPORT toile LIBRARY DESTINATION ${libraries})
  if(TARGET toile_${room}_torch AND (TOILE_TRAINERS OR NOT room STREQUAL "train"))
    set_target_properties(toile_${room}_torch PROPERTIES INSTALL_RPATH "$ORIGIN")
    install(TARGETS toile_${room}_torch LIBRARY DESTINATION ${libraries})
  endif()
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/toile/${room}/*.hpp)
  foreach(header ${headers})
    file(STRINGS ${header} torch REGEX "^#include (<(torch|ATen|c10)/|\"toile/nets/)")
    if(NOT torch)
      install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/toile/${room})
    endif()
  endforeach()
endforeach()
install(EXPORT toile NAMESPACE toile:: DESTINATION lib/cmake/toile FILE toile-targets.cmake)
configure_package_config_file(${CMAKE_SOURCE_DIR}/packaging/toile-config.cmake.in ${CMAKE_BINARY_DIR}/toile-config.cmake
                              INSTALL_DESTINATION lib/cmake/toile)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/toile-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/toile-config.cmake ${CMAKE_BINARY_DIR}/toile-config-version.cmake
        DESTINATION lib/cmake/toile)

foreach(folder models wardrobe mills)
  if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/${folder})
    install(DIRECTORY ${CMAKE_SOURCE_DIR}/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/toile)
  endif()
endforeach()
install(FILES ${CMAKE_BINARY_DIR}/toile.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES packaging/completion.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME toile)
install(FILES packaging/toile.service DESTINATION lib/systemd/system)
install(FILES LICENSE NOTICE README.md CHANGELOG.md packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
configure_file(packaging/changelog.in ${CMAKE_BINARY_DIR}/changelog @ONLY)
execute_process(COMMAND gzip -9nfk ${CMAKE_BINARY_DIR}/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${CMAKE_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME toile)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME toile)
set(CPACK_PACKAGE_VENDOR "The Toile authors")
set(CPACK_PACKAGE_CONTACT "The Toile authors <toile@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "studio for textile design: seamless patterns, and garments dressed in them")
set(CPACK_PACKAGE_DESCRIPTION "Toile makes new seamless patterns by learnt networks, exact
weaves and laid motifs, finds the garment in a photo, puts the pattern on it
with folds and shadows intact, and writes files for the printer. As a program
for the command line and as a page for the browser.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
