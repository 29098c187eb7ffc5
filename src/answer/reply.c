/* What a reply in plain words adds to its question: "The capital of Australia is Canberra." says Canberra, as "Canberra" does.
 *
 * A sentence is read as words of the question, small words, and the rest. The rest is the answer where it is short and stands
 * together at one end; or where it has one number, with no more than its unit behind it.
 *
 * The trap are questions that name what may be chosen. "Bob is the tallest person." adds "person", and so does the same of
 * Carol: two answers must not be told as one. So a sentence states no answer here that names some of what the question
 * names and not the rest, that adds things in several places, or that denies; and none does to a question with "or". */
#include "answer/answer.h"

enum {
    QUESTION_MAX = 2000, /* bytes of a question whose words are told apart */
    SENTENCE_MAX = 300,
    ALONE_MAX = 4, /* words that are added by a sentence that is all of the reply, */
    AMONG_MAX = 2, /* and by the first or the last of several */
    UNIT_MAX = 2   /* words behind a number */
};

static const char small_words[] =
    "the a an is are was were be of in on at to by for and or it its this that these there has have had with as from "
    "than so thus therefore hence will would can you we i all among them about approximately exactly equal equals "
    "called person one number option choice correct only same yes sure certainly believe think";
static const char closing_words[] = "so thus therefore hence";
static const char denying_words[] = "not no never cannot neither nor unknown unclear unable sorry";
static const char asking_words[] = "what who which whose whom how when where why if";
static const char choosing_words[] = "who which whose";
static const char whether_words[] =
    "is are was were am do does did has have had can could will would should may might must";

/* The next run of characters that are no blanks, taken off `rest`; empty at its end. */
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

/* Without the marks around it. */
static smacs_text bare(smacs_text word) {
    static const char marks[] = ".,;:!?\"'()*_`$\\";
    word = smacs_skip(word, marks);
    while (word.size > 0 && smacs_is_of(word.data[word.size - 1], marks)) {
        word.size--;
    }
    return word;
}

/* Equal but for case; `endings`: or for one of up to two letters, as in "take" and "takes". */
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

static bool is_one_of(smacs_text word, const char *words) {
    return is_among(word, (smacs_text){words, strlen(words)}, false);
}

/* A digit is in it, or it is a number's name. */
static bool is_number(smacs_text word) {
    char key[SMACS_NUMBER_KEY_MAX];
    for (size_t i = 0; i < word.size; i++) {
        if (smacs_is_digit(word.data[i])) {
            return true;
        }
    }
    return smacs_answer_number_word(word, key) == word.size && word.size > 0;
}

/* Whether `sentence` has one of `words`. */
static bool has_one_of(smacs_text sentence, const char *words) {
    while (sentence.size > 0) {
        if (is_one_of(bare(next_word(&sentence)), words)) {
            return true;
        }
    }
    return false;
}

/* Whether a sentence mentions some, but not all, of what may be chosen among: names, numbers, parts of lists. */
static bool chooses(smacs_text sentence, smacs_text question) {
    bool some = false, others = false, joined = false;
    for (smacs_text word = next_word(&question); word.size > 0; word = next_word(&question)) {
        const smacs_text plain = bare(word);
        smacs_text rest = question;
        const bool part = joined || word.data[word.size - 1] == ',' || is_one_of(next_word(&rest), "and");
        joined = is_one_of(plain, "and");
        if (plain.size > 0 && (part || smacs_is_capital(plain.data[0]) || is_number(plain)) &&
            !is_one_of(plain, small_words) && !is_one_of(plain, asking_words)) {
            const bool mentioned = is_among(plain, sentence, true);
            some |= mentioned;
            others |= !mentioned;
        }
    }
    return some && others;
}

/* "17 * 23 = 391": what stands behind the one sign of equality, if it is one word; absent otherwise. */
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
        } else if (plain.size > 2 && !is_number(plain) && !is_one_of(plain, small_words) &&
                   !is_among(plain, question, true)) {
            return (smacs_text){NULL, 0};
        }
    }
    return signs == 1 && values == 1 && is_number(value) ? value : (smacs_text){NULL, 0};
}

/* What a sentence adds; places are counted in it. */
typedef struct addition {
    size_t words, start, end;                 /* from the first to the last of them */
    size_t numbers, number, number_end, unit; /* the last number with its unit, and words of that */
    bool parted;                              /* words of the question stand between, */
    bool loose;                               /* small ones do, */
    bool before, behind;                      /* those of the question on either side */
    bool detached;                            /* what is behind the number is no unit, or a name is before it */
    bool open; /* a small word is the last: the reason that ends the sentence came too soon */
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
    bool adjacent = false; /* the word before was added, too */
    smacs_text rest = sentence;
    for (smacs_text word = next_word(&rest); word.size > 0; word = next_word(&rest)) {
        const smacs_text plain = bare(word);
        const size_t start = (size_t)(word.data - sentence.data);
        x.open = is_one_of(plain, small_words);
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

/* At the front of a sentence a name stands, or all that there is. */
static bool is_at_an_end(const addition *x, smacs_text sentence) {
    const smacs_text first = bare(smacs_text_after(sentence, x->start));
    const bool lower = smacs_is_letter(smacs_char_at(first, 0)) && !smacs_is_capital(first.data[0]);
    return !x->behind || (!x->before && !lower);
}

/* `all`: the sentence is the whole reply; `ends`: it ends its line. One of several has to speak of the question. */
static bool offer_addition(smacs_answer_search *s, smacs_text sentence, bool all, bool ends) {
    const smacs_text question = s->form.question;
    const addition x = read_sentence(sentence, question);
    const bool short_enough = all ? x.words <= ALONE_MAX : x.words <= AMONG_MAX && !x.loose && (x.before || x.behind);
    const bool together = x.words > 0 && short_enough && !x.parted && is_at_an_end(&x, sentence);
    const bool number = ends && x.numbers == 1 && !x.detached;
    const bool counts = number && !has_one_of(question, choosing_words);
    if (x.open || !(together || number) || (!counts && chooses(sentence, question)) ||
        has_one_of(sentence, denying_words) || smacs_text_find(sentence, "n't") < sentence.size ||
        smacs_text_find(sentence, "n\xE2\x80\x99t") < sentence.size) {
        return false;
    }
    const size_t start = together ? x.start : x.number, end = together ? x.end : x.number_end;
    return smacs_answer_offer(s, smacs_text_after(smacs_text_before(sentence, end), start), false);
}

/* Whether the question's last sentence asks for yes or no. */
static bool asks_whether(smacs_text question) {
    size_t start = question.size - 1;
    while (start > 0 && !smacs_is_of(question.data[start - 1], ".!?\n")) {
        start--;
    }
    smacs_text rest = smacs_text_after(question, start);
    const smacs_text first = next_word(&rest);
    return question.data[question.size - 1] == '?' && is_one_of(first, whether_words) &&
           !is_one_of(next_word(&rest), "you");
}

/* From the last place where a sentence may begin. */
static smacs_text last_sentence(smacs_text text) {
    size_t start = text.size;
    while (start > 0 && text.data[start - 1] != '\n' &&
           !(start > 1 && start < text.size && text.data[start - 1] == ' ' && text.data[start - 2] == '.')) {
        start--;
    }
    return smacs_text_after(text, start);
}

/* The sentence that `text` begins with; `all`: there may be no other. */
static bool offer_sentence(smacs_answer_search *s, smacs_text text, bool all) {
    const smacs_text sentence = smacs_answer_sentence(text, false);
    const size_t end = (size_t)(sentence.data - text.data) + sentence.size;
    const bool ends = end + 1 >= text.size || text.data[end] != '.'; /* but for reasons behind it */
    if (sentence.size > SENTENCE_MAX) {
        return false;
    }
    const smacs_text value = ends ? behind_equality(sentence, s->form.question) : (smacs_text){NULL, 0};
    return (value.data && smacs_answer_offer(s, value, false)) || offer_addition(s, sentence, ends && all, ends);
}

bool smacs_answer_in_reply(smacs_answer_search *s, smacs_text text) {
    const smacs_text question = s->form.question;
    if (question.size == 0 || s->form.literal || smacs_is_of(text.data[text.size - 1], "?:")) {
        return false;
    }
    smacs_text rest = text;
    if (asks_whether(question)) {
        const smacs_text verdict = bare(next_word(&rest));
        return is_one_of(verdict, "yes no") && smacs_answer_offer(s, verdict, false);
    }
    const smacs_text last = last_sentence(text);
    rest = last;
    const bool closes = last.size < text.size && is_one_of(bare(next_word(&rest)), closing_words);
    const bool stressed = smacs_text_find(last, "**") < last.size; /* "340 + 51 = **391**" */
    const smacs_text value = stressed ? behind_equality(last, question) : (smacs_text){NULL, 0};
    if (value.data && smacs_answer_offer(s, value, false)) {
        return true;
    }
    return !has_one_of(question, "or") && ((closes && offer_sentence(s, last, false)) ||
                                           (!memchr(text.data, '\n', text.size) && offer_sentence(s, text, true)));
}

smacs_text smacs_answer_words(smacs_text question) {
    question = smacs_text_trimmed(question);
    return question.size <= QUESTION_MAX ? question : (smacs_text){NULL, 0};
}
