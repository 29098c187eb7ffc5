/* The evaluations, as their commands start them. Each reads, measures and shows; what failed is reported on stderr.
 * All inputs are borrowed. They return exit codes. */
#ifndef SMACS_LAB_LAB_H
#define SMACS_LAB_LAB_H

#include "lab/caller.h"
#include "lab/checks.h"
#include "lab/curve.h"
#include "lab/test.h"

typedef struct lab_route_settings {
    smacs_route_options options; /* `allowed` is set for each question */
    bool calibration;            /* compare the priors with the scores; not for the paper's priors, which are sums */
    bool by_source;              /* what routing gains on each source */
    bool curve;                  /* accuracy against cost, over alpha */
    lab_curve_options curve_options;
} lab_route_settings;
int lab_route(const lab_inputs *in, const lab_route_settings *settings);

/* A setting of the curve over calls. */
typedef struct lab_point {
    const char *words;
    uint32_t n;
    smacs_run_mode mode;
    smacs_pace pace;
    bool referee; /* may be called; of live pools only */
} lab_point;
enum { LAB_POINTS_MAX = 16 };

typedef struct lab_select_settings {
    const tool_list *responses;
    const tool_list *checks;      /* files of recorded checks; none: nothing is checked, unless there is a runner */
    const lab_runner *runner;     /* NULL: none */
    smacs_run_config config;      /* its mode is one that needs no aggregates, or "auto" */
    const smacs_catalog *catalog; /* knows the models' makers; NULL: the index's own, if it has one */
    bool timed;                   /* calls take simulated times (latency.h) */
    bool calls_curve;             /* accuracy against calls, over modes and panels */
    const tool_list *judges;      /* that may referee (referee.h); NULL: none */
    const char *verdicts;         /* file of those on record; NULL: none */
    const lab_live *live;         /* asked in place of `responses`; NULL: they are recorded */
    const lab_point *points;      /* [point_count] of the curve; NULL: those of recorded answers */
    uint32_t point_count;
} lab_select_settings;
int lab_select(const lab_inputs *in, const lab_select_settings *settings);

/* Prints rows for fitting certainties (certainty.c). */
typedef struct lab_certainty_settings {
    const tool_list *responses;
    const tool_list *checks;      /* recorded; none: nothing is checked */
    bool behaviour;               /* the values that examples expect are not used */
    const smacs_catalog *catalog; /* as above */
    uint32_t drawn;               /* pools for each question, besides its own */
} lab_certainty_settings;
int lab_certainty(const lab_inputs *in, const lab_certainty_settings *settings);

enum { LAB_JOIN_SIZES_MAX = 16 };
typedef struct lab_join_settings {
    const uint32_t *sizes;            /* [size_count] how many scores are left to a model, ascending */
    uint32_t size_count;              /* 1 to LAB_JOIN_SIZES_MAX */
    uint32_t repeats;                 /* random draws, at least 1 */
    const smacs_published *published; /* then only models that have scores in it join; NULL: none */
    const smacs_catalog *catalog;     /* unites its names with those of the index; NULL: they stand as they are */
    const tool_list *without;         /* benchmarks whose names have one of these in them are left out */
} lab_join_settings;
/* The inputs' allowed models join, each in turn; nothing is left out. */
int lab_join(const lab_inputs *in, const lab_join_settings *settings);

/* Shows up to `differences` answers that differ; `json`: prints JSON instead of a table. */
int lab_extract(const tool_list *banks, const tool_list *responses, uint32_t differences, bool json);

/* `any_pool`: results that chose among different models are compared too, with a note; otherwise they are refused. */
int lab_compare(const char *first, const char *second, bool any_pool, const lab_settings *settings);

/* Writes a page of results that were written with JSON. */
int lab_report_files(const tool_list *files, const char *out);

#endif
