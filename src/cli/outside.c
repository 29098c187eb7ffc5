#include "cli/outside.h"

#include "base/error.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool usage(const char *command, const char *message, const char *flag) {
    fprintf(stderr, "smacs %s: ", command);
    fprintf(stderr, message, flag);
    fputs("\n", stderr);
    return false;
}

/* A flag that was given and is of an endpoint; NULL: there is none. */
static const char *endpoint_flag(const cli_outside *given) {
    const host_embeddings *from = &given->from;
    return from->key_env      ? given->key_flag ? given->key_flag : "--key-env"
           : from->dimensions ? "--dimensions"
           : from->timeout_s  ? "--embeddings-timeout"
           : from->record     ? "--embeddings-record"
                              : NULL;
}

bool cli_outside_check(const char *command, const char *embedder, const char *file_flag, const cli_outside *given,
                       bool model_needed) {
    const host_embeddings *from = &given->from;
    if ((embedder != NULL) + (given->file != NULL) + (from->base != NULL) != 1) {
        return usage(command, "give one of --embedder, %s and --embeddings", file_flag);
    }
    const char *endpoints = endpoint_flag(given);
    if (embedder && (from->model || endpoints)) {
        return usage(command, "%s goes with --embeddings, not with --embedder",
                     from->model ? "--embedding-model" : endpoints);
    }
    if (given->file && endpoints) {
        return usage(command, "%s goes with --embeddings", endpoints);
    }
    if (!embedder && model_needed && (!from->model || !from->model[0])) {
        return usage(command, "%s needs --embedding-model, the name of the model that made the vectors",
                     given->file ? file_flag : "--embeddings");
    }
    return true;
}

/* ---- for a new index ---- */

static smacs_status note(smacs_names *texts, smacs_text text, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    uint32_t number;
    return !text.data || smacs_names_intern(&a, texts, text, &number) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

static smacs_status note_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    return note(context, record->question.text, error);
}

bool cli_outside_read(const cli_outside *given, const tool_list *banks, const smacs_text *more, size_t more_count,
                      tool_vectors *v) {
    smacs_error error;
    if (given->file) {
        return tool_vectors_read(given->file, v) && tool_vectors_check_rows(v, given->file);
    }
    bool read = true;
    for (size_t i = 0; i < more_count && read; i++) {
        read = note(&v->keys, more[i], &error) == SMACS_OK || tool_fail(NULL, &error) == TOOL_OK;
    }
    for (size_t i = 0; i < banks->count && read; i++) {
        if (strcmp(banks->items[i], "-") == 0) {
            tool_fail_plain("-", "with --embeddings a bank is read twice, so it has to be a file", NULL);
            return false;
        }
        read = tool_read_bank(banks->items[i], note_record, &v->keys);
    }
    v->by_text = true;
    smacs_names texts = v->keys; /* borrowed by the call, which does not touch the keys */
    return read && host_embed(&given->from, &texts, v);
}

/* ---- for a route ---- */

static bool refuse(const tool_index *x, const char *message, const char *found, const char *wanted) {
    char detail[320];
    snprintf(detail, sizeof detail, "%s, not %s", found, wanted);
    tool_fail_plain(x->file, message, detail);
    return false;
}

/* What can be told before a call is paid. */
static bool check_model(cli_outside *given, const tool_index *x) {
    const smacs_text made_by = x->facts.embedder_name;
    char *name = given->made_by;
    snprintf(name, sizeof given->made_by, "%.*s", (int)(made_by.size < 255 ? made_by.size : 255), made_by.data);
    if (!x->facts.outside) {
        if (given->from.base || given->from.model) {
            tool_fail_plain(x->file, "an embedder file made the vectors of this index: give it with --embedder", name);
            return false;
        }
        return true;
    }
    given->from.model = given->from.model ? given->from.model : name;
    return smacs_text_equal(smacs_text_of(given->from.model), made_by) ||
           refuse(x, "the vectors of this index come from another model", name, given->from.model);
}

static bool embed(const cli_outside *given, smacs_text question, tool_vectors *v) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_names texts = {0};
    const bool made = smacs_names_push(&a, &texts, question) == SMACS_OK
                          ? host_embed(&given->from, &texts, v)
                          : tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    smacs_names_free(&a, &texts);
    return made;
}

static bool check_length(const tool_index *x, const tool_vectors *v) {
    char found[64], wanted[64];
    const uint32_t numbers = x->facts.outside ? x->facts.outside : x->facts.dim;
    snprintf(found, sizeof found, "%u numbers", numbers);
    snprintf(wanted, sizeof wanted, "%u", v->numbers);
    return v->numbers == numbers || refuse(x, "the vectors of this index have another length", found, wanted);
}

bool cli_outside_for_index(cli_outside *given, const tool_index *x, smacs_text question, tool_vectors *v) {
    char found[64];
    if (!check_model(given, x) || !(given->file ? tool_vectors_read(given->file, v) : embed(given, question, v))) {
        return false;
    }
    if (v->count != 1) {
        snprintf(found, sizeof found, "it has %zu", v->count);
        tool_fail_plain(given->file, "one vector is routed", found);
        return false;
    }
    return check_length(x, v);
}

/* ---- beside an embedder ---- */

bool cli_outside_given(const cli_outside *given) { return given->file || given->from.base; }

bool cli_outside_check_questions(const char *command, const cli_outside *given) {
    const host_embeddings *from = &given->from;
    if (given->file && from->base) {
        return usage(command, "give one of --vectors and %s", "--embeddings");
    }
    if (!from->base && endpoint_flag(given)) {
        return usage(command, "%s goes with --embeddings", endpoint_flag(given));
    }
    return cli_outside_given(given) || !from->model ||
           usage(command, "%s goes with --embeddings or --vectors", "--embedding-model");
}

bool cli_outside_for_banks(cli_outside *given, const tool_index *x, const tool_list *banks, tool_vectors *v) {
    return check_model(given, x) && cli_outside_read(given, banks, NULL, 0, v) && check_length(x, v);
}

bool cli_outside_file_for_index(cli_outside *given, const tool_index *x, tool_vectors *v) {
    return check_model(given, x) && tool_vectors_read(given->file, v) && tool_vectors_check_rows(v, given->file) &&
           check_length(x, v);
}
