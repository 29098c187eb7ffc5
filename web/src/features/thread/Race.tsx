import { CallTime } from "../run/CallFacts.tsx";
import { claimOf } from "../run/model/camps.ts";
import { type Row, referenceRows, stateOf } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";
import { Says } from "../run/Says.tsx";
import { StateMark } from "../run/StateMark.tsx";
import { threadStrings } from "./strings.ts";

/** So many letters of what a model is writing are shown: the end of it. */
const tail = 90;

/** Each model that was asked, how it stands and what it says or is just writing. */
export function Race({ run }: { run: Run }) {
    const words = threadStrings.race;
    const rows = referenceRows(run.view.value);
    const asked = rows.filter(({ calls }) => calls.length > 0);
    const rest = rows.length - asked.length;
    return (
        <>
            <ol class="race" aria-label={words.label}>
                {asked.map((row) => (
                    <Runner key={row.member} run={run} row={row} />
                ))}
            </ol>
            {rest > 0 && <p class="hint">{words.more(rest)}</p>}
        </>
    );
}

function Runner({ run, row }: { run: Run; row: Row }) {
    const view = run.view.value;
    const call = row.calls.at(-1);
    const live = call && run.live(call.call).value;
    const state = stateOf(call, live);
    if (!call || !live) {
        return null;
    }
    const writing =
        call.state === "flying"
            ? live.text
                  .slice(-2 * tail)
                  .replace(/\s+/gu, " ")
                  .slice(-tail)
            : "";
    return (
        <li class={`runner ${state}`}>
            <StateMark state={state} of={run.poolModel(row.member)} />
            <span class="runner-name">{run.name(row.member)}</span>
            <span class="runner-says" dir="auto">
                {writing || (claimOf(view, call) !== undefined && <Says view={view} call={call} most={60} />)}
            </span>
            <span class="runner-time hint">
                <CallTime call={call} live={live} />
            </span>
        </li>
    );
}
