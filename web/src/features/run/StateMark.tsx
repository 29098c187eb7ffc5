import { Icon, type IconName } from "../../ui/icons.tsx";
import type { RowState } from "./model/rows.ts";
import { runStrings } from "./strings.ts";

const icons: Record<RowState, IconName> = {
    unasked: "stopped",
    queued: "wait",
    waiting: "wait",
    thinking: "wait",
    streaming: "wait",
    "backing-off": "wait",
    done: "check",
    failed: "cross",
    cancelled: "stopped",
};

/** How a call stands, as a sign and a word. */
export function StateMark({ state }: { state: RowState }) {
    return (
        <span class="member-state">
            <Icon name={icons[state]} />
            {runStrings.rows.state[state]}
        </span>
    );
}
