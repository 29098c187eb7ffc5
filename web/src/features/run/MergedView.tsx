import type { CallView } from "smacs";
import { names } from "../../lib/format.ts";
import { CallFacts } from "./CallFacts.tsx";
import { CallText } from "./CallText.tsx";
import { mergedCalls, shownIn, stateOf } from "./model/rows.ts";
import type { Run } from "./run.ts";
import { Says } from "./Says.tsx";
import { StateMark } from "./StateMark.tsx";
import { runStrings } from "./strings.ts";

/** What the aggregator wrote, each version with the answers that it was made from. */
export function MergedView({ run }: { run: Run }) {
    const words = runStrings.merged;
    const calls = mergedCalls(run.view.value);
    if (calls.length === 0) {
        return null;
    }
    const writers = names(new Set(calls.map(({ member }) => run.name(member))));
    return (
        <section class="merged" aria-labelledby="merged-title">
            <h3 id="merged-title">{words.title}</h3>
            <p class="hint">{words.by(writers)}</p>
            <ol class="members">
                {calls.map((call) => (
                    <Version key={call.subset} run={run} call={call} />
                ))}
            </ol>
        </section>
    );
}

function Version({ run, call }: { run: Run; call: CallView }) {
    const words = runStrings.merged;
    const view = run.view.value;
    const live = run.live(call.call).value;
    const state = stateOf(call, live);
    const number = (call.subset ?? 0) + 1;
    const kept = call.call === view.kept && !run.active.value;
    return (
        <li class={`member ${state}`} data-state={state} data-subset={call.subset}>
            <div class="member-head">
                <StateMark state={state} />
                <h4>{words.version(number)}</h4>
                <span class="muted member-prior">{words.from(names(shownIn(view, call.subset).map(String)))}</span>
                <CallFacts call={call} live={live} />
                <span class="member-id">
                    <Says view={view} call={call} />
                </span>
            </div>
            <div class="member-body">
                {kept ? (
                    <p class="hint">{runStrings.rows.mark}</p>
                ) : (
                    <CallText call={call} live={live} of={words.of(number)} />
                )}
            </div>
        </li>
    );
}
