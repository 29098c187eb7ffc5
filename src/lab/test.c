#include "lab/test.h"

#include "base/error.h"
#include "lab/results.h"
#include "tool/made.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMNS_MAX = 16 };

bool lab_inputs_check(const lab_inputs *in) {
    smacs_error error;
    const smacs_index_facts *x = &in->index->facts;
    const uint64_t digest = in->vectors && x->outside ? smacs_vector_digest(x->embedder_name, in->vectors->numbers)
                            : in->embedder            ? in->embedder->facts.digest
                                                      : x->embedder_digest;
    const bool fits = smacs_index_check_embedder(in->index->handle, digest, &error) == SMACS_OK;
    if (!fits) {
        tool_fail(in->index->file, &error);
    }
    return fits;
}

const int8_t *lab_inputs_embed(const lab_inputs *in, const smacs_question *question, uint64_t place,
                               smacs_error *error) {
    if (in->vectors) {
        return tool_vectors_of(in->vectors, question, place, error);
    }
    tool_embedder_embed(in->embedder, question->text);
    return in->embedder->vector;
}

bool lab_inputs_check_order(const lab_inputs *in, uint64_t questions) {
    return !in->vectors || tool_vectors_check_order(in->vectors, in->vectors_file, questions);
}

bool lab_inputs_read(const lab_inputs *in, smacs_bank_sink take, void *context) {
    bool read = true;
    for (size_t i = 0; i < in->banks->count && read; i++) {
        read = tool_read_bank(in->banks->items[i], take, context);
    }
    return read;
}

bool lab_test_begin(lab_test *t, const lab_test_kind *kind, const lab_inputs *in) {
    *t = (lab_test){.kind = kind, .in = in, .a = smacs_allocator_or_default(NULL)};
    t->leave = (lab_leave){.x = in->index, .kind = in->leave};
    t->scores.models = in->index->facts.models;
    t->leave.known = &t->known;
    t->sample = (lab_sample){.a = t->a, .columns = kind->columns};
    if (!lab_inputs_check(in)) {
        return false;
    }
    const bool known = lab_known_begin(&t->known, in->index) == SMACS_OK;
    if (!known) {
        tool_fail_plain(in->index->file, "out of memory", NULL);
    }
    return known;
}

void lab_test_free(lab_test *t) {
    lab_leave_free(&t->leave);
    lab_known_free(&t->known);
    lab_sample_free(&t->sample);
    smacs_mem_free(&t->a, t->scores.rows);
    smacs_names_free(&t->a, &t->ids);
}

smacs_status lab_test_find(lab_test *t, const smacs_question *question, lab_leave_view *view, smacs_error *error) {
    t->vector = lab_inputs_embed(t->in, question, t->place - 1, error);
    if (!t->vector) {
        return SMACS_E_NOT_FOUND;
    }
    t->match = lab_known_find(&t->known, question, t->vector);
    return lab_leave_find(&t->leave, question, t->match, view, error);
}

static smacs_status take_next(void *context, const smacs_bank_record *record, smacs_error *error) {
    lab_test *t = context;
    t->place++;
    return t->take(t->context, record, error);
}

bool lab_test_read(lab_test *t, smacs_bank_sink take, void *context) {
    t->take = take;
    t->context = context;
    t->place = 0;
    t->progress = tool_progress_begin(t->kind->progress);
    const bool read = lab_inputs_read(t->in, take_next, t) && lab_inputs_check_order(t->in, t->place);
    tool_progress_end(&t->progress);
    if (read && t->left_out > 0) {
        fprintf(stderr, "left out: %llu questions %s\n", (unsigned long long)t->left_out, t->kind->left_out);
    }
    return read;
}

smacs_status lab_test_keep(lab_test *t, const smacs_question *question, const float *scores, const double *values) {
    if (!lab_scores_add(&t->scores, &t->a, t->sample.count, scores) ||
        (t->in->settings.outcomes && smacs_names_push(&t->a, &t->ids, question->id) != SMACS_OK)) {
        return SMACS_E_MEMORY;
    }
    const smacs_status status = lab_sample_add(&t->sample, question->benchmark, values);
    lab_known_count(&t->known, t->match);
    tool_progress_count(&t->progress, t->sample.count);
    return status;
}

/* ---- the result ---- */

void lab_write_models(smacs_json_writer *w, const char *member, const tool_index *x, const smacs_text *names,
                      const bool *chosen, uint32_t count) {
    smacs_json_name(w, member);
    smacs_json_open(w, '[');
    for (uint32_t m = 0; m < count; m++) {
        if (chosen[m]) {
            smacs_json_text(w, names ? names[m] : smacs_index_model(x->handle, m));
        }
    }
    smacs_json_close(w, ']');
}

void lab_write_options(smacs_json_writer *w, const smacs_route_options *options) {
    static const char *const modes[] = {[SMACS_MODE_ROBUST] = "robust", [SMACS_MODE_PAPER] = "paper"};
    const smacs_route_options usual = smacs_route_options_init();
    smacs_json_word_member(w, "mode", modes[options->mode]);
    smacs_json_integer_member(w, "k", options->k > 0 ? options->k : usual.k);
    smacs_json_integer_member(w, "n", options->n > 0 ? options->n : usual.n);
    smacs_json_flag_member(w, "coverage", options->coverage);
    smacs_json_number_member(w, "alpha", options->alpha > 0.0 ? options->alpha : usual.alpha);
    smacs_json_flag_member(w, "costs", options->cost != NULL);
}

void lab_write_digests(smacs_json_writer *w, const tool_index *index, const tool_embedder *embedder) {
    smacs_json_digest_member(w, "index", index->facts.digest);
    if (embedder) {
        smacs_json_digest_member(w, "embedder", embedder->facts.digest);
    }
}

void lab_write_settings(smacs_json_writer *w, const lab_inputs *in) {
    static const char *const words[] = {NULL, "benchmark", "category", "question"};
    smacs_json_word_member(w, "leave_out", words[in->leave]);
    lab_write_digests(w, in->index, in->embedder);
    if (in->vectors) {
        smacs_json_text_member(w, "vectors", in->index->facts.embedder_name);
    }
}

/* The member "models": those that were scored on a question of the test. */
static bool write_models(smacs_json_writer *w, const lab_test *t) {
    bool *scored = calloc(t->scores.models + (size_t)1, sizeof *scored);
    for (size_t i = 0; i < t->sample.count * t->scores.models && scored; i++) {
        scored[i % t->scores.models] |= !isnan(t->scores.rows[i]);
    }
    if (scored) {
        lab_write_models(w, "models", t->in->index, t->names, scored, t->scores.models);
    } else {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    free(scored);
    return scored != NULL;
}

/* The member "outcomes": each question's score, from 0 to 1, its calls and its certainty, if it may have one. */
static void write_outcomes(smacs_json_writer *w, const lab_test *t) {
    const lab_sample *s = &t->sample;
    smacs_json_name(w, "outcomes");
    smacs_json_open(w, '[');
    for (size_t i = 0; i < s->count; i++) {
        const double *values = s->values + i * s->columns;
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "id", smacs_names_get(&t->ids, (uint32_t)i));
        smacs_json_text_member(w, "benchmark", smacs_names_get(&s->groups, s->group[i]));
        smacs_json_number_member(w, "score", values[t->kind->score] / 100.0);
        smacs_json_number_member(w, "calls", t->kind->calls == UINT32_MAX ? 1.0 : values[t->kind->calls]);
        if (t->kind->certainty != UINT32_MAX) {
            smacs_json_number_member(w, "certainty", values[t->kind->certainty] / 100.0);
        }
        if (t->kind->seconds > 0 && !isnan(values[t->kind->seconds])) {
            smacs_json_number_member(w, "seconds", values[t->kind->seconds]);
        }
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static void print_tables(const lab_test *t, const lab_figures *f, const char *const *notes) {
    const char *const introduced[2] = {"best single model", t->kind->second};
    for (int s = 0; s < 2; s++) {
        const smacs_text none = smacs_text_of("none"), named = f->of[t->kind->single[s].column].model;
        const smacs_text name = named.data ? named : none;
        printf("%s%s: %.*s", s > 0 ? "; " : "", introduced[s], (int)name.size, name.data);
    }
    printf("\n\n");
    lab_figures_print(f, notes);
}

static int show(const lab_test *t, const lab_figures *f, lab_test_write more, void *context) {
    const lab_settings *settings = &t->in->settings;
    char known[256];
    char small[160];
    const char *notes[] = {known, t->kind->notes[0], t->kind->notes[1], NULL, NULL, NULL, NULL};
    const bool hidden = t->leave.kind == LAB_LEAVE_QUESTION;
    size_t said = 3;
    lab_known_note(&t->known, hidden, t->names == NULL, known, sizeof known); /* a live pool has names */
    if (t->sample.count < LAB_COMMON_LEAST) {
        notes[said++] = "Too few to compare: for a best single model to mean much, test 200 questions or more.";
    }
    if (t->k >= t->in->index->facts.questions) {
        snprintf(small, sizeof small,
                 "The index has %u questions and k is %u: all of them count for every question. Try a smaller --k.",
                 t->in->index->facts.questions, t->k);
        notes[said++] = small;
    }
    notes[said] = lab_leave_note(t->leave.kind);
    smacs_json_writer w;
    smacs_json_begin(&w, &t->a);
    smacs_json_open(&w, '{');
    if (t->kind->names_single) {
        smacs_json_text_member(&w, "best_single_model", f->of[t->kind->single[0].column].model);
    }
    lab_figures_write(&w, f, t->kind->name, notes);
    lab_known_write(&t->known, hidden, &w);
    if (!write_models(&w, t) || !more(context, &w)) {
        smacs_bytes_free(&t->a, &w.out);
        return TOOL_FAILED;
    }
    if (settings->outcomes) {
        write_outcomes(&w, t);
    }
    tool_made_write(&w);
    smacs_json_close(&w, '}');
    if (!settings->json) {
        print_tables(t, f, notes);
    }
    return lab_finish(&w, settings);
}

/* Puts the best single models and the differences into the sample. */
static void complete(lab_test *t, const uint32_t *single) {
    const lab_test_kind *kind = t->kind;
    for (size_t i = 0; i < t->sample.count; i++) {
        const float *scores = t->scores.rows + i * t->scores.models;
        double *values = t->sample.values + i * kind->columns;
        for (int s = 0; s < 2; s++) {
            values[kind->single[s].column] = single[s] == UINT32_MAX ? (double)NAN : lab_percent(scores[single[s]]);
        }
        lab_figures_subtract(kind->figures, kind->columns, values);
    }
}

int lab_test_report(lab_test *t, lab_test_write more, void *context) {
    const lab_test_kind *kind = t->kind;
    lab_figure of[COLUMNS_MAX];
    uint32_t single[2];
    if (t->sample.count == 0) {
        return tool_fail_plain(t->in->index->file, kind->empty, NULL);
    }
    for (uint32_t c = 0; c < kind->columns; c++) {
        of[c] = kind->figures[c];
        of[c].percent = c != kind->calls;
        of[c].digits = 2;
    }
    for (int s = 0; s < 2; s++) {
        const uint32_t row = kind->single[s].by_benchmark ? lab_macro_row(&t->sample) : lab_overall_row(&t->sample);
        single[s] = lab_best_single(&t->sample, &t->scores, kind->score, row);
        if (single[s] != UINT32_MAX) {
            of[kind->single[s].column].model =
                t->names ? t->names[single[s]] : smacs_index_model(t->in->index->handle, single[s]);
        }
    }
    complete(t, single);
    lab_figures f = {.sample = &t->sample, .of = of, .settings = &t->in->settings};
    const int code = lab_figures_make(&f) ? show(t, &f, more, context) : TOOL_FAILED;
    lab_figures_free(&f);
    return code;
}
