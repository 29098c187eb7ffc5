/* Runs the registered tests: smacs_tests [FILTER], where FILTER is part of a file's or test's name. */
#include "test.h"

static test_case *all;
static int failures; /* of the running test */
enum { SHOWN_PER_TEST = 10 };

void test_register(test_case *test) {
    test->next = all;
    all = test;
}

bool test_failed(const char *file, int line, const char *what) {
    if (failures++ < SHOWN_PER_TEST) {
        printf("   %s:%d: %s\n", file, line, what);
    }
    return false;
}

/* Last registered comes first in the list; tests run in the order of their files. */
static test_case *reversed(test_case *list) {
    test_case *out = NULL;
    while (list) {
        test_case *next = list->next;
        list->next = out;
        out = list;
        list = next;
    }
    return out;
}

int main(int argc, char **argv) {
    const char *filter = argc > 1 ? argv[1] : "";
    int passed = 0, failed = 0;
    setvbuf(stdout, NULL, _IOLBF, 1024);
    for (test_case *test = reversed(all); test; test = test->next) {
        if (!strstr(test->name, filter) && !strstr(test->file, filter)) {
            continue;
        }
        failures = 0;
        test->run();
        if (failures) {
            printf("FAIL %s (%d failed checks)\n", test->name, failures);
        }
        failed += failures != 0;
        passed += failures == 0;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0 || passed == 0;
}
