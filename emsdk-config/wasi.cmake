# Toolchain: C to WASI, with clang and wasi-libc.
set(CMAKE_SYSTEM_NAME Generic) # CMake of Debian 12 does not know WASI, and says so at length
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
find_program(CMAKE_AR NAMES llvm-ar llvm-ar-14 PATHS /usr/lib/llvm-14/bin REQUIRED)
find_program(CMAKE_RANLIB NAMES llvm-ranlib llvm-ranlib-14 PATHS /usr/lib/llvm-14/bin REQUIRED)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# The stack lies below the data, so that running out of it traps instead of overwriting.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,-z,stack-size=1048576 -Wl,--stack-first")
set(CMAKE_CROSSCOMPILING_EMULATOR node;${CMAKE_CURRENT_LIST_DIR}/wasi-run.mjs)
