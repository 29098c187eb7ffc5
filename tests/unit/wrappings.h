/* Several values in the same words. */
#ifndef SMACS_TEST_WRAPPINGS_H
#define SMACS_TEST_WRAPPINGS_H

#include "replies.h"

enum { VALUES = 4, REPLY_SIZE = 200 };

/* A question and what may answer it. */
typedef struct asked {
    const char *question, *values[VALUES];
} asked;

/* Writes `value` in the place of "{}" of `wrapping`. */
static inline smacs_text wrapped(char out[REPLY_SIZE], const char *wrapping, const char *value) {
    const char *at = strstr(wrapping, "{}");
    const int size = snprintf(out, REPLY_SIZE, "%.*s%s%s", (int)(at - wrapping), wrapping, value, at + 2);
    return (smacs_text){out, (size_t)size};
}

/* Holds that no two values are the same answer in the wrapping and, if `alike`, that each is read in it as it is alone. */
static inline void hold_in(const asked *q, const char *wrapping, bool alike) {
    const smacs_answer_form form = smacs_answer_expect(smacs_text_of(q->question));
    smacs_answer read[VALUES];
    size_t count = 0;
    for (; count < VALUES && q->values[count]; count++) {
        char reply[REPLY_SIZE];
        smacs_answer value;
        CHECK_INT(smacs_answer_of(NULL, smacs_text_of(q->values[count]), form, &value, NULL), SMACS_OK);
        CHECK_INT(smacs_answer_extract(NULL, wrapped(reply, wrapping, q->values[count]), form, &read[count], NULL),
                  SMACS_OK);
        if (alike && !smacs_answer_same(&value, &read[count])) {
            printf("      %s\n", reply);
            test_failed(__FILE__, __LINE__, "is read as something else");
        }
        for (size_t other = 0; other < count; other++) {
            const bool same = smacs_answer_same(&read[count], &read[other]);
            CHECK(!same);
            if (same) {
                printf("      %s\n", reply);
            }
        }
        smacs_answer_free(NULL, &value);
    }
    for (size_t i = 0; i < count; i++) {
        smacs_answer_free(NULL, &read[i]);
    }
}

/* The same in each of `count` wrappings, or up to NULL. */
static inline void hold_in_all(const asked *q, const char *const *wrappings, size_t count, bool alike) {
    for (size_t i = 0; i < count && wrappings[i]; i++) {
        hold_in(q, wrappings[i], alike);
    }
}

#endif
