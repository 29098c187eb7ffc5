// Brings weights into the store, piece by piece, and out of it again; each piece is checked on both ways.
import type { TabModel } from "./cards.ts";
import type { PieceStore } from "./store.ts";

/** Why weights are not there. */
export type WeightProblemKind =
    /** The connection broke, or there was none. What had come is kept. */
    | "network"
    /** The server answered, and not with the file: `detail` is the status. */
    | "gone"
    /** The file is not the one that the card describes. */
    | "other-file"
    /** Not a GGUF file. */
    | "no-gguf"
    /** No room: `detail` is how many bytes are wanted. */
    | "quota"
    /** The store failed in another way; `detail` says how. */
    | "storage"
    | "cancelled";

export class WeightProblem extends Error {
    override readonly name = "WeightProblem";
    constructor(
        readonly kind: WeightProblemKind,
        readonly detail: string | number = "",
    ) {
        super(`${kind} ${detail}`.trim());
    }
}

export interface FetchWeights {
    store: PieceStore;
    signal: AbortSignal;
    /** Bytes that are kept, of all. */
    onProgress(loaded: number): void;
    /** In the place of the model's address. */
    file?: Blob;
    /** Bytes that the browser still gives this origin; undefined: it does not say. */
    room?: () => Promise<number | undefined>;
}

const pieceCount = ({ bytes, piece_bytes }: TabModel) => Math.ceil(bytes / piece_bytes);

/** The last one is what is left. */
const sizeOf = (model: TabModel, piece: number) => Math.min(model.piece_bytes, model.bytes - piece * model.piece_bytes);

/** Bytes that are kept of a model, in whole pieces; all of them when it is complete. */
export async function keptBytes(model: TabModel, store: PieceStore): Promise<number> {
    const kept = await wholePieces(model, store);
    return [...kept].reduce((sum, piece) => sum + sizeOf(model, piece), 0);
}

async function wholePieces(model: TabModel, store: PieceStore): Promise<Set<number>> {
    const sizes = await store.pieces(model.id);
    return new Set([...sizes].filter(([piece, size]) => size === sizeOf(model, piece)).map(([piece]) => piece));
}

/** Fetches what is missing. Throws WeightProblems only; what has come until then stays. */
export async function fetchWeights(model: TabModel, options: FetchWeights): Promise<void> {
    const { store, signal, onProgress } = options;
    try {
        const kept = await wholePieces(model, store);
        let loaded = await keptBytes(model, store);
        onProgress(loaded);
        await checkRoom(model.bytes - loaded, options);
        for (const [from, to] of gaps(kept, pieceCount(model))) {
            let piece = from;
            for await (const bytes of piecesOf(model, from, to, options)) {
                await checkPiece(model, piece, bytes);
                await store.write(model.id, piece, bytes);
                piece++;
                loaded += bytes.length;
                onProgress(loaded);
            }
        }
    } catch (error) {
        throw problemOf(error, model.bytes - (await keptBytes(model, store).catch(() => 0)), signal);
    }
}

async function checkRoom(needed: number, { room = roomLeft, store }: FetchWeights): Promise<void> {
    const left = store.lasting && needed > 0 ? await room() : undefined;
    if (left !== undefined && left < needed) {
        throw new WeightProblem("quota", needed);
    }
}

async function roomLeft(): Promise<number | undefined> {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? undefined : quota - (usage ?? 0);
}

/** Runs of missing pieces, [from, to). */
function gaps(kept: ReadonlySet<number>, count: number): [number, number][] {
    const found: [number, number][] = [];
    for (let piece = 0; piece < count; piece++) {
        const last = found.at(-1);
        if (!kept.has(piece)) {
            if (last?.[1] === piece) {
                last[1]++;
            } else {
                found.push([piece, piece + 1]);
            }
        }
    }
    return found;
}

async function* piecesOf(
    model: TabModel,
    from: number,
    to: number,
    options: FetchWeights,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const begin = from * model.piece_bytes;
    const end = Math.min(to * model.piece_bytes, model.bytes);
    const { body, skip } = await openRange(model, begin, end, options);
    let piece = from;
    let buffer = new Uint8Array(sizeOf(model, piece));
    let filled = 0;
    let at = begin - skip;
    for await (const chunk of body) {
        let rest = chunk.subarray(Math.max(0, Math.min(chunk.length, begin - at)));
        at += chunk.length;
        while (rest.length > 0 && piece < to) {
            const part = rest.subarray(0, buffer.length - filled);
            buffer.set(part, filled);
            filled += part.length;
            rest = rest.subarray(part.length);
            if (filled === buffer.length) {
                yield buffer;
                piece++;
                buffer = new Uint8Array(piece < to ? sizeOf(model, piece) : 0);
                filled = 0;
            }
        }
        if (piece >= to) {
            return;
        }
    }
    // Servers that close early do not all break the connection.
    throw new WeightProblem("network");
}

/** `skip`: how many bytes come before those asked for, from servers that know no ranges. */
async function openRange(
    { source }: TabModel,
    begin: number,
    end: number,
    { file, signal }: FetchWeights,
): Promise<{ body: AsyncIterable<Uint8Array<ArrayBuffer>>; skip: number }> {
    if (file) {
        return { body: file.slice(begin, end).stream(), skip: 0 };
    }
    if (source === undefined) {
        throw new WeightProblem("gone");
    }
    const response = await fetch(source, { signal, headers: { Range: `bytes=${begin}-${end - 1}` } });
    if (!response.ok || !response.body) {
        throw new WeightProblem("gone", response.status);
    }
    return {
        body: response.body as ReadableStream<Uint8Array<ArrayBuffer>>,
        skip: response.status === 206 ? 0 : begin,
    };
}

async function checkPiece(model: TabModel, piece: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (piece === 0 && new TextDecoder().decode(bytes.subarray(0, 4)) !== "GGUF") {
        throw new WeightProblem("no-gguf");
    }
    if (!(await isRight(model, piece, bytes))) {
        throw new WeightProblem("other-file", piece);
    }
}

async function isRight({ pieces }: TabModel, piece: number, bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) {
    const wanted = pieces[piece];
    return wanted === undefined || (await digestOf(bytes)) === wanted;
}

async function digestOf(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function problemOf(error: unknown, missing: number, signal: AbortSignal): WeightProblem {
    if (error instanceof WeightProblem) {
        return error;
    }
    if (signal.aborted) {
        return new WeightProblem("cancelled");
    }
    if (error instanceof DOMException && error.name === "QuotaExceededError") {
        return new WeightProblem("quota", missing);
    }
    // What fetch and its streams throw.
    return error instanceof TypeError
        ? new WeightProblem("network")
        : new WeightProblem("storage", error instanceof Error ? error.message : String(error));
}

/**
 * The whole file, as a reference to what is stored. Pieces that were spoilt are removed, so that fetching brings them
 * anew; undefined: some were, or are missing.
 */
export async function openWeights(model: TabModel, store: PieceStore, signal: AbortSignal): Promise<Blob | undefined> {
    const blobs: Blob[] = [];
    let whole = true;
    for (let piece = 0; piece < pieceCount(model); piece++) {
        signal.throwIfAborted();
        const blob = await store.read(model.id, piece);
        const right = blob?.size === sizeOf(model, piece) && (await isRight(model, piece, await blob.arrayBuffer()));
        if (blob && right) {
            blobs.push(blob);
        } else {
            whole = false;
            await store.removePiece(model.id, piece);
        }
    }
    return whole ? new Blob(blobs) : undefined;
}
