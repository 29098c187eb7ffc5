/* smacs index build: banks -> a score index. What is kept and left out is src/assemble's to decide; here it is said,
 * and a name that was asked for and never met is an error. */
#include "base/day.h"
#include "base/error.h"
#include "cli/outside.h"
#include "json/writer.h"

#include <stdlib.h>
#include <string.h>

typedef struct build_flags {
    tool_list banks, models, published, unthinking, as_called;
    const char *embedder, *catalog, *open_weight, *out, *date, *evidence, *small_talk;
    int with_text, exact_vectors, only_catalog, only_open, no_keywords;
    smacs_index_dates dates; /* read from `date` and `evidence` */
    cli_outside outside;
} build_flags;

typedef struct build {
    const build_flags *given;
    tool_embedder e;
    tool_vectors vectors; /* in its place, from outside */
    uint64_t place;       /* of the next record in the banks */
    double kept;          /* sum of the cosines of vectors to what is stored of them */
    uint64_t rounded;     /* how many these are */
    smacs_catalog *catalog;
    cJSON *open_weight; /* {model: {"open_weight": ..}}; NULL: all models */
    smacs_text *models; /* [given->models.count] */
    void *talk;         /* the file of small talk, */
    smacs_text *talks;  /* [talk_count] and its lines */
    size_t talk_count;
    smacs_published *published;
    smacs_assembly *assembly;
    tool_progress progress;
} build;

/* The first of a model's two names that the file has decides. */
static bool is_open_in_file(void *context, smacs_text name, smacs_text canonical) {
    const cJSON *all = context;
    const smacs_text names[2] = {name, canonical};
    for (int i = 0; i < 2; i++) {
        char key[256];
        if (names[i].size >= sizeof key) {
            continue;
        }
        memcpy(key, names[i].data, names[i].size);
        key[names[i].size] = 0;
        const cJSON *facts = cJSON_GetObjectItemCaseSensitive(all, key);
        if (facts) {
            return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(facts, "open_weight"));
        }
    }
    return false;
}

/* The catalog decides: what it does not know is not kept. */
static bool is_open_in_catalog(void *context, smacs_text name, smacs_text canonical) {
    (void)name;
    return smacs_catalog_is_open(context, canonical);
}

static bool read_open_weight(const char *file, cJSON **tree) {
    bool read = tool_load_json(file, NULL, NULL, tree);
    if (read && !cJSON_IsObject(*tree)) {
        tool_fail_plain(file, "a JSON object {model: {\"open_weight\": true or false}} is needed", NULL);
        read = false;
    }
    return read;
}

/* Vectors of models outside differ more than ours in how evenly their entries spread, and so in what rounding costs. */
static void note_rounding(build *b, const int8_t *vector) {
    int8_t row[SMACS_DIM_MAX];
    smacs_builder_round(vector, b->vectors.dim, row);
    b->kept += smacs_cosine(vector, row, b->vectors.dim);
    b->rounded++;
}

static smacs_status take_with_vector(build *b, const smacs_bank_record *record, smacs_error *error) {
    const int8_t *vector = tool_vectors_of(&b->vectors, &record->question, b->place++, error);
    if (!vector) {
        return SMACS_E_NOT_FOUND;
    }
    if (!b->given->exact_vectors) {
        note_rounding(b, vector);
    }
    return smacs_assembly_take_vector(b->assembly, record, vector, error);
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    build *b = context;
    const smacs_status status =
        b->e.handle ? smacs_assembly_take(b->assembly, record, error) : take_with_vector(b, record, error);
    tool_progress_count(&b->progress, smacs_assembly_count(b->assembly).records);
    return status;
}

static bool check_wanted(const build *b) {
    bool all = true;
    for (size_t i = 0; i < b->given->models.count; i++) {
        if (!smacs_assembly_met(b->assembly, i)) {
            fprintf(stderr, "smacs index build: no record has a score of the model \"%s\"\n",
                    b->given->models.items[i]);
            all = false;
        }
    }
    return all;
}

static void tell_rounding(const build *b) {
    const double mean = b->rounded > 0 ? b->kept / (double)b->rounded : 1.0;
    if (mean < 0.9) {
        fprintf(
            stderr,
            "rounding leaves vectors at a cosine of %.2f to what was given; --exact-vectors keeps more, in a larger "
            "file\n",
            mean);
    }
}

static int save(const build *b, const char *out) {
    smacs_error error;
    void *bytes = NULL;
    size_t size = 0;
    if (!check_wanted(b) || !(b->e.handle || tool_vectors_check_order(&b->vectors, b->given->outside.file, b->place))) {
        return TOOL_FAILED;
    }
    if (smacs_assembly_finish(b->assembly, &bytes, &size, &error) != SMACS_OK) {
        return tool_fail(NULL, &error);
    }
    const smacs_assembly_counts counts = smacs_assembly_count(b->assembly);
    const bool saved = tool_save(out, bytes, size);
    smacs_free(NULL, bytes);
    if (!saved) {
        return TOOL_FAILED;
    }
    fprintf(stderr, "%s: %llu records, %u models, %llu bytes\n", out,
            (unsigned long long)(counts.records - counts.unscored), counts.models, (unsigned long long)size);
    tell_rounding(b);
    if (counts.unscored > 0 || counts.models_left_out > 0) {
        fprintf(stderr, "left out: %u model names, %llu records without a score of a kept model\n",
                counts.models_left_out, (unsigned long long)counts.unscored);
    }
    if (counts.repeated > 0) {
        const smacs_text id = smacs_assembly_repeated(b->assembly);
        fprintf(stderr, "%llu question%s the text of another one under another id, such as %.*s; all count\n",
                (unsigned long long)counts.repeated, counts.repeated == 1 ? " has" : "s have", (int)id.size, id.data);
    }
    return TOOL_OK;
}

static bool read_small_talk(build *b) {
    size_t size = 0;
    if (!tool_load(b->given->small_talk, &b->talk, &size)) {
        return false;
    }
    smacs_text rest = {b->talk, size}, line;
    while (tool_next_line(&rest, &line)) {
        b->talk_count++;
    }
    b->talks = calloc(b->talk_count + 1, sizeof *b->talks);
    if (!b->talks) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    rest = (smacs_text){b->talk, size};
    for (size_t i = 0; tool_next_line(&rest, &line); i++) {
        b->talks[i] = line;
    }
    return true;
}

/* Begins the index, and gives it its small talk where the options cannot. */
static bool begin_assembly(build *b, const smacs_assembly_options *options) {
    const cli_outside *outside = &b->given->outside;
    smacs_error error;
    smacs_status status;
    if (b->e.handle) {
        status = smacs_assembly_begin(NULL, b->e.handle, options, &b->assembly, &error);
    } else {
        if (!cli_outside_read(outside, &b->given->banks, b->talks, b->talk_count, &b->vectors)) {
            return false;
        }
        status = smacs_assembly_begin_outside(NULL, smacs_text_of(outside->from.model), b->vectors.numbers, options,
                                              &b->assembly, &error);
        for (size_t i = 0; i < b->talk_count && status == SMACS_OK; i++) {
            status = smacs_assembly_small_talk(b->assembly, tool_vectors_find(&b->vectors, b->talks[i]), &error);
        }
    }
    if (status != SMACS_OK) {
        tool_fail(NULL, &error);
    }
    return status == SMACS_OK;
}

static bool begin(build *b) {
    const build_flags *given = b->given;
    b->models = calloc(given->models.count + 1, sizeof *b->models);
    if (!b->models) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (size_t i = 0; i < given->models.count; i++) {
        b->models[i] = smacs_text_of(given->models.items[i]);
    }
    if ((given->embedder && !tool_embedder_open(given->embedder, &b->e)) ||
        (given->small_talk && !read_small_talk(b)) ||
        (given->catalog && !tool_catalog_open(given->catalog, &b->catalog)) ||
        (given->open_weight && !read_open_weight(given->open_weight, &b->open_weight)) ||
        (given->published.count + given->unthinking.count + given->as_called.count &&
         !(b->published = tool_published_open(&given->published, &given->unthinking, &given->as_called)))) {
        return false;
    }
    const smacs_assembly_options options = {.with_text = given->with_text,
                                            .no_keywords = given->no_keywords,
                                            .dates = given->dates,
                                            .exact_vectors = given->exact_vectors,
                                            .only_catalog = given->only_catalog,
                                            .catalog = b->catalog,
                                            .models = b->models,
                                            .model_count = given->models.count,
                                            .small_talk = given->embedder ? b->talks : NULL,
                                            .small_talk_count = b->talk_count,
                                            .published = b->published,
                                            .publish = smacs_publish,
                                            .keeps = given->only_open ? is_open_in_catalog
                                                     : b->open_weight ? is_open_in_file
                                                                      : NULL,
                                            .context = given->only_open ? (void *)b->catalog : (void *)b->open_weight};
    return begin_assembly(b, &options);
}

static int run(build *b) {
    const build_flags *given = b->given;
    if (!begin(b)) {
        return TOOL_FAILED;
    }
    b->progress = tool_progress_begin(b->e.handle ? "embedding" : "reading");
    bool read = true;
    for (size_t i = 0; i < given->banks.count && read; i++) {
        read = tool_read_bank(given->banks.items[i], take_record, b);
    }
    tool_progress_end(&b->progress);
    return read ? save(b, given->out) : TOOL_FAILED;
}

static void build_free(build *b) {
    smacs_assembly_free(b->assembly);
    smacs_published_free(b->published);
    smacs_catalog_free(b->catalog);
    cJSON_Delete(b->open_weight);
    tool_embedder_free(&b->e);
    tool_vectors_free(&b->vectors);
    free(b->models);
    free(b->talks);
    smacs_free(NULL, b->talk);
}

/* Vectors of an endpoint are paid, so they are kept until the index is written, whatever happens before. */
static int run_kept(build *b, build_flags *given) {
    host_embeddings *from = &given->outside.from;
    const size_t size = strlen(given->out) + sizeof ".vectors";
    const bool keeps = from->base && !from->record && tool_is_plain(given->out);
    char *beside = keeps ? malloc(size) : NULL;
    if (keeps && !beside) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    if (beside) {
        snprintf(beside, size, "%s.vectors", given->out);
        from->record = beside;
    }
    const int code = run(b);
    if (beside && (code == TOOL_OK || b->vectors.count == 0)) {
        remove(beside);
    } else if (from->record && code != TOOL_OK && b->assembly) { /* they had all come */
        fprintf(stderr, "the vectors are in %s; the same command takes them from there\n", from->record);
    }
    from->record = beside ? NULL : from->record;
    free(beside);
    return code;
}

/* Reads a day as 2026-11-29, or a month as 2024-05, at the start of a text; returns what follows, NULL if there is
 * none. */
static const char *read_date(const char *text, uint32_t *day) {
    const size_t size = smacs_day_read(smacs_text_of(text), day);
    return size >= strlen("YYYY-MM") ? text + size : NULL;
}

static bool read_dates(build_flags *given) {
    const char *rest = given->date ? read_date(given->date, &given->dates.made) : "";
    bool read = rest && *rest == 0;
    if (read && given->evidence) {
        rest = read_date(given->evidence, &given->dates.from);
        rest = rest && strncmp(rest, "..", 2) == 0 ? read_date(rest + 2, &given->dates.to) : NULL;
        read = rest && *rest == 0;
    }
    return read;
}

/* Checks what was given before anything is read. */
static int build_given(build *b, build_flags *given) {
    const bool told = given->embedder || given->outside.file || given->outside.from.base;
    given->embedder = told ? given->embedder : cli_default_embedder(NULL);
    if (!told && !given->embedder) {
        return TOOL_FAILED;
    }
    if (!cli_outside_check("index build", given->embedder, "--vectors", &given->outside, true)) {
        return TOOL_USAGE;
    }
    if (given->outside.file && given->small_talk) {
        fputs("smacs index build: --small-talk needs an embedder for its texts: --embedder or --embeddings\n", stderr);
        return TOOL_USAGE;
    }
    if ((given->only_catalog || given->only_open) && !given->catalog) {
        fprintf(stderr, "smacs index build: %s needs --catalog\n",
                given->only_catalog ? "--only-catalog" : "--only-open");
        return TOOL_USAGE;
    }
    if (given->only_open && given->open_weight) {
        fputs("smacs index build: --only-open and --open-weight are two answers to one question; give one\n", stderr);
        return TOOL_USAGE;
    }
    if (!read_dates(given)) {
        fputs("smacs index build: --date is a day as 2026-11-29, --evidence two days or months as 2024-05..2026-08\n",
              stderr);
        return TOOL_USAGE;
    }
    return run_kept(b, given);
}

int cli_index_build(int argc, char **argv) {
    tool_list positionals = {0};
    build_flags given = {0};
    build b = {.given = &given};
    const cli_flag flags[] = {
        {"--bank", CLI_FILES, &given.banks, "FILE|-", "question banks, plain or gzip", true},
        {"--embedder", CLI_TEXT, &given.embedder, "E.sme", "makes the vectors (the default one)", false},
        {"--vectors", CLI_TEXT, &given.outside.file, "FILE|-",
         "vectors of one's own in its place, .npy or JSON Lines (src/embed/README.md)", false},
        CLI_EMBEDDINGS_FLAGS(given.outside),
        {"--embeddings-record", CLI_OUT, &given.outside.from.record, "FILE",
         "keep vectors there as they come, and ask for none that it has (X.smx.vectors, until X.smx is written)",
         false},
        {"--out", CLI_OUT, &given.out, "X.smx", "the file to write", true},
        {"--with-text", CLI_SWITCH, &given.with_text, NULL, "store the question texts, and no key words", false},
        {"--no-keywords", CLI_SWITCH, &given.no_keywords, NULL,
         "store no key words: single words that at least three questions share", false},
        {"--date", CLI_TEXT, &given.date, "DAY", "when the index is made, as 2026-11-29; it is never the clock's",
         false},
        {"--evidence", CLI_TEXT, &given.evidence, "FROM..TO", "when the models answered, as 2024-05..2026-08", false},
        {"--small-talk", CLI_TEXT, &given.small_talk, "FILE",
         "texts that ask nothing, one a line: questions like them are told to be like none", false},
        {"--exact-vectors", CLI_SWITCH, &given.exact_vectors, NULL,
         "do not round vectors: a larger file, to compare with", false},
        {"--models", CLI_NAMES, &given.models, "A,B,..", "keep only these models", false},
        {"--open-weight", CLI_TEXT, &given.open_weight, "FILE",
         "keep models that {model: {\"open_weight\": true}} says are open", false},
        {"--catalog", CLI_TEXT, &given.catalog, "FILE",
         "give models their canonical names, store facts (src/bank/README.md)", false},
        {"--published", CLI_FILES, &given.published, "FILE|-",
         "published scores of models, CSV, plain or gzip (src/bank/README.md)", false},
        {"--unthinking", CLI_FILES, &given.unthinking, "FILE|-",
         "more of them, made without thinking: models that always think get none of these", false},
        {"--as-called", CLI_FILES, &given.as_called, "FILE|-",
         "more of them, made by calls without settings: they belong to the model as it answers then", false},
        {"--only-catalog", CLI_SWITCH, &given.only_catalog, NULL, "drop models not in the catalog", false},
        {"--only-open", CLI_SWITCH, &given.only_open, NULL, "drop models whose weights the catalog does not call open",
         false},
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
        code = build_given(&b, &given);
    }
    build_free(&b);
    tool_list_free(&given.banks);
    tool_list_free(&given.models);
    tool_list_free(&given.published);
    tool_list_free(&given.unthinking);
    tool_list_free(&given.as_called);
    tool_list_free(&positionals);
    return code;
}
