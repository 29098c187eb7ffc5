/* Two steps. First LaTeX commands and Unicode signs become plain characters; numbers and words are read from this
 * spelling too. Then an expression loses its spaces and the brackets that change nothing. Expressions that are equal
 * only by algebra keep different keys. */
#include "answer/math.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/utf8.h"

/* ---- plain spelling ---- */

/* Commands of LaTeX and what replaces them; others keep their name. */
static const char commands[] =
    "left=|right=|displaystyle=|bigl=|bigr=|limits=|big=|Big=|quad= |qquad= |dfrac=\\frac|tfrac=\\frac|"
    "cfrac=\\frac|frac=\\frac|cdot=*|times=*|ast=*|div=/|infty=inf|le=<=|leq=<=|leqslant=<=|ge=>=|geq=>=|"
    "geqslant=>=|ne=!=|neq=!=|approx==|ldots=...|dots=...|cdots=...|lbrace={|rbrace=}|degree= degrees |"
    "degrees= degrees |varnothing=emptyset|lt=<|gt=>|to=->|rightarrow=->|";

/* Commands that only wrap text: both the command and its braces are left out. */
static const char wrappers[] =
    "text=|mathrm=|mbox=|textbf=|mathbf=|operatorname=|textit=|mathit=|mathsf=|texttt=|boldsymbol=|"
    "boxed=|hbox=|underline=|emph=|";

/* Signs and what replaces them. A fraction has a blank in front, since a whole part may stand there. */
static const char signs[] =
    "^\\circ= degrees |^{\\circ}= degrees |°= degrees |×=*|·=*|⋅=*|÷=/|π=pi|√=sqrt|∞=inf|\xE2\x88\x92=-|"
    "\xE2\x80\x93=-|\xE2\x80\x90=-|\xE2\x80\x91=-|≤=<=|≥=>=|≠=!=|≈==|∈= in |∅=emptyset|\xC2\xA0= |"
    "\xE2\x80\xAF= |\xE2\x80\x89= |\xE3\x80\x80= |∪=cup|∩=cap|±=pm|α=alpha|β=beta|θ=theta|‘='|’='|“=\"|"
    "”=\"|\xE2\x81\x84=/|\xE2\x88\x95=/|、=, |。=.|٫=.|٬=,|∼=~|¼= 1/4|½= 1/2|¾= 3/4|⅐= 1/7|⅑= 1/9|⅒= 1/10|"
    "⅓= 1/3|⅔= 2/3|⅕= 1/5|⅖= 2/5|⅗= 3/5|⅘= 4/5|⅙= 1/6|⅚= 5/6|⅛= 1/8|⅜= 3/8|⅝= 5/8|⅞= 7/8|";

/* Bytes of the first entry of a list that begins `text`, or is all of it, and what stands behind its "=" in *to; 0: none does. */
static size_t find_entry(const char *list, smacs_text text, bool whole, smacs_text *to) {
    while (*list) {
        size_t same = 0;
        while (same < text.size && list[same] == text.data[same] && list[same] != '=') {
            same++;
        }
        const char *end = strchr(list, '|');
        if (list[same] == '=' && (!whole || same == text.size)) {
            *to = (smacs_text){list + same + 1, (size_t)(end - list) - same - 1};
            return same;
        }
        list = end + 1;
    }
    return 0;
}

/* The figure that a raised sign stands for, such as "\xC2\xB2", or 0. */
static char raised(uint32_t c) {
    return c == 0xB9                    ? '1'
           : c == 0xB2 || c == 0xB3     ? (char)('2' + (c - 0xB2))
           : c == 0x2070                ? '0'
           : c >= 0x2074 && c <= 0x2079 ? (char)('4' + (c - 0x2074))
           : c == 0x207B                ? '-'
                                        : 0;
}

/* The figure of another script that a sign is, or 0. */
static char figure(uint32_t c) {
    static const uint32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6}; /* Arabic, Persian, Devanagari, Bengali */
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        if (c >= zeros[i] && c < zeros[i] + 10) {
            return (char)('0' + (c - zeros[i]));
        }
    }
    return c >= 0xFF01 && c <= 0xFF5E ? (char)(c - 0xFEE0) : 0; /* full-width ASCII */
}

static void append(const smacs_allocator *a, smacs_bytes *out, const char *text) {
    smacs_bytes_append(a, out, text, strlen(text));
}

static size_t spell_sign(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    smacs_text to = {NULL, 0};
    const size_t size = find_entry(signs, text, false, &to);
    smacs_bytes_append(a, out, to.data, to.size);
    return size;
}

/* Spells a sign that stands for figures. Returns the bytes read; 0: it is none. */
static size_t spell_figures(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    size_t at = 0, next = 0;
    const uint32_t c = smacs_utf8_next(text.data, text.size, &at);
    const char ascii = figure(c), lowered = c >= 0x2080 && c <= 0x2089 ? (char)('0' + (c - 0x2080)) : 0;
    if (ascii || lowered) {
        const char last = out->size > 1 && smacs_is_digit(out->data[out->size - 1]) ? out->data[out->size - 2] : 0;
        append(a, out, lowered && last != '_' ? "_" : "");
        smacs_bytes_append(a, out, ascii ? &ascii : &lowered, 1);
        return at;
    }
    size_t end = 0;
    char power = raised(c);
    append(a, out, power ? "^" : "");
    for (; power; power = next < text.size ? raised(smacs_utf8_next(text.data, text.size, &next)) : 0) {
        smacs_bytes_append(a, out, &power, 1);
        next = end = end == 0 ? at : next;
    }
    return end;
}

static void spell_name(const smacs_allocator *a, smacs_bytes *out, smacs_text name) {
    smacs_text to = name;
    (void)find_entry(commands, name, true, &to);
    smacs_bytes_append(a, out, to.data, to.size);
}

static bool is_wrapper(smacs_text name, char next) {
    smacs_text to;
    return next == '{' && find_entry(wrappers, name, true, &to) > 0;
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
    if (smacs_text_is(name, "textcolor") || smacs_text_is(name, "color")) {
        const smacs_text rest = smacs_text_after(text, end);
        const size_t colour = smacs_char_at(rest, 0) == '{' ? smacs_group_end(rest) : 0;
        const bool group = smacs_char_at(rest, colour) == '{';
        if (group) {
            open_brace(s, true);
        }
        return end + colour + (group ? 1 : 0);
    }
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
        size = size == 0 && (unsigned char)c >= 0x80 ? spell_figures(a, out, rest) : size;
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
    const bool meets = smacs_is_digit(before) || smacs_is_of(before, ").") || smacs_is_digit(after) || after == '(';
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

enum { ELEMENT_MAX = 64 };

/* Whether an element of a list, interval or matrix begins behind what is written. */
static bool starts_element(const smacs_bytes *out) {
    static const char matrix[] = "matrix}";
    const size_t size = sizeof matrix - 1;
    return out->size == 0 || smacs_is_of(last_of(out), "([{,;&") ||
           (out->size > size && memcmp(out->data + out->size - size, matrix, size) == 0);
}

/* Writes an element that is a number as its key, so that "(1, 4.5)" and "(1, 9/2)" are equal. Returns the bytes read; 0:
 * it is none. */
static size_t close_number(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    char key[SMACS_NUMBER_KEY_MAX];
    size_t end = 0, depth = 0;
    for (; end < text.size && end < ELEMENT_MAX; end++) {
        const char c = text.data[end];
        if (depth == 0 && (smacs_is_of(c, ",;&)]}|") || smacs_text_begins(smacs_text_after(text, end), "end{") ||
                           smacs_words_begin(smacs_text_after(text, end), SMACS_WORDS_LIST_JOINT) > 0)) {
            break;
        }
        depth += c == '{' ? 1 : 0;
        depth -= c == '}' ? 1 : 0;
    }
    const smacs_text element = smacs_text_trimmed(smacs_text_before(text, end));
    const bool zeros = smacs_char_at(element, 0) == '0' && smacs_is_digit(smacs_char_at(element, 1));
    if (end == 0 || end == ELEMENT_MAX || zeros || !element.size || smacs_answer_number(element, key) != element.size) {
        return 0;
    }
    append(a, out, key);
    return end;
}

static void close_up(const smacs_allocator *a, smacs_bytes *out, smacs_text text, unsigned nesting) {
    for (size_t i = 0; i < text.size;) {
        const smacs_text rest = smacs_text_after(text, i);
        const char c = rest.data[0];
        const bool deep = nesting >= NESTING_MAX, starts = starts_element(out) && !smacs_is_blank(c);
        size_t size = starts ? close_number(a, out, rest) : 0;
        size = size == 0 && starts && c == '+' && smacs_is_letter(smacs_char_at(rest, 1)) ? 1 : size; /* "+inf" */
        if (size > 0) {
            i += size;
            continue;
        }
        size = c == '\\' && !deep ? close_fraction(a, out, rest, nesting) : 0;
        size = size == 0 && smacs_is_of(c, "({") && !deep ? close_group(a, out, rest, nesting) : size;
        const size_t joint = size == 0 ? smacs_words_begin(rest, SMACS_WORDS_LIST_JOINT) : 0;
        if (joint > 0) {
            append(a, out, last_of(out) == ',' ? "" : ",");
            size = joint;
        } else if (size == 0) {
            size = 1;
            if (c == ' ' && smacs_is_digit(last_of(out)) && smacs_is_digit(smacs_char_at(smacs_skip(rest, " "), 0))) {
                append(a, out, " "); /* "1 2" is not 12 */
                size = rest.size - smacs_skip(rest, " ").size;
            } else if (!smacs_is_blank(c) && c != '$' && !(c == '*' && is_understood(rest))) {
                smacs_bytes_append(a, out, &c, 1);
            }
        }
        i += size;
    }
}

void smacs_answer_expression(const smacs_allocator *a, smacs_bytes *out, smacs_text text) { close_up(a, out, text, 0); }
