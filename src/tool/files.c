/* Reads files and pipes piece by piece; the first two bytes tell gzip from plain text. */
#include "base/text.h"
#include "tool/made.h"
#include "tool/tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#ifndef SMACS_WITHOUT_ZLIB
#include <zlib.h>
#endif

enum { PIECE = 1 << 16 };

typedef struct source {
    const char *file;
    FILE *stream;
    tool_take take;
    void *context;
    bool failed; /* and reported */
} source;

static bool hand_on(source *s, const char *bytes, size_t size) {
    smacs_error error = {.message = "the input was refused", .position = UINT64_MAX};
    const smacs_status status = s->take(s->context, bytes, size, &error);
    if (status != SMACS_OK) {
        error.status = status;
        tool_fail(s->file, &error);
        s->failed = true;
    }
    return status == SMACS_OK;
}

static size_t read_piece(source *s, char *buffer) {
    const size_t size = fread(buffer, 1, PIECE, s->stream);
    if (size < PIECE && ferror(s->stream)) {
        tool_fail_plain(s->file, "the file could not be read", strerror(errno));
        s->failed = true;
    }
    tool_made_bytes(buffer, size);
    return size;
}

#ifdef SMACS_WITHOUT_ZLIB
static void read_gzip(source *s, char *in, size_t size) {
    (void)in;
    (void)size;
    tool_fail_plain(s->file, "this build does not read gzip; pipe it through gunzip", NULL);
    s->failed = true;
}
#else
/* Inflates the bytes that `stream` holds. False at an error; *inside tells whether a member is unfinished. */
static bool inflate_piece(source *s, z_stream *stream, char *out, bool *inside) {
    while (stream->avail_in > 0 || stream->avail_out == 0) {
        if (!*inside && stream->avail_in > 0) {
            if (stream->next_in[0] == 0) { /* padding after the last member, as tar leaves it */
                stream->next_in++;
                stream->avail_in--;
                continue;
            }
            inflateReset(stream);
            *inside = true;
        }
        stream->next_out = (Bytef *)out;
        stream->avail_out = PIECE;
        const int result = inflate(stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            tool_fail_plain(s->file, "the gzip file is damaged: download it or pack it again", stream->msg);
            s->failed = true;
            return false;
        }
        if (!hand_on(s, out, PIECE - stream->avail_out)) {
            return false;
        }
        if (result == Z_STREAM_END) {
            *inside = false;
            stream->avail_out = 1; /* nothing is left inside the inflater */
        } else if (result == Z_BUF_ERROR) {
            break;
        }
    }
    return true;
}

static void read_gzip(source *s, char *in, size_t size) {
    z_stream stream = {0};
    char *out = malloc(PIECE);
    bool inside = true;
    if (!out || inflateInit2(&stream, 15 + 16) != Z_OK) {
        free(out);
        tool_fail_plain(s->file, "out of memory", NULL);
        s->failed = true;
        return;
    }
    for (; size > 0 && !s->failed; size = read_piece(s, in)) {
        stream.next_in = (Bytef *)in;
        stream.avail_in = (uInt)size;
        stream.avail_out = 1;
        if (!inflate_piece(s, &stream, out, &inside)) {
            break;
        }
    }
    if (inside && !s->failed) {
        tool_fail_plain(s->file, "the gzip file is cut short: download it or pack it again", NULL);
        s->failed = true;
    }
    inflateEnd(&stream);
    free(out);
}
#endif

static bool open_source(const char *file, FILE **stream) {
    *stream = strcmp(file, "-") == 0 ? stdin : fopen(file, "rb");
    if (!*stream) {
        tool_fail_plain(file, "the file could not be opened", strerror(errno));
    }
    return *stream != NULL;
}

static void close_source(const source *s) {
    tool_made_file(s->file);
    if (s->stream && s->stream != stdin) {
        fclose(s->stream);
    }
}

bool tool_read(const char *file, tool_take take, void *context) {
    source s = {.file = file, .take = take, .context = context};
    char *buffer = malloc(PIECE);
    if (!buffer) {
        tool_fail_plain(file, "out of memory", NULL);
        return false;
    }
    if (!open_source(file, &s.stream)) {
        free(buffer);
        return false;
    }
    size_t size = read_piece(&s, buffer);
    if (size >= 2 && memcmp(buffer, "\x1F\x8B", 2) == 0) {
        read_gzip(&s, buffer, size);
    } else {
        for (; size > 0 && !s.failed; size = read_piece(&s, buffer)) {
            if (!hand_on(&s, buffer, size)) {
                break;
            }
        }
    }
    close_source(&s);
    free(buffer);
    return !s.failed;
}

bool tool_load(const char *file, void **bytes, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    source s = {.file = file};
    char *data = NULL;
    size_t capacity = 0;
    *bytes = NULL;
    *size = 0;
    if (!open_source(file, &s.stream)) {
        return false;
    }
    for (size_t got = PIECE; got == PIECE && !s.failed; *size += got) {
        if (!smacs_mem_reserve(&a, &data, &capacity, *size + PIECE, 1)) {
            tool_fail_plain(file, "out of memory", NULL);
            s.failed = true;
            break;
        }
        got = read_piece(&s, data + *size);
    }
    close_source(&s);
    if (s.failed) {
        free(data);
        return false;
    }
    *bytes = data;
    return true;
}

bool tool_next_line(smacs_text *rest, smacs_text *line) {
    *line = (smacs_text){0};
    while (rest->size > 0 && line->size == 0) {
        const size_t size = smacs_text_find(*rest, "\n");
        *line = smacs_text_trimmed(smacs_text_before(*rest, size));
        *rest = smacs_text_after(*rest, size + 1);
    }
    return line->size > 0;
}
