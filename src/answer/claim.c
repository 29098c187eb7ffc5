/* Each word of a sentence is a word of the question, a small word, or an addition. What is added is the claim where it
 * is plain which: shown in bold; behind an equals sign; the one number, where a number is asked for; or a run of words
 * at one end, behind "is" or before the question's own words.
 *
 * Questions that name what may be chosen are a trap. "Bob is the tallest person." adds "person", and the same sentence
 * about Carol does too, yet the two answers differ. So a sentence claims nothing if it names some but not all of what
 * the question names, or if it denies. */
#include "answer/claim.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "base/characters.h"
#include "base/utf8.h"

enum {
    SENTENCE_MAX = 400, /* bytes */
    TOKENS_MAX = 80,
    ALONE_MAX = 4, /* words that a sentence adds if it is the whole reply */
    AMONG_MAX = 3, /* the same if it is one of several */
    NAME_MAX = 5,  /* words of a name */
    UNIT_MAX = 2   /* words of a unit */
};

typedef enum token_kind { SIGN, SMALL, HELD, ADDED, NUMBER } token_kind;

typedef struct token {
    smacs_text word, plain; /* as it stands, and without marks */
    token_kind kind;
    bool capital;
    bool comma; /* a comma or the like stands behind it */
} token;

typedef struct tokens {
    token at[TOKENS_MAX];
    size_t count;
    unsigned held, added; /* words of these kinds */
    bool parts;           /* it has parts of tuples or code with blanks in them */
} tokens;

/* ---- reading ---- */

static bool is_capital(smacs_text word) {
    size_t at = 0;
    const uint32_t c = word.size > 0 ? smacs_utf8_next(word.data, word.size, &at) : 0;
    return smacs_fold(c) != c;
}

static token_kind kind_of(const smacs_asked *asked, smacs_text plain) {
    if (!smacs_has_words(plain)) {
        return SIGN;
    }
    if (smacs_is_small(asked, plain)) {
        return SMALL;
    }
    const bool percent = plain.size > 1 && plain.data[plain.size - 1] == '%';
    if (smacs_is_among(plain, asked->question, true) ||
        (percent && smacs_is_among(smacs_text_before(plain, plain.size - 1), asked->question, false))) {
        return HELD;
    }
    return smacs_names_number(plain) ? NUMBER : ADDED;
}

static bool is_added(const token *t) { return t->kind == ADDED || t->kind == NUMBER; }

/* The word at `at` of `rest` and all from `word` up to it; `rest` goes on behind it. */
static smacs_text word_to(smacs_text *rest, smacs_text word, size_t at) {
    *rest = smacs_text_after(*rest, at);
    const smacs_text tail = smacs_next_word(rest);
    return (smacs_text){word.data, (size_t)(tail.data + tail.size - word.data)};
}

/* The next word, a number in words with its half, or a whole formula that equates nothing: "\\(3 \\times 10^8\\)". */
static smacs_text next_token(smacs_text *rest) {
    static const char *const marks[][2] = {{"\\(", "\\)"}, {"$", "$"}};
    const smacs_text word = smacs_next_word(rest);
    for (size_t i = 0; i < 2 && word.size > 0; i++) {
        const size_t size = strlen(marks[i][0]);
        const bool begins = smacs_text_begins(word, marks[i][0]);
        const smacs_text inner = smacs_text_after(word, begins ? size : 0);
        if (!begins || smacs_text_find(inner, marks[i][1]) < inner.size) {
            continue;
        }
        const size_t end = smacs_text_find(*rest, marks[i][1]);
        if (end < rest->size && end < 60 && smacs_text_find(smacs_text_before(*rest, end), "=") == end) {
            return word_to(rest, word, end);
        }
    }
    char key[SMACS_NUMBER_KEY_MAX];
    const smacs_text plain = smacs_bare_word(word);
    const bool spoken = plain.size > 0 && smacs_answer_number_word(plain, key) == plain.size;
    const size_t half =
        spoken && plain.data + plain.size == word.data + word.size ? smacs_words_begin(*rest, SMACS_WORDS_HALF) : 0;
    return half > 0 ? word_to(rest, word, half - 1) : word;
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

/* Splits a sentence into words. What stands in round brackets is left out; "\(" begins a formula. False where there are
 * too many. */
static bool read_tokens(const smacs_asked *asked, smacs_text sentence, tokens *x) {
    bool aside = false;
    x->count = 0;
    x->held = 0;
    x->added = 0;
    x->parts = false;
    for (smacs_text rest = sentence, word = next_token(&rest); word.size > 0; word = next_token(&rest)) {
        const bool opens = word.data[0] == '(' && x->count > 0;
        const bool closes = memchr(word.data, ')', word.size) != NULL;
        x->parts |= is_part(word);
        const bool skip = aside || opens;
        aside = (aside || opens) && !closes;
        if (skip) {
            continue;
        }
        if (x->count == TOKENS_MAX) {
            return false;
        }
        token *t = &x->at[x->count++];
        *t = (token){.word = word, .plain = smacs_bare_word(word)};
        const bool letter = x->count > 1 && t->plain.size == 1 && smacs_is_of(t->plain.data[0], "AI");
        t->kind = letter ? ADDED : kind_of(asked, t->plain); /* "vitamins C and A" */
        t->capital = is_capital(t->plain);
        t->comma = smacs_is_of(word.data[word.size - 1], ",;:");
        x->held += t->kind == HELD;
        x->added += is_added(t);
    }
    return x->count > 0;
}

/* What stands from one word to another, without the marks around them, but with those that belong to a value: "$5",
 * "5!", "5%". */
static smacs_text span(const token *first, const token *last) {
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
    long open = 0; /* "O(log n)", "(1,2)" */
    for (const char *at = start; at < end; at++) {
        open += *at == '(' ? 1 : *at == ')' ? -1 : 0;
    }
    const bool tuple = open == 0 && start > first->word.data && start[-1] == '(' && end < stop && *end == ')' &&
                       memchr(start, ',', (size_t)(end - start));
    start -= tuple ? 1 : 0;
    end += (tuple || open > 0) && end < stop && *end == ')' ? 1 : 0;
    const char *dots = end;
    while (dots < stop && *dots == '.') {
        dots++;
    }
    end = dots - end > 1 && smacs_is_digit(end[-1]) ? dots : end; /* "0.333..." */
    end += end < stop && smacs_is_of(*end, "\"'") && smacs_is_digit(end[-1]) && first->word.data[0] != *end ? 1 : 0;
    return (smacs_text){start, (size_t)(end - start)};
}

/* ---- marked spans ---- */

typedef struct marked {
    smacs_text value;
    unsigned count; /* of spans that may be it */
} marked;

/* Whether a marked text may be an answer: short, no label, and new to the question or one of what it names. */
static bool may_answer(const smacs_asked *asked, smacs_text value, bool bold) {
    bool added = false, number = false;
    unsigned words = 0;
    for (smacs_text rest = value, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const token_kind kind = kind_of(asked, smacs_bare_word(word));
        added |= kind == ADDED || kind == NUMBER;
        number |= smacs_names_number(smacs_bare_word(word));
        words++;
    }
    const char last = smacs_char_at(value, value.size - 1);
    if (!bold && value.size > 0 && value.size < 4 &&
        smacs_quoted_sign((smacs_text){value.data - 1, value.size + 2}).data) {
        return !asked->counts && !asked->times;
    }
    return words > 0 && words <= NAME_MAX + 2 && last != ':' && !smacs_is_of(last, "?") &&
           (added || (bold && (asked->chooses || asked->either))) && (number || !asked->counts);
}

/* Whether "is" or the like stands last. */
static bool is_led(const smacs_asked *asked, smacs_text before) {
    before = smacs_text_trimmed(before);
    size_t start = before.size;
    while (start > 0 && !smacs_is_blank(before.data[start - 1])) {
        start--;
    }
    return smacs_words_is_in(smacs_bare_word(smacs_text_after(before, start)), SMACS_WORDS_COPULA, asked->language);
}

/* The spans of `sentence` between `open` and `close` that may answer; the last one where there are several. */
static marked find_marked(const smacs_asked *asked, smacs_text sentence, const char *open, const char *close,
                          bool few) {
    const bool bold = open[0] == '*' || open[0] == '_';
    marked found = {{NULL, 0}, 0};
    smacs_text rest = sentence;
    for (unsigned i = 0; i < 8; i++) {
        const size_t at = smacs_text_find(rest, open);
        if (at == rest.size) {
            break;
        }
        const smacs_text inner = smacs_text_after(rest, at + strlen(open));
        const size_t end = smacs_text_find(inner, close);
        if (end == inner.size) {
            break;
        }
        const smacs_text value = smacs_text_trimmed(smacs_text_before(inner, end)),
                         behind = smacs_text_after(inner, end + strlen(close));
        const smacs_text front = smacs_text_before(sentence, (size_t)(inner.data - sentence.data));
        const size_t aside = smacs_text_find_last_folded(front, "(");
        const bool within =
            !bold && aside < front.size &&
            smacs_text_find(smacs_text_after(front, aside), ")") == front.size - aside; /* Au (from "aurum") */
        if (!within && smacs_char_at(behind, 0) != ':' && may_answer(asked, value, bold) &&
            (bold || few ||
             (!smacs_has_words(behind) &&
              is_led(asked, smacs_text_before(sentence, (size_t)(inner.data - sentence.data) - strlen(open)))))) {
            const bool code = value.size == end && smacs_is_code((smacs_text){value.data - 1, value.size + 2});
            found.value = code ? (smacs_text){value.data - 1, value.size + 2} : value; /* case counts within them */
            found.count++;
        }
        rest = behind;
    }
    return found;
}

/* ---- numbers ---- */

/* "17 * 23 = 391": what stands behind the last sign of equality, if it is one number, and all before it is known. */
static smacs_text behind_equality(const tokens *x) {
    size_t sign = 0;
    for (size_t i = 1; i < x->count; i++) {
        sign = smacs_text_is(x->at[i].plain, "=") || smacs_text_is(x->at[i].word, "=") ? i : sign;
    }
    for (size_t i = 0, signs = 0; i < sign; i++) {
        signs += smacs_text_is(x->at[i].word, "=") || memchr(x->at[i].word.data, '=', x->at[i].word.size) != NULL;
        const bool variable = sign > 0 && i + 1 < sign &&
                              (x->at[sign - 1].kind == HELD || x->at[sign - 1].plain.size == 1) &&
                              x->at[sign - 1].plain.size <= 2 && smacs_is_letter(x->at[sign - 1].plain.data[0]);
        if (variable && signs == 0) {
            continue;
        }
        const bool joint =
            smacs_words_is(x->at[i].plain, SMACS_WORDS_AND) || smacs_words_is(x->at[i].plain, SMACS_WORDS_OR);
        if ((x->at[i].kind == ADDED && x->at[i].plain.size > 2) || (signs > 0 && (joint || x->at[i].comma))) {
            return (smacs_text){NULL, 0};
        }
    }
    size_t last = sign + 1;
    while (last < x->count && x->at[last].kind == SIGN && x->at[last].plain.size == 0) {
        last++;
    }
    if (sign == 0 || last >= x->count || !smacs_names_number(x->at[last].plain)) {
        return (smacs_text){NULL, 0};
    }
    for (size_t i = 0; i < sign && sign > 1 && x->at[last].kind == HELD; i++) {
        const smacs_text plain = x->at[i].plain;
        if (smacs_is_letter(smacs_char_at(plain, plain.size - 1))) {
            return (smacs_text){NULL, 0}; /* "3x + 7 = 22" is what the question says */
        }
    }
    size_t end = last;
    while (end + 1 < x->count && end - last < UNIT_MAX && x->at[end + 1].kind != NUMBER &&
           x->at[end + 1].kind != SMALL) {
        end++;
    }
    return end + 1 == x->count ? span(&x->at[last], &x->at[end]) : (smacs_text){NULL, 0};
}

/* The number at `at` with what belongs to it: a month before it, a unit behind it. */
static smacs_text with_unit(const smacs_asked *asked, const tokens *x, size_t at, size_t *end) {
    size_t first = at;
    *end = at;
    if (asked->times && at > 0 && x->at[at - 1].kind == ADDED && x->at[at - 1].capital) {
        first--;
    }
    for (size_t units = 0; *end + 1 < x->count && units <= UNIT_MAX; units++) {
        const token *t = &x->at[*end], *next = t + 1;
        const bool date = asked->times && next->kind == NUMBER;
        if (!date && (t->comma || next->kind != ADDED || units == UNIT_MAX)) {
            break;
        }
        ++*end;
    }
    return span(&x->at[first], &x->at[*end]);
}

/* Whether the word behind a number is what the question counts. */
static bool is_counted(const smacs_asked *asked, const tokens *x, size_t at) {
    for (size_t i = at + 1; i < x->count && i <= at + 2; i++) {
        if (x->at[i].kind == HELD && asked->counted.size > 0 && smacs_is_among(x->at[i].plain, asked->counted, true)) {
            return true;
        }
    }
    return false;
}

/* The one new number of a sentence; where there are more, the one of what is counted. `loose`: words that are new, too,
 * may stand anywhere. */
static smacs_text new_number(const smacs_asked *asked, const tokens *x, bool loose) {
    smacs_text value = {NULL, 0}, counted = {NULL, 0};
    size_t numbers = 0, counts = 0, words = 0;
    bool detached = false;
    for (size_t i = 0; i < x->count; i++) {
        if (x->at[i].kind == NUMBER && i > 0 && smacs_words_is(x->at[i - 1].plain, SMACS_WORDS_FUNCTION) &&
            x->at[i - 1].kind == ADDED) {
            return (smacs_text){NULL, 0}; /* "ln 2" */
        }
        if (x->at[i].kind == NUMBER) {
            const bool hit = is_counted(asked, x, i);
            size_t end = i;
            value = with_unit(asked, x, i, &end);
            counted = hit ? value : counted;
            counts += hit;
            numbers++;
            i = end;
        } else if (x->at[i].kind == ADDED) {
            const bool month = asked->times && i + 1 < x->count && x->at[i + 1].kind == NUMBER;
            detached |= !month && (numbers > 0 || (x->at[i].capital && i > 0));
            words += !month;
        }
    }
    if (numbers == 1) {
        return loose || (!detached && (asked->numeric || words <= 2)) ? value : (smacs_text){NULL, 0};
    }
    return counts == 1 ? counted : (smacs_text){NULL, 0};
}

/* ---- names ---- */

/* A run of added words from `first` to `last`. */
typedef struct run {
    size_t first, last, words;
    bool name, number; /* it has a capital; a number */
} run;

enum { RUNS_MAX = 8 };

static bool joins(const smacs_asked *asked, const tokens *x, size_t at) {
    const token *t = &x->at[at];
    return at > 0 && at + 1 < x->count && (t->kind == SMALL || t->kind == HELD) && !t->comma && !x->at[at - 1].comma &&
           x->at[at - 1].capital && x->at[at + 1].capital && is_added(&x->at[at - 1]) && is_added(&x->at[at + 1]) &&
           smacs_words_is_in(t->plain, SMACS_WORDS_WITHIN, asked->language) &&
           !smacs_words_is(t->plain, SMACS_WORDS_AND);
}

/* The runs of added words; 0: too many. An adverb that opens the sentence ("Typically, ..") is none. */
static size_t find_runs(const smacs_asked *asked, const tokens *x, run runs[RUNS_MAX]) {
    size_t count = 0;
    bool open = false;
    for (size_t i = 0; i < x->count; i++) {
        const token *t = &x->at[i];
        const bool opener = i == 0 && t->comma && x->count > 2;
        if (is_added(t) && !opener) {
            if (!open && count == RUNS_MAX) {
                return 0;
            }
            run *r = open ? &runs[count - 1] : &runs[count++];
            if (!open) {
                *r = (run){.first = i};
            }
            r->last = i;
            r->words++;
            const bool begins = i + 1 < x->count && !t->comma && (x->at[i + 1].capital || !is_added(t + 1));
            r->name |= t->capital && (i > 0 || begins); /* "Looks like a heron" is none */
            r->number |= t->kind == NUMBER;
            const bool list = i + 1 < x->count && (x->at[i + 1].capital || x->at[i + 1].kind == NUMBER);
            open = !t->comma || list;
        } else {
            open = open && (joins(asked, x, i) || t->kind == SIGN);
        }
    }
    return count;
}

/* Whether all words from `from` to before `to` are small or signs. */
static bool only_small(const tokens *x, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (x->at[i].kind != SMALL && x->at[i].kind != SIGN) {
            return false;
        }
    }
    return true;
}

/* The place behind the last "is" that the words of the question stand before; 0: there is none. */
static size_t behind_copula(const smacs_asked *asked, const tokens *x) {
    size_t place = 0, held = 0;
    for (size_t i = 0; i < x->count; i++) {
        held += x->at[i].kind == HELD;
        if (held > 0 && smacs_words_is_in(x->at[i].word, SMACS_WORDS_COPULA, asked->language)) {
            place = i + 1;
        }
    }
    return place;
}

/* The capital words at the end of a run. */
static run name_in(const tokens *x, run r) {
    size_t first = r.last;
    while (first > r.first && (x->at[first - 1].capital || (first - 1 > r.first && x->at[first - 1].kind == SMALL) ||
                               (first - 1 > r.first && x->at[first - 1].plain.size <= 3 && x->at[first - 2].capital))) {
        first--;
    }
    if (x->at[r.last].capital) {
        r.words -= first - r.first < r.words ? first - r.first : r.words - 1;
        r.first = first;
    }
    return r;
}

/* Who or which: the one name among the additions. */
static smacs_text one_name(const tokens *x, const run runs[], size_t count) {
    const run *name = NULL;
    for (size_t i = 0; i < count; i++) {
        if (runs[i].name && !runs[i].number) {
            if (name) {
                return (smacs_text){NULL, 0};
            }
            name = &runs[i];
        }
    }
    if (!name) {
        return (smacs_text){NULL, 0};
    }
    const run r = name_in(x, *name);
    const bool all = r.first == name->first || x->at[r.first].capital;
    return all && r.words <= NAME_MAX ? span(&x->at[r.first], &x->at[r.last]) : (smacs_text){NULL, 0};
}

/* What stands behind "is", as one run to the end of the sentence, apart from a place: "Kilimanjaro in Tanzania". */
static smacs_text predicate(const smacs_asked *asked, const tokens *x, const run runs[], size_t count, size_t most) {
    const size_t from = behind_copula(asked, x);
    const run *value = NULL;
    for (size_t i = 0; from > 0 && i < count; i++) {
        if (runs[i].first < from) {
            continue;
        }
        if (value) {
            const bool place = runs[i].name && i + 1 == count && runs[i].first == value->last + 2 && value->name &&
                               smacs_words_is_in(x->at[value->last + 1].plain, SMACS_WORDS_PLACE, asked->language);
            if (!place) {
                return (smacs_text){NULL, 0};
            }
            return span(&x->at[value->first], &x->at[value->last]);
        }
        value = &runs[i];
    }
    const bool titled = value && value->name && value->last + 1 < x->count && x->at[value->last + 1].kind == HELD &&
                        x->at[value->last + 1].capital; /* "the Nile River" */
    const bool ends =
        value && only_small(x, from, value->first) && only_small(x, value->last + (titled ? 2 : 1), x->count);
    return ends && value->words <= (value->name ? NAME_MAX : most) ? span(&x->at[value->first], &x->at[value->last])
                                                                   : (smacs_text){NULL, 0};
}

/* The only run of the sentence, where it stands at an end; at the front only a name may, unless it is all there is. */
static smacs_text only_run(const tokens *x, const run *r, size_t most) {
    bool before = false, behind = false;
    for (size_t i = 0; i < x->count; i++) {
        before |= x->at[i].kind == HELD && i < r->first;
        behind |= x->at[i].kind == HELD && i > r->last && !(r->name && i == r->last + 1 && x->at[i].capital);
    }
    const bool at_end = !behind || (!before && x->at[r->first].capital);
    const bool open =
        x->at[x->count - 1].kind == SMALL && !behind && r->first > 0; /* cut where a reason seemed to begin */
    return at_end && !open && r->words <= (r->name ? NAME_MAX : most) ? span(&x->at[r->first], &x->at[r->last])
                                                                      : (smacs_text){NULL, 0};
}

/* "Alice is the tallest.", "The tallest is Alice.": the one name that the question has, too, where nothing is added. */
static smacs_text chosen_name(const smacs_asked *asked, const tokens *x) {
    size_t name = x->count, names = 0;
    for (size_t i = 0; i < x->count; i++) {
        if (x->at[i].kind == HELD && x->at[i].capital && (i > 0 || x->count > 1)) {
            name = i;
            names++;
        }
    }
    if (names != 1) {
        return (smacs_text){NULL, 0};
    }
    const size_t verb = name == 0 ? 1 : name - 1;
    const bool placed = name == 0 || name + 1 == x->count;
    const bool verbal = verb < x->count && smacs_words_is_in(x->at[verb].plain, SMACS_WORDS_COPULA, asked->language);
    return placed && verbal && x->held > 1 ? span(&x->at[name], &x->at[name]) : (smacs_text){NULL, 0};
}

/* "The yen is the currency of Japan.": what stands before "is", where only words of the question follow. */
static smacs_text subject(const smacs_asked *asked, const tokens *x, const run *r) {
    const size_t verb = r->last + 1;
    const bool verbal = verb < x->count && smacs_words_is_in(x->at[verb].plain, SMACS_WORDS_COPULA, asked->language);
    return only_small(x, 0, r->first) && verbal && x->held > 1 && r->words <= AMONG_MAX
               ? span(&x->at[r->first], &x->at[r->last])
               : (smacs_text){NULL, 0};
}

static smacs_text name_claimed(const smacs_asked *asked, const tokens *x, bool all) {
    run runs[RUNS_MAX];
    const size_t count = find_runs(asked, x, runs), most = all ? ALONE_MAX : AMONG_MAX;
    const bool bare = count == 1 && runs[0].name && x->count - runs[0].words <= 3; /* "That was Neil Armstrong!" */
    if (count == 0) {
        return asked->chooses ? chosen_name(asked, x) : (smacs_text){NULL, 0};
    }
    if (!all && x->held == 0 && !bare) {
        return (smacs_text){NULL, 0};
    }
    const bool titled = runs[0].first <= 1 && runs[0].name && runs[0].words > 1 && !runs[0].number && x->held > 1 &&
                        only_small(x, 0, runs[0].first); /* "Vatican City is the smallest country .." */
    const size_t verb = runs[0].last + 1;
    if (all && titled && verb < x->count && smacs_words_is_in(x->at[verb].plain, SMACS_WORDS_COPULA, asked->language)) {
        return span(&x->at[runs[0].first], &x->at[runs[0].last]);
    }
    smacs_text value =
        count == 1 && !(asked->chooses && runs[0].name) ? only_run(x, &runs[0], most) : (smacs_text){NULL, 0};
    value = !value.data && asked->chooses ? one_name(x, runs, count) : value;
    value = !value.data && count == 1 && all ? subject(asked, x, &runs[0]) : value;
    return value.data ? value : predicate(asked, x, runs, count, most);
}

/* "The result of the expression is True.": what stands last behind "is", where the sentence speaks of a result. */
static smacs_text result(const tokens *x) {
    size_t place = 0;
    bool label = false;
    for (size_t i = 0; i < x->count; i++) {
        label = label || smacs_words_is(x->at[i].plain, SMACS_WORDS_LABEL);
        place = label && smacs_words_is(x->at[i].plain, SMACS_WORDS_COPULA) ? i + 1 : place;
    }
    const bool one = place > 0 && place + 1 == x->count;
    return one && (smacs_words_is(x->at[place].plain, SMACS_WORDS_YES) ||
                   smacs_words_is(x->at[place].plain, SMACS_WORDS_NO) || smacs_names_number(x->at[place].plain))
               ? span(&x->at[place], &x->at[place])
               : (smacs_text){NULL, 0};
}

/* ---- claims ---- */

static smacs_claim claim_in_marks(const smacs_asked *asked, smacs_text clause, unsigned held, bool few) {
    static const char *const marks[][2] = {
        {"**", "**"}, {"__", "__"}, {"`", "`"}, {"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const marked found = find_marked(asked, clause, marks[i][0], marks[i][1], few);
        if (found.count == 1) {
            return (smacs_claim){found.value, i < 2 ? SMACS_HOW_STRESSED : SMACS_HOW_REPLY, held};
        }
        if (found.count > 1) {
            return (smacs_claim){{NULL, 0}, SMACS_HOW_NONE, held};
        }
    }
    return (smacs_claim){{NULL, 0}, SMACS_HOW_NONE, held};
}

/* Whether an operator between blanks stands before or behind a value: it is a part of "3x^2 - 4x". */
static bool is_in_expression(smacs_text clause, smacs_text value) {
    const smacs_text behind =
        smacs_skip(smacs_text_after(clause, (size_t)(value.data - clause.data) + value.size), " ");
    const smacs_text before = smacs_text_trimmed(smacs_text_before(clause, (size_t)(value.data - clause.data)));
    const char next = smacs_char_at(behind, 0), last = before.size > 0 ? before.data[before.size - 1] : 0;
    return (smacs_is_of(next, "+-*/^") && smacs_char_at(behind, 1) == ' ') ||
           (smacs_is_of(last, "+-*/^") && before.size > 1 && before.data[before.size - 2] == ' ');
}

/* Whether a clause has, beside `value`, what makes that another value: "all but 3", "quarter to nine", "4 (mod 7)", "from
 * 9", a sign in quotes. What the question says, too, does not. */
static bool is_turned(const smacs_asked *asked, const tokens *x, smacs_text clause, smacs_text value) {
    const bool words = !smacs_names_number(value) && value.data[0] != '`';
    const smacs_text behind = smacs_text_after(clause, (size_t)(value.data - clause.data) + value.size);
    for (size_t i = 0; i < clause.size; i++) {
        const smacs_text from = smacs_text_after(clause, i);
        const bool within = clause.data + i >= value.data && clause.data + i < value.data + value.size;
        const bool starts = i == 0 || !smacs_is_letter(clause.data[i - 1]) || (unsigned char)clause.data[i] >= 0x80;
        const size_t size = starts && !within ? smacs_words_begin_whole(from, SMACS_WORDS_TURNING) : 0;
        if (size > 0 && smacs_char_at(from, size) != ',' &&
            !smacs_mentions(asked->question, smacs_text_before(from, size))) {
            return true;
        }
    }
    for (size_t i = 0; i < x->count; i++) {
        const smacs_text plain = x->at[i].plain;
        const bool within = plain.data + plain.size > value.data && plain.data < value.data + value.size;
        smacs_text day;
        if (!within && ((!words && smacs_words_name(plain, SMACS_WORDS_WEEKDAY, &day) > 4) ||
                        (words && smacs_is_code(x->at[i].word)) ||
                        (asked->times && i + 1 < x->count && x->at[i + 1].plain.data == value.data &&
                         smacs_words_is_in(plain, SMACS_WORDS_SPANNING, asked->language)))) {
            return true;
        }
    }
    return smacs_text_begins(behind, "'s ") ||
           smacs_text_begins(behind, "\xE2\x80\x99s "); /* "Vader's father is Luke" */
}

/* Whether a sentence has a score, "3-2", among other words: who won it is part of what it says. */
static bool has_score(const tokens *x) {
    for (size_t i = 0; i < x->count && x->added > 1; i++) {
        const smacs_text plain = x->at[i].plain, behind = smacs_skip(plain, "0123456789");
        const bool minus = smacs_char_at(behind, 0) == '-' || smacs_text_begins(behind, "\xE2\x80\x93");
        const smacs_text second = smacs_text_after(behind, minus && behind.data[0] != '-' ? 3 : 1);
        if (behind.size < plain.size && behind.size > 0 && second.size > 0 && plain.size < 8 &&
            smacs_skip(second, "0123456789").size == 0 && (minus || (behind.data[0] == ':' && second.size == 1))) {
            return true;
        }
    }
    return false;
}

/* Whether what the question names does something to what a sentence adds: "Plato taught Socrates." */
static bool is_object(const smacs_asked *asked, const tokens *x, smacs_text value) {
    size_t i = 1;
    const smacs_text name = x->at[0].plain;
    bool named = false; /* with a capital in the question, too */
    for (size_t k = 0; k + name.size <= asked->question.size && !named; k++) {
        named = k > 0 && memcmp(asked->question.data + k, name.data, name.size) == 0;
    }
    while (i < x->count && x->at[i].kind != SMALL && x->at[i].plain.data != value.data) {
        i++;
    }
    return named && x->at[0].kind == HELD && x->at[0].capital && i > 1 && i < x->count &&
           x->at[i].plain.data == value.data;
}

/* What one clause claims, without looking at its parts. */
static smacs_claim read_clause(const smacs_asked *asked, smacs_text clause, bool all, tokens *x) {
    smacs_claim claim = {{NULL, 0}, SMACS_HOW_NONE, 0};
    if (clause.size == 0 || clause.size > SENTENCE_MAX || !read_tokens(asked, clause, x)) {
        return claim;
    }
    const smacs_text shown = result(x);
    if (shown.data || smacs_denies(asked, clause) || has_score(x) || smacs_is_supposed(clause, 0)) {
        return (smacs_claim){shown, SMACS_HOW_REPLY, x->held};
    }
    claim = claim_in_marks(asked, clause, x->held, x->added <= 2);
    if (claim.value.data) {
        return claim;
    }
    claim.how = SMACS_HOW_REPLY;
    if (x->count == 1 && smacs_char_at(clause, clause.size - 1) == '!' && x->at[0].plain.size <= 3) {
        claim.value = clause; /* "5!" alone may be a factorial */
        return claim;
    }
    claim.value = behind_equality(x);
    if (x->parts) {
        return claim;
    }
    if (!claim.value.data && (asked->numeric || asked->times || !asked->chooses)) {
        claim.value = new_number(asked, x, asked->counts || asked->times);
        claim.value = claim.value.data && is_in_expression(clause, claim.value) ? (smacs_text){NULL, 0} : claim.value;
    }
    if (!claim.value.data && !asked->counts) {
        claim.value = name_claimed(asked, x, all);
        claim.value = claim.value.data && asked->chooses && is_object(asked, x, claim.value) ? (smacs_text){NULL, 0}
                                                                                             : claim.value;
        const bool added = x->added > 0;
        claim.value = claim.value.data && is_in_expression(clause, claim.value) ? (smacs_text){NULL, 0} : claim.value;
        claim.value =
            claim.value.data && added && smacs_mentions_some(asked, clause) ? (smacs_text){NULL, 0} : claim.value;
    }
    return claim;
}

static smacs_claim clause_claim(const smacs_asked *asked, smacs_text clause, bool all) {
    tokens x;
    smacs_claim claim = read_clause(asked, clause, all, &x);
    claim.value = claim.value.data && is_turned(asked, &x, clause, claim.value) ? (smacs_text){NULL, 0} : claim.value;
    return claim;
}

/* The last place in `sentence` where a clause begins behind words of `list`, and in *front where the one before ends; 0:
 * there is none. */
static size_t last_clause(smacs_text sentence, smacs_words list, size_t *front) {
    size_t size = 0;
    *front = smacs_words_last(sentence, list, &size);
    return *front < sentence.size ? *front + size : 0;
}

/* "..., which is 6": a number that stands alone behind "which is"; absent: there is none. */
static smacs_text namely(const smacs_asked *asked, smacs_text sentence) {
    tokens x;
    size_t front = 0;
    const size_t at = last_clause(sentence, SMACS_WORDS_NAMELY, &front);
    if (at == 0 || smacs_is_restated(smacs_text_before(sentence, front), smacs_text_after(sentence, front)) ||
        !read_tokens(asked, smacs_text_after(sentence, at), &x) || x.count > 1 + UNIT_MAX || x.at[0].kind != NUMBER) {
        return (smacs_text){NULL, 0};
    }
    return span(&x.at[0], &x.at[x.count - 1]);
}

smacs_claim smacs_claim_of(const smacs_asked *asked, smacs_text sentence, bool all) {
    size_t front = 0;
    const smacs_text value = sentence.size <= SENTENCE_MAX ? namely(asked, sentence) : (smacs_text){NULL, 0};
    if (value.data && !asked->chooses) {
        return (smacs_claim){value, SMACS_HOW_REPLY, 1};
    }
    size_t at = sentence.size <= SENTENCE_MAX ? last_clause(sentence, SMACS_WORDS_CONCLUDING, &front) : 0;
    if (at > 0) {
        const smacs_claim last = clause_claim(asked, smacs_answer_sentence(smacs_text_after(sentence, at), false), all);
        if (last.value.data) {
            return last;
        }
    }
    at = sentence.size <= SENTENCE_MAX ? last_clause(sentence, SMACS_WORDS_CONTRASTING, &front) : 0;
    const marked bold = at > 0 ? find_marked(asked, sentence, "**", "**", false) : (marked){{NULL, 0}, 0};
    if (at > 0 && bold.count == 1) { /* in one of two clauses */
        const bool second = bold.value.data > sentence.data + front;
        const smacs_text clause = second ? smacs_text_after(sentence, at) : smacs_text_before(sentence, front);
        return clause_claim(asked, clause, all);
    }
    if (at > 0) {
        const smacs_text first = smacs_text_before(sentence, front), second = smacs_text_after(sentence, at);
        const smacs_claim x = clause_claim(asked, smacs_answer_sentence(first, false), all);
        const bool denied = smacs_denies(asked, first);
        if (x.held == 0 && !denied && !smacs_has_one_of(asked, first, SMACS_WORDS_COPULA)) {
            return clause_claim(asked, smacs_answer_sentence(sentence, false), all); /* "red, yellow, and blue" */
        }
        const smacs_claim y = clause_claim(asked, smacs_answer_sentence(second, false), all || denied);
        if (y.value.data && (denied || y.held > x.held)) {
            return y;
        }
        if (x.value.data && x.held > y.held) {
            return x;
        }
        if (x.value.data && y.value.data) {
            return (smacs_claim){{NULL, 0}, SMACS_HOW_NONE, 0};
        }
    }
    const size_t colon = sentence.size <= SENTENCE_MAX ? smacs_text_find(sentence, ": ") : sentence.size;
    if (colon < sentence.size && smacs_denies(asked, smacs_text_before(sentence, colon))) {
        return clause_claim(asked, smacs_answer_sentence(smacs_text_after(sentence, colon + 2), false), all);
    }
    const smacs_text cut = smacs_answer_sentence(sentence, false);
    const smacs_claim claim = clause_claim(asked, cut, all);
    const size_t end = (size_t)(cut.data - sentence.data) + cut.size;
    const smacs_text dash = smacs_skip(smacs_text_after(sentence, end), " ");
    if (!claim.value.data && smacs_text_begins(dash, "\xE2\x80\x94") && sentence.size <= SENTENCE_MAX) {
        return clause_claim(asked, sentence, all); /* a dash in place of "is", as in Russian */
    }
    return claim;
}
