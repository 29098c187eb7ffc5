import type { CallView } from "smacs";
import { count } from "../../lib/format.ts";
import { Elapsed } from "../../ui/Elapsed.tsx";
import type { LiveCall } from "./live-calls.ts";
import { runStrings } from "./strings.ts";

/** How long a call took, and how much was written. */
export function CallFacts({ call, live }: { call: CallView; live: LiveCall }) {
    const { output, basis } = call.usage;
    return (
        <span class="member-facts muted">
            <CallTime call={call} live={live} />
            {basis === "actual" && output > 0 && <span class="number">{runStrings.rows.tokens(count(output))}</span>}
        </span>
    );
}

/** How long a call has taken; nothing where nobody knows when it began. */
export function CallTime({ call, live }: { call: CallView; live: LiveCall }) {
    const ended = call.state === "flying" ? undefined : (live.endedAt ?? live.startedAt);
    return live.startedAt === undefined ? null : <Elapsed from={live.startedAt} to={ended} />;
}
