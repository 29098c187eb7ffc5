/* Lists of names, and suggestions for misspelt ones. */
#include "tool/tool.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 64 };

/* The Levenshtein distance. Names longer than NAME_MAX_LENGTH are far from all others. */
static size_t distance(const char *a, const char *b) {
    size_t row[NAME_MAX_LENGTH + 1];
    const size_t width = strlen(b);
    if (width > NAME_MAX_LENGTH) {
        return NAME_MAX_LENGTH;
    }
    for (size_t j = 0; j <= width; j++) {
        row[j] = j;
    }
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < width; j++) {
            const size_t replaced = diagonal + (a[i] != b[j]);
            const size_t shifted = 1 + (row[j] < row[j + 1] ? row[j] : row[j + 1]);
            diagonal = row[j + 1];
            row[j + 1] = replaced < shifted ? replaced : shifted;
        }
    }
    return row[width];
}

const char *tool_nearest(const char *wrong, const char *const *names, size_t count) {
    const size_t length = strlen(wrong);
    size_t least = length / 2 < 4 ? length / 2 + 1 : 4;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        const bool begins = length > 3 && strncmp(names[i], wrong, length) == 0;
        const size_t far = begins ? 1 : distance(wrong, names[i]);
        if (far < least) {
            least = far;
            nearest = names[i];
        }
    }
    return nearest;
}

void tool_list_free(tool_list *list) {
    free((void *)list->items);
    free(list->copy);
    *list = (tool_list){0};
}
