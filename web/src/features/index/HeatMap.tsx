import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { IndexInfo } from "smacs";
import { count, percent } from "../../lib/format.ts";
import { Scroll } from "../../ui/Scroll.tsx";
import { usePortions } from "../../ui/use-portions.ts";
import { type HeatColumn, type HeatRow, heatMap, type SortBy, stepOf, steps } from "./heat-map.ts";
import { indexStrings } from "./strings.ts";

/** Rows that are shown together: of hundreds of models, all would be tens of thousands of cells. */
const page = 25;
/** So many rows are drawn in one go. */
const atOnce = 6;

/** Who is good at what: a table whose cells are coloured by their value. */
export function HeatMap({ info }: { info: IndexInfo }) {
    const by = useSignal<SortBy>("mean");
    const from = useSignal(0);
    const words = indexStrings.map;
    const { columns, rows } = useMemo(() => heatMap(info, by.value), [info, by.value]);
    const sort = (next: SortBy) => {
        by.value = next;
        from.value = 0;
    };
    const many = rows.length > page;
    /** Round and round, so that no button is dead. */
    const go = (step: number) => {
        const pages = Math.ceil(rows.length / page);
        from.value = page * ((from.value / page + step + pages) % pages);
    };
    const end = Math.min(from.value + page, rows.length);
    return (
        <section class="index-part" aria-labelledby="index-map">
            <h3 id="index-map">{words.title}</h3>
            <p class="hint">{words.caption}</p>
            <Scroll class={many ? "scroll heat-box many" : "scroll heat-box"} label={words.label}>
                <table class="heat-map">
                    <Head columns={columns} by={by.value} onSort={sort} />
                    <Body key={`${by.value} ${from.value}`} rows={rows.slice(from.value, end)} columns={columns} />
                </table>
            </Scroll>
            {many && (
                <div class="heat-pages">
                    <button type="button" onClick={() => go(-1)}>
                        {words.previous}
                    </button>
                    <span class="number" role="status">
                        {words.place(from.value + 1, end, rows.length)}
                    </span>
                    <button type="button" onClick={() => go(1)}>
                        {words.next}
                    </button>
                </div>
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

/** Some rows with each turn. */
function Body({ rows, columns }: { rows: HeatRow[]; columns: HeatColumn[] }) {
    const drawn = usePortions(rows.length, atOnce);
    return (
        <tbody>
            {rows.slice(0, drawn).map((row) => (
                <Row key={row.model} row={row} columns={columns} />
            ))}
        </tbody>
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
