/* A run that is told anything. The first line is a request. Of each further one, the first character says what it is:
 * '{' an event, '=' weights to score again with, '!' a failure of this kind, anything else the text of a reply to the
 * first call that waits for one; '#' what the first check that waits for a result gave, one for each tab. Whatever they
 * say, the core answers with actions or with an error; and a trace of what it took runs again. */
#include "world.h"
#include <cjson/cJSON.h>

enum { CALLS_MAX = 64, TEXT_MAX = 4096 };

typedef struct queue {
    int of[CALLS_MAX];
    int count;
} queue;

/* Calls and checks that wait, in the order in which they were asked for. */
typedef struct waiting {
    queue calls, checks;
} waiting;

static void put(queue *q, const cJSON *number) {
    if (cJSON_IsNumber(number) && q->count < CALLS_MAX) {
        q->of[q->count++] = number->valueint;
    }
}

/* -1: nobody waits. */
static int take(queue *q) {
    const int first = q->count > 0 ? q->of[0] : -1;
    if (q->count > 0) {
        memmove(q->of, q->of + 1, (size_t)--q->count * sizeof *q->of);
    }
    return first;
}

static void await_all(waiting *w, const char *actions) {
    cJSON *tree = cJSON_Parse(actions);
    const cJSON *action;
    cJSON_ArrayForEach(action, tree) {
        const char *type = cJSON_GetStringValue(cJSON_GetObjectItem(action, "type"));
        if (type && strcmp(type, "call") == 0) {
            put(&w->calls, cJSON_GetObjectItem(action, "call"));
        } else if (type && strcmp(type, "check") == 0) {
            put(&w->checks, cJSON_GetObjectItem(action, "id"));
        }
    }
    cJSON_Delete(tree);
}

/* False: there is no memory, and the session can only be freed. */
static bool feed(smacs_session *s, smacs_text event, waiting *w) {
    char *actions = NULL;
    size_t length = 0;
    const smacs_status status = smacs_session_feed(s, event, &actions, &length, NULL);
    FUZZ_CHECK(status != SMACS_E_MEMORY);
    if (status == SMACS_OK) {
        FUZZ_CHECK(strlen(actions) == length);
        await_all(w, actions);
    }
    smacs_free(NULL, actions);
    return status != SMACS_E_MEMORY;
}

/* NUL-terminated in `text`, without the first `left_out` bytes. */
static void copy(char text[TEXT_MAX], smacs_text line, size_t left_out) {
    const size_t size = line.size - left_out < TEXT_MAX ? line.size - left_out : TEXT_MAX - 1;
    memcpy(text, line.data + left_out, size);
    text[size] = 0;
}

static cJSON *reply_of(smacs_text line, int call) {
    const bool failed = line.data[0] == '!';
    char text[TEXT_MAX];
    copy(text, line, failed);
    cJSON *event = cJSON_CreateObject();
    cJSON_AddStringToObject(event, "type", failed ? "failed" : "completed");
    cJSON_AddNumberToObject(event, "call", call);
    cJSON_AddStringToObject(event, failed ? "kind" : "text", text);
    if (!failed) {
        cJSON_AddStringToObject(event, "finish", "stop");
    }
    return event;
}

static cJSON *checked(smacs_text line, int check) {
    char text[TEXT_MAX];
    int input = 0;
    copy(text, line, 1);
    cJSON *event = cJSON_CreateObject(), *results = cJSON_AddArrayToObject(event, "results");
    cJSON_AddStringToObject(event, "type", "checked");
    cJSON_AddNumberToObject(event, "id", check);
    for (char *value = text, *next = text; next; value = next) {
        cJSON *result = cJSON_CreateObject();
        next = strchr(value, '\t');
        if (next) {
            *next++ = 0;
        }
        cJSON_AddNumberToObject(result, "program", 0);
        cJSON_AddNumberToObject(result, "input", input++);
        cJSON_AddStringToObject(result, "outcome", value[0] == '!' ? "error" : "value");
        cJSON_AddStringToObject(result, "out", value);
        if (!cJSON_AddItemToArray(results, result)) {
            cJSON_Delete(result); /* there is no memory */
        }
    }
    return event;
}

/* Tells of a line that is no event itself, if anything waits for it. */
static bool feed_made(smacs_session *s, smacs_text line, waiting *w) {
    const bool check = line.data[0] == '#';
    const int number = take(check ? &w->checks : &w->calls);
    cJSON *event = number < 0 ? NULL : check ? checked(line, number) : reply_of(line, number);
    char *json = event ? cJSON_PrintUnformatted(event) : NULL;
    const bool fed = !json || feed(s, smacs_text_of(json), w);
    cJSON_free(json);
    cJSON_Delete(event);
    return fed;
}

static void rescore(const smacs_session *s, smacs_text weights) {
    char *json = NULL;
    size_t length = 0;
    if (smacs_session_rescore(s, weights, &json, &length, NULL) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    smacs_free(NULL, json);
}

static bool tell(smacs_session *s, smacs_text line, waiting *w) {
    if (line.size > 0 && line.data[0] == '=') {
        rescore(s, (smacs_text){line.data + 1, line.size - 1});
        return true;
    }
    return line.size == 0 || (line.data[0] == '{' ? feed(s, line, w) : feed_made(s, line, w));
}

/* The trace of a run shows the same view, and runs again. */
static void run_again(const smacs_session *s) {
    smacs_session *again = NULL;
    char *trace = NULL, *view = NULL, *recorded = NULL;
    size_t length = 0, view_length = 0, recorded_length = 0;
    smacs_error error = {.message = ""};
    FUZZ_CHECK(smacs_session_trace(s, &trace, &length) == SMACS_OK);
    FUZZ_CHECK(smacs_session_view(s, &view, &view_length) == SMACS_OK);
    if (trace && view) {
        const smacs_text text = {trace, length};
        const smacs_status status = smacs_session_replay(NULL, world()->index, world()->embedder, text, &again, &error);
        if (status != SMACS_OK && !fuzz_starved) {
            fprintf(stderr, "step %d: %s (%s)\n%s\n", (int)error.position, error.message, error.detail, trace);
        }
        FUZZ_CHECK(status == SMACS_OK);
        FUZZ_CHECK(smacs_trace_view(NULL, text, &recorded, &recorded_length, NULL) == SMACS_OK);
    }
    smacs_free(NULL, recorded);
    smacs_free(NULL, view);
    smacs_free(NULL, trace);
    smacs_session_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    smacs_text rest = {(const char *)data, size};
    smacs_session *s = NULL;
    waiting waits = {.calls = {.count = 0}};
    if (size == 0) {
        return 0;
    }
    if (smacs_session_create(NULL, w->index, w->embedder, fuzz_line(&rest), &s, NULL) == SMACS_OK) {
        bool fed = feed(s, smacs_text_of("{\"type\":\"begin\"}"), &waits);
        while (rest.size > 0 && fed) {
            fed = tell(s, fuzz_line(&rest), &waits);
        }
        if (fed) {
            run_again(s);
        }
    }
    smacs_session_free(s);
    return 0;
}
