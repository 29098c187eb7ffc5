/* One pass over the text with a window of one word. Features are hashed to 32 bits, salted by kind; collisions among
 * some hundred thousand features are rare enough not to be felt.
 *
 * Which features, and their weights in train.c, were chosen by measurement: symbols and numbers are the clearest gain
 * for telling questions apart by what solves them; character n-grams help for topics; the rest is nearly flat. */
#include "embed/ngrams.h"

#include "base/bits.h"
#include "base/characters.h"
#include "base/utf8.h"
#include <stdbool.h>

enum { WORD_MAX = 64 }; /* code points; a longer run is cut into several words */

typedef struct scanner {
    const smacs_ngrams *params; /* NULL: pieces */
    smacs_feature_known known;  /* of pieces */
    smacs_feature_sink sink;
    void *context;
    uint32_t word[WORD_MAX + 2]; /* '<', the code points, '>' */
    uint32_t length;             /* code points in it */
    smacs_char kind;             /* of the word so far: LETTER or DIGIT */
    uint64_t previous;           /* hash of the unit before, for pairs; 0 at the text's edge */
    smacs_char previous_kind;    /* and what it is, for pairs beside pieces */
    bool has_previous;
    bool line_ended; /* since then; not for pieces */
} scanner;

static uint64_t hash_on(uint64_t hash, uint32_t point) { return (hash ^ point) * UINT64_C(0x100000001b3); }

static uint64_t hash_points(const uint32_t *points, uint32_t count) {
    uint64_t hash = SMACS_FNV_BASIS;
    for (uint32_t i = 0; i < count; i++) {
        hash = hash_on(hash, points[i]);
    }
    return hash;
}

static uint32_t key_of(uint64_t hash, smacs_feature kind) {
    return (uint32_t)(smacs_mix64(hash + ((uint64_t)kind + 1) * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

static void emit(const scanner *s, uint64_t hash, smacs_feature kind) { s->sink(s->context, key_of(hash, kind), kind); }

/* Pairs beside pieces tell how a text is laid out (an option's letter and its stop, a prompt's label and its colon),
 * which says more about who solves it than pairs of words do; in scripts without spaces they stand in for words. */
static bool is_layout(const scanner *s, smacs_char kind) {
    return kind == SMACS_CHAR_SYMBOL || s->previous_kind == SMACS_CHAR_SYMBOL ||
           (kind == SMACS_CHAR_CJK && s->previous_kind == SMACS_CHAR_CJK);
}

/* The pair of the unit before and this one. Without pieces all neighbours count, and the text's two edges beside
 * them. */
static void emit_pair(scanner *s, uint64_t hash, smacs_char kind) {
    if (s->params ? s->params->pairs : s->has_previous && is_layout(s, kind)) {
        emit(s, s->previous * 31 + hash, SMACS_FEATURE_PAIR);
    }
    s->previous = hash;
    s->previous_kind = kind;
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

/* Longest known piece first; its hashes grow with it, so each start is passed over once. */
static void emit_pieces(const scanner *s) {
    for (uint32_t at = 1; at <= s->length;) {
        const smacs_feature kind = at == 1 ? SMACS_FEATURE_WORD : SMACS_FEATURE_GRAM;
        uint64_t hash = SMACS_FNV_BASIS, longest = 0;
        uint32_t next = at;
        for (uint32_t i = at; i <= s->length && i < at + SMACS_PIECE_MAX; i++) {
            hash = hash_on(hash, s->word[i]);
            if (s->known(s->context, key_of(hash, kind))) {
                longest = hash;
                next = i + 1;
            }
        }
        if (next > at) {
            emit(s, longest, kind);
            at = next;
        } else {
            emit(s, hash_points(s->word + at++, 1), SMACS_FEATURE_WORD);
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
        emit_pair(s, shape, SMACS_CHAR_DIGIT);
    } else {
        if (!s->params) {
            emit_pieces(s);
        } else {
            emit(s, hash, SMACS_FEATURE_WORD);
        }
        emit_pair(s, hash, SMACS_CHAR_LETTER);
        if (s->params && s->params->gram_max) {
            emit_grams(s);
        }
    }
    s->length = 0;
}

/* A unit of one character. */
static void take_single(scanner *s, uint32_t point, smacs_char kind) {
    const uint64_t hash = hash_points(&point, 1);
    emit(s, hash, kind == SMACS_CHAR_CJK ? SMACS_FEATURE_WORD : SMACS_FEATURE_SYMBOL);
    if (!s->params && kind == SMACS_CHAR_CJK) {
        emit(s, 0, SMACS_FEATURE_SHAPE);
    }
    emit_pair(s, hash, kind);
}

/* The end of a line is a symbol: beside pieces each is one, else only between two units, so that a text is the same
 * with empty lines around it. */
static void take(scanner *s, uint32_t point) {
    smacs_char kind = smacs_char_kind(point);
    if (kind == SMACS_CHAR_MARK) {
        return;
    }
    if (!s->params && point == '\n') {
        kind = SMACS_CHAR_SYMBOL;
    }
    if (kind != s->kind || s->length == WORD_MAX) {
        end_word(s);
    }
    s->kind = kind;
    if (kind == SMACS_CHAR_SPACE) {
        s->line_ended |= point == '\n';
        return;
    }
    if (s->line_ended && s->has_previous) {
        take_single(s, '\n', SMACS_CHAR_SYMBOL);
    }
    s->line_ended = false;
    if (kind == SMACS_CHAR_LETTER || kind == SMACS_CHAR_DIGIT) {
        s->word[++s->length] = s->params ? point : smacs_bare(point);
    } else {
        take_single(s, point, kind);
    }
}

static void scan(scanner *s, const char *text, size_t size) {
    for (size_t at = 0; at < size;) {
        take(s, smacs_fold(smacs_utf8_next(text, size, &at)));
    }
    end_word(s);
    if (s->params && s->has_previous) {
        emit_pair(s, 0, SMACS_CHAR_SYMBOL);
    }
}

void smacs_ngrams_each(const smacs_ngrams *params, const char *text, size_t size, smacs_feature_sink sink,
                       void *context) {
    scanner s = {.params = params, .sink = sink, .context = context};
    scan(&s, text, size);
}

void smacs_pieces_each(const char *text, size_t size, smacs_feature_known known, smacs_feature_sink sink,
                       void *context) {
    scanner s = {.known = known, .sink = sink, .context = context};
    scan(&s, text, size);
}
