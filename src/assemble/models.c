/* The models of an assembly, numbered as in its builder. */
#include "assemble/assembly.h"
#include "base/error.h"

smacs_status smacs_assembly_add_model(smacs_assembly *s, smacs_text name, uint32_t *model, smacs_error *error) {
    uint32_t place;
    const smacs_status status = smacs_builder_model(s->builder, name, model, error);
    if (status != SMACS_OK) {
        return status;
    }
    return smacs_names_intern(&s->a, &s->models, name, &place) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

smacs_text smacs_assembly_model(const smacs_assembly *s) {
    return s->index ? smacs_names_get(&s->models, s->column) : (smacs_text){0};
}

smacs_text smacs_assembly_name(const smacs_assembly *s, smacs_text name) {
    const smacs_text known = smacs_facts_name(s->index, s->known, name);
    const bool is_new = smacs_index_find_model(s->index, known) == UINT32_MAX;
    const smacs_text given = is_new && s->options.catalog ? smacs_catalog_resolve(s->options.catalog, name) : known;
    return given.data ? given : known;
}
