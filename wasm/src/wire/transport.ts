// Sends a request and opens what comes back.
import { untilAborted } from "./clock.js";
import { failureOfResponse } from "./errors.js";
import type { CostField, WireEvent, WireName } from "./events.js";
import { Failure } from "./failure.js";
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

/** Rejects with the signal's reason, a Failure, or whatever the connection throws. */
export async function openAnswer(
    { url, headers, body }: WireRequest,
    { wire, cost }: { wire: WireName; cost: CostField },
    signal: AbortSignal,
    fetch = globalThis.fetch,
): Promise<OpenAnswer> {
    const request = fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
    const response = await untilAborted(request, signal);
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok) {
        throw failureOfResponse(response.status, await untilAborted(response.text(), signal), response.headers);
    }
    if (type.includes("text/html")) {
        throw new Failure("bad-response", "", response.status);
    }
    if (type.includes("application/json")) {
        const text = await untilAborted(response.text(), signal);
        return { streamed: false, events: readWhole(parse(text, response.status), wire, cost) };
    }
    if (!response.body) {
        throw new Failure("empty");
    }
    return { streamed: true, events: abortable(readStream(response.body, wire, cost), signal) };
}

function parse(text: string, status: number): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new Failure("bad-response", text, status);
    }
}

/** Ends at once when the signal fires, even if the connection does not. */
async function* abortable<T>(source: AsyncGenerator<T>, signal: AbortSignal): AsyncGenerator<T> {
    try {
        for (;;) {
            const next = await untilAborted(source.next(), signal);
            if (next.done) {
                return;
            }
            yield next.value;
        }
    } finally {
        source.return(undefined).catch(() => {});
    }
}
