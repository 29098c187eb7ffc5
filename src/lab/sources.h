/* Routing by source: what routing gains over single models on the questions of each source of the test. */
#ifndef SMACS_LAB_SOURCES_H
#define SMACS_LAB_SOURCES_H

#include "lab/figures.h"
#include "lab/models.h"

/* What is kept of each question, in the order of the scores. Zero-initialise, then begin; free in either case. */
typedef struct lab_sources {
    lab_sample sample;
} lab_sources;
void lab_sources_begin(lab_sources *s);
void lab_sources_free(lab_sources *s);

/* Scores in percent of the routed model and of the model that is best in the index, NAN if there is none. Errors:
 * MEMORY, TOO_LARGE. */
smacs_status lab_sources_add(lab_sources *s, smacs_text source, double routed, double on_index);

/* Finds the best single model of each source and writes the member "sources". False after a report. */
bool lab_sources_write(lab_sources *s, const lab_scores *scores, const smacs_index *index, const lab_settings *settings,
                       smacs_json_writer *w);

#endif
