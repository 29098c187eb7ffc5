// What the overview calls models and columns.
import type { Column } from "../run/model/matrix.ts";
import type { Run } from "../run/run.ts";
import { overviewStrings } from "./strings.ts";

/** Names for places with room for words. */
export interface Names {
    column(column: Column): string;
    model(member: string): string;
}

export function matrixNames(run: Run): Names {
    const words = overviewStrings.matrix;
    return {
        model: (member) => run.name(member),
        column: ({ number, member, subset }) =>
            subset === undefined ? words.answer(number, run.name(member)) : words.version(number),
    };
}
