// Loading what decides, from the packaged files or from given ones, and when an engine goes.
import { readFile } from "node:fs/promises";
import { Embedder, ScoreIndex, Smacs } from "smacs";
import { addColumn, buildIndex } from "smacs/builder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Engine, engineOf, loadEngine } from "../../src/engine/core.ts";
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

describe("an index in shards", () => {
    const bytes = async (file: Promise<Blob> | undefined) => new Uint8Array(await ((await file) as Blob).arrayBuffer());
    const pool = { pool: [{ id: "a", model: "Ada" }], nonce: "made" };
    const none = { earlier: [], signal: new AbortController().signal };

    /** An engine, and what was fetched for it: whole indexes, as if all of it were near. */
    async function make() {
        const smacs = await Smacs.load(await bytes(files["smacs.wasm"]), {
            runs: await bytes(files["smacs-run.wasm"]),
        });
        const file = new Uint8Array(await (await given()).arrayBuffer());
        const nears: ScoreIndex[] = [];
        const near = async () => {
            nears.push(ScoreIndex.open(smacs, file));
            return nears.at(-1) as ScoreIndex;
        };
        const embedder = Embedder.open(smacs, await bytes(files.sme));
        const origin = { index: "given", embedder: "packaged" } as const;
        const head = ScoreIndex.open(smacs, file);
        const engine = engineOf(smacs, embedder, head, origin, { head, near });
        const left = () => nears.map((index) => isThere(() => index.match([])));
        return { engine, nears, left };
    }

    function isThere(use: () => unknown): boolean {
        try {
            use();
            return true;
        } catch {
            return false;
        }
    }

    test("a question is routed and asked once what is near it is there, and after those before it", async () => {
        const { engine, nears } = await make();
        const history = [
            { role: "user" as const, content: "whales" },
            { role: "assistant" as const, content: "They sing." },
        ];
        expect(engine.reaches("why", [])).toBe(false);
        expect(() => engine.route("why", {})).toThrow(expect.objectContaining({ code: "mismatch" }));
        expect(() => engine.start({ ...pool, question: "why" })).toThrow(expect.objectContaining({ code: "mismatch" }));
        const next = await engine.approach?.("why", { ...none, earlier: ["whales"] });
        expect(next?.reaches("why", ["whales"])).toBe(true);
        expect(next?.reaches("why", [])).toBe(false);
        expect(next?.route("why", { earlier: ["whales"] }).panel).toEqual(["Ada", "Ben"]);
        const run = next?.start({ ...pool, question: "why", history });
        expect(run?.view().panel.map(({ model }) => model)).toEqual(["Ada"]);
        await Promise.all([engine.approach?.("sums", none), engine.approach?.("sums", none)]);
        expect(nears.length).toBe(3);
        expect(isThere(() => nears[2]?.match([]))).toBe(false); // the second of two at once
        engine.dispose();
    });

    test("what is near the last questions stays, and what a run needs, which can be replayed", async () => {
        const { engine, left } = await make();
        await engine.approach?.("q0", none);
        const run = engine.start({ ...pool, question: "q0" });
        for (let i = 1; i <= 6; i++) {
            await engine.approach?.(`q${i}`, none);
        }
        expect(left()).toEqual([true, false, false, true, true, true, true]);
        const trace = run.trace();
        const again = engine.replay(trace);
        expect(again.view().panel).toEqual(run.view().panel);
        run.dispose();
        again.dispose();
        expect(left()[0]).toBe(false);
        expect(() => engine.replay(trace)).toThrow(expect.objectContaining({ code: "mismatch" }));
        expect(() => engine.replay("no trace")).toThrow(expect.objectContaining({ code: "syntax" }));
        engine.dispose();
    });
});
