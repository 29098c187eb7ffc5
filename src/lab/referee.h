/* Referees that an evaluation plays. None was ever asked about the recorded answers of a bank, so their verdicts are
 * composed: of a strength, or of verdicts that another benchmark has on record. */
#ifndef SMACS_LAB_REFEREE_H
#define SMACS_LAB_REFEREE_H

#include "tool/tool.h"

enum { LAB_JUDGES_MAX = 12 };

/* Of one verdict. */
typedef enum lab_verdict { LAB_VERDICT_NONE = 0, LAB_VERDICT_RIGHT = 1, LAB_VERDICT_WRONG = 2 } lab_verdict;

/* Verdicts on one pair of a right and a wrong answer, shown in both orders. */
typedef struct lab_verdicts {
    lab_verdict of[2];
} lab_verdicts;

typedef struct lab_judge {
    const char *name;       /* borrowed; a number: its strength */
    double expected;        /* accuracy where both orders agree; of recorded verdicts, less its standard error */
    lab_verdicts *recorded; /* [count]; none: both orders agree always, and are right as often as expected */
    size_t count, capacity;
} lab_judge;

/* Zero-initialise; free with lab_judges_free. */
typedef struct lab_judges {
    smacs_allocator a;
    lab_judge of[LAB_JUDGES_MAX];
    uint32_t count;
} lab_judges;

/* Makes a judge of each name: a strength in (0, 1], or a judge of `file`, CSV with the columns of JudgeBench's verdicts
 * (src/lab/README.md); NULL: there is none. The names are borrowed. False after a report. */
bool lab_judges_read(const tool_list *names, const char *file, lab_judges *out);
void lab_judges_free(lab_judges *judges);

/* Draws what a judge says of a question's pair: of recorded verdicts, those on some pair, whatever it was about. */
lab_verdicts lab_judge_draw(const lab_judge *judge, uint64_t seed, smacs_text question);

/* Whether the first of two equally good answers passes for the right one. */
bool lab_judge_toss(uint64_t seed, smacs_text question);

#endif
