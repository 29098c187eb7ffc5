/* How routing by a part of a sharded index compares with routing by all of it. */
#ifndef SMACS_LAB_SHARDS_H
#define SMACS_LAB_SHARDS_H

#include "lab/test.h"
#include "tool/shards.h"

enum { LAB_SHARES_MAX = 16 };

typedef struct lab_shards_inputs {
    tool_shards *shards;
    lab_inputs test;               /* of it the head as the index, what makes vectors, and the banks */
    double shares[LAB_SHARES_MAX]; /* [share_count] of the questions that are looked at, in (0, 1] */
    uint32_t share_count;
    uint32_t most; /* questions of the banks; 0: all */
    bool json;
} lab_shards_inputs;

/* Returns an exit code. */
int lab_shards(const lab_shards_inputs *in);

#endif
