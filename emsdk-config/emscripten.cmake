# Toolchain: Emscripten's own, once its version is the pinned one; and plain node to run what it makes, because the flag
# that Emscripten 3.1.6 would pass is refused by node 20.
find_program(EMCC emcc)
if(NOT EMCC)
    message(FATAL_ERROR "emcc was not found. Run emsdk-config/setup.sh wasm, or install Emscripten.")
endif()
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/emscripten-version SMACS_EMSCRIPTEN_PINNED LIMIT_COUNT 1)
execute_process(COMMAND ${EMCC} --version OUTPUT_VARIABLE SMACS_EMCC_VERSION ERROR_QUIET)
if(NOT SMACS_EMCC_VERSION MATCHES "emulating GNU ld\\) ([0-9.]+)" OR NOT CMAKE_MATCH_1 VERSION_EQUAL SMACS_EMSCRIPTEN_PINNED)
    message(FATAL_ERROR "This project is built with Emscripten ${SMACS_EMSCRIPTEN_PINNED} "
                        "(emsdk-config/emscripten-version); emcc is ${CMAKE_MATCH_1}.")
endif()
get_filename_component(SMACS_EMCC_REAL ${EMCC} REALPATH)
get_filename_component(SMACS_EMSCRIPTEN_ROOT ${SMACS_EMCC_REAL} DIRECTORY)
include(${SMACS_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
set(CMAKE_CROSSCOMPILING_EMULATOR node;${CMAKE_CURRENT_LIST_DIR}/wasi-run.mjs)
