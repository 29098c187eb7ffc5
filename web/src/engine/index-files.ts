// The packaged files by themselves, and embedders before there is an index for them.
import embedderUrl from "@assets/default.sme?url";
import indexUrl from "@assets/default.smx?url";
import { Embedder, type EmbedderInfo, Smacs, SmacsError } from "smacs";
import wasmUrl from "smacs/smacs.wasm?url";

/** A packaged file, for what is built from it. */
export async function fetchPackaged(part: "embedder" | "index", signal: AbortSignal): Promise<Blob> {
    const response = await fetch(part === "index" ? indexUrl : embedderUrl, { signal });
    if (!response.ok) {
        throw new SmacsError("fetch", `HTTP status ${response.status}`, { detail: String(response.status) });
    }
    return response.blob();
}

/** What an embedder file is. Rejects when it is none. */
export async function readEmbedder(file: Blob, signal: AbortSignal): Promise<EmbedderInfo> {
    const smacs = await Smacs.load(wasmUrl, { runs: null, signal });
    try {
        return (await Embedder.load(smacs, file, { signal })).info;
    } finally {
        smacs.dispose();
    }
}
