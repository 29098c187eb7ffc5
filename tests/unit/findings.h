/* What is found to run in a question, as tests expect it. The questions are ours. */
#ifndef SMACS_TEST_FINDINGS_H
#define SMACS_TEST_FINDINGS_H

#include "base/error.h"
#include "base/text.h"
#include "test.h"
#include <smacs/checks.h>

/* A program to complete, up to where its examples begin. */
#define STUB "def area(w, h):\n    \"\"\"The area.\n    "

enum { FINDING_INPUTS = 4 };

typedef struct finding {
    const char *question;
    const char *kind; /* NULL: nothing is found */
    const char *language;
    const char *function; /* NULL: none is named */
    const char *calls[FINDING_INPUTS];
    const char *expects[FINDING_INPUTS]; /* NULL: not known */
} finding;

/* Whether a text was found and is `expected`; NULL: whether none was found. */
static inline bool is_found(smacs_text text, const char *expected) {
    return expected ? text.data && smacs_text_is(text, expected) : text.data == NULL;
}

/* Holds what is found against what is expected. */
static inline void check_finding(const finding *f) {
    smacs_check *check = NULL;
    CHECK_INT(smacs_check_find(NULL, smacs_text_of(f->question), &check, NULL), SMACS_OK);
    if (!check || !f->kind) {
        if ((check != NULL) != (f->kind != NULL)) {
            test_failed(__FILE__, __LINE__, f->question);
        }
        smacs_check_free(check);
        return;
    }
    CHECK_STR(smacs_check_kind_name(check->kind), f->kind);
    CHECK_STR(smacs_check_language_name(check->language), f->language);
    bool same = is_found(check->function, f->function);
    uint32_t count = 0;
    while (count < FINDING_INPUTS && f->calls[count]) {
        same = same && count < check->input_count && is_found(check->inputs[count].call, f->calls[count]) &&
               is_found(check->inputs[count].expects, f->expects[count]);
        count++;
    }
    if (!same || check->input_count != count) {
        test_failed(__FILE__, __LINE__, f->question);
        for (uint32_t i = 0; i < check->input_count; i++) {
            const smacs_check_input *input = &check->inputs[i];
            printf("      %.*s -> %.*s\n", (int)input->call.size, input->call.data, (int)input->expects.size,
                   input->expects.data ? input->expects.data : "");
        }
    }
    smacs_check_free(check);
}

/* Holds for each of an array. */
#define CHECK_FINDINGS(findings)                                                                                       \
    for (size_t i = 0; i < sizeof(findings) / sizeof *(findings); i++) {                                               \
        check_finding(&(findings)[i]);                                                                                 \
    }

#endif
