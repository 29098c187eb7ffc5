import type { CallView, RunView } from "smacs";
import { Claim } from "./Claim.tsx";
import { claimOf, shortened } from "./model/camps.ts";
import { runStrings } from "./strings.ts";

interface SaysProps {
    view: RunView;
    call: CallView;
    /** Shows so many letters, and no word in part; without: all. */
    most?: number;
}

/** "says 16:47"; nothing where no final answer was read. */
export function Says({ view, call, most = Number.POSITIVE_INFINITY }: SaysProps) {
    const claim = claimOf(view, call);
    if (claim === undefined) {
        return null;
    }
    return (
        <strong class="says">
            {runStrings.rows.says} <Claim text={shortened(claim, most)} />
        </strong>
    );
}
