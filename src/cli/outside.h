/* Vectors of one's own (smacs/vector.h) in commands: from a file, or from an endpoint. */
#ifndef SMACS_CLI_OUTSIDE_H
#define SMACS_CLI_OUTSIDE_H

#include "cli/cli.h"
#include "host/embeddings.h"

typedef struct cli_outside {
    const char *file;     /* of vectors; NULL: none */
    const char *key_flag; /* the flag of the endpoint's key; NULL: --key-env */
    host_embeddings from; /* base NULL: none */
    char made_by[256];    /* the model of an index, where `from` names none */
} cli_outside;

/* clang-format off */
#define CLI_EMBEDDINGS_FLAGS(given) CLI_EMBEDDINGS_FLAGS_KEYED(given, "--key-env")
#define CLI_EMBEDDINGS_FLAGS_KEYED(given, key_flag) \
    {"--embeddings", CLI_TEXT, &(given).from.base, "URL", "an endpoint that makes the vectors: the address before /embeddings", false}, \
    {"--embedding-model", CLI_TEXT, &(given).from.model, "ID", "the model that makes the vectors, as the endpoint calls it", false}, \
    {key_flag, CLI_TEXT, &(given).from.key_env, "VAR", "environment variable that holds the endpoint's key (none)", false}, \
    {"--dimensions", CLI_COUNT, &(given).from.dimensions, "N", "ask the endpoint for so many numbers a vector", false}, \
    {"--embeddings-timeout", CLI_COUNT, &(given).from.timeout_s, "S", "seconds that a call for vectors may take (300)", false}
#define CLI_EMBEDDINGS_RECORD_FLAG(given) \
    {"--embeddings-record", CLI_OUT, &(given).from.record, "FILE", "keep vectors there as they come, and ask for none that it has", false}
/* clang-format on */

/* Whether the flags ask for exactly one embedder: a file of ours, vectors, or an endpoint; and say what they need.
 * `model_needed`: the model's name has to be given with each. False after a report. */
bool cli_outside_check(const char *command, const char *embedder, const char *file_flag, const cli_outside *given,
                       bool model_needed);

/* The vectors for a new index: from the file, or of the questions of the banks and of `more` [more_count] texts. False
 * after a report; the caller frees *v in any case. */
bool cli_outside_read(const cli_outside *given, const tool_list *banks, const smacs_text *more, size_t more_count,
                      tool_vectors *v);

/* The one vector to route, in *v, which the caller frees: of the file, or of `question` from the endpoint. It must be one
 * that the index's model makes, by count of numbers and by name where that is given; a missing name is the index's.
 * False after a report. */
bool cli_outside_for_index(cli_outside *given, const tool_index *x, smacs_text question, tool_vectors *v);

/* ---- for commands that embed answers themselves, and take vectors of questions besides ---- */

/* clang-format off */
#define CLI_OUTSIDE_FLAGS(given) CLI_OUTSIDE_FLAGS_KEYED(given, "--key-env")
#define CLI_OUTSIDE_FLAGS_KEYED(given, key_flag) \
    {"--vectors", CLI_TEXT, &(given).file, "FILE|-", "vectors of the questions, where a model outside made the index's (src/embed/README.md)", false}, \
    CLI_EMBEDDINGS_FLAGS_KEYED(given, key_flag)
/* clang-format on */

/* Whether vectors of questions were asked for. */
bool cli_outside_given(const cli_outside *given);

/* Whether the flags go together, of which there may be none. False after a report. */
bool cli_outside_check_questions(const char *command, const cli_outside *given);

/* The vectors of the questions of banks, in *v, which the caller frees; they must be of the index's model. False after a
 * report. */
bool cli_outside_for_banks(cli_outside *given, const tool_index *x, const tool_list *banks, tool_vectors *v);

/* Those of a file of them for other questions. */
bool cli_outside_file_for_index(cli_outside *given, const tool_index *x, tool_vectors *v);

#endif
