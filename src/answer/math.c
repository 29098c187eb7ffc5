/* Two steps. First LaTeX commands and Unicode signs become plain characters; numbers and words are read from this
 * spelling too. Then an expression loses its spaces and the brackets that change nothing. Expressions that are equal
 * only by algebra keep different keys. */
#include "answer/math.h"
#include "answer/scan.h"
#include "answer/words.h"

/* ---- plain spelling ---- */

/* Commands of LaTeX and what replaces them; others keep their name. */
static const struct {
    const char *name, *to;
} commands[] = {
    {"left", ""},        {"right", ""},       {"displaystyle", ""}, {"bigl", ""},           {"bigr", ""},
    {"limits", ""},      {"big", ""},         {"Big", ""},          {"quad", " "},          {"qquad", " "},
    {"dfrac", "\\frac"}, {"tfrac", "\\frac"}, {"cfrac", "\\frac"},  {"frac", "\\frac"},     {"cdot", "*"},
    {"times", "*"},      {"ast", "*"},        {"div", "/"},         {"infty", "inf"},       {"le", "<="},
    {"leq", "<="},       {"leqslant", "<="},  {"ge", ">="},         {"geq", ">="},          {"geqslant", ">="},
    {"ne", "!="},        {"neq", "!="},       {"approx", "="},      {"ldots", "..."},       {"dots", "..."},
    {"cdots", "..."},    {"lbrace", "{"},     {"rbrace", "}"},      {"degree", " degrees"}, {"degrees", " degrees"},
    {"lt", "<"},         {"gt", ">"},         {"to", "->"},         {"rightarrow", "->"}};

/* Commands that only wrap text: both the command and its braces are left out. */
static const char *const wrappers[] = {"text",   "mathrm", "mbox",   "textbf",     "mathbf", "operatorname", "textit",
                                       "mathit", "mathsf", "texttt", "boldsymbol", "boxed",  "hbox"};

static const struct {
    const char *from, *to;
} signs[] = {{"^\\circ", " degrees"},  {"^{\\circ}", " degrees"}, {"\xC2\xB0", " degrees"}, {"\xC3\x97", "*"},
             {"\xC2\xB7", "*"},        {"\xE2\x8B\x85", "*"},     {"\xC3\xB7", "/"},        {"\xCF\x80", "pi"},
             {"\xE2\x88\x9A", "sqrt"}, {"\xE2\x88\x9E", "inf"},   {"\xE2\x88\x92", "-"},    {"\xE2\x80\x93", "-"},
             {"\xE2\x80\x90", "-"},    {"\xE2\x80\x91", "-"},     {"\xC2\xB2", "^2"},       {"\xC2\xB3", "^3"},
             {"\xE2\x89\xA4", "<="},   {"\xE2\x89\xA5", ">="},    {"\xE2\x89\xA0", "!="},   {"\xE2\x89\x88", "="},
             {"\xE2\x82\xAC", "$"},    {"\xC2\xA3", "$"},         {"\xC2\xA5", "$"},        {"\xC2\xBD", " 1/2"},
             {"\xC2\xBC", " 1/4"},     {"\xC2\xBE", " 3/4"},      {"\xC2\xA0", " "},        {"\xE2\x80\xAF", " "},
             {"\xE2\x80\x89", " "},    {"\xE2\x88\xAA", "cup"},   {"\xE2\x88\xA9", "cap"},  {"\xC2\xB1", "pm"},
             {"\xCE\xB1", "alpha"},    {"\xCE\xB2", "beta"},      {"\xCE\xB8", "theta"},    {"\xE2\x80\x98", "'"},
             {"\xE2\x80\x99", "'"},    {"\xE2\x80\x9C", "\""},    {"\xE2\x80\x9D", "\""},   {"\xE2\x82\x82", "_2"}};

static void append(const smacs_allocator *a, smacs_bytes *out, const char *text) {
    smacs_bytes_append(a, out, text, strlen(text));
}

static size_t spell_sign(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (smacs_text_begins(text, signs[i].from)) {
            append(a, out, signs[i].to);
            return strlen(signs[i].from);
        }
    }
    return 0;
}

static void spell_name(const smacs_allocator *a, smacs_bytes *out, smacs_text name) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (smacs_text_is(name, commands[i].name)) {
            append(a, out, commands[i].to);
            return;
        }
    }
    smacs_bytes_append(a, out, name.data, name.size);
}

static bool is_wrapper(smacs_text name, char next) {
    for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++) {
        if (next == '{' && smacs_text_is(name, wrappers[i])) {
            return true;
        }
    }
    return false;
}

/* State of spelling one text. */
typedef struct speller {
    const smacs_allocator *a;
    smacs_bytes *out;
    bool rows;        /* the text has rows, which "\\" separates; otherwise "\\" is one backslash written twice */
    uint64_t dropped; /* one bit for each open brace, the innermost lowest: it belongs to a wrapper and is left out */
    unsigned depth;
} speller;

static void open_brace(speller *s, bool dropped) {
    s->dropped = s->dropped << 1 | (dropped ? 1 : 0);
    s->depth += s->depth < 64 ? 1 : 0;
    append(s->a, s->out, dropped ? " " : "{");
}

static void close_brace(speller *s) {
    const bool dropped = s->depth > 0 && (s->dropped & 1);
    s->dropped >>= 1;
    s->depth -= s->depth > 0 ? 1 : 0;
    append(s->a, s->out, dropped ? "" : "}");
}

/* Spells a backslash and its command. Returns the bytes read. */
static size_t spell_command(speller *s, smacs_text text) {
    const char next = smacs_char_at(text, 1);
    if (next == '\\') {
        const bool twice = !s->rows && smacs_is_letter(smacs_char_at(text, 2));
        append(s->a, s->out, twice ? "" : ";");
        return twice ? 1 : 2;
    }
    if (!smacs_is_letter(next)) {
        const char *to = smacs_is_of(next, ",;: ") ? " " : next == '!' ? "" : NULL;
        smacs_bytes_append(s->a, s->out, to ? to : text.data + 1, to ? strlen(to) : next ? 1 : 0);
        return next ? 2 : 1;
    }
    size_t end = 2;
    while (smacs_is_letter(smacs_char_at(text, end))) {
        end++;
    }
    const smacs_text name = smacs_text_before(smacs_text_after(text, 1), end - 1);
    if (is_wrapper(name, smacs_char_at(text, end))) {
        open_brace(s, true);
        return end + 1;
    }
    spell_name(s->a, s->out, name);
    return end;
}

/* "2**5" and "2 ** 5" are powers of Python; "**5** apples" is bold. */
static bool is_power(smacs_text text, size_t at) {
    const char before = at > 0 ? text.data[at - 1] : 0, after = smacs_char_at(text, at + 2);
    const bool apart = before == ' ' && after == ' ';
    return at > 0 && smacs_text_begins(smacs_text_after(text, at), "**") &&
           (apart || (!smacs_is_blank(before) && !smacs_is_blank(after)));
}

void smacs_answer_spell(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    const size_t begin = smacs_text_find(text, "\\begin");
    speller s = {.a = a, .out = out, .rows = begin < text.size && (begin == 0 || text.data[begin - 1] != '\\')};
    for (size_t i = 0; i < text.size;) {
        const smacs_text rest = smacs_text_after(text, i);
        const char c = rest.data[0];
        size_t size = (unsigned char)c >= 0x80 || c == '^' ? spell_sign(a, out, rest) : 0;
        if (size == 0 && is_power(text, i)) {
            append(a, out, "^");
            size = 2;
        } else if (size == 0 && c == '\\') {
            size = spell_command(&s, rest);
        } else if (size == 0) {
            size = 1;
            if (c == '{') {
                open_brace(&s, false);
            } else if (c == '}') {
                close_brace(&s);
            } else {
                smacs_bytes_append(a, out, c == '~' ? " " : &c, 1);
            }
        }
        i += size;
    }
}

/* ---- expressions ---- */

enum { NESTING_MAX = 12 };

static void close_up(const smacs_allocator *a, smacs_bytes *out, smacs_text text, unsigned nesting);

static char last_of(const smacs_bytes *out) { return out->size > 0 ? out->data[out->size - 1] : 0; }

/* Whether a term needs no brackets: digits, one letter, pi, or a root of these. */
static bool is_simple(smacs_text text) {
    size_t digits = 0;
    text = smacs_text_begins(text, "sqrt") ? smacs_text_after(text, 4) : text;
    while (smacs_is_digit(smacs_char_at(text, digits))) {
        digits++;
    }
    return text.size > 0 &&
           (digits == text.size || (text.size == 1 && smacs_is_letter(text.data[0])) || smacs_text_is(text, "pi"));
}

/* Whether a term is one product: no sum, no list. */
static bool is_product(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (smacs_is_of(text.data[i], "+-,=/<>") && i > 0) {
            return false;
        }
    }
    return true;
}

static void append_group(const smacs_allocator *a, smacs_bytes *out, smacs_text inner, unsigned nesting, bool bare) {
    smacs_bytes closed = {0};
    close_up(a, &closed, inner, nesting + 1);
    const smacs_text text = {closed.data, closed.size};
    const bool brackets = !is_simple(text) && !(bare && is_product(text));
    out->failed = out->failed || closed.failed;
    append(a, out, brackets ? "(" : "");
    smacs_bytes_append(a, out, text.data, text.size);
    append(a, out, brackets ? ")" : "");
    smacs_bytes_free(a, &closed);
}

/* The argument of a command: a group, or one character. Returns its end; 0: there is none. */
static size_t argument(smacs_text text, size_t at, smacs_text *inner) {
    while (at < text.size && smacs_is_blank(text.data[at])) {
        at++;
    }
    if (at >= text.size) {
        return 0;
    }
    const smacs_text rest = smacs_text_after(text, at);
    const size_t end = rest.data[0] == '{' ? smacs_group_end(rest) : 1;
    *inner = end > 1 ? smacs_text_before(smacs_text_after(rest, 1), end - 2) : smacs_text_before(rest, end);
    return end > 0 ? at + end : 0;
}

/* Writes "\frac{a}{b}" as "a/b". Returns the bytes read; 0: no fraction. */
static size_t close_fraction(const smacs_allocator *a, smacs_bytes *out, smacs_text text, unsigned nesting) {
    static const char command[] = "\\frac";
    smacs_text over, under;
    const size_t first = smacs_text_begins(text, command) ? argument(text, sizeof command - 1, &over) : 0;
    const size_t second = first > 0 ? argument(text, first, &under) : 0;
    if (second > 0) {
        append_group(a, out, over, nesting, true);
        append(a, out, "/");
        append_group(a, out, under, nesting, false);
    }
    return second;
}

/* Drops needless brackets: braces behind ^, _ and sqrt, and round brackets around a simple term, unless two numbers
 * would then meet. Returns the bytes read; 0: the bracket is written as it stands. */
static size_t close_group(const smacs_allocator *a, smacs_bytes *out, smacs_text text, unsigned nesting) {
    const size_t end = smacs_group_end(text);
    const char before = last_of(out), after = smacs_char_at(text, end);
    const bool script = smacs_is_of(before, "^_");
    const bool root = out->size >= 4 && memcmp(out->data + out->size - 4, "sqrt", 4) == 0;
    if (end < 3) {
        return 0;
    }
    const smacs_text inner = smacs_text_before(smacs_text_after(text, 1), end - 2);
    const bool meets = smacs_is_digit(before) || before == ')' || smacs_is_digit(after) || after == '(';
    if (script || root || (text.data[0] == '(' && !meets && is_simple(inner))) {
        append_group(a, out, inner, nesting, false);
        return end;
    }
    return 0;
}

/* Whether the "*" that begins `text` can be left out: before a letter, a root or a bracket. */
static bool is_understood(smacs_text text) {
    const smacs_text rest = smacs_skip(smacs_text_after(text, 1), " ");
    return !smacs_is_digit(smacs_char_at(rest, 0)) && smacs_char_at(rest, 0) != '-';
}

static void close_up(const smacs_allocator *a, smacs_bytes *out, smacs_text text, unsigned nesting) {
    for (size_t i = 0; i < text.size;) {
        const smacs_text rest = smacs_text_after(text, i);
        const char c = rest.data[0];
        const bool deep = nesting >= NESTING_MAX;
        size_t size = c == '\\' && !deep ? close_fraction(a, out, rest, nesting) : 0;
        size = size == 0 && smacs_is_of(c, "({") && !deep ? close_group(a, out, rest, nesting) : size;
        const size_t joint = size == 0 ? smacs_words_begin(rest, SMACS_WORDS_LIST_JOINT) : 0;
        if (joint > 0) {
            append(a, out, last_of(out) == ',' ? "" : ",");
            size = joint;
        } else if (size == 0) {
            size = 1;
            if (!smacs_is_blank(c) && c != '$' && !(c == '*' && is_understood(rest))) {
                smacs_bytes_append(a, out, &c, 1);
            }
        }
        i += size;
    }
}

void smacs_answer_expression(const smacs_allocator *a, smacs_bytes *out, smacs_text text) { close_up(a, out, text, 0); }
