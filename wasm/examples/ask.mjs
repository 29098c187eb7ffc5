import { ask, loadTools } from "smacs";

/** Asks the models at `base`, shows how it goes, and returns the kept answer. `assets`: embedder and index. */
export async function askEndpoint(question, { base, key, models, assets, show }) {
    const tools = await loadTools({
        embedder: new URL("default.sme", assets),
        index: new URL("default.smx", assets),
    });
    try {
        const pool = models.map((model) => ({ id: model, model, base, key }));
        for await (const { view, texts, answer } of ask(question, { tools, pool })) {
            show(`${view.calls_made} of ${view.calls_planned} calls, ${texts.size} answering`);
            if (answer) {
                return answer.text;
            }
        }
    } finally {
        tools.dispose();
    }
}
