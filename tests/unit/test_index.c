/* Score indexes: what goes in comes out, hostile files are refused, memory failures leak nothing. */
#include "base/container.h"
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "index/format.h"
#include "test.h"
#include "words.h"
#include <math.h>
#include <smacs/smacs.h>
#include <stdio.h>
#include <string.h>

enum { DIM = 16 };

static smacs_question question_named(char *buffer, size_t size, uint32_t i) {
    const int length = snprintf(buffer, size, "bank/%u", i);
    return (smacs_question){.id = {buffer, (size_t)length},
                            .source = smacs_text_of(i % 2 ? "odd" : "even"),
                            .benchmark = smacs_text_of("bench"),
                            .category = i % 3 ? (smacs_text){0} : smacs_text_of("third"),
                            .text = smacs_text_of("What is it?")};
}

static void vector_of(uint32_t i, int8_t vector[DIM]) {
    smacs_rng rng;
    smacs_rng_seed(&rng, i, 9);
    for (int d = 0; d < DIM; d++) {
        vector[d] = (int8_t)((int)smacs_rng_below(&rng, 255) - 127);
    }
}

/* Model 0: all bits; 1: bits with gaps; 2: fractions with gaps; 3: nothing. */
static float score_of(uint32_t i, uint32_t model) {
    switch (model) {
    case 0:
        return (float)(i * 7 % 3 == 0);
    case 1:
        return i % 4 == 0 ? NAN : (float)(i % 5 == 0);
    case 2:
        return i % 5 == 0 ? NAN : (float)(i % 7) / 7.0f;
    default:
        return NAN;
    }
}

static smacs_status fill(smacs_builder *builder, uint32_t from, uint32_t to) {
    static const char *const names[] = {"bits", "masked", "codes", "empty"};
    smacs_status status = SMACS_OK;
    for (uint32_t i = from; i < to && status == SMACS_OK; i++) {
        char buffer[32];
        int8_t vector[DIM];
        uint32_t number = 0;
        const smacs_question question = question_named(buffer, sizeof buffer, i);
        vector_of(i, vector);
        status = smacs_builder_question(builder, &question, vector, &number, NULL);
        for (uint32_t m = 0; m < 4 && status == SMACS_OK; m++) {
            uint32_t model = 0;
            status = smacs_builder_model(builder, smacs_text_of(names[m]), &model, NULL);
            if (status == SMACS_OK && !isnan(score_of(i, m))) {
                status = smacs_builder_score(builder, number, model, score_of(i, m), NULL);
            }
        }
    }
    return status;
}

static smacs_status build(const smacs_allocator *a, uint32_t from, uint32_t to, int with_text, void **bytes,
                          size_t *size) {
    smacs_builder *builder = NULL;
    *bytes = NULL;
    smacs_status status = smacs_builder_create(a, DIM, 77, smacs_text_of("toy"), with_text, &builder, NULL);
    if (status == SMACS_OK) {
        status = fill(builder, from, to);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_model_facts(builder, smacs_text_of("[]"));
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, bytes, size, NULL);
    }
    smacs_builder_free(builder);
    return status;
}

static void check_contents(const smacs_index *index, uint32_t from) {
    const smacs_index_facts facts = smacs_index_describe(index);
    for (uint32_t i = 0; i < facts.questions; i++) {
        char buffer[32];
        int8_t vector[DIM];
        const smacs_question expected = question_named(buffer, sizeof buffer, from + i);
        const smacs_question found = smacs_index_question(index, i);
        vector_of(from + i, vector);
        CHECK(found.id.size == expected.id.size && memcmp(found.id.data, expected.id.data, found.id.size) == 0);
        CHECK_INT(found.source.size, expected.source.size);
        CHECK_INT(found.category.size, expected.category.size);
        CHECK_MEM(smacs_index_vector(index, i), vector, DIM);
        for (uint32_t m = 0; m < 4; m++) {
            const float a = score_of(from + i, m), b = smacs_index_score(index, i, m);
            CHECK(isnan(a) ? isnan(b) : a == b);
        }
    }
}

/* The index of the first `n` questions; *bytes is freed behind it. */
static smacs_index *open_built(uint32_t n, int with_text, void **bytes) {
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(build(NULL, 0, n, with_text, bytes, &size), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    return index;
}

TEST(round_trip_keeps_everything) {
    for (uint32_t n = 1; n <= 41; n += 5) {
        void *bytes = NULL;
        smacs_index *index = open_built(n, 1, &bytes);
        const smacs_index_facts facts = smacs_index_describe(index);
        CHECK_INT(facts.questions, n);
        CHECK_INT(facts.models, 4);
        CHECK_INT(facts.model_facts.size, 2);
        CHECK_INT(smacs_index_question(index, 0).text.size, strlen("What is it?"));
        CHECK_INT(smacs_index_find_model(index, smacs_text_of("codes")), 2);
        CHECK(smacs_index_find_model(index, smacs_text_of("none")) == UINT32_MAX);
        CHECK_INT(smacs_index_model_mean(index, 3).scored, 0);
        check_contents(index, 0);
        smacs_index_free(index);
        smacs_free(NULL, bytes);
    }
}

TEST(means_count_only_scored_cells) {
    void *bytes = NULL;
    smacs_index *index = open_built(100, 0, &bytes);
    uint64_t cells = 0;
    for (uint32_t m = 0; m < 3; m++) {
        double sum = 0;
        uint32_t scored = 0;
        for (uint32_t i = 0; i < 100; i++) {
            if (!isnan(score_of(i, m))) {
                sum += score_of(i, m);
                scored++;
            }
        }
        const smacs_model_mean mean = smacs_index_model_mean(index, m);
        CHECK_NEAR(mean.mean, sum / scored, 1e-12);
        CHECK_INT(mean.scored, scored);
        cells += scored;
    }
    CHECK_INT(smacs_index_describe(index).cells, cells);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* For every two columns, however coded, and every number of questions beyond a byte or a word. */
TEST(pairs_count_what_both_have) {
    for (uint32_t n = 1; n <= 140; n += n < 20 ? 1 : 17) {
        void *bytes = NULL;
        smacs_index *index = open_built(n, 0, &bytes);
        for (uint32_t pair = 0; pair < 16; pair++) {
            const uint32_t a = pair / 4, b = pair % 4;
            uint32_t joint = 0;
            double difference = 0, squares = 0;
            for (uint32_t i = 0; i < n; i++) {
                const double d = (double)score_of(i, a) - (double)score_of(i, b);
                if (!isnan(d)) {
                    joint++;
                    difference += d;
                    squares += d * d;
                }
            }
            const smacs_pair found = smacs_index_pair(index, a, b);
            CHECK_INT(found.joint, joint);
            CHECK_NEAR(found.difference, difference, 1e-9);
            CHECK_NEAR(found.squares, squares, 1e-9);
        }
        smacs_index_free(index);
        smacs_free(NULL, bytes);
    }
}

/* What is kept is what was counted, in either order; pairs of equal models, of variance 0, are kept as well. */
TEST(variances_of_pairs_are_counted_once) {
    for (uint32_t n = 1; n <= 140; n += n < 20 ? 1 : 17) {
        void *bytes = NULL;
        smacs_index *index = open_built(n, 0, &bytes);
        double first[16];
        for (uint32_t pair = 0; pair < 16; pair++) {
            const smacs_pair of = smacs_index_pair(index, pair / 4, pair % 4);
            const double mean = of.joint ? of.difference / of.joint : 0.0;
            first[pair] = smx_difference_variance(index, pair / 4, pair % 4);
            CHECK(of.joint > 1 ? first[pair] == of.squares / of.joint - mean * mean : isnan(first[pair]));
        }
        for (uint32_t m = 0; m < 4; m++) { /* were they counted again, no model would have a score */
            memset(index->columns[m].present, 0, (n / 64 + 1) * sizeof(uint64_t));
        }
        for (uint32_t pair = 0; pair < 16; pair++) {
            const uint32_t a = pair / 4, b = pair % 4;
            const double again = smx_difference_variance(index, b, a);
            CHECK(again == first[pair] || (isnan(again) && (a == b || isnan(first[pair]))));
        }
        smacs_index_free(index);
        smacs_free(NULL, bytes);
    }
}

/* The nearest of texts whose vectors have very different lengths, one of them none, is that of a plain comparison. */
TEST(small_talk_is_compared_with_all_of_it) {
    enum { TEXTS = 300 };
    void *bytes = NULL;
    size_t size = 0;
    smacs_builder *builder = NULL;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_create(NULL, DIM, 77, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    CHECK_INT(fill(builder, 0, 20), SMACS_OK);
    for (uint32_t i = 0; i < TEXTS; i++) {
        int8_t vector[DIM];
        vector_of(1000 + i, vector);
        for (int d = 0; d < DIM; d++) {
            vector[d] = (int8_t)(vector[d] / (int)(1 + i % 40));
        }
        CHECK_INT(smacs_builder_small_talk(builder, vector, NULL), SMACS_OK);
    }
    CHECK_INT(smacs_builder_finish(builder, &bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    for (uint32_t i = 0; i < 100; i++) {
        int8_t vector[DIM];
        double nearest = -1.0;
        vector_of(2000 + i, vector);
        for (uint32_t k = 0; k < index->facts.small_talk; k++) {
            nearest = fmax(nearest, smacs_cosine(vector, index->small_talk + (size_t)k * DIM, DIM));
        }
        CHECK(smacs_index_small_talk(index, vector) == nearest);
    }
    smacs_index_free(index);
    smacs_builder_free(builder);
    smacs_free(NULL, bytes);
}

TEST(same_contents_same_bytes) {
    void *a = NULL, *b = NULL;
    size_t a_size = 0, b_size = 0;
    CHECK_INT(build(NULL, 0, 30, 0, &a, &a_size), SMACS_OK);
    CHECK_INT(build(NULL, 0, 30, 0, &b, &b_size), SMACS_OK);
    CHECK(a_size == b_size && memcmp(a, b, a_size) == 0);
    smacs_free(NULL, a);
    smacs_free(NULL, b);
}

TEST(merging_halves_gives_the_whole) {
    void *half[2] = {NULL, NULL}, *whole = NULL, *merged = NULL;
    size_t half_size[2] = {0, 0}, whole_size = 0, merged_size = 0;
    CHECK_INT(build(NULL, 0, 20, 1, &half[0], &half_size[0]), SMACS_OK);
    CHECK_INT(build(NULL, 15, 40, 1, &half[1], &half_size[1]), SMACS_OK); /* five questions in both */
    CHECK_INT(build(NULL, 0, 40, 1, &whole, &whole_size), SMACS_OK);
    smacs_builder *builder = NULL;
    CHECK_INT(smacs_builder_create(NULL, DIM, 77, smacs_text_of("toy"), 1, &builder, NULL), SMACS_OK);
    for (int i = 0; i < 2; i++) {
        smacs_index *index = NULL;
        CHECK_INT(smacs_index_open(NULL, half[i], half_size[i], &index, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_append(builder, index, NULL), SMACS_OK);
        smacs_index_free(index);
    }
    CHECK_INT(smacs_builder_model_facts(builder, smacs_text_of("[]")), SMACS_OK);
    CHECK_INT(smacs_builder_finish(builder, &merged, &merged_size, NULL), SMACS_OK);
    CHECK(merged_size == whole_size && memcmp(merged, whole, whole_size) == 0);
    smacs_builder_free(builder);
    smacs_free(NULL, half[0]);
    smacs_free(NULL, half[1]);
    smacs_free(NULL, whole);
    smacs_free(NULL, merged);
}

TEST(what_does_not_belong_together_is_refused) {
    smacs_builder *builder = NULL;
    smacs_error error;
    CHECK_INT(smacs_builder_create(NULL, 17, 77, smacs_text_of("toy"), 0, &builder, &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_builder_create(NULL, DIM, 78, smacs_text_of("toy"), 0, &builder, &error), SMACS_OK);
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_finish(builder, &bytes, &size, &error), SMACS_E_EMPTY);
    CHECK_INT(build(NULL, 0, 5, 0, &bytes, &size), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_append(builder, index, &error), SMACS_E_MISMATCH);
    CHECK_STR(error.detail, "toy");
    char buffer[32];
    int8_t one[DIM] = {1}, other[DIM] = {2};
    uint32_t q = 0, m = 0;
    const smacs_question question = question_named(buffer, sizeof buffer, 1);
    CHECK_INT(smacs_builder_question(builder, &question, one, &q, &error), SMACS_OK);
    CHECK_INT(smacs_builder_question(builder, &question, one, &q, &error), SMACS_OK);
    CHECK_INT(smacs_builder_question(builder, &question, other, &q, &error), SMACS_E_DUPLICATE);
    CHECK_INT(smacs_builder_question(builder, &(smacs_question){0}, one, &q, &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("m"), &m, &error), SMACS_OK);
    CHECK_INT(smacs_builder_score(builder, q, m, 0.5f, &error), SMACS_OK);
    CHECK_INT(smacs_builder_score(builder, q, m, 0.5f, &error), SMACS_OK);
    CHECK_INT(smacs_builder_score(builder, q, m, 0.25f, &error), SMACS_E_DUPLICATE);
    CHECK_INT(smacs_builder_replace(builder, q, m, 0.25f, &error), SMACS_OK);
    CHECK_INT(smacs_builder_score(builder, q, m, 1.5f, &error), SMACS_E_DUPLICATE);
    CHECK_INT(smacs_builder_replace(builder, q, m, NAN, &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_builder_score(builder, q + 1, m, 1, &error), SMACS_E_ARGUMENT);
    smacs_index_free(index);
    smacs_builder_free(builder);
    smacs_free(NULL, bytes);
}

TEST(many_levels_are_rounded_finely) {
    smacs_builder *builder = NULL;
    CHECK_INT(smacs_builder_create(NULL, DIM, 1, smacs_text_of("t"), 0, &builder, NULL), SMACS_OK);
    uint32_t model = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        char buffer[32];
        const int8_t vector[DIM] = {1};
        const smacs_question question = question_named(buffer, sizeof buffer, i);
        uint32_t number = 0;
        CHECK_INT(smacs_builder_question(builder, &question, vector, &number, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_model(builder, smacs_text_of("m"), &model, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_score(builder, number, model, (float)i / 999.0f, NULL), SMACS_OK);
    }
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_finish(builder, &bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    for (uint32_t i = 0; i < 1000; i++) {
        CHECK_NEAR(smacs_index_score(index, i, 0), (double)i / 999, 0.5 / 254 + 1e-6);
    }
    smacs_index_free(index);
    smacs_builder_free(builder);
    smacs_free(NULL, bytes);
}

TEST(every_cut_and_every_flipped_bit_is_refused) {
    void *bytes = NULL;
    size_t size = 0;
    CHECK_INT(build(NULL, 0, 9, 1, &bytes, &size), SMACS_OK);
    smacs_index *index = NULL;
    smacs_error error;
    for (size_t cut = 0; cut < size; cut++) {
        CHECK(smacs_index_open(NULL, bytes, cut, &index, &error) != SMACS_OK && index == NULL);
    }
    uint8_t *b = bytes;
    for (size_t bit = 0; bit < size * 8; bit++) {
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(smacs_index_open(NULL, bytes, size, &index, &error) != SMACS_OK && index == NULL);
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, &error), SMACS_OK);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(every_failed_allocation_is_clean) {
    void *file = NULL;
    size_t file_size = 0;
    CHECK_INT(build(NULL, 0, 40, 1, &file, &file_size), SMACS_OK);
    smacs_status status = SMACS_E_MEMORY;
    for (long at = 0; status != SMACS_OK && at < 1000; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        void *bytes = NULL;
        size_t size = 0;
        status = build(&a, 0, 40, 1, &bytes, &size);
        CHECK(status == SMACS_OK || status == SMACS_E_MEMORY);
        smacs_free(&a, bytes);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
    status = SMACS_E_MEMORY;
    for (long at = 0; status != SMACS_OK && at < 100; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_index *index = NULL;
        status = smacs_index_open(&a, file, file_size, &index, NULL);
        CHECK(status == SMACS_OK || (status == SMACS_E_MEMORY && !index));
        smacs_index_free(index);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
    smacs_free(NULL, file);
}

/* Opens a copy of `bytes` in which `size` bytes of section `tag` are replaced from `at` on, with checksums made
 * right. */
static smacs_status open_changed(const void *bytes, size_t size, const char *tag, size_t at, const void *with,
                                 size_t with_size, smacs_error *error) {
    smacs_container file;
    smacs_part parts[SMACS_SECTIONS_MAX];
    uint8_t *section = NULL;
    void *changed = NULL;
    size_t changed_size = 0;
    smacs_index *index = NULL;
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    CHECK_INT(smacs_container_open(bytes, size, "SMX\x1a", (smacs_versions){2, 2}, &file, NULL), SMACS_OK);
    for (uint32_t i = 0; i < file.count; i++) {
        parts[i] = (smacs_part){file.sections[i].tag, file.sections[i].data, file.sections[i].size};
        if (strcmp(file.sections[i].tag, tag) == 0) {
            section = smacs_mem_zeroed(&a, at + with_size, 1);
            memcpy(section, parts[i].data, at < parts[i].size ? at : parts[i].size);
            memcpy(section + at, with, with_size);
            parts[i].data = section;
            parts[i].size = at + with_size;
        }
    }
    CHECK(section);
    CHECK_INT(smacs_container_write(&a, "SMX\x1a", 2, parts, file.count, &changed, &changed_size), SMACS_OK);
    const smacs_status status = smacs_index_open(NULL, changed, changed_size, &index, error);
    smacs_index_free(index);
    smacs_free(NULL, changed);
    smacs_free(NULL, section);
    return status;
}

/* Sections that are not what a writer writes, behind checksums that hold: cut anywhere, continued, overwritten. */
TEST(packed_sections_are_checked_behind_their_checksums) {
    static const char *const tags[] = {"QIDS", "QLAB", "VECT", "SCOR"};
    const uint8_t more[1] = {0};
    void *bytes = NULL;
    size_t size = 0;
    smacs_container file;
    smacs_error error;
    CHECK_INT(build(NULL, 0, 40, 0, &bytes, &size), SMACS_OK);
    CHECK_INT(smacs_container_open(bytes, size, "SMX\x1a", (smacs_versions){2, 2}, &file, NULL), SMACS_OK);
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        const smacs_section *section = smacs_container_find(&file, tags[t]);
        CHECK_INT(open_changed(bytes, size, tags[t], section->size, more, 1, &error), SMACS_E_FORMAT);
        for (size_t cut = 0; cut < section->size; cut++) {
            CHECK_INT(open_changed(bytes, size, tags[t], cut, more, 0, &error), SMACS_E_FORMAT);
            CHECK_STR(error.detail, tags[t]);
        }
    }
    /* A first id like one before it; a label and a run beyond their tables. */
    const uint8_t id[] = {1, 0, 1, 0, 0}, label[] = {40, 200, 1, 1}, run[] = {41, 1, 1, 1};
    CHECK_INT(open_changed(bytes, size, "QIDS", 0, id, sizeof id, &error), SMACS_E_FORMAT);
    CHECK_INT(open_changed(bytes, size, "QLAB", 0, label, sizeof label, &error), SMACS_E_FORMAT);
    CHECK_INT(open_changed(bytes, size, "QLAB", 0, run, sizeof run, &error), SMACS_E_FORMAT);
    smacs_free(NULL, bytes);
}

TEST(another_version_is_refused_with_what_to_do) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    smacs_error error;
    CHECK_INT(smacs_container_write(&a, "SMX\x1a", 1, NULL, 0, &bytes, &size), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, &error), SMACS_E_VERSION);
    CHECK(index == NULL && strstr(error.message, "build it again"));
    smacs_free(NULL, bytes);
}

/* A copy of an index as version 3, with one more section. */
static smacs_status open_extended(const void *bytes, size_t size, const char *tag, smacs_text section,
                                  smacs_index **index, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_container file;
    smacs_part parts[SMACS_SECTIONS_MAX];
    void *extended = NULL;
    size_t extended_size = 0;
    CHECK_INT(smacs_container_open(bytes, size, "SMX\x1a", (smacs_versions){2, 2}, &file, NULL), SMACS_OK);
    for (uint32_t i = 0; i < file.count; i++) {
        parts[i] = (smacs_part){file.sections[i].tag, file.sections[i].data, file.sections[i].size};
    }
    parts[file.count] = (smacs_part){tag, section.data, section.size};
    CHECK_INT(smacs_container_write(&a, "SMX\x1a", 3, parts, file.count + 1, &extended, &extended_size), SMACS_OK);
    const smacs_status status = smacs_index_open(NULL, extended, extended_size, index, error);
    smacs_free(NULL, extended);
    return status;
}

TEST(version_3_may_have_parts_that_can_be_skipped) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    smacs_error error;
    CHECK_INT(build(NULL, 0, 40, 0, &bytes, &size), SMACS_OK);
    CHECK_INT(open_extended(bytes, size, "SEAL", smacs_text_of("wax"), &index, &error), SMACS_E_VERSION);
    CHECK(index == NULL);
    CHECK_STR(error.detail, "SEAL");
    CHECK_INT(open_extended(bytes, size, "seal", smacs_text_of("wax"), &index, &error), SMACS_OK);
    CHECK(index && smacs_index_describe(index).questions == 40);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* An index of three questions that has key words and dates. */
static void build_worded(smacs_builder **builder, void **bytes, size_t *size) {
    static const char *const words[][2] = {{"ship", "0"}, {"sail", "0"}, {"sail", "2"}, {"Ship", "2"}, {"sail", "2"}};
    CHECK_INT(smacs_builder_create(NULL, DIM, 77, smacs_text_of("toy"), false, builder, NULL), SMACS_OK);
    CHECK_INT(fill(*builder, 0, 3), SMACS_OK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const uint32_t question = (uint32_t)(words[i][1][0] - '0');
        CHECK_INT(smacs_builder_keyword(*builder, question, smacs_text_of(words[i][0]), NULL), SMACS_OK);
    }
    CHECK_INT(smacs_builder_date(*builder, (smacs_index_dates){20261129, 20240500, 20260831}, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_finish(*builder, bytes, size, NULL), SMACS_OK);
}

TEST(key_words_and_dates_are_kept_and_carried_on) {
    smacs_builder *builder = NULL, *joined = NULL;
    void *bytes = NULL, *more = NULL;
    size_t size = 0, more_size = 0;
    smacs_index *index = NULL, *both = NULL;
    build_worded(&builder, &bytes, &size);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    CHECK(has_words(index, 0, "sail ship ") && has_words(index, 1, "") && has_words(index, 2, "Ship sail "));
    CHECK_INT(smacs_index_describe(index).dates.made, 20261129);
    CHECK_INT(smacs_index_describe(index).dates.from, 20240500);
    CHECK_INT(smacs_index_describe(index).dates.to, 20260831);
    CHECK_INT(smacs_builder_create(NULL, DIM, 77, smacs_text_of("toy"), false, &joined, NULL), SMACS_OK);
    CHECK_INT(fill(joined, 1, 3), SMACS_OK);
    CHECK_INT(smacs_builder_keyword(joined, 1, smacs_text_of("own"), NULL), SMACS_OK); /* question 2 of the other */
    CHECK_INT(smacs_builder_date(joined, (smacs_index_dates){20250101, 20230000 + 100, 20261200}, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_append(joined, index, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_finish(joined, &more, &more_size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, more, more_size, &both, NULL), SMACS_OK);
    CHECK(has_words(both, 0, "") && has_words(both, 1, "own ") && has_words(both, 2, "sail ship "));
    CHECK_INT(smacs_index_describe(both).dates.made, 20261129);
    CHECK_INT(smacs_index_describe(both).dates.from, 20230100);
    CHECK_INT(smacs_index_describe(both).dates.to, 20261200);
    smacs_index_free(index);
    smacs_index_free(both);
    smacs_free(NULL, bytes);
    smacs_free(NULL, more);
    smacs_builder_free(builder);
    smacs_builder_free(joined);
}

TEST(key_words_and_dates_that_make_no_sense_are_refused) {
    smacs_builder *builder = NULL;
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    smacs_error error;
    build_worded(&builder, &bytes, &size);
    CHECK_INT(smacs_builder_keyword(builder, 3, smacs_text_of("lost"), &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_builder_keyword(builder, 0, smacs_text_of(""), &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_builder_keyword(builder, 0, smacs_text_of("third"), &error), SMACS_OK);
    CHECK_INT(smacs_builder_keyword(builder, 0, smacs_text_of("fourth"), &error), SMACS_OK);
    CHECK_INT(smacs_builder_keyword(builder, 0, smacs_text_of("fifth"), &error), SMACS_E_ARGUMENT);
    const smacs_index_dates wrong[] = {{20261301, 0, 0}, {20261132, 0, 0}, {0, 20260100, 20251231}, {2026, 0, 0},
                                       {20259999, 0, 0}, {0, 20250229, 0}, {0, 0, 20250431},        {20250000, 0, 0}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK_INT(smacs_builder_date(builder, wrong[i], &error), SMACS_E_ARGUMENT);
    }
    smacs_builder_free(builder);
    smacs_free(NULL, bytes);
    CHECK_INT(build(NULL, 0, 3, 0, &bytes, &size), SMACS_OK);
    /* one word, "a": size, no step, like none, 0 kept, 1 more; then its questions */
    static const struct {
        const char *section;
        size_t size;
        smacs_status wanted;
    } cases[] = {{"\1\1\0\0\0\1a\2\1\1", 10, SMACS_OK},
                 {"\1\1\0\0\0\1a\2\1\2", 10, SMACS_E_FORMAT},       /* beyond the last question */
                 {"\1\1\0\0\0\1a\2\1\0", 10, SMACS_E_FORMAT},       /* the same one twice */
                 {"\1\1\0\0\0\1a\3\0\1", 10, SMACS_E_FORMAT},       /* ends too soon */
                 {"\1\1\0\0\0\1a\1\1\1", 10, SMACS_E_FORMAT},       /* goes on */
                 {"\2\1\0\0\0\1a\1\1", 9, SMACS_E_FORMAT},          /* a word is missing */
                 {"\377\377\3\1\0\0\0\1a\1\1", 11, SMACS_E_FORMAT}, /* too many words */
                 {"", 0, SMACS_E_FORMAT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_INT(open_extended(bytes, size, "keyw", (smacs_text){cases[i].section, cases[i].size}, &index, &error),
                  cases[i].wanted);
        CHECK(!index || (has_words(index, 1, "a ") && has_words(index, 2, "a ") && has_words(index, 0, "")));
        smacs_index_free(index);
    }
    CHECK_INT(open_extended(bytes, size, "date", smacs_text_of("2026-11"), &index, &error), SMACS_E_FORMAT);
    CHECK_INT(open_extended(bytes, size, "date", smacs_text_of("2026-11-2026"), &index, &error), SMACS_E_FORMAT);
    smacs_free(NULL, bytes);
}

TEST(an_index_knows_how_many_models_solved_a_question) {
    void *bytes = NULL;
    smacs_index *index = open_built(41, 0, &bytes);
    for (uint32_t i = 0; i < 41; i++) {
        uint32_t by = 0, of = 0;
        for (uint32_t m = 0; m < 4; m++) {
            of += isnan(score_of(i, m)) ? 0 : 1;
            by += score_of(i, m) > 0.5f;
        }
        CHECK_INT(smacs_index_solved(index, i).by, by);
        CHECK_INT(smacs_index_solved(index, i).of, of);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* Adding a column leaves the coded rows as they are, however often. */
TEST(adding_a_column_codes_nothing_again) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(build(NULL, 0, 100, 0, &bytes, &size), SMACS_OK);
    for (uint32_t round = 0; round < 3; round++) {
        CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
        check_contents(index, 0);
        smacs_builder *builder = NULL;
        void *next = NULL;
        uint32_t model = 0;
        CHECK_INT(smacs_builder_create(NULL, DIM, 77, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_append(builder, index, NULL), SMACS_OK);
        const char name[2] = {'x', (char)('0' + round)};
        CHECK_INT(smacs_builder_model(builder, (smacs_text){name, 2}, &model, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_score(builder, round, model, 0.3f, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_finish(builder, &next, &size, NULL), SMACS_OK);
        smacs_builder_free(builder);
        smacs_index_free(index);
        smacs_free(NULL, bytes);
        bytes = next;
    }
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    CHECK_INT(smacs_index_describe(index).models, 7);
    check_contents(index, 0);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* Ids are written as what follows from the one before; each must come back, whatever follows what. */
TEST(ids_come_back_whatever_their_numbers) {
    static const char *const ids[] = {
        "a",      "a9",          "a10",          "a300", "a0300", "a0301", "a999999999", "a1000000000", "a1000000001",
        "b",      "7",           "262",          "0",    "00",    "01",    "009",        "010",         "x-999",
        "x-1000", "99999999999", "100000000000", "",     "9",     "264",   "265x",       "a2",          "a3"};
    enum { IDS = sizeof ids / sizeof *ids };
    smacs_builder *builder = NULL;
    uint32_t model = 0, number = 0;
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_create(NULL, DIM, 77, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("m"), &model, NULL), SMACS_OK);
    for (uint32_t i = 0; i < IDS; i++) {
        const smacs_question question = {.id = smacs_text_of(ids[i])};
        int8_t vector[DIM];
        vector_of(i, vector);
        CHECK_INT(smacs_builder_question(builder, &question, vector, &number, NULL),
                  *ids[i] ? SMACS_OK : SMACS_E_ARGUMENT);
    }
    CHECK_INT(smacs_builder_finish(builder, &bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    CHECK_INT(smacs_index_describe(index).questions, IDS - 1);
    for (uint32_t i = 0, at = 0; i < IDS; i++) {
        if (*ids[i]) {
            const smacs_text id = smacs_index_question(index, at++).id;
            CHECK(id.size == strlen(ids[i]) && memcmp(id.data, ids[i], id.size) == 0);
        }
    }
    smacs_index_free(index);
    smacs_builder_free(builder);
    smacs_free(NULL, bytes);
}

/* Search against a plain statement of the rule: sort everything. */
TEST(search_finds_what_a_full_sort_finds) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    enum { N = 300 };
    CHECK_INT(build(NULL, 0, N, 0, &bytes, &size), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    for (uint32_t k = 1; k < 2 * N; k = k * 2 + 1) {
        int8_t query[DIM];
        static smacs_neighbour found[N];
        double all[N];
        uint32_t count = 0;
        vector_of(1000 + k, query);
        smacs_index_search(index, query, k, found, &count);
        for (uint32_t i = 0; i < N; i++) {
            all[i] = smacs_cosine(query, smacs_index_vector(index, i), DIM);
        }
        for (uint32_t i = 1; i < N; i++) { /* insertion sort, descending */
            const double x = all[i];
            uint32_t j = i;
            for (; j > 0 && all[j - 1] < x; j--) {
                all[j] = all[j - 1];
            }
            all[j] = x;
        }
        const uint32_t place = k < N - 1 ? k : N - 1;
        uint32_t expected = 0;
        while (all[place] > 0 && expected < N && all[expected] > 0.95 * all[place]) {
            expected++;
        }
        CHECK_INT(count, all[place] > 0 ? expected : place);
        for (uint32_t i = 0; i < count; i++) {
            CHECK_NEAR(found[i].similarity, all[i], 1e-12);
        }
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}
