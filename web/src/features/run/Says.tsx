import type { CallView, RunView } from "smacs";
import { CheckMark } from "./CheckMark.tsx";
import { Claim } from "./Claim.tsx";
import { campsIn, claimOf, shortened, unreadIn } from "./model/camps.ts";
import { checkedOf } from "./model/checks.ts";
import { runStrings } from "./strings.ts";

interface SaysProps {
    view: RunView;
    call: CallView;
    /** Shows so many letters, and no word in part; without: all. */
    most?: number;
}

/**
 * "says 16:47"; where others' final answers were read and this one's was not, that. Of a program that was run, what came
 * of it.
 */
export function Says({ view, call, most = Number.POSITIVE_INFINITY }: SaysProps) {
    const checked = checkedOf(view, call);
    return (
        <>
            {!checked?.check && <Claimed view={view} call={call} most={most} />}
            {checked && <CheckMark checked={checked} />}
        </>
    );
}

function Claimed({ view, call, most }: Required<SaysProps>) {
    const claim = claimOf(view, call);
    if (claim === undefined) {
        const unread = campsIn(view).length > 0 && unreadIn(view).includes(call);
        return unread ? <span class="says-nothing">{runStrings.rows.unread}</span> : null;
    }
    return (
        <strong class="says">
            {runStrings.rows.says} <Claim text={shortened(claim, most)} />
        </strong>
    );
}
