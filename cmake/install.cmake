# Where `cmake --install` puts things: the library with what finds it (find_package, pkg-config), the command, the default
# embedder and index, the licences.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(smacs_package ${CMAKE_INSTALL_LIBDIR}/cmake/smacs)
install(TARGETS smacs EXPORT smacs-targets
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/smacs DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(EXPORT smacs-targets NAMESPACE smacs:: DESTINATION ${smacs_package})

# A static library says what it is linked with; of a shared one that is nobody's business.
get_target_property(kind smacs TYPE)
if(kind STREQUAL SHARED_LIBRARY)
    set(SMACS_SHARED ON)
    set(SMACS_PRIVATE ".private")
else()
    set(SMACS_SHARED OFF)
    set(SMACS_PRIVATE "")
endif()
configure_package_config_file(cmake/smacs-config.cmake.in ${PROJECT_BINARY_DIR}/cmake/smacs-config.cmake
    INSTALL_DESTINATION ${smacs_package} PATH_VARS CMAKE_INSTALL_DATADIR)
# Before 1.0 a new minor version may break what was.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/smacs-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/cmake/smacs-config.cmake ${PROJECT_BINARY_DIR}/cmake/smacs-config-version.cmake
    DESTINATION ${smacs_package})

# The installed tree can be moved: pkg-config finds the prefix from where smacs.pc lies. Folders may be absolute, as some
# distributions give them.
set(SMACS_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    file(RELATIVE_PATH up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
    string(REGEX REPLACE "/$" "" SMACS_PC_PREFIX "\${pcfiledir}/${up}")
endif()
foreach(folder LIBDIR INCLUDEDIR DATADIR)
    if(IS_ABSOLUTE "${CMAKE_INSTALL_${folder}}")
        set(SMACS_PC_${folder} "${CMAKE_INSTALL_${folder}}")
    else()
        set(SMACS_PC_${folder} "\${prefix}/${CMAKE_INSTALL_${folder}}")
    endif()
endforeach()
configure_file(cmake/smacs.pc.in ${PROJECT_BINARY_DIR}/cmake/smacs.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/cmake/smacs.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(TARGET smacs-cli)
    install(TARGETS smacs-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    # Made with the command (src/CMakeLists.txt), for man and for the shells.
    install(FILES ${PROJECT_BINARY_DIR}/smacs.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${PROJECT_BINARY_DIR}/completions/smacs DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
    install(FILES ${PROJECT_BINARY_DIR}/completions/_smacs DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
    install(FILES ${PROJECT_BINARY_DIR}/completions/smacs.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
    # What help and errors of the command name.
    foreach(room bank embed host import json lab match)
        install(FILES src/${room}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/src/${room})
    endforeach()
endif()
install(FILES web/assets/default.sme web/assets/default.smx DESTINATION ${CMAKE_INSTALL_DATADIR}/smacs)
install(FILES LICENSE NOTICE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
