// The real core with the page's own files, in Node.
import { readFile } from "node:fs/promises";
import { Embedder, type RunTools, ScoreIndex, Smacs } from "smacs";
import { type Engine, engineOf } from "../src/engine/core.ts";

const file = async (path: string) => new Uint8Array(await readFile(new URL(path, import.meta.url)));

export async function realTools(): Promise<RunTools & { index: ScoreIndex; smacs: Smacs; dispose(): void }> {
    const smacs = await Smacs.load(await file("../../wasm/smacs.wasm"));
    const embedder = Embedder.open(smacs, await file("../assets/default.sme"));
    const index = ScoreIndex.open(smacs, await file("../assets/default.smx"));
    return { embedder, index, smacs, dispose: () => smacs.dispose() };
}

export async function realEngine(): Promise<Engine> {
    const { smacs, embedder, index } = await realTools();
    return engineOf(smacs, embedder, index, { index: "packaged", embedder: "packaged" });
}
