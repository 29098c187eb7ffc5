/* smacs index pick: the questions that say most about a model which has no scores yet. */
#include "cli/cli.h"
#include "json/groups.h"

#include <stdlib.h>

/* One JSON line; with a "score" added to it, it is what smacs index add reads. */
static void append_line(smacs_json_writer *w, const smacs_question *question) {
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "id", question->id);
    if (question->source.data) {
        smacs_json_text_member(w, "source", question->source);
    }
    if (question->benchmark.data) {
        smacs_json_text_member(w, "benchmark", question->benchmark);
    }
    if (question->category.data) {
        smacs_json_text_member(w, "category", question->category);
    }
    if (question->text.data) {
        smacs_json_text_member(w, "question", question->text);
    }
    smacs_json_close(w, '}');
}

static int save_lines(const tool_index *x, const uint32_t *questions, uint32_t count, const char *out) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes lines = {0};
    for (uint32_t j = 0; j < count; j++) {
        const smacs_question question = smacs_index_question(x->handle, questions[j]);
        smacs_json_writer w;
        char *json = NULL;
        size_t size = 0;
        smacs_json_begin(&w, &a);
        append_line(&w, &question);
        if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
            lines.failed = true;
            break;
        }
        smacs_bytes_append(&a, &lines, json, size);
        smacs_bytes_append(&a, &lines, "\n", 1);
        smacs_mem_free(&a, json);
    }
    int code = TOOL_FAILED;
    if (lines.failed) {
        tool_fail_plain(NULL, "out of memory", NULL);
    } else if (tool_save(out, lines.data, lines.size)) {
        code = TOOL_OK;
    }
    smacs_bytes_free(&a, &lines);
    return code;
}

static int pick(const char *file, uint32_t count, const char *out) {
    tool_index x = {0};
    smacs_error error;
    uint32_t picked = 0;
    int code = TOOL_FAILED;
    if (!tool_index_open(file, &x)) {
        return code;
    }
    count = count < x.facts.questions ? count : x.facts.questions;
    uint32_t *questions = calloc(count, sizeof *questions);
    if (!questions) {
        tool_fail_plain(NULL, "out of memory", NULL);
    } else if (smacs_pick_questions(NULL, x.handle, UINT32_MAX, NULL, count, questions, &picked, &error) != SMACS_OK) {
        tool_fail(file, &error);
    } else {
        code = save_lines(&x, questions, picked, out);
    }
    free(questions);
    tool_index_free(&x);
    return code;
}

int cli_index_pick(int argc, char **argv) {
    tool_list positionals = {0};
    const char *out = "-";
    uint32_t count = 100;
    const cli_flag flags[] = {
        {"--questions", CLI_COUNT, &count, "N", "how many, at least 1 (100); the first of them are a pick too", false},
        {"--out", CLI_OUT, &out, "FILE|-", "JSON lines: id, source, benchmark, category, and question if stored (-)",
         false},
    };
    const cli_command command = {"index pick",
                                 "X.smx",
                                 1,
                                 1,
                                 "pick the questions to score a new model on",
                                 "smacs index pick x.smx --questions 100 --out questions.jsonl",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = pick(positionals.items[0], count, out);
    }
    tool_list_free(&positionals);
    return code;
}
