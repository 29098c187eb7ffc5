/* UTF-8 to code points. */
#ifndef SMACS_BASE_UTF8_H
#define SMACS_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define SMACS_REPLACEMENT 0xFFFDu

/* The code point at *at < size, advancing *at by its bytes. A byte that begins no valid sequence is U+FFFD and advances by
 * 1, which U+FFFD itself, having three bytes, never does. */
uint32_t smacs_utf8_next(const char *text, size_t size, size_t *at);

#endif
