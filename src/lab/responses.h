/* Recorded answers: JSON Lines of {"id", "responses": {model: text}}. A question may stand in several lines, but no
 * model twice in them. */
#ifndef SMACS_LAB_RESPONSES_H
#define SMACS_LAB_RESPONSES_H

#include "base/names.h"
#include "tool/tool.h"
#include <cjson/cJSON.h>

/* Zero-initialise; free with lab_responses_free. */
typedef struct lab_responses {
    smacs_allocator a;
    smacs_names ids;
    cJSON **texts; /* [ids.count] {model: text} */
    size_t capacity;
    smacs_names pairs; /* question and model of each answer, of questions that stand in several lines */
    smacs_bytes pair;
    const char *name, *other; /* while reading */
} lab_responses;

/* Reads all files. False after a report. */
bool lab_responses_read(const tool_list *files, lab_responses *r);

/* The same of lines that have a member `name`, or else `other`, in place of "responses". */
bool lab_responses_read_members(const tool_list *files, lab_responses *r, const char *name, const char *other);
void lab_responses_free(lab_responses *r);

/* {model: text} of a question, or NULL. */
const cJSON *lab_responses_of(const lab_responses *r, smacs_text id);

#endif
