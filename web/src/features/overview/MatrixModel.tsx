import type { CallView } from "smacs";
import { decimal, dollars, percent } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { CallFacts } from "../run/CallFacts.tsx";
import { type Row, stateOf } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";
import { Says } from "../run/Says.tsx";
import { StateMark } from "../run/StateMark.tsx";
import type { CellControl } from "./MatrixCell.tsx";
import { overviewStrings } from "./strings.ts";

/** The head of a row: who, how likely right, how it stands, what it says, time and cost. */
export function MatrixModel({ run, row, control }: { run: Run; row: Row; control: CellControl }) {
    const call = row.calls.at(-1);
    const live = call && run.live(call.call).value;
    const state = stateOf(call, live);
    const cost = call?.usage.cost ?? undefined;
    return (
        <>
            <th scope="row" class="matrix-model">
                <button type="button" {...control}>
                    <span class="row-number">{row.number}</span> {run.name(row.member)}
                </button>
            </th>
            <td class="matrix-facts">
                <PriorBar run={run} row={row} />
                <span class={`matrix-state ${state}`}>
                    <StateMark state={state} of={run.poolModel(row.member)} />
                </span>
                {call && <Says view={run.view.value} call={call} most={60} />}
                {row.askedBack && <span class="matrix-back">{askedBackWord(row.askedBack)}</span>}
                {call && live && <CallFacts call={call} live={live} />}
                {cost !== undefined && cost > 0 && <span class="number muted">{dollars(cost)}</span>}
            </td>
        </>
    );
}

function askedBackWord({ state }: CallView): string {
    const { now, done } = overviewStrings.matrix.askedBack;
    return state === "flying" ? now : state === "done" ? done : "";
}

function PriorBar({ run, row }: { run: Run; row: Row }) {
    const words = overviewStrings.matrix;
    const paper = run.request.config?.mode === "paper";
    if (row.prior === null) {
        return <span class="hint">{words.priorUnknown}</span>;
    }
    const scale = paper ? Math.max(...run.view.value.panel.map(({ prior }) => prior ?? 0), Number.MIN_VALUE) : 1;
    const error = row.error === null || paper ? undefined : row.error / scale;
    return (
        <span class="matrix-prior">
            <span class="visually-hidden">{words.prior(paper ? decimal(row.prior) : percent(row.prior))}</span>
            <Bar value={row.prior / scale} error={error} thin />
        </span>
    );
}
