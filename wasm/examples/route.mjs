import { Embedder, Router, ScoreIndex, Smacs } from "smacs";

/** Names of the models worth asking, best first. `assets` is the folder of an embedder and its index. */
export async function modelsFor(question, assets) {
    const smacs = await Smacs.load();
    try {
        const embedder = await Embedder.load(smacs, new URL("default.sme", assets));
        const index = await ScoreIndex.load(smacs, new URL("default.smx", assets));
        const route = new Router(embedder, index).route(question, { n: 3 });
        return route.panel;
    } finally {
        smacs.dispose();
    }
}
