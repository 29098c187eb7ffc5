// Reads the body of a response that is not an event stream, up to a limit.
import { untilAborted } from "./clock.js";

/**
 * Reads a body as text, up to `limit` bytes. If the body is longer, `whole` is false and the connection is closed.
 * Rejects with the signal's reason as soon as it fires.
 */
export async function readBody(
    { body }: Pick<Response, "body">,
    limit: number,
    signal?: AbortSignal,
): Promise<{ text: string; whole: boolean }> {
    const decoder = new TextDecoder();
    const pieces: string[] = [];
    let left = limit;
    const reader = body?.getReader();
    try {
        while (reader) {
            const { done, value } = await untilAborted(reader.read(), signal);
            if (done) {
                break;
            }
            pieces.push(decoder.decode(value.subarray(0, left), { stream: true }));
            left -= value.length;
            if (left < 0) {
                return { text: pieces.join(""), whole: false };
            }
        }
    } finally {
        reader?.cancel().catch(() => {});
    }
    pieces.push(decoder.decode());
    return { text: pieces.join(""), whole: true };
}
