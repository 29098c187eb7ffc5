// Where what is said of a model comes from.
import type { ModelRoute, Route } from "smacs";
import type { Asked } from "./asked.ts";
import { routeStrings } from "./strings.ts";

/** measured: on similar questions. thin: on few of them. elsewhere: on others. none: nothing is known of it. */
export type Source = "measured" | "thin" | "elsewhere" | "published" | "family" | "none";

/** Fewer similar questions than these say little. */
const enough = 10;

export function sourceOf(told: ModelRoute | undefined): Source {
    if (!told || told.from === null) {
        return "none";
    }
    if (told.from !== "scores") {
        return told.from;
    }
    return told.scored < enough ? "thin" : "measured";
}

export function sourceWords(told: ModelRoute | undefined): string {
    return routeStrings.sources[sourceOf(told)](told?.scored ?? 0);
}

/** Whether the index has questions like this one. */
export function nearnessOf({ nearness }: Route): "none" | "far" | "near" {
    return nearness ?? "near"; // the paper's rule does not ask
}

/** As far as figures show it: a tenth of a percent. */
const step = 0.0005;

/** Whether a model is asked before one that has a larger figure. */
export function isOutOfOrder(asked: readonly Asked[]): boolean {
    const priors = asked.flatMap(({ told }) => (told ? [told.prior] : []));
    return priors.some((prior, at) => at > 0 && prior > (priors[at - 1] ?? 0) + step);
}
