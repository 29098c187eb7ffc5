// What the calls of a run have taken so far, with how well that is known.
import type { Basis, CostBasis, RunView } from "smacs";
import { runStrings } from "../strings.ts";

export interface Spent {
    tokens: number;
    /** Of the tokens: the weakest of all calls. */
    basis: Basis;
    /** US dollars, of the calls whose cost is known. */
    cost: number;
    costBasis: CostBasis;
}

const strength: readonly CostBasis[] = ["unknown", "estimated", "listed", "actual"];

const weaker = <B extends CostBasis>(a: B, b: B): B => (strength.indexOf(a) < strength.indexOf(b) ? a : b);

/** Calls under way are not counted: nobody knows yet. Undefined before the first has ended. */
export function spentIn(view: RunView): Spent | undefined {
    if (view.calls.every(({ state }) => state === "flying")) {
        return undefined;
    }
    const spent: Spent = { tokens: 0, basis: "actual", cost: 0, costBasis: "actual" };
    for (const { state, usage } of view.calls) {
        if (state !== "flying") {
            spent.tokens += usage.input + usage.output;
            spent.basis = weaker(spent.basis, usage.basis);
            spent.cost += usage.cost ?? 0;
            spent.costBasis = weaker(spent.costBasis, usage.cost === null ? "unknown" : usage.cost_basis);
        }
    }
    return spent;
}

/** Calls beside those for answers, to follow the number of these; "" without any. */
export function furtherCalls({ asked_back: back, referee }: RunView): string {
    const words = runStrings.facts;
    const asked = back && back.calls > 0 ? ` ${words.askedBack(back.calls)}` : "";
    const judged = referee ? ` ${words.referee(referee.calls)}` : "";
    return asked + judged;
}
