/* Regular expressions and the like are compared to the letter. No sign of a pattern may be dropped: "^a$" is not "^a",
 * "*.txt" not ".txt". */
#include "answer/pattern.h"
#include "answer/proper.h"
#include "answer/scan.h"
#include "answer/words.h"

smacs_text smacs_answer_pattern(smacs_text text, smacs_text question) {
    static const char fronts[][4] = {"^", "*.", "**/", ".*", "[^"};
    const bool asked = smacs_asks_for(question, SMACS_WORDS_PATTERN);
    text = smacs_text_trimmed(text);
    for (bool inner = true; inner && text.size > 2;) {
        const char first = text.data[0];
        const bool bold = text.size > 4 && smacs_text_begins(text, "**") && !smacs_is_of(text.data[2], "*./") &&
                          smacs_text_is(smacs_text_after(text, text.size - 2), "**");
        inner = bold || (smacs_is_of(first, "`\"'/") && text.data[text.size - 1] == first);
        const size_t size = bold ? 2 : inner ? 1 : 0;
        text = smacs_text_after(smacs_text_before(text, text.size - size), size);
    }
    bool looks = false;
    for (size_t i = 0; i < text.size && asked && !looks; i++) { /* "Yes." and "3.5" are none */
        const char next = smacs_char_at(text, i + 1);
        looks = smacs_is_of(text.data[i], "^$*+?[](){}|\\") || (text.data[i] == '.' && next && !smacs_is_digit(next));
    }
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts && !looks; i++) {
        looks = smacs_text_begins(text, fronts[i]) && text.size > 2;
    }
    for (size_t i = 0; i < text.size && looks; i++) {
        looks = !smacs_is_blank(text.data[i]);
    }
    return looks ? text : (smacs_text){NULL, 0};
}
