/* Writes a sharded index from indexes that are open.
 *
 * The rows of all parts are put together as one index without vectors and ids, which stay in the parts, so that what
 * takes all questions is computed by the code that opens any index, in the same order: the head has the same bits as an
 * index of all. Memory: what the parts take, and about 60 bytes a question and 2 bits a score more. */
#include "index/shards.h"

#include "base/bits.h"
#include "base/error.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FILE_SIZE UINT64_C(20000000)

typedef struct sharding {
    smacs_allocator a;
    smacs_builder *about;
    const smacs_index *const *parts;
    uint32_t *const *columns; /* [count] the builder's number of each part's models */
    size_t count;
    smx_block *blocks; /* [count] the parts' vectors */
    uint32_t *first;   /* [count + 1] number of each part's first question */
    uint32_t dim;
    smx_nearness near;
    uint64_t scored; /* how many scores there are */
    void *bytes;     /* a file of all but the questions, which `all` borrows from */
    smacs_index *all;
    smx_cells cells;
    uint32_t *cell;  /* [n] of each question */
    uint32_t *order; /* [n] numbers of questions, cell after cell, */
    uint32_t *ends;  /* [cells] and where each cell ends in it */
    smacs_bytes table;
    smx_frequencies *frequencies; /* [dim] by which the vectors of all cells are packed */
    smacs_shards_options options;
    smacs_shards_sink sink;
    void *context;
} sharding;

/* The part that has a question. */
static size_t part_of(const sharding *s, uint32_t question) {
    size_t low = 0, high = s->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (s->first[middle] <= question) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static const int8_t *vector_of(const sharding *s, uint32_t question) {
    const size_t part = part_of(s, question);
    return s->blocks[part].rows + (size_t)(question - s->first[part]) * s->dim;
}

static smacs_text id_of(const sharding *s, uint32_t question) {
    const size_t part = part_of(s, question);
    return smacs_name_view_get(&s->parts[part]->ids, question - s->first[part]);
}

/* ---- checks ---- */

typedef struct hashed {
    uint64_t hash;
    uint32_t question;
} hashed;

static int compare(const void *a, const void *b) {
    const hashed *x = a, *y = b;
    return x->hash != y->hash ? (x->hash < y->hash ? -1 : 1) : x->question < y->question ? -1 : 1;
}

/* No question may stand in two parts: its row would count twice. */
static smacs_status check_ids(const sharding *s, uint32_t n, smacs_error *error) {
    hashed *ids = smacs_mem_zeroed(&s->a, n, sizeof *ids);
    if (!ids) {
        return smacs_fail_memory(error);
    }
    for (uint32_t i = 0; i < n; i++) {
        const smacs_text id = id_of(s, i);
        ids[i] = (hashed){smacs_fnv1a(SMACS_FNV_BASIS, id.data, id.size), i};
    }
    qsort(ids, n, sizeof *ids, compare);
    smacs_status status = SMACS_OK;
    for (uint32_t i = 1; i < n && status == SMACS_OK; i++) {
        const smacs_text id = id_of(s, ids[i].question), before = id_of(s, ids[i - 1].question);
        if (ids[i].hash == ids[i - 1].hash && id.size == before.size && memcmp(id.data, before.data, id.size) == 0) {
            status = smacs_fail(error, SMACS_E_DUPLICATE, "two parts have the same question; merge them first", id,
                                SMACS_NO_POSITION);
        }
    }
    smacs_mem_free(&s->a, ids);
    return status;
}

static smacs_status begin(sharding *s, smacs_error *error) {
    uint64_t n = 0;
    s->blocks = smacs_mem_zeroed(&s->a, s->count, sizeof *s->blocks);
    s->first = smacs_mem_zeroed(&s->a, s->count + 1, sizeof *s->first);
    if (!s->blocks || !s->first) {
        return smacs_fail_memory(error);
    }
    for (size_t i = 0; i < s->count; i++) {
        const smacs_index *part = s->parts[i];
        s->blocks[i] = (smx_block){part->vectors, part->facts.questions};
        n += part->facts.questions;
        s->first[i + 1] = (uint32_t)n;
        s->scored += part->facts.cells;
        if (n > SMX_QUESTIONS_MAX) {
            return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "an index holds at most 2^31-1 questions");
        }
    }
    s->near = smx_measure_nearness(s->blocks, s->count, s->dim);
    return check_ids(s, (uint32_t)n, error);
}

/* ---- all rows as one index ---- */

/* Labels, which the rows of a part have by their numbers there: map [its labels] receives the builder's. */
static smacs_status join_labels(sharding *s, const smacs_index *part, uint16_t *map, smacs_error *error) {
    for (uint32_t i = 0; i < part->label_names.count; i++) {
        uint32_t number;
        if (smacs_names_intern(&s->a, &s->about->labels, smacs_name_view_get(&part->label_names, i), &number) !=
            SMACS_OK) {
            return smacs_fail_memory(error);
        }
        if (number >= SMX_NO_LABEL) {
            return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "an index holds at most 65535 different labels");
        }
        map[i] = (uint16_t)number;
    }
    return SMACS_OK;
}

/* Which models have scores that are no bits in some part, codes [models], and all distinct scores of these. */
static void find_levels(const sharding *s, bool *codes, smx_levels *l) {
    for (size_t p = 0; p < s->count; p++) {
        for (uint32_t m = 0; m < s->parts[p]->facts.models; m++) {
            codes[s->columns[p][m]] |= s->parts[p]->columns[m].codes != NULL;
        }
        for (uint32_t i = 0; i < s->parts[p]->level_count; i++) {
            smx_add_level(l, s->parts[p]->levels[i]);
        }
    }
    for (size_t p = 0; p < s->count; p++) {
        for (uint32_t m = 0; m < s->parts[p]->facts.models; m++) {
            if (codes[s->columns[p][m]] && !s->parts[p]->columns[m].codes) {
                smx_add_level(l, 0.0f);
                smx_add_level(l, 1.0f);
            }
        }
    }
}

/* Sections of the head that tell no questions. */
enum { MODL, LABL, LEVL, TALK, DATE, CARD, GRUP, PAIR, CELL, CENT, FREQ, PIECES };

static smacs_status write_container(const sharding *s, smacs_bytes pieces[PIECES], void **bytes, size_t *size) {
    static const char *const tags[PIECES] = {"MODL", "LABL", "LEVL", "talk", "date", "card",
                                             "GRUP", "PAIR", "CELL", "CENT", "FREQ"};
    const smacs_builder *b = s->about;
    uint8_t head[SMX_HEAD_SIZE];
    smx_write_head(b, s->first[s->count], s->scored, s->near, head);
    smacs_part parts[PIECES + 3] = {{"HEAD", head, sizeof head},
                                    {"ENAM", b->embedder_name.data, b->embedder_name.size}};
    uint32_t count = 2;
    for (int i = 0; i < PIECES; i++) {
        if (pieces[i].failed) {
            return SMACS_E_MEMORY;
        }
        if (pieces[i].size || i <= LEVL) {
            parts[count++] = (smacs_part){tags[i], pieces[i].data, pieces[i].size};
        }
    }
    if (b->facts.size) {
        parts[count++] = (smacs_part){"FACT", b->facts.data, b->facts.size};
    }
    return smacs_container_write(&s->a, SMH_MAGIC, SMH_VERSION, parts, count, bytes, size);
}

static void write_about(const sharding *s, const smx_levels *l, smacs_bytes pieces[PIECES]) {
    const smacs_builder *b = s->about;
    smacs_names_write(&s->a, &b->models, &pieces[MODL]);
    smacs_names_write(&s->a, &b->labels, &pieces[LABL]);
    smx_write_levels(&s->a, l, &pieces[LEVL]);
    smx_write_small_talk(b, &pieces[TALK]);
    smx_write_dates(b, &pieces[DATE]);
    if (b->fit.size) {
        smx_write_cards(b, &pieces[CARD]);
    }
}

static void *own(smacs_index *x, size_t count, size_t size) {
    return smacs_arena_zeroed(&x->allocator, &x->owned, count, size);
}

static bool reserve_rows(smacs_index *x, const bool *codes) {
    const size_t n = x->facts.questions;
    x->labels = own(x, n, SMX_LABELS * sizeof *x->labels);
    x->columns = own(x, x->facts.models, sizeof *x->columns);
    x->means = own(x, x->facts.models, sizeof *x->means);
    bool ok = x->labels && x->columns && x->means;
    for (uint32_t m = 0; m < x->facts.models && ok; m++) {
        smx_column *column = &x->columns[m];
        column->present = own(x, n / 64 + 1, sizeof *column->present);
        if (codes[m]) {
            column->codes = own(x, n, 1);
        } else {
            column->right = own(x, n / 64 + 1, sizeof *column->right);
        }
        ok = column->present && (column->codes || column->right);
    }
    return ok;
}

/* One model's scores in one part. */
static void copy_column(smacs_index *x, uint32_t model, const smacs_index *part, uint32_t from, uint32_t first,
                        const smx_levels *l) {
    const smx_column *column = &part->columns[from];
    smx_column *to = &x->columns[model];
    smacs_model_mean *mean = &x->means[model];
    const uint32_t n = part->facts.questions;
    for (uint32_t i = smx_next_scored(column, n, 0); i < n; i = smx_next_scored(column, n, i + 1)) {
        const float score = smx_score_of(part, column, i);
        smx_put_bit(to->present, first + i, 1);
        if (to->codes) {
            to->codes[first + i] = smx_code_of(l, score);
        } else {
            smx_put_bit(to->right, first + i, score == 1.0f);
        }
        mean->scored++;
        mean->mean += smx_score_of(x, to, first + i);
    }
}

static smacs_status copy_part(sharding *s, size_t p, const smx_levels *l, const uint16_t *map) {
    smacs_index *x = s->all;
    const smacs_index *part = s->parts[p];
    for (size_t i = 0; i < (size_t)part->facts.questions * SMX_LABELS; i++) {
        const uint16_t label = part->labels[i];
        x->labels[(size_t)s->first[p] * SMX_LABELS + i] = label == SMX_NO_LABEL ? label : map[label];
    }
    for (uint32_t m = 0; m < part->facts.models; m++) {
        copy_column(x, s->columns[p][m], part, m, s->first[p], l);
    }
    return SMACS_OK;
}

/* Opens what `about` writes as an index, and fills in its rows. maps [count] of labels. */
static smacs_status open_all(sharding *s, const smx_levels *l, const bool *codes, uint16_t *const *maps,
                             smacs_error *error) {
    smacs_bytes pieces[PIECES] = {{0}};
    smacs_container file;
    size_t size = 0;
    write_about(s, l, pieces);
    smacs_status status = write_container(s, pieces, &s->bytes, &size);
    for (int i = 0; i < PIECES; i++) {
        smacs_bytes_free(&s->a, &pieces[i]);
    }
    smacs_index *x = status == SMACS_OK ? smacs_mem_zeroed(&s->a, 1, sizeof *x) : NULL;
    if (!x) {
        return smacs_fail_plain(error, SMACS_E_MEMORY, smacs_status_text(SMACS_E_MEMORY));
    }
    x->allocator = s->a;
    s->all = x;
    status = smacs_container_open(s->bytes, size, SMH_MAGIC, (smacs_versions){SMH_VERSION, SMH_VERSION}, &file, error);
    status = status == SMACS_OK ? smx_open_head(&file, &x->facts, error) : status;
    status = status == SMACS_OK ? smx_open_about(&file, x, error) : status;
    if (status == SMACS_OK && !reserve_rows(x, codes)) {
        return smacs_fail_memory(error);
    }
    for (size_t p = 0; p < s->count && status == SMACS_OK; p++) {
        status = copy_part(s, p, l, maps[p]);
    }
    for (uint32_t m = 0; m < x->facts.models && status == SMACS_OK; m++) {
        smacs_model_mean *mean = &x->means[m];
        mean->mean = mean->scored ? mean->mean / mean->scored : (double)NAN;
    }
    if (status == SMACS_OK && !smx_open_groups(x)) {
        return smacs_fail_memory(error);
    }
    status = status == SMACS_OK ? smx_open_cards(&file, x, error) : status;
    return status == SMACS_OK && !smx_open_expectations(x) ? smacs_fail_memory(error) : status;
}

static smacs_status join_parts(sharding *s, smx_levels *l, smacs_error *error) {
    const smacs_allocator *a = &s->a;
    bool *codes = smacs_mem_zeroed(a, s->about->models.count, sizeof *codes);
    uint16_t **maps = smacs_mem_zeroed(a, s->count, sizeof *maps);
    smacs_status status = codes && maps ? SMACS_OK : smacs_fail_memory(error);
    for (size_t p = 0; p < s->count && status == SMACS_OK; p++) {
        maps[p] = smacs_mem_zeroed(a, s->parts[p]->label_names.count, sizeof **maps);
        status = maps[p] ? join_labels(s, s->parts[p], maps[p], error) : smacs_fail_memory(error);
    }
    if (status == SMACS_OK) {
        find_levels(s, codes, l);
        status = open_all(s, l, codes, maps, error);
    }
    for (size_t p = 0; maps && p < s->count; p++) {
        smacs_mem_free(a, maps[p]);
    }
    smacs_mem_free(a, maps);
    smacs_mem_free(a, codes);
    return status;
}

/* ---- cells ---- */

/* 4 times the root of the number of questions is usual. Eight times as many hold more of the neighbours in as many rows,
 * and the head that a tab fetches first stays small (README.md); fewer rows than 30 a cell cost more than they save. */
static uint32_t wanted_cells(const sharding *s) {
    const uint32_t n = s->first[s->count], finest = n < 30 ? 1 : n / 30;
    const uint32_t usual = (uint32_t)(32.0 * sqrt((double)n));
    const uint32_t wanted = s->options.cells ? s->options.cells : usual < finest ? usual : finest;
    const uint32_t most = n < SMX_CELLS_MAX ? n : SMX_CELLS_MAX;
    return wanted < most ? wanted : most;
}

static bool find_cells(sharding *s) {
    const uint64_t seed = s->options.seed ? s->options.seed : 1;
    return smx_cells_find(&s->a, s->blocks, s->count, s->dim, wanted_cells(s), seed, &s->cells);
}

/* Puts each question into its cell. */
static smacs_status assign(sharding *s, smacs_error *error) {
    const uint32_t n = s->first[s->count];
    s->cell = smacs_mem_zeroed(&s->a, n, sizeof *s->cell);
    s->order = smacs_mem_zeroed(&s->a, n, sizeof *s->order);
    s->ends = smacs_mem_zeroed(&s->a, s->cells.count, sizeof *s->ends);
    const bool ok = s->cell && s->order && s->ends;
    smacs_status status = ok ? SMACS_OK : smacs_fail_memory(error);
    for (uint32_t i = 0; i < n && status == SMACS_OK; i++) {
        s->cell[i] = smx_cells_nearest(&s->cells, vector_of(s, i));
        s->ends[s->cell[i]]++;
        if (i % 4096 == 0 && s->options.progress && s->options.progress(s->options.progress_context, i, n)) {
            status = smacs_fail_plain(error, SMACS_E_CANCELLED, smacs_status_text(SMACS_E_CANCELLED));
        }
    }
    for (uint32_t c = 0, end = 0; c < s->cells.count && ok; c++) {
        const uint32_t size = s->ends[c];
        s->ends[c] = end; /* where it begins, which filling moves to its end */
        end += size;
    }
    for (uint32_t i = 0; i < n && status == SMACS_OK; i++) {
        s->order[s->ends[s->cell[i]]++] = i;
    }
    return status;
}

enum { ROWS, QLAB, QIDS, SCOR, VECT, SECTIONS };

/* The sections of the cell of these questions. */
static bool write_sections(const sharding *s, const smx_levels *l, const uint32_t *questions, uint32_t count,
                           smacs_bytes out[SECTIONS]) {
    const smacs_allocator *a = &s->a;
    const smacs_index *x = s->all;
    smacs_names ids = {0};
    int8_t *vectors = smacs_mem_zeroed(a, count, s->dim);
    uint16_t *labels = smacs_mem_zeroed(a, count, SMX_LABELS * sizeof *labels);
    float *column = smacs_mem_zeroed(a, count, sizeof *column);
    bool ok = vectors && labels && column;
    uint64_t scored = 0;
    for (uint32_t i = 0; i < count && ok; i++) {
        memcpy(vectors + (size_t)i * s->dim, vector_of(s, questions[i]), s->dim);
        memcpy(labels + (size_t)i * SMX_LABELS, x->labels + (size_t)questions[i] * SMX_LABELS,
               SMX_LABELS * sizeof *labels);
        ok = smacs_names_push(a, &ids, id_of(s, questions[i])) == SMACS_OK;
        scored += x->solved[questions[i]][1];
    }
    for (uint32_t m = 0; m < x->facts.models && ok; m++) {
        for (uint32_t i = 0; i < count; i++) {
            column[i] = smacs_index_score(x, questions[i], m);
        }
        smx_write_column(a, &(smx_scores){column, count}, x->columns[m].codes != NULL, l, &out[SCOR]);
    }
    if (ok) {
        smx_put_number(a, &out[ROWS], (uint32_t)scored);
        for (uint32_t i = 0; i < count; i++) {
            smx_put_number(a, &out[ROWS], i ? questions[i] - questions[i - 1] - 1 : questions[i]);
        }
        smx_write_labels(a, labels, count, &out[QLAB]);
        smx_write_ids(a, &ids, &out[QIDS]);
        smx_pack_rows(a, s->frequencies, vectors, count, s->dim, &out[VECT]);
    }
    for (int i = 0; i < SECTIONS; i++) {
        ok = ok && !out[i].failed;
    }
    smacs_names_free(a, &ids);
    smacs_mem_free(a, vectors);
    smacs_mem_free(a, labels);
    smacs_mem_free(a, column);
    return ok && scored <= UINT32_MAX;
}

/* Where the next cell goes. */
typedef struct place {
    uint32_t file;
    uint64_t size; /* of the file so far */
    bool any;
} place;

/* Gives a cell to the sink, and notes it in the table. */
static smacs_status give_cell(sharding *s, place *at, uint32_t questions, const void *bytes, size_t size) {
    smacs_container file;
    uint8_t digest[8];
    const uint64_t most = s->options.file_size ? s->options.file_size : FILE_SIZE;
    const bool next = at->any && at->size >= most;
    if (size > UINT32_MAX || (next && at->file + 1 == SMH_FILES_MAX)) {
        return SMACS_E_TOO_LARGE;
    }
    at->file += next;
    at->size = (next ? 0 : at->size) + size;
    at->any = true;
    smacs_container_open(bytes, size, SMC_MAGIC, (smacs_versions){SMC_VERSION, SMC_VERSION}, &file, NULL);
    smacs_store_u64(digest, file.digest);
    smx_put_number(&s->a, &s->table, next);
    smx_put_number(&s->a, &s->table, questions);
    smx_put_number(&s->a, &s->table, (uint32_t)size);
    smacs_bytes_append(&s->a, &s->table, digest, sizeof digest);
    return s->sink(s->context, at->file, bytes, size) ? SMACS_OK : SMACS_E_CANCELLED;
}

static smacs_status write_cell(sharding *s, const smx_levels *l, place *at, uint32_t first, uint32_t end) {
    static const char *const tags[SECTIONS] = {"ROWS", "QLAB", "QIDS", "SCOR", "VECT"};
    smacs_bytes pieces[SECTIONS] = {{0}};
    smacs_part parts[SECTIONS];
    void *bytes = NULL;
    size_t size = 0;
    smacs_status status = write_sections(s, l, s->order + first, end - first, pieces) ? SMACS_OK : SMACS_E_MEMORY;
    for (int i = 0; i < SECTIONS; i++) {
        parts[i] = (smacs_part){tags[i], pieces[i].data, pieces[i].size};
    }
    if (status == SMACS_OK) {
        status = smacs_container_write(&s->a, SMC_MAGIC, SMC_VERSION, parts, SECTIONS, &bytes, &size);
    }
    if (status == SMACS_OK) {
        status = give_cell(s, at, end - first, bytes, size);
    }
    smacs_mem_free(&s->a, bytes);
    for (int i = 0; i < SECTIONS; i++) {
        smacs_bytes_free(&s->a, &pieces[i]);
    }
    return status;
}

/* All cells that have questions; the centres of the others are dropped. */
static smacs_status write_cells(sharding *s, const smx_levels *l, smacs_error *error) {
    place at = {0};
    uint32_t kept = 0;
    s->frequencies = smx_count_values(&s->a, s->blocks, s->count, s->dim);
    smacs_status status = s->frequencies ? SMACS_OK : SMACS_E_MEMORY;
    for (uint32_t c = 0, first = 0; c < s->cells.count && status == SMACS_OK; first = s->ends[c++]) {
        if (s->ends[c] > first) {
            status = write_cell(s, l, &at, first, s->ends[c]);
            memmove(s->cells.centres + (size_t)kept++ * s->dim, s->cells.centres + (size_t)c * s->dim, s->dim);
        }
    }
    s->cells.count = kept;
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}

/* ---- the head ---- */

static void write_groups(const sharding *s, smacs_bytes *out) {
    const smacs_index *x = s->all;
    const smacs_allocator *a = &s->a;
    smx_put_number(a, out, x->group_depth);
    smx_put_number(a, out, x->group_count);
    for (uint32_t g = 0; g < x->group_count; g++) {
        for (int k = 0; k < SMX_LABELS; k++) {
            const uint16_t label = x->group_labels[g][k];
            smx_put_number(a, out, label == SMX_NO_LABEL ? 0 : label + 1u);
        }
        smx_put_number(a, out, x->group_sizes[g]);
        smx_put_double(a, out, x->ease_means[g]);
        smx_put_double(a, out, x->ease_spreads[g]);
        for (uint32_t m = 0; m < x->facts.models; m++) {
            const smacs_scores scores = smacs_index_group_scores(x, g, m);
            smx_put_number(a, out, scores.scored);
            if (scores.scored) {
                smx_put_double(a, out, scores.sum);
                smx_put_double(a, out, x->luck[(size_t)g * x->facts.models + m]);
            }
        }
    }
    for (uint32_t m = 0; m < x->facts.models; m++) {
        if (x->means[m].scored) {
            smx_put_double(a, out, x->means[m].mean);
        }
    }
}

static void write_pairs(const sharding *s, smacs_bytes *out) {
    for (uint32_t b = 0; b < s->all->facts.models; b++) {
        for (uint32_t a = 0; a < b; a++) {
            const smacs_pair pair = smacs_index_pair(s->all, a, b);
            smx_put_number(&s->a, out, pair.joint);
            if (pair.joint) {
                smx_put_double(&s->a, out, pair.difference);
                smx_put_double(&s->a, out, pair.squares);
            }
        }
    }
}

static smacs_status write_head(sharding *s, const smx_levels *l, smacs_error *error) {
    smacs_bytes pieces[PIECES] = {{0}};
    void *bytes = NULL;
    size_t size = 0;
    write_about(s, l, pieces);
    write_groups(s, &pieces[GRUP]);
    write_pairs(s, &pieces[PAIR]);
    smx_put_number(&s->a, &pieces[CELL], s->cells.count);
    smacs_bytes_append(&s->a, &pieces[CELL], s->table.data, s->table.size);
    pieces[CELL].failed = pieces[CELL].failed || s->table.failed;
    smx_pack_vectors(&s->a, s->cells.centres, s->cells.count, s->dim, &pieces[CENT]);
    smx_write_frequencies(&s->a, s->frequencies, s->dim, &pieces[FREQ]);
    smacs_status status = write_container(s, pieces, &bytes, &size);
    if (status == SMACS_OK && !s->sink(s->context, UINT32_MAX, bytes, size)) {
        status = SMACS_E_CANCELLED;
    }
    smacs_mem_free(&s->a, bytes);
    for (int i = 0; i < PIECES; i++) {
        smacs_bytes_free(&s->a, &pieces[i]);
    }
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}

smacs_status smx_write_shards(smacs_builder *about, const smacs_index *const *parts, uint32_t *const *columns,
                              size_t count, const smacs_shards_options *options, smacs_shards_sink sink, void *context,
                              smacs_error *error) {
    sharding s = {.a = about->allocator,
                  .about = about,
                  .parts = parts,
                  .columns = columns,
                  .count = count,
                  .dim = about->dim,
                  .options = options ? *options : (smacs_shards_options){0},
                  .sink = sink,
                  .context = context};
    smx_levels l = {.count = 0};
    smacs_status status = begin(&s, error);
    status = status == SMACS_OK ? join_parts(&s, &l, error) : status;
    status = status == SMACS_OK && !find_cells(&s) ? smacs_fail_memory(error) : status;
    status = status == SMACS_OK ? assign(&s, error) : status;
    status = status == SMACS_OK ? write_cells(&s, &l, error) : status;
    status = status == SMACS_OK ? write_head(&s, &l, error) : status;
    smacs_index_free(s.all);
    void *const owned[] = {s.blocks, s.first, s.bytes, s.cell, s.order, s.ends, s.frequencies};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        smacs_mem_free(&s.a, owned[i]);
    }
    smx_cells_free(&s.a, &s.cells);
    smacs_bytes_free(&s.a, &s.table);
    return status;
}
