/* The .sme layout, shared by runtime and trainer. See README.md here. */
#ifndef SMACS_EMBED_FORMAT_H
#define SMACS_EMBED_FORMAT_H

#include "embed/ngrams.h"
#include <smacs/embedder.h>

#define SME_MAGIC "SME\x1a"
#define SME_VERSION 1
#define SME_HEAD_SIZE 64

/* Unknown words share this many pseudo-random directions. */
#define SME_UNKNOWN_SLOTS 4096u

/* Counts beyond this are taken as this. */
#define SME_COUNT_MAX 65535u

/* Sublinear term frequency, 1 + ln(count), for count >= 1. */
double smacs_term_frequency(uint32_t count);

#endif
