/* A search for the final answer of one response: readers offer what they find, the search takes the first that has a
 * key. */
#ifndef SMACS_ANSWER_SEARCH_H
#define SMACS_ANSWER_SEARCH_H

#include <smacs/answer.h>
#include <stdbool.h>

enum {
    SMACS_STATEMENT_MAX = 8000, /* bytes that are read of one statement, before escapes */
    SMACS_ANSWER_TRIES = 64     /* statements that are looked at, so that time stays linear in the response's size */
};

typedef struct smacs_answer_search {
    const smacs_allocator *a;
    smacs_answer_form form;
    smacs_answer *out;
    smacs_text field; /* the quoted text of the last "answer" field, for where it is no answer as it stands */
    unsigned tries;   /* so far */
    bool failed;      /* out of memory */
} smacs_answer_search;

/* Offers the text `found`, which was read by the form `how`, as the answer. True ends the search: the text has a key and
 * is taken, or memory or tries ran out. */
bool smacs_answer_offer(smacs_answer_search *s, smacs_answer_how how, smacs_text found);

/* The same where the answer is spelt `text`, not as it was found: a list that stands in several boxes. */
bool smacs_answer_offer_spelt(smacs_answer_search *s, smacs_answer_how how, smacs_text found, smacs_text text);

/* The same for several short items of a list or single words, each on a line, as one answer with commas. */
bool smacs_answer_offer_items(smacs_answer_search *s, smacs_answer_how how, smacs_text text);

/* Adds what stands in brackets right behind the answer that was taken from `text`, where it may tell the answer from
 * another: "Port 22 (TCP)". Numbers, longer remarks and words of the question do not. */
void smacs_answer_add_aside(smacs_answer_search *s, smacs_text text);

/* Adds what the phrase behind a number says of it, without words of the question: "5 mg with food", where `behind` is the
 * rest of the sentence. What does not hold, "without food", is told from what does. Long phrases say nothing. */
void smacs_answer_add_phrase(smacs_answer_search *s, smacs_text behind);

/* The same for a quoted text of JSON, whose escapes are read. */
bool smacs_answer_offer_escaped(smacs_answer_search *s, smacs_text found);

#endif
