/* A sharded index on a disk: its head "bank.smh", and beside it its cells in "bank-000.smc", "bank-001.smc", .. */
#ifndef SMACS_TOOL_SHARDS_H
#define SMACS_TOOL_SHARDS_H

#include "tool/tool.h"

/* Whether a file is named like a head. */
bool tool_is_head(const char *file);

/* Name of file number `number` of the head `head`, freed with free; NULL without memory. */
char *tool_shard_name(const char *head, uint32_t number);

typedef struct tool_shards {
    const char *file;
    void *bytes;
    size_t size;
    smacs_shards *handle;
    tool_index about; /* what the head has of an index; its handle has no questions */
    FILE *open;       /* the shard read last, */
    uint32_t number;  /* and its number */
    /* Of the last question: cells and their questions, and the ranges and bytes that a host would be asked for. */
    uint32_t cells, questions, ranges;
    uint64_t read;
} tool_shards;

/* Opens a head. False after a report. */
bool tool_shards_open(const char *file, tool_shards *s);
void tool_shards_free(tool_shards *s);

/* The index to route `vector` [D] by, which looks at no more than `questions` (0: 1 in 50). Free near->handle with
 * smacs_index_free, and nothing else of it. False after a report. */
bool tool_shards_near(tool_shards *s, const int8_t *vector, uint32_t questions, uint32_t k, tool_index *near);

/* The same of all questions. */
bool tool_shards_all(tool_shards *s, tool_index *all);

/* Cells that lie closer than this are got in one range. */
#define TOOL_SHARDS_GAP 16384u

#endif
