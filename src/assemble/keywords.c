/* Key words of questions whose texts are not kept: single words that many questions share, never a sentence.
 *
 * A word tells the more about a question, the oftener it stands there and the fewer others have it, in the bank
 * (ln(n / df), so that a question differs from other benchmarks') and within its benchmark (ln((size + 1) / df there),
 * so that it differs from its like; it also passes over the frequent words of any language). The index's words are those
 * that are most often among a question's four most telling, a question of a benchmark of s counting 1 / sqrt(s), so that
 * small benchmarks have words too; each question then has its three most telling of these, but none that tells less than
 * half of what the index's key words tell in the mean: that is filler, "what" or "following". Numbers: README.md. */
#include "assemble/assembly.h"

#include "base/characters.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEWEST = 3,      /* questions that a word must stand in */
    MOST = 4,        /* and in at most one of so many of all */
    WORDS = 2000,    /* that an index has */
    NOMINATED = 4,   /* words of a question that count when the index's words are chosen */
    CHOSEN = 3,      /* words of a question */
    LETTERS_MIN = 3, /* of a word of letters, */
    LETTERS_MAX = 20,
    IDEOGRAMS_MIN = 2, /* and of one of Han, katakana or Hangul, without hiragana between */
    IDEOGRAMS_MAX = 8
};

static const double LEAST_OF_MEAN = 0.5; /* of what the index's key words tell in the mean */

/* What a word may be made of; it has characters of one kind only. */
typedef enum script { NONE, LETTERS, HAN, KATAKANA, HANGUL } script;

static script script_of(uint32_t point) {
    switch (smacs_char_kind(point)) {
    case SMACS_CHAR_LETTER:
        return LETTERS;
    case SMACS_CHAR_CJK:
        return point >= 0x3040 && point <= 0x309F   ? NONE
               : point >= 0x30A0 && point <= 0x30FF ? KATAKANA
               : point >= 0xAC00 && point <= 0xD7AF ? HANGUL
                                                    : HAN;
    default:
        return NONE;
    }
}

void smacs_keywords_free(const smacs_allocator *a, smacs_keywords *k) {
    smacs_names_free(a, &k->words);
    smacs_names_free(a, &k->groups);
    smacs_mem_free(a, k->uses);
    smacs_mem_free(a, k->questions);
    smacs_mem_free(a, k->last);
}

static smacs_status count_word(const smacs_allocator *a, smacs_keywords *k, smacs_text word, size_t first) {
    uint32_t number;
    const smacs_status status = smacs_names_intern(a, &k->words, word, &number);
    if (status != SMACS_OK) {
        return status;
    }
    if (!smacs_mem_reserve(a, &k->last, &k->last_capacity, (size_t)number + 1, sizeof *k->last) ||
        !smacs_mem_reserve(a, &k->uses, &k->use_capacity, k->use_count + 1, sizeof *k->uses)) {
        return SMACS_E_MEMORY;
    }
    if (k->last[number] > first) { /* that is, it stands in this question already */
        k->uses[k->last[number] - 1].count++;
    } else {
        k->uses[k->use_count++] = (smacs_word_use){number, 1};
        k->last[number] = k->use_count;
    }
    return SMACS_OK;
}

static smacs_status count_words(const smacs_allocator *a, smacs_keywords *k, smacs_text text) {
    const size_t first = k->use_count;
    char word[LETTERS_MAX * 4];
    size_t size = 0, at = 0;
    uint32_t length = 0;
    script of = NONE;
    smacs_status status = SMACS_OK;
    while (status == SMACS_OK && (at < text.size || length > 0)) {
        const uint32_t point = at < text.size ? smacs_fold(smacs_utf8_next(text.data, text.size, &at)) : ' ';
        const script next = script_of(point);
        if (next != of && length > 0) {
            const bool letters = of == LETTERS;
            if (length >= (letters ? LETTERS_MIN : IDEOGRAMS_MIN) &&
                length <= (letters ? LETTERS_MAX : IDEOGRAMS_MAX)) {
                status = count_word(a, k, (smacs_text){word, size}, first);
            }
            length = 0;
            size = 0;
        }
        of = next;
        if (of != NONE && ++length <= LETTERS_MAX) {
            size += smacs_utf8_put(point, word + size);
        }
    }
    return status;
}

smacs_status smacs_keywords_take(const smacs_allocator *a, smacs_keywords *k, const smacs_question *question) {
    uint32_t group;
    const smacs_text benchmark = question->benchmark.data ? question->benchmark : smacs_text_of("");
    smacs_status status = smacs_names_intern(a, &k->groups, benchmark, &group);
    if (status == SMACS_OK && !smacs_mem_reserve(a, &k->questions, &k->question_capacity, (size_t)k->question_count + 1,
                                                 sizeof *k->questions)) {
        status = SMACS_E_MEMORY;
    }
    if (status == SMACS_OK) {
        status = count_words(a, k, question->text);
    }
    if (status == SMACS_OK) {
        k->questions[k->question_count++] = (smacs_worded){group, k->use_count};
    }
    return status;
}

/* ---- choosing ---- */

typedef struct chooser {
    const smacs_keywords *k;
    uint32_t *order;  /* [questions] by group */
    uint32_t *sizes;  /* [groups] */
    uint32_t *all;    /* [words] questions that have it, */
    uint32_t *inside; /* and those of the group at hand */
    double *worth;    /* [words] */
    bool *kept;       /* [words] may be chosen */
    double least;     /* what a word must tell of a question */
} chooser;

static size_t first_use(const smacs_keywords *k, uint32_t question) {
    return question ? k->questions[question - 1].end : 0;
}

/* Counts, and orders the questions by group. */
static void count_all(chooser *c, uint32_t *starts) {
    const smacs_keywords *k = c->k;
    for (uint32_t q = 0; q < k->question_count; q++) {
        c->sizes[k->questions[q].group]++;
    }
    for (uint32_t g = 1; g < k->groups.count; g++) {
        starts[g] = starts[g - 1] + c->sizes[g - 1];
    }
    for (uint32_t q = 0; q < k->question_count; q++) {
        c->order[starts[k->questions[q].group]++] = q;
    }
    for (size_t u = 0; u < k->use_count; u++) {
        c->all[k->uses[u].word]++;
    }
    for (uint32_t w = 0; w < k->words.count; w++) {
        c->kept[w] = c->all[w] >= FEWEST && c->all[w] <= k->question_count / MOST;
    }
}

/* How telling a word is for a question of a group of `size`. */
static double telling(const chooser *c, const smacs_word_use *use, uint32_t size) {
    return (1.0 + smacs_log(use->count)) * smacs_log((double)c->k->question_count / c->all[use->word]) *
           smacs_log((size + 1.0) / c->inside[use->word]);
}

/* Words of one question, most telling first. */
typedef struct choice {
    uint32_t count, words[NOMINATED];
    double telling[NOMINATED];
} choice;

/* The most telling words of a question, at most `most`. */
static choice choose(const chooser *c, uint32_t question, uint32_t most) {
    const smacs_keywords *k = c->k;
    const uint32_t size = c->sizes[k->questions[question].group];
    choice best = {0};
    for (size_t u = first_use(k, question); u < k->questions[question].end; u++) {
        if (!c->kept[k->uses[u].word]) {
            continue;
        }
        const double value = telling(c, &k->uses[u], size);
        if (value < c->least) {
            continue;
        }
        uint32_t place = best.count < most ? best.count++ : most;
        for (; place > 0 && value > best.telling[place - 1]; place--) {
            if (place < most) {
                best.telling[place] = best.telling[place - 1];
                best.words[place] = best.words[place - 1];
            }
        }
        if (place < most) {
            best.telling[place] = value;
            best.words[place] = k->uses[u].word;
        }
    }
    return best;
}

typedef smacs_status (*chosen_sink)(void *context, const chooser *c, uint32_t question, const choice *chosen);

/* Adds `by` for each word of each question of order[from, to). */
static void tally(chooser *c, uint32_t from, uint32_t to, uint32_t by) {
    for (uint32_t i = from; i < to; i++) {
        for (size_t u = first_use(c->k, c->order[i]); u < c->k->questions[c->order[i]].end; u++) {
            c->inside[c->k->uses[u].word] += by;
        }
    }
}

/* Chooses for each question, group by group. */
static smacs_status choose_each(chooser *c, uint32_t most, chosen_sink sink, void *context) {
    smacs_status status = SMACS_OK;
    for (uint32_t g = 0, from = 0; g < c->k->groups.count && status == SMACS_OK; from += c->sizes[g++]) {
        const uint32_t to = from + c->sizes[g];
        tally(c, from, to, 1);
        for (uint32_t i = from; i < to && status == SMACS_OK; i++) {
            const choice chosen = choose(c, c->order[i], most);
            status = sink(context, c, c->order[i], &chosen);
        }
        tally(c, from, to, UINT32_MAX); /* that is, -1 */
    }
    return status;
}

static smacs_status nominate(void *context, const chooser *c, uint32_t question, const choice *chosen) {
    double *worth = context;
    for (uint32_t i = 0; i < chosen->count; i++) {
        worth[chosen->words[i]] += 1.0 / sqrt(c->sizes[c->k->questions[question].group]);
    }
    return SMACS_OK;
}

typedef struct mean {
    double sum, count;
} mean;

static smacs_status weigh(void *context, const chooser *c, uint32_t question, const choice *chosen) {
    (void)c;
    (void)question;
    mean *of = context;
    for (uint32_t i = 0; i < chosen->count; i++) {
        of->sum += chosen->telling[i];
        of->count += 1.0;
    }
    return SMACS_OK;
}

typedef struct nominee {
    double worth;
    uint32_t word;
} nominee;

static int by_worth(const void *a, const void *b) {
    const nominee *x = a, *y = b;
    return x->worth != y->worth ? (x->worth < y->worth ? 1 : -1) : (x->word > y->word) - (x->word < y->word);
}

/* Keeps the words of most worth. */
static void keep_best(chooser *c, nominee *nominees) {
    const uint32_t count = c->k->words.count;
    for (uint32_t w = 0; w < count; w++) {
        nominees[w] = (nominee){c->worth[w], w};
    }
    qsort(nominees, count, sizeof *nominees, by_worth);
    for (uint32_t i = 0; i < count; i++) {
        c->kept[nominees[i].word] = i < WORDS && nominees[i].worth > 0.0;
    }
}

static smacs_status give(void *context, const chooser *c, uint32_t question, const choice *chosen) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < chosen->count && status == SMACS_OK; i++) {
        status = smacs_builder_keyword(context, question, smacs_names_get(&c->k->words, chosen->words[i]), NULL);
    }
    return status;
}

smacs_status smacs_keywords_choose(const smacs_allocator *a, const smacs_keywords *k, smacs_builder *builder) {
    const uint32_t words = k->words.count;
    if (words == 0) {
        return SMACS_OK;
    }
    chooser c = {k,
                 smacs_mem_zeroed(a, k->question_count, sizeof *c.order),
                 smacs_mem_zeroed(a, k->groups.count, sizeof *c.sizes),
                 smacs_mem_zeroed(a, words, sizeof *c.all),
                 smacs_mem_zeroed(a, words, sizeof *c.inside),
                 smacs_mem_zeroed(a, words, sizeof *c.worth),
                 smacs_mem_zeroed(a, words, sizeof *c.kept),
                 0.0};
    uint32_t *starts = smacs_mem_zeroed(a, k->groups.count, sizeof *starts);
    nominee *nominees = smacs_mem_zeroed(a, words, sizeof *nominees);
    smacs_status status = SMACS_E_MEMORY;
    if (c.order && c.sizes && c.all && c.inside && c.worth && c.kept && starts && nominees) {
        count_all(&c, starts);
        status = choose_each(&c, NOMINATED, nominate, c.worth);
        keep_best(&c, nominees);
        mean of = {0};
        status = status == SMACS_OK ? choose_each(&c, CHOSEN, weigh, &of) : status;
        c.least = of.count > 0.0 ? LEAST_OF_MEAN * of.sum / of.count : 0.0;
        status = status == SMACS_OK ? choose_each(&c, CHOSEN, give, builder) : status;
    }
    void *const all[] = {c.order, c.sizes, c.all, c.inside, c.worth, c.kept, starts, nominees};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        smacs_mem_free(a, all[i]);
    }
    return status;
}
