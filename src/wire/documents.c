/* A line that is a document by itself is one at once: some servers leave out the empty lines between events. */
#include "wire/documents.h"
#include "answer/scan.h"
#include "base/text.h"
#include "wire/mend.h"
#include "wire/shapes.h"

#include <string.h>

typedef struct reader {
    smacs_allocator a;
    wire_documents found;
    smacs_bytes data; /* the lines so far of one event */
    bool is_error;    /* the event is named "error" */
    bool saw_field, begun, failed;
} reader;

static const char *const end_marks[] = {"[done]", "\"[done]\"", "done", NULL};

/* What some servers send for a sign of life in place of a comment. */
static const char *const signs_of_life[] = {"ping", "keepalive", "keep-alive", "heartbeat", NULL};

static bool is_one_of(smacs_text text, const char *const *words) {
    size_t i = 0;
    while (words[i] && !smacs_text_is_folded(text, words[i])) {
        i++;
    }
    return words[i] != NULL;
}

static void keep(reader *r, cJSON *document) {
    if (r->is_error && !cJSON_GetObjectItemCaseSensitive(document, "error")) {
        cJSON *around = cJSON_CreateObject();
        if (!around || !cJSON_AddItemToObject(around, "error", document)) {
            cJSON_Delete(around);
            cJSON_Delete(document);
            r->failed = r->found.starved = true;
            return;
        }
        document = around;
    }
    if (!wire_shape_adopt(document)) {
        r->failed = r->found.starved = true;
    }
    cJSON_AddItemToArray(r->found.list, document);
    r->begun = true;
}

/* The size of the object or list that begins a text; 0: it does not end. */
static size_t measure_value(smacs_text text) {
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = depth > 0;
        } else if (smacs_is_of(c, "{[")) {
            depth++;
        } else if (smacs_is_of(c, "}]")) {
            if (depth <= 1) {
                return depth == 1 ? i + 1 : 0;
            }
            depth--;
        }
        if (depth == 0) {
            return 0;
        }
    }
    return 0;
}

/* Proxies of proxies write the name of the field twice. */
static smacs_text without_field(smacs_text text) {
    text = smacs_text_trimmed(text);
    while (smacs_text_begins_folded(text, "data:")) {
        text = smacs_text_trimmed(smacs_text_after(text, 5));
    }
    return text;
}

/* Takes documents of which each begins where the one before ends: some servers lose the lines between. */
static bool take_glued(reader *r, smacs_text text) {
    cJSON *pieces = cJSON_CreateArray();
    bool whole = pieces && text.size > 0, ended = false;
    r->found.starved = r->found.starved || !pieces;
    while (whole && text.size > 0 && !ended) {
        const size_t size = measure_value(text);
        const smacs_text piece = smacs_text_before(text, size);
        ended = is_one_of(piece, end_marks);
        cJSON *document = ended || size == 0 ? NULL : wire_mend_parse(&r->a, piece, &r->found.starved);
        whole = ended || document;
        cJSON_AddItemToArray(pieces, document);
        text = without_field(smacs_text_after(text, size));
    }
    for (cJSON *document = whole ? cJSON_DetachItemFromArray(pieces, 0) : NULL; document;
         document = cJSON_DetachItemFromArray(pieces, 0)) {
        keep(r, document);
    }
    cJSON_Delete(pieces);
    r->found.ended = r->found.ended || (whole && ended);
    return whole;
}

/* Takes a whole text of a document; false: it is none. */
static bool take_document(reader *r, smacs_text text) {
    if (is_one_of(text, end_marks)) {
        r->found.ended = true;
        return true;
    }
    cJSON *document = wire_mend_parse(&r->a, text, &r->found.starved);
    if (document) {
        keep(r, document);
    }
    return document || is_one_of(text, signs_of_life) || take_glued(r, text);
}

/* Keeps what an event named "error" says in plain words. */
static bool take_words(reader *r) {
    smacs_bytes_append(&r->a, &r->data, "", 1);
    cJSON *words = r->data.failed ? NULL : cJSON_CreateString(r->data.data);
    r->found.starved = r->found.starved || !words;
    if (words) {
        keep(r, words);
    }
    return words;
}

/* An event is complete. */
static void dispatch(reader *r) {
    if (r->data.size > 0) {
        r->found.starved = r->found.starved || r->data.failed;
        r->failed = r->failed || r->data.failed ||
                    !(take_document(r, (smacs_text){r->data.data, r->data.size}) ||
                      (r->is_error && !r->found.starved && take_words(r)));
    }
    r->data.size = 0;
    r->is_error = false;
}

static void take_data(reader *r, smacs_text text) {
    text = without_field(text);
    if (text.size > 0 && (r->data.size > 0 || !take_document(r, text))) {
        smacs_bytes_append(&r->a, &r->data, r->data.size > 0 ? "\n" : "", r->data.size > 0);
        smacs_bytes_append(&r->a, &r->data, text.data, text.size);
    }
}

/* The standard has names of fields in small letters at the start of a line. No server means anything else by others. */
static void take_event_line(reader *r, smacs_text line) {
    line = smacs_text_trimmed(line);
    const size_t colon = smacs_text_find(line, ":");
    const smacs_text field = smacs_text_before(line, colon), value = smacs_text_after(line, colon + 1);
    const bool bare = smacs_text_begins(line, "{") || smacs_text_begins(line, "[");
    const bool error = smacs_text_is_folded(field, "error"); /* llama.cpp has written errors as a field of their own */
    const bool data = error || smacs_text_is_folded(field, "data"), event = smacs_text_is_folded(field, "event");
    if (line.size == 0) {
        dispatch(r);
        return;
    }
    r->saw_field = r->saw_field || bare || data || event || colon == 0 || smacs_text_is_folded(field, "id") ||
                   smacs_text_is_folded(field, "retry");
    if (event) {
        r->is_error = smacs_text_is_folded(smacs_text_trimmed(value), "error");
    } else if (data || bare) {
        r->is_error = r->is_error || error;
        take_data(r, bare ? line : value);
    }
}

/* The first line of a text, which ends with LF, CR or both; *text goes on behind it. */
static smacs_text take_line(smacs_text *text) {
    size_t size = 0;
    while (size < text->size && text->data[size] != '\n' && text->data[size] != '\r') {
        size++;
    }
    const smacs_text line = smacs_text_before(*text, size), rest = smacs_text_after(*text, size);
    *text = smacs_text_after(rest, smacs_text_begins(rest, "\r\n") ? 2 : 1);
    return line;
}

static void read_events(reader *r, smacs_text body) {
    r->found.streamed = true;
    const bool empty = body.size == 0;
    while (body.size > 0 && !r->found.ended && !r->failed) {
        take_event_line(r, take_line(&body));
    }
    dispatch(r); /* the last event may lack its empty line */
    r->failed = r->failed || (!r->saw_field && !empty);
}

/* One document, or one a line. */
static void read_json(reader *r, smacs_text body) {
    smacs_text rest = body;
    while (rest.size > 0 && !r->found.ended && !r->failed) {
        const smacs_text line = without_field(take_line(&rest));
        if (line.size > 0 && !take_document(r, line)) {
            r->failed = r->begun || !take_document(r, body);
            return;
        }
    }
}

wire_documents wire_documents_read(const smacs_allocator *a, smacs_text body) {
    reader r = {.a = *a, .found.list = cJSON_CreateArray()};
    body = smacs_text_trimmed(body);
    if (smacs_text_begins(body, "\xEF\xBB\xBF")) {
        body = smacs_text_trimmed(smacs_text_after(body, 3));
    }
    if (!r.found.list || smacs_text_begins(body, "<")) {
        r.failed = true; /* a page for people, such as that of a proxy */
    } else if (smacs_text_begins(body, "{") || smacs_text_begins(body, "[")) {
        read_json(&r, body);
    } else {
        read_events(&r, body);
    }
    r.found.starved = r.found.starved || !r.found.list;
    smacs_bytes_free(a, &r.data);
    if (r.failed || r.found.starved) {
        cJSON_Delete(r.found.list);
        r.found.list = NULL;
    }
    return r.found;
}

const cJSON *wire_first_choice(const cJSON *document) {
    const cJSON *choices = cJSON_GetObjectItemCaseSensitive(document, "choices"), *whole = NULL;
    for (const cJSON *choice = cJSON_IsArray(choices) ? choices->child : NULL; choice; choice = choice->next) {
        const cJSON *index = cJSON_GetObjectItemCaseSensitive(choice, "index");
        const char *word = cJSON_GetStringValue(index); /* some write the number as a text */
        const bool none = !index || cJSON_IsNull(index), zero = cJSON_IsNumber(index) && index->valueint == 0;
        if (cJSON_IsObject(choice) && (none || zero || (word && strcmp(word, "0") == 0))) {
            return choice;
        }
        whole = whole || !cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(choice, "message")) ? whole : choice;
    }
    return whole;
}
