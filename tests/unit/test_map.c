/* The map of an index: similar questions lie together, and it stays with the index whatever is done to that. */
#include "base/bits.h"
#include "base/container.h"
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdlib.h>

enum { DIM = 16, KINDS = 5 };

/* Questions of five kinds take turns; their vectors are near those of the first of the kind. */
static void vector_of(uint32_t i, int8_t vector[DIM]) {
    smacs_rng kind, own;
    smacs_rng_seed(&kind, i % KINDS, 1);
    smacs_rng_seed(&own, i, 2);
    for (int d = 0; d < DIM; d++) {
        vector[d] = (int8_t)((int)smacs_rng_below(&kind, 181) - 90 + (int)smacs_rng_below(&own, 61) - 30);
    }
}

static void add(smacs_builder *builder, uint32_t i) {
    static const char *const kinds[KINDS] = {"a", "b", "c", "d", "e"};
    char id[16];
    int8_t vector[DIM];
    uint32_t number, model;
    const int length = snprintf(id, sizeof id, "q%u", i);
    const smacs_question question = {.id = {id, (size_t)length}, .benchmark = smacs_text_of(kinds[i % KINDS])};
    vector_of(i, vector);
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("m"), &model, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_question(builder, &question, vector, &number, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_score(builder, number, model, i % 3 ? 1.0f : 0.25f, NULL), SMACS_OK);
}

static smacs_builder *builder_of(const smacs_index *index) {
    smacs_builder *builder = NULL;
    CHECK_INT(smacs_builder_create(NULL, DIM, 7, smacs_text_of("toy"), false, &builder, NULL), SMACS_OK);
    if (index) {
        CHECK_INT(smacs_builder_append(builder, index, NULL), SMACS_OK);
    }
    return builder;
}

typedef struct file {
    void *bytes;
    size_t size;
    smacs_index *index;
} file;

/* Finishes and frees the builder. */
static file finish(smacs_builder *builder) {
    file f = {0};
    CHECK_INT(smacs_builder_finish(builder, &f.bytes, &f.size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, f.bytes, f.size, &f.index, NULL), SMACS_OK);
    smacs_builder_free(builder);
    return f;
}

static file file_of(uint32_t from, uint32_t to) {
    smacs_builder *builder = builder_of(NULL);
    for (uint32_t i = from; i < to; i++) {
        add(builder, i);
    }
    return finish(builder);
}

static file drawn(const file *plain, smacs_map_quality *quality) {
    file f = {0};
    CHECK_INT(smacs_map_draw(NULL, plain->bytes, plain->size, &f.bytes, &f.size, quality, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, f.bytes, f.size, &f.index, NULL), SMACS_OK);
    return f;
}

static void file_free(file *f) {
    smacs_index_free(f->index);
    smacs_free(NULL, f->bytes);
}

static bool same_spot(const smacs_index *a, uint32_t i, const smacs_index *b, uint32_t k) {
    const smacs_spot x = smacs_index_spot(a, i), y = smacs_index_spot(b, k);
    return x.x == y.x && x.y == y.y;
}

TEST(similar_questions_lie_together_each_on_its_own_spot) {
    file plain = file_of(0, 300);
    smacs_map_quality quality;
    file map = drawn(&plain, &quality);
    CHECK(quality.vectors > 0.99 && quality.plane > 0.95);
    CHECK(!smacs_index_describe(plain.index).has_map && smacs_index_describe(map.index).has_map);
    CHECK_INT(smacs_index_spot(plain.index, 17).x, 0);
    static bool taken[256][256];
    memset(taken, 0, sizeof taken);
    bool low = false, high = false;
    for (uint32_t i = 0; i < 300; i++) {
        const smacs_spot spot = smacs_index_spot(map.index, i);
        CHECK(!taken[spot.x][spot.y]);
        taken[spot.x][spot.y] = true;
        low = low || spot.x == 0 || spot.y == 0;
        high = high || spot.x == 255 || spot.y == 255;
    }
    CHECK(low && high); /* the plane is filled from edge to edge */
    file_free(&map);
    file_free(&plain);
}

/* The number was found natively; the same test runs under WASI and as Emscripten output. */
TEST(a_map_has_the_same_bits_everywhere) {
    file plain = file_of(0, 300), map = drawn(&plain, NULL), again = drawn(&map, NULL);
    uint64_t hash = SMACS_FNV_BASIS;
    for (uint32_t i = 0; i < 300; i++) {
        const smacs_spot spot = smacs_index_spot(map.index, i);
        hash = smacs_fnv1a(hash, &spot, sizeof spot);
    }
    CHECK_INT(hash, INT64_C(-6266179797270014143));
    CHECK(map.size == again.size && memcmp(map.bytes, again.bytes, map.size) == 0); /* replaced by the same */
    file_free(&again);
    file_free(&map);
    file_free(&plain);
}

TEST(drawing_changes_no_other_section) {
    file plain = file_of(0, 60), map = drawn(&plain, NULL);
    smacs_container before, after;
    CHECK_INT(smacs_container_open(plain.bytes, plain.size, "SMX\x1a", (smacs_versions){2, 3}, &before, NULL),
              SMACS_OK);
    CHECK_INT(smacs_container_open(map.bytes, map.size, "SMX\x1a", (smacs_versions){2, 3}, &after, NULL), SMACS_OK);
    CHECK_INT(after.count, before.count + 1);
    CHECK_INT(after.version, 3);
    for (uint32_t i = 0; i < before.count; i++) {
        CHECK_STR(after.sections[i].tag, before.sections[i].tag);
        CHECK_INT(after.sections[i].size, before.sections[i].size);
        CHECK_MEM(after.sections[i].data, before.sections[i].data, before.sections[i].size);
    }
    CHECK_INT(after.sections[before.count].size, 2 * 60);
    file_free(&map);
    file_free(&plain);
}

TEST(a_map_stays_when_questions_and_other_maps_come) {
    file plain = file_of(0, 100), map = drawn(&plain, NULL), late = file_of(50, 120), other = drawn(&late, NULL);
    smacs_builder *builder = builder_of(map.index);
    CHECK_INT(smacs_builder_append(builder, other.index, NULL), SMACS_OK);
    file both = finish(builder);
    CHECK_INT(smacs_index_describe(both.index).questions, 120);
    for (uint32_t i = 0; i < 100; i++) {
        CHECK(same_spot(both.index, i, map.index, i));
    }
    for (uint32_t i = 100; i < 120; i++) { /* where one of its kind is, as the map has it */
        bool found = false;
        for (uint32_t k = i % KINDS; k < 100; k += KINDS) {
            found = found || same_spot(both.index, i, map.index, k);
        }
        CHECK(found);
    }
    file_free(&both);
    file_free(&other);
    file_free(&late);
    file_free(&map);
    file_free(&plain);
}

TEST(a_map_of_few_or_equal_questions_is_drawn) {
    for (uint32_t n = 1; n < 4; n++) {
        file plain = file_of(0, n), map = drawn(&plain, NULL);
        CHECK(smacs_index_describe(map.index).has_map);
        CHECK(n < 2 || !same_spot(map.index, 0, map.index, 1));
        file_free(&map);
        file_free(&plain);
    }
    smacs_builder *builder = builder_of(NULL);
    const int8_t nothing[DIM] = {0};
    uint32_t model;
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("m"), &model, NULL), SMACS_OK);
    for (uint32_t i = 0; i < 40; i++) {
        char id[16];
        const int length = snprintf(id, sizeof id, "z%u", i);
        const smacs_question question = {.id = {id, (size_t)length}};
        CHECK_INT(smacs_builder_question(builder, &question, nothing, NULL, NULL), SMACS_OK);
    }
    file plain = finish(builder), map = drawn(&plain, NULL);
    for (uint32_t i = 1; i < 40; i++) {
        CHECK(!same_spot(map.index, 0, map.index, i));
    }
    file_free(&map);
    file_free(&plain);
}

TEST(a_map_of_another_size_is_refused) {
    file plain = file_of(0, 30), map = drawn(&plain, NULL);
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_container parsed;
    smacs_part parts[SMACS_SECTIONS_MAX];
    smacs_error error;
    smacs_index *index = NULL;
    CHECK_INT(smacs_container_open(map.bytes, map.size, "SMX\x1a", (smacs_versions){2, 3}, &parsed, NULL), SMACS_OK);
    for (uint32_t i = 0; i < parsed.count; i++) {
        const size_t less = i + 1 == parsed.count;
        parts[i] = (smacs_part){parsed.sections[i].tag, parsed.sections[i].data, parsed.sections[i].size - less};
    }
    void *bytes = NULL;
    size_t size = 0;
    CHECK_INT(smacs_container_write(&a, "SMX\x1a", 3, parts, parsed.count, &bytes, &size), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, &error), SMACS_E_FORMAT);
    CHECK_STR(error.message, "the map has not one place for each question");
    smacs_free(NULL, bytes);
    file_free(&map);
    file_free(&plain);
}

TEST(dots_tell_spot_score_and_domain) {
    file plain = file_of(0, 30), map = drawn(&plain, NULL);
    uint8_t *dots = NULL;
    size_t size = 1;
    CHECK_INT(smacs_index_dots(NULL, plain.index, 0, &dots, &size), SMACS_OK);
    CHECK_INT(size, 0);
    smacs_free(NULL, dots);
    for (uint32_t model = 0; model < 2; model++) {
        CHECK_INT(smacs_index_dots(NULL, map.index, model, &dots, &size), SMACS_OK);
        CHECK_INT(size, 30 * SMACS_DOT_SIZE);
        for (uint32_t i = 0; i < 30; i++) {
            const uint8_t *dot = dots + (size_t)i * SMACS_DOT_SIZE;
            const smacs_spot spot = smacs_index_spot(map.index, i);
            CHECK(dot[0] == spot.x && dot[1] == spot.y);
            CHECK_INT(dot[2], model ? 255 : i % 3 ? 100 : 25);
            CHECK_INT(smacs_load_u16(dot + 3), i % KINDS);
        }
        smacs_free(NULL, dots);
    }
    file_free(&map);
    file_free(&plain);
}

TEST(drawing_without_memory_is_clean) {
    file plain = file_of(0, 40);
    for (long fail = 0;; fail++) {
        counting c = {.fail_at = fail};
        const smacs_allocator a = counting_allocator(&c);
        void *bytes = NULL;
        size_t size = 0;
        const smacs_status status = smacs_map_draw(&a, plain.bytes, plain.size, &bytes, &size, NULL, NULL);
        smacs_free(&a, bytes);
        CHECK_INT(c.alive, 0);
        if (status == SMACS_OK) {
            CHECK(fail > 5);
            break;
        }
        CHECK_INT(status, SMACS_E_MEMORY);
    }
    file_free(&plain);
}
