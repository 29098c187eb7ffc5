// Which index decides: loading, replacing, keeping, building, and all that may go wrong, with the real core.
import { readFile } from "node:fs/promises";
import { Embedder, type EmbedderInfo, ScoreIndex, Smacs, SmacsError } from "smacs";
import { addColumn, buildIndex } from "smacs/builder";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Engine, LoadEngineOptions } from "../../src/engine/core.ts";
import type { NewestIndex } from "../../src/engine/newest.ts";
import { problemText } from "../../src/features/index/problem-text.ts";
import { createIndexState, type IndexTools } from "../../src/features/index/state.ts";
import type { IndexFiles, IndexStore, KeptIndex } from "../../src/features/index/store.ts";
import { memoryStore } from "../memory-store.ts";
import { otherEmbedder } from "../other-embedder.ts";

const asset = async (path: string) => new Blob([await readFile(new URL(path, import.meta.url))]);
const core = () => asset("../../../wasm/smacs.wasm");
const packagedEmbedder = asset("../../assets/default.sme");
const packagedIndex = asset("../../assets/default.smx");

/** As the page's own, of files instead of addresses; says what became of it. */
interface TestEngine extends Engine {
    gone: boolean;
}

const noRuns = () => {
    throw new Error("no runs here");
};

async function loadEngine({ index, embedderFor, signal }: LoadEngineOptions = {}): Promise<TestEngine> {
    const smacs = await Smacs.load(await core());
    try {
        const opened = await ScoreIndex.load(smacs, index ?? (await packagedIndex));
        const given = index && (await embedderFor?.(opened.info.embedder.digest));
        const embedder = await Embedder.load(smacs, given ?? (await packagedEmbedder));
        signal?.throwIfAborted();
        if (embedder.info.digest !== opened.info.embedder.digest) {
            throw new SmacsError("mismatch", "another embedder", { detail: opened.info.embedder.name });
        }
        const engine: TestEngine = {
            info: opened.info,
            standIns: new Set(),
            standIn: async () => engine,
            embedder: embedder.info,
            origin: { index: index ? "given" : "packaged", embedder: given ? "given" : "packaged" },
            reaches: () => true,
            route: (question, options) => opened.route(embedder, question, options),
            match: (ids) => opened.match(ids),
            index: opened,
            start: noRuns,
            replay: noRuns,
            recorded: noRuns,
            prompt: "",
            statePrompt: "",
            gone: false,
            dispose() {
                engine.gone = true;
                smacs.dispose();
            },
            retire: () => engine.dispose(),
        };
        return engine;
    } catch (error) {
        smacs.dispose();
        throw error;
    }
}

async function readEmbedder(file: Blob): Promise<EmbedderInfo> {
    const smacs = await Smacs.load(await core());
    try {
        return (await Embedder.load(smacs, file)).info;
    } finally {
        smacs.dispose();
    }
}

/** A store in memory; `full` makes it refuse. */
function fakeStore(): IndexStore & { full: boolean; entries: Map<string, { kept: KeptIndex; files: IndexFiles }> } {
    const entries = new Map<string, { kept: KeptIndex; files: IndexFiles }>();
    const store = {
        full: false,
        entries,
        list: async () => [...entries.values()].map(({ kept }) => kept),
        read: async (id: string) => entries.get(id)?.files,
        readEmbedder: async (digest: string) =>
            [...entries.values()].find(({ kept }) => kept.embedder.digest === digest)?.files.embedder,
        async write(kept: KeptIndex, files: IndexFiles) {
            if (store.full) {
                throw new DOMException("no room", "QuotaExceededError");
            }
            entries.set(kept.id, { kept, files });
        },
        remove: async (id: string) => void entries.delete(id),
    };
    return store;
}

const notAsked = () => Promise.reject(new Error("not asked for here"));

function make(store = fakeStore(), local = memoryStore(), newest?: NewestIndex) {
    const engines: TestEngine[] = [];
    let engine: TestEngine | undefined;
    const tools: IndexTools = {
        store,
        fetchPackaged: (part) => (part === "index" ? packagedIndex : packagedEmbedder),
        readEmbedder,
        builder: async () => ({ build: buildIndex, addColumn, extend: notAsked }),
        fetchNewest: async () => newest,
    };
    const load = async (options: LoadEngineOptions) => {
        const loaded = await loadEngine(options);
        engines.push(loaded);
        return loaded;
    };
    const onEngine = (next: Engine) => {
        engine?.retire();
        engine = next as TestEngine;
    };
    const indexes = createIndexState({ local, loadEngine: load, engine: () => engine, onEngine }, tools);
    const start = async () => onEngine(await indexes.load({}));
    return { indexes, store, local, start, engines, engine: () => engine as TestEngine };
}

const questions = Array.from({ length: 40 }, (_, i) => `made-up question ${i} on ${i % 2 ? "whales" : "sums"}`);
const bankOf = (count: number) =>
    questions
        .slice(0, count)
        .map(
            (question, i) => `${JSON.stringify({ id: `q${i}`, question, scores: { Ada: i % 2, Ben: 1 - (i % 2) } })}\n`,
        )
        .join("");
const bank = (count = 40, name = "bank.jsonl") => new File([bankOf(count)], name);
const built = async (embedder?: Blob) =>
    buildIndex({ embedder: embedder ?? (await packagedEmbedder), banks: [bank()] }).then(
        (bytes) => new File([bytes], "mine.smx"),
    );
const other = otherEmbedder(questions);

const codeOf = (problem: { error: unknown } | undefined) => (problem?.error as SmacsError | undefined)?.code;

afterEach(() => vi.unstubAllGlobals());

describe("what is in use", () => {
    test("at first, and with nothing kept, the packaged index", async () => {
        const { indexes, start, engine, store } = make();
        await start();
        await indexes.open();
        expect(engine().origin.index).toBe("packaged");
        expect([indexes.current.value, indexes.kept.value, store.entries.size]).toEqual([undefined, [], 0]);
    });

    test("a file is checked, used and kept, and there again after a reload", async () => {
        const { indexes, start, engine, engines, store, local } = make();
        await start();
        await indexes.takeFiles([await built()]);
        expect(indexes.problem.value).toBeUndefined();
        expect(engine().info.questions).toBe(40);
        expect(engines[0]?.gone).toBe(true);
        expect(indexes.kept.value).toMatchObject([
            { name: "mine", origin: "file", questions: 40, models: 2, embedder: engine().info.embedder },
        ]);
        expect(indexes.outcome.value).toMatchObject({ doing: "use", id: indexes.current.value });
        const again = make(store, local);
        await again.start();
        expect(again.engine().info.digest).toBe(engine().info.digest);
        expect(again.indexes.current.value).toBe(indexes.current.value);
    });

    test("the same index is kept once", async () => {
        const { indexes, start, store } = make();
        await start();
        const file = await built();
        await indexes.takeFiles([file]);
        await indexes.use(undefined);
        await indexes.takeFiles([file]);
        expect(store.entries.size).toBe(1);
        expect(indexes.kept.value).toHaveLength(1);
        expect(indexes.current.value).toBe(indexes.kept.value?.[0]?.id);
    });

    test("back to the packaged one, which then stays", async () => {
        const { indexes, start, store, local, engine } = make();
        await start();
        await indexes.takeFiles([await built()]);
        await indexes.use(undefined);
        expect(engine().origin.index).toBe("packaged");
        const again = make(store, local);
        await again.start();
        expect(again.engine().origin.index).toBe("packaged");
    });

    test("removing what is in use goes back to the packaged one", async () => {
        const { indexes, start, store, engine } = make();
        await start();
        await indexes.takeFiles([await built()]);
        await indexes.remove(indexes.current.value ?? "");
        expect([store.entries.size, indexes.kept.value, indexes.current.value]).toEqual([0, [], undefined]);
        expect(engine().origin.index).toBe("packaged");
    });
});

describe("an index beside the page", () => {
    const newest: NewestIndex = {
        index: "https://page.example/new.smx",
        embedder: "https://page.example/new.sme",
        digest: "0123456789abcdef",
        made: "2026-11-29",
        to: "2026-08",
        all: "https://page.example/all.smx",
    };
    const open = async (made: string | undefined, beside: NewestIndex | undefined) => {
        const all = make(undefined, undefined, beside);
        await all.start();
        const { dates: _, ...info } = all.engine().info;
        Object.assign(all.engine(), { info: { ...info, ...(made === undefined ? {} : { dates: { made } }) } });
        await all.indexes.lookForNewer();
        return all;
    };

    test.each([
        ["2026-11-28", newest, true],
        ["2026-11-29", newest, false],
        ["2026-12-01", newest, false],
        [undefined, newest, false],
        ["2026-11-28", undefined, false],
    ])("in use of %s, another one beside it: offered or not", async (made, beside, offered) => {
        const { indexes } = await open(made, beside);
        expect(indexes.newer.value !== undefined).toBe(offered);
    });

    test("is fetched when it is wanted, used, and then offered no more", async () => {
        const file = await built();
        const { indexes, engine } = await open("2026-11-28", { ...newest, digest: "f" });
        const fetched: string[] = [];
        vi.stubGlobal("fetch", async (url: string) => {
            fetched.push(url);
            return new Response(url.endsWith(".smx") ? file : await packagedEmbedder);
        });
        expect(engine().origin.index).toBe("packaged");
        await indexes.takeNewer();
        expect(fetched.toSorted()).toEqual([newest.embedder, newest.index]);
        expect(indexes.problem.value).toBeUndefined();
        expect(engine().info.questions).toBe(40);
        expect(indexes.kept.value).toMatchObject([{ name: "Default 2026-11-29", origin: "address" }]);
        expect(indexes.newer.value).toBeUndefined();
    });

    test("of more models is fetched when it is wanted, and the page's embedder goes with it", async () => {
        const file = await built();
        const { indexes, engine } = await open(undefined, newest);
        const fetched: string[] = [];
        vi.stubGlobal("fetch", async (url: string) => {
            fetched.push(url);
            return new Response(file);
        });
        expect(indexes.moreModels.value).toBe(true);
        await indexes.takeAllModels();
        expect(fetched).toEqual([newest.all]);
        expect(engine().info.questions).toBe(40);
        expect(indexes.kept.value).toMatchObject([{ name: "All models" }]);
        const without = await open(undefined, { ...newest, all: undefined });
        expect(without.indexes.moreModels.value).toBe(false);
    });
});

describe("what does not fit leaves what was there", () => {
    test.each([
        ["no index", () => new File(["just a text"], "x.smx"), "magic", /neither an index/],
        ["cut short", async () => new File([(await built()).slice(0, 900)], "x.smx"), "truncated", /is truncated/],
        ["no embedder", () => new File(["just a text"], "x.sme"), "magic", /neither an index/],
    ])("%s", async (_, make_, code, says) => {
        const { indexes, start, engine, store } = make();
        await start();
        const before = engine();
        await indexes.takeFiles([await make_()]);
        const problem = indexes.problem.value;
        expect(codeOf(problem)).toBe(code);
        expect(problem && problemText(problem).what.join(" ")).toMatch(says);
        expect([engine(), before.gone, store.entries.size, indexes.work.value]).toEqual([before, false, 0, undefined]);
    });

    test("a file that is too large is not even read", async () => {
        const { indexes, start } = make();
        await start();
        const huge = new File([], "huge.smx");
        Object.defineProperty(huge, "size", { value: 3e9 });
        await indexes.takeFiles([huge]);
        expect(codeOf(indexes.problem.value)).toBe("too-large");
    });

    test("what was in use and cannot be loaded any more gives way to the packaged one, and says so", async () => {
        const { indexes, start, store, local } = make();
        await start();
        await indexes.takeFiles([await built()]);
        for (const entry of store.entries.values()) {
            entry.files.index = new Blob(["gone bad"]);
        }
        const again = make(store, local);
        await again.start();
        expect(again.engine().origin.index).toBe("packaged");
        expect(again.indexes.current.value).toBeUndefined();
        expect(again.indexes.problem.value).toMatchObject({ doing: "start", error: { code: "magic" } });
    });

    test("a storage without room: it works, and says that it goes with the page", async () => {
        const { indexes, start, store, engine } = make();
        await start();
        store.full = true;
        await indexes.takeFiles([await built()]);
        expect(engine().info.questions).toBe(40);
        expect(indexes.problem.value?.doing).toBe("keep");
        expect(await indexes.file(indexes.current.value ?? "")).toBeInstanceOf(Blob);
        await indexes.use(undefined);
        await indexes.use(indexes.kept.value?.[0]?.id);
        expect(engine().info.questions).toBe(40);
    });
});

describe.skipIf(!other)("an index of another embedder", () => {
    test("waits for it, and is kept with it", async () => {
        const { indexes, start, engine, store, local } = make();
        await start();
        const index = await built(other);
        await indexes.takeFiles([index]);
        const problem = indexes.problem.value;
        expect(problem && problemText(problem).what.join(" ")).toMatch(/another embedder: tiny.*Load that \.sme/);
        await indexes.takeFiles([other as File]);
        expect(engine().embedder.name).toBe("tiny");
        expect(engine().origin).toEqual({ index: "given", embedder: "given" });
        const again = make(store, local);
        await again.start();
        expect(again.engine().embedder.name).toBe("tiny");
        // The next one of it finds it among what is kept.
        const next = await buildIndex({ embedder: other as File, banks: [bank(20)] });
        await again.indexes.takeFiles([new File([next], "next.smx")]);
        expect(again.engine().info.questions).toBe(20);
    });

    test("both at once; a loose embedder makes what is built next, until it is put away", async () => {
        const { indexes, start, engine } = make();
        await start();
        await indexes.takeFiles([other as File, await built(other)]);
        expect(engine().embedder.name).toBe("tiny");
        await indexes.use(undefined);
        await indexes.build({ bank: bank(30), withText: false, withFacts: false });
        expect(indexes.kept.value?.[0]?.embedder.name).toBe("tiny");
        indexes.forgetLoose();
        await indexes.build({ bank: bank(30), withText: false, withFacts: false });
        expect(indexes.kept.value?.[0]?.embedder.name).toBe("smacs-default-3");
    });
});

describe("building", () => {
    test("keeps what comes out, without using it yet, and tells of progress", async () => {
        const { indexes, start, engine } = make();
        await start();
        const seen: number[] = [];
        const stop = indexes.work.subscribe((work) => void (work && seen.push(work.questions)));
        const more = `${bankOf(10)}{"question": "nobody was asked", "scores": {}}\n${bankOf(1).replace(/"id": ?"[^"]*"/, '"id": "again"')}`;
        await indexes.build({ bank: new File([more], "some.jsonl.gz"), withText: true, withFacts: true });
        stop();
        expect(indexes.problem.value).toBeUndefined();
        expect(engine().origin.index).toBe("packaged");
        expect(indexes.kept.value).toMatchObject([{ name: "some", origin: "built", questions: 11 }]);
        expect(indexes.outcome.value).toMatchObject({ doing: "build", unscored: 1, repeated: 1 });
        expect(seen.at(-1)).toBe(12);
        await indexes.use(indexes.kept.value?.[0]?.id);
        expect(engine().info).toMatchObject({ questions: 11, has_text: true });
        expect(engine().route("whales", { n: 1 }).panel).toHaveLength(1);
    });

    test("a model known by another name gets its own, with what is known of it", async () => {
        const { indexes, start, engine } = make();
        await start();
        const known = engine().info.models.find(({ facts }) => facts?.aliases?.length);
        const alias = known?.facts?.aliases?.[0] ?? "";
        const line = JSON.stringify({ question: "a question", scores: { [alias]: 1, New: 0 } });
        await indexes.build({ bank: new File([line], "names.jsonl"), withText: false, withFacts: true });
        await indexes.use(indexes.kept.value?.[0]?.id);
        expect(engine().info.models).toMatchObject([{ name: known?.name, facts: known?.facts }, { name: "New" }]);
    });

    test("an error names the line; cancelling is no error; then it can be done again", async () => {
        const { indexes, start } = make();
        await start();
        const broken = new File([`${bankOf(2)}{"question": oops}\n`], "broken.jsonl");
        await indexes.build({ bank: broken, withText: false, withFacts: false });
        expect(indexes.problem.value).toMatchObject({ doing: "build", error: { code: "syntax", line: 3, column: 14 } });
        const building = indexes.build({ bank: bank(), withText: false, withFacts: false });
        indexes.cancel();
        await building;
        expect([indexes.problem.value, indexes.kept.value ?? [], indexes.work.value]).toEqual([
            undefined,
            [],
            undefined,
        ]);
        await indexes.build({ bank: bank(), withText: false, withFacts: false });
        expect(indexes.kept.value).toHaveLength(1);
    });

    test("one thing at a time", async () => {
        const { indexes, start } = make();
        await start();
        const first = indexes.build({ bank: bank(10, "first.jsonl"), withText: false, withFacts: false });
        await indexes.build({ bank: bank(20, "second.jsonl"), withText: false, withFacts: false });
        await first;
        expect(indexes.kept.value).toMatchObject([{ name: "first" }]);
    });

    test("a model is added to the index in use", async () => {
        const { indexes, start, engine } = make();
        await start();
        await indexes.takeFiles([await built()]);
        const column = questions.map((_, i) => `${JSON.stringify({ id: `q${i}`, score: 1 })}\n`).join("");
        await indexes.addColumn({ model: "Dee", scores: new File([column], "dee.jsonl"), replace: false });
        await indexes.use(indexes.kept.value?.[0]?.id);
        expect(engine().info.models.map(({ name }) => name)).toEqual(["Ada", "Ben", "Dee"]);
        expect(indexes.kept.value?.[0]?.name).toBe("mine + Dee");
        const zero = new File([column.replaceAll('"score":1', '"score":0')], "dee.jsonl");
        await indexes.addColumn({ model: "Dee", scores: zero, replace: false });
        const problem = indexes.problem.value;
        expect(problem && problemText(problem).what.join(" ")).toMatch(/Line 1.*contradicts.*Overwrite/);
        await indexes.addColumn({ model: "Dee", scores: zero, replace: true });
        expect(indexes.problem.value).toBeUndefined();
    });
});

describe("an address", () => {
    test("is fetched with progress, used and kept", async () => {
        const { indexes, start, engine } = make();
        await start();
        const file = await built();
        const asked: unknown[] = [];
        vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
            asked.push(address, init.credentials);
            return new Response(file.stream(), { headers: { "content-length": String(file.size) } });
        });
        const totals = new Set<number | undefined>();
        const stop = indexes.work.subscribe((work) => void totals.add(work?.total));
        await indexes.takeAddress("https://files.example.com/some/mine.smx?x=1");
        stop();
        expect(asked).toEqual(["https://files.example.com/some/mine.smx?x=1", "omit"]);
        expect(totals).toContain(file.size);
        expect(indexes.kept.value).toMatchObject([{ name: "mine", origin: "address" }]);
        expect(engine().info.questions).toBe(40);
    });

    test.each([
        ["nothing answers", async () => Promise.reject(new TypeError("Failed to fetch")), /CORS/],
        ["an error", async () => new Response("", { status: 403 }), /status 403/],
    ])("%s", async (_, answer, says) => {
        const { indexes, start } = make();
        await start();
        vi.stubGlobal("fetch", answer);
        await indexes.takeAddress("https://files.example.com/mine.smx");
        const problem = indexes.problem.value;
        expect(problem && problemText(problem).what.join(" ")).toMatch(says);
    });
});
