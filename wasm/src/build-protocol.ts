// The messages between the page and the building worker, which does one job.
import type { PostableSource, PostedError } from "./protocol.js";

/** A file of records as it is posted. `name`: the source of records that do not name theirs. */
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

export interface CardsJob {
    kind: "cards";
    module: PostableSource | WebAssembly.Module | undefined;
    index: PostableSource;
    /** JSON. */
    cards: string;
}

export interface RowsJob {
    kind: "rows";
    module: PostableSource | WebAssembly.Module | undefined;
    index: PostableSource;
    embedder: PostableSource;
    banks: PostedBank[];
}

export type Job = BuildJob | ColumnJob | CardsJob | RowsJob;

export interface BuildProgress {
    /** Bytes read of all files; packed files count packed. */
    loaded: number;
    /** Undefined until all sizes are known. */
    total: number | undefined;
    /** Records read. */
    questions: number;
    /** How many of them had no score and were left out. */
    unscored: number;
    /** How many of them have the text of another question, under another id. */
    repeated: number;
}

export type FromBuilder =
    | { kind: "progress"; progress: BuildProgress }
    | { kind: "done"; bytes: Uint8Array<ArrayBuffer> }
    | { kind: "failed"; error: PostedError };
