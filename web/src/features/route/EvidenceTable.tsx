import type { Route } from "smacs";
import { count, percent } from "../../lib/format.ts";
import { subjectName, testName } from "./evidence.ts";
import { routeStrings } from "./strings.ts";

/** How many of the similar questions are from which test and subject. */
export function EvidenceTable({ route }: { route: Route }) {
    const words = routeStrings.evidence;
    return (
        <table>
            <thead>
                <tr>
                    <th scope="col">{words.benchmark}</th>
                    <th scope="col" class="text">
                        {words.category}
                    </th>
                    <th scope="col">{words.share}</th>
                    <th scope="col">{words.questions}</th>
                </tr>
            </thead>
            <tbody>
                {route.evidence.map((entry) => (
                    <tr key={`${entry.benchmark}/${entry.category}`}>
                        <th scope="row" class="break">
                            {testName(entry.benchmark)}
                        </th>
                        <td class="text break">{entry.category ? subjectName(entry.category) : "–"}</td>
                        <td>{percent(entry.share)}</td>
                        <td>{count(entry.questions)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
