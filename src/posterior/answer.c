/* Where in a response its final answer stands. The strongest statement is believed: an "answer" field of JSON, the last
 * box, what follows "####" or a phrase that announces an answer, a letter that stands for an option; and a response that
 * is short as a whole is its own answer. Otherwise there is none: the last number of a text is a guess, not an answer. */
#include "posterior/answer.h"
#include "base/error.h"
#include "base/text.h"
#include <string.h>

/* How many statements are tried, from the last one back: a bound for texts made of nothing else. */
enum { TRIES = 32 };

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* ---- what a question expects ---- */

/* The next option at the start of a line from *at on, "C)" for `letter` C; false: there is none. */
static bool next_option(smacs_text question, size_t *at, char letter) {
    for (size_t i = *at; i + 2 < question.size; i++) {
        const bool starts = i == 0 || question.data[i - 1] == '\n';
        const size_t open = question.data[i] == '(' ? 1 : 0;
        if (starts && question.data[i + open] == letter && strchr(open ? ")" : ").:", question.data[i + open + 1])) {
            *at = i + 1;
            return true;
        }
    }
    return false;
}

smacs_answer_form smacs_answer_expect(smacs_text question) {
    smacs_answer_form form = {0};
    size_t at = 0;
    while (form.options < 26 && next_option(question, &at, (char)('A' + form.options))) {
        form.options++;
    }
    form.options = form.options > 1 ? form.options : 0;
    const bool asserts =
        smacs_text_find(question, "assert ") < question.size && smacs_text_find(question, "==") < question.size;
    const bool program =
        smacs_text_find(question, "print(") < question.size || smacs_text_find(question, "def ") < question.size;
    form.literal =
        form.options == 0 && (asserts || (program && smacs_text_find_folded(question, "output") < question.size));
    return form;
}

/* ---- JSON ---- */

/* What a statement of an answer came to: where it stands, and what it says once escapes are read. */
typedef struct statement {
    smacs_text found;
    bool escaped; /* in a JSON text */
} statement;

static size_t skip_spaces(smacs_text text, size_t at) {
    while (at < text.size && (unsigned char)text.data[at] <= ' ') {
        at++;
    }
    return at;
}

/* The quote that ends a JSON text begun before `at`: models forget to escape quotes within, so it must be followed by
 * what may follow a value. */
static size_t closing_quote(smacs_text text, size_t at) {
    for (size_t i = at; i < text.size; i++) {
        if (text.data[i] == '\\') {
            i++;
            continue;
        }
        if (text.data[i] != '"') {
            continue;
        }
        const size_t next = skip_spaces(text, i + 1);
        if (next == text.size || text.data[next] == '}' || smacs_text_begins(smacs_text_after(text, next), "```") ||
            (text.data[next] == ',' && skip_spaces(text, next + 1) < text.size &&
             text.data[skip_spaces(text, next + 1)] == '"')) {
            return i;
        }
    }
    return text.size;
}

/* The end of a value that is no text: a comma or bracket that closes what was not opened in it, or a line's end. */
static size_t end_of_value(smacs_text text, size_t at) {
    size_t depth = 0;
    for (size_t i = at; i < text.size; i++) {
        const char c = text.data[i];
        if (c == '"' || c == '\'') {
            const char *end = memchr(text.data + i + 1, c, text.size - i - 1);
            i = end ? (size_t)(end - text.data) : i;
        } else if (strchr("[{(", c)) {
            depth++;
        } else if (depth == 0 && strchr("]}),\n", c)) {
            return i;
        } else if (strchr("]})", c)) {
            depth--;
        }
    }
    return text.size;
}

static bool read_json_value(smacs_text text, size_t at, statement *out) {
    at = skip_spaces(text, at);
    if (at >= text.size) {
        return false;
    }
    if (text.data[at] == '"') {
        const size_t end = closing_quote(text, at + 1);
        *out = (statement){smacs_text_before(smacs_text_after(text, at + 1), end - at - 1), true};
        return end < text.size;
    }
    const size_t end = end_of_value(text, at);
    *out = (statement){smacs_text_trimmed(smacs_text_before(smacs_text_after(text, at), end - at)), false};
    return out->found.size > 0 && !smacs_text_is(out->found, "null");
}

/* The last "answer" key with a value behind it. */
static bool find_json(smacs_text text, statement *out) {
    static const char *const keys[] = {"answer\"", "answer'"};
    for (size_t k = 0; k < 2; k++) {
        smacs_text before = text;
        for (int tries = 0; tries < TRIES; tries++) {
            const size_t at = smacs_text_find_last_folded(before, keys[k]);
            if (at == before.size) {
                break;
            }
            const size_t colon = skip_spaces(text, at + strlen(keys[k]));
            if (colon < text.size && text.data[colon] == ':' && read_json_value(text, colon + 1, out)) {
                return true;
            }
            before = smacs_text_before(text, at);
        }
    }
    return false;
}

/* ---- boxes and phrases ---- */

static bool find_boxed(smacs_text text, statement *out) {
    static const char box[] = "boxed{";
    const size_t at = smacs_text_find_last_folded(text, box);
    size_t depth = 1;
    if (at == text.size) {
        return false;
    }
    const smacs_text rest = smacs_text_after(text, at + sizeof box - 1);
    for (size_t i = 0; i < rest.size; i++) {
        depth += rest.data[i] == '{' ? 1 : 0;
        depth -= rest.data[i] == '}' ? 1 : 0;
        if (depth == 0) {
            *out = (statement){smacs_text_trimmed(smacs_text_before(rest, i)), false};
            return out->found.size > 0;
        }
    }
    return false;
}

/* What follows an announcement: to the end of its sentence or line. */
static smacs_text announced(smacs_text text, bool literal) {
    size_t end = 0;
    while (text.size > 0 && strchr(" :*\t\n_", text.data[0])) {
        text = smacs_text_after(text, 1);
    }
    while (end < text.size && text.data[end] != '\n') {
        const bool stop = text.data[end] == '.' && end + 1 < text.size && text.data[end + 1] == ' ';
        if (stop && !literal) {
            break;
        }
        end++;
    }
    text = smacs_text_trimmed(smacs_text_before(text, end));
    while (!literal && text.size > 1 && strchr(".*_", text.data[text.size - 1])) {
        text = smacs_text_before(text, text.size - 1);
    }
    return smacs_text_trimmed(text);
}

static const char *const phrases[] = {"answer is",  "answer:", "answer**:", "answer** is",
                                      "answer is:", "####",    "answer ="};

/* The last announcement of an answer. */
static bool find_phrase(smacs_text text, bool literal, statement *out) {
    size_t last = text.size, size = 0;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const size_t at = smacs_text_find_last_folded(text, phrases[i]);
        if (at < text.size && (last == text.size || at > last)) {
            last = at;
            size = strlen(phrases[i]);
        }
    }
    if (last == text.size) {
        return false;
    }
    *out = (statement){announced(smacs_text_after(text, last + size), literal), false};
    return out->found.size > 0;
}

/* "[ANSWER] .. [/ANSWER]", and the right side of an assertion that was completed. */
static bool find_literal(smacs_text text, statement *out) {
    static const char open[] = "[answer]", close[] = "[/answer]";
    size_t at = smacs_text_find_last_folded(text, open);
    if (at < text.size) {
        const smacs_text rest = smacs_text_after(text, at + sizeof open - 1);
        text = smacs_text_trimmed(smacs_text_before(rest, smacs_text_find_folded(rest, close)));
        *out = (statement){text, false};
    }
    at = smacs_text_find_last_folded(text, "assert ");
    const smacs_text assertion = smacs_text_after(text, at < text.size ? at : text.size);
    const size_t equals = smacs_text_find(assertion, "==");
    if (equals < assertion.size) {
        const smacs_text right = smacs_text_after(assertion, equals + 2);
        *out = (statement){smacs_text_trimmed(smacs_text_before(right, smacs_text_find(right, "\n"))), false};
    }
    return out->found.size > 0;
}

/* ---- options ---- */

static bool is_option(char c, uint32_t options) { return c >= 'A' && c < (char)('A' + options); }

/* A letter at the start of `text`, in brackets, in bold or followed by a mark. */
static bool letter_at_start(smacs_text text, uint32_t options, smacs_text *letter) {
    size_t i = 0;
    while (i < text.size && strchr(" :*_([{$\"`\n", text.data[i])) {
        i++;
    }
    static const char *const words[] = {"option ", "choice ", "\\boxed{", "\\text{"};
    for (size_t k = 0; k < 4; k++) {
        if (smacs_text_begins_folded(smacs_text_after(text, i), words[k])) {
            return letter_at_start(smacs_text_after(text, i + strlen(words[k])), options, letter);
        }
    }
    const bool ends = i + 1 >= text.size || !is_letter(text.data[i + 1]);
    /* "A" may be an article: bare, it must stand at the end, or before a mark. */
    const bool bare = i + 1 < text.size && text.data[i + 1] == ' ' && i + 2 < text.size && is_letter(text.data[i + 2]);
    if (i >= text.size || !is_option(text.data[i], options) || !ends || (bare && text.data[i] == 'A') ||
        (i + 1 < text.size && text.data[i + 1] == '\'')) {
        return false;
    }
    *letter = smacs_text_before(smacs_text_after(text, i), 1);
    return true;
}

/* The last announcement that a letter follows. */
static bool find_announced_letter(smacs_text text, uint32_t options, statement *out) {
    smacs_text before = text;
    for (int tries = 0; tries < TRIES; tries++) {
        size_t last = before.size, size = 0;
        for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
            const size_t at = smacs_text_find_last_folded(before, phrases[i]);
            if (at < before.size && (last == before.size || at > last)) {
                last = at;
                size = strlen(phrases[i]);
            }
        }
        if (last == before.size) {
            return false;
        }
        if (letter_at_start(smacs_text_after(text, last + size), options, &out->found)) {
            return true;
        }
        before = smacs_text_before(text, last);
    }
    return false;
}

static smacs_text last_line(smacs_text text) {
    size_t start = text.size;
    while (start > 0 && text.data[start - 1] != '\n') {
        start--;
    }
    return smacs_text_after(text, start);
}

static bool find_letter(smacs_text text, uint32_t options, statement *out) {
    const smacs_text line = last_line(text);
    *out = (statement){{NULL, 0}, false};
    if (find_announced_letter(text, options, out)) {
        return true;
    }
    if (find_boxed(text, out) && letter_at_start(out->found, options, &out->found)) {
        return true;
    }
    out->found = (smacs_text){NULL, 0};
    /* "(C)", "C) ..", "**C**" as the first or as the last thing said. */
    const bool starts = text.size == 1 || (text.size > 1 && strchr("(*", text.data[0])) ||
                        (text.size > 1 && strchr(").:", text.data[1]));
    return (starts && letter_at_start(text, options, &out->found)) ||
           (line.size <= 8 && letter_at_start(line, options, &out->found));
}

/* ---- the order of belief ---- */

/* A response without a line's end that is no longer than this is an answer as a whole, unless it is a broken statement. */
enum { WHOLE_MAX = 40 };

static bool find_statement(smacs_text text, smacs_answer_form form, statement *out) {
    *out = (statement){{NULL, 0}, false};
    if (find_json(text, out)) {
        return true;
    }
    if (form.options > 0) {
        return find_letter(text, form.options, out);
    }
    if ((form.literal && find_literal(text, out)) || find_boxed(text, out) || find_phrase(text, form.literal, out)) {
        return true;
    }
    *out = (statement){text, false};
    const bool broken = smacs_text_find_folded(text, "answer\"") < text.size ||
                        smacs_text_find_folded(text, "answer'") < text.size ||
                        smacs_text_find_folded(text, "boxed{") < text.size;
    return !broken && text.size > 0 && text.size <= WHOLE_MAX && !memchr(text.data, '\n', text.size);
}

/* Reads the escapes of a JSON text. LaTeX stands there unescaped more often than not: "\frac" is no form feed, so a
 * backslash before a word of letters stays, but where literals are asked for. */
static void read_escapes(const smacs_allocator *a, smacs_bytes *out, smacs_text text, bool literal) {
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i], next = i + 1 < text.size ? text.data[i + 1] : 0;
        const bool word = is_letter(next) && i + 2 < text.size && is_letter(text.data[i + 2]);
        if (c != '\\' || !next || (is_letter(next) && (!strchr("nt", next) || (word && !literal)))) {
            smacs_bytes_append(a, out, &c, 1);
            continue;
        }
        const char read = next == 'n' ? '\n' : next == 't' ? '\t' : next;
        const bool kept = !strchr("\"\\/nt", next); /* "\{" and the like are LaTeX */
        smacs_bytes_append(a, out, kept ? "\\" : "", kept ? 1 : 0);
        smacs_bytes_append(a, out, &read, 1);
        i++;
    }
}

static smacs_status key_of(const smacs_allocator *a, const statement *s, smacs_answer_form form, smacs_answer *out) {
    smacs_bytes read = {0};
    smacs_text text = s->found;
    if (s->escaped) {
        read_escapes(a, &read, text, form.literal);
        text = (smacs_text){read.data, read.size};
    }
    const smacs_status status = read.failed ? SMACS_E_MEMORY : smacs_answer_key(a, text, form, out);
    smacs_bytes_free(a, &read);
    if (status == SMACS_OK && out->kind != SMACS_ANSWER_NONE) {
        out->found = s->found;
    }
    return status;
}

/* Where a response goes on with a question of its own making, as base models do; or its size. */
static size_t run_on(smacs_text text) {
    static const char *const marks[] = {"\nquestion:", "\nq:", "\nuser:", "\nhuman:", "\n### question", "\n[python]"};
    size_t first = text.size;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t at = smacs_text_find_folded(smacs_text_before(text, first), marks[i]);
        first = at < first ? at : first;
    }
    return first;
}

static smacs_status extract(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out) {
    statement s;
    return find_statement(smacs_text_trimmed(text), form, &s) ? key_of(a, &s, form, out) : SMACS_OK;
}

smacs_status smacs_answer_extract(const smacs_allocator *allocator, smacs_text response, smacs_answer_form form,
                                  smacs_answer *out, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_text text = smacs_text_visible(response);
    const size_t end = run_on(text);
    *out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    smacs_status status = end > 0 ? extract(&a, smacs_text_before(text, end), form, out) : SMACS_OK;
    if (status == SMACS_OK && out->kind == SMACS_ANSWER_NONE && end < text.size) {
        status = extract(&a, text, form, out);
    }
    return status == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

smacs_status smacs_answer_of(const smacs_allocator *allocator, smacs_text text, smacs_answer_form form,
                             smacs_answer *out, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const statement whole = {text, false};
    *out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    return key_of(&a, &whole, form, out) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
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
