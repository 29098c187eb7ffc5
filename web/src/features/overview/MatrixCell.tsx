import { similarity } from "../../lib/format.ts";
import type { Cell, Column } from "../run/model/matrix.ts";
import { overviewStrings } from "./strings.ts";

/** What a control in the grid gets from it. */
export type CellControl = Record<string, unknown>;

interface MatrixCellProps {
    cell: Cell;
    column: Column;
    /** Of the row. */
    model: string;
    /** Of the column. */
    name: string;
    control: CellControl;
}

/** How one model stands to one candidate: told by a shape, not by colour alone. */
export function MatrixCell({ cell, column, model, name, control }: MatrixCellProps) {
    const label = labelOf(cell, model, name);
    const size =
        cell.kind === "like" ? `--size: ${(0.25 + 0.75 * Math.max(0, cell.similarity)).toFixed(3)}` : undefined;
    return (
        <td class={columnClass(column)}>
            <button type="button" class="matrix-mark" aria-label={label} title={label} {...control}>
                <span class={`mark-${cell.kind}`} style={size} />
            </button>
        </td>
    );
}

export function columnClass({ kept, unused, call }: Column): string {
    const flying = call?.state === "flying";
    return ["matrix-cell", kept && "lit", unused && "unused", flying && "flying"].filter(Boolean).join(" ");
}

function labelOf(cell: Cell, model: string, name: string): string {
    const words = overviewStrings.matrix.cells;
    switch (cell.kind) {
        case "like":
            return words.like(model, name, similarity(cell.similarity));
        case "self":
            return words.self(model);
        case "same":
        case "differs":
            return words[cell.kind](model, name);
        default:
            return words[cell.kind](name, model);
    }
}
