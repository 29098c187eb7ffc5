/* Replies are server-sent events, "data: {choices: [{delta: {content}}]}". Whether a reply is right, and what is kept, is
 * decided from the whole of it, as ever (src/wire); this only prints. */
#include "host/show.h"

#include "base/error.h"
#include "base/text.h"
#include "tool/tool.h"
#include "json/writer.h"

#include <string.h>
#include <unistd.h>

void host_show_free(host_show *s) {
    for (size_t i = 0; i < s->line_count; i++) {
        smacs_bytes_free(&s->a, &s->lines[i].text);
    }
    smacs_mem_free(&s->a, s->lines);
    smacs_bytes_free(&s->a, &s->said);
}

/* The line of a call; NULL: out of memory, and nothing of it is shown. */
static smacs_bytes *line_of(host_show *s, uint32_t call) {
    for (size_t i = 0; i < s->line_count; i++) {
        if (s->lines[i].call == call) {
            return &s->lines[i].text;
        }
    }
    if (!smacs_mem_reserve(&s->a, &s->lines, &s->line_capacity, s->line_count + 1, sizeof *s->lines)) {
        return NULL;
    }
    s->lines[s->line_count] = (struct host_show_line){.call = call};
    return &s->lines[s->line_count++].text;
}

void host_show_begin(host_show *s, uint32_t call) {
    smacs_bytes *line = line_of(s, call);
    if (line) {
        line->size = 0;
    }
    if (s->chosen && s->call == call && s->said.size > 0) {
        s->said.size = 0;
        if (!s->paused) {
            fputs("\n", stdout);
        }
    }
}

static void print(host_show *s, smacs_text text) {
    smacs_bytes_append(&s->a, &s->said, text.data, text.size);
    s->paused = false;
    if (isatty(1) == 1) {
        tool_print_tamed(stdout, text);
    } else {
        fwrite(text.data, 1, text.size, stdout);
    }
    fflush(stdout);
}

/* Prints what an event adds to the answer; the first call that has something is the one to be shown. */
static void take_event(host_show *s, uint32_t call, smacs_text json) {
    cJSON *tree = NULL;
    if (smacs_json_parse(json, &tree, NULL) != SMACS_OK) {
        return; /* "[DONE]", or what the reader of the whole reply will refuse */
    }
    const cJSON *choice = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(tree, "choices"), 0);
    const cJSON *delta = cJSON_GetObjectItemCaseSensitive(choice, "delta");
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(delta, "content"));
    if (text && text[0]) {
        s->chosen = true;
        s->call = call;
        print(s, smacs_text_of(text));
    }
    cJSON_Delete(tree);
}

void host_show_piece(void *context, uint32_t call, const char *bytes, size_t size) {
    host_show *s = context;
    smacs_bytes *line = s->chosen && s->call != call ? NULL : line_of(s, call);
    while (size > 0 && line) {
        const char *end = memchr(bytes, '\n', size);
        const size_t part = end ? (size_t)(end - bytes) : size;
        smacs_bytes_append(&s->a, line, bytes, part);
        if (end) {
            const smacs_text text = smacs_text_trimmed((smacs_text){line->data ? line->data : "", line->size});
            if (smacs_text_begins(text, "data:")) {
                take_event(s, call, smacs_text_trimmed(smacs_text_after(text, 5)));
            }
            line->size = 0;
        }
        bytes += end ? part + 1 : part;
        size -= end ? part + 1 : part;
    }
}

void host_show_pause(host_show *s) {
    if (s && !s->paused && s->said.size > 0 && s->said.data[s->said.size - 1] != '\n' && isatty(1) == 1 &&
        isatty(2) == 1) {
        fputs("\n", stdout);
        fflush(stdout);
        s->paused = true;
    }
}

bool host_show_end(host_show *s, smacs_text answer) {
    const smacs_text said = smacs_text_trimmed((smacs_text){s->said.data ? s->said.data : "", s->said.size});
    if (said.size == 0) {
        return false;
    }
    if (s->said.data[s->said.size - 1] != '\n' && !s->paused) {
        fputs("\n", stdout);
    }
    fflush(stdout);
    return smacs_text_equal(said, smacs_text_trimmed(answer));
}
