// Which index decides, and those that could: loaded from a file or an address, built here, kept beyond the page.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type EmbedderInfo, SmacsError } from "smacs";
import type { ModelCard } from "smacs/builder";
import type { Builder } from "../../engine/builder.ts";
import type { Engine, EngineSources, LoadEngineOptions } from "../../engine/core.ts";
import { fetchFile, largestFile, tooLarge } from "../../engine/fetch-file.ts";
import type { NewestIndex } from "../../engine/newest.ts";
import { isString, type Store } from "../../lib/storage.ts";
import { createIndexStore, type IndexFiles, type IndexStore, type KeptIndex } from "./store.ts";

/** What is going on; one thing at a time. */
export interface IndexWork {
    doing: "load" | "fetch" | "build" | "column" | "use";
    /** Of the file, address or model concerned. */
    name: string;
    loaded: number;
    /** undefined while nobody knows it. */
    total: number | undefined;
    /** Of a bank: records read, those among them without a score, and those with the text of another one. */
    questions: number;
    unscored: number;
    repeated: number;
}

/** Why something did not come about; what was there before is still there. */
export interface IndexProblem {
    /** "start": what was in use could not be loaded with the page. "keep": it works, and goes with the page. */
    doing: IndexWork["doing"] | "start" | "keep" | "remove";
    name: string;
    error: unknown;
}

/** What came out of the last work: an index that is in use, or one that was made. */
export interface IndexOutcome {
    doing: "use" | "build" | "column";
    /** undefined: the one that came with the page. */
    id: string | undefined;
    /** Records of the bank without a score, which were left out. */
    unscored: number;
    /** Questions with the text of another one, under another id. */
    repeated: number;
}

export interface BuildRequest {
    bank: File;
    /** Whether the index keeps the questions' texts. */
    withText: boolean;
    /** Whether models get the names, and what else is known of them, from the index in use. */
    withFacts: boolean;
}

export interface ColumnRequest {
    model: string;
    scores: File;
    /** Whether scores that are there may be overwritten. */
    replace: boolean;
}

/** An embedder that was loaded by itself: for an index that it made, or to build one with. */
export interface LooseEmbedder {
    name: string;
    info: EmbedderInfo;
    file: Blob;
}

export interface IndexState {
    /** Which of the kept indexes decides; undefined: the one that came with the page. */
    current: ReadonlySignal<string | undefined>;
    /** Newest first; undefined until `open` has read them. */
    kept: ReadonlySignal<readonly KeptIndex[] | undefined>;
    loose: ReadonlySignal<LooseEmbedder | undefined>;
    work: ReadonlySignal<IndexWork | undefined>;
    problem: Signal<IndexProblem | undefined>;
    outcome: ReadonlySignal<IndexOutcome | undefined>;
    /** An index beside the page that is newer than the one in use; undefined: as far as is known there is none. */
    newer: ReadonlySignal<NewestIndex | undefined>;
    /** Finds that out. */
    lookForNewer(): Promise<void>;
    /** Fetches and uses it. */
    takeNewer(): Promise<void>;
    /** Whether an index of more models lies beside the page. */
    moreModels: ReadonlySignal<boolean>;
    /** Fetches and uses that. */
    takeAllModels(): Promise<void>;
    /** The engine of the index that was in use last, or of the page's own. */
    load(options: LoadEngineOptions): Promise<Engine>;
    /** Reads what is kept. */
    open(): Promise<void>;
    /** An index (.smx), its embedder (.sme) or both; an index is used at once if its embedder is known. */
    takeFiles(files: readonly File[]): Promise<void>;
    takeAddress(address: string): Promise<void>;
    forgetLoose(): void;
    build(request: BuildRequest): Promise<void>;
    /** Gives the index in use one more model. */
    addColumn(request: ColumnRequest): Promise<void>;
    /** Takes an index that has one more model, and uses it. Rejects when it cannot be used. */
    takeColumn(model: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
    /**
     * The files of what is in use; no embedder where a model outside made its vectors. Rejects with "not-here" where its
     * questions lie in shards.
     */
    usedFiles(signal: AbortSignal): Promise<{ index: Uint8Array; embedder: Uint8Array | undefined }>;
    /** The file of what is in use, with models without scores and with rows added to it: lines of a bank, "" for none. */
    extended(models: readonly ModelCard[], rows: string, signal: AbortSignal): Promise<Blob>;
    cancel(): void;
    /** undefined: back to the one that came with the page. */
    use(id: string | undefined): Promise<void>;
    /** The index file, for a download. */
    file(id: string): Promise<Blob | undefined>;
    remove(id: string): Promise<void>;
}

export interface IndexSurroundings {
    local: Store;
    loadEngine(options: LoadEngineOptions): Promise<Engine>;
    /** The engine in use. */
    engine(): Engine | undefined;
    /** Takes over an engine, in place of the one in use. */
    onEngine(engine: Engine): void;
}

/** What other indexes are loaded, made and kept with. */
export interface IndexTools {
    store: IndexStore;
    fetchPackaged(part: "embedder" | "index", signal: AbortSignal): Promise<Blob>;
    readEmbedder(file: Blob, signal: AbortSignal): Promise<EmbedderInfo>;
    builder(): Promise<Builder>;
    fetchNewest(): Promise<NewestIndex | undefined>;
}

/** The browser's; code that most visits do not need is fetched when it is used. */
function browserTools(): IndexTools {
    const files = () => import("../../engine/index-files.ts");
    return {
        store: createIndexStore(),
        fetchPackaged: async (part, signal) => (await files()).fetchPackaged(part, signal),
        readEmbedder: async (file, signal) => (await files()).readEmbedder(file, signal),
        builder: async () => (await import("../../engine/builder.ts")).builder,
        fetchNewest: async () => (await import("../../engine/newest.ts")).fetchNewest(),
    };
}

const currentKey = "smacs.index";

export function createIndexState(surroundings: IndexSurroundings, tools = browserTools()): IndexState {
    const { local, loadEngine, engine: used, onEngine } = surroundings;
    const { store, fetchPackaged, readEmbedder, builder, fetchNewest } = tools;
    const current = signal<string | undefined>(undefined);
    const kept = signal<readonly KeptIndex[] | undefined>(undefined);
    const loose = signal<LooseEmbedder | undefined>(undefined);
    const work = signal<IndexWork | undefined>(undefined);
    const problem = signal<IndexProblem | undefined>(undefined);
    const outcome = signal<IndexOutcome | undefined>(undefined);
    const newest = signal<NewestIndex | undefined>(undefined);
    const newer = signal<NewestIndex | undefined>(undefined);
    /** What could not be stored: here as long as the page. */
    const unstored = new Map<string, IndexFiles>();
    /** An index whose embedder is still to come. */
    let waiting: { file: File; address: string | undefined } | undefined;
    let running = new AbortController();

    /** One piece of work, unless another is under way. A failure becomes the problem; being cancelled is none. */
    const perform = async (doing: IndexWork["doing"], name: string, does: (signal: AbortSignal) => Promise<void>) => {
        if (work.value) {
            return;
        }
        const controller = new AbortController();
        running = controller;
        problem.value = undefined;
        outcome.value = undefined;
        work.value = { doing, name, loaded: 0, total: undefined, questions: 0, unscored: 0, repeated: 0 };
        try {
            await does(controller.signal);
        } catch (error) {
            if (!controller.signal.aborted) {
                problem.value = { doing: work.value.doing, name, error };
            }
        } finally {
            work.value = undefined;
        }
    };
    const progress = (step: Partial<IndexWork>) => {
        work.value = work.value && { ...work.value, ...step };
    };

    const filesOf = async (id: string) => unstored.get(id) ?? (await store.read(id));
    const present = async (id: string): Promise<IndexFiles> => {
        const files = await filesOf(id);
        if (!files) {
            throw new SmacsError("not-found", "the index is not kept here any more");
        }
        return files;
    };
    const embedderFor = async (digest: string): Promise<Blob | undefined> => {
        if (loose.value?.info.digest === digest) {
            return loose.value.file;
        }
        const among = [...unstored.keys()].find((id) => known(id)?.embedder.digest === digest);
        const own = among && unstored.get(among)?.embedder;
        return own || store.readEmbedder(digest).catch(() => undefined);
    };
    const known = (id: string | undefined) => kept.value?.find((entry) => entry.id === id);
    const open = async () => {
        if (!kept.value) {
            const stored = await store.list().catch(() => []);
            kept.value = stored.toSorted((a, b) => b.savedAt - a.savedAt);
        }
    };
    const swap = (id: string | undefined, engine: Engine) => {
        current.value = id;
        if (id === undefined) {
            local.remove(currentKey);
        } else {
            local.write(currentKey, id);
        }
        onEngine(engine);
        outcome.value = { doing: "use", id, unscored: 0, repeated: 0 };
        compareWithNewest();
    };
    /** An index without a date is somebody's own: nothing beside the page is known to be newer. */
    const compareWithNewest = () => {
        const info = used()?.info;
        const isNewer = newest.value && info?.dates?.made && newest.value.made > info.dates.made;
        newer.value = isNewer && newest.value?.digest !== info?.digest ? newest.value : undefined;
    };

    /** Checks an index by loading it with its embedder, and keeps both. `address`: of an index in shards. */
    const admit = async (
        name: string,
        origin: KeptIndex["origin"],
        index: Blob,
        signal: AbortSignal,
        address?: string,
    ) => {
        let embedder: Blob | undefined;
        const at = address === undefined ? {} : { address };
        const engine = await loadEngine({
            index,
            ...at,
            signal,
            async embedderFor(digest) {
                embedder = await embedderFor(digest);
                return embedder;
            },
        });
        if (signal.aborted) {
            engine.dispose();
        }
        signal.throwIfAborted();
        await open();
        const { info } = engine;
        const there = kept.value?.find((entry) => entry.digest === info.digest && entry.address === address);
        const entry: KeptIndex = there ?? {
            id: crypto.randomUUID(),
            name,
            origin,
            savedAt: Date.now(),
            size: index.size,
            questions: info.questions,
            models: info.models.length,
            digest: info.digest,
            embedder: info.embedder,
            ...at,
        };
        await keep(entry, { index, embedder });
        return { id: entry.id, engine };
    };
    const keep = async (entry: KeptIndex, files: IndexFiles) => {
        try {
            await store.write(entry, files);
        } catch (error) {
            unstored.set(entry.id, files);
            problem.value = { doing: "keep", name: entry.name, error };
        }
        kept.value = [entry, ...(kept.value ?? []).filter(({ id }) => id !== entry.id)];
    };
    const admitAndUse = async (
        file: File,
        origin: KeptIndex["origin"],
        signal: AbortSignal,
        address: string | undefined,
    ) => {
        waiting = undefined;
        try {
            const { id, engine } = await admit(baseName(file.name), origin, file, signal, address);
            swap(id, engine);
        } catch (error) {
            waiting = error instanceof SmacsError && error.code === "mismatch" ? { file, address } : undefined;
            throw error;
        }
    };
    const take = async (files: readonly File[], origin: KeptIndex["origin"], signal: AbortSignal, address?: string) => {
        if (address === undefined && files.some(isHead)) {
            throw new SmacsError("not-here", "a head alone has no questions", { detail: "shards" });
        }
        if (files.some(({ size }) => size > largestFile)) {
            throw tooLarge();
        }
        const embedder = files.find(isEmbedder);
        const file = files.find((file) => !isEmbedder(file));
        const index = file ? { file, address } : waiting;
        if (embedder) {
            const info = await readEmbedder(embedder, signal);
            loose.value = { name: embedder.name, info, file: embedder };
        }
        if (index) {
            await admitAndUse(index.file, origin, signal, index.address);
        }
    };
    /** The files of what is in use, also where they came with the page. */
    const usedFile = async (part: "embedder" | "index", signal: AbortSignal): Promise<Blob> => {
        if (part === "index" && known(current.value)?.address !== undefined) {
            throw new SmacsError("not-here", "the questions of the index are not here", { detail: "shards" });
        }
        const files = current.value === undefined ? undefined : await filesOf(current.value);
        return files?.[part] ?? fetchPackaged(part, signal);
    };
    const admitMade = async (
        doing: "build" | "column",
        name: string,
        make: (built: Builder) => Promise<Uint8Array<ArrayBuffer>>,
        signal: AbortSignal,
    ) => {
        const bytes = await make(await builder());
        const { id, engine } = await admit(name, doing === "build" ? "built" : "column", new Blob([bytes]), signal);
        engine.dispose();
        const { unscored = 0, repeated = 0 } = work.value ?? {};
        outcome.value = { doing, id, unscored, repeated };
    };

    /** Files from beside the page, under a name of ours. Without an embedder, it is the page's. */
    const takeBeside = (name: string, index: string, embedder?: string) =>
        perform("fetch", name, async (signal) => {
            const files = await Promise.all([
                fetchFile(index, signal, progress).then((file) => new File([file], `${name}.smx`)),
                ...(embedder === undefined ? [] : [fetchFile(embedder, signal, () => {})]),
            ]);
            progress({ doing: "load" });
            await take(files, "address", signal);
        });

    const use = (id: string | undefined) =>
        perform("use", known(id)?.name ?? defaultName, async (signal) => {
            const sources = id === undefined ? {} : sourcesOf(await present(id), known(id)?.address);
            swap(id, await loadEngine({ ...sources, signal }));
        });

    return {
        current,
        kept,
        loose,
        work,
        problem,
        outcome,
        async load(options) {
            const id = local.read(currentKey, isString);
            if (id === undefined) {
                return loadEngine(options);
            }
            try {
                const files = await present(id);
                await open(); // where an index in shards lies stands in the list
                const engine = await loadEngine({ ...options, ...sourcesOf(files, known(id)?.address) });
                current.value = id;
                return engine;
            } catch (error) {
                if (error instanceof TypeError || (error instanceof SmacsError && error.code === "fetch")) {
                    throw error; // the connection, not the index
                }
                problem.value = { doing: "start", name: "", error };
                return loadEngine(options);
            }
        },
        newer,
        async lookForNewer() {
            newest.value = await fetchNewest().catch(() => undefined);
            compareWithNewest();
        },
        moreModels: computed(() => newest.value?.all !== undefined),
        async takeAllModels() {
            const { all } = newest.value ?? {};
            if (all !== undefined) {
                await takeBeside(allModelsName, all);
            }
        },
        takeNewer: async () => {
            const { value } = newer;
            if (!value) {
                return;
            }
            await open();
            const there = kept.value?.find(({ digest }) => digest === value.digest);
            if (there) {
                await use(there.id);
                return;
            }
            await takeBeside(`${defaultName} ${value.made}`, value.index, value.embedder);
        },
        open,
        takeFiles: (files) =>
            perform("load", files.map(({ name }) => name).join(", "), (signal) => take(files, "file", signal)),
        takeAddress: (address) =>
            perform("fetch", address, async (signal) => {
                const file = await fetchFile(address, signal, progress);
                progress({ doing: "load" });
                await take([file], "address", signal, isHead(file) ? address : undefined);
            }),
        forgetLoose() {
            loose.value = undefined;
            waiting = undefined;
        },
        build: ({ bank, withText, withFacts }) =>
            perform("build", bank.name, async (signal) => {
                const embedder = loose.value?.file ?? (await usedFile("embedder", signal));
                const facts = used()?.info.models.flatMap((model) => model.facts ?? []) ?? [];
                const catalog = withFacts ? { catalog: JSON.stringify(facts) } : {};
                await admitMade(
                    "build",
                    baseName(bank.name),
                    ({ build }) =>
                        build({ embedder, banks: [bank], withText, ...catalog, signal, onProgress: progress }),
                    signal,
                );
            }),
        addColumn: ({ model, scores, replace }) =>
            perform("column", model, async (signal) => {
                const index = await usedFile("index", signal);
                const name = `${known(current.value)?.name ?? defaultName} + ${model}`;
                await admitMade(
                    "column",
                    name,
                    ({ addColumn }) => addColumn({ index, name: model, scores, replace, signal, onProgress: progress }),
                    signal,
                );
            }),
        async takeColumn(model, bytes) {
            await perform("column", model, async (signal) => {
                const name = `${known(current.value)?.name ?? defaultName} + ${model}`;
                const { id, engine } = await admit(name, "column", new Blob([bytes]), signal);
                swap(id, engine);
            });
            if (problem.value && problem.value.doing !== "keep") {
                throw problem.value.error;
            }
        },
        async usedFiles(signal) {
            const isOutside = used()?.info.embedder.outside !== undefined;
            const bytes = async (part: "embedder" | "index") =>
                new Uint8Array(await (await usedFile(part, signal)).arrayBuffer());
            const [index, embedder] = await Promise.all([bytes("index"), isOutside ? undefined : bytes("embedder")]);
            return { index, embedder };
        },
        extended: async (models, rows, signal) =>
            (await builder()).extend({
                index: await usedFile("index", signal),
                embedder: () => usedFile("embedder", signal),
                models,
                rows,
                signal,
            }),
        cancel: () => running.abort(),
        use,
        file: async (id) => (await filesOf(id))?.index,
        async remove(id) {
            const name = known(id)?.name ?? "";
            if (current.value === id) {
                await use(undefined);
            }
            if (current.value === id) {
                return;
            }
            try {
                if (!unstored.delete(id)) {
                    await store.remove(id);
                }
                kept.value = kept.value?.filter((entry) => entry.id !== id);
                outcome.value = undefined;
            } catch (error) {
                problem.value = { doing: "remove", name, error };
            }
        },
    };
}

/** Of the index that comes with the page, where it needs a name. */
const defaultName = "Default";

const allModelsName = "All models";

function isEmbedder(file: File): boolean {
    return /\.sme$/i.test(file.name);
}

/** Of an index in shards. */
function isHead(file: File): boolean {
    return /\.smh$/i.test(file.name);
}

function sourcesOf({ index, embedder }: IndexFiles, address: string | undefined): EngineSources {
    return { index, embedderFor: async () => embedder, ...(address === undefined ? {} : { address }) };
}

function baseName(file: string): string {
    return file.replace(/\..*/, "") || file;
}
