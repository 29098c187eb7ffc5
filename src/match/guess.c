/* What an id says of a model of which nothing is known: family, size and generation, from models that are called like
 * it. */
#include "base/error.h"
#include "base/scalar.h"
#include "base/text.h"
#include "match/matcher.h"
#include <math.h>
#include <string.h>

static const double GENERATIONS_MAX = 1000.0;
static const double SIZE_MAX_B = 100000.0; /* billions of parameters; more is a misspelling */
/* Which of its relatives a name without a size is like: services leave the size out of large models' names. */
static const double SIZE_LARGE_B = 1000.0, SIZE_SMALL_B = 4.0;

static smacs_text text_fact(const smacs_matcher *m, const smacs_match_entry *e, const char *key) {
    const cJSON *value = smacs_matcher_fact(m, e, key);
    return cJSON_IsString(value) ? smacs_text_of(value->valuestring) : (smacs_text){0};
}

static bool thinks(const smacs_matcher *m, const smacs_match_entry *e) {
    const smacs_text effort = text_fact(m, e, "effort");
    return effort.data && !smacs_text_is(effort, "none");
}

/* Months and days compare like texts. */
static bool is_later(const smacs_matcher *m, const smacs_match_entry *a, const smacs_match_entry *b) {
    const smacs_text one = text_fact(m, a, "released"), other = text_fact(m, b, "released");
    return one.data && (!other.data || strcmp(one.data, other.data) > 0);
}

/* How far a model's generation is from that of an id: the same, else the nearest one before, else the nearest after. A
 * name without a number is the first generation. */
static double generations_apart(double id, double model) {
    const double wanted = fmax(1.0, id), found = fmax(1.0, model);
    return found <= wanted ? wanted - found : GENERATIONS_MAX + found - wanted;
}

/* How far apart two sizes are, as a factor; one that is not known, 0, is farther than any. */
static double sizes_apart(double id, double model) { return fmax(id / model, model / id); }

/* A model that begins with the same word: of the nearest generation, of these the one nearest in size, then the newest.
 * An id with neither number nor size ("mistral-small") is what its maker sells today: the newest. */
static const smacs_match_entry *relative(const smacs_matcher *m, const smacs_reading *id, bool *of_generation) {
    const smacs_match_entry *best = NULL;
    const bool is_bare = id->generation == 0.0 && id->size == 0.0;
    const double wanted = id->size > 0.0 ? id->size
                          : is_bare      ? (double)INFINITY
                          : id->small    ? SIZE_SMALL_B
                                         : SIZE_LARGE_B;
    double least = 0.0, least_size = 0.0;
    for (size_t i = 0; i < m->spelling_count; i++) {
        const smacs_match_spelling *s = &m->spellings[i];
        const smacs_match_entry *e = &m->entries[s->entry];
        if (s->reading.family != id->family || !text_fact(m, e, "family").data) {
            continue;
        }
        const double apart = is_bare ? 0.0 : generations_apart(id->generation, s->reading.generation);
        const double size = sizes_apart(wanted, smacs_matcher_amount(m, e, "parameters_b"));
        const bool alike = best && apart == least && size == least_size;
        if (!best || apart < least || (apart == least && size < least_size) || (alike && is_later(m, e, best))) {
            best = e;
            least = apart;
            least_size = size;
            *of_generation = s->reading.generation == id->generation;
        }
    }
    return best;
}

smacs_likeness smacs_matcher_guess(const smacs_matcher *m, smacs_text id) {
    const smacs_reading r = smacs_read_name(id);
    const smacs_match_entry *known = r.text ? smacs_matcher_entry(m, &r) : NULL;
    bool of_generation = known != NULL;
    const smacs_match_entry *e = known || !r.family ? known : relative(m, &r, &of_generation);
    smacs_likeness like = {.parameters_b = r.size < SIZE_MAX_B ? r.size : 0.0};
    if (r.no_chat) {
        return (smacs_likeness){0};
    }
    if (!e) {
        return like;
    }
    like.family = text_fact(m, e, "family");
    like.released = text_fact(m, e, "released");
    if (of_generation) {
        like.reasons = r.effort ? r.effort != smacs_effort_hash(smacs_text_of("none")) : thinks(m, e);
    }
    if (r.size == 0.0 && (of_generation || r.generation == 0.0)) {
        like.parameters_b = smacs_matcher_amount(m, e, "parameters_b");
    }
    return like;
}
