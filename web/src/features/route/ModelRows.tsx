import type { Route } from "smacs";
import { decimal, percent } from "../../lib/format.ts";
import { Explained } from "../../ui/Explained.tsx";
import { Scroll } from "../../ui/Scroll.tsx";
import type { Asked } from "./asked.ts";
import { sourceWords } from "./source.ts";
import { routeStrings } from "./strings.ts";

export interface ModelTableProps {
    route: Route;
    asked: readonly Asked[];
}

/** What the index says of every model it knows. */
export function ModelRows({ route, asked }: ModelTableProps) {
    const { columns, panelMark } = routeStrings.route;
    const panel = new Set(asked.map(({ name }) => name));
    const value = (prior: number) => (route.mode === "paper" ? decimal(prior) : percent(prior));
    const models = route.models.toSorted((a, b) => b.prior - a.prior);
    return (
        <Scroll label={routeStrings.route.table(models.length)}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{columns.model}</th>
                        <th scope="col">
                            <Explained text={columns.prior} term="prior" />
                        </th>
                        <th scope="col">
                            <Explained text={columns.error} term="error" />
                        </th>
                        <th scope="col">
                            <Explained text={columns.effective} term="effective" />
                        </th>
                        <th scope="col" class="text">
                            {columns.source}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {models.map((entry) => (
                        <tr key={entry.model} class={panel.has(entry.model) ? "on-panel" : ""}>
                            <th scope="row">
                                {entry.model}
                                {panel.has(entry.model) && <span class="visually-hidden"> ({panelMark})</span>}
                            </th>
                            <td>{value(entry.prior)}</td>
                            <td>{entry.standard_error === null ? "–" : percent(entry.standard_error)}</td>
                            <td>{decimal(entry.n_eff)}</td>
                            <td class="text">{sourceWords(entry)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    );
}
