// Workers of browsers and of node, and the errors that they post.
import { SmacsError } from "./error.js";
import { builtin, type NodeWorker } from "./node.js";
import type { PostedError } from "./protocol.js";

/** A browser's Worker, or node's. */
export type WorkerLike = Worker | NodeWorker;

export function listen(worker: WorkerLike, type: string, listener: (value: unknown) => void): void {
    if ("on" in worker) {
        worker.on(type, listener);
    } else {
        worker.addEventListener(type, (event) => listener(type === "message" ? (event as MessageEvent).data : event));
    }
}

/** The worker's end of its channel. */
export interface Port<In, Out> {
    postMessage(message: Out, transfer?: Transferable[]): void;
    addEventListener(type: "message", listener: (event: MessageEvent<In>) => void): void;
    start?(): void;
}

/** The port to the thread that started this worker. */
export function ownPort<In, Out>(): Port<In, Out> {
    return (builtin("node:worker_threads")?.parentPort ?? globalThis) as unknown as Port<In, Out>;
}

/** The source as it can be posted. Relative addresses are relative to the page, not to the worker's script. */
export function postable(source: unknown): unknown {
    if (source instanceof URL) {
        return source.href;
    }
    const base = (globalThis as { document?: Document }).document?.baseURI;
    return typeof source === "string" && base !== undefined ? new URL(source, base).href : source;
}

/** An error as it can be posted. */
export function plain(error: unknown): PostedError {
    if (error instanceof SmacsError) {
        const { code, message, detail, position, line, column } = error;
        return { code, message, detail, position, line, column };
    }
    const nowhere = { position: undefined, line: undefined, column: undefined };
    return { code: null, message: String(error), detail: "", ...nowhere };
}

/** The error that was posted. */
export function rebuilt(error: PostedError): Error {
    return error.code === null ? new Error(error.message) : new SmacsError(error.code, error.message, error);
}
