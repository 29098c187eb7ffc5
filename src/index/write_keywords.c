/* Key words as a .smx file packs them: the words in the order of their bytes, then which questions each is of. */
#include "index/builder.h"

#include "index/coding.h"
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    smacs_text word;
    uint32_t number; /* in the builder */
} entry;

static int by_bytes(const void *a, const void *b) {
    const smacs_text x = ((const entry *)a)->word, y = ((const entry *)b)->word;
    const int order = memcmp(x.data, y.data, x.size < y.size ? x.size : y.size);
    return order ? order : (x.size > y.size) - (x.size < y.size);
}

/* ends [words + 1]: where the questions of each word end in `questions`, which hold them in their order. */
static void gather(const smacs_builder *b, uint32_t *ends, uint32_t *questions) {
    const size_t slots = (size_t)b->ids.count * SMACS_KEYWORDS_MAX;
    for (size_t i = 0; i < slots; i++) {
        ends[b->keywords[i]]++;
    }
    ends[0] = 0;
    for (uint32_t w = 1, sum = 0; w <= b->words.count; w++) {
        const uint32_t own = ends[w];
        ends[w] = sum;
        sum += own;
    }
    for (size_t i = 0; i < slots; i++) {
        if (b->keywords[i]) {
            questions[ends[b->keywords[i]]++] = (uint32_t)(i / SMACS_KEYWORDS_MAX);
        }
    }
}

/* How many questions, the number of the first, then how much greater each is than the one before. */
static void write_questions(const smacs_allocator *a, const uint32_t *questions, uint32_t count, smacs_bytes *out) {
    smx_put_number(a, out, count);
    for (uint32_t i = 0; i < count; i++) {
        smx_put_number(a, out, questions[i] - (i ? questions[i - 1] : 0));
    }
}

static void write_all(const smacs_builder *b, entry *words, const uint32_t *ends, const uint32_t *questions,
                      smacs_bytes *out) {
    const smacs_allocator *a = &b->allocator;
    smacs_names sorted = {0};
    uint32_t used = 0;
    for (uint32_t w = 0; w < b->words.count; w++) {
        if (ends[w + 1] > ends[w]) {
            words[used++] = (entry){smacs_names_get(&b->words, w), w};
        }
    }
    qsort(words, used, sizeof *words, by_bytes);
    for (uint32_t i = 0; i < used && !out->failed; i++) {
        out->failed = smacs_names_push(a, &sorted, words[i].word) != SMACS_OK;
    }
    if (used > 0) {
        smx_put_number(a, out, used);
        smx_write_ids(a, &sorted, out);
    }
    for (uint32_t i = 0; i < used; i++) {
        const uint32_t from = ends[words[i].number];
        write_questions(a, questions + from, ends[words[i].number + 1] - from, out);
    }
    smacs_names_free(a, &sorted);
}

void smx_write_keywords(const smacs_builder *b, smacs_bytes *out) {
    const smacs_allocator *a = &b->allocator;
    if (b->words.count == 0) {
        return;
    }
    entry *words = smacs_mem_zeroed(a, b->words.count, sizeof *words);
    uint32_t *ends = smacs_mem_zeroed(a, (size_t)b->words.count + 1, sizeof *ends);
    uint32_t *questions = smacs_mem_zeroed(a, b->ids.count, SMACS_KEYWORDS_MAX * sizeof *questions);
    if (words && ends && questions) {
        gather(b, ends, questions);
        write_all(b, words, ends, questions, out);
    } else {
        out->failed = true;
    }
    smacs_mem_free(a, words);
    smacs_mem_free(a, ends);
    smacs_mem_free(a, questions);
}
