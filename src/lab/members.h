/* Reading a result's JSON. NULL, NAN and "" stand for what is not there. */
#ifndef SMACS_LAB_MEMBERS_H
#define SMACS_LAB_MEMBERS_H

#include <cjson/cJSON.h>

const cJSON *lab_member(const cJSON *object, const char *name);
const char *lab_word(const cJSON *object, const char *name);
double lab_number(const cJSON *object, const char *name);
/* The end of a figure's interval: 0 the lower one, 1 the upper one. */
double lab_bound(const cJSON *row, const char *name, int end);

#endif
