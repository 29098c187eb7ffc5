/* smacs index build: banks -> vectors and scores -> a score index. Nothing is left out silently: what filters drop is
 * counted and said, and a name that was asked for and never met is an error. */
#include "base/error.h"
#include "base/names.h"
#include "cli/cli.h"
#include "json/writer.h"

#include <stdlib.h>
#include <string.h>

enum { UNDECIDED = 0, LEFT_OUT = 1, KEPT = 2 };

/* What became of one model name of the banks. */
typedef struct decision {
    int state;
    uint32_t model; /* in the builder, when kept */
} decision;

typedef struct build {
    smacs_allocator a;
    tool_embedder e;
    smacs_builder *builder;
    smacs_catalog *catalog; /* NULL: names stay as they are */
    cJSON *open_weight;     /* NULL: all */
    int only_catalog, exact;
    const tool_list *wanted; /* empty: all */
    bool *met;               /* [wanted->count] */
    smacs_names met_names;   /* every name of the banks */
    decision *decisions;     /* [met_names.count] */
    size_t decision_capacity;
    smacs_names models; /* kept, canonical, in the builder's order */
    uint64_t cells, questions, without_scores;
    uint32_t left_out; /* model names */
    tool_progress progress;
} build;

static bool is_open(const build *b, smacs_text name, smacs_text canonical) {
    const smacs_text names[2] = {name, canonical};
    for (int i = 0; b->open_weight && i < 2; i++) {
        char key[256];
        if (names[i].size >= sizeof key) {
            continue;
        }
        memcpy(key, names[i].data, names[i].size);
        key[names[i].size] = 0;
        const cJSON *facts = cJSON_GetObjectItemCaseSensitive(b->open_weight, key);
        if (facts) {
            return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(facts, "open_weight"));
        }
    }
    return !b->open_weight;
}

static bool equal(smacs_text a, const char *b) { return a.size == strlen(b) && memcmp(a.data, b, a.size) == 0; }

/* Whether a name was asked for, by itself or by its canonical form; notes that it was met. */
static bool is_wanted(build *b, smacs_text name, smacs_text canonical) {
    bool any = b->wanted->count == 0;
    for (size_t i = 0; i < b->wanted->count; i++) {
        if (equal(name, b->wanted->items[i]) || equal(canonical, b->wanted->items[i])) {
            b->met[i] = true;
            any = true;
        }
    }
    return any;
}

static smacs_status decide(build *b, smacs_text name, decision *d, smacs_error *error) {
    smacs_text canonical = b->catalog ? smacs_catalog_resolve(b->catalog, name) : (smacs_text){0};
    const bool known = canonical.data != NULL;
    canonical = known ? canonical : name;
    const bool wanted = is_wanted(b, name, canonical);
    d->state = LEFT_OUT;
    if (!wanted || (b->only_catalog && !known) || !is_open(b, name, canonical)) {
        b->left_out++;
        return SMACS_OK;
    }
    uint32_t place;
    smacs_status status = smacs_builder_model(b->builder, canonical, &d->model, error);
    if (status == SMACS_OK) {
        status = smacs_names_intern(&b->a, &b->models, canonical, &place);
    }
    d->state = KEPT;
    return status;
}

static smacs_status decision_for(build *b, smacs_text name, decision **out, smacs_error *error) {
    uint32_t number;
    const smacs_status status = smacs_names_intern(&b->a, &b->met_names, name, &number);
    if (status != SMACS_OK ||
        !smacs_mem_reserve(&b->a, &b->decisions, &b->decision_capacity, (size_t)number + 1, sizeof *b->decisions)) {
        return smacs_fail_memory(error);
    }
    *out = &b->decisions[number];
    return (*out)->state == UNDECIDED ? decide(b, name, *out, error) : SMACS_OK;
}

static smacs_status add_question(build *b, const smacs_question *question, uint32_t *number, smacs_error *error) {
    tool_embedder_embed(&b->e, question->text);
    if (!b->exact) {
        smacs_builder_round(b->e.vector, b->e.facts.dim, b->e.vector);
    }
    return smacs_builder_question(b->builder, question, b->e.vector, number, error);
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    build *b = context;
    uint32_t number = 0;
    bool added = false;
    if (!record->question.text.data || (record->score_count > 0 && !record->scores[0].model.data)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "a record of an index needs a question and scores of named models");
    }
    for (size_t i = 0; i < record->score_count; i++) {
        decision *d = NULL;
        smacs_status status = decision_for(b, record->scores[i].model, &d, error);
        if (status == SMACS_OK && d->state == LEFT_OUT) {
            continue;
        }
        if (status == SMACS_OK && !added) {
            status = add_question(b, &record->question, &number, error);
            added = true;
        }
        if (status == SMACS_OK) {
            status = smacs_builder_score(b->builder, number, d->model, record->scores[i].score, error);
        }
        if (status != SMACS_OK) {
            return status;
        }
    }
    b->questions++;
    b->without_scores += !added;
    tool_progress_count(&b->progress, b->questions);
    return SMACS_OK;
}

static bool read_open_weight(const char *file, build *b) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (!tool_load(file, &bytes, &size)) {
        return false;
    }
    bool read = smacs_json_parse((smacs_text){bytes, size}, &b->open_weight, &error) == SMACS_OK;
    if (!read) {
        tool_fail(file, &error);
    } else if (!cJSON_IsObject(b->open_weight)) {
        tool_fail_plain(file, "a JSON object {model: {\"open_weight\": true or false}} is needed", NULL);
        read = false;
    }
    smacs_free(NULL, bytes);
    return read;
}

static bool check_wanted(const build *b) {
    bool all = true;
    for (size_t i = 0; i < b->wanted->count; i++) {
        if (!b->met[i]) {
            fprintf(stderr, "smacs index build: no record has a score of the model \"%s\"\n", b->wanted->items[i]);
            all = false;
        }
    }
    return all;
}

/* The catalog's entries of the kept models. */
static bool add_facts(build *b, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    if (!b->catalog) {
        return true;
    }
    smacs_text *models = calloc((size_t)b->models.count + 1, sizeof *models);
    bool added = models != NULL;
    for (uint32_t m = 0; m < b->models.count && added; m++) {
        models[m] = smacs_names_get(&b->models, m);
    }
    added = added && smacs_catalog_select(b->catalog, models, b->models.count, &json, &size, error) == SMACS_OK;
    added = added && smacs_builder_model_facts(b->builder, (smacs_text){json, size}) == SMACS_OK;
    smacs_free(NULL, json);
    free(models);
    return added;
}

static int finish(build *b, const char *out) {
    smacs_error error = {.message = "out of memory", .position = UINT64_MAX, .status = SMACS_E_MEMORY};
    void *bytes = NULL;
    size_t size = 0;
    if (!check_wanted(b)) {
        return TOOL_FAILED;
    }
    if (!add_facts(b, &error) || smacs_builder_finish(b->builder, &bytes, &size, &error) != SMACS_OK) {
        return tool_fail(NULL, &error);
    }
    const bool saved = tool_save(out, bytes, size);
    if (saved) {
        fprintf(stderr, "%s: %llu records, %u models, %llu bytes\n", out,
                (unsigned long long)(b->questions - b->without_scores), b->models.count, (unsigned long long)size);
        if (b->without_scores || b->left_out) {
            fprintf(stderr, "left out: %u model names, %llu records without a score of a kept model\n", b->left_out,
                    (unsigned long long)b->without_scores);
        }
    }
    smacs_free(NULL, bytes);
    return saved ? TOOL_OK : TOOL_FAILED;
}

static void build_free(build *b) {
    smacs_builder_free(b->builder);
    smacs_catalog_free(b->catalog);
    cJSON_Delete(b->open_weight);
    tool_embedder_free(&b->e);
    smacs_names_free(&b->a, &b->met_names);
    smacs_names_free(&b->a, &b->models);
    smacs_mem_free(&b->a, b->decisions);
    free(b->met);
}

typedef struct build_files {
    const char *embedder, *catalog, *open_weight, *out;
    int with_text;
} build_files;

static int run(build *b, const build_files *files, const tool_list *banks) {
    smacs_error error;
    b->a = smacs_allocator_or_default(NULL);
    b->met = calloc(b->wanted->count + 1, sizeof *b->met);
    if (!b->met || !tool_embedder_open(files->embedder, &b->e) ||
        (files->catalog && !tool_catalog_open(files->catalog, &b->catalog)) ||
        (files->open_weight && !read_open_weight(files->open_weight, b))) {
        return TOOL_FAILED;
    }
    if (smacs_builder_create(NULL, b->e.facts.dim, b->e.facts.digest, b->e.facts.name, files->with_text, &b->builder,
                             &error) != SMACS_OK) {
        return tool_fail(NULL, &error);
    }
    b->progress = tool_progress_begin("embedding");
    bool read = true;
    for (size_t i = 0; i < banks->count && read; i++) {
        read = tool_read_bank(banks->items[i], take_record, b);
    }
    tool_progress_end(&b->progress);
    return read ? finish(b, files->out) : TOOL_FAILED;
}

int cli_index_build(int argc, char **argv) {
    tool_list banks = {0}, models = {0}, positionals = {0};
    build_files files = {0};
    build b = {.wanted = &models};
    const cli_flag flags[] = {
        {"--bank", CLI_FILES, &banks, "FILE|-", "question banks, plain or gzip", true},
        {"--embedder", CLI_TEXT, &files.embedder, "E.sme", "makes the vectors", true},
        {"--out", CLI_TEXT, &files.out, "X.smx", "the file to write", true},
        {"--with-text", CLI_SWITCH, &files.with_text, NULL, "store the question texts too", false},
        {"--exact-vectors", CLI_SWITCH, &b.exact, NULL, "do not round vectors: a larger file, to compare with", false},
        {"--models", CLI_NAMES, &models, "A,B,..", "keep only these models", false},
        {"--open-weight", CLI_TEXT, &files.open_weight, "FILE",
         "keep models that {model: {\"open_weight\": true}} says are open", false},
        {"--catalog", CLI_TEXT, &files.catalog, "FILE",
         "give models their canonical names, store facts (src/bank/README.md)", false},
        {"--only-catalog", CLI_SWITCH, &b.only_catalog, NULL, "drop models not in the catalog", false},
    };
    const cli_command command = {"index build",
                                 "",
                                 0,
                                 0,
                                 "build a score index from question banks",
                                 "smacs index build --bank bank.jsonl.gz --embedder e.sme --out x.smx",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        if (b.only_catalog && !files.catalog) {
            fputs("smacs index build: --only-catalog needs --catalog\n", stderr);
            code = TOOL_USAGE;
        } else {
            code = run(&b, &files, &banks);
        }
    }
    build_free(&b);
    tool_list_free(&banks);
    tool_list_free(&models);
    tool_list_free(&positionals);
    return code;
}
