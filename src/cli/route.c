/* smacs route. */
#include "base/error.h"
#include "cli/outside.h"
#include "tool/shards.h"
#include "json/groups.h"

#include <math.h>
#include <string.h>

static void print_panel(const tool_index *x, const smacs_route *route) {
    size_t width = 5;
    for (uint32_t i = 0; i < route->panel_count; i++) {
        const size_t own = tool_text_width(smacs_index_model(x->handle, route->panel[i]));
        width = own > width ? own : width;
    }
    printf("panel (%s, k %u: %u of %u questions)\n", route->mode == SMACS_MODE_PAPER ? "paper" : "robust", route->k,
           route->neighbour_count, x->facts.of);
    for (uint32_t i = 0; i < route->panel_count; i++) {
        const smacs_prior *prior = &route->priors[route->panel[i]];
        printf("  %2u  ", i + 1);
        tool_print_padded(smacs_index_model(x->handle, route->panel[i]), width, false);
        if (route->mode == SMACS_MODE_PAPER) {
            printf("  %10.3f", prior->prior);
        } else {
            printf("  %6.2f \xC2\xB1 %5.2f %%", 100.0 * prior->prior, 100.0 * prior->standard_error);
        }
        printf("  %5u scored\n", prior->scored);
    }
    if (!isnan(route->ceiling)) {
        printf("someone of this panel is right on about %.0f in 100 such questions (\xC2\xB1 %.0f)\n",
               100.0 * route->ceiling, ceil(100.0 * route->ceiling_error));
    }
}

/* Where figures need a word. */
static void print_notes(const smacs_route *route) {
    if (smacs_route_misses_most(route)) {
        printf("The paper's rule counts missing scores as failures, and %.0f %% of these models' are missing in this "
               "index: use robust.\n",
               100.0 - 100.0 * route->filled);
    }
    if (smacs_route_nearness(route) == SMACS_NEARNESS_NONE) {
        puts("The index has no questions like this one: the figures say how models do on its questions in general.");
    }
}

/* Where the neighbours come from, from most to least. */
static smacs_status print_evidence(const tool_index *x, const smacs_route *route) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_grouping evidence = {.a = &a};
    const smacs_status status = smacs_evidence_collect(&evidence, x->handle, route);
    if (status == SMACS_OK) {
        puts("evidence");
    }
    for (uint32_t i = 0; i < evidence.names.count && status == SMACS_OK; i++) {
        const smacs_group *group = &evidence.groups[i];
        printf("  %5.1f %%  %.*s", 100.0 * group->share, (int)group->benchmark.size,
               group->benchmark.data ? group->benchmark.data : "");
        if (group->category.data) {
            printf(" / %.*s", (int)group->category.size, group->category.data);
        }
        printf(" (%u)\n", group->questions);
    }
    smacs_grouping_free(&evidence);
    return status;
}

static int print_route(const tool_index *x, const smacs_route *route, int json, int detail) {
    if (json) {
        char *text = NULL;
        size_t size = 0;
        if (smacs_route_to_json(NULL, x->handle, route, detail, &text, &size) != SMACS_OK) {
            return tool_fail_plain(NULL, "out of memory", NULL);
        }
        tool_print_json(text);
        smacs_free(NULL, text);
        return TOOL_OK;
    }
    print_panel(x, route);
    print_notes(route);
    if (print_evidence(x, route) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    return TOOL_OK;
}

static int route_text(const tool_index *x, const tool_embedder *e, smacs_text question, const cli_route_setup *setup,
                      int json, int detail) {
    smacs_route *route = NULL;
    smacs_error error;
    const int code = smacs_route_text(NULL, x->handle, e->handle, question, &setup->options, &route, &error) == SMACS_OK
                         ? print_route(x, route, json, detail)
                         : tool_fail(error.status == SMACS_E_MISMATCH ? x->file : NULL, &error);
    smacs_route_free(route);
    return code;
}

static int route_question(const tool_index *x, const tool_embedder *e, const char *given, const cli_route_setup *setup,
                          int json, int detail) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes kept = {0};
    smacs_text question;
    const int code =
        tool_read_question(given, &kept, &question) ? route_text(x, e, question, setup, json, detail) : TOOL_FAILED;
    smacs_bytes_free(&a, &kept);
    return code;
}

static int route_row(const tool_index *x, const int8_t *vector, const cli_route_setup *setup, int json, int detail) {
    smacs_route *route = NULL;
    smacs_error error;
    const int code = smacs_route_vector(NULL, x->handle, vector, &setup->options, &route, &error) == SMACS_OK
                         ? print_route(x, route, json, detail)
                         : tool_fail(NULL, &error);
    smacs_route_free(route);
    return code;
}

/* The cells of a sharded index nearest to a vector, with some `share` of its questions. False after a report. */
static bool find_near(tool_shards *s, const int8_t *vector, double share, uint32_t k, tool_index *near) {
    const double most = share * s->about.facts.of;
    if (!tool_shards_near(s, vector, most < 1.0 ? 1 : (uint32_t)most, k, near)) {
        return false;
    }
    fprintf(stderr, "looked at %u of %u questions: %u cells, %.0f kB\n", s->questions, near->facts.of, s->cells,
            (double)s->read / 1e3);
    return true;
}

/* By a part of a sharded index. */
static int route_sharded(tool_shards *s, tool_embedder *e, const char *given, double share,
                         const cli_route_setup *setup, int json, int detail) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes kept = {0};
    smacs_text question;
    tool_index near = {0};
    smacs_error error;
    int code = TOOL_FAILED;
    if (smacs_index_check_embedder(s->about.handle, e->facts.digest, &error) != SMACS_OK) {
        return tool_fail(s->file, &error);
    }
    if (tool_read_question(given, &kept, &question)) {
        tool_embedder_embed(e, question);
        if (find_near(s, e->vector, share, setup->options.k, &near)) {
            code = route_text(&near, e, question, setup, json, detail);
        }
    }
    smacs_index_free(near.handle);
    smacs_bytes_free(&a, &kept);
    return code;
}

/* A vector of one's own: of a file, or of the question from an endpoint. `shards` (NULL: none): of which x is the head. */
static int route_vector(const tool_index *x, tool_shards *shards, double share, cli_outside *outside, const char *given,
                        const cli_route_setup *setup, int json, int detail) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes kept = {0};
    smacs_text question = {0};
    tool_vectors v = {0};
    tool_index near = {0};
    int code = TOOL_FAILED;
    if ((!given || tool_read_question(given, &kept, &question)) && cli_outside_for_index(outside, x, question, &v) &&
        (!shards || find_near(shards, v.rows, share, setup->options.k, &near))) {
        code = route_row(shards ? &near : x, v.rows, setup, json, detail);
    }
    smacs_index_free(near.handle);
    tool_vectors_free(&v);
    smacs_bytes_free(&a, &kept);
    return code;
}

/* Whether there is a question, or a vector in its place. */
static bool check_flags(const char *embedder, const char *question, const cli_outside *outside) {
    /* Without vectors of one's own the default embedder is used, so that --embedder may be left out. */
    const bool own = cli_outside_given(outside);
    if (!cli_outside_check("route", own ? embedder : "", "--vector", outside, false)) {
        return false;
    }
    if (question && outside->file) {
        fputs("smacs route: --vector stands in place of a question; leave one of them out\n", stderr);
    } else if (!question && !outside->file) {
        fputs("smacs route: no question was given\nsmacs route --help lists the options\n", stderr);
    }
    return (question != NULL) != (outside->file != NULL);
}

/* Opens the index, and the embedder unless vectors of one's own are used. NULL: the default. */
static bool open_tools(const char *index, const char *embedder, const cli_outside *outside, tool_index *x,
                       tool_embedder *e) {
    if (!cli_outside_given(outside)) {
        return cli_open_tools(index, embedder, x, e);
    }
    index = cli_default_index(index);
    return index && tool_index_open(index, x);
}

/* By the head of a sharded index, from what was given. */
static int route_by_head(const char *head, const char *embedder, cli_outside *outside, const char *question,
                         double percent, const cli_route_flags *given, int json, int detail) {
    tool_shards s = {0};
    tool_embedder e = {0};
    cli_route_setup setup = {0};
    int code = TOOL_FAILED;
    const double share = percent > 0.0 && percent < 100.0 ? percent / 100.0 : percent > 0.0 ? 1.0 : 0.02;
    const bool own = cli_outside_given(outside);
    embedder = own ? NULL : cli_default_embedder(embedder);
    if ((own || embedder) && tool_shards_open(head, &s) && (own || tool_embedder_open(embedder, &e)) &&
        cli_route_prepare(given, &s.about, &setup, &code)) {
        code = own ? route_vector(&s.about, &s, share, outside, question, &setup, json, detail)
                   : route_sharded(&s, &e, question, share, &setup, json, detail);
    }
    cli_route_setup_free(&setup);
    tool_embedder_free(&e);
    tool_shards_free(&s);
    return code;
}

int cli_route(int argc, char **argv) {
    tool_list positionals = {0};
    cli_route_flags given = {0};
    cli_route_setup setup = {0};
    tool_embedder e = {0};
    tool_index x = {0};
    cli_outside outside = {0};
    const char *embedder = NULL, *question = NULL;
    int json = 0, detail = 0;
    double percent = 0.0;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder the index was built with (the default one)", false},
        {"--question", CLI_TEXT, &question, "TEXT|-", "the question, instead of QUESTION; - reads it from stdin",
         false},
        {"--vector", CLI_TEXT, &outside.file, "FILE|-",
         "a vector of the index's model, in place of embedder and question (src/embed/README.md)", false},
        CLI_EMBEDDINGS_FLAGS(outside),
        CLI_ROUTE_FLAGS(given),
        {"--share", CLI_AMOUNT, &percent, "P", "percent of the questions to look at on average, in BANK.smh (2)",
         false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
        {"--detail", CLI_SWITCH, &detail, NULL, "with --json: errors and evidence too", false},
    };
    const cli_command command = {"route",
                                 "[X.smx] [QUESTION]",
                                 0,
                                 2,
                                 "choose the models to ask a question",
                                 "smacs route \"What is 17 * 23?\" --n 3",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    const char *index = NULL;
    if (cli_parse(&command, argc, argv, &positionals, &code) &&
        cli_take_question(&positionals, &index, &question, &code)) {
        code = check_flags(embedder, question, &outside) ? TOOL_FAILED : TOOL_USAGE;
        if (code == TOOL_FAILED && index && tool_is_head(index)) {
            code = route_by_head(index, embedder, &outside, question, percent, &given, json, detail);
        } else if (code == TOOL_FAILED && open_tools(index, embedder, &outside, &x, &e) &&
                   cli_route_prepare(&given, &x, &setup, &code)) {
            code = e.handle ? route_question(&x, &e, question, &setup, json, detail)
                            : route_vector(&x, NULL, 1.0, &outside, question, &setup, json, detail);
        }
    }
    cli_route_setup_free(&setup);
    tool_embedder_free(&e);
    tool_index_free(&x);
    tool_list_free(&given.models);
    tool_list_free(&positionals);
    return code;
}
