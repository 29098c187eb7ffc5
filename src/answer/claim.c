/* Each word of a sentence is a word of the question, a small word, or an addition. What is added is the claim where it
 * is plain which: shown in bold; behind an equals sign; the one number, where a number is asked for; or a run of words
 * at one end, behind "is" or before the question's own words.
 *
 * Questions that name what may be chosen are a trap. "Bob is the tallest person." adds "person", and the same sentence
 * about Carol does too, yet the two answers differ. So a sentence claims nothing if it names some but not all of what
 * the question names, or if it denies. */
#include "answer/claim.h"
#include "answer/marked.h"
#include "answer/name.h"
#include "answer/proper.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "base/error.h"

enum {
    SENTENCE_MAX = 400, /* bytes */
    UNIT_MAX = 2,       /* words of a unit */
    VERBAL = 8          /* bytes of ", which ", behind which a verb stands */
};

/* ---- numbers ---- */

/* "17 * 23 = 391": what stands behind the last sign of equality, if it is one number, and all before it is known. */
static smacs_text behind_equality(const smacs_tokens *x) {
    size_t sign = 0;
    for (size_t i = 1; i < x->count; i++) {
        sign = smacs_text_is(x->at[i].plain, "=") || smacs_text_is(x->at[i].word, "=") ? i : sign;
    }
    size_t start = 0; /* behind the last comma or "is": "After he loses 4, he has 12 - 4 = 8" */
    for (size_t i = 0; i < sign && !memchr(x->at[i].word.data, '=', x->at[i].word.size); i++) {
        start = x->at[i].comma || smacs_words_is(x->at[i].plain, SMACS_WORDS_COPULA) ? i + 1 : start;
    }
    for (size_t i = start, signs = 0; i < sign; i++) {
        signs += smacs_text_is(x->at[i].word, "=") || memchr(x->at[i].word.data, '=', x->at[i].word.size) != NULL;
        const bool variable = sign > 0 && i + 1 < sign &&
                              (x->at[sign - 1].kind == SMACS_TOKEN_HELD || x->at[sign - 1].plain.size == 1) &&
                              x->at[sign - 1].plain.size <= 2 && smacs_is_letter(x->at[sign - 1].plain.data[0]);
        if (variable && signs == 0) {
            continue;
        }
        const bool joint =
            smacs_words_is(x->at[i].plain, SMACS_WORDS_AND) || smacs_words_is(x->at[i].plain, SMACS_WORDS_OR);
        if ((x->at[i].kind == SMACS_TOKEN_ADDED && x->at[i].plain.size > 2) ||
            (signs > 0 && (joint || x->at[i].comma))) {
            return (smacs_text){NULL, 0};
        }
    }
    size_t last = sign + 1;
    while (last < x->count && x->at[last].kind == SMACS_TOKEN_SIGN && x->at[last].plain.size == 0) {
        last++;
    }
    if (sign == 0 || last >= x->count || !smacs_names_number(x->at[last].plain)) {
        return (smacs_text){NULL, 0};
    }
    for (size_t i = 0; i < sign && sign > 1 && x->at[last].kind == SMACS_TOKEN_HELD; i++) {
        const smacs_text plain = x->at[i].plain;
        if (smacs_is_letter(smacs_char_at(plain, plain.size - 1))) {
            return (smacs_text){NULL, 0}; /* "3x + 7 = 22" is what the question says */
        }
    }
    size_t end = last;
    while (end + 1 < x->count && end - last < UNIT_MAX && x->at[end + 1].kind != SMACS_TOKEN_NUMBER &&
           x->at[end + 1].kind != SMACS_TOKEN_SMALL) {
        end++;
    }
    size_t rest = end + 1; /* "12 - 4 = 8 are left" */
    while (rest < x->count && (x->at[rest].kind == SMACS_TOKEN_SMALL || x->at[rest].kind == SMACS_TOKEN_HELD)) {
        rest++;
    }
    return rest == x->count ? smacs_tokens_span(&x->at[last], &x->at[end]) : (smacs_text){NULL, 0};
}

/* The number at `at` with what belongs to it: a month before it, a unit behind it. */
static smacs_text with_unit(const smacs_asked *asked, const smacs_tokens *x, size_t at, size_t *end) {
    size_t first = at;
    *end = at;
    if (asked->times && at > 0 && x->at[at - 1].kind == SMACS_TOKEN_ADDED && x->at[at - 1].capital) {
        first--;
    }
    for (size_t units = 0; *end + 1 < x->count && units <= UNIT_MAX; units++) {
        const smacs_token *t = &x->at[*end], *next = t + 1;
        const bool date = asked->times && next->kind == SMACS_TOKEN_NUMBER && t->plain.size < 4; /* "20, 1969" */
        const char *end_of = t->word.data + t->word.size;
        const bool aside =
            memchr(end_of, '(', (size_t)(next->word.data - end_of)); /* "384,400 km (238,855 miles) away" */
        if (!date && (t->comma || aside || next->kind != SMACS_TOKEN_ADDED || units == UNIT_MAX)) {
            break;
        }
        ++*end;
    }
    return smacs_tokens_span(&x->at[first], &x->at[*end]);
}

/* Whether the word behind a number is what the question counts. */
static bool is_counted(const smacs_asked *asked, const smacs_tokens *x, size_t at) {
    for (size_t i = at + 1; i < x->count && i <= at + 2; i++) {
        if (x->at[i].kind == SMACS_TOKEN_HELD && asked->counted.size > 0 &&
            smacs_is_among(x->at[i].plain, asked->counted, true)) {
            return true;
        }
    }
    return false;
}

/* The one new number of a sentence; where there are more, the one of what is counted. `loose`: words that are new, too,
 * may stand anywhere. */
static smacs_text new_number(const smacs_asked *asked, const smacs_tokens *x, bool loose) {
    smacs_text value = {NULL, 0}, counted = {NULL, 0};
    size_t numbers = 0, counts = 0, words = 0;
    bool detached = !asked->numeric && !asked->times && x->at[0].kind == SMACS_TOKEN_ADDED; /* "Oxygen makes up 21%." */
    const bool nouns = smacs_words_is_just(smacs_text_of("nouns"), SMACS_WORDS_CAPITALS, asked->language);
    for (size_t i = 0; i < x->count; i++) {
        if (x->at[i].kind == SMACS_TOKEN_NUMBER && i > 0 &&
            smacs_words_is(smacs_skip(x->at[i - 1].plain, "\\"), SMACS_WORDS_FUNCTION) &&
            x->at[i - 1].kind == SMACS_TOKEN_ADDED) {
            return (smacs_text){NULL, 0}; /* "ln 2" */
        }
        const smacs_text plain = x->at[i].plain;
        const bool dates = plain.size == 4 && i > 0 && smacs_skip(plain, "0123456789").size == 0 && !asked->numeric &&
                           !asked->times && smacs_words_is_in(x->at[i - 1].plain, SMACS_WORDS_PLACE, asked->language);
        if (dates) {
            return (smacs_text){NULL, 0}; /* "Bern became the capital in 1848." */
        }
        if (x->at[i].kind == SMACS_TOKEN_NUMBER) {
            const bool hit = is_counted(asked, x, i);
            size_t end = i;
            value = with_unit(asked, x, i, &end);
            counted = hit ? value : counted;
            counts += hit;
            numbers++;
            i = end;
        } else if (x->at[i].kind == SMACS_TOKEN_ADDED) {
            const bool month = asked->times && i + 1 < x->count && x->at[i + 1].kind == SMACS_TOKEN_NUMBER;
            const bool aside = x->at[i].comma && numbers == 0 && !asked->numeric; /* "The newton, 1 kg m/s^2" */
            detached |= !month && (numbers > 0 || aside || (x->at[i].capital && i > 0 && !nouns));
            words += !month;
        }
    }
    if (numbers == 1) {
        return loose || (!detached && (asked->numeric || words <= 2)) ? value : (smacs_text){NULL, 0};
    }
    return counts == 1 ? counted : (smacs_text){NULL, 0};
}

/* The one number of a sentence, where the question has it, too: "9 sheep are left." of 17, all but 9. */
static smacs_text held_number(const smacs_tokens *x) {
    const smacs_token *number = NULL;
    unsigned numbers = 0;
    for (size_t i = 0; i < x->count; i++) {
        if (x->at[i].kind != SMACS_TOKEN_SMALL && smacs_names_number(x->at[i].plain)) {
            number = &x->at[i];
            numbers++;
        }
    }
    return numbers == 1 && x->added <= 2 ? smacs_tokens_span(number, number) : (smacs_text){NULL, 0};
}

/* Whether a word names a unit, or joins two of them: "per". */
static bool is_unit(smacs_text word) {
    smacs_text name;
    return smacs_words_name(word, SMACS_WORDS_UNIT, &name) > 0 || smacs_words_name(word, SMACS_WORDS_PER, &name) > 0;
}

/* "72°F is about 22°C.", "60 miles per hour" of a question in miles: the number behind "is", where only words and numbers of the
 * question stand before it and at most a unit follows. In a reply of one sentence it may be a number of the question, too: "144
 * divided by 12 is 12.", "It's 12." */
static smacs_text stated_number(const smacs_asked *asked, const smacs_tokens *x, bool all) {
    size_t at = 0;
    bool known = true;
    for (size_t i = 0; i < x->count; i++) {
        at = smacs_words_is_in(x->at[i].word, SMACS_WORDS_COPULA, asked->language) ? i + 1 : at;
    }
    for (size_t i = 0; i < x->count; i++) {
        const smacs_text plain = x->at[i].plain;
        const bool number = smacs_names_number(plain);
        at += i == at && x->at[i].kind == SMACS_TOKEN_SMALL; /* "is about" */
        if (i < at) {
            const smacs_text figures = smacs_text_before(plain, plain.size - smacs_skip(plain, "0123456789.,").size);
            known = known && (!smacs_token_is_added(&x->at[i]) || (number && smacs_mentions(asked->question, figures)));
        } else if (i > at) {
            known = known && !number && !x->at[i - 1].comma && (!smacs_token_is_added(&x->at[i]) || is_unit(plain));
        }
    }
    known = known && at > 0 && at < x->count && smacs_names_number(x->at[at].plain) &&
            (x->at[at].kind == SMACS_TOKEN_NUMBER || (all && x->held + 2 >= x->count));
    return known ? smacs_tokens_span(&x->at[at], &x->at[at]) : (smacs_text){NULL, 0};
}

/* The number among words in bold that the question has, or names: "**You have 14 apples.**", "**TCP port 22**"; else all of
 * them. */
static smacs_text number_in_bold(const smacs_asked *asked, smacs_text value) {
    smacs_tokens x;
    if (!asked->counts || !smacs_tokens_read(asked, value, &x) || x.at[0].kind == SMACS_TOKEN_NUMBER) {
        return value;
    }
    for (size_t i = 0; i < x.count && x.at[i].kind != SMACS_TOKEN_NUMBER; i++) {
        if (x.at[i].kind == SMACS_TOKEN_ADDED && !x.at[i].capital) {
            return value; /* "minus 5" */
        }
    }
    const smacs_text number = new_number(asked, &x, true);
    return number.data ? number : value;
}

/* Whether a word with a capital stands in the question without one, as what is asked for does: "Ocean". */
static bool is_of_kind(const smacs_asked *asked, const smacs_token *t) {
    const smacs_text behind = smacs_text_after(t->plain, 1);
    const size_t at = smacs_find_exactly(asked->question, behind);
    return t->kind == SMACS_TOKEN_HELD && t->capital && at > 0 && at < asked->question.size &&
           asked->question.data[at - 1] == (t->plain.data[0] | 32);
}

/* Words in bold without words at their ends that the question has in small letters: "Pacific" of "**Pacific Ocean**", where an
 * ocean is asked for; all of them where no others are left. */
static smacs_text name_in_bold(const smacs_asked *asked, smacs_text value) {
    smacs_tokens x;
    if (!smacs_tokens_read(asked, value, &x) || x.added == 0) {
        return value;
    }
    size_t first = 0, last = x.count - 1;
    while (is_of_kind(asked, &x.at[first])) {
        first++;
    }
    while (is_of_kind(asked, &x.at[last])) {
        last--;
    }
    return last - first + 1 < x.count ? smacs_tokens_span(&x.at[first], &x.at[last]) : value;
}

/* "The result of the expression is True.": what stands last behind "is", where the sentence speaks of a result and adds nothing
 * else. */
static smacs_text result(const smacs_tokens *x) {
    const size_t last = x->count - 1;
    bool label = false, known = x->at[last].kind == SMACS_TOKEN_ADDED;
    for (size_t i = 0; i + 1 < last; i++) {
        const bool names = smacs_words_is(x->at[i].plain, SMACS_WORDS_LABEL);
        label = label || names;
        known = known && (names || !smacs_token_is_added(&x->at[i]));
    }
    known = known || smacs_words_is(x->at[last].plain, SMACS_WORDS_YES) ||
            smacs_words_is(x->at[last].plain, SMACS_WORDS_NO);
    return label && known && smacs_words_is(x->at[last - 1].plain, SMACS_WORDS_COPULA)
               ? smacs_tokens_span(&x->at[last], &x->at[last])
               : (smacs_text){NULL, 0};
}

/* ---- structures ---- */

/* Whether all of `text` is one tuple, list, set or formula, or signs such as emoji. */
static bool is_structure(smacs_text text) {
    const bool root = smacs_text_begins(text, "\xE2\x88\x9A") && !memchr(text.data, ' ', text.size);
    const bool sign = text.size <= 16 && (unsigned char)smacs_char_at(text, 0) >= 0xE2 && !smacs_has_words(text);
    return root || sign || smacs_is_formula(text) ||
           (smacs_is_of(smacs_char_at(text, 0), "[{(") && smacs_structure_end(text) == text.size);
}

/* "The midpoint is (2, -1).", "Here it is: [1, 2]": what stands behind "is" or a colon to the end, where that is one
 * structure and no more than one word before it is new. */
static smacs_text structure(const smacs_asked *asked, smacs_text clause) {
    unsigned added = 0;
    smacs_text before = {NULL, 0};
    for (smacs_text rest = clause, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        smacs_text value = {word.data, (size_t)(clause.data + clause.size - word.data)};
        while (value.size > 1 && smacs_is_of(value.data[value.size - 1], ".!* ")) {
            value.size--;
        }
        value = smacs_skip(value, "*");
        const bool led = before.size > 0 && (smacs_words_is_in(before, SMACS_WORDS_COPULA, asked->language) ||
                                             before.data[before.size - 1] == ':');
        if (led && added < 2 && is_structure(value)) {
            return value;
        }
        added += smacs_token_kind_of(asked, smacs_bare_word(word)) >= SMACS_TOKEN_ADDED &&
                 !smacs_words_is(smacs_bare_word(word), SMACS_WORDS_LABEL);
        before = word;
    }
    return (smacs_text){NULL, 0};
}

/* ---- claims ---- */

static smacs_claim claim_in_marks(const smacs_asked *asked, smacs_text clause, unsigned held, bool few) {
    static const char marks[][2][4] = {
        {"**", "**"}, {"__", "__"}, {"*", "*"}, {"_", "_"}, {"`", "`"}, {"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const smacs_marked found = smacs_find_marked(asked, clause, marks[i][0], marks[i][1], few);
        if (found.count == 1) {
            return (smacs_claim){found.value, i < 4 ? SMACS_HOW_STRESSED : SMACS_HOW_REPLY, held};
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

/* Whether a number is what one thing has more than another: at `i` stands "taller" of "400 meters taller than". */
static bool is_compared(const smacs_asked *asked, const smacs_tokens *x, size_t i, smacs_text clause) {
    const smacs_text plain = x->at[i].plain;
    const bool near =
        i > 0 && (smacs_names_number(x->at[i - 1].plain) || (i > 1 && smacs_names_number(x->at[i - 2].plain)));
    return near && smacs_is_comparison(plain, clause) && !smacs_is_among(plain, asked->question, false);
}

/* Whether a clause has, beside `value`, what makes that another value: "all but 3", "quarter to nine", "4 (mod 7)", "from
 * 9", a sign in quotes. What the question says, too, does not. */
static bool is_turned(const smacs_asked *asked, const smacs_tokens *x, smacs_text clause, smacs_text value) {
    const bool words = !smacs_names_number(value) && value.data[0] != '`';
    const smacs_text behind = smacs_text_after(clause, (size_t)(value.data - clause.data) + value.size);
    smacs_words_filter filter;
    smacs_words_filter_make(SMACS_WORDS_TURNING, &filter);
    for (size_t i = 0; i < (words ? (size_t)(value.data - clause.data) : clause.size); i++) {
        const bool within = clause.data + i >= value.data && clause.data + i < value.data + value.size;
        const size_t size = within ? 0 : smacs_words_at(&filter, clause, i, SMACS_WORDS_TURNING);
        if (size > 0 && smacs_char_at(clause, i + size) != ',' &&
            !smacs_mentions(asked->question, smacs_text_before(smacs_text_after(clause, i), size))) {
            return true;
        }
    }
    for (size_t i = 0; i < x->count; i++) {
        const smacs_text plain = x->at[i].plain;
        const bool within = plain.data + plain.size > value.data && plain.data < value.data + value.size;
        smacs_text day;
        if (!words && is_compared(asked, x, i, clause)) {
            return true;
        }
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
static bool has_score(const smacs_tokens *x) {
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

/* Whether a clause denies what its question does not deny. */
static bool is_denial(const smacs_asked *asked, const smacs_tokens *x, smacs_text clause) {
    const bool denies = smacs_denies(asked, clause);
    if (asked->denied.size == 0 || !denies) {
        return denies;
    }
    for (size_t i = 0, denied = 0; i < x->count; i++) {
        denied += smacs_denies(asked, x->at[i].plain);
        denied = smacs_is_among(asked->denied, x->at[i].plain, true) ? 0 : denied; /* "what means 'not found' is 404" */
        if (denied > 0 && smacs_token_is_added(&x->at[i])) {
            return true;
        }
    }
    return false;
}

/* A chain of equations from the name before it on, "A = πr² = 9π" for "πr² = 9π": keys are made of its last part. */
static smacs_text with_left_side(smacs_text clause, smacs_text value) {
    const smacs_text before = smacs_text_trimmed(smacs_text_before(clause, (size_t)(value.data - clause.data)));
    size_t start = before.size > 0 && before.data[before.size - 1] == '=' ? before.size - 1 : 0;
    while (start > 0 && smacs_is_blank(before.data[start - 1])) {
        start--;
    }
    while (start > 0 && !smacs_is_blank(before.data[start - 1])) {
        start--;
    }
    return (smacs_text){clause.data + start, (size_t)(value.data + value.size - clause.data) - start};
}

/* What one clause claims, without looking at its parts. */
static smacs_claim read_clause(const smacs_asked *asked, smacs_text clause, bool all, smacs_tokens *x) {
    smacs_claim claim = {{NULL, 0}, SMACS_HOW_NONE, 0};
    if (clause.size == 0 || clause.size > SENTENCE_MAX || !smacs_tokens_read(asked, clause, x)) {
        return claim;
    }
    const smacs_text shown = result(x);
    if (shown.data || is_denial(asked, x, clause) || smacs_affirms_denied(asked, clause) ||
        smacs_is_supposed(clause, 0)) {
        return (smacs_claim){shown, SMACS_HOW_REPLY, x->held};
    }
    claim = claim_in_marks(asked, clause, x->held, x->added <= 2);
    const bool score = has_score(x);
    if (claim.value.data && !(score && smacs_names_number(claim.value))) {
        claim.value = number_in_bold(asked, claim.value);
        const bool name = claim.how == SMACS_HOW_STRESSED && !smacs_names_number(claim.value);
        claim.value = name ? name_in_bold(asked, claim.value) : claim.value;
        return claim;
    }
    claim.value.data = NULL;
    if (score) {
        return claim;
    }
    claim.how = SMACS_HOW_REPLY;
    if (x->count == 1 && smacs_char_at(clause, clause.size - 1) == '!' && x->at[0].plain.size <= 3) {
        claim.value = clause; /* "5!" alone may be a factorial */
        return claim;
    }
    claim.value = structure(asked, clause);
    if (claim.value.data) {
        return claim;
    }
    claim.value = behind_equality(x);
    if (x->parts) {
        return claim;
    }
    if (!claim.value.data && (asked->numeric || asked->times || !asked->chooses)) {
        claim.value = new_number(asked, x, asked->counts || asked->times);
        claim.value = !claim.value.data && all && asked->counts ? held_number(x) : claim.value;
        claim.value = claim.value.data ? claim.value : stated_number(asked, x, all);
        claim.value = claim.value.data && is_in_expression(clause, claim.value) ? (smacs_text){NULL, 0} : claim.value;
    }
    if (!claim.value.data && !asked->counts) {
        claim.value = smacs_name_claimed(asked, x, all);
        if (claim.value.data && (is_in_expression(clause, claim.value) ||
                                 (x->added > 0 && !asked->times && smacs_mentions_some(asked, clause)))) {
            claim.value = (smacs_text){NULL, 0};
        }
    }
    if (claim.value.data && memchr(claim.value.data, '=', claim.value.size)) {
        claim.value = with_left_side(clause, claim.value);
    }
    return claim;
}

/* A value with the marks around its word, which a pattern may need. */
static smacs_text whole_word(const smacs_tokens *x, smacs_text value) {
    for (size_t i = 0; i < x->count; i++) {
        smacs_text word = x->at[i].word;
        if (value.data >= word.data && value.data + value.size <= word.data + word.size) {
            while (word.size > 1 && smacs_is_of(word.data[word.size - 1], ".,;:")) {
                word.size--;
            }
            return word;
        }
    }
    return value;
}

/* Whether a clause names something of the question that this does not ask about, and nothing that it does: "Bob is 24." where
 * it ends with "How old is Cleo?" */
static bool is_about_another(const smacs_asked *asked, const smacs_tokens *x) {
    bool other = false, named = false;
    smacs_text rest = asked->asking;
    smacs_next_word(&rest);
    for (smacs_text word = smacs_next_word(&rest); word.size > 0 && !named; word = smacs_next_word(&rest)) {
        named = smacs_is_capital(word.data[0]) && word.size > 2;
    }
    for (size_t i = 0; i < x->count && named; i++) {
        const smacs_token *t = &x->at[i];
        named = !(t->kind == SMACS_TOKEN_HELD && smacs_is_among(t->plain, asked->asking, false) && t->capital);
        other = other || (t->kind == SMACS_TOKEN_HELD && t->capital &&
                          smacs_find_exactly(asked->question, t->plain) < asked->question.size);
    }
    return named && other;
}

static bool names_another(const smacs_asked *asked, smacs_text clause) {
    smacs_tokens x;
    return smacs_tokens_read(asked, clause, &x) && is_about_another(asked, &x);
}

static smacs_claim clause_claim(const smacs_asked *asked, smacs_text clause, bool all) {
    smacs_tokens x;
    smacs_claim claim = read_clause(asked, clause, all, &x);
    if (claim.value.data &&
        (is_turned(asked, &x, clause, claim.value) || (asked->numeric && is_about_another(asked, &x)))) {
        claim.value.data = NULL;
    }
    if (claim.value.data && smacs_asks_for(asked->question, SMACS_WORDS_PATTERN)) {
        claim.value = whole_word(&x, claim.value);
    }
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
    smacs_tokens x;
    size_t front = 0;
    size_t at = last_clause(sentence, SMACS_WORDS_NAMELY, &front);
    if (at == front + VERBAL && asked->computes) { /* ", which costs $30" */
        at += smacs_text_find(smacs_text_after(sentence, at), " ") + 1;
    }
    if (at == 0 || smacs_is_restated(smacs_text_before(sentence, front), smacs_text_after(sentence, front)) ||
        !smacs_tokens_read(asked, smacs_text_after(sentence, at), &x) || x.count > 1 + UNIT_MAX ||
        x.at[0].kind != SMACS_TOKEN_NUMBER) {
        return (smacs_text){NULL, 0};
    }
    return smacs_tokens_span(&x.at[0], &x.at[x.count - 1]);
}

/* "not Sydney but Canberra": what is set in the place of what is denied; absent: nothing is. */
static smacs_claim replacement(const smacs_asked *asked, smacs_text sentence) {
    smacs_tokens x;
    size_t size = 0;
    const size_t at = smacs_words_last(sentence, SMACS_WORDS_BUT, &size);
    const smacs_text before = smacs_text_before(sentence, at);
    smacs_text behind = smacs_text_after(sentence, at + size), rest = behind;
    const smacs_text first = smacs_next_word(&rest);
    const bool denied = at < sentence.size && ((unsigned char)sentence.data[at] >= 0xE3 || smacs_denies(asked, before));
    if (!denied || smacs_denies(asked, behind) || smacs_words_is(first, SMACS_WORDS_ALSO) ||
        !smacs_tokens_read(asked, before, &x)) {
        return (smacs_claim){{NULL, 0}, SMACS_HOW_NONE, 0};
    }
    smacs_claim claim = clause_claim(asked, smacs_answer_sentence(behind, false), true);
    claim.held += x.held;
    return claim;
}

/* Whether a sentence has two clauses, "it is not Sydney, but Canberra", of which one claims what the sentence does, in *claim. */
static bool contrasts(const smacs_asked *asked, smacs_text sentence, bool all, smacs_claim *claim) {
    size_t front = 0;
    const size_t at = last_clause(sentence, SMACS_WORDS_CONTRASTING, &front);
    const smacs_marked bold =
        at > 0 ? smacs_find_marked(asked, sentence, "**", "**", false) : (smacs_marked){{NULL, 0}, 0};
    const smacs_text first = smacs_text_before(sentence, front), second = smacs_text_after(sentence, at);
    if (at == 0) {
        return false;
    }
    if (bold.count == 1) { /* in one of two clauses */
        *claim = clause_claim(asked, bold.value.data > sentence.data + front ? second : first, all);
        return true;
    }
    const smacs_claim x = clause_claim(asked, smacs_answer_sentence(first, false), all);
    const bool thought = smacs_has_one_of(asked, first, SMACS_WORDS_OPINION) &&
                         !smacs_has_one_of(asked, second, SMACS_WORDS_CONDITIONAL);
    const bool was =
        smacs_has_one_of(asked, second, SMACS_WORDS_NOW) && !smacs_has_one_of(asked, first, SMACS_WORDS_NOW);
    const bool when = smacs_words_begin_whole(first, SMACS_WORDS_ASKING) > 0; /* "When it's 12:00 there, it's .." */
    const bool sums = asked->numeric && memchr(first.data, '=', first.size) && memchr(second.data, '=', second.size);
    const bool denied = thought || was || when || sums ||
                        smacs_denies(asked, first); /* "Many think it is Sydney, but it's Canberra." */
    if (x.held == 0 && !denied && !smacs_has_one_of(asked, first, SMACS_WORDS_COPULA)) {
        *claim = clause_claim(asked, smacs_answer_sentence(sentence, false), all); /* "red, yellow, and blue" */
        return true;
    }
    const smacs_claim y = clause_claim(asked, smacs_answer_sentence(second, false), all || denied);
    if (y.value.data && (denied || y.held > x.held)) {
        *claim = y;
        return true;
    }
    if (x.value.data && x.held > y.held + (asked->numeric && y.value.data ? 1 : 0)) {
        *claim = x;
        return true;
    }
    *claim = (smacs_claim){{NULL, 0}, SMACS_HOW_NONE, 0};
    return x.value.data && y.value.data;
}

/* What a sentence claims that has no such clauses. */
static smacs_claim plain_claim(const smacs_asked *asked, smacs_text sentence, bool all) {
    size_t front = 0;
    unsigned of = 0;
    const smacs_text cut = smacs_answer_sentence(sentence, false);
    const size_t at = asked->numeric ? last_clause(cut, SMACS_WORDS_LIST_JOINT, &front) : 0;
    const smacs_text first = smacs_text_before(cut, front), second = smacs_text_after(cut, at);
    const bool nouns = smacs_words_is_just(smacs_text_of("nouns"), SMACS_WORDS_CAPITALS, asked->language);
    const bool other = at > 0 && names_another(asked, first);
    if (at > 0 && !nouns && other != names_another(asked, second)) { /* "Ana is 4 and Tom is 12." */
        return clause_claim(asked, other ? second : first, all);
    }
    smacs_claim claim = clause_claim(asked, cut, all);
    const smacs_text rest = smacs_skip(smacs_text_after(sentence, (size_t)(cut.data - sentence.data) + cut.size), " ");
    const size_t which = smacs_words_begin(rest, SMACS_WORDS_NAMELY);
    const smacs_text more = smacs_text_after(rest, which);
    if (asked->computes && which > 0 && smacs_words_begin(more, SMACS_WORDS_ABOUT) == 0 && smacs_has_digit(more)) {
        claim.value.data = NULL; /* "You need 6 gallons, which at $4 each costs $24." */
    }
    if (!claim.value.data && smacs_text_begins(rest, "\xE2\x80\x94")) {
        return clause_claim(asked, sentence, all); /* a dash in place of "is", as in Russian */
    }
    return !claim.value.data && at > 0 && smacs_words_shared(asked, second, &of) > smacs_words_shared(asked, first, &of)
               ? clause_claim(asked, second, all) /* "He spends 36 and has 12 left." */
               : claim;
}

smacs_claim smacs_claim_of(const smacs_asked *asked, smacs_text sentence, bool all) {
    size_t front = 0;
    if (sentence.size > SENTENCE_MAX) {
        return clause_claim(asked, smacs_answer_sentence(sentence, false), all);
    }
    smacs_claim claim = replacement(asked, sentence);
    if (claim.value.data) {
        return claim;
    }
    const smacs_text value = namely(asked, sentence);
    if (value.data && (asked->numeric || asked->times)) {
        return (smacs_claim){value, SMACS_HOW_REPLY, 1};
    }
    const size_t at = last_clause(sentence, SMACS_WORDS_CONCLUDING, &front);
    if (at > 0) {
        claim = clause_claim(asked, smacs_answer_sentence(smacs_text_after(sentence, at), false), all);
    }
    if (claim.value.data || contrasts(asked, sentence, all, &claim)) {
        return claim;
    }
    const size_t colon = smacs_text_find(sentence, ": ");
    if (colon < sentence.size && smacs_denies(asked, smacs_text_before(sentence, colon))) {
        return clause_claim(asked, smacs_answer_sentence(smacs_text_after(sentence, colon + 2), false), all);
    }
    return plain_claim(asked, sentence, all);
}

smacs_claim smacs_claim_known(const smacs_asked *asked, smacs_text sentence) {
    smacs_tokens x;
    smacs_claim claim = {{NULL, 0}, SMACS_HOW_REPLY, 0};
    if (sentence.size <= SENTENCE_MAX && smacs_tokens_read(asked, sentence, &x) && !smacs_denies(asked, sentence) &&
        !is_about_another(asked, &x)) {
        claim.value = held_number(&x);
        claim.held = x.held - (claim.value.data ? 1 : 0);
    }
    return claim;
}
