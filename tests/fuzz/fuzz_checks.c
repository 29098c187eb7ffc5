/* Any bytes as a question and as an answer: what is found can be freed, and whatever is cut out is a text. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *cut = size > 0 ? memchr(data, 0, size) : NULL;
    const smacs_text question = {(const char *)data, cut ? (size_t)(cut - data) : size};
    const smacs_text answer = {(const char *)data + (cut ? question.size + 1 : 0),
                               cut ? size - question.size - 1 : size};
    smacs_check *check = NULL;
    char *code = NULL;
    size_t length = 0;
    (void)smacs_check_same(question, answer, 0.0);
    if (smacs_check_find(NULL, question, &check, NULL) == SMACS_OK && check) {
        FUZZ_CHECK(smacs_check_derive(check, &answer, 1, NULL) == SMACS_OK);
        FUZZ_CHECK(smacs_check_program(check, answer, &code, &length, NULL) == SMACS_OK);
        FUZZ_CHECK(!code || strlen(code) <= length);
        smacs_free(NULL, code);
    }
    smacs_check_free(check);
    return 0;
}
