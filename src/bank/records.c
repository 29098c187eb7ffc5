/* The bank reader: splitter -> JSON parser -> shapes -> the caller's sink, one record at a time, so that memory is
 * that of the largest record however large the file is. Every error leaves with the place it was found at. */
#include "bank/foreign.h"
#include "bank/shapes.h"
#include "bank/splitter.h"
#include "base/error.h"
#include "base/text.h"
#include "json/writer.h"
#include <smacs/bank.h>
#include <string.h>

struct smacs_bank_reader {
    smacs_allocator a;
    smacs_splitter splitter;
    smacs_shaper shaper;
    smacs_bank_sink sink;
    void *context;
    smacs_bytes source; /* the default source */
    smacs_bytes id;     /* of a record that has none */
    uint64_t records;
    char head[SMACS_FOREIGN_HEAD]; /* the first bytes, held back until they tell what the file is */
    size_t head_size;
    bool begun; /* the head has been read */
    bool failed;
};

static smacs_status sink_record(void *context, smacs_text json, smacs_text key, smacs_place place, smacs_error *error);

smacs_status smacs_bank_reader_create(const smacs_allocator *allocator, smacs_text default_source, smacs_bank_sink sink,
                                      void *context, smacs_bank_reader **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!sink || smacs_text_lacks(default_source)) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_bank_reader *reader = smacs_mem_zeroed(&a, 1, sizeof *reader);
    if (!reader) {
        return smacs_fail_memory(error);
    }
    reader->a = a;
    reader->sink = sink;
    reader->context = context;
    smacs_splitter_begin(&reader->splitter, &reader->a, sink_record, reader);
    if (default_source.size == 0) {
        default_source = smacs_text_of("bank");
    }
    smacs_bytes_append(&a, &reader->source, default_source.data, default_source.size);
    if (reader->source.failed) {
        smacs_bank_reader_free(reader);
        return smacs_fail_memory(error);
    }
    *out = reader;
    return SMACS_OK;
}

void smacs_bank_reader_free(smacs_bank_reader *reader) {
    if (reader) {
        const smacs_allocator a = reader->a;
        smacs_splitter_free(&reader->splitter);
        smacs_shaper_free(&a, &reader->shaper);
        smacs_bytes_free(&a, &reader->source);
        smacs_bytes_free(&a, &reader->id);
        smacs_mem_free(&a, reader);
    }
}

/* The id a record gets from its key, or from the source and its number. */
static smacs_status make_id(smacs_bank_reader *reader, smacs_text key, smacs_text *id, smacs_error *error) {
    reader->id.size = 0;
    if (key.data) {
        cJSON *tree = NULL;
        const smacs_status status = smacs_foreign_parse(key, &tree, error);
        if (status != SMACS_OK) {
            return smacs_fail_plain(error, status, error->message); /* at the record */
        }
        smacs_bytes_append(&reader->a, &reader->id, tree->valuestring, strlen(tree->valuestring));
        cJSON_Delete(tree);
    } else {
        char digits[SMACS_NUMBER_MAX];
        const size_t size = smacs_number_print((double)reader->records, digits);
        smacs_bytes_append(&reader->a, &reader->id, reader->source.data, reader->source.size);
        smacs_bytes_append(&reader->a, &reader->id, "/", 1);
        smacs_bytes_append(&reader->a, &reader->id, digits, size);
    }
    if (reader->id.failed) {
        return smacs_fail_memory(error);
    }
    if (reader->id.size == 0) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "the key of a record must not be empty");
    }
    *id = (smacs_text){reader->id.data, reader->id.size};
    return SMACS_OK;
}

/* Turns a place within the record's text into one within the input. */
static void shift_place(smacs_error *error, smacs_place place) {
    error->position += place.position;
    error->column += error->line == 1 ? place.column - 1 : 0;
    error->line += place.line - 1;
}

static smacs_status take_record(smacs_bank_reader *reader, const cJSON *tree, smacs_text key, smacs_place place,
                                smacs_error *error) {
    smacs_bank_record record;
    const smacs_text source = {reader->source.data, reader->source.size};
    reader->records++;
    smacs_status status = smacs_shape_record(&reader->a, &reader->shaper, tree, source, &record, error);
    if (status == SMACS_OK && (key.data || !record.question.id.data)) {
        status = make_id(reader, key, &record.question.id, error);
    }
    if (status == SMACS_OK) {
        const smacs_question *q = &record.question;
        const smacs_text names[] = {q->id, q->source, q->benchmark, q->category};
        status = smacs_shape_names(names, sizeof names / sizeof *names, error);
    }
    if (status == SMACS_OK) {
        record.line = place.line;
        record.column = place.column;
        status = reader->sink(reader->context, &record, error);
    }
    return status;
}

static smacs_status sink_record(void *context, smacs_text json, smacs_text key, smacs_place place, smacs_error *error) {
    smacs_bank_reader *reader = context;
    cJSON *tree = NULL;
    smacs_error found = {.message = "the record was refused", .position = SMACS_NO_POSITION};
    smacs_status status = smacs_foreign_parse(json, &tree, &found);
    if (status == SMACS_E_MEMORY) {
        smacs_fail_memory(&found);
    } else if (status != SMACS_OK) {
        shift_place(&found, place);
    } else {
        status = take_record(reader, tree, key, place, &found);
        if (found.line == 0) {
            found.line = place.line;
            found.column = place.column;
        }
        if (found.position == SMACS_NO_POSITION) {
            found.position = place.position;
        }
    }
    cJSON_Delete(tree);
    if (status != SMACS_OK && error) {
        found.status = status;
        *error = found;
    }
    return status;
}

/* Hands the head on, unless it tells that the file is no bank. */
static smacs_status begin(smacs_bank_reader *reader, smacs_error *error) {
    const char *foreign = smacs_foreign_file((smacs_text){reader->head, reader->head_size});
    reader->begun = true;
    return foreign ? smacs_fail_plain(error, SMACS_E_SYNTAX, foreign)
                   : smacs_splitter_feed(&reader->splitter, reader->head, reader->head_size, error);
}

smacs_status smacs_bank_reader_feed(smacs_bank_reader *reader, const void *bytes, size_t size, smacs_error *error) {
    if (!reader || (!bytes && size > 0)) {
        return smacs_fail_null(error);
    }
    if (reader->failed) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "this reader has failed before");
    }
    smacs_status status = SMACS_OK;
    size_t taken = 0;
    if (!reader->begun && size > 0) {
        const size_t room = sizeof reader->head - reader->head_size;
        taken = size < room ? size : room;
        memcpy(reader->head + reader->head_size, bytes, taken);
        reader->head_size += taken;
        status = taken == room ? begin(reader, error) : SMACS_OK;
    }
    if (status == SMACS_OK && reader->begun) {
        status = smacs_splitter_feed(&reader->splitter, (const char *)bytes + taken, size - taken, error);
    }
    reader->failed = status != SMACS_OK;
    return status;
}

smacs_status smacs_bank_reader_finish(smacs_bank_reader *reader, smacs_error *error) {
    if (!reader) {
        return smacs_fail_null(error);
    }
    if (reader->failed) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "this reader has failed before");
    }
    smacs_status status = reader->begun ? SMACS_OK : begin(reader, error);
    if (status == SMACS_OK) {
        status = smacs_splitter_finish(&reader->splitter, error);
    }
    if (status == SMACS_OK && reader->records == 0) {
        status = smacs_fail_plain(error, SMACS_E_EMPTY, "the bank holds no records");
    }
    reader->failed = status != SMACS_OK;
    return status;
}
