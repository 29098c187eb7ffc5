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

/** What published results add outweighs few scores, so both are named. */
export function sourceWords(told: ModelRoute | undefined): string {
    const source = sourceOf(told);
    const { [source]: own, published } = routeStrings.sources;
    const both = told && (source === "thin" || source === "elsewhere") && told.published > told.cells;
    return `${both ? `${published()}; ` : ""}${own(told?.scored ?? 0)}`;
}

/** On how many similar questions those rest that rest on few, if there are several of them; then it is said once. */
export function thinOf(asked: readonly Asked[]): number[] {
    const thin = asked.flatMap(({ told }) => (told && sourceOf(told) === "thin" ? [told.scored] : []));
    return thin.length > 2 ? thin : [];
}

/** Whether the index has questions like this one. */
export function nearnessOf({ nearness }: Route): "none" | "far" | "near" {
    return nearness ?? "near"; // the paper's rule does not ask
}

/** The largest figure first; models without one follow as they stand. */
export function byFigure(asked: readonly Asked[]): Asked[] {
    return asked.toSorted((a, b) => (figureOf(b) ?? -1) - (figureOf(a) ?? -1));
}

const figureOf = ({ told }: Asked) => (sourceOf(told) === "none" ? undefined : told?.prior);

/**
 * Of models sorted by their figures, how many from the first on have errors that reach into the first one's; and
 * whether those are all that have a figure.
 */
export function notToldApart(sorted: readonly Asked[]): { count: number; all: boolean } {
    const known = sorted.flatMap(({ told }) => (told && sourceOf(told) !== "none" ? [told] : []));
    const low = (known[0]?.prior ?? 0) - (known[0]?.standard_error ?? 0);
    const other = known.findIndex(
        ({ prior, standard_error }) => standard_error === null || prior + standard_error < low,
    );
    const count = other < 0 ? known.length : other;
    return { count, all: count === known.length };
}

/** As far as figures show it: a tenth of a percent. */
const step = 0.0005;

/** Who is asked first although another one's figure is larger; undefined: nobody. */
export function firstAgainstFigures([first, ...others]: readonly Asked[]): string | undefined {
    const own = first && figureOf(first);
    const beaten = own !== undefined && others.some((other) => (figureOf(other) ?? 0) > own + step);
    return beaten ? first?.name : undefined;
}
