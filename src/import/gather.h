/* Gathers questions and scores, which stand in any order and in many files, and writes recorded answers as they come. So
 * memory holds the questions once, and a few bytes for each score. */
#ifndef SMACS_IMPORT_GATHER_H
#define SMACS_IMPORT_GATHER_H

#include "base/names.h"
#include "import/import.h"

/* What a record says of a model's answer to a question. Absent texts: it does not say. */
typedef struct gather_cell {
    smacs_text id; /* absent: questions are told apart by benchmark and text */
    smacs_text benchmark, category, question, answer;
    smacs_text model;    /* absent: only the question */
    smacs_text response; /* of the model */
    double score;        /* in [0, 1]; NAN: none */
    bool repeats;        /* one of several trials, whose scores are averaged */
    bool known;          /* a cell of the same row was taken before */
} gather_cell;

typedef struct gather_left {
    const char *why;
    uint64_t count;
    char first[120];
} gather_left;

enum { GATHER_REASONS = 24 };

typedef struct gather {
    smacs_allocator a;
    const import_options *options;
    tool_out *responses;               /* NULL: not wanted */
    smacs_names ids, texts, words;     /* words: answers, benchmarks, categories */
    smacs_names models, pairs;         /* pairs: question and model of each cell, as bytes */
    struct gather_question *questions; /* [ids.count] */
    struct gather_score *scores;       /* [pairs.count] */
    size_t question_capacity, score_capacity;
    uint64_t records, answers; /* read; recorded answers written */
    gather_left left[GATHER_REASONS];
    size_t left_count;
    bool logs;             /* records without a text are left, as with pictures alone; else they are an error */
    double most;           /* the highest score as it was read */
    const char *twice;     /* what a score is that stands twice and differs; NULL: the usual words */
    const char *two_texts; /* the error of an id that stands with two texts; NULL: the first is kept */
    bool failed;           /* memory ran out while a record was put together; gather_take and gather_write say so */
} gather;

void gather_free(gather *g);

/* Errors: MEMORY, TOO_LARGE, SCHEMA (the question has no text), DUPLICATE (an id of two questions). */
smacs_status gather_take(gather *g, const gather_cell *cell, smacs_error *error);

/* Counts something that was left out; `why` is in constant storage. */
void gather_leave(gather *g, const char *why, smacs_text first);

/* The score of a JSON value or of a text from a table; NAN: none. Errors: SCHEMA, which says which option reads it. */
smacs_status gather_score(gather *g, const cJSON *value, double *score, smacs_error *error);
smacs_status gather_score_text(gather *g, smacs_text text, double *score, smacs_error *error);

/* Writes the bank, counts questions without scores and equal texts, and tells all of it. False after a report. */
bool gather_write(gather *g, tool_out *bank);
bool gather_tell(const gather *g, const tool_list *files, bool json);

/* ---- what Python writes ---- */

/* "['a', \"b\"]" -> its texts with an empty line between, put together in `out`; the text itself where it is something
 * else. */
smacs_text import_python_list(gather *g, smacs_text text, smacs_bytes *out);

/* smacs_foreign_parse for JSON in which NaN and Infinity stand, which count as null. Behind the first of them an error's
 * column may be off by a few. `error` is not NULL. */
smacs_status import_parse(smacs_text json, cJSON **tree, smacs_error *error);

/* ---- readers of the formats; false after a report ---- */

bool import_table(gather *g, const char *file, bool routerbench);
bool import_table_lines(gather *g, const char *file); /* RouterBench as JSON Lines */
bool import_lm_eval(gather *g, const char *file);
bool import_jsonl(gather *g, const char *file);
bool import_helm(gather *g, const char *file);
bool import_inspect(gather *g, const char *file);
bool import_llmrouterbench(gather *g, const char *file);

/* Where the time in a file's name begins that LLMRouterBench gives it, "..-20260131_235959.json"; 0: it has none. */
size_t import_time(const char *file);

/* A file's name without folder and ending; the folder it is in, without those above. */
smacs_text import_stem(const char *file);
smacs_text import_folder(const char *file);

/* A text member, absent if there is none; a whole number counts with `digits` (32 bytes) for its text. */
smacs_text import_text(const cJSON *object, const char *name);

/* The last of the user's messages that has one content; absent: there is none. */
smacs_text import_last_of_user(const cJSON *messages);

/* The content of a message: a text, or a list of parts of which one is a text; absent: there is none, or there are several. */
smacs_text import_content(const cJSON *message);
smacs_text import_id(const cJSON *object, const char *name, char digits[32]);

/* Joins texts with a slash into `out`, which is emptied first. Absent if memory runs out, which g->failed then says. */
smacs_text import_join(gather *g, smacs_bytes *out, smacs_text first, smacs_text second);

#endif
