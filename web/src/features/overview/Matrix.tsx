import { useId } from "preact/hooks";
import { twoDigits } from "../../lib/format.ts";
import type { Column, Matrix as MatrixData } from "../run/model/matrix.ts";
import type { Run } from "../run/run.ts";
import { columnClass, MatrixCell } from "./MatrixCell.tsx";
import { MatrixModel } from "./MatrixModel.tsx";
import type { Names } from "./names.ts";
import { ScoreLegend, ScoreStack } from "./ScoreStack.tsx";
import { type Selection, sameSelection } from "./selection.ts";
import { overviewStrings } from "./strings.ts";
import { type GridKeys, useGridKeys } from "./use-grid-keys.ts";

interface MatrixProps {
    run: Run;
    data: MatrixData;
    names: Names;
    value: Selection | undefined;
    onChange(value: Selection): void;
}

/**
 * A row for each model, a column for each candidate, the scores under the columns and the kept one lit. A grid: Tab
 * reaches one cell, arrows the others, and each opens what lies behind it.
 */
export function Matrix({ run, data, names, value, onChange }: MatrixProps) {
    const words = overviewStrings.matrix;
    const id = useId();
    const keys = useGridKeys([1, 0]);
    const choose = (selection: Selection) => ({
        "aria-pressed": sameSelection(value, selection),
        onClick: () => onChange(selection),
    });
    return (
        <figure class="matrix-box">
            <table
                ref={keys.ref}
                // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table with arrow keys
                role="grid"
                class={data.merged ? "matrix" : "matrix square"}
                style={`--columns: ${data.columns.length}`}
                aria-label={words.label}
                aria-describedby={id}
                onKeyDown={keys.onKeyDown}
            >
                <Head data={data} names={names} keys={keys} choose={choose} />
                <tbody>
                    {data.rows.map((row, at) => (
                        <tr key={row.member} class={row.dropped ? "matrix-row dropped" : "matrix-row"}>
                            <MatrixModel
                                run={run}
                                row={row}
                                control={{ ...keys.cell(at + 1, 0), ...choose({ kind: "model", member: row.member }) }}
                            />
                            {data.columns.map((column, place) => (
                                <MatrixCell
                                    key={column.key}
                                    cell={data.cells[at]?.[place] ?? { kind: "none" }}
                                    column={column}
                                    model={names.model(row.member)}
                                    name={names.column(column)}
                                    control={{
                                        ...keys.cell(at + 1, place + 1),
                                        ...choose({ kind: "cell", member: row.member, column: column.key }),
                                    }}
                                />
                            ))}
                        </tr>
                    ))}
                </tbody>
                <Foot data={data} names={names} keys={keys} choose={choose} />
            </table>
            <figcaption class="hint">
                {data.merged ? words.merged : words.agree}{" "}
                {data.merged && data.columns.some(({ subset }) => subset === undefined) && `${words.single} `}
                <span id={id} class="keys">
                    {words.keys}
                </span>
                {data.columns.some(({ score }) => score) && <ScoreLegend />}
            </figcaption>
        </figure>
    );
}

interface PartProps {
    data: MatrixData;
    names: Names;
    keys: GridKeys;
    choose(selection: Selection): { "aria-pressed": boolean; onClick(): void };
}

function Head({ data, names, keys, choose }: PartProps) {
    const words = overviewStrings.matrix;
    return (
        <thead class="matrix-head">
            <tr class="matrix-row">
                <th scope="col" class="matrix-model">
                    <span class="visually-hidden">{words.model}</span>
                </th>
                <th scope="col" class="matrix-facts">
                    <span class="visually-hidden">{words.standing}</span>
                </th>
                {data.columns.map((column, at) => {
                    const single = data.merged && column.subset === undefined;
                    const shown = single ? words.answerNumber(column.number) : String(column.number);
                    const title = titleOf(column, names);
                    return (
                        <th key={column.key} scope="col" class={columnClass(column)}>
                            <button
                                type="button"
                                // What is seen is part of the name.
                                aria-label={single ? `${shown}: ${title}` : title}
                                {...keys.cell(0, at + 1)}
                                {...choose({ kind: "candidate", column: column.key })}
                            >
                                {shown}
                            </button>
                        </th>
                    );
                })}
            </tr>
        </thead>
    );
}

function Foot({ data, names, keys, choose }: PartProps) {
    const words = overviewStrings.matrix;
    const highest = Math.max(...data.columns.map(({ score }) => score?.score ?? 0), Number.MIN_VALUE);
    return (
        <tfoot class="matrix-foot">
            <tr class="matrix-row">
                <th scope="row" class="matrix-model">
                    {words.score}
                </th>
                <td class="matrix-facts" />
                {data.columns.map((column, at) => {
                    const { score } = column;
                    const title = titleOf(column, names);
                    return (
                        <td key={column.key} class={columnClass(column)}>
                            <button
                                type="button"
                                aria-label={
                                    score ? words.scored(title, twoDigits(score.score)) : words.notScored(title)
                                }
                                {...keys.cell(data.rows.length + 1, at + 1)}
                                {...choose({ kind: "candidate", column: column.key })}
                            >
                                <ScoreStack score={score} weights={data.weights} highest={highest} />
                            </button>
                        </td>
                    );
                })}
            </tr>
        </tfoot>
    );
}

function titleOf(column: Column, names: Names): string {
    const name = names.column(column);
    return column.kept ? `${name}, ${overviewStrings.matrix.kept}` : name;
}
