/* Reads vectors from .npy files (NumPy's format, https://numpy.org/neps/nep-0001-npy-format.html) and JSON Lines. */
#include "tool/vectors.h"

#include "bank/foreign.h"
#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include "tool/tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void tool_vectors_free(tool_vectors *v) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_mem_free(&a, v->rows);
    smacs_names_free(&a, &v->keys);
    *v = (tool_vectors){0};
}

static bool has_direction(const double *numbers, size_t count) {
    size_t i = 0;
    while (i < count && numbers[i] == 0.0) {
        i++;
    }
    return i < count;
}

smacs_status tool_vectors_put(tool_vectors *v, size_t at, const double *numbers, size_t count, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    if (count == 0 || count > SMACS_NUMBERS_MAX) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                "a vector has from 1 to 4096 numbers; ask its model for fewer dimensions");
    }
    if (v->numbers == 0) {
        v->numbers = (uint32_t)count;
        v->dim = smacs_vector_dim(v->numbers);
    }
    if (count != v->numbers) {
        char detail[64];
        snprintf(detail, sizeof detail, "%zu, not %u", count, v->numbers);
        return smacs_fail(error, SMACS_E_MISMATCH, "a vector has another count of numbers than the first",
                          smacs_text_of(detail), SMACS_NO_POSITION);
    }
    if (!smacs_mem_reserve(&a, &v->rows, &v->capacity, at + 1, v->dim)) {
        return smacs_fail_memory(error);
    }
    v->count = at >= v->count ? at + 1 : v->count;
    if (!has_direction(numbers, count)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a vector is all zeros, so it is like no other");
    }
    return smacs_vector_of(numbers, v->numbers, v->rows + at * v->dim) == SMACS_OK
               ? SMACS_OK
               : smacs_fail_plain(error, SMACS_E_ARGUMENT, "a vector has a number that is not finite");
}

const int8_t *tool_vectors_find(const tool_vectors *v, smacs_text key) {
    const uint32_t at = smacs_names_find(&v->keys, key);
    return at == SMACS_NO_NAME ? NULL : v->rows + (size_t)at * v->dim;
}

static const char in_order[] = "there must be a vector for each question, in their order";

const int8_t *tool_vectors_of(const tool_vectors *v, const smacs_question *question, uint64_t place,
                              smacs_error *error) {
    const bool keyed = v->keys.count > 0;
    const int8_t *row = keyed              ? tool_vectors_find(v, v->by_text ? question->text : question->id)
                        : place < v->count ? v->rows + place * v->dim
                                           : NULL;
    if (!row) {
        smacs_fail(error, SMACS_E_NOT_FOUND, keyed ? "there is no vector for this question" : in_order, question->id,
                   SMACS_NO_POSITION);
    }
    return row;
}

bool tool_vectors_check_order(const tool_vectors *v, const char *file, uint64_t places) {
    char found[64];
    if (v->keys.count > 0 || places == v->count) {
        return true;
    }
    snprintf(found, sizeof found, "%zu vectors, %llu questions", v->count, (unsigned long long)places);
    tool_fail_plain(file, in_order, found);
    return false;
}

bool tool_vectors_check_rows(const tool_vectors *v, const char *file) {
    if (v->flat) {
        tool_fail_plain(file,
                        "the array has one dimension, where each question has a row: if it is the vector of one "
                        "question, save x.reshape(1, -1)",
                        NULL);
    }
    return !v->flat;
}

void tool_vectors_numbers(const tool_vectors *v, const int8_t *row, double *numbers) {
    for (uint32_t i = 0; i < v->numbers; i++) {
        numbers[i] = row[i];
    }
}

/* ---- .npy ---- */

typedef struct array {
    char kind; /* 'f' or 'i' */
    uint32_t width;
    size_t rows, numbers;
    bool flat; /* of one dimension */
} array;

/* What follows 'name': in the header, which is a literal of a Python dict; absent if it is not there. */
static smacs_text entry(smacs_text header, const char *name) {
    const size_t at = smacs_text_find(header, name);
    smacs_text rest = smacs_text_after(header, at + strlen(name));
    while (rest.size > 0 && strchr(": ", rest.data[0])) {
        rest = smacs_text_after(rest, 1);
    }
    return at < header.size ? rest : (smacs_text){0};
}

static size_t take_count(smacs_text *rest) {
    size_t count = 0;
    while (rest->size > 0 && rest->data[0] >= '0' && rest->data[0] <= '9' && count < SIZE_MAX / 16) {
        count = count * 10 + (size_t)(rest->data[0] - '0');
        *rest = smacs_text_after(*rest, 1);
    }
    while (rest->size > 0 && strchr(", ", rest->data[0])) {
        *rest = smacs_text_after(*rest, 1);
    }
    return count;
}

static const char *read_header(smacs_text header, array *out) {
    static const char *const kinds[] = {"'<f2'", "'<f4'", "'<f8'", "'|i1'"};
    const smacs_text descr = entry(header, "'descr'");
    smacs_text shape = smacs_text_after(entry(header, "'shape'"), 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (smacs_text_begins(descr, kinds[i])) {
            out->kind = kinds[i][2];
            out->width = (uint32_t)(kinds[i][3] - '0');
        }
    }
    if (out->width == 0) {
        return "vectors are int8 or little-endian floats: save them by numpy.save(file, x.astype(\"float32\"))";
    }
    if (!smacs_text_begins(entry(header, "'fortran_order'"), "False")) {
        return "the rows must lie one after the other: save numpy.ascontiguousarray(x)";
    }
    out->rows = take_count(&shape);
    out->flat = smacs_text_begins(shape, ")");
    out->numbers = out->flat ? out->rows : take_count(&shape);
    out->rows = out->flat && out->rows > 0 ? 1 : out->rows;
    if (smacs_text_begins(shape, ")") && (out->rows == 0 || out->numbers == 0)) {
        return "the array is empty";
    }
    return smacs_text_begins(shape, ")") && out->rows > 0 && out->numbers > 0 && out->numbers <= SMACS_NUMBERS_MAX
               ? NULL
               : "vectors are an array of two dimensions: questions, and at most 4096 numbers of each";
}

/* IEEE 754 binary16. */
static double half(const uint8_t *bytes) {
    const uint32_t bits = bytes[0] | (uint32_t)bytes[1] << 8, exponent = bits >> 10 & 31, fraction = bits & 1023;
    const double size = exponent == 31  ? INFINITY
                        : exponent == 0 ? ldexp(fraction, -24)
                                        : ldexp(1024.0 + fraction, (int)exponent - 25);
    return bits >> 15 ? -size : size;
}

static double number_at(const array *x, const uint8_t *bytes) {
    double value;
    if (x->width == 1) {
        return (int8_t)bytes[0];
    }
    if (x->width == 2) {
        return half(bytes);
    }
    if (x->width == 4) {
        return (double)smacs_load_f32(bytes);
    }
    const uint64_t bits = smacs_load_u64(bytes);
    memcpy(&value, &bits, sizeof value);
    return value;
}

static smacs_status take_rows(const array *x, const uint8_t *bytes, tool_vectors *v, smacs_error *error) {
    double numbers[SMACS_NUMBERS_MAX];
    smacs_status status = SMACS_OK;
    for (size_t row = 0; row < x->rows && status == SMACS_OK; row++) {
        for (size_t i = 0; i < x->numbers; i++, bytes += x->width) {
            numbers[i] = number_at(x, bytes);
        }
        status = tool_vectors_put(v, row, numbers, x->numbers, error);
        if (status != SMACS_OK) {
            snprintf(error->detail, sizeof error->detail, "row %zu", row + 1);
        }
    }
    return status;
}

static smacs_status read_npy(smacs_text file, tool_vectors *v, smacs_error *error) {
    const uint8_t *bytes = (const uint8_t *)file.data;
    array x = {0};
    const size_t head = file.size > 6 && bytes[6] > 1 ? 12 : 10; /* versions 2 and 3 have a longer length */
    const size_t size = file.size < head ? SIZE_MAX
                        : head == 10     ? bytes[8] | (size_t)bytes[9] << 8
                                         : smacs_load_u32(bytes + 8);
    if (file.size < head || size > file.size - head) {
        return smacs_fail_plain(error, SMACS_E_TRUNCATED, "the .npy file ends within its header");
    }
    const char *wrong = read_header((smacs_text){file.data + head, size}, &x);
    if (wrong) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, wrong);
    }
    const size_t left = file.size - head - size, row = x.numbers * x.width;
    if (left / row != x.rows || left % row != 0) {
        return smacs_fail_plain(error, SMACS_E_TRUNCATED, "the .npy file has not as many numbers as its header says");
    }
    v->flat = x.flat;
    return take_rows(&x, bytes + head + size, v, error);
}

/* ---- JSON Lines ---- */

static const char shapes[] =
    "each line is {\"id\": text, \"vector\" or \"embedding\": [numbers]}, or each is [numbers]";

static const cJSON *member_of(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* The id may be a whole number, as some banks have it; a batch of the OpenAI API calls it custom_id. */
static smacs_status take_key(tool_vectors *v, const cJSON *line, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const bool batch = member_of(member_of(line, "response"), "body") != NULL;
    const cJSON *id = member_of(line, batch ? "custom_id" : "id");
    const bool whole = cJSON_IsNumber(id) && id->valuedouble == floor(id->valuedouble) && fabs(id->valuedouble) < 1e15;
    uint32_t number;
    char digits[32];
    if (!cJSON_IsString(id) && !whole) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, shapes);
    }
    if (whole) {
        snprintf(digits, sizeof digits, "%.0f", id->valuedouble);
    }
    const smacs_text key = smacs_text_of(whole ? digits : id->valuestring);
    if (smacs_names_intern(&a, &v->keys, key, &number) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    return number == v->count
               ? SMACS_OK
               : smacs_fail(error, SMACS_E_DUPLICATE, "two vectors have the same id", key, SMACS_NO_POSITION);
}

/* The numbers of a line: itself, what is called vector or embedding, or the first of a reply in a batch of the OpenAI API. */
static const cJSON *numbers_of(const cJSON *line) {
    const cJSON *data = member_of(member_of(member_of(line, "response"), "body"), "data");
    const cJSON *object = data ? cJSON_GetArrayItem(data, 0) : line, *vector = member_of(object, "vector");
    return cJSON_IsArray(line) ? line : vector ? vector : member_of(object, "embedding");
}

static smacs_status take_line(tool_vectors *v, const cJSON *line, smacs_error *error) {
    double numbers[SMACS_NUMBERS_MAX];
    size_t count = 0;
    const cJSON *list = numbers_of(line);
    if ((v->count > 0 && cJSON_IsArray(line) != (v->keys.count == 0)) || !cJSON_IsArray(list)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, shapes);
    }
    for (const cJSON *number = list->child; number; number = number->next, count++) {
        if (!cJSON_IsNumber(number)) {
            return smacs_fail_plain(error, SMACS_E_SCHEMA, "a vector is an array of numbers");
        }
        if (count < SMACS_NUMBERS_MAX) {
            numbers[count] = number->valuedouble;
        }
    }
    const smacs_status status = cJSON_IsArray(line) ? SMACS_OK : take_key(v, line, error);
    return status == SMACS_OK ? tool_vectors_put(v, v->count, numbers, count, error) : status;
}

static smacs_status read_lines(smacs_text file, tool_vectors *v, smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (uint64_t number = 1; file.size > 0 && status == SMACS_OK; number++) {
        const smacs_text rest = smacs_text_after(file, smacs_text_find(file, "\n") + 1);
        const smacs_text line = smacs_text_trimmed(smacs_text_before(file, file.size - rest.size));
        cJSON *tree = NULL;
        file = rest;
        if (line.size == 0) {
            continue;
        }
        status = smacs_foreign_parse(line, &tree, error);
        if (status == SMACS_OK) {
            status = take_line(v, tree, error);
        }
        cJSON_Delete(tree);
        if (status != SMACS_OK) {
            error->line = number;
            error->column = error->column ? error->column : 1;
        }
    }
    return status;
}

/* ---- both ---- */

static smacs_status collect(void *context, const char *bytes, size_t size, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes *kept = context;
    smacs_bytes_append(&a, kept, bytes, size);
    return kept->failed ? smacs_fail_memory(error) : SMACS_OK;
}

bool tool_vectors_read(const char *file, tool_vectors *v) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes kept = {0};
    smacs_error error;
    bool read = tool_read(file, collect, &kept);
    tool_advise("src/embed/README.md has the shapes of files of vectors");
    if (read) {
        const smacs_text text = {kept.data, kept.size};
        const smacs_status status =
            smacs_text_begins(text, "\x93NUMPY") ? read_npy(text, v, &error) : read_lines(text, v, &error);
        if (status != SMACS_OK) {
            tool_fail_bytes(file, kept.data, kept.size, &error);
            read = false;
        } else if (v->count == 0) {
            tool_fail_plain(file, "the file has no vector", NULL);
            read = false;
        }
    }
    tool_advise(NULL);
    smacs_bytes_free(&a, &kept);
    return read;
}
