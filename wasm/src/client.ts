// The page's end of a worker: one promise for each call.
import { SmacsError } from "./error.js";
import { builtin } from "./node.js";
import { packagedEmbedder, packagedIndex } from "./packaged.js";
import type {
    FromWorker,
    Input,
    Kind,
    Output,
    ToWorker,
    WorkerProgress,
    WorkerSources,
    WorkerState,
} from "./protocol.js";
import { isForeign, listen, moduleWorker, postable, rebuilt, type WorkerLike } from "./threads.js";
import type { IndexInfo, Route, RouteOptions } from "./types.js";

export type { PostableSource, WorkerProgress, WorkerSources, WorkerState } from "./protocol.js";
export { moduleWorker, type WorkerLike } from "./threads.js";

interface CallOptions {
    /** Aborting rejects the call with the signal's reason; the worker still finishes a route that it has begun. */
    signal?: AbortSignal;
}

interface Pending {
    resolve(output: Output<Kind>): void;
    reject(reason: unknown): void;
    onProgress: ((progress: WorkerProgress) => void) | undefined;
}

/** The core in a worker, so that loading and routing never block the page. */
export class SmacsWorker {
    readonly #worker: WorkerLike;
    readonly #pending = new Map<number, Pending>();
    #last = 0;
    #over: SmacsError | undefined;
    #info: IndexInfo | undefined;

    /** Starts the packaged worker, or takes one that runs "smacs/worker". */
    constructor(worker: WorkerLike = start()) {
        this.#worker = worker;
        listen(worker, "message", (message) => this.#settle(message as FromWorker));
        for (const type of ["error", "messageerror", "exit"]) {
            listen(worker, type, (cause) =>
                this.#end(new SmacsError("crash", "the worker stopped unexpectedly", { cause })),
            );
        }
    }

    /**
     * Loads the given parts, by default the packaged embedder and index, and says what the worker then holds. If a part
     * fails, the earlier one stays.
     */
    async load(
        sources: WorkerSources = { embedder: packagedEmbedder(), index: packagedIndex() },
        options: CallOptions & { onProgress?(progress: WorkerProgress): void } = {},
    ): Promise<WorkerState> {
        const posted: WorkerSources = {};
        for (const [part, source] of Object.entries(sources)) {
            Object.assign(posted, { [part]: postable(source) });
        }
        const state = await this.#call("load", posted, options);
        this.#info = state.index ?? undefined;
        return state;
    }

    embed(text: string, options: CallOptions = {}): Promise<Int8Array> {
        return this.#call("embed", { text }, options);
    }

    /** As ScoreIndex.route: a question, or the vector of one by the model that made the index's. */
    route(question: string | ArrayLike<number>, options: RouteOptions = {}, call: CallOptions = {}): Promise<Route> {
        const asked = typeof question === "string" ? question : Array.from(question);
        return this.#call("route", { question: asked, options }, call);
    }

    /** Of the index that was loaded last. Throws "empty" if none was. */
    get info(): IndexInfo {
        if (!this.#info) {
            throw new SmacsError("empty", "no index has been loaded");
        }
        return this.#info;
    }

    /** Stops the worker; pending calls reject with "disposed". Calling it again does nothing. */
    dispose(): void {
        this.#end(new SmacsError("disposed", "this SmacsWorker has been disposed"));
        this.#worker.terminate();
    }

    [Symbol.dispose](): void {
        this.dispose();
    }

    #call<K extends Kind>(
        kind: K,
        input: Input<K>,
        options: CallOptions & { onProgress?(progress: WorkerProgress): void },
    ): Promise<Output<K>> {
        const { signal, onProgress } = options;
        return new Promise<Output<Kind>>((resolve, reject) => {
            if (this.#over || signal?.aborted) {
                throw this.#over ?? signal?.reason;
            }
            const id = ++this.#last;
            const abort = () => {
                this.#pending.delete(id);
                this.#post({ id, kind: "cancel" });
                reject(signal?.reason);
            };
            const forget = () => signal?.removeEventListener("abort", abort);
            this.#post({ id, kind, input } as ToWorker);
            signal?.addEventListener("abort", abort, { once: true });
            this.#pending.set(id, {
                resolve(output) {
                    forget();
                    resolve(output);
                },
                reject(reason) {
                    forget();
                    reject(reason);
                },
                onProgress,
            });
        }) as Promise<Output<K>>;
    }

    #post(message: ToWorker): void {
        this.#worker.postMessage(message);
    }

    #settle(message: FromWorker): void {
        const pending = this.#pending.get(message.id);
        if (message.kind === "progress") {
            pending?.onProgress?.(message.progress);
            return;
        }
        this.#pending.delete(message.id);
        if (message.kind === "done") {
            pending?.resolve(message.output);
        } else {
            pending?.reject(rebuilt(message.error));
        }
    }

    /** Settles everything; later calls reject the same way. */
    #end(error: SmacsError): void {
        this.#over ??= error;
        const pending = [...this.#pending.values()];
        this.#pending.clear();
        for (const call of pending) {
            call.reject(error);
        }
    }
}

/** Bundlers recognise the last form by its text, and must not see the others. */
function start(): WorkerLike {
    const here = import.meta.url;
    const threads = builtin("node:worker_threads");
    if (threads) {
        return new threads.Worker(new URL("./worker.js", here));
    }
    return isForeign(here)
        ? moduleWorker(new URL("./worker.js", here))
        : new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}
