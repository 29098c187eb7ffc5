/* Words of a reply held against those of its question. */
#ifndef SMACS_ANSWER_HELD_H
#define SMACS_ANSWER_HELD_H

#include "answer/words.h"

/* What a question asks for, as far as its words tell. Texts are borrowed from it. */
typedef struct smacs_asked {
    smacs_text question;
    smacs_text asking;        /* its last sentence that asks, or its last */
    smacs_text counted;       /* the word behind "how many"; empty: none */
    smacs_text denied;        /* what it denies, "magnetic" of "Which metal is not magnetic?"; empty: nothing */
    unsigned language;        /* of phrases.c */
    smacs_words_filter small; /* its small words */
    bool spoken;              /* it has a number in words */
    bool counts;              /* it asks for a number, */
    bool numeric;             /* or has numbers and may, */
    bool computes;            /* the latter, */
    bool times;               /* for a time or date, */
    bool chooses;             /* for something that it may name: "who", "which", */
    bool either;              /* for one of two: "or", */
    bool whether;             /* for yes or no, */
    bool open;                /* for a text */
} smacs_asked;

smacs_asked smacs_asked_of(smacs_text question);

/* Takes the next run of characters without blanks off `rest`; empty at its end. */
smacs_text smacs_next_word(smacs_text *rest);

/* `word` without the marks around it, and without "'s". */
smacs_text smacs_bare_word(smacs_text word);

/* Whether `words` have `word`, in either case; `endings`: also where one has up to two letters more, as "takes" has. */
bool smacs_is_among(smacs_text word, smacs_text words, bool endings);

/* Whether the question has `word`, or one with up to two letters more or less. Its small words and those that ask count as
 * they are spelt, so that "Wie" is not taken for "Wien". */
bool smacs_is_held(const smacs_asked *asked, smacs_text word);

/* Whether a word has a digit or names a number. */
bool smacs_names_number(smacs_text word);

/* Whether a word adds nothing to a question. */
bool smacs_is_small(const smacs_asked *asked, smacs_text word);

/* The first place of `word` in `text`, in the same case, or in a longer one; text.size: it has none. */
size_t smacs_find_exactly(smacs_text text, smacs_text word);

/* Chinese and Japanese: the place of the first figure of `sentence`, where two signs of the question stand before it; 0: they do
 * not. */
size_t smacs_known_figure(smacs_text question, smacs_text sentence);

/* Whether `text` has a word of `list`, in English or the language of the question. */
bool smacs_has_one_of(const smacs_asked *asked, smacs_text text, smacs_words list);

/* How many words that name something, of the sentence that asks, `text` has; behind "how many" where that stands there. *of: how
 * many there are. */
unsigned smacs_words_shared(const smacs_asked *asked, smacs_text text, unsigned *of);

/* Whether `text` denies something: "not", "never", "isn't". */
bool smacs_denies(const smacs_asked *asked, smacs_text text);

/* Whether `text` says of something what the question denies: "Tom passed." does not answer who did not pass. */
bool smacs_affirms_denied(const smacs_asked *asked, smacs_text text);

/* Whether `word`, of `sentence`, compares by its ending: "taller than". */
bool smacs_is_comparison(smacs_text word, smacs_text sentence);

/* Whether a request to write wants a number in another form: "Write 0.375 as a fraction." */
bool smacs_rewrites_number(smacs_text question);

/* Whether a sentence mentions some but not all of what the question lets choose: names, numbers, parts of lists. */
bool smacs_mentions_some(const smacs_asked *asked, smacs_text sentence);

#endif
