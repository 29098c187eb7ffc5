// How a run goes, in a few words.
import { checkStrings } from "./check-strings.ts";
import { askingBack } from "./model/asked-back.ts";
import { type Counts, countReferences } from "./model/rows.ts";
import { plainText, verdictOf } from "./model/verdict.ts";
import type { Run } from "./run.ts";
import { spokenStrings as words } from "./spoken-strings.ts";

/** "3 answered", "2 in progress", "1 failed". */
function countWords({ answered, active, failed, ended }: Counts): string[] {
    return [
        words.answered(answered),
        ...(active > 0 ? [words.active(active)] : []),
        ...(failed > 0 ? [words.failed(failed)] : []),
        ...(ended > 0 ? [words.ended(ended)] : []),
    ];
}

/** Its beginning, each answer, its end; not each word. */
export function spoken(run: Run): string {
    const view = run.view.value;
    const counts = countReferences(view);
    if (run.active.value) {
        if (view.phase === "aggregates") {
            return words.merging;
        }
        if (counts.answered + counts.failed === 0) {
            return words.asking(counts.active);
        }
        const back = askingBack(view);
        const said = `${countWords({ ...counts, active: 0 }).join(", ")}.`;
        return back > 0 ? `${said} ${words.back(back)}` : said;
    }
    const kept = view.kept === null ? undefined : view.calls[view.kept];
    const name = kept ? run.name(kept.member) : "";
    const end = view.kept_output
        ? words.kept(checkStrings.own)
        : !kept
          ? words.nothing
          : kept.role === "aggregate"
            ? words.merged(name)
            : words.kept(name);
    return `${countWords(counts).join(", ")}. ${end} ${plainText(verdictOf(view))}`.trimEnd();
}
