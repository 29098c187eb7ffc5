// The events that each wire format is read into.
import type { Basis } from "../run-messages.js";

/** In tokens, as the server reports them; `output` includes `reasoning`. */
export interface Usage {
    input?: number;
    output?: number;
    reasoning?: number;
    /** US dollars. */
    cost?: number;
}

/** Usage that may be estimated. */
export interface CallUsage extends Usage {
    /** Of the tokens; left out: "actual". "unknown": nothing came to guess from. */
    basis?: Basis;
}

/** One token and its natural log-probability, which may be missing or a sentinel (confidence.ts). */
export interface TokenChance {
    token: string;
    logprob: number;
}

export interface Said {
    text: string;
    /** "all": the whole text again, with what has come before. "last": of the last chunk, which may repeat it all. */
    scope?: "all" | "last";
}

export type WireEvent =
    | (Said & { kind: "text" })
    /** The model's thoughts, from any field; never part of the answer. */
    | (Said & { kind: "reasoning" })
    /** A refusal in the field that the format has for it; not an answer. */
    | (Said & { kind: "refusal" })
    /** For the text in the next event; for no visible text if none follows. */
    | { kind: "logprobs"; tokens: TokenChance[] }
    /** Later reports replace earlier ones. */
    | { kind: "usage"; usage: Usage }
    /** "stop", "length", ..., as the server spells it. */
    | { kind: "finish"; reason: string }
    /** The id of the model that answers, as the server says. */
    | { kind: "model"; model: string }
    /** The server's end mark, which some leave out. */
    | { kind: "done" };

export type WireName = "openai" | "anthropic";

/** The field in which a service reports the price, and what its unit is in US dollars. */
export type CostField = { field: string; usd: number } | undefined;

/** Reads the JSON of one wire format: a chunk of a stream, or a whole reply. */
export interface WireReader {
    /** Whether it is a chunk or a reply of this format. */
    isReply(body: unknown): boolean;
    /** Whether it is a whole reply. */
    isWhole(body: unknown): boolean;
    read(body: unknown, cost: CostField): WireEvent[];
    /** A document of another format as one of this, or a promise of it. */
    adopt(body: unknown): unknown;
}
