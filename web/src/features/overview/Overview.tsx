import { useComputed, useSignal } from "@preact/signals";
import type { RunWeights } from "smacs";
import { useAppState } from "../../app/context.ts";
import { matrixOf } from "../run/model/matrix.ts";
import type { Run } from "../run/run.ts";
import { Details } from "./Details.tsx";
import { Matrix } from "./Matrix.tsx";
import { matrixNames } from "./names.ts";
import { Pipeline } from "./Pipeline.tsx";
import { type Selection, sameSelection } from "./selection.ts";
import { overviewStrings } from "./strings.ts";
import { Weights } from "./Weights.tsx";

/** The overview of a run: its steps, the matrix, and what lies behind whatever is chosen. */
export function Overview({ run }: { run: Run }) {
    const { routeOf } = useAppState();
    const selection = useSignal<Selection | undefined>(undefined);
    const tried = useSignal<RunWeights | undefined>(undefined);
    const route = useComputed(() => routeOf(run));
    const weights = tried.value ?? run.view.value.weights;
    const scores = tried.value && run.step.value === undefined ? run.rescore(weights) : undefined;
    const data = matrixOf(run.view.value, { weights, scores });
    const names = matrixNames(run);
    const kept = run.view.value.kept;
    const other = data.columns.find((column) => column.kept && column.call?.call !== kept);
    /** Chosen once more, it is closed. */
    const choose = (value: Selection) => {
        selection.value = sameSelection(selection.value, value) ? undefined : value;
    };
    return (
        <section class="overview" aria-labelledby="overview-title">
            <h2 id="overview-title" tabIndex={-1}>
                {overviewStrings.title}
            </h2>
            <Pipeline run={run} route={route.value} data={data} value={selection.value} onChange={choose} />
            <Matrix run={run} data={data} names={names} value={selection.value} onChange={choose} />
            {selection.value && (
                <Details
                    run={run}
                    route={route.value}
                    data={data}
                    names={names}
                    value={selection.value}
                    onClose={() => {
                        selection.value = undefined;
                        document.getElementById("overview-title")?.focus();
                    }}
                />
            )}
            {run.view.value.candidates.length > 1 && run.step.value === undefined && run.recordedBy === undefined && (
                <Weights
                    value={weights}
                    other={other && names.column(other)}
                    changed={tried.value !== undefined}
                    onChange={(value) => {
                        tried.value = value;
                    }}
                />
            )}
        </section>
    );
}
