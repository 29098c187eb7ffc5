/* The words that the readers of answers know, as lists in one table per language (words.c).
 *
 * To teach a new wording, add it to its list. To teach a language, add its table: every list of every language is
 * tried. Readers name a list by its role, so they hold no words themselves. Signs, LaTeX commands and the syntax of
 * programs are not words; they stand beside their readers. */
#ifndef SMACS_ANSWER_WORDS_H
#define SMACS_ANSWER_WORDS_H

#include "base/text.h"

typedef enum smacs_words {
    /* Announcements (find.c): "The final answer to the question is 7." */
    SMACS_WORDS_ANSWER,    /* what is announced, and the field of JSON that holds it */
    SMACS_WORDS_PLURAL,    /* right behind it where several values follow: "s are" */
    SMACS_WORDS_OBJECT,    /* may stand between it and the verb */
    SMACS_WORDS_VERB,      /* the value follows */
    SMACS_WORDS_HEADING,   /* may stand before it in a heading, as in "**Final answer**" */
    SMACS_WORDS_CONDITION, /* behind these nothing is announced: "if the answer is 7, .." */
    SMACS_WORDS_NEGATION,  /* begins no value: "the answer is not 7" */

    /* Where a sentence ends (find.c). */
    SMACS_WORDS_ABBREVIATION, /* a point behind it ends no sentence */
    SMACS_WORDS_REASON,       /* ends the answer within a sentence: "7, because .." */

    /* Letters of options (letter.c, choice.c). */
    SMACS_WORDS_OPTION,      /* "the correct option is C" */
    SMACS_WORDS_IS,          /* behind that */
    SMACS_WORDS_OPTION_LEAD, /* may stand before a letter */
    SMACS_WORDS_ANSWERS,     /* announces several letters, so none */
    SMACS_WORDS_CHOSEN,      /* "(C) is the correct answer": the letter stands before */

    /* Sentences held against the question (reply.c). */
    SMACS_WORDS_SMALL,    /* add nothing to a question */
    SMACS_WORDS_CLOSING,  /* begin a sentence that concludes */
    SMACS_WORDS_DENYING,  /* a sentence with one states no answer */
    SMACS_WORDS_ASKING,   /* never name what may be chosen */
    SMACS_WORDS_CHOOSING, /* a question with one asks for something it names */
    SMACS_WORDS_WHETHER,  /* begin a question for yes or no, */
    SMACS_WORDS_YOU,      /* but not before this: "Can you list .." */
    SMACS_WORDS_VERDICT,  /* its answers, as the first word of a reply */
    SMACS_WORDS_AND,
    SMACS_WORDS_OR,

    /* Keys (number.c, key.c). */
    SMACS_WORDS_NUMBER,     /* word=value */
    SMACS_WORDS_SCALE,      /* word=factor, behind a number */
    SMACS_WORDS_ABOUT,      /* may stand before a value without changing it */
    SMACS_WORDS_NO_UNIT,    /* behind a number these are no unit: "17 is prime" */
    SMACS_WORDS_YES,        /* key "yes" */
    SMACS_WORDS_NO,         /* key "no" */
    SMACS_WORDS_NOT_FILLED, /* a form that was left empty */

    /* Questions (question.c, order.c). */
    SMACS_WORDS_OUTPUT,           /* with a program: asks for what it prints */
    SMACS_WORDS_FURTHER,          /* begins a line where the next question starts, */
    SMACS_WORDS_FURTHER_NUMBERED, /* the same before a digit, */
    SMACS_WORDS_FURTHER_HEADING,  /* and in a heading */

    /* The lists from here on are compared as they are spelt; those above in either case, and are in lower case. */
    SMACS_WORDS_AS_SPELT,
    SMACS_WORDS_FOLLOWING = SMACS_WORDS_AS_SPELT, /* may follow a bare letter "A" or "I" that is an option */
    SMACS_WORDS_JOINT,                            /* between two options */
    SMACS_WORDS_LIST_JOINT,                       /* between two values: the same as a comma */
    SMACS_WORDS_JUDGING,                          /* behind a letter: what is said of it need not choose it, */
    SMACS_WORDS_APPROVING,                        /* but this does */
    SMACS_WORDS_NOT,                              /* within a word, denies */
    SMACS_WORDS_FUNCTION,                         /* names in mathematics, which are not prose */

    /* These are compared with folded text (key.c): lower case, no marks. */
    SMACS_WORDS_ARTICLE,
    SMACS_WORDS_REFUSAL,     /* begins a text that declines to answer, or has yet to answer */
    SMACS_WORDS_PLACEHOLDER, /* stands for an answer, as a whole */

    SMACS_WORDS_COUNT
} smacs_words;

/* A place in a list; starts zeroed. */
typedef struct smacs_words_cursor {
    unsigned language;
    const char *rest;
} smacs_words_cursor;

/* Steps to the next word of `list` in any language; false behind the last. */
bool smacs_words_next(smacs_words list, smacs_words_cursor *cursor, smacs_text *word);

/* FNV-1a over all lists of all languages: traces carry it, since what runs decide hangs on these words. */
uint64_t smacs_words_digest(void);

/* Whether `text` begins with `word`, which is in lower case, in either case. */
bool smacs_words_match(smacs_text text, smacs_text word);

/* Bytes of the first word of `list` that `text` begins with; 0: none. */
size_t smacs_words_begin(smacs_text text, smacs_words list);

/* Whether all of `text` is a word of `list`. */
bool smacs_words_is(smacs_text text, smacs_words list);

/* The last place in `text` where a word of `list` begins, and its bytes in *size; text.size where there is none. */
size_t smacs_words_last(smacs_text text, smacs_words list, size_t *size);

/* For lists of word=value: bytes of the word that `text` begins with, with no letter behind it, and its value; 0:
 * none. */
size_t smacs_words_value(smacs_text text, smacs_words list, uint64_t *value);

#endif
