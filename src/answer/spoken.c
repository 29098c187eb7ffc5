/* Numbers in words. A number is read within the words of one language, so that "one cent" is no hundred. Its parts add
 * up where each fills places that are still empty: "three hundred and six", "sechsundsechzig", "quatre-vingt-dix". Other
 * sequences, such as the year "nineteen eighty-four", are no numbers. */
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"

typedef struct spoken {
    uint64_t total, group, scale; /* the millions and thousands so far, what is below them, the last of their scales */
    bool any;
} spoken;

static bool add_number(spoken *n, uint64_t value, bool joined) {
    uint64_t place = 1; /* the first power of ten above the value */
    while (place <= value) {
        place *= 10;
    }
    const bool empty = n->group == 0 ? !n->any || n->total > 0 : value > 0 && n->group % place == 0;
    const bool turned = joined && n->group > 0 && n->group < 10 && value >= 20 && value < 100 && value % 10 == 0;
    const bool teens = joined && value > 10 && value < 20 && n->group % 100 >= 60 && n->group % 20 == 0; /* French */
    if (!empty && !turned && !teens) {
        return false;
    }
    n->group += value;
    return true;
}

static bool add_scale(spoken *n, uint64_t scale) {
    if (scale < 1000) {
        const uint64_t low = n->group % scale, times = n->group == 0 ? 1 : low;
        n->group = n->group - low + times * scale;
        return times > 0;
    }
    if (n->total > 0 && n->group == 0 && n->total <= UINT64_MAX / scale) {
        n->total *= scale; /* "a thousand million" */
        return n->scale != scale;
    }
    const uint64_t times = n->group == 0 ? 1 : n->group;
    if ((n->total > 0 && scale >= n->scale) || times > UINT64_MAX / scale || n->total > UINT64_MAX - times * scale) {
        return false;
    }
    n->total += times * scale;
    n->group = 0;
    n->scale = scale;
    return true;
}

/* Bytes of the next part of a number behind a joint of `joint` bytes, and what it says; 0: there is none. */
static size_t next_part(unsigned language, smacs_text text, size_t joint, bool first, uint64_t *value, bool *scales) {
    uint64_t scale = 0;
    const smacs_text rest = smacs_text_after(text, joint);
    const size_t number = smacs_words_part(language, rest, SMACS_WORDS_NUMBER, value);
    const size_t size = smacs_words_part(language, rest, SMACS_WORDS_SCALE, &scale);
    *scales = size > number || (size > 0 && size == number && !first);
    *value = *scales ? scale : *value;
    return *scales ? size : number;
}

static bool goes_on(smacs_text text, size_t at) {
    smacs_text under;
    if (smacs_char_at(text, at) == '-' &&
        smacs_words_name(smacs_text_after(text, at + 1), SMACS_WORDS_PART, &under) > 0) {
        return false; /* "two-thirds" */
    }
    const uint8_t next = (uint8_t)smacs_char_at(text, at);
    return smacs_is_letter((char)next) || smacs_is_digit((char)next) || (next >= 0xC3 && next <= 0xE1) ||
           smacs_is_of((char)next, "-'");
}

/* `article`: the bytes of an article in front, behind which only a scale may stand: "a dozen". */
static size_t read_in(unsigned language, smacs_text text, size_t article, uint64_t *value) {
    spoken n = {0};
    size_t at = article;
    while (at < text.size) {
        const smacs_text rest = smacs_text_after(text, at);
        uint64_t part = 0, unused = 0;
        bool scales = false;
        smacs_text under;
        if (n.any && smacs_words_name(smacs_skip(rest, " -"), SMACS_WORDS_PART, &under) > 0) {
            break; /* "three eighths" has no eight */
        }
        size_t joint = n.any ? smacs_words_part(language, rest, SMACS_WORDS_NUMBER_JOINT, &unused) : 0;
        size_t size = next_part(language, rest, joint, !n.any, &part, &scales);
        if (size == 0 && joint > 0) { /* an "and" that does not join numbers, or no joint at all */
            joint = 0;
            size = next_part(language, rest, 0, false, &part, &scales);
        }
        const bool starts = n.any || scales == (article > 0);
        if (size == 0 || !starts) {
            break;
        }
        const bool words = joint > 1 || (joint == 1 && rest.data[0] != ' ');
        if (scales ? !add_scale(&n, part) : !add_number(&n, part, words)) {
            return 0;
        }
        n.any = true;
        at += joint + size;
    }
    *value = n.total + n.group;
    return n.any && !goes_on(text, at) ? at : 0;
}

size_t smacs_answer_number_word(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    const size_t article = smacs_words_begin(text, SMACS_WORDS_ARTICLE);
    size_t longest = 0;
    uint64_t value = 0;
    for (unsigned language = 0; smacs_words_table(language); language++) {
        uint64_t read = 0;
        const size_t size = read_in(language, text, article, &read);
        value = size > longest ? read : value;
        longest = size > longest ? size : longest;
    }
    if (longest == 0) {
        return 0;
    }
    const smacs_text rest = smacs_text_after(text, longest), part = smacs_skip(rest, " -");
    const size_t half = smacs_words_begin(rest, SMACS_WORDS_HALF);
    smacs_text name = {NULL, 0};
    const size_t size = part.size < rest.size ? smacs_words_name(part, SMACS_WORDS_PART, &name) : 0;
    const uint64_t under = size > 0 ? smacs_words_decimal(name) : 1;
    if (half > 0 && value < UINT64_MAX / 2) {
        const smacs_text behind = smacs_skip(smacs_text_after(rest, half), " ");
        const size_t scale = smacs_words_name(behind, SMACS_WORDS_SCALE, &name); /* "two and a half million" */
        const uint64_t times = scale > 0 ? smacs_words_decimal(name) : 1;
        if (times > 0 && value * 2 + 1 <= UINT64_MAX / times) {
            smacs_answer_number_print(false, (value * 2 + 1) * times, 2, key);
            return scale > 0 ? (size_t)(behind.data - text.data) + scale : longest + half;
        }
    }
    smacs_answer_number_print(false, value, under, key);
    return longest + (size > 0 ? rest.size - part.size + size : 0);
}
