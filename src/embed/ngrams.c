/* One pass over the text with a window of one word. Features are hashed to 32 bits, salted by kind; collisions among
 * some hundred thousand features are rare enough not to be felt.
 *
 * Which features, and their weights in train.c, were chosen by measurement: symbols and numbers are the clearest gain
 * for telling questions apart by what solves them; character n-grams help for topics; the rest is nearly flat. */
#include "embed/ngrams.h"

#include "base/bits.h"
#include "base/utf8.h"
#include "embed/characters.h"
#include <stdbool.h>

enum { WORD_MAX = 64 }; /* code points; a longer run is cut into several words */

typedef struct scanner {
    const smacs_ngrams *params;
    smacs_feature_sink sink;
    void *context;
    uint32_t word[WORD_MAX + 2]; /* '<', the code points, '>' */
    uint32_t length;             /* code points in it */
    smacs_char kind;             /* of the word so far: LETTER or DIGIT */
    uint64_t previous;           /* hash of the word before, for pairs */
    bool has_previous;
} scanner;

static uint64_t hash_points(const uint32_t *points, uint32_t count) {
    uint64_t hash = SMACS_FNV_BASIS;
    for (uint32_t i = 0; i < count; i++) {
        hash = (hash ^ points[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static void emit(const scanner *s, uint64_t hash, smacs_feature kind) {
    const uint64_t salted = hash + ((uint64_t)kind + 1) * UINT64_C(0x9E3779B97F4A7C15);
    s->sink(s->context, (uint32_t)(smacs_mix64(salted) >> 32), kind);
}

/* The pair of the word before and this one. */
static void emit_pair(scanner *s, uint64_t hash) {
    if (s->params->pairs && s->has_previous) {
        emit(s, s->previous * 31 + hash, SMACS_FEATURE_PAIR);
    }
    s->previous = hash;
    s->has_previous = true;
}

static void emit_grams(scanner *s) {
    s->word[0] = '<';
    s->word[s->length + 1] = '>';
    const uint32_t count = s->length + 2;
    for (uint32_t n = s->params->gram_min; n <= s->params->gram_max && n <= count; n++) {
        for (uint32_t i = 0; i + n <= count; i++) {
            emit(s, hash_points(s->word + i, n), SMACS_FEATURE_GRAM);
        }
    }
}

static void end_word(scanner *s) {
    if (s->length == 0) {
        return;
    }
    const uint64_t hash = hash_points(s->word + 1, s->length);
    if (s->kind == SMACS_CHAR_DIGIT) {
        const uint64_t shape = s->length < 4 ? s->length : 4;
        emit(s, hash, SMACS_FEATURE_NUMBER);
        emit(s, shape, SMACS_FEATURE_SHAPE);
        emit_pair(s, shape);
    } else {
        emit(s, hash, SMACS_FEATURE_WORD);
        emit_pair(s, hash);
        if (s->params->gram_max) {
            emit_grams(s);
        }
    }
    s->length = 0;
}

static void take(scanner *s, uint32_t point) {
    const smacs_char kind = smacs_char_kind(point);
    if (kind == SMACS_CHAR_MARK) {
        return;
    }
    if (kind != s->kind || s->length == WORD_MAX) {
        end_word(s);
    }
    s->kind = kind;
    if (kind == SMACS_CHAR_LETTER || kind == SMACS_CHAR_DIGIT) {
        s->word[++s->length] = point;
    } else if (kind == SMACS_CHAR_CJK) {
        const uint64_t hash = hash_points(&point, 1);
        emit(s, hash, SMACS_FEATURE_WORD);
        emit_pair(s, hash);
    } else if (kind == SMACS_CHAR_SYMBOL) {
        emit(s, hash_points(&point, 1), SMACS_FEATURE_SYMBOL);
    }
}

void smacs_ngrams_each(const smacs_ngrams *params, const char *text, size_t size, smacs_feature_sink sink,
                       void *context) {
    scanner s = {.params = params, .sink = sink, .context = context};
    for (size_t at = 0; at < size;) {
        take(&s, smacs_fold(smacs_utf8_next(text, size, &at)));
    }
    end_word(&s);
}
