/* Any bytes as a response, under each form of question; the first byte chooses it, or that the question is in front, up
 * to a NUL. Whatever comes out is found inside the response, and its key is its own key where no form is known. */
#include "fuzz.h"

static void check_found(smacs_text response, const smacs_answer *answer) {
    const int none = answer->kind == SMACS_ANSWER_NONE;
    const int inside = answer->found.data >= response.data && answer->found.size <= response.size &&
                       answer->found.data + answer->found.size <= response.data + response.size;
    FUZZ_CHECK(none ? answer->key.data == NULL : answer->key.size > 0 && inside);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const smacs_answer_form forms[] = {{0}, {.options = 5}, {.literal = 1}};
    if (size == 0) {
        return 0;
    }
    smacs_text response = {(const char *)data + 1, size - 1};
    smacs_answer_form form = forms[data[0] % 3];
    const char *end = size > 1 ? memchr(response.data, 0, response.size) : NULL;
    if (data[0] % 4 == 3 && end) {
        const size_t question = (size_t)(end - response.data);
        form = smacs_answer_expect((smacs_text){response.data, question});
        response = (smacs_text){end + 1, response.size - question - 1};
    }
    smacs_answer answer, again;
    if (smacs_answer_extract(NULL, response, form, &answer, NULL) == SMACS_OK) {
        check_found(response, &answer);
        if (answer.kind == SMACS_ANSWER_NUMBER || answer.kind == SMACS_ANSWER_CHOICE) {
            smacs_answer_of(NULL, answer.key, form, &again, NULL);
            FUZZ_CHECK(again.key.size == answer.key.size &&
                       memcmp(again.key.data, answer.key.data, again.key.size) == 0);
            smacs_answer_free(NULL, &again);
        }
        smacs_answer_free(NULL, &answer);
    }
    smacs_answer_expect(response);
    return 0;
}
