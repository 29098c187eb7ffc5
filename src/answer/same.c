/* When two answers are the same, and which answers are one camp. */
#include "answer/mark.h"
#include "base/text.h"
#include <smacs/answer.h>

static bool is_answer(const smacs_answer *answer) { return answer && answer->kind != SMACS_ANSWER_NONE; }

static bool has_same_key(const smacs_answer *x, const smacs_answer *y) {
    return is_answer(x) && is_answer(y) && smacs_text_equal(x->key, y->key);
}

bool smacs_answer_same(const smacs_answer *x, const smacs_answer *y) {
    return has_same_key(x, y) && smacs_marks_agree(x->mark, y->mark);
}

/* Whether `fuller` says all that `x` does, and more. */
static bool is_fuller(const smacs_answer *fuller, const smacs_answer *x) {
    return has_same_key(fuller, x) && !smacs_text_equal(fuller->mark, x->mark) &&
           smacs_mark_contains(fuller->mark, x->mark);
}

/* Bits of a group while it is worked out; the rest is the number of the answer that the group is named after. */
#define PENDING 0x80000000U
#define JOINS 0x40000000U
#define NUMBER 0x3fffffffU

/* The first answer that is equal to answer `i`, marks and all. */
static uint32_t first_equal(const smacs_answer *const answers[], uint32_t i) {
    for (uint32_t k = 0; k < i; k++) {
        if (has_same_key(answers[k], answers[i]) && smacs_text_equal(answers[k]->mark, answers[i]->mark)) {
            return k;
        }
    }
    return i;
}

/* Names the groups of the fullest answers after their first, and marks the others as joining. */
static void name_fullest(const smacs_answer *const answers[], uint32_t count, uint32_t *groups) {
    for (uint32_t i = 0; i < count; i++) {
        bool fullest = true;
        for (uint32_t k = 0; k < count && fullest && is_answer(answers[i]); k++) {
            fullest = !is_fuller(answers[k], answers[i]);
        }
        groups[i] =
            !is_answer(answers[i]) ? SMACS_NO_ANSWER : PENDING | first_equal(answers, i) | (fullest ? 0 : JOINS);
    }
}

/* The group of an answer that is not the fullest: the one group of fuller answers, or one of its own. */
static uint32_t joined(const smacs_answer *const answers[], uint32_t count, const uint32_t *groups, uint32_t i) {
    uint32_t found = SMACS_NO_ANSWER;
    for (uint32_t k = 0; k < count; k++) {
        if (is_answer(answers[k]) && !(groups[k] & JOINS) && is_fuller(answers[k], answers[i])) {
            if (found != SMACS_NO_ANSWER && found != groups[k]) {
                return groups[i];
            }
            found = groups[k];
        }
    }
    return found | JOINS;
}

void smacs_answer_group(const smacs_answer *const answers[], uint32_t count, uint32_t *groups) {
    if (!answers || !groups) {
        return;
    }
    name_fullest(answers, count, groups);
    for (uint32_t i = 0; i < count; i++) {
        if (is_answer(answers[i]) && (groups[i] & JOINS)) {
            groups[i] = joined(answers, count, groups, i);
        }
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_answer(answers[i]) || !(groups[i] & PENDING)) {
            continue;
        }
        const uint32_t name = groups[i] & NUMBER;
        for (uint32_t k = i; k < count; k++) {
            groups[k] =
                is_answer(answers[k]) && (groups[k] & PENDING) && (groups[k] & NUMBER) == name ? next : groups[k];
        }
        next++;
    }
}
