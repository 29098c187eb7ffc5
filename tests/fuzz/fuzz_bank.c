/* Any bytes as a bank, as a catalog and as route options. What a reader makes of a bank may not depend on how its bytes
 * were cut: whole and in small pieces must give the same records and the same error. */
#include "fuzz.h"

typedef struct seen {
    uint64_t hash;
    uint64_t records;
} seen;

static void mix(seen *s, smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        s->hash = (s->hash ^ (uint8_t)text.data[i]) * UINT64_C(0x100000001b3);
    }
    s->hash = (s->hash ^ text.size) * UINT64_C(0x100000001b3);
}

static smacs_status take(void *context, const smacs_bank_record *record, smacs_error *error) {
    seen *s = context;
    (void)error;
    mix(s, record->question.id);
    mix(s, record->question.source);
    mix(s, record->question.benchmark);
    mix(s, record->question.category);
    mix(s, record->question.text);
    mix(s, record->answer);
    for (size_t i = 0; i < record->score_count; i++) {
        const float score = record->scores[i].score;
        mix(s, record->scores[i].model);
        FUZZ_CHECK(score >= 0.0f && score <= 1.0f);
    }
    s->hash ^= record->line * 31 + record->column;
    s->records++;
    return SMACS_OK;
}

static smacs_status read_bank(const uint8_t *data, size_t size, size_t piece, seen *s, smacs_error *error) {
    smacs_bank_reader *reader = NULL;
    smacs_status status = smacs_bank_reader_create(NULL, (smacs_text){"s", 1}, take, s, &reader, error);
    for (size_t at = 0; at < size && status == SMACS_OK; at += piece) {
        status = smacs_bank_reader_feed(reader, data + at, size - at < piece ? size - at : piece, error);
    }
    if (status == SMACS_OK) {
        status = smacs_bank_reader_finish(reader, error);
    }
    smacs_bank_reader_free(reader);
    return status;
}

static void use_catalog(const uint8_t *data, size_t size) {
    const smacs_text text = {(const char *)data, size};
    smacs_catalog *catalog = NULL;
    if (smacs_catalog_parse(NULL, text, &catalog, NULL) == SMACS_OK) {
        char *json = NULL;
        size_t length = 0;
        const smacs_text name = smacs_catalog_resolve(catalog, (smacs_text){"alpha", 5});
        smacs_catalog_select(NULL, catalog, &name, name.data != NULL, &json, &length, NULL);
        smacs_free(NULL, json);
    }
    smacs_catalog_free(catalog);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const size_t pieces[] = {1, 7};
    smacs_error whole_error = {0};
    seen whole = {0};
    const smacs_status status = read_bank(data, size, size + 1, &whole, &whole_error);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        smacs_error error = {0};
        seen cut = {0};
        FUZZ_CHECK(read_bank(data, size, pieces[i], &cut, &error) == status && cut.hash == whole.hash &&
                   cut.records == whole.records && error.line == whole_error.line &&
                   error.column == whole_error.column && error.position == whole_error.position);
    }
    use_catalog(data, size);
    return 0;
}
