/* The base room: bits, checksums, names, random numbers, exp and log, kernels. */
#include "base/bits.h"
#include "base/day.h"
#include "base/error.h"
#include "base/names.h"
#include "base/ridge.h"
#include "base/rng.h"
#include "base/scalar.h"
#include "base/vec.h"
#include "base/vec_forms.h"
#include "counting.h"
#include "test.h"
#include <math.h>
#include <smacs/smacs.h>
#include <string.h>

TEST(little_endian_round_trip) {
    uint8_t b[9] = {0};
    smacs_store_u64(b + 1, UINT64_C(0x0123456789abcdef));
    CHECK_INT(b[1], 0xef);
    CHECK_INT(b[8], 0x01);
    CHECK(smacs_load_u64(b + 1) == UINT64_C(0x0123456789abcdef));
    CHECK_INT(smacs_load_u16(b + 1), 0xcdef);
    smacs_store_f32(b + 1, -1.5f);
    CHECK_NEAR(smacs_load_f32(b + 1), -1.5, 0);
}

TEST(crc32_known_values) {
    smacs_crc32_table table;
    smacs_crc32_begin(&table);
    CHECK(smacs_crc32(&table, "123456789", 9) == 0xCBF43926u); /* the check value of CRC-32/ISO-HDLC */
    CHECK(smacs_crc32(&table, "", 0) == 0);
    CHECK(smacs_crc32(&table, "The quick brown fox jumps over the lazy dog", 43) == 0x414FA339u);
}

TEST(every_status_has_a_name) {
    for (int s = 0; s < SMACS_STATUS_COUNT; s++) {
        CHECK(strcmp(smacs_status_name((smacs_status)s), "unknown") != 0);
        CHECK(strlen(smacs_status_text((smacs_status)s)) > 5);
    }
    CHECK_STR(smacs_status_name((smacs_status)SMACS_STATUS_COUNT), "unknown");
    CHECK_STR(smacs_status_name((smacs_status)-1), "unknown");
}

TEST(error_detail_is_cut_at_a_character) {
    char long_name[200];
    for (size_t i = 0; i < sizeof long_name; i += 2) {
        memcpy(long_name + i, "\xc3\xa9", 2);
    }
    smacs_error error;
    smacs_fail(&error, SMACS_E_FORMAT, "m", (smacs_text){long_name, sizeof long_name}, 3);
    const size_t size = strlen(error.detail);
    CHECK(size < sizeof error.detail);
    CHECK_STR(error.detail + size - 3, "...");
    CHECK(((unsigned char)error.detail[size - 4] & 0xC0) == 0x80); /* a whole character before the dots */
    CHECK_INT(error.position, 3);
    CHECK_INT(smacs_fail(NULL, SMACS_E_FORMAT, "m", (smacs_text){0}, 0), SMACS_E_FORMAT);
}

TEST(random_numbers_are_the_published_sequence) {
    /* pcg32-demo of the PCG reference distribution: seed 42, stream 54 */
    static const uint32_t expected[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e};
    smacs_rng rng;
    smacs_rng_seed(&rng, 42, 54);
    for (size_t i = 0; i < 6; i++) {
        CHECK(smacs_rng_u32(&rng) == expected[i]);
    }
}

TEST(random_ranges) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 1, 1);
    double sum = 0, squares = 0;
    uint32_t seen[7] = {0};
    for (int i = 0; i < 7000; i++) {
        const double u = smacs_rng_unit(&rng), z = smacs_rng_normal(&rng);
        CHECK(u > 0 && u < 1);
        sum += z;
        squares += z * z;
        seen[smacs_rng_below(&rng, 7)]++;
    }
    CHECK_NEAR(sum / 7000, 0, 0.05);
    CHECK_NEAR(squares / 7000, 1, 0.05);
    for (int i = 0; i < 7; i++) {
        CHECK_NEAR(seen[i], 1000, 150);
    }
}

TEST(exp_and_log_agree_with_libm) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 3, 3);
    double worst_exp = 0, worst_log = 0;
    for (int i = 0; i < 200000; i++) {
        const double x = (smacs_rng_unit(&rng) - 0.5) * 1400;
        worst_exp = fmax(worst_exp, fabs(smacs_exp(x) / exp(x) - 1));
        const double y = exp((smacs_rng_unit(&rng) - 0.5) * 1400);
        worst_log = fmax(worst_log, fabs(smacs_log(y) - log(y)) / fmax(1e-3, fabs(log(y))));
    }
    CHECK(worst_exp < 1e-15);
    CHECK(worst_log < 1e-15);
    CHECK(smacs_exp(-800) == 0 && isinf(smacs_exp(710)) && isnan(smacs_exp(NAN)));
    CHECK(isinf(smacs_log(0)) && isnan(smacs_log(-1)) && smacs_log(1) == 0 && smacs_exp(0) == 1);
    CHECK_NEAR(smacs_log(5e-324), -744.4400719213812, 1e-12);
    CHECK(smacs_logistic(0) == 0.5 && smacs_logistic(-1e4) == 0 && smacs_logistic(1e4) == 1);
}

TEST(quantise_keeps_direction_and_range) {
    const double v[16] = {0.5, -1.0, 0.25, 0.0039, 0};
    int8_t q[16];
    smacs_quantise_i8(v, 16, q);
    CHECK_INT(q[0], 64);
    CHECK_INT(q[1], -127);
    CHECK_INT(q[2], 32);
    CHECK_INT(q[3], 0);
    const double zero[16] = {0};
    smacs_quantise_i8(zero, 16, q);
    CHECK_INT(smacs_dot_i8(q, q, 16), 0);
}

/* Fills with one value, with extremes of both signs, or at random. */
static void fill_values(int8_t *values, size_t count, int kind, uint32_t *seed) {
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        const int any = (int)((*seed >> 24) % 255u) - 127;
        values[i] = (int8_t)(kind == 0 ? 127 : kind == 1 ? -127 : kind == 2 ? (any < 0 ? -127 : 127) : any);
    }
}

TEST(every_form_of_the_dot_products_gives_the_same_bits_and_none_overflows) {
    enum { MOST = 11 };
    static int8_t rows[MOST * 4096 + 3], query[4096 + 1];
    uint32_t seed = 1, forms = 0;
    for (const smacs_dots_form *form = smacs_dots_forms(); form->dots != smacs_dots_i8_scalar; form++) {
        forms += !form->usable || form->usable();
        for (uint32_t dim = 16; dim <= 4096 && (!form->usable || form->usable()); dim += dim < 320 ? 16 : 432) {
            for (int kind = 0; kind < 16; kind++) {
                const size_t count = 1 + (dim / 16 + (size_t)kind) % MOST, aside = (size_t)kind % 4; /* not aligned */
                int32_t wanted[MOST], out[MOST + 1];
                fill_values(rows, sizeof rows, kind % 4, &seed);
                fill_values(query, sizeof query, kind / 4, &seed);
                for (size_t i = 0; i < sizeof rows && form->narrow; i++) {
                    rows[i] = (int8_t)(rows[i] / 2 - (kind % 2)); /* -64 .. 63 */
                }
                out[count] = 12345;
                smacs_dots_i8_scalar(rows + aside, count, dim, query + aside % 2, wanted);
                form->dots(rows + aside, count, dim, query + aside % 2, out);
                CHECK(memcmp(out, wanted, count * sizeof *out) == 0 && out[count] == 12345);
                smacs_dots_i8(rows + aside, count, dim, query + aside % 2, out);
                CHECK(memcmp(out, wanted, count * sizeof *out) == 0);
                if (smacs_is_narrow(rows, sizeof rows)) {
                    smacs_dots_narrow(rows + aside, count, dim, query + aside % 2, out);
                    CHECK(memcmp(out, wanted, count * sizeof *out) == 0);
                }
                CHECK_INT(smacs_dot_i8(rows + aside, query + aside % 2, dim), wanted[0]);
            }
        }
    }
    memset(rows, 127, sizeof rows);
    memset(query, -127, sizeof query);
    CHECK_INT(smacs_dot_i8(rows, query, 4096), -4096 * 127 * 127);
    printf("%u fast forms of dot products compared\n", forms);
}

TEST(narrow_values_lie_from_minus_64_to_63) {
    int8_t values[40] = {0};
    for (int value = -127; value <= 127; value++) {
        values[value & 31] = (int8_t)value;
        CHECK(smacs_is_narrow(values, 40) == (value >= -64 && value <= 63));
        values[value & 31] = 0;
    }
    CHECK(smacs_is_narrow(values, 0));
}

TEST(places_above_a_bound_are_those_of_the_plain_comparison) {
    int32_t dots[256];
    float scales[256];
    uint8_t places[256];
    uint32_t seed = 3;
    for (uint32_t count = 0; count <= 256; count += count < 20 ? 1 : 59) {
        for (int k = -2; k <= 3; k++) {
            const float least = k == 3 ? -HUGE_VALF : (float)k * 1e6f;
            uint32_t wanted = 0;
            for (uint32_t i = 0; i < count; i++) {
                seed = seed * 1664525u + 1013904223u;
                dots[i] = (int32_t)(seed >> 7) - (1 << 24);
                scales[i] = (float)(seed % 5);
            }
            const uint32_t found = smacs_above(dots, scales, count, least, places);
            for (uint32_t i = 0; i < count; i++) {
                if ((float)dots[i] * scales[i] > least) {
                    CHECK(wanted < found && places[wanted] == i);
                    wanted++;
                }
            }
            CHECK_INT(found, wanted);
        }
    }
}

TEST(names_intern_and_write) {
    counting c = {.fail_at = -1};
    const smacs_allocator a = counting_allocator(&c);
    smacs_names names = {0};
    char text[16];
    uint32_t number = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        const int size = snprintf(text, sizeof text, "name %u", i % 500);
        CHECK_INT(smacs_names_intern(&a, &names, (smacs_text){text, (size_t)size}, &number), 0);
        CHECK_INT(number, i % 500);
    }
    CHECK_INT(names.count, 500);
    CHECK_INT(smacs_names_find(&names, smacs_text_of("name 499")), 499);
    CHECK(smacs_names_find(&names, smacs_text_of("name 500")) == SMACS_NO_NAME);
    smacs_bytes out = {0};
    smacs_names_write(&a, &names, &out);
    smacs_section section = {.tag = "TEST", .data = (uint8_t *)out.data, .size = out.size};
    smacs_name_view view;
    CHECK_INT(smacs_name_view_open(&section, 500, &view, NULL), SMACS_OK);
    const smacs_text last = smacs_name_view_get(&view, 499);
    CHECK_INT(last.size, 8);
    CHECK_MEM(last.data, "name 499", 8);
    CHECK_INT(smacs_name_view_open(&section, 499, &view, NULL), SMACS_E_FORMAT);
    section.size--;
    CHECK_INT(smacs_name_view_open(&section, 500, &view, NULL), SMACS_E_FORMAT);
    smacs_bytes_free(&a, &out);
    smacs_names_free(&a, &names);
    CHECK_INT(c.alive, 0);
}

TEST(container_refuses_what_it_did_not_write) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const smacs_part parts[] = {{"AAAA", "hello", 5}, {"BBBB", "", 0}, {"CCCC", "0123456789abcdef", 16}};
    void *bytes = NULL;
    size_t size = 0;
    CHECK_INT(smacs_container_write(&a, "TST\x1a", 1, parts, 3, &bytes, &size), SMACS_OK);
    smacs_container file;
    CHECK_INT(smacs_container_open(bytes, size, "TST\x1a", (smacs_versions){1, 1}, &file, NULL), SMACS_OK);
    CHECK_INT(file.count, 3);
    CHECK_INT(smacs_container_find(&file, "CCCC")->size, 16);
    CHECK(smacs_container_find(&file, "DDDD") == NULL);
    smacs_error error;
    smacs_section section;
    CHECK_INT(smacs_container_need(&file, "AAAA", 6, &section, &error), SMACS_E_FORMAT);
    CHECK_STR(error.detail, "AAAA");
    CHECK_INT(smacs_container_open(bytes, size, "XXX\x1a", (smacs_versions){1, 1}, &file, NULL), SMACS_E_MAGIC);
    CHECK_INT(smacs_container_open(bytes, size, "TST\x1a", (smacs_versions){2, 2}, &file, NULL), SMACS_E_VERSION);
    CHECK_INT(smacs_container_open(NULL, 0, "TST\x1a", (smacs_versions){1, 1}, &file, NULL), SMACS_E_ARGUMENT);
    for (size_t cut = 0; cut < size; cut++) {
        CHECK(smacs_container_open(bytes, cut, "TST\x1a", (smacs_versions){1, 1}, &file, &error) != SMACS_OK);
    }
    for (size_t bit = 0; bit < size * 8; bit++) {
        ((uint8_t *)bytes)[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(smacs_container_open(bytes, size, "TST\x1a", (smacs_versions){1, 1}, &file, &error) != SMACS_OK);
        CHECK(error.status != SMACS_OK && error.message != NULL);
        ((uint8_t *)bytes)[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    smacs_free(NULL, bytes);
}

TEST(the_calendar_has_the_days_it_has) {
    const struct {
        const char *text;
        size_t size;
        uint32_t day, since;
    } days[] = {{"2000-01-01", 10, 20000101, 0},     {"2000-02-29", 10, 20000229, 59},
                {"2000-03-01", 10, 20000301, 60},    {"2001-01-01", 10, 20010101, 366},
                {"2024-02-29", 10, 20240229, 8825},  {"2026-11-30", 10, 20261130, 9830},
                {"2099-12-31", 10, 20991231, 36524}, {"2026-11", 7, 20261100, 9815},
                {"2026", 4, 20260000, 9678},         {"2026-11..2027-01", 7, 20261100, 9815}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        uint32_t day = 0;
        CHECK_INT(smacs_day_read(smacs_text_of(days[i].text), &day), days[i].size);
        CHECK_INT(day, days[i].day);
        CHECK_INT(smacs_days_since_2000(day), days[i].since);
    }
    const char *const none[] = {"2025-99-99", "2025-02-29", "2100-02-28", "1999-12-31", "2025-04-31", "2025-06-31",
                                "2025-13",    "2025-00",    "2025-01-00", "2025-11-31", "0000",       "20-01-01",
                                "",           "202",        "2O25-01-01", "-2025-1-1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        uint32_t day = 0;
        CHECK_INT(smacs_day_read(smacs_text_of(none[i]), &day), 0);
    }
}

/* The inverse of a matrix comes out where the identity stood, and the solution beside it. */
TEST(equations_are_solved_and_inverted) {
    enum { N = 3, WIDTH = 2 * N + 1 };
    static const double rows[4][N + 1] = {
        {1.0, 2.0, -1.0, 3.0}, {0.5, -1.0, 2.0, 1.0}, {-2.0, 0.25, 1.0, -1.5}, {1.0, 1.0, 1.0, 0.5}};
    double e[N * WIDTH] = {0}, left[N][N], right[N];
    for (size_t i = 0; i < N; i++) {
        e[i * WIDTH + i] = 0.5;
        e[i * WIDTH + N + 1 + i] = 1.0;
    }
    for (size_t r = 0; r < 4; r++) {
        smacs_equations_add(e, N, WIDTH, rows[r], 0.5 + (double)r);
    }
    for (size_t i = 0; i < N; i++) {
        right[i] = e[i * WIDTH + N];
        for (size_t j = 0; j < N; j++) {
            left[i][j] = e[i * WIDTH + j];
        }
    }
    smacs_equations_solve(e, N, WIDTH);
    for (size_t i = 0; i < N; i++) {
        double found = 0.0;
        for (size_t j = 0; j < N; j++) {
            double unit = 0.0;
            found += left[i][j] * e[j * WIDTH + N];
            for (size_t k = 0; k < N; k++) {
                unit += left[i][k] * e[k * WIDTH + N + 1 + j];
            }
            CHECK_NEAR(unit, i == j, 1e-12);
        }
        CHECK_NEAR(found, right[i], 1e-12);
    }
}
