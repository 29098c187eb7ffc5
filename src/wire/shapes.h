/* Replies in the shapes of other APIs, which gateways and wrong addresses give: they are told as chat completions. */
#ifndef SMACS_WIRE_SHAPES_H
#define SMACS_WIRE_SHAPES_H

#include <cjson/cJSON.h>
#include <stdbool.h>

/* Gives a document of another API the `choices` and `usage` of chat completions, made of its own parts: messages of
 * Ollama, Cohere, Anthropic and Bedrock, texts of llama.cpp and TGI, the Responses API whole and as events, Gemini's
 * candidates. Other documents stay as they are. False: out of memory; the document is still the caller's. wasm/src/wire/shapes.ts has the same rule. */
bool wire_shape_adopt(cJSON *document);

#endif
