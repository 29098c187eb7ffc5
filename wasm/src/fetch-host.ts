// A small host for runs: OpenAI-compatible chat completions by plain fetch, with no header that a preflight may refuse.
import { Answer, CallError, failureOf, readEvents } from "./chat.js";
import type { CallOutcome, RunHost } from "./drive.js";
import type { CallAction, PoolMember } from "./run-messages.js";

/** A member of the pool, and where it is asked. */
export interface PoolEndpoint extends PoolMember {
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
    /** Requests at most for a call that is turned away with 429 or 5xx; default 3. None once text has come. */
    attempts?: number;
    /** ms before the second attempt, tripled before each further one and up to half shorter or longer; default 1000. */
    backoff?: number;
    /** Default: the global one. */
    fetch?: typeof globalThis.fetch;
}

type Body = Record<string, unknown>;

/** A server that asks to wait longer, in ms, is given up. */
const longestWait = 60_000;

/**
 * Makes the calls of a run, for `ask` (which uses it by default) or `drive`. What fails is thrown as a CallError. Asks for
 * log-probabilities where a member's `logprobs` says so. A field that an endpoint names in a refusal is left out.
 */
export function fetchHost(pool: readonly PoolEndpoint[], options: FetchHostOptions = {}): TellingHost {
    const { first = 180_000, idle = 90_000, total = 900_000, attempts = 3, backoff = 1000 } = options;
    const members = new Map(pool.map((member) => [member.id, member]));
    const flying = new Map<number, Answer>();

    /** One request, read into `answer`. */
    const send = async (url: string, key: string, body: Body, answer: Answer, watch: Watch, onText: () => void) => {
        const { fetch = globalThis.fetch } = options;
        const auth = key === "" ? {} : { Authorization: `Bearer ${key}` };
        const headers = { "Content-Type": "application/json", ...auth };
        watch.within(first);
        const response = await fetch(url, {
            method: "POST",
            headers,
            body: JSON.stringify(body),
            signal: watch.signal,
        });
        const type = response.headers.get("content-type") ?? "";
        if (!response.ok) {
            throw failureOf(response, await response.text());
        }
        if (type.includes("text/html") || !response.body) {
            throw new CallError("bad-response", "", { status: response.status });
        }
        if (type.includes("application/json")) {
            answer.take(await response.text());
            return;
        }
        for await (const data of readEvents(response.body)) {
            if (answer.take(data)) {
                watch.within(idle);
                onText();
            }
            if (answer.ended) {
                return;
            }
        }
    };

    const call: TellingHost["call"] = async (action, outer, onText = () => {}) => {
        const member = members.get(action.member);
        if (!member) {
            throw new CallError("bad-request", `this host knows no "${action.member}"`, nothing);
        }
        const url = `${member.base.replace(/\/+$/, "")}/chat/completions`;
        const watch = new Watch(outer, total);
        const refused = new Set<string>();
        let answer = new Answer("");
        try {
            for (let attempt = 1; ; ) {
                const key = typeof member.key === "function" ? member.key() : (member.key ?? "");
                answer = new Answer(key);
                flying.set(action.call, answer);
                const body = bodyOf(action, member.served ?? member.id, refused);
                try {
                    await send(url, key, body, answer, watch, onText);
                    return answer.outcome();
                } catch (error) {
                    if (answer.started || !(error instanceof CallError)) {
                        throw error;
                    }
                    if (!leaveOut(error, body, refused)) {
                        const wait = delayAfter(error, backoff * 3 ** (attempt - 1));
                        if (wait === undefined || attempt++ >= attempts) {
                            throw error;
                        }
                        watch.rest();
                        await sleep(wait, watch.signal);
                    }
                }
            }
        } catch (error) {
            throw explained(watch.outcome ?? error, answer);
        } finally {
            watch.end();
            flying.delete(action.call);
        }
    };
    return { call, partial: (number) => flying.get(number)?.text };
}

/** undefined: not sent. */
function bodyOf({ messages, params }: CallAction, model: string, refused: ReadonlySet<string>): Body {
    const { temperature, max_tokens, logprobs } = params;
    const unlessRefused = (field: string, value: unknown) => (refused.has(field) ? undefined : value);
    return {
        model,
        messages,
        stream: true,
        stream_options: unlessRefused("stream_options", { include_usage: true }),
        temperature: unlessRefused("temperature", temperature ?? undefined),
        logprobs: unlessRefused("logprobs", logprobs || undefined),
        max_tokens: unlessRefused("max_tokens", max_tokens),
        max_completion_tokens: refused.has("max_tokens") ? max_tokens : undefined,
    };
}

/** How a refusal names what a call can do without. The limit of tokens bounds the cost: it is respelt instead. */
const refusable: readonly (readonly [field: string, said: RegExp])[] = [
    ["logprobs", /log.?prob/i],
    ["stream_options", /stream_options/],
    ["temperature", /temperature/],
    ["max_tokens", /max_completion_tokens/],
];

/** Whether there is something to leave out now. */
function leaveOut({ status, message }: CallError, body: Body, refused: Set<string>): boolean {
    const named =
        status === 400 || status === 422
            ? refusable.filter(([field, said]) => body[field] !== undefined && said.test(message))
            : [];
    for (const [field] of named) {
        refused.add(field);
    }
    return named.length > 0;
}

/** ms to wait before the next attempt; undefined: it would fail in the same way. */
function delayAfter({ status = 0, kind, retryAfter = 0 }: CallError, usual: number): number | undefined {
    const passing = kind === "rate-limit" || (kind === "server" && status >= 500) || status === 504;
    return passing && retryAfter <= longestWait ? Math.max(retryAfter, usual * (0.5 + Math.random())) : undefined;
}

/** What a call took that was turned away or never sent. */
const nothing = { usage: { input: 0, output: 0, cost: 0 } };

/** With what had arrived, and without the key. */
function explained(error: unknown, answer: Answer): CallError {
    const kindOfOther = error instanceof TypeError ? "network" : "bad-response";
    const { kind, message, status } = error instanceof CallError ? error : new CallError(kindOfOther, String(error));
    const { text, reasoning, started, usage } = answer;
    const billed = started || kind === "empty" || kind === "timeout" || kind === "cancelled";
    return new CallError(kind, answer.withoutKey(message), {
        ...(status === undefined ? {} : { status }),
        ...(started ? { partial: { text, reasoning } } : {}),
        ...(usage ? { usage } : billed ? {} : nothing),
    });
}

/** A signal that fires when the outer one does or a time runs out; then `outcome` says which. */
class Watch {
    outcome: CallError | undefined;
    readonly signal: AbortSignal;
    readonly end: () => void;
    readonly #over: (kind: "timeout" | "cancelled") => void;
    #step: ReturnType<typeof setTimeout> | undefined;

    constructor(outer: AbortSignal, total: number) {
        const controller = new AbortController();
        this.signal = controller.signal;
        this.#over = (kind) => {
            this.outcome ??= new CallError(kind);
            controller.abort();
        };
        const cancel = () => this.#over("cancelled");
        const whole = setTimeout(this.#over, total, "timeout");
        outer.addEventListener("abort", cancel);
        if (outer.aborted) {
            cancel();
        }
        this.end = () => {
            this.rest();
            clearTimeout(whole);
            outer.removeEventListener("abort", cancel);
        };
    }

    /** Something has to happen within so many ms. */
    within(ms: number): void {
        this.rest();
        this.#step = setTimeout(this.#over, ms, "timeout");
    }

    rest(): void {
        clearTimeout(this.#step);
    }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const timer = setTimeout(resolve, ms);
        signal.addEventListener("abort", () => {
            clearTimeout(timer);
            reject(signal.reason);
        });
    });
}
