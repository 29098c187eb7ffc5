import type { CallView, RunView } from "smacs";
import { useAppState } from "../../app/context.ts";
import { dollars, duration } from "../../lib/format.ts";
import { Clamp } from "../../ui/Clamp.tsx";
import { Elapsed } from "../../ui/Elapsed.tsx";
import { checkStrings } from "../run/check-strings.ts";
import { askingBack } from "../run/model/asked-back.ts";
import { runningIn } from "../run/model/checks.ts";
import { expectedMs } from "../run/model/expected.ts";
import { isAnswer, isJudging } from "../run/model/referee.ts";
import { textOf } from "../run/model/rows.ts";
import { spentIn } from "../run/model/spent.ts";
import type { Run } from "../run/run.ts";
import { runStrings } from "../run/strings.ts";
import { Race } from "./Race.tsx";

/** What is awaited, how far it is, and going on without it, once something is there to go on with. */
export function Progress({ run }: { run: Run }) {
    const words = runStrings.progress;
    const view = run.view.value;
    const merging = view.mode === "aggregate" || view.mode === "paper";
    const role = view.phase === "aggregates" ? "aggregate" : "reference";
    const arrived = view.calls.filter((call) => call.role === role && call.state === "done").length;
    const ended = view.calls.filter(({ state, role: of }) => state !== "flying" && isAnswer(of)).length;
    const back = askingBack(view);
    const running = runningIn(view);
    const waits = useAppState().checks.waiting.value !== undefined;
    const began = run.began.value;
    const spent = spentIn(view);
    const money = spent !== undefined && (spent.cost > 0 || spent.costBasis !== "unknown");
    return (
        <div class="progress">
            <progress max={Math.max(1, view.calls_planned)} value={ended} aria-label={words.label} />
            <p class="progress-facts muted">
                {began !== undefined && run.active.value && (
                    <Elapsed from={began} to={undefined} say={(ms) => elapsedWords(view, ms)} />
                )}
                <span class="number">{words.calls(ended, view.calls_planned)}</span>
                {back > 0 && <span class="number">{words.askingBack(back)}</span>}
                {running > 0 && (
                    <span class="number">{checkStrings.progress[waits ? "waiting" : "running"](running)}</span>
                )}
                {money && <span class="number">{words.cost(dollars(spent.cost))}</span>}
            </p>
            <Race run={run} />
            <p class="muted">
                {runStrings[view.phase === "aggregates" ? "merging" : isJudging(view) ? "judging" : "deciding"]}
            </p>
            {run.active.value && arrived > 0 && (
                <button
                    type="button"
                    onClick={() => {
                        // The button may be gone afterwards.
                        document.getElementById("answers-title")?.focus();
                        run.mergeNow();
                    }}
                >
                    {merging && view.phase === "references" ? runStrings.mergeNow : runStrings.decideNow}
                </button>
            )}
            <Provisional run={run} />
        </div>
    );
}

function elapsedWords(view: RunView, ms: number): string {
    const expected = expectedMs(view);
    const words = runStrings.progress;
    return expected === undefined || expected <= ms ? duration(ms) : words.expected(duration(ms), duration(expected));
}

/** Something to read meanwhile: what is likeliest to be kept, said to be provisional. */
function Provisional({ run }: { run: Run }) {
    const call = leading(run.view.value, (number) => run.live(number).value.text);
    if (!call) {
        return null;
    }
    const text = textOf(call, run.live(call.call).value);
    const name = run.name(call.member);
    return (
        <article class="kept provisional" aria-labelledby="provisional-title">
            <header>
                <span class="tag">{runStrings.progress.provisional}</span>
                <h3 id="provisional-title">{call.role === "aggregate" ? runStrings.mergedBy(name) : name}</h3>
            </header>
            <p class="hint">{runStrings.progress.provisionalHint}</p>
            <Clamp
                key={call.call}
                streaming={call.state === "flying"}
                text={text.trimEnd()}
                of={runStrings.rows.of(name)}
            />
        </article>
    );
}

/** The best model's call with text: whole before unfinished, merged before single. */
function leading({ calls, panel }: RunView, liveText: (number: number) => string): CallView | undefined {
    const place = ({ member }: CallView) => panel.findIndex((at) => at.member === member);
    const rank = (call: CallView) =>
        (call.role === "aggregate" ? 0 : 1000) + (call.state === "done" ? 0 : 100) + Math.max(0, place(call));
    return calls
        .filter(({ role }) => isAnswer(role))
        .filter(({ state, call, text }) => (state === "done" && text) || (state === "flying" && liveText(call) !== ""))
        .sort((a, b) => rank(a) - rank(b))[0];
}
