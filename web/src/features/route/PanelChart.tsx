import type { Mode } from "smacs";
import { decimal, percent } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { Explained } from "../../ui/Explained.tsx";
import type { Asked } from "./asked.ts";
import { byFigure, notToldApart, sourceOf, sourceWords, thinOf } from "./source.ts";
import { routeStrings } from "./strings.ts";

interface PanelChartProps {
    asked: readonly Asked[];
    mode: Mode;
}

/** Who is asked: a bar for each model of which something is known, and where that comes from. */
export function PanelChart({ asked, mode }: PanelChartProps) {
    const paper = mode === "paper";
    const priors = asked.map(({ told }) => told?.prior ?? 0);
    const scale = paper ? Math.max(...priors, Number.MIN_VALUE) : 1;
    const known = asked.some(({ told }) => sourceOf(told) !== "none");
    const words = routeStrings.route;
    const sorted = byFigure(asked);
    const { count, all } = notToldApart(sorted);
    const thin = thinOf(sorted);
    return (
        <figure class="chart">
            <ol class="chart-rows">
                {sorted.map((one) => (
                    <Row key={one.id} asked={one} scale={scale} paper={paper} quiet={thin.length > 0} />
                ))}
            </ol>
            {thin.length > 0 && <p class="hint">{routeStrings.thinRows(Math.min(...thin), Math.max(...thin))}</p>}
            {count > 1 && <p class="chart-same">{all ? words.same.all(count) : words.same.first(count)}</p>}
            {known && (
                <figcaption class="hint">
                    <Explained text={paper ? words.legendPaper : words.legend} term="error" />
                </figcaption>
            )}
        </figure>
    );
}

interface RowProps {
    asked: Asked;
    scale: number;
    paper: boolean;
    /** That it rests on few questions is said below the chart. */
    quiet: boolean;
}

function Row({ asked: { name, told }, scale, paper, quiet }: RowProps) {
    const source = sourceOf(told);
    const known = told && source !== "none" ? told : undefined;
    return (
        <li class="chart-row" data-source={source}>
            <span class="chart-model">{name}</span>
            {known && <Figures prior={known.prior} error={known.standard_error} paper={paper} />}
            {known && (
                <Bar
                    value={known.prior / scale}
                    error={known.standard_error === null ? undefined : known.standard_error / scale}
                    striped={source !== "measured"}
                />
            )}
            <span class={quiet && source === "thin" ? "visually-hidden" : "chart-source hint"}>
                {sourceWords(told)}
            </span>
        </li>
    );
}

function Figures({ prior, error, paper }: { prior: number; error: number | null; paper: boolean }) {
    const words = routeStrings.route;
    const value = paper ? decimal(prior) : percent(prior);
    const spoken = paper || error === null ? words.sum(value) : words.expected(value, percent(error));
    return (
        <>
            <span class="visually-hidden">, {spoken}, </span>
            <span class="chart-value number" aria-hidden="true">
                {value}
                {error !== null && <span class="chart-error"> ± {percent(error)}</span>}
            </span>
        </>
    );
}
