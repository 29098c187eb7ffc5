// What page and building worker say to each other: one job, then it is over.
import type { PostableSource, PostedError } from "./protocol.js";

/** A file of records, as it is posted. `name`: of records that do not name their source. */
export interface PostedBank {
    name: string;
    source: PostableSource;
}

export interface BuildJob {
    kind: "build";
    module: PostableSource | WebAssembly.Module | undefined;
    embedder: PostableSource;
    banks: PostedBank[];
    catalog: string;
    withText: boolean;
}

export interface ColumnJob {
    kind: "column";
    module: PostableSource | WebAssembly.Module | undefined;
    index: PostableSource;
    name: string;
    banks: PostedBank[];
    replace: boolean;
}

export type Job = BuildJob | ColumnJob;

export interface BuildProgress {
    /** Bytes read of all files; packed ones count as they lie. */
    loaded: number;
    /** undefined while a server has not said how much there is. */
    total: number | undefined;
    /** Records read. */
    questions: number;
    /** Those among them that have no score to take, and are left out. */
    unscored: number;
}

export type FromBuilder =
    | { kind: "progress"; progress: BuildProgress }
    | { kind: "done"; bytes: Uint8Array<ArrayBuffer> }
    | { kind: "failed"; error: PostedError };
