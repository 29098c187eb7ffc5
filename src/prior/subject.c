/* What a question of a conversation is about.
 *
 * "And in Python?" says little by itself, and its few words may lie near anything. So a short question is routed together
 * with those before it: the newest, and the last one that says by itself what it is about. README.md has the
 * measurements. */
#include "prior/stages.h"

#include "base/text.h"

/* Features of about 17 words: so many say what a question is about. */
enum { PIECES_STAND = 20, NGRAMS_STAND = 120 };
/* Questions behind the one that stands by itself that count too; and how many count where none does. */
enum { NEWEST = 2, WITHOUT = 6 };

static bool stands(const smacs_embedder *embedder, smacs_text question) {
    const bool pieces = smacs_embedder_describe(embedder).tokenizer == SMACS_TOKENIZER_PIECES;
    return smacs_embed_features(embedder, question) >= (pieces ? PIECES_STAND : NGRAMS_STAND);
}

uint32_t smacs_subject(const smacs_allocator *a, const smacs_embedder *embedder, smacs_text question,
                       const smacs_route_options *options, smacs_bytes *out) {
    smacs_bytes_append(a, out, question.data, question.size);
    if (options->mode != SMACS_MODE_ROBUST || options->earlier_count == 0 || stands(embedder, question)) {
        return 0;
    }
    const uint32_t count = options->earlier_count;
    uint32_t back = 1, used = 0; /* 1: the newest */
    while (back <= count && back <= SMACS_EARLIER_MAX && !stands(embedder, options->earlier[count - back])) {
        back++;
    }
    const bool found = back <= count && back <= SMACS_EARLIER_MAX;
    for (uint32_t i = 1; i <= count && i <= back; i++) {
        if (i <= (found ? NEWEST : WITHOUT) || (found && i == back)) {
            const smacs_text before = options->earlier[count - i];
            smacs_bytes_append(a, out, "\n", 1);
            smacs_bytes_append(a, out, before.data, before.size);
            used++;
        }
    }
    return used;
}
