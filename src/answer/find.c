/* All statements are looked for from the end. How far a statement reaches and how many places are tried is bounded, so
 * hostile text costs time linear in its size. JSON is read by hand, because models often write broken JSON: unescaped
 * LaTeX, raw line ends and unescaped quotes. */
#include "answer/find.h"
#include "answer/announce.h"
#include "answer/beside.h"
#include "answer/claim.h"
#include "answer/literal.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/verdict.h"
#include "answer/words.h"
#include "base/error.h"
#include "base/mem.h"

/* The start of `text`, as far as a statement may reach. */
static smacs_text window(smacs_text text) {
    return text.size > SMACS_STATEMENT_MAX ? smacs_text_before(text, SMACS_STATEMENT_MAX) : text;
}

/* ---- JSON ---- */

/* Whether a value may end at `at`: a bracket, a fence, another key, or nothing follows. */
static bool ends_value(smacs_text text, size_t at) {
    at = smacs_skip_blanks(text, at);
    const bool comma = smacs_char_at(text, at) == ',';
    const size_t next = comma ? smacs_skip_blanks(text, at + 1) : at;
    return at == text.size || smacs_is_of(text.data[at], "}]") || smacs_char_at(text, at) == '`' ||
           smacs_text_begins(smacs_text_after(text, at), "//") ||
           (comma && smacs_is_of(smacs_char_at(text, next), "\"'}"));
}

/* The quote that ends the JSON text that began before `text`, or text.size. Models forget to escape quotes, so it
 * counts only where a value may end. */
static size_t closing_quote(smacs_text text, char quote) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == quote && ends_value(text, i + 1)) {
            return i;
        }
    }
    return text.size;
}

/* `escaped`: the field stands within another text of JSON, so that its quotes are escaped. */
static bool offer_json_value(smacs_answer_search *s, smacs_text text, bool escaped) {
    static const char mark[] = "\\\"";
    const char first = smacs_char_at(text, 0);
    if (escaped && smacs_text_begins(text, mark)) {
        const smacs_text rest = smacs_text_after(text, sizeof mark - 1);
        const size_t end = smacs_text_find(rest, mark);
        return end < rest.size && smacs_answer_offer_escaped(s, smacs_text_before(rest, end));
    }
    if (smacs_is_of(first, "\"'`")) {
        const smacs_text rest = smacs_text_after(text, 1);
        const size_t end = closing_quote(rest, first);
        if (end == 0 && s->form.literal) { /* an empty text is an output */
            return smacs_answer_offer_spelt(s, SMACS_HOW_FIELD, smacs_text_before(text, 2), smacs_text_of("''"));
        }
        s->field = s->field.size == 0 && end < rest.size ? smacs_text_before(rest, end) : s->field;
        return end < rest.size && smacs_answer_offer_escaped(s, smacs_text_before(rest, end));
    }
    const smacs_text value = smacs_text_trimmed(smacs_text_before(text, smacs_value_end(text)));
    const char *word = s->form.literal && value.size <= 5 ? smacs_answer_python_word(value) : NULL;
    return !smacs_text_is(value, "null") &&
           (word ? smacs_answer_offer_spelt(s, SMACS_HOW_FIELD, value, smacs_text_of(word))
                 : smacs_answer_offer(s, SMACS_HOW_FIELD, value));
}

bool smacs_answer_in_json(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES;) {
        size_t size = 0;
        const size_t at = smacs_words_last(before, SMACS_WORDS_ANSWER, &size);
        if (at == before.size) {
            return false;
        }
        const bool escaped = smacs_text_begins(smacs_text_after(text, at + size), "\\\"");
        const size_t quote = at + size + (escaped ? 1 : 0);
        const size_t colon = smacs_skip_blanks(text, quote + 1);
        if (smacs_is_of(smacs_char_at(text, quote), "\"'") && smacs_char_at(text, colon) == ':') {
            places++;
            if (offer_json_value(s, window(smacs_text_after(text, smacs_skip_blanks(text, colon + 1))), escaped)) {
                return true;
            }
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* ---- tags ---- */

static const char tags[][16] = {"<answer>", "<final_answer>", "<final-answer>"};

/* The last place of a tag that opens an answer, and in *value the text within it; or text.size. */
static size_t last_tag(smacs_text text, smacs_text whole, smacs_text *value) {
    size_t last = text.size;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const size_t at = smacs_text_find_last_folded(text, tags[i]);
        if (at < text.size && (last == text.size || at > last)) {
            const smacs_text rest = window(smacs_text_after(whole, at + strlen(tags[i])));
            *value = smacs_text_trimmed(smacs_text_before(rest, smacs_text_find(rest, "</")));
            last = at;
        }
    }
    return last;
}

/* ---- boxes ---- */

/* The last place of \boxed{..}, \fbox{..} or "\boxed 7", and in *value its content; or text.size. */
static size_t last_box(smacs_text text, smacs_text whole, smacs_text *value) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES;) {
        size_t at = smacs_text_find_last_folded(before, "box"), size = 3;
        if (at == before.size) {
            break;
        }
        if (smacs_text_begins_folded(smacs_text_after(whole, at), "boxed")) {
            size = 5;
        } else if (at > 0 && smacs_is_of(whole.data[at - 1], "fF")) {
            at--;
            size = 4;
        } else {
            before = smacs_text_before(text, at);
            continue;
        }
        places++;
        const size_t open = smacs_skip_blanks(whole, at + size);
        const smacs_text group = window(smacs_text_after(whole, open));
        const bool command = at > 0 && whole.data[at - 1] == '\\';
        const size_t end = smacs_char_at(group, 0) == '{' ? smacs_group_end(group) : 0;
        if (end > 0) {
            *value = smacs_text_after(smacs_text_before(group, end - 1), 1);
            return at;
        }
        if (command && smacs_is_digit(smacs_char_at(group, 0))) { /* TeX's short form boxes one sign; models mean all */
            size_t digits = 0;
            while (smacs_is_digit(smacs_char_at(group, digits)) || smacs_is_of(smacs_char_at(group, digits), ".,")) {
                digits++;
            }
            *value = smacs_text_before(group, digits);
            return at;
        }
        before = smacs_text_before(text, at);
    }
    return text.size;
}

/* Whether what stands between two boxes joins them to one list: commas, "and", names of variables, marks of LaTeX. */
static bool joins_boxes(smacs_text gap) {
    bool joint = false;
    if (gap.size > 40) {
        return false;
    }
    for (size_t i = 0; i < gap.size;) {
        size_t end = i;
        while (smacs_is_letter(smacs_char_at(gap, end))) {
            end++;
        }
        const smacs_text word = smacs_text_before(smacs_text_after(gap, i), end - i);
        const bool joins =
            word.size > 0 && (smacs_words_is(word, SMACS_WORDS_AND) || smacs_words_is(word, SMACS_WORDS_OR));
        const bool command = smacs_text_is(word, "text") || smacs_text_is(word, "quad") || smacs_text_is(word, "qquad");
        if (word.size > 1 && !joins && !command) {
            return false;
        }
        if (word.size == 0 && !smacs_is_of(gap.data[i], " ,;$\\()[]{}=*_\n")) {
            return false;
        }
        joint = joint || joins || gap.data[i] == ',' || gap.data[i] == ';';
        i = end > i ? end : i + 1;
    }
    return joint && smacs_text_find(gap, "\n\n") == gap.size;
}

enum { BOXES_MAX = 16 };

/* Offers the box that was found at `at`, together with those before it in the same list. */
static bool offer_boxes(smacs_answer_search *s, smacs_text text, size_t at, smacs_text value) {
    smacs_text boxes[BOXES_MAX] = {value};
    size_t count = 1;
    while (count < BOXES_MAX && at > 0) {
        const size_t end = at - (text.data[at - 1] == '\\' ? 1 : 0);
        smacs_text inner = {text.data, 0};
        const size_t before = last_box(smacs_text_before(text, end), text, &inner);
        const size_t behind = (size_t)(inner.data - text.data) + inner.size + 1;
        const smacs_text gap = smacs_text_after(smacs_text_before(text, end), behind);
        size_t size = 0;
        const bool compared = count == 1 && smacs_words_last(gap, SMACS_WORDS_THAN, &size) < gap.size &&
                              smacs_text_find(gap, "\n") == gap.size; /* "\boxed{A} is larger than \boxed{B}" */
        if (before == end || behind > end || !(compared || joins_boxes(gap))) {
            break;
        }
        if (compared) {
            boxes[0] = value = inner;
        } else {
            boxes[count++] = inner;
        }
        at = before;
    }
    if (count == 1) {
        return smacs_answer_offer(s, SMACS_HOW_BOXED, value);
    }
    smacs_bytes list = {0};
    for (size_t i = count; i > 0; i--) {
        smacs_bytes_append(s->a, &list, boxes[i - 1].data, boxes[i - 1].size);
        smacs_bytes_append(s->a, &list, ", ", i > 1 ? 2 : 0);
    }
    const smacs_text first = boxes[count - 1];
    const smacs_text all = {first.data, (size_t)(value.data - first.data) + value.size};
    s->failed = list.failed;
    const bool ends =
        s->failed || smacs_answer_offer_spelt(s, SMACS_HOW_BOXED, all, (smacs_text){list.data, list.size});
    smacs_bytes_free(s->a, &list);
    return ends;
}

/* "#### 18" states a number; "#### Step 2" is a heading. */
static bool is_statement(smacs_text whole, size_t at, smacs_text found) {
    char key[SMACS_NUMBER_KEY_MAX];
    return whole.data[at] != '#' || smacs_answer_number(found, key) > 0;
}

/* Whether `found`, which ends `whole`, was cut off: a bracket or a formula is open. */
static bool is_cut(smacs_text found, smacs_text whole) {
    long depth = 0, dollars = 0;
    if (found.data + found.size < whole.data + whole.size) {
        return false;
    }
    for (size_t i = 0; i < found.size; i++) {
        depth += smacs_is_of(found.data[i], "{([") ? 1 : smacs_is_of(found.data[i], "})]") ? -1 : 0;
        dollars += found.data[i] == '$' && (i == 0 || found.data[i - 1] != '\\') ? 1 : 0;
    }
    const bool latex = memchr(found.data, '\\', found.size) != NULL;
    return depth > 0 || (latex && (dollars % 2 != 0 || found.data[found.size - 1] == '\\'));
}

/* ---- the last statement ---- */

typedef enum form { TAG, BOX, ANNOUNCED, FORMS } form;

/* Where a statement of each form stands last, before those that were tried. */
typedef struct statements {
    smacs_text whole;
    size_t at[FORMS], value; /* `value`: where the announced one begins */
    smacs_text content[FORMS];
} statements;

/* Looks for the last statement of a form before `end`. */
static void find_last(statements *x, form f, size_t end) {
    const smacs_text before = smacs_text_before(x->whole, end);
    const size_t at = f == TAG   ? last_tag(before, x->whole, &x->content[TAG])
                      : f == BOX ? last_box(before, x->whole, &x->content[BOX])
                                 : smacs_answer_announcement(before, x->whole, &x->value);
    x->at[f] = at < end ? at : SIZE_MAX;
}

/* The form of the last statement that is left, or FORMS. */
static form latest(const statements *x) {
    form last = FORMS;
    for (form f = TAG; f < FORMS; f++) {
        if (x->at[f] != SIZE_MAX && (last == FORMS || x->at[f] > x->at[last])) {
            last = f;
        }
    }
    return last;
}

/* What an announced text states: where that is a sentence, what it claims. `below`: it stands below a heading. */
static smacs_text stated(const smacs_answer_search *s, smacs_text said, bool below) {
    size_t size = 0, blanks = 0;
    for (size_t i = 0; i < said.size; i++) {
        blanks += said.data[i] == ' ';
    }
    const bool sentence = (below && smacs_names_number(said)) || blanks > 2 ||
                          smacs_words_last(said, SMACS_WORDS_IS, &size) < said.size ||
                          smacs_words_last(said, SMACS_WORDS_ARE, &size) < said.size;
    if (!sentence || s->form.question.size == 0) {
        return smacs_text_after(said, smacs_known_figure(s->form.question, said));
    }
    const smacs_asked asked = smacs_asked_of(s->form.question);
    const smacs_claim claim = smacs_claim_of(&asked, said, true);
    smacs_text rest = said;
    const bool points = smacs_is_small(&asked, smacs_bare_word(smacs_next_word(&rest))); /* "It is a heron" */
    return claim.value.data && (claim.held > 0 || points) ? claim.value : said;
}

/* Bytes of an article before an answer in the question's language, apart from English, whose articles no key has. */
static size_t article(const smacs_answer_search *s, smacs_text found) {
    const bool words = s->form.question.size > 0 && memchr(found.data, ' ', found.size);
    const unsigned language = words ? smacs_words_language(s->form.question) : 0;
    return language > 0 ? smacs_words_begin_in(found, SMACS_WORDS_FRONT, language) : 0;
}

/* The items of a list in the lines that `text` begins with, behind an announcement ("The solutions are:"); empty: there are
 * not several. */
static smacs_text listed(smacs_text text) {
    const smacs_text start = smacs_skip(text, " :*\n");
    size_t items = 0, bare_ones = 0, end = 0;
    const bool below = memchr(text.data, '\n', text.size - start.size) != NULL;
    for (size_t line = 0; below && line < start.size;) {
        const smacs_text rest = smacs_text_after(start, line);
        const size_t size = smacs_text_find(rest, "\n");
        const smacs_text words = smacs_text_trimmed(smacs_text_before(rest, size));
        const bool bare = smacs_is_word_byte(smacs_char_at(words, 0)) && !memchr(words.data, ' ', words.size);
        const bool item = bare || smacs_item_mark(words) > 0;
        if (!item && words.size > 0) {
            break;
        }
        items += item;
        bare_ones += bare;
        end = item ? line + size : end;
        line += size + 1;
    }
    return smacs_text_before(start, items > (bare_ones > 0 ? 2 : 1) ? end : 0);
}

/* Whether a key has so many words that it is a sentence. */
static bool is_long(smacs_text key) {
    unsigned blanks = 0;
    for (size_t i = 0; i < key.size; i++) {
        blanks += key.data[i] == ' ';
    }
    return blanks > 5;
}

/* Offers yes or no where the question asks for it and what is announced is a sentence. */
static bool offer_verdict(smacs_answer_search *s, smacs_text said) {
    const smacs_asked asked = smacs_asked_of(s->form.question);
    return asked.whether && memchr(said.data, ' ', said.size) && smacs_answer_in_verdict(s, &asked, &said, 1);
}

static bool offer_announced(smacs_answer_search *s, smacs_text text, size_t at, size_t value) {
    const bool literal = s->form.literal;
    const smacs_text items = literal ? (smacs_text){NULL, 0} : listed(window(smacs_text_after(text, value)));
    if (items.size > 0) { /* the first of them is not the answer */
        return smacs_answer_offer_items(s, SMACS_HOW_ANNOUNCED, items);
    }
    const smacs_text said = smacs_answer_announced(smacs_text_after(text, value), literal);
    const bool denied = literal && smacs_words_begin(said, SMACS_WORDS_NEGATION) > 0;
    const smacs_text gap = smacs_text_before(smacs_text_after(text, value), (size_t)(said.data - text.data) - value);
    const bool below = gap.size > 0 && memchr(gap.data, '\n', gap.size);
    smacs_text found = literal ? said : stated(s, smacs_answer_affirmed(said), below);
    found = smacs_text_after(found, literal ? 0 : article(s, found));
    const bool states = found.size > 0 && !denied && is_statement(text, at, found) &&
                        (literal || !smacs_is_remark(said, s->form.question)) &&
                        !smacs_is_remark(found, s->form.question) && !is_cut(found, text);
    if (literal) {
        return states && smacs_answer_offer(s, SMACS_HOW_ANNOUNCED, found);
    }
    const bool offered =
        states && (offer_verdict(s, said) || smacs_answer_offer_beside(s, SMACS_HOW_ANNOUNCED, found, said, true));
    if (offered && s->out->kind == SMACS_ANSWER_TEXT && is_long(s->out->key)) {
        s->out->how = SMACS_HOW_WHOLE; /* a sentence that no reader understands */
    }
    return offered;
}

static bool offer_statement(smacs_answer_search *s, const statements *x, form f) {
    if (f == BOX) {
        return offer_boxes(s, x->whole, x->at[BOX], x->content[BOX]);
    }
    return f == TAG ? smacs_answer_offer(s, SMACS_HOW_TAG, x->content[TAG])
                    : offer_announced(s, x->whole, x->at[ANNOUNCED], x->value);
}

/* Whether an announced answer may be a remark that no list knows: words in small letters. */
static bool is_weak(const smacs_answer *answer) {
    const char first = smacs_char_at(answer->found, 0);
    return answer->how == SMACS_HOW_ANNOUNCED && answer->kind == SMACS_ANSWER_TEXT && first >= 'a' && first <= 'z';
}

/* Offers statements of the forms from `first` to `last`, the last one first. */
static bool offer_last(smacs_answer_search *s, smacs_text text, form first, form last) {
    statements x = {.whole = text, .at = {SIZE_MAX, SIZE_MAX, SIZE_MAX}};
    smacs_answer weak = {.kind = SMACS_ANSWER_NONE};
    for (form f = first; f <= last; f++) {
        find_last(&x, f, text.size);
    }
    form f = latest(&x);
    for (unsigned places = 0; f != FORMS && places < SMACS_ANSWER_TRIES; places++, f = latest(&x)) {
        if (offer_statement(s, &x, f)) {
            if (s->out->kind == SMACS_ANSWER_NONE || !is_weak(s->out) || weak.kind != SMACS_ANSWER_NONE) {
                break;
            }
            weak = *s->out;
            *s->out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
        }
        find_last(&x, f, x.at[f]);
    }
    if (weak.kind != SMACS_ANSWER_NONE && !s->failed && (s->out->kind == SMACS_ANSWER_NONE || is_weak(s->out))) {
        smacs_answer_free(s->a, s->out);
        *s->out = weak;
    } else {
        smacs_answer_free(s->a, &weak);
    }
    return s->failed || s->out->kind != SMACS_ANSWER_NONE || s->tries >= SMACS_ANSWER_TRIES;
}

bool smacs_answer_in_statement(smacs_answer_search *s, smacs_text text) { return offer_last(s, text, TAG, ANNOUNCED); }

/* ---- programs ---- */

/* Offers "[ANSWER] .. [/ANSWER]", which the benchmark CRUXEval asks for. */
static bool offer_marked(smacs_answer_search *s, smacs_text text) {
    static const char open[] = "[answer]", close[] = "[/answer]";
    const size_t at = smacs_text_find_last_folded(text, open);
    if (at == text.size) {
        return false;
    }
    const smacs_text rest = window(smacs_text_after(text, at + sizeof open - 1));
    return smacs_answer_offer(s, SMACS_HOW_ASSERTED,
                              smacs_text_trimmed(smacs_text_before(rest, smacs_text_find_folded(rest, close))));
}

/* Offers the right side of the last completed assertion. */
static bool offer_asserted(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        const size_t at = smacs_text_find_last_folded(before, "assert ");
        if (at == before.size) {
            return false;
        }
        const smacs_text right = smacs_answer_asserted(window(smacs_text_after(text, at)));
        if (right.data && smacs_answer_offer(s, SMACS_HOW_ASSERTED, right)) {
            return true;
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* What is shown behind "output", where `rest` begins; `verb`: behind "prints". */
static smacs_text shown_value(smacs_text rest, bool verb) {
    size_t at = 0, size = 0;
    const smacs_text sentence = smacs_text_before(rest, smacs_text_find(rest, "\n"));
    while (!verb && size == 0 && at < sentence.size && at < 80 && !smacs_is_of(sentence.data[at], ".;")) {
        size = smacs_words_begin(smacs_text_after(sentence, at), SMACS_WORDS_VERB);
        at += size == 0 ? 1 : 0;
    }
    if (!verb && size == 0) {
        return (smacs_text){NULL, 0};
    }
    const smacs_text text = smacs_skip(smacs_text_after(rest, at + size), " :*\n\r\t_");
    if (smacs_is_of(smacs_char_at(text, 0), "`[({\"'")) {
        return smacs_answer_announced(text, true);
    }
    const smacs_text line = smacs_text_trimmed(smacs_text_before(text, smacs_text_find(text, "\n")));
    const bool last = size == 1 && at == 0 && line.data + line.size == rest.data + rest.size; /* "Output: 0 1 2" */
    const smacs_text value = last ? line : smacs_answer_sentence(text, true);
    return !last && memchr(value.data, ' ', value.size) ? (smacs_text){NULL, 0}
                                                        : value; /* words tell about the output */
}

/* Offers the output that a reply shows: "Output: `8`", "It prints 8". */
static bool offer_shown(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        size_t size = 0;
        const size_t at = smacs_words_last(before, SMACS_WORDS_OUTPUT_SHOWN, &size);
        if (at == before.size) {
            return false;
        }
        const bool word =
            (at == 0 || !smacs_is_letter(text.data[at - 1])) && !smacs_is_letter(smacs_char_at(text, at + size));
        const smacs_text rest = window(smacs_text_after(text, at + size));
        const bool verb = text.data[at + size - 1] == 's' || memchr(text.data + at, ' ', size) || /* "will print" */
                          smacs_text_begins(rest, " `") || smacs_text_begins(rest, " **");
        const smacs_text value = word ? shown_value(rest, verb) : (smacs_text){NULL, 0};
        if (value.size > 0 && !is_cut(value, text) && !smacs_is_remark(value, s->form.question) &&
            smacs_answer_offer(s, SMACS_HOW_ASSERTED, value)) {
            return true;
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

bool smacs_answer_in_program(smacs_answer_search *s, smacs_text text) {
    return offer_marked(s, text) || offer_last(s, text, TAG, TAG) || offer_last(s, text, ANNOUNCED, ANNOUNCED) ||
           offer_asserted(s, text) || offer_last(s, text, BOX, BOX) || offer_shown(s, text);
}
