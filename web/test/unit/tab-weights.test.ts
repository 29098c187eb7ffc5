// Weights on their way into the store and out of it, over a server that can do what servers do.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TabModel } from "../../src/engine/tab/cards.ts";
import { memoryStore, type PieceStore } from "../../src/engine/tab/store.ts";
import { fetchWeights, keptBytes, openWeights, WeightProblem } from "../../src/engine/tab/weights.ts";

const pieceBytes = 1000;
const file = new Uint8Array(4321).map((_, at) => (at < 4 ? ("GGUF".codePointAt(at) ?? 0) : (at * 31 + at / 7) % 256));

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

async function model(change: Partial<TabModel> = {}): Promise<TabModel> {
    const pieces: string[] = [];
    for (let at = 0; at < file.length; at += pieceBytes) {
        pieces.push(await digest(file.slice(at, at + pieceBytes)));
    }
    return {
        id: "made",
        name: "made",
        bytes: file.length,
        piece_bytes: pieceBytes,
        pieces,
        context: 100,
        cache: 1,
        source: "http://weights.test/made.gguf",
        beside: true,
        ...change,
    };
}

interface ServerWays {
    ranges?: boolean;
    /** Bytes after which the connection breaks or ends. */
    cutAfter?: number;
    cleanly?: boolean;
    chunk?: number;
    status?: number;
    content?: Uint8Array<ArrayBuffer>;
}

let asked: string[] = [];

function serve({ ranges = true, cutAfter, cleanly, chunk = 333, status = 200, content = file }: ServerWays = {}): void {
    vi.stubGlobal("fetch", async (_address: string, { headers }: { headers: { Range: string } }) => {
        asked.push(headers.Range);
        const [, first = 0, last = 0] = /bytes=(\d+)-(\d+)/.exec(headers.Range)?.map(Number) ?? [];
        const body = ranges ? content.slice(first, last + 1) : content;
        let at = 0;
        const stream = new ReadableStream<Uint8Array>({
            pull(controller) {
                const end = Math.min(at + chunk, body.length, cutAfter ?? Number.POSITIVE_INFINITY);
                if (end > at) {
                    controller.enqueue(body.slice(at, end));
                    at = end;
                } else if (at >= body.length || cleanly) {
                    controller.close();
                } else {
                    controller.error(new TypeError("network error"));
                }
            },
        });
        return new Response(status === 200 ? stream : "no", { status: status === 200 && ranges ? 206 : status });
    });
}

const never = new AbortController().signal;

describe("weights", () => {
    let store: PieceStore;
    const progress: number[] = [];
    const fetchInto = async (wanted: TabModel, more: Partial<Parameters<typeof fetchWeights>[1]> = {}) => {
        const onProgress = (loaded: number) => void progress.push(loaded);
        await fetchWeights(wanted, { store, signal: never, onProgress, ...more });
    };
    const whole = async (wanted: TabModel) => {
        const blob = await openWeights(wanted, store, never);
        return blob && new Uint8Array(await blob.arrayBuffer());
    };

    beforeEach(() => {
        store = memoryStore();
        asked = [];
        progress.length = 0;
    });
    afterEach(() => vi.unstubAllGlobals());

    test.each([
        ["of a server that knows ranges", {}],
        ["of a server that does not", { ranges: false }],
        ["in large chunks", { chunk: 5000 }],
        ["in chunks of a piece", { chunk: pieceBytes }],
    ])("come whole %s", async (_name, ways) => {
        serve(ways);
        const wanted = await model();
        await fetchInto(wanted);
        expect(await whole(wanted)).toEqual(file);
        expect(progress).toEqual([0, 1000, 2000, 3000, 4000, 4321]);
    });

    test.each([
        ["breaks", {}],
        ["ends", { cleanly: true }],
    ])("stay as far as they came when the connection %s, and go on from there", async (_name, ways) => {
        const wanted = await model();
        serve({ cutAfter: 2500, ...ways });
        await expect(fetchInto(wanted)).rejects.toMatchObject({ kind: "network" });
        expect(await keptBytes(wanted, store)).toBe(2000);
        expect(await whole(wanted)).toBeUndefined();
        serve();
        await fetchInto(wanted);
        expect(asked).toEqual(["bytes=0-4320", "bytes=2000-4320"]);
        expect(await whole(wanted)).toEqual(file);
    });

    test("of a server without ranges go on, too", async () => {
        const wanted = await model();
        serve({ cutAfter: 2500 });
        await expect(fetchInto(wanted)).rejects.toBeInstanceOf(WeightProblem);
        serve({ ranges: false });
        await fetchInto(wanted);
        expect(await whole(wanted)).toEqual(file);
    });

    test("that were spoilt in the store are found, and only these pieces come anew", async () => {
        serve();
        const wanted = await model();
        await fetchInto(wanted);
        await store.write("made", 1, file.slice(0, pieceBytes));
        await store.write("made", 3, file.slice(3000, 3999));
        expect(await whole(wanted)).toBeUndefined();
        expect(await keptBytes(wanted, store)).toBe(2321);
        asked = [];
        await fetchInto(wanted);
        expect(asked).toEqual(["bytes=1000-1999", "bytes=3000-3999"]);
        expect(await whole(wanted)).toEqual(file);
    });

    test("that are not those of the card are not kept", async () => {
        const other = file.slice();
        other[1500] = (other[1500] ?? 0) ^ 1;
        serve({ content: other });
        const wanted = await model();
        await expect(fetchInto(wanted)).rejects.toMatchObject({ kind: "other-file", detail: 1 });
        expect(await keptBytes(wanted, store)).toBe(1000);
    });

    test("without digests need to be a GGUF file at least", async () => {
        serve({ content: file.slice().fill(7) });
        await expect(fetchInto(await model({ pieces: [] }))).rejects.toMatchObject({ kind: "no-gguf" });
        serve();
        const wanted = await model({ pieces: [] });
        await fetchInto(wanted);
        expect(await whole(wanted)).toEqual(file);
    });

    test("come from a file of the visitor's, and then from nowhere else", async () => {
        const own = await model({ pieces: [], source: undefined });
        await fetchInto(own, { file: new Blob([file]) });
        expect(await whole(own)).toEqual(file);
        await store.removePiece("made", 2);
        await expect(fetchInto(own)).rejects.toMatchObject({ kind: "gone", detail: "" });
    });

    test("that a server does not give say its status", async () => {
        serve({ status: 403 });
        await expect(fetchInto(await model())).rejects.toMatchObject({ kind: "gone", detail: 403 });
    });

    test("for which there is no room are not asked for", async () => {
        serve();
        const lasting = { ...store, lasting: true };
        const room = async () => 4320;
        await expect(fetchInto(await model(), { store: lasting, room })).rejects.toMatchObject({
            kind: "quota",
            detail: 4321,
        });
        expect(asked).toEqual([]);
    });

    test("that find the disk full keep what fitted", async () => {
        serve();
        const wanted = await model();
        const write: PieceStore["write"] = async (...what) => {
            if (what[1] === 2) {
                throw new DOMException("full", "QuotaExceededError");
            }
            await store.write(...what);
        };
        const full = { ...store, write };
        await expect(fetchInto(wanted, { store: full })).rejects.toMatchObject({ kind: "quota" });
        expect(await keptBytes(wanted, store)).toBe(2000);
    });

    test("stop when they are told to", async () => {
        const stopper = new AbortController();
        serve({ chunk: 500 });
        const wanted = await model();
        const write: PieceStore["write"] = async (...what) => {
            await store.write(...what);
            stopper.abort();
            throw stopper.signal.reason;
        };
        const stopping = fetchInto(wanted, { store: { ...store, write }, signal: stopper.signal });
        await expect(stopping).rejects.toMatchObject({ kind: "cancelled" });
        expect(await keptBytes(wanted, store)).toBe(1000);
    });
});
