// What is routed by beside the index in use. Models to be asked that the index does not know, but whose names or lists
// say something of them, get a column without scores, so that they are judged like the others. Questions that the
// visitor has marked are further rows, and models that only these tell of further columns.
import { computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { ModelCard } from "smacs/builder";
import type { Engine } from "../../engine/core.ts";
import { cardOf } from "../../engine/stand-in.ts";
import type { EndpointsState } from "../endpoint/endpoints.ts";

export interface OwnQuestions {
    /** Lines of a bank. */
    rows: string;
    /** Those that these have scores of. */
    models: readonly string[];
}

export interface StandInParts {
    engine: ReadonlySignal<Engine | undefined>;
    endpoints: EndpointsState;
    /** The visitor's own questions; undefined: none. Beside vectors of a model outside they have none. */
    own: ReadonlySignal<OwnQuestions | undefined>;
    /** The index in use with these models and rows. */
    extend(models: readonly ModelCard[], rows: string, signal: AbortSignal): Promise<Blob>;
    /** The same core, with something else beside its index. */
    onEngine(engine: Engine): void;
    /** Whether rows could not be added, and are not routed by. */
    onRows(failed: boolean): void;
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

export function createStandIns({ engine, endpoints, own, extend, onEngine, onRows }: StandInParts): StandIns {
    const wanted = computed(() => newModels(engine.value, endpoints));
    const names = computed(() => wanted.value.map(({ name }) => name).join("\n"));
    /** What engines were made for; without an entry they are an index's alone. */
    const beside = new WeakMap<Engine, string>();
    const wantedKey = () => [names.value, own.value?.rows].filter(Boolean).join("\n\n");
    const digest = computed(() => engine.value?.info.digest);
    let working = Promise.resolve();
    let stopper = new AbortController();
    const isDone = () => {
        const now = engine.peek();
        return !now || (beside.get(now) ?? "") === untracked(wantedKey);
    };
    const work = async (signal: AbortSignal) => {
        const now = engine.peek();
        if (!now || isDone()) {
            return;
        }
        const [models, { rows = "", models: marked = [] } = {}, key] = [
            wanted.peek(),
            own.peek(),
            untracked(wantedKey),
        ];
        const index = key === "" ? undefined : await extend(models, rows, signal);
        if (!signal.aborted && engine.peek() === now) {
            const known = new Set(now.info.models.map(({ name }) => name));
            const further = [...models.map(({ name }) => name), ...marked.filter((name) => !known.has(name))];
            const next = await now.standIn(further, index);
            beside.set(next, key);
            onEngine(next);
            onRows(false);
        }
    };
    const begin = async (signal: AbortSignal) => {
        if (isDone()) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (!signal.aborted) {
            // Without them these models are asked as ones of which nothing is known.
            await work(signal).catch(() => onRows(!signal.aborted && own.peek() !== undefined));
        }
    };
    const end = effect(() => {
        // While models are being chosen, each click would make another index.
        const key = wantedKey();
        if (!endpoints.choosing.value && digest.value !== undefined && key !== undefined) {
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
    if (!engine || engine.approach) {
        return []; // an index in shards takes none
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
