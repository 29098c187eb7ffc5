// Sends a request and opens the reply.
import { readBody } from "./body.js";
import { untilAborted } from "./clock.js";
import { failureOfResponse, loadWaits, shown } from "./errors.js";
import type { CostField, WireEvent, WireName } from "./events.js";
import { Failure } from "./failure.js";
import { parseJson } from "./json.js";
import { largestError, largestReply, type ReplyLimits } from "./limits.js";
import { type Reply, readStream } from "./read.js";

export interface WireRequest {
    url: string;
    headers: Record<string, string>;
    body: Record<string, unknown>;
}

export interface OpenAnswer {
    /** Whether the reply came as server-sent events; known once its first event is. */
    readonly streamed: boolean;
    events: AsyncIterable<WireEvent>;
}

/**
 * Rejects with the signal's reason, a Failure, or what the connection throws. A redirect is a failure: following it would
 * send a key in a header such as x-api-key to another origin.
 */
export async function openAnswer(
    { url, headers, body }: WireRequest,
    { wire, cost, limits }: { wire: WireName; cost: CostField; limits?: ReplyLimits },
    signal: AbortSignal,
    fetch = globalThis.fetch,
): Promise<OpenAnswer> {
    const init = { method: "POST", headers, body: JSON.stringify(body), signal, redirect: "manual" } as const;
    const response = await untilAborted(fetch(url, init), signal);
    if (!response.ok) {
        throw await failureFrom(response, signal);
    }
    if (!response.body) {
        throw new Failure("empty");
    }
    const reply = readStream(response.body, wire, cost, signal, limits);
    return {
        events: withStatus(reply, response.status),
        get streamed() {
            return reply.streamed;
        },
    };
}

/** What is no reply is told with the status that came with it. */
async function* withStatus(reply: Reply, status: number): AsyncGenerator<WireEvent> {
    try {
        yield* reply;
    } catch (error) {
        const strange = error instanceof Failure && error.kind === "bad-response";
        throw strange ? error.with({}, undefined, status) : error;
    }
}

/**
 * The failure that a response without success reports: an error status, or a redirect that was not followed, of which
 * pages learn no more. Rejects with the signal's reason.
 */
export async function failureFrom(response: Response, signal?: AbortSignal): Promise<Failure> {
    const { status, type, headers } = response;
    if (type === "opaqueredirect" || (status >= 300 && status < 400)) {
        await response.body?.cancel();
        const to = headers.get("location");
        return new Failure(
            "bad-response",
            `a redirect, which is not followed: give the address that it leads to${to ? ` (${to})` : ""}`,
            status || undefined,
        );
    }
    const [{ text }] = await Promise.all([readBody(response, largestError, signal), loadWaits()]);
    return failureOfResponse(status, text, headers);
}

/** The body of a response. Rejects with a Failure if it is too large, or with the signal's reason. */
export async function textFrom(response: Response, signal?: AbortSignal): Promise<string> {
    const { text, whole } = await readBody(response, largestReply, signal);
    if (!whole) {
        throw new Failure("bad-response", "the reply is larger than 8 MiB", response.status);
    }
    return text;
}

/** The same as JSON. Rejects with a Failure if it is none, too. */
export async function jsonFrom(response: Response, signal?: AbortSignal): Promise<unknown> {
    const text = await textFrom(response, signal);
    const value = parseJson(text);
    if (value === undefined) {
        throw new Failure("bad-response", shown(text), response.status);
    }
    return value;
}
