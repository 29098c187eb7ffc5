// The real core with the page's own files, in Node.
import { readFile } from "node:fs/promises";
import { Embedder, Run, type RunTools, ScoreIndex, Smacs } from "smacs";
import type { Engine } from "../src/engine/core.ts";

const file = async (path: string) => new Uint8Array(await readFile(new URL(path, import.meta.url)));

export async function realTools(): Promise<RunTools & { index: ScoreIndex; smacs: Smacs; dispose(): void }> {
    const smacs = await Smacs.load(await file("../../wasm/smacs.wasm"));
    const embedder = Embedder.open(smacs, await file("../assets/default.sme"));
    const index = ScoreIndex.open(smacs, await file("../assets/default.smx"));
    return { embedder, index, smacs, dispose: () => smacs.dispose() };
}

export async function realEngine(): Promise<Engine> {
    const tools = await realTools();
    const { embedder, index } = tools;
    return {
        info: index.info,
        embedder: embedder.info,
        origin: { index: "packaged", embedder: "packaged" },
        route: (question, options) => index.route(embedder, question, options),
        start: (request) => Run.start(tools, request),
        replay: (trace) => Run.replay(tools, trace),
        recorded: (trace) => Run.recorded(embedder, trace),
        prompt: tools.smacs.prompt,
        statePrompt: tools.smacs.statePrompt,
        dispose: tools.dispose,
        retire: tools.dispose,
    };
}
