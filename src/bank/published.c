/* Tables of published scores: records of CSV into rows of model, benchmark and score. */
#include "bank/csv.h"
#include "base/bits.h"
#include "base/day.h"
#include "base/error.h"
#include "base/names.h"
#include "base/text.h"
#include "json/writer.h"
#include <smacs/published.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1 << 20 };

#define SCORE_MAX 1e7

typedef struct row {
    uint32_t model, name, column, released; /* name, released: number + 1, 0: none */
    smacs_thought thought;
    double score;
} row;

/* What the columns of a file are; -1: it has none. */
typedef struct header {
    int model, name, benchmark, score, setting, reasoning, release;
    uint32_t fields;
    uint32_t *columns; /* [fields] the benchmark of each; a wide table only, else NULL */
} header;

struct smacs_published {
    smacs_allocator a;
    smacs_names models, benchmarks, dates;
    row *rows;
    size_t row_capacity, count;
    smacs_names cells; /* model, benchmark and thought of each row, as bytes */
    size_t repeated;   /* rows of a cell that stands there already */
    bool *ratings;     /* [benchmarks] */
    size_t rating_capacity;
    /* The file at hand. */
    smacs_bytes source;
    size_t first; /* its first row */
    header header;
    bool has_header;
    smacs_thought usual; /* where a row does not say */
    smacs_csv csv;
};

static smacs_status take_record(void *context, smacs_csv *csv, smacs_error *error);

smacs_status smacs_published_create(const smacs_allocator *allocator, smacs_published **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    *out = smacs_mem_zeroed(&a, 1, sizeof **out);
    if (!*out) {
        return smacs_fail_memory(error);
    }
    (*out)->a = a;
    return SMACS_OK;
}

void smacs_published_free(smacs_published *t) {
    if (t) {
        const smacs_allocator a = t->a;
        smacs_names_free(&a, &t->models);
        smacs_names_free(&a, &t->benchmarks);
        smacs_names_free(&a, &t->dates);
        smacs_names_free(&a, &t->cells);
        smacs_mem_free(&a, t->rows);
        smacs_mem_free(&a, t->ratings);
        smacs_mem_free(&a, t->header.columns);
        smacs_bytes_free(&a, &t->source);
        smacs_csv_free(&t->csv);
        smacs_mem_free(&a, t);
    }
}

smacs_status smacs_published_begin(smacs_published *t, smacs_text source, smacs_error *error) {
    if (!t || smacs_text_lacks(source)) {
        return smacs_fail_null(error);
    }
    smacs_mem_free(&t->a, t->header.columns);
    smacs_bytes_free(&t->a, &t->source);
    t->source = (smacs_bytes){0};
    t->header = (header){-1, -1, -1, -1, -1, -1, -1, 0, NULL};
    t->has_header = false;
    t->usual = SMACS_THOUGHT_UNKNOWN;
    t->first = t->count;
    smacs_csv_begin(&t->csv, &t->a, ',', LINE_MAX_BYTES, take_record, t);
    smacs_bytes_append(&t->a, &t->source, source.data, source.size);
    return t->source.failed ? smacs_fail_memory(error) : SMACS_OK;
}

void smacs_published_unthinking(smacs_published *t) {
    if (t) {
        t->usual = SMACS_THOUGHT_NOT;
    }
}

void smacs_published_as_called(smacs_published *t) {
    if (t) {
        t->usual = SMACS_THOUGHT_AS_CALLED;
    }
}

static smacs_status fail(const smacs_published *t, smacs_error *error, smacs_status status, const char *message,
                         smacs_text detail) {
    return smacs_csv_fail(&t->csv, status, message, detail, error);
}

static smacs_text field(const smacs_published *t, int i) { return smacs_csv_field(&t->csv, i); }

/* ---- lines ---- */

/* Number of a benchmark of this file. */
static smacs_status intern_benchmark(smacs_published *t, smacs_text name, uint32_t *column, smacs_error *error) {
    smacs_bytes full = {0};
    smacs_bytes_append(&t->a, &full, name.data, name.size);
    smacs_bytes_append(&t->a, &full, " (", 2);
    smacs_bytes_append(&t->a, &full, t->source.data, t->source.size);
    smacs_bytes_append(&t->a, &full, ")", 1);
    const bool kept =
        !full.failed &&
        smacs_names_intern(&t->a, &t->benchmarks, (smacs_text){full.data, full.size}, column) == SMACS_OK &&
        smacs_mem_reserve(&t->a, &t->ratings, &t->rating_capacity, t->benchmarks.count, sizeof *t->ratings);
    smacs_bytes_free(&t->a, &full);
    return kept ? SMACS_OK : smacs_fail_memory(error);
}

static smacs_status take_header(smacs_published *t, smacs_error *error) {
    header *h = &t->header;
    const struct {
        const char *name;
        int *place;
    } known[] = {{"model", &h->model},    {"name", &h->name},       {"benchmark", &h->benchmark},
                 {"score", &h->score},    {"setting", &h->setting}, {"reasoning", &h->reasoning},
                 {"release", &h->release}};
    for (uint32_t i = 0; i < t->csv.fields; i++) {
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            if (smacs_text_is(field(t, (int)i), known[k].name)) {
                *known[k].place = (int)i;
            }
        }
    }
    h->fields = t->csv.fields;
    t->has_header = true;
    if (h->model < 0 || (h->benchmark < 0) != (h->score < 0) || t->csv.fields < 2) {
        return fail(t, error, SMACS_E_SCHEMA,
                    "the header of published scores needs model, benchmark and score, or model and benchmarks",
                    (smacs_text){0});
    }
    if (h->benchmark >= 0) {
        return SMACS_OK;
    }
    h->columns = smacs_mem_zeroed(&t->a, t->csv.fields, sizeof *h->columns);
    smacs_status status = h->columns ? SMACS_OK : smacs_fail_memory(error);
    for (uint32_t i = 0; i < t->csv.fields && status == SMACS_OK; i++) {
        if ((int)i != h->model && (int)i != h->name) {
            status = intern_benchmark(t, field(t, (int)i), &h->columns[i], error);
        }
    }
    return status;
}

/* The field's number; false if it is none from 0 to SCORE_MAX. */
static bool read_score(smacs_text text, double *score) {
    char digits[64], *end = digits;
    if (text.size == 0 || text.size >= sizeof digits ||
        !((text.data[0] >= '0' && text.data[0] <= '9') || text.data[0] == '.')) {
        return false;
    }
    memcpy(digits, text.data, text.size);
    digits[text.size] = 0;
    *score = smacs_number_read(digits, &end);
    return *end == 0 && *score >= 0.0 && *score <= SCORE_MAX;
}

/* Whether the model thought: as the setting says, else as the model does. */
static smacs_thought read_thought(const smacs_published *t) {
    const smacs_text setting = field(t, t->header.setting), reasoning = field(t, t->header.reasoning);
    if (smacs_text_begins_folded(setting, "non-thinking") ||
        smacs_text_find_folded(setting, "reasoning=none") < setting.size) {
        return SMACS_THOUGHT_NOT;
    }
    if (smacs_text_begins_folded(setting, "thinking") || smacs_text_begins_folded(setting, "reasoning_effort") ||
        smacs_text_begins_folded(setting, "max")) {
        return SMACS_THOUGHT;
    }
    return smacs_text_begins_folded(reasoning, "true")    ? SMACS_THOUGHT
           : smacs_text_begins_folded(reasoning, "false") ? SMACS_THOUGHT_NOT
                                                          : t->usual;
}

/* Counts rows of the same model and benchmark, thinking or not. */
static smacs_status note_cell(smacs_published *t, const row *r, smacs_error *error) {
    uint8_t key[9];
    const uint32_t before = t->cells.count;
    uint32_t number;
    smacs_store_u32(key, r->model);
    smacs_store_u32(key + 4, r->column);
    key[8] = (uint8_t)r->thought;
    if (smacs_names_intern(&t->a, &t->cells, (smacs_text){(const char *)key, sizeof key}, &number) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    t->repeated += t->cells.count == before;
    return SMACS_OK;
}

static smacs_status add_row(smacs_published *t, uint32_t column, smacs_text text, smacs_error *error) {
    row *r;
    double score = 0.0;
    uint32_t model, day, other = 0, date = 0;
    const smacs_text name = field(t, t->header.model), released = field(t, t->header.release);
    const smacs_text second = field(t, t->header.name);
    if (!read_score(text, &score)) {
        return fail(t, error, SMACS_E_SCHEMA, "a score must be a number from 0 to 10000000", text);
    }
    if (name.size == 0) {
        return fail(t, error, SMACS_E_SCHEMA, "a line names no model", (smacs_text){0});
    }
    if (released.size && smacs_day_read(released, &day) != released.size) {
        return fail(t, error, SMACS_E_SCHEMA, "a release must be a date as 2025-07-01, 2025-07 or 2025", released);
    }
    if (smacs_names_intern(&t->a, &t->models, name, &model) != SMACS_OK ||
        (second.size && smacs_names_intern(&t->a, &t->models, second, &other) != SMACS_OK) ||
        (released.size && smacs_names_intern(&t->a, &t->dates, released, &date) != SMACS_OK) ||
        !smacs_mem_reserve(&t->a, &t->rows, &t->row_capacity, t->count + 1, sizeof *t->rows)) {
        return smacs_fail_memory(error);
    }
    r = &t->rows[t->count++];
    *r = (row){model, second.size ? other + 1 : 0, column, released.size ? date + 1 : 0, read_thought(t), score};
    return note_cell(t, r, error);
}

static smacs_status take_wide(smacs_published *t, smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < t->csv.fields && status == SMACS_OK; i++) {
        const smacs_text text = field(t, (int)i);
        if ((int)i != t->header.model && (int)i != t->header.name && text.size) {
            status = add_row(t, t->header.columns[i], text, error);
        }
    }
    return status;
}

static smacs_status take_long(smacs_published *t, smacs_error *error) {
    uint32_t column = 0;
    const smacs_text name = field(t, t->header.benchmark);
    if (name.size == 0) {
        return fail(t, error, SMACS_E_SCHEMA, "a line names no benchmark", (smacs_text){0});
    }
    const smacs_status status = intern_benchmark(t, name, &column, error);
    return status == SMACS_OK ? add_row(t, column, field(t, t->header.score), error) : status;
}

static smacs_status take_record(void *context, smacs_csv *csv, smacs_error *error) {
    smacs_published *t = context;
    if (!t->has_header) {
        return take_header(t, error);
    }
    if (csv->fields != t->header.fields) {
        return fail(t, error, SMACS_E_SCHEMA, "a line has more or fewer fields than the header", (smacs_text){0});
    }
    return t->header.columns ? take_wide(t, error) : take_long(t, error);
}

smacs_status smacs_published_feed(smacs_published *t, const void *bytes, size_t size, smacs_error *error) {
    return !t || (!bytes && size) ? smacs_fail_null(error) : smacs_csv_feed(&t->csv, bytes, size, error);
}

/* Shares become percent; benchmarks with scores above 100 are ratings. */
static void settle_units(smacs_published *t) {
    double most = 0.0;
    for (size_t i = t->first; i < t->count; i++) {
        most = t->rows[i].score > most ? t->rows[i].score : most;
    }
    for (size_t i = t->first; i < t->count; i++) {
        t->rows[i].score *= most <= 1.0 ? 100.0 : 1.0;
        t->ratings[t->rows[i].column] = t->ratings[t->rows[i].column] || t->rows[i].score > 100.0;
    }
}

smacs_status smacs_published_end(smacs_published *t, smacs_error *error) {
    if (!t) {
        return smacs_fail_null(error);
    }
    const smacs_status status = smacs_csv_end(&t->csv, error);
    if (status == SMACS_OK && t->count == t->first) {
        return fail(t, error, SMACS_E_EMPTY, "the file has no published score", (smacs_text){0});
    }
    settle_units(t);
    return status;
}

size_t smacs_published_repeated(const smacs_published *t) { return t->repeated; }

size_t smacs_published_count(const smacs_published *t) { return t->count; }

smacs_published_row smacs_published_get(const smacs_published *t, size_t i) {
    const row *r = &t->rows[i];
    return (smacs_published_row){
        .model = smacs_names_get(&t->models, r->model),
        .name = r->name ? smacs_names_get(&t->models, r->name - 1) : (smacs_text){0},
        .benchmark = smacs_names_get(&t->benchmarks, r->column),
        .column = r->column,
        .score = r->score,
        .thought = r->thought,
        .released = r->released ? smacs_names_get(&t->dates, r->released - 1) : (smacs_text){0},
    };
}

uint32_t smacs_published_benchmarks(const smacs_published *t) { return t->benchmarks.count; }

smacs_unit smacs_published_unit(const smacs_published *t, uint32_t benchmark) {
    return t->ratings[benchmark] ? SMACS_UNIT_RATING : SMACS_UNIT_PERCENT;
}
