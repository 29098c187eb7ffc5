/* Any bytes as the text of a number: it is read as the C library reads it, and what is printed reads back to the same. */
#include "fuzz.h"
#include "json/writer.h"
#include <ctype.h>
#include <math.h>

enum { TEXT_MAX = 400, DIGITS_MAX = 64 };

/* Of more digits the rest is left out, which may give another number than all of them. */
static bool has_few_digits(const char *text, const char *end) {
    int digits = 0;
    for (; text < end && *text != 'e' && *text != 'E'; text++) {
        digits += isdigit((unsigned char)*text) != 0;
    }
    return digits <= DIGITS_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char text[TEXT_MAX] = {0}, printed[SMACS_NUMBER_MAX], *end = NULL, *wanted_end = NULL, *again = NULL;
    memcpy(text, data, size < sizeof text ? size : sizeof text - 1);
    const double value = smacs_number_read(text, &end), wanted = strtod(text, &wanted_end);
    if (end == text) {
        return 0;
    }
    if (has_few_digits(text, end) && !memchr(text, 'x', sizeof text) && !memchr(text, 'X', sizeof text)) {
        FUZZ_CHECK(end == wanted_end && value == wanted && signbit(value) == signbit(wanted));
    }
    FUZZ_CHECK(smacs_number_print(value, printed) < sizeof printed);
    if (isfinite(value)) {
        const double read = smacs_number_read(printed, &again);
        FUZZ_CHECK(*again == 0 && read == value);
    }
    return 0;
}
