// How a run goes, as a screen reader says it.
import { plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const spokenStrings = words("spoken", {
    answered: (n: number) => `${n} answered`,
    active: (n: number) => `${n} in progress`,
    failed: (n: number) => `${n} failed`,
    ended: (n: number) => `${n} ended early`,
    asking: (n: number) => `Asking ${n} ${plural(n, "model", "models")}.`,
    back: (n: number) => `Asking ${n} ${plural(n, "model", "models")} to clarify the final answer.`,
    merging: "Merging the answers.",
    kept: (model: string) => `Finished. Kept the answer of ${model}.`,
    merged: (model: string) => `Finished. Kept an answer merged by ${model}.`,
    nothing: "Finished without an answer.",
});
