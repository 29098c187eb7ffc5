/* What is known of the models of an index, and indexes merged with it. */
#include "assemble/assembly.h"
#include "base/error.h"

smacs_status smacs_facts_open(const smacs_allocator *a, const smacs_index *index, smacs_catalog **out) {
    const smacs_text json = smacs_index_describe(index).model_facts;
    *out = NULL;
    const smacs_status status = json.data ? smacs_catalog_parse(a, json, out, NULL) : SMACS_OK;
    return status == SMACS_E_MEMORY ? status : SMACS_OK;
}

smacs_text smacs_facts_name(const smacs_index *index, const smacs_catalog *facts, smacs_text name) {
    const bool has = smacs_index_find_model(index, name) != UINT32_MAX;
    const smacs_text canonical = facts && !has ? smacs_catalog_resolve(facts, name) : (smacs_text){0};
    return canonical.data && smacs_index_find_model(index, canonical) != UINT32_MAX ? canonical : name;
}

static const smacs_catalog *who_knows(const smacs_catalog *const *catalogs, size_t count, smacs_text name) {
    for (size_t i = 0; i < count; i++) {
        if (catalogs[i] && smacs_catalog_resolve(catalogs[i], name).data) {
            return catalogs[i];
        }
    }
    return NULL;
}

static bool is_any_known(const smacs_names *models, const smacs_catalog *const *catalogs, size_t count) {
    bool known = false;
    for (uint32_t m = 0; m < models->count && !known; m++) {
        known = who_knows(catalogs, count, smacs_names_get(models, m)) != NULL;
    }
    return known;
}

smacs_status smacs_facts_join(const smacs_allocator *a, smacs_builder *builder, const smacs_names *models,
                              const smacs_catalog *const *catalogs, size_t count, smacs_error *error) {
    smacs_catalog *none = NULL;
    smacs_bytes all = {0};
    if (!is_any_known(models, catalogs, count)) {
        return SMACS_OK;
    }
    smacs_status status = smacs_catalog_parse(a, smacs_text_of("[]"), &none, error);
    smacs_bytes_append(a, &all, "[", 1);
    for (uint32_t m = 0; m < models->count && status == SMACS_OK; m++) {
        const smacs_text name = smacs_names_get(models, m);
        const smacs_catalog *knowing = who_knows(catalogs, count, name);
        char *json = NULL;
        size_t size = 0;
        status = smacs_catalog_select(a, knowing ? knowing : none, &name, 1, &json, &size, error);
        if (status == SMACS_OK) {
            smacs_bytes_append(a, &all, ",", m > 0);
            smacs_bytes_append(a, &all, json + 1, size - 2); /* without its brackets */
        }
        smacs_free(a, json);
    }
    smacs_bytes_append(a, &all, "]", 1);
    if (status == SMACS_OK &&
        (all.failed || smacs_builder_model_facts(builder, (smacs_text){all.data, all.size}) != SMACS_OK)) {
        status = smacs_fail_memory(error);
    }
    smacs_bytes_free(a, &all);
    smacs_catalog_free(none);
    return status;
}

smacs_status smacs_facts_carry(const smacs_allocator *a, smacs_builder *builder, const smacs_index *index,
                               smacs_text added, smacs_error *error) {
    const uint32_t count = smacs_index_describe(index).models;
    smacs_catalog *catalog = NULL;
    smacs_names models = {0};
    smacs_status status = smacs_facts_open(a, index, &catalog);
    for (uint32_t m = 0, number; m <= count && status == SMACS_OK; m++) {
        const smacs_text name = m < count ? smacs_index_model(index, m) : added;
        status = name.size > 0 ? smacs_names_intern(a, &models, name, &number) : SMACS_OK;
    }
    if (status == SMACS_OK) {
        const smacs_catalog *const catalogs[] = {catalog};
        status = smacs_facts_join(a, builder, &models, catalogs, 1, error);
    } else {
        status = smacs_fail_memory(error);
    }
    smacs_names_free(a, &models);
    smacs_catalog_free(catalog);
    return status;
}

/* ---- merging ---- */

typedef struct merging {
    smacs_allocator a;
    smacs_builder *builder;
    smacs_names models;
    smacs_catalog **catalogs; /* [count] some NULL */
} merging;

static smacs_status append(merging *m, const smacs_index *index, smacs_catalog **catalog, smacs_error *error) {
    smacs_status status = smacs_builder_append(m->builder, index, error);
    const uint32_t models = smacs_index_describe(index).models;
    for (uint32_t i = 0, number; i < models && status == SMACS_OK; i++) {
        status = smacs_names_intern(&m->a, &m->models, smacs_index_model(index, i), &number);
        status = status == SMACS_OK ? status : smacs_fail_memory(error);
    }
    if (status == SMACS_OK && smacs_facts_open(&m->a, index, catalog) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    return status;
}

static smacs_status merge(merging *m, const smacs_index *const *indexes, size_t count, size_t *failed,
                          smacs_error *error) {
    const smacs_index_facts first = smacs_index_describe(indexes[0]);
    bool with_text = false;
    for (size_t i = 0; i < count; i++) {
        with_text = with_text || smacs_index_describe(indexes[i]).has_text;
    }
    m->catalogs = smacs_mem_zeroed(&m->a, count, sizeof *m->catalogs);
    if (!m->catalogs) {
        return smacs_fail_memory(error);
    }
    smacs_status status = smacs_builder_create(&m->a, first.dim, first.embedder_digest, first.embedder_name, with_text,
                                               &m->builder, error);
    for (size_t i = 0; i < count && status == SMACS_OK; i++) {
        status = append(m, indexes[i], &m->catalogs[i], error);
        *failed = status == SMACS_OK ? count : i;
    }
    if (status == SMACS_OK) {
        status =
            smacs_facts_join(&m->a, m->builder, &m->models, (const smacs_catalog *const *)m->catalogs, count, error);
    }
    return status;
}

static bool are_all_there(const smacs_index *const *indexes, size_t count) {
    size_t there = 0;
    while (indexes && there < count && indexes[there]) {
        there++;
    }
    return there == count;
}

smacs_status smacs_assembly_merge(const smacs_allocator *allocator, const smacs_index *const *indexes, size_t count,
                                  size_t *failed, void **bytes, size_t *size, smacs_error *error) {
    if (bytes) {
        *bytes = NULL;
    }
    if (!are_all_there(indexes, count) || !bytes || !size) {
        return smacs_fail_null(error);
    }
    merging m = {.a = smacs_allocator_or_default(allocator)};
    size_t at = count;
    *size = 0;
    smacs_status status = count > 0 ? merge(&m, indexes, count, &at, error)
                                    : smacs_fail_plain(error, SMACS_E_ARGUMENT, "there is no index to merge");
    if (status == SMACS_OK) {
        status = smacs_builder_finish(m.builder, bytes, size, error);
    }
    for (size_t i = 0; m.catalogs && i < count; i++) {
        smacs_catalog_free(m.catalogs[i]);
    }
    smacs_mem_free(&m.a, m.catalogs);
    smacs_names_free(&m.a, &m.models);
    smacs_builder_free(m.builder);
    if (failed) {
        *failed = at;
    }
    return status;
}
