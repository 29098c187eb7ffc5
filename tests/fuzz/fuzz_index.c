/* Any bytes as a score index: refused, or usable in every way without a fault, and the same when it is written
 * again. */
#include "fuzz.h"
#include "repair.h"
#include "some_memory.h"
#include <math.h>

static void use(const smacs_index *index) {
    const smacs_index_facts facts = smacs_index_describe(index);
    int8_t query[SMACS_DIM_MAX] = {3, 1, 2};
    for (uint32_t i = 0; i < facts.questions; i++) {
        const smacs_question question = smacs_index_question(index, i);
        volatile char last = question.id.size ? question.id.data[question.id.size - 1] : 0;
        (void)last;
        smacs_text words[SMACS_KEYWORDS_MAX];
        const uint32_t count = smacs_index_keywords(index, i, words);
        for (uint32_t w = 0; w < count; w++) {
            last = words[w].size ? words[w].data[words[w].size - 1] : 0;
        }
        FUZZ_CHECK(smacs_index_solved(index, i).by <= smacs_index_solved(index, i).of);
        for (uint32_t m = 0; m < facts.models; m++) {
            const float score = smacs_index_score(index, i, m);
            FUZZ_CHECK(isnan(score) || (score >= 0 && score <= 1));
        }
    }
    for (uint32_t m = 0; m < facts.models && m < 4; m++) {
        const smacs_pair pair = smacs_index_pair(index, 0, m);
        FUZZ_CHECK(pair.joint <= facts.questions && pair.squares >= 0.0 && (m > 0 || pair.difference == 0.0));
    }
    for (int mode = 0; mode < 2; mode++) {
        smacs_route *route = NULL;
        const smacs_route_options options = {.mode = (smacs_mode)mode, .k = 3, .coverage = mode};
        if (smacs_route_vector(NULL, index, query, &options, &route, NULL) == SMACS_OK) {
            smacs_route_free(route);
        }
    }
}

static void check_same(const smacs_index *a, const smacs_index *b) {
    const smacs_index_facts facts = smacs_index_describe(a), other = smacs_index_describe(b);
    FUZZ_CHECK(facts.cells == other.cells && facts.questions == other.questions);
    for (uint32_t i = 0; i < facts.questions; i++) {
        FUZZ_CHECK(memcmp(smacs_index_vector(a, i), smacs_index_vector(b, i), facts.dim) == 0);
        for (uint32_t m = 0; m < facts.models; m++) {
            const float x = smacs_index_score(a, i, m), y = smacs_index_score(b, i, m);
            FUZZ_CHECK(isnan(x) ? isnan(y) : x == y);
        }
    }
}

/* Ids or models that stand twice make another index, or none. */
static void write_again(const smacs_index *index) {
    const smacs_index_facts facts = smacs_index_describe(index);
    smacs_builder *builder = NULL;
    smacs_index *again = NULL;
    void *bytes = NULL;
    size_t size = 0;
    smacs_status status = smacs_builder_create(NULL, facts.dim, facts.embedder_digest, facts.embedder_name,
                                               facts.has_text, &builder, NULL);
    if (status == SMACS_OK && smacs_builder_append(builder, index, NULL) == SMACS_OK &&
        smacs_builder_finish(builder, &bytes, &size, NULL) == SMACS_OK) {
        FUZZ_CHECK(smacs_index_open(NULL, bytes, size, &again, NULL) == SMACS_OK);
        const smacs_index_facts now = again ? smacs_index_describe(again) : (smacs_index_facts){0};
        if (again && now.questions == facts.questions && now.models == facts.models) {
            check_same(index, again);
        }
    }
    smacs_index_free(again);
    smacs_free(NULL, bytes);
    smacs_builder_free(builder);
}

/* What else an index can be asked for: its description, and questions for a new model. */
static void ask(const smacs_index *index) {
    uint32_t questions[5], picked = 0;
    char *json = NULL;
    size_t length = 0;
    if (smacs_index_to_json(NULL, index, &json, &length) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    smacs_free(NULL, json);
    uint8_t *dots = NULL;
    if (smacs_index_dots(NULL, index, 0, &dots, &length) == SMACS_OK) {
        FUZZ_CHECK(length % SMACS_DOT_SIZE == 0);
    }
    smacs_free(NULL, dots);
    json = NULL;
    if (smacs_question_to_json(NULL, index, 0, &json, &length) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    smacs_free(NULL, json);
    if (smacs_pick_questions(NULL, index, 0, NULL, 5, questions, &picked, NULL) == SMACS_OK) {
        FUZZ_CHECK(picked > 0 && picked <= 5);
    }
}

static void open_and_use(const uint8_t *data, size_t size) {
    smacs_index *index = NULL;
    if (smacs_index_open(&fuzz_some_memory, data, size, &index, NULL) == SMACS_OK) {
        use(index);
        ask(index);
        write_again(index);
    }
    smacs_index_free(index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    open_and_use(data, size);
    uint8_t *copy = repaired(data, size);
    if (copy) {
        open_and_use(copy, size);
    }
    free(copy);
    return 0;
}
