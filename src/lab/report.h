/* What people read of results: tables in a terminal, and a page. */
#ifndef SMACS_LAB_REPORT_H
#define SMACS_LAB_REPORT_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

/* Prints the tables "calibration", "reliability", "cost_curve", "calls_curve" and "sign_tests" of a result that has
 * them (print.c). */
void lab_print_charts(const cJSON *result);

/* Writes a page of results [count] (report.c). False after a report. */
bool lab_report(const char *file, const cJSON *const *results, size_t count);

#endif
