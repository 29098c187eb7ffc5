import { ask, loadTools } from "smacs";

/** Asks an endpoint's models and gives the best answer. `models`: the endpoint's ids of them. */
export async function bestAnswer(question, { base, key, models }) {
    const tools = await loadTools();
    try {
        const pool = tools.index.match(models).map(({ id, model }) => ({ id, model, base, key }));
        const { answer, view } = await ask(question, { tools, pool }).finish();
        return { text: answer.text, probability: view.certainty?.p ?? null };
    } finally {
        tools.dispose();
    }
}
