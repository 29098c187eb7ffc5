/* smacs replay. */
#include "base/error.h"
#include "cli/cli.h"
#include "host/outcome.h"
#include "wire/mend.h"
#include "json/writer.h"

#include <string.h>

typedef struct trace {
    const char *file;
    void *bytes;
    size_t size;
    uint64_t steps;
    bool indexed;     /* made with an index */
    char version[24]; /* of the smacs that made it */
} trace;

/* Reads only what the command itself needs. The session checks the rest. */
static bool open_trace(const char *file, trace *t) {
    cJSON *tree = NULL;
    *t = (trace){.file = file};
    const bool parsed = tool_load_json(file, &t->bytes, &t->size, &tree);
    if (parsed) {
        t->steps = (uint64_t)cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(tree, "steps"));
        const char *version = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "version"));
        wire_one_line(smacs_text_of(version), t->version, sizeof t->version);
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

/* `verdict` tells whether the run was replayed. */
static void tell(const trace *t, const host_outcome *o, const char *verdict, int json) {
    if (json) {
        tool_print_json(o->json);
        return;
    }
    const char *model = host_outcome_model(o);
    printf("%llu steps, ", (unsigned long long)t->steps);
    if (o->kept) {
        printf("kept the answer of %s%s%s%s", host_outcome_member(o), model[0] ? " (" : "", model, model[0] ? ")" : "");
    } else {
        fputs(host_outcome_keeps_output(o) ? "kept what the question's own program gives" : "no answer kept", stdout);
    }
    printf(": %s\n", verdict);
}

static int replay(const trace *t, const tool_index *x, const tool_embedder *e, int json) {
    smacs_session *session = NULL;
    smacs_error error;
    host_outcome o;
    const smacs_text text = {t->bytes, t->size};
    if (smacs_session_replay(NULL, x->handle, e->handle, text, &session, &error) != SMACS_OK) {
        const int code = report(t, &error);
        fputs("  smacs replay --recorded shows what it came to, without running it again\n", stderr);
        return code;
    }
    const bool opened = host_outcome_open(session, &o);
    if (opened) {
        tell(t, &o, "identical", json);
        host_outcome_free(&o);
    }
    smacs_session_free(session);
    return opened ? TOOL_OK : TOOL_FAILED;
}

static int show_recorded(const trace *t, int json) {
    smacs_error error;
    char *view = NULL, verdict[64];
    size_t size = 0;
    host_outcome o;
    if (smacs_trace_view(NULL, (smacs_text){t->bytes, t->size}, &view, &size, &error) != SMACS_OK) {
        return tool_fail_plain(t->file, error.message, error.detail[0] ? error.detail : NULL);
    }
    if (!host_outcome_read(view, size, &o)) {
        return TOOL_FAILED;
    }
    snprintf(verdict, sizeof verdict, "decided by smacs %s, not replayed", t->version);
    tell(t, &o, verdict, json);
    host_outcome_free(&o);
    return TOOL_OK;
}

static int run(const trace *t, const char *embedder, const char *index, int json) {
    tool_embedder e = {0};
    tool_index x = {0};
    int code = TOOL_FAILED;
    embedder = cli_default_embedder(embedder);
    index = index || t->indexed ? cli_default_index(index) : NULL;
    if (embedder && (index || !t->indexed) && tool_embedder_open(embedder, &e) &&
        (!index || tool_index_open(index, &x))) {
        code = replay(t, &x, &e, json);
    }
    tool_embedder_free(&e);
    tool_index_free(&x);
    return code;
}

int cli_replay(int argc, char **argv) {
    tool_list positionals = {0};
    trace t = {0};
    const char *embedder = NULL, *index = NULL;
    int json = 0, recorded = 0;
    const cli_flag flags[] = {
        {"--index", CLI_TEXT, &index, "X.smx", "the index that the run used, if it used one (the default one)", false},
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder that the run used (the default one)", false},
        {"--recorded", CLI_SWITCH, &recorded, NULL, "show what it came to without running it again", false},
        {"--json", CLI_SWITCH, &json, NULL, "print the whole run as JSON", false},
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
        if (open_trace(positionals.items[0], &t)) {
            code = recorded ? show_recorded(&t, json) : run(&t, embedder, index, json);
        }
    }
    smacs_free(NULL, t.bytes);
    tool_list_free(&positionals);
    return code;
}
