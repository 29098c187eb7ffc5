import { useAppState } from "../../app/context.ts";
import type { Run } from "../../app/run.ts";
import { runStrings } from "../../strings-run.ts";
import { WaysOn } from "../endpoint/WaysOn.tsx";
import { Degraded } from "./Degraded.tsx";
import { KeptAnswer } from "./KeptAnswer.tsx";
import { MergedView } from "./MergedView.tsx";
import { ReferenceRow } from "./ReferenceRow.tsx";
import { RunFacts } from "./RunFacts.tsx";
import { countReferences, referenceRows } from "./rows.ts";
import { ScoreTable } from "./ScoreTable.tsx";
import { countWords } from "./spoken.ts";

/** The last run, the kept answer first; before there is one, what to do next. */
export function RunPanel() {
    const { run, runProblem, question } = useAppState();
    if (runProblem.value !== undefined) {
        return <Problem error={runProblem.value} />;
    }
    if (!run.value) {
        return <WaysOn />;
    }
    return (
        <RunView key={run.value.request.seed} run={run.value} asked={question.value.trim() === run.value.question} />
    );
}

function RunView({ run, asked }: { run: Run; asked: boolean }) {
    const words = runStrings;
    const view = run.view.value;
    const active = run.active.value;
    return (
        <section class="answers" aria-labelledby="answers-title" aria-busy={active}>
            <div class="section-head">
                <h2 id="answers-title" tabIndex={-1}>
                    {words.title}
                </h2>
                <span class="muted number">{countWords(countReferences(view)).join(" · ")}</span>
            </div>
            {!asked && <p class="notice">{words.toOther(run.question)}</p>}
            {run.broken.value !== undefined && <Problem error={run.broken.value} />}
            {active ? <Progress run={run} /> : <KeptAnswer run={run} />}
            {!active && <Degraded view={view} />}
            <RunFacts run={run} />
            <MergedView run={run} />
            {!active && <ScoreTable run={run} />}
            <h3>{words.rows.title}</h3>
            <ol class="members">
                {referenceRows(view).map((row) => (
                    <ReferenceRow key={row.member} run={run} row={row} />
                ))}
            </ol>
        </section>
    );
}

/** What is awaited, and going on without it, which makes sense once something is there to go on with. */
function Progress({ run }: { run: Run }) {
    const view = run.view.value;
    const merging = view.mode === "aggregate" || view.mode === "paper";
    const role = view.phase === "aggregates" ? "aggregate" : "reference";
    const arrived = view.calls.filter((call) => call.role === role && call.state === "done").length;
    return (
        <div class="progress">
            <p class="muted">{view.phase === "aggregates" ? runStrings.merging : runStrings.deciding}</p>
            {arrived > 0 && (
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
        </div>
    );
}

function Problem({ error }: { error: unknown }) {
    return (
        <p class="problem" role="alert">
            {runStrings.failed}: {error instanceof Error ? error.message : String(error)}
        </p>
    );
}
