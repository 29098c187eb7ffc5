/* Reads the pool file. Unknown fields are errors, and so are keys in the file. */
#include "host/pool.h"
#include "base/error.h"
#include "base/text.h"
#include "json/fields.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { TIMEOUT_S = 300, TIMEOUT_MAX_S = 86400, NAME_MAX_LENGTH = 128 };

static bool refuse(const host_pool *p, const char *message, const char *detail) {
    tool_fail_plain(p->file, message, detail);
    return false;
}

/* Fields where someone may have put a key by mistake. We do not repeat what stands there. */
static bool holds_key(const host_pool *p, const cJSON *object) {
    static const char *const names[] = {"key", "api_key", "apikey", "api-key", "token", "secret", "authorization"};
    for (size_t i = 0; i < COUNT(names); i++) {
        if (cJSON_GetObjectItem(object, names[i])) {
            refuse(p,
                   "keys do not belong in this file: let \"key_env\" name the environment variable that holds the key",
                   names[i]);
            return true;
        }
    }
    return false;
}

static bool read_fields(const host_pool *p, const cJSON *object, const smacs_field *fields, size_t count,
                        const char *what) {
    smacs_error error;
    if (holds_key(p, object)) {
        return false;
    }
    return smacs_fields_read(object, fields, count, what, &error) == SMACS_OK ||
           refuse(p, error.message, error.detail[0] ? error.detail : what);
}

/* ---- endpoints ---- */

/* An address without user name, password or query, because each of them could be a key. */
static bool is_address(smacs_text base) {
    const size_t scheme = base.size > 8 && memcmp(base.data, "https://", 8) == 0  ? 8
                          : base.size > 7 && memcmp(base.data, "http://", 7) == 0 ? 7
                                                                                  : base.size;
    for (size_t i = 0; i < base.size; i++) {
        if ((unsigned char)base.data[i] <= ' ' || base.data[i] == 0x7F || strchr("@?#\\", base.data[i])) {
            return false;
        }
    }
    return scheme < base.size;
}

static bool set_url(const host_pool *p, smacs_text base, host_endpoint *e) {
    static const char path[] = "/chat/completions";
    if (!is_address(base)) {
        return refuse(p, "\"base\" must be an address that begins with http:// or https://, without password or query",
                      e->name);
    }
    while (base.data[base.size - 1] == '/') {
        base.size--;
    }
    if (smacs_text_ends(base, path) || smacs_text_ends(base, "/embeddings")) {
        return refuse(p, "the address ends before /chat/completions or /embeddings, mostly with /v1", e->name);
    }
    e->url = malloc(base.size + sizeof path);
    if (!e->url) {
        return refuse(p, "out of memory", NULL);
    }
    memcpy(e->url, base.data, base.size);
    memcpy(e->url + base.size, path, sizeof path);
    return true;
}

/* Whether this is the name of a variable, not a key that was put in its place. */
static bool is_variable(const char *name) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
    const size_t size = strlen(name);
    return size > 0 && size <= NAME_MAX_LENGTH && strspn(name, letters) == size && !(name[0] >= '0' && name[0] <= '9');
}

static bool take_key(const host_pool *p, smacs_text variable, host_endpoint *e) {
    if (!variable.data) {
        return true;
    }
    if (!is_variable(variable.data)) {
        return refuse(p, "\"key_env\" must be the name of an environment variable", e->name);
    }
    const char *key = getenv(variable.data);
    if (!key || !key[0]) {
        return refuse(p, "the environment variable of \"key_env\" is not set", variable.data);
    }
    for (const char *c = key; *c; c++) {
        if (*c <= ' ' || *c > '~') {
            return refuse(p, "the key in this environment variable has characters that no key can have", variable.data);
        }
    }
    e->key = key;
    return true;
}

bool host_endpoint_open(const char *file, smacs_text base, smacs_text key_env, host_endpoint *e) {
    const host_pool p = {.file = file};
    *e = (host_endpoint){.name = file, .timeout_s = TIMEOUT_S};
    return set_url(&p, base, e) && take_key(&p, key_env, e);
}

static bool read_endpoint(const host_pool *p, const cJSON *tree, host_endpoint *e) {
    smacs_text base = {0}, key_env = {0};
    *e = (host_endpoint){.name = tree->string, .timeout_s = TIMEOUT_S};
    const smacs_field fields[] = {{"base", SMACS_FIELD_TEXT, &base, true, NULL},
                                  {"key_env", SMACS_FIELD_TEXT, &key_env, false, NULL},
                                  {"parallel", SMACS_FIELD_COUNT, &e->parallel, false, NULL},
                                  {"timeout_s", SMACS_FIELD_COUNT, &e->timeout_s, false, NULL}};
    if (!read_fields(p, tree, fields, COUNT(fields), "endpoint") || !set_url(p, base, e) || !take_key(p, key_env, e)) {
        return false;
    }
    e->timeout_s = e->timeout_s == 0 ? TIMEOUT_S : e->timeout_s > TIMEOUT_MAX_S ? TIMEOUT_MAX_S : e->timeout_s;
    return true;
}

static bool read_endpoints(host_pool *p, const cJSON *object) {
    p->endpoints = calloc((size_t)cJSON_GetArraySize(object) + 1, sizeof *p->endpoints);
    if (!p->endpoints) {
        return refuse(p, "out of memory", NULL);
    }
    for (const cJSON *item = object->child; item; item = item->next) {
        if (!read_endpoint(p, item, &p->endpoints[p->endpoint_count++])) {
            return false;
        }
    }
    return true;
}

/* ---- members ---- */

static host_endpoint *find_endpoint(const host_pool *p, smacs_text name) {
    for (uint32_t i = 0; name.data && i < p->endpoint_count; i++) {
        if (strcmp(p->endpoints[i].name, name.data) == 0) {
            return &p->endpoints[i];
        }
    }
    return NULL;
}

/* Finds the model in the index: by "index", which must be there, or by the hosted id, which may be unknown. */
static bool find_model(const host_pool *p, const tool_index *x, smacs_text named, host_member *m) {
    const uint32_t model = tool_index_model(x, named.data ? named : m->hosted);
    if (model != UINT32_MAX) {
        m->model = smacs_index_model(x->handle, model);
    }
    return model != UINT32_MAX || !named.data ||
           refuse(p, "the index has no model with this name; smacs index info lists its models", named.data);
}

static void find_maker(const tool_index *x, host_member *m) {
    if (!m->maker.data && x->catalog) {
        const size_t i = smacs_catalog_find(x->catalog, m->model.data ? m->model : m->hosted);
        m->maker = i < smacs_catalog_count(x->catalog) ? smacs_catalog_describe(x->catalog, i).maker : m->maker;
    }
    if (!m->maker.data) {
        m->maker = smacs_text_of(m->endpoint->name);
    }
}

static bool read_member(const host_pool *p, const cJSON *tree, const tool_index *x, host_member *m) {
    smacs_text endpoint = {0}, named = {0};
    *m = (host_member){.prior = NAN, .price_input = NAN, .price_output = NAN, .aggregates = 1};
    const smacs_field fields[] = {{"id", SMACS_FIELD_TEXT, &m->id, true, NULL},
                                  {"endpoint", SMACS_FIELD_TEXT, &endpoint, true, NULL},
                                  {"model", SMACS_FIELD_TEXT, &m->hosted, true, NULL},
                                  {"index", SMACS_FIELD_TEXT, &named, false, NULL},
                                  {"maker", SMACS_FIELD_TEXT, &m->maker, false, NULL},
                                  {"price_input", SMACS_FIELD_NUMBER, &m->price_input, false, NULL},
                                  {"price_output", SMACS_FIELD_NUMBER, &m->price_output, false, NULL},
                                  {"prior", SMACS_FIELD_NUMBER, &m->prior, false, NULL},
                                  {"aggregates", SMACS_FIELD_FLAG, &m->aggregates, false, NULL},
                                  {"logprobs", SMACS_FIELD_FLAG, &m->logprobs, false, NULL}};
    if (!read_fields(p, tree, fields, COUNT(fields), "member")) {
        return false;
    }
    if (m->id.size == 0 || m->hosted.size == 0) {
        return refuse(p, "a member needs an \"id\" and a \"model\"", m->id.data);
    }
    m->endpoint = find_endpoint(p, endpoint);
    if (!m->endpoint) {
        return refuse(p, "a member's endpoint is missing from \"endpoints\"", m->id.data);
    }
    if (!find_model(p, x, named, m)) {
        return false;
    }
    find_maker(x, m);
    return true;
}

static bool read_members(host_pool *p, const cJSON *array, const tool_index *x) {
    p->members = calloc((size_t)cJSON_GetArraySize(array) + 1, sizeof *p->members);
    if (!p->members) {
        return refuse(p, "out of memory", NULL);
    }
    for (const cJSON *item = array->child; item; item = item->next) {
        host_member *m = &p->members[p->member_count];
        if (!read_member(p, item, x, m)) {
            return false;
        }
        if (host_pool_find(p, m->id)) {
            return refuse(p, "two members have the same id", m->id.data);
        }
        p->member_count++;
    }
    return p->member_count > 0 || refuse(p, "the pool has no members", NULL);
}

host_member *host_pool_find(const host_pool *pool, smacs_text id) {
    for (uint32_t i = 0; i < pool->member_count; i++) {
        const smacs_text own = pool->members[i].id;
        if (smacs_text_equal(own, id)) {
            return &pool->members[i];
        }
    }
    return NULL;
}

/* ---- the file ---- */

bool host_pool_open(const char *file, const tool_index *x, host_pool *pool) {
    const cJSON *endpoints = NULL, *members = NULL;
    *pool = (host_pool){.file = file};
    const smacs_field fields[] = {{"endpoints", SMACS_FIELD_OBJECT, (void *)&endpoints, true, NULL},
                                  {"members", SMACS_FIELD_ARRAY, (void *)&members, true, NULL},
                                  {"aggregators", SMACS_FIELD_ARRAY, (void *)&pool->aggregators, false, NULL}};
    const bool opened = tool_load_json(file, NULL, NULL, &pool->tree) &&
                        read_fields(pool, pool->tree, fields, COUNT(fields), "pool") &&
                        read_endpoints(pool, endpoints) && read_members(pool, members, x);
    if (!opened) {
        host_pool_free(pool);
    }
    return opened;
}

void host_pool_free(host_pool *pool) {
    for (uint32_t i = 0; i < pool->endpoint_count; i++) {
        free(pool->endpoints[i].url);
    }
    free(pool->endpoints);
    free(pool->members);
    cJSON_Delete(pool->tree);
    *pool = (host_pool){0};
}

static void write_member(smacs_json_writer *w, const host_member *m) {
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "id", m->id);
    smacs_json_text_member(w, "model", m->model);
    smacs_json_text_member(w, "maker", m->maker);
    smacs_json_number_member(w, "prior", m->prior);
    smacs_json_number_member(w, "price_input", m->price_input);
    smacs_json_number_member(w, "price_output", m->price_output);
    smacs_json_name(w, "aggregates");
    smacs_json_bool(w, m->aggregates);
    smacs_json_name(w, "logprobs");
    smacs_json_bool(w, m->logprobs);
    smacs_json_close(w, '}');
}

void host_pool_write(smacs_json_writer *w, const host_pool *pool) {
    smacs_json_name(w, "pool");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < pool->member_count; i++) {
        write_member(w, &pool->members[i]);
    }
    smacs_json_close(w, ']');
    if (pool->aggregators) {
        smacs_json_name(w, "aggregators");
        smacs_json_tree(w, pool->aggregators);
    }
}
