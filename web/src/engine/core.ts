// The core, its embedder and its index: loaded together, with one progress, and asked together.
import embedderUrl from "@assets/default.sme?url";
import indexUrl from "@assets/default.smx?url";
import {
    Embedder,
    type EmbedderInfo,
    type HistoryMessage,
    type IndexInfo,
    type ModelMatch,
    type Route,
    type RouteOptions,
    Run,
    type RunRequest,
    type RunTrace,
    type RunView,
    ScoreIndex,
    Smacs,
    SmacsError,
} from "smacs";
import wasmUrl from "smacs/smacs.wasm?url";
import runsUrl from "smacs/smacs-run.wasm?url";
import { nextTurn } from "smacs/wire";
import type { NearOptions, Shards } from "./shards.ts";
import { cardOf } from "./stand-in.ts";

/** The core's side of a run. */
export type CoreRun = Run;

/** Whether a file came with the page or was given. */
export type FileOrigin = "packaged" | "given";

/** Everything that decides; synchronous once loaded. */
export interface Engine {
    /** Of the index file; models that stand in are not in it, nor are a person's own questions. */
    readonly info: IndexInfo;
    /** Names of further models that can be routed to. */
    readonly standIns: ReadonlySet<string>;
    readonly embedder: EmbedderInfo;
    /** What is routed by, with the models that stand in and a person's own questions. */
    readonly index: ScoreIndex;
    readonly origin: { index: FileOrigin; embedder: FileOrigin };
    /**
     * Where the index lies in shards: fetches what it has near a question. The engine that comes can route the question,
     * and takes the place of this one; of those before, it can route the last few. undefined: the index is whole.
     */
    approach?(question: string, options: NearOptions): Promise<Engine>;
    /** Whether this question, after these, can be routed and asked now. */
    reaches(question: string, earlier: readonly string[]): boolean;
    /** `vector`: of the question, where a model outside made the index's (`info.embedder.outside`). */
    route(question: string, options: RouteOptions, vector?: readonly number[]): Route;
    /** Which models of the index these ids of an endpoint mean; of others, whether they can stand in by their family. */
    match(ids: readonly string[]): ModelMatch[];
    /** The core's side of a run. Throws what is wrong with the request. */
    start(request: RunRequest): Run;
    /**
     * A run as it stood at the end of a trace, with or without the models that stand in now. Throws "mismatch" for a
     * trace of another index or embedder.
     */
    replay(trace: string | RunTrace): Run;
    /** What a trace recorded, of whatever index. Throws what is wrong with it. */
    recorded(trace: string): RunView;
    /** The aggregation prompt of runs that are given none. */
    readonly prompt: string;
    /** What models are asked back with in runs that are given nothing else. */
    readonly statePrompt: string;
    dispose(): void;
    /** Another engine takes over: this one is disposed of as soon as none of its runs is left. */
    retire(): void;
    /**
     * The same core with this index, which is the engine's own with a few more models and questions; undefined: without
     * them. What the one disposes of is gone for the other.
     */
    standIn(names: Iterable<string>, index: Blob | undefined): Promise<Engine>;
}

export interface Progress {
    loaded: number;
    total: number;
}

/** Files in place of the packaged ones. */
export interface EngineSources {
    index?: Blob;
    /** Where an index in shards lies, of which `index` is the head. */
    address?: string;
    /** The embedder with this digest, which made the given index; undefined: the packaged one, if it did. */
    embedderFor?(digest: string): Promise<Blob | undefined>;
}

export interface LoadEngineOptions extends EngineSources {
    signal?: AbortSignal;
    onProgress?(progress: Progress): void;
}

type Part = keyof typeof __ASSET_SIZES__;

/** Loads the three files side by side. Rejects with the first error; nothing of it stays behind then. */
export async function loadEngine(options: LoadEngineOptions = {}): Promise<Engine> {
    const failed = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
    const { index: given, embedderFor = async () => undefined } = options;
    const report = progressOf(options.onProgress, given ? ["core", "runs"] : ["core", "runs", "embedder", "index"]);
    const fetched = (part: Part) => fetchCounted(urls[part], signal, (loaded) => report(part, loaded));
    let smacs: Smacs | undefined;
    try {
        const files = given ? undefined : Promise.all([fetched("embedder"), fetched("index")]);
        files?.catch(() => failed.abort());
        const [core, runs] = await Promise.all([fetched("core"), fetched("runs")]);
        smacs = await Smacs.load(core, { runs, signal });
        const packaged = await files;
        if (packaged) {
            const [embedder, index] = await Promise.all([
                Embedder.load(smacs, packaged[0], { signal }),
                ScoreIndex.load(smacs, packaged[1], { signal }),
            ]);
            // Opening, describing and then routing take some 50 ms each: the page gets a turn between them.
            await nextTurn();
            const engine = engineOf(smacs, embedder, index, { index: "packaged", embedder: "packaged" });
            await nextTurn();
            return engine;
        }
        const { address } = options;
        const shards =
            address === undefined
                ? undefined
                : await (await import("./shards.ts")).openShards(smacs, given as Blob, address, signal);
        const index = shards ? shards.head : await ScoreIndex.load(smacs, given as Blob, { signal });
        const other = await embedderFor(index.info.embedder.digest);
        const embedder = await Embedder.load(smacs, other ?? (await fetched("embedder")), { signal });
        checkPair(index.info, embedder.info);
        const origin = { index: "given", embedder: other ? "given" : "packaged" } as const;
        return engineOf(smacs, embedder, index, origin, shards);
    } catch (error) {
        failed.abort();
        smacs?.dispose();
        throw error;
    }
}

const urls: Record<Part, string> = { core: wasmUrl, runs: runsUrl, embedder: embedderUrl, index: indexUrl };

/** The core would say so at the first question. Beside vectors from outside, any embedder will do to compare answers. */
function checkPair(index: IndexInfo, embedder: EmbedderInfo): void {
    if (index.embedder.outside === undefined && index.embedder.digest !== embedder.digest) {
        const message = "the index was made with another embedder";
        throw new SmacsError("mismatch", message, { detail: `${index.embedder.name} (${index.embedder.digest})` });
    }
}

/** Questions of an index in shards that were written last: what is near them is kept. */
const nearsKept = 4;

const keyOf = (question: string, earlier: readonly string[] = []) => JSON.stringify([question, ...earlier]);

/** A question, and those before it in its conversation, oldest first. */
export interface AskedQuestion {
    question: string;
    earlier: string[];
}

export function askedIn({ question, history }: Pick<RunRequest, "question" | "history">): AskedQuestion {
    return { question, earlier: questionsIn(history) };
}

/** What was asked, oldest first. */
export function questionsIn(messages: readonly HistoryMessage[] = []): string[] {
    return messages.filter(({ role }) => role === "user").map(({ content }) => content);
}

/** What a trace was asked; undefined: it is none, which the core says better. */
export function requestOf(trace: string | RunTrace): RunRequest | undefined {
    try {
        const { request } = typeof trace === "string" ? (JSON.parse(trace) as Partial<RunTrace>) : trace;
        return typeof request?.question === "string" ? request : undefined;
    } catch {
        return undefined;
    }
}

/** An engine of what was loaded, which it owns. With `shards`, `own` is their head. */
export function engineOf(
    smacs: Smacs,
    embedder: Embedder,
    own: ScoreIndex,
    origin: Engine["origin"],
    shards?: Shards,
): Engine {
    /** The runs of each index. A run needs its index. */
    const runs = new Map<ScoreIndex, Set<Run>>([[own, new Set()]]);
    /** Of an index in shards, what is near the questions written last, by these. */
    const nears = new Map<string, ScoreIndex>();
    let active = own;
    let retired = false;
    const settle = () => {
        const recent = new Set([...nears.values()].slice(-nearsKept));
        for (const [index, of] of runs) {
            if (of.size === 0 && index !== own && index !== active && !recent.has(index)) {
                index.dispose();
                runs.delete(index);
            }
        }
        for (const [key, index] of nears) {
            if (!runs.has(index)) {
                nears.delete(key);
            }
        }
        if (retired && [...runs.values()].every(({ size }) => size === 0)) {
            smacs.dispose();
        }
    };
    /** What a question is routed by. */
    const indexFor = (whole: ScoreIndex, question: string, earlier: readonly string[] | undefined): ScoreIndex => {
        const index = shards ? nears.get(keyOf(question, earlier)) : whole;
        if (!index) {
            throw new SmacsError("mismatch", "what the index has near this question was not fetched");
        }
        return index;
    };
    const approach = async (question: string, options: NearOptions, { near }: Shards) => {
        const key = keyOf(question, options.earlier);
        const index = nears.get(key) ?? (await near(embedder, question, options));
        const other = nears.get(key);
        if (other && other !== index) {
            index.dispose();
        }
        const kept = other ?? index;
        nears.delete(key);
        nears.set(key, kept);
        runs.set(kept, runs.get(kept) ?? new Set());
        settle();
    };
    const counted = (index: ScoreIndex, run: Run) => {
        const of = runs.get(index);
        const free = run.dispose;
        run.dispose = () => {
            free.call(run);
            of?.delete(run);
            settle();
        };
        of?.add(run);
        return run;
    };
    const replayOf = (index: ScoreIndex, trace: string | RunTrace): Run => {
        if (!shards) {
            return replayWith([...new Set([index, ...runs.keys()])], trace);
        }
        const request = requestOf(trace);
        const asked = request && askedIn(request);
        return replayWith([asked ? indexFor(index, asked.question, asked.earlier) : own], trace);
    };
    const replayWith = ([index, ...others]: readonly ScoreIndex[], trace: string | RunTrace): Run => {
        try {
            const from = index ?? own;
            return counted(from, Run.replay({ embedder, index: from }, trace));
        } catch (error) {
            if (others.length > 0 && error instanceof SmacsError && error.code === "mismatch") {
                return replayWith(others, trace);
            }
            throw error;
        }
    };
    /** What was looked up: lists have hundreds of ids, and are asked about more than once. */
    const meant = new Map<string, ModelMatch>();
    const match = (ids: readonly string[]): ModelMatch[] => {
        const fresh = ids.filter((id) => !meant.has(id));
        for (const found of fresh.length > 0 ? own.match(fresh) : []) {
            const byFamily = found.model === null && cardOf(found.like, own.info);
            meant.set(found.id, byFamily ? { ...found, from: "family" } : found);
        }
        return ids.flatMap((id) => meant.get(id) ?? []);
    };
    const engineWith = (index: ScoreIndex, standIns: ReadonlySet<string>): Engine => ({
        info: own.info,
        standIns,
        embedder: embedder.info,
        origin,
        ...(shards && {
            async approach(question, options) {
                await approach(question, options, shards);
                return engineWith(index, standIns);
            },
        }),
        reaches: (question, earlier) => !shards || nears.has(keyOf(question, earlier)),
        route(question, options, vector) {
            const by = indexFor(index, question, options.earlier);
            return vector ? by.route(vector, withoutTurns(options)) : by.route(embedder, question, options);
        },
        index,
        match,
        start(request) {
            const { question, earlier } = askedIn(request);
            const by = indexFor(index, question, earlier);
            return counted(by, Run.start({ embedder, index: by }, request));
        },
        replay: (trace) => replayOf(index, trace),
        recorded: (trace) => Run.recorded(embedder, trace),
        prompt: smacs.prompt,
        statePrompt: smacs.statePrompt,
        dispose: () => smacs.dispose(),
        retire() {
            retired = true;
            settle();
        },
        async standIn(names, given) {
            active = given ? await ScoreIndex.load(smacs, given) : own;
            runs.set(active, runs.get(active) ?? new Set());
            settle();
            return engineWith(active, new Set(names));
        },
    });
    return engineWith(own, new Set());
}

/** A vector is of the question alone. */
const withoutTurns = ({ earlier: _, ...options }: RouteOptions): RouteOptions => options;

/** Adds up the parts. The sizes were taken at build time, because compressing servers announce smaller ones. */
function progressOf(
    onProgress: LoadEngineOptions["onProgress"],
    parts: readonly Part[],
): (part: Part, loaded: number) => void {
    const sizes = __ASSET_SIZES__;
    const total = parts.reduce((sum, part) => sum + sizes[part], 0);
    const loaded: Record<Part, number> = { core: 0, runs: 0, embedder: 0, index: 0 };
    return (part, bytes) => {
        loaded[part] = Math.min(bytes, sizes[part]);
        onProgress?.({ loaded: parts.reduce((sum, each) => sum + loaded[each], 0), total });
    };
}

/** A response whose bytes are counted as they are read. */
async function fetchCounted(url: string, signal: AbortSignal, onBytes: (loaded: number) => void): Promise<Response> {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
        return response;
    }
    let loaded = 0;
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
            loaded += chunk.length;
            onBytes(loaded);
            controller.enqueue(chunk);
        },
    });
    // Whatever the server calls it, the core is compiled while it arrives.
    const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(response.body.pipeThrough(counter), { headers: { "content-type": type } });
}
