/* Opens embedders, indexes, catalogs and banks. */
#include "base/error.h"
#include "tool/tool.h"
#include "json/writer.h"

#include <stdlib.h>
#include <string.h>

bool tool_load_json(const char *file, void **bytes, size_t *size, cJSON **tree) {
    void *loaded = NULL;
    size_t count = 0;
    smacs_error error;
    if (!tool_load(file, &loaded, &count)) {
        return false;
    }
    const bool parsed = smacs_json_parse((smacs_text){loaded, count}, tree, &error) == SMACS_OK;
    if (!parsed) {
        error.status = SMACS_E_ARGUMENT; /* the advice for SYNTAX is about banks */
        tool_fail_bytes(file, loaded, count, &error);
    }
    if (parsed && bytes) {
        *bytes = loaded;
        *size = count;
    } else {
        smacs_free(NULL, loaded);
    }
    return parsed;
}

bool tool_embedder_open(const char *file, tool_embedder *e) {
    smacs_error error;
    *e = (tool_embedder){0};
    if (!tool_load(file, &e->bytes, &e->size)) {
        return false;
    }
    if (smacs_embedder_open(NULL, e->bytes, e->size, &e->handle, &error) != SMACS_OK) {
        tool_fail_bytes(file, e->bytes, e->size, &error);
        tool_embedder_free(e);
        return false;
    }
    e->facts = smacs_embedder_describe(e->handle);
    e->vector = malloc(e->facts.dim);
    e->scratch = malloc(smacs_embed_bound(e->handle));
    if (!e->vector || !e->scratch) {
        tool_fail_plain(file, "out of memory", NULL);
        tool_embedder_free(e);
        return false;
    }
    return true;
}

void tool_embedder_free(tool_embedder *e) {
    smacs_embedder_free(e->handle);
    smacs_free(NULL, e->bytes);
    free(e->vector);
    free(e->scratch);
    *e = (tool_embedder){0};
}

void tool_embedder_embed(tool_embedder *e, smacs_text text) {
    smacs_embed(e->handle, text, e->vector, e->scratch); /* cannot fail with scratch */
}

bool tool_index_describe(tool_index *x) {
    smacs_error error;
    x->facts = smacs_index_describe(x->handle);
    /* Facts of another shape are ignored. Text that is no JSON is none of ours; cJSON says the same without memory. */
    const smacs_status status =
        x->facts.model_facts.data ? smacs_catalog_parse(NULL, x->facts.model_facts, &x->catalog, &error) : SMACS_OK;
    if (status == SMACS_E_MEMORY || status == SMACS_E_SYNTAX) {
        tool_fail_plain(x->file, "its facts of models could not be read: out of memory, or the file is broken", NULL);
        return false;
    }
    return true;
}

bool tool_index_open(const char *file, tool_index *x) {
    smacs_error error;
    *x = (tool_index){.file = file};
    if (!tool_load(file, &x->bytes, &x->size)) {
        return false;
    }
    if (smacs_index_open(NULL, x->bytes, x->size, &x->handle, &error) != SMACS_OK) {
        tool_fail_bytes(file, x->bytes, x->size, &error);
        tool_index_free(x);
        return false;
    }
    if (!tool_index_describe(x)) {
        tool_index_free(x);
        return false;
    }
    return true;
}

void tool_index_free(tool_index *x) {
    smacs_catalog_free(x->catalog);
    smacs_index_free(x->handle);
    smacs_free(NULL, x->bytes);
    *x = (tool_index){0};
}

bool tool_indexes_open(const tool_list *files, tool_indexes *x) {
    *x = (tool_indexes){.opened = calloc(files->count, sizeof *x->opened),
                        .handles = calloc(files->count, sizeof *x->handles)};
    if (!x->opened || !x->handles) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (; x->count < files->count; x->count++) {
        if (!tool_index_open(files->items[x->count], &x->opened[x->count])) {
            return false;
        }
        x->handles[x->count] = x->opened[x->count].handle;
    }
    return true;
}

void tool_indexes_free(tool_indexes *x) {
    for (size_t i = 0; i < x->count; i++) {
        tool_index_free(&x->opened[i]);
    }
    free(x->handles);
    free(x->opened);
    *x = (tool_indexes){0};
}

uint32_t tool_index_model(const tool_index *x, smacs_text name) {
    uint32_t model = smacs_index_find_model(x->handle, name);
    if (model == UINT32_MAX && x->catalog) {
        const smacs_text canonical = smacs_catalog_resolve(x->catalog, name);
        model = canonical.data ? smacs_index_find_model(x->handle, canonical) : UINT32_MAX;
    }
    return model;
}

bool tool_catalog_open(const char *file, smacs_catalog **catalog) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (!tool_load(file, &bytes, &size)) {
        return false;
    }
    const bool opened = smacs_catalog_parse(NULL, (smacs_text){bytes, size}, catalog, &error) == SMACS_OK;
    if (!opened) {
        tool_fail_bytes(file, bytes, size, &error);
    }
    smacs_free(NULL, bytes);
    return opened;
}

/* The file's name without folder and endings, for records that name no source. */
static smacs_text source_of(const char *file) {
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const size_t size = strcspn(name, ".");
    return strcmp(file, "-") == 0 || size == 0 ? smacs_text_of("bank") : (smacs_text){name, size};
}

static smacs_status feed(void *context, const char *bytes, size_t size, smacs_error *error) {
    return smacs_bank_reader_feed(context, bytes, size, error);
}

bool tool_read_bank(const char *file, smacs_bank_sink sink, void *context) {
    smacs_bank_reader *reader = NULL;
    smacs_error error;
    if (smacs_bank_reader_create(NULL, source_of(file), sink, context, &reader, &error) != SMACS_OK) {
        tool_fail(file, &error);
        return false;
    }
    bool read = tool_read(file, feed, reader);
    if (read && smacs_bank_reader_finish(reader, &error) != SMACS_OK) {
        tool_fail(file, &error);
        read = false;
    }
    smacs_bank_reader_free(reader);
    return read;
}

static smacs_status collect(void *context, const char *bytes, size_t size, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes *text = context;
    smacs_bytes_append(&a, text, bytes, size);
    return text->failed ? smacs_fail_memory(error) : SMACS_OK;
}

bool tool_read_question(const char *given, smacs_bytes *kept, smacs_text *question) {
    *question = smacs_text_of(given);
    if (strcmp(given, "-") != 0) {
        return true;
    }
    if (!tool_read("-", collect, kept)) {
        return false;
    }
    *question = (smacs_text){kept->data, kept->size};
    while (question->size > 0 && strchr("\r\n", question->data[question->size - 1])) {
        question->size--;
    }
    return true;
}

static smacs_status feed_published(void *table, const char *bytes, size_t size, smacs_error *error) {
    return smacs_published_feed(table, bytes, size, error);
}

/* False after a report. */
static bool read_published(smacs_published *table, const tool_list *files, void (*says)(smacs_published *)) {
    smacs_error error;
    for (size_t i = 0; i < files->count; i++) {
        const char *at = files->items[i];
        smacs_status status = smacs_published_begin(table, source_of(at), &error);
        if (status == SMACS_OK && says) {
            says(table);
        }
        if (status == SMACS_OK && !tool_read(at, feed_published, table)) {
            return false;
        }
        status = status == SMACS_OK ? smacs_published_end(table, &error) : status;
        if (status != SMACS_OK) {
            tool_fail(at, &error);
            return false;
        }
    }
    return true;
}

smacs_published *tool_published_open(const tool_list *files, const tool_list *unthinking, const tool_list *as_called) {
    smacs_published *table = NULL;
    smacs_error error;
    if (smacs_published_create(NULL, &table, &error) != SMACS_OK) {
        tool_fail(NULL, &error);
        return NULL;
    }
    if (!read_published(table, files, NULL) || !read_published(table, unthinking, smacs_published_unthinking) ||
        !read_published(table, as_called, smacs_published_as_called)) {
        smacs_published_free(table);
        return NULL;
    }
    if (smacs_published_repeated(table)) {
        fprintf(stderr, "published scores: %zu repeat a model and benchmark; their mean counts\n",
                smacs_published_repeated(table));
    }
    return table;
}
