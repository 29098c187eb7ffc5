/* RouterArena (arXiv 2510.00202, github.com/RouteWorks/RouterArena): its file of predictions, and its score. */
#ifndef SMACS_LAB_ARENA_H
#define SMACS_LAB_ARENA_H

#include "tool/tool.h"
#include <cjson/cJSON.h>

typedef struct lab_arena_settings {
    const tool_index *index;
    tool_embedder *embedder;
    smacs_route_options options; /* `allowed` is set from the config */
    const char *data, *config;   /* its questions, and the router's models */
    const char *names;           /* {its name of a model: the index's}; NULL: names are looked up */
    const tool_list *results;    /* its cached results; may be empty */
    const char *out;             /* the predictions to write */
    bool json;
} lab_arena_settings;

/* Routes all questions, writes the predictions, and scores them where results are there. Returns an exit code. */
int lab_arena(const lab_arena_settings *settings);

/* Scores a file of predictions that RouterArena has evaluated. Returns an exit code. */
int lab_arena_score_file(const char *file, bool json);

/* What RouterArena computes of predictions (compute_scores of automation/process_pr_submission.py, which its leaderboard
 * uses). Entries "for_optimality" are left out. */
typedef struct lab_arena_score {
    uint32_t queries, judged, priced; /* all; with an answer that arrived and an accuracy; with a cost above 0 */
    double accuracy;                  /* mean over all, where those that are not judged count 0; NAN: none is */
    double total_cost;                /* USD */
    double per_1000;                  /* total_cost / queries * 1000 */
    double score;                     /* from 0 to 1; NAN without accuracy or cost */
} lab_arena_score;
lab_arena_score lab_arena_measure(const cJSON *predictions);

/* (1 + b) A C / (b A + C) with b = 0.1 and C = (log 200 - log cost) / (log 200 - log 0.0044), the cost of 1,000 queries in
 * USD cut to [0.0044, 200]. */
double lab_arena_formula(double per_1000, double accuracy);

#endif
