import { useId } from "preact/hooks";
import type { Route } from "smacs";
import { percentage } from "../../lib/format.ts";
import { Bar } from "../../ui/Bar.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { byTest, type TestShare } from "./evidence.ts";
import { routeStrings } from "./strings.ts";
import { EvidenceTable, NearestView } from "./tables.ts";

/** So many rows; the table has all. */
const most = 5;

/** Several tests as one row. */
function together(tests: readonly TestShare[]): TestShare {
    return {
        benchmark: routeStrings.evidence.otherTests(tests.length),
        share: tests.reduce((sum, { share }) => sum + share, 0),
        questions: tests.reduce((sum, { questions }) => sum + questions, 0),
        subjects: [],
    };
}

/** Which tests the similar questions come from. */
export function EvidenceView({ route }: { route: Route }) {
    const words = routeStrings.evidence;
    const title = useId();
    const tests = byTest(route.evidence);
    const all = tests.length <= most;
    const shown = all ? tests : tests.slice(0, most - 1);
    const rest = all ? [] : tests.slice(most - 1);
    return (
        <section class="evidence" aria-labelledby={title}>
            <h3 id={title}>{words.title}</h3>
            <p class="hint">{words.intro}</p>
            <ul class="evidence-rows">
                {shown.map((test) => (
                    <Row key={test.benchmark} test={test} />
                ))}
                {rest.length > 0 && <Row test={together(rest)} />}
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
            <span class="number">{percentage(test.share)}</span>
            <Bar value={test.share} thin />
            {subjects.length > 0 && <span class="hint evidence-subjects">{subjects.join(", ")}</span>}
        </li>
    );
}
