/* Rows for fitting the weights of a certainty: what runs over recorded answers know of the answer that they keep, and
 * whether it is right. Each question is asked with the best few of its pool, in several numbers, and with panels of pools
 * that are drawn from it, because people's own pools are weaker, stronger and smaller than the bank's.
 *
 * A line each, JSON: {"right": 0 to 1, "drawn": whether the pool is, "early": whether the run may stop early,
 * "compared": whether the kept program was run, "x": [..] (posterior/certainty.h)}. Of answers that were checked, with
 * "output": true or "passed", "failed", "alike" and "failing" (posterior/checked.h) in place of "x". */
#include "base/error.h"
#include "base/rng.h"
#include "lab/lab.h"
#include "lab/play.h"

#include <stdlib.h>

/* Streams of random numbers: one for each question, from here on. */
#define POOL_STREAM 0xCE27A100u

enum { DRAWN_MOST = 12, DRAWN_PANEL = 7 };

/* Runs that stop early, in as many orders of asking, and the panel of a default run. */
enum { ORDERS = 2, WIDEST = 7 };
static const uint32_t panels[] = {2, 3, 4, 5, 7, 10};

typedef struct fitting {
    lab_test test;
    lab_play play;
    smacs_member *pool; /* the whole pool of the question, [M] */
    const char **texts;
    float *scored;
    uint32_t pool_count, drawn, questions;
} fitting;

static void print_check(const lab_play_outcome *o) {
    if (o->own) {
        puts("\"output\":true}");
    } else {
        printf("\"passed\":%u,\"failed\":%u,\"alike\":%u,\"failing\":%u}\n", o->passed, o->failed, o->alike,
               o->failing);
    }
}

/* What the row is of: the best `n` of a pool, all asked or until the lead is safe. */
typedef struct asking {
    uint32_t n;
    bool drawn, early;
    uint64_t seed; /* of the order of asking */
} asking;

static smacs_status print_row(fitting *f, const smacs_question *question, asking how, smacs_error *error) {
    smacs_run_config config = smacs_run_config_init();
    lab_play_outcome o;
    config.mode = SMACS_RUN_SELECT;
    config.n = how.n;
    config.early_stop = how.early ? 0.0 : 2.0;
    const smacs_status status =
        lab_play_run(&f->play, question->text, f->test.in->index->handle, &config, how.seed, &o, error);
    if (status != SMACS_OK || o.certainty.why != SMACS_CERTAINTY_KNOWN) {
        return status;
    }
    printf("{\"right\":%.9g,\"drawn\":%s,\"early\":%s,", (double)o.kept, how.drawn ? "true" : "false",
           how.early ? "true" : "false");
    if (o.own || o.passed + o.failed > 0) {
        print_check(&o);
        return SMACS_OK;
    }
    printf("\"compared\":%s,\"x\":[", o.compared ? "true" : "false");
    for (int i = 0; i < SMACS_X_COUNT; i++) {
        printf("%s%.9g", i > 0 ? "," : "", o.x[i]);
    }
    puts("]}");
    return SMACS_OK;
}

/* Leaves `wanted` members in the pool (selection sampling, Knuth 3.4.2 S). */
static void draw_pool(fitting *f, smacs_rng *rng, uint32_t wanted) {
    f->play.pool_count = 0;
    for (uint32_t i = 0; i < f->pool_count; i++) {
        if (smacs_rng_below(rng, f->pool_count - i) < wanted - f->play.pool_count) {
            const uint32_t place = f->play.pool_count++;
            f->play.pool[place] = f->pool[i];
            f->play.texts[place] = f->texts[i];
            f->play.scored[place] = f->scored[i];
        }
    }
}

static smacs_status play_drawn(fitting *f, const smacs_question *question, smacs_error *error) {
    smacs_status status = SMACS_OK;
    smacs_rng rng;
    smacs_rng_seed(&rng, f->test.in->settings.seed, (uint64_t)POOL_STREAM + f->questions++);
    for (uint32_t i = 0; i < f->pool_count; i++) {
        f->pool[i] = f->play.pool[i];
        f->texts[i] = f->play.texts[i];
        f->scored[i] = f->play.scored[i];
    }
    for (uint32_t d = 0; d < f->drawn && f->pool_count >= 2 && status == SMACS_OK; d++) {
        const uint32_t most = f->pool_count < DRAWN_MOST ? f->pool_count : DRAWN_MOST;
        const uint32_t size = 2 + smacs_rng_below(&rng, most - 1);
        draw_pool(f, &rng, size);
        const uint32_t widest = size < DRAWN_PANEL ? size : DRAWN_PANEL;
        status = print_row(f, question, (asking){.n = 2 + smacs_rng_below(&rng, widest - 1), .drawn = true}, error);
    }
    return status;
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    fitting *f = context;
    smacs_status status = lab_play_find_vector(&f->play, f->test.in, &record->question, f->test.place - 1, error);
    if (status != SMACS_OK) {
        return status;
    }
    f->pool_count = lab_play_pool(&f->play, record, NULL);
    for (size_t i = 0; i < sizeof panels / sizeof *panels && status == SMACS_OK; i++) {
        if (panels[i] <= f->pool_count) {
            status = print_row(f, &record->question, (asking){.n = panels[i]}, error);
        }
    }
    for (uint64_t seed = 0; seed < ORDERS && status == SMACS_OK && f->pool_count > 0; seed++) {
        status = print_row(f, &record->question, (asking){.n = WIDEST, .early = true, .seed = seed}, error);
    }
    return status == SMACS_OK ? play_drawn(f, &record->question, error) : status;
}

int lab_certainty(const lab_inputs *in, const lab_certainty_settings *settings) {
    static const lab_test_kind kind = {.progress = "playing runs"};
    const uint32_t models = in->index->facts.models;
    fitting f = {.drawn = settings->drawn,
                 .pool = calloc(models, sizeof *f.pool),
                 .texts = calloc(models, sizeof *f.texts),
                 .scored = calloc(models, sizeof *f.scored)};
    const bool ready = f.pool && f.texts && f.scored;
    if (!ready) {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    const bool read =
        lab_test_begin(&f.test, &kind, in) && ready && lab_play_begin(&f.play, in->index, in->embedder, in->allowed) &&
        lab_responses_read(settings->responses, &f.play.recorded) && lab_checks_read(settings->checks, &f.play.checks);
    f.play.catalog = settings->catalog ? settings->catalog : in->index->catalog;
    f.play.behaviour = settings->behaviour;
    const int code = read && lab_test_read(&f.test, take_record, &f) ? TOOL_OK : TOOL_FAILED;
    lab_play_free(&f.play);
    lab_test_free(&f.test);
    free(f.pool);
    free((void *)f.texts);
    free(f.scored);
    return code;
}
