#include <smacs/version.h>

const char *smacs_version(void) { return SMACS_VERSION; }
