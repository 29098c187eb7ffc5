// The words of the knob from cheap to best.
import { words } from "../../lib/words.ts";

export const knobStrings = words("knob", {
    label: "Cheap or best",
    ends: ["cheap", "best"] as const,
    best: "best, regardless of cost",
    mix: (share: string) => `quality weighs ${share} percent`,
    effect: (prior: string, best: string, cost: string) =>
        `The first choice is expected to be right ${prior} percent of the time instead of ${best}. Together the models cost about ${cost} percent as much.`,
    guessed: "If a model has no known price, its size is used instead.",
    none: "This makes no difference for this question.",
});
