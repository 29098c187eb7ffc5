/* What the questions of an index are of: their benchmarks and categories, and how each model did in each. */
#include "index/format.h"

#include <string.h>

/* Numbers the distinct label rows, `depth` labels of each; false when there are more than `SMACS_KINDS_MAX`. */
static bool number_kinds(smacs_index *index, uint32_t depth, uint16_t seen[][SMX_LABELS]) {
    index->kind_count = 0;
    for (uint32_t i = 0, kind = 0; i < index->facts.questions; i++) {
        const uint16_t *labels = index->labels + (size_t)i * SMX_LABELS;
        if (kind == index->kind_count || memcmp(seen[kind], labels, depth * sizeof *labels) != 0) {
            for (kind = 0; kind < index->kind_count && memcmp(seen[kind], labels, depth * sizeof *labels) != 0;) {
                kind++;
            }
        }
        if (kind == SMACS_KINDS_MAX) {
            return false;
        }
        if (kind == index->kind_count) {
            memcpy(seen[kind], labels, SMX_LABELS * sizeof *labels);
            index->kind_count++;
        }
        index->kinds[i] = (uint8_t)kind;
    }
    return true;
}

bool smx_open_kinds(smacs_index *index) {
    const uint32_t n = index->facts.questions, models = index->facts.models;
    uint16_t seen[SMACS_KINDS_MAX][SMX_LABELS];
    index->kinds = smacs_arena_zeroed(&index->allocator, &index->owned, n, 1);
    if (!index->kinds) {
        return false;
    }
    for (uint32_t depth = SMX_LABELS; !number_kinds(index, depth, seen);) {
        depth--; /* with depth 0 all are of one kind */
    }
    index->kind_sizes = smacs_arena_zeroed(&index->allocator, &index->owned, index->kind_count, sizeof(uint32_t));
    index->kind_scores =
        smacs_arena_zeroed(&index->allocator, &index->owned, (size_t)index->kind_count * models, sizeof(smacs_scores));
    if (!index->kind_sizes || !index->kind_scores) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        index->kind_sizes[index->kinds[i]]++;
    }
    for (uint32_t m = 0; m < models; m++) {
        for (uint32_t i = 0; i < n; i++) {
            const float score = smacs_index_score(index, i, m);
            if (score == score) { /* not missing */
                smacs_scores *scores = &index->kind_scores[(size_t)index->kinds[i] * models + m];
                scores->sum += score;
                scores->scored++;
            }
        }
    }
    return true;
}

uint32_t smacs_index_kinds(const smacs_index *index) { return index->kind_count; }

uint32_t smacs_index_kind(const smacs_index *index, uint32_t question) { return index->kinds[question]; }

uint32_t smacs_index_kind_size(const smacs_index *index, uint32_t kind) { return index->kind_sizes[kind]; }

smacs_scores smacs_index_kind_scores(const smacs_index *index, uint32_t kind, uint32_t model) {
    return index->kind_scores[(size_t)kind * index->facts.models + model];
}
