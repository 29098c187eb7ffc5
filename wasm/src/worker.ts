// The worker's end: holds one core, embedder and index, and answers requests. Runs as a browser's module worker and as
// node's worker thread.
import { Embedder } from "./embedder.js";
import { SmacsError } from "./error.js";
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
import { ScoreIndex } from "./score-index.js";
import { Smacs } from "./smacs.js";
import { ownPort, type Port, plain } from "./threads.js";

interface Holding {
    smacs?: Smacs | undefined;
    embedder?: Embedder | undefined;
    index?: ScoreIndex | undefined;
}

interface Call {
    signal: AbortSignal;
    onProgress(progress: WorkerProgress): void;
}

type Handlers = { [K in Kind]: (input: Input<K>, call: Call) => Output<K> | Promise<Output<K>> };

function createHandlers(): Handlers {
    const holding: Holding = {};
    let loading: Promise<unknown> = Promise.resolve();
    return {
        // One after the other, so that each finds the core that the previous one loaded.
        load: (sources, call) => {
            const next = loading.then(() => load(holding, sources, call));
            loading = next.catch(() => {});
            return next;
        },
        embed: ({ text }) => there(holding.embedder, "embedder").embed(text),
        route: ({ question, options }) => {
            const index = there(holding.index, "index");
            return typeof question === "string"
                ? index.route(there(holding.embedder, "embedder"), question, options)
                : index.route(question, options);
        },
    };
}

async function load(holding: Holding, sources: WorkerSources, { signal, onProgress }: Call): Promise<WorkerState> {
    if (sources.core !== undefined || !holding.smacs) {
        const smacs = await Smacs.load(sources.core, { runs: null, signal });
        holding.smacs?.dispose();
        Object.assign(holding, { smacs, embedder: undefined, index: undefined });
    }
    const smacs = holding.smacs as Smacs;
    const options = (part: WorkerProgress["part"]) => ({
        signal,
        onProgress: (loaded: number, total: number | undefined) => onProgress({ part, loaded, total }),
    });
    const loaded = await Promise.allSettled([
        sources.embedder === undefined ? undefined : Embedder.load(smacs, sources.embedder, options("embedder")),
        sources.index === undefined ? undefined : ScoreIndex.load(smacs, sources.index, options("index")),
    ]);
    const [embedder, index] = loaded;
    replace(holding, "embedder", embedder);
    replace(holding, "index", index);
    for (const part of loaded) {
        if (part.status === "rejected") {
            throw part.reason;
        }
    }
    return { version: smacs.version, embedder: holding.embedder?.info ?? null, index: holding.index?.info ?? null };
}

/** Replaces the earlier part if the new one was loaded. */
function replace<P extends "embedder" | "index">(
    holding: Holding,
    part: P,
    loaded: PromiseSettledResult<Holding[P]>,
): void {
    if (loaded.status === "fulfilled" && loaded.value) {
        holding[part]?.dispose();
        holding[part] = loaded.value;
    }
}

function there<T>(part: T | undefined, name: string): T {
    if (!part) {
        throw new SmacsError("empty", `no ${name} has been loaded`);
    }
    return part;
}

function serve(port: Port<ToWorker, FromWorker>): void {
    const handlers = createHandlers();
    const running = new Map<number, AbortController>();
    const answer = async <K extends Kind>(id: number, kind: K, input: Input<K>) => {
        const controller = new AbortController();
        running.set(id, controller);
        try {
            const output = await handlers[kind](input, {
                signal: controller.signal,
                onProgress: (progress) => port.postMessage({ id, kind: "progress", progress }),
            });
            port.postMessage({ id, kind: "done", output });
        } catch (error) {
            port.postMessage({ id, kind: "failed", error: plain(error) });
        } finally {
            running.delete(id);
        }
    };
    port.addEventListener("message", ({ data }) => {
        if (data.kind === "cancel") {
            running.get(data.id)?.abort();
        } else {
            void answer(data.id, data.kind, data.input);
        }
    });
    port.start?.();
}

serve(ownPort());
