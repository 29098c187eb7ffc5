// Trying out the models of an endpoint, one after the other, with what came of each.
import { type ReadonlySignal, signal } from "@preact/signals";
import { asFailure, type Failure, failureWithoutKey } from "smacs/wire";
import type { Endpoint } from "../../engine/endpoint.ts";
import type { Probed } from "../../engine/probe.ts";

export type TestOutcome =
    | { state: "waiting" | "running" }
    | ({ state: "passed" } & Probed)
    | { state: "failed"; failure: Failure };

export interface ModelTests {
    /** By the endpoint's id. */
    outcomes: ReadonlySignal<ReadonlyMap<string, TestOutcome>>;
    busy: ReadonlySignal<boolean>;
    /** After those that are waiting already. */
    test(ids: readonly string[]): Promise<void>;
    /** Keeps what is known by now. */
    stop(): void;
    /** Another address: nothing is known of it. */
    clear(): void;
}

export function createModelTests(current: () => Endpoint): ModelTests {
    const outcomes = signal<ReadonlyMap<string, TestOutcome>>(new Map());
    const busy = signal(false);
    let stopper = new AbortController();

    const set = (id: string, outcome: TestOutcome | undefined) => {
        const next = new Map(outcomes.value);
        next.delete(id);
        outcomes.value = outcome ? next.set(id, outcome) : next;
    };
    const nextWaiting = () => [...outcomes.value].find(([, { state }]) => state === "waiting")?.[0];

    async function one(id: string, { signal: stopped }: AbortController): Promise<void> {
        const endpoint = current();
        set(id, { state: "running" });
        try {
            const { probe } = await import("../../engine/probe.ts");
            const probed = await probe(endpoint, id, stopped);
            if (!stopped.aborted) {
                set(id, { state: "passed", ...probed });
            }
        } catch (error) {
            if (!stopped.aborted) {
                set(id, { state: "failed", failure: failureWithoutKey(asFailure(error), endpoint.key) });
            }
        }
    }
    const stop = () => {
        stopper.abort();
        stopper = new AbortController();
        busy.value = false;
        const over = [...outcomes.value].filter(([, { state }]) => state === "passed" || state === "failed");
        outcomes.value = new Map(over);
    };
    return {
        outcomes,
        busy,
        async test(ids) {
            for (const id of ids) {
                if (outcomes.value.get(id)?.state !== "running") {
                    set(id, { state: "waiting" });
                }
            }
            if (busy.value) {
                return;
            }
            busy.value = true;
            const mine = stopper;
            for (let id = nextWaiting(); id !== undefined && !mine.signal.aborted; id = nextWaiting()) {
                await one(id, mine);
            }
            if (!mine.signal.aborted) {
                busy.value = false;
            }
        },
        stop,
        clear() {
            stop();
            outcomes.value = new Map();
        },
    };
}
