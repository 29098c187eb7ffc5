#include "lab/gate.h"

#include <math.h>

/* Bins of certainty, each from its edge to the next. */
static const double edges[] = {0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0};
enum { BINS = sizeof edges / sizeof edges[0] - 1 };

/* Sums over questions. */
typedef struct lab_gate_cell {
    uint64_t questions;
    double kept, next; /* scores of the two answers */
    double rule;       /* break-evens, as runs compute them */
} lab_gate_cell;

const lab_judge lab_gate_judge = {.name = "always called", .expected = 1.0};

static uint32_t bin_of(double certainty) {
    uint32_t bin = 0;
    while (bin + 1 < BINS && certainty >= edges[bin + 1]) {
        bin++;
    }
    return bin;
}

smacs_status lab_gate_add(lab_gate *g, smacs_text benchmark, const lab_play_outcome *o) {
    uint32_t number = 0;
    if (!o->refereed) {
        return SMACS_OK;
    }
    const smacs_status status = smacs_names_intern(&g->a, &g->benchmarks, benchmark, &number);
    if (status != SMACS_OK) {
        return status;
    }
    if (!smacs_mem_reserve(&g->a, &g->cells, &g->capacity, (size_t)g->benchmarks.count * BINS, sizeof *g->cells)) {
        return SMACS_E_MEMORY;
    }
    lab_gate_cell *cell = &g->cells[(size_t)number * BINS + bin_of(o->contest.chance)];
    cell->questions++;
    cell->kept += (double)o->contest.kept;
    cell->next += (double)o->contest.next;
    cell->rule += o->contest.break_even;
    return SMACS_OK;
}

void lab_gate_free(lab_gate *g) {
    if (g->a.alloc) {
        smacs_names_free(&g->a, &g->benchmarks);
        smacs_mem_free(&g->a, g->cells);
    }
    *g = (lab_gate){0};
}

static void add_cell(lab_gate_cell *sum, const lab_gate_cell *cell) {
    sum->questions += cell->questions;
    sum->kept += cell->kept;
    sum->next += cell->next;
    sum->rule += cell->rule;
}

/* A row for questions of `benchmark` (absent: of all) with a certainty in bins [first, last]; nothing without any. */
static void write_cell(smacs_json_writer *w, smacs_text benchmark, uint32_t first, uint32_t last,
                       const lab_gate_cell *cell) {
    const double count = (double)cell->questions, either = cell->kept + cell->next;
    if (cell->questions == 0) {
        return;
    }
    smacs_json_open(w, '{');
    if (benchmark.data) {
        smacs_json_text_member(w, "benchmark", benchmark);
    }
    smacs_json_number_member(w, "from", edges[first]);
    smacs_json_number_member(w, "to", edges[last + 1]);
    smacs_json_integer_member(w, "questions", cell->questions);
    smacs_json_number_member(w, "kept_right", 100.0 * cell->kept / count);
    smacs_json_number_member(w, "next_right", 100.0 * cell->next / count);
    smacs_json_number_member(w, "break_even", either > 0.0 ? cell->kept / either : (double)NAN);
    smacs_json_number_member(w, "rule", cell->rule / count);
    smacs_json_close(w, '}');
}

void lab_gate_write(const lab_gate *g, smacs_json_writer *w) {
    smacs_json_name(w, "referee_gate");
    smacs_json_open(w, '[');
    for (uint32_t bin = 0; bin < BINS; bin++) {
        lab_gate_cell sum = {0};
        for (uint32_t b = 0; b < g->benchmarks.count; b++) {
            add_cell(&sum, &g->cells[(size_t)b * BINS + bin]);
        }
        write_cell(w, (smacs_text){0}, bin, bin, &sum);
    }
    for (uint32_t b = 0; b < g->benchmarks.count; b++) {
        const lab_gate_cell *cells = g->cells + (size_t)b * BINS;
        const smacs_text name = smacs_names_get(&g->benchmarks, b);
        lab_gate_cell sum = {0};
        for (uint32_t bin = 0; bin < BINS; bin++) {
            add_cell(&sum, &cells[bin]);
        }
        write_cell(w, name, 0, BINS - 1, &sum);
        for (uint32_t bin = 0; bin < BINS; bin++) {
            write_cell(w, name, bin, bin, &cells[bin]);
        }
    }
    smacs_json_close(w, ']');
}
