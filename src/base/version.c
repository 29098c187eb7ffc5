/* The library's version; CMake defines SMACS_VERSION from the one place that states it. */
#include <smacs/smacs.h>

#ifndef SMACS_VERSION
#define SMACS_VERSION "0.1.0"
#endif

const char *smacs_version(void) { return SMACS_VERSION; }
