/* The examples in a question that call the function, in the order of what they are: assertions, sessions of an
 * interpreter, printed calls, calls with an arrow, words or a comment and a value. An example is used only if its value is a
 * literal; a call whose value is not is still an input. */
#include "base/error.h"
#include "checks/check.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Without the brackets around all of it. */
static smacs_text unwrapped(smacs_text text) {
    text = smacs_text_trimmed(text);
    while (smacs_char_at(text, 0) == '(' && smacs_code_bracket_end(text, 0) == text.size &&
           smacs_code_literal_end(text, 0) == 0) {
        text = smacs_code_between(text, 1, text.size - 1);
    }
    return text;
}

size_t smacs_check_find_name(smacs_text text, size_t at, smacs_text name) {
    while (at < text.size) {
        const size_t end = smacs_code_name_end(text, at);
        if (end > at && smacs_text_equal(smacs_code_between(text, at, end), name)) {
            return at;
        }
        at = end > at ? end : at + 1;
    }
    return text.size;
}

/* Whether `function` is called in an expression. */
static bool calls(smacs_text expression, smacs_text function) {
    for (size_t at = 0; (at = smacs_check_find_name(expression, at, function)) < expression.size; at += function.size) {
        if (smacs_char_at(expression, at + function.size) == '(') {
            return true;
        }
    }
    return false;
}

/* Whether the question asks for `name` beside the function: it speaks of both in one sentence, has it to complete, or
 * asks for functions. Not where it is there already, or said to be. */
static bool is_asked_too(smacs_check_parts *p, smacs_text name) {
    static const char there[] =
        "given|provided|existing|already|helper|using|uses|use |assume|api|like |calls |similar|same "
        "as|instead";
    static const char plurals[] = "functions|funktionen|funciones|fonctions";
    enum { LOOKS_MAX = 400 };
    const smacs_text question = p->question;
    bool asked = smacs_check_has_word(question, plurals);
    for (size_t at = 0; p->looks < LOOKS_MAX && (at = smacs_check_find_name(question, at, name)) < question.size;
         at += name.size) {
        p->looks++;
        const size_t open = at + name.size;
        const size_t close = smacs_char_at(question, open) == '(' ? smacs_code_bracket_end(question, open) : 0;
        const bool defined = (at > 3 && smacs_text_begins(smacs_text_after(question, at - 4), "def ")) ||
                             (close > 0 && smacs_char_at(smacs_skip(smacs_text_after(question, close), " "), 0) == '{');
        if (!defined && close > 0 && smacs_check_is_closed(smacs_code_between(question, open + 1, close - 1))) {
            continue; /* an example */
        }
        const smacs_text sentence = smacs_check_sentence(question, at);
        if (smacs_check_has_word(sentence, there) || (defined && !smacs_check_is_stub(question, at))) {
            return false;
        }
        asked = asked || defined || smacs_check_find_name(sentence, 0, p->check.function) < sentence.size;
    }
    return asked && p->looks < LOOKS_MAX;
}

/* Whether a call is of another function that the question asks for. */
static bool calls_other(smacs_check_parts *p, smacs_text call) {
    smacs_text name = {NULL, 0};
    for (uint32_t i = 0; i < p->other_count; i++) {
        if (calls(call, p->others[i])) {
            return true;
        }
    }
    if (p->method.data || p->other_count == SMACS_CHECK_OTHERS_MAX || smacs_check_find_call(call, &name) == call.size ||
        !is_asked_too(p, name)) {
        return false;
    }
    const bool copied = smacs_arena_text(&p->a, &p->arena, name, &p->others[p->other_count]);
    p->failed = p->failed || !copied;
    p->other_count += copied;
    return copied;
}

/* Adds the call with the function's name, and `suffix` behind it, in place of its bytes from `place` to `end`. */
static void add_renamed(smacs_check_parts *p, smacs_text call, size_t place, size_t end, const char *suffix,
                        smacs_text expects) {
    const smacs_text name = p->check.function;
    smacs_bytes out = {0};
    smacs_bytes_append(&p->a, &out, call.data, place);
    smacs_bytes_append(&p->a, &out, name.data, name.size);
    smacs_bytes_append(&p->a, &out, suffix, strlen(suffix));
    smacs_bytes_append(&p->a, &out, call.data + end, call.size - end);
    smacs_check_add_made(p, &out, expects);
}

/* A call by another name: "candidate" in a test of the question's own; a method, whose class the answers define; another
 * function that is asked for. */
static void take_other_name(smacs_check_parts *p, smacs_text call, smacs_text expects) {
    static const char candidate[] = "candidate";
    const size_t at = smacs_text_find(call, "candidate(");
    if (at < call.size && calls(call, smacs_text_of(candidate))) {
        add_renamed(p, call, at, at + sizeof candidate - 1, "", expects);
    } else if (p->method.data && calls(call, p->method) && smacs_code_name_end(call, 0) == p->method.size) {
        add_renamed(p, call, 0, 0, "().", expects);
    } else if (calls_other(p, call)) {
        smacs_check_add(p, call, expects);
    }
}

void smacs_check_take(smacs_check_parts *p, smacs_text call, smacs_text expects) {
    smacs_text name = {NULL, 0};
    call = unwrapped(call);
    if (p->arguments > 0 || call.size == 0 || call.size > SMACS_CHECK_TEXT_MAX || expects.size > SMACS_CHECK_TEXT_MAX ||
        !smacs_check_is_closed(call) || smacs_list_prefix(call, "print(|console.log(") > 0) { /* they give nothing */
        return;
    }
    if (!p->check.function.data) {
        if (smacs_check_find_call(call, &name) == call.size) {
            return;
        }
        p->failed = p->failed || !smacs_arena_text(&p->a, &p->arena, name, &p->check.function);
        if (!p->check.function.data) {
            return;
        }
    }
    if (calls(call, p->check.function)) { /* perhaps within something else */
        smacs_check_add(p, call, expects);
    } else {
        take_other_name(p, call, expects);
    }
}

/* Whether more values follow a comma, which make a tuple of the first: "3, 1"; but not "3, [4] -> 1". */
static bool is_tuple(smacs_text rest) {
    size_t end = 0;
    while (smacs_char_at(rest, 0) == ',') {
        const smacs_text value = smacs_skip(smacs_text_after(rest, 1), " \t");
        end = smacs_code_literal_end(value, 0);
        if (end == 0) {
            return false;
        }
        rest = smacs_skip(smacs_text_after(value, end), " \t");
    }
    return end > 0 && smacs_check_arrow_end(rest, true) == 0;
}

/* Whether what stands behind a value belongs to it: an operator or a word that joins, and further digits. */
static bool goes_on(smacs_text rest) {
    const char first = smacs_char_at(rest, 0), second = smacs_char_at(rest, 1);
    if (smacs_is_of(first, "[(.")) {
        return first != '.' || smacs_is_name_byte(second);
    }
    if (smacs_is_of(first, ",-:") && smacs_is_digit(second)) { /* "1,000", "2024-01-05", "10:30" */
        return true;
    }
    rest = smacs_skip(rest, " \t");
    return is_tuple(rest) || smacs_is_of(smacs_char_at(rest, 0), "+*/%<>=&|^") ||
           smacs_list_prefix(rest, "to |or |if |in |for |- ") > 0;
}

smacs_text smacs_check_literal(smacs_text text) {
    text = smacs_skip(text, " \t`*\n");
    const size_t end = smacs_code_literal_end(text, 0);
    const smacs_text literal = smacs_text_before(text, end);
    return end > 0 && !goes_on(smacs_text_after(text, end)) ? literal : (smacs_text){NULL, 0};
}

/* ---- assertions ---- */

/* The arguments of a call: up to `most` texts. Returns how many; 0 too if the brackets do not close. */
static size_t split_arguments(smacs_text code, size_t open, smacs_text *out, size_t most, size_t *end) {
    size_t count = 0;
    *end = smacs_code_bracket_end(code, open);
    const smacs_text inner = *end > 0 ? smacs_text_before(code, *end - 1) : (smacs_text){NULL, 0};
    for (size_t at = open + 1; at <= inner.size && *end > 0 && count < most;) {
        const size_t comma = smacs_code_find(inner, at, ",");
        out[count] = smacs_code_between(inner, at, comma);
        count += out[count].size > 0;
        at = comma + 1;
    }
    return count;
}

static double number_after(smacs_text argument, const char *name) {
    double value = 0.0;
    const bool named = smacs_text_begins(argument, name);
    const smacs_text rest = smacs_text_trimmed(smacs_text_after(argument, named ? strlen(name) : argument.size));
    return smacs_check_read_number(rest, &value) > 0 && value > 0.0 && value < 0.1 ? value : 0.0;
}

/* "math.isclose(call, value, rel_tol=.001)" and assertions with two arguments, of both languages. */
static bool take_pair(smacs_check_parts *p, smacs_text code) {
    static const char names[] =
        "math.isclose(|isclose(|assertEqual(|assertEquals(|assert_equal(|assert.equal(|assert.strictEqual(|"
        "assert.deepEqual(|assert.deepStrictEqual(|assertAlmostEqual(|np.isclose(";
    static const char truths[] = "assertTrue(|assert.ok(|assert.isTrue(";
    static const char untruths[] = "assertFalse(|assert.isFalse(";
    smacs_text arguments[4];
    size_t end = 0;
    code = smacs_text_after(code, smacs_list_prefix(code, "self."));
    const size_t truth = smacs_list_prefix(code, truths), untruth = smacs_list_prefix(code, untruths);
    const size_t nothing = smacs_list_prefix(code, "assertIsNone(");
    const size_t single = truth + untruth + nothing;
    if (single > 0) {
        if (split_arguments(code, single - 1, arguments, 1, &end) == 1) {
            smacs_check_take(p, arguments[0], smacs_text_of(truth > 0 ? "True" : untruth > 0 ? "False" : "None"));
        }
        return true;
    }
    const size_t name = smacs_list_prefix(code, names);
    const size_t count = name > 0 ? split_arguments(code, name - 1, arguments, COUNT(arguments), &end) : 0;
    if (count >= 2) {
        const double named = count > 2 ? number_after(arguments[2], "rel_tol=") : 0.0;
        const smacs_text head = smacs_text_before(code, name);
        const bool close = smacs_text_find(head, "lose") < name || smacs_text_find(head, "Almost") < name;
        const double within = named > 0.0 ? named : close ? 1e-6 : 0.0;
        p->check.within = within > p->check.within ? within : p->check.within;
        smacs_check_take(p, arguments[0], smacs_check_literal(arguments[1]));
    }
    return name > 0;
}

/* "expect(call).toBe(value)". */
static bool take_expectation(smacs_check_parts *p, smacs_text code) {
    static const char *const words[][2] = {{".toBeTruthy(", "true"},  {".toBeFalsy(", "false"},
                                           {".toBeNull(", "null"},    {".to.be.true", "true"},
                                           {".to.be.false", "false"}, {".to.be.null", "null"}};
    smacs_text call = {NULL, 0};
    size_t end = 0;
    if (!smacs_text_begins(code, "expect(") || split_arguments(code, 6, &call, 1, &end) == 0) {
        return false;
    }
    const smacs_text rest = smacs_text_after(code, end);
    for (size_t i = 0; i < COUNT(words); i++) {
        if (smacs_text_begins(rest, words[i][0])) {
            smacs_check_take(p, call, smacs_text_of(words[i][1]));
            return true;
        }
    }
    if (smacs_text_begins(rest, ".toBeCloseTo(")) {
        p->check.within = p->check.within > 0.005 ? p->check.within : 0.005;
    }
    if (smacs_text_begins(rest, ".to") && smacs_text_find(rest, "(") < rest.size) {
        smacs_check_take(p, call, smacs_check_literal(smacs_text_after(rest, smacs_text_find(rest, "(") + 1)));
    }
    return true;
}

/* "abs(call - value) < tolerance". */
static bool take_difference(smacs_check_parts *p, smacs_text code) {
    const size_t end = smacs_text_begins(code, "abs(") ? smacs_code_bracket_end(code, 3) : 0;
    const smacs_text inner = end > 0 ? smacs_code_between(code, 4, end - 1) : (smacs_text){NULL, 0};
    const size_t minus = smacs_code_find(inner, 0, " - ");
    const smacs_text rest = smacs_skip(smacs_text_after(code, end), " <=");
    double within = 0.0;
    if (minus == inner.size || smacs_check_read_number(rest, &within) == 0) {
        return false;
    }
    p->check.within = within > p->check.within && within < 0.1 ? within : p->check.within;
    smacs_check_take(p, smacs_text_before(inner, minus), smacs_check_literal(smacs_text_after(inner, minus + 3)));
    return true;
}

/* The literal that is the whole of `text`, perhaps in "approx(..)"; absent: it is something else. */
static smacs_text whole_literal(smacs_check_parts *p, smacs_text text) {
    smacs_text inner = smacs_text_trimmed(text);
    size_t end = 0;
    const size_t approx = smacs_list_prefix(inner, "pytest.approx(|approx(");
    if (approx > 0 && split_arguments(inner, approx - 1, &inner, 1, &end) == 1) {
        p->check.within = p->check.within > 1e-6 ? p->check.within : 1e-6;
    }
    const smacs_text literal = smacs_check_literal(inner);
    return literal.size == inner.size ? literal : (smacs_text){NULL, 0};
}

/* "call == value", "not call", "call"; the value of the latter two is True or False. */
static void take_condition(smacs_check_parts *p, smacs_text code) {
    static const char equals[] = "===|==| is ";
    const size_t message = smacs_code_find(code, 0, ",");
    code = unwrapped(smacs_text_before(code, message));
    if (take_difference(p, code)) {
        return;
    }
    char sign[SMACS_WORD_MAX];
    for (const char *list = equals; smacs_list_next(&list, sign);) {
        const size_t at = smacs_code_find(code, 0, sign);
        if (at < code.size) {
            const smacs_text left = smacs_text_trimmed(smacs_text_before(code, at));
            const smacs_text right = smacs_text_trimmed(smacs_text_after(code, at + strlen(sign)));
            const smacs_text first = whole_literal(p, left);
            smacs_check_take(p, first.data ? right : left, first.data ? first : whole_literal(p, right));
            return;
        }
    }
    const bool negated = smacs_text_begins(code, "not ") || smacs_text_begins(code, "!");
    const smacs_text call = smacs_text_after(code, negated ? (code.data[0] == '!' ? 1 : 4) : 0);
    smacs_text name = {NULL, 0};
    if (smacs_check_find_call(call, &name) == 0 && smacs_code_bracket_end(call, name.size) == call.size) {
        smacs_check_take(p, call, smacs_text_of(negated ? "False" : "True"));
    }
}

/* Whether the assertion at `code` is one that the question leaves open: "== ??". */
static bool is_open(smacs_text code) {
    return smacs_text_find(code, "??") < code.size || smacs_text_find(code, "___") < code.size;
}

/* ---- rows of a parametrized test ---- */

/* Places of the names of `names`, parted by commas, in one row; the row's own cell for each. */
typedef struct row_of_test {
    smacs_text names[8], cells[8];
    size_t count;
} row_of_test;

/* The cell that stands for `name`; absent: it is no parameter. */
static smacs_text cell_of(const row_of_test *row, smacs_text name) {
    for (size_t i = 0; i < row->count; i++) {
        if (smacs_text_equal(row->names[i], name)) {
            return row->cells[i];
        }
    }
    return (smacs_text){NULL, 0};
}

/* Appends code with cells in place of the parameters. */
static void append_with_cells(smacs_check_parts *p, smacs_bytes *out, const row_of_test *row, smacs_text code) {
    for (size_t at = 0; at < code.size;) {
        const size_t end = smacs_code_name_end(code, at) > at ? smacs_code_name_end(code, at) : at + 1;
        const smacs_text piece = smacs_text_after(smacs_text_before(code, end), at), cell = cell_of(row, piece);
        smacs_bytes_append(&p->a, out, (cell.data ? cell : piece).data, (cell.data ? cell : piece).size);
        at = end;
    }
}

/* Takes the assertion below a list of rows, `at` being its bracket, once for each row. */
static void take_rows(smacs_check_parts *p, smacs_text question, row_of_test *row, size_t at, smacs_text condition) {
    smacs_text rows[SMACS_CHECK_INPUTS_MAX];
    size_t end = 0;
    const size_t names = row->count, count = split_arguments(question, at, rows, COUNT(rows), &end);
    for (size_t i = 0; i < count; i++) {
        smacs_bytes code = {0};
        const size_t cells =
            smacs_char_at(rows[i], 0) == '(' && names > 1 ? split_arguments(rows[i], 0, row->cells, names, &end) : 1;
        row->cells[0] = names > 1 ? row->cells[0] : rows[i];
        append_with_cells(p, &code, row, condition);
        p->failed = p->failed || code.failed;
        if (cells == names && !code.failed) {
            take_condition(p, (smacs_text){code.data, code.size});
        }
        smacs_bytes_free(&p->a, &code);
    }
}

/* "@pytest.mark.parametrize("x, expected", [(1, 2), ..])" over a test with one assertion. */
static void read_parametrized(smacs_check_parts *p, smacs_text question) {
    const size_t mark = smacs_text_find(question, ".parametrize(");
    const smacs_text rest = smacs_text_after(question, mark);
    const size_t asserts = smacs_text_find(rest, "assert ");
    smacs_text arguments[2];
    row_of_test row = {.count = 0};
    size_t end = 0;
    if (asserts == rest.size || split_arguments(rest, 12, arguments, 2, &end) < 2 || end > asserts ||
        smacs_char_at(arguments[1], 0) != '[') {
        return;
    }
    const smacs_text list = smacs_skip(arguments[0], "\"'([");
    for (size_t at = 0; at < list.size && row.count < COUNT(row.names);) {
        const size_t name = smacs_code_name_end(list, at);
        if (name > at) {
            row.names[row.count++] = smacs_text_after(smacs_text_before(list, name), at);
        }
        at = name + 1;
    }
    const smacs_text condition = smacs_code_between(rest, asserts + 7, smacs_code_statement_end(rest, asserts));
    take_rows(p, question, &row, (size_t)(arguments[1].data - question.data), condition);
}

static void read_assertions(smacs_check_parts *p, smacs_text question) {
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_code_line(question, at, &next);
        const smacs_text blank = smacs_skip(line, " \t>*`-");
        const size_t start = at + (line.size - blank.size);
        const bool asserts = smacs_text_begins(blank, "assert ") || smacs_text_begins(blank, "assert(");
        const bool console = smacs_text_begins(blank, "console.assert(");
        if (smacs_list_prefix(blank, "assert|console.assert(|expect(|self.assert") == 0) {
            continue;
        }
        const size_t end = smacs_code_statement_end(question, start);
        const smacs_text code = smacs_code_between(question, start + (console ? 8 : 0), end);
        next = end >= next && end < question.size ? end + 1 : next;
        if (is_open(code) || take_pair(p, code) || take_expectation(p, code)) {
            continue;
        }
        if (asserts || console) {
            const smacs_text condition = smacs_text_trimmed(smacs_text_after(code, 6));
            if (!take_pair(p, condition)) {
                const size_t close = smacs_char_at(condition, 0) == '(' ? smacs_code_bracket_end(condition, 0) : 0;
                take_condition(p, close > 0 && close + 1 >= condition.size ? smacs_code_between(condition, 1, close - 1)
                                                                           : condition);
            }
        }
    }
}

/* ---- what is printed ---- */

/* The one argument of "print(..)" or "console.log(..)"; absent: it is something else. */
static smacs_text printed_argument(smacs_text code) {
    smacs_text arguments[2] = {{NULL, 0}, {NULL, 0}};
    size_t end = 0;
    const size_t open = smacs_list_prefix(code, "print(|console.log(");
    const bool one = open > 0 && split_arguments(code, open - 1, arguments, 2, &end) == 1 && end == code.size;
    return one ? arguments[0] : (smacs_text){NULL, 0};
}

/* Takes "str(call)" with the line that is printed. Of lists in JavaScript, which are printed otherwise than as text, the
 * value itself. */
static void take_printed(smacs_check_parts *p, smacs_text argument, smacs_text line) {
    const bool js = p->check.language == SMACS_CHECK_JAVASCRIPT;
    smacs_bytes call = {0}, expects = {0};
    for (size_t i = 0; i < line.size; i++) {
        if (smacs_is_of(line.data[i], "\"\\")) {
            return;
        }
    }
    if (line.size == 0 || (js && smacs_is_of(line.data[0], "[{'"))) {
        smacs_check_take(p, argument, smacs_check_literal(line));
        return;
    }
    smacs_bytes_append(&p->a, &call, js ? "String(" : "str(", js ? 7 : 4);
    smacs_bytes_append(&p->a, &call, argument.data, argument.size);
    smacs_bytes_append(&p->a, &call, ")", 1);
    smacs_bytes_append(&p->a, &expects, "\"", 1);
    smacs_bytes_append(&p->a, &expects, line.data, line.size);
    smacs_bytes_append(&p->a, &expects, "\"", 1);
    p->failed = p->failed || call.failed || expects.failed;
    if (!call.failed && !expects.failed) {
        smacs_check_take(p, (smacs_text){call.data, call.size}, (smacs_text){expects.data, expects.size});
    }
    smacs_bytes_free(&p->a, &call);
    smacs_bytes_free(&p->a, &expects);
}

/* ---- sessions of an interpreter ---- */

/* What stands behind the prompt of a line, ">>> " or "In [1]: "; absent: it has none. */
static smacs_text behind_prompt(smacs_text line, bool *numbered) {
    const size_t close = smacs_text_begins(line, "In [") ? smacs_text_find(line, "]:") : line.size;
    *numbered = close < line.size;
    return smacs_text_begins(line, ">>>") ? smacs_text_trimmed(smacs_text_after(line, 3))
           : *numbered                    ? smacs_text_trimmed(smacs_text_after(line, close + 2))
                                          : (smacs_text){NULL, 0};
}

/* ">>> call", and the value in the next line; "In [1]: call", and "Out[1]: value". */
static void read_sessions(smacs_check_parts *p, smacs_text question) {
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        bool numbered = false;
        const smacs_text code = behind_prompt(smacs_text_trimmed(smacs_code_line(question, at, &next)), &numbered);
        if (!code.data) {
            continue;
        }
        if (smacs_code_find(code, 0, "==") < code.size) {
            take_condition(p, code);
            continue;
        }
        size_t behind = next;
        smacs_text value = smacs_text_trimmed(smacs_code_line(question, next, &behind));
        if (numbered) {
            const size_t colon = smacs_text_begins(value, "Out[") ? smacs_text_find(value, "]:") : value.size;
            value = smacs_text_trimmed(smacs_text_after(value, colon + 2));
        }
        const smacs_text argument = printed_argument(code);
        if (argument.data) {
            take_printed(p, argument, value);
            continue;
        }
        const smacs_text all =
            smacs_text_after(question, value.size > 0 ? (size_t)(value.data - question.data) : question.size);
        const smacs_text literal = smacs_check_literal(all);
        smacs_check_take(p, code, value.size > 0 && literal.size >= value.size ? literal : (smacs_text){NULL, 0});
    }
}

/* ---- calls with their values ---- */

/* Behind the first word of the list that begins `text` and is whole there; 0: none. */
static size_t word_end(smacs_text text, const char *list) {
    char word[SMACS_WORD_MAX];
    while (smacs_list_next(&list, word)) {
        const size_t size = strlen(word);
        const bool letters = smacs_is_letter(word[size - 1]);
        if (smacs_text_begins(text, word) && !(letters && smacs_is_letter(smacs_char_at(text, size)))) {
            return size;
        }
    }
    return 0;
}

static smacs_text behind(smacs_text text, size_t size) { return smacs_skip(smacs_text_after(text, size), " \t"); }

/* "should return the list": behind it; 0: there is no verb. */
static size_t verb_end(smacs_text text) {
    static const char modals[] =
        "should|must|will|would|shall|has to|needs to|soll|sollte|muss|wird|debe|deber\xC3\xAD"
        "a|"
        "doit|devrait|deve|\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xB6\xD0\xBD\xD0\xBE|"
        "\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xB6\xD0\xBD\xD0\xB0|\xE5\xBA\x94\xE8\xAF\xA5|\xE5\xBA\x94";
    static const char before_value[] = "soll|sollte|muss";
    static const char verbs[] =
        "=|:|return:|returns:|output:|returns|return|be equal to|is equal to|equals|equal|be|is|gives|give|produces|"
        "produce|outputs|output|yields|yield|evaluates to|evaluate to|results in|result in|becomes|become|"
        "ergibt|liefert|gibt|ist|den "
        "Wert|devuelve|devolver|retorna|retornar|da|es|renvoie|renvoyer|retourne|retourner|donne|"
        "vaut|\xE8\xBF\x94\xE5\x9B\x9E|\xE5\xBE\x97\xE5\x88\xB0|\xE8\xBE\x93\xE5\x87\xBA|\xE3\x81\xAF|"
        "\xD0\xB2\xD0\xBE\xD0\xB7\xD0\xB2\xD1\x80\xD0\xB0\xD1\x89\xD0\xB0\xD0\xB5\xD1\x82|"
        "\xD0\xB2\xD0\xB5\xD1\x80\xD0\xBD\xD1\x83\xD1\x82\xD1\x8C|\xD1\x80\xD0\xB0\xD0\xB2\xD0\xBD\xD0\xBE";
    static const char fillers[] = "the value|the list|the string|the tuple|the number|the integer|the array|"
                                  "the dictionary|the set|the result|exactly|a value of|back";
    const size_t modal = word_end(text, modals), alone = word_end(text, before_value);
    const smacs_text rest = modal > 0 ? behind(text, modal) : text;
    const size_t verb = word_end(rest, verbs);
    if (verb == 0) {
        return alone;
    }
    const smacs_text value = behind(rest, verb);
    const size_t filler = word_end(value, fillers);
    return (size_t)(value.data - text.data) + filler;
}

size_t smacs_check_arrow_end(smacs_text rest, bool asks) {
    static const char signs[] = "===|==>|==|=>|-->|->|\xE2\x86\x92|\xE2\x9E\x9E|\xE2\x87\x92";
    const smacs_text start = smacs_skip(rest, " \t`*#/,;");
    const smacs_text line = smacs_char_at(start, 0) == '(' ? smacs_skip(smacs_text_after(start, 1), " \t") : start;
    const size_t sign = smacs_list_prefix(line, signs);
    const size_t size = sign == 0 && asks ? verb_end(line) : sign;
    return size > 0 ? (size_t)(line.data - rest.data) + size : 0;
}

/* What a comment behind a call says, "# => 4": without its mark and words like "returns". Absent: there is none. */
static smacs_text comment_of(smacs_text rest) {
    static const char words[] =
        "=>|->|\xE2\x86\x92|==|=|Output:|output:|Outputs|outputs|Returns|returns|Return|return|Prints|prints|"
        "Should print|should print|Should return|should return|Expected:|expected:|Result:|result:|Expected output:|"
        "Logs|logs";
    const smacs_text mark = smacs_skip(rest, " \t;`");
    const size_t size = smacs_list_prefix(mark, "#|//");
    const smacs_text said = behind(mark, size);
    return size > 0 ? smacs_text_trimmed(behind(said, word_end(said, words))) : (smacs_text){NULL, 0};
}

/* The literal that is all that a comment says. */
static smacs_text commented_value(smacs_text line) {
    const smacs_text said = comment_of(line), literal = smacs_check_literal(said);
    const smacs_text rest =
        literal.data ? smacs_text_after(said, (size_t)(literal.data - said.data) + literal.size) : said;
    return literal.data && smacs_skip(rest, " \t`.;*/").size == 0 ? literal : (smacs_text){NULL, 0};
}

/* The value behind a call: "f(2) -> 4", "f([1]) returns [1]", "f(2)  # 4". */
static smacs_text value_behind(smacs_text rest, bool asks) {
    smacs_text line = smacs_text_before(rest, smacs_text_find(rest, "\n"));
    if (asks && smacs_skip(line, " \t;").size == 0) { /* "f(2);", and "// 4" in the line below */
        const smacs_text below = smacs_skip(smacs_text_after(rest, line.size + 1), " \t");
        if (smacs_list_prefix(below, "# |// ") > 0) {
            rest = below;
            line = smacs_text_before(rest, smacs_text_find(rest, "\n"));
        }
    }
    const size_t arrow = smacs_check_arrow_end(line, asks);
    const smacs_text value = arrow > 0 ? smacs_check_literal(smacs_text_after(rest, arrow)) : (smacs_text){NULL, 0};
    return value.data || !asks ? value : commented_value(line);
}

/* Whether a sentence is about what a program gives wrongly. */
static bool is_complaint(smacs_text sentence) {
    static const char words[] = "wrong|incorrect|buggy|broken|currently|instead|rather than|but should|but it should";
    size_t end = 0;
    return smacs_list_find(sentence, words, &end) < sentence.size;
}

static void read_arrows(smacs_check_parts *p, smacs_text question, bool asks) {
    for (size_t at = 0; at < question.size;) {
        const size_t name = smacs_code_name_end(question, at);
        const char before = at > 0 ? question.data[at - 1] : ' ', first = question.data[at];
        if (name == at || smacs_is_digit(first) || (unsigned char)first >= 0x80) { /* also a sentence without spaces */
            at++;
            continue;
        }
        const bool joined = smacs_is_plain_name_byte(before); /* to a number */
        const bool calls_it = smacs_char_at(question, name) == '(' && !joined && !smacs_is_of(before, ".@");
        const size_t end = calls_it ? smacs_code_bracket_end(question, name) : 0;
        const smacs_text value = value_behind(smacs_text_after(question, end > 0 ? end : question.size), asks);
        if (value.data && end - at <= SMACS_CHECK_TEXT_MAX && !is_complaint(smacs_check_sentence(question, at))) {
            smacs_check_take(p, smacs_code_between(question, at, end), value);
        }
        at = end > 0 && value.data ? end : name;
    }
}

/* "print(f(2))  # 4", in lines of their own. */
static void read_prints(smacs_check_parts *p, smacs_text question) {
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_skip(smacs_text_trimmed(smacs_code_line(question, at, &next)), "*`- ");
        const size_t open = smacs_list_prefix(line, "print(|console.log(");
        const size_t end = open > 0 ? smacs_code_bracket_end(line, open - 1) : 0;
        const smacs_text argument = printed_argument(smacs_text_before(line, end));
        const smacs_text said = comment_of(smacs_text_after(line, end > 0 ? end : line.size));
        if (argument.data && said.size > 0) {
            take_printed(p, argument, said);
        }
    }
}

void smacs_check_read_examples(smacs_check_parts *parts, smacs_text question, bool asks) {
    read_parametrized(parts, question);
    read_assertions(parts, question);
    read_sessions(parts, question);
    if (asks) {
        read_prints(parts, question);
    }
    read_arrows(parts, question, asks);
    if (asks) {
        smacs_check_read_named(parts, question);
    }
}
