/* Interned texts by open addressing with linear probing, at most half full. */
#include "base/names.h"

#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include <string.h>

static uint32_t hash_text(smacs_text text) {
    return (uint32_t)smacs_mix64(smacs_fnv1a(SMACS_FNV_BASIS, text.data, text.size));
}

void smacs_names_free(const smacs_allocator *a, smacs_names *names) {
    smacs_bytes_free(a, &names->bytes);
    smacs_mem_free(a, names->ends);
    smacs_mem_free(a, names->slots);
    memset(names, 0, sizeof *names);
}

smacs_text smacs_names_get(const smacs_names *names, uint32_t number) {
    const uint32_t start = number ? names->ends[number - 1] : 0;
    /* An empty text is present, so it must not look absent: its data is never NULL. */
    const char *base = names->bytes.data ? names->bytes.data : "";
    return (smacs_text){base + start, names->ends[number] - start};
}

smacs_status smacs_names_push(const smacs_allocator *a, smacs_names *names, smacs_text text) {
    if (text.size > UINT32_MAX - names->bytes.size || names->count == SMACS_NO_NAME - 1) {
        return SMACS_E_TOO_LARGE;
    }
    if (!smacs_mem_reserve(a, &names->ends, &names->ends_capacity, (size_t)names->count + 1, sizeof *names->ends)) {
        return SMACS_E_MEMORY;
    }
    smacs_bytes_append(a, &names->bytes, text.data, text.size);
    if (names->bytes.failed) {
        names->bytes.failed = false;
        return SMACS_E_MEMORY;
    }
    names->ends[names->count++] = (uint32_t)names->bytes.size;
    return SMACS_OK;
}

/* The slot that holds `text`, or the empty one where it belongs. */
static uint32_t find_slot(const smacs_names *names, smacs_text text) {
    const uint32_t mask = names->slot_count - 1;
    uint32_t slot = hash_text(text) & mask;
    while (names->slots[slot] && !smacs_text_equal(smacs_names_get(names, names->slots[slot] - 1), text)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static bool grow_slots(const smacs_allocator *a, smacs_names *names) {
    if (names->slot_count > UINT32_MAX / 4) {
        return false;
    }
    const uint32_t old_count = names->slot_count, count = old_count ? old_count * 2 : 64;
    uint32_t *old = names->slots, *slots = smacs_mem_zeroed(a, count, sizeof *slots);
    if (!slots) {
        return false;
    }
    names->slots = slots;
    names->slot_count = count;
    for (uint32_t i = 0; i < old_count; i++) {
        if (old[i]) {
            slots[find_slot(names, smacs_names_get(names, old[i] - 1))] = old[i];
        }
    }
    smacs_mem_free(a, old);
    return true;
}

smacs_status smacs_names_intern(const smacs_allocator *a, smacs_names *names, smacs_text text, uint32_t *number) {
    if (names->count >= names->slot_count / 2 && !grow_slots(a, names)) {
        return SMACS_E_MEMORY;
    }
    const uint32_t slot = find_slot(names, text);
    if (!names->slots[slot]) {
        const smacs_status status = smacs_names_push(a, names, text);
        if (status != SMACS_OK) {
            return status;
        }
        names->slots[slot] = names->count;
    }
    *number = names->slots[slot] - 1;
    return SMACS_OK;
}

uint32_t smacs_names_find(const smacs_names *names, smacs_text text) {
    return names->slot_count ? names->slots[find_slot(names, text)] - 1 : SMACS_NO_NAME;
}

void smacs_names_write(const smacs_allocator *a, const smacs_names *names, smacs_bytes *out) {
    uint8_t word[4];
    smacs_store_u32(word, names->count);
    smacs_bytes_append(a, out, word, 4);
    smacs_store_u32(word, 0);
    smacs_bytes_append(a, out, word, 4);
    for (uint32_t i = 0; i < names->count; i++) {
        smacs_store_u32(word, names->ends[i]);
        smacs_bytes_append(a, out, word, 4);
    }
    smacs_bytes_append(a, out, names->bytes.data, names->bytes.size);
}

smacs_status smacs_name_view_open(const smacs_section *section, uint32_t count, smacs_name_view *out,
                                  smacs_error *error) {
    const smacs_text tag = {section->tag, 4};
    const char *wrong = NULL;
    uint64_t at = section->offset;
    memset(out, 0, sizeof *out);
    if (section->size < 8) {
        wrong = "a table of texts has no room for its count";
    } else {
        out->count = smacs_load_u32(section->data);
        if ((section->size - 8) / 4 < out->count || (count != UINT32_MAX && out->count != count)) {
            wrong = "a table of texts does not hold as many as it should";
        }
    }
    if (!wrong) {
        const size_t start = 8 + (size_t)out->count * 4, room = section->size - start;
        uint32_t before = 0;
        out->offsets = section->data + 4;
        out->bytes = (const char *)section->data + start;
        for (uint32_t i = 0; i <= out->count && !wrong; i++) {
            const uint32_t end = smacs_load_u32(out->offsets + (size_t)i * 4);
            if (end < before || end > room || (i == 0 && end != 0)) {
                wrong = "a text begins or ends outside its table";
                at = section->offset + 4 + (uint64_t)i * 4;
            }
            before = end;
        }
        if (!wrong && before != room) {
            wrong = "bytes follow the last text of a table";
        }
    }
    if (wrong) {
        memset(out, 0, sizeof *out);
        return smacs_fail(error, SMACS_E_FORMAT, wrong, tag, at);
    }
    return SMACS_OK;
}

smacs_text smacs_name_view_get(const smacs_name_view *view, uint32_t number) {
    const uint32_t start = smacs_load_u32(view->offsets + (size_t)number * 4);
    const uint32_t end = smacs_load_u32(view->offsets + (size_t)number * 4 + 4);
    return (smacs_text){view->bytes + start, end - start};
}
