import { useSignal } from "@preact/signals";
import type { IndexInfo } from "smacs";
import { count, percent } from "../../lib/format.ts";
import { Scroll } from "../../ui/Scroll.tsx";
import { type HeatColumn, type HeatRow, heatMap, type SortBy, stepOf, steps } from "./heat-map.ts";
import { indexStrings } from "./strings.ts";

/** Rows that are drawn at first: of hundreds of models, all would be tens of thousands of cells. */
const first = 25;

/** Who is good at what: a table whose cells are coloured by their value. */
export function HeatMap({ info }: { info: IndexInfo }) {
    const by = useSignal<SortBy>("mean");
    const all = useSignal(false);
    const words = indexStrings.map;
    const { columns, rows } = heatMap(info, by.value);
    return (
        <section class="index-part" aria-labelledby="index-map">
            <h3 id="index-map">{words.title}</h3>
            <p class="hint">{words.caption}</p>
            <Scroll class="scroll heat-box" label={words.label}>
                <table class="heat-map">
                    <Head columns={columns} by={by.value} onSort={(next) => (by.value = next)} />
                    <tbody>
                        {rows.slice(0, all.value ? rows.length : first).map((row) => (
                            <Row key={row.model} row={row} columns={columns} />
                        ))}
                    </tbody>
                </table>
            </Scroll>
            {rows.length > first && (
                <button type="button" aria-expanded={all.value} onClick={() => (all.value = !all.value)}>
                    {all.value ? words.fewer(first) : words.all(rows.length)}
                </button>
            )}
            <Legend />
        </section>
    );
}

function Head({ columns, by, onSort }: { columns: HeatColumn[]; by: SortBy; onSort(by: SortBy): void }) {
    const words = indexStrings.map;
    const sorted = (column: SortBy) => (by !== column ? "none" : column === "mean" ? "descending" : "ascending");
    const button = (column: SortBy) => (
        <button type="button" class="quiet" onClick={() => onSort(column)}>
            {words[column]}
        </button>
    );
    return (
        <thead>
            <tr>
                <th scope="col" aria-sort={sorted("model")}>
                    {button("model")}
                </th>
                <th scope="col" aria-sort={sorted("mean")}>
                    {button("mean")}
                </th>
                {columns.map(({ name, questions }) => (
                    <th key={name} scope="col" class="heat-head" title={words.domainTitle(name, questions)}>
                        <span>{name}</span>
                    </th>
                ))}
            </tr>
        </thead>
    );
}

function Row({ row, columns }: { row: HeatRow; columns: HeatColumn[] }) {
    const words = indexStrings.map;
    return (
        <tr>
            <th scope="row">{row.model}</th>
            <Cell value={row.mean} title={words.cell(row.model, words.mean, shown(row.mean))} missing={words.missing} />
            {columns.map(({ name }, at) => {
                const value = row.cells[at] ?? null;
                const missing = words.missingCell(row.model, name);
                return (
                    <Cell
                        key={name}
                        value={value}
                        title={words.cell(row.model, name, shown(value))}
                        missing={missing}
                    />
                );
            })}
        </tr>
    );
}

const shown = (value: number | null) => (value === null ? "" : percent(value));

function Cell({ value, title, missing }: { value: number | null; title: string; missing: string }) {
    return value === null ? (
        <td class="heat missing" title={missing}>
            <span class="visually-hidden">{indexStrings.map.missing}</span>
        </td>
    ) : (
        <td class={`heat heat-${stepOf(value)}`} title={title}>
            {count(Math.round(100 * value))}
        </td>
    );
}

function Legend() {
    const words = indexStrings.map;
    return (
        <p class="heat-legend hint">
            {words.low}
            <span class="heat-scale" role="img" aria-label={words.legend}>
                {Array.from({ length: steps }, (_, step) => (
                    <span key={step} class={`heat-${step}`} />
                ))}
            </span>
            {words.high}
            <span>
                <span class="heat-swatch missing" aria-hidden="true" />
                {words.missing}
            </span>
        </p>
    );
}
