#include "answer/held.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/utf8.h"

/* ---- words ---- */

smacs_text smacs_next_word(smacs_text *rest) {
    size_t start = 0;
    while (start < rest->size && smacs_is_blank(rest->data[start])) {
        start++;
    }
    size_t end = start;
    while (end < rest->size && !smacs_is_blank(rest->data[end])) {
        end++;
    }
    const smacs_text word = smacs_text_after(smacs_text_before(*rest, end), start);
    *rest = smacs_text_after(*rest, end);
    return word;
}

/* Marks of other scripts that stand around words: typographic quotes, inverted "?" and "!", commas. */
static const char *const wide_marks[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x98",
                                         "\xE2\x80\x99", "\xC2\xAB",     "\xC2\xBB",     "\xC2\xBF",
                                         "\xC2\xA1",     "\xD8\x9F",     "\xD8\x8C",     "\xE3\x80\x82",
                                         "\xEF\xBC\x8C", "\xEF\xBC\x9F", "\xE0\xA5\xA4"};

/* Bytes of a mark at one end of `word`; 0: none is there. */
static size_t mark_size(smacs_text word, bool at_end) {
    static const char marks[] = ".,;:!?\"'()*_`$\\";
    const char c = word.data[at_end ? word.size - 1 : 0];
    for (size_t i = 0; i < sizeof wide_marks / sizeof *wide_marks && (unsigned char)c >= 0x80; i++) {
        const size_t size = strlen(wide_marks[i]);
        if (word.size >= size && memcmp(word.data + (at_end ? word.size - size : 0), wide_marks[i], size) == 0) {
            return size;
        }
    }
    const bool display = at_end && c == ']' && word.size > 1 && word.data[word.size - 2] == '\\'; /* "\\[2 = 2\\]" */
    return display ? 2 : smacs_is_of(c, marks) ? 1 : 0;
}

smacs_text smacs_bare_word(smacs_text word) {
    size_t size = 0;
    while (word.size > 0 && (size = mark_size(word, false)) > 0 &&
           !(word.data[0] == '\\' && smacs_is_letter(smacs_char_at(word, 1)))) { /* a command of LaTeX */
        word = smacs_text_after(word, size);
    }
    while (word.size > 0 && (size = mark_size(word, true)) > 0) {
        word = smacs_text_before(word, word.size - size);
    }
    if (word.size > 2 && smacs_text_is(smacs_text_after(word, word.size - 2), "'s")) {
        return smacs_text_before(word, word.size - 2);
    }
    const bool curly = word.size > 4 && smacs_text_is(smacs_text_after(word, word.size - 4), "\xE2\x80\x99s");
    return curly ? smacs_text_before(word, word.size - 4) : word;
}

enum { STEM_MIN = 8, ENDING_MAX = 6 /* bytes: letters of Greek and Cyrillic have two */ };

/* Whether words are Greek or Cyrillic, where their endings change: "столица", "столицей". */
static bool is_inflected(smacs_text a, smacs_text b) {
    const unsigned char x = (unsigned char)a.data[0], y = (unsigned char)b.data[0];
    return x >= 0xCD && x <= 0xD3 && y >= 0xCD && y <= 0xD3;
}

/* Whether two words are equal in either case; `endings`: also where one has up to two letters more. */
static bool same_word(smacs_text a, smacs_text b, bool endings) {
    size_t i = 0, k = 0;
    while (i < a.size && k < b.size) {
        const size_t i_before = i, k_before = k;
        if (smacs_fold(smacs_utf8_next(a.data, a.size, &i)) != smacs_fold(smacs_utf8_next(b.data, b.size, &k))) {
            i = i_before;
            k = k_before;
            break;
        }
    }
    const size_t more = a.size - i + b.size - k;
    if (more == 0) {
        return a.size > 0;
    }
    if (endings && i >= STEM_MIN && a.size - i <= ENDING_MAX && b.size - k <= ENDING_MAX && is_inflected(a, b)) {
        return true;
    }
    const smacs_text rest = i < a.size ? smacs_text_after(a, i) : smacs_text_after(b, k);
    const bool whole = i == a.size || k == b.size;
    return endings && whole && more <= 2 && i >= 3 && smacs_is_letter(a.data[0]) && smacs_is_letter(rest.data[0]) &&
           smacs_is_letter(rest.data[rest.size - 1]);
}

bool smacs_is_among(smacs_text word, smacs_text words, bool endings) {
    while (words.size > 0) {
        if (same_word(word, smacs_bare_word(smacs_next_word(&words)), endings)) {
            return true;
        }
    }
    return false;
}

/* Whether a character is a figure of any script, or a sign for a fraction. */
static bool is_figure(uint32_t c) {
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966, 0xFF10};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        if (c >= zeros[i] && c < zeros[i] + 10) {
            return true;
        }
    }
    return (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c < 0x215F);
}

bool smacs_names_number(smacs_text word) {
    char key[SMACS_NUMBER_KEY_MAX];
    for (size_t at = 0; at < word.size;) {
        if (is_figure(smacs_utf8_next(word.data, word.size, &at))) {
            return true;
        }
    }
    return word.size > 0 && smacs_answer_number_word(word, key) == word.size;
}

bool smacs_is_small(const smacs_asked *asked, smacs_text word) {
    return smacs_words_may(&asked->small, word) && smacs_words_is_in(word, SMACS_WORDS_SMALL, asked->language);
}

bool smacs_is_held(const smacs_asked *asked, smacs_text word) {
    for (smacs_text rest = asked->question; rest.size > 0;) {
        const smacs_text own = smacs_bare_word(smacs_next_word(&rest));
        if (same_word(word, own, false) || (same_word(word, own, true) && !smacs_is_small(asked, own) &&
                                            !smacs_words_is_in(own, SMACS_WORDS_ASKING, asked->language))) {
            return true;
        }
    }
    return false;
}

bool smacs_has_one_of(const smacs_asked *asked, smacs_text text, smacs_words list) {
    while (text.size > 0) {
        if (smacs_words_is_in(smacs_bare_word(smacs_next_word(&text)), list, asked->language)) {
            return true;
        }
    }
    return false;
}

unsigned smacs_words_shared(const smacs_asked *asked, smacs_text text, unsigned *of) {
    unsigned shared = 0;
    smacs_text rest = smacs_text_after(asked->asking, smacs_words_behind(asked->asking, SMACS_WORDS_COUNTING));
    *of = 0;
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool names = smacs_has_words(plain) && !smacs_is_small(asked, plain) &&
                           !smacs_words_is_in(plain, SMACS_WORDS_ASKING, asked->language) &&
                           !smacs_words_is_in(plain, SMACS_WORDS_WHETHER, asked->language);
        *of += names;
        shared += names && smacs_is_among(plain, text, true);
    }
    return shared;
}

bool smacs_denies(const smacs_asked *asked, smacs_text text) {
    size_t size = 0;
    return smacs_has_one_of(asked, text, SMACS_WORDS_DENYING) || smacs_has_one_of(asked, text, SMACS_WORDS_UNTOLD) ||
           smacs_words_last(text, SMACS_WORDS_NOT, &size) < text.size;
}

bool smacs_affirms_denied(const smacs_asked *asked, smacs_text text) {
    return smacs_is_among(asked->denied, text, true) && !smacs_denies(asked, text);
}

bool smacs_mentions_some(const smacs_asked *asked, smacs_text sentence) {
    bool some = false, others = false, joined = false;
    smacs_text question = asked->question;
    const bool nouns = smacs_words_is_just(smacs_text_of("nouns"), SMACS_WORDS_CAPITALS, asked->language);
    for (smacs_text word = smacs_next_word(&question); word.size > 0; word = smacs_next_word(&question)) {
        const smacs_text plain = smacs_bare_word(word);
        smacs_text rest = question;
        const bool part = joined || word.data[word.size - 1] == ',' ||
                          smacs_words_is_in(smacs_next_word(&rest), SMACS_WORDS_AND, asked->language);
        joined = smacs_words_is_in(plain, SMACS_WORDS_AND, asked->language);
        if (plain.size > 0 && (part || (!nouns && smacs_is_capital(plain.data[0])) || smacs_names_number(plain)) &&
            !smacs_is_small(asked, plain) && !smacs_words_is_in(plain, SMACS_WORDS_ASKING, asked->language)) {
            const bool mentioned = smacs_is_among(plain, sentence, true);
            some |= mentioned;
            others |= !mentioned;
        }
    }
    return some && others;
}

bool smacs_is_comparison(smacs_text word, smacs_text sentence) {
    const smacs_text behind = smacs_text_after(sentence, (size_t)(word.data - sentence.data) + word.size);
    return word.size > 2 && smacs_text_is(smacs_text_after(word, word.size - 2), "er") &&
           smacs_words_begin(behind, SMACS_WORDS_THAN) > 0;
}

/* ---- questions ---- */

enum { NAMED_WITHIN = 24 /* bytes of a question in which what is to be written is named */ };

bool smacs_rewrites_number(smacs_text question) {
    for (size_t i = 0; i < question.size && i < NAMED_WITHIN; i++) {
        const smacs_text behind = smacs_text_after(question, i + 1);
        if (smacs_is_of(question.data[i], "0123456789%") &&
            (smacs_text_begins(behind, " as ") || smacs_text_begins(behind, " in "))) {
            return true;
        }
    }
    return false;
}

/* Whether a sentence begins as one that asks for yes or no: "is", but not "can you list". */
static bool begins_whether(const smacs_asked *asked, smacs_text rest) {
    return smacs_words_is_just(smacs_bare_word(smacs_next_word(&rest)), SMACS_WORDS_WHETHER, asked->language) &&
           !(smacs_words_is_in(smacs_next_word(&rest), SMACS_WORDS_YOU, asked->language) &&
             smacs_words_is_in(smacs_next_word(&rest), SMACS_WORDS_REQUESTING, asked->language));
}

/* Whether a sentence of the question asks for yes or no. Where nothing else is asked, the question mark may be missing, or
 * what is asked about stand behind a colon: "is this true: 7 is odd". */
static bool asks_whether(const smacs_asked *asked) {
    const smacs_text question = asked->question;
    const bool only = !smacs_has_one_of(asked, question, SMACS_WORDS_ASKING);
    size_t start = 0;
    for (size_t i = 0; i <= question.size; i++) {
        const char c = smacs_char_at(question, i); /* NUL at the end */
        const smacs_text part = smacs_text_after(smacs_text_before(question, i), start);
        const bool loose = only && (c == 0 || c == ':') && !smacs_text_begins_folded(smacs_text_trimmed(part), "do ");
        if ((c == '?' || loose) && begins_whether(asked, part)) {
            return true;
        }
        /* "How much, in dollars, is left?" */
        const bool within = c == ',' && (smacs_words_behind(part, SMACS_WORDS_COUNTING) > 0 ||
                                         smacs_has_one_of(asked, part, SMACS_WORDS_CHOOSING));
        start = smacs_is_of(c, ".!?\n:,") && !within ? i + 1 : start;
    }
    return smacs_words_last(question, SMACS_WORDS_VERDICT_ASKED, &start) < question.size;
}

/* Whether the sentence that goes on with `rest` asks, or is the last one. */
static bool ends_question(smacs_text rest) {
    return smacs_asks(rest) || smacs_text_trimmed(smacs_text_after(rest, smacs_sentence_end(rest))).size == 0;
}

/* The last sentence of a question that asks; the last one where none does. */
static smacs_text asking_in(smacs_text question) {
    smacs_text asking = {NULL, 0}, last = {NULL, 0};
    for (smacs_text rest = question; rest.size > 0;) {
        const size_t end = smacs_sentence_end(rest);
        last = smacs_text_before(rest, end > 0 ? end : rest.size);
        asking = smacs_asks(rest) ? last : asking;
        rest = smacs_text_after(rest, last.size);
    }
    return asking.data ? asking : last;
}

/* The first word behind the denial in the sentence that asks; empty: it denies nothing, or supposes something. */
static smacs_text denied_in(const smacs_asked *asked) {
    smacs_text asking = asked->asking;
    bool denied = false;
    if (!smacs_denies(asked, asking) || smacs_has_one_of(asked, asking, SMACS_WORDS_SUPPOSING)) {
        return (smacs_text){NULL, 0};
    }
    for (smacs_text word = smacs_next_word(&asking); word.size > 0; word = smacs_next_word(&asking)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool denies = smacs_denies(asked, plain);
        if (denied && !denies && smacs_has_words(plain) && !smacs_is_small(asked, plain)) {
            return plain;
        }
        denied = denied || denies;
    }
    return (smacs_text){NULL, 0};
}

size_t smacs_find_exactly(smacs_text text, smacs_text word) {
    size_t at = 0;
    while (at + word.size <= text.size && memcmp(text.data + at, word.data, word.size) != 0) {
        at++;
    }
    return at + word.size <= text.size ? at : text.size;
}

size_t smacs_known_figure(smacs_text question, smacs_text sentence) {
    const size_t at = smacs_first_digit(sentence);
    const smacs_text before = smacs_text_before(smacs_text_after(sentence, at > 6 ? at - 6 : 0), 6);
    return at >= 6 && at < sentence.size && (unsigned char)before.data[0] >= 0xE3 &&
                   smacs_find_exactly(question, before) < question.size
               ? at
               : 0;
}

smacs_asked smacs_asked_of(smacs_text question) {
    smacs_asked asked = {
        .question = question, .asking = asking_in(question), .language = smacs_words_language(question)};
    smacs_words_filter_add(SMACS_WORDS_SMALL, 0, &asked.small);
    smacs_words_filter_add(SMACS_WORDS_SMALL, asked.language, &asked.small);
    const size_t counting = smacs_words_behind(question, SMACS_WORDS_COUNTING);
    smacs_text rest = smacs_text_after(question, counting);
    asked.counts = counting > 0;
    asked.counted = asked.counts ? smacs_bare_word(smacs_next_word(&rest)) : (smacs_text){NULL, 0};
    asked.times = smacs_words_behind(question, SMACS_WORDS_TIMING) + smacs_words_behind(question, SMACS_WORDS_YEAR) > 0;
    asked.chooses = smacs_has_one_of(&asked, question, SMACS_WORDS_CHOOSING);
    asked.either = smacs_has_one_of(&asked, question, SMACS_WORDS_OR);
    asked.whether = asks_whether(&asked);
    asked.denied = asked.whether ? (smacs_text){NULL, 0} : denied_in(&asked);
    rest = question;
    size_t several = 0;
    const size_t at = smacs_words_last(question, SMACS_WORDS_SEVERAL, &several);
    asked.open = at < question.size && ends_question(smacs_text_after(question, at));
    asked.open = asked.open || (smacs_words_is(smacs_bare_word(smacs_next_word(&rest)), SMACS_WORDS_OPEN) &&
                                !memchr(question.data, '?', question.size) && !smacs_rewrites_number(question));
    rest = question;
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool number = smacs_names_number(plain);
        asked.numeric |= number;
        asked.spoken |= number && plain.size > 2 && !smacs_is_digit(plain.data[0]);
    }
    asked.computes = asked.numeric && !asked.chooses && !asked.whether;
    asked.numeric = asked.counts || asked.computes;
    return asked;
}
