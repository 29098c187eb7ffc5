/* Whether what a model states when it is asked back stands in its reply. It was asked for the answer that it has given,
 * so a number or a name that its reply lacks is a new answer, and no statement of the old one.
 *
 * Both texts are taken apart into numbers, compared by value ("seven" is 7), and words, compared in either case. Of a
 * number's unit a beginning is enough ("min", "minutes"). Small words ("the", "and") need not stand there. Time is
 * linear in the reply: a statement has a bounded number of parts. */
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/utf8.h"
#include "run/run.h"

enum {
    STATED_MAX = 200,    /* bytes; what is longer is no short answer */
    PARTS_MAX = 32,      /* numbers and words of it */
    SPOKEN_MAX = 100,    /* bytes of a number in words */
    UNIT_LETTERS_MIN = 2 /* letters that a unit shares with its abbreviation */
};

/* A number or word of a text. */
typedef struct part {
    smacs_text text;
    bool joined;                       /* of a script that puts no spaces between words */
    char number[SMACS_NUMBER_KEY_MAX]; /* its key; "": a word */
} part;

/* ---- taking texts apart ---- */

static uint32_t folded_at(smacs_text text, size_t *at) { return smacs_fold(smacs_utf8_next(text.data, text.size, at)); }

/* The end of the run of characters of a kind that begins `text`. */
static size_t run_end(smacs_text text, smacs_char kind) {
    size_t end = 0;
    for (size_t next = 0; next < text.size && smacs_char_kind(folded_at(text, &next)) == kind;) {
        end = next;
    }
    return end;
}

/* Whether a minus stands before `at`, and is none between two numbers or a hyphen. */
static bool is_negative(smacs_text text, size_t at) {
    static const char minus[] = "\xE2\x88\x92";
    size_t sign = at > 0 && text.data[at - 1] == '-' ? 1 : 0;
    if (at >= 3 && memcmp(text.data + at - 3, minus, 3) == 0) {
        sign = 3;
    }
    const char before = sign > 0 && at > sign ? text.data[at - sign - 1] : ' ';
    return sign > 0 && !smacs_is_digit(before) && !smacs_is_letter(before) && before != ')';
}

/* Bytes of the number that begins at `at`, in digits or words; 0: none. */
static size_t number_size(smacs_text text, size_t at, char key[SMACS_NUMBER_KEY_MAX]) {
    const smacs_text rest = smacs_text_after(text, at);
    if (!smacs_is_digit(rest.data[0])) {
        return smacs_answer_number_word(smacs_text_before(rest, rest.size < SPOKEN_MAX ? rest.size : SPOKEN_MAX), key);
    }
    const size_t size = smacs_answer_number(rest, key), length = size > 0 ? strlen(key) : 0;
    if (size > 0 && is_negative(text, at) && length + 1 < SMACS_NUMBER_KEY_MAX) {
        memmove(key + 1, key, length + 1);
        key[0] = '-';
    }
    return size;
}

/* Steps to the next number or word of `text`; false behind the last. */
static bool next_part(smacs_text text, size_t *at, part *out) {
    while (*at < text.size) {
        const smacs_text rest = smacs_text_after(text, *at);
        const size_t letters = run_end(rest, SMACS_CHAR_LETTER);
        const size_t joined = letters > 0 ? 0 : run_end(rest, SMACS_CHAR_CJK);
        size_t size = letters > 0 || smacs_is_digit(rest.data[0]) ? number_size(text, *at, out->number) : 0;
        if (size == 0) {
            size = letters + joined;
            out->number[0] = 0;
        }
        if (size > 0) {
            out->text = smacs_text_before(rest, size);
            out->joined = joined > 0;
            *at += size;
            return true;
        }
        smacs_utf8_next(text.data, text.size, at);
    }
    return false;
}

/* ---- comparing parts ---- */

/* Letters that both words begin with, in either case. *shorter: one of them has no more than these. */
static uint32_t common_letters(smacs_text x, smacs_text y, bool *shorter, bool *equal) {
    size_t i = 0, k = 0;
    uint32_t common = 0;
    bool same = true;
    while (same && i < x.size && k < y.size) {
        same = folded_at(x, &i) == folded_at(y, &k);
        common += same;
    }
    *shorter = same;
    *equal = same && i == x.size && k == y.size;
    return common;
}

static bool is_same(const part *stated, const part *said, bool unit) {
    bool shorter, equal;
    if (stated->number[0] || said->number[0]) {
        return strcmp(stated->number, said->number) == 0;
    }
    const uint32_t common = common_letters(stated->text, said->text, &shorter, &equal);
    return equal || (unit && shorter && common >= UNIT_LETTERS_MIN);
}

static bool contains(smacs_text text, smacs_text piece) {
    for (size_t i = 0; i + piece.size <= text.size; i++) {
        if (text.data[i] == piece.data[0] && memcmp(text.data + i, piece.data, piece.size) == 0) {
            return true;
        }
    }
    return false;
}

/* A fraction in LaTeX: "{1}{2}" for 1/2. */
static bool contains_fraction(smacs_text reply, smacs_text fraction) {
    char braces[SMACS_NUMBER_KEY_MAX + 4] = "{";
    size_t size = 1;
    bool slash = false;
    for (size_t i = 0; i < fraction.size && size < SMACS_NUMBER_KEY_MAX; i++) {
        if (fraction.data[i] == '/') {
            braces[size++] = '}';
            slash = true;
        }
        braces[size++] = fraction.data[i] == '/' ? '{' : fraction.data[i];
    }
    braces[size++] = '}';
    return slash && contains(reply, (smacs_text){braces, size});
}

/* ---- what is stated ---- */

static bool is_needed(const smacs_answer *stated, const part *p) {
    static const smacs_words small[] = {SMACS_WORDS_SMALL, SMACS_WORDS_ARTICLE, SMACS_WORDS_AND, SMACS_WORDS_OR,
                                        SMACS_WORDS_ABOUT};
    for (size_t i = 0; i < sizeof small / sizeof *small && !p->number[0]; i++) {
        if (smacs_words_is(p->text, small[i])) {
            return false;
        }
    }
    const bool command =
        !p->number[0] && p->text.data > stated->found.data && p->text.data[-1] == '\\'; /* LaTeX: a way of writing */
    const bool letter = stated->kind == SMACS_ANSWER_CHOICE && p->text.size == 1;       /* beside the option's text */
    return !command && !letter;
}

/* Takes apart what must stand in the reply; *count is PARTS_MAX + 1 where it is too much. */
static void list_needed(const smacs_answer *stated, part parts[PARTS_MAX], uint32_t *count) {
    part p;
    *count = 0;
    for (size_t at = 0; next_part(stated->found, &at, &p) && *count <= PARTS_MAX;) {
        if (is_needed(stated, &p)) {
            if (*count < PARTS_MAX) {
                parts[*count] = p;
            }
            ++*count;
        }
    }
}

/* The letter of an option, as a word of its own. */
static bool names_letter(smacs_text reply, char letter) {
    part p;
    for (size_t at = 0; next_part(reply, &at, &p);) {
        if (p.text.size == 1 && p.text.data[0] == letter) {
            return true;
        }
    }
    return false;
}

bool smacs_run_stands_in(smacs_text reply, const smacs_answer *stated) {
    part needed[PARTS_MAX], said;
    bool there[PARTS_MAX] = {false};
    uint32_t count = 0, found = 0;
    if (stated->kind == SMACS_ANSWER_NONE || stated->found.size > STATED_MAX) {
        return false;
    }
    if (stated->kind == SMACS_ANSWER_BOOLEAN) {
        return true; /* neither a number nor a name */
    }
    if (stated->kind == SMACS_ANSWER_CHOICE && names_letter(reply, stated->key.data[0])) {
        return true;
    }
    list_needed(stated, needed, &count);
    if (count == 0 || count > PARTS_MAX) {
        const bool signs = count == 0 && stated->kind != SMACS_ANSWER_CHOICE;
        return signs && contains(reply, stated->found);
    }
    for (uint32_t i = 0; i < count; i++) {
        there[i] = (needed[i].joined && contains(reply, needed[i].text)) || contains_fraction(reply, needed[i].text);
        found += there[i];
    }
    for (size_t at = 0; found < count && next_part(reply, &at, &said);) {
        for (uint32_t i = 0; i < count; i++) {
            if (!there[i] && is_same(&needed[i], &said, stated->kind == SMACS_ANSWER_NUMBER)) {
                there[i] = true;
                found++;
            }
        }
    }
    return found == count;
}
