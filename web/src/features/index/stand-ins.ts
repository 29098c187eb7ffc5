// Models to be asked that the index does not know, but whose names or lists say something of them: they get a column
// without scores beside the index in use, so that they are judged like the others.
import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { ModelCard } from "smacs/builder";
import type { Engine } from "../../engine/core.ts";
import { cardOf } from "../../engine/stand-in.ts";
import type { EndpointsState } from "../endpoint/endpoints.ts";

export interface StandInParts {
    engine: ReadonlySignal<Engine | undefined>;
    endpoints: EndpointsState;
    /** The index in use with these models. */
    extend(models: readonly ModelCard[], signal: AbortSignal): Promise<Blob>;
    /** The same core, with other models beside its index. */
    onEngine(engine: Engine): void;
}

export interface StandIns {
    /** Resolves when all that can stand in does. */
    settled(): Promise<void>;
    dispose(): void;
}

/** Ticking many boxes makes one index. */
const pause = 150;

/** More would take long, and nobody ticks them by hand. */
const most = 64;

export function createStandIns({ engine, endpoints, extend, onEngine }: StandInParts): StandIns {
    const wanted = computed(() => newModels(engine.value, endpoints));
    const names = computed(() => wanted.value.map(({ name }) => name).join("\n"));
    const digest = computed(() => engine.value?.info.digest);
    let working = Promise.resolve();
    let stopper = new AbortController();
    const isDone = () => !engine.peek() || [...(engine.peek()?.standIns ?? [])].join("\n") === names.peek();
    const work = async (signal: AbortSignal) => {
        const now = engine.peek();
        const models = wanted.peek();
        if (!now || isDone()) {
            return;
        }
        const index = models.length > 0 ? await extend(models, signal) : undefined;
        if (!signal.aborted && engine.peek() === now) {
            onEngine(
                await now.standIn(
                    models.map(({ name }) => name),
                    index,
                ),
            );
        }
    };
    const begin = async (signal: AbortSignal) => {
        if (isDone()) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (!signal.aborted) {
            // Without them these models are asked as ones of which nothing is known.
            await work(signal).catch(() => {});
        }
    };
    const end = effect(() => {
        // While models are being chosen, each click would make another index.
        if (!endpoints.choosing.value && digest.value !== undefined && names.value !== undefined) {
            stopper.abort();
            stopper = new AbortController();
            working = begin(stopper.signal);
        }
    });
    return {
        settled: () => working,
        dispose() {
            end();
            stopper.abort();
        },
    };
}

/** Sorted by name: the same models make the same index, so that a run can be taken up again. */
function newModels(engine: Engine | undefined, endpoints: EndpointsState): ModelCard[] {
    if (!engine) {
        return [];
    }
    const { info } = engine;
    const known = new Set(info.models.map(({ name }) => name));
    const ids = new Map(
        endpoints.list.value.flatMap(({ others, notes }) =>
            others.value.map((id) => [id, notes.value[id]?.scores] as const),
        ),
    );
    return [...ids]
        .filter(([name]) => !known.has(name))
        .flatMap(([name, scores]) => {
            const card = cardOf(engine.match([name])[0]?.like, info, scores);
            return card ? [{ name, ...card }] : [];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .slice(0, most);
}
