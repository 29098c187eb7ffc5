/* Key words of a question, as tests look at them. */
#ifndef SMACS_TEST_WORDS_H
#define SMACS_TEST_WORDS_H

#include <smacs/index.h>
#include <string.h>

/* Whether the question's key words are these, each with a space behind it. */
static inline bool has_words(const smacs_index *index, uint32_t question, const char *wanted) {
    smacs_text words[SMACS_KEYWORDS_MAX];
    char found[96] = "";
    const uint32_t count = smacs_index_keywords(index, question, words);
    for (uint32_t i = 0; i < count; i++) {
        strncat(found, words[i].data, words[i].size);
        strcat(found, " ");
    }
    return strcmp(found, wanted) == 0;
}

#endif
