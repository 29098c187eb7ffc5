import type { Neighbour, Route } from "smacs";
import { similarity } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { aboutOf, factsOf } from "../map/model.ts";
import { namesOf } from "./evidence.ts";
import { routeStrings } from "./strings.ts";

/** The most similar questions: what they are about, where they are from, and how many models solved them. */
export function NearestView({ route }: { route: Route }) {
    const nearest = route.neighbours.slice(0, 10);
    return (
        <>
            <ol class="nearest">
                {nearest.map((neighbour) => (
                    <li key={neighbour.id}>
                        <span class="nearest-about" dir="auto">
                            {aboutOf(neighbour, namesOf)}
                        </span>
                        <span class="hint">{factsOf(neighbour, namesOf).join(" · ")}</span>
                    </li>
                ))}
            </ol>
            <Disclosure summary={routeStrings.evidence.ids}>
                <IdTable nearest={nearest} />
            </Disclosure>
        </>
    );
}

function IdTable({ nearest }: { nearest: readonly Neighbour[] }) {
    const words = routeStrings.evidence;
    return (
        <table>
            <thead>
                <tr>
                    <th scope="col">{words.id}</th>
                    <th scope="col">{words.similarity}</th>
                </tr>
            </thead>
            <tbody>
                {nearest.map(({ id, similarity: cosine }) => (
                    <tr key={id}>
                        <th scope="row" class="break">
                            {id}
                        </th>
                        <td>{similarity(cosine)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
