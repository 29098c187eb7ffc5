/* Code inside text. Only what is needed to cut it out is read: strings, brackets, names and line starts. What does not
 * close is no code. */
#include "checks/code.h"
#include "base/text.h"

bool smacs_list_next(const char **list, char word[SMACS_WORD_MAX]) {
    size_t size = 0;
    while ((*list)[size] != 0 && (*list)[size] != '|' && size + 1 < SMACS_WORD_MAX) {
        word[size] = (*list)[size];
        size++;
    }
    word[size] = 0;
    *list += size + ((*list)[size] == '|' ? 1 : 0);
    return size > 0;
}

size_t smacs_list_prefix(smacs_text text, const char *list) {
    char word[SMACS_WORD_MAX];
    while (smacs_list_next(&list, word)) {
        if (smacs_text_begins(text, word)) {
            return strlen(word);
        }
    }
    return 0;
}

size_t smacs_list_find(smacs_text text, const char *list, size_t *end) {
    size_t first = text.size;
    char word[SMACS_WORD_MAX];
    while (smacs_list_next(&list, word)) {
        const size_t at = smacs_text_find_folded(text, word);
        if (at < first) {
            first = at;
            *end = at + strlen(word);
        }
    }
    return first;
}

bool smacs_list_has(smacs_text text, const char *list) {
    char word[SMACS_WORD_MAX];
    while (smacs_list_next(&list, word)) {
        if (smacs_text_is(text, word)) {
            return true;
        }
    }
    return false;
}

enum { LOOK_MAX = 16000 }; /* bytes in which what begins must end, so that time stays bounded */

static smacs_text cut(smacs_text code, size_t at) {
    return code.size - at > LOOK_MAX ? smacs_text_before(code, at + LOOK_MAX) : code;
}

size_t smacs_code_name_end(smacs_text code, size_t at) {
    while (at < code.size && smacs_is_name_byte(code.data[at])) {
        at++;
    }
    return at;
}

size_t smacs_code_string_end(smacs_text code, size_t at) {
    size_t start = at;
    while (start < at + 2 && smacs_is_of(smacs_char_at(code, start), "rRbBuUfF")) {
        start++;
    }
    const char quote = smacs_char_at(code, start);
    if (!smacs_is_of(quote, "\"'`")) {
        return 0;
    }
    if (smacs_char_at(code, start + 1) != quote || smacs_char_at(code, start + 2) != quote) {
        const size_t line = smacs_text_find(smacs_text_after(code, start), "\n");
        return smacs_quoted_end(quote == '`' ? cut(code, start) : smacs_text_before(code, start + line), start);
    }
    code = cut(code, start);
    for (size_t i = start + 3; i + 2 < code.size; i++) {
        if (code.data[i] == '\\') {
            i++;
        } else if (code.data[i] == quote && code.data[i + 1] == quote && code.data[i + 2] == quote) {
            return i + 3;
        }
    }
    return 0;
}

/* Behind what must be passed over as a whole at `at`: a string or a comment; `at`: nothing. */
static size_t skip(smacs_text code, size_t at) {
    const char before = at > 0 ? code.data[at - 1] : ' ';
    const size_t end = smacs_is_name_byte(before) ? 0 : smacs_code_string_end(code, at);
    if (end > 0) {
        return end;
    }
    if (code.data[at] == '#') {
        const smacs_text rest = smacs_text_after(code, at);
        return at + smacs_text_find(rest, "\n");
    }
    return at;
}

/* Walks from `at` while `mark` (NULL: any line end, or the closing of the first bracket) does not stand outside
 * brackets. */
static size_t walk(smacs_text code, size_t at, const char *mark, bool first) {
    size_t depth = 0;
    while (at < code.size) {
        const char c = code.data[at];
        const size_t end = skip(code, at);
        if (depth == 0 && mark && smacs_text_begins(smacs_text_after(code, at), mark)) {
            return at;
        }
        if (end > at) {
            at = end;
            continue;
        }
        depth += smacs_is_of(c, "([{") ? 1 : 0;
        if (smacs_is_of(c, ")]}")) {
            if (depth == 0) {
                return first ? 0 : mark ? code.size : at;
            }
            depth--;
            if (first && depth == 0) {
                return at + 1;
            }
        }
        at++;
    }
    return first ? 0 : code.size;
}

size_t smacs_code_bracket_end(smacs_text code, size_t at) { return walk(code, at, NULL, true); }

size_t smacs_code_find(smacs_text code, size_t at, const char *mark) { return walk(code, at, mark, false); }

size_t smacs_code_statement_end(smacs_text code, size_t at) {
    const size_t line = at + smacs_text_find(smacs_text_after(code, at), "\n");
    const smacs_text near = cut(code, at);
    const size_t end = smacs_code_find(near, at, "\n");
    return end == near.size ? line : end;
}

/* Whether a number has what none has: letters as in "3rd", a second point as in "1.2.3". */
static bool is_ordinal(smacs_text number) {
    const size_t point = smacs_text_find(number, ".");
    const smacs_text behind = smacs_text_after(number, point + 1);
    const size_t second = smacs_text_find(behind, ".");
    if (second + 1 < behind.size || (second == 0 && behind.size > 0)) {
        return true;
    }
    for (size_t i = 0; i < number.size; i++) {
        if (smacs_is_letter(number.data[i]) && !smacs_is_of(number.data[i], "eEjJ")) {
            return true;
        }
    }
    return false;
}

/* Behind the number at `at`, or the word that stands for a value; 0: neither. */
static size_t atom_end(smacs_text code, size_t at) {
    static const char words[] = "True|False|None|true|false|null|undefined|NaN|inf|nan";
    size_t start = at;
    while (start < at + 2 && smacs_is_of(smacs_char_at(code, start), "-+")) {
        start++;
    }
    const char first = smacs_char_at(code, start), second = smacs_char_at(code, start + 1);
    if (smacs_is_digit(first) || (first == '.' && smacs_is_digit(second))) {
        size_t end = start;
        while (end < code.size && (smacs_is_plain_name_byte(code.data[end]) || code.data[end] == '.' ||
                                   (smacs_is_of(code.data[end], "+-") && smacs_is_of(code.data[end - 1], "eE")))) {
            end++;
        }
        if (is_ordinal(smacs_text_after(smacs_text_before(code, end), start))) {
            return 0;
        }
        return code.data[end - 1] == '.' && !smacs_is_digit(smacs_char_at(code, end)) &&
                       (end == code.size || smacs_is_blank(code.data[end]))
                   ? end - 1 /* the full stop of a sentence */
                   : end;
    }
    size_t end = start;
    while (end < code.size && smacs_is_plain_name_byte(code.data[end])) {
        end++;
    }
    return smacs_list_has(smacs_text_after(smacs_text_before(code, end), start), words) ? end : 0;
}

size_t smacs_code_literal_end(smacs_text code, size_t at) {
    size_t depth = 0;
    do {
        const char c = smacs_char_at(code, at);
        const size_t string = smacs_code_string_end(code, at), atom = atom_end(code, at);
        const size_t name = smacs_code_name_end(code, at);
        if ((string > 0 && !smacs_is_of(c, "fFrR")) || atom > 0) { /* others are no literals, or of other escapes */
            at = string > 0 ? string : atom;
        } else if (smacs_is_of(c, "([{")) {
            depth++;
            at++;
        } else if (depth > 0 && smacs_is_of(c, ")]}")) {
            depth--;
            at++;
        } else if (depth > 0 && smacs_is_of(c, ",:")) {
            at++;
        } else if (depth > 0 && name > at && smacs_char_at(code, name) == ':') {
            at = name; /* a key of JavaScript without quotes */
        } else if (depth == 0 && name == at + 3 && smacs_text_begins(smacs_text_after(code, at), "set(")) {
            at = name; /* the brackets follow */
            depth++;
            at++;
        } else {
            return 0;
        }
        at = depth > 0 ? smacs_skip_blanks(code, at) : at;
    } while (depth > 0);
    return at;
}

smacs_text smacs_code_between(smacs_text text, size_t start, size_t end) {
    return smacs_text_trimmed(smacs_text_after(smacs_text_before(text, end), start));
}

smacs_text smacs_code_line(smacs_text text, size_t at, size_t *next) {
    const smacs_text rest = smacs_text_after(text, at);
    const size_t size = smacs_text_find(rest, "\n");
    *next = at + size + (size < rest.size ? 1 : 0);
    return smacs_text_before(rest, size);
}

/* Behind the word that begins a definition in a line, and the blanks behind it; 0: none. */
static size_t definition(smacs_text line) {
    static const char words[] =
        "def |async def |class |function |async function |function* |export function |export const |"
        "export default function |const |let |var ";
    const size_t size = smacs_list_prefix(line, words);
    return size > 0 ? smacs_skip_blanks(line, size) : 0;
}

bool smacs_code_defines(smacs_text code, smacs_text name) {
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next);
        const size_t start = definition(line), end = smacs_code_name_end(line, start);
        const size_t behind = smacs_skip_blanks(line, end);
        const bool assigned = smacs_char_at(line, behind) == '=' && smacs_char_at(line, behind + 1) != '=';
        const smacs_text found = smacs_text_after(smacs_text_before(line, end), start);
        if ((start > 0 || assigned) && smacs_text_equal(found, name)) {
            return true;
        }
    }
    return false;
}

/* Whether a definition is none that is asked for: the question's own tests, and what starts a program. */
static bool is_test(smacs_text name) {
    return smacs_text_is(name, "main") || smacs_text_is(name, "check") || smacs_text_begins(name, "test");
}

size_t smacs_code_last_definition(smacs_text code, smacs_text *name) {
    size_t place = code.size;
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next);
        const size_t start = smacs_text_begins(line, "class ") ? 0 : definition(line);
        const size_t end = smacs_code_name_end(line, start), behind = smacs_skip_blanks(line, end);
        const smacs_text rest = smacs_text_after(line, behind);
        const bool calls = smacs_char_at(rest, 0) == '(' && !smacs_is_of(line.data[0], "clv");
        const bool arrow = smacs_is_of(smacs_char_at(line, 0), "clv") && smacs_char_at(rest, 0) == '=' &&
                           (smacs_text_find(rest, "=>") < rest.size || smacs_text_find(rest, "function") < rest.size);
        const smacs_text found = smacs_text_after(smacs_text_before(line, end), start);
        if (start > 0 && end > start && (calls || arrow) && !is_test(found)) {
            place = at;
            *name = found;
        }
    }
    return place;
}

/* ---- blocks ---- */

static bool is_fence(smacs_text line, smacs_text *tag, char *mark, size_t *size) {
    const smacs_text trimmed = smacs_text_trimmed(line);
    *mark = smacs_char_at(trimmed, 0);
    *size = 0;
    while (smacs_is_of(*mark, "`~") && smacs_char_at(trimmed, *size) == *mark) {
        ++*size;
    }
    *tag = smacs_text_trimmed(smacs_text_after(trimmed, *size));
    return *size >= 3 && smacs_text_find(*tag, "`") == tag->size;
}

bool smacs_code_next_block(smacs_text text, size_t *at, smacs_code_block *out) {
    bool inside = false;
    char open = 0, mark = 0;
    size_t start = 0, least = 0, size = 0, next = 0;
    for (size_t i = *at; i < text.size; i = next) {
        smacs_text tag;
        const smacs_text line = smacs_code_line(text, i, &next);
        if (!is_fence(line, &tag, &mark, &size)) {
            continue;
        }
        if (!inside) {
            inside = true;
            open = mark;
            least = size;
            start = next;
            out->tag = tag;
        } else if (mark == open && size >= least && tag.size == 0) {
            out->code = smacs_text_after(smacs_text_before(text, i), start);
            *at = next;
            return true;
        }
    }
    *at = text.size;
    if (inside) {
        out->code = smacs_text_after(text, start);
    }
    return inside;
}

/* Whether a line can only be the start of code. */
static bool is_code(smacs_text line) {
    static const char starts[] = "from |@|print(|console.log(|if __name__|assert |#!/usr/";
    if (smacs_list_prefix(line, "for |while |with |try:") > 0) { /* not of a sentence */
        return line.data[smacs_text_trimmed(line).size - 1] == ':' &&
               (smacs_text_find(line, " in ") < line.size || smacs_text_begins(line, "while ") ||
                smacs_text_begins(line, "with open(") || smacs_text_begins(line, "try:"));
    }
    if (smacs_text_begins(line, "import ")) { /* not of other languages */
        return smacs_text_find(line, ";") == line.size || smacs_text_find(line, "from") < line.size;
    }
    if (smacs_list_prefix(line, starts) > 0) {
        return !smacs_text_begins(line, "from ") || smacs_text_find(line, " import ") < line.size;
    }
    const size_t start = definition(line), end = smacs_code_name_end(line, start);
    const smacs_text behind = smacs_text_after(line, smacs_skip_blanks(line, end));
    if (start > 0) {
        return end > start && smacs_is_of(smacs_char_at(behind, 0), "(:={");
    }
    return end > 0 && smacs_char_at(behind, 0) == '=' && smacs_char_at(behind, 1) == ' ' &&
           !smacs_is_digit(line.data[0]);
}

/* Whether a line that begins at the margin may go on with code. */
static bool goes_on(smacs_text line) {
    static const char starts[] = "for |while |if |elif |else|try:|except|finally|with |return |}|)|]|{|#|//|\"\"\"|'''";
    if (line.size == 0 || smacs_is_blank(line.data[0]) || is_code(line)) {
        return true;
    }
    if (smacs_list_prefix(line, starts) > 0) {
        return true;
    }
    const size_t name = smacs_code_name_end(line, 0);
    return name > 0 && smacs_is_of(smacs_char_at(line, name), "(.[") &&
           !smacs_is_blank(smacs_char_at(line, name + 1)) && name + 1 < line.size;
}

smacs_text smacs_code_bare(smacs_text text) {
    size_t start = text.size, end = 0;
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const smacs_text line = smacs_code_line(text, at, &next);
        const size_t colon = smacs_text_find(line, ": print("); /* behind words */
        if (start == text.size && is_code(line)) {
            start = at;
        } else if (start == text.size && colon < line.size && line.data[line.size - 1] == ')') {
            start = at + colon + 2;
        } else if (start < text.size && !goes_on(line)) {
            break;
        }
        if (start < text.size) {
            const size_t statement = smacs_code_statement_end(text, at);
            next = statement >= next && statement < text.size ? statement + 1 : next;
            end = next;
        }
    }
    return start < end ? smacs_text_after(smacs_text_before(text, end), start) : (smacs_text){NULL, 0};
}

bool smacs_code_tag_fits(smacs_text tag, smacs_check_language language) {
    static const char *const tags[] = {"python|py|python3|py3|pycon", "javascript|js|node|jsx|mjs"};
    char word[SMACS_WORD_MAX] = {0};
    const size_t size = smacs_code_name_end(tag, 0);
    for (size_t i = 0; i < size && i + 1 < sizeof word; i++) {
        word[i] = (char)(smacs_is_capital(tag.data[i]) ? tag.data[i] + ('a' - 'A') : tag.data[i]);
    }
    return size == 0 || (size < sizeof word && smacs_list_has((smacs_text){word, size}, tags[language]));
}
