/* What a reply in plain words adds to its question: "The capital of Australia is Canberra." and "Canberra" both say
 * Canberra. claim.c reads one sentence; here is decided which sentence is believed:
 *   1. a label on the last line: "Total: 7";
 *   2. yes or no, where the question asks for it; one of two, where it has "or";
 *   3. the last sentence, where it concludes ("So, ..");
 *   4. the one text in bold;
 *   5. the sentence that has most words of the question, if no other claims something else with as many;
 *   6. where a number of something is asked for, the last sentence.
 * Courtesies are passed over, programs too, and what stands before a correction ("Wait, ..") does not count. */
#include "answer/reply.h"
#include "answer/announce.h"
#include "answer/beside.h"
#include "answer/claim.h"
#include "answer/key.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "base/error.h"
#include "base/text.h"

enum {
    SENTENCES_MAX = 4, /* that are read at each end of a reply */
    LAST_MAX = 3,      /* from the end on, in which one of two is looked for */
    REPLY_MAX = 1200,  /* bytes of a reply of which more than a conclusion is read */
    LABEL_MAX = 40,    /* bytes */
    LINES_MAX = 6      /* lines from the end on which a label is looked for */
};

/* ---- labels ---- */

/* Whether the words before a colon name what is asked for: "Total", "Arrival time". */
static bool is_label(const smacs_asked *asked, smacs_text label) {
    unsigned words = 0;
    bool names = false;
    if (smacs_words_is(label, SMACS_WORDS_LABEL)) {
        return true;
    }
    for (smacs_text rest = label, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool held = smacs_is_among(plain, asked->question, true) || smacs_words_is(plain, SMACS_WORDS_LABEL);
        const bool small =
            smacs_is_small(asked, plain) || smacs_words_is_in(plain, SMACS_WORDS_HEADING_WORD, asked->language);
        if (!held && !small) {
            return false;
        }
        names |= held && !small && !smacs_names_number(plain);
        words++;
    }
    return names && words <= 5;
}

/* Whether a text is three words of letters at most. */
static bool is_title(smacs_text text) {
    unsigned blanks = 0;
    for (size_t i = 0; i < text.size; i++) {
        blanks += text.data[i] == ' ';
        if (smacs_is_digit(text.data[i])) {
            return false;
        }
    }
    return text.size > 0 && blanks < 3;
}

/* The place of the first colon in a text, and its bytes in *size; text.size: there is none. */
static size_t find_colon(smacs_text text, size_t *size) {
    static const char wide[] = "\xEF\xBC\x9A";
    const size_t ascii = smacs_text_find(text, ":"), other = smacs_text_find(text, wide);
    *size = ascii < other ? 1 : sizeof wide - 1;
    return ascii < other ? ascii : other;
}

/* The place behind the label and the colon that begin `line`; 0: there is none. */
static size_t behind_label(const smacs_asked *asked, smacs_text line) {
    size_t mark = 0;
    const smacs_text start = smacs_skip(line, " \t-*#>_");
    const smacs_text head = smacs_text_before(start, LABEL_MAX);
    const size_t colon = find_colon(head, &mark);
    const smacs_text label = smacs_bare_word(smacs_text_trimmed(smacs_text_before(head, colon)));
    const smacs_text marks = smacs_text_before(line, line.size - start.size);
    const bool bold = (asked->numeric || asked->times) && smacs_text_find(marks, "**") < marks.size;
    if (colon == head.size || colon == 0 || !(is_label(asked, label) || (bold && is_title(label)))) {
        return 0;
    }
    return line.size - start.size + colon + mark;
}

/* Offers what a label among the last lines names, if nothing follows it. */
static bool offer_label(smacs_answer_search *s, const smacs_asked *asked, smacs_text text) {
    size_t end = text.size;
    for (unsigned lines = 0; lines < LINES_MAX && end > 0; lines++) {
        size_t start = end;
        while (start > 0 && text.data[start - 1] != '\n') {
            start--;
        }
        const smacs_text line = smacs_text_after(smacs_text_before(text, end), start);
        const size_t at = behind_label(asked, line);
        const smacs_text found = smacs_answer_announced(smacs_text_after(text, start + at), false);
        const size_t behind = found.data ? (size_t)(found.data - text.data) + found.size : 0;
        if (at > 0 && found.size > 0 && !smacs_is_remark(found, asked->question) &&
            !smacs_has_words(smacs_text_after(text, behind))) {
            const smacs_claim claim = smacs_claim_of(asked, found, false);
            const bool words = smacs_text_find(found, " ") < found.size && claim.held > 0 && claim.value.data;
            return smacs_answer_offer(s, SMACS_HOW_LABELLED, words && !smacs_names_number(found) ? claim.value : found);
        }
        end = start > 0 ? start - 1 : 0;
    }
    return false;
}

/* ---- yes or no ---- */

/* Whether a word sets a condition that is not the question's own: "if", "with". */
static bool is_conditional(const smacs_asked *asked, smacs_text word) {
    return smacs_words_is_in(word, SMACS_WORDS_CONDITIONAL, asked->language) && !smacs_mentions(asked->question, word);
}

/* The verdict that `text` begins with, and in *spelt how it counts; empty: none. */
static smacs_text verdict_at(const smacs_asked *asked, smacs_text text, const char **spelt) {
    smacs_text rest = text;
    smacs_text raw = smacs_next_word(&rest);
    const size_t comma = smacs_text_find(raw, "\xEF\xBC\x8C"); /* Chinese puts no blank behind it */
    raw = smacs_text_before(raw, comma + 3);
    const smacs_text word = smacs_bare_word(raw);
    const char next = raw.size > 0 ? raw.data[raw.size - 1] : 0;
    const smacs_text after = smacs_bare_word(smacs_next_word(&rest));
    const bool alone =
        !smacs_has_words(after) || raw.data + raw.size > word.data + word.size || (unsigned char)next >= 0x80;
    const smacs_text sentence = smacs_text_before(text, smacs_sentence_end(text));
    if (smacs_has_proviso(sentence)) {
        return (smacs_text){NULL, 0};
    }
    if (is_conditional(asked, after)) {
        return (smacs_text){NULL, 0}; /* "Yes, with a licence." */
    }
    const bool both = smacs_words_is(after, SMACS_WORDS_AND) || smacs_words_is(after, SMACS_WORDS_OR);
    *spelt = smacs_words_is_in(word, SMACS_WORDS_AFFIRMING, asked->language)  ? "yes"
             : smacs_words_is_in(word, SMACS_WORDS_REFUSING, asked->language) ? "no"
                                                                              : NULL;
    const bool says = *spelt || smacs_words_is_in(word, SMACS_WORDS_VERDICT, asked->language);
    return says && alone && !both ? word : (smacs_text){NULL, 0};
}

/* What `behind` a verdict says of by how much, how far or when: "from 10 to 4" of "Yes, from 10 to 4."; empty: nothing with
 * a number. */
static smacs_text extent_of(const smacs_asked *asked, smacs_text behind) {
    smacs_text clause = smacs_answer_sentence(smacs_skip(behind, "*_, :-"), false), rest = clause;
    if (!smacs_words_is_in(smacs_next_word(&rest), SMACS_WORDS_EXTENT, asked->language)) {
        return (smacs_text){NULL, 0};
    }
    clause = smacs_text_before(clause, smacs_text_find(clause, ", "));
    rest = clause;
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        if (smacs_names_number(smacs_bare_word(word))) {
            return clause;
        }
    }
    return (smacs_text){NULL, 0};
}

/* Adds what stands behind a verdict that was taken from `text`. Always true. */
static bool with_extent(smacs_answer_search *s, const smacs_asked *asked, smacs_text text, smacs_text verdict) {
    const smacs_text behind = smacs_text_after(text, (size_t)(verdict.data - text.data) + verdict.size);
    const smacs_text extent = extent_of(asked, behind);
    if (!s->failed && s->out->kind == SMACS_ANSWER_BOOLEAN && extent.size > 0) {
        smacs_answer_add_place(s, extent);
    }
    return true;
}

static bool offer_verdict_at(smacs_answer_search *s, const smacs_asked *asked, smacs_text text) {
    const char *spelt = NULL;
    const smacs_text verdict = verdict_at(asked, text, &spelt);
    return verdict.size > 0 &&
           (spelt ? smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, verdict, smacs_text_of(spelt))
                  : smacs_answer_offer(s, SMACS_HOW_VERDICT, verdict)) &&
           with_extent(s, asked, text, verdict);
}

/* Whether `head` ends with a word that leads to what is said: "would answer ". */
static bool ends_saying(smacs_text head) {
    size_t size = 0;
    const smacs_text near = smacs_text_after(head, head.size > 16 ? head.size - 16 : 0);
    const size_t at = smacs_words_last(near, SMACS_WORDS_SAYING, &size);
    return at < near.size && at + size == near.size;
}

/* Offers the verdict within a sentence: "Botanically, yes.", "57 = 3 * 19. So no, it isn't." */
static bool offer_verdict_within(smacs_answer_search *s, const smacs_asked *asked, smacs_text sentence) {
    smacs_text words = sentence;
    const smacs_text first = smacs_bare_word(smacs_next_word(&words));
    if (is_conditional(asked, first)) {
        return false; /* "With a permit, yes." */
    }
    for (size_t i = sentence.size; i > 0; i--) {
        const char before = i > 1 ? sentence.data[i - 2] : 0;
        if (i > 1 && sentence.data[i - 1] == ' ') {
            smacs_text rest = smacs_text_after(sentence, i);
            smacs_text head = smacs_text_before(sentence, i);
            const bool led = smacs_is_of(before, ",:;") || ends_saying(head) ||
                             (i < 12 && smacs_words_is_in(smacs_bare_word(smacs_next_word(&head)), SMACS_WORDS_CLOSING,
                                                          asked->language));
            smacs_text word = smacs_next_word(&rest);
            const bool closing = smacs_words_is_in(word, SMACS_WORDS_CLOSING, asked->language);
            const smacs_text from = closing ? smacs_text_trimmed(rest) : smacs_text_after(sentence, i);
            if (led && offer_verdict_at(s, asked, from)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a sentence says the question again as a statement: it adds nothing, and leaves out one word at most. */
static bool restates(const smacs_asked *asked, smacs_text sentence) {
    unsigned held = 0, missing = 0;
    for (smacs_text rest = sentence, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool small =
            smacs_is_small(asked, plain) || smacs_words_is_in(plain, SMACS_WORDS_DENYING, asked->language);
        const bool among = smacs_is_among(plain, asked->question, true);
        size_t size = 0;
        const bool denies = smacs_words_last(plain, SMACS_WORDS_NOT, &size) < plain.size;
        if (smacs_has_words(plain) && !small && !among && !denies) {
            return false;
        }
        held += among && !small;
    }
    smacs_text rest = asked->question, last = {NULL, 0};
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool small =
            smacs_is_small(asked, plain) || smacs_words_is_in(plain, SMACS_WORDS_WHETHER, asked->language);
        if (smacs_has_words(plain) && !small) {
            missing += !smacs_is_among(plain, sentence, true);
            last = plain;
        }
        if (word.data[word.size - 1] == '?') {
            break;
        }
    }
    const bool noun = missing == 1 && last.size > 0 && !smacs_is_among(last, sentence, true);
    return held > 0 && (missing == 0 || noun);
}

/* Whether one of two words is the other with letters before it: "valid", "invalid". */
static bool is_opposite(smacs_text one, smacs_text other) {
    const smacs_text longer = one.size > other.size ? one : other, shorter = one.size > other.size ? other : one;
    return shorter.size > 3 && longer.size <= shorter.size + 3 &&
           smacs_is_among(smacs_text_after(longer, longer.size - shorter.size), shorter, false);
}

/* The last word of a question for yes or no, which its answer says of the same thing: "plausible". */
static smacs_text predicate(const smacs_asked *asked) {
    smacs_text rest = asked->question, last = {NULL, 0};
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        last = smacs_bare_word(word);
        if (word.data[word.size - 1] == '?') {
            break;
        }
    }
    return last;
}

/* What a sentence says of that word: "The sentence is (not) plausible", "It is implausible"; NULL: nothing for sure. */
static const char *says_of(const smacs_asked *asked, smacs_text sentence, smacs_text asked_for) {
    const char *verdict = NULL;
    bool verb = false, denied = false;
    for (smacs_text rest = sentence, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        size_t size = 0;
        const bool not_verb = smacs_words_last(plain, SMACS_WORDS_NOT, &size) < plain.size;
        if (is_conditional(asked, plain)) {
            return NULL; /* "if it is plausible", "plausible but .." */
        }
        if (not_verb || smacs_words_is_in(plain, SMACS_WORDS_COPULA, asked->language)) {
            verb = true;
            denied = not_verb;
        } else if (verb && smacs_words_is_in(plain, SMACS_WORDS_DENYING, asked->language)) {
            denied = true;
        } else if (verb && (smacs_is_among(plain, asked_for, false) ||
                            (is_opposite(plain, asked_for) && plain.size > asked_for.size))) {
            verdict = denied != (plain.size > asked_for.size) ? "no" : "yes";
            verb = false;
        }
    }
    return verdict;
}

/* What a sentence that begins with "of course" or "not at all" and ends there says; NULL: it is none. */
static const char *surely(smacs_text text) {
    const size_t no = smacs_words_begin_whole(text, SMACS_WORDS_SURELY_NOT);
    const size_t yes = no > 0 ? 0 : smacs_words_begin_whole(text, SMACS_WORDS_SURELY);
    const smacs_text rest = smacs_text_after(text, no + yes), next = smacs_skip(rest, "*_`");
    const bool ends =
        next.size == 0 || smacs_is_of(next.data[0], ".,;:!\n") || smacs_text_begins(next, " \xE2\x80\x94");
    return !ends || no + yes == 0 ? NULL : no > 0 ? "no" : "yes";
}

static bool offer_verdict(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences, size_t count) {
    const smacs_text first = smacs_skip(sentences[0], "*_`#> ");
    smacs_text rest = first;
    (void)smacs_next_word(&rest);
    const char *spelt = NULL;
    const smacs_text verdict = verdict_at(asked, first, &spelt);
    const bool yes = (spelt && spelt[0] == 'y') || smacs_words_is(verdict, SMACS_WORDS_YES);
    if (yes && smacs_denies(asked, rest) && restates(asked, smacs_answer_sentence(rest, false))) {
        return false; /* "Yes, 51 is not prime." */
    }
    if (offer_verdict_at(s, asked, first)) {
        return true;
    }
    const char *sure = surely(first);
    if (sure && !smacs_denies(asked, smacs_text_after(first, smacs_text_find(first, ",")))) {
        return smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, first, smacs_text_of(sure));
    }
    for (size_t i = count; i > 0; i--) {
        if (offer_verdict_within(s, asked, sentences[i - 1])) {
            return true;
        }
    }
    for (size_t i = count; i > 0; i = i > 1 ? 1 : 0) {
        const smacs_text sentence = smacs_answer_sentence(sentences[i - 1], false);
        if (sentence.size > 0 && sentence.size <= 200 && restates(asked, sentence)) {
            return smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, sentence,
                                            smacs_text_of(smacs_denies(asked, sentence) ? "no" : "yes"));
        }
    }
    const smacs_text word = predicate(asked);
    for (size_t i = count; i > 0 && i + LAST_MAX > count && word.size > 3; i--) {
        const char *said = says_of(asked, sentences[i - 1], word);
        if (said) {
            return smacs_answer_offer_spelt(s, SMACS_HOW_REPLY, sentences[i - 1], smacs_text_of(said));
        }
    }
    return false;
}

/* Offers the yes or no of any language that a reply begins with, before a comma, where the question has no word of asking. */
static bool offer_head(smacs_answer_search *s, const smacs_asked *asked, smacs_text text) {
    static const char *const commas[] = {",", "\xEF\xBC\x8C", "\xE3\x80\x81", "\xD8\x8C"};
    size_t end = text.size, size = 0;
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        const size_t at = smacs_text_find(text, commas[i]);
        end = at < end ? at : end;
    }
    const smacs_text word = smacs_text_before(text, end);
    bool asks = asked->counts || asked->times || asked->either || asked->chooses || end == text.size ||
                (asked->language == 0 && smacs_words_is_in(word, SMACS_WORDS_VERDICT, 0));
    for (smacs_text rest = asked->question, next = smacs_next_word(&rest); next.size > 0 && !asks;
         next = smacs_next_word(&rest)) {
        asks = (unsigned char)next.data[0] >= 0xE3 ? smacs_words_last(next, SMACS_WORDS_ASKING, &size) < next.size
               : asked->language > 0 ? smacs_words_is_in(smacs_bare_word(next), SMACS_WORDS_ASKING, asked->language)
                                     : smacs_words_is(smacs_bare_word(next), SMACS_WORDS_ASKING);
    }
    const bool no = smacs_words_is(word, SMACS_WORDS_NO);
    return !asks && (no || smacs_words_is(word, SMACS_WORDS_YES)) && !smacs_has_proviso(text) &&
           smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, word, smacs_text_of(no ? "no" : "yes")) &&
           with_extent(s, asked, text, word);
}

/* ---- one of two ---- */

/* The next two alternatives around an "or" in `rest`: its neighbours, without articles and marks. `asking`: in a sentence
 * that asks; else in the last one. False where there are none left. */
static bool alternatives(const smacs_asked *asked, bool asking, smacs_text *rest, smacs_text *one, smacs_text *other) {
    smacs_text before = {NULL, 0};
    for (smacs_text word = smacs_next_word(rest); word.size > 0; word = smacs_next_word(rest)) {
        if (smacs_words_is_in(word, SMACS_WORDS_OR, asked->language) &&
            (asking ? smacs_asks(*rest) : smacs_sentence_end(*rest) == rest->size)) {
            smacs_text behind = smacs_bare_word(smacs_next_word(rest));
            if (smacs_is_small(asked, behind)) {
                behind = smacs_bare_word(smacs_next_word(rest));
            }
            *one = before;
            *other = behind;
            if (one->size > 1 && other->size > 1 && !smacs_is_among(*one, *other, false)) {
                return true;
            }
        }
        before = smacs_bare_word(word);
    }
    return false;
}

/* The one alternative that a part of a sentence names without denying it: "Buy, don't rent."; absent: none, or both. */
static smacs_text undenied(const smacs_asked *asked, smacs_text sentence, smacs_text one, smacs_text other) {
    bool names_one = false, names_other = false;
    while (sentence.size > 0) {
        const size_t end = smacs_text_find(sentence, ",");
        const smacs_text part = smacs_text_before(sentence, end);
        const bool denies = smacs_denies(asked, part);
        names_one |= !denies && smacs_is_among(one, part, false);
        names_other |= !denies && smacs_is_among(other, part, false);
        sentence = smacs_text_after(sentence, end + 1);
    }
    return names_one == names_other ? (smacs_text){NULL, 0} : names_one ? one : other;
}

/* `sentence` up to "than" behind a comparison of the question's own: "9.9 is bigger" of "9.9 is bigger than 9.11"; else all
 * of it. */
static smacs_text before_than(const smacs_asked *asked, smacs_text sentence) {
    size_t size = 0;
    const size_t at = smacs_words_last(sentence, SMACS_WORDS_THAN, &size);
    const smacs_text front = smacs_text_before(sentence, at);
    size_t start = front.size;
    while (start > 0 && !smacs_is_blank(front.data[start - 1])) {
        start--;
    }
    const bool own = at < sentence.size && smacs_is_among(smacs_text_after(front, start), asked->question, false);
    return own && !smacs_denies(asked, asked->question) ? front : sentence;
}

/* Offers the one alternative that a sentence names, or the opposite of the one that it denies. */
static bool offer_either_of(smacs_answer_search *s, const smacs_asked *asked, smacs_text sentence, smacs_text one,
                            smacs_text other) {
    size_t size = 0;
    const size_t at = smacs_words_last(sentence, SMACS_WORDS_CONTRASTING, &size);
    if (at < sentence.size && smacs_denies(asked, smacs_text_before(sentence, at))) {
        sentence = smacs_text_after(sentence, at + size); /* "It is no planet; it is a star." */
    }
    sentence = before_than(asked, smacs_answer_sentence(sentence, false)); /* "a star, not a planet" */
    const bool denies = asked->denied.size == 0 && smacs_denies(asked, sentence);
    if (smacs_affirms_denied(asked, sentence)) {
        return false;
    }
    const bool first = smacs_is_among(one, sentence, false), second = smacs_is_among(other, sentence, false);
    const smacs_text kept = denies ? undenied(asked, sentence, one, other) : (smacs_text){NULL, 0};
    if (kept.data) {
        return smacs_answer_offer_spelt(s, SMACS_HOW_REPLY, sentence, kept);
    }
    return first != second && (!denies || is_opposite(one, other)) &&
           smacs_answer_offer_spelt(s, SMACS_HOW_REPLY, sentence, first != denies ? one : other);
}

/* Offers the one of two that a sentence names. *asks: a sentence of the question asks for one of two. */
static bool offer_either(smacs_answer_search *s, const smacs_asked *asked, smacs_text sentence, bool *asks) {
    smacs_text rest = asked->question, one, other;
    while (alternatives(asked, true, &rest, &one, &other)) {
        *asks = true;
        if (offer_either_of(s, asked, sentence, one, other)) {
            return true;
        }
    }
    rest = asked->question;
    while (!*asks && alternatives(asked, false, &rest, &one, &other)) {
        if (offer_either_of(s, asked, sentence, one, other)) {
            return true;
        }
    }
    return false;
}

/* ---- sentences ---- */

typedef struct sentences {
    smacs_text at[2 * SENTENCES_MAX];
    size_t count;
    bool skipped; /* there are more between */
} sentences;

/* Whether a line is a heading or a fence. */
static bool is_structure(smacs_text line) { return smacs_text_begins(line, "#") || smacs_text_begins(line, "```"); }

/* Whether a sentence is labelled as something that is not asked for: "Confidence: 95 %", "(Source: ..)". */
static bool is_labelled_aside(const smacs_asked *asked, smacs_text sentence) {
    const smacs_text words = smacs_skip(sentence, "*_( ");
    size_t mark = 0;
    const size_t colon = find_colon(words, &mark);
    const smacs_text label = smacs_text_trimmed(smacs_text_before(words, colon));
    smacs_text rest = label;
    const smacs_text first = smacs_next_word(&rest);
    return label.size > 3 && label.size < LABEL_MAX && label.size < words.size && is_title(label) &&
           label.size + 3 < words.size && (mark > 1 || smacs_is_blank(smacs_char_at(words, colon + 1))) &&
           !is_label(asked, label) && !smacs_words_is_in(first, SMACS_WORDS_CLOSING, asked->language);
}

/* Splits a reply into its first and last sentences, without headings, programs and remarks. */
static void split(const smacs_asked *asked, smacs_text text, bool items, sentences *x) {
    bool program = false;
    x->count = 0;
    x->skipped = false;
    for (smacs_text rest = text; rest.size > 0;) {
        const bool item = !items && smacs_item_mark(smacs_skip(rest, " ")) > 0;
        const size_t line = item ? smacs_text_find(rest, "\n") : 0;
        const size_t end = item ? line + (line < rest.size ? 1 : 0) : smacs_sentence_end(rest);
        const smacs_text sentence = smacs_text_trimmed(smacs_text_before(rest, end));
        rest = smacs_text_after(rest, end);
        const bool fence = smacs_text_begins(sentence, "```");
        program = program != fence;
        if (program || item || is_structure(sentence) || !smacs_has_words(sentence) ||
            (x->count > 0 && (is_labelled_aside(asked, sentence) || smacs_is_aside(sentence, asked->question)))) {
            continue;
        }
        if (x->count == sizeof x->at / sizeof *x->at) {
            memmove(&x->at[SENTENCES_MAX], &x->at[SENTENCES_MAX + 1], (SENTENCES_MAX - 1) * sizeof *x->at);
            x->count--;
            x->skipped = true;
        }
        const smacs_text said = smacs_text_after(sentence, items ? smacs_item_mark(sentence) : 0);
        x->at[x->count++] = smacs_without_courtesy(said.size > 0 ? said : sentence, asked->question);
    }
}

/* Whether a sentence states something, and is whole: among several, the last one may be cut off. */
static bool says(smacs_text sentence, bool last) {
    const char end = sentence.data[sentence.size - 1];
    const bool sum = smacs_is_digit(end) && memchr(sentence.data, '=', sentence.size); /* "340 + 51 = 391" */
    return !smacs_is_of(end, "?:,") && (!last || sum || smacs_is_of(end, ".!*)]`\"$_") || (unsigned char)end >= 0x80);
}

static bool same_value(const smacs_claim *x, const smacs_claim *y) { return smacs_text_equal(x->value, y->value); }

/* The claims of the sentences of a reply. */
typedef struct claims {
    smacs_claim at[2 * SENTENCES_MAX];
    size_t count, stressed; /* `stressed`: in bold */
    bool whole;             /* the last sentence is no part of one */
} claims;

/* A sentence without the bullet or marks that it begins with. "-5" begins with its sign. */
static smacs_text without_bullet(smacs_text sentence) {
    const smacs_text text = smacs_skip(sentence, "*> ");
    return smacs_char_at(text, 0) == '-' && smacs_is_of(smacs_char_at(text, 1), " *") ? smacs_skip(text, "-*> ") : text;
}

static void read_claims(const smacs_asked *asked, const sentences *x, claims *c) {
    *c = (claims){.count = x->count, .whole = says(x->at[x->count - 1], x->count > 1)};
    if (x->skipped) { /* a long reply may be cut off anywhere */
        const smacs_text last = x->at[x->count - 1];
        c->whole = smacs_is_of(last.data[last.size - 1], ".!*") || (unsigned char)last.data[last.size - 1] >= 0x80;
    }
    for (size_t i = x->skipped ? x->count - 1 : 0; i < x->count; i++) {
        if (says(x->at[i], false)) {
            c->at[i] = smacs_claim_of(asked, without_bullet(x->at[i]), x->count == 1);
            c->stressed += c->at[i].value.data && c->at[i].how == SMACS_HOW_STRESSED;
        }
    }
}

/* The claim of the sentence that has most words of the question; absent where another one has as many. The first and the
 * last sentence count, and what is in bold. */
static smacs_claim best_claim(const smacs_asked *asked, const claims *c) {
    const smacs_claim none = {{NULL, 0}, SMACS_HOW_NONE, 0}, *last = &c->at[c->count - 1], *best = &none;
    bool rival = false;
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++) {
        const smacs_claim *claim = &c->at[i];
        const bool stressed = claim->how == SMACS_HOW_STRESSED;
        const bool outer = i == 0 || (c->whole && claim == last) || stressed;
        if (!claim->value.data || !outer || (c->stressed > 0 && !stressed)) {
            continue;
        }
        rival = best->value.data && claim->held >= best->held ? claim->held == best->held && !same_value(claim, best)
                                                              : rival;
        best = !best->value.data || claim->held > best->held ? claim : best;
        count++;
    }
    /* Where a number or time is asked for, another one in a later sentence may correct it. */
    for (size_t i = 0; i < c->count && best->value.data && (asked->numeric || asked->times); i++) {
        rival = rival || (c->at[i].value.data && !same_value(&c->at[i], best) && c->at[i].held + 1 >= best->held);
    }
    return c->count == 1 || c->stressed == 1 ||
                   (!rival && (best->held > 0 || (count == 1 && (asked->numeric || asked->times))))
               ? *best
               : none;
}

/* The most words of the question that a sentence with a claim has. */
static unsigned most_held(const claims *c) {
    unsigned most = 0;
    for (size_t i = 0; i < c->count; i++) {
        most = c->at[i].value.data && c->at[i].held > most ? c->at[i].held : most;
    }
    return most;
}

/* Offers a claim with what stands beside it in its sentence. */
static bool offer_claim(smacs_answer_search *s, const smacs_asked *asked, const sentences *x,
                        const smacs_claim *claim) {
    const smacs_text value = claim->value;
    for (size_t i = 0; i < x->count; i++) {
        if (value.data >= x->at[i].data && value.data + value.size <= x->at[i].data + x->at[i].size) {
            return smacs_answer_offer_beside(s, claim->how, value, without_bullet(x->at[i]), !asked->times);
        }
    }
    return smacs_answer_offer(s, claim->how, value);
}

/* Offers a claim, except where the reply's other claims say otherwise. */
static bool offer_claims(smacs_answer_search *s, const smacs_asked *asked, const sentences *x) {
    claims c;
    smacs_text words = x->at[x->count - 1];
    const smacs_text first = smacs_bare_word(smacs_next_word(&words));
    const bool closes = x->count > 1 && smacs_words_is_in(first, SMACS_WORDS_CLOSING, asked->language);
    if (x->skipped && !closes) {
        return false;
    }
    read_claims(asked, x, &c);
    const smacs_claim *last = &c.at[x->count - 1];
    if (closes && c.whole && last->value.data && offer_claim(s, asked, x, last)) {
        return true;
    }
    if (x->skipped) {
        return false;
    }
    const smacs_claim best = best_claim(asked, &c);
    if (best.value.data) {
        return offer_claim(s, asked, x, &best);
    }
    const bool final = c.whole && last->value.data && (asked->numeric || asked->times || c.stressed > 1) &&
                       (last->held >= most_held(&c) || memchr(x->at[x->count - 1].data, '=', x->at[x->count - 1].size));
    return final && (c.stressed <= 1 || last->how == SMACS_HOW_STRESSED) && offer_claim(s, asked, x, last);
}

/* ---- scripts without spaces ---- */

static bool is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* Whether a text has signs of Chinese or Japanese, which have three bytes. */
static bool has_wide(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if ((unsigned char)text.data[i] >= 0xE3 && (unsigned char)text.data[i] <= 0xE9) {
            return true;
        }
    }
    return false;
}

/* Chinese and Japanese: what a sentence has where the question asks, between what both begin and end with. */
static bool offer_difference(smacs_answer_search *s, const smacs_asked *asked, smacs_text sentence) {
    smacs_text question = asked->question;
    while (question.size > 3 && (smacs_text_is(smacs_text_after(question, question.size - 3), "\xEF\xBC\x9F") ||
                                 smacs_text_is(smacs_text_after(question, question.size - 3), "\xE3\x80\x82"))) {
        question.size -= 3;
    }
    size_t front = 0, back = 0;
    while (front < sentence.size && front < question.size && sentence.data[front] == question.data[front]) {
        front++;
    }
    while (front > 0 && front < sentence.size && is_continuation(sentence.data[front])) {
        front--;
    }
    while (front + back < sentence.size && front + back < question.size &&
           sentence.data[sentence.size - back - 1] == question.data[question.size - back - 1]) {
        back++;
    }
    while (back > 0 && is_continuation(sentence.data[sentence.size - back])) {
        back--;
    }
    const size_t size = sentence.size - front - back;
    const bool wide = front >= 6 && has_wide(smacs_text_before(sentence, front));
    return wide && size > 0 && size <= 36 && size + front + back < sentence.size + 1 &&
           !smacs_denies(asked, sentence) &&
           smacs_answer_offer(s, SMACS_HOW_REPLY,
                              smacs_text_trimmed(smacs_text_after(smacs_text_before(sentence, front + size), front)));
}

/* ---- the reply ---- */

/* Whether a reply ends in the middle of a sentence: "so he has", "which makes the". */
static bool is_cut(const smacs_asked *asked, smacs_text text) {
    const smacs_text near = smacs_text_after(text, text.size > 16 ? text.size - 16 : 0);
    smacs_text last = {NULL, 0};
    for (smacs_text rest = near, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        last = word;
    }
    return last.size < near.size && (smacs_words_is_in(last, SMACS_WORDS_WHETHER, asked->language) ||
                                     smacs_words_is_in(last, SMACS_WORDS_AND, asked->language) ||
                                     smacs_words_is_in(last, SMACS_WORDS_OR, asked->language) ||
                                     smacs_words_is_in(last, SMACS_WORDS_WITHIN, asked->language));
}

bool smacs_answer_in_reply(smacs_answer_search *s, smacs_text text) {
    const smacs_text question = s->form.question;
    if (question.size == 0 || s->form.literal) {
        return false;
    }
    sentences x;
    const smacs_asked asked = smacs_asked_of(question);
    if (asked.open) {
        return false;
    }
    const size_t correction = smacs_last_correction(text, 0);
    text = smacs_without_courtesy(smacs_text_after(text, correction < text.size ? correction : 0), question);
    if (text.size == 0 || text.data[0] == '{' || smacs_is_of(text.data[text.size - 1], "?:")) { /* "{": JSON, cut off */
        return false;
    }
    if (!asked.whether && is_cut(&asked, text)) {
        return false;
    }
    split(&asked, text, false, &x);
    if (x.count == 0) {
        split(&asked, text, true, &x);
    }
    x.skipped = x.skipped || text.size > REPLY_MAX;
    if (x.count == 0) {
        return false;
    }
    bool either = false;
    for (size_t i = x.count; asked.either && i > 0; i--) {
        if ((i + LAST_MAX > x.count || i == 1) && offer_either(s, &asked, x.at[i - 1], &either)) {
            return true;
        }
    }
    if (asked.whether && (unsigned char)x.at[0].data[0] >= 0xE3 && offer_head(s, &asked, x.at[0])) {
        return true; /* such questions hardly tell their language */
    }
    if (asked.whether) { /* of two, a sentence that denies one would be no plain "no" */
        return either ? offer_verdict_at(s, &asked, smacs_skip(x.at[0], "*_`#> "))
                      : offer_verdict(s, &asked, x.at, x.count);
    }
    if (offer_head(s, &asked, x.at[0]) || offer_label(s, &asked, text)) {
        return true;
    }
    if (either) {
        return false;
    }
    return (x.count == 1 && offer_difference(s, &asked, smacs_answer_sentence(x.at[0], false))) ||
           offer_claims(s, &asked, &x);
}
