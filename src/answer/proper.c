/* Names of persons and things, as keys spell them. */
#include "answer/proper.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/utf8.h"

bool smacs_asks_for(smacs_text question, smacs_words list) {
    size_t size = 0;
    return question.size > 0 && smacs_words_last(question, list, &size) < question.size;
}

/* Whether a word ends no name: "VIII" and "Jr" are no surnames. */
static bool is_numeral(smacs_text word) {
    return smacs_skip(word, "IVX").size == 0 || smacs_text_begins(word, "Jr") || smacs_text_begins(word, "Sr");
}

bool smacs_is_person(smacs_text text) {
    unsigned words = 0;
    smacs_text last = {NULL, 0};
    bool capital = false;
    for (smacs_text rest = text; rest.size > 0; words++) {
        const size_t end = smacs_text_find(rest, " ");
        const smacs_text word = smacs_text_before(rest, end);
        size_t at = 0;
        const uint32_t c = word.size > 0 ? smacs_utf8_next(word.data, word.size, &at) : 0;
        capital = smacs_fold(c) != c;
        const bool joint = smacs_words_is(word, SMACS_WORDS_WITHIN) && !smacs_words_is_just(word, SMACS_WORDS_SMALL, 0);
        const smacs_text bare = smacs_text_before(word, smacs_text_find(word, "."));
        if (!(capital || joint) || memchr(word.data, ',', word.size) || memchr(word.data, '(', word.size) ||
            (words == 0 && end < rest.size && smacs_words_is(bare, SMACS_WORDS_NO_FIRST))) {
            return false;
        }
        last = word;
        rest = smacs_text_after(rest, end + 1);
    }
    return capital && words <= 5 && last.size > 2 && !is_numeral(last);
}

bool smacs_asks_person(smacs_text question) {
    return smacs_words_behind(question, SMACS_WORDS_PERSON) > 0 &&
           !(smacs_asks_for(question, SMACS_WORDS_CONTEST) && !smacs_asks_for(question, SMACS_WORDS_HONOUR));
}

void smacs_answer_shorten(const smacs_allocator *a, smacs_text question, smacs_bytes *key) {
    const smacs_text name = {key->data, key->size};
    smacs_text alias;
    const size_t mount = smacs_words_begin(name, SMACS_WORDS_MOUNT);
    if (name.size > 0 && smacs_words_name(name, SMACS_WORDS_ALIAS, &alias) == name.size) {
        key->size = 0;
        smacs_bytes_append(a, key, alias.data, alias.size);
    } else if (mount > 0 && mount < name.size && smacs_asks_for(question, SMACS_WORDS_MOUNTAIN)) {
        memmove(key->data, key->data + mount, name.size - mount);
        key->size -= mount;
    }
}
