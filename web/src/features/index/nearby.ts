// What an index in shards has near a question: fetched once writing pauses, and before it is asked.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Engine } from "../../engine/core.ts";

export interface NearbyParts {
    engine: ReadonlySignal<Engine | undefined>;
    /** As it stands in the composer, trimmed. */
    question: ReadonlySignal<string>;
    /** Asked before in the same conversation, oldest first. */
    earlier: ReadonlySignal<readonly string[]>;
    /** Of a question, where a model outside made the index's vectors; undefined: not there, or not yet. */
    vectorOf(question: string): readonly number[] | undefined;
    /** The same index, with what is near one more question. */
    onEngine(engine: Engine): void;
}

export type NearbyStatus = { state: "waiting" } | { state: "ready" } | { state: "failed"; error: unknown };

export interface Nearby {
    /** Of the question in the composer. */
    status: ReadonlySignal<NearbyStatus>;
    /** Gets it now. Rejects with a SmacsError. */
    get(question: string, earlier: readonly string[], vector?: readonly number[]): Promise<void>;
    /** For the question in the composer, after a failure. */
    retry(): void;
    dispose(): void;
}

/** Writing has to pause so long before anything is fetched, in ms. */
const pause = 250;

export function createNearby({ engine, question, earlier, vectorOf, onEngine }: NearbyParts): Nearby {
    const failed = signal<{ question: string; error: unknown } | undefined>(undefined);
    const stopper = new AbortController();
    /** What is written next ends it. */
    let draft = new AbortController();

    const get = async (
        text: string,
        before: readonly string[],
        vector: readonly number[] | undefined,
        stop: AbortSignal,
    ) => {
        const now = engine.peek();
        if (!now?.approach || now.reaches(text, before)) {
            return;
        }
        failed.value = undefined;
        try {
            const signal = AbortSignal.any([stop, stopper.signal]);
            const next = await now.approach(text, { earlier: before, vector, signal });
            // Another index may have come meanwhile.
            if (engine.peek()?.info === now.info && !stopper.signal.aborted) {
                onEngine(next);
            }
        } catch (error) {
            if (!stop.aborted) {
                failed.value = { question: text, error };
            }
            throw error;
        }
    };
    const getDraft = () => {
        const text = question.peek();
        void get(text, earlier.peek(), vectorOf(text), draft.signal).catch(() => {}); // the status says so
    };
    const isReached = () => {
        const now = engine.value;
        return question.value === "" || !now?.approach || now.reaches(question.value, earlier.value);
    };
    const end = effect(() => {
        const needsVector = engine.value?.info.embedder.outside !== undefined;
        if (isReached() || failed.value?.question === question.value) {
            return undefined;
        }
        if (needsVector && !vectorOf(question.value)) {
            return undefined;
        }
        const own = new AbortController();
        draft = own;
        const waiting = setTimeout(getDraft, pause);
        return () => {
            clearTimeout(waiting);
            own.abort();
        };
    });
    return {
        status: computed((): NearbyStatus => {
            const { value } = failed;
            return isReached()
                ? { state: "ready" }
                : value?.question === question.value
                  ? { state: "failed", error: value.error }
                  : { state: "waiting" };
        }),
        get: (text, before, vector) => get(text, before, vector, stopper.signal),
        retry: getDraft,
        dispose() {
            end();
            stopper.abort();
        },
    };
}
