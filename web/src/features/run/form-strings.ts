// The words about how to ask, but for the pace, which is always in sight (pace-strings.ts).
import type { RunMode } from "smacs";
import { plural } from "../../lib/format.ts";

const models = (n: number) => `${n} ${plural(n, "model", "models")}`;

export const formStrings = {
    mode: "What happens to the answers",
    modes: {
        auto: "As the pace says",
        route: "Ask the best one",
        select: "Keep the best answer",
        aggregate: "Merge the answers",
        paper: "As in the paper",
    } satisfies Record<RunMode, string>,
    help: {
        auto: "Asks the models that come close to the best one, and keeps the most likely answer. At the pace Thorough, merges the answers if most models share none.",
        route: "Asks one model. The next one is asked only if that fails.",
        select: "Asks the panel and keeps the most likely answer.",
        aggregate: "Asks the panel, then has one model write several merged versions and keeps the best of them.",
        paper: "Everything as published: all calls are made, and gaps in the data count as wrong.",
    } satisfies Record<RunMode, string>,
    size: "Models on the panel",
    fewer: "One model fewer",
    more: "One model more",
    coverage: "Prefer models that know different things",
    coverageHelp: "Picks a panel in which at least one model is likely to be right, instead of the best single models.",
    enterAsks: "Enter asks",
    enterAsksHelp: "Shift and Enter then make a new line. Otherwise Ctrl and Enter ask.",
    sequential: "One call at a time",
    sequentialHelp: "At each endpoint, for free plans and small machines.",
    maxCalls: "Maximum calls",
    maxCost: "Maximum cost (US dollars)",
    maxTokens: "Maximum tokens per answer",
    timeLimit: "Maximum seconds per call",
    usual: "default",
    merger: "Merging model",
    mergerAuto: "The best of the panel",
    system: "System prompt",
    systemHelp: "Sent with every call, before your question.",
    prompt: "Instructions for merging",
    promptHelp: "Instructions for the model that merges. The answers replace {references}.",
    askBack: "Ask models back",
    askBackHelp:
        "If a final answer cannot be read for sure, its model is asked to state it, in a short further call. Not as in the paper, and not for one model alone.",
    lastLine: "Ask for a last line with the answer",
    lastLineHelp:
        "Your question then asks for a line “Answer: …” at the end. That needs no further call, but small models skip their reasoning and are wrong more often.",
    statePrompt: "Words for asking back",
    statePromptHelp: "“n/a” in a reply means that the question has no short answer.",
    checks: "Check answers by running programs",
    checksHelp:
        "Programs in your question or in answers run in a sandbox of this tab. The page asks before the first program of an answer runs.",
    noLimit: "no limit",
    unpriced: (n: number, all: number) =>
        `${n} of the ${models(all)} ${plural(n, "has", "have")} no known price and cannot be asked while a cost limit is set.`,
};
