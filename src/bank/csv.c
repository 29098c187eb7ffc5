#include "bank/csv.h"

#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include <string.h>

enum { FIELDS_MAX = 10000 };

void smacs_csv_begin(smacs_csv *table, const smacs_allocator *a, char delimiter, size_t most, smacs_csv_sink sink,
                     void *context) {
    table->a = a;
    table->sink = sink;
    table->context = context;
    table->delimiter = delimiter;
    table->most = most;
    table->state = SMACS_CSV_BEGIN;
    table->returned = false;
    table->text.size = 0;
    table->fields = 0;
    table->line = table->began = 1;
    table->records = 0;
}

void smacs_csv_free(smacs_csv *table) {
    if (table->a) {
        smacs_bytes_free(table->a, &table->text);
        smacs_mem_free(table->a, table->ends);
    }
}

smacs_status smacs_csv_fail(const smacs_csv *table, smacs_status status, const char *message, smacs_text detail,
                            smacs_error *error) {
    smacs_fail(error, status, message, detail, SMACS_NO_POSITION);
    if (error) {
        error->line = table->began;
        error->column = 1;
    }
    return status;
}

static smacs_status fail_plain(const smacs_csv *table, smacs_status status, const char *message, smacs_error *error) {
    return smacs_csv_fail(table, status, message, (smacs_text){0}, error);
}

smacs_text smacs_csv_field(const smacs_csv *table, int i) {
    if (i < 0) {
        return (smacs_text){0};
    }
    const size_t start = i ? table->ends[i - 1] : 0;
    return smacs_text_trimmed((smacs_text){table->text.data ? table->text.data + start : "", table->ends[i] - start});
}

static smacs_status end_field(smacs_csv *table, smacs_error *error) {
    if (table->fields == FIELDS_MAX) {
        return fail_plain(table, SMACS_E_TOO_LARGE, "a line of the table has more than 10000 fields", error);
    }
    if (!smacs_mem_reserve(table->a, &table->ends, &table->end_capacity, table->fields + (size_t)1,
                           sizeof *table->ends)) {
        return smacs_fail_memory(error);
    }
    table->ends[table->fields++] = table->text.size;
    return SMACS_OK;
}

static smacs_status check_encoding(const smacs_csv *table, smacs_error *error) {
    for (uint32_t i = 0; i < table->fields; i++) {
        const char *wrong = smacs_foreign_encoding(smacs_csv_field(table, (int)i), NULL);
        if (wrong) {
            return fail_plain(table, SMACS_E_SYNTAX, wrong, error);
        }
    }
    return SMACS_OK;
}

static smacs_status end_line(smacs_csv *table, smacs_error *error) {
    smacs_status status = SMACS_OK;
    if (table->fields > 0 || table->text.size > 0 || table->state != SMACS_CSV_BEGIN) { /* else it is blank */
        status = end_field(table, error);
        status = status == SMACS_OK ? check_encoding(table, error) : status;
        if (status == SMACS_OK) {
            status = table->sink(table->context, table, error);
            table->records++;
        }
    }
    table->fields = 0;
    table->text.size = 0;
    table->state = SMACS_CSV_BEGIN;
    return status;
}

static smacs_status keep(smacs_csv *table, char c, smacs_error *error) {
    if (table->text.size >= table->most) {
        return fail_plain(table, SMACS_E_TOO_LARGE, "a line of the table is too long", error);
    }
    smacs_bytes_append(table->a, &table->text, &c, 1);
    return table->text.failed ? smacs_fail_memory(error) : SMACS_OK;
}

static smacs_status take_quoted(smacs_csv *table, char c, smacs_error *error) {
    if (c == '"') {
        table->state = SMACS_CSV_QUOTE;
        return SMACS_OK;
    }
    table->line += c == '\n';
    return keep(table, c, error);
}

/* Whether the first bytes of a file are a byte-order mark, which is no part of its first field. */
static bool is_mark(const smacs_csv *table) {
    return table->records == 0 && table->fields == 0 && table->text.size == 3 &&
           memcmp(table->text.data, "\xEF\xBB\xBF", 3) == 0;
}

static smacs_status take_byte(smacs_csv *table, char c, smacs_error *error) {
    if (table->state == SMACS_CSV_QUOTED) {
        return take_quoted(table, c, error);
    }
    const bool after_return = table->returned;
    table->returned = false;
    if (c == '\n' && after_return) { /* the same end of a line */
        return SMACS_OK;
    }
    if (c == '"') {
        if (table->state == SMACS_CSV_PLAIN) {
            return fail_plain(
                table, SMACS_E_SYNTAX,
                "a quote stands within a field without quotes; quote the whole field and double the quotes in it",
                error);
        }
        const bool doubled = table->state == SMACS_CSV_QUOTE;
        table->state = SMACS_CSV_QUOTED;
        return doubled ? keep(table, c, error) : SMACS_OK;
    }
    if (c == table->delimiter || c == '\n' || c == '\r') {
        const bool ends = c != table->delimiter;
        const smacs_status status = ends ? end_line(table, error) : end_field(table, error);
        table->state = SMACS_CSV_BEGIN;
        table->returned = c == '\r';
        table->line += ends;
        table->began = ends ? table->line : table->began;
        return status;
    }
    if (table->state == SMACS_CSV_QUOTE || ((unsigned char)c < ' ' && c != '\t')) {
        return fail_plain(table, SMACS_E_SYNTAX,
                          table->state == SMACS_CSV_QUOTE
                              ? "something stands between a closing quote and the next delimiter"
                              : "a control character stands in a field",
                          error);
    }
    const smacs_status status = keep(table, c, error);
    const bool mark = status == SMACS_OK && is_mark(table);
    table->text.size = mark ? 0 : table->text.size;
    table->state = mark ? SMACS_CSV_BEGIN : SMACS_CSV_PLAIN;
    return status;
}

smacs_status smacs_csv_feed(smacs_csv *table, const char *bytes, size_t size, smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < size && status == SMACS_OK; i++) {
        status = take_byte(table, bytes[i], error);
    }
    return status;
}

smacs_status smacs_csv_end(smacs_csv *table, smacs_error *error) {
    return table->state == SMACS_CSV_QUOTED ? fail_plain(table, SMACS_E_SYNTAX, "the file ends within quotes", error)
                                            : end_line(table, error);
}
