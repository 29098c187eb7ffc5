#include "base/text.h"

#include <string.h>

smacs_text smacs_text_after(smacs_text text, size_t count) {
    const size_t skipped = count < text.size ? count : text.size;
    return (smacs_text){skipped > 0 ? text.data + skipped : text.data, text.size - skipped};
}

smacs_text smacs_text_before(smacs_text text, size_t count) {
    return (smacs_text){text.data, count < text.size ? count : text.size};
}

static bool is_space(char c) { return (unsigned char)c <= ' '; }

smacs_text smacs_text_trimmed(smacs_text text) {
    while (text.size > 0 && is_space(text.data[0])) {
        text = smacs_text_after(text, 1);
    }
    while (text.size > 0 && is_space(text.data[text.size - 1])) {
        text.size--;
    }
    return text;
}

bool smacs_text_begins(smacs_text text, const char *word) {
    const size_t size = strlen(word);
    return text.size >= size && memcmp(text.data, word, size) == 0;
}

bool smacs_text_ends(smacs_text text, const char *word) {
    const size_t size = strlen(word);
    return text.size >= size && memcmp(text.data + text.size - size, word, size) == 0;
}

bool smacs_text_equal(smacs_text x, smacs_text y) {
    return x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
}

bool smacs_text_is(smacs_text text, const char *word) {
    return text.size == strlen(word) && smacs_text_begins(text, word);
}

static char folded(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool smacs_text_begins_folded(smacs_text text, const char *word) {
    size_t i = 0;
    while (word[i] && i < text.size && folded(text.data[i]) == word[i]) {
        i++;
    }
    return !word[i];
}

bool smacs_text_is_folded(smacs_text text, const char *word) {
    return text.size == strlen(word) && smacs_text_begins_folded(text, word);
}

size_t smacs_text_find(smacs_text text, const char *word) {
    const size_t size = strlen(word);
    for (size_t i = 0; i + size <= text.size; i++) {
        const char *next = memchr(text.data + i, word[0], text.size - size - i + 1);
        if (!next) {
            return text.size;
        }
        i = (size_t)(next - text.data);
        if (memcmp(next, word, size) == 0) {
            return i;
        }
    }
    return text.size;
}

size_t smacs_text_find_folded(smacs_text text, const char *word) {
    for (size_t i = 0; i < text.size; i++) {
        if (smacs_text_begins_folded(smacs_text_after(text, i), word)) {
            return i;
        }
    }
    return text.size;
}

size_t smacs_text_find_last_folded(smacs_text text, const char *word) {
    for (size_t i = text.size; i > 0; i--) {
        if (smacs_text_begins_folded(smacs_text_after(text, i - 1), word)) {
            return i - 1;
        }
    }
    return text.size;
}

uint32_t smacs_text_number(const char *digits, size_t count) {
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return UINT32_MAX;
        }
        number = 10 * number + (uint32_t)(digits[i] - '0');
    }
    return number;
}

size_t smacs_text_digits(uint64_t value, uint32_t base, size_t least, char out[SMACS_DIGITS_MAX]) {
    char reversed[SMACS_DIGITS_MAX];
    size_t count = 0;
    while (count < SMACS_DIGITS_MAX && (value > 0 || count < least)) {
        reversed[count++] = "0123456789abcdef"[value % base];
        value /= base;
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = reversed[count - 1 - i];
    }
    return count;
}
