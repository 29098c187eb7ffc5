import { drive, Embedder, Run, ScoreIndex, Smacs } from "smacs";

/** Asks the pool through `call(member, messages)`, which gives a text, and says which answer is kept. */
export async function bestAnswer(question, pool, call, assets) {
    const smacs = await Smacs.load();
    try {
        const embedder = await Embedder.load(smacs, new URL("default.sme", assets));
        const index = await ScoreIndex.load(smacs, new URL("default.smx", assets));
        const run = Run.start({ embedder, index }, { question, pool, config: { mode: "select" }, seed: 1 });
        const host = {
            call: async ({ member, messages }) => ({ text: await call(member, messages), finish: "stop" }),
        };
        const { text, candidates, calls_saved } = await drive(run, host).answer;
        return { text, candidates, calls_saved, trace: run.trace() };
    } finally {
        smacs.dispose();
    }
}
