// How long a run will take in all, guessed from the calls that have ended.
import type { RunView } from "smacs";
import { isAnswer } from "./referee.ts";

/**
 * In ms; undefined before anything has ended. Calls run side by side, so a round takes about as long as one of
 * them. Asking back takes next to no time.
 */
export function expectedMs(view: RunView): number | undefined {
    const usual = median(
        view.calls.filter(({ state, role }) => state === "done" && isAnswer(role)).map(({ ms }) => ms),
    );
    if (usual === undefined) {
        return undefined;
    }
    const merges = view.mode === "aggregate" || view.mode === "paper" || view.phase === "aggregates";
    return usual * (merges ? 2 : 1);
}

function median(values: readonly number[]): number | undefined {
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
