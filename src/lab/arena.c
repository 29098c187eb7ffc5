/* Nothing is fitted to RouterArena's data: questions are routed as any others, and its results are read afterwards. */
#include "lab/arena.h"

#include "base/error.h"
#include "base/scalar.h"
#include "base/text.h"
#include "lab/known.h"
#include "lab/members.h"
#include "lab/results.h"
#include "lab/test.h"
#include "tool/lines.h"
#include "tool/made.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the score ---- */

double lab_arena_formula(double per_1000, double accuracy) {
    const double beta = 0.1, most = 200.0, least = 0.0044;
    const double cost = fmax(least, fmin(per_1000, most));
    const double cheap = smacs_log(most / cost) / smacs_log(most / least);
    return accuracy + cheap > 0.0 ? (1.0 + beta) * accuracy * cheap / (beta * accuracy + cheap) : 0.0;
}

/* Its leaderboard takes an accuracy only beside an answer that arrived, and counts all other queries as wrong, so that
 * nobody gains by leaving hard ones out. */
lab_arena_score lab_arena_measure(const cJSON *predictions) {
    lab_arena_score s = {0};
    const cJSON *one = NULL;
    double sum = 0.0;
    cJSON_ArrayForEach(one, predictions) {
        const double accuracy = lab_number(one, "accuracy"), cost = lab_number(one, "cost");
        const bool arrived = cJSON_IsTrue(lab_member(lab_member(one, "generated_result"), "success"));
        if (cJSON_IsTrue(lab_member(one, "for_optimality"))) {
            continue;
        }
        s.queries++;
        s.judged += arrived && !isnan(accuracy) ? 1 : 0;
        sum += arrived && !isnan(accuracy) ? accuracy : 0.0;
        s.priced += cost > 0.0;
        s.total_cost += cost > 0.0 ? cost : 0.0;
    }
    s.accuracy = s.judged > 0 ? sum / s.queries : (double)NAN;
    s.per_1000 = s.queries > 0 ? s.total_cost / s.queries * 1000.0 : (double)NAN;
    s.score = s.judged > 0 && s.priced > 0 ? lab_arena_formula(s.per_1000, s.accuracy) : (double)NAN;
    return s;
}

/* What decided the predictions; null: they were made before. */
static void write_settings(const lab_arena_settings *settings, smacs_json_writer *w) {
    smacs_json_name(w, "settings");
    if (!settings) {
        smacs_json_text(w, (smacs_text){0});
        return;
    }
    smacs_route_options options = settings->options;
    options.n = 1;
    smacs_json_open(w, '{');
    lab_write_options(w, &options);
    lab_write_digests(w, settings->index, settings->embedder);
    smacs_json_close(w, '}');
}

/* The names are those of RouterArena's metrics.json. */
static int tell(const lab_arena_score *s, const char *note, const lab_arena_settings *settings, bool json) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    if (!json) {
        if (isnan(s->score)) {
            printf("no score: %u of %u predictions have a judged answer, %u a cost\n", s->judged, s->queries,
                   s->priced);
        } else {
            printf("RouterArena score %.4f: accuracy %.4f over %u queries, %.4f USD for 1,000 (%u priced)\n", s->score,
                   s->accuracy, s->queries, s->per_1000, s->priced);
            if (s->judged < s->queries) {
                printf("%u queries without a judged answer count as wrong, as on its leaderboard\n",
                       s->queries - s->judged);
            }
        }
        if (note[0]) {
            printf("%s\n", note);
        }
        return TOOL_OK;
    }
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_number_member(&w, "arena_score", s->score);
    smacs_json_number_member(&w, "accuracy", s->accuracy);
    smacs_json_number_member(&w, "total_cost", s->total_cost);
    smacs_json_number_member(&w, "avg_cost_per_1000", s->per_1000);
    smacs_json_integer_member(&w, "num_queries", s->queries);
    smacs_json_integer_member(&w, "abnormal_count", s->queries - s->judged);
    smacs_json_integer_member(&w, "judged", s->judged);
    smacs_json_integer_member(&w, "priced", s->priced);
    smacs_json_text_member(&w, "note", note[0] ? smacs_text_of(note) : (smacs_text){0});
    write_settings(settings, &w);
    tool_made_write(&w);
    smacs_json_close(&w, '}');
    return lab_print_json(&w);
}

int lab_arena_score_file(const char *file, bool json) {
    cJSON *tree = NULL;
    if (!tool_load_json(file, NULL, NULL, &tree)) {
        return TOOL_FAILED;
    }
    const lab_arena_score s = lab_arena_measure(tree);
    cJSON_Delete(tree);
    if (s.queries == 0) {
        return tool_fail_plain(file, "this is no file of RouterArena's predictions: a JSON array of objects", NULL);
    }
    if (isnan(s.score)) {
        return tool_fail_plain(
            file, "no prediction has both a judged answer and a cost: run RouterArena's evaluation first", NULL);
    }
    return tell(&s, "", NULL, json);
}

/* ---- its models ---- */

typedef struct arena {
    const lab_arena_settings *settings;
    cJSON *config, *names, *data, *predictions;
    const char **called; /* [M] what RouterArena calls the models that may be chosen; NULL: not among them */
    bool *allowed;       /* [M] */
    smacs_names ids;     /* of the predictions, in their order */
    cJSON **of;          /* [ids.count] */
    lab_known known;
    smacs_allocator a;
    uint32_t found; /* results that belong to a prediction */
} arena;

static void arena_free(arena *v) {
    cJSON_Delete(v->config);
    cJSON_Delete(v->names);
    cJSON_Delete(v->data);
    cJSON_Delete(v->predictions);
    free((void *)v->called);
    free(v->allowed);
    free((void *)v->of);
    smacs_names_free(&v->a, &v->ids);
    lab_known_free(&v->known);
}

/* The index's number of a model by RouterArena's name: what --names says, the name itself, with a slash for its first "_"
 * (it writes houses so), or without its house. */
static uint32_t find_model(const arena *v, const char *name) {
    const tool_index *x = v->settings->index;
    const char *said = lab_word(v->names, name);
    char other[160];
    if (said[0]) {
        return tool_index_model(x, smacs_text_of(said));
    }
    uint32_t model = tool_index_model(x, smacs_text_of(name));
    const char *house = strpbrk(name, "/_");
    if (model == UINT32_MAX && house) {
        snprintf(other, sizeof other, "%.*s/%s", (int)(house - name), name, house + 1);
        model = tool_index_model(x, smacs_text_of(other));
    }
    return model == UINT32_MAX && house ? tool_index_model(x, smacs_text_of(house + 1)) : model;
}

/* Its config has a list of names, or of old an object of name and cost. */
static bool take_models(arena *v) {
    const lab_arena_settings *settings = v->settings;
    const cJSON *model = NULL, *models = lab_member(lab_member(v->config, "pipeline_params"), "models");
    uint32_t taken = 0;
    v->called = calloc(settings->index->facts.models, sizeof *v->called);
    v->allowed = calloc(settings->index->facts.models, sizeof *v->allowed);
    if (!v->called || !v->allowed) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    cJSON_ArrayForEach(model, models) {
        const char *name = cJSON_IsString(model) ? model->valuestring : model->string;
        const uint32_t number = name ? find_model(v, name) : UINT32_MAX;
        if (number == UINT32_MAX) {
            fprintf(stderr, "never chosen: %s, which the index does not know; --names can say which model it is\n",
                    name ? name : "a model without a name");
        } else if (!v->called[number]) {
            v->called[number] = name;
            v->allowed[number] = true;
            taken++;
        }
    }
    if (taken == 0) {
        tool_fail_plain(settings->config, "the index knows no model of pipeline_params.models", NULL);
    }
    return taken > 0;
}

/* ---- predictions ---- */

static const char *prompt_of(const cJSON *entry) {
    const char *formatted = lab_word(entry, "prompt_formatted");
    return formatted[0] ? formatted : lab_word(entry, "prompt");
}

static const char *id_of(const cJSON *entry) {
    const char *id = lab_word(entry, "global index");
    return id[0] ? id : lab_word(entry, "global_index");
}

static bool add_prediction(arena *v, const char *id, const char *prompt, const char *model) {
    cJSON *one = cJSON_CreateObject();
    uint32_t number = 0;
    const uint32_t known = v->ids.count;
    if (!one || !cJSON_AddItemToArray(v->predictions, one) || !cJSON_AddStringToObject(one, "global index", id) ||
        !cJSON_AddStringToObject(one, "prompt", prompt) || !cJSON_AddStringToObject(one, "prediction", model) ||
        !cJSON_AddNullToObject(one, "generated_result") || !cJSON_AddNullToObject(one, "cost") ||
        !cJSON_AddNullToObject(one, "accuracy") ||
        smacs_names_intern(&v->a, &v->ids, smacs_text_of(id), &number) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    if (number < known) {
        tool_fail_plain(v->settings->data, "two questions have the same global index", id);
        return false;
    }
    v->of[number] = one;
    return true;
}

static bool route_one(arena *v, const cJSON *entry) {
    const lab_arena_settings *settings = v->settings;
    const char *id = id_of(entry), *prompt = prompt_of(entry);
    smacs_route_options options = settings->options;
    smacs_route *route = NULL;
    smacs_error error;
    if (!id[0] || !prompt[0]) {
        tool_fail_plain(settings->data, "a question has no \"global index\" or no \"prompt_formatted\"", id);
        return false;
    }
    options.allowed = v->allowed;
    options.n = 1;
    tool_embedder_embed(settings->embedder, smacs_text_of(prompt));
    const smacs_question question = {.id = smacs_text_of(id), .text = smacs_text_of(prompt)};
    lab_known_count(&v->known, lab_known_find(&v->known, &question, settings->embedder->vector));
    if (smacs_route_text(NULL, settings->index->handle, settings->embedder->handle, question.text, &options, &route,
                         &error) != SMACS_OK) {
        tool_fail(settings->index->file, &error);
        return false;
    }
    const bool added = add_prediction(v, id, prompt, v->called[route->panel[0]]);
    smacs_route_free(route);
    return added;
}

static bool route_all(arena *v) {
    const cJSON *entry = NULL;
    const int count = cJSON_GetArraySize(v->data);
    tool_progress progress = tool_progress_begin("routing");
    v->predictions = cJSON_CreateArray();
    v->of = calloc((size_t)count + 1, sizeof(cJSON *));
    bool fine = v->predictions && v->of && lab_known_begin(&v->known, v->settings->index) == SMACS_OK;
    if (!fine) {
        tool_fail_plain(NULL, "out of memory", NULL);
    } else if (!cJSON_IsArray(v->data) || count == 0) {
        fine = tool_fail_plain(v->settings->data, "this is no data set of RouterArena: a JSON array of questions",
                               NULL) == TOOL_OK;
    }
    cJSON_ArrayForEach(entry, (fine ? v->data : NULL)) {
        fine = fine && route_one(v, entry);
        tool_progress_count(&progress, v->ids.count);
    }
    tool_progress_end(&progress);
    return fine;
}

/* ---- its results ---- */

/* Moves a member of a result to another object; what is not there stays as it is. False: there is no memory. */
static bool move_member(cJSON *from, const char *name, cJSON *to) {
    cJSON *item = cJSON_DetachItemFromObjectCaseSensitive(from, name);
    const bool moved = !item || cJSON_AddItemToObject(to, name, item);
    if (!moved) {
        cJSON_Delete(item);
    }
    return moved;
}

/* Puts a number in place of a member; one that is unknown leaves it. False: there is no memory. */
static bool put_number(cJSON *to, const char *name, double value) {
    cJSON *number = isnan(value) ? NULL : cJSON_CreateNumber(value);
    const bool put = number && cJSON_ReplaceItemInObjectCaseSensitive(to, name, number);
    if (!put) {
        cJSON_Delete(number);
    }
    return isnan(value) || (put && number->string); /* cJSON does not say when it could not copy the name */
}

/* A line of cached_results: global_index, llm_selected, generated_answer, success, token_usage, and of evaluated ones
 * evaluation_result with score and inference_cost. */
static smacs_status take_result(void *context, cJSON *line, smacs_error *error) {
    static const char *const kept[] = {"generated_answer", "success", "token_usage", "provider", "error"};
    arena *v = context;
    const char *id = id_of(line), *model = lab_word(line, "llm_selected");
    if (!id[0] || !model[0]) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a result of RouterArena needs global_index and llm_selected");
    }
    const uint32_t number = smacs_names_find(&v->ids, smacs_text_of(id));
    cJSON *one = number == SMACS_NO_NAME ? NULL : v->of[number];
    if (!one || strcmp(lab_word(one, "prediction"), model) != 0 || !cJSON_IsNull(lab_member(one, "generated_result"))) {
        return SMACS_OK; /* of a model that is not chosen */
    }
    const cJSON *evaluated = lab_member(line, "evaluation_result");
    const double score = lab_number(evaluated, "score"), cost = lab_number(evaluated, "inference_cost");
    cJSON *result = cJSON_CreateObject();
    if (!result || !cJSON_ReplaceItemInObjectCaseSensitive(one, "generated_result", result)) {
        cJSON_Delete(result);
        return smacs_fail_memory(error);
    }
    bool put = result->string != NULL;
    for (size_t i = 0; i < sizeof kept / sizeof *kept && put; i++) {
        put = move_member(line, kept[i], result);
    }
    if (!put || !put_number(one, "accuracy", score) || !put_number(one, "cost", cost)) {
        return smacs_fail_memory(error);
    }
    v->found++;
    return SMACS_OK;
}

static bool read_results(arena *v) {
    bool read = true;
    for (size_t i = 0; i < v->settings->results->count && read; i++) {
        read = tool_read_lines(v->settings->results->items[i], take_result, v);
    }
    return read;
}

static bool save(const arena *v) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &v->a);
    smacs_json_tree(&w, v->predictions);
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    const bool saved = tool_save(v->settings->out, json, size);
    smacs_mem_free(&v->a, json);
    return saved;
}

int lab_arena(const lab_arena_settings *settings) {
    arena v = {.settings = settings, .a = smacs_allocator_or_default(NULL)};
    int code = TOOL_FAILED;
    if (tool_can_save(settings->out) && tool_load_json(settings->data, NULL, NULL, &v.data) &&
        tool_load_json(settings->config, NULL, NULL, &v.config) &&
        (!settings->names || tool_load_json(settings->names, NULL, NULL, &v.names)) && take_models(&v) &&
        route_all(&v) && read_results(&v) && save(&v)) {
        const lab_arena_score s = lab_arena_measure(v.predictions);
        char note[256];
        lab_known_note(&v.known, false, false, note, sizeof note);
        fprintf(stderr, "%u predictions, %u of them with a result\n", v.ids.count, v.found);
        code = tell(&s, note, settings, settings->json);
    }
    arena_free(&v);
    return code;
}
