/* The view that a trace recorded, without running it again: for traces of versions that decided otherwise, and of
 * indexes that are not at hand. Version 2 holds the view; from version 1 it is put together, as far as its steps
 * tell. */
#include "session/recorded.h"

#include "base/error.h"
#include "base/names.h"
#include "base/text.h"
#include "session/shape.h"
#include "json/groups.h"
#include "json/run.h"
#include <string.h>

/* ---- what a view looks like (wasm/schema/run.schema.json) ---- */

#define TEXT(name)                                                                                                     \
    { name, SMACS_SHAPE_TEXT, false, NULL, NULL, SMACS_SHAPE_NEEDED }
#define TEXT_OR_NULL(name)                                                                                             \
    { name, SMACS_SHAPE_TEXT, true, NULL, NULL, SMACS_SHAPE_NEEDED }
#define NUMBER(name)                                                                                                   \
    { name, SMACS_SHAPE_NUMBER, false, NULL, NULL, SMACS_SHAPE_NEEDED }
#define NUMBER_OR_NULL(name)                                                                                           \
    { name, SMACS_SHAPE_NUMBER, true, NULL, NULL, SMACS_SHAPE_NEEDED }
#define COUNT(name)                                                                                                    \
    { name, SMACS_SHAPE_COUNT, false, NULL, NULL, SMACS_SHAPE_NEEDED }
#define COUNT_OR_NULL(name)                                                                                            \
    { name, SMACS_SHAPE_COUNT, true, NULL, NULL, SMACS_SHAPE_NEEDED }
#define FLAG(name)                                                                                                     \
    { name, SMACS_SHAPE_FLAG, false, NULL, NULL, SMACS_SHAPE_NEEDED }
#define WORD(name, words)                                                                                              \
    { name, SMACS_SHAPE_WORD, false, words, NULL, SMACS_SHAPE_NEEDED }
#define OBJECT(name, members)                                                                                          \
    { name, SMACS_SHAPE_OBJECT, false, NULL, members, SMACS_SHAPE_NEEDED }
#define OBJECT_OR_NULL(name, members)                                                                                  \
    { name, SMACS_SHAPE_OBJECT, true, NULL, members, SMACS_SHAPE_NEEDED }
#define ARRAY(name, items)                                                                                             \
    { name, SMACS_SHAPE_ARRAY, false, NULL, items, SMACS_SHAPE_NEEDED }
#define MAYBE_TEXT(name)                                                                                               \
    { name, SMACS_SHAPE_TEXT, false, NULL, NULL, SMACS_SHAPE_OPTIONAL }
/* What views have had since they are recorded at all, but not from the first day on. */
#define LATER_TEXT(name)                                                                                               \
    { name, SMACS_SHAPE_TEXT, true, NULL, NULL, SMACS_SHAPE_LATER }
#define LATER_COUNT(name)                                                                                              \
    { name, SMACS_SHAPE_COUNT, true, NULL, NULL, SMACS_SHAPE_LATER }
#define LATER_OBJECT(name, members)                                                                                    \
    { name, SMACS_SHAPE_OBJECT, true, NULL, members, SMACS_SHAPE_LATER }
#define LATER_ARRAY(name, items)                                                                                       \
    { name, SMACS_SHAPE_ARRAY, false, NULL, items, SMACS_SHAPE_LATER }
#define END                                                                                                            \
    { NULL, SMACS_SHAPE_TEXT, false, NULL, NULL, SMACS_SHAPE_NEEDED }

/* The names of smacs_answer_kind, but for none. */
static const char *const answer_kinds[] = {"choice", "number", "boolean", "expression", "literal", "text", NULL};

static const smacs_shape usage[] = {COUNT("input"),
                                    COUNT("output"),
                                    NUMBER_OR_NULL("cost"),
                                    WORD("basis", smacs_run_bases),
                                    WORD("cost_basis", smacs_run_cost_bases),
                                    END};
static const smacs_shape answer[] = {WORD("kind", answer_kinds), TEXT("found"), TEXT("key"), MAYBE_TEXT("mark"), END};
static const smacs_shape panel_member[] = {TEXT("member"),          TEXT_OR_NULL("model"),
                                           NUMBER_OR_NULL("prior"), NUMBER_OR_NULL("standard_error"),
                                           FLAG("dropped"),         END};
static const smacs_shape number = COUNT(NULL);
static const smacs_shape call[] = {COUNT("call"),
                                   WORD("role", smacs_run_roles),
                                   TEXT("member"),
                                   COUNT_OR_NULL("subset"),
                                   LATER_COUNT("of"),
                                   {"pair", SMACS_SHAPE_ARRAY, false, NULL, &number, SMACS_SHAPE_OPTIONAL},
                                   {"order", SMACS_SHAPE_COUNT, false, NULL, NULL, SMACS_SHAPE_OPTIONAL},
                                   WORD("state", smacs_run_call_states),
                                   WORD("why", smacs_run_cancel_reasons),
                                   FLAG("cut"),
                                   FLAG("late"),
                                   TEXT_OR_NULL("text"),
                                   TEXT_OR_NULL("finish"),
                                   TEXT_OR_NULL("failure"),
                                   LATER_TEXT("served"),
                                   OBJECT_OR_NULL("answer", answer),
                                   LATER_TEXT("how"),
                                   NUMBER_OR_NULL("mean_logprob"),
                                   COUNT("ms"),
                                   OBJECT("usage", usage),
                                   END};
static const smacs_shape candidate[] = {COUNT("call"),
                                        TEXT("member"),
                                        OBJECT_OR_NULL("answer", answer),
                                        NUMBER_OR_NULL("agreement"),
                                        NUMBER_OR_NULL("confidence"),
                                        NUMBER_OR_NULL("vote"),
                                        NUMBER("score"),
                                        END};
static const smacs_shape weights[] = {NUMBER("agreement"), NUMBER("confidence"), NUMBER("vote"), END};
static const smacs_shape certainty[] = {NUMBER_OR_NULL("p"), WORD("why", smacs_run_certainty_reasons), END};
static const smacs_shape panel_item = OBJECT(NULL, panel_member), call_item = OBJECT(NULL, call),
                         candidate_item = OBJECT(NULL, candidate), cosine = NUMBER(NULL),
                         numbers = ARRAY(NULL, &number), cosines = ARRAY(NULL, &cosine),
                         degradation = WORD(NULL, smacs_run_degradations);
static const smacs_shape camp[] = {
    TEXT("key"),
    MAYBE_TEXT("mark"),
    TEXT("claim"),
    ARRAY("members", &number),
    LATER_COUNT("makers"),
    NUMBER("share"),
    {"checked", SMACS_SHAPE_WORD, true, smacs_run_checked_words, NULL, SMACS_SHAPE_OPTIONAL},
    END};
static const smacs_shape check[] = {COUNT("id"),     COUNT_OR_NULL("call"), FLAG("done"), COUNT("inputs"),
                                    COUNT("passed"), COUNT("failed"),       END};
static const smacs_shape check_item = OBJECT(NULL, check);
static const smacs_shape asked_back[] = {COUNT("calls"), OBJECT("usage", usage), END};
static const smacs_shape referee[] = {TEXT("member"),  ARRAY("pair", &number),     COUNT_OR_NULL("winner"),
                                      FLAG("changed"), NUMBER_OR_NULL("expected"), NUMBER("break_even"),
                                      COUNT("calls"),  OBJECT("usage", usage),     END};
static const smacs_shape camp_item = OBJECT(NULL, camp);
static const smacs_shape view[] = {WORD("phase", smacs_run_phases),
                                   WORD("mode", smacs_run_modes),
                                   {"pace", SMACS_SHAPE_WORD, true, smacs_run_paces, NULL, SMACS_SHAPE_LATER},
                                   ARRAY("panel", &panel_item),
                                   ARRAY("calls", &call_item),
                                   ARRAY("subsets", &numbers),
                                   ARRAY("similarity", &cosines),
                                   OBJECT("weights", weights),
                                   LATER_ARRAY("camps", &camp_item),
                                   LATER_COUNT("kept_camp"),
                                   LATER_COUNT("unread"),
                                   LATER_COUNT("failed"),
                                   LATER_OBJECT("certainty", certainty),
                                   LATER_OBJECT("asked_back", asked_back),
                                   LATER_OBJECT("referee", referee),
                                   {"checks", SMACS_SHAPE_ARRAY, false, NULL, &check_item, SMACS_SHAPE_OPTIONAL},
                                   {"output", SMACS_SHAPE_TEXT, true, NULL, NULL, SMACS_SHAPE_OPTIONAL},
                                   {"kept_output", SMACS_SHAPE_FLAG, false, NULL, NULL, SMACS_SHAPE_OPTIONAL},
                                   WORD("settled", smacs_run_modes),
                                   COUNT_OR_NULL("kept"),
                                   ARRAY("candidates", &candidate_item),
                                   ARRAY("degraded", &degradation),
                                   FLAG("guarded"),
                                   FLAG("stopped_early"),
                                   COUNT("calls_made"),
                                   COUNT("calls_planned"),
                                   COUNT("calls_saved"),
                                   OBJECT("usage", usage),
                                   END};
static const smacs_shape whole = OBJECT("view", view);

static const cJSON *member(const cJSON *tree, const char *name) { return cJSON_GetObjectItemCaseSensitive(tree, name); }

static smacs_text text_of(const cJSON *tree, const char *name) {
    return smacs_text_of(cJSON_GetStringValue(member(tree, name)));
}

static bool is_type(const cJSON *tree, const char *type) {
    const char *word = cJSON_GetStringValue(member(tree, "type"));
    return word && strcmp(word, type) == 0;
}

/* More calls than any run makes; a longer trace is not looked through. */
enum { CALLS_MAX = 4096 };

/* Who shows a view takes time for the product of its parts. */
static bool is_too_large(const cJSON *tree) {
    return cJSON_GetArraySize(member(tree, "calls")) > CALLS_MAX ||
           cJSON_GetArraySize(member(tree, "panel")) > CALLS_MAX ||
           cJSON_GetArraySize(member(tree, "candidates")) > CALLS_MAX ||
           cJSON_GetArraySize(member(tree, "camps")) > CALLS_MAX ||
           cJSON_GetArraySize(member(tree, "subsets")) > SMACS_SUBSETS_MAX;
}

/* Whether a number that a view gives for a call, or for a camp, is one of its `count`; or null. */
static bool is_place(const cJSON *tree, int count) {
    return !tree || cJSON_IsNull(tree) || (cJSON_IsNumber(tree) && tree->valuedouble < count);
}

/* Whether camps have calls as their members, and not more of them than there are. */
static bool camps_are_consistent(const cJSON *tree, int calls) {
    const cJSON *camps = member(tree, "camps"), *item, *called;
    bool sound = is_place(member(tree, "kept_camp"), cJSON_GetArraySize(camps));
    int members = 0;
    cJSON_ArrayForEach(item, camps) {
        cJSON_ArrayForEach(called, member(item, "members")) {
            sound = sound && ++members <= calls && is_place(called, calls);
        }
    }
    return sound;
}

/* A view's calls stand at the places that their numbers say, and what points to calls points to some. */
static bool is_consistent(const cJSON *tree) {
    const cJSON *calls = member(tree, "calls");
    const int count = cJSON_GetArraySize(calls);
    const cJSON *item;
    int place = 0;
    bool sound = is_place(member(tree, "kept"), count) && camps_are_consistent(tree, count);
    cJSON_ArrayForEach(item, calls) {
        const cJSON *called = member(item, "call");
        sound =
            sound && cJSON_IsNumber(called) && called->valuedouble == place++ && is_place(member(item, "of"), count);
    }
    cJSON_ArrayForEach(item, member(tree, "candidates")) { sound = sound && is_place(member(item, "call"), count); }
    cJSON_ArrayForEach(item, member(tree, "subsets")) {
        const cJSON *shown;
        cJSON_ArrayForEach(shown, item) { sound = sound && is_place(shown, count); }
    }
    return sound;
}

smacs_status smacs_recorded_view(const smacs_allocator *a, const cJSON *tree, char **json, size_t *size,
                                 smacs_error *error) {
    smacs_json_writer w;
    smacs_json_begin(&w, a);
    smacs_status status = is_too_large(tree) ? smacs_fail_plain(error, SMACS_E_TOO_LARGE, "no run makes so many calls")
                                             : smacs_shape_copy(&w, tree, &whole, error);
    if (status == SMACS_OK && !is_consistent(tree)) {
        status = smacs_fail(error, SMACS_E_SCHEMA, "a recorded view speaks of a call that it does not have",
                            smacs_text_of("view"), SMACS_NO_POSITION);
    }
    if (status != SMACS_OK) {
        smacs_bytes_free(a, &w.out);
        return status;
    }
    return smacs_json_finish(&w, json, size) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

/* ---- version 1: a view put together from steps ---- */

/* Somebody who was asked. Strangers' traces have many steps, so each part of a trace is gone through once. */
typedef struct told_member {
    const cJSON *in_pool; /* NULL: the pool does not have it */
    bool dropped;
} told_member;

typedef struct told_call {
    const cJSON *action;    /* that sent it */
    const cJSON *end;       /* the event that ended it; NULL: none */
    const cJSON *cancelled; /* the action that gave it up; NULL: none */
    const cJSON *answer;    /* the final one, as the scores have it; NULL: none */
    smacs_bytes pieces;     /* what came as deltas */
} told_call;

typedef struct told {
    smacs_allocator a;
    const cJSON *request;
    told_call *calls; /* [count] by number */
    uint32_t count, capacity;
    smacs_names ids;      /* of who was asked, each once, in that order */
    told_member *members; /* [ids.count] */
    const cJSON *answer;  /* the last answer action; NULL: none, or calls have left since */
    const cJSON *steps;
} told;

static told_call *find_call(const told *t, const cJSON *tree) {
    const cJSON *called = member(tree, "call");
    const bool known = cJSON_IsNumber(called) && called->valuedouble >= 0.0 && called->valuedouble < t->count;
    return known ? &t->calls[(uint32_t)called->valuedouble] : NULL;
}

static void take_event(told *t, const cJSON *event) {
    told_call *c = find_call(t, event);
    if (c && is_type(event, "delta")) {
        const smacs_text piece = text_of(event, "text");
        smacs_bytes_append(&t->a, &c->pieces, piece.data ? piece.data : "", piece.size);
    } else if (c && (is_type(event, "completed") || is_type(event, "failed"))) {
        c->end = event;
    }
}

static void take_action(told *t, const cJSON *action) {
    told_call *c = find_call(t, action);
    if (is_type(action, "call") && t->count < t->capacity) {
        t->calls[t->count++].action = action;
        t->answer = NULL;
    } else if (is_type(action, "cancel") && c) {
        c->cancelled = action;
    } else if (is_type(action, "answer")) {
        t->answer = action;
    }
}

static smacs_status take_steps(told *t, smacs_error *error) {
    const cJSON *step, *action;
    cJSON_ArrayForEach(step, t->steps) {
        cJSON_ArrayForEach(action, member(step, "actions")) { t->capacity += is_type(action, "call") ? 1 : 0; }
    }
    if (t->capacity > CALLS_MAX) {
        return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "no run makes so many calls");
    }
    t->calls = smacs_mem_zeroed(&t->a, t->capacity, sizeof *t->calls);
    if (!t->calls) {
        return smacs_fail_memory(error);
    }
    cJSON_ArrayForEach(step, t->steps) {
        take_event(t, member(step, "event"));
        cJSON_ArrayForEach(action, member(step, "actions")) { take_action(t, action); }
    }
    return SMACS_OK;
}

static told_member *find_member(const told *t, const cJSON *tree, const char *name) {
    const smacs_text id = text_of(tree, name);
    const uint32_t place = id.data ? smacs_names_find(&t->ids, id) : SMACS_NO_NAME;
    return place == SMACS_NO_NAME ? NULL : &t->members[place];
}

static void take_wish(const told *t, const cJSON *event) {
    told_member *m = find_member(t, event, "member");
    const smacs_text what = text_of(event, "what");
    if (m && what.data) {
        m->dropped = strcmp(what.data, "drop") == 0 || (m->dropped && strcmp(what.data, "ask") != 0);
    }
}

/* A trace of version 1 does not say who might have been asked besides those who were. */
static smacs_status take_members(told *t, smacs_error *error) {
    const cJSON *item;
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0, place; i < t->count && status == SMACS_OK; i++) {
        const smacs_text id = text_of(t->calls[i].action, "member");
        status = id.data ? smacs_names_intern(&t->a, &t->ids, id, &place) : SMACS_OK;
    }
    t->members = smacs_mem_zeroed(&t->a, t->ids.count, sizeof *t->members);
    if (status != SMACS_OK || !t->members) {
        return smacs_fail_memory(error);
    }
    cJSON_ArrayForEach(item, member(t->request, "pool")) {
        told_member *m = find_member(t, item, "id");
        if (m) {
            m->in_pool = item;
        }
    }
    cJSON_ArrayForEach(item, t->steps) { take_wish(t, member(item, "event")); }
    return SMACS_OK;
}

static void take_answers(const told *t) {
    const cJSON *scored;
    cJSON_ArrayForEach(scored, member(t->answer, "candidates")) {
        told_call *c = find_call(t, scored);
        if (c && !c->answer) {
            c->answer = member(scored, "answer");
        }
    }
}

static smacs_status listen(told *t, smacs_error *error) {
    const smacs_status status = take_steps(t, error);
    if (status == SMACS_OK) {
        take_answers(t);
    }
    return status == SMACS_OK ? take_members(t, error) : status;
}

/* A member as it stands there; null if there is none. */
static void same(smacs_json_writer *w, const char *name, const cJSON *tree) {
    smacs_json_name(w, name);
    smacs_json_tree(w, member(tree, name));
}

static void write_usage(smacs_json_writer *w, const cJSON *reported) {
    const cJSON *input = member(reported, "input"), *output = member(reported, "output");
    const cJSON *cost = member(reported, "cost"), *basis = member(reported, "basis");
    smacs_json_name(w, "usage");
    smacs_json_open(w, '{');
    smacs_json_number_member(w, "input", cJSON_IsNumber(input) ? input->valuedouble : 0.0);
    smacs_json_number_member(w, "output", cJSON_IsNumber(output) ? output->valuedouble : 0.0);
    same(w, "cost", reported);
    smacs_json_word_member(w, "basis", basis ? cJSON_GetStringValue(basis) : reported ? "actual" : "unknown");
    smacs_json_word_member(w, "cost_basis", cJSON_IsNumber(cost) ? "actual" : "unknown");
    smacs_json_close(w, '}');
}

static void write_call(smacs_json_writer *w, const told *t, uint32_t called) {
    const told_call *c = &t->calls[called];
    const bool whole_text = is_type(c->end, "completed"), failed = is_type(c->end, "failed");
    const smacs_text last = text_of(c->end, "text"), finish = text_of(c->end, "finish");
    const smacs_text pieces = {c->pieces.data, c->pieces.size}, text = last.data ? last : pieces;
    const bool limited = finish.size > 0 && !smacs_text_is(finish, "stop");
    const cJSON *ms = member(c->end, "ms");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "call", called);
    same(w, "role", c->action);
    same(w, "member", c->action);
    same(w, "subset", c->action);
    smacs_json_word_member(w, "state", c->cancelled ? "cancelled" : failed ? "failed" : whole_text ? "done" : "flying");
    smacs_json_word_member(w, "why", c->cancelled ? cJSON_GetStringValue(member(c->cancelled, "why")) : "none");
    smacs_json_flag_member(w, "cut", text.size > 0 && (!whole_text || limited));
    smacs_json_flag_member(w, "late", c->cancelled && c->end);
    smacs_json_text_member(w, "text", text);
    smacs_json_text_member(w, "finish", finish);
    smacs_json_text_member(w, "failure", text_of(c->end, "kind"));
    smacs_json_name(w, "answer");
    smacs_json_tree(w, c->answer);
    same(w, "mean_logprob", c->end);
    smacs_json_number_member(w, "ms", cJSON_IsNumber(ms) ? ms->valuedouble : 0.0);
    write_usage(w, member(c->end, "usage"));
    smacs_json_close(w, '}');
}

static void write_panel(smacs_json_writer *w, const told *t) {
    smacs_json_name(w, "panel");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < t->ids.count; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "member", smacs_names_get(&t->ids, i));
        same(w, "model", t->members[i].in_pool);
        same(w, "prior", t->members[i].in_pool);
        smacs_json_text_member(w, "standard_error", (smacs_text){0});
        smacs_json_flag_member(w, "dropped", t->members[i].dropped);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

/* Which references each aggregate saw is not told; there is room for as many subsets as are named. */
static void write_subsets(smacs_json_writer *w, const told *t) {
    uint32_t subsets = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const cJSON *subset = member(t->calls[i].action, "subset");
        const bool named =
            cJSON_IsNumber(subset) && subset->valuedouble >= subsets && subset->valuedouble < SMACS_SUBSETS_MAX;
        subsets = named ? (uint32_t)subset->valuedouble + 1 : subsets;
    }
    smacs_json_name(w, "subsets");
    smacs_json_open(w, '[');
    for (uint32_t s = 0; s < subsets; s++) {
        smacs_json_open(w, '[');
        smacs_json_close(w, ']');
    }
    smacs_json_close(w, ']');
}

static void write_weights(smacs_json_writer *w, const cJSON *config, smacs_mode mode) {
    const cJSON *given = member(config, "weights");
    const smacs_weights own = smacs_weights_of(mode);
    if (given) {
        same(w, "weights", config);
    } else {
        smacs_run_weights_write(w, &own);
    }
}

/* What came of it, or what stands before anything has. */
static void write_result(smacs_json_writer *w, const told *t, const char *mode) {
    static const char *const members[] = {"settled",       "kept",       "candidates",    "degraded",    "guarded",
                                          "stopped_early", "calls_made", "calls_planned", "calls_saved", "usage"};
    for (size_t i = 0; t->answer && i < sizeof members / sizeof *members; i++) {
        same(w, members[i], t->answer);
    }
    if (t->answer) {
        return;
    }
    smacs_json_word_member(w, "settled", mode);
    smacs_json_text_member(w, "kept", (smacs_text){0});
    for (int i = 0; i < 2; i++) {
        smacs_json_name(w, i == 0 ? "candidates" : "degraded");
        smacs_json_open(w, '[');
        smacs_json_close(w, ']');
    }
    smacs_json_flag_member(w, "guarded", false);
    smacs_json_flag_member(w, "stopped_early", false);
    smacs_json_integer_member(w, "calls_made", t->count);
    smacs_json_integer_member(w, "calls_planned", t->count);
    smacs_json_integer_member(w, "calls_saved", 0);
    write_usage(w, NULL);
}

static const char *phase_of(const told *t) {
    bool aggregates = false;
    for (uint32_t i = 0; i < t->count; i++) {
        const smacs_text role = text_of(t->calls[i].action, "role");
        aggregates = aggregates || (role.data && strcmp(role.data, "aggregate") == 0);
    }
    return t->answer ? "done" : aggregates ? "aggregates" : t->steps->child ? "references" : "new";
}

static void write_told(smacs_json_writer *w, const told *t) {
    const cJSON *config = member(t->request, "config");
    const smacs_text given = text_of(config, "mode");
    const char *mode = given.data ? given.data : "auto";
    smacs_json_open(w, '{');
    smacs_json_word_member(w, "phase", phase_of(t));
    smacs_json_word_member(w, "mode", mode);
    write_panel(w, t);
    smacs_json_name(w, "calls");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < t->count; i++) {
        write_call(w, t, i);
    }
    smacs_json_close(w, ']');
    write_subsets(w, t);
    smacs_json_name(w, "similarity");
    smacs_json_open(w, '[');
    smacs_json_close(w, ']');
    write_weights(w, config, strcmp(mode, "paper") == 0 ? SMACS_MODE_PAPER : SMACS_MODE_ROBUST);
    write_result(w, t, mode);
    smacs_json_close(w, '}');
}

smacs_status smacs_recorded_steps(const smacs_allocator *a, const cJSON *request, const cJSON *steps, char **json,
                                  size_t *size, smacs_error *error) {
    told t = {.a = *a, .request = request, .steps = steps};
    smacs_json_writer w;
    cJSON *tree = NULL;
    smacs_json_begin(&w, a);
    smacs_status status = listen(&t, error);
    if (status == SMACS_OK) {
        write_told(&w, &t);
        for (uint32_t i = 0; i < t.count; i++) {
            w.out.failed = w.out.failed || t.calls[i].pieces.failed;
        }
        status = smacs_json_finish_tree(&w, &tree, error);
    }
    if (status == SMACS_OK) {
        status = smacs_recorded_view(a, tree, json, size, error); /* what the steps say may be of any form */
    }
    cJSON_Delete(tree);
    for (uint32_t i = 0; i < t.count; i++) {
        smacs_bytes_free(a, &t.calls[i].pieces);
    }
    smacs_mem_free(a, t.calls);
    smacs_mem_free(a, t.members);
    smacs_names_free(a, &t.ids);
    return status;
}
