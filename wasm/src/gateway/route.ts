// /v1/route: which models to ask, without asking any.
import { SmacsError } from "../error.js";
import type { RouteOptions } from "../types.js";
import { isRecord, isString } from "../wire/json.js";
import type { Embed } from "./embeddings.js";
import { ApiError, badField } from "./errors.js";
import { routedConversation } from "./messages.js";
import type { Tools } from "./pool.js";

/** The core's JSON text for {question} or {messages}, and the options of a route. Rejects with an ApiError. */
export async function routeText(
    { index, embedder }: Tools,
    embed: Embed | undefined,
    body: unknown,
    signal: AbortSignal,
): Promise<string> {
    if (!isRecord(body)) {
        throw new ApiError(400, "The body must be a JSON object.", { code: "invalid_json" });
    }
    const { question, messages, ...options } = body;
    if (question !== undefined && !isString(question)) {
        throw badField("question", "question must be a text.");
    }
    const asked = question ?? routedConversation(messages).question;
    const vector = await embed?.(asked, { signal });
    try {
        return vector
            ? JSON.stringify(index.route(vector, options as RouteOptions))
            : index.routeText(embedder, asked, options as RouteOptions);
    } catch (error) {
        if (error instanceof SmacsError && error.code !== "crash") {
            throw new ApiError(400, `The question cannot be routed: ${error.message}.`);
        }
        throw error;
    }
}
