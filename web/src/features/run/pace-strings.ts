// The words of the paces: how much is asked, and how soon.
import type { RunPace } from "smacs";

export const paceStrings = {
    legend: "Pace",
    paces: { fast: "Fast", thrifty: "Thrifty", thorough: "Thorough" } satisfies Record<RunPace, string>,
    help: {
        fast: "Asks a few models at once and stops as soon as enough of them agree. A late one is not waited for.",
        thrifty: "Asks as few models as it can, one after the other where they disagree.",
        thorough: "Asks the whole panel at once and waits for all. Merges the answers where the models disagree.",
    } satisfies Record<RunPace, string>,
};
