import { count } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { namesOf } from "../route/evidence.ts";
import type { Kind, Mark } from "./mark.ts";
import { bestOf, type KindStandings, scoreboard } from "./scoreboard.ts";
import { markStrings } from "./strings.ts";

/** By kind of question, how often each model was right. */
export function Scoreboard({ marks }: { marks: readonly Mark[] }) {
    return (
        <>
            {scoreboard(marks).map((standings) => (
                <KindTable key={JSON.stringify(standings.kind)} standings={standings} />
            ))}
        </>
    );
}

function kindName(kind: Kind | undefined): string {
    if (!kind) {
        return markStrings.all;
    }
    return kind.benchmark === null ? markStrings.unnamed : namesOf(kind).join(": ");
}

function KindTable({ standings }: { standings: KindStandings }) {
    const words = markStrings;
    const name = kindName(standings.kind);
    const best = bestOf(standings);
    return (
        <section class="mark-kind">
            <h3>{name}</h3>
            <p class="hint">{words.marked(standings.questions)}</p>
            <p>{best ? words.best(best.model, best.right, best.of) : words.noBest}</p>
            {standings.models.length > 0 && (
                <table aria-label={words.table(name)}>
                    <thead>
                        <tr>
                            <th scope="col" class="text">
                                {words.columns.model}
                            </th>
                            <th scope="col">{words.columns.right}</th>
                            <th scope="col">{words.columns.of}</th>
                            <td />
                        </tr>
                    </thead>
                    <tbody>
                        {standings.models.map(({ model, right, of }) => (
                            <tr key={model}>
                                <th scope="row" class="break">
                                    {model}
                                </th>
                                <td>{words.cells(right)}</td>
                                <td>{count(of)}</td>
                                <td class="mark-bar">
                                    <Bar value={right / of} thin />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </section>
    );
}
