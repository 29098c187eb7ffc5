/* Final answers: what a response says in the end, in a form that can be counted.
 *
 * Extraction never guesses: a response that states no final answer has none, and is then the same as no other response.
 * Two answers are the same when their keys are equal, whatever their kinds, and their marks do not contradict each
 * other: "12" may be "12 %", but "12 %" is not "12 kg". Some keys mean the same though they differ: "2.5 h" and "150
 * min", "Einstein" and "Albert Einstein". smacs_answer_group counts camps by that rule. */
#ifndef SMACS_ANSWER_H
#define SMACS_ANSWER_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/status.h>

SMACS_API_BEGIN

typedef enum smacs_answer_kind {
    SMACS_ANSWER_NONE = 0,       /* no final answer was found; the key is absent */
    SMACS_ANSWER_CHOICE = 1,     /* one of the question's lettered options; key "A".. */
    SMACS_ANSWER_NUMBER = 2,     /* key: an exact decimal or fraction in lowest terms, "-7", "2.5", "1/3" */
    SMACS_ANSWER_BOOLEAN = 3,    /* key "yes" or "no"; true and false are the same as those */
    SMACS_ANSWER_EXPRESSION = 4, /* other mathematics; key without spaces and LaTeX's ornaments */
    SMACS_ANSWER_LITERAL = 5,    /* output of a program: a list, tuple, mapping or quoted string; one kind of quotes */
    SMACS_ANSWER_TEXT = 6        /* a short string; key in lower case, without a leading article and without marks */
} smacs_answer_kind;

/* By which form an answer was read. src/answer/README.md says how reliable each is. */
typedef enum smacs_answer_how {
    SMACS_HOW_NONE = 0,  /* no answer */
    SMACS_HOW_GIVEN = 1, /* the text is nothing but an answer: known to be one (smacs_answer_of), or one value alone */
    SMACS_HOW_FIELD = 2, /* a field "answer" of JSON */
    SMACS_HOW_TAG = 3,   /* <answer>..</answer> */
    SMACS_HOW_BOXED = 4, /* \boxed{..} */
    SMACS_HOW_ANNOUNCED = 5, /* "the answer is ..", "####" */
    SMACS_HOW_LABELLED = 6,  /* "Total: .." */
    SMACS_HOW_ASSERTED = 7,  /* [ANSWER] marks, an assertion or a program's shown output */
    SMACS_HOW_CHOSEN = 8,    /* an option's letter that is announced or boxed: "the answer is (C)" */
    SMACS_HOW_LETTER = 9,    /* an option's letter by itself: "C) Paris" */
    SMACS_HOW_OPTION = 10,   /* one option that a sentence names, by its text or its letter */
    SMACS_HOW_VERDICT = 11,  /* yes or no to a question that asks for it */
    SMACS_HOW_STRESSED = 12, /* what a sentence shows in bold */
    SMACS_HOW_REPLY = 13,    /* what a sentence adds to the question's words */
    SMACS_HOW_WHOLE = 14,    /* all of a short response */
    SMACS_HOW_STATED = 15,   /* its model was asked back, and stated it (run.h) */
    SMACS_HOW_COUNT
} smacs_answer_how;

/* The final answer of a response. */
typedef struct smacs_answer {
    smacs_answer_kind kind;
    smacs_text found; /* as it stands in the response; borrowed from it; absent when kind is NONE */
    smacs_text key;   /* what is compared; owned; absent when kind is NONE */
    /* What stands beside the value and can tell two answers apart: "unit:min", "unit:percent way:down". Parts
     * "DIMENSION:NAME" with one space between, more names of one dimension joined by "+", all in alphabetical order;
     * owned; absent where nothing does. */
    smacs_text mark;
    smacs_answer_how how;
} smacs_answer;

/* The group of an answer that is none. */
#define SMACS_NO_ANSWER UINT32_MAX

/* The form of answer that a question asks for, as far as its text tells. Zeroed: nothing is known. */
typedef struct smacs_answer_form {
    uint32_t options;    /* lettered options A, B, .. that it offers: 2 to 26, or 0 for none */
    bool literal;        /* it asks for a program's output; answers are compared to the letter */
    bool code;           /* it asks for a program: replies have no final answer */
    bool open;           /* it asks to write something else, such as a poem: neither have these */
    smacs_text question; /* borrowed: replies in plain words are held against its words; empty, also for a question of
                            more than 2,000 bytes: they are not */
} smacs_answer_form;

/* Reads the form of a question, which must outlive the form. Options are counted from A where each stands at the start
 * of a line, in one style ("A)", "(A)", "A.", "A:"), or where three or more stand in brackets within lines. A question
 * asks for a literal if it has an assertion to complete, or a program and the word "output"; for a program where it
 * says "write a function" and the like; for a text where it begins with "write a poem" or "summarise". Where examples with their answers stand before the question, they are not
 * read. */
smacs_answer_form smacs_answer_expect(smacs_text question);

/* Finds the final answer of `response`: what it announces, boxes or tags as its answer, the last of these; otherwise
 * what a sentence in plain words claims ("The capital of France is Paris." adds Paris to the question). With options, only one
 * of them is found, by its letter or by its text; without, a lone letter is an expression. A statement that names
 * several options or a form left unfilled ("___") is no answer. Reasoning inside <think> is passed over, and text is
 * not read where it runs on into a further question. Time is linear in the size, whatever the bytes. Free *out with
 * smacs_answer_free and the same allocator. Errors: MEMORY. */
smacs_status smacs_answer_extract(const smacs_allocator *allocator, smacs_text response, smacs_answer_form form,
                                  smacs_answer *out, smacs_error *error);

/* Makes an answer of a text that is known to be one, such as a bank's own: "$1,234.50" -> NUMBER "1234.5". Marks before
 * it ("#### 72", as in GSM8K) are passed over. An empty text gives NONE. Errors: MEMORY. */
smacs_status smacs_answer_of(const smacs_allocator *allocator, smacs_text text, smacs_answer_form form,
                             smacs_answer *out, smacs_error *error);

/* Whether both are answers, their keys are equal, and in each dimension of their marks one has all the names of the
 * other, or none. Keys count as equal, too, if they are numbers of units of one measure and equal in one unit; if both
 * are persons (mark "name:person") and one is the last words of the other; if both are solutions of one variable (mark
 * "name:roots") in another order. This is no equivalence: "12" is the same as "12 kg" and as "12 %". To count, use smacs_answer_group. */
bool smacs_answer_same(const smacs_answer *x, const smacs_answer *y);

/* Numbers the camps of `count` answers from 0, in the order of their first members, into groups [count]. Equal keys with
 * equal marks are one camp. An answer with fewer marks joins a camp if it is the same as the answers of that one fuller
 * camp only; if two camps might be meant, it stands apart. NULL and NONE are in no camp: SMACS_NO_ANSWER. Depends on the
 * answers and not on their order, but for the numbers. Time is quadratic in `count`, which is below 2^30. */
void smacs_answer_group(const smacs_answer *const answers[], uint32_t count, uint32_t *groups);

/* Frees key and mark and zeroes the struct; NULL is accepted. */
void smacs_answer_free(const smacs_allocator *allocator, smacs_answer *answer);

/* Stable lower-case identifier: "none", "choice", .. Static storage. */
const char *smacs_answer_kind_name(smacs_answer_kind kind);

/* The same for a form: "none", "boxed", "announced", .. */
const char *smacs_answer_how_name(smacs_answer_how how);

/* Whether answers read by this form can stand without asking the model what it meant. */
bool smacs_answer_sure(smacs_answer_how how);

SMACS_API_END

#endif
