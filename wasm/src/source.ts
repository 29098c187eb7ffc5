// Reads bytes from any kind of source.
import { SmacsError } from "./error.js";
import { aboutPath, readFile } from "./files.js";

/** A source of bytes. A string is an address, as for fetch. file: addresses work in node. */
export type ByteSource = string | URL | Response | Blob | ArrayBuffer | Uint8Array;

/** A source of the core: bytes, or the compiled module. */
export type WasmSource = ByteSource | WebAssembly.Module;

/** Both in bytes after decompression. `total` is undefined if it is unknown. */
export type OnProgress = (loaded: number, total: number | undefined) => void;

export interface LoadOptions {
    /** Aborting rejects the load with the signal's reason. */
    signal?: AbortSignal;
    onProgress?: OnProgress;
}

/** A source that is open for reading. */
export interface ByteStream {
    /** The number of bytes to come, if known; a server may announce the compressed size. */
    readonly announced: number | undefined;
    chunks(): AsyncIterable<Uint8Array>;
}

/** Rejects with code "fetch" if there is no response or an error status, or with the signal's reason. */
export async function fetchResponse(
    address: string | URL,
    signal?: AbortSignal,
    init: { headers?: Record<string, string>; cache?: "reload" } = {},
): Promise<Response> {
    let response: Response;
    try {
        response = await fetch(address, { ...init, signal: signal ?? null });
    } catch (cause) {
        signal?.throwIfAborted();
        throw new SmacsError("fetch", `cannot load ${address}${aboutPath(address)}`, {
            detail: String(address),
            cause,
        });
    }
    return checked(response, String(address));
}

/** The response, if it is a success and unread. */
export function checked(response: Response, address = response.url): Response {
    if (!response.ok) {
        const message = `cannot load ${address || "the response"}: HTTP status ${response.status}`;
        throw new SmacsError("fetch", message, { detail: String(response.status) });
    }
    if (response.bodyUsed) {
        throw new SmacsError("argument", "the response has already been read", { detail: address });
    }
    return response;
}

/** Opens a source for reading. */
export async function openSource(source: ByteSource, signal?: AbortSignal): Promise<ByteStream> {
    signal?.throwIfAborted();
    if (source instanceof Uint8Array) {
        return whole(source);
    }
    if (source instanceof ArrayBuffer) {
        return whole(new Uint8Array(source));
    }
    if (typeof source === "string" || source instanceof URL) {
        const file = await readFile(source, signal);
        return file ? whole(file) : body(await fetchResponse(source, signal), signal);
    }
    if (source instanceof Response) {
        return body(checked(source), signal);
    }
    return { announced: source.size, chunks: () => read(source.stream(), signal) };
}

/** All bytes of a source. */
export async function readAll(source: ByteSource): Promise<Uint8Array> {
    return joined((await openSource(source)).chunks());
}

/** Chunks as one piece. */
export async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of chunks) {
        parts.push(new Uint8Array(chunk));
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function whole(bytes: Uint8Array): ByteStream {
    return {
        announced: bytes.length,
        async *chunks() {
            yield bytes;
        },
    };
}

function body(response: Response, signal: AbortSignal | undefined): ByteStream {
    const length = Number.parseInt(response.headers.get("content-length") ?? "", 10);
    const stream = response.body;
    return {
        announced: length > 0 ? length : undefined,
        async *chunks() {
            if (stream) {
                yield* read(stream, signal);
            }
        },
    };
}

async function* read(stream: ReadableStream<Uint8Array>, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
    const reader = stream.getReader();
    const abort = () => void reader.cancel(signal?.reason).catch(() => {});
    signal?.addEventListener("abort", abort, { once: true });
    try {
        for (;;) {
            const { done, value } = await reader.read();
            signal?.throwIfAborted();
            if (done) {
                return;
            }
            yield value;
        }
    } catch (cause) {
        signal?.throwIfAborted();
        throw new SmacsError("fetch", "the connection broke while loading", { cause });
    } finally {
        signal?.removeEventListener("abort", abort);
        abort();
    }
}
