// Sends a request and opens the reply.
import { readBody } from "./body.js";
import { untilAborted } from "./clock.js";
import { failureOfResponse } from "./errors.js";
import type { CostField, WireEvent, WireName } from "./events.js";
import { Failure } from "./failure.js";
import { largestError, largestReply } from "./limits.js";
import { readStream, readWhole } from "./read.js";

export interface WireRequest {
    url: string;
    headers: Record<string, string>;
    body: Record<string, unknown>;
}

export interface OpenAnswer {
    streamed: boolean;
    events: AsyncIterable<WireEvent> | Iterable<WireEvent>;
}

/**
 * Rejects with the signal's reason, a Failure, or what the connection throws. A redirect counts as a broken connection:
 * following it would send a key in a header such as x-api-key to another origin.
 */
export async function openAnswer(
    { url, headers, body }: WireRequest,
    { wire, cost }: { wire: WireName; cost: CostField },
    signal: AbortSignal,
    fetch = globalThis.fetch,
): Promise<OpenAnswer> {
    const init = { method: "POST", headers, body: JSON.stringify(body), signal, redirect: "error" } as const;
    const response = await untilAborted(fetch(url, init), signal);
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok) {
        throw await failureFrom(response, signal);
    }
    if (type.includes("text/html")) {
        response.body?.cancel().catch(() => {});
        throw new Failure("bad-response", "", response.status);
    }
    if (type.includes("application/json")) {
        const whole = readWhole(await jsonFrom(response, signal), wire, cost);
        // It is complete even without a finish reason.
        return { streamed: false, events: [...whole, { kind: "done" }] };
    }
    if (!response.body) {
        throw new Failure("empty");
    }
    return { streamed: true, events: readStream(response.body, wire, cost, signal) };
}

/** The failure that a response with an error status reports. Rejects with the signal's reason. */
export async function failureFrom(response: Response, signal?: AbortSignal): Promise<Failure> {
    const { text } = await readBody(response, largestError, signal);
    return failureOfResponse(response.status, text, response.headers);
}

/** The body of a response as JSON. Rejects with a Failure if it is none or too large, or with the signal's reason. */
export async function jsonFrom(response: Response, signal?: AbortSignal): Promise<unknown> {
    const { text, whole } = await readBody(response, largestReply, signal);
    if (!whole) {
        throw new Failure("bad-response", "the reply is larger than 8 MiB", response.status);
    }
    try {
        return JSON.parse(text);
    } catch {
        throw new Failure("bad-response", text, response.status);
    }
}
