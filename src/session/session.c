/* A run driven by JSON, with its trace; and a trace run again. */
#include "answer/words.h"
#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include "posterior/certainty.h"
#include "session/recorded.h"
#include "json/run.h"
#include <smacs/session.h>
#include <smacs/smacs.h>
#include <string.h>

/* Of the trace's format. Version 1 had no view; it can still be run again. */
enum { TRACE_VERSION = 2, TRACE_OLDEST = 1 };

struct smacs_session {
    smacs_allocator a;
    const smacs_index *index;
    const smacs_embedder *embedder;
    smacs_run *run;
    smacs_bytes request; /* as JSON */
    smacs_bytes steps;   /* the array's items, with commas */
    uint32_t step_count;
};

static smacs_text text_of_bytes(const smacs_bytes *bytes) { return (smacs_text){bytes->data, bytes->size}; }

/* A tree, compact, into `out`. */
static void append_tree(const smacs_allocator *a, smacs_bytes *out, const cJSON *tree) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, a);
    smacs_json_tree(&w, tree);
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        out->failed = true;
        return;
    }
    smacs_bytes_append(a, out, json, size);
    smacs_mem_free(a, json);
}

static void append_text(const smacs_allocator *a, smacs_bytes *out, const char *text) {
    smacs_bytes_append(a, out, text, strlen(text));
}

/* Appends `text` with U+FFFD for each byte that is not UTF-8. */
static void append_repaired(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    size_t whole = 0; /* where the run that can be copied as it is begins */
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        smacs_utf8_next(text.data, text.size, &end);
        if ((unsigned char)text.data[i] >= 0x80 && end == i + 1) {
            smacs_bytes_append(a, out, text.data + whole, i - whole);
            smacs_bytes_append(a, out, "\xEF\xBF\xBD", 3);
            whole = end;
        }
        i = end;
    }
    if (text.size > whole) {
        smacs_bytes_append(a, out, text.data + whole, text.size - whole);
    }
}

/* Parses a message. What the run is told must be what the trace can hold, so that it can be told again: texts that are
 * not UTF-8 are repaired before anybody reads them. */
static smacs_status parse_message(const smacs_allocator *a, smacs_text json, cJSON **tree, smacs_error *error) {
    smacs_bytes repaired = {0};
    *tree = NULL;
    if (smacs_text_lacks(json)) {
        return smacs_fail_null(error);
    }
    append_repaired(a, &repaired, json);
    const smacs_status status =
        repaired.failed ? smacs_fail_memory(error) : smacs_json_parse(text_of_bytes(&repaired), tree, error);
    smacs_bytes_free(a, &repaired);
    return status;
}

/* ---- creating ---- */

static smacs_status create(smacs_session *s, const cJSON *tree, smacs_error *error) {
    smacs_request_parts parts = {.a = s->a};
    smacs_run_request request;
    smacs_status status = smacs_run_request_read(tree, &parts, &request, error);
    if (status == SMACS_OK) {
        status = smacs_run_create(&s->a, s->index, s->embedder, &request, &s->run, error);
    }
    smacs_run_request_free(&parts);
    if (status == SMACS_OK) {
        append_tree(&s->a, &s->request, tree);
        status = s->request.failed ? smacs_fail_memory(error) : SMACS_OK;
    }
    return status;
}

static smacs_status create_from_tree(const smacs_allocator *allocator, const smacs_index *index,
                                     const smacs_embedder *embedder, const cJSON *tree, smacs_session **out,
                                     smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_session *s = smacs_mem_zeroed(&a, 1, sizeof *s);
    *out = NULL;
    if (!s) {
        return smacs_fail_memory(error);
    }
    *s = (smacs_session){.a = a, .index = index, .embedder = embedder};
    const smacs_status status = create(s, tree, error);
    if (status != SMACS_OK) {
        smacs_session_free(s);
        return status;
    }
    *out = s;
    return SMACS_OK;
}

smacs_status smacs_session_create(const smacs_allocator *allocator, const smacs_index *index,
                                  const smacs_embedder *embedder, smacs_text request, smacs_session **out,
                                  smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!embedder) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    cJSON *tree = NULL;
    smacs_status status = parse_message(&a, request, &tree, error);
    if (status == SMACS_OK) {
        status = create_from_tree(allocator, index, embedder, tree, out, error);
    }
    cJSON_Delete(tree);
    return status;
}

void smacs_session_free(smacs_session *s) {
    if (s) {
        const smacs_allocator a = s->a;
        smacs_run_free(s->run);
        smacs_bytes_free(&a, &s->request);
        smacs_bytes_free(&a, &s->steps);
        smacs_mem_free(&a, s);
    }
}

/* ---- feeding ---- */

static smacs_status write_actions(const smacs_session *s, const smacs_action *actions, uint32_t count, char **json,
                                  size_t *size) {
    const smacs_run_view view = smacs_run_look(s->run);
    smacs_json_writer w;
    smacs_json_begin(&w, &s->a);
    smacs_json_open(&w, '[');
    for (uint32_t i = 0; i < count; i++) {
        smacs_run_action_write(&w, &view, &actions[i]);
    }
    smacs_json_close(&w, ']');
    return smacs_json_finish(&w, json, size);
}

static smacs_status remember(smacs_session *s, const cJSON *event, smacs_text actions) {
    append_text(&s->a, &s->steps, s->step_count > 0 ? ",{\"event\":" : "{\"event\":");
    append_tree(&s->a, &s->steps, event);
    append_text(&s->a, &s->steps, ",\"actions\":");
    smacs_bytes_append(&s->a, &s->steps, actions.data, actions.size);
    append_text(&s->a, &s->steps, "}");
    s->step_count++;
    return s->steps.failed ? SMACS_E_MEMORY : SMACS_OK;
}

static smacs_status feed_tree(smacs_session *s, const cJSON *tree, char **json, size_t *size, smacs_error *error) {
    const smacs_run_view view = smacs_run_look(s->run);
    const smacs_action *actions = NULL;
    uint32_t count = 0;
    smacs_event event;
    smacs_check_result results[SMACS_EVENT_RESULTS_MAX];
    smacs_status status = smacs_run_event_read(tree, &view, results, &event, error);
    if (status == SMACS_OK) {
        status = smacs_run_feed(s->run, &event, &actions, &count, error);
    }
    if (status != SMACS_OK) {
        return status;
    }
    if (write_actions(s, actions, count, json, size) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    if (remember(s, tree, (smacs_text){*json, *size}) != SMACS_OK) {
        smacs_mem_free(&s->a, *json);
        *json = NULL;
        return smacs_fail_memory(error);
    }
    return SMACS_OK;
}

smacs_status smacs_session_feed(smacs_session *s, smacs_text event, char **actions, size_t *size, smacs_error *error) {
    if (actions) {
        *actions = NULL;
    }
    if (!s || !actions || !size) {
        return smacs_fail_null(error);
    }
    cJSON *tree = NULL;
    *size = 0;
    smacs_status status = parse_message(&s->a, event, &tree, error);
    if (status == SMACS_OK) {
        status = feed_tree(s, tree, actions, size, error);
    }
    cJSON_Delete(tree);
    return status;
}

/* ---- looking ---- */

smacs_status smacs_session_view(const smacs_session *s, char **json, size_t *size) {
    if (json) {
        *json = NULL;
    }
    if (!s || !json || !size) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_run_view view = smacs_run_look(s->run);
    smacs_json_writer w;
    smacs_json_begin(&w, &s->a);
    smacs_run_view_write(&w, &view);
    return smacs_json_finish(&w, json, size);
}

smacs_status smacs_session_rescore(const smacs_session *s, smacs_text weights, char **json, size_t *size,
                                   smacs_error *error) {
    if (json) {
        *json = NULL;
    }
    if (!s || !json || !size) {
        return smacs_fail_null(error);
    }
    const smacs_run_view view = smacs_run_look(s->run);
    smacs_terms *terms = smacs_mem_zeroed(&s->a, view.candidate_count, sizeof *terms);
    cJSON *tree = NULL;
    smacs_weights w = {0};
    uint32_t kept = 0;
    smacs_status status = terms ? smacs_json_parse(weights, &tree, error) : smacs_fail_memory(error);
    if (status == SMACS_OK) {
        status = smacs_run_weights_read(tree, &w, error);
    }
    if (status == SMACS_OK) {
        status = smacs_run_rescore(s->run, &w, terms, &kept, error);
    }
    if (status == SMACS_OK) {
        smacs_json_writer out;
        smacs_json_begin(&out, &s->a);
        smacs_json_open(&out, '{');
        smacs_run_scores_write(&out, &view, terms, view.candidates[kept]);
        smacs_json_close(&out, '}');
        status = smacs_json_finish(&out, json, size);
    }
    cJSON_Delete(tree);
    smacs_mem_free(&s->a, terms);
    return status;
}

/* ---- traces ---- */

static void write_raw(smacs_json_writer *w, const char *name, const smacs_bytes *json) {
    smacs_json_name(w, name);
    smacs_bytes_append(w->a, &w->out, json->data ? json->data : "", json->size);
    w->follows = true;
}

smacs_status smacs_session_trace(const smacs_session *s, char **json, size_t *size) {
    if (json) {
        *json = NULL;
    }
    if (!s || !json || !size) {
        return SMACS_E_ARGUMENT;
    }
    smacs_json_writer w;
    smacs_json_begin(&w, &s->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "smacs_trace", TRACE_VERSION);
    smacs_json_text_member(&w, "version", smacs_text_of(smacs_version()));
    smacs_json_name(&w, "index");
    if (s->index) {
        smacs_json_digest(&w, smacs_index_describe(s->index).digest);
    } else {
        smacs_json_text(&w, (smacs_text){0});
    }
    smacs_json_digest_member(&w, "embedder", smacs_embedder_describe(s->embedder).digest);
    smacs_json_name(&w, "tables");
    smacs_json_open(&w, '{');
    smacs_json_digest_member(&w, "words", smacs_words_digest());
    smacs_json_digest_member(&w, "certainty", smacs_certainty_digest());
    smacs_json_close(&w, '}');
    write_raw(&w, "request", &s->request);
    smacs_json_name(&w, "steps");
    smacs_json_open(&w, '[');
    smacs_bytes_append(w.a, &w.out, s->steps.data ? s->steps.data : "", s->steps.size);
    smacs_json_close(&w, ']');
    const smacs_run_view view = smacs_run_look(s->run);
    smacs_json_name(&w, "view");
    smacs_run_view_write(&w, &view);
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}

typedef struct trace_parts {
    uint32_t format, pictures;
    smacs_text version, index, embedder;
    const cJSON *tables, *request, *steps, *view;
} trace_parts;

static smacs_status read_trace(const cJSON *tree, trace_parts *t, smacs_error *error) {
    const smacs_field fields[] = {{"smacs_trace", SMACS_FIELD_COUNT, &t->format, true, NULL},
                                  {"version", SMACS_FIELD_TEXT, &t->version, true, NULL},
                                  {"index", SMACS_FIELD_TEXT_OR_NULL, &t->index, true, NULL},
                                  {"embedder", SMACS_FIELD_TEXT, &t->embedder, true, NULL},
                                  {"tables", SMACS_FIELD_OBJECT, (void *)&t->tables, false, NULL},
                                  {"request", SMACS_FIELD_OBJECT, (void *)&t->request, true, NULL},
                                  {"steps", SMACS_FIELD_ARRAY, (void *)&t->steps, true, NULL},
                                  {"view", SMACS_FIELD_OBJECT, (void *)&t->view, false, NULL},
                                  /* A host's note of how many it sent along; a trace holds none of them. */
                                  {"pictures", SMACS_FIELD_COUNT, &t->pictures, false, NULL}};
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(tree, "smacs_trace");
    if (cJSON_IsNumber(format) && !(format->valuedouble >= TRACE_OLDEST && format->valuedouble <= TRACE_VERSION)) {
        return smacs_fail(error, SMACS_E_VERSION, "this trace comes from a newer version of smacs",
                          smacs_text_of(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "version"))),
                          SMACS_NO_POSITION);
    }
    return smacs_fields_read(tree, fields, sizeof fields / sizeof *fields, "trace", error);
}

static bool is_digest(smacs_text text, uint64_t digest) {
    char digits[SMACS_DIGITS_MAX];
    const size_t size = smacs_text_digits(digest, 16, 16, digits);
    return text.data && text.size == size && memcmp(text.data, digits, size) == 0;
}

static bool is_table(const trace_parts *t, const char *name, uint64_t digest) {
    return is_digest(smacs_text_of(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(t->tables, name))), digest);
}

/* Version 1 does not say with which tables it was decided; replay tells. */
static smacs_status check_tables(const trace_parts *t, smacs_error *error) {
    if (t->tables && !is_table(t, "words", smacs_words_digest())) {
        return smacs_fail(error, SMACS_E_VERSION, "the trace was decided by a version with other words", t->version,
                          SMACS_NO_POSITION);
    }
    return !t->tables || is_table(t, "certainty", smacs_certainty_digest())
               ? SMACS_OK
               : smacs_fail(error, SMACS_E_VERSION, "the trace was decided by a version that weighs votes otherwise",
                            t->version, SMACS_NO_POSITION);
}

static smacs_status check_files(const trace_parts *t, const smacs_index *index, const smacs_embedder *embedder,
                                smacs_error *error) {
    if (!is_digest(t->embedder, smacs_embedder_describe(embedder).digest)) {
        return smacs_fail(error, SMACS_E_MISMATCH, "the trace was made with another embedder", t->embedder,
                          SMACS_NO_POSITION);
    }
    const bool same = t->index.data ? index && is_digest(t->index, smacs_index_describe(index).digest) : !index;
    return same ? SMACS_OK
                : smacs_fail(error, SMACS_E_MISMATCH, "the trace was made with another index", t->index,
                             SMACS_NO_POSITION);
}

/* Whether the actions are those of the trace. Until costs could be "listed", such ones were "actual". */
static bool are_recorded(smacs_text made, smacs_text recorded) {
    static const char name[] = "\"cost_basis\":\"", listed[] = "listed", actual[] = "actual";
    const size_t word = sizeof listed - 1, ahead = sizeof name - 1;
    size_t at = 0;
    while (made.size == recorded.size && at < made.size) {
        if (made.data[at] == recorded.data[at]) {
            at++;
        } else if (at >= ahead && made.size - at > word && memcmp(made.data + at - ahead, name, ahead) == 0 &&
                   memcmp(made.data + at, listed, word) == 0 && memcmp(recorded.data + at, actual, word) == 0) {
            at += word;
        } else {
            return false;
        }
    }
    return made.size == recorded.size;
}

static smacs_status replay_step(smacs_session *s, const cJSON *step, smacs_error *error) {
    const cJSON *event = NULL, *actions = NULL;
    const smacs_field fields[] = {{"event", SMACS_FIELD_OBJECT, (void *)&event, true, NULL},
                                  {"actions", SMACS_FIELD_ARRAY, (void *)&actions, true, NULL}};
    char *made = NULL;
    size_t size = 0;
    smacs_bytes recorded = {0};
    smacs_status status = smacs_fields_read(step, fields, 2, "step", error);
    if (status == SMACS_OK) {
        status = feed_tree(s, event, &made, &size, error);
    }
    if (status == SMACS_OK) {
        append_tree(&s->a, &recorded, actions);
        const smacs_text before = text_of_bytes(&recorded);
        status = recorded.failed ? smacs_fail_memory(error) : SMACS_OK;
        if (status == SMACS_OK && !(before.data && made && are_recorded((smacs_text){made, size}, before))) {
            status = smacs_fail_plain(error, SMACS_E_MISMATCH, "the run decides otherwise than the trace says");
        }
    }
    smacs_mem_free(&s->a, made);
    smacs_bytes_free(&s->a, &recorded);
    return status;
}

static smacs_status replay_steps(smacs_session *s, const cJSON *steps, smacs_error *error) {
    smacs_status status = SMACS_OK;
    uint64_t number = 0;
    for (const cJSON *step = steps->child; step && status == SMACS_OK; step = step->next) {
        number++;
        status = replay_step(s, step, error);
    }
    if (status != SMACS_OK && error) {
        error->position = number - 1; /* counted as the trace's array counts */
    }
    return status;
}

smacs_status smacs_session_replay(const smacs_allocator *allocator, const smacs_index *index,
                                  const smacs_embedder *embedder, smacs_text trace, smacs_session **out,
                                  smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!embedder) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    trace_parts t = {0};
    cJSON *tree = NULL;
    smacs_status status = parse_message(&a, trace, &tree, error);
    if (status == SMACS_OK) {
        status = read_trace(tree, &t, error);
    }
    if (status == SMACS_OK) {
        status = check_files(&t, index, embedder, error);
    }
    if (status == SMACS_OK) {
        status = check_tables(&t, error);
    }
    if (status == SMACS_OK) {
        status = create_from_tree(allocator, index, embedder, t.request, out, error);
    }
    if (status == SMACS_OK) {
        status = replay_steps(*out, t.steps, error);
    }
    if (status != SMACS_OK) {
        smacs_session_free(*out);
        *out = NULL;
    }
    cJSON_Delete(tree);
    return status;
}

smacs_status smacs_trace_view(const smacs_allocator *allocator, smacs_text trace, char **json, size_t *size,
                              smacs_error *error) {
    if (!json || !size) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    trace_parts t = {0};
    cJSON *tree = NULL;
    *json = NULL;
    *size = 0;
    smacs_status status = parse_message(&a, trace, &tree, error);
    if (status == SMACS_OK) {
        status = read_trace(tree, &t, error);
    }
    if (status == SMACS_OK) {
        status = t.view ? smacs_recorded_view(&a, t.view, json, size, error)
                        : smacs_recorded_steps(&a, t.request, t.steps, json, size, error);
    }
    cJSON_Delete(tree);
    return status;
}
