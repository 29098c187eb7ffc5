/* The boundary of the second module, which makes score indexes: from question banks, or by giving an index one more
 * model. The rules are those of exports.c.
 *
 * What a record means is decided as the command does it (src/cli/index_build.c, index_edit.c), so that the same bank
 * gives the same file. builder_exports.txt lists every function here, in calibration_exports.c and in boundary.c; ../src/build-core.ts types them.
 */
#include "base/error.h"
#include "base/names.h"
#include "boundary.h"

#include <string.h>

/* Prototypes, for -Wmissing-prototypes; each is described at its definition. */
typedef struct smacs_wasm_builder smacs_wasm_builder;

EXPORT smacs_wasm_builder *smacs_wasm_builder_create(void *embedder, size_t size, const char *catalog,
                                                     size_t catalog_size, int with_text, smacs_error *error);
EXPORT smacs_wasm_builder *smacs_wasm_builder_extend(void *index, size_t size, const char *model, size_t model_size,
                                                     int replace, smacs_error *error);
EXPORT void smacs_wasm_builder_free(smacs_wasm_builder *builder);
EXPORT int smacs_wasm_builder_begin(smacs_wasm_builder *builder, const char *source, size_t size, smacs_error *error);
EXPORT int smacs_wasm_builder_feed(smacs_wasm_builder *builder, const void *bytes, size_t size, smacs_error *error);
EXPORT int smacs_wasm_builder_end(smacs_wasm_builder *builder, smacs_error *error);
EXPORT uint32_t smacs_wasm_builder_records(const smacs_wasm_builder *builder);
EXPORT uint32_t smacs_wasm_builder_unscored(const smacs_wasm_builder *builder);
EXPORT smacs_wasm_blob *smacs_wasm_builder_finish(smacs_wasm_builder *builder, smacs_error *error);

/* Mutable. Either an embedder makes the vectors of new questions, or an index has them and gets a column. */
struct smacs_wasm_builder {
    smacs_allocator a;
    void *bytes; /* the file image of embedder or index, owned */
    smacs_embedder *embedder;
    int8_t *vector; /* [D] */
    void *scratch;
    smacs_index *index;
    smacs_names ids; /* of the index's questions, in its order */
    smacs_text name; /* of the column; borrowed from `models` */
    uint32_t column;
    int replace;
    smacs_builder *builder;
    smacs_catalog *catalog; /* NULL: names stay as they are, and there are no facts */
    smacs_names models;     /* in the builder's order */
    smacs_bank_reader *reader;
    uint32_t records, unscored;
};

/* Takes the image over; NULL when there is no memory. */
static smacs_wasm_builder *begin_handle(void *bytes, smacs_error *error) {
    smacs_wasm_builder *b = NEW(smacs_wasm_builder);
    if (!b) {
        boundary_fail(error, SMACS_E_MEMORY);
        free(bytes);
        return NULL;
    }
    b->a = smacs_allocator_or_default(NULL);
    b->bytes = bytes;
    return b;
}

static smacs_status add_model(smacs_wasm_builder *b, smacs_text name, uint32_t *model, smacs_error *error) {
    uint32_t place;
    const smacs_status status = smacs_builder_model(b->builder, name, model, error);
    if (status != SMACS_OK) {
        return status;
    }
    return smacs_names_intern(&b->a, &b->models, name, &place) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

/* A new index. */

static smacs_status open_embedder(smacs_wasm_builder *b, size_t size, int with_text, smacs_error *error) {
    const smacs_status status = smacs_embedder_open(NULL, b->bytes, size, &b->embedder, error);
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_embedder_facts facts = smacs_embedder_describe(b->embedder);
    b->vector = malloc(facts.dim);
    b->scratch = malloc(smacs_embed_bound(b->embedder));
    if (!b->vector || !b->scratch) {
        return smacs_fail_memory(error);
    }
    return smacs_builder_create(NULL, facts.dim, facts.digest, facts.name, with_text, &b->builder, error);
}

/* Takes `embedder`, from smacs_wasm_allocate, over whether it succeeds or not. Without a catalog its size is 0. */
smacs_wasm_builder *smacs_wasm_builder_create(void *embedder, size_t size, const char *catalog, size_t catalog_size,
                                              int with_text, smacs_error *error) {
    smacs_wasm_builder *b = begin_handle(embedder, error);
    if (!b) {
        return NULL;
    }
    smacs_status status = open_embedder(b, size, with_text, error);
    if (status == SMACS_OK && catalog_size > 0) {
        status = smacs_catalog_parse(NULL, (smacs_text){catalog, catalog_size}, &b->catalog, error);
    }
    if (status != SMACS_OK) {
        smacs_wasm_builder_free(b);
        return NULL;
    }
    return b;
}

static smacs_status take_score(smacs_wasm_builder *b, const smacs_bank_score *score, uint32_t question,
                               smacs_error *error) {
    const smacs_text canonical = b->catalog ? smacs_catalog_resolve(b->catalog, score->model) : (smacs_text){0};
    uint32_t model = 0;
    const smacs_status status = add_model(b, canonical.data ? canonical : score->model, &model, error);
    return status == SMACS_OK ? smacs_builder_score(b->builder, question, model, score->score, error) : status;
}

static smacs_status take_question(void *context, const smacs_bank_record *record, smacs_error *error) {
    smacs_wasm_builder *b = context;
    const smacs_question *question = &record->question;
    if (!question->text.data || (record->score_count > 0 && !record->scores[0].model.data)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "a record of an index needs a question and scores of named models");
    }
    b->records++;
    if (record->score_count == 0) {
        b->unscored++;
        return SMACS_OK;
    }
    uint32_t number = 0;
    smacs_embed(b->embedder, question->text, b->vector, b->scratch); /* cannot fail */
    smacs_builder_round(b->vector, smacs_embedder_describe(b->embedder).dim, b->vector);
    smacs_status status = smacs_builder_question(b->builder, question, b->vector, &number, error);
    for (size_t i = 0; i < record->score_count && status == SMACS_OK; i++) {
        status = take_score(b, &record->scores[i], number, error);
    }
    return status;
}

/* One more column. */

/* Facts that are no catalog are of no use here, and do no harm; those of none of the models are not kept. */
static void open_facts(smacs_wasm_builder *b, smacs_text json) {
    bool known = false;
    if (json.data) {
        smacs_catalog_parse(NULL, json, &b->catalog, NULL);
    }
    for (uint32_t m = 0; m < b->models.count && b->catalog && !known; m++) {
        known = smacs_catalog_resolve(b->catalog, smacs_names_get(&b->models, m)).data != NULL;
    }
    if (!known) {
        smacs_catalog_free(b->catalog);
        b->catalog = NULL;
    }
}

/* The column for `name`: of the model that the index knows by this name or another of its names, else a new one. */
static smacs_status open_column(smacs_wasm_builder *b, smacs_text name, smacs_error *error) {
    const smacs_index_facts facts = smacs_index_describe(b->index);
    smacs_status status = SMACS_OK;
    uint32_t number;
    for (uint32_t m = 0; m < facts.models && status == SMACS_OK; m++) {
        status = add_model(b, smacs_index_model(b->index, m), &number, error);
    }
    open_facts(b, facts.model_facts);
    const smacs_text canonical = b->catalog ? smacs_catalog_resolve(b->catalog, name) : (smacs_text){0};
    if (smacs_index_find_model(b->index, name) == UINT32_MAX && canonical.data &&
        smacs_index_find_model(b->index, canonical) != UINT32_MAX) {
        name = canonical;
    }
    if (status == SMACS_OK) {
        status = add_model(b, name, &b->column, error);
    }
    b->name = status == SMACS_OK ? smacs_names_get(&b->models, b->column) : (smacs_text){0};
    return status;
}

static smacs_status open_index(smacs_wasm_builder *b, size_t size, smacs_error *error) {
    smacs_status status = smacs_index_open(NULL, b->bytes, size, &b->index, error);
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_index_facts facts = smacs_index_describe(b->index);
    status = smacs_builder_create(NULL, facts.dim, facts.embedder_digest, facts.embedder_name, facts.has_text,
                                  &b->builder, error);
    if (status == SMACS_OK) {
        status = smacs_builder_append(b->builder, b->index, error);
    }
    for (uint32_t i = 0; i < facts.questions && status == SMACS_OK; i++) {
        uint32_t number;
        const smacs_text id = smacs_index_question(b->index, i).id;
        status = smacs_names_intern(&b->a, &b->ids, id, &number) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
    }
    return status;
}

/* For the scores of one model on questions that `index` has. Takes `index` over whether it succeeds or not. With
 * `replace` != 0 scores that are there are overwritten, else another score for the same cell is an error. */
smacs_wasm_builder *smacs_wasm_builder_extend(void *index, size_t size, const char *model, size_t model_size,
                                              int replace, smacs_error *error) {
    smacs_wasm_builder *b = begin_handle(index, error);
    if (!b) {
        return NULL;
    }
    b->replace = replace;
    smacs_status status = open_index(b, size, error);
    if (status == SMACS_OK) {
        status = open_column(b, (smacs_text){model, model_size}, error);
    }
    if (status != SMACS_OK) {
        smacs_wasm_builder_free(b);
        return NULL;
    }
    return b;
}

static const smacs_bank_score *score_of(const smacs_wasm_builder *b, const smacs_bank_record *record) {
    for (size_t i = 0; i < record->score_count; i++) {
        const smacs_text model = record->scores[i].model;
        if (!model.data || (model.size == b->name.size && memcmp(model.data, b->name.data, model.size) == 0)) {
            return &record->scores[i];
        }
    }
    return NULL;
}

static smacs_status take_cell(void *context, const smacs_bank_record *record, smacs_error *error) {
    smacs_wasm_builder *b = context;
    const smacs_text id = record->question.id;
    const uint32_t question = smacs_names_find(&b->ids, id);
    const smacs_bank_score *score = score_of(b, record);
    if (question == SMACS_NO_NAME) {
        return smacs_fail(error, SMACS_E_NOT_FOUND, "the index has no question with this id", id, SMACS_NO_POSITION);
    }
    b->records++;
    if (!score) {
        b->unscored++;
        return SMACS_OK;
    }
    if (b->replace) {
        return smacs_builder_replace(b->builder, question, b->column, score->score, error);
    }
    const smacs_status status = smacs_builder_score(b->builder, question, b->column, score->score, error);
    if (status == SMACS_E_DUPLICATE) {
        return smacs_fail(error, status, "the index has another score in this cell", id, SMACS_NO_POSITION);
    }
    return status;
}

/* Both. */

void smacs_wasm_builder_free(smacs_wasm_builder *b) {
    if (b) {
        smacs_bank_reader_free(b->reader);
        smacs_builder_free(b->builder);
        smacs_catalog_free(b->catalog);
        smacs_embedder_free(b->embedder);
        smacs_index_free(b->index);
        smacs_names_free(&b->a, &b->ids);
        smacs_names_free(&b->a, &b->models);
        free(b->vector);
        free(b->scratch);
        free(b->bytes);
        free(b);
    }
}

/* Begins a bank, in any shape of smacs/bank.h; `source` names what does not name its own. 1, or 0 with `error` filled;
 * so with feed and end. After an error the builder can only be freed. */
int smacs_wasm_builder_begin(smacs_wasm_builder *b, const char *source, size_t size, smacs_error *error) {
    const smacs_bank_sink sink = b->index ? take_cell : take_question;
    smacs_bank_reader_free(b->reader);
    b->reader = NULL;
    return smacs_bank_reader_create(NULL, (smacs_text){source, size}, sink, b, &b->reader, error) == SMACS_OK;
}

/* The next bytes of the bank, cut anywhere. */
int smacs_wasm_builder_feed(smacs_wasm_builder *b, const void *bytes, size_t size, smacs_error *error) {
    return smacs_bank_reader_feed(b->reader, bytes, size, error) == SMACS_OK;
}

/* The bank is over. */
int smacs_wasm_builder_end(smacs_wasm_builder *b, smacs_error *error) {
    return smacs_bank_reader_finish(b->reader, error) == SMACS_OK;
}

/* Records read so far, of all banks. */
uint32_t smacs_wasm_builder_records(const smacs_wasm_builder *b) { return b->records; }

/* Those of them that had no score to take, and left no trace. */
uint32_t smacs_wasm_builder_unscored(const smacs_wasm_builder *b) { return b->unscored; }

/* The catalog's entries of the models. */
static smacs_status add_facts(smacs_wasm_builder *b, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    if (!b->catalog) {
        return SMACS_OK;
    }
    smacs_text *models = calloc((size_t)b->models.count + 1, sizeof *models);
    if (!models) {
        return smacs_fail_memory(error);
    }
    for (uint32_t m = 0; m < b->models.count; m++) {
        models[m] = smacs_names_get(&b->models, m);
    }
    smacs_status status = smacs_catalog_select(b->catalog, models, b->models.count, &json, &size, error);
    if (status == SMACS_OK && smacs_builder_model_facts(b->builder, (smacs_text){json, size}) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    smacs_free(NULL, json);
    free(models);
    return status;
}

/* The bytes of the index file. */
smacs_wasm_blob *smacs_wasm_builder_finish(smacs_wasm_builder *b, smacs_error *error) {
    void *bytes = NULL;
    size_t size = 0;
    if (b->index && b->records == b->unscored) {
        smacs_fail(error, SMACS_E_EMPTY, "no record has a score of this model", b->name, SMACS_NO_POSITION);
        return NULL;
    }
    if (add_facts(b, error) != SMACS_OK || smacs_builder_finish(b->builder, &bytes, &size, error) != SMACS_OK) {
        return NULL;
    }
    return boundary_blob(SMACS_OK, bytes, size, error);
}
