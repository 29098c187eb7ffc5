/* The order of belief. What a response states most plainly is its answer, and of equal statements the last, as models
 * correct themselves:
 *   1. an "answer" field of JSON;
 *   2. where options are offered, the letter that an announcement is followed by, then other forms of a letter, then the
 *      text of one of them, stated as below; nothing else is an answer there;
 *   3. where a program's output is asked for, what is announced or asserted;
 *   4. the last box, then what follows an announcement ("the answer is", "####");
 *   5. what a reply in plain words adds to the question (reply.c);
 *   6. a response that is short as a whole.
 * Otherwise there is none: the last number of a text is a guess, not an answer.
 *
 * Reasoning inside <think> is passed over. A base model goes on with questions of its own making: what it says to those is
 * not read, unless all it said before is a preamble. */
#include "answer/answer.h"
#include "answer/thoughts.h"
#include "base/error.h"

/* ---- what a question expects ---- */

typedef struct option_style {
    const char *before, *after;
} option_style;

static bool is_option(smacs_text rest, option_style style, char letter) {
    const size_t before = strlen(style.before);
    return smacs_text_begins(rest, style.before) && smacs_char_at(rest, before) == letter &&
           smacs_text_begins(smacs_text_after(rest, before + 1), style.after);
}

/* Options in order of their letters, up to `most`, each at the start of a line, or anywhere behind a space. *at is where the
 * last of them begins. */
static uint32_t count_options(smacs_text question, option_style style, bool anywhere, uint32_t most, size_t *at) {
    uint32_t count = 0;
    bool starts = true;
    for (size_t i = 0; i < question.size && count < most; i++) {
        const char c = question.data[i];
        if (starts && is_option(smacs_text_after(question, i), style, (char)('A' + count))) {
            count++;
            *at = i;
        }
        starts = c == '\n' || (starts && smacs_is_of(c, " \t*-")) || (anywhere && smacs_is_of(c, " \t{~"));
    }
    return count;
}

static const option_style styles[] = {{"", ")"}, {"(", ")"}, {"", "."}, {"", ":"}};
enum { OPTIONS_MAX = 26 };

smacs_answer_form smacs_answer_expect(smacs_text question) {
    smacs_answer_form form = {0};
    size_t at = 0;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        const uint32_t count = count_options(question, styles[i], false, OPTIONS_MAX, &at);
        form.options = count > 1 && count > form.options ? count : form.options;
    }
    if (form.options == 0) {
        const uint32_t count = count_options(question, styles[1], true, OPTIONS_MAX, &at);
        form.options = count > 2 ? count : 0;
    }
    const bool asserts =
        smacs_text_find(question, "assert ") < question.size && smacs_text_find(question, "==") < question.size;
    const bool program =
        smacs_text_find(question, "print(") < question.size || smacs_text_find(question, "def ") < question.size;
    form.literal =
        form.options == 0 && (asserts || (program && smacs_text_find_folded(question, "output") < question.size));
    form.question = smacs_answer_words(question);
    return form;
}

/* ---- offering ---- */

/* The code point of "\u00b2", or 0; halves of pairs are left as they stand. */
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

/* Reads the escapes of a JSON text. LaTeX stands there unescaped more often than not: "\frac" is no form feed, so a
 * backslash before a word of letters stays, but where literals are asked for. */
static void read_escapes(const smacs_allocator *a, smacs_bytes *out, smacs_text text, bool literal) {
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i], next = smacs_char_at(text, i + 1);
        const bool word = smacs_is_letter(next) && smacs_is_letter(smacs_char_at(text, i + 2));
        const uint32_t unicode = c == '\\' ? read_unicode(smacs_text_after(text, i)) : 0;
        if (unicode > 0) {
            smacs_answer_put(a, out, unicode);
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

bool smacs_answer_offer(smacs_answer_search *s, smacs_text found, bool escaped) {
    smacs_bytes read = {0};
    smacs_text text = found;
    if (s->tries++ >= SMACS_ANSWER_TRIES) {
        return true;
    }
    if (found.size > SMACS_STATEMENT_MAX) {
        return false;
    }
    if (escaped) {
        read_escapes(s->a, &read, found, s->form.literal);
        text = (smacs_text){read.data, read.size};
    }
    s->failed = read.failed || smacs_answer_key(s->a, text, s->form, s->out) != SMACS_OK;
    smacs_bytes_free(s->a, &read);
    if (s->out->kind != SMACS_ANSWER_NONE) {
        s->out->found = found;
    }
    return s->failed || s->out->kind != SMACS_ANSWER_NONE;
}

/* ---- the order ---- */

/* A response of one line that is no longer than this is an answer as a whole, unless it is a broken statement. */
enum { WHOLE_MAX = 40 };

/* The content of a response that is one block of code. */
static smacs_text unfenced(smacs_text text) {
    static const char fence[] = "```";
    const size_t size = sizeof fence - 1;
    const smacs_text end = smacs_text_after(text, text.size < size ? text.size : text.size - size);
    const char *line = text.size > 0 ? memchr(text.data, '\n', text.size) : NULL;
    if (text.size < 2 * size || !line || !smacs_text_begins(text, fence) || !smacs_text_is(end, fence)) {
        return text;
    }
    const size_t start = (size_t)(line - text.data);
    const smacs_text inner = smacs_text_before(smacs_text_after(text, start), text.size - size - start);
    return smacs_text_find(inner, fence) == inner.size ? smacs_text_trimmed(inner) : text;
}

static bool offer_whole(smacs_answer_search *s, smacs_text text) {
    text = unfenced(text);
    const bool line = text.size > 0 && !memchr(text.data, '\n', text.size);
    const bool literal =
        s->form.literal && text.size <= SMACS_LITERAL_MAX && smacs_answer_structure_end(text) == text.size;
    const bool asks = !s->form.literal && smacs_is_of(smacs_char_at(text, text.size - 1), "?:");
    const bool broken =
        smacs_text_find_folded(text, "answer") < text.size || smacs_text_find_folded(text, "boxed") < text.size;
    return line && (literal || (text.size <= WHOLE_MAX && !asks && !broken)) && smacs_answer_offer(s, text, false);
}

static void search(smacs_answer_search *s, smacs_text text);

/* The text of option `number`, on its line. */
static smacs_text option_text(smacs_text question, option_style style, uint32_t number) {
    size_t at = 0;
    (void)count_options(question, style, false, number + 1, &at);
    const smacs_text text = smacs_text_after(question, at + strlen(style.before) + 1 + strlen(style.after));
    return smacs_text_trimmed(smacs_text_before(text, smacs_text_find(text, "\n")));
}

/* The letter of the one option that is the same answer as `own`; 0: none, or several. */
static char letter_of(smacs_answer_search *s, option_style style, const smacs_answer *own) {
    char letter = 0;
    size_t matches = 0;
    for (uint32_t i = 0; i < s->form.options && !s->failed; i++) {
        smacs_answer known;
        const smacs_text text = option_text(s->form.question, style, i);
        s->failed = smacs_answer_of(s->a, text, (smacs_answer_form){0}, &known, NULL) != SMACS_OK;
        if (smacs_answer_same(own, &known)) {
            letter = (char)('A' + i);
            matches++;
        }
        smacs_answer_free(s->a, &known);
    }
    return matches == 1 ? letter : 0;
}

/* What a response says as if there were no options, as it stands or held against the question, where that is the text of one
 * of them. */
static void offer_option_text(smacs_answer_search *s, smacs_text text) {
    const smacs_text question = s->form.question;
    size_t at = 0, style = 0;
    while (style < sizeof styles / sizeof *styles &&
           count_options(question, styles[style], false, OPTIONS_MAX, &at) != s->form.options) {
        style++;
    }
    if (style == sizeof styles / sizeof *styles) {
        return;
    }
    (void)count_options(question, styles[style], false, 1, &at);
    const smacs_text stem = smacs_text_trimmed(smacs_text_before(question, at));
    for (int held = 0; held < 2 && s->out->kind == SMACS_ANSWER_NONE && !s->failed; held++) {
        smacs_answer own = {.kind = SMACS_ANSWER_NONE};
        smacs_answer_search plain = {.a = s->a, .out = &own};
        if (held) {
            plain.form.question = stem;
        }
        search(&plain, text);
        s->failed = plain.failed;
        const char letter = s->failed ? 0 : letter_of(s, styles[style], &own);
        if (letter && !s->failed) {
            s->failed = smacs_answer_key(s->a, (smacs_text){&letter, 1}, s->form, s->out) != SMACS_OK;
            s->out->found = own.found;
        }
        smacs_answer_free(s->a, &own);
    }
}

static void search(smacs_answer_search *s, smacs_text text) {
    text = smacs_text_trimmed(text);
    if (text.size == 0 || smacs_answer_in_json(s, text)) {
        return;
    }
    s->tries = 0;
    if (s->form.options > 0) {
        if (!smacs_answer_in_letters(s, text)) {
            offer_option_text(s, text);
        }
        return;
    }
    const bool found = s->form.literal ? smacs_answer_in_phrase(s, text) || smacs_answer_in_box(s, text)
                                       : smacs_answer_in_box(s, text) || smacs_answer_in_phrase(s, text);
    if (!found) {
        s->tries = 0;
        (void)(smacs_answer_in_reply(s, text) || offer_whole(s, text));
    }
}

/* ---- further questions ---- */

/* Words that begin a line of a further question, and what ends a turn. */
static const char *const questions[] = {"question:", "question ", "q:", "user:", "human:", "instruction:", "problem:"};
static const char *const headings[] = {"question", "instruction", "problem"};
static const char *const turns[] = {"<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>",
                                    "<|user|>",     "[INST]",     "</s>"};

static bool begins_any(smacs_text text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (smacs_text_begins_folded(text, words[i])) {
            return true;
        }
    }
    return false;
}

/* "Question 7" asks, "question is" does not. */
static bool asks_at(smacs_text line) {
    const bool heading = smacs_char_at(line, 0) == '#' && smacs_char_at(line, 1) == '#';
    const smacs_text words = smacs_skip(line, "#* ");
    if (heading && begins_any(words, headings, sizeof headings / sizeof *headings)) {
        return true;
    }
    return begins_any(words, questions, sizeof questions / sizeof *questions) &&
           (!smacs_text_begins_folded(words, questions[1]) || smacs_is_digit(smacs_char_at(words, 9)));
}

static bool turns_at(smacs_text rest) {
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (smacs_text_begins(rest, turns[i])) {
            return true;
        }
    }
    return false;
}

/* The first place from `from` on where a further question begins, or the text's size. */
static size_t run_on(smacs_text text, size_t from) {
    for (size_t i = from; i < text.size; i++) {
        const char c = text.data[i];
        if ((c == '\n' && asks_at(smacs_text_after(text, i + 1))) ||
            (smacs_is_of(c, "<[") && turns_at(smacs_text_after(text, i)))) {
            return i;
        }
    }
    return text.size;
}

/* A response may begin by stating the question again, behind a preamble of this length at most. */
enum { PREAMBLE_MAX = 80 };

smacs_status smacs_answer_extract(const smacs_allocator *allocator, smacs_text response, smacs_answer_form form,
                                  smacs_answer *out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_text text = smacs_text_visible(response);
    smacs_answer_search s = {.a = &a, .form = form, .out = out};
    size_t end = run_on(text, 0);
    *out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    search(&s, smacs_text_before(text, end));
    if (!s.failed && out->kind == SMACS_ANSWER_NONE && end < text.size && end <= PREAMBLE_MAX) {
        end = run_on(text, end + 1);
        s.tries = 0;
        search(&s, smacs_text_before(text, end));
    }
    return s.failed ? smacs_fail_memory(error) : SMACS_OK;
}

static smacs_text behind_marks(smacs_text text) {
    size_t marks = 0;
    while (marks < text.size && text.data[marks] == '#') {
        marks++;
    }
    return marks > 0 && marks < text.size && text.data[marks] == ' ' ? smacs_text_after(text, marks + 1) : text;
}

smacs_status smacs_answer_of(const smacs_allocator *allocator, smacs_text text, smacs_answer_form form,
                             smacs_answer *out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_answer_search s = {.a = &a, .form = form, .out = out};
    *out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    (void)smacs_answer_offer(&s, behind_marks(text), false);
    return s.failed ? smacs_fail_memory(error) : SMACS_OK;
}

bool smacs_answer_same(const smacs_answer *x, const smacs_answer *y) {
    return x->kind != SMACS_ANSWER_NONE && y->kind != SMACS_ANSWER_NONE && x->key.size == y->key.size &&
           memcmp(x->key.data, y->key.data, x->key.size) == 0;
}

void smacs_answer_free(const smacs_allocator *allocator, smacs_answer *answer) {
    if (answer) {
        const smacs_allocator a = smacs_allocator_or_default(allocator);
        smacs_mem_free(&a, (void *)(uintptr_t)answer->key.data);
        *answer = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    }
}

const char *smacs_answer_kind_name(smacs_answer_kind kind) {
    static const char *const names[] = {"none", "choice", "number", "boolean", "expression", "literal", "text"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "none";
}
