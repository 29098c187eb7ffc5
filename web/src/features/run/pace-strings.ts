// The words of the paces: how much is asked, and how soon.
import type { RunPace } from "smacs";
import { words } from "../../lib/words.ts";

export const paceStrings = words("pace", {
    legend: "Pace",
    paces: { fast: "Fast", thrifty: "Thrifty", thorough: "Thorough" } satisfies Record<RunPace, string>,
    help: {
        fast: "Asks a few models at once and stops as soon as enough of them agree. It does not wait for slow ones.",
        thrifty: "Asks as few models as it can, and more only where they disagree.",
        thorough:
            "Asks all the models at once and waits for every answer. Merges the answers where the models disagree.",
    } satisfies Record<RunPace, string>,
});
