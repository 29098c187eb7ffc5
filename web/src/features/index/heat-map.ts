// The means of an index as a table: a row for each model, a column for each kind of question.
import type { IndexInfo } from "smacs";
import { indexStrings } from "./strings.ts";

export type SortBy = "mean" | "model";

export interface HeatColumn {
    name: string;
    questions: number;
}

export interface HeatRow {
    model: string;
    mean: number | null;
    /** By column; null: not run. */
    cells: (number | null)[];
}

/** Best first, or by name; models without any score come last. */
export function heatMap(info: IndexInfo, by: SortBy): { columns: HeatColumn[]; rows: HeatRow[] } {
    const words = indexStrings.map;
    const columns = info.domains.map(({ benchmark, category, questions }) => ({
        name: words.domain(benchmark ?? words.unnamed, category),
        questions,
    }));
    const rows = info.models.map(({ name, mean }, at) => ({
        model: name,
        mean,
        cells: info.means.map((row) => row[at] ?? null),
    }));
    const byName = (a: HeatRow, b: HeatRow) => a.model.localeCompare(b.model, "en");
    rows.sort((a, b) => (by === "model" ? 0 : (b.mean ?? -1) - (a.mean ?? -1)) || byName(a, b));
    return { columns, rows };
}

/** How many colours there are; index.css has one for each. */
export const steps = 10;

/** The colour of a score in [0, 1]. */
export const stepOf = (score: number) => Math.min(steps - 1, Math.floor(steps * score));
