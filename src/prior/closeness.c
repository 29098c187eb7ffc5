/* How near a question is to what the index knows.
 *
 * Its nearest neighbour tells, but for two things. A short text is never as near as a whole question, because it has few
 * features to share; so less is asked of it. And a text that asks nothing ("hi, how are you today?") shares words with
 * school arithmetic; so the index may hold small talk, and what is nearer to that than to any question is far. README.md
 * has the measurements. */
#include "base/scalar.h"
#include "prior/stages.h"

static const double LEAST_REACH = 0.1; /* in cosine: closeness falls from 1 to 0 over at least this much */
static const double LENGTH = 64.0;     /* features of a text that counts as a whole question */
static const double SHORTNESS =
    0.085;                      /* cosine that the nearest neighbour loses when a text has e times less of them */
static const double TALK = 1.5; /* how sharply small talk is told; distances differ by exp(1 / 3) from 0 to 1 */
static const double LEAST_DISTANCE = 0.002; /* 1 - cosine, so that equal texts are not infinitely near */

/* From 1 where the nearest question is much nearer than the nearest small talk, down to 0. Distances are compared by
 * their ratio, because the embedder may put all texts of one script near each other. */
static double against_small_talk(const smacs_index *index, const int8_t *vector, double nearest) {
    const double talk = smacs_index_small_talk(index, vector);
    const double ratio = (1.0 - talk + LEAST_DISTANCE) / (1.0 - nearest + LEAST_DISTANCE);
    return talk <= 0.0 ? 1.0 : fmin(1.0, fmax(0.0, 0.5 + TALK * smacs_log(ratio)));
}

double smacs_closeness_of(const smacs_index *index, const int8_t *vector, double nearest, uint32_t features) {
    const smacs_index_facts facts = smacs_index_describe(index);
    const double reach = fmax(LEAST_REACH, facts.near_typical - facts.near_low);
    const double shortness = features > 0 ? fmax(0.0, smacs_log(LENGTH / features)) : 0.0;
    const double low = facts.near_low - SHORTNESS * shortness;
    return fmin(1.0, fmax(0.0, 1.0 - (low - nearest) / reach)) * against_small_talk(index, vector, nearest);
}
