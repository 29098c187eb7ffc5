// Turns the bytes or the body of a reply into events. It does not fetch, so tests can feed bytes.
import { anthropic } from "./anthropic.js";
import { nextTurn, untilAborted } from "./clock.js";
import { failureIn } from "./errors.js";
import type { CostField, WireEvent, WireName, WireReader } from "./events.js";
import { Failure } from "./failure.js";
import { longestText } from "./limits.js";
import { openai } from "./openai.js";
import { EventReader, type ServerEvent } from "./sse.js";

const readers: Record<WireName, WireReader> = { openai, anthropic };

/** How many events are handled before the event loop gets a turn; they take less than a millisecond. */
const eventsATurn = 256;

/** How many bytes are parsed at once, however many have arrived. */
const bytesAtOnce = 1 << 16;

/**
 * Reads a streamed reply. Comment lines are keep-alives and give no event. Throws a Failure for an error inside the
 * stream, whatever its shape; errors of the connection pass through. The event loop gets turns however fast the events
 * come. If the answer, its thoughts or a line become too long (limits.ts), the last event is the finish reason "length"
 * and the connection is closed. Leaving the loop closes it too, and so does the signal.
 */
export async function* readStream(
    bytes: ReadableStream<Uint8Array>,
    wire: WireName = "openai",
    cost?: CostField,
    signal?: AbortSignal,
): AsyncGenerator<WireEvent> {
    const room = new Room();
    let handled = 0;
    for await (const batch of eventsIn(bytes, room, signal)) {
        for (const { data, event } of batch) {
            if (data.trim() === "[DONE]") {
                yield { kind: "done" };
                return;
            }
            for (const read of data.trim() === "" ? [] : readers[wire].chunk(parse(data, event), cost)) {
                yield room.take(read);
            }
            if (room.full) {
                yield cut;
                return;
            }
            if (++handled % eventsATurn === 0) {
                await nextTurn();
            }
        }
    }
    if (room.full) {
        yield cut;
    }
}

const cut: WireEvent = { kind: "finish", reason: "length" };

/** How much more of the answer and its thoughts is kept. */
class Room {
    full = false;
    readonly #left = { text: longestText, reasoning: longestText };

    /** The event, shortened to the room that is left. */
    take(event: WireEvent): WireEvent {
        if (!("text" in event)) {
            return event;
        }
        const { kind, text } = event;
        const part = kind === "reasoning" ? kind : "text";
        const left = this.#left[part];
        this.#left[part] -= text.length;
        this.full ||= text.length > left;
        return text.length > left ? { kind, text: text.slice(0, left) } : event;
    }

    /** A line is too long. Without anything before it, there is no answer to cut. */
    overflow(): void {
        if (this.#left.text + this.#left.reasoning === 2 * longestText) {
            throw new Failure("bad-response", "a line of the reply is longer than 8 MiB");
        }
        this.full = true;
    }
}

/** The events of a stream as they become complete. Ends early, with no room left, if one of them is too long. */
async function* eventsIn(
    bytes: ReadableStream<Uint8Array>,
    room: Room,
    signal?: AbortSignal,
): AsyncGenerator<ServerEvent[]> {
    const events = new EventReader(longestText);
    const decoder = new TextDecoder();
    const reader = bytes.getReader();
    try {
        for (;;) {
            const { done, value } = await untilAborted(reader.read(), signal);
            for (let at = 0; !done && at < value.length; at += bytesAtOnce) {
                yield events.read(decoder.decode(value.subarray(at, at + bytesAtOnce), { stream: true }));
            }
            if (done) {
                // The last event may lack its empty line.
                yield events.read(`${decoder.decode()}\n\n`);
            }
            if (events.tooLong) {
                room.overflow();
            }
            if (done || room.full) {
                return;
            }
        }
    } finally {
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

/** Reads a reply in one piece. */
export function readWhole(body: unknown, wire: WireName = "openai", cost?: CostField): WireEvent[] {
    const failure = failureIn(body);
    if (failure) {
        throw failure;
    }
    return readers[wire].whole(body, cost);
}
