/* A "<think>" in the middle of a text is quoted, not thought, so marks count only at the start; there may be several
 * blocks in a row. A closing mark counts where it closes such a start, or where it begins or ends a line and no opening
 * one stands before it. Models that write channels put what they say behind the mark of the final one. */
#include "answer/thoughts.h"
#include "base/text.h"
#include <string.h>

static const char marks[][2][13] = {{"<think>", "</think>"},
                                    {"<thinking>", "</thinking>"},
                                    {"<reasoning>", "</reasoning>"},
                                    {"<thought>", "</thought>"}};
enum { MARKS = sizeof marks / sizeof *marks };
static const char channel[] = "<|channel|>", final[] = "<|channel|>final<|message|>",
                  analysis[] = "<|channel|>analysis<|message|>";

/* The end of the thoughts that begin `text`; 0: it begins with none. Thoughts that never end reach to the end of the
 * text. */
static size_t block(smacs_text text) {
    for (size_t i = 0; i < MARKS; i++) {
        if (smacs_text_begins(text, marks[i][0])) {
            const size_t end = smacs_text_find(text, marks[i][1]);
            return end < text.size ? end + strlen(marks[i][1]) : end;
        }
    }
    return 0;
}

/* The same up to a lone closing mark, whose opening one was part of the prompt. */
static size_t lone_block(smacs_text text) {
    for (size_t i = 0; i < MARKS; i++) {
        const size_t at = smacs_text_find(text, marks[i][1]), end = at + strlen(marks[i][1]);
        const bool first = at > 0 && at < text.size && text.data[at - 1] == '\n';
        const bool last = end == text.size || (end < text.size && text.data[end] == '\n');
        if ((first || last) && smacs_text_find(smacs_text_before(text, at), marks[i][0]) == at) {
            return end;
        }
    }
    return 0;
}

/* The same for channels: all up to the last final one. */
static size_t channels(smacs_text text) {
    size_t end = 0;
    if (!smacs_text_begins(text, channel)) {
        return 0;
    }
    for (size_t at = smacs_text_find(text, final); at < text.size;
         at = end + smacs_text_find(smacs_text_after(text, end), final)) {
        end = at + sizeof final - 1;
    }
    return end == 0 && smacs_text_begins(text, analysis) ? text.size : end;
}

smacs_text smacs_text_visible(smacs_text response) {
    smacs_text text = smacs_text_trimmed(response);
    size_t size = channels(text);
    size = size > 0 ? size : block(text);
    for (size = size > 0 ? size : lone_block(text); size > 0; size = block(text)) {
        text = smacs_text_trimmed(smacs_text_after(text, size));
    }
    return text;
}
