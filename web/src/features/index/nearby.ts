// What an index in shards has near a question: fetched once writing pauses, and before it is asked.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type IndexInfo, SmacsError } from "smacs";
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
/** What has not come by then does not come, in ms: some megabyte over a slow line takes half of it. */
const longest = 60_000;
const tooLate = () => new SmacsError("fetch", `not all of it came within ${longest / 1000} s`);

export function createNearby({ engine, question, earlier, vectorOf, onEngine }: NearbyParts): Nearby {
    /** Of which index, too: another may have it. */
    const failed = signal<{ question: string; of: IndexInfo; error: unknown } | undefined>(undefined);
    const stopper = new AbortController();
    /** What is written next ends it. */
    let draft = new AbortController();

    /** Another index may come while something is fetched. */
    const isOvertaken = (by: Engine) => engine.peek()?.info !== by.info;
    const failureOf = (text: string) =>
        failed.value?.question === text && failed.value.of === engine.value?.info ? failed.value : undefined;
    const get = async (
        text: string,
        before: readonly string[],
        vector: readonly number[] | undefined,
        stop: AbortSignal,
    ): Promise<void> => {
        const now = engine.peek();
        if (!now?.approach || now.reaches(text, before)) {
            return;
        }
        failed.value = undefined;
        const overtaken = new AbortController();
        const unwatch = effect(() => {
            if (engine.value?.info !== now.info) {
                overtaken.abort();
            }
        });
        const late = AbortSignal.timeout(longest);
        try {
            const signal = AbortSignal.any([stop, stopper.signal, overtaken.signal, late]);
            const next = await now.approach(text, { earlier: before, vector, signal });
            if (!isOvertaken(now) && !stopper.signal.aborted) {
                onEngine(next);
            }
        } catch (error) {
            if (!isOvertaken(now)) {
                const told = late.aborted && !stop.aborted ? tooLate() : error;
                if (!stop.aborted) {
                    failed.value = { question: text, of: now.info, error: told };
                }
                throw told;
            }
        } finally {
            unwatch();
        }
        if (isOvertaken(now) && !stop.aborted && !stopper.signal.aborted) {
            await get(text, before, vector, stop);
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
        if (isReached() || failureOf(question.value)) {
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
            const failure = failureOf(question.value);
            return isReached()
                ? { state: "ready" }
                : failure
                  ? { state: "failed", error: failure.error }
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
