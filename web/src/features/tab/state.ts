// The models that run in this tab: which there are, how far their weights have come, and their place among the
// endpoints.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Meanings } from "../../engine/matching.ts";
import { memoryOf, type TabModel } from "../../engine/tab/cards.ts";
import { canRun, memoryBudget } from "../../engine/tab/machine.ts";
import type { Speed, Tab } from "../../engine/tab/tab.ts";
import { WeightProblem } from "../../engine/tab/weights.ts";
import { tabBase } from "../../engine/tab-address.ts";
import type { EndpointsState } from "../endpoint/endpoints.ts";

/** `loaded`: bytes that are kept. */
export type Standing =
    | { state: "absent" | "kept" }
    /** Begun at another time, or stopped. */
    | { state: "part"; loaded: number }
    /** Another tab fetches the same. */
    | { state: "waiting" }
    | { state: "fetching"; loaded: number }
    | { state: "failed"; problem: WeightProblem; loaded: number };

export interface TabModelsState {
    models: ReadonlySignal<readonly TabModel[]>;
    standing(model: TabModel): ReadonlySignal<Standing>;
    /** Which ones the first way on would fetch and ask. */
    chosen: Signal<ReadonlySet<string>>;
    /** Bytes that are still to come of those. */
    missing: ReadonlySignal<number>;
    busy: ReadonlySignal<boolean>;
    /** Whether this browser can run models at all. */
    supported: boolean;
    /** Whether what is fetched is there at the next visit. */
    lasting: boolean;
    /** Whether it takes more memory than models get here. */
    tooLarge(model: TabModel): boolean;
    speed(model: TabModel): Speed | undefined;
    /** Fetches what is missing of these, one after the other; whether any of them can be asked now. */
    fetch(models: readonly TabModel[]): Promise<boolean>;
    /** A file of the visitor's own. */
    open(file: File): Promise<void>;
    stop(model: TabModel): void;
    remove(model: TabModel): Promise<void>;
    dispose(): void;
}

export interface TabModelsParts {
    tab: Tab;
    endpoints: EndpointsState;
    /** What the index says of ids; nothing before it is there. */
    meanings: Meanings;
}

export async function createTabModels({ tab, endpoints, meanings }: TabModelsParts): Promise<TabModelsState> {
    const ended = new AbortController();
    const models = signal<readonly TabModel[]>(await tab.list(ended.signal));
    const standings = new Map<string, Signal<Standing>>();
    const under = new Map<string, AbortController>();
    const speeds = signal<ReadonlyMap<string, Speed | undefined>>(new Map());

    const standing = (model: TabModel): Signal<Standing> => {
        const there = standings.get(model.id) ?? signal<Standing>({ state: "absent" });
        standings.set(model.id, there);
        return there;
    };
    const look = async (model: TabModel) => {
        const loaded = await tab.kept(model);
        const state = loaded === 0 ? "absent" : loaded === model.bytes ? "kept" : "part";
        standing(model).value = state === "part" ? { state, loaded } : { state };
    };
    await Promise.all(models.value.map(look));
    tab.onChange = (model) => {
        speeds.value = new Map(speeds.value).set(model.id, tab.speed(model));
        if (!under.has(model.id)) {
            void look(model);
        }
    };

    const isKept = (model: TabModel) => standing(model).value.state === "kept";
    /** Tells the endpoint what it serves now; `fresh` ones are asked from now on. */
    const announce = async (fresh: readonly TabModel[]) => {
        const there = endpoints.list.peek().find(({ base }) => base.value === tabBase);
        if (fresh.length === 0 && !models.peek().some(isKept)) {
            if (there) {
                endpoints.forget(there);
            }
            return;
        }
        const endpoint = fresh.length > 0 ? endpoints.showAt(tabBase) : there;
        await endpoint?.fetchModels(meanings);
        batch(() => {
            for (const { name } of fresh) {
                endpoint?.setAsked(name, true);
            }
        });
    };
    const fetchOne = async (model: TabModel, file?: File) => {
        const place = standing(model);
        const stopper = new AbortController();
        under.set(model.id, stopper);
        const before = place.peek();
        place.value = { state: "fetching", loaded: "loaded" in before ? before.loaded : 0 };
        try {
            await tab.fetch(
                model,
                AbortSignal.any([stopper.signal, ended.signal]),
                (loaded) => {
                    place.value = { state: "fetching", loaded };
                },
                () => {
                    place.value = { state: "waiting" };
                },
                file,
            );
            // Only then is it said to be ready: a page closed at that word has it among its models the next time.
            await announce([model]);
            place.value = { state: "kept" };
        } catch (error) {
            const problem = error instanceof WeightProblem ? error : new WeightProblem("storage", String(error));
            const loaded = await tab.kept(model).catch(() => 0);
            if (problem.kind === "cancelled") {
                place.value = loaded === 0 ? { state: "absent" } : { state: "part", loaded };
            } else {
                place.value = { state: "failed", problem, loaded };
            }
        } finally {
            under.delete(model.id);
        }
    };

    // What was kept at the last visit may be gone.
    await announce([]);
    const chosen = signal<ReadonlySet<string>>(new Set(suggested(models.value).map(({ id }) => id)));
    return {
        models,
        standing,
        chosen,
        missing: computed(() =>
            models.value
                .filter(({ id }) => chosen.value.has(id))
                .reduce((sum, model) => sum + missingOf(model, standing(model).value), 0),
        ),
        busy: computed(() =>
            models.value.some((model) => ["fetching", "waiting"].includes(standing(model).value.state)),
        ),
        supported: canRun(),
        lasting: tab.store.lasting,
        tooLarge: (model) => memoryOf(model) > memoryBudget(),
        speed: ({ id }) => speeds.value.get(id),
        async fetch(wanted) {
            // Chromium grants it without a question, or not; others ask. Without it the browser may make room.
            void navigator.storage?.persist?.().catch(() => {});
            const before = wanted.filter(isKept);
            for (const model of wanted) {
                if (!isKept(model) && !under.has(model.id)) {
                    await fetchOne(model);
                }
            }
            if (before.length > 0) {
                await announce(before);
            }
            return wanted.some(isKept);
        },
        async open(file) {
            const model = tab.adopt(file);
            if (!models.peek().some(({ id }) => id === model.id)) {
                models.value = [...models.peek(), model];
            }
            await fetchOne(model, file);
        },
        stop: (model) => under.get(model.id)?.abort(),
        async remove(model) {
            under.get(model.id)?.abort();
            await tab.remove(model);
            await look(model);
            if (model.source === undefined) {
                models.value = models.peek().filter(({ id }) => id !== model.id);
            }
            await announce([]);
        },
        dispose: () => ended.abort(),
    };
}

function missingOf(model: TabModel, standing: Standing): number {
    return standing.state === "kept" ? 0 : model.bytes - ("loaded" in standing ? standing.loaded : 0);
}

/** What lies beside the page was put there to be used; of what lies elsewhere, the smallest two. */
function suggested(models: readonly TabModel[]): readonly TabModel[] {
    const fitting = models.filter((model) => memoryOf(model) <= memoryBudget());
    const beside = fitting.filter((model) => model.beside);
    return beside.length > 0 ? beside : fitting.toSorted((a, b) => a.bytes - b.bytes).slice(0, 2);
}
