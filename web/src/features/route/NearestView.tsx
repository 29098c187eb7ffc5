import type { Neighbour, Route } from "smacs";
import { similarity } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { subjectsOf, testName } from "./evidence.ts";
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
                            {aboutOf(neighbour)}
                        </span>
                        <span class="hint">{factsOf(neighbour).join(" · ")}</span>
                    </li>
                ))}
            </ol>
            <Disclosure summary={routeStrings.evidence.ids}>
                <IdTable nearest={nearest} />
            </Disclosure>
        </>
    );
}

/** Its text, where the index has it; else its key words. */
function aboutOf({ text, keywords = [], benchmark }: Neighbour): string {
    return text || keywords.join(", ") || testName(benchmark);
}

function factsOf(neighbour: Neighbour): string[] {
    const words = routeStrings.evidence;
    const { benchmark, solved } = neighbour;
    const test = testName(benchmark);
    return [
        ...(aboutOf(neighbour) === test ? [] : [test]),
        ...subjectsOf(neighbour),
        ...(solved && solved.of > 0 ? [words.solved(solved.by, solved.of)] : []),
    ];
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
