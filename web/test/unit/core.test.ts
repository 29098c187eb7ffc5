// Loading what decides, from the packaged files or from given ones, and when an engine goes.
import { readFile } from "node:fs/promises";
import { addColumn, buildIndex } from "smacs/builder";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Engine, loadEngine } from "../../src/engine/core.ts";
import { otherEmbedder, outsideIndex } from "../other-embedder.ts";

const asset = async (path: string) => new Blob([await readFile(new URL(path, import.meta.url))]);
const files: Record<string, Promise<Blob>> = {
    "smacs.wasm": asset("../../../wasm/smacs.wasm"),
    "smacs-run.wasm": asset("../../../wasm/smacs-run.wasm"),
    sme: asset("../../assets/default.sme"),
    smx: asset("../../assets/default.smx"),
};
let fetched: string[] = [];

beforeEach(() => {
    fetched = [];
    vi.stubGlobal("fetch", async (address: string) => {
        const kind = /(smacs(-run)?\.wasm|sm[ex])(\?.*)?$/.exec(address)?.[1] ?? "";
        fetched.push(kind);
        return new Response((await files[kind])?.stream());
    });
});
afterEach(() => {
    vi.unstubAllGlobals();
});

const other = otherEmbedder(["which whale sings", "whales and sums", "a sum of sums"]);
const bank = new Blob(['{"id": "q", "question": "which whale sings", "scores": {"Ada": 1, "Ben": 0}}']);
const given = async () => new Blob([await buildIndex({ embedder: (await files.sme) as Blob, banks: [bank] })]);

test("the packaged files, with one progress for all", async () => {
    const seen: { loaded: number; total: number }[] = [];
    const engine = await loadEngine({ onProgress: (progress) => seen.push(progress) });
    expect(engine.origin).toEqual({ index: "packaged", embedder: "packaged" });
    expect(engine.embedder.digest).toBe(engine.info.embedder.digest);
    expect(seen.at(-1)?.loaded).toBe(seen.at(-1)?.total);
    engine.dispose();
});

test("a given index with the packaged embedder, whose files are all that is fetched", async () => {
    const engine = await loadEngine({ index: await given() });
    expect(engine.origin).toEqual({ index: "given", embedder: "packaged" });
    expect(engine.route("whales", {}).panel).toEqual(["Ada", "Ben"]);
    expect(fetched).toEqual(["smacs.wasm", "smacs-run.wasm", "sme"]);
    engine.dispose();
});

test("both given: the embedder is asked for by the digest that the index states", async () => {
    const asked: string[] = [];
    const engine = await loadEngine({
        index: await given(),
        embedderFor: (digest) => {
            asked.push(digest);
            return files.sme as Promise<Blob>;
        },
    });
    expect(asked).toEqual([engine.embedder.digest]);
    expect(engine.origin.embedder).toBe("given");
    expect(fetched).toEqual(["smacs.wasm", "smacs-run.wasm"]);
    engine.dispose();
});

test.skipIf(!other)("an index of another embedder is refused, by that one's name", async () => {
    const index = new Blob([await buildIndex({ embedder: other as File, banks: [bank] })]);
    await expect(loadEngine({ index })).rejects.toMatchObject({
        code: "mismatch",
        detail: expect.stringMatching(/^tiny \([0-9a-f]{16}\)$/),
    });
    const engine = await loadEngine({ index, embedderFor: async () => other });
    expect(engine.embedder.name).toBe("tiny");
    engine.dispose();
});

test.skipIf(!other)("an index of a model outside is routed by vectors, of which it says the model", async () => {
    const engine = await loadEngine({ index: outsideIndex() as File });
    expect(engine.info.embedder).toMatchObject({ name: "made-embed", outside: 3 });
    expect(engine.route("Why?", { earlier: ["When?"] }, [1, 2, 3]).panel).toEqual(["Ada"]);
    expect(() => engine.route("Why?", {}, [1, 2])).toThrow(expect.objectContaining({ code: "mismatch" }));
    expect(() => engine.route("Why?", {})).toThrow(expect.objectContaining({ code: "mismatch" }));
    engine.dispose();
});

test("a retired engine goes with the last of its runs", async () => {
    const engine = await loadEngine({ index: await given() });
    const request = { question: "whales", pool: [{ id: "a", model: "Ada" }], nonce: "n" };
    const [first, second] = [engine.start(request), engine.start(request)];
    engine.retire();
    first.dispose();
    // As stepping through a run does.
    engine.replay(second.trace()).dispose();
    expect(engine.route("whales", {}).panel).toHaveLength(2);
    second.dispose();
    second.dispose();
    expect(() => engine.route("whales", {})).toThrow(expect.objectContaining({ code: "disposed" }));
});

test("models that stand in are routed to; runs with and without them can be replayed", async () => {
    const index = await given();
    const engine = await loadEngine({ index });
    const scores = new Blob(['{"id": "q", "score": 1}']);
    const more = new Blob([await addColumn({ index, name: "Cleo", scores })]);
    const runOf = (model: string, of: Engine) => {
        const run = of.start({ question: "whales", pool: [{ id: "x", model }], nonce: "n" });
        const [member] = run.view().panel;
        return { run, trace: run.trace(), prior: member?.prior };
    };
    const own = runOf("Ada", engine);
    const extended = await engine.standIn(["Cleo"], more);
    expect([...extended.standIns]).toEqual(["Cleo"]);
    expect(extended.info).toBe(engine.info);
    expect(extended.route("whales", {}).panel).toContain("Cleo");
    const foreign = runOf("Cleo", extended);
    expect(foreign.prior).not.toBeNull();
    expect(extended.replay(own.trace).view().panel).toEqual(own.run.view().panel);
    const without = await extended.standIn([], undefined);
    expect(without.route("whales", {}).panel).not.toContain("Cleo");
    // The index stays as long as a run needs it.
    const again = without.replay(foreign.trace);
    expect(again.view().panel).toEqual(foreign.run.view().panel);
    for (const run of [again, foreign.run]) {
        run.dispose();
    }
    expect(() => without.replay(foreign.trace)).toThrow(expect.objectContaining({ code: "mismatch" }));
    engine.dispose();
});
