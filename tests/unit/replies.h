/* Two replies to one question, as tests compare them. */
#ifndef SMACS_TEST_REPLIES_H
#define SMACS_TEST_REPLIES_H

#include "base/error.h"
#include "test.h"
#include <smacs/answer.h>

/* What a reply to `question` says; the caller frees it. */
static inline smacs_answer reply_read(const char *question, const char *reply) {
    const smacs_answer_form form = smacs_answer_expect(smacs_text_of(question));
    smacs_answer answer;
    CHECK_INT(smacs_answer_extract(NULL, smacs_text_of(reply), form, &answer, NULL), SMACS_OK);
    return answer;
}

/* Whether two replies are read as one answer; *both: whether each of them is read. NULL: the latter is not wanted. */
static inline bool replies_agree(const char *question, const char *one, const char *other, bool *both) {
    smacs_answer x = reply_read(question, one), y = reply_read(question, other);
    const bool same = smacs_answer_same(&x, &y);
    if (both) {
        *both = x.kind != SMACS_ANSWER_NONE && y.kind != SMACS_ANSWER_NONE;
    }
    smacs_answer_free(NULL, &x);
    smacs_answer_free(NULL, &y);
    return same;
}

/* Two replies to a question. */
typedef struct reply_pair {
    const char *question, *x, *y;
} reply_pair;

/* Holds that each pair is read as one answer, or none is. */
static inline void check_pairs(const reply_pair *pairs, size_t count, bool same) {
    for (size_t i = 0; i < count; i++) {
        const bool agree = replies_agree(pairs[i].question, pairs[i].x, pairs[i].y, NULL);
        CHECK_INT(agree, same);
        if (agree != same) {
            printf("      \"%s\" and \"%s\"\n", pairs[i].x, pairs[i].y);
        }
    }
}

#endif
