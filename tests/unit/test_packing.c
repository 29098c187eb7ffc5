/* How an index keeps vectors: rounded, and packed without loss. */
#include "base/error.h"
#include "base/rng.h"
#include "index/coding.h"
#include "test.h"
#include <smacs/smacs.h>

/* Rows of few and of many values, all the same, all zero, in every number up to beyond a few words. */
TEST(vectors_are_packed_without_loss) {
    enum { ROWS = 70, WIDE = 32 };
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    for (uint32_t spread = 0; spread <= 127; spread = spread * 2 + 1) {
        int8_t rows[ROWS * WIDE], found[ROWS * WIDE];
        smacs_rng rng;
        smacs_rng_seed(&rng, spread, 3);
        for (int i = 0; i < ROWS * WIDE; i++) {
            rows[i] = (int8_t)((int)smacs_rng_below(&rng, 2 * spread + 1) - (int)spread);
        }
        for (uint32_t n = 1; n <= ROWS; n++) {
            smacs_bytes packed = {0};
            smx_pack_vectors(&a, rows, n, WIDE, &packed);
            CHECK(!packed.failed);
            smx_reader r = {(uint8_t *)packed.data, (uint8_t *)packed.data + packed.size, 0, false};
            smx_unpack_vectors(&r, n, WIDE, found);
            CHECK(!r.failed);
            CHECK_MEM(found, rows, n * WIDE);
            smacs_bytes_free(&a, &packed);
        }
    }
}

/* One very common value and every other one once: all keep a slot. */
TEST(rare_values_survive_packing) {
    enum { ROWS = 9000, NARROW = 16 };
    static int8_t rows[ROWS * NARROW], found[ROWS * NARROW];
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    for (int v = -127; v <= 127; v++) {
        rows[(v + 127) * 7 * NARROW] = (int8_t)v;
    }
    smacs_bytes packed = {0};
    smx_pack_vectors(&a, rows, ROWS, NARROW, &packed);
    smx_reader r = {(uint8_t *)packed.data, (uint8_t *)packed.data + packed.size, 0, false};
    smx_unpack_vectors(&r, ROWS, NARROW, found);
    CHECK(!r.failed);
    CHECK_MEM(found, rows, sizeof rows);
    CHECK(packed.size < 2000);
    smacs_bytes_free(&a, &packed);
}

/* Small parts of many rows, by the tables of all of these, which lie in two blocks; a part that is cut is refused. */
TEST(parts_are_packed_by_the_tables_of_the_whole) {
    enum { ROWS = 500, DIM = 16, PART = 7 };
    static int8_t rows[ROWS * DIM];
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_rng rng;
    smacs_rng_seed(&rng, 1, 4);
    for (int i = 0; i < ROWS * DIM; i++) {
        rows[i] = (int8_t)((int)smacs_rng_below(&rng, 2u * (uint32_t)(i % DIM) + 1) - i % DIM);
    }
    const smx_block blocks[] = {{rows, 200}, {rows + (size_t)200 * DIM, ROWS - 200}};
    smx_frequencies *frequencies = smx_count_values(&a, blocks, 2, DIM);
    static smx_slots slots[DIM];
    smacs_bytes tables = {0};
    smx_write_frequencies(&a, frequencies, DIM, &tables);
    smx_reader r = {(uint8_t *)tables.data, (uint8_t *)tables.data + tables.size, 0, false};
    smx_read_slots(&r, DIM, slots);
    CHECK(!r.failed && r.at == r.end);
    for (uint32_t first = 0; first + PART <= ROWS; first += PART) {
        smacs_bytes packed = {0};
        int8_t found[PART * DIM];
        smx_pack_rows(&a, frequencies, rows + (size_t)first * DIM, PART, DIM, &packed);
        for (size_t cut = 0; cut < 3; cut++) {
            r = (smx_reader){(uint8_t *)packed.data, (uint8_t *)packed.data + packed.size - cut, 0, false};
            smx_unpack_rows(&r, slots, PART, DIM, found);
            CHECK(r.failed == (cut > 0));
        }
        r = (smx_reader){(uint8_t *)packed.data, (uint8_t *)packed.data + packed.size, 0, false};
        smx_unpack_rows(&r, slots, PART, DIM, found);
        CHECK_MEM(found, rows + (size_t)first * DIM, sizeof found);
        smacs_bytes_free(&a, &packed);
    }
    r = (smx_reader){(uint8_t *)tables.data, (uint8_t *)tables.data + tables.size - 1, 0, false};
    smx_read_slots(&r, DIM, slots);
    CHECK(r.failed);
    smacs_bytes_free(&a, &tables);
    smacs_mem_free(&a, frequencies);
}

/* Made-up embeddings whose dimensions spread less and less: what rounding does to cosines, and what rows take. */
TEST(rounding_keeps_cosines_and_packs_small) {
    enum { ROWS = 2000 };
    static const struct {
        uint32_t dim;
        double error, bytes; /* of a cosine, root mean square; of a row */
    } cases[] = {{64, 0.0115, 31}, {128, 0.0125, 48}, {256, 0.025, 50}, {1024, 0.0125, 190}};
    static int8_t rows[ROWS * 1024];
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const uint32_t dim = cases[c].dim;
        smacs_rng rng;
        double squares = 0.0;
        int8_t query[1024], first[1024];
        smacs_rng_seed(&rng, 5, c);
        for (uint32_t i = 0; i < ROWS; i++) {
            int8_t *row = rows + (size_t)i * dim;
            for (uint32_t d = 0; d < dim; d++) {
                int sum = 0; /* of uniform numbers: near enough to normal */
                for (int k = 0; k < 6; k++) {
                    sum += (int)smacs_rng_below(&rng, 41) - 20;
                }
                row[d] = (int8_t)(sum * (int)(dim + 4 - d) / (int)(dim + 4));
            }
            memcpy(i ? query : first, row, dim);
            const int8_t *other = i ? query : first;
            const double before = smacs_cosine(first, other, dim);
            smacs_builder_round(row, dim, row);
            const double after = smacs_cosine(first, row, dim);
            squares += i ? (before - after) * (before - after) : 0.0;
        }
        smacs_bytes packed = {0};
        smx_pack_vectors(&a, rows, ROWS, dim, &packed);
        CHECK(sqrt(squares / ROWS) < cases[c].error);
        CHECK((double)packed.size / ROWS < cases[c].bytes);
        smacs_bytes_free(&a, &packed);
    }
    const int8_t zero[16] = {0}, even[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    int8_t row[16];
    smacs_builder_round(zero, 16, row);
    CHECK_MEM(row, zero, 16);
    smacs_builder_round(even, 16, row);
    CHECK_NEAR(smacs_cosine(row, even, 16), 1, 1e-12);
}

/* Whatever its entries, a centre that is rounded points where it did. */
TEST(rounded_centres_keep_their_direction) {
    static const uint32_t dims[] = {16, 96, 1536, SMACS_DIM_MAX};
    for (size_t i = 0; i < sizeof dims / sizeof *dims; i++) {
        int8_t even[SMACS_DIM_MAX], one[SMACS_DIM_MAX] = {0}, rounded[SMACS_DIM_MAX];
        for (uint32_t d = 0; d < dims[i]; d++) {
            even[d] = (int8_t)((int)(d * 37 % 255) - 127);
        }
        one[dims[i] - 1] = -127;
        smx_round_centre(even, dims[i], rounded);
        CHECK(smacs_cosine(even, rounded, dims[i]) > 0.98);
        smx_round_centre(one, dims[i], rounded);
        CHECK_NEAR(smacs_cosine(one, rounded, dims[i]), 1.0, 1e-12);
    }
}
