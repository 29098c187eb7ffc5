// Loads the core, an embedder and an index together.
import { Embedder } from "./embedder.js";
import { packagedEmbedder, packagedIndex } from "./packaged.js";
import type { RunTools } from "./run.js";
import { ScoreIndex } from "./score-index.js";
import { Smacs } from "./smacs.js";
import { type ByteSource, fetchResponse, type LoadOptions, type OnProgress, type WasmSource } from "./source.js";

export interface ToolSources extends LoadOptions {
    /** By default the packaged smacs.wasm. */
    core?: WasmSource;
    /** The core's second module: by default the packaged smacs-run.wasm. null: for routing alone. */
    runs?: WasmSource | null;
    /** An embedder file (.sme). By default the packaged default.sme. */
    embedder?: ByteSource | undefined;
    /**
     * A score index (.smx) that was made with this embedder. By default the packaged default.smx if `embedder` is left
     * out too, else none. `null`: none; a run then asks its pool in its own order.
     */
    index?: ByteSource | null | undefined;
    /** Progress of embedder and index together. */
    onProgress?: OnProgress;
}

export interface LoadedTools extends RunTools {
    /** The core that the others were opened with. */
    smacs: Smacs;
    /** Frees all three. Calling it again does nothing. */
    dispose(): void;
    [Symbol.dispose](): void;
}

/** Loads side by side what `ask` and `Run` decide with. If one part fails, it rejects and frees the others. */
export function loadTools(
    sources?: ToolSources & ({ index: ByteSource } | { embedder?: undefined; index?: ByteSource | undefined }),
): Promise<Required<LoadedTools>>;
export function loadTools(sources?: ToolSources): Promise<LoadedTools>;
export async function loadTools(sources: ToolSources = {}): Promise<LoadedTools> {
    const { core, runs, embedder = packagedEmbedder(), signal, onProgress } = sources;
    const { index = sources.embedder === undefined ? packagedIndex() : null } = sources;
    const failed = new AbortController();
    const abort = () => failed.abort(signal?.reason);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) {
        abort();
    }
    const report = sumOf(onProgress, index === null ? 1 : 2);
    const options = (at: number): LoadOptions => ({
        signal: failed.signal,
        onProgress: (loaded, total) => report(at, loaded, total),
    });
    try {
        const [smacs, embedderFile, indexFile] = await Promise.all([
            Smacs.load(core, { runs, signal: failed.signal }),
            begun(embedder, failed.signal),
            index && begun(index, failed.signal),
        ]);
        const [openEmbedder, openIndex] = await Promise.all([
            Embedder.load(smacs, embedderFile, options(0)),
            indexFile && ScoreIndex.load(smacs, indexFile, options(1)),
        ]);
        const dispose = () => smacs.dispose();
        const tools = { smacs, embedder: openEmbedder, dispose, [Symbol.dispose]: dispose };
        return openIndex ? { ...tools, index: openIndex } : tools;
    } catch (error) {
        abort();
        throw error;
    } finally {
        signal?.removeEventListener("abort", abort);
    }
}

/** Begins to fetch an address while the core is still loading. Other sources are read later. */
async function begun(source: ByteSource, signal: AbortSignal): Promise<ByteSource> {
    const address = typeof source === "string" || source instanceof URL ? String(source) : "file:";
    return address.startsWith("file:") ? source : fetchResponse(address, signal);
}

/** Adds up the progress of the parts. The total is known when that of each part is. */
function sumOf(
    onProgress: OnProgress | undefined,
    parts: number,
): (at: number, loaded: number, total?: number) => void {
    const told = Array.from({ length: parts }, () => ({ loaded: 0, total: undefined as number | undefined }));
    return (at, loaded, total) => {
        told[at] = { loaded, total };
        const totals = told.map((part) => part.total ?? Number.NaN).reduce((sum, part) => sum + part, 0);
        onProgress?.(
            told.reduce((sum, part) => sum + part.loaded, 0),
            Number.isNaN(totals) ? undefined : totals,
        );
    };
}
