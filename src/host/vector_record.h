/* Vectors of an endpoint, kept on disk as they come. A line is {"text", "model", "vector"}: whole numbers from -127 to 127,
 * which are all that is used of a vector. */
#ifndef SMACS_HOST_VECTOR_RECORD_H
#define SMACS_HOST_VECTOR_RECORD_H

#include "host/embeddings.h"

#include <stdio.h>

/* Zeroed: none. */
typedef struct host_vector_record {
    FILE *stream;
} host_vector_record;

/* Reads the lines of from->record, if there is one, and opens it for more. Vectors of `texts` go into *v at their numbers,
 * and have[number] is set; lines of other texts are passed over. A line of another model, or with another count of numbers
 * than from->dimensions, is refused. False after a report. */
bool host_vector_record_open(host_vector_record *r, const host_embeddings *from, const smacs_names *texts,
                             tool_vectors *v, bool *have);
void host_vector_record_close(host_vector_record *r);

/* Adds the vector of a text, which is number `at` of *v. Without a record nothing is done. False after a report. */
bool host_vector_record_add(const host_vector_record *r, const host_embeddings *from, smacs_text text,
                            const tool_vectors *v, uint32_t at);

/* Leaves the lines added so far to the system, so that a kill loses none of them. False after a report. */
bool host_vector_record_flush(const host_vector_record *r, const host_embeddings *from);

#endif
