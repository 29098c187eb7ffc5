// Why an answer was kept, in a sentence.
import type { RunView } from "smacs";
import { percent } from "../../../lib/format.ts";
import { runStrings } from "../strings.ts";

export function whyKept(view: RunView): string {
    const words = runStrings.why;
    if (view.settled === "route") {
        return view.degraded.includes("fallback") ? words.fallback : words.route;
    }
    const said = [view.guarded ? words.guarded : "", reason(view)];
    return said.filter(Boolean).join(" ");
}

function reason(view: RunView): string {
    const words = runStrings.why;
    const kept = view.candidates.find(({ call }) => call === view.kept);
    const all = view.candidates.length;
    const merged = view.calls[view.kept ?? -1]?.role === "aggregate";
    if (!kept || (all === 1 && !merged)) {
        return words.only;
    }
    if (kept.answer) {
        const { key, kind, found } = kept.answer;
        const same = view.candidates.filter(({ answer }) => answer?.key === key && answer.kind === kind).length;
        const agreed = (merged ? words.agreedMerged : words.agreed)(same, all, found);
        return kept.vote === null ? `${agreed}.` : `${agreed}, ${words.vote(percent(kept.vote))}.`;
    }
    const likest = view.candidates.every(({ agreement }) => (agreement ?? 0) <= (kept.agreement ?? 0));
    return likest ? (merged ? words.likestMerged : words.likest)(all) : words.score(all);
}
