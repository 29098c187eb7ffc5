/* What an id says of a model of which nothing is known: family, size and generation, from models that are called like
 * it. */
#include "base/error.h"
#include "base/text.h"
#include "match/matcher.h"

static const double SIZE_MAX_B = 100000.0; /* billions of parameters; more is a misspelling */

static smacs_text text_fact(const smacs_matcher *m, const smacs_match_entry *e, const char *key) {
    const cJSON *value = smacs_matcher_fact(m, e, key);
    return cJSON_IsString(value) ? smacs_text_of(value->valuestring) : (smacs_text){0};
}

static bool thinks(const smacs_matcher *m, const smacs_match_entry *e) {
    const smacs_text effort = text_fact(m, e, "effort");
    return effort.data && !smacs_text_is(effort, "none");
}

/* Months and days compare like texts. */
static bool is_later(smacs_text a, smacs_text b) {
    size_t i = 0;
    while (i < a.size && i < b.size && a.data[i] == b.data[i]) {
        i++;
    }
    return i < a.size && (i == b.size || a.data[i] > b.data[i]);
}

/* The newest model that begins with the same word, of the same generation if there is one. */
static const smacs_match_entry *relative(const smacs_matcher *m, const smacs_reading *id, bool *of_generation) {
    const smacs_match_entry *best = NULL;
    *of_generation = false;
    for (size_t i = 0; i < m->spelling_count; i++) {
        const smacs_match_spelling *s = &m->spellings[i];
        const smacs_match_entry *e = &m->entries[s->entry];
        const bool same = s->reading.generation == id->generation;
        if (s->reading.family != id->family || !text_fact(m, e, "family").data || same < *of_generation) {
            continue;
        }
        if (!best || same > *of_generation || is_later(text_fact(m, e, "released"), text_fact(m, best, "released"))) {
            best = e;
            *of_generation = same;
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
    like.released = text_fact(m, e, "released"); /* of the newest relative: what no catalog has yet is hardly older */
    if (of_generation) {
        like.reasons = r.effort ? r.effort != smacs_effort_hash(smacs_text_of("none")) : thinks(m, e);
    }
    if (known && r.size == 0.0) {
        const cJSON *size = smacs_matcher_fact(m, e, "parameters_b");
        like.parameters_b = cJSON_IsNumber(size) ? size->valuedouble : 0.0;
    }
    return like;
}
