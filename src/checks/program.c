/* The program of an answer. Of several blocks of code, the first that defines the function counts, with those before it;
 * what else an answer shows are variants and examples. */
#include "base/error.h"
#include "checks/check.h"

/* What inputs call where the question names no function. */
static const char candidate[] = "candidate";

static void add(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    smacs_bytes_append(a, out, text.data, text.size);
    smacs_bytes_append(a, out, "\n", 1);
}

/* Whether a block defines what is asked for; *name: what it defines. */
static bool defines(const smacs_check *check, smacs_text code, smacs_text *name) {
    if (check->function.data && smacs_code_defines(code, check->function)) {
        *name = check->function;
        return true;
    }
    return !check->function.data && smacs_code_last_definition(code, name) < code.size;
}

/* Appends code that defines `name`, under the name that inputs call. */
static void add_definition(const smacs_check_parts *p, smacs_bytes *out, smacs_text code, smacs_text name) {
    add(&p->a, out, code);
    if (!p->check.function.data) {
        smacs_bytes_append(&p->a, out, candidate, sizeof candidate - 1);
        smacs_bytes_append(&p->a, out, " = ", 3);
        add(&p->a, out, name);
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
        if (defines(check, block.code, &name)) {
            add_definition(p, out, block.code, name);
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
    if (bare.data && defines(check, bare, &name)) {
        add_definition(p, out, bare, name);
        return true;
    }
    if (!fenced && !bare.data && stub && is_body(answer)) {
        add_body(&p->a, out, answer);
        return true;
    }
    return false;
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
    const bool found =
        check->kind == SMACS_CHECK_OUTPUT || (answer.size <= SMACS_CHECK_PROGRAM_MAX && add_code(p, answer, &out));
    if (!found) {
        smacs_bytes_free(&p->a, &out);
        return SMACS_OK;
    }
    smacs_bytes_append(&p->a, &out, "", 1);
    if (out.failed) {
        smacs_bytes_free(&p->a, &out);
        return smacs_fail_memory(error);
    }
    *code = out.data;
    *size = out.size - 1;
    return SMACS_OK;
}
