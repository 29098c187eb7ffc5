/* smacs replay. */
#include "base/error.h"
#include "cli/cli.h"
#include "host/outcome.h"
#include "json/writer.h"

#include <string.h>

typedef struct trace {
    const char *file;
    void *bytes;
    size_t size;
    uint64_t steps;
    bool indexed; /* it was made with an index */
} trace;

/* Only what the command itself wants to know; the session checks the rest. */
static bool open_trace(const char *file, trace *t) {
    cJSON *tree = NULL;
    smacs_error error;
    *t = (trace){.file = file};
    if (!tool_load(file, &t->bytes, &t->size)) {
        return false;
    }
    const bool parsed = smacs_json_parse((smacs_text){t->bytes, t->size}, &tree, &error) == SMACS_OK;
    if (!parsed) {
        error.status = SMACS_E_ARGUMENT; /* the advice for SYNTAX is about banks */
        tool_fail(file, &error);
    } else {
        t->steps = (uint64_t)cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(tree, "steps"));
        t->indexed = cJSON_IsString(cJSON_GetObjectItemCaseSensitive(tree, "index"));
    }
    cJSON_Delete(tree);
    return parsed;
}

static int report(const trace *t, const smacs_error *error) {
    if (error->position < t->steps && error->line == 0) {
        fprintf(stderr, "smacs: %s: step %llu of %llu differs: %s%s%s%s\n", t->file,
                (unsigned long long)error->position + 1, (unsigned long long)t->steps, error->message,
                error->detail[0] ? " (" : "", error->detail, error->detail[0] ? ")" : "");
        return TOOL_FAILED;
    }
    return tool_fail_plain(t->file, error->message, error->detail[0] ? error->detail : NULL);
}

static int tell(const trace *t, const smacs_session *session, int json) {
    host_outcome o;
    if (!host_outcome_open(session, &o)) {
        return TOOL_FAILED;
    }
    if (json) {
        printf("%s\n", o.json);
    } else {
        const char *model = host_outcome_model(&o);
        printf("%llu steps, ", (unsigned long long)t->steps);
        if (o.kept) {
            printf("kept the answer of %s%s%s%s", host_outcome_member(&o), model[0] ? " (" : "", model,
                   model[0] ? ")" : "");
        } else {
            printf("no answer kept");
        }
        printf(": identical\n");
    }
    host_outcome_free(&o);
    return TOOL_OK;
}

static int replay(const trace *t, const tool_index *x, const tool_embedder *e, int json) {
    smacs_session *session = NULL;
    smacs_error error;
    const smacs_text text = {t->bytes, t->size};
    if (smacs_session_replay(NULL, x->handle, e->handle, text, &session, &error) != SMACS_OK) {
        return report(t, &error);
    }
    const int code = tell(t, session, json);
    smacs_session_free(session);
    return code;
}

int cli_replay(int argc, char **argv) {
    tool_list positionals = {0};
    tool_embedder e = {0};
    tool_index x = {0};
    trace t = {0};
    const char *embedder = NULL, *index = NULL;
    int json = 0;
    const cli_flag flags[] = {
        {"--index", CLI_TEXT, &index, "X.smx", "the index that the run used, if it used one", false},
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder that the run used", true},
        {"--json", CLI_SWITCH, &json, NULL, "print all of the run as JSON", false},
    };
    const cli_command command = {"replay",
                                 "TRACE.json",
                                 1,
                                 1,
                                 "run a trace again and compare each step",
                                 "smacs replay trace.json --index x.smx --embedder e.sme",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = TOOL_FAILED;
        if (open_trace(positionals.items[0], &t) && tool_embedder_open(embedder, &e) &&
            (!index || tool_index_open(index, &x))) {
            code = t.indexed && !index ? tool_fail_plain(t.file, "this run used an index: name it by --index", NULL)
                                       : replay(&t, &x, &e, json);
        }
    }
    smacs_free(NULL, t.bytes);
    tool_embedder_free(&e);
    tool_index_free(&x);
    tool_list_free(&positionals);
    return code;
}
