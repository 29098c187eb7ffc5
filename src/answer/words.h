/* The words that the readers of answers know, as lists in one table per language (phrases.c, values.c).
 *
 * To teach a new wording, add it to its list. To teach a language, add its table: every list of every language is
 * tried. Readers name a list by its role, so they hold no words themselves. Signs, LaTeX commands and the syntax of
 * programs are not words; they stand beside their readers. */
#ifndef SMACS_ANSWER_WORDS_H
#define SMACS_ANSWER_WORDS_H

#include "base/text.h"

typedef enum smacs_words {
    /* Announcements (announce.c, find.c): "The final answer to the question is 7." */
    SMACS_WORDS_ANSWER,       /* what is announced, and the field of JSON that holds it */
    SMACS_WORDS_PLURAL,       /* right behind it where several values follow: "s are" */
    SMACS_WORDS_OBJECT,       /* may stand between it and the verb */
    SMACS_WORDS_VERB,         /* the value follows */
    SMACS_WORDS_SOLUTIONS,    /* announces several values, with its verb: "The roots are" */
    SMACS_WORDS_HEADING,      /* may stand before it in a heading, as in "**Final answer**" */
    SMACS_WORDS_CONDITION,    /* behind these nothing is announced: "if the answer is 7, .." */
    SMACS_WORDS_NEGATION,     /* begins no value: "the answer is not 7", */
    SMACS_WORDS_BUT,          /* unless one follows behind this: "not 7 but 8" */
    SMACS_WORDS_ALSO,         /* but not before this: "not only 7 but also 8" */
    SMACS_WORDS_REMARK,       /* begins what is said of an answer: "the answer is correct" */
    SMACS_WORDS_POINTING,     /* before it: speaks of an answer that was given, "this answer is" */
    SMACS_WORDS_VERB_LAST,    /* the verb where it ends the sentence, the value stands before: "the answer 7 is" */
    SMACS_WORDS_HEADING_WORD, /* a word that may stand in a label: "final" */
    SMACS_WORDS_LABEL,        /* what a line names before a colon: "Total: 7" */
    SMACS_WORDS_CORRECTION,   /* begins a sentence that takes back what was said */

    /* Where a sentence ends (sentence.c). */
    SMACS_WORDS_ABBREVIATION, /* a point behind it ends no sentence */
    SMACS_WORDS_PAGE,         /* the same before a digit: "p. 14" */
    SMACS_WORDS_APPOSITION, /* behind a comma: tells more of what was named, or of how sure it is: "Paris, the ..", "of course" */
    SMACS_WORDS_RESTATED,  /* before a value in another unit: "100 °C, or 212 °F" */
    SMACS_WORDS_SUPPOSING, /* a sentence with one of these */
    SMACS_WORDS_WOULD,     /* and one of these tells of what is not so: "If it were night, it would be A." */
    SMACS_WORDS_REASON,    /* ends the answer within a sentence: "7, because .." */
    SMACS_WORDS_TRAIL,     /* ends a sentence behind the value, where verbs stand last */
    SMACS_WORDS_COURTESY,  /* begins a sentence that says nothing of the question */
    SMACS_WORDS_ASIDE,     /* the same within a sentence that is not the first: "I am 95 % sure" */
    SMACS_WORDS_OPENING,   /* begins what leads to a sentence, up to a comma: "As far as I know, .." */

    /* Letters of options (letter.c, choice.c). */
    SMACS_WORDS_OPTION,        /* "the correct option is C" */
    SMACS_WORDS_IS,            /* behind that */
    SMACS_WORDS_ARE,           /* makes a sentence, too */
    SMACS_WORDS_OPTION_LEAD,   /* may stand before a letter */
    SMACS_WORDS_ANSWERS,       /* announces several letters, so none */
    SMACS_WORDS_REJECTING,     /* sets an option apart */
    SMACS_WORDS_PICKING,       /* a letter may follow: "I choose C", "that leaves C" */
    SMACS_WORDS_MARKED_CHOSEN, /* the same where the letter stands in brackets or behind "option": "is right" */
    SMACS_WORDS_CHOSEN,        /* "(C) is the correct answer": the letter stands before */
    SMACS_WORDS_UNOFFERED,     /* takes back an option that was named before: "none of the options" */
    SMACS_WORDS_LIKENESS,      /* a sentence with one of these weighs options: "The closest match .." */
    SMACS_WORDS_LEADING,       /* "The closest match would be (C)": the letter stands in brackets behind */

    /* Sentences held against the question (held.c, claim.c, verdict.c, reply.c). */
    SMACS_WORDS_SMALL,       /* add nothing to a question */
    SMACS_WORDS_CLOSING,     /* begin a sentence that concludes */
    SMACS_WORDS_DENYING,     /* a sentence with one states no answer, unless its question denies the same */
    SMACS_WORDS_UNTOLD,      /* nor does a sentence with one of these */
    SMACS_WORDS_ASKING,      /* never name what may be chosen */
    SMACS_WORDS_PERSON,      /* a question with one asks for a person, */
    SMACS_WORDS_NO_FIRST,    /* whose first name is none of these: "South Korea" */
    SMACS_WORDS_CHOOSING,    /* a question with one asks for something it names */
    SMACS_WORDS_COUNTING,    /* a question with one asks for a number, */
    SMACS_WORDS_TIMING,      /* with one of these for a time or date, */
    SMACS_WORDS_YEAR,        /* with one of these for a year alone */
    SMACS_WORDS_WHETHER,     /* begin a question for yes or no, */
    SMACS_WORDS_YOU,         /* but not before this: "Can you list .." */
    SMACS_WORDS_THAN,        /* behind the question's own comparison: what stands before it is the answer */
    SMACS_WORDS_CONDITIONAL, /* a sentence with one says neither for sure; nor does "yes, with .." or "with .., yes" */
    SMACS_WORDS_VERDICT_ASKED, /* a question with one asks for yes or no, too */
    SMACS_WORDS_AFFIRMING,     /* "Absolutely!": as good as yes, as the first word of a reply */
    SMACS_WORDS_REFUSING,      /* "Nope.": as good as no */
    SMACS_WORDS_SURELY,        /* "Of course": as good as yes, where a reply begins with it and no word follows */
    SMACS_WORDS_SURELY_NOT,    /* "Of course not": as good as no */
    SMACS_WORDS_OPEN,          /* begins what asks for a text: "Explain .." */
    SMACS_WORDS_REQUESTING,    /* behind "can you": asks for a text, not for yes or no */
    SMACS_WORDS_STEP,          /* begins a word of what only tells a step of a calculation: "Divide both sides by 2." */
    SMACS_WORDS_COMES,         /* within it: what it comes to follows */
    SMACS_WORDS_NAMELY,        /* within a sentence: the value of what was said follows */
    SMACS_WORDS_WRITING,       /* begins what asks for a text that is not compared, however short */
    SMACS_WORDS_SEVERAL,       /* within a question: asks for no one thing, "some names" */
    SMACS_WORDS_COMMA,         /* not empty: 2.5 is written 2,5 in the language */
    SMACS_WORDS_CAPITALS,      /* not empty: nouns have capitals in the language, so that capitals show no names */
    SMACS_WORDS_FRONT,         /* articles that may stand before an answer */
    SMACS_WORDS_COPULA,        /* between what is asked for and the answer: "is", "equals" */
    SMACS_WORDS_WITHIN,        /* joins names: "University of Oxford" */
    SMACS_WORDS_PLACE,         /* begins a place behind the answer: "Kilimanjaro in Tanzania" */
    SMACS_WORDS_TURNING,       /* beside a value: what is said is another one, "all but 3", "quarter to nine" */
    SMACS_WORDS_SPANNING,      /* before a date or time: what is said is no point in time, "from 9", "by 1990" */
    SMACS_WORDS_PROVISO,       /* behind yes or no: it holds only then, "Yes, but only on Sundays." */
    SMACS_WORDS_OPINION,     /* in the first of two clauses: what it says is what others think, or was thought before */
    SMACS_WORDS_CALLING,     /* right before what is quoted: it is the answer, "you say" */
    SMACS_WORDS_NOW,         /* in the second of two clauses: the first tells what was before */
    SMACS_WORDS_LARGER,      /* comparisons that say the same */
    SMACS_WORDS_COMPARING,   /* before a word that the question has not: says another thing of what it compares */
    SMACS_WORDS_EXTENT,      /* behind yes or no: by how much, how far or when follows, "Yes, from 10 to 4." */
    SMACS_WORDS_CONCLUDING,  /* within a sentence: what follows is concluded */
    SMACS_WORDS_CONTRASTING, /* within a sentence: what follows is set against what stands before */
    SMACS_WORDS_VERDICT,     /* its answers, as the first word of a reply */
    SMACS_WORDS_SAYING,      /* one follows within a sentence: "would answer yes, .." */
    SMACS_WORDS_AND,
    SMACS_WORDS_OR,

    /* Keys (number.c, key.c). */
    SMACS_WORDS_ABOUT,      /* may stand before a value without changing it */
    SMACS_WORDS_NO_UNIT,    /* behind a number these are no unit: "17 is prime" */
    SMACS_WORDS_YES,        /* key "yes" */
    SMACS_WORDS_NO,         /* key "no" */
    SMACS_WORDS_NOT_FILLED, /* a form that was left empty */
    SMACS_WORDS_CHANCE,     /* a question with one asks for a chance: "1 in 6" is 1/6 */
    SMACS_WORDS_RATIO,      /* the same for a ratio: "2 to 3" is 2:3 */
    SMACS_WORDS_VERSION,    /* a question with one asks for what only looks like a number: "3.10" */
    SMACS_WORDS_FORMULA,    /* a question with one asks for signs: "NO" may be one */
    SMACS_WORDS_PATTERN,    /* a question with one asks for a pattern, of which no sign may be dropped: "^a$" */

    /* Values and what stands beside them (spoken.c, quantity.c, moment.c). Their tables are in values.c. */
    SMACS_WORDS_VALUES,
    SMACS_WORDS_NUMBER = SMACS_WORDS_VALUES, /* word=value */
    SMACS_WORDS_SCALE,                       /* word=factor, behind a number */
    SMACS_WORDS_NUMBER_JOINT,                /* between the parts of a number: "one hundred and one" */
    SMACS_WORDS_HALF,                        /* behind a number, or behind one unit: and a half */
    SMACS_WORDS_HALF_OF,                     /* before a unit: "half an hour" */
    SMACS_WORDS_PART,                        /* word=denominator, behind a number in words: "two thirds" */
    SMACS_WORDS_MINUS,                       /* before a number */
    SMACS_WORDS_TAG,                         /* may stand before a value, in a box: "Answer: 5" */
    SMACS_WORDS_UNIT,                        /* word=name of a unit of measurement; "m^2" and "km/h" are put together */
    SMACS_WORDS_MONEY,      /* word=name of a currency or share: what is per hour or per head of it has its own part */
    SMACS_WORDS_POWER,      /* word=power, before a unit: "square metres" */
    SMACS_WORDS_POWERED,    /* the same behind it: "metres squared" */
    SMACS_WORDS_PER,        /* between two units */
    SMACS_WORDS_WAY,        /* word=direction: "12 % less" */
    SMACS_WORDS_AT,         /* begins words that say where, when or of what */
    SMACS_WORDS_SHARE,      /* word=what a number is counted by: "4 in total" is not "4 each" */
    SMACS_WORDS_FILLER,     /* adds nothing to a value: "in total" */
    SMACS_WORDS_BELOW_ZERO, /* behind a number: negative */
    SMACS_WORDS_ABOVE_ZERO, /* behind a number: positive */
    SMACS_WORDS_MONTH,      /* word=number from 1 */
    SMACS_WORDS_WEEKDAY,    /* word=number from 1, Monday */
    SMACS_WORDS_DAY_HALF,   /* word=0, before noon; 1, after noon; 2, no half: "o'clock"; 3, the same behind minutes */
    SMACS_WORDS_CLOCK,      /* between hours and minutes */
    SMACS_WORDS_CLOCK_BEFORE, /* word=minutes before an hour, with 100 more where they are of the hour before: "half past" */
    SMACS_WORDS_CLOCK_BEHIND, /* the same behind it: "et demie" */
    SMACS_WORDS_MOMENT_LEAD,  /* may stand before a date or time */
    SMACS_WORDS_DATE_FILLER,  /* may stand within a date */
    SMACS_WORDS_BOUND,        /* right before a number: it is no longer that number, "at least 5" */
    SMACS_WORDS_INCHES,       /* a unit where nothing follows: "54 in" */
    SMACS_WORDS_BOUND_BEHIND, /* the same right behind it: "5 or more" */
    SMACS_WORDS_LACKING,      /* behind it: what follows does not hold, "5 mg without food" */
    SMACS_WORDS_MOVE,         /* word=direction, anywhere in the sentence of a number: "fell by 5 %" */
    SMACS_WORDS_DEED,         /* word=deed, shortly before a number: "you save $10", "you pay $10" */
    SMACS_WORDS_HENCE,        /* before a length of time: "in 15 minutes" is no "15 minutes ago" */
    SMACS_WORDS_REACHING,     /* between such a word and the number: it is where that led, "fell to 5 %" */

    /* Names (key.c). */
    SMACS_WORDS_ALIAS,    /* name=a shorter one of the same thing, as keys spell both: "carbon dioxide=CO2" */
    SMACS_WORDS_MOUNTAIN, /* a question with one asks for a mountain, */
    SMACS_WORDS_CONTEST,  /* a question with one may ask for a team, "Milan" or "AC Milan", */
    SMACS_WORDS_HONOUR,   /* but not with one of these */
    SMACS_WORDS_MOUNT,    /* of whose name this may be left out: "Mount Everest" */

    /* Questions (question.c, order.c). */
    SMACS_WORDS_OUTPUT,           /* with a program: asks for what it prints */
    SMACS_WORDS_OUTPUT_SHOWN,     /* in a reply: what it prints follows */
    SMACS_WORDS_CODE_VERB,        /* before the next list: asks for a program, */
    SMACS_WORDS_CODE_NOUN,        /* which is one of these */
    SMACS_WORDS_CODE_ASKED,       /* the same where words stand in another order */
    SMACS_WORDS_PLEASE,           /* before a request: "could you please" */
    SMACS_WORDS_MAKING,           /* begins a request; before the next list: asks for a text, */
    SMACS_WORDS_TEXTS,            /* which is one of these; stems in other scripts */
    SMACS_WORDS_REWORDING,        /* begins a request that asks for a text, whatever follows */
    SMACS_WORDS_TEXT_ASKED,       /* the same where words stand in another order */
    SMACS_WORDS_FURTHER,          /* begins a line where the next question starts, */
    SMACS_WORDS_FURTHER_NUMBERED, /* the same before a digit, */
    SMACS_WORDS_FURTHER_HEADING,  /* and in a heading */

    /* The lists from here on are compared as they are spelt; those above in either case, and are in lower case. */
    SMACS_WORDS_AS_SPELT,
    SMACS_WORDS_FOLLOWING = SMACS_WORDS_AS_SPELT,    /* may follow a bare letter "A" or "I" that is an option */
    SMACS_WORDS_JOINT,                               /* between two options */
    SMACS_WORDS_LIST_JOINT,                          /* between two values: the same as a comma */
    SMACS_WORDS_JUDGING,                             /* behind a letter: what is said of it need not choose it, */
    SMACS_WORDS_APPROVING,                           /* but this does */
    SMACS_WORDS_NOT,                                 /* within a word, denies */
    SMACS_WORDS_FUNCTION,                            /* names in mathematics, which are not prose */
    SMACS_WORDS_VALUE_SIGNS,                         /* from here on in values.c, too */
    SMACS_WORDS_UNIT_SIGN = SMACS_WORDS_VALUE_SIGNS, /* sign=name of a unit, where case matters: "mW", "MW" */
    SMACS_WORDS_ERA,                                 /* sign=bc or ad, behind or before a year */
    SMACS_WORDS_MULTIPLE,                            /* letter=factor, right behind a number: "3k" */
    SMACS_WORDS_MONEY_MULTIPLE,                      /* the same behind money only: "$2B" */

    /* These are compared with folded text (key.c): lower case, no marks. */
    SMACS_WORDS_ARTICLE,
    SMACS_WORDS_REFUSAL,     /* begins a text that declines to answer, or has yet to answer */
    SMACS_WORDS_PLACEHOLDER, /* stands for an answer, as a whole */

    SMACS_WORDS_COUNT
} smacs_words;

/* The tables of phrases.c, one a language; that of English has a file of its own. */
extern const char *const *const smacs_phrases[];
extern const char *const smacs_phrases_english[SMACS_WORDS_COUNT];
extern const unsigned smacs_phrase_table_count;

/* The tables of values.c, which have all lists of values and no others. */
extern const char *const *const smacs_value_words[];
extern const unsigned smacs_value_table_count;

/* A place in a list; starts zeroed. */
typedef struct smacs_words_cursor {
    unsigned language;
    const char *rest;
} smacs_words_cursor;

/* Steps to the next word of `list` in any language; false behind the last. */
bool smacs_words_next(smacs_words list, smacs_words_cursor *cursor, smacs_text *word);

/* FNV-1a over all lists of all languages: traces carry it, since what runs decide hangs on these words. */
uint64_t smacs_words_digest(void);

/* Bytes of the first word of `list` that `text` begins with; 0: none. */
size_t smacs_words_begin(smacs_text text, smacs_words list);

/* The same for whole words: none that ends in a letter where another letter follows. */
size_t smacs_words_begin_whole(smacs_text text, smacs_words list);

/* Whether all of `text` is a word of `list`. */
bool smacs_words_is(smacs_text text, smacs_words list);

/* The language that a text seems to be in, by its small words and words of asking; 0, English, in doubt. Lists of common
 * words are asked for one language: "au" is one in French, and gold's sign. */
unsigned smacs_words_language(smacs_text text);

/* Whether a question is in a language that writes 2,5 for 2.5. */
bool smacs_words_comma(smacs_text question);

/* Whether all of `text` is a word of `list` in one language or in English. */
bool smacs_words_is_in(smacs_text text, smacs_words list, unsigned language);

/* The same in that language alone: "was" asks for yes or no in English, for something else in German. */
bool smacs_words_is_just(smacs_text text, smacs_words list, unsigned language);

/* Bytes of the first word of `list` in one language that `text` begins with; 0: none. */
size_t smacs_words_begin_in(smacs_text text, smacs_words list, unsigned language);

/* Where words of a list can begin, by three characters: loops over all places of a text ask it first. */
typedef struct smacs_words_filter {
    uint8_t may[512], brief[32]; /* bits; `brief`: words of one or two characters */
} smacs_words_filter;

void smacs_words_filter_make(smacs_words list, smacs_words_filter *filter);

/* The same for one more list, added to what the filter has. */
void smacs_words_filter_more(smacs_words list, smacs_words_filter *filter);

/* The same for one language, added to what the filter has; zero it first. */
void smacs_words_filter_add(smacs_words list, unsigned language, smacs_words_filter *filter);

/* Whether a word of the filter's list may begin `text`. */
bool smacs_words_may(const smacs_words_filter *filter, smacs_text text);

/* Bytes of the whole words of `list` that begin at `at` of `text`, where a word begins; 0: none. `filter` is the list's. */
size_t smacs_words_at(const smacs_words_filter *filter, smacs_text text, size_t at, smacs_words list);

/* The place behind the first whole words of `list` in `text`; 0: it has none. */
size_t smacs_words_behind(smacs_text text, smacs_words list);

/* The last place in `text` where a word of `list` begins, and its bytes in *size; text.size where there is none. */
size_t smacs_words_last(smacs_text text, smacs_words list, size_t *size);

/* For lists of word=name: bytes of the longest word that `text` begins with, and its name; 0: none. No letter or digit
 * may follow a word of letters, but in scripts without spaces. */
size_t smacs_words_name(smacs_text text, smacs_words list, smacs_text *name);

/* The value of digits. */
uint64_t smacs_words_decimal(smacs_text digits);

/* Whether there is a table of values of that number. Numbers begin at 0. */
bool smacs_words_table(unsigned number);

/* For lists of values: bytes of the longest word of one table that `text` begins with, whatever
 * follows, and its value; 0: none. Words for numbers are put together within one language only. */
size_t smacs_words_part(unsigned language, smacs_text text, smacs_words list, uint64_t *value);

#endif
