/* When two answers are the same, and how they are counted. */
#include "base/error.h"
#include "test.h"
#include <smacs/smacs.h>

/* An answer written as "key|mark"; NULL: none. */
static smacs_answer answer_of(const char *text) {
    const char *bar = text ? strchr(text, '|') : NULL;
    if (!text) {
        return (smacs_answer){.kind = SMACS_ANSWER_NONE};
    }
    const size_t size = bar ? (size_t)(bar - text) : strlen(text);
    return (smacs_answer){
        .kind = SMACS_ANSWER_NUMBER, .key = {text, size}, .mark = smacs_text_of(bar ? bar + 1 : NULL)};
}

TEST(marks_contradict_only_where_both_have_one) {
    static const struct {
        const char *x, *y;
        bool same;
    } cases[] = {
        {"12", "12", true},
        {"12", "13", false},
        {"12", "12|unit:percent", true},
        {"12|unit:percent", "12|unit:usd", false},
        {"12|unit:percent way:down", "12|unit:percent", true},
        {"12|unit:percent way:down", "12|unit:percent way:up", false},
        {"12|unit:percent", "12|way:up", true},
        {"12|way:up", "12|unit:percent way:down", false},
        {"30|unit:deg", "30|unit:c+deg", true},
        {"30|unit:deg+f", "30|unit:c+deg", false},
        {"5|unit:apple+red", "5|unit:apple", true},
        {"5|unit:apple+red", "5|unit:app", false},
        {NULL, NULL, false},
        {"12", NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const smacs_answer x = answer_of(cases[i].x), y = answer_of(cases[i].y);
        CHECK_INT(smacs_answer_same(&x, &y), cases[i].same);
        CHECK_INT(smacs_answer_same(&y, &x), cases[i].same);
    }
    CHECK(!smacs_answer_same(NULL, NULL));
}

enum { ANSWERS_MAX = 6 };

typedef struct grouping {
    const char *answers[ANSWERS_MAX];
    uint32_t count, groups[ANSWERS_MAX];
} grouping;

static void check_grouping(const grouping *expected) {
    smacs_answer answers[ANSWERS_MAX];
    const smacs_answer *places[ANSWERS_MAX];
    uint32_t groups[ANSWERS_MAX], turned[ANSWERS_MAX];
    for (uint32_t i = 0; i < expected->count; i++) {
        answers[i] = answer_of(expected->answers[i]);
        places[i] = &answers[i];
    }
    smacs_answer_group(places, expected->count, groups);
    CHECK_MEM(groups, expected->groups, expected->count * sizeof *groups);
    for (uint32_t i = 0; i < expected->count; i++) {
        places[i] = &answers[expected->count - 1 - i];
    }
    smacs_answer_group(places, expected->count, turned);
    for (uint32_t i = 0; i < expected->count; i++) {
        for (uint32_t k = 0; k < expected->count; k++) { /* the order changes numbers, not camps */
            const uint32_t x = turned[expected->count - 1 - i], y = turned[expected->count - 1 - k];
            CHECK_INT(x == y, groups[i] == groups[k]);
        }
    }
}

TEST(an_answer_with_fewer_marks_joins_the_one_camp_it_fits) {
    static const grouping cases[] = {
        {{"7", "8", "7"}, 3, {0, 1, 0}},
        {{"7", NULL, "7"}, 3, {0, SMACS_NO_ANSWER, 0}},
        {{NULL, "8"}, 2, {SMACS_NO_ANSWER, 0}},
        {{"12", "12|unit:percent", "12"}, 3, {0, 0, 0}},
        {{"12|unit:percent", "12", "12|unit:kg"}, 3, {0, 1, 2}},
        {{"12", "12|unit:percent", "12|unit:percent way:up"}, 3, {0, 0, 0}},
        {{"12|unit:percent", "12|unit:percent way:down", "12|unit:percent way:up", "12"}, 4, {0, 1, 2, 3}},
        {{"12|unit:percent", "12|way:up"}, 2, {0, 1}},
        {{"5|unit:apple", "5|unit:apple+red", "5|unit:apple+green", "5|unit:apple+red"}, 4, {0, 1, 2, 1}},
        {{"5|unit:kg", "5", "6", "6|unit:kg", "5"}, 5, {0, 0, 1, 1, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_grouping(&cases[i]);
    }
    uint32_t group = 7;
    const smacs_answer *const none = NULL;
    smacs_answer_group(&none, 1, &group);
    CHECK_INT(group, SMACS_NO_ANSWER);
    smacs_answer_group(NULL, 1, &group);
    smacs_answer_group(&none, 1, NULL);
}
