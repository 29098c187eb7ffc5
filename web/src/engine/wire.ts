// The events that every wire format is read into, and the reading of event streams. No fetching here, so that tests
// feed bytes. What differs is in wire-openai.ts and wire-anthropic.ts, errors of all shapes in wire-errors.ts.
import { createParser } from "eventsource-parser";
import { Failure } from "./failure.ts";
import { anthropic } from "./wire-anthropic.ts";
import { failureIn } from "./wire-errors.ts";
import { openai } from "./wire-openai.ts";

/** In tokens, as far as the server says; `output` includes `reasoning`. */
export interface Usage {
    input?: number;
    output?: number;
    reasoning?: number;
    /** US dollars. */
    cost?: number;
}

/** One token and its natural log-probability, which may be missing or a sentinel (confidence.ts). */
export interface TokenChance {
    token: string;
    logprob: number;
}

export type WireEvent =
    | { kind: "text"; text: string }
    /** What a model thought aloud, from whichever field; never part of the answer. */
    | { kind: "reasoning"; text: string }
    /** Of the text in the next event, or of nothing shown if no text follows at once. */
    | { kind: "logprobs"; tokens: TokenChance[] }
    /** Later reports replace what earlier ones said. */
    | { kind: "usage"; usage: Usage }
    /** "stop", "length", ...: as the server spells it. */
    | { kind: "finish"; reason: string }
    /** The server's own end mark, which some leave out. */
    | { kind: "done" };

export type WireName = "openai" | "anthropic";

/** What a service reports its price in. */
export type CostField = { field: string; usd: number } | undefined;

/** Reads the JSON of one wire format: a piece of a stream, or an answer in one piece. */
export interface WireReader {
    chunk(body: unknown, cost: CostField): WireEvent[];
    whole(body: unknown, cost: CostField): WireEvent[];
}

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
    const queue: { data: string; event: string | undefined }[] = [];
    const parser = createParser({ onEvent: ({ data, event }) => queue.push({ data, event }) });
    const reader = bytes.getReader();
    const decoder = new TextDecoder();
    try {
        for (;;) {
            const { done, value } = await reader.read();
            parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
            for (const { data, event } of queue.splice(0)) {
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

function parse(data: string, event: string | undefined): unknown {
    let body: unknown;
    try {
        body = JSON.parse(data);
    } catch {
        throw event === "error" ? new Failure("server", data) : new Failure("bad-response", data);
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
