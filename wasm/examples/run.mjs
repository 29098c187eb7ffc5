import { drive, freshNonce, loadTools, Run } from "smacs";

/** Three made-up models. What they say is written here; nothing is sent anywhere. */
const scripted = {
    "made-up/ada": "2 + 2 = 4. The answer is 4.",
    "made-up/ben": "I would say that the answer is 5.",
    "made-up/chi": "The answer is 4.",
};

/** Asks them and keeps the best answer. `assets` is the folder of an embedder and its index. */
export async function askMadeUpModels(question, assets) {
    const tools = await loadTools({
        embedder: new URL("default.sme", assets),
        index: new URL("default.smx", assets),
    });
    try {
        const pool = Object.keys(scripted).map((id) => ({ id, model: id.replace("made-up/", "") }));
        const config = { mode: "select", pace: "thorough" };
        const run = Run.start(tools, { question, pool, config, nonce: freshNonce() });
        // A real host sends the action's `messages` to its `member`, by fetch with the signal that comes second.
        const call = async ({ member }) => ({ text: scripted[member], finish: "stop" });
        const { text, degraded } = await drive(run, { call }).answer;
        return { text, degraded, trace: run.trace() };
    } finally {
        tools.dispose();
    }
}
