// The core, its embedder and its index: loaded together, with one progress, and asked together.
import embedderUrl from "@assets/default.sme?url";
import indexUrl from "@assets/default.smx?url";
import {
    Embedder,
    type IndexInfo,
    type Route,
    type RouteOptions,
    Run,
    type RunRequest,
    ScoreIndex,
    Smacs,
} from "smacs";
import wasmUrl from "smacs/smacs.wasm?url";

/** Everything that decides; synchronous once loaded. */
export interface Engine {
    readonly info: IndexInfo;
    route(question: string, options: RouteOptions): Route;
    /** The core's side of a run. Throws what is wrong with the request. */
    start(request: RunRequest): Run;
    dispose(): void;
}

export interface Progress {
    loaded: number;
    total: number;
}

export interface LoadEngineOptions {
    signal?: AbortSignal;
    onProgress?(progress: Progress): void;
}

type Part = keyof typeof __ASSET_SIZES__;

/** Loads the three files side by side. Rejects with the first error; nothing of it stays behind then. */
export async function loadEngine(options: LoadEngineOptions = {}): Promise<Engine> {
    const failed = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
    const report = progressOf(options.onProgress);
    let smacs: Smacs | undefined;
    try {
        const files = [
            fetchCounted(embedderUrl, signal, (loaded) => report("embedder", loaded)),
            fetchCounted(indexUrl, signal, (loaded) => report("index", loaded)),
        ] as const;
        const core = fetchCounted(wasmUrl, signal, (loaded) => report("core", loaded));
        const responses = Promise.all(files);
        responses.catch(() => failed.abort());
        smacs = await Smacs.load(await core, { signal });
        const [embedderFile, indexFile] = await responses;
        const [embedder, index] = await Promise.all([
            Embedder.load(smacs, embedderFile, { signal }),
            ScoreIndex.load(smacs, indexFile, { signal }),
        ]);
        const loaded = smacs;
        return {
            info: index.info,
            route: (question, routeOptions) => index.route(embedder, question, routeOptions),
            start: (request) => Run.start({ embedder, index }, request),
            dispose: () => loaded.dispose(),
        };
    } catch (error) {
        failed.abort();
        smacs?.dispose();
        throw error;
    }
}

/** Adds up the parts. The sizes were taken at build time, because compressing servers announce smaller ones. */
function progressOf(onProgress: LoadEngineOptions["onProgress"]): (part: Part, loaded: number) => void {
    const sizes = __ASSET_SIZES__;
    const total = sizes.core + sizes.embedder + sizes.index;
    const loaded: Record<Part, number> = { core: 0, embedder: 0, index: 0 };
    return (part, bytes) => {
        loaded[part] = Math.min(bytes, sizes[part]);
        onProgress?.({ loaded: loaded.core + loaded.embedder + loaded.index, total });
    };
}

/** A response whose bytes are counted as they are read. */
async function fetchCounted(url: string, signal: AbortSignal, onBytes: (loaded: number) => void): Promise<Response> {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
        return response;
    }
    let loaded = 0;
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
            loaded += chunk.length;
            onBytes(loaded);
            controller.enqueue(chunk);
        },
    });
    // Whatever the server calls it, the core is compiled while it arrives.
    const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(response.body.pipeThrough(counter), { headers: { "content-type": type } });
}
