/* A "<think>" in the middle of a text is quoted, not thought, so marks count only at the start; there may be several
 * blocks in a row. A closing mark counts where it closes such a start, or where no opening one stands before it. Models
 * that write channels put what they say behind the mark of the final one. */
#include "answer/thoughts.h"
#include "base/text.h"
#include <string.h>

static const char *const marks[][2] = {{"<think>", "</think>"},
                                       {"<thinking>", "</thinking>"},
                                       {"<reasoning>", "</reasoning>"},
                                       {"<thought>", "</thought>"}};
enum { MARKS = sizeof marks / sizeof *marks };
static const char channel[] = "<|channel|>", final[] = "<|channel|>final<|message|>",
                  analysis[] = "<|channel|>analysis<|message|>";

/* The end of the thoughts that begin `text`, in *inner what they say; 0: it begins with none. Thoughts that never end
 * reach to the end of the text. */
static size_t block(smacs_text text, smacs_text *inner) {
    for (size_t i = 0; i < MARKS; i++) {
        if (smacs_text_begins(text, marks[i][0])) {
            *inner = smacs_text_after(text, strlen(marks[i][0]));
            const size_t end = smacs_text_find(*inner, marks[i][1]);
            const bool ends = end < inner->size;
            *inner = smacs_text_before(*inner, end);
            return strlen(marks[i][0]) + end + (ends ? strlen(marks[i][1]) : 0);
        }
    }
    return 0;
}

/* The same up to a lone closing mark, whose opening one was part of the prompt. */
static size_t lone_block(smacs_text text, smacs_text *inner) {
    for (size_t i = 0; i < MARKS; i++) {
        const size_t end = smacs_text_find(text, marks[i][1]);
        const smacs_text before = smacs_text_before(text, end);
        if (end < text.size && smacs_text_find(before, marks[i][0]) == end) {
            *inner = before;
            return end + strlen(marks[i][1]);
        }
    }
    return 0;
}

/* The same for channels: all up to the last final one, without the first mark. */
static size_t channels(smacs_text text, smacs_text *inner) {
    size_t end = 0;
    if (!smacs_text_begins(text, channel)) {
        return 0;
    }
    for (size_t at = smacs_text_find(text, final); at < text.size;
         at = end + smacs_text_find(smacs_text_after(text, end), final)) {
        *inner = smacs_text_before(text, at);
        end = at + sizeof final - 1;
    }
    if (end == 0 && smacs_text_begins(text, analysis)) { /* the final one never came */
        *inner = text;
        end = text.size;
    }
    if (end > 0 && smacs_text_begins(*inner, analysis)) {
        *inner = smacs_text_after(*inner, sizeof analysis - 1);
    }
    return end;
}

/* The end of all thoughts in front of what `text` says, and in *thoughts what they say. */
static size_t thoughts_end(smacs_text text, smacs_text *thoughts) {
    smacs_text inner = {NULL, 0};
    size_t end = channels(text, &inner);
    *thoughts = inner;
    if (end > 0) {
        return end;
    }
    for (size_t size = 1; size > 0;) {
        const smacs_text rest = smacs_text_after(text, end), start = smacs_text_trimmed(rest);
        size = block(start, &inner);
        size = size == 0 && end == 0 ? lone_block(start, &inner) : size;
        if (size > 0) {
            end = (size_t)(start.data - text.data) + size;
            thoughts->size = thoughts->data ? (size_t)(inner.data + inner.size - thoughts->data) : inner.size;
            thoughts->data = thoughts->data ? thoughts->data : inner.data;
        }
    }
    return end;
}

smacs_text smacs_text_thoughts(smacs_text response) {
    smacs_text thoughts;
    return thoughts_end(smacs_text_trimmed(response), &thoughts) > 0 ? thoughts : (smacs_text){NULL, 0};
}

smacs_text smacs_text_visible(smacs_text response) {
    const smacs_text text = smacs_text_trimmed(response);
    smacs_text thoughts;
    return smacs_text_trimmed(smacs_text_after(text, thoughts_end(text, &thoughts)));
}
