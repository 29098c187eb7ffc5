/* The name or other words that a sentence adds to those of its question: a run of words at one end, behind "is", or
 * before the question's own words. */
#include "answer/name.h"
#include "answer/proper.h"
#include "answer/scan.h"
#include <string.h>

enum {
    ALONE_MAX = 4, /* words that a sentence adds if it is the whole reply */
    AMONG_MAX = 3, /* the same if it is one of several */
};

/* A run of added words from `first` to `last`. */
typedef struct run {
    size_t first, last, words;
    bool name, number, code; /* it has a capital; a number; a number with letters before it */
} run;

enum { RUNS_MAX = 8 };

static bool joins(const smacs_asked *asked, const smacs_tokens *x, size_t at) {
    const smacs_token *t = &x->at[at];
    return at > 0 && at + 1 < x->count && (t->kind == SMACS_TOKEN_SMALL || t->kind == SMACS_TOKEN_HELD) && !t->comma &&
           !x->at[at - 1].comma && x->at[at - 1].capital && x->at[at + 1].capital &&
           smacs_token_is_added(&x->at[at - 1]) && smacs_token_is_added(&x->at[at + 1]) &&
           smacs_words_is_in(t->plain, SMACS_WORDS_WITHIN, asked->language) &&
           !smacs_words_is(t->plain, SMACS_WORDS_AND);
}

/* The runs of added words; 0: too many. An adverb that opens the sentence ("Typically, ..") is none. */
static size_t find_runs(const smacs_asked *asked, const smacs_tokens *x, run runs[RUNS_MAX]) {
    size_t count = 0;
    bool open = false;
    for (size_t i = 0; i < x->count; i++) {
        const smacs_token *t = &x->at[i];
        const bool opener = i == 0 && t->comma && x->count > 2;
        if (smacs_token_is_added(t) && !opener) {
            if (!open && count == RUNS_MAX) {
                return 0;
            }
            run *r = open ? &runs[count - 1] : &runs[count++];
            if (!open) {
                *r = (run){.first = i};
            }
            r->last = i;
            r->words++;
            const bool begins = i + 1 < x->count && !t->comma && (x->at[i + 1].capital || !smacs_token_is_added(t + 1));
            r->name |= t->capital && (i > 0 || begins);                        /* "Looks like a heron" is none */
            const bool code = t->capital && !smacs_is_digit(t->plain.data[0]); /* "bus X7" */
            r->number |= t->kind == SMACS_TOKEN_NUMBER && !code;
            r->code |= t->kind == SMACS_TOKEN_NUMBER && code;
            const bool list = i + 1 < x->count && (x->at[i + 1].capital || x->at[i + 1].kind == SMACS_TOKEN_NUMBER);
            open = !t->comma || list;
        } else {
            open = open && (joins(asked, x, i) || t->kind == SMACS_TOKEN_SIGN);
        }
    }
    return count;
}

/* Whether all words from `from` to before `to` are small or signs. */
static bool only_small(const smacs_tokens *x, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (x->at[i].kind != SMACS_TOKEN_SMALL && x->at[i].kind != SMACS_TOKEN_SIGN) {
            return false;
        }
    }
    return true;
}

/* Whether the word at `at`, if there is one, is "is". */
static bool is_copula(const smacs_asked *asked, const smacs_tokens *x, size_t at) {
    return at < x->count && smacs_words_is_in(x->at[at].plain, SMACS_WORDS_COPULA, asked->language);
}

/* The place behind the last "is" that the words of the question stand before; 0: there is none. */
static size_t behind_copula(const smacs_asked *asked, const smacs_tokens *x) {
    size_t place = 0, held = 0;
    for (size_t i = 0; i < x->count; i++) {
        held += x->at[i].kind == SMACS_TOKEN_HELD;
        if (held > 0 && smacs_words_is_in(x->at[i].word, SMACS_WORDS_COPULA, asked->language)) {
            place = i + 1;
        }
    }
    return place;
}

/* The capital words at the end of a run. */
static run name_in(const smacs_tokens *x, run r) {
    size_t first = r.last;
    while (first > r.first &&
           (x->at[first - 1].capital || (first - 1 > r.first && x->at[first - 1].kind == SMACS_TOKEN_SMALL) ||
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
static smacs_text one_name(const smacs_asked *asked, const smacs_tokens *x, const run runs[], size_t count) {
    const run *name = NULL;
    for (size_t i = 1; i + 1 < x->count; i++) {
        if (x->at[0].comma && x->at[i].comma && smacs_token_is_added(&x->at[0])) {
            return (smacs_text){NULL, 0}; /* "Raphael, asked by Pope Julius II, painted it." */
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (runs[i].name && !runs[i].number && !(runs[i].code && runs[i].words > 1)) {
            if (name) {
                return (smacs_text){NULL, 0};
            }
            name = &runs[i];
        }
    }
    if (!name) {
        return (smacs_text){NULL, 0};
    }
    run r = name_in(x, *name);
    if (r.last > r.first + 1 && r.last + 1 < x->count && x->at[r.first + 1].capital && !x->at[r.last].capital &&
        smacs_asks_for(asked->question, SMACS_WORDS_PERSON)) {
        r.last--; /* "Bram Stoker wrote it." */
        r.words--;
    }
    const bool all = r.first == name->first || x->at[r.first].capital;
    return all && r.words <= SMACS_NAME_MAX ? smacs_tokens_span(&x->at[r.first], &x->at[r.last])
                                            : (smacs_text){NULL, 0};
}

/* What stands behind "is", as one run to the end of the sentence, apart from a place: "Kilimanjaro in Tanzania". */
static smacs_text predicate(const smacs_asked *asked, const smacs_tokens *x, const run runs[], size_t count,
                            size_t most) {
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
            return smacs_tokens_span(&x->at[value->first], &x->at[value->last]);
        }
        value = &runs[i];
    }
    const bool titled = value && value->name && value->last + 1 < x->count &&
                        x->at[value->last + 1].kind == SMACS_TOKEN_HELD &&
                        x->at[value->last + 1].capital; /* "the Nile River" */
    const bool ends =
        value && only_small(x, from, value->first) && only_small(x, value->last + (titled ? 2 : 1), x->count);
    return ends && value->words <= (value->name ? SMACS_NAME_MAX : most)
               ? smacs_tokens_span(&x->at[value->first], &x->at[value->last])
               : (smacs_text){NULL, 0};
}

/* The only run of the sentence, where it stands at an end; at the front only a name may, unless it is all there is. */
static smacs_text only_run(const smacs_tokens *x, const run *r, size_t most) {
    bool before = false, behind = false;
    for (size_t i = 0; i < x->count; i++) {
        before |= x->at[i].kind == SMACS_TOKEN_HELD && i < r->first;
        behind |=
            x->at[i].kind == SMACS_TOKEN_HELD && i > r->last && !(r->name && i == r->last + 1 && x->at[i].capital);
    }
    const bool at_end = !behind || (!before && x->at[r->first].capital);
    const bool open = x->at[x->count - 1].kind == SMACS_TOKEN_SMALL && !behind &&
                      r->first > 0; /* cut where a reason seemed to begin */
    return at_end && !open && r->words <= (r->name ? SMACS_NAME_MAX : most)
               ? smacs_tokens_span(&x->at[r->first], &x->at[r->last])
               : (smacs_text){NULL, 0};
}

/* "Alice is the tallest.", "The tallest is Alice.": the one name that the question has, too, where nothing is added. */
static smacs_text chosen_name(const smacs_asked *asked, const smacs_tokens *x) {
    size_t name = x->count, names = 0;
    for (size_t i = 0; i < x->count; i++) {
        if (x->at[i].kind == SMACS_TOKEN_HELD && x->at[i].capital && (i > 0 || x->count > 1)) {
            name = i;
            names++;
        }
    }
    if (names != 1) {
        return (smacs_text){NULL, 0};
    }
    const bool placed = name == 0 || name + 1 == x->count;
    const bool verbal = is_copula(asked, x, name == 0 ? 1 : name - 1);
    return placed && verbal && x->held > 1 ? smacs_tokens_span(&x->at[name], &x->at[name]) : (smacs_text){NULL, 0};
}

/* "The yen is the currency of Japan.": what stands before "is", where only words of the question follow. */
static smacs_text subject(const smacs_asked *asked, const smacs_tokens *x, const run *r) {
    return only_small(x, 0, r->first) && is_copula(asked, x, r->last + 1) && x->held > 1 && r->words <= AMONG_MAX
               ? smacs_tokens_span(&x->at[r->first], &x->at[r->last])
               : (smacs_text){NULL, 0};
}

static smacs_text name_claimed(const smacs_asked *asked, const smacs_tokens *x, bool all) {
    run runs[RUNS_MAX];
    const size_t count = find_runs(asked, x, runs), most = all ? ALONE_MAX : AMONG_MAX;
    const bool bare = count == 1 && runs[0].name && x->count - runs[0].words <= 3; /* "That was Neil Armstrong!" */
    if (count == 0) {
        return asked->chooses ? chosen_name(asked, x) : (smacs_text){NULL, 0};
    }
    if (!all && x->held == 0 && !bare) {
        return (smacs_text){NULL, 0};
    }
    const bool measured = count == 1 && runs[0].number && x->at[0].comma && smacs_token_is_added(&x->at[0]) &&
                          !asked->numeric && !asked->times; /* "Kilimanjaro, at 5,895 m" */
    if (measured) {
        return all ? x->at[0].plain : (smacs_text){NULL, 0};
    }
    const bool titled = runs[0].first <= 1 && runs[0].name && runs[0].words > 1 && !runs[0].number && x->held > 1 &&
                        only_small(x, 0, runs[0].first); /* "Vatican City is the smallest country .." */
    if (all && titled && is_copula(asked, x, runs[0].last + 1)) {
        return smacs_tokens_span(&x->at[runs[0].first], &x->at[runs[0].last]);
    }
    smacs_text value =
        count == 1 && !(asked->chooses && runs[0].name) ? only_run(x, &runs[0], most) : (smacs_text){NULL, 0};
    value = !value.data && asked->chooses ? one_name(asked, x, runs, count) : value;
    value = !value.data && count == 1 && all ? subject(asked, x, &runs[0]) : value;
    return value.data ? value : predicate(asked, x, runs, count, most);
}

/* Whether what the question names does something to what a sentence adds: "Plato taught Socrates." */
static bool is_object(const smacs_asked *asked, const smacs_tokens *x, smacs_text value) {
    size_t i = 1;
    const smacs_text name = x->at[0].plain;
    const smacs_text behind = smacs_text_after(asked->question, 1);
    const bool named = smacs_find_exactly(behind, name) < behind.size; /* with a capital, too */
    while (i < x->count && x->at[i].kind != SMACS_TOKEN_SMALL && x->at[i].plain.data != value.data) {
        i++;
    }
    return named && x->at[0].kind == SMACS_TOKEN_HELD && x->at[0].capital && i > 1 && i < x->count &&
           x->at[i].plain.data == value.data;
}

smacs_text smacs_name_claimed(const smacs_asked *asked, const smacs_tokens *x, bool all) {
    const smacs_text value = name_claimed(asked, x, all);
    const bool year = smacs_names_number(value) && smacs_asks_for(asked->question, SMACS_WORDS_PERSON);
    return value.data && asked->chooses && (year || is_object(asked, x, value)) ? (smacs_text){NULL, 0} : value;
}
