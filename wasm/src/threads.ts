// Workers of browsers and of node, and the errors that they post.
import { SmacsError } from "./error.js";
import { builtin, type NodeWorker } from "./node.js";
import type { PostedError } from "./protocol.js";

/** A browser's Worker, or node's. */
export type WorkerLike = Worker | NodeWorker;

/** Whether a script of this address needs `moduleWorker`: browsers start no worker from another origin. */
export const isForeign = (address: string): boolean => new URL(address).origin !== globalThis.origin;

/**
 * A module worker whose script may lie at another origin, which has to allow that (CORS). A script of this page's own
 * origin imports it: a page with a policy needs `worker-src blob:` and that origin in `script-src`.
 */
export function moduleWorker(address: string | URL): Worker {
    const { href } = new URL(address, globalThis.location?.href);
    if (!isForeign(href)) {
        return new Worker(href, { type: "module" });
    }
    const importing = new Blob([`import ${JSON.stringify(href)};`], { type: "text/javascript" });
    const own = URL.createObjectURL(importing);
    const worker = new Worker(own, { type: "module" });
    worker.addEventListener("message", () => URL.revokeObjectURL(own), { once: true });
    return worker;
}

export function listen(worker: WorkerLike, type: string, listener: (value: unknown) => void): void {
    if ("on" in worker) {
        worker.on(type, listener);
    } else {
        worker.addEventListener(type, (event) => listener(type === "message" ? (event as MessageEvent).data : event));
    }
}

/**
 * The worker's end of its channel.
 * @internal
 */
export interface Port<In, Out> {
    postMessage(message: Out, transfer?: Transferable[]): void;
    addEventListener(type: "message", listener: (event: MessageEvent<In>) => void): void;
    start?(): void;
}

/**
 * The port to the thread that started this worker.
 * @internal
 */
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
