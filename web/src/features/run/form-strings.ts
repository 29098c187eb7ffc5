// The words about how to ask, but for the pace, which is always in sight (pace-strings.ts).
import type { RunMode } from "smacs";
import { words } from "../../lib/words.ts";

export const formStrings = words("form", {
    mode: "What happens to the answers",
    modes: {
        auto: "As the pace says",
        route: "Ask the best one",
        select: "Keep the best answer",
        aggregate: "Merge the answers",
        paper: "As in the paper",
    } satisfies Record<RunMode, string>,
    help: {
        auto: "Asks the models that come close to the best one, and keeps the most likely answer. At the pace Thorough, merges the answers if no answer is shared by most models.",
        route: "Asks one model. The next one is asked only if that fails.",
        select: "Asks the best models and keeps the most likely answer.",
        aggregate:
            "Asks the best models, then has one of them write several merged versions, and keeps the best version.",
        paper: "Everything as published: all calls are made, and gaps in the data count as wrong.",
    } satisfies Record<RunMode, string>,
    size: "Number of models",
    fewer: "One model fewer",
    more: "One model more",
    coverage: "Prefer models that know different things",
    coverageHelp:
        "Picks models of which at least one is likely to be right, instead of those that are best on their own.",
    enterAsks: "Enter asks",
    enterAsksHelp: "Shift + Enter then starts a new line. Otherwise, Ctrl + Enter asks.",
    sequential: "One call at a time",
    sequentialHelp: "Per endpoint. For free plans and small machines.",
    maxCalls: "Maximum calls",
    maxCost: "Maximum cost (US dollars)",
    maxTokens: "Maximum tokens per answer",
    timeLimit: "Maximum seconds per call",
    usual: "default",
    merger: "Merging model",
    mergerAuto: "The best of those asked",
    system: "System prompt",
    systemHelp: "Sent with every call, before your question.",
    prompt: "Instructions for merging",
    promptHelp: "Instructions for the model that merges. The answers replace {references}.",
    askBack: "Ask models to clarify",
    askBackHelp:
        "If a final answer cannot be read for sure, a short further call asks its model to state it. Not in the mode “As in the paper”, and not if only one model is asked.",
    lastLine: "Ask for a last line with the answer",
    lastLineHelp:
        "Your question then asks for a line “Answer: …” at the end. That needs no further call, but small models then skip their reasoning and are wrong more often.",
    statePrompt: "What to say when asking to clarify",
    statePromptHelp: "“n/a” in a reply means that the question has no short answer.",
    checks: "Check answers by running programs",
    checksHelp:
        "Programs in your question or in answers run in a sandbox in this tab. The page asks before the first program of an answer runs.",
    noLimit: "no limit",
});
