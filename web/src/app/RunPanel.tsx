import { useSignal } from "@preact/signals";
import { SmacsError } from "smacs";
import { ConnectOptions } from "../features/endpoint/ConnectOptions.tsx";
import { TabOption } from "../features/tab/lazy.ts";
import type { RunProblem } from "./asking.ts";
import { useAppState } from "./context.ts";
import { Thread, UnopenedRun } from "./run-views.ts";
import { strings } from "./strings.ts";

/** The shown run's answer; before there is one, what to do next. */
export function RunPanel() {
    const { run, runProblem, openSample, tab } = useAppState();
    const lookProblem = useSignal<unknown>(undefined);
    if (runProblem.value) {
        const { saved } = runProblem.value;
        return (
            <>
                <Problem problem={runProblem.value} />
                {saved && <UnopenedRun key={saved.id} saved={saved} />}
                {run.value && <Thread key={run.value.id} run={run.value} />}
            </>
        );
    }
    if (!run.value) {
        const look = () => {
            openSample().catch((error: unknown) => {
                lookProblem.value = error;
            });
        };
        return (
            <>
                <ConnectOptions
                    tabWay={tab.value && <TabOption tab={tab.value} />}
                    tabBusy={tab.value?.busy.value ?? false}
                    onLook={look}
                />
                {lookProblem.value !== undefined && <Problem problem={{ doing: "open", error: lookProblem.value }} />}
            </>
        );
    }
    return <Thread key={run.value.id} run={run.value} />;
}

function Problem({ problem: { doing, error } }: { problem: RunProblem }) {
    const code = error instanceof SmacsError ? error.code : undefined;
    // Whoever follows a link has no file.
    const broken = doing === "openLink" && (code === "syntax" || code === "schema");
    const what = code && doing !== "ask" ? strings.run.problems[broken ? "link" : code] : undefined;
    return (
        <p class="problem" role="alert">
            {doing === "ask" ? strings.run.notStarted : strings.run.notOpened}: {what}{" "}
            <span class="said" lang="en">
                {error instanceof Error ? error.message : String(error)}
            </span>
        </p>
    );
}
