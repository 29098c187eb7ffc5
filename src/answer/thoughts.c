/* A "<think>" in the middle of a text is quoted, not thought, so it counts only at the start. "</think>" counts where
 * it closes such a start, or where no "<think>" stands before it. */
#include "answer/thoughts.h"
#include "base/text.h"

static const char open[] = "<think>", close[] = "</think>";

smacs_text smacs_text_thoughts(smacs_text response) {
    const smacs_text text = smacs_text_trimmed(response);
    const bool thinks = smacs_text_begins(text, open);
    const smacs_text inner = smacs_text_after(text, thinks ? sizeof open - 1 : 0);
    const size_t end = smacs_text_find(inner, close);
    const bool ends = end < inner.size && smacs_text_find(smacs_text_before(inner, end), open) == end;
    return thinks || ends ? smacs_text_before(inner, end) : (smacs_text){NULL, 0};
}

smacs_text smacs_text_visible(smacs_text response) {
    const smacs_text text = smacs_text_trimmed(response), thoughts = smacs_text_thoughts(response);
    if (!thoughts.data) {
        return text;
    }
    const smacs_text rest = smacs_text_after(text, (size_t)(thoughts.data - text.data) + thoughts.size);
    return smacs_text_trimmed(smacs_text_after(rest, rest.size > 0 ? sizeof close - 1 : 0));
}
