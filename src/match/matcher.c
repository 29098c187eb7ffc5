/* The table of names, and the rules by which a reading of an id is one of a name. */
#include "match/matcher.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "match/known.h"
#include "json/writer.h"
#include <math.h>
#include <smacs/match.h>

/* A name of the last entry. */
static bool add_spelling(smacs_matcher *m, smacs_text text, bool is_id) {
    if (!smacs_mem_reserve(&m->a, &m->spellings, &m->spelling_capacity, m->spelling_count + 1, sizeof *m->spellings)) {
        return false;
    }
    smacs_match_entry *e = &m->entries[m->entry_count - 1];
    smacs_match_spelling s = {.reading = smacs_read_name(text), .entry = (uint32_t)(m->entry_count - 1)};
    s.by_text = is_id && ((e->is_tuned && !s.reading.instruct) || (e->is_sized && s.reading.size == 0.0));
    e->is_tuned = e->is_tuned || s.reading.instruct;
    e->is_sized = e->is_sized || s.reading.size > 0.0;
    e->text = e->text ? e->text : s.reading.text;
    m->spellings[m->spelling_count++] = s;
    return true;
}

static bool add_entry(smacs_matcher *m, smacs_text name, const cJSON *facts, uint32_t model) {
    if (!smacs_mem_reserve(&m->a, &m->entries, &m->entry_capacity, m->entry_count + 1, sizeof *m->entries)) {
        return false;
    }
    m->entries[m->entry_count++] = (smacs_match_entry){.name = name, .facts = facts, .model = model};
    return add_spelling(m, name, false);
}

/* A text, or an array or object of such. */
static bool add_texts(smacs_matcher *m, const cJSON *texts, bool are_ids) {
    if (cJSON_IsString(texts)) {
        return add_spelling(m, smacs_text_of(texts->valuestring), are_ids);
    }
    bool added = true;
    for (const cJSON *text = texts ? texts->child : NULL; text && added; text = text->next) {
        added = add_texts(m, text, are_ids);
    }
    return added;
}

static bool add_facts(smacs_matcher *m, const cJSON *facts) {
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(facts, "name");
    if (!cJSON_IsString(name)) {
        return true;
    }
    const smacs_text text = smacs_text_of(name->valuestring);
    const uint32_t model = m->index ? smacs_index_find_model(m->index, text) : UINT32_MAX;
    return add_entry(m, text, facts, model) &&
           add_texts(m, cJSON_GetObjectItemCaseSensitive(facts, "aliases"), false) &&
           add_texts(m, cJSON_GetObjectItemCaseSensitive(facts, "ids"), true);
}

static bool add_catalog(smacs_matcher *m, const cJSON *tree) {
    const cJSON *models = cJSON_IsObject(tree) ? cJSON_GetObjectItemCaseSensitive(tree, "models") : tree;
    bool added = true;
    for (const cJSON *facts = models ? models->child : NULL; facts && added; facts = facts->next) {
        added = add_facts(m, facts);
    }
    return added;
}

static bool add_index(smacs_matcher *m) {
    bool added = true;
    const uint32_t count = smacs_index_describe(m->index).models;
    for (uint32_t i = 0; i < count && added; i++) {
        added = add_entry(m, smacs_index_model(m->index, i), NULL, i);
    }
    return added;
}

smacs_status smacs_matcher_create(const smacs_allocator *allocator, const smacs_index *index, smacs_text catalog,
                                  smacs_matcher **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_matcher *m = smacs_mem_zeroed(&a, 1, sizeof *m);
    if (!m) {
        return smacs_fail_memory(error);
    }
    m->a = a;
    m->index = index;
    const smacs_text own = index ? smacs_index_describe(index).model_facts : (smacs_text){0};
    smacs_status status = SMACS_OK;
    if (own.data && smacs_json_parse(own, &m->trees[0], NULL) == SMACS_E_MEMORY) { /* other mistakes: no facts */
        status = smacs_fail_memory(error);
    }
    if (status == SMACS_OK && catalog.size > 0) {
        status = smacs_json_parse(catalog, &m->trees[1], error);
    }
    if (status == SMACS_OK &&
        !(add_catalog(m, m->trees[0]) && (!index || add_index(m)) && add_catalog(m, m->trees[1]))) {
        status = smacs_fail_memory(error);
    }
    if (status != SMACS_OK) {
        smacs_matcher_free(m);
        m = NULL;
    }
    *out = m;
    return status;
}

void smacs_matcher_free(smacs_matcher *m) {
    if (m) {
        const smacs_allocator a = m->a;
        cJSON_Delete(m->trees[0]);
        cJSON_Delete(m->trees[1]);
        smacs_mem_free(&a, m->entries);
        smacs_mem_free(&a, m->spellings);
        smacs_mem_free(&a, m);
    }
}

const cJSON *smacs_matcher_fact(const smacs_matcher *m, const smacs_match_entry *e, const char *key) {
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(e->facts, key);
    const cJSON *base = own ? NULL : cJSON_GetObjectItemCaseSensitive(e->facts, "base");
    for (size_t i = 0; cJSON_IsString(base) && i < m->entry_count && !own; i++) {
        const smacs_match_entry *other = &m->entries[i];
        own =
            smacs_text_is(other->name, base->valuestring) ? cJSON_GetObjectItemCaseSensitive(other->facts, key) : NULL;
    }
    return own;
}

double smacs_matcher_amount(const smacs_matcher *m, const smacs_match_entry *e, const char *key) {
    const cJSON *value = smacs_matcher_fact(m, e, key);
    return cJSON_IsNumber(value) ? value->valuedouble : 0.0;
}

static uint64_t effort_of(const smacs_match_entry *e) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(e->facts, "effort");
    return cJSON_IsString(value) ? smacs_effort_hash(smacs_text_of(value->valuestring)) : 0;
}

/* Whether a size that people write, rounded one way or the other, is that of a model: 14b of 14.7. */
static bool is_about(double written, double size) { return fabs(written - size) <= 0.06 * size; }

/* Whether some spelling of the entry names another day. */
static bool has_other_day(const smacs_matcher *m, uint32_t number, uint32_t day) {
    for (size_t i = 0; i < m->spelling_count; i++) {
        const smacs_match_spelling *s = &m->spellings[i];
        if (s->entry == number && s->reading.day != 0 && s->reading.day != day) {
            return true;
        }
    }
    return false;
}

enum { NO_MATCH = 1000 };

/* How far an id is from a spelling of a model: 0 when both say the same, NO_MATCH when they are different models.
 * Between these, what only one of the two says. */
static int distance(const smacs_matcher *m, const smacs_reading *id, const smacs_match_spelling *s) {
    const smacs_reading *r = &s->reading;
    const smacs_match_entry *e = &m->entries[s->entry];
    /* Makers of closed models offer others under names that differ by a date or "chat". */
    const bool is_open = cJSON_IsTrue(smacs_matcher_fact(m, e, "open_weights"));
    int far = 0;
    if (s->by_text || (id->words != r->words && id->compact != r->compact)) {
        return NO_MATCH;
    }
    if (id->size != r->size) {
        /* The model's own name may leave its size out; an id may not, but may say only what is active. */
        far += r->size == 0.0 && (is_about(id->size, smacs_matcher_amount(m, e, "parameters_b")) ||
                                  is_about(id->size, smacs_matcher_amount(m, e, "active_b")))
                   ? 1
                   : NO_MATCH;
    }
    if (id->active != r->active) {
        far += id->active == 0.0 || is_about(id->active, smacs_matcher_amount(m, e, "active_b")) ? 2 : NO_MATCH;
    }
    if (id->effort != r->effort) {
        far += r->effort == 0 && id->effort == effort_of(e) ? 1 : NO_MATCH;
    }
    if (id->instruct != r->instruct) {
        far += id->instruct && is_open ? 1 : NO_MATCH; /* without the word it is the base model */
    }
    if (id->snapshot != r->snapshot) {
        /* Without a generation, the date is what tells one from the next. */
        far += id->snapshot == 0 && is_open && r->generation > 0.0 ? 4 : NO_MATCH;
    }
    if (id->day != r->day) {
        /* The same model as it was on a day. */
        far += r->day == 0 && !has_other_day(m, s->entry, id->day) ? 1 : NO_MATCH;
    }
    return far;
}

const smacs_match_entry *smacs_matcher_entry(const smacs_matcher *m, const smacs_reading *reading) {
    const smacs_match_entry *found = NULL;
    int least = NO_MATCH;
    for (size_t i = 0; i < m->spelling_count && reading->text != 0; i++) {
        const smacs_match_spelling *s = &m->spellings[i];
        const smacs_match_entry *e = &m->entries[s->entry];
        if (reading->text == s->reading.text) {
            return e;
        }
        const int far = distance(m, reading, s);
        if (far < least) {
            found = e;
            least = far;
        } else if (far == least && found && found->text != e->text) {
            found = NULL;
        }
    }
    return found;
}

smacs_match smacs_matcher_find(const smacs_matcher *m, smacs_text id) {
    smacs_match match = {.model = UINT32_MAX, .prior = NAN, .error = NAN};
    const smacs_reading reading = smacs_read_name(id);
    const smacs_match_entry *e = smacs_matcher_entry(m, &reading);
    if (e) {
        match.name = e->name;
        match.model = e->model;
    }
    smacs_match_prior(m->index, &match);
    return match;
}

/* The served id may say more than was asked for, but nothing else. */
static bool reads_the_same(const smacs_reading *asked, const smacs_reading *served) {
    const uint64_t words = asked->words - smacs_word_hash("latest");
    const bool is_named = asked->words == served->words || words == served->words || asked->compact == served->compact;
    return asked->text == 0 || served->text == 0 || served->words == 0 ||
           (is_named && (asked->size == served->size || asked->size == 0.0 || served->size == 0.0) &&
            (asked->snapshot == served->snapshot || asked->snapshot == 0) &&
            (asked->day == served->day || asked->day == 0));
}

smacs_status smacs_same_model(const smacs_allocator *allocator, const smacs_index *index, smacs_text asked,
                              smacs_text served, bool *same) {
    if (!same || smacs_text_lacks(asked) || smacs_text_lacks(served)) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_reading one = smacs_read_name(asked), other = smacs_read_name(served);
    smacs_matcher *matcher = NULL;
    *same = reads_the_same(&one, &other);
    if (*same || !index) {
        return SMACS_OK;
    }
    const smacs_status status = smacs_matcher_create(allocator, index, (smacs_text){0}, &matcher, NULL);
    if (status == SMACS_OK) {
        const smacs_match_entry *a = smacs_matcher_entry(matcher, &one), *b = smacs_matcher_entry(matcher, &other);
        *same = a && b && a->text == b->text;
    }
    smacs_matcher_free(matcher);
    return status;
}
