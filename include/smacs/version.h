/* The version of the library. */
#ifndef SMACS_VERSION_H
#define SMACS_VERSION_H

#include <smacs/export.h>

/* Of these headers. This is the one place that states it: CMake reads it here, and a test compares the packages'. */
#define SMACS_VERSION_MAJOR 0
#define SMACS_VERSION_MINOR 1
#define SMACS_VERSION_PATCH 0

/* The same as "major.minor.patch", and as a number for #if: 0.1.0 is 100, 1.2.3 is 10203. */
#define SMACS_VERSION                                                                                                  \
    SMACS_VERSION_TEXT(SMACS_VERSION_MAJOR)                                                                            \
    "." SMACS_VERSION_TEXT(SMACS_VERSION_MINOR) "." SMACS_VERSION_TEXT(SMACS_VERSION_PATCH)
#define SMACS_VERSION_NUMBER (SMACS_VERSION_MAJOR * 10000 + SMACS_VERSION_MINOR * 100 + SMACS_VERSION_PATCH)
#define SMACS_VERSION_TEXT(number) SMACS_VERSION_TEXT_(number)
#define SMACS_VERSION_TEXT_(number) #number

SMACS_API_BEGIN

/* SMACS_VERSION of the library that the program runs with; static storage. */
const char *smacs_version(void);

SMACS_API_END

#endif
