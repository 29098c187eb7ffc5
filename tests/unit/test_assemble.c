/* Indexes assembled from bank records, columns from scores, and indexes merged. */
#include "counting.h"
#include "test.h"
#include "topics.h"
#include "words.h"
#include <smacs/smacs.h>

#include "base/error.h"

static const char bank[] =
    "{\"id\":\"b1\",\"benchmark\":\"bread\",\"question\":\"Bake the bread.\",\"scores\":{\"ada\":1,\"ben-v1\":0}}\n"
    "{\"id\":\"b2\",\"benchmark\":\"bread\",\"question\":\"Let the dough rise.\",\"scores\":{\"cy\":1,\"ada\":0.5}}\n"
    "{\"id\":\"b3\",\"benchmark\":\"sea\",\"question\":\"Hoist the sails.\",\"scores\":{\"cy\":null}}\n"
    "{\"id\":\"b4\",\"benchmark\":\"sea\",\"question\":\"Tie the boat.\",\"scores\":{\"cy\":0}}\n";
static const char names[] = "[{\"name\":\"Ben\",\"aliases\":[\"ben-v1\"],\"family\":\"B\"},{\"name\":\"ada\"}]";

typedef struct kitchen {
    void *bytes;
    smacs_embedder *embedder;
    smacs_catalog *catalog;
} kitchen;

static kitchen kitchen_make(void) {
    const smacs_trainer_options options = {.dim = 16, .vocabulary = 512};
    kitchen k = {0};
    size_t size = 0;
    CHECK_INT(topics_train(NULL, &options, &k.bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_embedder_open(NULL, k.bytes, size, &k.embedder, NULL), SMACS_OK);
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of(names), &k.catalog, NULL), SMACS_OK);
    return k;
}

static void kitchen_free(kitchen *k) {
    smacs_catalog_free(k->catalog);
    smacs_embedder_free(k->embedder);
    smacs_free(NULL, k->bytes);
}

/* Feeds records to an assembly. */
static smacs_status feed(const smacs_allocator *a, smacs_assembly *s, const char *records, smacs_error *error) {
    smacs_bank_reader *reader = NULL;
    smacs_status status = smacs_bank_reader_create(a, smacs_text_of("test"), smacs_assembly_take, s, &reader, error);
    if (status == SMACS_OK) {
        status = smacs_bank_reader_feed(reader, records, strlen(records), error);
    }
    if (status == SMACS_OK) {
        status = smacs_bank_reader_finish(reader, error);
    }
    smacs_bank_reader_free(reader);
    return status;
}

typedef struct built {
    void *bytes;
    size_t size;
    smacs_index *index;
    smacs_assembly_counts counts;
} built;

static void built_free(built *b) {
    smacs_index_free(b->index);
    smacs_free(NULL, b->bytes);
}

/* Finishes an assembly and opens what it made. */
static built finish(smacs_assembly *s) {
    built b = {.counts = smacs_assembly_count(s)};
    CHECK_INT(smacs_assembly_finish(s, &b.bytes, &b.size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, b.bytes, b.size, &b.index, NULL), SMACS_OK);
    smacs_assembly_free(s);
    return b;
}

static built build(const kitchen *k, const smacs_assembly_options *options) {
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_begin(NULL, k->embedder, options, &s, NULL), SMACS_OK);
    CHECK_INT(feed(NULL, s, bank, NULL), SMACS_OK);
    return finish(s);
}

static bool has_facts(const smacs_index *index, const char *wanted) {
    const smacs_text facts = smacs_index_describe(index).model_facts;
    return wanted ? facts.size == strlen(wanted) && memcmp(facts.data, wanted, facts.size) == 0 : !facts.data;
}

static bool is_not_cy(void *context, smacs_text name, smacs_text canonical) {
    ++*(int *)context;
    CHECK(canonical.size > 0);
    return !(name.size == 2 && memcmp(name.data, "cy", 2) == 0);
}

TEST(questions_with_the_text_of_another_one_are_counted) {
    kitchen k = kitchen_make();
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_begin(NULL, k.embedder, NULL, &s, NULL), SMACS_OK);
    CHECK_INT(feed(NULL, s,
                   "{\"id\":\"a\",\"question\":\"red\",\"scores\":{\"m\":1}}"
                   "{\"id\":\"a\",\"question\":\"red\",\"scores\":{\"n\":1}}"
                   "{\"id\":\"b\",\"question\":\"red\",\"scores\":{\"m\":0}}"
                   "{\"id\":\"c\",\"question\":\"blue\",\"scores\":{\"m\":0}}"
                   "{\"id\":\"d\",\"question\":\"red\",\"scores\":{\"m\":0}}",
                   NULL),
              SMACS_OK);
    CHECK_INT(smacs_assembly_count(s).repeated, 2);
    CHECK_INT(smacs_assembly_repeated(s).size, 1);
    CHECK(smacs_assembly_repeated(s).data[0] == 'b');
    smacs_assembly_free(s);
    kitchen_free(&k);
}

TEST(banks_become_indexes_and_what_has_no_score_leaves_no_trace) {
    kitchen k = kitchen_make();
    built b = build(&k, NULL);
    const smacs_index_facts facts = smacs_index_describe(b.index);
    CHECK_INT(facts.questions, 3);
    CHECK_INT(facts.models, 3);
    CHECK_INT(facts.cells, 5);
    CHECK_INT(facts.has_text, 0);
    CHECK_INT(facts.embedder_digest, smacs_embedder_describe(k.embedder).digest);
    CHECK_INT(b.counts.records, 4);
    CHECK_INT(b.counts.unscored, 1);
    CHECK_INT(b.counts.cells, 5);
    CHECK_INT(b.counts.models, 3);
    CHECK_INT(b.counts.models_left_out, 0);
    CHECK_INT(b.counts.repeated, 0);
    CHECK_NEAR(smacs_index_score(b.index, 1, smacs_index_find_model(b.index, smacs_text_of("ada"))), 0.5, 0.0);
    CHECK(has_facts(b.index, NULL));
    built_free(&b);
    kitchen_free(&k);
}

TEST(options_say_which_models_are_kept_and_how_they_are_called) {
    kitchen k = kitchen_make();
    int asked = 0;
    const smacs_text wanted[] = {smacs_text_of("ben-v1"), smacs_text_of("dee")};
    const smacs_assembly_options by_name = {.catalog = k.catalog,
                                            .models = wanted,
                                            .model_count = 2,
                                            .with_text = true},
                                 known = {.catalog = k.catalog, .only_catalog = true},
                                 open = {.keeps = is_not_cy, .context = &asked};
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_begin(NULL, k.embedder, &by_name, &s, NULL), SMACS_OK);
    CHECK_INT(feed(NULL, s, bank, NULL), SMACS_OK);
    CHECK(smacs_assembly_met(s, 0) && !smacs_assembly_met(s, 1) && !smacs_assembly_met(s, 2));
    built b = finish(s);
    CHECK_INT(smacs_index_describe(b.index).models, 1);
    CHECK_INT(smacs_index_describe(b.index).has_text, 1);
    CHECK_INT(b.counts.models_left_out, 2);
    CHECK_INT(b.counts.unscored, 3);
    CHECK_INT(smacs_index_find_model(b.index, smacs_text_of("Ben")), 0);
    CHECK(has_facts(b.index, "[{\"name\":\"Ben\",\"aliases\":[\"ben-v1\"],\"family\":\"B\"}]"));
    built_free(&b);
    b = build(&k, &known);
    CHECK_INT(smacs_index_describe(b.index).models, 2);
    built_free(&b);
    b = build(&k, &open);
    CHECK_INT(smacs_index_describe(b.index).models, 2);
    CHECK_INT(asked, 3); /* once a name */
    built_free(&b);
    kitchen_free(&k);
}

static void refuse_bank(const kitchen *k, const char *records, smacs_status wanted) {
    smacs_assembly *s = NULL;
    smacs_error error;
    CHECK_INT(smacs_assembly_begin(NULL, k->embedder, NULL, &s, NULL), SMACS_OK);
    CHECK_INT(feed(NULL, s, records, &error), wanted);
    CHECK_INT(error.line, 1);
    smacs_assembly_free(s);
}

TEST(records_that_make_no_index_are_refused) {
    kitchen k = kitchen_make();
    smacs_assembly *s = NULL;
    void *bytes = NULL;
    size_t size = 0;
    refuse_bank(&k, "{\"id\":\"b1\",\"score\":1}", SMACS_E_SCHEMA);
    CHECK_INT(smacs_assembly_begin(NULL, NULL, NULL, &s, NULL), SMACS_E_ARGUMENT);
    CHECK(s == NULL);
    CHECK_INT(smacs_assembly_begin(NULL, k.embedder, NULL, &s, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_finish(s, &bytes, &size, NULL), SMACS_E_EMPTY);
    CHECK(bytes == NULL && smacs_assembly_model(s).data == NULL);
    smacs_assembly_free(s);
    smacs_assembly_free(NULL);
    kitchen_free(&k);
}

/* A column for `model` in an index whose facts know Ben as ben-v1 too. */
static smacs_status add(const built *b, const char *model, bool replace, const char *scores, built *out,
                        smacs_error *error) {
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_extend(NULL, b->index, smacs_text_of(model), NULL, replace, &s, error), SMACS_OK);
    smacs_status status = feed(NULL, s, scores, error);
    if (status == SMACS_OK) {
        void *bytes = NULL;
        size_t size = 0;
        status = smacs_assembly_finish(s, &bytes, &size, error);
        smacs_free(NULL, bytes);
    }
    if (status == SMACS_OK) {
        *out = finish(s);
    } else {
        smacs_assembly_free(s);
    }
    return status;
}

TEST(columns_join_the_model_that_the_index_knows) {
    kitchen k = kitchen_make();
    const smacs_assembly_options options = {.catalog = k.catalog};
    built b = build(&k, &options), more = {0};
    smacs_error error;
    CHECK_INT(add(&b, "ben-v1", false, "{\"id\":\"b2\",\"score\":1}\n{\"id\":\"b1\",\"score\":0}", &more, &error),
              SMACS_OK);
    CHECK_INT(smacs_index_describe(more.index).models, 3);
    CHECK_INT(smacs_index_model_mean(more.index, smacs_index_find_model(more.index, smacs_text_of("Ben"))).scored, 2);
    CHECK(has_facts(more.index, "[{\"name\":\"ada\"},{\"name\":\"Ben\",\"aliases\":[\"ben-v1\"],\"family\":\"B\"},"
                                "{\"name\":\"cy\"}]"));
    built_free(&more);
    CHECK_INT(
        add(&b, "Ben", true, "{\"id\":\"b1\",\"question\":\"q\",\"scores\":{\"ada\":0,\"ben-v1\":1}}", &more, &error),
        SMACS_OK); /* by another of its names */
    CHECK_NEAR(smacs_index_score(more.index, 0, smacs_index_find_model(more.index, smacs_text_of("Ben"))), 1.0, 0.0);
    built_free(&more);
    CHECK_INT(add(&b, "dee", false, bank, &more, &error), SMACS_E_NOT_FOUND); /* b3 is not in the index */
    CHECK_STR(error.detail, "b3");
    CHECK_INT(add(&b, "dee", false, "{\"id\":\"b2\",\"question\":\"q\",\"scores\":{\"eve\":1}}", &more, &error),
              SMACS_E_EMPTY);
    CHECK_INT(add(&b, "ada", false, "{\"id\":\"b1\",\"score\":0}", &more, &error), SMACS_E_DUPLICATE);
    CHECK_INT(add(&b, "ada", true, "{\"id\":\"b1\",\"score\":0}", &more, &error), SMACS_OK);
    CHECK_NEAR(smacs_index_score(more.index, 0, 0), 0.0, 0.0);
    built_free(&more);
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_extend(NULL, NULL, smacs_text_of("x"), NULL, false, &s, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_extend(NULL, b.index, smacs_text_of(""), NULL, false, &s, NULL), SMACS_E_ARGUMENT);
    CHECK(s == NULL);
    built_free(&b);
    kitchen_free(&k);
}

TEST(a_new_column_is_called_as_its_catalog_says) {
    kitchen k = kitchen_make();
    const smacs_text ada = smacs_text_of("ada");
    const smacs_assembly_options lone = {.models = &ada, .model_count = 1};
    built b = build(&k, &lone);
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_extend(NULL, b.index, smacs_text_of("BEN-V1"), k.catalog, false, &s, NULL), SMACS_OK);
    CHECK_INT(feed(NULL, s, "{\"id\":\"b1\",\"question\":\"q\",\"scores\":{\"ben-v1\":1}}", NULL), SMACS_OK);
    built more = finish(s);
    CHECK_INT(smacs_index_find_model(more.index, smacs_text_of("Ben")), 1);
    CHECK(has_facts(more.index, "[{\"name\":\"ada\"},{\"name\":\"Ben\",\"aliases\":[\"ben-v1\"],\"family\":\"B\"}]"));
    built_free(&more);
    built_free(&b);
    kitchen_free(&k);
}

TEST(merged_indexes_have_the_facts_of_the_first_that_knows) {
    kitchen k = kitchen_make();
    const smacs_assembly_options named = {.catalog = k.catalog, .with_text = true};
    const smacs_text ada = smacs_text_of("ada");
    const smacs_assembly_options lone = {.models = &ada, .model_count = 1};
    built parts[] = {build(&k, &lone), build(&k, &named)};
    const smacs_index *indexes[] = {parts[0].index, parts[1].index};
    built all = {0};
    size_t failed = 9;
    CHECK_INT(smacs_assembly_merge(NULL, indexes, 2, &failed, &all.bytes, &all.size, NULL), SMACS_OK);
    CHECK_INT(failed, 2);
    CHECK_INT(smacs_index_open(NULL, all.bytes, all.size, &all.index, NULL), SMACS_OK);
    CHECK_INT(smacs_index_describe(all.index).questions, 3);
    CHECK_INT(smacs_index_describe(all.index).has_text, 1);
    CHECK(has_facts(all.index, "[{\"name\":\"ada\"},{\"name\":\"Ben\",\"aliases\":[\"ben-v1\"],\"family\":\"B\"},"
                               "{\"name\":\"cy\"}]"));
    built_free(&all);
    CHECK_INT(smacs_assembly_merge(NULL, indexes, 0, &failed, &all.bytes, &all.size, NULL), SMACS_E_ARGUMENT);
    CHECK(all.bytes == NULL);
    built_free(&parts[0]);
    built_free(&parts[1]);
    kitchen_free(&k);
}

/* Twelve records about bread and twelve about ships; "the" is in all, "once" in one. */
static void put_texts(char *out, size_t size) {
    size_t at = 0;
    for (int i = 0; i < 24; i++) {
        at += (size_t)snprintf(
            out + at, size - at,
            "{\"id\":\"w%d\",\"benchmark\":\"%s\",\"question\":\"%s the %s %s\",\"scores\":{\"ada\":1}}\n", i,
            i < 12 ? "bread" : "sea", i == 5 ? "Once" : "Why", i < 12 ? "bread's" : "ship",
            i % 4 == 0   ? "\xE5\x8C\xBB\xE7\x99\x82\xE3\x81\xAE rises"
            : i % 4 == 1 ? "Sinks, sinks"
                         : "an 12345");
    }
}

/* One way through everything with an allocator; what it makes is thrown away. */
static smacs_status make_all(const smacs_allocator *a, const kitchen *k, const built *b) {
    const smacs_assembly_options options = {.catalog = k->catalog};
    smacs_assembly *s = NULL;
    void *bytes = NULL;
    size_t size = 0;
    char records[4096];
    put_texts(records, sizeof records);
    smacs_status status = smacs_assembly_begin(a, k->embedder, &options, &s, NULL);
    status = status == SMACS_OK ? feed(a, s, records, NULL) : status;
    status = status == SMACS_OK ? smacs_assembly_finish(s, &bytes, &size, NULL) : status;
    smacs_free(a, bytes);
    smacs_assembly_free(s);
    s = NULL;
    bytes = NULL;
    if (status == SMACS_OK) {
        status = smacs_assembly_extend(a, b->index, smacs_text_of("dee"), k->catalog, false, &s, NULL);
    }
    status = status == SMACS_OK ? feed(a, s, "{\"id\":\"b1\",\"score\":0}", NULL) : status;
    status = status == SMACS_OK ? smacs_assembly_finish(s, &bytes, &size, NULL) : status;
    smacs_free(a, bytes);
    smacs_assembly_free(s);
    bytes = NULL;
    const smacs_index *indexes[] = {b->index, b->index};
    if (status == SMACS_OK) {
        status = smacs_assembly_merge(a, indexes, 2, NULL, &bytes, &size, NULL);
    }
    smacs_free(a, bytes);
    return status;
}

TEST(assembling_survives_without_memory) {
    kitchen k = kitchen_make();
    const smacs_assembly_options options = {.catalog = k.catalog};
    built b = build(&k, &options);
    bool done = false;
    for (long fail_at = 0; !done && fail_at < 2000; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        const smacs_status status = make_all(&a, &k, &b);
        done = status == SMACS_OK;
        CHECK(done || status == SMACS_E_MEMORY);
        CHECK_INT(c.alive, 0);
    }
    CHECK(done);
    built_free(&b);
    kitchen_free(&k);
}

/* Sixty questions: twelve ask "what", and each shares a name with three others. */
TEST(filler_is_no_key_word) {
    static const char *const topics_of[] = {"otters",  "comets",  "violins", "glaciers", "lenses",
                                            "mosses",  "bridges", "tides",   "quartz",   "sonnets",
                                            "enzymes", "falcons", "tariffs", "kernels",  "dunes"};
    kitchen k = kitchen_make();
    char records[8192];
    size_t at = 0;
    for (int i = 0; i < 60; i++) {
        at += (size_t)snprintf(records + at, sizeof records - at,
                               "{\"id\":\"q%d\",\"benchmark\":\"b\",\"question\":\"%s %s %d\",\"scores\":{\"m\":1}}\n",
                               i, i % 5 == 0 ? "what" : "x", topics_of[i % 15], i);
    }
    const smacs_assembly_options options = {0};
    smacs_assembly *s = NULL;
    CHECK_INT(smacs_assembly_begin(NULL, k.embedder, &options, &s, NULL), SMACS_OK);
    CHECK_INT(feed(NULL, s, records, NULL), SMACS_OK);
    built b = finish(s);
    for (uint32_t i = 0; i < 60; i++) {
        char wanted[16];
        snprintf(wanted, sizeof wanted, "%s ", topics_of[i % 15]);
        CHECK(has_words(b.index, i, wanted));
    }
    built_free(&b);
    kitchen_free(&k);
}

TEST(questions_without_text_have_key_words) {
    kitchen k = kitchen_make();
    char records[4096];
    put_texts(records, sizeof records);
    for (int without = 0; without < 3; without++) {
        const smacs_assembly_options options = {.no_keywords = without == 1, .with_text = without == 2};
        smacs_assembly *s = NULL;
        CHECK_INT(smacs_assembly_begin(NULL, k.embedder, &options, &s, NULL), SMACS_OK);
        CHECK_INT(feed(NULL, s, records, NULL), SMACS_OK);
        built b = finish(s);
        /* Half of all questions have "why", "the", "bread" or "ship": too many. "an" and numbers are no words. */
        CHECK(has_words(b.index, 0, without ? "" : "rises \xE5\x8C\xBB\xE7\x99\x82 "));
        CHECK(has_words(b.index, 1, without ? "" : "sinks "));
        CHECK(has_words(b.index, 5, without ? "" : "sinks "));
        CHECK(has_words(b.index, 23, ""));
        built_free(&b);
    }
    kitchen_free(&k);
}
