/* Which references each aggregate sees: drawn by their priors, in an order drawn too. The paper draws each subset by
 * itself; otherwise no draw repeats another, because the same references a second time would be one more paid call for
 * the same text, and of two references both are in the draw. */
#include "base/rng.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

#define ORDER_STREAM 0x0D3E7000u

/* Draws that may repeat earlier ones before the next subset is taken by its place. */
enum { TRIES_MAX = 64 };

static bool repeats(const smacs_run *run) { return run->request.config.mode == SMACS_RUN_PAPER; }

/* r, of `count` references. */
static uint32_t subset_size(const smacs_run *run, uint32_t count) {
    const uint32_t asked = run->request.config.subset_size, fewest = repeats(run) ? 1 : 2;
    const uint32_t size = asked > 0 ? asked : count > fewest ? count - 1 : count;
    return size < count ? size : count;
}

uint32_t smacs_run_count_draws(const smacs_run *run, uint32_t count) {
    const uint32_t wanted = run->request.config.subsets, size = subset_size(run, count);
    uint64_t different = 1; /* count over size */
    for (uint32_t i = 1; i <= size && different < wanted && !repeats(run); i++) {
        different = different * (count - size + i) / i;
    }
    return repeats(run) || different > wanted ? wanted : (uint32_t)different;
}

/* ---- drawing ---- */

/* References that arrived, with their priors; a prior that is not known counts as the mean of the others. */
static uint32_t list_references(const smacs_run *run, uint32_t *numbers, double *priors) {
    uint32_t count = 0, known = 0;
    double sum = 0.0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        if (run->calls[i].role == SMACS_ROLE_REFERENCE && smacs_run_arrived(run, i)) {
            numbers[count] = i;
            priors[count] = run->priors[run->calls[i].member].prior;
            known += isnan(priors[count]) ? 0 : 1;
            sum += isnan(priors[count]) ? 0.0 : priors[count];
            count++;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        priors[i] = isnan(priors[i]) ? (known > 0 ? sum / known : 0.0) : priors[i];
    }
    return count;
}

/* The drawn ones, in an order drawn too (Fisher-Yates). */
static smacs_status keep_subset(smacs_run *run, uint32_t subset, const uint32_t *numbers, const bool *members,
                                uint32_t count) {
    uint32_t *shown = smacs_arena_zeroed(&run->a, &run->arena, count, sizeof *shown);
    uint32_t drawn = 0;
    smacs_rng rng;
    if (!shown) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (members[i]) {
            shown[drawn++] = numbers[i];
        }
    }
    smacs_rng_seed(&rng, run->request.seed, (uint64_t)ORDER_STREAM + subset);
    for (uint32_t i = drawn; i > 1; i--) {
        const uint32_t other = smacs_rng_below(&rng, i), kept = shown[i - 1];
        shown[i - 1] = shown[other];
        shown[other] = kept;
    }
    run->shown[subset] = shown;
    run->subsets[subset] = (smacs_subset){shown, drawn};
    run->subset_call[subset] = UINT32_MAX;
    return SMACS_OK;
}

static bool is_drawn(const bool *drawn, uint32_t draws, uint32_t count, const bool *members) {
    for (uint32_t s = 0; s < draws; s++) {
        if (memcmp(drawn + (size_t)s * count, members, count) == 0) {
            return true;
        }
    }
    return false;
}

/* The first subset of a size, by place, that has not been drawn: at most as many come before it as were drawn. */
static void take_next(const bool *drawn, uint32_t draws, uint32_t count, uint32_t size, bool *members) {
    uint32_t last;
    for (uint32_t i = 0; i < count; i++) {
        members[i] = i < size;
    }
    while (is_drawn(drawn, draws, count, members)) {
        /* The next one: the last member that can moves up by one, and those behind it follow close. */
        uint32_t behind = 0;
        for (last = count; last > 0 && !(members[last - 1] && last < count && !members[last]); last--) {
            behind += members[last - 1];
        }
        if (last == 0) {
            return; /* all have been: never, as no more are drawn than there are */
        }
        members[last - 1] = false;
        for (uint32_t i = last; i < count; i++) {
            members[i] = i < last + behind + 1;
        }
    }
}

/* Draws the members of a subset. `drawn` [subset][count] are those of the earlier ones. */
static smacs_status draw(const smacs_run *run, const double *priors, uint32_t count, uint32_t subset, const bool *drawn,
                         bool *members) {
    const uint32_t size = subset_size(run, count);
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < TRIES_MAX; i++) {
        status = smacs_subset_draw(&run->a, priors, count, size, smacs_run_prior_mode(run), run->request.config.tau,
                                   run->request.seed, subset + i * SMACS_SUBSETS_MAX, members);
        if (status != SMACS_OK || repeats(run) || !is_drawn(drawn, subset, count, members)) {
            return status;
        }
    }
    take_next(drawn, subset, count, size, members);
    return SMACS_OK;
}

smacs_status smacs_run_draw_subsets(smacs_run *run) {
    const uint32_t calls = run->view.call_count;
    uint32_t *numbers = smacs_arena_zeroed(&run->a, &run->arena, calls, sizeof *numbers);
    double *priors = smacs_arena_zeroed(&run->a, &run->arena, calls, sizeof *priors);
    if (!numbers || !priors) {
        return SMACS_E_MEMORY;
    }
    const uint32_t count = list_references(run, numbers, priors), draws = smacs_run_count_draws(run, count);
    bool *drawn = smacs_mem_zeroed(&run->a, (size_t)draws * count, 1);
    smacs_status status = drawn ? SMACS_OK : SMACS_E_MEMORY;
    for (uint32_t s = 0; s < draws && status == SMACS_OK; s++) {
        bool *members = drawn + (size_t)s * count;
        status = draw(run, priors, count, s, drawn, members);
        if (status == SMACS_OK) {
            status = keep_subset(run, s, numbers, members, count);
        }
    }
    smacs_mem_free(&run->a, drawn);
    run->view.subset_count = draws;
    run->view.calls_planned -= run->draws_planned; /* fewer references may have arrived than were planned */
    run->view.calls_planned += draws;
    return status;
}
