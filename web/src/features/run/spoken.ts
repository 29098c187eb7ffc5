// How a run goes, in a few words.

import { type Counts, countReferences } from "./model/rows.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** "3 answered", "2 under way", "1 failed". */
export function countWords({ answered, active, failed, ended }: Counts): string[] {
    const words = runStrings.live;
    return [
        words.answered(answered),
        ...(active > 0 ? [words.active(active)] : []),
        ...(failed > 0 ? [words.failed(failed)] : []),
        ...(ended > 0 ? [words.ended(ended)] : []),
    ];
}

/** Its beginning, each answer, its end; not each word. */
export function spoken(run: Run): string {
    const words = runStrings.live;
    const view = run.view.value;
    const counts = countReferences(view);
    if (run.active.value) {
        if (view.phase === "aggregates") {
            return words.merging;
        }
        return counts.answered + counts.failed === 0
            ? words.asking(counts.active)
            : `${countWords({ ...counts, active: 0 }).join(", ")}.`;
    }
    const kept = view.kept === null ? undefined : view.calls[view.kept];
    const name = kept ? run.name(kept.member) : "";
    const end = !kept ? words.nothing : kept.role === "aggregate" ? words.merged(name) : words.kept(name);
    return `${countWords(counts).join(", ")}. ${end}`;
}
