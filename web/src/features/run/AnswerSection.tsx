import { AfterRun } from "./AfterRun.tsx";
import { CheckConsent } from "./CheckConsent.tsx";
import { Degraded } from "./Degraded.tsx";
import { Interrupted } from "./Interrupted.tsx";
import { KeptAnswer } from "./KeptAnswer.tsx";
import { countReferences } from "./model/rows.ts";
import { Progress } from "./Progress.tsx";
import { RunFacts } from "./RunFacts.tsx";
import type { Run } from "./run.ts";
import { SteppingNote } from "./SteppingNote.tsx";
import { countWords } from "./spoken.ts";
import { runStrings } from "./strings.ts";
import { Thread } from "./Thread.tsx";

/** The first layer: the answer, how sure, why this one, what it took, and what can be done with it. */
export function AnswerSection({ run, asked }: { run: Run; asked: boolean }) {
    const words = runStrings;
    const view = run.view.value;
    const active = run.active.value;
    const over = view.phase === "done";
    return (
        <section class="answers" aria-labelledby="answers-title" aria-busy={active}>
            <div class="section-head">
                <h2 id="answers-title" tabIndex={-1}>
                    {words.title}
                </h2>
                <span class="muted number">{countWords(countReferences(view)).join(" · ")}</span>
            </div>
            {!asked && <p class="notice">{words.toOther(run.question)}</p>}
            {run.sample && <p class="notice">{words.sample}</p>}
            {run.recordedBy !== undefined && <p class="notice">{words.recorded(run.recordedBy)}</p>}
            <SteppingNote run={run} />
            <Thread messages={run.request.history} />
            {run.broken.value !== undefined && <Problem error={run.broken.value} />}
            {run.interrupted.value && run.step.value === undefined && <Interrupted run={run} />}
            {active && <CheckConsent />}
            {over ? <KeptAnswer run={run} /> : <Progress run={run} />}
            {over && <Degraded view={view} />}
            <RunFacts run={run} />
            {over && run.step.value === undefined && <AfterRun run={run} />}
        </section>
    );
}

export function Problem({ error }: { error: unknown }) {
    return (
        <p class="problem" role="alert">
            {runStrings.failed}: {error instanceof Error ? error.message : String(error)}
        </p>
    );
}
