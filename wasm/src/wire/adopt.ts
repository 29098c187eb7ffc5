// Replies in the shapes of other APIs and errors are rare, so what reads them is loaded with the first.
import { loadWaits } from "./errors.js";
import { isRecord } from "./json.js";

/** A document as one of chat completions; a promise if it is an error, or may be of another API. */
export function adopt(body: unknown): unknown {
    if (!isRecord(body) || body.choices) {
        return body;
    }
    return body.error
        ? loadWaits().then(() => body)
        : import("./shapes.js").then(({ asCompletion }) => asCompletion(body));
}
