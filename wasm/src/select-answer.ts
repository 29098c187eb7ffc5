// The posterior on its own: which of some answers at hand to keep. A run that makes no calls.
import { Run, type RunTools } from "./run.js";
import type { CompletedEvent, RunView, RunWeights } from "./run-messages.js";
import type { Options } from "./spelling.js";

/** An answer that is there already. */
export interface GivenAnswer {
    /** Unique among the answers. */
    id: string;
    /** Without thoughts. */
    text: string;
    /** Who gave it, by its name in the index: its prior weighs its vote. Left out, or unknown there: `prior` does. */
    model?: string;
    /** How likely its giver is right, where the index does not know it; left out: as likely as any. */
    prior?: number;
    /** Natural logarithm, mean over the answer's tokens; left out: not known. */
    meanLogprob?: number;
}

/**
 * Which answer to keep, and why: `kept` and `candidates` of the view count the answers as given, `calls` has the final
 * answer found in each, `similarity` their cosines. Left out weights are the run's defaults. Throws what the core finds
 * wrong with the question, the answers ("argument" for none) or the weights.
 */
export function selectAnswer(
    tools: RunTools,
    question: string,
    answers: readonly GivenAnswer[],
    weights?: RunWeights,
): RunView {
    const run = Run.start(tools, {
        question,
        pool: answers.map(({ text: _text, meanLogprob: _chance, ...member }) => member),
        panel: answers.map(({ id }) => id),
        config: { mode: "select", n: answers.length, eager: true, earlyStop: false, ...(weights ? { weights } : {}) },
    });
    try {
        run.feed({ type: "begin" });
        answers.forEach(({ text, meanLogprob }, call) => {
            const event: Options<CompletedEvent> = { type: "completed", call, text, finish: "stop" };
            run.feed(meanLogprob === undefined ? event : { ...event, meanLogprob });
        });
        return run.view();
    } finally {
        run.dispose();
    }
}
