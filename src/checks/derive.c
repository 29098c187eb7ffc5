/* Inputs beyond the examples. Answers that give different values for any of them are different programs, though nobody
 * says which one is right. So inputs stay near what the question shows: an argument of an example is changed a little,
 * or taken from another example; only without examples are they made up from the types of a signature. */
#include "base/error.h"
#include "checks/check.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { ARGUMENTS_MAX = 6, PIECE_MAX = 600, EXAMPLES_MAX = 6, DERIVED_MAX = 16 };

/* A call of a function alone, cut into its arguments. */
typedef struct example {
    smacs_text function;
    smacs_text arguments[ARGUMENTS_MAX];
    uint32_t count;
} example;

static smacs_text function_of(const smacs_check *check) {
    return check->function.data ? check->function : (smacs_text){"candidate", 9};
}

/* Cuts "f(a, b)"; false: it is something else, has too many arguments or others than literals. */
static bool cut_call(smacs_text call, example *out) {
    const size_t open = smacs_code_name_end(call, 0);
    *out = (example){.function = smacs_text_before(call, open)};
    if (open == 0 || smacs_char_at(call, open) != '(' || smacs_code_bracket_end(call, open) != call.size) {
        return false;
    }
    const smacs_text inner = smacs_text_before(call, call.size - 1);
    for (size_t at = open + 1; at < inner.size;) {
        const size_t comma = smacs_code_find(inner, at, ",");
        const smacs_text one = smacs_code_between(inner, at, comma);
        if (out->count == ARGUMENTS_MAX || one.size == 0 || one.size > PIECE_MAX ||
            smacs_code_literal_end(one, 0) != one.size) {
            return false;
        }
        out->arguments[out->count++] = one;
        at = comma + 1;
    }
    return out->count > 0;
}

/* Adds the call with argument `place` replaced. */
static void add_call(smacs_check_parts *p, const example *from, uint32_t place, smacs_text argument) {
    const smacs_text function = from->function;
    smacs_bytes call = {0};
    smacs_bytes_append(&p->a, &call, function.data, function.size);
    for (uint32_t i = 0; i < from->count; i++) {
        const smacs_text one = i == place ? argument : from->arguments[i];
        smacs_bytes_append(&p->a, &call, i == 0 ? "(" : ", ", i == 0 ? 1 : 2);
        smacs_bytes_append(&p->a, &call, one.data, one.size);
    }
    smacs_bytes_append(&p->a, &call, ")", 1);
    smacs_check_add_made(p, &call, (smacs_text){NULL, 0});
}

/* ---- a little different ---- */

/* The whole number that a text is. */
static bool whole_of(smacs_text text, int64_t *value) {
    const bool negative = smacs_char_at(text, 0) == '-';
    *value = 0;
    for (size_t i = negative ? 1 : 0; i < text.size; i++) {
        if (!smacs_is_digit(text.data[i]) || *value > INT32_MAX) {
            return false;
        }
        *value = *value * 10 + (text.data[i] - '0');
    }
    *value = negative ? -*value : *value;
    return text.size > (negative ? 1u : 0u);
}

static void add_number(smacs_check_parts *p, const example *from, uint32_t place, int64_t value) {
    char digits[SMACS_DIGITS_MAX + 1] = "-";
    const size_t size = smacs_text_digits((uint64_t)(value < 0 ? -value : value), 10, 1, digits + 1);
    add_call(p, from, place, value < 0 ? (smacs_text){digits, size + 1} : (smacs_text){digits + 1, size});
}

/* The same with a fraction: "2.5", whose whole part changes. */
static void add_fraction(smacs_check_parts *p, const example *from, uint32_t place, int64_t value,
                         smacs_text fraction) {
    char digits[SMACS_DIGITS_MAX + 40];
    const size_t size = smacs_text_digits((uint64_t)(value < 0 ? -value : value), 10, 1, digits);
    if (fraction.size < 40) {
        memcpy(digits + size, fraction.data, fraction.size);
        add_call(p, from, place, (smacs_text){digits, size + fraction.size});
    }
}

/* Variants of a list or tuple: its items turned round, without the first, and twice. */
static void vary_items(smacs_check_parts *p, const example *from, uint32_t place, uint32_t variant) {
    const smacs_text list = from->arguments[place];
    const smacs_text inner = smacs_text_before(list, list.size - 1);
    smacs_text items[64];
    uint32_t count = 0;
    smacs_bytes out = {0};
    for (size_t at = 1; at < inner.size && count < COUNT(items);) {
        const size_t comma = smacs_code_find(inner, at, ",");
        items[count] = smacs_code_between(inner, at, comma);
        count += items[count].size > 0;
        at = comma + 1;
    }
    const uint32_t skipped = variant == 1 ? 1 : 0, times = variant == 2 ? 2 : 1;
    if (count < 2) {
        return;
    }
    smacs_bytes_append(&p->a, &out, list.data, 1);
    for (uint32_t i = skipped; i < count * times; i++) {
        const smacs_text item = items[variant == 0 ? count - 1 - i : i % count];
        smacs_bytes_append(&p->a, &out, ", ", i == skipped ? 0 : 2);
        smacs_bytes_append(&p->a, &out, item.data, item.size);
    }
    smacs_bytes_append(&p->a, &out, ",", count - skipped == 1 && list.data[0] == '(' ? 1 : 0);
    smacs_bytes_append(&p->a, &out, list.data[0] == '(' ? ")" : "]", 1);
    p->failed = p->failed || out.failed;
    if (!out.failed && out.size <= PIECE_MAX) {
        add_call(p, from, place, (smacs_text){out.data, out.size});
    }
    smacs_bytes_free(&p->a, &out);
}

/* Variants of a text without escapes: turned round, without its first character, and twice. */
static void vary_text(smacs_check_parts *p, const example *from, uint32_t place, uint32_t variant) {
    const smacs_text text = from->arguments[place];
    char out[2 * PIECE_MAX];
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\\' || (unsigned char)text.data[i] >= 0x80 || text.size > PIECE_MAX / 2) {
            return;
        }
    }
    const size_t inner = text.size - 2;
    if (inner < 2 || text.data[0] != text.data[text.size - 1] || text.data[1] == text.data[0]) {
        return;
    }
    out[size++] = text.data[0];
    for (size_t i = 0; i < inner * (variant == 2 ? 2 : 1); i++) {
        if (!(variant == 1 && i == 0)) {
            out[size++] = text.data[1 + (variant == 0 ? inner - 1 - i : i % inner)];
        }
    }
    out[size++] = text.data[0];
    add_call(p, from, place, (smacs_text){out, size});
}

/* The `variant`-th change of one argument, of three. */
static void vary(smacs_check_parts *p, const example *from, uint32_t place, uint32_t variant) {
    const smacs_text argument = from->arguments[place];
    int64_t value = 0;
    const size_t point = smacs_text_find(argument, ".");
    if (whole_of(smacs_text_before(argument, point), &value)) {
        const int64_t changed[] = {value + 1, value > 1 ? value - 1 : value + 2, 2 * value + 1};
        if (point == argument.size) {
            add_number(p, from, place, changed[variant]);
        } else if (value >= 0) {
            add_fraction(p, from, place, changed[variant], smacs_text_after(argument, point));
        }
    } else if (smacs_is_of(argument.data[0], "[(")) {
        vary_items(p, from, place, variant);
    } else if (smacs_is_of(argument.data[0], "\"'")) {
        vary_text(p, from, place, variant);
    }
}

static void vary_examples(smacs_check_parts *p, const example *examples, uint32_t count, uint32_t most) {
    for (uint32_t variant = 0; variant < 3; variant++) {
        for (uint32_t i = 0; i < count; i++) {
            for (uint32_t place = 0; place < examples[i].count && p->check.input_count < most; place++) {
                vary(p, &examples[i], place, variant);
            }
        }
    }
    for (uint32_t i = 0; i + 1 < count && examples[0].count > 1; i++) { /* an argument of the next example */
        for (uint32_t place = 0; place < examples[i].count && p->check.input_count < most; place++) {
            if (examples[i + 1].count == examples[i].count) {
                add_call(p, &examples[i], place, examples[i + 1].arguments[place]);
            }
        }
    }
}

/* ---- made up from types ---- */

/* Three values of a type, by the first word of its annotation. */
static const struct {
    const char *type;
    const char *values[3];
} types[] = {
    {"int", {"7", "2", "30"}},
    {"float", {"2.5", "10.0", "0.3"}},
    {"str", {"\"hello world\"", "\"Abba\"", "\"a1 b2,c3\""}},
    {"bool", {"True", "False", "True"}},
    {"list[str]", {"[\"pear\", \"fig\", \"apple\"]", "[\"a\", \"b\", \"a\"]", "[\"x\"]"}},
    {"list[list[int]]", {"[[1, 2], [3, 4]]", "[[5]]", "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"}},
    {"list[float]", {"[1.5, 2.5, 3.0]", "[10.0, 0.5]", "[2.0]"}},
    {"list", {"[3, 1, 2]", "[5, 5, 1, 9]", "[4]"}},
    {"sequence[int]", {"[3, 1, 2]", "[5, 5, 1, 9]", "[4]"}},
    {"tuple", {"(3, 1, 2)", "(5, 5, 1, 9)", "(4, 8)"}},
    {"dict[str", {"{\"a\": 1, \"b\": 2}", "{\"x\": 5}", "{\"b\": 3, \"a\": 3}"}},
    {"dict", {"{1: 2, 3: 4}", "{5: 5}", "{2: 1, 1: 2}"}},
    {"set", {"{1, 2, 3}", "{4}", "{5, 9}"}},
    {"number", {"7", "2", "30"}},
    {"string", {"\"hello world\"", "\"Abba\"", "\"a1 b2,c3\""}},
    {"number[]", {"[3, 1, 2]", "[5, 5, 1, 9]", "[4]"}},
};

/* The row of a type; COUNT(types): not known. */
static size_t find_type(smacs_text annotation) {
    char plain[40];
    size_t size = 0, best = COUNT(types), longest = 0;
    for (size_t i = 0; i < annotation.size && size < sizeof plain; i++) {
        const char c = annotation.data[i];
        if (!smacs_is_blank(c)) {
            plain[size++] = (char)(smacs_is_capital(c) ? c + ('a' - 'A') : c);
        }
    }
    for (size_t i = 0; i < COUNT(types); i++) {
        const size_t length = strlen(types[i].type);
        if (length > longest && smacs_text_begins((smacs_text){plain, size}, types[i].type)) {
            best = i;
            longest = length;
        }
    }
    return best;
}

/* Calls with values of the types that a signature names; none if it leaves one open. */
static void make_up(smacs_check_parts *p, smacs_text parameters) {
    const example none = {.function = function_of(&p->check)};
    example rows[3] = {none, none, none};
    for (size_t at = 0; at < parameters.size;) {
        const size_t comma = smacs_code_find(parameters, at, ",");
        const smacs_text one = smacs_code_between(parameters, at, comma);
        const size_t colon = smacs_code_find(one, 0, ":"), equals = smacs_code_find(one, 0, "=");
        at = comma + 1;
        if (one.size == 0 || (equals < one.size && colon == one.size) || smacs_text_is(one, "self")) {
            continue;
        }
        const size_t type = colon < one.size ? find_type(smacs_text_after(one, colon + 1)) : COUNT(types);
        if (type == COUNT(types) || rows[0].count == ARGUMENTS_MAX) {
            return;
        }
        for (uint32_t r = 0; r < 3; r++) {
            rows[r].arguments[rows[r].count++] = smacs_text_of(types[type].values[r]);
        }
    }
    for (uint32_t r = 0; r < 3 && rows[0].count > 0; r++) {
        add_call(p, &rows[r], UINT32_MAX, (smacs_text){NULL, 0});
    }
}

/* ---- what answers show ---- */

/* Cuts the calls of its own function that an answer shows: "print(f(3))". */
static uint32_t shown_calls(const smacs_check *check, smacs_text answer, example *out, uint32_t most) {
    char *code = NULL;
    size_t size = 0;
    uint32_t count = 0;
    smacs_text name = check->function;
    if (smacs_check_program(check, answer, &code, &size, NULL) != SMACS_OK || !code) {
        return 0;
    }
    (void)(name.data || smacs_code_last_definition((smacs_text){code, size}, &name));
    for (size_t at = 0; at < answer.size && name.data && count < most;) {
        const size_t end = smacs_code_name_end(answer, at);
        const bool meant = end - at == name.size && memcmp(answer.data + at, name.data, name.size) == 0;
        const size_t close = meant && smacs_char_at(answer, end) == '(' ? smacs_code_bracket_end(answer, end) : 0;
        if (close > 0 && cut_call(smacs_text_after(smacs_text_before(answer, close), at), &out[count])) {
            out[count].function = function_of(check);
            count++;
        }
        at = close > 0 ? close : end > at ? end : at + 1;
    }
    smacs_free(&((const smacs_check_parts *)check)->a, code);
    return count;
}

smacs_status smacs_check_derive(smacs_check *check, const smacs_text answers[], uint32_t count, smacs_error *error) {
    smacs_check_parts *p = (smacs_check_parts *)check;
    example examples[EXAMPLES_MAX];
    uint32_t found = 0;
    if (!check || (!answers && count > 0)) {
        return smacs_fail_null(error);
    }
    if (check->kind == SMACS_CHECK_OUTPUT || p->derived) {
        return SMACS_OK;
    }
    const uint32_t before = check->input_count,
                   most = before + DERIVED_MAX < SMACS_CHECK_INPUTS_MAX ? before + DERIVED_MAX : SMACS_CHECK_INPUTS_MAX;
    for (uint32_t i = 0; i < before && found < EXAMPLES_MAX; i++) {
        found += cut_call(check->inputs[i].call, &examples[found]);
    }
    if (before == 0) {
        make_up(p, p->parameters);
    }
    for (uint32_t i = 0; i < count && found < EXAMPLES_MAX && check->input_count == 0; i++) {
        found += shown_calls(check, answers[i], examples + found, EXAMPLES_MAX - found);
    }
    for (uint32_t i = 0; i < found && before == 0; i++) {
        add_call(p, &examples[i], UINT32_MAX, (smacs_text){NULL, 0});
    }
    vary_examples(p, examples, found, most);
    p->derived = check->input_count > before;
    return p->failed ? smacs_fail_memory(error) : SMACS_OK;
}
