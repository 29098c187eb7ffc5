import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Tabs } from "../../ui/Tabs.tsx";
import type { Run } from "../run/run.ts";
import { ScoreTable } from "../run/ScoreTable.tsx";
import { AnswersView } from "./AnswersView.tsx";
import { CallsView } from "./CallsView.tsx";
import { GroupsView } from "./GroupsView.tsx";
import { SimilarityView } from "./SimilarityView.tsx";
import { evidenceStrings } from "./strings.ts";
import { TraceView } from "./TraceView.tsx";

type TabName = keyof typeof evidenceStrings.tabs;

const views: Record<TabName, (props: { run: Run }) => ComponentChildren> = {
    answers: AnswersView,
    groups: GroupsView,
    similarity: SimilarityView,
    scores: ScoreTable,
    calls: CallsView,
    trace: TraceView,
};

/** Everything that the decision rests on, in full. */
export function EvidenceSection({ run }: { run: Run }) {
    const words = evidenceStrings;
    const tab = useSignal<TabName>("answers");
    const View = views[tab.value];
    return (
        <section class="proof" aria-labelledby="proof-title">
            <h2 id="proof-title">{words.title}</h2>
            <Tabs
                label={words.label}
                options={(Object.keys(views) as TabName[]).map((value) => ({ value, label: words.tabs[value] }))}
                value={tab.value}
                onChange={(value) => {
                    tab.value = value;
                }}
            >
                <View run={run} />
            </Tabs>
        </section>
    );
}
