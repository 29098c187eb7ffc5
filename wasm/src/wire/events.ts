// What every wire format is read into.
import type { Basis } from "../run-messages.js";

/** In tokens, as far as the server says; `output` includes `reasoning`. */
export interface Usage {
    input?: number;
    output?: number;
    reasoning?: number;
    /** US dollars. */
    cost?: number;
}

/** The same, where it may be a guess. */
export interface CallUsage extends Usage {
    /** Of the tokens; left out: "actual". "unknown": nothing came to guess from. */
    basis?: Basis;
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
    /** Why a model does not answer, from a field of its own; no answer either. */
    | { kind: "refusal"; text: string }
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
