import { tabBase } from "../../engine/tab-address.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import type { PoolModel } from "../endpoint/endpoints.ts";
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

/** How a call stands, as a sign and a word. A model in this tab is loaded and reads before its first word. */
export function StateMark({ state, of }: { state: RowState; of?: PoolModel | undefined }) {
    const { state: words, loads } = runStrings.rows;
    return (
        <span class="member-state">
            <Icon name={icons[state]} />
            {state === "waiting" && of?.base === tabBase ? loads : words[state]}
        </span>
    );
}
