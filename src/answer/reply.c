/* What a reply in plain words adds to its question: "The capital of Australia is Canberra." and "Canberra" both say
 * Canberra.
 *
 * Each word of a sentence is a word of the question, a small word, or an addition. The additions are the answer where
 * they are short and stand together at one end of the sentence; or where they hold one number with at most its unit
 * behind it.
 *
 * Questions that name what may be chosen are a trap. "Bob is the tallest person." adds "person", and the same sentence
 * about Carol does too, yet the two answers differ. So a sentence states no answer here if it names some but not all of
 * what the question names, if it adds words in several places, or if it denies. No sentence does where the question has
 * "or". */
#include "answer/reply.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/words.h"

enum {
    SENTENCE_MAX = 300,
    ALONE_MAX = 4, /* words that a sentence adds if it is the whole reply */
    AMONG_MAX = 2, /* the same if it is the first or the last of several */
    UNIT_MAX = 2   /* words of a unit */
};

/* Takes the next run of characters without blanks off `rest`; empty at its end. */
static smacs_text next_word(smacs_text *rest) {
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

/* `word` without the marks around it. */
static smacs_text bare(smacs_text word) {
    static const char marks[] = ".,;:!?\"'()*_`$\\";
    word = smacs_skip(word, marks);
    while (word.size > 0 && smacs_is_of(word.data[word.size - 1], marks)) {
        word.size--;
    }
    return word;
}

/* Whether two words are equal in either case; `endings`: also where one has up to two letters more, as "takes" has. */
static bool same_word(smacs_text a, smacs_text b, bool endings) {
    const smacs_text less = a.size < b.size ? a : b, more = a.size < b.size ? b : a;
    if (less.size == 0 || (less.size < more.size && (!endings || less.size < 3 || more.size > less.size + 2))) {
        return false;
    }
    for (size_t i = 0; i < more.size; i++) {
        const char x = more.data[i], y = i < less.size ? less.data[i] : x;
        const bool letter = smacs_is_letter(x);
        if (i < less.size ? x != y && !(letter && (x | 32) == (y | 32)) : !letter) {
            return false;
        }
    }
    return less.size == more.size || smacs_is_letter(less.data[0]);
}

static bool is_among(smacs_text word, smacs_text words, bool endings) {
    while (words.size > 0) {
        if (same_word(word, bare(next_word(&words)), endings)) {
            return true;
        }
    }
    return false;
}

/* Whether a word has a digit or names a number. */
static bool is_number(smacs_text word) {
    char key[SMACS_NUMBER_KEY_MAX];
    for (size_t i = 0; i < word.size; i++) {
        if (smacs_is_digit(word.data[i])) {
            return true;
        }
    }
    return smacs_answer_number_word(word, key) == word.size && word.size > 0;
}

/* Whether `sentence` has a word of `list`. */
static bool has_one_of(smacs_text sentence, smacs_words list) {
    while (sentence.size > 0) {
        if (smacs_words_is(bare(next_word(&sentence)), list)) {
            return true;
        }
    }
    return false;
}

/* Whether a word of `list` begins within a word of `sentence`. */
static bool has_within(smacs_text sentence, smacs_words list) {
    size_t size = 0;
    return smacs_words_last(sentence, list, &size) < sentence.size;
}

/* Whether a sentence mentions some but not all of what the question lets choose: names, numbers, parts of lists. */
static bool chooses(smacs_text sentence, smacs_text question) {
    bool some = false, others = false, joined = false;
    for (smacs_text word = next_word(&question); word.size > 0; word = next_word(&question)) {
        const smacs_text plain = bare(word);
        smacs_text rest = question;
        const bool part =
            joined || word.data[word.size - 1] == ',' || smacs_words_is(next_word(&rest), SMACS_WORDS_AND);
        joined = smacs_words_is(plain, SMACS_WORDS_AND);
        if (plain.size > 0 && (part || smacs_is_capital(plain.data[0]) || is_number(plain)) &&
            !smacs_words_is_in(plain, SMACS_WORDS_SMALL, 0) && !smacs_words_is(plain, SMACS_WORDS_ASKING)) {
            const bool mentioned = is_among(plain, sentence, true);
            some |= mentioned;
            others |= !mentioned;
        }
    }
    return some && others;
}

/* "17 * 23 = 391": the one word behind the one sign of equality; absent where there are more of either. */
static smacs_text behind_equality(smacs_text sentence, smacs_text question) {
    smacs_text value = {NULL, 0}, rest = sentence;
    size_t signs = 0, values = 0;
    for (smacs_text word = next_word(&rest); word.size > 0; word = next_word(&rest)) {
        const smacs_text plain = bare(word);
        if (smacs_text_is(plain, "=")) {
            signs++;
        } else if (signs > 0) {
            value = word;
            values++;
        } else if (plain.size > 2 && !is_number(plain) && !smacs_words_is_in(plain, SMACS_WORDS_SMALL, 0) &&
                   !is_among(plain, question, true)) {
            return (smacs_text){NULL, 0};
        }
    }
    return signs == 1 && values == 1 && is_number(value) ? value : (smacs_text){NULL, 0};
}

/* What a sentence adds to the question. Places are bytes of the sentence. */
typedef struct addition {
    size_t words, start, end;                 /* how many words, where the first begins and the last ends */
    size_t numbers, number, number_end, unit; /* how many numbers; the last one with its unit, and the unit's words */
    bool parted;                              /* words of the question stand between the words added */
    bool loose;                               /* small words stand between them */
    bool before, behind;                      /* words of the question stand before and behind them */
    bool detached;                            /* a name stands before the number, or more than a unit behind it */
    bool open; /* a small word is the last: the sentence was cut where a reason seemed to begin */
} addition;

static void add_word(addition *x, smacs_text plain, size_t start, size_t end, bool adjacent) {
    x->parted |= x->behind && x->words > 0;
    x->before |= x->behind && x->words == 0;
    x->behind = false;
    x->loose |= x->words > 0 && !adjacent;
    x->start = x->words++ > 0 ? x->start : start;
    x->end = end;
    if (is_number(plain)) {
        x->numbers++;
        x->number = start;
        x->number_end = end;
        x->unit = 0;
    } else if (x->numbers == 0) {
        x->detached |= smacs_is_capital(plain.data[0]);
    } else {
        x->detached |= !adjacent || ++x->unit > UNIT_MAX;
        x->number_end = end;
    }
}

static addition read_sentence(smacs_text sentence, smacs_text question) {
    addition x = {0};
    bool adjacent = false; /* the word before is an addition, too */
    smacs_text rest = sentence;
    for (smacs_text word = next_word(&rest); word.size > 0; word = next_word(&rest)) {
        const smacs_text plain = bare(word);
        const size_t start = (size_t)(word.data - sentence.data);
        x.open = smacs_words_is_in(plain, SMACS_WORDS_SMALL, 0);
        if (plain.size == 0 || x.open) {
            adjacent = false;
        } else if (is_among(plain, question, true)) {
            adjacent = false;
            x.behind = true;
        } else {
            add_word(&x, plain, start, start + word.size, adjacent);
            adjacent = true;
            x.detached |= x.numbers > 0 && rest.size > 0 && word.data[word.size - 1] == ',';
        }
    }
    return x;
}

/* Whether the addition stands at an end of the sentence; at the front only a name may, unless it is all there is. */
static bool is_at_an_end(const addition *x, smacs_text sentence) {
    const smacs_text first = bare(smacs_text_after(sentence, x->start));
    const bool lower = smacs_is_letter(smacs_char_at(first, 0)) && !smacs_is_capital(first.data[0]);
    return !x->behind || (!x->before && !lower);
}

/* Offers what a sentence adds. `all`: it is the whole reply; `ends`: it ends its line. A sentence among several has to
 * use words of the question. */
static bool offer_addition(smacs_answer_search *s, smacs_text sentence, bool all, bool ends) {
    const smacs_text question = s->form.question;
    const addition x = read_sentence(sentence, question);
    const bool short_enough = all ? x.words <= ALONE_MAX : x.words <= AMONG_MAX && !x.loose && (x.before || x.behind);
    const bool together = x.words > 0 && short_enough && !x.parted && is_at_an_end(&x, sentence);
    const bool number = ends && x.numbers == 1 && !x.detached;
    const bool counts = number && !has_one_of(question, SMACS_WORDS_CHOOSING);
    if (x.open || !(together || number) || (!counts && chooses(sentence, question)) ||
        has_one_of(sentence, SMACS_WORDS_DENYING) || has_within(sentence, SMACS_WORDS_NOT)) {
        return false;
    }
    const size_t start = together ? x.start : x.number, end = together ? x.end : x.number_end;
    return smacs_answer_offer(s, SMACS_HOW_REPLY, smacs_text_after(smacs_text_before(sentence, end), start));
}

/* Whether the question's last sentence asks for yes or no. */
static bool asks_whether(smacs_text question) {
    size_t start = question.size - 1;
    while (start > 0 && !smacs_is_of(question.data[start - 1], ".!?\n")) {
        start--;
    }
    smacs_text rest = smacs_text_after(question, start);
    const smacs_text first = next_word(&rest);
    return question.data[question.size - 1] == '?' && smacs_words_is(first, SMACS_WORDS_WHETHER) &&
           !smacs_words_is(next_word(&rest), SMACS_WORDS_YOU);
}

/* `text` from the last place where a sentence may begin. */
static smacs_text last_sentence(smacs_text text) {
    size_t start = text.size;
    while (start > 0 && text.data[start - 1] != '\n' &&
           !(start > 1 && start < text.size && text.data[start - 1] == ' ' && text.data[start - 2] == '.')) {
        start--;
    }
    return smacs_text_after(text, start);
}

/* Offers what the sentence that begins `text` adds; `all`: the reply has no other. */
static bool offer_sentence(smacs_answer_search *s, smacs_text text, bool all) {
    const smacs_text sentence = smacs_answer_sentence(text, false);
    const size_t end = (size_t)(sentence.data - text.data) + sentence.size;
    const bool ends = end + 1 >= text.size || text.data[end] != '.'; /* apart from reasons behind it */
    if (sentence.size > SENTENCE_MAX) {
        return false;
    }
    const smacs_text value = ends ? behind_equality(sentence, s->form.question) : (smacs_text){NULL, 0};
    return (value.data && smacs_answer_offer(s, SMACS_HOW_REPLY, value)) ||
           offer_addition(s, sentence, ends && all, ends);
}

bool smacs_answer_in_reply(smacs_answer_search *s, smacs_text text) {
    const smacs_text question = s->form.question;
    if (question.size == 0 || s->form.literal || smacs_is_of(text.data[text.size - 1], "?:")) {
        return false;
    }
    smacs_text rest = text;
    if (asks_whether(question)) {
        const smacs_text verdict = bare(next_word(&rest));
        return smacs_words_is(verdict, SMACS_WORDS_VERDICT) && smacs_answer_offer(s, SMACS_HOW_VERDICT, verdict);
    }
    const smacs_text last = last_sentence(text);
    rest = last;
    const bool closes = last.size < text.size && smacs_words_is(bare(next_word(&rest)), SMACS_WORDS_CLOSING);
    const bool stressed = smacs_text_find(last, "**") < last.size; /* "340 + 51 = **391**" */
    const smacs_text value = stressed ? behind_equality(last, question) : (smacs_text){NULL, 0};
    if (value.data && smacs_answer_offer(s, SMACS_HOW_REPLY, value)) {
        return true;
    }
    return !has_one_of(question, SMACS_WORDS_OR) &&
           ((closes && offer_sentence(s, last, false)) ||
            (!memchr(text.data, '\n', text.size) && offer_sentence(s, text, true)));
}
