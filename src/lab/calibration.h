/* Calibration of priors: how well they stand for chances. */
#ifndef SMACS_LAB_CALIBRATION_H
#define SMACS_LAB_CALIBRATION_H

#include "lab/figures.h"
#include "lab/models.h"

typedef struct lab_calibration lab_calibration;
lab_calibration *lab_calibration_begin(void); /* NULL when memory is out */
void lab_calibration_free(lab_calibration *c);

/* What is known of one test question. */
typedef struct lab_calibration_question {
    const smacs_question *question;
    const smacs_prior *priors;     /* [models] */
    const float *scores;           /* [models] NAN: not run */
    const smacs_model_mean *means; /* [models] of the index */
    const lab_benchmark_means *benchmarks;
    uint32_t models;
} lab_calibration_question;
smacs_status lab_calibration_add(lab_calibration *c, const lab_calibration_question *q);
/* Writes the member "calibration". False after a report. */
bool lab_calibration_write(lab_calibration *c, smacs_json_writer *w, const lab_settings *settings);

#endif
