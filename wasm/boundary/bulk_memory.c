/* memcpy, memmove and memset as instructions of WebAssembly, in a tenth of the C library's bytes: its own are compiled for
 * engines without them. */
#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size) { return __builtin_memcpy(to, from, size); }

void *memmove(void *to, const void *from, size_t size) { return __builtin_memmove(to, from, size); }

void *memset(void *to, int byte, size_t size) { return __builtin_memset(to, byte, size); }
