/* What of a question can be checked: which kind, in which language, and the program that the question itself holds. */
#include "base/error.h"
#include "base/text.h"
#include "checks/check.h"

static const char letters[] = "ABCD";
static const char *const kinds[] = {"output", "examples", "behaviour"};
static const char *const languages[] = {"python", "javascript"};

const char *smacs_check_kind_name(smacs_check_kind kind) { return kinds[kind]; }

const char *smacs_check_language_name(smacs_check_language language) { return languages[language]; }

void smacs_check_free(smacs_check *check) {
    smacs_check_parts *parts = (smacs_check_parts *)check;
    if (parts) {
        const smacs_allocator a = parts->a;
        smacs_arena_free(&a, &parts->arena);
        smacs_mem_free(&a, parts);
    }
}

bool smacs_check_add(smacs_check_parts *p, smacs_text call, smacs_text expects) {
    smacs_check *check = &p->check;
    for (uint32_t i = 0; i < check->input_count; i++) {
        smacs_text *known = &p->inputs[i].expects;
        if (smacs_text_equal(p->inputs[i].call, call)) {
            if (known->data && expects.data && !smacs_check_same(*known, expects, check->within)) {
                *known = (smacs_text){NULL, 0}; /* the question contradicts itself */
            }
            return true;
        }
    }
    if (check->input_count == SMACS_CHECK_INPUTS_MAX || call.size > SMACS_CHECK_TEXT_MAX) {
        return false;
    }
    smacs_check_input *input = &p->inputs[check->input_count];
    const bool copied = smacs_arena_text(&p->a, &p->arena, call, &input->call) &&
                        smacs_arena_text(&p->a, &p->arena, expects, &input->expects);
    p->failed = p->failed || !copied;
    check->input_count += copied;
    return copied;
}

void smacs_check_add_made(smacs_check_parts *p, smacs_bytes *call, smacs_text expects) {
    p->failed = p->failed || call->failed;
    if (!call->failed) {
        smacs_check_add(p, (smacs_text){call->data, call->size}, expects);
    }
    smacs_bytes_free(&p->a, call);
}

/* ---- expressions ---- */

/* The next name of an expression from *at on, outside strings. False: none. */
static bool next_name(smacs_text code, size_t *at, smacs_text *name) {
    while (*at < code.size) {
        const size_t string = smacs_code_string_end(code, *at), end = smacs_code_name_end(code, *at);
        if (string > 0) {
            *at = string;
        } else if (end > *at) {
            const bool number = smacs_is_digit(code.data[*at]);
            *name = smacs_text_after(smacs_text_before(code, end), *at);
            *at = end;
            if (!number) {
                return true;
            }
        } else {
            ++*at;
        }
    }
    return false;
}

size_t smacs_check_find_call(smacs_text code, smacs_text *name) {
    static const char builtins[] =
        "len|sorted|list|set|str|int|sum|abs|round|tuple|dict|print|max|min|any|all|map|zip|range|"
        "float|bool|repr|type|isinstance|not|and|or|in|JSON|Array|Object|String|Number|Math|log";
    smacs_text word;
    for (size_t at = 0; next_name(code, &at, &word);) {
        const size_t start = (size_t)(word.data - code.data);
        const bool member = start > 0 && code.data[start - 1] == '.';
        if (smacs_char_at(code, at) == '(' && !member && !smacs_list_has(word, builtins)) {
            *name = word;
            return start;
        }
    }
    return code.size;
}

/* Whether a name is a parameter or a loop's variable of the expression itself. */
static bool is_bound(smacs_text code, smacs_text name) {
    static const char *const around[][2] = {{" for ", " in"}, {"lambda ", ":"}, {"", " =>"}, {"(", ") =>"}};
    for (size_t at = 0; at < code.size; at++) {
        for (size_t i = 0; i < 4; i++) {
            const size_t lead = strlen(around[i][0]);
            const smacs_text rest = smacs_text_after(code, at);
            const smacs_text found = smacs_text_after(rest, lead);
            if (smacs_text_begins(rest, around[i][0]) && smacs_text_equal(smacs_text_before(found, name.size), name) &&
                smacs_text_begins(smacs_text_after(found, name.size), around[i][1])) {
                return true;
            }
        }
    }
    return false;
}

/* Whether ".." stands outside the strings: what is left out. */
static bool leaves_out(smacs_text code) {
    for (size_t at = 0; at + 1 < code.size;) {
        const size_t string = smacs_code_string_end(code, at);
        if (string == 0 && code.data[at] == '.' && code.data[at + 1] == '.') {
            return true;
        }
        at = string > 0 ? string : at + 1;
    }
    return false;
}

bool smacs_check_is_closed(smacs_text code) {
    static const char words[] =
        "True|False|None|true|false|null|and|or|not|in|is|new|undefined|if|else|for|lambda|typeof";
    static const char types[] = "str|int|float|list|dict|set|tuple|Math|Object|Array|Number|String|JSON";
    smacs_text word;
    for (size_t at = 0; next_name(code, &at, &word);) {
        const size_t start = (size_t)(word.data - code.data), behind = smacs_skip_blanks(code, at);
        const char next = smacs_char_at(code, behind), after = smacs_char_at(code, behind + 1);
        const bool member = start > 0 && code.data[start - 1] == '.';
        const bool keyword = (next == '=' && after != '=') || next == ':';
        const bool type = next == '.' && smacs_list_has(word, types);
        if (next != '(' && !member && !keyword && !type && !smacs_list_has(word, words) && !is_bound(code, word)) {
            return false;
        }
    }
    return !leaves_out(code);
}

uint32_t smacs_check_count_parameters(smacs_text parameters, uint32_t *most) {
    uint32_t least = 0;
    bool any = false;
    *most = 0;
    if (!parameters.data) {
        *most = UINT32_MAX;
        return 0;
    }
    for (size_t at = 0; at < parameters.size;) {
        const size_t comma = smacs_code_find(parameters, at, ",");
        const smacs_text one = smacs_code_between(parameters, at, comma);
        const bool star = smacs_char_at(one, 0) == '*' || smacs_text_begins(one, "...");
        any = any || (star && one.size > 1);
        if (one.size > 0 && !star && !smacs_text_is(one, "self") && smacs_char_at(one, 0) != '/') {
            ++*most;
            least += smacs_code_find(one, 0, "=") == one.size;
        }
        at = comma + 1;
    }
    *most = any ? UINT32_MAX : *most;
    return least;
}

/* ---- the question's own code ---- */

/* Between "[PYTHON]" and "[/PYTHON]"; else the longest fenced block; else code without a fence. Absent: none. */
static smacs_code_block own_code(smacs_text question) {
    smacs_code_block best = {{NULL, 0}, {NULL, 0}}, block;
    const size_t open = smacs_text_find(question, "[PYTHON]"), close = smacs_text_find(question, "[/PYTHON]");
    if (open < close && close < question.size) {
        return (smacs_code_block){smacs_text_after(smacs_text_before(question, close), open + 8),
                                  smacs_text_of("python")};
    }
    for (size_t at = 0; smacs_code_next_block(question, &at, &block);) {
        const bool data = smacs_text_is(block.tag, "json"); /* examples */
        best = block.code.size > best.code.size && !data ? block : best;
    }
    if (!best.code.data) {
        best.code = smacs_code_bare(question);
    }
    return best;
}

/* The question without its code. */
static bool prose_of(smacs_check_parts *p, smacs_text question, smacs_text code, smacs_bytes *out) {
    const size_t start = code.data ? (size_t)(code.data - question.data) : question.size;
    smacs_bytes_append(&p->a, out, question.data, start);
    smacs_bytes_append(&p->a, out, " ", 1);
    if (code.data) {
        smacs_bytes_append(&p->a, out, code.data + code.size, question.size - start - code.size);
    }
    p->failed = p->failed || out->failed;
    return !out->failed;
}

static bool looks_like_javascript(smacs_text code) {
    return smacs_text_find(code, "console.log") < code.size || smacs_text_find(code, "function ") < code.size ||
           smacs_text_find(code, "=>") < code.size || smacs_text_find(code, "const ") < code.size ||
           smacs_text_find(code, "let ") < code.size;
}

static bool looks_like_python(smacs_text code) {
    return smacs_text_find(code, "def ") < code.size || smacs_text_find(code, "print(") < code.size ||
           smacs_text_find(code, "import ") < code.size || smacs_text_find(code, "assert ") < code.size ||
           smacs_text_find(code, "lambda ") < code.size;
}

/* Whether code without a tag has what only languages have that are not run here. */
static bool looks_foreign(smacs_text code) {
    static const char marks[] = "#include|system.out|console.write|println|puts |<?php|<- |cout|func |fun main|\\(|:: ";
    return smacs_check_has_word(code, marks);
}

/* The language of the question's code, or else of its words. False: one that is not run here. */
static bool find_language(smacs_text question, smacs_code_block own, smacs_text prose, smacs_check_language *out) {
    const bool js = smacs_code_tag_fits(own.tag, SMACS_CHECK_JAVASCRIPT),
               py = smacs_code_tag_fits(own.tag, SMACS_CHECK_PYTHON);
    *out = SMACS_CHECK_PYTHON;
    if (own.code.data && own.tag.size > 0 && (js || py)) {
        *out = js ? SMACS_CHECK_JAVASCRIPT : SMACS_CHECK_PYTHON;
        return true;
    }
    if (own.code.data && (!js || !py || looks_foreign(own.code))) {
        return false;
    }
    if (own.code.data && looks_like_python(own.code)) {
        return !smacs_check_names_other_language(prose);
    }
    if (smacs_check_names_javascript(question) || (own.code.data && looks_like_javascript(own.code))) {
        *out = SMACS_CHECK_JAVASCRIPT;
        return true;
    }
    return !smacs_check_names_other_language(prose);
}

/* Whether no body in braces stands behind `at`, or one of comments alone. */
static bool is_empty_body(smacs_text code, size_t at) {
    const size_t open = at + smacs_text_find(smacs_text_after(code, at), "{");
    const size_t close = open < code.size ? smacs_code_bracket_end(code, open) : 0;
    for (size_t i = open + 1, next = 0; close > 0 && i < close - 1; i = next) {
        const smacs_text line = smacs_text_trimmed(smacs_code_line(smacs_text_before(code, close - 1), i, &next));
        if (line.size > 0 && smacs_list_prefix(line, "//|/*|*") == 0) {
            return false;
        }
    }
    return open == code.size || close > 0;
}

bool smacs_check_is_stub(smacs_text code, size_t at) {
    static const char empty[] = "#|...|pass|import |raise NotImplemented|\"\"\"|'''";
    size_t next = 0;
    const size_t open = at + smacs_text_find(smacs_text_after(code, at), "(");
    const size_t close = open < code.size ? smacs_code_bracket_end(code, open) : 0;
    const size_t colon = close > 0 ? smacs_code_find(code, close, ":") : code.size;
    if (colon == code.size || smacs_code_find(code, close, "{") < colon) {
        return is_empty_body(code, close > 0 ? close : code.size);
    }
    for (size_t i = colon + 1; i < code.size; i = next) {
        if (i > colon + 1 && smacs_is_letter(code.data[i]) && code.data[i - 1] == '\n') {
            return true; /* something else begins at the margin */
        }
        const smacs_text line = smacs_text_trimmed(smacs_code_line(code, i, &next));
        const size_t place = i + (size_t)(line.size > 0 ? line.data - (code.data + i) : 0);
        const size_t string = line.size > 0 ? smacs_code_string_end(code, place) : 0;
        if (string > 0) {
            next = string;
        } else if (line.size > 0 && smacs_list_prefix(line, empty) == 0) {
            return false;
        }
    }
    return true;
}

/* ---- a program's output ---- */

/* The assertion that is left open, "assert f(1) == ??": the call in it, and the code before it. */
static bool find_open_assertion(smacs_check_parts *p, smacs_text code) {
    size_t last = code.size;
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next);
        last = smacs_text_begins(line, "assert ") ? at : last;
    }
    const smacs_text statement = smacs_text_after(code, last);
    const size_t equals =
        last < code.size ? last + 7 + smacs_code_find(smacs_text_after(code, last + 7), 0, "==") : code.size;
    const smacs_text right = smacs_text_trimmed(smacs_text_after(code, equals + 2));
    if (statement.size == 0 || equals + 2 > code.size ||
        !(smacs_text_begins(right, "?") || smacs_text_begins(right, "_"))) {
        return false;
    }
    const smacs_text call = smacs_code_between(code, last + 7, equals);
    p->check.program = smacs_text_before(code, last);
    return smacs_check_add(p, call, (smacs_text){NULL, 0});
}

/* A call in the prose of a function that the code defines: "What does f(3) return?" */
static bool find_asked_call(smacs_check_parts *p, smacs_text prose, smacs_text code) {
    for (size_t at = 0; at < prose.size;) {
        const size_t end = smacs_code_name_end(prose, at);
        const smacs_text name = smacs_text_after(smacs_text_before(prose, end), at);
        const size_t close = end > at && smacs_char_at(prose, end) == '(' ? smacs_code_bracket_end(prose, end) : 0;
        if (close > end + 1 && smacs_code_defines(code, name)) {
            const smacs_text call = smacs_text_after(smacs_text_before(prose, close), at);
            if (smacs_check_is_closed(call)) {
                return smacs_check_add(p, call, (smacs_text){NULL, 0});
            }
        }
        at = end > at ? end : at + 1;
    }
    return false;
}

/* The last line of a program that prints nothing, if it is an expression. */
static bool find_last_expression(smacs_check_parts *p, smacs_text code) {
    const smacs_text trimmed = smacs_text_trimmed(code);
    size_t start = trimmed.size;
    while (start > 0 && trimmed.data[start - 1] != '\n') {
        start--;
    }
    const smacs_text line = smacs_text_after(trimmed, start);
    smacs_text name = {NULL, 0};
    const size_t call = smacs_check_find_call(line, &name);
    if (line.size == 0 || smacs_is_blank(line.data[0]) || call > 0 ||
        smacs_code_bracket_end(line, name.size) != line.size) {
        return false;
    }
    p->check.program = smacs_text_before(code, (size_t)(line.data - code.data));
    return smacs_check_add(p, line, (smacs_text){NULL, 0});
}

/* Options with one of `marks`, letters or digits: their answer is that, not the output. */
static bool offers_options(smacs_text question, const char *marks) {
    unsigned found = smacs_text_find(question, "(A)") < question.size ? 2 : 0;
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_skip(smacs_code_line(question, at, &next), " \t-*(");
        found += smacs_is_of(smacs_char_at(line, 0), marks) && smacs_is_of(smacs_char_at(line, 1), ").:");
    }
    return found >= 2;
}

/* Whether interpreters differ: in the order of sets that are not sorted or counted, in the words of errors that the program
 * does not raise itself, in which of several parents a method is from. */
static bool differs_between_interpreters(smacs_text code) {
    const bool raises = smacs_text_find(code, "raise ") < code.size;
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_skip(smacs_code_line(code, at, &next), " \t");
        const size_t set = smacs_text_find(line, "set("), open = smacs_text_find(line, "(");
        const smacs_text before = smacs_text_before(line, set);
        const bool orders = set < line.size && set > 0 && smacs_char_at(line, set + 4) != ')' &&
                            !smacs_is_name_byte(line.data[set - 1]) && smacs_text_find(before, "sorted(") == set &&
                            smacs_text_find(before, "len(") == set;
        const bool parents = smacs_text_begins(line, "class ") &&
                             smacs_code_find(line, open + 1, ",") + 1 < line.size &&
                             smacs_text_find(line, "=") == line.size;
        const bool errors = smacs_text_begins(line, "except ") && smacs_text_find(line, " as ") < line.size;
        if (orders || parents || (errors && !raises)) {
            return true;
        }
    }
    return false;
}

/* Whether what comes out depends on more than the program: what is typed, the clock, chance, files, the interpreter. */
static bool is_undetermined(smacs_text code) {
    static const char words[] = "input|random|time|datetime|open|uuid|secrets|id|hash|setTimeout|threading|Date|"
                                "readline|prompt|requests|socket|os|sys";
    smacs_text word;
    if (differs_between_interpreters(code)) {
        return true;
    }
    for (size_t at = 0; next_name(code, &at, &word);) {
        const char next = smacs_char_at(code, at);
        const bool used = smacs_is_of(next, "(.") || smacs_text_is(word, "random");
        if (used && smacs_list_has(word, words)) {
            return true;
        }
    }
    return false;
}

/* The variable in "the value of `x`", if the code assigns it. */
static bool find_asked_value(smacs_check_parts *p, smacs_text prose, smacs_text code) {
    static const char words[] = "value of|wert von|valor de|valeur de";
    char word[SMACS_WORD_MAX];
    for (const char *list = words; smacs_list_next(&list, word);) {
        const size_t at = smacs_check_find_word(prose, 0, word);
        const smacs_text rest = smacs_skip(smacs_text_after(prose, at + strlen(word)), " `*");
        const smacs_text name = smacs_text_before(rest, smacs_code_name_end(rest, 0));
        if (name.size > 0 && smacs_code_defines(code, name)) {
            return smacs_check_add(p, name, (smacs_text){NULL, 0});
        }
    }
    return false;
}

static bool find_output(smacs_check_parts *p, smacs_text code, smacs_text prose) {
    p->check.kind = SMACS_CHECK_OUTPUT;
    if (is_undetermined(code)) {
        return false;
    }
    if (find_open_assertion(p, code)) {
        return true;
    }
    if (!smacs_check_asks_for_output(prose) || smacs_check_asks_for_program(prose) ||
        offers_options(prose, "ABCDabcd12") || smacs_text_find(prose, "```\n```") < prose.size ||
        smacs_text_find(code, "???") < code.size) {
        return false;
    }
    const bool prints =
        smacs_text_find(code, "print(") < code.size || smacs_text_find(code, "console.log(") < code.size;
    const bool calls = find_asked_call(p, prose, code) || find_asked_value(p, prose, code);
    if (!calls && !prints) {
        return find_last_expression(p, code);
    }
    p->check.program = code;
    return calls || smacs_check_add(p, (smacs_text){"", 0}, (smacs_text){NULL, 0});
}

/* Whether all that an expression uses is its own or the language's: no other variable, no function of somebody's. */
static bool is_expression(smacs_text code) {
    static const char builtins[] =
        "enumerate|divmod|pow|hex|bin|oct|ord|chr|reversed|frozenset|filter|next|bytes|complex|parseInt|parseFloat|"
        "isNaN|Boolean|Set|Map";
    smacs_text name = {NULL, 0};
    const bool comprehends = smacs_text_find(code, " for ") < code.size;
    const smacs_text behind = smacs_skip(smacs_text_after(code, smacs_code_name_end(code, 0)), " ");
    const bool assigns = smacs_char_at(behind, 0) == '=' && !smacs_is_of(smacs_char_at(behind, 1), "=>");
    return !assigns && !smacs_is_of(code.data[0], "*@^$%#") &&
           (smacs_check_find_call(code, &name) == code.size || smacs_list_has(name, builtins)) &&
           (comprehends || smacs_check_is_closed(code));
}

/* Where the expression ends that a question in plain words asks about: "what is [1, 2][::-1] in Python?" */
static size_t words_end(smacs_text rest) {
    static const char words[] = "in python|in javascript|in js|evaluate|return|give|print|output|yield|?";
    char word[SMACS_WORD_MAX];
    size_t first = smacs_text_find(rest, "\n");
    for (const char *list = words; smacs_list_next(&list, word);) {
        const size_t at = smacs_check_find_word(rest, 1, word);
        first = at < first ? at : first;
    }
    return first;
}

/* The code that a question names: its one span in backticks, or an expression among its words. Absent: none. */
static smacs_text inline_code(smacs_text question) {
    static const char before[] = "result of|value of|output of|what is|what's|what does|what will";
    const size_t open = smacs_text_find(question, "`");
    const smacs_text rest = smacs_text_after(question, open + 1);
    const size_t close = smacs_text_find(rest, "`");
    char word[SMACS_WORD_MAX];
    if (close < rest.size) {
        const bool one = smacs_text_find(smacs_text_after(rest, close + 1), "`") == rest.size - close - 1;
        return one ? smacs_text_trimmed(smacs_text_before(rest, close)) : (smacs_text){NULL, 0};
    }
    for (const char *list = before; smacs_list_next(&list, word);) {
        const size_t at = smacs_check_find_word(question, 0, word);
        const smacs_text behind =
            smacs_skip(smacs_text_after(question, at < question.size ? at + strlen(word) : at), " ");
        const smacs_text code = smacs_text_trimmed(smacs_text_before(behind, words_end(behind)));
        const size_t name = smacs_code_name_end(code, 0);
        if (code.size > 2 && (smacs_is_of(code.data[0], "[({\"'") || smacs_is_digit(code.data[0]) ||
                              (name > 0 && smacs_char_at(code, name) == '('))) {
            return code;
        }
    }
    return (smacs_text){NULL, 0};
}

/* The code named in a question that names its language: "What does `3 * 'ab'` give in Python?" */
static bool find_inline(smacs_check_parts *p, smacs_text question) {
    const smacs_text code = inline_code(question);
    const bool named =
        smacs_check_find_word(question, 0, "python") < question.size || smacs_check_names_javascript(question);
    const bool prints = smacs_list_prefix(code, "print(|console.log(") > 0;
    bool works = smacs_text_begins(code, "typeof ");
    for (size_t i = 0; i < code.size && !works; i++) {
        works = smacs_is_of(code.data[i], "([{+-*/%<>=");
    }
    const bool other =
        prints && smacs_check_find_word(question, 0, "return") < question.size; /* "what does print() return" */
    if (!named || !works || other || !is_expression(code) || is_undetermined(code) ||
        !smacs_check_asks_for_output(question) || smacs_check_asks_for_program(question) ||
        offers_options(question, letters)) {
        return false;
    }
    p->check.kind = SMACS_CHECK_OUTPUT;
    p->check.program = prints ? code : smacs_text_of(" ");
    return smacs_check_add(p, prints ? (smacs_text){"", 0} : code, (smacs_text){NULL, 0});
}

/* ---- programs that are asked for ---- */

/* The function's name in "a function called `foo`", "function foo(x)", "named foo(a, b)". */
static smacs_text named_function(smacs_text question, size_t *behind) {
    static const char words[] =
        "function|named|called|method|funktion|namens|llamada|funci\xC3\xB3n|fonction|fun\xC3\xA7\xC3\xA3o|"
        "\xE5\x87\xBD\xE6\x95\xB0|\xE9\x96\xA2\xE6\x95\xB0|"
        "\xD1\x84\xD1\x83\xD0\xBD\xD0\xBA\xD1\x86\xD0\xB8\xD1\x8E|write|implement|create|complete|name it|call it";
    char word[SMACS_WORD_MAX];
    for (const char *list = words; smacs_list_next(&list, word);) {
        for (size_t from = 0; from < question.size;) {
            const size_t at = from + smacs_text_find_folded(smacs_text_after(question, from), word);
            if (at >= question.size) {
                break;
            }
            from = at + strlen(word);
            const size_t start =
                from + (size_t)(smacs_skip(smacs_text_after(question, from), " `:*\"'").data - (question.data + from));
            const size_t end = smacs_code_name_end(question, start);
            const smacs_text name = smacs_text_after(smacs_text_before(question, end), start);
            const char before = start > 0 ? question.data[start - 1] : ' ', next = smacs_char_at(question, end);
            const bool shown =
                (before == '`' && smacs_is_of(next, "`(")) || next == '(' || smacs_text_find(name, "_") < name.size;
            if (name.size + (next == '(') > 1 && start > from && shown && !smacs_is_digit(name.data[0]) &&
                (unsigned char)name.data[0] < 0x80) {
                *behind = end;
                return name;
            }
        }
    }
    return (smacs_text){NULL, 0};
}

static void keep_parameters(smacs_check_parts *p, smacs_text text, size_t open) {
    const size_t end = smacs_char_at(text, open) == '(' ? smacs_code_bracket_end(text, open) : 0;
    if (end > 0 && !p->parameters.data) {
        p->parameters = smacs_text_after(smacs_text_before(text, end - 1), open + 1);
    }
}

static bool has_expected(const smacs_check *check) {
    for (uint32_t i = 0; i < check->input_count; i++) {
        if (check->inputs[i].expects.data) {
            return true;
        }
    }
    return false;
}

/* Examples with expected values come first, in the order of the question. */
static void order_inputs(smacs_check_parts *p) {
    for (uint32_t i = 1; i < p->check.input_count; i++) {
        for (uint32_t k = i; k > 0 && p->inputs[k].expects.data && !p->inputs[k - 1].expects.data; k--) {
            const smacs_check_input input = p->inputs[k];
            p->inputs[k] = p->inputs[k - 1];
            p->inputs[k - 1] = input;
        }
    }
}

/* The imports that stand among the examples: answers may rely on them. */
static void keep_imports(smacs_check_parts *p, smacs_text question) {
    smacs_bytes lines = {0};
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_code_line(question, at, &next);
        const bool imports = smacs_text_begins(line, "import ") ||
                             (smacs_text_begins(line, "from ") && smacs_text_find(line, " import ") < line.size);
        const bool tests = smacs_text_find(line, "unittest") < line.size || smacs_text_find(line, "pytest") < line.size;
        const bool own = smacs_check_find_name(line, 0, p->check.function) < line.size;
        if (imports && line.size < 80 && !tests && !own) {
            smacs_bytes_append(&p->a, &lines, line.data, line.size);
            smacs_bytes_append(&p->a, &lines, "\n", 1);
        }
    }
    if (lines.size > 0) {
        p->failed = p->failed || lines.failed ||
                    !smacs_arena_text(&p->a, &p->arena, (smacs_text){lines.data, lines.size}, &p->check.program);
    }
    smacs_bytes_free(&p->a, &lines);
}

/* The method that is left to write in a class of the code: "class Solution" with "def twoSum(self, ..)". Its place; 0:
 * there is none. */
static size_t find_method(smacs_text code, smacs_text *class_name, smacs_text *method) {
    size_t place = 0;
    class_name->data = NULL;
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next), inner = smacs_skip(line, " \t");
        const bool begins = smacs_text_begins(line, "class "), defines = smacs_text_begins(inner, "def ");
        const smacs_text name = smacs_text_after(begins ? line : inner, begins ? 6 : 4);
        if (begins) {
            *class_name = smacs_text_before(name, smacs_code_name_end(name, 0));
        } else if (class_name->data && defines && inner.size < line.size &&
                   smacs_text_find(line, "(self") < line.size && !smacs_text_begins(name, "__")) {
            *method = smacs_text_before(name, smacs_code_name_end(name, 0));
            place = (size_t)(inner.data - code.data);
        }
    }
    return place > 0 && smacs_check_is_stub(code, place) ? place : 0;
}

/* Answers define the class, and examples ask its instances. */
static bool take_method(smacs_check_parts *p, smacs_text code) {
    smacs_text class_name = {NULL, 0}, method = {NULL, 0};
    const size_t place = find_method(code, &class_name, &method);
    if (place == 0 || p->check.language != SMACS_CHECK_PYTHON) {
        return false;
    }
    keep_parameters(p, code, place + smacs_text_find(smacs_text_after(code, place), "("));
    p->check.function = class_name;
    p->method = method;
    return true;
}

/* Where values may be in any order, one order is not what is expected. */
static void forget_orders(smacs_check_parts *p, smacs_text question) {
    static const char words[] = "any order|order does not matter|order doesn't matter|beliebiger reihenfolge";
    const bool any = smacs_check_has_word(question, words);
    for (uint32_t i = 0; i < p->check.input_count && any; i++) {
        smacs_text *expects = &p->inputs[i].expects;
        *expects = smacs_is_of(smacs_char_at(*expects, 0), "[(") ? (smacs_text){NULL, 0} : *expects;
    }
}

static bool find_examples(smacs_check_parts *p, smacs_text question, smacs_text code) {
    smacs_check *check = &p->check;
    smacs_text name = {NULL, 0};
    size_t behind = 0;
    const bool asks = smacs_check_asks_for_program(question);
    const size_t definition = smacs_code_last_definition(code, &name);
    const bool stub = definition < code.size && smacs_check_is_stub(code, definition);
    const bool python = check->language == SMACS_CHECK_PYTHON, method = !stub && take_method(p, code);
    if (method) {
        name = (smacs_text){NULL, 0};
    } else if (stub) {
        keep_parameters(p, code, definition + smacs_text_find(smacs_text_after(code, definition), "("));
    } else if (asks) {
        name = named_function(question, &behind);
        keep_parameters(p, question, name.data ? behind : question.size);
    }
    check->function = (stub || asks) && name.data ? name : check->function;
    check->kind = SMACS_CHECK_EXAMPLES;
    smacs_check_read_examples(p, question, asks || stub || method);
    forget_orders(p, question);
    order_inputs(p);
    if (stub && python) { /* in JavaScript a second definition may be an error */
        check->program = code;
    } else if (python) {
        keep_imports(p, question);
    }
    if (has_expected(check)) {
        return asks || stub || method || !smacs_check_asks_about(question);
    }
    check->kind = SMACS_CHECK_BEHAVIOUR;
    return (asks || stub || method) && !offers_options(question, letters);
}

smacs_status smacs_check_find(const smacs_allocator *allocator, smacs_text question, smacs_check **out,
                              smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    if (!out || (!question.data && question.size > 0)) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    smacs_check_parts *p = question.size <= SMACS_CHECK_PROGRAM_MAX ? smacs_mem_zeroed(&a, 1, sizeof *p) : NULL;
    if (!p) {
        return question.size <= SMACS_CHECK_PROGRAM_MAX ? smacs_fail_memory(error) : SMACS_OK;
    }
    p->a = a;
    p->check.inputs = p->inputs;
    p->failed = !smacs_arena_text(&a, &p->arena, question, &p->question);
    question = p->question;
    const smacs_code_block own = own_code(question);
    smacs_bytes prose = {0};
    bool found = false;
    if (!p->failed && prose_of(p, question, own.code, &prose)) {
        const smacs_text words = {prose.data, prose.size};
        found = find_language(question, own, words, &p->check.language) &&
                ((own.code.data ? find_output(p, own.code, words) : find_inline(p, question)) ||
                 find_examples(p, question, own.code));
    }
    smacs_bytes_free(&a, &prose);
    if (p->failed || !found) {
        const bool failed = p->failed;
        smacs_check_free(&p->check);
        return failed ? smacs_fail_memory(error) : SMACS_OK;
    }
    *out = &p->check;
    return SMACS_OK;
}
