/* Splits a sentence into words, and tells those of the question and small ones from what the sentence adds. */
#include "answer/tokens.h"
#include "answer/moment.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/units.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/utf8.h"

enum {
    DATE_WORDS = 5,
    ASKED_WORDS = 60 /* of the question, among which a number in words is looked for */
};

static bool is_capital(smacs_text word) {
    size_t at = 0;
    const uint32_t c = word.size > 0 ? smacs_utf8_next(word.data, word.size, &at) : 0;
    return smacs_fold(c) != c;
}

/* Whether the question has a number in figures that `plain` says in words, or the other way round: "three", "3". */
static bool is_number_held(const smacs_asked *asked, smacs_text plain) {
    char key[SMACS_NUMBER_KEY_MAX], other[SMACS_NUMBER_KEY_MAX];
    const bool figures = plain.size > 0 && smacs_skip(plain, "0123456789").size == 0;
    const bool words = !figures && smacs_answer_number_word(plain, key) == plain.size && plain.size > 2;
    if (words) {
        return smacs_is_among(smacs_text_of(key), asked->question, false);
    }
    smacs_text rest = asked->question;
    for (unsigned looked = 0; looked < ASKED_WORDS && rest.size > 0 && figures && asked->spoken; looked++) {
        const smacs_text own = smacs_bare_word(smacs_next_word(&rest));
        if (own.size > 2 && smacs_answer_number_word(own, other) == own.size && smacs_text_is(plain, other)) {
            return true;
        }
    }
    return false;
}

smacs_token_kind smacs_token_kind_of(const smacs_asked *asked, smacs_text plain) {
    if (!smacs_has_words(plain) && !smacs_names_number(plain)) { /* "\u00BC" names one */
        return SMACS_TOKEN_SIGN;
    }
    if (smacs_is_small(asked, plain) || (asked->denied.size > 0 && smacs_denies(asked, plain))) {
        return SMACS_TOKEN_SMALL;
    }
    if (is_number_held(asked, plain)) {
        return SMACS_TOKEN_HELD;
    }
    const bool percent = plain.size > 1 && plain.data[plain.size - 1] == '%';
    if (smacs_is_held(asked, plain) ||
        (memchr(plain.data, ' ', plain.size) && smacs_mentions(asked->question, plain)) ||
        (percent && smacs_is_among(smacs_text_before(plain, plain.size - 1), asked->question, false))) {
        return SMACS_TOKEN_HELD;
    }
    return smacs_names_number(plain) || smacs_answer_clock_words(plain) > 0 || smacs_answer_half_size(plain) > 0
               ? SMACS_TOKEN_NUMBER
               : SMACS_TOKEN_ADDED;
}

/* The word at `at` of `rest` and all from `word` up to it; `rest` goes on behind it. */
static smacs_text word_to(smacs_text *rest, smacs_text word, size_t at) {
    *rest = smacs_text_after(*rest, at);
    const smacs_text tail = smacs_next_word(rest);
    return (smacs_text){word.data, (size_t)(tail.data + tail.size - word.data)};
}

/* Bytes of a number with blanks between its thousands, "299 792 458", or up to its power of ten, "6.02 × 10^23"; 0: it
 * has none. */
static size_t spaced_size(smacs_text plain, smacs_text all) {
    static const char times[][12] = {" \xC3\x97 10", " x 10^", " * 10^", " \\times 10^"};
    size_t end = plain.size;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (smacs_is_digit(plain.data[plain.size - 1]) && smacs_text_begins(smacs_text_after(all, end), times[i])) {
            return end + strlen(times[i]);
        }
    }
    const bool figures = plain.size < 4 && smacs_skip(plain, "0123456789").size == 0;
    while (figures && smacs_char_at(all, end) == ' ' &&
           smacs_text_after(all, end + 1).size - smacs_skip(smacs_text_after(all, end + 1), "0123456789").size == 3) {
        end += 4;
    }
    return end > plain.size ? end : 0;
}

/* Bytes of a date that begins with its day and goes on over several words: "9th of November, 1989"; 0: it is none. */
static size_t date_size(smacs_text all) {
    char key[SMACS_MOMENT_KEY_MAX];
    smacs_mark mark = {.size = 0};
    size_t size = 0;
    smacs_text rest = all;
    for (unsigned words = 0; words < DATE_WORDS && smacs_is_digit(smacs_char_at(all, 0)); words++) {
        const smacs_text word = smacs_bare_word(smacs_next_word(&rest));
        const smacs_text date = {all.data, (size_t)(word.data + word.size - all.data)};
        const bool read = words > 0 && word.size > 0 && !smacs_is_blank(date.data[date.size - 1]) &&
                          smacs_answer_moment(date, key, &mark) && memchr(key, '-', strlen(key));
        size = read ? date.size : size;
    }
    return size;
}

/* Bytes of the number that begins with `plain` and goes on in `rest`: "two and a half", "three eighths", "2 hours and 35
 * minutes"; 0: it does not go on. */
static size_t number_size(smacs_text plain, smacs_text rest) {
    char key[SMACS_NUMBER_KEY_MAX];
    const smacs_text all = {plain.data, (size_t)(rest.data + rest.size - plain.data)};
    if (plain.size == 0 || rest.size == 0) {
        return 0;
    }
    const size_t parts = smacs_answer_compound(all, key);
    if (parts > 0) { /* up to the last unit, and that */
        const smacs_text unit = smacs_skip(smacs_text_after(all, parts), " ");
        const smacs_text name = smacs_bare_word(smacs_next_word(&(smacs_text){unit.data, unit.size}));
        return (size_t)(name.data + name.size - all.data);
    }
    const size_t clock = smacs_answer_clock_words(all);
    if (clock > 0) {
        return clock;
    }
    const size_t spaced = spaced_size(plain, all), dated = date_size(all), halved = smacs_answer_half_size(all);
    if (spaced + dated + halved > 0) {
        return spaced > 0 ? spaced : dated > halved ? dated : halved;
    }
    const size_t several = smacs_answer_number_word(plain, key) > 0 ? smacs_answer_number_word(all, key) : 0;
    if (several > plain.size) {
        return several; /* "seven hundred and twenty" */
    }
    const bool spoken = smacs_answer_number_word(plain, key) == plain.size;
    const size_t half = spoken ? smacs_words_begin(rest, SMACS_WORDS_HALF) : 0;
    smacs_text name;
    const size_t part = spoken ? smacs_words_name(smacs_skip(rest, " "), SMACS_WORDS_PART, &name) : 0;
    const size_t blanks = rest.size - smacs_skip(rest, " ").size;
    return half > 0 ? plain.size + half : part > 0 ? plain.size + blanks + part : 0;
}

/* Whether a number that stands behind `before` without a blank, as in Chinese and Japanese, is a word of its own: behind "is" and
 * words of the question. "4 for each" and "at least 5" say more than a number. */
static bool begins_number(const smacs_asked *asked, smacs_text before) {
    const smacs_text sign = smacs_text_after(before, before.size - 3);
    return (unsigned char)sign.data[0] >= 0xE3 && (smacs_words_is(sign, SMACS_WORDS_COPULA) ||
                                                   smacs_find_exactly(asked->question, before) < asked->question.size);
}

/* The next word, a number of several words, or a whole formula that equates nothing: "\\(3 \\times 10^8\\)". */
static smacs_text next_token(const smacs_asked *asked, smacs_text *rest) {
    static const char marks[][2][3] = {{"\\(", "\\)"}, {"$", "$"}};
    const smacs_text word = smacs_next_word(rest);
    for (size_t i = 3; i < word.size; i++) {
        if (smacs_is_digit(word.data[i]) && begins_number(asked, smacs_text_before(word, i))) {
            *rest = (smacs_text){word.data + i, (size_t)(rest->data + rest->size - word.data) - i};
            return smacs_text_before(word, i);
        }
    }
    for (size_t i = 0; i < 2 && word.size > 0; i++) {
        const size_t size = strlen(marks[i][0]);
        const bool begins = smacs_text_begins(word, marks[i][0]);
        const smacs_text inner = smacs_text_after(word, begins ? size : 0);
        if (!begins || smacs_text_find(inner, marks[i][1]) < inner.size) {
            continue;
        }
        const size_t end = smacs_text_find(*rest, marks[i][1]);
        const bool money = i > 0 && smacs_is_digit(smacs_char_at(*rest, end + 1)); /* "20% of $45 is $9" */
        if (end < rest->size && end < 60 && !money && smacs_text_find(smacs_text_before(*rest, end), "=") == end) {
            return word_to(rest, word, end);
        }
    }
    const smacs_text plain = smacs_bare_word(word);
    const size_t more = plain.data + plain.size == word.data + word.size ? number_size(plain, *rest) : 0;
    return more > plain.size ? word_to(rest, word, more - plain.size - 1) : word;
}

/* Whether a word is a part of a tuple, interval or set with blanks in it, of which no number may be taken: "(12,". */
static bool is_part(smacs_text word) {
    long round = 0, others = 0;
    for (size_t i = 0; i < word.size; i++) {
        round += word.data[i] == '(' ? 1 : word.data[i] == ')' ? -1 : 0;
        others += smacs_is_of(word.data[i], "[{") ? 1 : smacs_is_of(word.data[i], "]}") ? -1 : 0;
    }
    const bool formula = smacs_text_begins(word, "\\(");
    return others != 0 || (round > 0 && (formula || word.data[word.size - 1] == ','));
}

bool smacs_tokens_read(const smacs_asked *asked, smacs_text sentence, smacs_tokens *x) {
    bool aside = false;
    x->count = 0;
    x->held = 0;
    x->added = 0;
    x->parts = false;
    for (smacs_text rest = sentence, word = next_token(asked, &rest); word.size > 0; word = next_token(asked, &rest)) {
        const bool opens = word.data[0] == '(' && x->count > 0;
        const bool closes = memchr(word.data, ')', word.size) != NULL;
        const smacs_text group = smacs_text_before(rest, smacs_text_find(rest, ")"));
        const bool remarks = opens && smacs_is_letter(smacs_char_at(smacs_text_trimmed(group), group.size - 2));
        x->parts |= is_part(word) && !remarks; /* "52 weeks (52.14, to be precise)" */
        const bool skip = aside || opens;
        aside = (aside || opens) && !closes;
        if (skip) {
            continue;
        }
        if (x->count == SMACS_TOKENS_MAX) {
            return false;
        }
        smacs_token *t = &x->at[x->count++];
        *t = (smacs_token){.word = word, .plain = smacs_bare_word(word)};
        const bool letter = x->count > 1 && t->plain.size == 1 && smacs_is_of(t->plain.data[0], "AI");
        t->kind = letter ? SMACS_TOKEN_ADDED : smacs_token_kind_of(asked, t->plain); /* "vitamins C and A" */
        t->capital = is_capital(t->plain);
        t->comma = smacs_is_of(word.data[word.size - 1], ",;:");
        x->held += t->kind == SMACS_TOKEN_HELD;
        x->added += smacs_token_is_added(t);
    }
    return x->count > 0;
}

smacs_text smacs_tokens_span(const smacs_token *first, const smacs_token *last) {
    const char *start = first->plain.data, *end = last->plain.data + last->plain.size;
    const char *stop = last->word.data + last->word.size, *tail = start + first->plain.size;
    const size_t behind = (size_t)(first->word.data + first->word.size - tail);
    const bool money = start > first->word.data && start[-1] == '$' && !memchr(tail, '$', behind);
    const bool formula = smacs_text_begins(first->word, "\\(") || (!money && first->word.data[0] == '$');
    if (formula) { /* without a unit behind it: a key is made of one formula */
        return first->word;
    }
    start -= money ? 1 : 0;
    while (end < stop && *end == '!' && (end + 1 < stop || end[-1] == '!')) {
        end++;
    }
    long open = 0, least = 0; /* "O(log n)", "(1,2)", "(x-2)(x-3)" */
    for (const char *at = start; at < end; at++) {
        open += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        least = open < least ? open : least;
    }
    const bool tuple = open == 0 && start > first->word.data && start[-1] == '(' && end < stop && *end == ')' &&
                       (least < 0 || memchr(start, ',', (size_t)(end - start)));
    start -= tuple ? 1 : 0;
    for (open += tuple ? 1 : 0; open > 0 && end < stop && *end == ')'; open--) {
        end++;
    }
    const char *dots = end;
    while (dots < stop && *dots == '.') {
        dots++;
    }
    end = dots - end > 1 && smacs_is_digit(end[-1]) ? dots : end; /* "0.333..." */
    end += end < stop && smacs_is_of(*end, "\"'") && smacs_is_digit(end[-1]) && first->word.data[0] != *end ? 1 : 0;
    return (smacs_text){start, (size_t)(end - start)};
}
