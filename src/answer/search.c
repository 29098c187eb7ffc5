#include "answer/search.h"
#include "answer/key.h"
#include "answer/mark.h"
#include "answer/quantity.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/tokens.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { ASIDE_MAX = 48 /* bytes */, ASIDE_WORDS = 3, NEAR_MAX = 8, PHRASE_WORDS = 4, COMMA_WORDS = 5 };

/* The code point of "\u00b2"; 0: none, or half of a pair, which is left as it stands. */
static uint32_t read_unicode(smacs_text text) {
    uint32_t value = 0;
    if (text.size < 6 || text.data[0] != '\\' || text.data[1] != 'u') {
        return 0;
    }
    for (size_t i = 2; i < 6; i++) {
        const char c = text.data[i];
        const bool hex = smacs_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!hex) {
            return 0;
        }
        value = value * 16 + (uint32_t)(smacs_is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
    }
    return value >= 0xD800 && value < 0xE000 ? 0 : value;
}

/* Appends a text of JSON with its escapes read. Models mostly write LaTeX unescaped there: "\frac" is no form feed. So
 * a backslash before a word of letters stays, except where literals are asked for. */
static void read_escapes(const smacs_allocator *a, smacs_bytes *out, smacs_text text, bool literal) {
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i], next = smacs_char_at(text, i + 1);
        const bool word = smacs_is_letter(next) && smacs_is_letter(smacs_char_at(text, i + 2));
        const uint32_t unicode = c == '\\' ? read_unicode(smacs_text_after(text, i)) : 0;
        if (unicode > 0) {
            char bytes[4];
            smacs_bytes_append(a, out, bytes, smacs_utf8_put(unicode, bytes));
            i += 5;
        } else if (c != '\\' || !next || (smacs_is_letter(next) && (!smacs_is_of(next, "nt") || (word && !literal)))) {
            smacs_bytes_append(a, out, &c, 1);
        } else {
            const char read = next == 'n' ? '\n' : next == 't' ? '\t' : next;
            const bool kept = !smacs_is_of(next, "\"\\/nt"); /* "\{" and the like are LaTeX */
            smacs_bytes_append(a, out, "\\", kept ? 1 : 0);
            smacs_bytes_append(a, out, &read, 1);
            i++;
        }
    }
}

/* Offers the spelling `text` of what was found. */
static bool offer(smacs_answer_search *s, smacs_answer_how how, smacs_text found, smacs_text text) {
    s->failed = smacs_answer_key(s->a, text, s->form, s->out) != SMACS_OK;
    if (s->out->kind != SMACS_ANSWER_NONE) {
        s->out->found = found;
        s->out->how = how;
    }
    return s->failed || s->out->kind != SMACS_ANSWER_NONE;
}

bool smacs_answer_offer(smacs_answer_search *s, smacs_answer_how how, smacs_text found) {
    return s->tries++ >= SMACS_ANSWER_TRIES || (found.size <= SMACS_STATEMENT_MAX && offer(s, how, found, found));
}

bool smacs_answer_offer_spelt(smacs_answer_search *s, smacs_answer_how how, smacs_text found, smacs_text text) {
    return s->tries++ >= SMACS_ANSWER_TRIES || (text.size <= SMACS_STATEMENT_MAX && offer(s, how, found, text));
}

/* Adds the folded text to the names of a mark that say where something holds. */
static void add_folded(smacs_mark *mark, smacs_text at) {
    char folded[SMACS_MARK_BYTES];
    while (at.size + 4 > sizeof folded) {
        at.size--;
    }
    smacs_mark_add_name(mark, SMACS_MARK_AT, (smacs_text){folded, smacs_fold_text(at, folded, sizeof folded)});
}

/* Puts a mark that only says where the answer holds before the one that it has; AT is the first dimension. */
static void put_before(smacs_answer_search *s, const smacs_mark *mark) {
    const smacs_text own = s->out->mark;
    smacs_bytes written = {0};
    if (!smacs_mark_has(mark, SMACS_MARK_AT) || smacs_text_begins(own, "at:")) {
        return;
    }
    smacs_mark_write(s->a, &written, mark);
    smacs_bytes_append(s->a, &written, " ", own.size > 0 ? 1 : 0);
    smacs_bytes_append(s->a, &written, own.data, own.size);
    if (written.failed) {
        s->failed = true;
        smacs_bytes_free(s->a, &written);
        return;
    }
    smacs_mem_free(s->a, (void *)(uintptr_t)own.data);
    s->out->mark = (smacs_text){written.data, written.size};
}

/* What stands in the brackets that begin `text`; empty: it does not begin with any. */
static smacs_text bracketed(smacs_text text) {
    static const char wide[] = "\xEF\xBC\x88", wide_end[] = "\xEF\xBC\x89"; /* of Chinese and Japanese */
    const size_t size = sizeof wide - 1;
    if (smacs_text_begins(text, wide)) {
        const smacs_text inner = smacs_text_after(text, size);
        const size_t end = smacs_text_find(inner, wide_end);
        return smacs_text_before(inner, end < inner.size ? end : 0);
    }
    const size_t end = smacs_char_at(text, 0) == '(' ? smacs_group_end(text) : 0;
    return smacs_text_after(smacs_text_before(text, end > 0 ? end - 1 : 0), 1);
}

/* Whether a word in brackets, `alone` or not, says nothing that tells answers apart. "(I)" does. */
static bool is_idle(const smacs_asked *asked, smacs_text word, bool alone) {
    const smacs_token_kind kind = smacs_token_kind_of(asked, word);
    return (kind != SMACS_TOKEN_ADDED && !(alone && kind == SMACS_TOKEN_SMALL)) ||
           smacs_words_is(word, SMACS_WORDS_ABOUT) || smacs_words_is(word, SMACS_WORDS_LABEL) ||
           smacs_words_is(word, SMACS_WORDS_ANSWER) || smacs_words_is(word, SMACS_WORDS_REMARK) ||
           smacs_words_is(word, SMACS_WORDS_FILLER) ||
           smacs_words_is_in(word, SMACS_WORDS_HEADING_WORD, asked->language);
}

/* Takes "name:person" off the mark of an answer that an article stands before: "the Democrats" is no last name. */
static void drop_person(smacs_answer_search *s, smacs_text before) {
    const smacs_text mark = s->out->mark,
                     near = smacs_text_after(before, before.size > NEAR_MAX ? before.size - NEAR_MAX : 0);
    size_t size = 0;
    const size_t at = smacs_words_last(near, SMACS_WORDS_FRONT, &size), person = smacs_text_find(mark, " name:person");
    const bool alone = smacs_text_is(mark, "name:person"), starts = at == 0 || smacs_is_blank(near.data[at - 1]);
    if (at < near.size && at + size == near.size && starts && (alone || person + 12 == mark.size)) {
        s->out->mark.size = alone ? 0 : person;
    }
}

void smacs_answer_add_aside(smacs_answer_search *s, smacs_text text) {
    const smacs_text found = s->out->found;
    if (found.size == 0 || found.data < text.data || found.data + found.size > text.data + text.size) {
        return;
    }
    drop_person(s, smacs_text_before(text, (size_t)(found.data - text.data)));
    const smacs_text behind = smacs_text_after(text, (size_t)(found.data - text.data) + found.size);
    const smacs_text aside = bracketed(smacs_skip(behind, " *_`\"$"));
    if (aside.size == 0 || aside.size > ASIDE_MAX || smacs_names_number(aside) || memchr(aside.data, ':', aside.size)) {
        return;
    }
    const smacs_asked asked = smacs_asked_of(s->form.question);
    smacs_mark mark = {.size = 0};
    unsigned words = 0;
    for (smacs_text rest = aside, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        if (!is_idle(&asked, plain, plain.size == aside.size)) {
            add_folded(&mark, plain);
        }
        words++;
    }
    if (words <= ASIDE_WORDS && !smacs_denies(&asked, aside)) {
        put_before(s, &mark);
    }
}

/* Whether no more than a few words follow. */
static bool is_short(smacs_text rest) {
    unsigned words = 0;
    while (words <= COMMA_WORDS && smacs_next_word(&rest).size > 0) {
        words++;
    }
    return words <= COMMA_WORDS;
}

/* Adds a word of a phrase behind a number; `lacking`: it is said not to hold. */
static void add_word(smacs_mark *mark, smacs_text plain, bool lacking) {
    char name[1 + SMACS_SINGULAR_MAX] = "-";
    const size_t start = lacking ? 1 : 0;
    smacs_mark_add_name(mark, SMACS_MARK_AT, (smacs_text){name, start + smacs_answer_singular(plain, name + start)});
}

/* Whether a phrase behind a number ends before `word`: at brackets, a sign, a verb, "or". */
static bool ends_phrase(const smacs_asked *asked, smacs_text word) {
    const smacs_text plain = smacs_bare_word(word);
    return smacs_is_of(smacs_char_at(smacs_skip(word, "*_`"), 0), "(=<>[;/+~$") || memchr(word.data, '\\', word.size) ||
           (plain.size > 0 && (smacs_words_is_in(plain, SMACS_WORDS_OR, asked->language) ||
                               smacs_words_is_in(plain, SMACS_WORDS_COPULA, asked->language) ||
                               smacs_words_is_in(plain, SMACS_WORDS_WHETHER, asked->language)));
}

void smacs_answer_add_phrase(smacs_answer_search *s, smacs_text behind) {
    const smacs_asked asked = smacs_asked_of(s->form.question);
    smacs_mark mark = {.size = 0};
    bool lacking = false;
    unsigned words = 0;
    if (smacs_words_begin(behind, SMACS_WORDS_APPOSITION) > 0) {
        return; /* ", of course" */
    }
    behind = smacs_skip(behind, " ,");
    smacs_text rest = is_short(behind) ? behind : smacs_answer_sentence(behind, false);
    for (smacs_text word = smacs_next_word(&rest); word.size > 0 && !ends_phrase(&asked, word);
         word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const smacs_token_kind kind = smacs_token_kind_of(&asked, plain);
        const bool denies = smacs_words_is(plain, SMACS_WORDS_LACKING) || smacs_denies(&asked, plain);
        const bool letter = plain.size == 1 && !smacs_is_digit(plain.data[0]);
        lacking = lacking || denies;
        if (!denies && !letter && !smacs_words_is(plain, SMACS_WORDS_FILLER) &&
            (kind >= SMACS_TOKEN_ADDED || (lacking && kind == SMACS_TOKEN_HELD))) {
            add_word(&mark, plain, lacking);
            words++;
        }
        if (smacs_is_of(word.data[word.size - 1], ",;:") && !is_short(rest)) {
            break;
        }
    }
    if (words <= PHRASE_WORDS) {
        put_before(s, &mark);
    }
}

enum { ITEMS_MAX = 40, ITEM_MAX = 40 /* bytes */ };

bool smacs_answer_offer_items(smacs_answer_search *s, smacs_answer_how how, smacs_text text) {
    smacs_bytes list = {0};
    unsigned items = 0;
    bool plain = true;
    for (smacs_text rest = text; rest.size > 0 && plain;) {
        const size_t end = smacs_text_find(rest, "\n");
        const smacs_text line = smacs_text_trimmed(smacs_text_before(rest, end));
        const smacs_text item = smacs_text_after(line, smacs_item_mark(line));
        rest = smacs_text_after(rest, end + 1);
        const bool marked = item.size < line.size || !memchr(line.data, ' ', line.size);
        plain = line.size == 0 || (item.size > 0 && marked && item.size <= ITEM_MAX && items < ITEMS_MAX);
        if (line.size > 0 && plain) {
            smacs_bytes_append(s->a, &list, ", ", items++ > 0 ? 2 : 0);
            smacs_bytes_append(s->a, &list, item.data, item.size);
        }
    }
    s->failed = list.failed;
    const bool ends =
        s->failed || (plain && items > 1 && smacs_answer_offer_spelt(s, how, text, (smacs_text){list.data, list.size}));
    smacs_bytes_free(s->a, &list);
    return ends;
}

bool smacs_answer_offer_escaped(smacs_answer_search *s, smacs_text found) {
    smacs_bytes read = {0};
    bool ends = s->tries++ >= SMACS_ANSWER_TRIES;
    if (!ends && found.size <= SMACS_STATEMENT_MAX) {
        read_escapes(s->a, &read, found, s->form.literal);
        s->failed = read.failed;
        ends = s->failed || offer(s, SMACS_HOW_FIELD, found, (smacs_text){read.data, read.size});
        smacs_bytes_free(s->a, &read);
    }
    return ends;
}
