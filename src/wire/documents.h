/* The JSON documents of a reply. Servers stream what nobody asked them to stream, and name types that are not theirs. */
#ifndef SMACS_WIRE_DOCUMENTS_H
#define SMACS_WIRE_DOCUMENTS_H

#include "base/mem.h"
#include "json/writer.h"

typedef struct wire_documents {
    cJSON *list;   /* an array of documents in their order; NULL: the body is no reply, or out of memory */
    bool starved;  /* memory ran out */
    bool streamed; /* they came as server-sent events */
    bool ended;    /* the server's end mark came */
} wire_documents;

/* Reads a body: one document, one a line, or server-sent events. What an event named "error" carries is put into
 * {"error": ..}. The caller frees the list with cJSON_Delete. wasm/src/wire/documents.ts has the same rule. */
wire_documents wire_documents_read(const smacs_allocator *a, smacs_text body);

/* The first choice of a document. Others may come too, and before it; a whole reply may number them as it likes. NULL:
 * there is none. */
const cJSON *wire_first_choice(const cJSON *document);

#endif
