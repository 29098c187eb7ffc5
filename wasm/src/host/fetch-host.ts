// A small host for runs: OpenAI-compatible chat completions by plain fetch, with no header that a preflight may refuse.
import type { CallAction, PoolMember } from "../run-messages.js";
import type { Options } from "../spelling.js";
import { type Clock, realClock, sleep } from "../wire/clock.js";
import { Collector } from "../wire/collect.js";
import type { Usage } from "../wire/events.js";
import { asFailure, Failure } from "../wire/failure.js";
import { failureWithoutKey, textsWithoutKey } from "../wire/redact.js";
import { refusedFields } from "../wire/refused.js";
import { delayAfter, maxAttempts } from "../wire/retry.js";
import { openAnswer, type WireRequest } from "../wire/transport.js";
import { defaultPatience, Watch } from "../wire/watch.js";
import type { CallOutcome, RunHost } from "./drive.js";

/** A member of the pool, and where it is asked. */
export interface PoolEndpoint extends Options<PoolMember> {
    /** What "/chat/completions" is put behind, for example "https://api.openai.com/v1" or "http://localhost:11434/v1". */
    base: string;
    /** What the endpoint calls the model; left out: as `id`. */
    served?: string;
    /**
     * Sent as "Authorization: Bearer", to `base` only, and cut out of what the server says. A function is called for each
     * request. Left out or "": no such header.
     */
    key?: string | (() => string);
}

/** A host that says when there is more to be had from `partial`. */
export interface TellingHost extends RunHost {
    /** As in RunHost; `onText` is to be called when there is more text of this call. */
    call(action: CallAction, signal: AbortSignal, onText?: () => void): Promise<CallOutcome>;
}

export interface FetchHostOptions {
    /** ms from sending a request to the first text or thought; default 180000. */
    first?: number;
    /** ms between pieces of an answer; what only keeps a connection open does not count; default 90000. */
    idle?: number;
    /** ms of a call with all its attempts; default 900000. */
    total?: number;
    /** Attempts at one call, with the first; default 3. A call is never asked again once text has come. */
    attempts?: number;
    /** Default: the global one. */
    fetch?: typeof globalThis.fetch;
    /** Default: the real one. It measures patience and the waits between attempts. */
    clock?: Clock;
}

/** ms between two calls of `onText`. Whoever shows the text reads all of it each time. */
const textEvery = 16;

/** What OpenAI-compatible services that tell a price call it. */
const format = { wire: "openai", cost: { field: "cost", usd: 1 } } as const;

/** An answer as it arrives. */
interface Flight {
    collector: Collector;
    /** Cut out wherever the server repeats it. */
    key: string;
}

/**
 * Makes the calls of a run, for `ask` (which uses it by default) or `drive`. What fails is thrown as a Failure. Asks for
 * log-probabilities where a member's `logprobs` says so. A field that an endpoint names in a refusal is left out.
 */
export function fetchHost(pool: readonly PoolEndpoint[], options: FetchHostOptions = {}): TellingHost {
    const { attempts = maxAttempts, fetch, clock = realClock, ...patience } = { ...defaultPatience, ...options };
    const members = new Map(pool.map((member) => [member.id, member]));
    const flying = new Map<number, Flight>();

    /** One request, read into `flight`. */
    const send = async (request: WireRequest, { collector, key }: Flight, watch: Watch, onText: () => void) => {
        watch.sent();
        const { events } = await openAnswer(request, format, watch.signal, fetch);
        const tell = sparingly(onText, clock);
        try {
            for await (const event of events) {
                if (collector.add(event)) {
                    watch.progress();
                    tell.more();
                }
            }
        } finally {
            tell.stop();
        }
        return outcomeOf(collector, key);
    };

    const call: TellingHost["call"] = async (action, outer, onText = () => {}) => {
        const member = members.get(action.member);
        if (!member) {
            throw new Failure("bad-request", `this host knows no "${action.member}"`, undefined, { usage: nothing });
        }
        const watch = new Watch(patience, outer, clock);
        const refused = new Set<string>();
        let flight: Flight = { collector: new Collector(), key: "" };
        try {
            for (let attempt = 1; ; ) {
                const key = typeof member.key === "function" ? member.key() : (member.key ?? "");
                flight = { collector: new Collector(), key };
                flying.set(action.call, flight);
                const request = requestOf(action, member, key, refused);
                try {
                    return await send(request, flight, watch, onText);
                } catch (error) {
                    const failure = asFailure(error);
                    if (flight.collector.started) {
                        throw failure;
                    }
                    if (!leaveOut(failure, request.body, refused)) {
                        const wait = delayAfter(attempt, failure, Math.random());
                        if (wait === undefined || attempt++ >= attempts) {
                            throw failure;
                        }
                        watch.rest();
                        await sleep(clock, wait, watch.signal);
                    }
                }
            }
        } catch (error) {
            throw explained(watch.explain(error), flight);
        } finally {
            watch.stop();
            flying.delete(action.call);
        }
    };
    return { call, partial: (number) => partOf(flying.get(number))?.text };
}

function requestOf(
    { messages, params }: CallAction,
    { base, served, id }: PoolEndpoint,
    key: string,
    refused: ReadonlySet<string>,
): WireRequest {
    const { temperature, max_tokens, logprobs } = params;
    const unlessRefused = (field: string, value: unknown) => (refused.has(field) ? undefined : value);
    return {
        url: `${base.replace(/\/+$/, "")}/chat/completions`,
        headers: { "Content-Type": "application/json", ...(key === "" ? {} : { Authorization: `Bearer ${key}` }) },
        // What is undefined is not sent.
        body: {
            model: served ?? id,
            messages,
            stream: true,
            stream_options: unlessRefused("stream_options", { include_usage: true }),
            temperature: unlessRefused("temperature", temperature ?? undefined),
            logprobs: unlessRefused("logprobs", logprobs || undefined),
            max_tokens: unlessRefused("max_tokens", max_tokens),
            max_completion_tokens: refused.has("max_tokens") ? max_tokens : undefined,
        },
    };
}

/** What a call can do without. The limit of tokens bounds the cost: it is respelt instead. */
const optional = ["logprobs", "stream_options", "temperature", "max_tokens"];

/** Whether there is something to leave out now. */
function leaveOut(failure: Failure, body: WireRequest["body"], refused: Set<string>): boolean {
    const named = refusedFields(
        failure,
        optional.filter((field) => body[field] !== undefined),
    );
    for (const field of named) {
        refused.add(field);
    }
    return named.length > 0;
}

/** Tells at once that there is text, and of what comes after that a moment later, all together. */
function sparingly(tell: () => void, clock: Clock): { more(): void; stop(): void } {
    let cancel: (() => void) | undefined;
    let untold = false;
    const told = () => {
        untold = false;
        tell();
        cancel = clock.after(textEvery, () => {
            cancel = undefined;
            if (untold) {
                told();
            }
        });
    };
    return {
        more() {
            untold = true;
            if (!cancel) {
                told();
            }
        },
        stop: () => cancel?.(),
    };
}

/** What a call took that was turned away or never sent. */
const nothing = { input: 0, output: 0, cost: 0 };

function outcomeOf(collector: Collector, key: string): CallOutcome {
    const { text, reasoning, finish, meanLogprob } = textsWithoutKey(collector.answer(), key);
    const usage = reportedUsage(collector.usage);
    return {
        text,
        finish,
        ...(reasoning === "" ? {} : { reasoning }),
        ...(meanLogprob === undefined ? {} : { meanLogprob: Math.min(0, meanLogprob) }),
        ...(usage ? { usage } : {}),
    };
}

/** Undefined: the core shall estimate. */
function reportedUsage({ input = 0, output, cost }: Usage) {
    return output === undefined ? undefined : { input, output, ...(cost === undefined ? {} : { cost }) };
}

function partOf(flight: Flight | undefined): { text: string; reasoning: string } | undefined {
    return flight?.collector.started ? textsWithoutKey(flight.collector.split(), flight.key) : undefined;
}

/** With what had arrived, and without the key. */
function explained(failure: Failure, flight: Flight): Failure {
    const partial = partOf(flight);
    const billed = partial || ["empty", "timeout", "cancelled"].includes(failure.kind);
    const usage = reportedUsage(flight.collector.usage) ?? (billed ? undefined : nothing);
    return failureWithoutKey(failure, flight.key).with({
        ...(partial ? { partial } : {}),
        ...(usage ? { usage } : {}),
    });
}
