/* A calibration: what is chosen, how answers are graded, how sure that makes us, and what becomes of the index. */
#include "counting.h"
#include "runs.h"
#include <math.h>

enum { INDEXED = TOPICS * TOPIC_TEXTS, FRESH = 14 };

/* Offers question i: one of the index, or beyond those a fresh one whose answer is 2 i. */
static smacs_status offer(smacs_calibration *c, uint32_t i, smacs_error *error) {
    char id[16], fresh[96], answer[16];
    snprintf(id, sizeof id, "q%u", i);
    snprintf(fresh, sizeof fresh, "Anna has %u apples and gets as many again. How many apples has she?", i);
    snprintf(answer, sizeof answer, "#### %u", 2 * i);
    const char *text = i < INDEXED ? topics[i % TOPICS][i / TOPICS] : fresh;
    const smacs_bank_record record = {
        .question = {.id = smacs_text_of(id), .benchmark = smacs_text_of("made"), .text = smacs_text_of(text)},
        .answer = smacs_text_of(answer)};
    return smacs_calibration_offer(c, &record, error);
}

static smacs_calibration *make(const run_world *w, const char *model, uint32_t from, uint32_t to) {
    smacs_calibration *c = NULL;
    CHECK_INT(smacs_calibration_create(NULL, w->index, w->embedder, smacs_text_of(model), &c, NULL), SMACS_OK);
    for (uint32_t i = from; i < to; i++) {
        CHECK_INT(offer(c, i, NULL), SMACS_OK);
    }
    return c;
}

/* Number of the question at a place. */
static uint32_t number_at(const smacs_calibration *c, uint32_t place) {
    return (uint32_t)strtoul(smacs_calibration_get(c, place).question.id.data + 1, NULL, 10);
}

static bool say(smacs_calibration *c, uint32_t place, const char *response) {
    bool right = place % 2; /* to be overwritten, either way */
    CHECK_INT(smacs_calibration_grade(c, place, smacs_text_of(response), &right, NULL, NULL, NULL), SMACS_OK);
    return right;
}

static bool say_number(smacs_calibration *c, uint32_t place, uint32_t number) {
    char response[64];
    snprintf(response, sizeof response, "That makes %u.\nThe answer is %u.", number, number);
    return say(c, place, response);
}

/* The bytes of an index with a model that answered some fresh questions; they came with vectors, or were embedded. */
static void *calibrated(const run_world *w, bool outside, size_t *size) {
    smacs_calibration *c = NULL;
    void *bytes = NULL;
    int8_t vector[SMACS_DIM_MAX];
    char id[16], text[96];
    void *scratch = calloc(1, smacs_embed_bound(w->embedder));
    const smacs_text name = smacs_text_of("new");
    CHECK_INT(outside ? smacs_calibration_create_outside(NULL, w->index, name, &c, NULL)
                      : smacs_calibration_create(NULL, w->index, w->embedder, name, &c, NULL),
              SMACS_OK);
    for (uint32_t i = 0; i < FRESH; i++) {
        snprintf(id, sizeof id, "f%u", i);
        snprintf(text, sizeof text, "%s %u", topics[i % TOPICS][0], i);
        const smacs_bank_record record = {.question = {.id = smacs_text_of(id), .text = smacs_text_of(text)},
                                          .answer = smacs_text_of("7")};
        smacs_embed(w->embedder, record.question.text, vector, scratch);
        CHECK_INT(smacs_calibration_offer(c, &record, NULL), outside ? SMACS_E_ARGUMENT : SMACS_OK);
        CHECK_INT(smacs_calibration_offer_vector(c, &record, outside ? vector : NULL, NULL), SMACS_OK);
    }
    CHECK_INT(smacs_calibration_choose(c, 6, 0.0, NULL), SMACS_OK);
    for (uint32_t k = 0; k < 6; k++) {
        say_number(c, k, 7);
    }
    CHECK_INT(smacs_calibration_finish(c, &bytes, size, NULL), SMACS_OK);
    smacs_calibration_free(c);
    free(scratch);
    return bytes;
}

TEST(calibration_takes_vectors_in_place_of_an_embedder) {
    run_world w = run_world_make();
    size_t own = 0, embedded = 0;
    void *with = calibrated(&w, true, &own), *without = calibrated(&w, false, &embedded);
    CHECK(own == embedded && memcmp(with, without, own) == 0);
    smacs_free(NULL, with);
    smacs_free(NULL, without);
    run_world_free(&w);
}

TEST(calibration_grades_by_final_answers) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", INDEXED, INDEXED + FRESH);
    smacs_text found = {0};
    bool right = true, answered = true;
    CHECK_INT(smacs_calibration_choose(c, 5, 0.0, NULL), SMACS_OK);
    CHECK_INT(smacs_calibration_describe(c).chosen, 5);
    CHECK_INT(say_number(c, 0, 2 * number_at(c, 0)), 1);
    CHECK_INT(say_number(c, 1, 7), 0);
    const char *vague =
        "There are many ways to look at this. I cannot settle on one of them without knowing more about the apples.";
    CHECK_INT(smacs_calibration_grade(c, 2, smacs_text_of(vague), &right, &answered, &found, NULL), SMACS_OK);
    CHECK_INT(right, 0);
    CHECK_INT(answered, 0);
    CHECK(found.data == NULL);
    CHECK_INT(smacs_calibration_grade(c, 3, smacs_text_of("The answer is 5."), &right, &answered, &found, NULL),
              SMACS_OK);
    CHECK_INT(answered, 1);
    CHECK(found.size == 1 && found.data[0] == '5');
    CHECK_INT(smacs_calibration_grade(c, 5, smacs_text_of("5"), NULL, NULL, NULL, NULL), SMACS_E_ARGUMENT);
    smacs_calibration_state s = smacs_calibration_describe(c);
    CHECK_INT(s.asked, 4);
    CHECK_INT(s.right, 1);
    CHECK_INT(s.unanswered, 1);
    CHECK_NEAR(s.prior, 3.0 / 8.0, 1e-15);
    CHECK_NEAR(s.standard_error, sqrt(3.0 / 8.0 * 5.0 / 8.0 / 8.0), 1e-15);
    CHECK_INT(s.done, 0);
    say_number(c, 3, 2 * number_at(c, 3)); /* the last response counts */
    say_number(c, 4, 2 * number_at(c, 4));
    s = smacs_calibration_describe(c);
    CHECK_INT(s.right, 3);
    CHECK_INT(s.asked, 5);
    CHECK_INT(s.done, 1);
    CHECK_INT(s.precise, 0);
    smacs_calibration_free(c);
    run_world_free(&w);
}

/* A model whose answers cannot be read is not one that is always wrong: asking stops, and one of them is shown. */
TEST(calibration_stops_when_hardly_anything_can_be_read) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", INDEXED, INDEXED + FRESH);
    void *bytes = NULL;
    size_t size = 0;
    char vague[800];
    memset(vague, 0, sizeof vague);
    while (strlen(vague) + 60 < sizeof vague) {
        strcat(vague, "One could see that in many ways, and each has a point \xE2\x80\x93 ");
    }
    CHECK_INT(smacs_calibration_choose(c, 14, 0.5, NULL), SMACS_OK);
    CHECK(smacs_calibration_unread(c).id.data == NULL);
    say(c, 0, "   ");
    CHECK(smacs_calibration_unread(c).id.data == NULL);
    say_number(c, 1, 2 * number_at(c, 1));
    for (uint32_t k = 2; k < SMACS_CALIBRATION_HEARD; k++) {
        CHECK_INT(smacs_calibration_describe(c).unreadable, 0);
        CHECK_INT(say(c, k, vague), 0);
    }
    const smacs_calibration_state s = smacs_calibration_describe(c);
    CHECK_INT(s.unanswered, SMACS_CALIBRATION_HEARD - 1);
    CHECK_INT(s.unreadable, 1);
    CHECK_INT(s.done, 1);
    CHECK_INT(s.precise, 0);
    CHECK_INT(smacs_calibration_finish(c, &bytes, &size, NULL), SMACS_E_EMPTY);
    const smacs_calibration_sample unread = smacs_calibration_unread(c);
    CHECK_INT(unread.id.size, smacs_calibration_get(c, 2).question.id.size);
    CHECK(memcmp(unread.id.data, smacs_calibration_get(c, 2).question.id.data, unread.id.size) == 0);
    CHECK(unread.response.size <= SMACS_CALIBRATION_SAMPLE && unread.response.size > SMACS_CALIBRATION_SAMPLE - 4);
    CHECK(memcmp(unread.response.data, vague, unread.response.size) == 0);
    /* The cut leaves characters whole. */
    CHECK((vague[unread.response.size] & 0xC0) != 0x80);
    /* Two of eight are enough to go on. */
    say_number(c, 2, 7);
    CHECK_INT(smacs_calibration_describe(c).unreadable, 0);
    CHECK_INT(smacs_calibration_describe(c).done, 0);
    smacs_calibration_free(c);
    run_world_free(&w);
}

/* Nobody tells a model how to end: the same values as sentences of everyday replies. */
TEST(calibration_reads_ordinary_wording) {
    static const char *const wordings[] = {
        "Anna has %u apples.",
        "Anna has **%u** apples now.",
        "She has %u apples.",
        "Anna starts with some apples and gets as many again, so in total she has %u apples.",
        "That makes %u apples.",
        "It's %u!",
        "Sure! Anna has %u apples. Let me know if you have other questions.",
        "To find the total, we add both numbers.\n\nSo Anna has \\(%u\\) apples.",
        "Anna tiene %u manzanas.",
        "%u",
        "%u apples",
    };
    enum { COUNT = sizeof wordings / sizeof *wordings };
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", INDEXED, INDEXED + FRESH);
    CHECK_INT(smacs_calibration_choose(c, COUNT, 0.0, NULL), SMACS_OK);
    for (uint32_t k = 0; k < COUNT; k++) {
        char response[256];
        snprintf(response, sizeof response, wordings[k], 2 * number_at(c, k));
        CHECK_INT(say(c, k, response), 1);
    }
    CHECK_INT(smacs_calibration_describe(c).done, 1);
    CHECK_INT(smacs_calibration_describe(c).unreadable, 0);
    smacs_calibration_free(c);
    run_world_free(&w);
}

/* The choice over the index's own rows is the one made by hand. */
TEST(calibration_chooses_as_picking_does) {
    run_world w = run_world_make();
    uint32_t picked[10], count = 0;
    smacs_calibration *c = make(&w, "new", 0, INDEXED);
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 10, picked, &count, NULL), SMACS_OK);
    CHECK_INT(smacs_calibration_choose(c, 10, 0.0, NULL), SMACS_OK);
    for (uint32_t k = 0; k < 10; k++) {
        CHECK_INT(number_at(c, k), picked[k]);
    }
    smacs_calibration_free(c);
    run_world_free(&w);
}

/* A break changes nothing of what is asked in the end. */
TEST(calibration_goes_on_after_a_break) {
    run_world w = run_world_make();
    smacs_calibration *whole = make(&w, "new", 20, INDEXED + FRESH), *later = make(&w, "new", 20, INDEXED + FRESH);
    uint8_t asked[INDEXED + FRESH] = {0};
    CHECK_INT(smacs_calibration_choose(whole, 12, 0.0, NULL), SMACS_OK);
    for (uint32_t k = 0; k < 12; k += 2) {
        const smacs_text id = smacs_calibration_get(whole, k).question.id;
        smacs_calibration_recall(later, id, k % 4 == 0, 1);
    }
    smacs_calibration_recall(later, smacs_text_of("unheard of"), 1, 1);
    CHECK_INT(smacs_calibration_choose(later, 12, 0.0, NULL), SMACS_OK);
    for (uint32_t k = 0; k < 12; k++) {
        asked[number_at(whole, k)]++;
        asked[number_at(later, k)]++;
        CHECK_INT(smacs_calibration_get(later, k).asked, k < 6);
    }
    for (uint32_t i = 0; i < INDEXED + FRESH; i++) {
        CHECK(asked[i] != 1);
    }
    CHECK_INT(smacs_calibration_describe(later).asked, 6);
    CHECK_INT(smacs_calibration_describe(later).right, 3);
    smacs_calibration_free(whole);
    smacs_calibration_free(later);
    run_world_free(&w);
}

TEST(calibration_stops_when_it_is_precise) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", 0, INDEXED + FRESH);
    CHECK_INT(smacs_calibration_choose(c, 50, 0.06, NULL), SMACS_OK);
    uint32_t asked = 0;
    while (!smacs_calibration_describe(c).done) {
        say_number(c, asked, 2 * number_at(c, asked));
        asked++;
    }
    /* All right: (n + 2) / (n + 4) is precise enough long before 20, which are asked even so. */
    CHECK_INT(asked, SMACS_CALIBRATION_LEAST);
    CHECK_INT(smacs_calibration_describe(c).precise, 1);
    smacs_calibration_free(c);
    run_world_free(&w);
}

TEST(calibration_compares_with_an_earlier_one) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", 0, INDEXED);
    for (uint32_t i = 0; i < 10; i++) {
        char id[16];
        snprintf(id, sizeof id, "q%u", i);
        smacs_calibration_compare(c, smacs_text_of(id), i < 8);
    }
    CHECK_INT(smacs_calibration_choose(c, 50, 0.0, NULL), SMACS_OK);
    CHECK_INT(smacs_calibration_describe(c).chosen, 10);
    for (uint32_t k = 0; k < 10; k++) { /* 8 right then; now q9 alone */
        const uint32_t i = number_at(c, k);
        CHECK(i < 10);
        say_number(c, k, i == 9 ? 18 : 2 * i + 1);
    }
    const smacs_calibration_state s = smacs_calibration_describe(c);
    CHECK_INT(s.again, 10);
    CHECK_INT(s.lost, 8);
    CHECK_INT(s.won, 1);
    CHECK_NEAR(s.p, 20.0 / 512.0, 1e-14);
    smacs_calibration_free(c);
    run_world_free(&w);
}

static smacs_index *finished(const smacs_calibration *c, void **bytes) {
    smacs_index *index = NULL;
    size_t size = 0;
    CHECK_INT(smacs_calibration_finish(c, bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    return index;
}

static uint32_t find_question(const smacs_index *index, smacs_text id) {
    const uint32_t n = smacs_index_describe(index).questions;
    for (uint32_t i = 0; i < n; i++) {
        const smacs_text there = smacs_index_question(index, i).id;
        if (there.size == id.size && memcmp(there.data, id.data, id.size) == 0) {
            return i;
        }
    }
    return UINT32_MAX;
}

TEST(calibration_adds_the_column) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", INDEXED - 8, INDEXED + FRESH);
    void *bytes = NULL;
    size_t size = 0;
    uint32_t fresh = 0;
    CHECK_INT(smacs_calibration_choose(c, 16, 0.0, NULL), SMACS_OK);
    CHECK_INT(smacs_calibration_finish(c, &bytes, &size, NULL), SMACS_E_EMPTY);
    for (uint32_t k = 0; k < 15; k++) {
        say_number(c, k, k % 3 == 0 ? 1 : 2 * number_at(c, k));
        fresh += number_at(c, k) >= INDEXED;
    }
    smacs_index *index = finished(c, &bytes);
    const uint32_t model = smacs_index_find_model(index, smacs_text_of("new"));
    CHECK_INT(smacs_index_describe(index).models, RUN_MODELS + 1);
    CHECK_INT(smacs_index_describe(index).questions, INDEXED + fresh);
    CHECK_INT(smacs_index_model_mean(index, model).scored, 15);
    for (uint32_t k = 0; k < 16; k++) {
        const uint32_t row = find_question(index, smacs_calibration_get(c, k).question.id);
        CHECK(k == 15 || smacs_index_score(index, row, model) == (k % 3 == 0 ? 0.0f : 1.0f));
    }
    for (uint32_t m = 0; m < RUN_MODELS; m++) {
        CHECK_INT(smacs_index_model_mean(index, m).scored, INDEXED);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_calibration_free(c);
    run_world_free(&w);
}

/* More of a model that is there: what was asked is replaced, the rest stays. */
TEST(calibration_adds_to_a_column) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "m0", 0, INDEXED);
    void *bytes = NULL;
    CHECK_INT(smacs_calibration_choose(c, 4, 0.0, NULL), SMACS_OK);
    for (uint32_t k = 0; k < 4; k++) {
        say(c, k, "The answer is 1.");
    }
    smacs_index *index = finished(c, &bytes);
    CHECK_INT(smacs_index_describe(index).models, RUN_MODELS);
    for (uint32_t i = 0; i < INDEXED; i++) {
        bool asked = false;
        for (uint32_t k = 0; k < 4; k++) {
            asked = asked || number_at(c, k) == i;
        }
        CHECK(smacs_index_score(index, i, 0) == (asked ? 0.0f : smacs_index_score(w.index, i, 0)));
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_calibration_free(c);
    run_world_free(&w);
}

TEST(calibration_refuses_what_it_cannot_use) {
    run_world w = run_world_make(), other = run_world_make();
    smacs_calibration *c = NULL;
    smacs_error error;
    CHECK_INT(smacs_calibration_create(NULL, w.index, w.embedder, smacs_text_of(""), &c, &error), SMACS_E_ARGUMENT);
    c = make(&w, "new", 0, 0);
    const smacs_bank_record mute = {.question = {.id = smacs_text_of("a"), .text = smacs_text_of("Who?")}};
    CHECK_INT(smacs_calibration_offer(c, &mute, &error), SMACS_OK);
    CHECK_INT(smacs_calibration_describe(c).skipped, 1);
    CHECK_INT(smacs_calibration_choose(c, 10, 0.0, &error), SMACS_E_EMPTY);
    CHECK_INT(offer(c, 3, &error), SMACS_OK);
    CHECK_INT(offer(c, 3, &error), SMACS_OK); /* the second one is passed over */
    CHECK_INT(smacs_calibration_describe(c).offered, 1);
    CHECK_INT(smacs_calibration_describe(c).skipped, 2);
    CHECK_INT(smacs_calibration_choose(c, 0, 0.0, &error), SMACS_E_EMPTY);
    smacs_calibration_free(c);
    smacs_calibration_free(NULL);
    run_world_free(&w);
    run_world_free(&other);
}

/* All steps with one allocation failing: MEMORY, nothing lost, nothing leaked. */
static smacs_status all_steps(const run_world *w, const smacs_allocator *a) {
    smacs_calibration *c = NULL;
    void *bytes = NULL;
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_calibration_create(a, w->index, w->embedder, smacs_text_of("new"), &c, NULL);
    for (uint32_t i = INDEXED - 4; i < INDEXED + 4 && status == SMACS_OK; i++) {
        status = offer(c, i, NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_calibration_choose(c, 6, 0.0, NULL);
    }
    for (uint32_t k = 0; k < 6 && status == SMACS_OK; k++) {
        status = smacs_calibration_grade(c, k, smacs_text_of(k == 2 ? "It depends." : "The answer is 12."), NULL, NULL,
                                         NULL, NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_calibration_to_json(c, &json, &size);
    }
    if (status == SMACS_OK) {
        status = smacs_calibration_finish(c, &bytes, &size, NULL);
    }
    smacs_free(a, json);
    smacs_free(a, bytes);
    smacs_calibration_free(c);
    return status;
}

TEST(calibration_survives_running_out_of_memory) {
    run_world w = run_world_make();
    counting c = {.fail_at = -1};
    const smacs_allocator a = counting_allocator(&c);
    CHECK_INT(all_steps(&w, &a), SMACS_OK);
    CHECK_INT(c.alive, 0);
    const long calls = c.calls;
    for (long at = 0; at < calls; at++) {
        c = (counting){.fail_at = at};
        CHECK_INT(all_steps(&w, &a), SMACS_E_MEMORY);
        CHECK_INT(c.alive, 0);
    }
    run_world_free(&w);
}

TEST(calibration_tells_its_state_as_json) {
    run_world w = run_world_make();
    smacs_calibration *c = make(&w, "new", INDEXED, INDEXED + FRESH);
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(smacs_calibration_choose(c, 5, 0.0, NULL), SMACS_OK);
    say_number(c, 0, 2 * number_at(c, 0));
    CHECK_INT(smacs_calibration_to_json(c, &json, &size), SMACS_OK);
    CHECK_STR(json,
              "{\"model\":\"new\",\"offered\":14,\"skipped\":0,\"chosen\":5,\"asked\":1,\"right\":1,\"unanswered\":0,"
              "\"prior\":0.6,\"standard_error\":0.21908902300206645,\"done\":false,\"precise\":false,\"unreadable\":"
              "false,\"unread\":null,\"again\":0,"
              "\"lost\":0,\"won\":0,\"p\":1,\"kinds\":[{\"benchmark\":\"made\",\"category\":null,\"chosen\":5,"
              "\"asked\":1,\"right\":1}]}");
    smacs_free(NULL, json);
    smacs_calibration_free(c);
    run_world_free(&w);
}
