# smacs_cjson and smacs_zlib: system libraries natively, their sources for the WebAssembly targets.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32 OR EMSCRIPTEN)
    set(SMACS_DEPS ${PROJECT_SOURCE_DIR}/build/deps)
    # Debian 12's source packages, which carry its patches; elsewhere upstream releases that need none.
    set(codename "")
    if(EXISTS /etc/os-release)
        file(STRINGS /etc/os-release codename REGEX "^VERSION_CODENAME=bookworm")
    endif()
    if(codename)
        execute_process(COMMAND ${PROJECT_SOURCE_DIR}/emsdk-config/fetch-sources.sh ${SMACS_DEPS}
                        COMMAND_ERROR_IS_FATAL ANY)
    else()
        include(FetchContent)
        # SOURCE_SUBDIR names no folder: the sources are wanted, not their CMake projects.
        FetchContent_Declare(cjson_source SOURCE_DIR ${SMACS_DEPS}/cjson SOURCE_SUBDIR none
            URL https://github.com/DaveGamble/cJSON/archive/refs/tags/v1.7.19.tar.gz
            URL_HASH SHA256=7fa616e3046edfa7a28a32d5f9eacfd23f92900fe1f8ccd988c1662f30454562)
        FetchContent_Declare(zlib_source SOURCE_DIR ${SMACS_DEPS}/zlib SOURCE_SUBDIR none
            URL https://github.com/madler/zlib/releases/download/v1.3.1/zlib-1.3.1.tar.gz
            URL_HASH SHA256=9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23)
        FetchContent_MakeAvailable(cjson_source zlib_source)
    endif()
    add_library(smacs_cjson STATIC ${SMACS_DEPS}/cjson/cJSON.c)
    # Headers as <cjson/cJSON.h>, as the system library has them.
    file(MAKE_DIRECTORY ${SMACS_DEPS}/include/cjson)
    configure_file(${SMACS_DEPS}/cjson/cJSON.h ${SMACS_DEPS}/include/cjson/cJSON.h COPYONLY)
    target_include_directories(smacs_cjson SYSTEM PUBLIC ${SMACS_DEPS}/include)
    target_compile_options(smacs_cjson PRIVATE -ffp-contract=off -w)

    set(zlib ${SMACS_DEPS}/zlib)
    add_library(smacs_zlib STATIC EXCLUDE_FROM_ALL ${zlib}/inflate.c ${zlib}/inffast.c ${zlib}/inftrees.c ${zlib}/adler32.c
        ${zlib}/crc32.c ${zlib}/zutil.c)
    target_include_directories(smacs_zlib SYSTEM PUBLIC ${zlib})
    target_compile_options(smacs_zlib PRIVATE -w)
else()
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(SMACS_CJSON REQUIRED IMPORTED_TARGET libcjson)
    add_library(smacs_cjson INTERFACE)
    target_link_libraries(smacs_cjson INTERFACE PkgConfig::SMACS_CJSON)
    # Debian's .pc file points into cjson/; ours is the documented form <cjson/cJSON.h>.
    if(SMACS_BUILD_COMMAND)
        find_package(ZLIB REQUIRED)
        add_library(smacs_zlib INTERFACE)
        target_link_libraries(smacs_zlib INTERFACE ZLIB::ZLIB)
    endif()
endif()
