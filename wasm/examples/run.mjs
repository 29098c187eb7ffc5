import { drive, freshNonce, loadTools, Run } from "smacs";

/** Three made-up models. What they say is written here; nothing is sent anywhere. */
const scripted = {
    ada: "2 + 2 = 4. The answer is 4.",
    ben: "I would say that the answer is 5.",
    chi: "The answer is 4.",
};

/** Asks them and keeps the best answer. */
export async function askMadeUpModels(question) {
    const tools = await loadTools();
    try {
        const pool = Object.keys(scripted).map((id) => ({ id }));
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
