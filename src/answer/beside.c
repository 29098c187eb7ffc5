/* A claim is cut out of its sentence. Here what the cut left behind is looked for around a number: "The price fell by 20
 * % in March" claims a fall of 20 %, "at least 5" is not 5, and "8:00 in the morning" is not 8:00 in the evening. */
#include "answer/beside.h"
#include "answer/held.h"
#include "answer/scan.h"
#include "answer/units.h"
#include "base/error.h"
#include "base/mem.h"
#include <string.h>

enum {
    NEAR_MAX = 24,  /* bytes before a number in which a bound or deed is looked for */
    BOUNDS_MAX = 3, /* "no more than" is two of them */
    UNITS_MAX = 4,  /* units behind a number: "meters per second" */
    SPELT_MAX = 240 /* bytes of a number with all that belongs to it */
};

static bool has_number(smacs_text value) {
    for (smacs_text rest = value, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        if (smacs_names_number(smacs_bare_word(word))) {
            return true;
        }
    }
    return false;
}

/* `text` without blanks and marks of bold or formulas at its end. */
static smacs_text without_marks(smacs_text text) {
    while (text.size > 0 &&
           (smacs_is_blank(text.data[text.size - 1]) || smacs_is_of(text.data[text.size - 1], "*_`$"))) {
        text.size--;
    }
    return text;
}

/* Bytes of a bound that `before` ends with, from its first byte to the end of `before`; 0: there is none. */
static size_t bound_size(smacs_text before) {
    const smacs_text text = without_marks(before);
    for (size_t i = text.size > NEAR_MAX ? text.size - NEAR_MAX : 0; i < text.size; i++) {
        const smacs_text near = smacs_text_after(text, i);
        const bool apart = i == 0 || !smacs_is_letter(near.data[0]) || !smacs_is_letter(text.data[i - 1]);
        smacs_text name;
        if (apart && memchr(near.data, ' ', near.size) && smacs_words_is(near, SMACS_WORDS_REACHING)) {
            return 0; /* "adds up to" */
        }
        if (apart && smacs_words_name(near, SMACS_WORDS_BOUND, &name) == near.size) {
            return before.size - i;
        }
    }
    return 0;
}

/* Bytes of a word at the end of `before` by which a length of time, `value`, lies ahead: "in 15 minutes"; 0: none. */
static size_t hence_size(smacs_text before, smacs_text value) {
    smacs_text unit = {NULL, 0}, name;
    for (smacs_text rest = value, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        unit = word;
    }
    const smacs_unit_scale *scale =
        smacs_words_name(unit, SMACS_WORDS_UNIT, &name) > 0 ? smacs_unit_scale_of(name) : NULL;
    for (size_t i = before.size > NEAR_MAX ? before.size - NEAR_MAX : 0;
         i < before.size && scale && smacs_text_is(smacs_text_of(scale->base), "s"); i++) {
        const smacs_text near = smacs_text_after(before, i);
        if ((i == 0 || smacs_is_blank(before.data[i - 1])) && smacs_words_begin(near, SMACS_WORDS_HENCE) == near.size) {
            return near.size;
        }
    }
    return 0;
}

/* Bytes from the start of `behind` to the end of what belongs to a number before it. */
static size_t behind_size(smacs_text behind) {
    size_t end = 0;
    bool per = false;
    for (unsigned i = 0; i < UNITS_MAX; i++) {
        smacs_text name = {NULL, 0};
        const smacs_text rest = smacs_skip(smacs_text_after(behind, end), " *_`$");
        const bool apart = rest.size < behind.size - end;
        size_t size = end == 0 ? smacs_words_name(rest, SMACS_WORDS_SCALE, &name) : 0;
        size = size > 0 ? size : smacs_words_name(rest, SMACS_WORDS_DAY_HALF, &name);
        size = size > 0 ? size : smacs_words_name(rest, SMACS_WORDS_MONEY, &name);
        size = size > 0 ? size : smacs_words_name(rest, SMACS_WORDS_UNIT, &name);
        size = size > 0 || !apart ? size : smacs_words_name(rest, SMACS_WORDS_BOUND_BEHIND, &name);
        size = size > 0 || !apart ? size : smacs_words_name(rest, SMACS_WORDS_WAY, &name);
        size = size > 0 || !apart ? size : smacs_words_name(rest, SMACS_WORDS_SHARE, &name);
        size =
            size > 0 || !apart || end > 0 || rest.size > 3 ? size : smacs_words_name(rest, SMACS_WORDS_INCHES, &name);
        size = size == 0 && (apart || per) ? smacs_words_name(rest, SMACS_WORDS_UNIT_SIGN, &name) : size;
        if (size > 0) {
            end = behind.size - rest.size + size;
            per = false;
            continue;
        }
        const size_t joint = per                             ? 0
                             : smacs_char_at(rest, 0) == '/' ? 1
                                                             : smacs_words_name(rest, SMACS_WORDS_PER, &name);
        const smacs_text unit = smacs_skip(smacs_text_after(rest, joint), " ");
        if (joint > 2 && apart && smacs_is_letter(smacs_char_at(unit, 0))) { /* "per person" */
            const smacs_text word = smacs_bare_word(smacs_next_word(&(smacs_text){unit.data, unit.size}));
            return behind.size - unit.size + word.size;
        }
        if (joint == 0 || (smacs_words_name(unit, SMACS_WORDS_UNIT, &name) == 0 &&
                           smacs_words_name(unit, SMACS_WORDS_UNIT_SIGN, &name) == 0)) {
            break;
        }
        end = behind.size - unit.size;
        per = true;
    }
    return end;
}

/* The deed that `before` ends with or nearly so, in the same clause, or that `behind` begins with: "you save a total of ",
 * " sparen"; empty: none. */
static smacs_text deed_of(smacs_text before, smacs_text behind) {
    smacs_text deed = {NULL, 0}, name;
    if (smacs_words_name(smacs_skip(behind, " *"), SMACS_WORDS_DEED, &name) > 0) {
        return name;
    }
    const size_t start = before.size > NEAR_MAX ? before.size - NEAR_MAX : 0;
    for (size_t i = start; i < before.size; i++) {
        const bool starts = i == 0 || !smacs_is_letter(before.data[i - 1]);
        deed = before.data[i] == ',' ? (smacs_text){NULL, 0} : deed;
        deed = starts && smacs_words_name(smacs_text_after(before, i), SMACS_WORDS_DEED, &name) > 0 ? name : deed;
    }
    return deed;
}

/* The direction that a sentence names last before its number at `at`, or else first behind it, and in *reaches whether the
 * number is where that led: "fell to 5"; empty: none. */
static smacs_text move_of(smacs_text sentence, size_t at, unsigned language, bool *reaches) {
    smacs_text move = {NULL, 0}, name;
    for (size_t i = 0; i < sentence.size && !(i > at && move.size > 0); i++) {
        const bool starts = i == 0 || !(smacs_is_letter(sentence.data[i - 1]) || sentence.data[i - 1] == '\\');
        move = starts && smacs_words_name(smacs_text_after(sentence, i), SMACS_WORDS_MOVE, &name) > 0 ? name : move;
    }
    const size_t end = without_marks(smacs_text_before(sentence, at)).size;
    size_t start = end;
    while (start > 0 && !smacs_is_blank(sentence.data[start - 1])) {
        start--;
    }
    const smacs_text word = smacs_text_after(smacs_text_before(sentence, end), start);
    *reaches = move.size > 0 && smacs_words_is(word, SMACS_WORDS_REACHING) &&
               (word.size > 1 || language > 0); /* "a" is "to" in Spanish */
    return move;
}

static size_t put(char *out, size_t at, smacs_text text) {
    const size_t size = text.size < SPELT_MAX - at ? text.size : SPELT_MAX - at;
    memcpy(out + at, text.data ? text.data : "", size);
    return at + size;
}

/* Puts a text without marks of bold and formulas. */
static size_t put_bare(char *out, size_t at, smacs_text text) {
    static const char marks[][3] = {"**", "__", "`", "\\(", "\\)"};
    while (text.size > 0) {
        size_t size = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && size == 0; i++) {
            size = smacs_text_begins(text, marks[i]) ? strlen(marks[i]) : 0;
        }
        at = size > 0 ? at : put(out, at, smacs_text_before(text, 1));
        text = smacs_text_after(text, size > 0 ? size : 1);
    }
    return at;
}

bool smacs_answer_offer_beside(smacs_answer_search *s, smacs_answer_how how, smacs_text value, smacs_text sentence,
                               bool moves) {
    char spelt[SPELT_MAX];
    const bool within =
        sentence.data && value.data >= sentence.data && value.data + value.size <= sentence.data + sentence.size;
    if (!within || !has_number(value)) {
        return smacs_answer_offer(s, how, value);
    }
    const smacs_text before = smacs_text_before(sentence, (size_t)(value.data - sentence.data));
    const smacs_text behind = smacs_text_after(sentence, before.size + value.size);
    size_t front = 0;
    for (size_t i = 0, more = 1; i < BOUNDS_MAX && more > 0; i++, front += more) {
        more = bound_size(smacs_text_before(before, before.size - front));
    }
    front = front > 0 ? front : hence_size(before, value);
    const size_t back = behind_size(behind);
    bool reaches = false;
    smacs_text move = moves ? move_of(sentence, before.size, smacs_words_language(s->form.question), &reaches)
                            : (smacs_text){NULL, 0};
    move = moves && move.size == 0 ? deed_of(before, smacs_text_after(behind, back)) : move;
    const smacs_text all =
        smacs_text_before(smacs_text_after(sentence, before.size - front), front + value.size + back);
    const bool alone = front + back + move.size == 0 || all.size + move.size + 12 > SPELT_MAX;
    size_t size = put_bare(spelt, 0, alone ? value : all);
    size = reaches && !alone ? put(spelt, size, (smacs_text){" reaching", 9}) : size;
    size = move.size > 0 && !alone ? put(spelt, put(spelt, size, (smacs_text){" ", 1}), move) : size;
    const bool marked = memchr(all.data, '*', all.size) || memchr(all.data, '`', all.size);
    const bool taken = alone ? smacs_answer_offer(s, how, value)
                             : smacs_answer_offer_spelt(s, how, marked ? value : all, (smacs_text){spelt, size});
    if (taken && !s->failed) {
        smacs_answer_add_phrase(s, smacs_text_after(behind, back));
    }
    return taken;
}
