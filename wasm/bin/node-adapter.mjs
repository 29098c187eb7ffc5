// Puts a fetch handler behind node's HTTP server.

/**
 * A listener for `createServer`. The request's signal fires when the caller leaves.
 * @param {(request: Request) => Promise<Response>} handle never rejects
 * @returns {import("node:http").RequestListener}
 */
export function listenerOf(handle) {
    return (incoming, outgoing) => {
        void answer(handle, incoming, outgoing).catch(() => outgoing.destroy());
    };
}

async function answer(handle, incoming, outgoing) {
    const left = new AbortController();
    outgoing.once("close", () => left.abort());
    const request = requestOf(incoming, left.signal);
    const response = request instanceof Request ? await handle(request) : request;
    // Where the body was not read to its end, the rest of it must not be taken for another request.
    const headers = incoming.complete ? {} : { connection: "close" };
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), ...headers });
    for await (const chunk of response.body ?? []) {
        if (outgoing.destroyed) {
            break;
        }
        if (!outgoing.write(chunk)) {
            await drained(outgoing);
        }
    }
    outgoing.end();
}

function refusal(status, message, headers = {}) {
    const error = { message, type: "invalid_request_error", param: null, code: null };
    return Response.json({ error }, { status, headers });
}

/** The URL of a request line; undefined: it has none. The host that is asked for decides nothing. */
function urlOf(address) {
    try {
        // A path may begin with two slashes.
        return new URL(address.startsWith("/") ? `http://localhost${address}` : address, "http://localhost");
    } catch {
        return undefined;
    }
}

/** A Response where no Request can be made of it: fetch forbids some methods. */
function requestOf(incoming, signal) {
    const { method = "GET", headers } = incoming;
    if (/^(TRACE|TRACK|CONNECT)$/i.test(method)) {
        return refusal(405, `${method} is not taken here.`, { allow: "GET, POST, OPTIONS" });
    }
    const url = urlOf(incoming.url ?? "/");
    if (!url) {
        return refusal(400, "The address cannot be read.");
    }
    const hasBody = method !== "GET" && method !== "HEAD";
    return new Request(url, {
        method,
        headers: Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
        signal,
        ...(hasBody ? { body: bodyOf(incoming), duplex: "half" } : {}),
    });
}

/** As Readable.toWeb, but cancelling it leaves the connection open for the reply. */
function bodyOf(incoming) {
    let open = true;
    return new ReadableStream({
        start(controller) {
            const ended = (finish) => () => {
                if (open) {
                    open = false;
                    finish();
                }
            };
            incoming.on("data", (chunk) => {
                if (open) {
                    controller.enqueue(chunk);
                    incoming.pause();
                }
            });
            incoming.once(
                "end",
                ended(() => controller.close()),
            );
            incoming.once(
                "close",
                ended(() => controller.error(new TypeError("the caller left"))),
            );
            incoming.pause();
        },
        pull: () => void incoming.resume(),
        cancel() {
            open = false;
            incoming.resume();
        },
    });
}

function drained(outgoing) {
    return new Promise((resolve) => {
        const done = () => {
            outgoing.off("drain", done).off("close", done);
            resolve();
        };
        outgoing.on("drain", done).on("close", done);
    });
}
