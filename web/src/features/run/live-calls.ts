// What the page knows of each call beyond what the core was told: how it stands now, text that is still coming, why
// exactly it failed.
import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { CompletedEvent, FailedEvent, RunTrace } from "smacs";
import { asFailure, Failure, failureKind, failureWithoutKey, textsWithoutKey, withoutKey } from "smacs/wire";
import { type CallRequest, type CallUpdate, type Completion, call } from "../../engine/call.ts";

export interface LiveCall {
    phase: CallUpdate["phase"] | "over";
    /** As far as it has come. */
    text: string;
    reasoning: string;
    /** While backing off: when it is asked again, in ms of performance.now(). */
    retryAt: number | undefined;
    /** performance.now() when it was asked and when it ended; undefined: not known, not yet. */
    startedAt: number | undefined;
    endedAt: number | undefined;
    failure: Failure | undefined;
    /** Fields that were left out because the endpoint refuses them. */
    dropped: readonly string[];
}

export type Made = { ok: true; completion: Completion } | { ok: false; failure: Failure };

export interface LiveCalls {
    /** By the core's number of the call. */
    of(number: number): ReadonlySignal<LiveCall>;
    /** Makes the call. A failure is a value. */
    make(number: number, request: CallRequest, signal: AbortSignal): Promise<Made>;
    /** The text of a call that is still coming, fit to be told. */
    partial(number: number): string;
    /** Says that a call could not even be made. */
    fail(number: number, failure: Failure): Failure;
    /** Takes over what a trace says of calls, and what had come of those in flight. */
    restore(trace: Pick<RunTrace, "steps">, partials: Readonly<Record<number, string>>): void;
}

/** Text arrives in hundreds of pieces a second; eyes want fewer. In ms. */
const beat = 60;

/** `onText` hears of text that has arrived. */
export function createLiveCalls(onText: () => void = () => {}): LiveCalls {
    const calls = new Map<number, Signal<LiveCall>>();
    /** Arrived and not shown yet, by number. */
    const waiting = new Map<number, CallUpdate>();
    let showing: ReturnType<typeof setTimeout> | undefined;
    const keys = new Map<number, string>();
    const of = (number: number) => {
        const known = calls.get(number) ?? signal(queued());
        calls.set(number, known);
        return known;
    };
    const showAll = () => {
        clearTimeout(showing);
        showing = undefined;
        batch(() => {
            for (const [number, update] of waiting) {
                const live = of(number);
                live.value = { ...live.value, retryAt: undefined, ...update };
            }
            waiting.clear();
        });
    };
    return {
        of,
        fail(number, failure) {
            const now = performance.now();
            of(number).value = { ...queued(), phase: "over", startedAt: now, endedAt: now, failure };
            return failure;
        },
        restore(trace, partials) {
            for (const { event, actions } of trace.steps) {
                if (event.type === "completed" || event.type === "failed") {
                    of(event.call).value = restored(event);
                }
                for (const action of actions) {
                    if (action.type === "call") {
                        // A trace does not say when.
                        of(action.call).value = { ...queued(), phase: "waiting", startedAt: undefined };
                    }
                }
            }
            for (const [number, text] of Object.entries(partials)) {
                const live = of(Number(number));
                if (live.value.phase !== "over") {
                    live.value = { ...live.value, text };
                }
            }
        },
        partial: (number) => {
            const text = waiting.get(number)?.text ?? of(number).peek().text;
            return withoutKey(text, keys.get(number) ?? "");
        },
        async make(number, request, stop) {
            const live = of(number);
            const change = (changed: Partial<LiveCall>) => {
                live.value = { ...live.value, ...changed };
            };
            const end = (changed: Partial<LiveCall>) => {
                waiting.delete(number);
                change({ ...changed, phase: "over", retryAt: undefined, endedAt: performance.now() });
            };
            change({ startedAt: performance.now() });
            const { key } = request.endpoint;
            keys.set(number, key);
            try {
                const onUpdate = (update: CallUpdate) => {
                    waiting.set(number, update);
                    if (live.peek().phase === update.phase) {
                        showing ??= setTimeout(showAll, beat);
                    } else {
                        showAll();
                    }
                    onText();
                };
                const completion = textsWithoutKey(await call(request, stop, onUpdate), key);
                const { text, reasoning, dropped } = completion;
                end({ text, reasoning, dropped });
                return { ok: true, completion };
            } catch (error) {
                const failure = failureWithoutKey(asFailure(error), key);
                end({ ...failure.partial, failure });
                return { ok: false, failure };
            }
        },
    };
}

/** As the call was seen when it ended; its clock begins at 0. */
function restored(event: CompletedEvent | FailedEvent): LiveCall {
    return {
        ...queued(),
        phase: "over",
        text: event.text ?? "",
        reasoning: event.reasoning ?? "",
        startedAt: 0,
        endedAt: event.ms ?? 0,
        failure: event.type === "failed" ? new Failure(failureKind(event.kind), event.message ?? "") : undefined,
    };
}

function queued(): LiveCall {
    return {
        phase: "queued",
        text: "",
        reasoning: "",
        retryAt: undefined,
        startedAt: performance.now(),
        endedAt: undefined,
        failure: undefined,
        dropped: [],
    };
}
