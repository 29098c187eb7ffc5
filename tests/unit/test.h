/* A small test framework that runs alike natively, under WASI and as Emscripten output.
 *
 *     TEST(name) { CHECK(2 + 2 == 4); CHECK_INT(f(), 3); }
 *
 * A failed check prints where and what, and the test goes on. Tests register themselves; main.c runs them. */
#ifndef SMACS_TEST_H
#define SMACS_TEST_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct test_case {
    const char *file;
    const char *name;
    void (*run)(void);
    struct test_case *next;
} test_case;

void test_register(test_case *test);
/* Counts a failure of the running test and prints its place. Returns false. */
bool test_failed(const char *file, int line, const char *what);

#define TEST(test_name)                                                                                                \
    static void test_name(void);                                                                                       \
    static test_case test_name##_case = {__FILE__, #test_name, test_name, NULL};                                       \
    __attribute__((constructor)) static void test_name##_register(void) { test_register(&test_name##_case); }          \
    static void test_name(void)

#define CHECK(condition) (void)((condition) || test_failed(__FILE__, __LINE__, #condition))
#define CHECK_INT(found, expected)                                                                                     \
    do {                                                                                                               \
        const long long found_ = (long long)(found), expected_ = (long long)(expected);                                \
        if (found_ != expected_) {                                                                                     \
            test_failed(__FILE__, __LINE__, #found " == " #expected);                                                  \
            printf("      found %lld, expected %lld\n", found_, expected_);                                            \
        }                                                                                                              \
    } while (0)
#define CHECK_NEAR(found, expected, tolerance)                                                                         \
    do {                                                                                                               \
        const double found_ = (double)(found), expected_ = (double)(expected);                                         \
        if (!(fabs(found_ - expected_) <= (tolerance))) {                                                              \
            test_failed(__FILE__, __LINE__, #found " ~ " #expected);                                                   \
            printf("      found %.17g, expected %.17g\n", found_, expected_);                                          \
        }                                                                                                              \
    } while (0)
#define CHECK_STR(found, expected)                                                                                     \
    do {                                                                                                               \
        const char *const found_ = (found), *const expected_ = (expected);                                             \
        if (!found_ || strcmp(found_, expected_) != 0) {                                                               \
            test_failed(__FILE__, __LINE__, #found " == " #expected);                                                  \
            printf("      found \"%s\", expected \"%s\"\n", found_ ? found_ : "(null)", expected_);                    \
        }                                                                                                              \
    } while (0)
#define CHECK_MEM(found, expected, size) CHECK(memcmp((found), (expected), (size)) == 0)

#endif
