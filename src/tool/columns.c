/* Columns of text. A character counts as one column wide, whatever its bytes. */
#include "tool/tool.h"

size_t tool_text_width(smacs_text text) {
    size_t width = 0;
    for (size_t i = 0; i < text.size; i++) {
        width += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    }
    return width;
}

void tool_print_padded(smacs_text text, size_t width, bool right) {
    const size_t own = tool_text_width(text);
    const int padding = own < width ? (int)(width - own) : 0;
    if (right) {
        printf("%*s", padding, "");
    }
    printf("%.*s", (int)text.size, text.data ? text.data : "");
    if (!right) {
        printf("%*s", padding, "");
    }
}
