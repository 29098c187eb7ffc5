/* The distribution, which src/lab/README.md explains:
 *
 *     of a model   wait for the first token 0.8 s * exp(0.5 z), speed 60 tokens a second * exp(0.6 z)
 *     of a call    both * exp(0.4 z); a token is four bytes
 *     in 4 of 100  the first attempt is refused after 0.5 s, and sent again after 1 to 10 s
 *     in 2 of 100  the call stalls, and takes six times as long
 *     in 1 of 100  it fails after three attempts, 20 to 40 s after it left
 *
 * with z standard normal. */
#include "lab/latency.h"
#include "base/bits.h"
#include "base/rng.h"
#include "base/scalar.h"

#define LATENCY_STREAM 0x1A7E7C00u

static void seed_by(smacs_rng *rng, uint64_t seed, smacs_text model, smacs_text question) {
    const uint64_t hash = smacs_fnv1a(SMACS_FNV_BASIS, model.data, model.size);
    smacs_rng_seed(rng, seed, LATENCY_STREAM ^ smacs_fnv1a(hash, question.data, question.size));
}

static double spread(smacs_rng *rng, double sigma) { return smacs_exp(sigma * smacs_rng_normal(rng)); }

lab_latency lab_latency_draw(uint64_t seed, smacs_text model, smacs_text question, size_t bytes) {
    smacs_rng of_model, of_call;
    seed_by(&of_model, seed, model, (smacs_text){0});
    seed_by(&of_call, seed, model, question);
    const double wait = 800.0 * spread(&of_model, 0.5), speed = 60.0 * spread(&of_model, 0.6);
    double ms = (wait + 1000.0 * (double)bytes / 4.0 / speed) * spread(&of_call, 0.4);
    const uint32_t dice = smacs_rng_below(&of_call, 100);
    const double pause = smacs_rng_unit(&of_call);
    lab_latency l = {0};
    if (dice < 4) {
        l.again_ms = 500;
        ms += 500.0 + 1000.0 + 9000.0 * pause;
    } else if (dice < 6) {
        ms *= 6.0;
    } else if (dice < 7) {
        l.fails = true;
        l.again_ms = 500;
        ms = 20000.0 + 20000.0 * pause;
    }
    l.ends_ms = (uint64_t)ms + 1;
    return l;
}
