import { loadTools } from "smacs";

/** Names of the models that are worth asking, best first. Nothing is sent anywhere. */
export async function modelsFor(question) {
    const tools = await loadTools();
    try {
        return tools.index.route(tools.embedder, question, { n: 3 }).panel;
    } finally {
        tools.dispose();
    }
}
