/* Indexes -> a sharded one: what is known of their models is joined here, their questions in src/index. */
#include "index/shards.h"
#include "assemble/assembly.h"
#include "base/error.h"

typedef struct joining {
    smacs_allocator a;
    smacs_builder *about;
    smacs_names models;
    smacs_catalog **catalogs; /* [count] some NULL */
    uint32_t **columns;       /* [count] the builder's number of each part's models */
} joining;

static smacs_status take_part(joining *j, const smacs_index *part, size_t at, smacs_error *error) {
    const uint32_t models = smacs_index_describe(part).models;
    j->columns[at] = smacs_mem_zeroed(&j->a, models, sizeof **j->columns);
    if (!j->columns[at]) {
        return smacs_fail_memory(error);
    }
    smacs_status status = smx_append_about(j->about, part, j->columns[at], error);
    for (uint32_t m = 0, number; m < models && status == SMACS_OK; m++) {
        status = smacs_names_intern(&j->a, &j->models, smacs_index_model(part, m), &number);
        status = status == SMACS_OK ? status : smacs_fail_memory(error);
    }
    return status == SMACS_OK && smacs_facts_open(&j->a, part, &j->catalogs[at]) != SMACS_OK ? smacs_fail_memory(error)
                                                                                             : status;
}

static smacs_status join(joining *j, const smacs_index *const *parts, size_t count, size_t *failed,
                         smacs_error *error) {
    const smacs_index_facts first = smacs_index_describe(parts[0]);
    j->catalogs = smacs_mem_zeroed(&j->a, count, sizeof *j->catalogs);
    j->columns = smacs_mem_zeroed(&j->a, count, sizeof *j->columns);
    if (!j->catalogs || !j->columns) {
        return smacs_fail_memory(error);
    }
    smacs_status status =
        smacs_builder_create(&j->a, first.dim, first.embedder_digest, first.embedder_name, false, &j->about, error);
    for (size_t i = 0; i < count && status == SMACS_OK; i++) {
        status = take_part(j, parts[i], i, error);
        *failed = status == SMACS_OK ? count : i;
    }
    return status == SMACS_OK
               ? smacs_facts_join(&j->a, j->about, &j->models, (const smacs_catalog *const *)j->catalogs, count, error)
               : status;
}

smacs_status smacs_assembly_shards(const smacs_allocator *allocator, const smacs_index *const *parts, size_t count,
                                   const smacs_shards_options *options, smacs_shards_sink sink, void *context,
                                   size_t *failed, smacs_error *error) {
    joining j = {.a = smacs_allocator_or_default(allocator)};
    size_t at = count;
    for (size_t i = 0; i < count; i++) {
        if (!parts || !parts[i]) {
            return smacs_fail_null(error);
        }
    }
    if (!sink) {
        return smacs_fail_null(error);
    }
    smacs_status status = count ? join(&j, parts, count, &at, error)
                                : smacs_fail_plain(error, SMACS_E_ARGUMENT, "there is no index to shard");
    if (status == SMACS_OK) {
        status = smx_write_shards(j.about, parts, j.columns, count, options, sink, context, error);
    }
    for (size_t i = 0; i < count; i++) {
        smacs_catalog_free(j.catalogs ? j.catalogs[i] : NULL);
        smacs_mem_free(&j.a, j.columns ? j.columns[i] : NULL);
    }
    smacs_mem_free(&j.a, j.catalogs);
    smacs_mem_free(&j.a, j.columns);
    smacs_names_free(&j.a, &j.models);
    smacs_builder_free(j.about);
    if (failed) {
        *failed = at;
    }
    return status;
}
