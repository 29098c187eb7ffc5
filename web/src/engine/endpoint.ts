// Calls to one OpenAI-compatible endpoint: plain fetch with only Authorization and Content-Type, because any other
// header fails the preflight of some service.
import { isRecord, isString } from "../lib/storage.ts";
import { asFailure, Failure } from "./failure.ts";
import { failureOfResponse, readStream, readWhole, type WireEvent } from "./wire.ts";

export interface Endpoint {
    /** As normaliseAddress gives it. */
    base: string;
    /** "" for servers that want none. */
    key: string;
}

export interface ChatMessage {
    role: "system" | "user" | "assistant";
    content: string;
}

export interface ChatRequest {
    model: string;
    messages: ChatMessage[];
}

/** In ms; a model on a small machine may have to wait for its turn and to read the question first. */
export interface Patience {
    first: number;
    idle: number;
}

export const defaultPatience: Patience = { first: 180_000, idle: 90_000 };

/** Ids of the models that the endpoint serves, sorted. Throws a Failure. */
export async function listModels(endpoint: Endpoint, signal: AbortSignal): Promise<string[]> {
    const timeout = AbortSignal.timeout(20_000);
    try {
        const init = { headers: headers(endpoint), signal: AbortSignal.any([signal, timeout]) };
        const response = await fetch(`${endpoint.base}/models`, init);
        if (!response.ok) {
            throw failureOfResponse(response.status, await response.text());
        }
        const ids = idsIn(await response.json());
        if (!ids) {
            throw new Failure("bad-response", "", response.status);
        }
        return ids;
    } catch (error) {
        throw timeout.aborted ? new Failure("timeout") : asFailure(error);
    }
}

/** {data: [{id}]}, the same as a bare list, or {models: [{name}]}. */
function idsIn(body: unknown): string[] | undefined {
    const list: unknown = isRecord(body) ? (body.data ?? body.models) : body;
    if (!Array.isArray(list)) {
        return undefined;
    }
    const ids = list.map((entry) => (isRecord(entry) ? (entry.id ?? entry.name) : entry)).filter(isString);
    return [...new Set(ids)].sort((a, b) => a.localeCompare(b, "en"));
}

/** Streams one answer. Aborting ends it at once with a Failure "cancelled". Throws Failures only. */
export async function* streamChat(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
    patience: Patience = defaultPatience,
): AsyncGenerator<WireEvent> {
    const timer = new IdleTimer(signal);
    try {
        timer.start(patience.first);
        const response = await post(endpoint, request, timer.signal);
        const type = response.headers.get("content-type") ?? "";
        if (type.includes("application/json")) {
            yield* readWhole(await response.json());
            return;
        }
        if (!response.body) {
            throw new Failure("empty");
        }
        // Comment lines give no event, so that a server which only says it is alive does not hold us for ever.
        for await (const event of readStream(response.body)) {
            timer.start(patience.idle);
            yield event;
        }
    } catch (error) {
        throw timer.expired ? new Failure("timeout") : signal.aborted ? new Failure("cancelled") : asFailure(error);
    } finally {
        timer.stop();
    }
}

/** Asks for token counts as well, and once more without, should the server refuse that field. */
async function post(endpoint: Endpoint, request: ChatRequest, signal: AbortSignal): Promise<Response> {
    const send = (extra: object) =>
        fetch(`${endpoint.base}/chat/completions`, {
            method: "POST",
            headers: { ...headers(endpoint), "Content-Type": "application/json" },
            body: JSON.stringify({ ...request, stream: true, ...extra }),
            signal,
        });
    let response = await send({ stream_options: { include_usage: true } });
    if (response.ok) {
        return response;
    }
    let body = await response.text();
    if ((response.status === 400 || response.status === 422) && /stream_options|include_usage/.test(body)) {
        response = await send({});
        if (response.ok) {
            return response;
        }
        body = await response.text();
    }
    throw failureOfResponse(response.status, body);
}

function headers(endpoint: Endpoint): Record<string, string> {
    return endpoint.key === "" ? {} : { Authorization: `Bearer ${endpoint.key}` };
}

/** A signal that fires when the outer one does or when nothing happened for too long. */
class IdleTimer {
    readonly #controller = new AbortController();
    readonly signal: AbortSignal;
    #timeout: ReturnType<typeof setTimeout> | undefined;
    expired = false;

    constructor(outer: AbortSignal) {
        this.signal = AbortSignal.any([outer, this.#controller.signal]);
    }

    start(ms: number): void {
        this.stop();
        this.#timeout = setTimeout(() => {
            this.expired = true;
            this.#controller.abort();
        }, ms);
    }

    stop(): void {
        clearTimeout(this.#timeout);
    }
}
