import type { ComponentChildren } from "preact";
import type { Route, RunView } from "smacs";
import { count } from "../../lib/format.ts";
import { byTest } from "../route/evidence.ts";
import { checkStrings } from "../run/check-strings.ts";
import { askingBack } from "../run/model/asked-back.ts";
import { shortened } from "../run/model/camps.ts";
import { checksIn, ownCheck, ranIn, runningIn } from "../run/model/checks.ts";
import { type Matrix, versionsIn } from "../run/model/matrix.ts";
import type { Run } from "../run/run.ts";
import { DomainBar, PriorBars } from "./figures.tsx";
import type { Selection, StepName } from "./selection.ts";
import { overviewStrings } from "./strings.ts";

type Standing = keyof typeof overviewStrings.steps.standing;

interface PipelineProps {
    run: Run;
    /** Of the run's question; undefined where the index knows nothing of its models. */
    route: Route | undefined;
    data: Matrix;
    value: Selection | undefined;
    onChange(value: Selection): void;
}

/** From the question to the kept answer: a strip of steps, each lit when it happens, each with its small figure. */
export function Pipeline({ run, route, data, value, onChange }: PipelineProps) {
    const words = overviewStrings.steps;
    const view = run.view.value;
    const references = data.rows.filter(({ calls }) => calls.at(-1)?.state === "done").length;
    const versions = versionsIn(data);
    const candidates = (data.merged ? versions : data.columns).filter(({ call }) => call?.state === "done").length;
    const backs = view.calls.filter(({ role }) => role === "state");
    const back = askingBack(view);
    const begun = view.phase !== "new";
    const done = view.phase === "done";
    const asking = view.phase === "references" ? "now" : begun ? "done" : "todo";
    const merging = done ? "done" : view.phase === "aggregates" ? "now" : "todo";
    const step = (name: StepName, standing: Standing, figure: ComponentChildren) => (
        <li key={name} class={`step ${standing}`}>
            <button
                type="button"
                aria-pressed={value?.kind === "step" && value.step === name}
                aria-current={standing === "now" ? "step" : undefined}
                onClick={() => onChange({ kind: "step", step: name })}
            >
                <span class="step-name">{words[name]}</span>
                <span class="visually-hidden"> ({words.standing[standing]}) </span>
                {figure}
            </button>
        </li>
    );
    return (
        <ol class="pipeline" aria-label={words.label}>
            {route && step("neighbours", "done", <DomainBar tests={byTest(route.evidence)} />)}
            {route && step("priors", "done", <PriorBars rows={data.rows} />)}
            {step("panel", begun ? "done" : "now", <Figure>{count(data.rows.length)}</Figure>)}
            {step("references", asking, <Figure>{words.of(references, data.rows.length)}</Figure>)}
            {backs.length > 0 &&
                step(
                    "askedBack",
                    asking === "now" || back > 0 ? "now" : "done",
                    <Figure>{count(backs.length)}</Figure>,
                )}
            {checksIn(view).some(({ done, inputs }) => !done || inputs > 0) &&
                step("checked", runningIn(view) > 0 ? "now" : "done", <Figure>{checkWord(view)}</Figure>)}
            {data.merged &&
                step("subsets", view.subsets.length > 0 ? "done" : "todo", <Figure>{count(versions.length)}</Figure>)}
            {step(
                "candidates",
                data.merged ? merging : asking,
                <Figure>{data.merged ? words.of(candidates, versions.length) : count(candidates)}</Figure>,
            )}
            {view.referee && step("referee", done ? "done" : "now", <Figure>{done ? refereeWord(view) : "–"}</Figure>)}
            {step("kept", done ? "done" : "todo", <Figure>{keptWord(run, data)}</Figure>)}
        </ol>
    );
}

function Figure({ children }: { children: ComponentChildren }) {
    return <span class="step-figure number">{children}</span>;
}

/** What running has come to, as short as it can be said. */
function checkWord(view: RunView): string {
    const words = overviewStrings.steps;
    const ran = ranIn(view);
    if (ownCheck(view)) {
        return view.output ? words.gives(shortened(view.output, 24)) : ran.length > 0 ? words.nobody : "–";
    }
    const judged = ran.filter(({ passed, failed }) => passed + failed > 0);
    const pass = judged.filter(({ failed }) => failed === 0).length;
    return judged.length > 0 ? words.pass(pass, judged.length) : words.ran(ran.length);
}

function refereeWord({ referee }: RunView): string {
    const words = overviewStrings.steps.refereed;
    return referee?.changed ? words.changed : referee?.winner === 0 ? words.same : words.none;
}

function keptWord(run: Run, data: Matrix): string {
    const view = run.view.value;
    if (view.phase !== "done") {
        return "–";
    }
    const kept = view.kept === null ? undefined : view.calls[view.kept];
    const column = data.columns.find((at) => at.kept);
    if (view.kept_output) {
        return checkStrings.ownShort;
    }
    if (!kept) {
        return overviewStrings.steps.nobody;
    }
    const words = overviewStrings.matrix;
    if (column) {
        return column.subset === undefined ? words.answerOf(column.number) : words.version(column.number);
    }
    return run.name(kept.member);
}
