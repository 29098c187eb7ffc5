/* When two answers are the same, and which answers are one camp. */
#include "answer/mark.h"
#include "answer/units.h"
#include "base/error.h"
#include "base/text.h"
#include <smacs/answer.h>
#include <string.h>

static bool is_answer(const smacs_answer *answer) { return answer && answer->kind != SMACS_ANSWER_NONE; }

static bool has_same_key(const smacs_answer *x, const smacs_answer *y) {
    return is_answer(x) && is_answer(y) && smacs_text_equal(x->key, y->key);
}

/* Two answers that are counted in one unit, where their own differ: "2.5 h" and "150 min". */
typedef struct in_one_unit {
    smacs_standard x, y;
} in_one_unit;

static bool count_in_one_unit(const smacs_answer *x, const smacs_answer *y, in_one_unit *out) {
    const bool numbers = is_answer(x) && is_answer(y) && x->kind == SMACS_ANSWER_NUMBER && y->kind == x->kind;
    return numbers && smacs_standard_of(x->key, x->mark, &out->x) && smacs_standard_of(y->key, y->mark, &out->y) &&
           strcmp(out->x.key, out->y.key) == 0;
}

/* The part of a list up to the comma at or behind `at`, where *at moves behind it. */
static smacs_text next_part(smacs_text list, size_t *at) {
    const smacs_text rest = smacs_text_after(list, *at), part = smacs_text_before(rest, smacs_text_find(rest, ","));
    *at += part.size + 1;
    return part;
}

/* How often a list of numbers without brackets has `part`. */
static unsigned count_parts(smacs_text list, smacs_text part) {
    unsigned count = 0;
    for (size_t at = 0; at < list.size;) {
        count += smacs_text_equal(next_part(list, &at), part);
    }
    return count;
}

enum { ROOTS_MAX = 64 /* bytes of a list of which the order is tried */ };

/* Whether both are solutions of one variable, "x = 2 or x = 3", and the same in another order. */
static bool are_same_roots(const smacs_answer *x, const smacs_answer *y) {
    static const char roots[] = "name:roots";
    if (!is_answer(x) || !is_answer(y) || x->key.size != y->key.size || x->key.size > ROOTS_MAX ||
        !smacs_text_equal(x->mark, y->mark) || !smacs_text_is(x->mark, roots) ||
        smacs_text_find(x->key, "(") < x->key.size || smacs_text_find(x->key, "[") < x->key.size ||
        smacs_text_find(x->key, "{") < x->key.size) {
        return false;
    }
    for (size_t at = 0; at < x->key.size;) {
        const smacs_text part = next_part(x->key, &at);
        if (count_parts(x->key, part) != count_parts(y->key, part)) {
            return false;
        }
    }
    return true;
}

/* Whether both name persons, and `x` does so by the last words of what `y` says: "Einstein", "Albert Einstein". */
static bool is_surname_of(const smacs_answer *x, const smacs_answer *y) {
    static const char person[] = "name:person";
    if (!is_answer(x) || !is_answer(y) || x->kind != SMACS_ANSWER_TEXT || y->kind != x->kind ||
        x->key.size >= y->key.size || smacs_text_find(x->mark, person) == x->mark.size ||
        smacs_text_find(y->mark, person) == y->mark.size) {
        return false;
    }
    const size_t given = y->key.size - x->key.size;
    return y->key.data[given - 1] == ' ' && smacs_text_equal(smacs_text_after(y->key, given), x->key);
}

bool smacs_answer_same(const smacs_answer *x, const smacs_answer *y) {
    in_one_unit in;
    return (has_same_key(x, y) && smacs_marks_agree(x->mark, y->mark)) ||
           (count_in_one_unit(x, y, &in) && smacs_marks_agree(smacs_text_of(in.x.mark), smacs_text_of(in.y.mark))) ||
           are_same_roots(x, y) ||
           ((is_surname_of(x, y) || is_surname_of(y, x)) && smacs_marks_agree(x->mark, y->mark));
}

static bool is_equal(const smacs_answer *x, const smacs_answer *y) {
    in_one_unit in;
    return (has_same_key(x, y) && smacs_text_equal(x->mark, y->mark)) ||
           (count_in_one_unit(x, y, &in) && strcmp(in.x.mark, in.y.mark) == 0) || are_same_roots(x, y);
}

static bool says_more(smacs_text mark, smacs_text than) {
    return !smacs_text_equal(mark, than) && smacs_mark_contains(mark, than);
}

/* Whether `fuller` says all that `x` does, and more. */
static bool is_fuller(const smacs_answer *fuller, const smacs_answer *x) {
    in_one_unit in;
    return (has_same_key(fuller, x) && says_more(fuller->mark, x->mark)) ||
           (count_in_one_unit(fuller, x, &in) && says_more(smacs_text_of(in.x.mark), smacs_text_of(in.y.mark))) ||
           (is_surname_of(x, fuller) && smacs_mark_contains(fuller->mark, x->mark));
}

/* Bits of a group while it is worked out; the rest is the number of the answer that the group is named after. */
#define PENDING 0x80000000U
#define JOINS 0x40000000U
#define NUMBER 0x3fffffffU

/* The first answer that is equal to answer `i`, marks and all. */
static uint32_t first_equal(const smacs_answer *const answers[], uint32_t i) {
    for (uint32_t k = 0; k < i; k++) {
        if (is_equal(answers[k], answers[i])) {
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
