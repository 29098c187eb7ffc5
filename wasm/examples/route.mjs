import { loadTools } from "smacs";

/** Names of the models worth asking, best first. `assets` is the folder of an embedder and its index. */
export async function modelsFor(question, assets) {
    const tools = await loadTools({
        embedder: new URL("default.sme", assets),
        index: new URL("default.smx", assets),
    });
    try {
        return tools.index.route(tools.embedder, question, { n: 3 }).panel;
    } finally {
        tools.dispose();
    }
}
