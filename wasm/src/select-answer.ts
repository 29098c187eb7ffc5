// Chooses among given answers: a run that makes no calls.
import { SmacsError } from "./error.js";
import { Run, type RunTools } from "./run.js";
import type { CompletedEvent, RunView, RunWeights } from "./run-messages.js";
import type { Options } from "./spelling.js";

/** A given answer. */
export interface GivenAnswer {
    /** Unique among the answers. */
    id: string;
    /** Without thoughts. */
    text: string;
    /** The model's name in the index, whose prior weighs its vote. If it is left out or unknown, `prior` does. */
    model?: string;
    /** How likely a model that the index does not know is right. Left out: as likely as the others. */
    prior?: number;
    /** Natural logarithm, mean over the answer's tokens; left out: not known. */
    meanLogprob?: number;
}

/**
 * Which answer to keep, and why. `kept` and `candidates` of the view number the answers as given, `calls` has the final
 * answer found in each, `similarity` their cosines. By default the weights are those of a run. Throws if the question,
 * the answers ("argument" for none) or the weights are wrong.
 */
export function selectAnswer(
    tools: RunTools,
    question: string,
    answers: readonly GivenAnswer[],
    weights?: RunWeights,
): RunView {
    const wrong = answers.findIndex((answer) => typeof answer?.id !== "string" || typeof answer.text !== "string");
    if (wrong >= 0) {
        throw new SmacsError("argument", `answer ${wrong} must be {id, text}, both texts`, { detail: String(wrong) });
    }
    const run = Run.start(tools, {
        question,
        pool: answers.map(({ text: _text, meanLogprob: _chance, ...member }) => member),
        panel: answers.map(({ id }) => id),
        nonce: "no prompt is written",
        config: {
            mode: "select",
            pace: "thorough",
            n: answers.length,
            state: false,
            ...(weights ? { weights } : {}),
        },
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
