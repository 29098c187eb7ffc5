// The referee: what it compares, and what came of it, in words.
import type { RunRole, RunView } from "smacs";
import { dollars } from "../../../lib/format.ts";
import { verdictStrings } from "../verdict-strings.ts";
import { shortened } from "./camps.ts";

/** Whether calls of this role bring answers to the question. */
export const isAnswer = (role: RunRole): boolean => role === "reference" || role === "aggregate";

/** Whether it is at work. */
export function isJudging({ calls }: RunView): boolean {
    return calls.some(({ role, state }) => role === "judge" && state === "flying");
}

/** A sentence on its verdicts, in parts as a verdict has them, and one on what they took. None: nobody was called. */
export function refereeSaid(view: RunView): (string | { claim: string })[][] {
    const { referee } = view;
    if (!referee) {
        return [];
    }
    const words = verdictStrings.referee;
    const winner = view.calls[referee.pair[referee.winner ?? -1] ?? -1]?.answer?.found;
    const stays = referee.winner === 0;
    const sentence = winner && (referee.changed ? words.changed : stays ? words.same : words.stale);
    const [before = "", after] = (sentence || words.none).split("{}");
    const { input, output, cost } = referee.usage;
    return [
        after === undefined || !winner ? [before] : [before, { claim: shortened(winner, 60) }, after],
        [words.took(referee.calls, input + output, cost === null || cost === 0 ? "" : dollars(cost))],
    ];
}
