import type { Route } from "smacs";
import { count, percent } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { byTest, subjectName, type TestShare, testName } from "./evidence.ts";
import { NearestView } from "./NearestView.tsx";
import { routeStrings } from "./strings.ts";

/** Which tests the similar questions come from. */
export function EvidenceView({ route }: { route: Route }) {
    const words = routeStrings.evidence;
    return (
        <section class="evidence" aria-labelledby="evidence-title">
            <h3 id="evidence-title">{words.title}</h3>
            <p class="hint">{words.intro}</p>
            <ul class="evidence-rows">
                {byTest(route.evidence).map((test) => (
                    <Row key={test.benchmark} test={test} />
                ))}
            </ul>
            <Disclosure summary={words.table}>
                <EvidenceTable route={route} />
            </Disclosure>
            <Disclosure summary={words.nearest}>
                <NearestView route={route} />
            </Disclosure>
        </section>
    );
}

function Row({ test }: { test: TestShare }) {
    const shown = test.subjects.slice(0, 3);
    const rest = test.subjects.length - shown.length;
    const subjects = [
        ...shown.map((subject) => subject.name),
        ...(rest > 0 ? [routeStrings.evidence.others(rest)] : []),
    ];
    return (
        <li>
            <span class="evidence-name">{test.benchmark}</span>
            <span class="number">{percent(test.share)}%</span>
            <Bar value={test.share} thin />
            {subjects.length > 0 && <span class="hint evidence-subjects">{subjects.join(", ")}</span>}
        </li>
    );
}

function EvidenceTable({ route }: { route: Route }) {
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
