import { useAppState } from "../../app/context.ts";
import { lazy } from "../../ui/Lazy.tsx";
import { StepPlayer } from "../evidence/StepPlayer.tsx";
import { MarkAnswer } from "../personal/MarkButtons.tsx";
import { CheckConsent } from "../run/CheckConsent.tsx";
import { Degraded } from "../run/Degraded.tsx";
import { Interrupted } from "../run/Interrupted.tsx";
import { KeptAnswer } from "../run/KeptAnswer.tsx";
import { pictureStrings } from "../run/picture-strings.ts";
import type { Run } from "../run/run.ts";
import { SteppingNote } from "../run/SteppingNote.tsx";
import { runStrings } from "../run/strings.ts";
import { AfterRun } from "./AfterRun.tsx";
import { EvidenceLine } from "./EvidenceLine.tsx";
import { Failures } from "./Failures.tsx";
import { Progress } from "./Progress.tsx";
import { threadStrings } from "./strings.ts";

const AskedPictures = lazy<{ run: Run }>(
    async () => (await import("../run/AskedPictures.tsx")).AskedPictures,
    () => null,
);

/** The first layer of a run: the question, the answer, what it rests on in one line, and what can be done with it. */
export function Turn({ run }: { run: Run }) {
    const words = runStrings;
    const view = run.view.value;
    const active = run.active.value;
    const over = view.phase === "done";
    return (
        <section class="answers" aria-labelledby="answers-title" aria-busy={active}>
            <Question run={run} />
            {run.origin && <p class="notice">{words.origin[run.origin]}</p>}
            {run.missingPictures ? <p class="notice">{pictureStrings.missing(run.missingPictures)}</p> : null}
            {run.origin === "sample" && run.recordedBy === undefined && <StepPlayer run={run} autoplay />}
            {run.recordedBy !== undefined && <p class="notice">{words.recorded(run.recordedBy)}</p>}
            <SteppingNote run={run} />
            {run.broken.value !== undefined && <Problem error={run.broken.value} />}
            {run.interrupted.value && run.step.value === undefined && <Interrupted run={run} />}
            {active && <CheckConsent />}
            {over ? <KeptAnswer run={run} /> : <Progress run={run} />}
            {over && <Failures run={run} />}
            {over && <MarkAnswer run={run} />}
            <EvidenceLine run={run} />
            {over && <Degraded view={view} />}
            {over && run.step.value === undefined && <AfterRun run={run} />}
        </section>
    );
}

/** What was asked. It can be put back into the composer, and asked in the place of this one. */
function Question({ run }: { run: Run }) {
    const { edit } = useAppState();
    const words = threadStrings;
    return (
        <div class="asked">
            <h2 id="answers-title" tabIndex={-1}>
                <span class="visually-hidden">{words.you}: </span>
                <bdi class="plain">{run.question}</bdi>
            </h2>
            {run.pictures?.some(({ question }) => question === run.question) && <AskedPictures run={run} />}
            {!run.active.value && (
                <button type="button" class="quiet" onClick={edit}>
                    {words.edit} <span class="visually-hidden">{words.editOf}</span>
                </button>
            )}
        </div>
    );
}

function Problem({ error }: { error: unknown }) {
    return (
        <p class="problem" role="alert">
            {runStrings.failed}: <span lang="en">{error instanceof Error ? error.message : String(error)}</span>
        </p>
    );
}
