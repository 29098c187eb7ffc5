/* What a reply in plain words adds to its question: "The capital of Australia is Canberra." and "Canberra" both say
 * Canberra. claim.c reads one sentence; here is decided which sentence is believed:
 *   1. a label on the last line: "Total: 7";
 *   2. yes or no, where the question asks for it; one of two, where it has "or";
 *   3. the last sentence, where it concludes ("So, ..");
 *   4. the one text in bold;
 *   5. the sentence that has most words of the question, if no other claims something else with as many;
 *   6. where a number of something is asked for, the last sentence;
 *   7. of a long reply, the first sentence, if it has the words of the question.
 * Courtesies are passed over, programs too, and what stands before a correction ("Wait, ..") does not count. */
#include "answer/reply.h"
#include "answer/announce.h"
#include "answer/beside.h"
#include "answer/claim.h"
#include "answer/key.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/tokens.h"
#include "answer/verdict.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
    SENTENCES_MAX = 4, /* that are read at each end of a reply */
    REPLY_MAX = 1200,  /* bytes of a reply of which more than a conclusion is read */
    LABEL_MAX = 40,    /* bytes */
    LABEL_WORDS = 7,
    ALONE_WORDS = 3,
    ALONE_WIDE = 12, /* bytes of a word in scripts without spaces */
    EMOJI_MAX = 16,  /* bytes of signs before a sentence in bold */
    LINE_MAX = 80,   /* bytes of a program of one line */
    LINES_MAX = 6    /* lines from the end on which a label is looked for */
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
    return names && words <= LABEL_WORDS;
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

/* The place of the first colon in a text that stands between no digits, and its bytes in *size; text.size: there is none. */
static size_t find_colon(smacs_text text, size_t *size) {
    static const char wide[] = "\xEF\xBC\x9A";
    size_t ascii = smacs_text_find(text, ":");
    while (ascii > 0 && ascii < text.size && smacs_is_digit(text.data[ascii - 1]) &&
           smacs_is_digit(smacs_char_at(text, ascii + 1))) { /* "9:00" */
        ascii += 1 + smacs_text_find(smacs_text_after(text, ascii + 1), ":");
    }
    const size_t other = smacs_text_find(text, wide);
    *size = ascii < other ? 1 : sizeof wide - 1;
    return ascii < other ? ascii : other;
}

/* `line` without the marks and emoji that it begins with. */
static smacs_text without_signs(smacs_text line) {
    for (size_t at = 0; at < line.size;) {
        const size_t here = at;
        const uint32_t c = smacs_utf8_next(line.data, line.size, &at);
        const smacs_char kind = smacs_char_kind(c);
        const bool sign = c >= 0x2190 && (kind == SMACS_CHAR_SYMBOL || kind == SMACS_CHAR_MARK);
        if (!sign && !(c >= 0xFE00 && c < 0xFE10) && !smacs_is_of(line.data[here], " \t-*#>_")) {
            return smacs_text_after(line, here);
        }
    }
    return smacs_text_after(line, line.size);
}

/* The place behind the label and the colon that begin `line`; 0: there is none. */
static size_t behind_label(const smacs_asked *asked, smacs_text line) {
    size_t mark = 0;
    const smacs_text start = without_signs(line);
    const smacs_text head = smacs_text_before(start, LABEL_MAX);
    const size_t colon = find_colon(head, &mark);
    const smacs_text label = smacs_bare_word(smacs_text_trimmed(smacs_text_before(head, colon)));
    const smacs_text marks = smacs_text_before(line, line.size - start.size);
    const bool item = smacs_item_mark(smacs_skip(line, " ")) > 0; /* one of several: "- **Medium:** 7 minutes" */
    const bool bold = !item && (asked->numeric || asked->times) && smacs_text_find(marks, "**") < marks.size;
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

/* ---- sentences ---- */

typedef struct sentences {
    smacs_text at[2 * SENTENCES_MAX];
    size_t count;
    bool skipped;                  /* there are more between */
    bool quiet[2 * SENTENCES_MAX]; /* they claim nothing */
    bool stepped;                  /* the last one is what a step comes to */
} sentences;

/* Whether a line is a heading or a fence. */
static bool is_structure(smacs_text line) { return smacs_text_begins(line, "#") || smacs_text_begins(line, "```"); }

/* Whether a text begins with a step of a calculation, behind two words at most: "Then we divide both sides by 2". */
static bool is_step(smacs_text text) {
    for (unsigned words = 0; words < 3; words++) {
        text = smacs_skip(text, " *");
        if (smacs_words_begin(text, SMACS_WORDS_STEP) > 0) {
            return true;
        }
        text = smacs_text_after(text, smacs_text_find(text, " "));
    }
    return false;
}

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
           !is_label(asked, label) && !is_step(label) &&
           !smacs_words_is_in(first, SMACS_WORDS_CLOSING, asked->language) &&
           !smacs_words_is_in(first, SMACS_WORDS_HEADING_WORD, asked->language);
}

/* A sentence without the emoji that stand before its bold words. */
static smacs_text without_emoji(smacs_text sentence) {
    const size_t bold = smacs_text_find(sentence, " **");
    return bold <= EMOJI_MAX && !smacs_has_words(smacs_text_before(sentence, bold)) && (sentence.data[0] & 0x80)
               ? smacs_text_after(sentence, bold + 1)
               : sentence;
}

/* Splits a reply into its first and last sentences, without headings, programs and remarks. */
static void split(const smacs_asked *asked, smacs_text text, bool items, sentences *x) {
    bool program = false;
    const bool listed = !asked->counts || memchr(text.data, '\n', text.size); /* "8. Insects have 6." is no item */
    *x = (sentences){.count = 0};
    for (smacs_text rest = text; rest.size > 0;) {
        const smacs_text start = smacs_skip(rest, " ");
        const size_t mark = listed ? smacs_item_mark(start) : 0;
        const bool item = !items && mark > 0;
        rest = items && mark > 0 ? smacs_text_after(start, mark) : rest;
        const size_t line = item ? smacs_text_find(rest, "\n") : 0;
        const size_t end = item ? line + (line < rest.size ? 1 : 0) : smacs_sentence_end(rest);
        const smacs_text sentence = smacs_text_trimmed(smacs_text_before(rest, end));
        rest = smacs_text_after(rest, end);
        const bool fence = smacs_text_begins(sentence, "```");
        program = program != fence;
        if (program || item || is_structure(sentence) || !smacs_has_words(sentence)) {
            continue;
        }
        const bool labelled = x->count > 0 && is_labelled_aside(asked, sentence);
        if (labelled && sentence.data[-1] == '\n' &&
            rest.data[-1] != '\n') { /* "Explanation: .." to the end of its line */
            rest = smacs_text_after(rest, smacs_text_find(rest, "\n"));
        }
        if (labelled || (x->count > 0 && smacs_is_aside(sentence, asked->question))) {
            continue;
        }
        if (x->count == sizeof x->at / sizeof *x->at) {
            memmove(&x->at[SENTENCES_MAX], &x->at[SENTENCES_MAX + 1], (SENTENCES_MAX - 1) * sizeof *x->at);
            x->count--;
            x->skipped = true;
        }
        x->at[x->count++] = smacs_without_courtesy(without_emoji(sentence), asked->question);
    }
}

/* ---- what sentences claim ---- */

/* Where numbers are asked for: of sentences that tell steps, the last that says what it comes to is taken for that, "x = 4" of
 * "Divide by 2: x = 4". The others claim nothing, "To find it, multiply 80 by 0.15." */
static void take_last_step(const smacs_asked *asked, sentences *x) {
    const bool sums = asked->numeric || smacs_has_one_of(asked, asked->question, SMACS_WORDS_LABEL);
    bool taken = false;
    for (size_t i = x->count; i > 0 && sums; i--) {
        smacs_text *sentence = &x->at[i - 1];
        size_t size = 0;
        const size_t at = smacs_words_last(*sentence, SMACS_WORDS_COMES, &size);
        const smacs_text behind = smacs_text_after(*sentence, smacs_text_find(*sentence, ", ") + 2);
        if (!is_step(*sentence) && smacs_words_begin(behind, SMACS_WORDS_STEP) == 0) {
            continue;
        }
        x->quiet[i - 1] = taken || (at == sentence->size && i < x->count);
        *sentence = taken ? *sentence : smacs_text_after(*sentence, at < sentence->size ? at + size : 0);
        x->stepped = x->stepped || (i == x->count && at > 0);
        taken = taken || at > 0;
    }
}

/* Whether a sentence states something, and is whole: among several, the last one may be cut off. */
static bool says(smacs_text sentence, bool last) {
    const char end = sentence.data[sentence.size - 1];
    const bool sum = smacs_is_digit(end) && memchr(sentence.data, '=', sentence.size); /* "340 + 51 = 391" */
    const bool shows = end == ':' && memchr(sentence.data, '`', sentence.size);        /* "Use `pwd`:" and a program */
    return shows ||
           (!smacs_is_of(end, "?:,") && (!last || sum || smacs_is_of(end, ".!*)]`\"$_") || (unsigned char)end >= 0x80));
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
    const bool bold =
        smacs_text_begins(sentence, "**") && smacs_text_find(smacs_text_after(sentence, 2), "**") + 4 <= sentence.size;
    const smacs_text text = bold ? sentence : smacs_skip(sentence, "*> ");
    return smacs_char_at(text, 0) == '-' && smacs_is_of(smacs_char_at(text, 1), " *") ? smacs_skip(text, "-*> ") : text;
}

static void read_claims(const smacs_asked *asked, const sentences *x, claims *c) {
    *c = (claims){.count = x->count, .whole = says(x->at[x->count - 1], x->count > 1)};
    if (x->skipped) { /* a long reply may be cut off anywhere */
        const smacs_text last = x->at[x->count - 1];
        c->whole = smacs_is_of(last.data[last.size - 1], ".!*") || (unsigned char)last.data[last.size - 1] >= 0x80;
    }
    for (size_t i = 0; i < x->count; i++) {
        const bool within = x->skipped && i > 0 && i + 1 < x->count;
        if (!within && !x->quiet[i] && says(x->at[i], false)) {
            c->at[i] = smacs_claim_of(asked, without_bullet(x->at[i]), x->count == 1);
            if (!c->at[i].value.data && i > 0 && asked->computes) {
                c->at[i] = smacs_claim_known(asked, x->at[i]);
            }
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

/* Whether a sentence is nothing but a value, which `first` gets: up to three words that the question has not, or a number and
 * what it counts. */
static bool is_bare(const smacs_asked *asked, smacs_text sentence, smacs_tokens *first, size_t *from) {
    const bool ends = smacs_is_of(sentence.data[sentence.size - 1], ".!");
    bool bare = ends && !smacs_denies(asked, sentence) && smacs_tokens_read(asked, sentence, first), led = false;
    *from = smacs_words_begin(sentence, SMACS_WORDS_FRONT) > 0 ? 1 : 0;
    for (size_t i = 0; bare && i < first->count && first->at[i].kind == SMACS_TOKEN_SMALL; i++) {
        led = led || smacs_words_is_in(first->at[i].word, SMACS_WORDS_COPULA, asked->language);
        *from = led ? i + 1 : *from;
    }
    bare = bare && first->count > *from && first->count <= *from + ALONE_WORDS &&
           (!led || first->at[*from].capital || first->at[*from].kind == SMACS_TOKEN_NUMBER);
    const bool number = bare && first->at[*from].kind == SMACS_TOKEN_NUMBER;
    bare = bare && (number || !asked->counts) && (!number || sentence.data[sentence.size - 1] == '.');
    for (size_t i = *from; bare && i < first->count; i++) {
        bare = smacs_token_is_added(&first->at[i]) || (number && first->at[i].kind == SMACS_TOKEN_HELD);
    }
    return bare;
}

/* Offers the first of several sentences where it is nothing but a value and the next ones explain it: "8. Insects have 6.",
 * "Bern. It is the federal city." Not where a later one has the answer, too: "Good idea. It's Bern." */
static bool offer_first(smacs_answer_search *s, const smacs_asked *asked, const sentences *x, const claims *c) {
    smacs_tokens first, second;
    size_t from = 0;
    if (x->count < 2 || !is_bare(asked, x->at[0], &first, &from) || !smacs_tokens_read(asked, x->at[1], &second)) {
        return false;
    }
    const bool number = first.at[from].kind == SMACS_TOKEN_NUMBER;
    bool only = second.at[0].kind == SMACS_TOKEN_SMALL || first.at[0].kind == SMACS_TOKEN_SMALL ||
                (number && second.held + second.added < second.count);
    for (size_t i = 1; only && i < c->count; i++) {
        const smacs_text other = c->at[i].value;
        only = number ? !memchr(x->at[i].data, '=', x->at[i].size)
                      : !other.data || (!asked->numeric && !asked->times && smacs_names_number(other));
    }
    return only &&
           smacs_answer_offer(s, SMACS_HOW_REPLY, smacs_tokens_span(&first.at[from], &first.at[first.count - 1]));
}

/* Whether the last sentence comes to a number by a calculation or conclusion that no sentence before it has, nor the question:
 * "He has 5 + 7 = 12. He loses 4, so 8 are left." A check of what was said comes to a number that is known. */
static bool is_outcome(const smacs_asked *asked, const sentences *x, const claims *c) {
    const smacs_text last = x->at[x->count - 1], value = c->at[x->count - 1].value;
    size_t size = 0;
    bool comes = x->stepped || memchr(last.data, '=', last.size) ||
                 smacs_words_last(last, SMACS_WORDS_CONCLUDING, &size) < last.size ||
                 smacs_words_last(last, SMACS_WORDS_COMES, &size) < last.size;
    comes = comes && asked->numeric && c->whole && c->stressed == 0 && x->count > 1 && value.data &&
            smacs_names_number(value) && !smacs_mentions(asked->question, value);
    for (size_t i = 0; i + 1 < x->count && comes; i++) {
        comes = !smacs_mentions(x->at[i], value);
    }
    return comes;
}

/* Whether a long reply begins with its answer: its first sentence has two in three words of the question, or all where this
 * computes, and its last one claims nothing else. */
static bool opens(const smacs_asked *asked, const sentences *x, const claims *c) {
    const smacs_claim *first = &c->at[0], *last = &c->at[x->count - 1];
    unsigned of = 0;
    const unsigned shared = smacs_words_shared(asked, x->at[0], &of);
    return first->value.data && shared > 0 && (asked->computes ? shared == of : 3 * shared >= 2 * of) &&
           (!last->value.data || same_value(last, first) || last->held < first->held);
}

/* Whether the first sentence has half the words of the one that asks, and the last one fewer of them and no others: "The ball
 * costs 5 cents. The bat costs $1.05." */
static bool shares_less(const smacs_asked *asked, smacs_text first, smacs_text last) {
    const smacs_text both = {first.data, (size_t)(last.data - first.data) + last.size};
    unsigned of = 0;
    const unsigned shared = smacs_words_shared(asked, first, &of);
    return 2 * shared >= of && shared > smacs_words_shared(asked, last, &of) &&
           shared == smacs_words_shared(asked, both, &of);
}

/* Offers a claim, except where the reply's other claims say otherwise. */
static bool offer_claims(smacs_answer_search *s, const smacs_asked *asked, const sentences *x) {
    claims c;
    const smacs_text end = x->at[x->count - 1];
    const smacs_text first = smacs_bare_word(smacs_next_word(&(smacs_text){end.data, end.size}));
    const bool equates = memchr(end.data, '=', end.size);
    const bool sums = asked->counts && smacs_has_one_of(asked, end, SMACS_WORDS_LABEL) &&
                      smacs_has_one_of(asked, end, SMACS_WORDS_COPULA); /* "the total is" */
    const bool concludes = smacs_words_is_in(first, SMACS_WORDS_CLOSING, asked->language);
    const bool closes = x->count > 1 && (sums || concludes);
    read_claims(asked, x, &c);
    const smacs_claim *last = &c.at[x->count - 1];
    if (((closes && c.whole && last->value.data) || (!x->skipped && is_outcome(asked, x, &c))) &&
        offer_claim(s, asked, x, last)) {
        return true;
    }
    const bool unclear = asked->numeric && x->count > 1 && c.stressed == 0 && !last->value.data &&
                         (concludes || equates); /* it goes on to calculate */
    if (smacs_has_one_of(asked, x->at[0], SMACS_WORDS_UNTOLD)) {
        return false; /* "It depends." */
    }
    if (x->skipped || unclear) {
        return opens(asked, x, &c) && offer_claim(s, asked, x, &c.at[0]);
    }
    if (offer_first(s, asked, x, &c)) {
        return true;
    }
    const smacs_claim best = best_claim(asked, &c);
    if (best.value.data) {
        return offer_claim(s, asked, x, &best);
    }
    const bool other = asked->numeric && x->count > 1 && c.at[0].value.data && !same_value(&c.at[0], last) &&
                       !equates && shares_less(asked, x->at[0], end);
    const bool final = !other && c.whole && last->value.data && (asked->numeric || asked->times || c.stressed > 1) &&
                       (last->held >= most_held(&c) || equates);
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

/* Where in the question a sentence begins that leaves out what stands before, "首都是" of "日本的首都是哪里": the place of what it
 * says up to "is"; 0: there is none. */
static size_t shared_start(smacs_text question, smacs_text sentence) {
    static const char copulas[][4] = {"\xE6\x98\xAF", "\xE3\x81\xAF"};
    size_t end = smacs_text_find(sentence, copulas[0]);
    end = (end < sentence.size ? end : smacs_text_find(sentence, copulas[1])) + 3;
    const bool worded = end > 6 && end < sentence.size;
    const size_t at = worded ? smacs_find_exactly(question, smacs_text_before(sentence, end)) : question.size;
    return at < question.size ? at : 0;
}

/* Chinese and Japanese: what a sentence has where the question asks, between what both begin and end with. */
static bool offer_difference(smacs_answer_search *s, const smacs_asked *asked, smacs_text sentence) {
    smacs_text question = asked->question;
    sentence = smacs_text_after(sentence, smacs_words_begin(sentence, SMACS_WORDS_CLOSING));
    while (question.size > 3 && (smacs_text_is(smacs_text_after(question, question.size - 3), "\xEF\xBC\x9F") ||
                                 smacs_text_is(smacs_text_after(question, question.size - 3), "\xE3\x80\x82"))) {
        question.size -= 3;
    }
    question = smacs_text_after(question, shared_start(question, sentence));
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
    const size_t figure = smacs_known_figure(question, sentence);
    front = figure > front && figure + back < sentence.size ? figure : front;
    const size_t size = sentence.size - front - back;
    const bool wide = front >= 6 && has_wide(smacs_text_before(sentence, front));
    return wide && size > 0 && size <= 36 && size + front + back < sentence.size + 1 &&
           !smacs_denies(asked, sentence) &&
           smacs_answer_offer(s, SMACS_HOW_REPLY,
                              smacs_text_trimmed(smacs_text_after(smacs_text_before(sentence, front + size), front)));
}

/* ---- programs ---- */

/* Offers a line of code, in which case and signs count. */
static bool offer_code(smacs_answer_search *s, smacs_text line) {
    char spelt[LINE_MAX + 2] = "`";
    if (line.size == 0 || line.size > LINE_MAX || memchr(line.data, '\n', line.size)) {
        return false;
    }
    memcpy(spelt + 1, line.data, line.size);
    spelt[line.size + 1] = '`';
    return smacs_answer_offer_spelt(s, SMACS_HOW_REPLY, line, (smacs_text){spelt, line.size + 2});
}

/* Offers the one line of the one program that a reply shows, or of the first, if only one sentence leads to it: "You can use:",
 * and `pwd` in a fence. */
static bool offer_line(smacs_answer_search *s, smacs_text text) {
    static const char fence[] = "```";
    const size_t at = smacs_text_find(text, fence);
    const smacs_text lead = smacs_text_trimmed(smacs_text_before(text, at)), shown = smacs_text_after(text, at + 3);
    const smacs_text code = smacs_text_after(shown, smacs_text_find(shown, "\n") + 1);
    const size_t end = smacs_text_find(code, fence);
    const smacs_text behind = smacs_text_trimmed(smacs_text_after(code, end + 3));
    const bool only = smacs_text_find(behind, fence) == behind.size;
    const bool leads =
        !only && smacs_sentence_end(lead) == lead.size && smacs_is_capital(behind.data[0]); /* not "or this:" */
    return end < code.size && (only || leads) && offer_code(s, smacs_text_trimmed(smacs_text_before(code, end)));
}

/* Whether a reply is a command with options and nothing else: "git reset --soft HEAD~1". */
static bool is_command(smacs_text text) {
    const size_t at = smacs_text_find(text, " -");
    const char next = smacs_char_at(text, at + 2);
    return text.data[0] >= 'a' && text.data[0] <= 'z' && (next == '-' || smacs_is_letter(next)) &&
           !memchr(text.data, '=', text.size) && smacs_sentence_end(text) == text.size;
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

/* Whether all of a text is in bold. */
static bool is_bold(smacs_text text) {
    const smacs_text inner = smacs_text_after(text, 2);
    return smacs_text_begins(text, "**") && smacs_text_find(inner, "**") + 2 >= inner.size && inner.size > 2;
}

/* Offers a reply that is one number with up to two words behind it and nothing else: "7", "100 degrees Celsius". */
static bool offer_alone(smacs_answer_search *s, const smacs_asked *asked, smacs_text text) {
    const smacs_text inner = is_bold(text) ? smacs_text_before(smacs_text_after(text, 2), text.size - 4) : text;
    smacs_text rest = inner, name;
    const smacs_text first = smacs_next_word(&rest), value = smacs_skip(first, "+-$");
    const bool money = smacs_words_name(first, SMACS_WORDS_MONEY, &name) > 0;
    const smacs_text bare = smacs_bare_word(inner);
    char key[SMACS_NUMBER_KEY_MAX];
    unsigned words =
        smacs_is_digit(smacs_char_at(value, 0)) || money || smacs_answer_number_word(bare, key) == bare.size;
    for (smacs_text word = first; words > 0 && word.size > 0; word = smacs_next_word(&rest), words++) {
        const bool small = smacs_token_kind_of(asked, smacs_bare_word(word)) == SMACS_TOKEN_SMALL;
        const bool ends = words > 1 && first.data[first.size - 1] == '.'; /* "1. Bern", "42. Source: Wikipedia" */
        if (words > ALONE_WORDS || small || ends || memchr(word.data, '*', word.size) ||
            memchr(word.data, '(', word.size) || memchr(word.data, '!', word.size) ||
            memchr(word.data, '=', word.size) || (has_wide(word) && word.size > ALONE_WIDE)) {
            return false;
        }
    }
    const bool point = text.size > 1 && text.data[text.size - 1] == '.' && text.data[text.size - 2] != '.';
    text.size -= point ? 1 : 0;
    return words > 1 && smacs_answer_offer(s, SMACS_HOW_GIVEN, text);
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
        text = smacs_text_trimmed(smacs_text_before(text, smacs_text_find(text, "\n")));
        if (!is_bold(text)) {
            return false; /* "There are 5 boxes of 12, so he has" has not come to its answer */
        }
    }
    if (!asked.whether && (offer_alone(s, &asked, text) || (is_command(text) && offer_code(s, text)))) {
        return true;
    }
    split(&asked, text, false, &x);
    const bool items = x.count == 0; /* nothing but a list */
    if (items) {
        split(&asked, text, true, &x);
    }
    take_last_step(&asked, &x);
    x.skipped = x.skipped || text.size > REPLY_MAX;
    if (x.count == 0) {
        return false;
    }
    bool either = false, torn = false;
    if (asked.either && smacs_answer_in_either(s, &asked, x.at, x.count, &either, &torn)) {
        return true;
    }
    if (torn) {
        return false;
    }
    if (asked.whether && (unsigned char)x.at[0].data[0] >= 0xE3 && smacs_answer_in_head(s, &asked, x.at[0])) {
        return true; /* such questions hardly tell their language */
    }
    if (asked.whether) { /* of two, a sentence that denies one would be no plain "no" */
        return either ? smacs_answer_in_verdict_at(s, &asked, smacs_skip(x.at[0], "*_`#> "))
                      : smacs_answer_in_verdict(s, &asked, x.at, x.count);
    }
    const smacs_text last = x.at[x.count - 1];
    const char *end = last.data + last.size;
    if (smacs_answer_in_head(s, &asked, x.at[0]) || offer_label(s, &asked, text) ||
        (x.count > 1 && !items && !smacs_has_digit((smacs_text){end, (size_t)(text.data + text.size - end)}) &&
         offer_label(s, &asked, last))) {
        return true;
    }
    if (either) {
        return false;
    }
    const smacs_text one = smacs_text_before(smacs_answer_sentence(x.at[0], false), x.count == 1 ? SIZE_MAX : 0);
    const smacs_text inner = smacs_text_after(one, smacs_text_find(one, "**") + 2);
    const bool bold = smacs_text_find(inner, "**") < inner.size; /* tells which part of the difference it is */
    return (!bold && offer_difference(s, &asked, one)) || offer_claims(s, &asked, &x) ||
           (bold && offer_difference(s, &asked, one)) || offer_line(s, text);
}
