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

/* Holds that each value is read in the wrapping as it is alone, and that no two are the same answer. */
static inline void read_in(const asked *q, const char *wrapping) {
    const smacs_answer_form form = smacs_answer_expect(smacs_text_of(q->question));
    smacs_answer read[VALUES];
    size_t count = 0;
    for (; count < VALUES && q->values[count]; count++) {
        char reply[REPLY_SIZE];
        smacs_answer value;
        CHECK_INT(smacs_answer_of(NULL, smacs_text_of(q->values[count]), form, &value, NULL), SMACS_OK);
        CHECK_INT(smacs_answer_extract(NULL, wrapped(reply, wrapping, q->values[count]), form, &read[count], NULL),
                  SMACS_OK);
        if (!smacs_answer_same(&value, &read[count])) {
            printf("      %s\n", reply);
            test_failed(__FILE__, __LINE__, "is read as something else");
        }
        for (size_t other = 0; other < count; other++) {
            CHECK(!smacs_answer_same(&read[count], &read[other]));
        }
        smacs_answer_free(NULL, &value);
    }
    for (size_t i = 0; i < count; i++) {
        smacs_answer_free(NULL, &read[i]);
    }
}

/* The same in each of `count` wrappings, or up to NULL. */
static inline void read_in_all(const asked *q, const char *const *wrappings, size_t count) {
    for (size_t i = 0; i < count && wrappings[i]; i++) {
        read_in(q, wrappings[i]);
    }
}

#endif
