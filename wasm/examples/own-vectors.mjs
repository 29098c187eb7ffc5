import { ask, hostedEmbedder, loadTools } from "smacs";

/** The kept answer, with an index that was made by `smacs index build --embeddings`. `endpoint`: {base, key?} of its model. */
export async function askByVectors(question, { index, endpoint, pool }) {
    const tools = await loadTools({ index });
    try {
        const embed = hostedEmbedder({ ...endpoint, model: tools.index.info.embedder.name });
        const { answer } = await ask(question, { tools, pool, embed }).finish();
        return answer.text;
    } finally {
        tools.dispose();
    }
}
