// Builds an index, or adds to one, in a worker that is ended when it is done or aborted.
import type { BuildProgress, FromBuilder, Job, PostedBank } from "./build-protocol.js";
import { SmacsError } from "./error.js";
import { builtin } from "./node.js";
import type { PostableSource } from "./protocol.js";
import { isForeign, listen, moduleWorker, postable, rebuilt, type WorkerLike } from "./threads.js";

export type { BuildProgress } from "./build-protocol.js";
export {
    Calibration,
    type CalibrationOptions,
    type CalibrationQuestion,
    type CalibrationScore,
    type CalibrationState,
    type Graded,
} from "./calibration.js";
export { moduleWorker, type WorkerLike } from "./threads.js";

/**
 * A file of records, plain or gzip. `name` is the source of records that do not name theirs, and begins generated ids.
 */
export interface NamedBank {
    name: string;
    source: PostableSource;
}

/** Without a name: a File or an address is named by its file name up to the first dot, bytes are named "bank". */
export type Bank = PostableSource | NamedBank;

interface WorkOptions {
    onProgress?(progress: BuildProgress): void;
    /** Aborting ends the worker and rejects with the signal's reason. */
    signal?: AbortSignal;
    /** The compiled builder; by default the packaged smacs-builder.wasm. */
    module?: PostableSource | WebAssembly.Module;
    /** A fresh worker that runs "smacs/builder-worker"; by default the packaged one. It is ended in any case. */
    worker?: WorkerLike;
}

export interface BuildOptions extends WorkOptions {
    /** An embedder file (.sme). It makes the vectors; routing needs the same one. */
    embedder: PostableSource;
    /** Questions with scores, in any shape that `smacs index build` reads. */
    banks: readonly Bank[];
    /** JSON of facts about models, which also gives them their canonical names. */
    catalog?: string;
    /** Whether the index keeps the questions' texts. */
    withText?: boolean;
}

export interface ColumnOptions extends WorkOptions {
    /** An index file (.smx). */
    index: PostableSource;
    /** The model that was scored. */
    name: string;
    /** Lines {"id", "score"}, or a bank that has scores of this model. */
    scores: Bank;
    /** Whether existing scores may be overwritten. */
    replace?: boolean;
}

/** What is known of a model that has no scores on an index's questions. */
export interface ModelCard {
    name: string;
    /** As the index's models name theirs. */
    family?: string;
    /** Parameters in thousand millions. */
    parameters_b?: number;
    /** An ISO day, or the beginning of one. */
    released?: string;
    /** Its published scores were made thinking. */
    reasons?: boolean;
    /** Published scores by benchmark; those that the index can make nothing of are left out. */
    scores?: Record<string, number>;
}

export interface RowsOptions extends WorkOptions {
    /** An index file (.smx). */
    index: PostableSource;
    /** The embedder file (.sme) that made it. */
    embedder: PostableSource;
    /** Questions with scores, in any shape that `smacs index build` reads, under the names of the index's models. */
    banks: readonly Bank[];
}

export interface ModelsOptions extends Omit<WorkOptions, "onProgress"> {
    /** An index file (.smx) with a fit to published scores. */
    index: PostableSource;
    models: readonly ModelCard[];
}

/**
 * An index file made from question banks: the same bytes as the command makes. Errors in a bank have line and column.
 */
export function buildIndex(options: BuildOptions): Promise<Uint8Array<ArrayBuffer>> {
    const { embedder, banks, catalog = "", withText = false, module } = options;
    return work(options, {
        kind: "build",
        module: posted(module),
        embedder: posted(embedder),
        banks: banks.map(postedBank),
        catalog,
        withText,
    });
}

/** The index file with a further model, or with more scores of a model that it has. */
export function addColumn(options: ColumnOptions): Promise<Uint8Array<ArrayBuffer>> {
    const { index, name, scores, replace = false, module } = options;
    return work(options, {
        kind: "column",
        module: posted(module),
        index: posted(index),
        name,
        banks: [postedBank(scores)],
        replace,
    });
}

/** The index file with further models that have no scores: what is published of them, or like them, has to do. */
export function addModels(options: ModelsOptions): Promise<Uint8Array<ArrayBuffer>> {
    const { index, models, module } = options;
    return work(options, {
        kind: "cards",
        module: posted(module),
        index: posted(index),
        cards: JSON.stringify(models),
    });
}

/**
 * The index file with further questions, and with the models that only these have scores of. A question that the index
 * has under the same id gets the further scores.
 */
export function addRows(options: RowsOptions): Promise<Uint8Array<ArrayBuffer>> {
    const { index, embedder, banks, module } = options;
    return work(options, {
        kind: "rows",
        module: posted(module),
        index: posted(index),
        embedder: posted(embedder),
        banks: banks.map(postedBank),
    });
}

async function work(options: WorkOptions, job: Job): Promise<Uint8Array<ArrayBuffer>> {
    const { signal, onProgress } = options;
    const worker = options.worker ?? start();
    let abort = () => {};
    try {
        signal?.throwIfAborted();
        return await new Promise((resolve, reject) => {
            abort = () => reject(signal?.reason);
            signal?.addEventListener("abort", abort);
            listen(worker, "message", (message) => {
                const said = message as FromBuilder;
                if (said.kind === "progress") {
                    onProgress?.(said.progress);
                } else if (said.kind === "done") {
                    resolve(said.bytes);
                } else {
                    reject(rebuilt(said.error));
                }
            });
            for (const type of ["error", "messageerror", "exit"]) {
                listen(worker, type, (cause) =>
                    reject(new SmacsError("crash", "the builder stopped unexpectedly", { cause })),
                );
            }
            worker.postMessage(job);
        });
    } finally {
        signal?.removeEventListener("abort", abort);
        worker.terminate();
    }
}

function posted<T extends PostableSource | WebAssembly.Module | undefined>(source: T): T {
    return postable(source) as T;
}

function postedBank(bank: Bank): PostedBank {
    const named = typeof bank === "object" && "source" in bank ? bank : { name: nameOf(bank), source: bank };
    return { name: named.name, source: posted(named.source) };
}

/** As the command names a file. */
function nameOf(bank: PostableSource): string {
    const address = typeof bank === "string" || bank instanceof URL ? String(bank).replace(/[?#].*/, "") : "";
    const path = bank instanceof Blob ? ((bank as Partial<File>).name ?? "") : address;
    return path.replace(/.*\//, "").replace(/\..*/, "") || "bank";
}

/** Bundlers recognise the last form by its text, and must not see the others. */
function start(): WorkerLike {
    const here = import.meta.url;
    const threads = builtin("node:worker_threads");
    if (threads) {
        return new threads.Worker(new URL("./build-worker.js", here));
    }
    return isForeign(here)
        ? moduleWorker(new URL("./build-worker.js", here))
        : new Worker(new URL("./build-worker.js", import.meta.url), { type: "module" });
}
