// A small host for runs: OpenAI-compatible chat completions by fetch. It sends no header that a preflight may refuse.
import { SmacsError } from "../error.js";
import type { CallAction, PoolMember } from "../run-messages.js";
import type { Options } from "../spelling.js";
import { type Clock, realClock, sleep } from "../wire/clock.js";
import { Collector } from "../wire/collect.js";
import type { Usage } from "../wire/events.js";
import { asFailure, Failure } from "../wire/failure.js";
import { limitsFor } from "../wire/limits.js";
import { failureWithoutKey, textsWithoutKey } from "../wire/redact.js";
import { refusedFields } from "../wire/refused.js";
import { delayAfter, maxAttempts } from "../wire/retry.js";
import { openAnswer, type WireRequest } from "../wire/transport.js";
import { defaultPatience, Watch } from "../wire/watch.js";
import type { CallOutcome, RunHost } from "./drive.js";

/** A member of the pool and its endpoint. */
export interface PoolEndpoint extends Options<PoolMember> {
    /** The address before "/chat/completions", such as "https://api.openai.com/v1" or "http://localhost:11434/v1". */
    base: string;
    /** The endpoint's name of the model; by default `id`. */
    served?: string;
    /**
     * Sent as "Authorization: Bearer" to `base` only, and cut out of what the server says. A function is called for
     * each request. Without a key, or with "", the header is left out.
     */
    key?: string | (() => string);
}

/** A host that reports when `partial` has more text: it calls `onText`. */
export type TellingHost = RunHost;

export interface FetchHostOptions {
    /** ms from sending a request to the first text or thought; default 180000. */
    first?: number;
    /** ms between pieces of an answer; keep-alive comments do not count; default 90000. */
    idle?: number;
    /** ms for a call with all its attempts; default 900000. */
    total?: number;
    /** Attempts at one call, with the first; default 3. A call is never asked again once text has come. */
    attempts?: number;
    /** Default: the global one. */
    fetch?: typeof globalThis.fetch;
    /** Default: the real one. It measures the limits above and the waits between attempts. */
    clock?: Clock;
    /**
     * Further fields of a call's body. If an endpoint refuses one by name, it is asked without it, except for `stop` and
     * `response_format`.
     */
    fields?(action: CallAction): Record<string, unknown>;
}

/** ms between two calls of `onText`. Each makes the consumer read the whole text. */
const textEvery = 16;

/** For each of so many UTF-16 units a ms more. */
const lengthAMs = 4096;

/** The field in which OpenAI-compatible services report a price, if they do. */
const format = { wire: "openai", cost: { field: "cost", usd: 1 } } as const;

/** @internal */
export interface CallInFlight {
    collector: Collector;
    /** Cut out wherever the server repeats it. */
    key: string;
    /** The endpoint's id of the model. */
    asked: string;
}

/**
 * Makes the calls of a run for `drive`, or for `ask`, which uses it by default. Failed calls throw a Failure. It asks
 * for log-probabilities if a member's `logprobs` says so. A field that an endpoint refuses is left out in the next
 * request. Throws "argument" if a member has no `base`.
 */
export function fetchHost(pool: readonly PoolEndpoint[], options: FetchHostOptions = {}): TellingHost {
    const {
        attempts = maxAttempts,
        fetch,
        clock = realClock,
        fields,
        ...patience
    } = { ...defaultPatience, ...options };
    const members = new Map(pool.map((member) => [member.id, member]));
    const lost = pool.find(({ base }) => !base);
    if (lost) {
        throw new SmacsError("argument", `the pool's ${lost.id} has no base`);
    }
    const inFlight = new Map<number, CallInFlight>();

    /** Sends one request and reads its answer into the collector. */
    const send = async (
        request: WireRequest,
        { collector, key, asked }: CallInFlight,
        watch: Watch,
        onText: () => void,
    ) => {
        watch.sent();
        const { max_tokens: tokens } = request.body;
        const limits = limitsFor(typeof tokens === "number" ? tokens : undefined);
        const { events } = await openAnswer(request, { ...format, limits }, watch.signal, fetch);
        const tell = sparingly(onText, () => collector.length, clock);
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
        return outcomeOf(collector, key, asked);
    };

    const call: TellingHost["call"] = async (action, outer, onText = () => {}, onAgain = () => {}) => {
        const member = members.get(action.member);
        if (!member) {
            throw new Failure("bad-request", `this host knows no "${action.member}"`, undefined, { usage: nothing });
        }
        const watch = new Watch(patience, outer, clock);
        const refused = new Set<string>();
        const asked = member.served ?? member.id;
        let current: CallInFlight = { collector: new Collector(), key: "", asked };
        try {
            for (let attempt = 1; ; ) {
                const key = typeof member.key === "function" ? member.key() : (member.key ?? "");
                current = { collector: new Collector(), key, asked };
                inFlight.set(action.call, current);
                const request = requestOf(action, member, key, refused, fields?.(action));
                try {
                    return await send(request, current, watch, onText);
                } catch (error) {
                    const failure = asFailure(error);
                    if (current.collector.started) {
                        throw failure;
                    }
                    if (!leaveOut(failure, request.body, refused)) {
                        const wait = delayAfter(attempt, failure, Math.random());
                        if (wait === undefined || attempt++ >= attempts) {
                            throw failure;
                        }
                        watch.rest();
                        onAgain();
                        await sleep(clock, wait, watch.signal);
                    }
                }
            }
        } catch (error) {
            throw explained(watch.explain(error), current);
        } finally {
            watch.stop();
            inFlight.delete(action.call);
        }
    };
    return { call, partial: (number) => partOf(inFlight.get(number))?.text };
}

function requestOf(
    { messages, params }: CallAction,
    { base, served, id }: PoolEndpoint,
    key: string,
    refused: ReadonlySet<string>,
    fields: Record<string, unknown> = {},
): WireRequest {
    const { temperature, max_tokens, logprobs } = params;
    const unlessRefused = (field: string, value: unknown) => (refused.has(field) ? undefined : value);
    const further = Object.entries(fields).filter(([field]) => !refused.has(field));
    return {
        url: `${base.replace(/\/+$/, "")}/chat/completions`,
        headers: { "Content-Type": "application/json", ...(key === "" ? {} : { Authorization: `Bearer ${key}` }) },
        // Undefined fields are not sent.
        body: {
            model: served ?? id,
            messages,
            stream: true,
            stream_options: unlessRefused("stream_options", { include_usage: true }),
            temperature: unlessRefused("temperature", temperature ?? undefined),
            logprobs: unlessRefused("logprobs", logprobs || undefined),
            max_tokens: unlessRefused("max_tokens", max_tokens),
            max_completion_tokens: refused.has("max_tokens") ? max_tokens : undefined,
            ...Object.fromEntries(further),
        },
    };
}

/** What a call cannot do without: its answer would be another one. */
const needed = ["model", "messages", "stream", "stop", "response_format", "max_completion_tokens"];

/** Notes the fields that the failure refuses; whether there were any. The limit of tokens is respelt then. */
function leaveOut(failure: Failure, body: WireRequest["body"], refused: Set<string>): boolean {
    const named = refusedFields(
        failure,
        Object.keys(body).filter((field) => body[field] !== undefined && !needed.includes(field)),
    );
    for (const field of named) {
        refused.add(field);
    }
    return named.length > 0;
}

/**
 * Calls `tell` at once for the first text, and then at most once every `textEvery` ms, or less often for a long text:
 * whoever is told reads it from its beginning.
 */
function sparingly(tell: () => void, length: () => number, clock: Clock): { more(): void; stop(): void } {
    let cancel: (() => void) | undefined;
    let untold = false;
    const told = () => {
        untold = false;
        tell();
        cancel = clock.after(textEvery + Math.floor(length() / lengthAMs), () => {
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

/** The usage of a call that was refused or never sent. */
const nothing = { input: 0, output: 0, cost: 0 };

/** What a finished call brought. @internal */
export function outcomeOf(collector: Collector, key: string, asked: string): CallOutcome {
    const { text, reasoning, finish, meanLogprob, served } = textsWithoutKey(collector.answer(), key);
    const usage = reportedUsage(collector.usage);
    return {
        text,
        finish,
        ...(served === undefined ? {} : { asked, served }),
        ...(reasoning === "" ? {} : { reasoning }),
        ...(meanLogprob === undefined ? {} : { meanLogprob: Math.min(0, meanLogprob) }),
        ...(usage ? { usage } : {}),
    };
}

/** Undefined if the core should estimate. @internal */
export function reportedUsage({ input = 0, output, cost }: Usage) {
    return output === undefined ? undefined : { input, output, ...(cost === undefined ? {} : { cost }) };
}

function partOf(current: CallInFlight | undefined): { text: string; reasoning: string } | undefined {
    return current?.collector.started ? textsWithoutKey(current.collector.split(), current.key) : undefined;
}

/** The failure with what had arrived, and without the key. @internal */
export function explained(failure: Failure, current: CallInFlight): Failure {
    const partial = partOf(current);
    const billed = partial || ["empty", "timeout", "cancelled"].includes(failure.kind);
    const usage = reportedUsage(current.collector.usage) ?? (billed ? undefined : nothing);
    return failureWithoutKey(failure, current.key).with({
        ...(partial ? { partial } : {}),
        ...(usage ? { usage } : {}),
    });
}
