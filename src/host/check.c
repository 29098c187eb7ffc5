#include "host/check.h"

#include "base/error.h"
#include "base/text.h"
#include "json/groups.h"

#include <string.h>
#include <unistd.h>

/* ---- before the run ---- */

/* The first letter of a line typed on the terminal; a line end: nothing was typed. */
static int typed_letter(void) {
    const int letter = getchar();
    for (int c = letter; c != '\n' && c != EOF;) {
        c = getchar();
    }
    return letter;
}

bool host_check_consent(const char *command, const char *what, const char *which, bool yes) {
    const bool own = strcmp(command, "node") == 0;
    if (yes || isatty(0) != 1 || isatty(2) != 1) {
        return true;
    }
    fprintf(stderr, "%s can be checked by running %s, in %s%s. Run? [y/N] ", what, which,
            own ? "interpreters of the package, which reach neither files nor the network" : "the helper ",
            own ? "" : command);
    const int letter = typed_letter();
    if (letter == EOF) {
        fputs("\n", stderr);
    }
    return letter == 'y' || letter == 'Y';
}

/* What would be run of the question and its answers. */
static const char *programs_of(const smacs_check *check) {
    return check->kind == SMACS_CHECK_OUTPUT ? "the program in it" : "the programs of its answers";
}

bool host_check_open(host_check *k, smacs_text question, const host_pool *pool) {
    smacs_error error;
    if (!k->command) {
        return true;
    }
    if (smacs_check_find(NULL, question, &k->check, &error) != SMACS_OK ||
        (k->check && smacs_check_derive(k->check, NULL, 0, &error) != SMACS_OK)) {
        tool_fail(NULL, &error);
        return false;
    }
    if (k->check && host_check_consent(k->command, "This question", programs_of(k->check), k->yes)) {
        k->checker = host_checker_open(k->command, k->wait_s, pool);
    }
    if (k->check && !k->checker) {
        smacs_check_free(k->check);
        k->check = NULL;
    }
    if (k->check && !k->quiet) {
        fprintf(stderr, "will run %s (%s) in %s, and nowhere else\n", programs_of(k->check),
                smacs_check_language_name(k->check->language), host_checker_name(k->checker));
    }
    return true;
}

void host_check_close(host_check *k) {
    host_checker_close(k->checker);
    smacs_check_free(k->check);
    k->checker = NULL;
    k->check = NULL;
}

/* As smacs_run_plan: expected values up to the last one that is known. */
void host_check_write(smacs_json_writer *w, const host_check *k) {
    const smacs_check *check = k->check;
    uint32_t known = check ? check->input_count : 0;
    if (!check) {
        return;
    }
    while (known > 0 && !check->inputs[known - 1].expects.data) {
        known--;
    }
    smacs_json_name(w, "checks");
    smacs_json_open(w, '{');
    smacs_json_word_member(w, "kind", smacs_check_kind_name(check->kind));
    smacs_json_word_member(w, "language", smacs_check_language_name(check->language));
    smacs_json_name(w, "expects");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < known; i++) {
        smacs_json_text(w, check->inputs[i].expects);
    }
    smacs_json_close(w, ']');
    smacs_json_number_member(w, "within", check->within);
    smacs_json_close(w, '}');
}

/* ---- programs ---- */

static uint32_t count_examples(const smacs_check *check) {
    uint32_t examples = 0;
    for (uint32_t i = 0; i < check->input_count; i++) {
        examples += check->inputs[i].expects.data != NULL;
    }
    return examples;
}

static uint32_t count_lines(smacs_text code) {
    uint32_t lines = 1;
    code = smacs_text_trimmed(code);
    for (size_t i = 0; i < code.size; i++) {
        lines += code.data[i] == '\n';
    }
    return lines;
}

static void say_running(const host_check *k, const char *member, smacs_text code) {
    const smacs_check *check = k->check;
    const uint32_t examples = count_examples(check), others = check->input_count - examples;
    if (k->quiet) {
        return;
    }
    fputs("runs ", stderr);
    if (!member) {
        fputs("the question's own program", stderr);
    } else if (check->function.data) {
        tool_print_tamed(stderr, check->function);
        fprintf(stderr, "() of %s's answer", member);
    } else {
        fprintf(stderr, "the program in %s's answer", member);
    }
    fprintf(stderr, ", %u lines of %s", count_lines(code), smacs_check_language_name(check->language));
    if (examples > 0) {
        fprintf(stderr, ", on %u example%s%s", examples, examples > 1 ? "s" : "", others > 0 ? " and" : "");
    }
    if (others > 0 && member) {
        fprintf(stderr, "%s %u %sinput%s", examples > 0 ? "" : ", on", others, examples > 0 ? "further " : "",
                others > 1 ? "s" : "");
    }
    fputs("\n", stderr);
}

bool host_check_ask(host_check *k, uint32_t number, const char *member, smacs_text answer, bool *asked) {
    smacs_error error;
    char *code = NULL;
    size_t size = 0;
    *asked = false;
    if (!k->check || host_checker_gone(k->checker)) {
        return true;
    }
    smacs_status status = smacs_check_program(k->check, answer, &code, &size, &error);
    if (status == SMACS_OK && code && k->check->input_count == 0) { /* inputs may come of what the answer shows */
        status = smacs_check_derive(k->check, &answer, 1, &error);
    }
    bool fine = status == SMACS_OK;
    if (!fine) {
        tool_fail(NULL, &error);
    } else if (code && k->check->input_count > 0) {
        const smacs_text program = {code, size};
        say_running(k, member, program);
        fine = *asked = host_checker_add(k->checker, number, k->check, program);
    }
    smacs_free(NULL, code);
    return fine;
}

bool host_check_next(host_check *k, host_checked *ended) {
    return k->checker && host_checker_next(k->checker, 0, ended);
}

cJSON *host_check_run(void *context, const smacs_check *check, smacs_text code) {
    enum { WAIT_MS = 1000 };
    host_checked ended = {0};
    if (!host_checker_add(context, 0, check, code)) {
        return NULL;
    }
    while (!host_checker_next(context, WAIT_MS, &ended)) {
    }
    return ended.results; /* NULL once it is gone, which was said */
}
