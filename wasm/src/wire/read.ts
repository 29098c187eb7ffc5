// Turns the bytes of a reply into events. It does not fetch, so tests can feed bytes.
import { anthropic } from "./anthropic.js";
import { nextTurn, untilAborted } from "./clock.js";
import { type Document, DocumentReader } from "./documents.js";
import { failureIn } from "./errors.js";
import type { CostField, WireEvent, WireName, WireReader } from "./events.js";
import { Failure } from "./failure.js";
import { limitsFor, type ReplyLimits } from "./limits.js";
import { openai } from "./openai.js";

const readers: Record<WireName, WireReader> = { openai, anthropic };

/** How many documents are handled before the event loop gets a turn; they take less than a millisecond. */
const documentsATurn = 256;

/** How many bytes are parsed before the event loop gets a turn, however many have arrived. */
const bytesATurn = 1 << 16;

/** The events of a reply. Leaving the loop over them closes the connection. */
export interface Reply extends AsyncIterable<WireEvent> {
    /** Whether the reply came as server-sent events; known once its first event is. */
    readonly streamed: boolean;
}

/**
 * Reads a reply: server-sent events, one JSON document, or one a line, whatever its type is said to be. Comment lines
 * are keep-alives and give no event. Throws a Failure for an error inside the reply, whatever its shape, and for what is
 * no reply; errors of the connection pass through. The event loop gets turns however fast the bytes come. If the answer,
 * its thoughts, a line or the whole become too long (limits.ts), the last event is the finish reason "length" and the
 * connection is closed. The signal closes it too.
 */
export function readStream(
    bytes: ReadableStream<Uint8Array>,
    wire: WireName = "openai",
    cost?: CostField,
    signal?: AbortSignal,
    limits = limitsFor(),
): Reply {
    const documents = new DocumentReader();
    return {
        get streamed() {
            return documents.isEvents ?? true;
        },
        [Symbol.asyncIterator]: () => eventsIn(bytes, documents, readers[wire], cost, signal, limits),
    };
}

async function* eventsIn(
    bytes: ReadableStream<Uint8Array>,
    documents: DocumentReader,
    reader: WireReader,
    cost: CostField,
    signal: AbortSignal | undefined,
    limits: ReplyLimits,
): AsyncGenerator<WireEvent> {
    const room = new Room(limits);
    const seen: Seen = { replies: 0, whole: false, last: undefined };
    let handled = 0;
    for await (const batch of batchesIn(bytes, documents, room, signal)) {
        for (const document of batch) {
            if (document === "done") {
                yield { kind: "done" };
                return;
            }
            const adopted = adoptedBy(reader, document.value);
            const value = adopted instanceof Promise ? await adopted : adopted;
            seen.last = value;
            for (const part of partsOf({ ...document, value })) {
                seen.replies += reader.isReply(part) ? 1 : 0;
                seen.whole = reader.isWhole(part);
                for (const event of reader.read(part, cost)) {
                    yield room.take(event);
                }
            }
            if (room.full) {
                yield cut;
                return;
            }
            if (++handled % documentsATurn === 0) {
                await turn(signal);
            }
        }
    }
    if (room.full) {
        yield cut;
    } else if (documents.isEvents === false) {
        yield* endOf(seen);
    }
}

/** Of a reply: how many messages or parts of one, whether the last one was whole, and the last document. */
interface Seen {
    replies: number;
    whole: boolean;
    last: unknown;
}

/** A reply in one piece is complete even without a finish reason. What is none is told as it came. */
function endOf({ replies, whole, last }: Seen): WireEvent[] {
    if (replies === 0) {
        throw new Failure("bad-response", JSON.stringify(last));
    }
    return replies === 1 && whole ? [{ kind: "done" }] : [];
}

const cut: WireEvent = { kind: "finish", reason: "length" };

/** A document, or the list of them, as the reader's format has it. */
function adoptedBy({ adopt }: WireReader, value: unknown): unknown {
    return Array.isArray(value) ? Promise.all(value.map(adopt)) : adopt(value);
}

/** The document, or those in a list of them. Throws the failure that it reports. */
export function partsOf({ value, isError }: Exclude<Document, "done">): unknown[] {
    const failure = failureIn(value, isError);
    if (failure) {
        throw failure;
    }
    return Array.isArray(value) ? value : [value];
}

async function turn(signal: AbortSignal | undefined): Promise<void> {
    await nextTurn();
    signal?.throwIfAborted();
}

/** How much more of the answer and its thoughts is kept. */
class Room {
    full = false;
    readonly #left: ReplyLimits;
    #empty = true;

    constructor(limits: ReplyLimits) {
        this.#left = { ...limits };
    }

    /** Notes bytes that have been read. */
    read(bytes: number): void {
        this.#left.bytes -= bytes;
        if (this.#left.bytes < 0) {
            this.overflow();
        }
    }

    /** The event, shortened to the room that is left. */
    take(event: WireEvent): WireEvent {
        if (!("text" in event)) {
            return event;
        }
        const part = event.kind === "reasoning" ? event.kind : "text";
        const left = this.#left[part];
        this.#left[part] -= event.text.length;
        this.#empty &&= event.text === "";
        this.full ||= event.text.length > left;
        return event.text.length > left ? { ...event, text: event.text.slice(0, left) } : event;
    }

    /** More has come than is read. Without anything before it, there is no answer to cut. */
    overflow(): void {
        if (this.#empty) {
            throw new Failure("bad-response", "the reply is far longer than an answer");
        }
        this.full = true;
    }
}

/** The documents as they become complete. Ends early, with no room left, if there is too much of something. */
async function* batchesIn(
    bytes: ReadableStream<Uint8Array>,
    documents: DocumentReader,
    room: Room,
    signal: AbortSignal | undefined,
): AsyncGenerator<Iterable<Document>> {
    const decoder = new TextDecoder();
    const reader = bytes.getReader();
    let arrived = 0;
    try {
        for (;;) {
            const { done, value } = await untilAborted(reader.read(), signal);
            if (done) {
                yield documents.read(decoder.decode());
                yield documents.last();
                return;
            }
            for (let at = 0; at < value.length && !room.full; at += bytesATurn) {
                const piece = value.subarray(at, at + bytesATurn);
                yield documents.read(decoder.decode(piece, { stream: true }));
                if (Math.floor(arrived / bytesATurn) < Math.floor((arrived + piece.length) / bytesATurn)) {
                    await turn(signal);
                }
                arrived += piece.length;
                room.read(piece.length);
                if (documents.tooLong) {
                    room.overflow();
                }
            }
            if (room.full) {
                return;
            }
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}
