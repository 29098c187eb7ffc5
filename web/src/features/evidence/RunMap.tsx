import { useComputed } from "@preact/signals";
import type { RunTrace } from "smacs";
import { useAppState } from "../../app/context.ts";
import { QuestionMap } from "../map/QuestionMap.tsx";
import { namesOf } from "../route/evidence.ts";
import type { Run } from "../run/run.ts";
import { StepPlayer } from "./StepPlayer.tsx";
import { evidenceStrings } from "./strings.ts";

/** Where a run's question lies. Run and map go by one timeline: the map shows how the model did whose turn it is. */
export function RunMap({ run }: { run: Run }) {
    const { loading, routeOf } = useAppState();
    const words = evidenceStrings.map;
    const member = useComputed(() => memberAt(run));
    const route = routeOf(run);
    if (loading.value.state !== "ready" || !route) {
        return <p class="hint">{words.unknown}</p>;
    }
    const modelOf = (id: string | undefined) => run.request.pool.find((one) => one.id === id)?.model ?? undefined;
    const followed = modelOf(member.value);
    const scrubbed = !run.active.value && run.recordedBy === undefined && run.origin !== "sample";
    return (
        <>
            {member.value !== undefined && (
                <p class="hint" role="status">
                    {followed === undefined ? words.stranger(run.name(member.value)) : words.turn(followed)}
                </p>
            )}
            {scrubbed && <StepPlayer run={run} />}
            <QuestionMap
                engine={loading.value.engine}
                route={route}
                likely={run.view.value.panel.flatMap(({ member: id }) => modelOf(id) ?? [])}
                namesOf={namesOf}
                followed={followed}
            />
        </>
    );
}

/** Who was heard of at the step that is shown, or last while it runs; undefined: nobody, or the run is at its end. */
function memberAt(run: Run): string | undefined {
    const step = run.step.value ?? (run.active.value ? run.steps.value : 0);
    const { steps } = JSON.parse(run.trace()) as Pick<RunTrace, "steps">;
    const heard = steps
        .slice(0, step)
        .findLast(
            ({ event }) => event.type === "completed" || event.type === "failed" || event.type === "delta",
        )?.event;
    const call = heard && "call" in heard ? heard.call : undefined;
    return run.view.value.calls.find((one) => one.call === call)?.member;
}
