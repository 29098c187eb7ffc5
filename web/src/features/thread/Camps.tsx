import { names } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { MarkCamp } from "../personal/MarkButtons.tsx";
import { Claim } from "../run/Claim.tsx";
import { Differences } from "../run/differences.ts";
import { campsIn, keptCamp, shortened, unreadIn, wholeIn, wholeReferences } from "../run/model/camps.ts";
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
    const told = kept ?? 0;
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
                            <Bar thin value={members.length / Math.max(1, all)} />
                            {over && at !== kept && (
                                <MarkCamp run={run} call={members[0] ?? 0} claim={shortened(claim, most)} />
                            )}
                            {over && at !== told && (
                                <CampDifferences run={run} calls={[camps[told]?.members[0], members[0]]} />
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

/** A text of each of two camps, the first one's first. */
function CampDifferences({ run, calls }: { run: Run; calls: readonly (number | undefined)[] }) {
    const whole = wholeReferences(run.view.value);
    const [left, right] = calls.map((call) => whole.findIndex((at) => at.call === call));
    if (left === undefined || right === undefined || left < 0 || right < 0) {
        return null;
    }
    const texts = whole.map(({ member, text }) => ({ name: run.name(member), text: text ?? "" }));
    return (
        <div class="camp-differs">
            <Disclosure summary={threadStrings.camps.differs}>
                <Differences texts={texts} left={left} right={right} />
            </Disclosure>
        </div>
    );
}
