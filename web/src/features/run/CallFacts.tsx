import type { CallView } from "smacs";
import { count } from "../../lib/format.ts";
import { Elapsed } from "../../ui/Elapsed.tsx";
import type { LiveCall } from "./live-calls.ts";
import { runStrings } from "./strings.ts";

/** How long a call took, and how much was written. */
export function CallFacts({ call, live }: { call: CallView; live: LiveCall }) {
    const { output, basis } = call.usage;
    const ended = call.state === "flying" ? undefined : (live.endedAt ?? live.startedAt);
    return (
        <span class="member-facts muted">
            {live.startedAt !== undefined && <Elapsed from={live.startedAt} to={ended} />}
            {basis === "actual" && output > 0 && <span class="number">{runStrings.rows.tokens(count(output))}</span>}
        </span>
    );
}
