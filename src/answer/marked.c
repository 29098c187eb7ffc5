#include "answer/marked.h"
#include "answer/name.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/tokens.h"
#include "base/error.h"

/* Whether a marked text may be an answer: short, no label, and new to the question or one of what it names. */
static bool may_answer(const smacs_asked *asked, smacs_text value, bool bold) {
    bool added = false, number = false;
    unsigned words = 0;
    for (smacs_text rest = value, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_token_kind kind = smacs_token_kind_of(asked, smacs_bare_word(word));
        added |= kind == SMACS_TOKEN_ADDED || kind == SMACS_TOKEN_NUMBER;
        number |= smacs_names_number(smacs_bare_word(word));
        words++;
    }
    const char last = smacs_char_at(value, value.size - 1);
    if (!bold && value.size > 0 && value.size < 4 &&
        smacs_quoted_sign((smacs_text){value.data - 1, value.size + 2}).data) {
        return !asked->counts && !asked->times;
    }
    const bool code = (value.data[-1] == '`' || value.data[0] == '`') && !smacs_mentions(asked->question, value);
    return words > 0 && words <= SMACS_NAME_MAX + 2 && last != ':' && !smacs_is_of(last, "?") &&
           (added || code || (bold && (asked->chooses || asked->either))) && (number || !asked->counts);
}

/* Whether "is" or the like stands last. */
static bool is_led(const smacs_asked *asked, smacs_text before) {
    before = smacs_text_trimmed(before);
    size_t start = before.size;
    while (start > 0 && !smacs_is_blank(before.data[start - 1])) {
        start--;
    }
    const smacs_text word = smacs_bare_word(smacs_text_after(before, start));
    return smacs_words_is_in(word, SMACS_WORDS_COPULA, asked->language) ||
           smacs_words_is_in(word, SMACS_WORDS_CALLING, asked->language);
}

/* Whether only a comma, "and" or "or" stands between two values in bold: "**x = 3** and **x = 4**". */
static bool joins(smacs_text one, smacs_text other) {
    const char *end = one.data + one.size;
    if (other.data < end + 4) {
        return false;
    }
    const smacs_text gap = smacs_text_before(smacs_text_after((smacs_text){end, (size_t)(other.data - end)}, 2),
                                             (size_t)(other.data - end) - 4);
    const bool comma = smacs_char_at(gap, 0) == ',';
    const smacs_text rest = smacs_text_after(gap, comma ? 1 : 0);
    return (comma && smacs_text_is(rest, " ")) ||
           (rest.size > 0 && smacs_words_begin(rest, SMACS_WORDS_LIST_JOINT) == rest.size);
}

smacs_marked smacs_find_marked(const smacs_asked *asked, smacs_text sentence, const char *open, const char *close,
                               bool few) {
    const bool bold = open[0] == '*' || open[0] == '_';
    smacs_marked found = {{NULL, 0}, 0}, known = {{NULL, 0}, 0}; /* `known`: numbers of the question */
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
        const smacs_text span = smacs_text_trimmed(smacs_text_before(inner, end)),
                         behind = smacs_text_after(inner, end + strlen(close));
        const size_t remark = smacs_text_find(span, " (");
        const smacs_text value = bold && remark > 0 && span.data[span.size - 1] == ')' &&
                                         smacs_group_end(smacs_text_after(span, remark + 1)) + remark + 1 == span.size
                                     ? smacs_text_before(span, remark) /* "**carbon dioxide (CO2)**" */
                                     : span;
        const smacs_text front = smacs_text_before(sentence, (size_t)(inner.data - sentence.data));
        const bool slanted = bold && !open[1];
        const size_t aside = smacs_text_find_last_folded(front, "(");
        const bool within =
            (!bold || slanted) && aside < front.size &&
            smacs_text_find(smacs_text_after(front, aside), ")") == front.size - aside; /* Au (from "aurum") */
        const bool loose =
            slanted && (span.size < end || span.size == 0 || smacs_is_word_byte(smacs_char_at(behind, 0)) ||
                        (front.size > 1 && smacs_is_word_byte(front.data[front.size - 2])));
        if (loose) { /* "3 * 4 * 5", "a_b_c" */
            rest = inner;
            continue;
        }
        const bool titles = smacs_char_at(behind, 0) == ':' && smacs_char_at(value, 0) != '`';
        if (bold && !slanted && asked->numeric && smacs_names_number(value) && !titles) {
            known = (smacs_marked){value, known.count + 1};
        }
        if (!within && !titles && may_answer(asked, value, bold && !slanted) &&
            ((bold && !slanted) || (few && (!slanted || !smacs_has_words(behind))) || /* titles are slanted, too */
             (!smacs_has_words(behind) &&
              is_led(asked, smacs_text_before(sentence, (size_t)(inner.data - sentence.data) - strlen(open)))))) {
            const bool code = span.size == end && smacs_is_code((smacs_text){value.data - 1, value.size + 2});
            const bool goes_on = bold && found.count == 1 && open[1] && joins(found.value, value);
            const bool measure = found.count == 1 && !asked->numeric && !asked->times && smacs_names_number(value) &&
                                 !smacs_names_number(found.value); /* "**Burj Khalifa**, at **828 m**" */
            found.value = goes_on ? (smacs_text){found.value.data, (size_t)(value.data - found.value.data) + value.size}
                          : measure ? found.value
                          : code    ? (smacs_text){value.data - 1, value.size + 2} /* case counts within them */
                                    : value;
            found.count += goes_on || measure ? 0 : 1;
        }
        rest = behind;
    }
    return found.count == 0 && known.count == 1 ? known : found; /* "It takes **5 minutes**." of 5 machines */
}
