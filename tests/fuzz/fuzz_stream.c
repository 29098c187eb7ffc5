/* A streamed reply that is shown while it comes: the first byte says where it is cut into pieces, the rest is what the
 * endpoint sends. However it is cut, the same text is shown. */
#include "fuzz.h"
#include "host/show.h"

static host_show show(const uint8_t *data, size_t size, size_t piece) {
    host_show s = {.a = smacs_allocator_or_default(NULL)};
    host_show_begin(&s, 0);
    for (size_t at = 0; at < size; at += piece) {
        const size_t part = size - at < piece ? size - at : piece;
        host_show_piece(&s, 0, (const char *)data + at, part);
        host_show_piece(&s, 1, (const char *)data + at, 1); /* another call, of which nothing is shown */
    }
    return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static FILE *nowhere;
    if (!nowhere) {
        nowhere = fopen("/dev/null", "w");
        stdout = nowhere ? nowhere : stdout;
    }
    if (size < 2) {
        return 0;
    }
    host_show whole = show(data + 1, size - 1, size), cut = show(data + 1, size - 1, 1 + data[0] % 64);
    if (whole.chosen && cut.chosen && whole.call == 0 && cut.call == 0) {
        FUZZ_CHECK(whole.said.size == cut.said.size &&
                   (whole.said.size == 0 || memcmp(whole.said.data, cut.said.data, whole.said.size) == 0));
    }
    const smacs_text said = {whole.said.data, whole.said.size};
    FUZZ_CHECK(!host_show_end(&cut, said) || whole.said.size > 0);
    host_show_free(&whole);
    host_show_free(&cut);
    return 0;
}
