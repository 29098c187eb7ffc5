// A run that can be looked at and no more: its trace was decided by another version, or with an index that is not at
// hand.
import { signal } from "@preact/signals";
import type { RunView } from "smacs";
import { Failure } from "smacs/wire";
import { createLiveCalls } from "./live-calls.ts";
import { toldTrace } from "./recorded-trace.ts";
import type { Run, RunIdentity, RunSurroundings } from "./run.ts";
import { memberName, messagesOf } from "./trace.ts";

/** The view that a trace recorded. Throws what is wrong with the trace. */
export function recordedRun(
    text: string,
    partials: Readonly<Record<number, string>>,
    identity: RunIdentity,
    { engine, pool }: RunSurroundings,
): Run {
    const view = engine.recorded(text);
    const trace = toldTrace(text);
    const { request, steps, version } = trace;
    const calls = createLiveCalls();
    calls.restore(trace, partials);
    for (const { call, state } of view.calls) {
        if (state === "flying") {
            calls.fail(call, new Failure("cancelled"));
        }
    }
    const known = new Map(pool.map((poolModel) => [poolModel.id, poolModel]));
    const shown = signal<RunView>(view);
    const never = signal(false);
    const unknown = signal(undefined);
    const nothing = () => {};
    return {
        ...identity,
        question: request.question,
        request,
        recordedBy: version,
        view: shown,
        latest: shown,
        active: never,
        interrupted: never,
        broken: unknown,
        began: unknown,
        ended: unknown,
        steps: signal(steps.length),
        step: unknown,
        goTo: nothing,
        poolModel: (member) => known.get(member),
        name: (member) => memberName(request, known.get(member), member),
        live: (number) => calls.of(number),
        messages: (number) => messagesOf(trace, number),
        check: unknown,
        fetchCheck: async () => {},
        checked: () => [],
        rescore: () => undefined,
        stop: nothing,
        mergeNow: nothing,
        drop: nothing,
        ask: nothing,
        resume: nothing,
        finish: nothing,
        trace: () => text,
        partials: () => ({ ...partials }),
        dispose: nothing,
    };
}
