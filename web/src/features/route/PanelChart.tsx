import type { ModelRoute, Route } from "smacs";
import { decimal, percent } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { routeStrings } from "./strings.ts";

/** The panel, best first: a bar for each model. The table with all models stands behind it. */
export function PanelChart({ route }: { route: Route }) {
    const byName = new Map(route.models.map((entry) => [entry.model, entry]));
    const members = route.panel.map((model) => byName.get(model)).filter((entry) => entry !== undefined);
    const paper = route.mode === "paper";
    const scale = paper ? Math.max(...members.map((entry) => entry.prior), Number.MIN_VALUE) : 1;
    return (
        <figure class="chart">
            <ol class="chart-rows">
                {members.map((entry) => (
                    <Row key={entry.model} entry={entry} scale={scale} paper={paper} />
                ))}
            </ol>
            <figcaption class="hint">{paper ? routeStrings.route.legendPaper : routeStrings.route.legend}</figcaption>
        </figure>
    );
}

function Row({ entry, scale, paper }: { entry: ModelRoute; scale: number; paper: boolean }) {
    const words = routeStrings.route;
    const error = entry.standard_error;
    const value = paper ? decimal(entry.prior) : percent(entry.prior);
    const spoken = paper || error === null ? words.sum(value) : words.expected(value, percent(error));
    return (
        <li class="chart-row">
            <span class="chart-model">{entry.model}</span>
            <span class="visually-hidden">, {spoken}</span>
            <span class="chart-value number" aria-hidden="true">
                {value}
                {error !== null && <span class="chart-error"> ± {percent(error)}</span>}
            </span>
            <Bar value={entry.prior / scale} error={error === null ? undefined : error / scale} />
        </li>
    );
}
