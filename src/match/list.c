/* Lists of models, as endpoints answer with, and what each of their ids means, as JSON. */
#include "base/error.h"
#include "json/groups.h"
#include <math.h>
#include <smacs/match.h>

static const cJSON *array_in(const cJSON *list) {
    const cJSON *data = cJSON_GetObjectItemCaseSensitive(list, "data");
    const cJSON *models = data ? data : cJSON_GetObjectItemCaseSensitive(list, "models");
    const cJSON *array = cJSON_IsObject(list) ? models : list;
    return cJSON_IsArray(array) ? array : NULL;
}

/* The id of an entry: itself, or the first of the members that services put it in. */
static smacs_text id_of(const cJSON *entry) {
    static const char *const members[] = {"id", "model", "name"};
    const cJSON *id = cJSON_IsObject(entry) ? NULL : entry;
    for (size_t i = 0; i < sizeof members / sizeof members[0] && !id; i++) {
        id = cJSON_GetObjectItemCaseSensitive(entry, members[i]);
    }
    return cJSON_IsString(id) && id->valuestring[0] ? smacs_text_of(id->valuestring) : (smacs_text){0};
}

/* What an id says of a model that nobody knows, in the shape of a card (src/assemble/cards.c) without its name. */
static void write_likeness(smacs_json_writer *w, const smacs_likeness *like) {
    smacs_json_name(w, "like");
    if (!like->family.data && like->parameters_b == 0.0) {
        smacs_json_number(w, (double)NAN); /* null */
        return;
    }
    smacs_json_open(w, '{');
    if (like->family.data) {
        smacs_json_text_member(w, "family", like->family);
    }
    if (like->parameters_b > 0.0) {
        smacs_json_number_member(w, "parameters_b", like->parameters_b);
    }
    if (like->released.data) {
        smacs_json_text_member(w, "released", like->released);
    }
    smacs_json_flag_member(w, "reasons", like->reasons);
    smacs_json_close(w, '}');
}

static void write_match(smacs_json_writer *w, const smacs_matcher *matcher, smacs_text id) {
    const smacs_match found = smacs_matcher_find(matcher, id), *match = &found;
    static const char *const sources[] = {NULL, "family", "published", "bank"};
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "id", id);
    smacs_json_text_member(w, "model", match->name);
    smacs_json_word_member(w, "from", sources[match->from]);
    smacs_json_number_member(w, "prior", match->prior);
    smacs_json_number_member(w, "error", match->error);
    if (match->from == SMACS_KNOWN_NOT) {
        const smacs_likeness like = smacs_matcher_guess(matcher, id);
        write_likeness(w, &like);
    }
    smacs_json_close(w, '}');
}

smacs_status smacs_match_list(const smacs_allocator *allocator, const smacs_matcher *matcher, smacs_text list,
                              char **json, size_t *size, smacs_error *error) {
    if (json) {
        *json = NULL;
    }
    if (!matcher || !json || !size) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    cJSON *tree = NULL;
    smacs_status status = smacs_json_parse(list, &tree, error);
    if (status != SMACS_OK) {
        return status;
    }
    const cJSON *array = array_in(tree);
    if (!array) {
        cJSON_Delete(tree);
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "a list of models is an array, or an object that has one as data or models");
    }
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '[');
    for (const cJSON *entry = array->child; entry; entry = entry->next) {
        const smacs_text id = id_of(entry);
        if (id.data) {
            write_match(&w, matcher, id);
        }
    }
    smacs_json_close(&w, ']');
    cJSON_Delete(tree);
    status = smacs_json_finish(&w, json, size);
    return status == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}
