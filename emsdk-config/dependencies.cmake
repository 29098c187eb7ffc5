# cjson and zlib_inflate: system libraries natively, their sources for the WebAssembly targets.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32 OR EMSCRIPTEN)
    set(SMACS_DEPS ${PROJECT_SOURCE_DIR}/build/deps)
    execute_process(COMMAND ${PROJECT_SOURCE_DIR}/emsdk-config/fetch-sources.sh ${SMACS_DEPS} COMMAND_ERROR_IS_FATAL ANY)
    add_library(cjson STATIC ${SMACS_DEPS}/cjson/cJSON.c)
    # Headers as <cjson/cJSON.h>, as the system library has them.
    file(MAKE_DIRECTORY ${SMACS_DEPS}/include/cjson)
    configure_file(${SMACS_DEPS}/cjson/cJSON.h ${SMACS_DEPS}/include/cjson/cJSON.h COPYONLY)
    target_include_directories(cjson SYSTEM PUBLIC ${SMACS_DEPS}/include)
    target_compile_options(cjson PRIVATE -ffp-contract=off -w)

    set(zlib ${SMACS_DEPS}/zlib)
    add_library(zlib_inflate STATIC EXCLUDE_FROM_ALL ${zlib}/inflate.c ${zlib}/inffast.c ${zlib}/inftrees.c ${zlib}/adler32.c
        ${zlib}/crc32.c ${zlib}/zutil.c)
    target_include_directories(zlib_inflate SYSTEM PUBLIC ${zlib})
    target_compile_options(zlib_inflate PRIVATE -w)
else()
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(libcjson REQUIRED IMPORTED_TARGET libcjson)
    add_library(cjson INTERFACE)
    target_link_libraries(cjson INTERFACE PkgConfig::libcjson)
    # Debian's .pc file points into cjson/; ours is the documented form <cjson/cJSON.h>.
    find_package(ZLIB REQUIRED)
    add_library(zlib_inflate INTERFACE)
    target_link_libraries(zlib_inflate INTERFACE ZLIB::ZLIB)
endif()
