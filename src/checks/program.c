/* The program of an answer. Of several blocks of code, the first that defines the function counts, with those before it;
 * what else an answer shows are variants and examples. Where a method is asked for, a function does, and the other way
 * round. */
#include "base/error.h"
#include "checks/check.h"

/* What inputs call where the question names no function. */
static const char candidate[] = "candidate";

static void add(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    smacs_bytes_append(a, out, text.data, text.size);
    smacs_bytes_append(a, out, "\n", 1);
}

/* The class of `code` that has a method `name`; absent: none has. A method without its class is its own. */
static smacs_text class_with(smacs_text code, smacs_text name) {
    smacs_text owner = {NULL, 0};
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next), inner = smacs_skip(line, " \t");
        if (smacs_text_begins(line, "class ")) {
            owner = smacs_text_after(smacs_text_before(line, smacs_code_name_end(line, 6)), 6);
        } else if ((owner.data || inner.size == line.size) && smacs_text_begins(inner, "def ") &&
                   smacs_text_equal(smacs_text_after(smacs_text_before(inner, smacs_code_name_end(inner, 4)), 4),
                                    name) &&
                   smacs_text_find(inner, "(self") < inner.size) {
            return inner.size < line.size ? owner : name;
        }
    }
    return (smacs_text){NULL, 0};
}

/* The one function of `code` that can be called with `count` arguments. False: there is none, or one cannot tell. */
static bool only_with_arguments(smacs_text code, uint32_t count, smacs_text *name) {
    enum { DEFINITIONS_MAX = 32 };
    smacs_text one = {NULL, 0};
    uint32_t found = 0, looks = 0;
    for (smacs_text before = code; found < 2 && looks < DEFINITIONS_MAX; looks++) {
        const size_t place = smacs_code_last_definition(before, &one);
        const smacs_text rest = smacs_text_after(code, place);
        const size_t open = smacs_text_find(rest, "("), close = smacs_code_bracket_end(rest, open);
        const bool bare = smacs_text_find(rest, "=>") < open; /* "f = x => .." */
        uint32_t most = 1;
        if (place == before.size) {
            return found == 1;
        }
        const uint32_t least =
            bare || close == 0 ? 1 : smacs_check_count_parameters(smacs_code_between(rest, open + 1, close - 1), &most);
        if (least <= count && count <= most && (found == 0 || !smacs_text_equal(one, *name))) {
            *name = one;
            found++;
        }
        before = smacs_text_before(code, place);
    }
    return false;
}

/* Whether a block defines what is asked for; *name: what it defines. */
static bool defines(const smacs_check_parts *p, smacs_text code, smacs_text *name) {
    const smacs_text function = p->check.function;
    if (!function.data) {
        return p->arguments > 0 ? only_with_arguments(code, p->arguments, name)
                                : smacs_code_last_definition(code, name) < code.size;
    }
    *name = function;
    if (smacs_code_defines(code, function)) {
        return true;
    }
    *name = p->method.data ? p->method : class_with(code, function);
    return p->check.language == SMACS_CHECK_PYTHON && name->data &&
           (!p->method.data || smacs_code_defines(code, *name));
}

static void add_words(const smacs_allocator *a, smacs_bytes *out, const char *words, smacs_text name) {
    smacs_bytes_append(a, out, words, strlen(words));
    smacs_bytes_append(a, out, name.data, name.size);
}

/* A function for the method of a class. */
static void add_method_caller(const smacs_allocator *a, smacs_bytes *out, smacs_text owner, smacs_text method) {
    add_words(a, out, "def ", method);
    add_words(a, out, "(*a, **k):\n    return ", owner);
    add_words(a, out, "().", method);
    add(a, out, smacs_text_of("(*a, **k)"));
}

/* Appends code that defines `name`, under the name that inputs call. */
static void add_definition(const smacs_check_parts *p, smacs_bytes *out, smacs_text code, smacs_text name) {
    const smacs_allocator *a = &p->a;
    const smacs_text function = p->check.function;
    add(a, out, code);
    if (!function.data) {
        add_words(a, out, candidate, smacs_text_of(" = "));
        add(a, out, name);
    } else if (!smacs_text_equal(name, function) && p->method.data) { /* a function in place of a method */
        add_words(a, out, "class ", function);
        add_words(a, out, ":\n    def ", name);
        add_words(a, out, "(self, *a, **k):\n        return ", name);
        add(a, out, smacs_text_of(class_with(code, name).data ? "(self, *a, **k)" : "(*a, **k)"));
    } else if (!smacs_text_equal(name, function)) {
        add_method_caller(a, out, name, function);
    }
}

/* Whether a block is the body of a function: its first line is indented. */
static bool is_body(smacs_text code) {
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next);
        if (smacs_text_trimmed(line).size > 0) {
            return smacs_is_of(line.data[0], " \t") || smacs_text_begins(line, "return ");
        }
    }
    return false;
}

/* The body indented as one of the question's function is. */
static void add_body(const smacs_allocator *a, smacs_bytes *out, smacs_text code) {
    const bool indented = smacs_is_of(smacs_char_at(code, 0), " \t");
    for (size_t at = 0, next = 0; at < code.size; at = next) {
        const smacs_text line = smacs_code_line(code, at, &next);
        smacs_bytes_append(a, out, "    ", indented ? 0 : 4);
        add(a, out, line);
    }
}

static bool next_block(const smacs_check *check, smacs_text answer, size_t *at, smacs_code_block *block) {
    while (smacs_code_next_block(answer, at, block)) {
        if (smacs_code_tag_fits(block->tag, check->language)) {
            return true;
        }
    }
    return false;
}

/* Whether `code` defines one of the other functions that what stands in `out` from `start` on lacks. */
static bool defines_missing(const smacs_check_parts *p, smacs_text code, const smacs_bytes *out, size_t start) {
    for (uint32_t i = 0; i < p->other_count; i++) {
        if (smacs_code_defines(code, p->others[i]) &&
            !smacs_code_defines((smacs_text){out->data + start, out->size - start}, p->others[i])) {
            return true;
        }
    }
    return false;
}

/* Appends the other functions that are asked for: from the blocks behind `at`, or methods of the class that has the first.
 * A block that has the function too is a version of all of it. */
static void add_others(const smacs_check_parts *p, smacs_text answer, size_t at, smacs_bytes *out, size_t start) {
    smacs_code_block block;
    smacs_text name = {NULL, 0};
    while (p->other_count > 0 && next_block(&p->check, answer, &at, &block)) {
        if (defines_missing(p, block.code, out, start)) {
            const bool whole = defines(p, block.code, &name);
            out->size = whole ? start : out->size;
            add_definition(p, out, block.code, whole ? name : p->check.function);
        }
    }
    for (uint32_t i = 0; i < p->other_count; i++) {
        const smacs_text code = {out->data + start, out->size - start}, held = class_with(code, p->others[i]);
        const smacs_text owner = class_with(answer, p->others[i]); /* `out` moves as it grows */
        if (held.data && smacs_text_equal(held, owner) && !smacs_code_defines(code, p->others[i])) {
            add_method_caller(&p->a, out, owner, p->others[i]);
        }
    }
}

/* Appends the answer's code. False: it holds no program. */
static bool add_code(const smacs_check_parts *p, smacs_text answer, smacs_bytes *out) {
    const smacs_check *check = &p->check;
    const bool stub =
        check->program.data && check->function.data && smacs_code_defines(check->program, check->function);
    smacs_code_block block;
    smacs_text name = {NULL, 0};
    const size_t before = out->size;
    bool fenced = false;
    for (size_t at = 0; next_block(check, answer, &at, &block);) {
        fenced = true;
        if (defines(p, block.code, &name)) {
            add_definition(p, out, block.code, name);
            add_others(p, answer, at, out, before);
            return true;
        }
        if (stub && is_body(block.code)) {
            add_body(&p->a, out, block.code);
            return true;
        }
        add(&p->a, out, block.code);
    }
    out->size = before;
    const smacs_text bare = fenced ? (smacs_text){NULL, 0} : smacs_code_bare(answer);
    if (bare.data && defines(p, bare, &name)) {
        add_definition(p, out, bare, name);
        add_others(p, answer, answer.size, out, before);
        return true;
    }
    if (!fenced && !bare.data && stub && is_body(answer)) {
        add_body(&p->a, out, answer);
        return true;
    }
    return false;
}

/* ---- an answer's text ---- */

/* Bytes of "export", with what goes with it, that begin a line of JavaScript: a script has none. */
static size_t export_size(smacs_text line) {
    const size_t size = smacs_list_prefix(line, "export default |export ");
    return size > 0 && smacs_is_of(smacs_char_at(line, 7), "{*") ? line.size : size;
}

/* Copies the answer without its thoughts; a block that stands in a list, moved to the margin. */
static void flatten(const smacs_check_parts *p, smacs_text answer, smacs_bytes *out) {
    static const char end[] = "</think>";
    const size_t thought = smacs_text_find_last_folded(answer, end);
    size_t indent = 0;
    bool inside = false;
    for (size_t at = thought < answer.size ? thought + sizeof end - 1 : 0, next = 0; at < answer.size; at = next) {
        smacs_text line = smacs_code_line(answer, at, &next);
        const smacs_text text = smacs_skip(line, " \t");
        const size_t blanks = line.size - text.size;
        if (smacs_list_prefix(text, "```|~~~") > 0) {
            indent = inside ? indent : blanks;
            inside = !inside;
            line = text;
        } else if (inside) {
            line = smacs_text_after(line, blanks < indent ? blanks : indent);
        }
        if (p->check.language == SMACS_CHECK_JAVASCRIPT) {
            line = smacs_text_after(line, export_size(line));
        }
        smacs_bytes_append(&p->a, out, line.data, line.size);
        smacs_bytes_append(&p->a, out, "\n", next < answer.size || answer.data[answer.size - 1] == '\n');
    }
}

smacs_status smacs_check_program(const smacs_check *check, smacs_text answer, char **code, size_t *size,
                                 smacs_error *error) {
    const smacs_check_parts *p = (const smacs_check_parts *)check;
    smacs_bytes out = {0};
    if (!check || !code || !size || (!answer.data && answer.size > 0)) {
        return smacs_fail_null(error);
    }
    *code = NULL;
    *size = 0;
    if (check->program.data) {
        add(&p->a, &out, check->program);
    }
    smacs_bytes flat = {0};
    if (check->kind != SMACS_CHECK_OUTPUT && answer.size <= SMACS_CHECK_PROGRAM_MAX) {
        flatten(p, answer, &flat);
    }
    const bool found = check->kind == SMACS_CHECK_OUTPUT || add_code(p, (smacs_text){flat.data, flat.size}, &out);
    const bool failed = flat.failed || out.failed;
    smacs_bytes_free(&p->a, &flat);
    if (found && !failed) {
        smacs_bytes_append(&p->a, &out, "", 1);
    }
    if (!found || failed || out.failed) {
        const bool memory = failed || out.failed;
        smacs_bytes_free(&p->a, &out);
        return memory ? smacs_fail_memory(error) : SMACS_OK;
    }
    *code = out.data;
    *size = out.size - 1;
    return SMACS_OK;
}
