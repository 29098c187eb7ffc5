/* Sharded indexes: all cells together are the whole index, to the bit; a part of them routes like it near its questions;
 * hostile files are refused, and memory failures leak nothing. */
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdlib.h>

enum { DIM = 16, PART = 150, PARTS = 2, MODELS = 5, CELLS = 12, MANY = 80 }; /* MANY: found by groups */

/* ---- a sharded index in memory ---- */

typedef struct blob {
    char *bytes;
    size_t size;
} blob;

typedef struct sharded {
    blob files[8], head;
    uint32_t file_count;
    uint32_t stop_at; /* the call at which the sink refuses; 0: none */
    uint32_t calls;
} sharded;

static void append(blob *b, const void *bytes, size_t size) {
    b->bytes = realloc(b->bytes, b->size + size);
    memcpy(b->bytes + b->size, bytes, size);
    b->size += size;
}

static bool take(void *context, uint32_t file, const void *bytes, size_t size) {
    sharded *s = context;
    if (s->stop_at && ++s->calls == s->stop_at) {
        return false;
    }
    if (file == UINT32_MAX) {
        append(&s->head, bytes, size);
    } else if (file < 8) {
        append(&s->files[file], bytes, size);
        s->file_count = file + 1;
    }
    return file == UINT32_MAX || file < 8;
}

static void free_sharded(sharded *s) {
    for (uint32_t i = 0; i < 8; i++) {
        free(s->files[i].bytes);
    }
    free(s->head.bytes);
    *s = (sharded){0};
}

/* ---- its questions: three clusters, with categories of their own; columns of bits, with gaps, of levels, empty ---- */

static void vector_of(uint32_t i, int8_t vector[DIM]) {
    smacs_rng rng;
    smacs_rng_seed(&rng, i, 5);
    for (uint32_t d = 0; d < DIM; d++) {
        vector[d] = (int8_t)((int)smacs_rng_below(&rng, 41) - 20 + (d % 3 == i % 3 ? 50 : 0));
    }
}

static float score_of(uint32_t i, uint32_t model) {
    smacs_rng rng;
    smacs_rng_seed(&rng, i * 7 + model, 6);
    const double drawn = smacs_rng_unit(&rng), right = 0.2 + 0.25 * ((i + model) % 3);
    switch (model) {
    case 2:
        return drawn < 0.2 ? NAN : (float)(i * 5 % 7) / 7.0f;
    case 3:
        return i % 4 == 0 ? NAN : (float)(drawn < right);
    case 4:
        return NAN;
    default:
        return (float)(drawn < right);
    }
}

/* The index of questions from `from` up to `to`; *bytes backs it. */
static smacs_index *make_part(uint32_t from, uint32_t to, void **bytes) {
    static const char *const kinds[] = {"algebra", "law", "code"};
    smacs_builder *b = NULL;
    smacs_index *index = NULL;
    size_t size = 0;
    CHECK_INT(smacs_builder_create(NULL, DIM, 1, smacs_text_of("toy"), 0, &b, NULL), SMACS_OK);
    for (uint32_t i = from; i < to; i++) {
        char id[32], name[8];
        int8_t vector[DIM];
        uint32_t number = 0, model = 0;
        const smacs_question q = {.id = {id, (size_t)snprintf(id, sizeof id, "q/%u", i)},
                                  .source = smacs_text_of(i % 2 ? "odd" : "even"),
                                  .category = smacs_text_of(kinds[i % 3])};
        vector_of(i, vector);
        CHECK_INT(smacs_builder_question(b, &q, vector, &number, NULL), SMACS_OK);
        for (uint32_t m = 0; m < MODELS; m++) {
            const smacs_text text = {name, (size_t)snprintf(name, sizeof name, "m%u", m)};
            CHECK_INT(smacs_builder_model(b, text, &model, NULL), SMACS_OK);
            if (!isnan(score_of(i, m))) {
                CHECK_INT(smacs_builder_score(b, number, model, score_of(i, m), NULL), SMACS_OK);
            }
        }
    }
    int8_t talk[DIM] = {9, -9, 30};
    CHECK_INT(smacs_builder_small_talk(b, talk, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_model_facts(b, smacs_text_of("[{\"name\":\"m0\",\"family\":\"toys\"}]")), SMACS_OK);
    CHECK_INT(smacs_builder_finish(b, bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(b);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    return index;
}

typedef struct world {
    void *bytes[PARTS + 1];
    smacs_index *parts[PARTS], *whole;
    sharded files;
    smacs_shards *shards;
} world;

static smacs_status shard(const smacs_allocator *a, const world *w, uint32_t cells, sharded *out, smacs_error *error) {
    const smacs_shards_options options = {.cells = cells, .file_size = 250ull * cells};
    return smacs_assembly_shards(a, (const smacs_index *const *)w->parts, PARTS, &options, take, out, NULL, error);
}

static world make_world_of(uint32_t cells) {
    world w = {0};
    size_t size = 0;
    for (uint32_t p = 0; p < PARTS; p++) {
        w.parts[p] = make_part(p * PART, (p + 1) * PART, &w.bytes[p]);
    }
    CHECK_INT(
        smacs_assembly_merge(NULL, (const smacs_index *const *)w.parts, PARTS, NULL, &w.bytes[PARTS], &size, NULL),
        SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, w.bytes[PARTS], size, &w.whole, NULL), SMACS_OK);
    CHECK_INT(shard(NULL, &w, cells, &w.files, NULL), SMACS_OK);
    CHECK_INT(smacs_shards_open(NULL, w.files.head.bytes, w.files.head.size, &w.shards, NULL), SMACS_OK);
    return w;
}

static world make_world(void) { return make_world_of(CELLS); }

static void free_world(world *w) {
    smacs_shards_free(w->shards);
    free_sharded(&w->files);
    for (uint32_t p = 0; p < PARTS; p++) {
        smacs_index_free(w->parts[p]);
        smacs_free(NULL, w->bytes[p]);
    }
    smacs_index_free(w->whole);
    smacs_free(NULL, w->bytes[PARTS]);
}

static smacs_cell_bytes bytes_of(const world *w, uint32_t cell) {
    const smacs_cell at = smacs_shards_cell(w->shards, cell);
    return (smacs_cell_bytes){cell, w->files.files[at.file].bytes + at.offset, at.size};
}

/* The index of the cells nearest to a vector, with at most `questions`; without one, of all cells, last one first. */
static smacs_index *gather(const world *w, const int8_t *vector, uint32_t questions, uint32_t k) {
    const uint32_t all = smacs_shards_cells(w->shards);
    smacs_cell_bytes given[MANY];
    uint32_t *cells = NULL, count = all;
    smacs_index *index = NULL;
    if (vector) {
        CHECK_INT(smacs_shards_choose(NULL, w->shards, vector, questions, &cells, &count, NULL), SMACS_OK);
    }
    for (uint32_t i = 0; i < count; i++) {
        given[i] = bytes_of(w, vector ? cells[i] : all - 1 - i);
    }
    CHECK_INT(smacs_shards_gather(NULL, w->shards, given, count, vector, k, &index, NULL), SMACS_OK);
    smacs_free(NULL, cells);
    return index;
}

/* A route as JSON, which shows the last bit of every number. */
static char *route_json(const smacs_index *index, const int8_t *vector, const smacs_route_options *options) {
    smacs_route *route = NULL;
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(smacs_route_vector(NULL, index, vector, options, &route, NULL), SMACS_OK);
    CHECK_INT(smacs_route_to_json(NULL, index, route, 0, &json, &size), SMACS_OK);
    smacs_route_free(route);
    return json;
}

static void check_same_text(smacs_text a, smacs_text b) {
    CHECK(a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0));
}

static bool same_bits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b)); }

TEST(all_cells_are_the_whole_index) {
    world w = make_world();
    smacs_index *all = gather(&w, NULL, 0, 0);
    const smacs_index_facts facts = smacs_index_describe(all), expected = smacs_index_describe(w.whole);
    CHECK(smacs_shards_cells(w.shards) > 6 && smacs_shards_files(w.shards) > 1);
    CHECK_INT(smacs_shards_files(w.shards), w.files.file_count);
    CHECK_INT(facts.questions, expected.questions);
    CHECK_INT(facts.of, expected.of);
    CHECK_INT(facts.cells, expected.cells);
    CHECK_INT(facts.small_talk, 1);
    check_same_text(facts.model_facts, expected.model_facts);
    CHECK(same_bits(facts.near_low, expected.near_low) && same_bits(facts.near_typical, expected.near_typical));
    for (uint32_t i = 0; i < facts.questions; i++) {
        const smacs_question a = smacs_index_question(all, i), b = smacs_index_question(w.whole, i);
        check_same_text(a.id, b.id);
        check_same_text(a.source, b.source);
        check_same_text(a.category, b.category);
        CHECK_MEM(smacs_index_vector(all, i), smacs_index_vector(w.whole, i), DIM);
        CHECK_INT(smacs_index_group(all, i), smacs_index_group(w.whole, i));
        CHECK_INT(smacs_index_solved(all, i).by, smacs_index_solved(w.whole, i).by);
        CHECK_INT(smacs_index_solved(all, i).of, smacs_index_solved(w.whole, i).of);
        for (uint32_t m = 0; m < MODELS; m++) {
            CHECK(same_bits(smacs_index_score(all, i, m), smacs_index_score(w.whole, i, m)));
            CHECK(same_bits(smacs_index_chance(all, i, m), smacs_index_chance(w.whole, i, m)));
        }
    }
    for (uint32_t m = 0; m < MODELS; m++) {
        check_same_text(smacs_index_model(all, m), smacs_index_model(w.whole, m));
        CHECK(same_bits(smacs_index_model_mean(all, m).mean, smacs_index_model_mean(w.whole, m).mean));
        for (uint32_t other = 0; other < MODELS; other++) {
            const smacs_pair a = smacs_index_pair(all, m, other), b = smacs_index_pair(w.whole, m, other);
            CHECK(a.joint == b.joint || m == other);
            CHECK(same_bits(a.difference, b.difference) && same_bits(a.squares, b.squares));
        }
    }
    smacs_index_free(all);
    free_world(&w);
}

/* With all cells a route has the same bits, whether the index keeps all questions or the neighbours alone. */
TEST(routes_by_all_cells_are_those_of_the_whole_index) {
    world w = make_world();
    smacs_index *all = gather(&w, NULL, 0, 0);
    for (uint32_t i = 0; i < 12; i++) {
        int8_t vector[DIM];
        vector_of(1000 + i, vector);
        const smacs_route_options options = {
            .mode = (smacs_mode)(i % 2), .k = i % 4 == 3 ? 400 : 20, .n = 3, .coverage = i % 3 == 0};
        smacs_index *near = gather(&w, vector, PARTS * PART, options.k);
        char *expected = route_json(w.whole, vector, &options), *found = route_json(all, vector, &options),
             *kept = route_json(near, vector, &options);
        CHECK_STR(found, expected);
        CHECK_STR(kept, expected);
        CHECK((smacs_index_describe(near).questions < PARTS * PART) == (options.k == 20));
        smacs_free(NULL, expected);
        smacs_free(NULL, found);
        smacs_free(NULL, kept);
        smacs_index_free(near);
    }
    smacs_index_free(all);
    free_world(&w);
}

TEST(cells_are_chosen_by_similarity_and_more_where_many_are_near) {
    world w = make_world();
    const uint32_t budgets[] = {1, 40, 120, 0};
    for (uint32_t i = 0; i < 4; i++) {
        int8_t vector[DIM];
        uint32_t *cells = NULL, count = 0, questions = 0;
        vector_of(2000 + i, vector);
        CHECK_INT(smacs_shards_choose(NULL, w.shards, vector, budgets[i], &cells, &count, NULL), SMACS_OK);
        for (uint32_t c = 0; c < count; c++) {
            questions += smacs_shards_cell(w.shards, cells[c]).questions;
        }
        const uint32_t wanted = budgets[i] ? budgets[i] : PARTS * PART / 50;
        CHECK(count >= 1 && 4 * questions >= wanted && (count == 1 || questions <= 3 * wanted));
        /* Half of the budget holds most of the nearest: the clusters are cells' borders. */
        smacs_index *near = gather(&w, vector, 150, 20);
        smacs_route *exact = NULL, *part = NULL;
        const smacs_route_options options = {.k = 20};
        CHECK_INT(smacs_route_vector(NULL, w.whole, vector, &options, &exact, NULL), SMACS_OK);
        CHECK_INT(smacs_route_vector(NULL, near, vector, &options, &part, NULL), SMACS_OK);
        uint32_t found = 0;
        for (uint32_t n = 0; n < part->neighbour_count; n++) {
            found += part->neighbours[n].similarity >= exact->neighbours[19].similarity;
        }
        CHECK(found >= 10 && found <= 20);
        smacs_route_free(exact);
        smacs_route_free(part);
        smacs_index_free(near);
        smacs_free(NULL, cells);
    }
    free_world(&w);
}

/* Found in two steps, they are cells like others: none is lost, and a question lies in one of those nearest to it. */
TEST(many_cells_are_found_by_groups) {
    world w = make_world_of(MANY);
    const uint32_t cells = smacs_shards_cells(w.shards);
    uint32_t questions = 0, own = 0;
    CHECK(cells > MANY / 2 && cells <= MANY);
    for (uint32_t c = 0; c < cells; c++) {
        questions += smacs_shards_cell(w.shards, c).questions;
    }
    CHECK_INT(questions, PARTS * PART);
    for (uint32_t i = 0; i < PARTS * PART; i += 10) {
        const int8_t *vector = smacs_index_vector(w.whole, i);
        smacs_index *near = gather(&w, vector, 20, 1);
        smacs_route *route = NULL;
        const smacs_route_options options = {.k = 1};
        CHECK_INT(smacs_route_vector(NULL, near, vector, &options, &route, NULL), SMACS_OK);
        own += route->neighbours[0].similarity > 0.999;
        smacs_route_free(route);
        smacs_index_free(near);
    }
    CHECK(own >= PARTS * PART / 10 - 1);
    free_world(&w);
}

/* The head says all that needs no questions; what is published and known of models does not. */
TEST(a_head_tells_of_models_without_a_cell) {
    world w = make_world();
    const smacs_index *head = smacs_shards_head(w.shards);
    CHECK_INT(smacs_index_describe(head).questions, 0);
    CHECK_INT(smacs_index_describe(head).of, PARTS * PART);
    CHECK_INT(smacs_index_groups(head), smacs_index_groups(w.whole));
    for (uint32_t m = 0; m < MODELS; m++) {
        CHECK_INT(smacs_index_known(head, m), smacs_index_known(w.whole, m));
        CHECK(same_bits(smacs_index_expectation(head, 1, m).mean, smacs_index_expectation(w.whole, 1, m).mean));
    }
    free_world(&w);
}

TEST(the_same_parts_give_the_same_files) {
    world w = make_world();
    sharded again = {0};
    CHECK_INT(shard(NULL, &w, CELLS, &again, NULL), SMACS_OK);
    CHECK_INT(again.head.size, w.files.head.size);
    CHECK(again.head.size == w.files.head.size && memcmp(again.head.bytes, w.files.head.bytes, again.head.size) == 0);
    free_sharded(&again);
    free_world(&w);
}

TEST(altered_heads_and_cells_are_refused) {
    world w = make_world();
    blob *head = &w.files.head;
    smacs_shards *shards = NULL;
    smacs_index *index = NULL;
    for (size_t i = 0; i < head->size; i++) {
        head->bytes[i] ^= 0x20;
        CHECK(smacs_shards_open(NULL, head->bytes, head->size, &shards, NULL) != SMACS_OK && !shards);
        head->bytes[i] ^= 0x20;
        CHECK(smacs_shards_open(NULL, head->bytes, i, &shards, NULL) != SMACS_OK);
    }
    const smacs_cell_bytes cell = bytes_of(&w, 2);
    char *copy = malloc(cell.size);
    memcpy(copy, cell.bytes, cell.size);
    const smacs_cell_bytes given = {2, copy, cell.size};
    for (size_t i = 0; i < cell.size; i++) {
        const smacs_cell_bytes cut = {2, copy, i};
        copy[i] ^= 0x20;
        CHECK(smacs_shards_gather(NULL, w.shards, &given, 1, NULL, 0, &index, NULL) != SMACS_OK && !index);
        copy[i] ^= 0x20;
        CHECK(smacs_shards_gather(NULL, w.shards, &cut, 1, NULL, 0, &index, NULL) != SMACS_OK);
    }
    free(copy);
    free_world(&w);
}

TEST(cells_that_do_not_belong_are_refused) {
    world w = make_world(), other = {.parts = {w.parts[1], w.parts[0]}};
    smacs_index *index = NULL;
    smacs_error error;
    const smacs_cell_bytes twice[] = {bytes_of(&w, 1), bytes_of(&w, 1)};
    CHECK_INT(smacs_shards_gather(NULL, w.shards, twice, 2, NULL, 0, &index, &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_shards_gather(NULL, w.shards, twice, 0, NULL, 0, &index, &error), SMACS_E_ARGUMENT);
    const smacs_cell_bytes none = {smacs_shards_cells(w.shards), "", 0};
    CHECK_INT(smacs_shards_gather(NULL, w.shards, &none, 1, NULL, 0, &index, &error), SMACS_E_ARGUMENT);
    const smacs_cell_bytes wrong = {1, bytes_of(&w, 3).bytes, bytes_of(&w, 3).size};
    CHECK_INT(smacs_shards_gather(NULL, w.shards, &wrong, 1, NULL, 0, &index, &error), SMACS_E_CHECKSUM);
    CHECK(strstr(error.message, "another build"));
    CHECK_INT(shard(NULL, &other, CELLS, &other.files, NULL), SMACS_OK);
    const smacs_cell_bytes foreign = {0, other.files.files[0].bytes, bytes_of(&w, 0).size};
    CHECK(smacs_shards_gather(NULL, w.shards, &foreign, 1, NULL, 0, &index, &error) != SMACS_OK && !index);
    free_sharded(&other.files);
    free_world(&w);
}

TEST(parts_that_do_not_go_together_are_refused) {
    world w = make_world();
    sharded out = {0};
    smacs_error error;
    size_t failed = 9;
    const smacs_index *same[] = {w.parts[0], w.parts[0]};
    CHECK_INT(smacs_assembly_shards(NULL, same, 2, NULL, take, &out, &failed, &error), SMACS_E_DUPLICATE);
    CHECK(strncmp(error.detail, "q/", 2) == 0);
    CHECK_INT(smacs_assembly_shards(NULL, same, 0, NULL, take, &out, &failed, &error), SMACS_E_ARGUMENT);
    void *bytes = NULL;
    size_t size = 0;
    smacs_builder *b = NULL;
    smacs_index *foreign = NULL;
    uint32_t number;
    CHECK_INT(smacs_builder_create(NULL, DIM, 2, smacs_text_of("other"), 0, &b, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_model(b, smacs_text_of("m"), &number, NULL), SMACS_OK);
    const smacs_question q = {.id = smacs_text_of("x")};
    CHECK_INT(smacs_builder_question(b, &q, (const int8_t[DIM]){1}, &number, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_finish(b, &bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(b);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &foreign, NULL), SMACS_OK);
    const smacs_index *unlike[] = {w.parts[0], foreign};
    CHECK_INT(smacs_assembly_shards(NULL, unlike, 2, NULL, take, &out, &failed, &error), SMACS_E_MISMATCH);
    CHECK_INT(failed, 1);
    smacs_index_free(foreign);
    smacs_free(NULL, bytes);
    for (uint32_t stop = 1; stop < 20; stop += 6) {
        out = (sharded){.stop_at = stop};
        const smacs_status status = shard(NULL, &w, CELLS, &out, &error);
        CHECK_INT(status, stop <= smacs_shards_cells(w.shards) + 1 ? SMACS_E_CANCELLED : SMACS_OK);
        free_sharded(&out);
    }
    free_world(&w);
}

/* One question, one cell; and questions without any score. */
TEST(the_smallest_sharded_index_routes) {
    void *bytes = NULL;
    smacs_index *one = make_part(4, 5, &bytes), *near = NULL;
    sharded files = {0};
    smacs_shards *shards = NULL;
    int8_t vector[DIM];
    const smacs_index *const parts[] = {one};
    vector_of(4, vector);
    CHECK_INT(smacs_assembly_shards(NULL, parts, 1, NULL, take, &files, NULL, NULL), SMACS_OK);
    CHECK_INT(smacs_shards_open(NULL, files.head.bytes, files.head.size, &shards, NULL), SMACS_OK);
    CHECK_INT(smacs_shards_cells(shards), 1);
    const smacs_cell_bytes cell = {0, files.files[0].bytes, files.files[0].size};
    CHECK_INT(smacs_shards_gather(NULL, shards, &cell, 1, vector, 0, &near, NULL), SMACS_OK);
    char *expected = route_json(one, vector, NULL), *found = route_json(near, vector, NULL);
    CHECK_STR(found, expected);
    smacs_free(NULL, expected);
    smacs_free(NULL, found);
    smacs_index_free(near);
    smacs_shards_free(shards);
    free_sharded(&files);
    smacs_index_free(one);
    smacs_free(NULL, bytes);
}

/* Opening, choosing and gathering with an allocator that fails at one of its calls. */
static smacs_status use(const smacs_allocator *a, const world *w) {
    smacs_shards *shards = NULL;
    smacs_index *index = NULL;
    uint32_t *cells = NULL, count = 0;
    int8_t vector[DIM];
    vector_of(3000, vector);
    smacs_status status = smacs_shards_open(a, w->files.head.bytes, w->files.head.size, &shards, NULL);
    if (status == SMACS_OK) {
        status = smacs_shards_choose(a, shards, vector, 60, &cells, &count, NULL);
    }
    if (status == SMACS_OK) {
        const smacs_cell_bytes given[] = {bytes_of(w, cells[0]), bytes_of(w, (cells[0] + 1) % 6)};
        status = smacs_shards_gather(a, shards, given, 2, vector, 10, &index, NULL);
    }
    smacs_free(a, cells);
    smacs_index_free(index);
    smacs_shards_free(shards);
    return status;
}

TEST(sharded_indexes_leak_nothing_without_memory) {
    world w = make_world();
    long uses = 0, builds = 0;
    for (int pass = 0; pass < 2; pass++) {
        long *const calls = pass ? &builds : &uses;
        for (long fail_at = -1; fail_at < *calls || fail_at == -1; fail_at += pass ? 3 : 1) {
            counting c = {.fail_at = fail_at};
            const smacs_allocator a = counting_allocator(&c);
            sharded out = {0};
            const smacs_status status = pass ? shard(&a, &w, MANY, &out, NULL) : use(&a, &w);
            CHECK_INT(c.alive, 0);
            CHECK_INT(status, fail_at == -1 ? SMACS_OK : SMACS_E_MEMORY);
            *calls = fail_at == -1 ? c.calls : *calls;
            free_sharded(&out);
        }
    }
    CHECK(uses > 10);
    CHECK(builds > 100);
    free_world(&w);
}
