// What a chat-completions endpoint sends, read into one answer or one error. No fetching here.
import type { CallOutcome } from "./drive.js";
import type { ReportedUsage } from "./run-messages.js";

/** Why a call failed; the schema's words for `kind`. */
export type FailureKind =
    | "rate-limit"
    | "auth"
    | "credit"
    | "refused"
    | "unknown-model"
    | "timeout"
    | "network"
    | "server"
    | "bad-request"
    | "bad-response"
    | "empty"
    | "cancelled";

export interface CallErrorInit {
    /** HTTP status, also where it stood inside a stream; left out: there was none. */
    status?: number;
    /** ms that the server asks to wait. */
    retryAfter?: number;
    /** What had arrived; left out: nothing. */
    partial?: { text: string; reasoning: string };
    /** What it took; left out: the core estimates. */
    usage?: ReportedUsage;
}

/** How a host says why a call failed: `drive` reads `kind`, `message`, `partial` and `usage`. Any host may throw it. */
export class CallError extends Error {
    override readonly name = "CallError";
    readonly kind: FailureKind;
    declare readonly status?: number;
    declare readonly retryAfter?: number;
    declare readonly partial?: { text: string; reasoning: string };
    declare readonly usage?: ReportedUsage;

    /** `message`: what the server said, without keys; "" if nothing. */
    constructor(kind: FailureKind, message = "", init: CallErrorInit = {}) {
        super(message);
        this.kind = kind;
        Object.assign(this, init);
    }
}

/** The data of server-sent events, one by one. Comments, which keep connections open, give none. */
export async function* readEvents(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string> {
    const reader = bytes.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    let data: string[] = [];
    try {
        for (;;) {
            const { done, value } = await reader.read();
            rest += done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true });
            // A carriage return at the end may be the first half of a line's end.
            const lines = rest.split(/\r\n|\n|\r(?!$)/);
            rest = lines.pop() ?? "";
            for (const line of lines) {
                if (line.startsWith("data:")) {
                    data.push(line.slice(5));
                } else if (line === "" && data.length > 0) {
                    yield data.join("\n");
                    data = [];
                }
            }
            if (done) {
                return;
            }
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}

interface Message {
    content?: string | { text?: string }[] | null;
    reasoning_content?: string | null;
    reasoning?: string | null;
}

interface Problem {
    message?: string;
    code?: string | number;
    type?: string;
}

/** As far as it keeps to the format; nothing of it is certain. */
interface Body extends Problem {
    object?: string;
    error?: Problem | string | null;
    choices?: {
        delta?: Message;
        message?: Message;
        finish_reason?: string | null;
        error?: Problem;
        logprobs?: { content?: { logprob?: number }[]; token_logprobs?: number[] } | null;
    }[];
    usage?: { prompt_tokens?: number; completion_tokens?: number; cost?: number } | null;
}

/** An answer as it arrives. */
export class Answer {
    /** What the server counted; undefined: nothing so far. */
    usage: ReportedUsage | undefined;
    /** The end was announced. */
    ended = false;
    #raw = "";
    #thoughts = "";
    #finish: string | undefined;
    readonly #chances: { end: number; logprob: number }[] = [];
    readonly #key: string;

    /** `key`: cut out wherever the server repeats it. */
    constructor(key: string) {
        this.#key = key;
    }

    /** Takes a piece of a stream, or a whole answer, and says whether text or thoughts came with it. Throws CallErrors. */
    take(data: string): boolean {
        if (data.trim() === "[DONE]") {
            this.ended = true;
            return false;
        }
        const body = parse(data);
        const failure = failureIn(body);
        if (failure) {
            throw failure;
        }
        const choice = body?.choices?.[0];
        const message = choice?.delta ?? choice?.message;
        const text = textOf(message?.content);
        const thoughts = textOf(message?.reasoning_content) || textOf(message?.reasoning);
        this.#raw += text;
        this.#thoughts += thoughts;
        if (text !== "") {
            this.#addChances(choice?.logprobs);
        }
        if (typeof choice?.finish_reason === "string") {
            this.#finish = choice.finish_reason.toLowerCase();
        }
        this.usage = usageIn(body?.usage) ?? this.usage;
        return text !== "" || thoughts !== "";
    }

    get started(): boolean {
        return this.#raw !== "" || this.#thoughts !== "";
    }

    /** Without the thoughts. */
    get text(): string {
        return this.withoutKey(this.#raw.slice(answerStart(this.#raw)));
    }

    get reasoning(): string {
        const inText = this.#raw.slice(0, answerStart(this.#raw)).replace(/^\s*<think>|<\/think>\s*$/g, "");
        const parts = [this.#thoughts.trim(), inText.trim()].filter((part) => part !== "");
        return this.withoutKey(parts.join("\n\n"));
    }

    /** Short keys are placeholders that local servers take, and may be words. */
    withoutKey(text: string): string {
        return this.#key.length < 16 ? text : text.replaceAll(this.#key, "…");
    }

    /** What it came to, once nothing more comes. Throws if that is nothing. */
    outcome(): CallOutcome {
        const { text, reasoning, usage } = this;
        if (text.trim() === "") {
            throw new CallError(this.#finish === "content_filter" ? "refused" : "empty");
        }
        const mean = this.#meanChance();
        const finish = this.#finish ?? (this.ended ? "stop" : "unannounced");
        return {
            text,
            finish: finish === "max_tokens" ? "length" : finish,
            ...(reasoning === "" ? {} : { reasoning }),
            ...(mean === undefined ? {} : { mean_logprob: Math.min(0, mean) }),
            ...(usage ? { usage } : {}),
        };
    }

    #addChances(logprobs: NonNullable<Body["choices"]>[number]["logprobs"]): void {
        const { content, token_logprobs: listed } = logprobs ?? {};
        const all = Array.isArray(content)
            ? content.map((token) => token?.logprob)
            : Array.isArray(listed)
              ? listed
              : [];
        for (const logprob of all) {
            // Servers write -9999 or the like, or nothing, for what they do not know.
            if (typeof logprob === "number" && logprob > -9999 && logprob <= 0.01) {
                this.#chances.push({ end: this.#raw.length, logprob });
            }
        }
    }

    /** Over the pieces that reach into the answer. */
    #meanChance(): number | undefined {
        const start = answerStart(this.#raw);
        const counted = this.#chances.filter(({ end }) => end > start);
        return counted.length > 0 ? counted.reduce((sum, { logprob }) => sum + logprob, 0) / counted.length : undefined;
    }
}

/** Where the answer begins: behind </think>, where thoughts stand in front of it; at the end while only those have come. */
function answerStart(raw: string): number {
    const begun = raw.trimStart();
    const end = raw.indexOf("</think>");
    const from = end >= 0 ? end + "</think>".length : begun.startsWith("<think>") ? raw.length : 0;
    const opening = end < 0 && "<think>".startsWith(begun);
    return opening ? raw.length : raw.length - raw.slice(from).trimStart().length;
}

function textOf(content: Message["content"]): string {
    const parts = Array.isArray(content) ? content.map((part) => part?.text) : [content];
    return parts.filter((part) => typeof part === "string").join("");
}

function usageIn(usage: Body["usage"]): ReportedUsage | undefined {
    const { prompt_tokens: input = 0, completion_tokens: output, cost } = usage ?? {};
    const counted = [input, output].every((tokens) => Number.isSafeInteger(tokens) && Number(tokens) >= 0);
    const price = typeof cost === "number" && cost >= 0 ? { cost } : {};
    return counted && output !== undefined ? { input, output, ...price } : undefined;
}

function parse(data: string): Body | null {
    try {
        return JSON.parse(data);
    } catch {
        throw new CallError("bad-response", shorten(data));
    }
}

/** An HTTP error; `body` is whatever came with it. */
export function failureOf({ status, headers }: Response, body: string): CallError {
    let message = /^\s*</.test(body) ? "" : body;
    try {
        message = failureIn(JSON.parse(body), true)?.message || message;
    } catch {
        // Not JSON.
    }
    const wait = 1000 * Number(headers.get("retry-after") ?? Number.NaN);
    const init = Number.isNaN(wait) ? { status } : { status, retryAfter: wait };
    return new CallError(kindOf(status, message), shorten(message), init);
}

/** {error: {message, code}}, {error: "..."}, the same in a list or in a choice, {object: "error"}, finish_reason "error". */
function failureIn(body: Body | Body[] | null, isError = false): CallError | undefined {
    const one = Array.isArray(body) ? body[0] : body;
    const choice = one?.choices?.[0];
    const inside = one?.error ?? choice?.error;
    const broken = isError || one?.object === "error" || choice?.finish_reason === "error";
    if (!inside && !broken) {
        return undefined;
    }
    const problem: Problem = typeof inside === "string" ? { message: inside } : (inside ?? one ?? {});
    const message = typeof problem.message === "string" ? problem.message : "";
    const code = problem.code ?? problem.type;
    const status = Number(code);
    return new CallError(kindOf(code, message), shorten(message), status >= 100 ? { status } : {});
}

/** First that fits: by status, or by what the server said. */
const signs: readonly (readonly [FailureKind, readonly number[], RegExp])[] = [
    ["credit", [402], /insufficient.{0,10}(quota|credit|balance|fund)|billing/],
    ["rate-limit", [429], /rate.?limit|too many requests|overloaded/],
    ["refused", [], /content.?(filter|policy)|moderat/],
    ["auth", [401, 403], /invalid.{0,10}api.?key|unauthori[sz]ed/],
    ["unknown-model", [404], /model.{0,40}not (be )?(found|exist)|unknown.model/],
    ["timeout", [408, 504], /timed? ?out/],
];

function kindOf(code: unknown, message: string): FailureKind {
    const status = Number(code);
    const said = `${code ?? ""} ${message}`.toLowerCase();
    const sign = signs.find(([, statuses, words]) => statuses.includes(status) || words.test(said));
    return sign?.[0] ?? (status >= 400 && status < 500 ? "bad-request" : "server");
}

function shorten(text: string): string {
    const line = text.replace(/\s+/g, " ").trim();
    return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
