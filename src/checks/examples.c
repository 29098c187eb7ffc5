/* The examples in a question, in the order of what they are: assertions, doctests, calls with an arrow and a value,
 * inputs and outputs that are named, rows of tables. An example is used only if its value is a literal; a call whose
 * value is not is still an input. */
#include "base/error.h"
#include "checks/check.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static smacs_text between(smacs_text text, size_t start, size_t end) {
    return smacs_text_trimmed(smacs_text_after(smacs_text_before(text, end), start));
}

/* Without the brackets around all of it. */
static smacs_text unwrapped(smacs_text text) {
    text = smacs_text_trimmed(text);
    while (smacs_char_at(text, 0) == '(' && smacs_code_bracket_end(text, 0) == text.size &&
           smacs_code_literal_end(text, 0) == 0) {
        text = between(text, 1, text.size - 1);
    }
    return text;
}

/* Takes a call with the value it shall have; the first one tells which function is meant. */
static void take(smacs_check_parts *p, smacs_text call, smacs_text expects) {
    smacs_text name = {NULL, 0};
    call = unwrapped(call);
    if (call.size == 0 || call.size > SMACS_CHECK_TEXT_MAX || expects.size > SMACS_CHECK_TEXT_MAX ||
        !smacs_check_is_closed(call)) {
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
    const smacs_text function = p->check.function;
    for (size_t at = 0; at < call.size; at++) { /* the function may be called within */
        const size_t end = smacs_code_name_end(call, at);
        if (end - at == function.size && memcmp(call.data + at, function.data, function.size) == 0 &&
            smacs_char_at(call, end) == '(') {
            smacs_check_add(p, call, expects);
            return;
        }
        at = end > at ? end - 1 : at;
    }
}

/* Whether what stands behind a value belongs to it: an operator or a word that joins. */
static bool goes_on(smacs_text rest) {
    if (smacs_is_of(smacs_char_at(rest, 0), "[(.")) {
        return smacs_char_at(rest, 0) != '.' || smacs_is_name_byte(smacs_char_at(rest, 1));
    }
    rest = smacs_skip(rest, " \t");
    return smacs_is_of(smacs_char_at(rest, 0), "+*/%<>=&|^") || smacs_text_begins(rest, "and ") ||
           smacs_text_begins(rest, "or ") || smacs_text_begins(rest, "if ") || smacs_text_begins(rest, "in ") ||
           smacs_text_begins(rest, "for ") || smacs_text_begins(rest, "- ");
}

/* The literal that begins `text`, behind blanks and ornaments; absent: none, or it goes on. */
static smacs_text literal_of(smacs_text text) {
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
        out[count] = between(inner, at, comma);
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
        "math.isclose(|isclose(|self.assertEqual(|assertEqual(|self.assertEquals(|assert_equal(|"
        "assert.equal(|assert.strictEqual(|assert.deepEqual(|assert.deepStrictEqual(|"
        "self.assertAlmostEqual(|np.isclose(";
    smacs_text arguments[4];
    size_t end = 0;
    const size_t name = smacs_list_prefix(code, names);
    const size_t count = name > 0 ? split_arguments(code, name - 1, arguments, COUNT(arguments), &end) : 0;
    if (count >= 2) {
        const double named = count > 2 ? number_after(arguments[2], "rel_tol=") : 0.0;
        const smacs_text head = smacs_text_before(code, name);
        const bool close = smacs_text_find(head, "lose") < name || smacs_text_find(head, "Almost") < name;
        const double within = named > 0.0 ? named : close ? 1e-6 : 0.0;
        p->check.within = within > p->check.within ? within : p->check.within;
        take(p, arguments[0], literal_of(arguments[1]));
    }
    return name > 0;
}

/* "expect(call).toBe(value)". */
static bool take_expectation(smacs_check_parts *p, smacs_text code) {
    smacs_text call = {NULL, 0};
    size_t end = 0;
    if (!smacs_text_begins(code, "expect(") || split_arguments(code, 6, &call, 1, &end) == 0) {
        return false;
    }
    const smacs_text rest = smacs_text_after(code, end);
    if (smacs_text_begins(rest, ".to") && smacs_text_find(rest, "(") < rest.size) {
        take(p, call, literal_of(smacs_text_after(rest, smacs_text_find(rest, "(") + 1)));
    }
    return true;
}

/* "call == value", "not call", "call"; the value of the latter two is True or False. */
static void take_condition(smacs_check_parts *p, smacs_text code) {
    static const char equals[] = "===|==| is ";
    const size_t message = smacs_code_find(code, 0, ",");
    code = unwrapped(smacs_text_before(code, message));
    char sign[SMACS_WORD_MAX];
    for (const char *list = equals; smacs_list_next(&list, sign);) {
        const size_t at = smacs_code_find(code, 0, sign);
        if (at < code.size) {
            const smacs_text right = smacs_text_trimmed(smacs_text_after(code, at + strlen(sign)));
            const smacs_text literal = literal_of(right);
            take(p, smacs_text_before(code, at), literal.size == right.size ? literal : (smacs_text){NULL, 0});
            return;
        }
    }
    const bool negated = smacs_text_begins(code, "not ") || smacs_text_begins(code, "!");
    const smacs_text call = smacs_text_after(code, negated ? (code.data[0] == '!' ? 1 : 4) : 0);
    smacs_text name = {NULL, 0};
    if (smacs_check_find_call(call, &name) == 0 && smacs_code_bracket_end(call, name.size) == call.size) {
        take(p, call, smacs_text_of(negated ? "False" : "True"));
    }
}

/* Whether the assertion at `code` is one that the question leaves open: "== ??". */
static bool is_open(smacs_text code) {
    return smacs_text_find(code, "??") < code.size || smacs_text_find(code, "___") < code.size;
}

static void read_assertions(smacs_check_parts *p, smacs_text question) {
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_code_line(question, at, &next);
        const smacs_text blank = smacs_skip(line, " \t>*`-");
        const size_t start = at + (line.size - blank.size);
        const bool asserts = smacs_text_begins(blank, "assert ") || smacs_text_begins(blank, "assert(");
        const bool console = smacs_text_begins(blank, "console.assert(");
        if (!asserts && !console && !smacs_text_begins(blank, "expect(") && !smacs_text_begins(blank, "self.assert") &&
            !smacs_text_begins(blank, "assert")) {
            continue;
        }
        const size_t end = smacs_code_statement_end(question, start);
        const smacs_text code = between(question, start + (console ? 8 : 0), end);
        next = end >= next && end < question.size ? end + 1 : next;
        if (is_open(code) || take_pair(p, code) || take_expectation(p, code)) {
            continue;
        }
        if (asserts || console) {
            const smacs_text condition = smacs_text_trimmed(smacs_text_after(code, 6));
            if (!take_pair(p, condition)) {
                const size_t close = smacs_char_at(condition, 0) == '(' ? smacs_code_bracket_end(condition, 0) : 0;
                take_condition(p,
                               close > 0 && close + 1 >= condition.size ? between(condition, 1, close - 1) : condition);
            }
        }
    }
}

/* ---- doctests ---- */

/* ">>> call", and the value in the next line. */
static void read_doctests(smacs_check_parts *p, smacs_text question) {
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_text_trimmed(smacs_code_line(question, at, &next));
        if (!smacs_text_begins(line, ">>>")) {
            continue;
        }
        const smacs_text code = smacs_text_trimmed(smacs_text_after(line, 3));
        const size_t equals = smacs_code_find(code, 0, "==");
        if (equals < code.size) {
            take_condition(p, code);
            continue;
        }
        size_t behind = next;
        const smacs_text value = smacs_text_trimmed(smacs_code_line(question, next, &behind));
        const smacs_text literal = literal_of(smacs_text_after(question, next < question.size ? next : question.size));
        const bool is_value = value.size > 0 && literal.data && literal.size >= value.size;
        take(p, code, is_value ? literal : (smacs_text){NULL, 0});
    }
}

/* ---- calls with their values ---- */

/* Behind the arrow that begins `rest`, between a call and its value; 0: none. Words are arrows only where the question
 * asks for a program. */
static size_t arrow_end(smacs_text rest, bool asks) {
    static const char signs[] = "===|==>|==|=>|-->|->|\xE2\x86\x92|\xE2\x9E\x9E|\xE2\x87\x92";
    static const char words[] =
        "=|:|should return|should be|should give|must return|will return|would return|returns|return|"
        "gives|outputs|output:|evaluates to|equals|is|ergibt|liefert|devuelve|debe devolver|"
        "renvoie|retourne|\xE8\xBF\x94\xE5\x9B\x9E|\xE5\xBA\x94\xE8\xBF\x94\xE5\x9B\x9E";
    const smacs_text start = smacs_skip(rest, " \t`*#/,");
    const smacs_text line = smacs_char_at(start, 0) == '(' ? smacs_skip(smacs_text_after(start, 1), " \t") : start;
    const size_t sign = smacs_list_prefix(line, signs);
    const size_t size = sign == 0 && asks ? smacs_list_prefix(line, words) : sign;
    return size > 0 ? (size_t)(line.data - rest.data) + size : 0;
}

/* "f(2) -> 4", "f([1]) returns [1]". */
static void read_arrows(smacs_check_parts *p, smacs_text question, bool asks) {
    for (size_t at = 0; at < question.size;) {
        const size_t name = smacs_code_name_end(question, at);
        if (name == at || smacs_is_digit(question.data[at])) {
            at = name > at ? name : at + 1;
            continue;
        }
        const smacs_text head = smacs_text_before(question, name);
        const bool member = at > 0 && (head.data[at - 1] == '.' || head.data[at - 1] == '@');
        const size_t end = smacs_char_at(question, name) == '(' && !member ? smacs_code_bracket_end(question, name) : 0;
        const smacs_text rest = smacs_text_after(question, end > 0 ? end : question.size);
        const size_t line = smacs_text_find(rest, "\n");
        const size_t arrow = arrow_end(smacs_text_before(rest, line), asks);
        const smacs_text literal = arrow > 0 ? literal_of(smacs_text_after(rest, arrow)) : (smacs_text){NULL, 0};
        if (literal.data && end - at <= SMACS_CHECK_TEXT_MAX) {
            take(p, between(question, at, end), literal);
        }
        at = end > 0 && literal.data ? end : name;
    }
}

/* ---- named inputs and outputs, and tables ---- */

/* Takes the call of the function with the literals in `text`, each perhaps behind a name. Nothing, if they are not as
 * many as the signature asks for. */
static void take_arguments(smacs_check_parts *p, smacs_text text, smacs_text expects) {
    smacs_bytes call = {0};
    uint32_t count = 0, most = 0;
    const uint32_t least = smacs_check_count_parameters(p->parameters, &most);
    smacs_bytes_append(&p->a, &call, p->check.function.data, p->check.function.size);
    for (size_t at = 0; at < text.size;) {
        const bool inside = at > 0 && smacs_is_name_byte(text.data[at - 1]);
        const size_t end = inside ? 0 : smacs_code_literal_end(text, at);
        if (end > at) {
            smacs_bytes_append(&p->a, &call, count == 0 ? "(" : ", ", count == 0 ? 1 : 2);
            count++;
            smacs_bytes_append(&p->a, &call, text.data + at, end - at);
        }
        at = end > at ? end : at + 1;
    }
    smacs_bytes_append(&p->a, &call, ")", 1);
    p->failed = p->failed || call.failed;
    if (!call.failed && count > 0 && count >= least && count <= most) {
        take(p, (smacs_text){call.data, call.size}, expects);
    }
    smacs_bytes_free(&p->a, &call);
}

/* Place of the last of `words` in `text`, in either case; its end in *end. text.size: none. */
static size_t find_last(smacs_text text, const char *words, size_t *end) {
    size_t last = text.size;
    char word[SMACS_WORD_MAX];
    while (smacs_list_next(&words, word)) {
        const size_t at = smacs_text_find_last_folded(text, word);
        if (at < text.size && (last == text.size || at > last)) {
            last = at;
            *end = at + strlen(word);
        }
    }
    return last;
}

/* "Input: x = [1], k = 2" and "Output: 3"; "For x = [1] the output should be 3". */
static void read_named(smacs_check_parts *p, smacs_text question) {
    static const char outputs[] =
        "output should be|output is|output:|output =|output**:|output`:|should return|"
        "result should be|result:|expected:|ausgabe:|salida:|\xE8\xBE\x93\xE5\x87\xBA\xEF\xBC\x9A|"
        "\xE8\xBE\x93\xE5\x87\xBA:";
    static const char inputs[] = "input|for |given |eingabe|entrada|\xE8\xBE\x93\xE5\x85\xA5";
    size_t from = 0;
    for (size_t at = 0, next = 0; at < question.size && p->check.function.data; at = next) {
        size_t behind = 0, start = 0;
        const smacs_text line = smacs_code_line(question, at, &next);
        const size_t mark = find_last(line, outputs, &behind);
        if (mark == line.size) {
            continue;
        }
        const smacs_text literal = literal_of(smacs_text_after(question, at + behind));
        const size_t least = from + 600 < at + mark ? at + mark - 600 : from;
        const smacs_text before = smacs_text_after(smacs_text_before(question, at + mark), least);
        const size_t found = find_last(before, inputs, &start);
        if (literal.data && found < before.size) {
            take_arguments(p, smacs_text_after(before, start), literal);
        }
        from = next;
    }
}

/* "| 2 | 4 |": the last cell is the value of the others. */
static void read_tables(smacs_check_parts *p, smacs_text question) {
    for (size_t at = 0, next = 0; at < question.size && p->check.function.data; at = next) {
        const smacs_text line = smacs_text_trimmed(smacs_code_line(question, at, &next));
        if (smacs_char_at(line, 0) != '|' || line.size < 5 || line.data[line.size - 1] != '|') {
            continue;
        }
        size_t last = line.size - 2;
        while (last > 0 && line.data[last] != '|') {
            last--;
        }
        const smacs_text left = between(line, 1, last), cell = between(line, last + 1, line.size - 1);
        const smacs_text literal = literal_of(cell);
        const bool value =
            literal.data &&
            smacs_skip(smacs_text_after(cell, (size_t)(literal.data - cell.data) + literal.size), "`* ").size == 0;
        smacs_text name = {NULL, 0};
        const smacs_text call = smacs_skip(left, "`* ");
        if (!value) {
            continue;
        }
        if (smacs_check_find_call(call, &name) == 0 && smacs_char_at(call, 0) != '-') {
            take(p, smacs_text_before(call, smacs_code_bracket_end(call, name.size)), literal);
        } else {
            take_arguments(p, left, literal);
        }
    }
}

void smacs_check_read_examples(smacs_check_parts *parts, smacs_text question, bool asks) {
    read_assertions(parts, question);
    read_doctests(parts, question);
    read_arrows(parts, question, asks);
    if (asks) {
        read_named(parts, question);
        read_tables(parts, question);
    }
}
