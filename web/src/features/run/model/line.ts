// The one line under an answer: agreement, certainty, checks, cost and time, in a few words each.
import type { RunView } from "smacs";
import { count, dollars, duration } from "../../../lib/format.ts";
import type { LinePart } from "../line-parts.ts";
import { lineStrings as words } from "../line-strings.ts";
import { campsIn, keptCamp, wholeIn } from "./camps.ts";
import { isChecked, ranIn } from "./checks.ts";
import { countReferences } from "./rows.ts";
import { spentIn } from "./spent.ts";
import { inHundred } from "./verdict.ts";

export interface LineText {
    part: LinePart;
    text: string;
}

/** `ms`: how long the run took; undefined: nobody has measured it. */
export function lineOf(view: RunView, ms: number | undefined): LineText[] {
    if (view.phase !== "done") {
        return [{ part: "all", text: words.all }];
    }
    const sure = certaintyOf(view);
    const checked = checkedOf(view);
    return [
        { part: "agreement", text: agreementOf(view) },
        ...(sure === undefined ? [] : [{ part: "certainty" as const, text: sure }]),
        ...(checked === undefined ? [] : [{ part: "checks" as const, text: checked }]),
        { part: "cost", text: costOf(view) },
        ...(ms === undefined ? [] : [{ part: "time" as const, text: duration(ms) }]),
        { part: "all", text: words.all },
    ];
}

/** How many say what is kept, of all whole answers, also of those that could not be read. */
function agreementOf(view: RunView): string {
    const { answered } = countReferences(view);
    const camps = campsIn(view);
    const all = wholeIn(view);
    if (answered === 0) {
        return words.nobody;
    }
    if (all < 2) {
        return words.single;
    }
    if (camps.length === 0) {
        return view.certainty?.why === "open" ? words.open(all) : words.unread(all);
    }
    const largest = camps.reduce((most, { members }) => Math.max(most, members.length), 0);
    const kept = keptCamp(view, camps);
    const size = kept === undefined ? undefined : camps[kept]?.members.length;
    const ran = ranIn(view);
    const passing = ran.filter(({ passed, failed }) => passed > 0 && failed === 0).length;
    if (passing > 0) {
        return words.pass(passing, all);
    }
    if (ran.length > 0 && largest > 1 && size === largest) {
        return words.alike(size, all);
    }
    if (largest === 1) {
        return words.apart(all);
    }
    return words.agree(size ?? largest, all);
}

function certaintyOf({ certainty }: RunView): string | undefined {
    return certainty?.p == null ? undefined : inHundred(certainty.p, words.sure);
}

function checkedOf(view: RunView): string | undefined {
    return isChecked(view) ? words.checked : ranIn(view).length > 0 ? words.ran : undefined;
}

/** What it cost; where no price is known, what it took instead. */
function costOf(view: RunView): string {
    const spent = spentIn(view);
    if (!spent) {
        return words.nothingSpent;
    }
    const { cost, costBasis, tokens } = spent;
    if (costBasis === "unknown") {
        return cost > 0 ? words.atLeast(dollars(cost)) : words.tokens(count(tokens));
    }
    if (cost === 0) {
        return words.free;
    }
    return costBasis === "actual" ? dollars(cost) : words.about(dollars(cost));
}
