/* Reads what other tools write about models' answers to questions, into a question bank and recorded answers. */
#ifndef SMACS_IMPORT_IMPORT_H
#define SMACS_IMPORT_IMPORT_H

#include "tool/tool.h"

typedef enum import_format {
    IMPORT_CSV,            /* a table: a row for each question (a column for each model), or for each answer */
    IMPORT_LM_EVAL,        /* sample logs of lm-evaluation-harness */
    IMPORT_ROUTERBENCH,    /* RouterBench's table, exported as CSV or JSON Lines */
    IMPORT_LLMROUTERBENCH, /* results of LLMRouterBench */
    IMPORT_HELM,           /* scenario_state.json of HELM, beside per_instance_stats.json */
    IMPORT_INSPECT,        /* logs of Inspect as JSON */
    IMPORT_JSONL           /* a bank, or an object for each answer */
} import_format;

/* Texts may be NULL. */
typedef struct import_options {
    const char *model;        /* of files that do not name theirs */
    const char *metric;       /* which score, where there are several; NULL: the first */
    const char *filter;       /* which of lm-eval's filters; NULL: the first of each file */
    const char *question;     /* column or field of the question; NULL: the usual names, in lm-eval the prompt */
    const tool_list *ignored; /* columns of a table that are no models */
    bool percent;             /* scores are percent */
    bool text_scores;         /* scores may be words, and texts in JSON */
} import_options;

/* Reads the files and writes a bank, and recorded answers unless `responses` is NULL; then tells what was taken and what
 * was left, as JSON on stdout or as text on stderr. Returns an exit code; what failed is reported, and nothing written. */
int import_run(import_format format, const tool_list *files, const import_options *options, const char *out,
               const char *responses, bool json);

#endif
