/* What the helper that runs programs says: the first byte tells in which pieces it comes, the rest is that. However it
 * is cut, the same lines come out. */
#include "fuzz.h"
#include "host/helper_lines.h"

/* Reads all lines, added in pieces; returns how many, and in *said a sum of what each comes to. */
static unsigned read_all(const uint8_t *data, size_t size, size_t piece, uint32_t *said) {
    helper_lines lines = {.a = smacs_allocator_or_default(NULL)};
    char name[HELPER_NAME_MAX + 1] = "";
    unsigned count = 0;
    *said = 0;
    for (size_t at = 0; at < size; at += piece) {
        const size_t part = size - at < piece ? size - at : piece;
        cJSON *tree = NULL;
        if (helper_lines_add(&lines, (const char *)data + at, part)) {
            break;
        }
        while (helper_lines_take(&lines, &tree)) {
            const bool hello = helper_hello_read(tree, name), fits = helper_reply_fits(tree, count);
            FUZZ_CHECK(strlen(name) <= HELPER_NAME_MAX && (!hello || name[0]) && !(tree == NULL && (hello || fits)));
            *said = *said * 31 + (tree ? 4U : 0U) + (hello ? 2U : 0U) + (fits ? 1U : 0U);
            count++;
            cJSON_Delete(tree);
        }
    }
    smacs_bytes_free(&lines.a, &lines.got);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint32_t whole = 0, cut = 0;
    if (size > 1) {
        const unsigned lines = read_all(data + 1, size - 1, size, &whole);
        const unsigned same = read_all(data + 1, size - 1, 1 + data[0] % 64, &cut);
        FUZZ_CHECK(lines == same && whole == cut);
    }
    return 0;
}
