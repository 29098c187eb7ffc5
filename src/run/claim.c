/* What a final answer looks like to people: without the marks that Markdown and LaTeX put around and into it. Nothing
 * is compared by it, so what it does not know it leaves as it is. One pass, linear in the size. */
#include "answer/scan.h"
#include "base/text.h"
#include "run/run.h"
#include <string.h>

/* LaTeX commands by their names. NULL: what follows in braces stands for itself. */
static const struct {
    const char *name, *shown;
} commands[] = {
    {"boxed", NULL},
    {"text", NULL},
    {"textbf", NULL},
    {"textit", NULL},
    {"textrm", NULL},
    {"mathrm", NULL},
    {"mathbf", NULL},
    {"mathit", NULL},
    {"mathsf", NULL},
    {"mbox", NULL},
    {"left", NULL},
    {"right", NULL},
    {"displaystyle", NULL},
    {"operatorname", NULL},
    {"quad", " "},
    {"times", "\xC3\x97"},
    {"cdot", "\xC2\xB7"},
    {"div", "\xC3\xB7"},
    {"pm", "\xC2\xB1"},
    {"pi", "\xCF\x80"},
    {"theta", "\xCE\xB8"},
    {"infty", "\xE2\x88\x9E"},
    {"circ", "\xC2\xB0"},
    {"degree", "\xC2\xB0"},
    {"leq", "\xE2\x89\xA4"},
    {"le", "\xE2\x89\xA4"},
    {"geq", "\xE2\x89\xA5"},
    {"ge", "\xE2\x89\xA5"},
    {"neq", "\xE2\x89\xA0"},
    {"ne", "\xE2\x89\xA0"},
    {"approx", "\xE2\x89\x88"},
    {"cup", "\xE2\x88\xAA"},
    {"cap", "\xE2\x88\xA9"},
    {"in", "\xE2\x88\x88"},
};

/* Braces deeper than this are shown as they stand. */
enum { DEPTH_MAX = 32 };

/* What closes a group of braces: nothing, or the sign between the parts of a fraction and after them. */
typedef struct group {
    const char *close;
    bool fraction; /* the denominator follows */
} group;

typedef struct cleaner {
    const smacs_allocator *a;
    smacs_bytes *out;
    smacs_text text;
    size_t at;
    group groups[DEPTH_MAX]; /* [depth] of braces that are not shown */
    uint32_t depth;
    uint32_t shown; /* open braces that are shown, since the last that is not */
} cleaner;

static char char_at(const cleaner *c, size_t at) { return at < c->text.size ? c->text.data[at] : 0; }

static void append(const cleaner *c, const char *text) { smacs_bytes_append(c->a, c->out, text, strlen(text)); }

static void append_char(const cleaner *c, char byte) { smacs_bytes_append(c->a, c->out, &byte, 1); }

/* ---- LaTeX ---- */

/* Goes into a group of braces that is not shown; without one, what follows stands for itself. */
static void enter(cleaner *c, const char *open, group g) {
    if (char_at(c, c->at) == '{' && c->depth < DEPTH_MAX && c->shown == 0) {
        c->at++;
        append(c, open);
        c->groups[c->depth++] = g;
    }
}

/* Whether the group that begins here is one sign or number, which needs no brackets in a fraction or root. */
static bool is_simple(const cleaner *c) {
    size_t at = c->at + 1;
    while (at < c->text.size && smacs_is_word_byte(c->text.data[at])) {
        at++;
    }
    return char_at(c, at) == '}';
}

static void begin_part(cleaner *c, const char *sign, bool fraction) {
    const bool simple = is_simple(c);
    append(c, sign);
    enter(c, simple ? "" : "(", (group){simple ? "" : ")", fraction});
}

static bool is_named(smacs_text name, const char *word) {
    return name.size == strlen(word) && memcmp(name.data, word, name.size) == 0;
}

static void take_command(cleaner *c) {
    const size_t start = c->at + 1;
    size_t end = start;
    while (smacs_is_letter(char_at(c, end))) {
        end++;
    }
    const smacs_text name = {c->text.data + start, end - start};
    c->at = end;
    if (is_named(name, "frac") || is_named(name, "dfrac") || is_named(name, "tfrac")) {
        begin_part(c, "", true);
        return;
    }
    if (is_named(name, "sqrt")) {
        begin_part(c, "\xE2\x88\x9A", false);
        return;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (is_named(name, commands[i].name)) {
            append(c, commands[i].shown ? commands[i].shown : "");
            if (!commands[i].shown) {
                enter(c, "", (group){"", false});
            }
            return;
        }
    }
    append(c, "\\");
    smacs_bytes_append(c->a, c->out, name.data, name.size);
}

/* A backslash and a sign, or a command. */
static void take_backslash(cleaner *c) {
    const char next = char_at(c, c->at + 1);
    if (smacs_is_letter(next)) {
        take_command(c);
        return;
    }
    c->at += next ? 2 : 1;
    if (next == ',' || next == ';' || next == ':' || next == ' ') {
        append_char(c, ' ');
    } else if (next == '\\') {
        append(c, "; ");
    } else if (next && strchr("$%#&_{}", next)) {
        append_char(c, next);
    } else if (!next || !strchr("()[]!", next)) {
        append_char(c, '\\');
        c->at -= next ? 1 : 0;
    }
}

/* A closing brace ends the innermost group; that of a numerator leads to the denominator. */
static void take_close(cleaner *c) {
    c->at++;
    if (c->shown > 0 || c->depth == 0) {
        c->shown -= c->shown > 0;
        append_char(c, '}');
        return;
    }
    const group g = c->groups[--c->depth];
    append(c, g.close);
    if (g.fraction) {
        begin_part(c, "/", false);
    }
}

/* ---- Markdown, and dollars around formulas ---- */

/* Whether marks before `end` open or close something: there is text on one side, and no word on both. */
static bool is_mark(const cleaner *c, size_t start, size_t end) {
    const char before = start > 0 ? c->text.data[start - 1] : ' ', after = char_at(c, end);
    const bool inside = !smacs_is_blank(before) || (after && !smacs_is_blank(after));
    return inside && !(smacs_is_word_byte(before) && smacs_is_word_byte(after)) &&
           !(smacs_is_blank(before) && smacs_is_blank(after));
}

/* Stars, underscores, backticks: two or more, or one of backticks. */
static bool take_marks(cleaner *c) {
    const char mark = c->text.data[c->at];
    size_t end = c->at;
    while (char_at(c, end) == mark) {
        end++;
    }
    if (!(mark == '`' || end - c->at >= 2) || !is_mark(c, c->at, end)) {
        return false;
    }
    c->at = end;
    return true;
}

/* A dollar before a number is money, unless another one closes the formula (as Pandoc reads it: none follows a space,
 * and no digit follows it). */
static bool take_dollar(cleaner *c, bool *open) {
    const size_t at = c->at;
    bool takes = *open;
    if (char_at(c, at + 1) == '$') {
        c->at += 2;
        return true;
    }
    if (!*open && !smacs_is_blank(char_at(c, at + 1))) {
        for (size_t i = at + 1; i < c->text.size && !takes; i++) {
            const char after = char_at(c, i + 1);
            takes = c->text.data[i] == '$' && !smacs_is_blank(c->text.data[i - 1]) && !(after >= '0' && after <= '9');
            if (c->text.data[i] == '$' && !takes) {
                break;
            }
        }
    }
    *open = takes && !*open;
    c->at += takes ? 1 : 0;
    return takes;
}

/* ---- the whole ---- */

static void take_raw(cleaner *c) {
    const char byte = c->text.data[c->at++];
    if (!smacs_is_blank(byte)) {
        c->shown += byte == '{';
        append_char(c, byte);
    } else if (c->out->size > 0 && c->out->data[c->out->size - 1] != ' ') {
        append_char(c, ' ');
    }
}

static void clean(cleaner *c) {
    bool formula = false;
    while (c->at < c->text.size && !c->out->failed) {
        const char byte = c->text.data[c->at];
        if (byte == '\\') {
            take_backslash(c);
        } else if (byte == '}') {
            take_close(c);
        } else if ((byte == '^' || byte == '_') && char_at(c, c->at + 1) == '{') {
            c->at++;
            if (!smacs_text_begins(smacs_text_after(c->text, c->at), "{\\circ")) {
                append_char(c, byte);
            }
            enter(c, "", (group){"", false});
        } else if (byte == '^' && smacs_text_begins(smacs_text_after(c->text, c->at), "^\\circ")) {
            c->at++;
        } else if (byte == '{' && char_at(c, c->at + 1) == ',' && char_at(c, c->at + 2) == '}') {
            append_char(c, ',');
            c->at += 3;
        } else if (!((byte == '*' || byte == '_' || byte == '`') && take_marks(c)) &&
                   !(byte == '$' && take_dollar(c, &formula))) {
            take_raw(c);
        }
    }
}

/* Without stars or underscores around all of it. */
static smacs_text without_stars(smacs_text text) {
    while (text.size > 2 && (text.data[0] == '*' || text.data[0] == '_') && text.data[text.size - 1] == text.data[0]) {
        text = smacs_text_trimmed((smacs_text){text.data + 1, text.size - 2});
    }
    return text;
}

void smacs_run_write_claim(const smacs_allocator *a, smacs_text found, smacs_answer_kind kind, smacs_bytes *out) {
    const smacs_text text = without_stars(smacs_text_trimmed(found));
    if (kind != SMACS_ANSWER_LITERAL) { /* of a program's output, each sign counts */
        cleaner c = {.a = a, .out = out, .text = text};
        clean(&c);
    }
    const smacs_text cleaned = smacs_text_trimmed((smacs_text){out->data, out->size});
    if (cleaned.size == 0 && !out->failed) {
        out->size = 0;
        smacs_bytes_append(a, out, text.data, text.size);
    }
    while (out->size > 0 && smacs_is_blank(out->data[out->size - 1])) {
        out->size--;
    }
}
