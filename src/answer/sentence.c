#include "answer/sentence.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/utf8.h"

/* ---- references ---- */

/* Bytes of a mark that refers to a source at the start of `text`: "[1][2]", "^1", a raised figure, a dagger; 0: none. */
static size_t reference_size(smacs_text text) {
    static const char raised[][4] = {"\xC2\xB9", "\xC2\xB2", "\xC2\xB3", "\xE2\x80\xA0"};
    const char open = smacs_char_at(text, 0);
    size_t end = 1;
    while (smacs_is_of(open, "[(^") && smacs_is_digit(smacs_char_at(text, end)) && end < 4) {
        end++;
    }
    if (end > 1 && (open == '^' || smacs_char_at(text, end) == (open == '[' ? ']' : ')'))) {
        return open == '^' ? end : end + 1;
    }
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++) {
        if (smacs_text_begins(text, raised[i])) {
            return strlen(raised[i]);
        }
    }
    return 0;
}

/* `text` without the references and blanks that it begins with. */
static smacs_text without_references(smacs_text text) {
    for (size_t size = 1; size > 0; text = smacs_text_after(text, size)) {
        text = smacs_skip(text, " \n");
        size = reference_size(text);
    }
    return text;
}

/* ---- ends ---- */

/* Whether the point at `at` is within a date or an era: "20. Juli 1969", "Nov. 9", "44 v. Chr." `start`: of the word
 * before it. */
static bool is_of_date(smacs_text text, size_t start, size_t at) {
    smacs_text name;
    const bool day = at > 0 && smacs_is_digit(text.data[at - 1]) && smacs_char_at(text, at + 1) == ' ';
    const bool month = at > start && smacs_is_digit(smacs_char_at(text, at + 2)) &&
                       smacs_words_name(smacs_text_after(text, start), SMACS_WORDS_MONTH, &name) == at - start;
    return month || (day && smacs_words_name(smacs_text_after(text, at + 2), SMACS_WORDS_MONTH, &name) > 0) ||
           (at > start && smacs_words_name(smacs_text_after(text, start), SMACS_WORDS_ERA, &name) > at + 1 - start);
}

/* The letters from `at` on. */
static smacs_text letters_at(smacs_text text, size_t at) {
    size_t end = at;
    while (end < text.size && smacs_is_letter(text.data[end])) {
        end++;
    }
    return smacs_text_before(smacs_text_after(text, at), end - at);
}

/* Whether the letter at `start`, with a point behind it at `at`, is an initial: "John F. Kennedy", "J. K. Rowling". It
 * stands between words with capitals, and no small word follows, as in "vitamin C. It is". */
static bool is_initial(smacs_text text, size_t start, size_t at) {
    const smacs_text next = letters_at(text, at + 2);
    size_t before = start;
    if (next.size == 1 && smacs_is_capital(next.data[0]) && smacs_char_at(text, at + 3) == '.' &&
        smacs_is_capital(smacs_char_at(smacs_skip(smacs_text_after(text, at + 4), " "), 0))) {
        return true; /* "by J. K. Rowling" */
    }
    while (before > 0 && text.data[before - 1] == ' ') {
        before--;
    }
    const size_t end = before;
    while (before > 0 && !smacs_is_blank(text.data[before - 1])) {
        before--;
    }
    const char first = smacs_char_at(smacs_skip(smacs_text_after(text, before), "*_\"("), 0);
    const bool named = end == 0 || smacs_is_capital(first);
    const smacs_text word = smacs_text_before(smacs_text_after(text, before), end - before);
    return named && next.size > 0 && smacs_is_capital(next.data[0]) && !smacs_words_is(next, SMACS_WORDS_SMALL) &&
           !smacs_words_is(next, SMACS_WORDS_CLOSING) && !smacs_words_is(word, SMACS_WORDS_OPTION);
}

/* Whether the "." at `at` ends a sentence: no decimal point, and no abbreviation's. */
static bool point_ends(smacs_text text, size_t at) {
    size_t start = at;
    const bool worded = at > 0 && !smacs_is_digit(text.data[at - 1]); /* "0.(3)" */
    if (at + 1 < text.size && !smacs_is_blank(text.data[at + 1]) &&
        !((worded || text.data[at + 1] != '(') && reference_size(smacs_text_after(text, at + 1)) > 0)) {
        return false;
    }
    for (size_t dots = at; dots > 0 && text.data[dots] == '.'; dots--) { /* "0.333..." */
        if (dots < at && smacs_is_digit(text.data[dots - 1])) {
            return false;
        }
    }
    while (start > 0 && (smacs_is_letter(text.data[start - 1]) || (text.data[start - 1] & 0x80)) && at - start < 8) {
        start--;
    }
    const smacs_text word = smacs_text_before(smacs_text_after(text, start), at - start);
    const bool counted = smacs_is_digit(smacs_char_at(smacs_skip(smacs_text_after(text, at + 1), " "), 0));
    if ((counted && smacs_words_is(word, SMACS_WORDS_PAGE)) || smacs_words_is(word, SMACS_WORDS_ABBREVIATION) ||
        is_of_date(text, start, at)) {
        return false;
    }
    const char next = smacs_char_at(text, at + 2);
    const bool pointed = word.size == 1 && start > 0 && text.data[start - 1] == '.';
    if (pointed && (smacs_is_digit(next) || (smacs_is_letter(next) && !smacs_is_capital(next)))) {
        return false; /* "i.e. 21", "5 p.m. in Rome" */
    }
    const bool letter = word.size == 1 && smacs_is_capital(word.data[0]);
    return !(letter && (pointed || is_initial(text, start, at)));
}

/* Whether "!" or "?" at `at` ends a sentence: "5! = 120" has one that does not. */
static bool call_ends(smacs_text text, size_t at) {
    const char next = smacs_char_at(text, at + 2);
    return smacs_is_blank(smacs_char_at(text, at + 1)) &&
           (smacs_is_capital(next) || (unsigned char)next >= 0x80 || smacs_is_of(next, "*_\"("));
}

/* Bytes of a mark that ends sentences in other scripts, at the start of `text`; 0: none. */
static size_t wide_end(smacs_text text) {
    static const char marks[][4] = {"\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xE0\xA5\xA4", "\xD8\x9F"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks && (unsigned char)smacs_char_at(text, 0) >= 0x80; i++) {
        if (smacs_text_begins(text, marks[i])) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

/* Bytes of a mark at `at` that ends the sentence; 0: none does. A line's end is no mark. */
static size_t mark_at(smacs_text text, size_t at) {
    const char c = text.data[at];
    if (c == '.' ? point_ends(text, at) : smacs_is_of(c, "!?") && call_ends(text, at)) {
        return 1;
    }
    return wide_end(smacs_text_after(text, at));
}

size_t smacs_sentence_end(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        const size_t mark = text.data[i] == '\n' ? 1 : mark_at(text, i);
        if (mark > 0) {
            return i + mark;
        }
    }
    return text.size;
}

bool smacs_asks(smacs_text rest) {
    const size_t end = smacs_sentence_end(rest);
    return end > 0 && (rest.data[end - 1] == '?' ||
                       (end > 2 && smacs_text_begins(smacs_text_after(rest, end - 3), "\xEF\xBC\x9F")));
}

/* `text` without a verb at its end, as in Japanese. */
static smacs_text without_trail(smacs_text text) {
    smacs_words_cursor cursor = {0};
    smacs_text word;
    while (text.size > 0 && (unsigned char)text.data[text.size - 1] >= 0x80 &&
           smacs_words_next(SMACS_WORDS_TRAIL, &cursor, &word)) {
        if (text.size > word.size && memcmp(text.data + text.size - word.size, word.data, word.size) == 0) {
            return smacs_text_trimmed(smacs_text_before(text, text.size - word.size));
        }
    }
    return text;
}

/* Whether `rest`, at a comma, tells more of what was named before it, to the end of the sentence: "Paris, the City of
 * Light". No list goes on behind it. */
static bool is_apposition(smacs_text rest) {
    const size_t size = smacs_words_begin(rest, SMACS_WORDS_APPOSITION);
    size_t letters = size, end = 0;
    while (smacs_is_word_byte(smacs_char_at(rest, letters))) {
        letters++;
    }
    for (end = size; size > 0 && end < rest.size && rest.data[end] != '\n' && mark_at(rest, end) == 0; end++) {
        const smacs_text more = smacs_text_after(rest, end);
        const bool word = rest.data[end - 1] == ' ';
        if (more.data[0] == ',' || smacs_words_begin(more, SMACS_WORDS_LIST_JOINT) > 0 ||
            (word && (smacs_words_begin_whole(more, SMACS_WORDS_WHETHER) > 0 ||
                      smacs_words_begin_whole(more, SMACS_WORDS_COPULA) > 0))) {
            return false; /* a list, or a sentence: "Typically, an adult has .." */
        }
    }
    return size > 0 && (rest.data[size - 1] != ' ' || letters > size + 2);
}

/* The system that the unit at the start of `text` is of: 1 metric, 2 imperial, 0 neither. */
static int system_of(smacs_text text) {
    static const char names[2][14][9] = {{"mm", "cm", "m", "km", "g", "kg", "t", "l", "ml", "km/h", "c+deg", "m/s"},
                                         {"in", "ft", "yd", "mi", "oz", "lb+pound", "pound", "gal", "mi/h", "deg+f"}};
    static const char degree[] = "\xC2\xB0";
    smacs_text name = {NULL, 0};
    text = smacs_skip(text, " ");
    if (smacs_text_begins(text, degree)) {
        const char scale = smacs_char_at(text, sizeof degree - 1);
        return scale == 'C' ? 1 : scale == 'F' ? 2 : 0;
    }
    if (smacs_words_name(text, SMACS_WORDS_UNIT, &name) == 0 &&
        smacs_words_name(text, SMACS_WORDS_UNIT_SIGN, &name) == 0) {
        return 0;
    }
    if (smacs_text_is(name, "deg")) { /* "degrees Celsius" */
        const smacs_text scale = smacs_skip(smacs_text_after(text, smacs_text_find(text, " ")), " ");
        return smacs_words_name(scale, SMACS_WORDS_UNIT, &name) == 0 ? 0 : smacs_text_is(name, "c+deg") ? 1 : 2;
    }
    for (int i = 0; i < 2; i++) {
        for (size_t k = 0; k < 14 && names[i][k][0]; k++) {
            if (smacs_text_is(name, names[i][k])) {
                return i + 1;
            }
        }
    }
    return 0;
}

/* Bytes of the number that begins `text`. */
static size_t figures_size(smacs_text text) {
    size_t size = 0;
    while (smacs_is_digit(smacs_char_at(text, size)) || (size > 0 && smacs_is_of(smacs_char_at(text, size), ".,"))) {
        size++;
    }
    return size;
}

bool smacs_is_restated(smacs_text before, smacs_text rest) {
    const size_t joint = smacs_words_begin(rest, SMACS_WORDS_RESTATED);
    const smacs_text behind = smacs_text_after(rest, joint);
    const smacs_text value = smacs_text_after(behind, smacs_words_begin(behind, SMACS_WORDS_ABOUT));
    const size_t size = joint > 0 ? figures_size(value) : 0;
    const int other = size > 0 ? system_of(smacs_text_after(value, size)) : 0;
    size_t start = before.size;
    while (other && start > 0 && before.size - start < 32 && !smacs_is_digit(before.data[start - 1])) {
        start--;
    }
    const int own = other && start > 0 ? system_of(smacs_text_after(before, start)) : 0;
    return own && other && own != other;
}

smacs_text smacs_answer_sentence(smacs_text text, bool bold) {
    smacs_words_filter reasons, restated;
    size_t end = 0;
    bool code = false;
    smacs_words_filter_make(SMACS_WORDS_RESTATED, &restated);
    smacs_words_filter_make(SMACS_WORDS_REASON, &reasons);
    for (; end < text.size && text.data[end] != '\n' && mark_at(text, end) == 0; end++) {
        const smacs_text rest = smacs_text_after(text, end);
        code = code != (rest.data[0] == '`');
        const bool reference = rest.data[0] == '[' && end > 1 && !code && reference_size(rest) > 0 &&
                               (smacs_is_letter(text.data[end - 1]) || smacs_is_of(text.data[end - 1], " *.\"")) &&
                               smacs_is_letter(text.data[end - 2]); /* "x[0]" is none */
        const bool reason = smacs_words_may(&reasons, rest) && smacs_words_begin(rest, SMACS_WORDS_REASON) > 0 &&
                            smacs_words_begin(rest, SMACS_WORDS_PROVISO) == 0;
        if (reference || reason || (bold && smacs_text_begins(rest, "**"))) {
            break;
        }
        if ((smacs_is_of(rest.data[0], ",;") && is_apposition(rest) &&
             !smacs_words_is(smacs_text_before(text, end), SMACS_WORDS_CLOSING)) || /* "So, the car .." */
            (smacs_words_may(&restated, rest) && smacs_is_restated(smacs_text_before(text, end), rest))) {
            break;
        }
    }
    return without_trail(smacs_text_trimmed(smacs_text_before(text, end)));
}

size_t smacs_item_mark(smacs_text line) {
    size_t digits = 0;
    while (smacs_is_digit(smacs_char_at(line, digits))) {
        digits++;
    }
    const bool bullet = smacs_text_begins(line, "- ") || smacs_text_begins(line, "* ");
    const bool number = digits > 0 && digits < 3 && smacs_is_of(smacs_char_at(line, digits), ".)") &&
                        smacs_char_at(line, digits + 1) == ' ' && !is_of_date(line, 0, digits);
    return bullet ? 2 : number ? digits + 2 : smacs_text_begins(line, "\xE2\x80\xA2 ") ? 4 : 0;
}

/* ---- courtesies ---- */

enum {
    COURTESIES_MAX = 6, /* sentences */
    COURTESY_MAX = 300, /* bytes of one */
    LEAD_MAX = 60       /* bytes of what leads to a sentence */
};

bool smacs_has_words(smacs_text text) {
    for (size_t at = 0; at < text.size;) {
        const smacs_char kind = smacs_char_kind(smacs_fold(smacs_utf8_next(text.data, text.size, &at)));
        if (kind == SMACS_CHAR_LETTER || kind == SMACS_CHAR_DIGIT || kind == SMACS_CHAR_CJK) {
            return true;
        }
    }
    return false;
}

/* Whether what leads to a sentence ends at `at`, at a comma or colon that is no part of a number or date. */
static bool ends_lead(smacs_text text, size_t at) {
    const smacs_text behind = smacs_skip(smacs_text_after(text, at + 1), " ");
    return smacs_is_of(text.data[at], ",:") &&
           !(at > 0 && smacs_is_digit(text.data[at - 1]) && smacs_is_digit(smacs_char_at(behind, 0)));
}

/* Bytes of a courtesy or remark at the start of `text`: an interjection ("Sure!"), a whole sentence, or what leads to one
 * ("As far as I know,"); 0: there is none. */
static size_t courtesy(smacs_text text) {
    const smacs_text words = smacs_skip(text, "*_ (#>\xE2\x80\x93\x94-");
    const size_t group = smacs_char_at(text, 0) == '(' ? smacs_group_end(text) : 0;
    const size_t size = smacs_words_begin(words, SMACS_WORDS_COURTESY),
                 end = group > 0 ? group : smacs_sentence_end(text);
    const size_t lead = size > 0 ? 0 : smacs_words_begin_whole(words, SMACS_WORDS_OPENING);
    const size_t skipped = text.size - words.size;
    size_t comma = lead > 0 ? lead - 1 : end;
    while (comma + skipped < end && comma < LEAD_MAX && !ends_lead(words, comma)) {
        comma++;
    }
    if (lead > 0 && comma < LEAD_MAX && comma + skipped < end) {
        return skipped + comma + 1;
    }
    if (size == 0) {
        return 0;
    }
    if (smacs_is_of(words.data[size - 1], "!,.-")) {
        return skipped + size;
    }
    if (smacs_char_at(words, size) == '!') { /* "Great question! \\boxed{7}" */
        return skipped + size + 1;
    }
    return end <= COURTESY_MAX ? end : 0;
}

bool smacs_mentions(smacs_text text, smacs_text words) {
    for (size_t i = 0; i + words.size <= text.size; i++) {
        size_t same = 0;
        while (same < words.size && (text.data[i + same] | 32) == (words.data[same] | 32)) {
            same++;
        }
        if (same == words.size) {
            return true;
        }
    }
    return false;
}

bool smacs_is_remark(smacs_text found, smacs_text question) {
    const size_t size = smacs_words_begin(found, SMACS_WORDS_REMARK);
    const bool number = smacs_is_digit(smacs_char_at(smacs_skip(smacs_text_after(found, size), " $"), 0));
    return size > 0 && !number && !smacs_is_letter(smacs_char_at(found, size)) && /* "below 5" is none */
           !smacs_mentions(question, smacs_text_before(found, size));
}

/* Whether a sentence says something of an answer that stands elsewhere: "Answer: see above", "This answer is exact." */
static bool points_back(smacs_text sentence, smacs_text question) {
    smacs_text rest = smacs_skip(sentence, "*_ #>");
    size_t size = smacs_words_begin(rest, SMACS_WORDS_POINTING);
    rest = smacs_text_after(rest, size > 0 ? size : smacs_words_begin(rest, SMACS_WORDS_HEADING));
    size = smacs_words_begin(rest, SMACS_WORDS_ANSWER);
    size = size > 0 ? size : smacs_words_begin(rest, SMACS_WORDS_LABEL);
    const smacs_text behind = smacs_skip(smacs_text_after(rest, size), "*_");
    const size_t verb = size > 0 ? smacs_words_begin(behind, SMACS_WORDS_VERB) : 0;
    return verb > 0 && smacs_is_remark(smacs_skip(smacs_text_after(behind, verb), " *_:"), question);
}

bool smacs_is_aside(smacs_text sentence, smacs_text question) {
    size_t size = 0;
    const size_t at = smacs_words_last(sentence, SMACS_WORDS_ASIDE, &size);
    const bool told = at < sentence.size && (at == 0 || !smacs_is_letter(sentence.data[at - 1])) &&
                      !smacs_mentions(question, smacs_text_before(smacs_text_after(sentence, at), size));
    const smacs_text words = smacs_skip(sentence, "*_ ");
    size_t letters = 0; /* "(1, 2)" and "(C)" are no remarks */
    for (size_t i = 0; i < words.size; i++) {
        letters += smacs_is_letter(words.data[i]) || (words.data[i] & 0x80);
    }
    const bool bracketed =
        smacs_char_at(words, 0) == '(' && letters > 2 && smacs_group_end(words) + 2 > smacs_text_trimmed(words).size;
    const smacs_text first = smacs_text_before(words, smacs_text_find(words, " "));
    const bool offers = smacs_asks(sentence) && !smacs_words_is(first, SMACS_WORDS_OR); /* "Would you like 3 more?" */
    return told || bracketed || offers || courtesy(sentence) >= sentence.size ||
           without_references(sentence).size == 0 || points_back(sentence, question);
}

/* Whether `text` is signs only: emoji, or a rule under the text. What a colon leads to is no such thing. */
static bool is_ornament(smacs_text text, smacs_text before) {
    const bool led = before.size > 0 && smacs_is_of(before.data[before.size - 1], ":`$");
    return !led && !smacs_has_words(text) &&
           ((unsigned char)smacs_char_at(text, 0) >= 0x80 || smacs_text_begins(text, "---"));
}

/* Where the last sentence of `text` begins. */
static size_t last_start(smacs_text text) {
    size_t i = text.size > 0 ? text.size - 1 : 0;
    for (; i > 0 && text.size - i <= COURTESY_MAX; i--) {
        const char before = text.data[i - 1];
        if (before == '\n' ||
            (smacs_is_blank(before) && i > 1 &&
             (text.data[i - 2] == '.'
                  ? point_ends(text, i - 2)
                  : smacs_is_of(text.data[i - 2], "!?") || (i > 3 && wide_end(smacs_text_after(text, i - 4)) == 3))) ||
            (i > 2 && wide_end(smacs_text_after(text, i - 3)) == 3)) {
            return i;
        }
    }
    return i;
}

smacs_text smacs_without_courtesy(smacs_text text, smacs_text question) {
    text = smacs_text_trimmed(text);
    for (unsigned i = 0; i < COURTESIES_MAX; i++) {
        const smacs_text rest = smacs_text_trimmed(smacs_text_after(text, courtesy(text)));
        if (rest.size == 0 || rest.size == text.size) {
            break;
        }
        text = rest;
    }
    for (unsigned i = 0; i < COURTESIES_MAX; i++) {
        const size_t start = last_start(text);
        const smacs_text last = smacs_text_after(text, start);
        const smacs_text rest = smacs_text_trimmed(smacs_text_before(text, start));
        if (rest.size == 0 || last.size > COURTESY_MAX ||
            !(smacs_is_aside(last, question) || is_ornament(last, rest))) {
            break;
        }
        text = rest;
    }
    return text;
}

/* ---- suppositions ---- */

enum { SUPPOSED_MAX = 200 /* bytes before a statement in which its sentence is looked for */ };

bool smacs_is_supposed(smacs_text text, size_t at) {
    size_t start = at;
    while (start > 0 && at - start < SUPPOSED_MAX && text.data[start - 1] != '\n' &&
           !(smacs_is_blank(text.data[start]) && smacs_is_of(text.data[start - 1], ".!?"))) {
        start--;
    }
    const smacs_text sentence = smacs_text_before(smacs_text_after(text, start), at - start + SUPPOSED_MAX);
    const smacs_text whole = smacs_text_before(sentence, at - start + smacs_sentence_end(smacs_text_after(text, at)));
    return smacs_words_behind(whole, SMACS_WORDS_SUPPOSING) > 0 && smacs_words_behind(whole, SMACS_WORDS_WOULD) > 0;
}

/* ---- provisos ---- */

bool smacs_has_proviso(smacs_text text) {
    size_t size = 0;
    bool has = smacs_words_last(text, SMACS_WORDS_PROVISO, &size) < text.size;
    for (size_t i = 0; i < text.size && !has; i++) {
        has = text.data[i] == ',' &&
              smacs_words_begin_whole(smacs_skip(smacs_text_after(text, i), ", "), SMACS_WORDS_CONDITIONAL) > 0;
    }
    return has;
}

/* ---- corrections ---- */

/* Whether a text ends with a dash between blanks: "Thirteen \u2014 sorry, I meant fifteen." */
static bool is_dash(smacs_text text) {
    return text.size > 4 && text.data[text.size - 4] == ' ' &&
           (smacs_text_is(smacs_text_after(text, text.size - 3), "\xE2\x80\x94") ||
            smacs_text_is(smacs_text_after(text, text.size - 3), "\xE2\x80\x93"));
}

size_t smacs_last_correction(smacs_text text, size_t from) {
    smacs_words_filter filter;
    size_t found = text.size;
    bool starts = false;
    smacs_words_filter_make(SMACS_WORDS_CORRECTION, &filter);
    for (size_t i = from; i < text.size; i++) {
        const smacs_text rest = smacs_text_after(text, i);
        const size_t size =
            starts && smacs_words_may(&filter, rest) ? smacs_words_begin(rest, SMACS_WORDS_CORRECTION) : 0;
        if (size > 0 && !smacs_is_letter(smacs_char_at(rest, size))) {
            found = i + size;
        }
        starts = text.data[i] == '\n' ||
                 (smacs_is_blank(text.data[i]) && (starts || (i > 0 && smacs_is_of(text.data[i - 1], ".!?*")) ||
                                                   is_dash(smacs_text_before(text, i)))) ||
                 (starts && smacs_is_of(text.data[i], "*_\"("));
    }
    return found;
}
