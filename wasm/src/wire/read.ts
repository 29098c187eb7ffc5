// From the bytes or the body of an answer to its events. No fetching here, so that tests feed bytes.
import { anthropic } from "./anthropic.js";
import { failureIn } from "./errors.js";
import type { CostField, WireEvent, WireName, WireReader } from "./events.js";
import { Failure } from "./failure.js";
import { openai } from "./openai.js";
import { createEventReader } from "./sse.js";

const readers: Record<WireName, WireReader> = { openai, anthropic };

/**
 * Reads a streamed answer. Comment lines are keep-alives and give no event. Throws a Failure for an error inside the
 * stream, whatever its shape, and lets errors of the connection through.
 */
export async function* readStream(
    bytes: ReadableStream<Uint8Array>,
    wire: WireName = "openai",
    cost?: CostField,
): AsyncGenerator<WireEvent> {
    const eventsIn = createEventReader();
    const reader = bytes.getReader();
    const decoder = new TextDecoder();
    try {
        for (;;) {
            const { done, value } = await reader.read();
            const text = done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true });
            for (const { data, event } of eventsIn(text)) {
                if (data.trim() === "[DONE]") {
                    yield { kind: "done" };
                    return;
                }
                yield* readers[wire].chunk(parse(data, event), cost);
            }
            if (done) {
                return;
            }
        }
    } finally {
        // The consumer may leave early; the rest need not be sent.
        reader.cancel().catch(() => {});
    }
}

function parse(data: string, event: string): unknown {
    let body: unknown;
    try {
        body = JSON.parse(data);
    } catch {
        throw new Failure(event === "error" ? "server" : "bad-response", data);
    }
    const failure = failureIn(body, event === "error");
    if (failure) {
        throw failure;
    }
    return body;
}

/** Reads an answer that came in one piece. */
export function readWhole(body: unknown, wire: WireName = "openai", cost?: CostField): WireEvent[] {
    const failure = failureIn(body);
    if (failure) {
        throw failure;
    }
    return readers[wire].whole(body, cost);
}
