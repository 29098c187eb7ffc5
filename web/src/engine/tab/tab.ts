// The models of this tab: which there are, which are kept, and the runtime that answers for them. One for the page,
// since its memory is one.
import { cardOfFile, keptModel, loadModels, type TabModel } from "./cards.ts";
import type { LoadedFacts, Runtime } from "./runtime.ts";
import { openStore, type PieceStore } from "./store.ts";
import { fetchWeights, keptBytes, openWeights, WeightProblem } from "./weights.ts";

/** What a model's last answer took. */
export interface Speed {
    /** Tokens in a second: read, and written. */
    reading: number;
    writing: number;
}

export class Tab {
    readonly store: PieceStore;
    readonly #models = new Map<string, TabModel>();
    readonly #speeds = new Map<string, Speed>();
    /** Hears which model's weights or speed are not what they were. */
    onChange: (model: TabModel) => void = () => {};
    #runtime: Promise<Runtime> | undefined;

    constructor(store: PieceStore) {
        this.store = store;
    }

    /** What can be had or is kept, kept ones first. */
    async list(signal: AbortSignal): Promise<TabModel[]> {
        const known = await loadModels(signal).catch(() => []);
        const kept: TabModel[] = [];
        for (const id of await this.store.models()) {
            const model = known.find((entry) => entry.id === id) ?? keptModel(await this.store.description(id));
            if (model) {
                kept.push(model);
            }
        }
        const all = [...kept, ...known.filter((model) => !kept.includes(model))];
        this.#models.clear();
        for (const model of all) {
            this.#models.set(model.name, model);
        }
        return all;
    }

    /** The model that is asked by this name; undefined before `list`, too. */
    named(name: string): TabModel | undefined {
        return this.#models.get(name);
    }

    kept(model: TabModel): Promise<number> {
        return keptBytes(model, this.store);
    }

    /**
     * Throws WeightProblems only. Tabs that want the same model wait for each other: `onWait` says that this one
     * does.
     */
    async fetch(
        model: TabModel,
        signal: AbortSignal,
        onProgress: (loaded: number) => void,
        onWait: () => void,
        file?: Blob,
    ): Promise<void> {
        await inTurn(`smacs-model ${model.id}`, signal, onWait, async () => {
            const { beside, ...description } = model;
            await this.store.describe(model.id, description).catch((error) => {
                throw storeProblem(error, model);
            });
            await fetchWeights(model, { store: this.store, signal, onProgress, ...(file ? { file } : {}) });
        });
    }

    /** A file of the visitor's own; it is kept like the others. */
    adopt(file: File): TabModel {
        const model = cardOfFile(file);
        this.#models.set(model.name, model);
        return model;
    }

    async remove(model: TabModel): Promise<void> {
        await (await this.#runtime)?.unload(model.id);
        await this.store.remove(model.id);
    }

    /** Throws a WeightProblem when its weights are not there any more, or were spoilt. */
    async weights(model: TabModel): Promise<Blob> {
        const blob = await openWeights(model, this.store, new AbortController().signal);
        if (!blob) {
            this.onChange(model);
            throw new WeightProblem("gone");
        }
        return blob;
    }

    /** The runtime is fetched when it is first wanted. */
    runtime(): Promise<Runtime> {
        this.#runtime ??= import("./runtime.ts").then(({ Runtime }) => new Runtime());
        this.#runtime.catch(() => {
            this.#runtime = undefined;
        });
        return this.#runtime;
    }

    async facts(model: TabModel): Promise<LoadedFacts | undefined> {
        return (await this.#runtime)?.facts(model.id);
    }

    measured(model: TabModel, speed: Speed): void {
        this.#speeds.set(model.id, speed);
        this.onChange(model);
    }

    speed(model: TabModel): Speed | undefined {
        return this.#speeds.get(model.id);
    }
}

function storeProblem(error: unknown, { bytes }: TabModel): WeightProblem {
    return error instanceof DOMException && error.name === "QuotaExceededError"
        ? new WeightProblem("quota", bytes)
        : new WeightProblem("storage", error instanceof Error ? error.message : String(error));
}

async function inTurn(name: string, signal: AbortSignal, onWait: () => void, work: () => Promise<void>): Promise<void> {
    if (typeof navigator === "undefined" || !navigator.locks) {
        return work();
    }
    const free = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock) {
            await work();
        }
        return lock !== null;
    });
    if (!free) {
        onWait();
        await navigator.locks.request(name, { signal }, work).catch((error) => {
            throw signal.aborted ? new WeightProblem("cancelled") : error;
        });
    }
}

let theTab: Promise<Tab> | undefined;

export function tab(): Promise<Tab> {
    theTab ??= openStore().then((store) => new Tab(store));
    return theTab;
}
