/* What the questions of an index are of: their benchmarks and categories, how each model did in each, and how many
 * models solved each question. */
#include "index/format.h"

#include <string.h>

/* Numbers the distinct label rows, `depth` labels of each; false when there are more than `SMACS_GROUPS_MAX`. */
static bool number_groups(smacs_index *index, uint32_t depth, uint16_t seen[][SMX_LABELS]) {
    index->group_count = 0;
    for (uint32_t i = 0, group = 0; i < index->facts.questions; i++) {
        const uint16_t *labels = index->labels + (size_t)i * SMX_LABELS;
        if (group == index->group_count || memcmp(seen[group], labels, depth * sizeof *labels) != 0) {
            for (group = 0; group < index->group_count && memcmp(seen[group], labels, depth * sizeof *labels) != 0;) {
                group++;
            }
        }
        if (group == SMACS_GROUPS_MAX) {
            return false;
        }
        if (group == index->group_count) {
            memcpy(seen[group], labels, SMX_LABELS * sizeof *labels);
            index->group_count++;
        }
        index->groups[i] = (uint8_t)group;
    }
    return true;
}

bool smx_open_groups(smacs_index *index) {
    const uint32_t n = index->facts.questions, models = index->facts.models;
    uint16_t seen[SMACS_GROUPS_MAX][SMX_LABELS];
    index->groups = smacs_arena_zeroed(&index->allocator, &index->owned, n, 1);
    if (!index->groups) {
        return false;
    }
    for (index->group_depth = SMX_LABELS; !number_groups(index, index->group_depth, seen);) {
        index->group_depth--; /* with depth 0 all are of one group */
    }
    index->group_labels = smacs_arena_zeroed(&index->allocator, &index->owned, index->group_count, sizeof *seen);
    index->group_sizes = smacs_arena_zeroed(&index->allocator, &index->owned, index->group_count, sizeof(uint32_t));
    index->group_scores =
        smacs_arena_zeroed(&index->allocator, &index->owned, (size_t)index->group_count * models, sizeof(smacs_scores));
    index->solved = smacs_arena_zeroed(&index->allocator, &index->owned, n, sizeof *index->solved);
    if (!index->group_labels || !index->group_sizes || !index->group_scores || !index->solved) {
        return false;
    }
    memcpy(index->group_labels, seen, index->group_count * sizeof *seen);
    for (uint32_t i = 0; i < n; i++) {
        index->group_sizes[index->groups[i]]++;
    }
    for (uint32_t m = 0; m < models; m++) {
        const smx_column *column = &index->columns[m];
        for (uint32_t i = smx_next_scored(column, n, 0); i < n; i = smx_next_scored(column, n, i + 1)) {
            const float score = smx_score_of(index, column, i);
            smacs_scores *scores = &index->group_scores[(size_t)index->groups[i] * models + m];
            scores->sum += score;
            scores->scored++;
            index->solved[i][0] = (uint16_t)(index->solved[i][0] + (score > 0.5f));
            index->solved[i][1]++;
        }
    }
    return true;
}

smacs_solved smacs_index_solved(const smacs_index *index, uint32_t question) {
    return (smacs_solved){index->solved[question][0], index->solved[question][1]};
}

uint32_t smacs_index_groups(const smacs_index *index) { return index->group_count; }

uint32_t smacs_index_group(const smacs_index *index, uint32_t question) { return index->groups[question]; }

uint32_t smacs_index_group_size(const smacs_index *index, uint32_t group) { return index->group_sizes[group]; }

smacs_scores smacs_index_group_scores(const smacs_index *index, uint32_t group, uint32_t model) {
    return index->group_scores[(size_t)group * index->facts.models + model];
}
