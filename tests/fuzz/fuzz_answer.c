/* Any bytes as a response, under each form of question; the first byte chooses it, or that the question is in front, up
 * to a NUL. Whatever comes out is found inside the response, and its key is its own key where no form is known. What
 * follows a record separator (0x1E) is another response, whose answer is the same as this one or not, both ways. */
#include "base/text.h"
#include "fuzz.h"

static void check_found(smacs_text response, const smacs_answer *answer) {
    const int none = answer->kind == SMACS_ANSWER_NONE;
    const int inside = answer->found.data >= response.data && answer->found.size <= response.size &&
                       answer->found.data + answer->found.size <= response.data + response.size;
    FUZZ_CHECK(none ? answer->key.data == NULL : answer->key.size > 0 && inside);
}

/* Compares the answers of two responses, and counts their camps. */
static void compare(smacs_text first, smacs_text second, smacs_answer_form form) {
    smacs_answer x = {0}, y = {0};
    if (smacs_answer_extract(NULL, first, form, &x, NULL) == SMACS_OK &&
        smacs_answer_extract(NULL, second, form, &y, NULL) == SMACS_OK) {
        const smacs_answer *both[] = {&x, &y};
        uint32_t camps[2];
        const bool same = smacs_answer_same(&x, &y);
        FUZZ_CHECK(same == smacs_answer_same(&y, &x));
        FUZZ_CHECK(smacs_answer_same(&x, &x) == (x.kind != SMACS_ANSWER_NONE));
        smacs_answer_group(both, 2, camps);
        /* Answers that agree are still two camps where each says something that the other does not. */
        const bool together = camps[0] == camps[1] && camps[0] != SMACS_NO_ANSWER;
        const bool equal = smacs_text_equal(x.key, y.key) && smacs_text_equal(x.mark, y.mark);
        FUZZ_CHECK(!together || same);
        FUZZ_CHECK(together == same || !equal);
    }
    smacs_answer_free(NULL, &x);
    smacs_answer_free(NULL, &y);
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
    const char *other = response.size > 0 ? memchr(response.data, 0x1E, response.size) : NULL;
    if (other) {
        const size_t first = (size_t)(other - response.data);
        compare((smacs_text){response.data, first}, (smacs_text){other + 1, response.size - first - 1}, form);
    }
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
