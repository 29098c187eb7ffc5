/* UTF-8 to code points and back. */
#ifndef SMACS_BASE_UTF8_H
#define SMACS_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define SMACS_REPLACEMENT 0xFFFDu

/* The code point at *at < size, advancing *at by its bytes. A byte that begins no valid sequence is U+FFFD and advances
 * by 1, which U+FFFD itself, having three bytes, never does. */
uint32_t smacs_utf8_next(const char *text, size_t size, size_t *at);

/* Writes a code point of at most U+10FFFF and returns its bytes, 1 to 4. */
size_t smacs_utf8_put(uint32_t code_point, char out[4]);

#endif
