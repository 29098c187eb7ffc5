/* Examples whose arguments and values stand apart: "Input: .. Output: ..", tables, columns, "[1, 2] -> 3". The call is
 * that of the question's function with these arguments. */
#include "base/error.h"
#include "base/text.h"
#include "checks/check.h"

/* Whether a literal has none of the words that are `foreign` to Python: "true" in an argument would be a name. */
static bool is_of_language(const smacs_check_parts *p, smacs_text value, const char *foreign) {
    return p->check.language == SMACS_CHECK_JAVASCRIPT || smacs_is_of(smacs_char_at(value, 0), "\"'") ||
           !smacs_check_has_word(value, foreign);
}

/* Appends the literals in `text`, each perhaps behind a name, as the arguments of a call; *last is the last one. Returns how
 * many they are; 0 too if one is not of the language. */
static uint32_t append_arguments(const smacs_check_parts *p, smacs_bytes *call, smacs_text text, smacs_text *last) {
    uint32_t count = 0;
    for (size_t at = 0; at < text.size;) {
        const bool within = at > 0 && smacs_is_plain_name_byte(text.data[at - 1]); /* a name: "x1" */
        const size_t end = within ? 0 : smacs_code_literal_end(text, at);
        if (end > at && smacs_char_at(text, end) != ':') { /* no name, as in JSON */
            *last = smacs_code_between(text, at, end);
            if (!is_of_language(p, *last, "null|undefined|nan|true|false")) {
                return 0;
            }
            smacs_bytes_append(&p->a, call, count == 0 ? "(" : ", ", count == 0 ? 1 : 2);
            smacs_bytes_append(&p->a, call, last->data, last->size);
            count++;
        }
        at = end > at ? end : at + 1;
    }
    smacs_bytes_append(&p->a, call, ")", 1);
    return count;
}

/* Whether a value ends what is said: "500 g" is another. */
static bool stands_alone(const smacs_check_parts *p, smacs_text value) {
    const smacs_text rest = smacs_text_after(p->question, (size_t)(value.data - p->question.data) + value.size);
    const smacs_text next = smacs_skip(rest, " \t`*)");
    return !smacs_is_letter(smacs_char_at(next, 0)) || smacs_text_begins(next, "and ");
}

/* Takes a call; one of a function without a name, which answers are to define with as many parameters, as it is. */
static void take_call(smacs_check_parts *p, smacs_text call, uint32_t count, smacs_text expects) {
    if (p->check.function.data) {
        smacs_check_take(p, call, expects);
    } else if ((p->arguments == 0 || p->arguments == count) && stands_alone(p, expects)) {
        p->arguments = count;
        smacs_check_add(p, call, expects);
    }
}

/* Takes the call of the function with the literals in `text`. Nothing, if they are not as many as the signature asks for,
 * nor those of the one list or object that they are. */
static void take_arguments(smacs_check_parts *p, smacs_text text, smacs_text expects) {
    smacs_bytes call = {0};
    smacs_text last = {NULL, 0};
    uint32_t most = 0;
    const uint32_t least = smacs_check_count_parameters(p->parameters, &most);
    const smacs_text callee = p->method.data           ? p->method
                              : p->check.function.data ? p->check.function
                                                       : smacs_text_of("candidate");
    smacs_bytes_append(&p->a, &call, callee.data, callee.size);
    uint32_t count = append_arguments(p, &call, text, &last);
    if (count == 1 && count < least && smacs_is_of(last.data[0], "[{") && !call.failed) {
        call.size = callee.size;
        count = append_arguments(p, &call, smacs_code_between(last, 1, last.size - 1), &last);
    }
    p->failed = p->failed || call.failed;
    if (!call.failed && count > 0 && count >= least && count <= most &&
        is_of_language(p, expects, "null|undefined|nan")) {
        take_call(p, (smacs_text){call.data, call.size}, count, expects);
    }
    smacs_bytes_free(&p->a, &call);
}

/* The literal that is the whole of a cell; absent: it is something else. */
static smacs_text cell_literal(smacs_text cell) {
    const smacs_text literal = smacs_check_literal(cell);
    const smacs_text rest =
        literal.data ? smacs_text_after(cell, (size_t)(literal.data - cell.data) + literal.size) : literal;
    return literal.data && smacs_skip(rest, "`* \t").size == 0 ? literal : (smacs_text){NULL, 0};
}

/* ---- named ---- */

static const char inputs[] = "input|\"args|for |given |when |with |eingabe|entrada|entr\xC3\xA9"
                             "e|\xE8\xBE\x93\xE5\x85\xA5|\xE5\x85\xA5\xE5\x8A\x9B|"
                             "\xD0\xB2\xD1\x85\xD0\xBE\xD0\xB4|\xD0\xB2\xD0\xB2\xD0\xBE\xD0\xB4";
static const char outputs[] =
    "\"output\":|\"expected\":|\"expected_output\":|\"result\":|output should be|output is|output:|output "
    "=|output**:|output`:|should return|must return|will return|it returns|"
    "result should be|result is|result:|expected:|answer is|ausgabe:|salida:|sortie:|sortie :|sa\xC3\xAD"
    "da:|\xE8\xBE\x93\xE5\x87\xBA\xEF\xBC\x9A|\xE8\xBE\x93\xE5\x87\xBA:|\xE5\x87\xBA\xE5\x8A\x9B\xEF\xBC\x9A|"
    "\xE5\x87\xBA\xE5\x8A\x9B:|\xD0\xB2\xD1\x8B\xD0\xB2\xD0\xBE\xD0\xB4:|"
    "\xD0\xB2\xD1\x8B\xD1\x85\xD0\xBE\xD0\xB4:";

/* Whether objects of JSON with an input and an output are examples, and not what the program is to read or write. */
static bool means_json(smacs_text question) {
    static const char examples[] = "test|example|case|\"expected|should|beispiel|ejemplo";
    static const char others[] = "jsonl|json |file|pars|api|respon|train|dataset|load|chat|read|prompt|schema";
    return smacs_check_has_word(question, examples) && !smacs_check_has_word(question, others);
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

/* Takes the examples whose outputs are named in one line. *from: where the last one ended. */
static void read_line(smacs_check_parts *p, smacs_text question, size_t at, smacs_text line, size_t *from,
                      uint32_t *marks) {
    enum { LOOK_BACK = 600, MARKS_MAX = 64 };
    for (size_t place = 0, end = 0, start = 0; place < line.size && *marks < MARKS_MAX; place = end) {
        const smacs_text rest = smacs_text_after(line, place);
        const size_t mark = place + smacs_list_find(rest, outputs, &end);
        if (mark >= line.size) {
            return;
        }
        end += place;
        ++*marks;
        const smacs_text literal = smacs_check_literal(smacs_text_after(question, at + end));
        const size_t least = *from + LOOK_BACK < at + mark ? at + mark - LOOK_BACK : *from;
        const smacs_text before = smacs_text_after(smacs_text_before(question, at + mark), least);
        const size_t found = find_last(before, inputs, &start);
        if (literal.data && found < before.size && (line.data[mark] != '"' || means_json(question))) {
            const smacs_text behind = smacs_text_after(before, start);
            take_arguments(p, smacs_text_after(behind, smacs_list_prefix(behind, "s\":|\":")), literal);
        }
        *from = literal.data ? (size_t)(literal.data - question.data) + literal.size : at + end;
        end = *from - at > end && *from <= at + line.size ? *from - at : end;
    }
}

/* "Input: x = [1], k = 2" and "Output: 3"; "For x = [1] the output should be 3". */
static void read_outputs(smacs_check_parts *p, smacs_text question) {
    size_t from = 0;
    uint32_t marks = 0;
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_code_line(question, at, &next);
        read_line(p, question, at, line, &from, &marks);
    }
}

/* ---- tables and columns ---- */

static const char headings[] = "output|expected|result|return|ausgabe|salida|sortie|\xE8\xBE\x93\xE5\x87\xBA";

/* Where the cell of a row that begins behind the bar at `at` ends. */
static size_t cell_end(smacs_text row, size_t at) {
    size_t end = at + 1;
    while (end < row.size && row.data[end] != '|') {
        end++;
    }
    return end;
}

/* The column that a heading row names as the value; `none`: none does. */
static uint32_t value_column(smacs_text row, uint32_t none) {
    uint32_t column = 0;
    size_t word = 0;
    for (size_t at = 0, end = 0; at + 1 < row.size; at = end, column++) {
        end = cell_end(row, at);
        const smacs_text cell = smacs_code_between(row, at + 1, end);
        if (smacs_list_find(cell, headings, &word) < cell.size) {
            return column;
        }
    }
    return none;
}

/* Takes a row: the cells before `column`, or before the last one, are arguments or a call. */
static void take_row(smacs_check_parts *p, smacs_text row, uint32_t column) {
    size_t at = 0, end = cell_end(row, 0);
    for (uint32_t i = 0; i < column && end + 1 < row.size; i++) {
        at = end;
        end = cell_end(row, at);
    }
    const smacs_text left = smacs_code_between(row, 1, at > 0 ? at : 1);
    const smacs_text value = cell_literal(smacs_code_between(row, at + 1, end)), call = smacs_skip(left, "`* ");
    smacs_text name = {NULL, 0};
    if (!value.data) {
        return;
    }
    if (smacs_check_find_call(call, &name) == 0 && smacs_char_at(call, 0) != '-') {
        smacs_check_take(p, smacs_text_before(call, smacs_code_bracket_end(call, name.size)), value);
    } else {
        take_arguments(p, left, value);
    }
}

/* "| 2 | 4 |": the last cell is the value of the others, or the one that the headings name. */
static void read_tables(smacs_check_parts *p, smacs_text question) {
    smacs_text above = {NULL, 0};
    uint32_t column = UINT32_MAX;
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_text_trimmed(smacs_code_line(question, at, &next));
        const bool row = smacs_char_at(line, 0) == '|' && line.size >= 5 && line.data[line.size - 1] == '|';
        if (row && smacs_skip(line, "|-: \t").size == 0) {
            column = above.data ? value_column(above, UINT32_MAX) : UINT32_MAX;
        } else if (row) {
            take_row(p, line, column);
        }
        above = row ? line : (smacs_text){NULL, 0};
        column = row ? column : UINT32_MAX;
    }
}

/* Where the last gap of a line begins, two blanks or a tab; line.size: there is none. */
static size_t last_gap(smacs_text line) {
    for (size_t at = line.size; at-- > 1;) {
        if (line.data[at] == '\t' || (line.data[at] == ' ' && smacs_is_of(line.data[at - 1], " \t"))) {
            return at;
        }
    }
    return line.size;
}

/* Lines of "[1, 2]     3" under "Input      Output". */
static void read_columns(smacs_check_parts *p, smacs_text question) {
    bool under = false;
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        const smacs_text line = smacs_text_trimmed(smacs_code_line(question, at, &next));
        const size_t gap = last_gap(line);
        size_t word = 0;
        const smacs_text left = smacs_text_before(line, gap), right = smacs_text_after(line, gap);
        const smacs_text value = gap < line.size && under ? cell_literal(right) : (smacs_text){NULL, 0};
        if (value.data) {
            take_arguments(p, left, value);
        }
        const bool heads = gap < line.size && smacs_list_find(left, inputs, &word) == 0 &&
                           smacs_list_find(right, headings, &word) < right.size &&
                           smacs_text_find(line, ":") == line.size;
        under = heads || (under && (value.data || smacs_skip(line, "-= \t").size == 0) && line.size > 0);
    }
}

/* ---- arrows between arguments and values ---- */

/* Behind the literals that begin `text`, parted by commas; 0: there are none. */
static size_t literals_end(smacs_text text) {
    size_t at = 0, end = 0;
    while (at < text.size) {
        const size_t literal = smacs_code_literal_end(text, at);
        if (literal == 0) {
            return end;
        }
        end = literal;
        const smacs_text rest = smacs_skip(smacs_text_after(text, end), " \t`");
        if (smacs_char_at(rest, 0) != ',') {
            return end;
        }
        at = (size_t)(smacs_skip(smacs_text_after(rest, 1), " \t`").data - text.data);
    }
    return end;
}

/* "[1, 2] -> 3" in a line of its own, perhaps behind a bullet or a number. */
static void read_bare_arrows(smacs_check_parts *p, smacs_text question) {
    if (smacs_check_has_word(question, "edge|graph|tree|transition|node|adjacen|mapping")) {
        return; /* which are written like that */
    }
    for (size_t at = 0, next = 0; at < question.size; at = next) {
        smacs_text line = smacs_skip(smacs_text_trimmed(smacs_code_line(question, at, &next)), ">-*` \t");
        const smacs_text number = smacs_skip(line, "0123456789");
        if (number.size < line.size && smacs_is_of(smacs_char_at(number, 0), ".)") && smacs_char_at(number, 1) == ' ') {
            line = smacs_skip(smacs_text_after(number, 1), " \t`");
        }
        const size_t end = literals_end(line);
        const smacs_text rest = smacs_text_after(line, end > 0 ? end : line.size);
        const size_t arrow = smacs_check_arrow_end(rest, true);
        const smacs_text value = arrow > 0 && smacs_char_at(smacs_skip(rest, " \t`"), 0) != ':'
                                     ? smacs_check_literal(smacs_text_after(rest, arrow))
                                     : (smacs_text){NULL, 0};
        if (value.data) {
            take_arguments(p, smacs_text_before(line, end), value);
        }
    }
}

/* Whether what stands before an argument says that it is an example; a comma or an equals sign, that it is one of several. */
static bool leads_to_example(smacs_text before, bool arrow) {
    static const char words[] = "e.g|eg |example|instance|z.b|beispiel|ejemplo|exemple|input";
    const smacs_text near = smacs_text_trimmed(smacs_text_after(before, before.size > 24 ? before.size - 24 : 0));
    return !smacs_is_of(near.size > 0 ? near.data[near.size - 1] : ' ', ",=") &&
           (!arrow || smacs_check_has_word(near, words));
}

/* Takes the literal that ends at `end` and begins at most some way before, as the argument of a value. */
static void take_literal_before(smacs_check_parts *p, smacs_text question, size_t end, smacs_text value, bool arrow) {
    enum { LOOK_BACK = 200 };
    const smacs_text text = smacs_text_before(question, end);
    for (size_t at = end > LOOK_BACK ? end - LOOK_BACK : 0; at < end; at++) {
        const bool begins = at == 0 || !smacs_is_name_byte(text.data[at - 1]);
        if (begins && smacs_is_of(text.data[at], arrow ? "\"'[-0123456789" : "\"'[") &&
            smacs_code_literal_end(text, at) == end) {
            if (leads_to_example(smacs_text_before(text, at), arrow)) {
                take_arguments(p, smacs_text_after(text, at), value);
            }
            return;
        }
    }
}

/* ""aab" becomes "a2b"", "e.g. 100 -> 212.0", in a sentence. */
static void read_becoming(smacs_check_parts *p, smacs_text question) {
    enum { MARKS_MAX = 32 };
    static const char words[] = " becomes | should become | turns into | would become | should give | should be | -> ";
    size_t marks = 0, end = 0;
    for (size_t at = 0; at < question.size && marks < MARKS_MAX; marks++) {
        const smacs_text rest = smacs_text_after(question, at);
        const size_t verb = at + smacs_list_find(rest, words, &end);
        if (verb >= question.size) {
            return;
        }
        at += end;
        const smacs_text value = smacs_check_literal(smacs_text_after(question, at));
        const bool quoted = verb > 0 && question.data[verb - 1] == '`';
        if (value.data) {
            take_literal_before(p, question, quoted ? verb - 1 : verb, value, question.data[at - 2] == '>');
        }
    }
}

/* Whether examples without a call are of the one function that is asked for; of one without a name, if it shall return. */
static bool is_one_function(const smacs_check_parts *p, smacs_text question) {
    static const char several[] =
        "two functions|both functions|following functions|functions `|zwei funk|dos func|deux fonc";
    static const char nouns[] = "function|funktion|funci|fonction|fun\xC3\xA7|\xE5\x87\xBD\xE6\x95\xB0|"
                                "\xE9\x96\xA2\xE6\x95\xB0|\xD1\x84\xD1\x83\xD0\xBD\xD0\xBA\xD1\x86";
    static const char others[] =
        "functions|print|display|stdin|script|program |class |ausg|imprim|affich|generator|decorat|"
        "random|simulat|server|file";
    return p->other_count == 0 && !smacs_check_has_word(question, several) &&
           (p->check.function.data ||
            (smacs_check_has_word(question, nouns) && !smacs_check_has_word(question, others)));
}

void smacs_check_read_named(smacs_check_parts *parts, smacs_text question) {
    if (is_one_function(parts, question)) {
        read_outputs(parts, question);
        read_tables(parts, question);
        read_columns(parts, question);
        read_bare_arrows(parts, question);
        read_becoming(parts, question);
    }
}
