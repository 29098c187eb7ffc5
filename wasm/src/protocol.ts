// The messages between page and worker. One map types both ends.
import type { SmacsErrorCode } from "./error.js";
import type { ByteSource } from "./source.js";
import type { EmbedderInfo, IndexInfo, Route, RouteOptions } from "./types.js";

/** A source that can be posted to a worker: a ByteSource other than a Response. */
export type PostableSource = Exclude<ByteSource, Response>;

/** What to load. Parts that are left out stay as they are. */
export interface WorkerSources {
    /** The core; by default the packaged one, on the first load. Loading it again drops the other parts. */
    core?: PostableSource | WebAssembly.Module;
    embedder?: PostableSource;
    index?: PostableSource;
}

/** What a worker holds. */
export interface WorkerState {
    version: string;
    embedder: EmbedderInfo | null;
    index: IndexInfo | null;
}

/** The input and output of each request. */
export interface Requests {
    load: { input: WorkerSources; output: WorkerState };
    embed: { input: { text: string }; output: Int8Array };
    route: { input: { question: string | number[]; options: RouteOptions }; output: Route };
}
export type Kind = keyof Requests;
export type Input<K extends Kind> = Requests[K]["input"];
export type Output<K extends Kind> = Requests[K]["output"];

/** Progress of one part: bytes read and, if known, their total. */
export interface WorkerProgress {
    part: "embedder" | "index";
    loaded: number;
    total: number | undefined;
}

/** An error as plain data; `code` null for one that is not a SmacsError. */
export interface PostedError {
    code: SmacsErrorCode | null;
    message: string;
    detail: string;
    position: number | undefined;
    line: number | undefined;
    column: number | undefined;
}

export type ToWorker = { [K in Kind]: { id: number; kind: K; input: Input<K> } }[Kind] | { id: number; kind: "cancel" };

export type FromWorker =
    | { id: number; kind: "done"; output: Output<Kind> }
    | { id: number; kind: "failed"; error: PostedError }
    | { id: number; kind: "progress"; progress: WorkerProgress };
