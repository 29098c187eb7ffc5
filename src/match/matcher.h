/* The table of names. */
#ifndef SMACS_MATCH_MATCHER_H
#define SMACS_MATCH_MATCHER_H

#include "match/reading.h"
#include <cjson/cJSON.h>
#include <smacs/match.h>

typedef struct smacs_match_entry {
    smacs_text name;
    const cJSON *facts; /* NULL: only the name is known */
    uint32_t model;     /* in the index, or UINT32_MAX */
    uint64_t text;      /* hash of the name */
    bool is_tuned;      /* a name so far says instruct or the like */
    bool is_sized;      /* a name so far says a size */
} smacs_match_entry;

typedef struct smacs_match_spelling {
    smacs_reading reading;
    uint32_t entry;
    bool by_text; /* only this very id means the model: it says less than the name, "llama3.1-8b" at one service */
} smacs_match_spelling;

struct smacs_matcher {
    smacs_allocator a;
    const smacs_index *index;
    cJSON *trees[2];            /* the index's facts, the catalog */
    smacs_match_entry *entries; /* [entry_count] */
    size_t entry_count, entry_capacity;
    smacs_match_spelling *spellings; /* [spelling_count] */
    size_t spelling_count, spelling_capacity;
};

/* A fact of a model, else of the one that it is a variant of. NULL: it is not known. */
const cJSON *smacs_matcher_fact(const smacs_matcher *m, const smacs_match_entry *e, const char *key);

/* The same of a fact that is a number; 0: it is not known. */
double smacs_matcher_amount(const smacs_matcher *m, const smacs_match_entry *e, const char *key);

/* The entry that an id means, or NULL. Two models at the same distance: it is not clear which. */
const smacs_match_entry *smacs_matcher_entry(const smacs_matcher *m, const smacs_reading *reading);

#endif
