import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { RouteView } from "../features/route/RouteView.tsx";
import type { Run } from "../features/run/run.ts";
import { Disclosure } from "../ui/Disclosure.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { useAppState } from "./context.ts";
import { Overview, RunMap } from "./run-views.ts";
import { strings } from "./strings.ts";

type Shown = "run" | "next";

/** Beside the question: who would be asked; once there is a run, how that is decided, and the former a step away. */
export function Side() {
    const { run, question } = useAppState();
    const shown = useSignal<Shown>("run");
    const { value } = run;
    const other = value !== undefined && question.value.trim() !== "";
    useEffect(() => {
        // Whoever writes a new question wants to see whom it would go to.
        shown.value = other ? "next" : "run";
    }, [other, value?.id, shown]);
    if (!value) {
        return <RouteView />;
    }
    const words = strings.side;
    return (
        <Tabs
            label={words.label}
            options={[
                { value: "run", label: words.run },
                { value: "next", label: words.next },
            ]}
            value={shown.value}
            onChange={(chosen) => {
                shown.value = chosen;
            }}
        >
            {shown.value === "run" ? <Decided key={value.id} run={value} /> : <RouteView />}
        </Tabs>
    );
}

function Decided({ run }: { run: Run }) {
    return (
        <>
            <Overview run={run} />
            <Disclosure summary={strings.side.map}>
                <RunMap run={run} />
            </Disclosure>
        </>
    );
}
