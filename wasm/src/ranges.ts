// Gets pieces of large files from any host of plain files, by HTTP range requests.
//
// Only `Range` is sent, of one range: browsers let a page send that to other origins without asking first. Whether a piece
// is of the right build is the core's to tell; here it is told whether it is a piece at all.
import { SmacsError } from "./error.js";
import { fetchResponse } from "./source.js";

/** A piece of a file. */
export interface Piece {
    address: string;
    start: number;
    size: number;
}

/** Keeps pieces: bytes under a key that names the build and the place. A failure of either is a piece not kept. */
export interface PieceCache {
    get(key: string): Promise<Uint8Array | undefined>;
    put(key: string, bytes: Uint8Array): Promise<void>;
}

/** What was done for a question, or so far. */
export interface Fetched {
    /** Requests that were sent. */
    requests: number;
    /** Bytes of the answers' bodies. */
    bytes: number;
    /** Pieces that came from the cache. */
    cached: number;
}

/** A server that ignores ranges sends the whole file: one of up to this size is read once, and kept. */
const wholeMost = 32_000_000;
/** Pieces that lie closer than this are got in one request: what lies between takes less time than another request. */
const gap = 16_384;
const atOnce = 6;

export class RangeReader {
    readonly #whole = new Map<string, Promise<Uint8Array>>();
    readonly #fetched: Fetched = { requests: 0, bytes: 0, cached: 0 };

    get fetched(): Fetched {
        return { ...this.#fetched };
    }

    countCached(pieces: number): void {
        this.#fetched.cached += pieces;
    }

    /** The bytes of all pieces, in their order. `fresh`: past the browser's own cache. Errors: fetch, truncated. */
    async read(pieces: Piece[], signal?: AbortSignal, fresh = false): Promise<Uint8Array[]> {
        const out = new Array<Uint8Array>(pieces.length);
        const ranges = joinedRanges(pieces);
        const work = async () => {
            for (let range = ranges.pop(); range; range = ranges.pop()) {
                const bytes = await this.#range(range, signal, fresh);
                for (const at of range.pieces) {
                    const { start, size } = pieces[at] as Piece;
                    out[at] = bytes.subarray(start - range.start, start - range.start + size);
                }
            }
        };
        await Promise.all(Array.from({ length: Math.min(atOnce, ranges.length) }, work));
        return out;
    }

    /** Forgets whole files, because one of them has changed. */
    forget(): void {
        this.#whole.clear();
    }

    async #range(range: Range, signal: AbortSignal | undefined, fresh: boolean): Promise<Uint8Array> {
        const whole = this.#whole.get(range.address);
        if (whole) {
            return cut(await whole, range);
        }
        const end = range.start + range.size - 1;
        const headers = { range: `bytes=${range.start}-${end}` };
        const response = await fetchResponse(range.address, signal, { headers, ...(fresh && { cache: "reload" }) });
        this.#fetched.requests++;
        if (response.status !== 206) {
            return cut(await this.#keepWhole(range, response, signal), range);
        }
        const told = response.headers.get("content-range");
        if (told && !told.replace(/\s+/g, " ").startsWith(`bytes ${range.start}-${end}/`)) {
            await response.body?.cancel();
            throw truncated(range, `asked for bytes ${range.start}-${end}, was sent ${told}`);
        }
        const bytes = await this.#body(response, range.size, signal);
        if (bytes.length !== range.size) {
            const much = bytes.length > range.size ? "more than" : `${bytes.length} of`;
            throw truncated(range, `${much} ${range.size} bytes arrived`);
        }
        return bytes;
    }

    /** The server ignores ranges: the file itself, if it is no larger than what one may read for a question. */
    async #keepWhole(range: Range, response: Response, signal: AbortSignal | undefined): Promise<Uint8Array> {
        const size = Number(response.headers.get("content-length") ?? Number.NaN);
        const known = this.#whole.get(range.address);
        if (known || !(size <= wholeMost)) {
            await response.body?.cancel();
        }
        if (known) {
            return known;
        }
        if (!(size <= wholeMost)) {
            const message = `${range.address} cannot be read in pieces: its host ignores range requests, and the whole is ${
                Number.isNaN(size) ? "of unknown size" : `${Math.round(size / 1e6)} MB`
            }; use a host that answers them, or files of at most ${wholeMost / 1e6} MB (--megabytes)`;
            throw new SmacsError("fetch", message, { detail: range.address });
        }
        const whole = this.#body(response, wholeMost, signal);
        this.#whole.set(range.address, whole);
        whole.catch(() => this.#whole.delete(range.address));
        return whole;
    }

    /** At most `most` bytes: a host may send more than it says, without end. */
    async #body(response: Response, most: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
        const reader = response.body?.getReader();
        const parts: Uint8Array<ArrayBuffer>[] = [];
        let size = 0;
        try {
            for (let read = await reader?.read(); read?.value && size <= most; read = await reader?.read()) {
                parts.push(read.value);
                size += read.value.length;
            }
        } catch (cause) {
            signal?.throwIfAborted();
            throw new SmacsError("fetch", "the connection broke while loading a part of an index", { cause });
        }
        this.#fetched.bytes += size;
        if (size > most) {
            await reader?.cancel();
        }
        return new Uint8Array(await new Blob(parts).arrayBuffer());
    }
}

interface Range extends Piece {
    /** Numbers of the pieces in it. */
    pieces: number[];
}

/** Pieces as ranges to ask for. */
function joinedRanges(pieces: Piece[]): Range[] {
    const order = pieces.map((_, at) => at);
    const of = (at: number) => pieces[at] as Piece;
    order.sort((a, b) =>
        of(a).address < of(b).address ? -1 : of(a).address > of(b).address ? 1 : of(a).start - of(b).start,
    );
    const ranges: Range[] = [];
    for (const at of order) {
        const { address, start, size } = of(at);
        const last = ranges.at(-1);
        if (last && last.address === address && start - last.start - last.size < gap) {
            last.size = start + size - last.start;
            last.pieces.push(at);
        } else {
            ranges.push({ address, start, size, pieces: [at] });
        }
    }
    return ranges;
}

function cut(whole: Uint8Array, range: Range): Uint8Array {
    if (range.start + range.size > whole.length) {
        throw truncated(range, `the file has ${whole.length} bytes`);
    }
    return whole.subarray(range.start, range.start + range.size);
}

function truncated(range: Range, what: string): SmacsError {
    const message = `${range.address} was not delivered as asked: ${what}; it is not of this head, or its host cuts files`;
    return new SmacsError("truncated", message, { detail: range.address, position: range.start });
}

/**
 * The browser's Cache API under one name; undefined where there is none. When there are more pieces than `most`, the
 * oldest quarter goes.
 */
export async function browserCache(name: string, most: number): Promise<PieceCache | undefined> {
    const store = await globalThis.caches?.open(name).catch(() => undefined);
    const address = (key: string) => `https://smacs.invalid/${key}`;
    let count: number | undefined;
    const trim = async () => {
        const keys = await (store as Cache).keys(); // in the order in which they were put
        const old = keys.length > most ? keys.slice(0, Math.ceil(keys.length / 4)) : [];
        count = keys.length - old.length;
        await Promise.all(old.map((key) => (store as Cache).delete(key)));
    };
    return (
        store && {
            async get(key) {
                const found = await store.match(address(key));
                return found && new Uint8Array(await found.arrayBuffer());
            },
            async put(key, bytes) {
                await store.put(address(key), new Response(bytes as BodyInit));
                count = count === undefined ? undefined : count + 1;
                if (count === undefined || count > most) {
                    count = 0; // the others that are put meanwhile need not look
                    await trim();
                }
            },
        }
    );
}
