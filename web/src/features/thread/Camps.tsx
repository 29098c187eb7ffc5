import { names } from "../../lib/format.ts";
import { MarkCamp } from "../personal/MarkButtons.tsx";
import { Claim } from "../run/Claim.tsx";
import { campsIn, keptCamp, shortened, unreadIn, wholeIn } from "../run/model/camps.ts";
import { failedCalls } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";
import { Verdict } from "../run/Verdict.tsx";
import { Claims } from "./Claims.tsx";
import { threadStrings } from "./strings.ts";

/** So many letters of a claim are shown. */
const most = 120;

/** Agreement in words, and who is in which camp. */
export function Camps({ run }: { run: Run }) {
    const words = threadStrings.camps;
    const view = run.view.value;
    const camps = campsIn(view);
    const unread = unreadIn(view);
    const kept = keptCamp(view, camps);
    const all = wholeIn(view);
    const called = (calls: readonly number[]) => names(calls.map((call) => run.name(view.calls[call]?.member ?? "")));
    const failed = failedCalls(view);
    const over = view.phase === "done";
    return (
        <>
            <Verdict view={view} />
            {view.certainty?.why === "open" && <Claims run={run} />}
            {camps.length > 0 && (
                <ul class="camps" aria-label={words.title}>
                    {camps.map(({ claim, members }, at) => (
                        <li key={members[0]} class={at === kept ? "camp kept-camp" : "camp"}>
                            <span class="camp-share number">{words.says(members.length, all)}</span>
                            <span class="camp-claim">
                                <Claim strong text={shortened(claim, most)} />
                                {at === kept && <span class="camp-kept"> {words.kept}</span>}
                            </span>
                            <span class="camp-names hint">{called(members)}</span>
                            <progress value={members.length} max={Math.max(1, all)} aria-hidden="true" />
                            {over && at !== kept && (
                                <MarkCamp run={run} call={members[0] ?? 0} claim={shortened(claim, most)} />
                            )}
                        </li>
                    ))}
                </ul>
            )}
            {camps.length > 0 && unread.length > 0 && (
                <p class="hint">
                    {words.unread}: {called(unread.map(({ call }) => call))}
                </p>
            )}
            {failed.length > 0 && (
                <p class="hint">
                    {words.failed}: {names(failed.map(({ member }) => run.name(member)))}
                </p>
            )}
        </>
    );
}
