import { count, similarity } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Scroll } from "../../ui/Scroll.tsx";
import type { Mark } from "./MapMarks.tsx";
import { aboutOf, type NamesOf } from "./model.ts";
import { mapStrings } from "./strings.ts";

interface MapTableProps {
    marks: readonly Mark[];
    model: string | undefined;
    namesOf: NamesOf;
}

/** What the map shows of the nearest questions, in words and numbers. */
export function MapTable({ marks, model, namesOf }: MapTableProps) {
    const words = mapStrings.columns;
    return (
        <Disclosure summary={mapStrings.table}>
            <Scroll label={mapStrings.table}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words.about}</th>
                            <th scope="col" class="text">
                                {words.from}
                            </th>
                            <th scope="col">{words.similarity}</th>
                            <th scope="col">{words.solved}</th>
                            {model && <th scope="col">{model}</th>}
                        </tr>
                    </thead>
                    <tbody>
                        {marks.map(({ neighbour, outcome }) => (
                            <tr key={neighbour.number}>
                                <th scope="row" class="break" dir="auto">
                                    {aboutOf(neighbour, namesOf)}
                                </th>
                                <td class="text">{namesOf(neighbour).join(", ")}</td>
                                <td>{similarity(neighbour.similarity)}</td>
                                <td>
                                    {neighbour.solved &&
                                        `${count(neighbour.solved.by)} / ${count(neighbour.solved.of)}`}
                                </td>
                                {model && <td>{mapStrings.outcomes[outcome ?? "notAsked"]}</td>}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </Scroll>
        </Disclosure>
    );
}
