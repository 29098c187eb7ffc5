/* The catalog keeps the parsed JSON and, beside it, all names sorted without regard to ASCII case, so that resolving
 * is a binary search that needs no memory. Two models that share a name are refused when the catalog is read: silently
 * taking one of them would send questions to the wrong model. */
#include "base/day.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "json/writer.h"
#include <smacs/bank.h>
#include <stdlib.h>
#include <string.h>

typedef struct alias {
    smacs_text text;
    uint32_t entry;
} alias;

struct smacs_catalog {
    smacs_allocator a;
    cJSON *tree;
    const cJSON **entries; /* [count] */
    size_t entry_capacity;
    uint32_t count;
    alias *aliases; /* [alias_count], sorted by compare_text */
    size_t alias_capacity;
    size_t alias_count;
};

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c; }

static int compare_text(smacs_text a, smacs_text b) {
    for (size_t i = 0; i < a.size && i < b.size; i++) {
        const int difference = lower(a.data[i]) - lower(b.data[i]);
        if (difference != 0) {
            return difference;
        }
    }
    return a.size < b.size ? -1 : a.size > b.size;
}

static int compare_alias(const void *left, const void *right) {
    const alias *a = left, *b = right;
    const int order = compare_text(a->text, b->text);
    return order != 0 ? order : (a->entry > b->entry) - (a->entry < b->entry);
}

static smacs_status fail(smacs_error *error, const char *message, const cJSON *entry) {
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(entry, "name");
    return smacs_fail(error, SMACS_E_SCHEMA, message,
                      cJSON_IsString(name) ? smacs_text_of(name->valuestring) : (smacs_text){0}, SMACS_NO_POSITION);
}

static smacs_status add_alias(smacs_catalog *catalog, const cJSON *text, const cJSON *entry, smacs_error *error) {
    if (!cJSON_IsString(text) || text->valuestring[0] == 0) {
        return fail(error, "a model's names and ids must be texts that are not empty", entry);
    }
    if (!smacs_mem_reserve(&catalog->a, &catalog->aliases, &catalog->alias_capacity, catalog->alias_count + 1,
                           sizeof *catalog->aliases)) {
        return smacs_fail_memory(error);
    }
    catalog->aliases[catalog->alias_count++] = (alias){smacs_text_of(text->valuestring), catalog->count};
    return SMACS_OK;
}

/* A text, or an array of texts. */
static smacs_status add_aliases(smacs_catalog *catalog, const cJSON *texts, const cJSON *entry, smacs_error *error) {
    smacs_status status = SMACS_OK;
    if (!cJSON_IsArray(texts)) {
        return add_alias(catalog, texts, entry, error);
    }
    for (const cJSON *text = texts->child; text && status == SMACS_OK; text = text->next) {
        status = add_alias(catalog, text, entry, error);
    }
    return status;
}

static bool is_amount(const cJSON *value) {
    return cJSON_IsNumber(value) && value->valuedouble >= 0.0 && value->valuedouble <= 1e15;
}

/* A date as YYYY-MM-DD or, where `whole` is not asked for, the beginning of that. */
static bool is_date(const cJSON *value, bool whole) {
    const smacs_text text = smacs_text_of(cJSON_IsString(value) ? value->valuestring : "");
    uint32_t day;
    return text.size > 0 && smacs_day_read(text, &day) == text.size && (!whole || day % 100 != 0);
}

/* One row of "prices", which must not name the service of an earlier one. */
static const char *what_is_wrong_with(const cJSON *price, const cJSON *prices, const cJSON *ids) {
    const cJSON *service = cJSON_GetObjectItemCaseSensitive(price, "service");
    if (!cJSON_IsObject(price) || !cJSON_IsString(service) || service->valuestring[0] == 0) {
        return "each of a model's prices must be an object that names its service";
    }
    if (!cJSON_GetObjectItemCaseSensitive(ids, service->valuestring)) {
        return "a price is of a service at which the model has no id";
    }
    if (!is_amount(cJSON_GetObjectItemCaseSensitive(price, "input")) ||
        !is_amount(cJSON_GetObjectItemCaseSensitive(price, "output"))) {
        return "a price needs the numbers input and output, in USD per million tokens, not below 0";
    }
    if (!is_date(cJSON_GetObjectItemCaseSensitive(price, "on"), true)) {
        return "a price needs the day on which it was so, as \"on\": \"YYYY-MM-DD\"";
    }
    for (const cJSON *other = prices->child; other != price; other = other->next) {
        if (strcmp(cJSON_GetObjectItemCaseSensitive(other, "service")->valuestring, service->valuestring) == 0) {
            return "a model has two prices at one service";
        }
    }
    return NULL;
}

static smacs_status check_prices(const cJSON *entry, smacs_error *error) {
    const cJSON *prices = cJSON_GetObjectItemCaseSensitive(entry, "prices");
    const cJSON *ids = cJSON_GetObjectItemCaseSensitive(entry, "ids");
    if (prices && !cJSON_IsArray(prices)) {
        return fail(error, "a model's prices must be an array, one for each service", entry);
    }
    for (const cJSON *price = prices ? prices->child : NULL; price; price = price->next) {
        const char *wrong = what_is_wrong_with(price, prices, ids);
        if (wrong) {
            return fail(error, wrong, entry);
        }
    }
    return SMACS_OK;
}

/* Facts that this library or the page computes with must be of the right kind; others are kept as they are. */
static smacs_status check_facts(const cJSON *entry, smacs_error *error) {
    static const char *const texts[] = {"family", "license", "url", "maker", "released", "effort", "base", "published"};
    static const char *const amounts[] = {"parameters_b", "active_b", "context"};
    const cJSON *open = cJSON_GetObjectItemCaseSensitive(entry, "open_weights");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const cJSON *fact = cJSON_GetObjectItemCaseSensitive(entry, texts[i]);
        if (fact && !cJSON_IsString(fact)) {
            return fail(error,
                        "a model's family, license, url, maker, released, effort, base and published must be texts",
                        entry);
        }
    }
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        const cJSON *fact = cJSON_GetObjectItemCaseSensitive(entry, amounts[i]);
        if (fact && !is_amount(fact)) {
            return fail(error, "a model's parameters_b, active_b and context must be numbers", entry);
        }
    }
    const cJSON *released = cJSON_GetObjectItemCaseSensitive(entry, "released");
    if (released && !is_date(released, false)) {
        return fail(error, "a model's released must be a date, as \"YYYY-MM-DD\", \"YYYY-MM\" or \"YYYY\"", entry);
    }
    if (open && !cJSON_IsBool(open)) {
        return fail(error, "a model's open_weights must be true or false", entry);
    }
    return check_prices(entry, error);
}

static smacs_status add_entry(smacs_catalog *catalog, const cJSON *entry, smacs_error *error) {
    if (!cJSON_IsObject(entry)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "each model of a catalog must be an object");
    }
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(entry, "name");
    const cJSON *aliases = cJSON_GetObjectItemCaseSensitive(entry, "aliases");
    const cJSON *tables = cJSON_GetObjectItemCaseSensitive(entry, "tables");
    const cJSON *ids = cJSON_GetObjectItemCaseSensitive(entry, "ids");
    if (!name) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a model of the catalog has no name");
    }
    if ((aliases && !cJSON_IsArray(aliases)) || (tables && !cJSON_IsArray(tables)) || (ids && !cJSON_IsObject(ids))) {
        return fail(error, "aliases and tables must be arrays and ids an object", entry);
    }
    smacs_status status = add_alias(catalog, name, entry, error);
    if (status == SMACS_OK && aliases) {
        status = add_aliases(catalog, aliases, entry, error);
    }
    if (status == SMACS_OK && tables) {
        status = add_aliases(catalog, tables, entry, error);
    }
    for (const cJSON *id = ids ? ids->child : NULL; id && status == SMACS_OK; id = id->next) {
        status = add_aliases(catalog, id, entry, error);
    }
    if (status == SMACS_OK) {
        status = check_facts(entry, error);
    }
    if (status == SMACS_OK && !smacs_mem_reserve(&catalog->a, &catalog->entries, &catalog->entry_capacity,
                                                 (size_t)catalog->count + 1, sizeof *catalog->entries)) {
        return smacs_fail_memory(error);
    }
    if (status == SMACS_OK) {
        catalog->entries[catalog->count++] = entry;
    }
    return status;
}

static smacs_status sort_aliases(smacs_catalog *catalog, smacs_error *error) {
    alias *const list = catalog->aliases;
    if (catalog->alias_count > 0) {
        qsort(list, catalog->alias_count, sizeof *list, compare_alias);
    }
    for (size_t i = 1; i < catalog->alias_count; i++) {
        if (list[i].entry != list[i - 1].entry && compare_text(list[i].text, list[i - 1].text) == 0) {
            return smacs_fail(error, SMACS_E_DUPLICATE, "two models of the catalog share a name, alias or id",
                              list[i].text, SMACS_NO_POSITION);
        }
    }
    return SMACS_OK;
}

smacs_status smacs_catalog_parse(const smacs_allocator *allocator, smacs_text json, smacs_catalog **out,
                                 smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_catalog *catalog = smacs_mem_zeroed(&a, 1, sizeof *catalog);
    if (!catalog) {
        return smacs_fail_memory(error);
    }
    catalog->a = a;
    smacs_status status = smacs_json_parse(json, &catalog->tree, error);
    if (status != SMACS_OK) {
        goto done;
    }
    const cJSON *models =
        cJSON_IsObject(catalog->tree) ? cJSON_GetObjectItemCaseSensitive(catalog->tree, "models") : catalog->tree;
    if (!cJSON_IsArray(models)) {
        status = smacs_fail_plain(error, SMACS_E_SCHEMA, "a catalog is an array of models, or an object that has one");
        goto done;
    }
    for (const cJSON *entry = models->child; entry && status == SMACS_OK; entry = entry->next) {
        status = add_entry(catalog, entry, error);
    }
    if (status == SMACS_OK) {
        status = sort_aliases(catalog, error);
    }
done:
    if (status != SMACS_OK) {
        smacs_catalog_free(catalog);
        catalog = NULL;
    }
    *out = catalog;
    return status;
}

void smacs_catalog_free(smacs_catalog *catalog) {
    if (catalog) {
        const smacs_allocator a = catalog->a;
        cJSON_Delete(catalog->tree);
        smacs_mem_free(&a, (void *)catalog->entries);
        smacs_mem_free(&a, catalog->aliases);
        smacs_mem_free(&a, catalog);
    }
}

size_t smacs_catalog_find(const smacs_catalog *catalog, smacs_text name) {
    size_t low = 0, high = catalog->alias_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_text(catalog->aliases[middle].text, name);
        if (order == 0) {
            return catalog->aliases[middle].entry;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return catalog->count;
}

/* The entry that has `name` among its names, or NULL. */
static const cJSON *find_entry(const smacs_catalog *catalog, smacs_text name) {
    const size_t i = smacs_catalog_find(catalog, name);
    return i < catalog->count ? catalog->entries[i] : NULL;
}

static smacs_text text_of(const cJSON *entry, const char *key) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(entry, key);
    return cJSON_IsString(value) ? smacs_text_of(value->valuestring) : (smacs_text){0};
}

smacs_text smacs_catalog_resolve(const smacs_catalog *catalog, smacs_text name) {
    return name.data ? text_of(find_entry(catalog, name), "name") : (smacs_text){0};
}

smacs_text smacs_catalog_published(const smacs_catalog *catalog, smacs_text name) {
    const cJSON *entry = name.data ? find_entry(catalog, name) : NULL;
    const smacs_text published = text_of(entry, "published");
    return published.data ? published : text_of(entry, "name");
}

static bool is_thinking(const cJSON *entry) {
    const smacs_text effort = text_of(entry, "effort");
    return effort.data && !smacs_text_is(effort, "none");
}

smacs_text smacs_catalog_unthinking(const smacs_catalog *catalog, smacs_text name) {
    const cJSON *entry = name.data ? find_entry(catalog, name) : NULL;
    const smacs_text base = text_of(entry, "base"), own = base.data ? base : text_of(entry, "name");
    const cJSON *plain = base.data ? find_entry(catalog, base) : entry;
    for (size_t i = 0; i < catalog->count && is_thinking(plain); i++) {
        const cJSON *other = catalog->entries[i];
        if (!is_thinking(other) && own.data && smacs_text_equal(text_of(other, "base"), own)) {
            plain = other;
        }
    }
    return is_thinking(plain) ? (smacs_text){0} : text_of(plain, "name");
}

bool smacs_catalog_is_open(const smacs_catalog *catalog, smacs_text name) {
    const cJSON *entry = name.data ? find_entry(catalog, name) : NULL;
    const smacs_text base = text_of(entry, "base");
    if (base.data && !cJSON_HasObjectItem(entry, "open_weights")) {
        entry = find_entry(catalog, base);
    }
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(entry, "open_weights"));
}

smacs_status smacs_catalog_select(const smacs_allocator *allocator, const smacs_catalog *catalog,
                                  const smacs_text *models, size_t count, char **json, size_t *size,
                                  smacs_error *error) {
    if (json) {
        *json = NULL;
    }
    if (!catalog || (!models && count > 0) || !json || !size) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '[');
    for (size_t i = 0; i < count; i++) {
        const cJSON *entry = find_entry(catalog, models[i]);
        if (entry) {
            smacs_json_tree(&w, entry);
        } else {
            smacs_json_open(&w, '{');
            smacs_json_key(&w, smacs_text_of("name"));
            smacs_json_text(&w, models[i]);
            smacs_json_close(&w, '}');
        }
    }
    smacs_json_close(&w, ']');
    const smacs_status status = smacs_json_finish(&w, json, size);
    return status == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

size_t smacs_catalog_count(const smacs_catalog *catalog) { return catalog->count; }

smacs_catalog_facts smacs_catalog_describe(const smacs_catalog *catalog, size_t i) {
    const cJSON *entry = catalog->entries[i], *size = cJSON_GetObjectItemCaseSensitive(entry, "parameters_b");
    const smacs_text base = text_of(entry, "base");
    const cJSON *of_base = base.data ? find_entry(catalog, base) : NULL;
    smacs_catalog_facts facts = {.name = text_of(entry, "name"),
                                 .family = text_of(entry, "family"),
                                 .maker = text_of(entry, "maker"),
                                 .released = text_of(entry, "released"),
                                 .effort = text_of(entry, "effort")};
    facts.family = facts.family.data ? facts.family : text_of(of_base, "family");
    facts.maker = facts.maker.data ? facts.maker : text_of(of_base, "maker");
    facts.released = facts.released.data ? facts.released : text_of(of_base, "released");
    size = size ? size : cJSON_GetObjectItemCaseSensitive(of_base, "parameters_b");
    facts.parameters_b = cJSON_IsNumber(size) ? size->valuedouble : 0.0;
    return facts;
}
