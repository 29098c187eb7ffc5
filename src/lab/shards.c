/* What a sharded index loses: each question of a bank is routed by all questions, and by those of its nearest cells. */
#include "lab/shards.h"

#include "lab/test.h"
#include "tool/made.h"
#include "tool/shards.h"
#include "json/groups.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Sums over the questions, for one share. */
typedef struct sums {
    double touched, cells, ranges, bytes, recall, leader, panel, order, prior, seconds;
} sums;

typedef struct evaluation {
    const lab_shards_inputs *in;
    tool_index whole;       /* all cells */
    smacs_scratch *scratch; /* of the routes of one question */
    sums of[LAB_SHARES_MAX];
    double seconds; /* by all questions */
    uint32_t count;
    bool failed; /* after a report */
    tool_progress progress;
} evaluation;

/* Seconds of processor time; WASI has only the time of day. */
static double now(void) {
#ifdef __wasi__
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
#else
    return (double)clock() / CLOCKS_PER_SEC;
#endif
}

static bool has(const uint32_t *models, uint32_t count, uint32_t model) {
    uint32_t i = 0;
    while (i < count && models[i] != model) {
        i++;
    }
    return i < count;
}

/* How many of the k nearest, and of those as near as the k-th, are among the neighbours found in cells. */
static double recall_of(const smacs_route *all, const smacs_route *near) {
    const uint32_t place = all->neighbour_count < all->k ? all->neighbour_count - 1 : all->k - 1;
    const double kth = all->neighbours[place].similarity;
    uint32_t wanted = 0, found = 0;
    for (uint32_t i = 0; i < all->neighbour_count; i++) {
        wanted += all->neighbours[i].similarity >= kth;
    }
    for (uint32_t i = 0; i < near->neighbour_count; i++) {
        found += near->neighbours[i].similarity >= kth;
    }
    return (double)found / wanted;
}

static void compare(const smacs_route *all, const smacs_route *near, sums *s) {
    uint32_t same = 0;
    double largest = 0.0;
    for (uint32_t i = 0; i < near->panel_count; i++) {
        same += has(all->panel, all->panel_count, near->panel[i]);
    }
    for (uint32_t m = 0; m < all->model_count; m++) {
        const double off = all->priors[m].prior - near->priors[m].prior;
        largest = off > largest ? off : -off > largest ? -off : largest;
    }
    s->recall += recall_of(all, near);
    s->leader += all->panel[0] == near->panel[0];
    s->panel += same == all->panel_count;
    s->order += memcmp(all->panel, near->panel, all->panel_count * sizeof *all->panel) == 0;
    s->prior += largest;
}

/* Routes the vector by cells with some `share` of all questions. */
static bool take_share(evaluation *v, const int8_t *vector, double share, const smacs_route_options *options,
                       const smacs_route *all, sums *s) {
    const lab_shards_inputs *in = v->in;
    const uint32_t of = in->shards->about.facts.of;
    const double wanted = share * of;
    smacs_route *route = NULL;
    smacs_error error;
    tool_index near;
    const smacs_allocator again = smacs_scratch_allocator(v->scratch);
    const double start = now();
    if (!tool_shards_near(in->shards, vector, wanted < 1.0 ? 1 : (uint32_t)wanted, options->k, &near)) {
        return false;
    }
    const bool routed = smacs_route_vector(&again, near.handle, vector, options, &route, &error) == SMACS_OK;
    if (routed) {
        s->seconds += now() - start;
        s->touched += (double)in->shards->questions / of;
        s->cells += in->shards->cells;
        s->ranges += in->shards->ranges;
        s->bytes += (double)in->shards->read;
        compare(all, route, s);
    } else {
        tool_fail(in->shards->file, &error);
    }
    smacs_route_free(route);
    smacs_index_free(near.handle);
    return routed;
}

static smacs_status take(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    const lab_shards_inputs *in = v->in;
    smacs_route_options options = smacs_route_options_init();
    smacs_route *all = NULL;
    if (in->most && v->count >= in->most) {
        return SMACS_OK;
    }
    const int8_t *vector = lab_inputs_embed(&in->test, &record->question, v->count, error);
    if (!in->test.vectors) {
        options.features = smacs_embed_features(in->test.embedder->handle, record->question.text);
    }
    if (!vector) {
        return SMACS_E_NOT_FOUND;
    }
    const smacs_allocator again = smacs_scratch_allocator(v->scratch);
    const double start = now();
    const smacs_status status = smacs_route_vector(&again, v->whole.handle, vector, &options, &all, error);
    v->seconds += now() - start;
    for (uint32_t i = 0; i < in->share_count && status == SMACS_OK && !v->failed; i++) {
        v->failed = !take_share(v, vector, in->shares[i], &options, all, &v->of[i]);
    }
    smacs_route_free(all);
    smacs_scratch_reset(v->scratch);
    v->count++;
    tool_progress_count(&v->progress, v->count);
    return v->failed ? SMACS_E_CANCELLED : status;
}

static void print_table(const evaluation *v) {
    const double n = v->count;
    printf("%u questions, each routed by all %u of the index (%.1f ms) and by the cells nearest to it\n\n", v->count,
           v->whole.facts.questions, 1e3 * v->seconds / n);
    puts("  looked at   cells  ranges       kB    recall  same first  same panel  same order  prior off       ms");
    for (uint32_t i = 0; i < v->in->share_count; i++) {
        const sums *s = &v->of[i];
        printf("  %7.2f %%  %6.1f  %6.1f  %7.0f  %6.2f %%    %6.2f %%    %6.2f %%    %6.2f %%  %9.4f  %7.2f\n",
               100.0 * s->touched / n, s->cells / n, s->ranges / n, s->bytes / n / 1e3, 100.0 * s->recall / n,
               100.0 * s->leader / n, 100.0 * s->panel / n, 100.0 * s->order / n, s->prior / n, 1e3 * s->seconds / n);
    }
    puts("\nrecall: share of the 400 nearest questions found; prior off: the largest difference of a prior, in the "
         "mean");
}

static int print_json(const evaluation *v) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const double n = v->count;
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "questions", v->count);
    smacs_json_integer_member(&w, "of", v->whole.facts.questions);
    smacs_json_number_member(&w, "ms", 1e3 * v->seconds / n);
    smacs_json_name(&w, "shares");
    smacs_json_open(&w, '[');
    for (uint32_t i = 0; i < v->in->share_count; i++) {
        const sums *s = &v->of[i];
        const struct {
            const char *name;
            double sum;
        } members[] = {{"looked_at", s->touched}, {"cells", s->cells},      {"ranges", s->ranges},
                       {"bytes", s->bytes},       {"recall", s->recall},    {"same_first", s->leader},
                       {"same_panel", s->panel},  {"same_order", s->order}, {"prior_off", s->prior},
                       {"ms", 1e3 * s->seconds}};
        smacs_json_open(&w, '{');
        for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
            smacs_json_number_member(&w, members[m].name, members[m].sum / n);
        }
        smacs_json_close(&w, '}');
    }
    smacs_json_close(&w, ']');
    const smacs_route_options usual = smacs_route_options_init();
    smacs_json_name(&w, "settings");
    smacs_json_open(&w, '{');
    lab_write_options(&w, &usual);
    lab_write_digests(&w, &v->whole, v->in->test.vectors ? NULL : v->in->test.embedder);
    if (v->in->test.vectors) {
        smacs_json_text_member(&w, "vectors", v->whole.facts.embedder_name);
    }
    smacs_json_close(&w, '}');
    tool_made_write(&w);
    smacs_json_close(&w, '}');
    char *json = NULL;
    size_t size = 0;
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    tool_print_json(json);
    smacs_free(NULL, json);
    return TOOL_OK;
}

int lab_shards(const lab_shards_inputs *in) {
    evaluation v = {.in = in, .scratch = smacs_scratch_create(NULL), .progress = tool_progress_begin("routing")};
    if (!v.scratch) {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    bool read = v.scratch && lab_inputs_check(&in->test) && tool_shards_all(in->shards, &v.whole) &&
                lab_inputs_read(&in->test, take, &v);
    tool_progress_end(&v.progress);
    int code = TOOL_FAILED;
    read = read && (in->most || lab_inputs_check_order(&in->test, v.count));
    if (read && v.count == 0) {
        tool_fail_plain(NULL, "the banks have no questions", NULL);
    } else if (read && in->json) {
        code = print_json(&v);
    } else if (read) {
        print_table(&v);
        code = TOOL_OK;
    }
    smacs_index_free(v.whole.handle);
    smacs_scratch_free(v.scratch);
    return code;
}
