// An index of millions of questions, of which a question fetches its nearest cells alone.
import type { Pointer } from "./core.js";
import { Embedder } from "./embedder.js";
import { SmacsError } from "./error.js";
import { checkSameCore, Handle, type Open, openStream } from "./handle.js";
import { browserCache, type Fetched, type Piece, type PieceCache, RangeReader } from "./ranges.js";
import { ScoreIndex } from "./score-index.js";
import type { Smacs } from "./smacs.js";
import type { ByteSource, LoadOptions } from "./source.js";
import type { IndexInfo, ModelMatch, Route, RouteOptions } from "./types.js";

export interface ShardedIndexOptions extends LoadOptions {
    /**
     * Where pieces are kept besides the memory: by default the browser's Cache API, where there is one, under the name
     * "smacs-cells", some 8,000 of them. null: nowhere.
     */
    cache?: PieceCache | null;
    /** Bytes of pieces that are kept in memory: by default 32 MB. */
    memory?: number;
    /** The head itself, where it was fetched before: by default what lies at the address. */
    head?: ByteSource;
}

/** `k`, `earlier` and `mode` as in the routes that follow. */
export interface NearOptions extends Pick<RouteOptions, "k" | "earlier" | "mode"> {
    /**
     * Share of the index's questions to look at in the mean, above 0 up to 1: by default 0.02. One question takes from a
     * quarter of it to three times it, by how many cells are about as near.
     */
    share?: number;
    signal?: AbortSignal;
}

interface Cell {
    number: number;
    questions: number;
    piece: Piece;
}

/** Pieces in the browser's cache; each has some 5 kB where an index is cut as usual. */
const cachedMost = 8000;

const open: Open = (exports, bytes, size, error) => exports.smacs_wasm_shards_open(bytes, size, error);

/** The head of a sharded index (.smh); its cells are fetched when a question needs them. */
export class ShardedIndex {
    readonly #handle: Handle;
    readonly #about: ScoreIndex;
    readonly #address: string;
    readonly #reader = new RangeReader();
    readonly #kept: Kept;
    #cache: Promise<PieceCache | undefined>;

    private constructor(smacs: Smacs, pointer: Pointer, address: string, options: ShardedIndexOptions) {
        this.#handle = new Handle(smacs.core, "ShardedIndex", pointer, (exports, p) =>
            exports.smacs_wasm_shards_free(p),
        );
        this.#address = address;
        this.#kept = new Kept(options.memory ?? 32_000_000);
        this.#cache =
            options.cache === undefined
                ? browserCache("smacs-cells", cachedMost)
                : Promise.resolve(options.cache ?? undefined);
        try {
            this.#about = ScoreIndex.borrowed(smacs, smacs.core.exports.smacs_wasm_shards_head(pointer) >>> 0);
        } catch (error) {
            this.dispose();
            throw error;
        }
    }

    /**
     * Loads the head from its address, which ends with ".smh"; its cells lie beside it, as `smacs index shard` wrote them.
     */
    static async load(smacs: Smacs, address: string | URL, options: ShardedIndexOptions = {}): Promise<ShardedIndex> {
        const base = (globalThis as { location?: Location }).location?.href;
        const url = new URL(String(address), base);
        if (!url.pathname.endsWith(".smh")) {
            const message = "the address of a sharded index ends with .smh";
            throw new SmacsError("argument", message, { detail: String(address) });
        }
        const head = options.head ?? url;
        return new ShardedIndex(smacs, await openStream(smacs, head, options, open), url.href, options);
    }

    /** All that is known without its questions. It cannot be routed by. This index owns it. */
    get head(): ScoreIndex {
        return this.#about;
    }

    /** Of all its questions. Counts of sources, benchmarks and categories are empty: the head has none. */
    get info(): IndexInfo {
        return this.#about.info;
    }

    /** Requests, bytes and pieces out of caches so far, without the head. */
    get fetched(): Fetched {
        return this.#reader.fetched;
    }

    /** As ScoreIndex.match. */
    match(list: unknown, catalog?: unknown): ModelMatch[] {
        return this.#about.match(list, catalog);
    }

    /**
     * Which models to ask this question, by the questions of its nearest cells, which are fetched. For a vector of one's
     * own, as the index's model gives it (`info.embedder`), the question is left out.
     * Errors: fetch, truncated, checksum.
     */
    route(embedder: Embedder, question: string, options?: RouteOptions & NearOptions): Promise<Route>;
    route(vector: ArrayLike<number>, options?: RouteOptions & NearOptions): Promise<Route>;
    async route(
        by: Embedder | ArrayLike<number>,
        given?: string | (RouteOptions & NearOptions),
        options: RouteOptions & NearOptions = {},
    ): Promise<Route> {
        const [question, how] = typeof given === "string" ? [given, options] : ["", given ?? {}];
        const { share, signal, ...rest } = how;
        const { k, earlier, mode } = rest;
        const nearest = defined({ share, signal, k, earlier, mode });
        const near = await this.#near(by, question, nearest);
        try {
            return by instanceof Embedder ? near.route(by, question, rest) : near.route(by, rest);
        } finally {
            near.dispose();
        }
    }

    /**
     * An index of the questions near this one, for routing it and for a Run. It lives in this index's memory: dispose it
     * first. Its `info` is of all questions. For a vector of one's own the question is left out.
     */
    near(embedder: Embedder, question: string, options?: NearOptions): Promise<ScoreIndex>;
    near(vector: ArrayLike<number>, options?: NearOptions): Promise<ScoreIndex>;
    near(
        by: Embedder | ArrayLike<number>,
        given?: string | NearOptions,
        options: NearOptions = {},
    ): Promise<ScoreIndex> {
        return typeof given === "string" ? this.#near(by, given, options) : this.#near(by, "", given ?? {});
    }

    async #near(by: Embedder | ArrayLike<number>, question: string, options: NearOptions): Promise<ScoreIndex> {
        const { share = 0.02, k = 0, signal, earlier, mode } = options;
        if (!(share > 0 && share <= 1)) {
            throw new SmacsError("argument", "the share of questions to look at is above 0 and at most 1");
        }
        const vector =
            by instanceof Embedder ? this.#subject(by, question, defined({ earlier, mode })) : this.#quantised(by);
        const cells = this.#choose(vector, Math.max(1, Math.floor(share * this.info.questions)));
        try {
            return this.#gather(cells, await this.#read(cells, signal), vector, k);
        } catch (error) {
            if (!(error instanceof SmacsError && wrongBytes.has(error.code))) {
                throw error;
            }
        }
        // What a cache holds, here or on the way, may be of a build that is no more.
        this.#reader.forget();
        return this.#gather(cells, await this.#read(cells, signal, true), vector, k);
    }

    /** What the question is routed by: in a conversation, short ones by those before them too. */
    #subject(embedder: Embedder, question: string, options: RouteOptions): Int8Array {
        checkSameCore(embedder.handle, this.#handle);
        const [shards, by] = [this.#handle.pointer, embedder.handle.pointer];
        const { core } = this.#handle;
        return core.withText(question, (text, textSize) =>
            core.withText(JSON.stringify(options), (json, jsonSize) =>
                core.callForBlob(
                    (exports, error) =>
                        exports.smacs_wasm_shards_subject(shards, by, text, textSize, json, jsonSize, error),
                    (vector) => new Int8Array(vector),
                ),
            ),
        );
    }

    #quantised(vector: ArrayLike<number>): Int8Array {
        const numbers = Float64Array.from(vector);
        const { core, pointer } = this.#about.handle;
        return core.withBytes(new Uint8Array(numbers.buffer), (data) =>
            core.callForBlob(
                (exports, error) => exports.smacs_wasm_index_vector(pointer, data, numbers.length, error),
                (bytes) => new Int8Array(bytes.slice().buffer),
            ),
        );
    }

    #choose(vector: Int8Array, questions: number): Cell[] {
        const shards = this.#handle.pointer;
        const { core } = this.#handle;
        const numbers = core.withBytes(new Uint8Array(vector.buffer), (data) =>
            core.callForBlob(
                (exports, error) => exports.smacs_wasm_shards_choose(shards, data, questions, error),
                (bytes) => new Float64Array(bytes.slice().buffer),
            ),
        );
        const cells: Cell[] = [];
        for (let at = 0; at < numbers.length; at += 5) {
            const [number, file, start, size, of] = numbers.subarray(at, at + 5) as unknown as [
                number,
                number,
                number,
                number,
                number,
            ];
            cells.push({ number, questions: of, piece: { address: this.#shard(file), start, size } });
        }
        return cells.sort((a, b) => a.number - b.number);
    }

    /** "bank.smh" -> "bank-000.smc", with whatever query the address has. */
    #shard(file: number): string {
        const url = new URL(this.#address);
        url.pathname = url.pathname.replace(/\.smh$/, `-${String(file).padStart(3, "0")}.smc`);
        return url.href;
    }

    /** The bytes of cells, in their order. `fresh`: from the host, past all caches. */
    async #read(cells: Cell[], signal: AbortSignal | undefined, fresh = false): Promise<Uint8Array[]> {
        const cache = await this.#cache;
        const key = (cell: Cell) => `${this.info.digest}/${cell.number}`;
        const out = await Promise.all(
            cells.map(async (cell) =>
                fresh
                    ? undefined
                    : (this.#kept.get(cell.number) ?? (await cache?.get(key(cell)).catch(() => undefined))),
            ),
        );
        const wanted = cells.filter((_, at) => !out[at]);
        this.#reader.countCached(cells.length - wanted.length);
        const read = await this.#reader.read(
            wanted.map((cell) => cell.piece),
            signal,
            fresh,
        );
        wanted.forEach((cell, at) => {
            const bytes = (read[at] as Uint8Array).slice();
            out[cells.indexOf(cell)] = bytes;
            void cache?.put(key(cell), bytes).catch(() => {});
        });
        cells.forEach((cell, at) => {
            this.#kept.put(cell.number, out[at] as Uint8Array);
        });
        return out as Uint8Array[];
    }

    #gather(cells: Cell[], bytes: Uint8Array[], vector: Int8Array, k: number): ScoreIndex {
        const shards = this.#handle.pointer;
        const { core } = this.#handle;
        const numbers = new Uint8Array(Uint32Array.from(cells, ({ number }) => number).buffer);
        const size = bytes.reduce((sum, { length }) => sum + length, 0);
        const buffer = core.allocate(size);
        try {
            let at = buffer;
            for (const piece of bytes) {
                core.heap().set(piece, at);
                at += piece.length;
            }
            const pointer = core.withBytes(numbers, (list) =>
                core.withBytes(new Uint8Array(vector.buffer), (query) =>
                    core.call((exports, error) =>
                        exports.smacs_wasm_shards_gather(shards, list, cells.length, buffer, size, query, k, error),
                    ),
                ),
            );
            return ScoreIndex.near(this.#about, pointer);
        } catch (error) {
            this.#kept.clear();
            throw error;
        } finally {
            if (!core.disposed) {
                core.exports.smacs_wasm_release(buffer);
            }
        }
    }

    /** Frees it. Calling it again does nothing. */
    dispose(): void {
        this.#kept.clear();
        this.#handle.dispose();
    }

    [Symbol.dispose](): void {
        this.dispose();
    }
}

/** Without those that were left out: the core takes a name without a value for a mistake. */
function defined<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

const wrongBytes = new Set(["truncated", "magic", "version", "checksum", "format"]);

/** Cells in memory; those used longest ago go first. */
class Kept {
    readonly #cells = new Map<number, Uint8Array>();
    readonly #most: number;
    #size = 0;

    constructor(most: number) {
        this.#most = most;
    }

    get(cell: number): Uint8Array | undefined {
        return this.#cells.get(cell);
    }

    put(cell: number, bytes: Uint8Array): void {
        this.#size += bytes.length - (this.#cells.get(cell)?.length ?? 0);
        this.#cells.delete(cell);
        this.#cells.set(cell, bytes);
        for (const [oldest, { length }] of this.#cells) {
            if (this.#size <= this.#most) {
                break;
            }
            this.#cells.delete(oldest);
            this.#size -= length;
        }
    }

    clear(): void {
        this.#cells.clear();
        this.#size = 0;
    }
}
