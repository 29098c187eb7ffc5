// Models that the index does not know, and that stand in beside it: when, which, and that nothing of them stays.
import { readFile } from "node:fs/promises";
import { signal } from "@preact/signals";
import type { ModelCard } from "smacs/builder";
import { addColumn, addRows } from "smacs/builder";
import { afterEach, expect, test, vi } from "vitest";
import { type Engine, engineOf } from "../../src/engine/core.ts";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import { createStandIns, type OwnQuestions } from "../../src/features/index/stand-ins.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine, realTools } from "../real-engine.ts";

const patience = { timeout: 20_000 };
const index = readFile(new URL("../../assets/default.smx", import.meta.url));

let end = () => {};
afterEach(() => {
    end();
    vi.unstubAllGlobals();
});

/** An endpoint with these models ticked, which the index does not know. */
async function setUp(ids: string[], extend?: (models: readonly ModelCard[], rows: string) => Promise<Blob>) {
    const { smacs, embedder, index: own } = await realTools();
    // As an index is that holds a fit to published scores.
    Object.assign(own, { info: { ...own.info, published: { benchmarks: 1, cards: 0 } } });
    const first = engineOf(smacs, embedder, own, { index: "packaged", embedder: "packaged" });
    const engine = signal<Engine | undefined>(first);
    const endpoints = createEndpointsState(memoryStore(), memoryStore(), false);
    const endpoint = endpoints.shown.value;
    endpoint.setAddress("localhost:8080");
    const asked: (readonly ModelCard[])[] = [];
    const marked = signal<OwnQuestions | undefined>(undefined);
    const failures: boolean[] = [];
    const standIns = createStandIns({
        engine,
        endpoints,
        own: marked,
        extend: async (models, more) => {
            asked.push(models);
            return (extend ?? withColumns)(models, more);
        },
        onEngine(next) {
            engine.value = next;
        },
        onRows(failed) {
            failures.push(failed);
        },
    });

    const tick = (id: string, on = true) => endpoint.setAsked(id, on);
    for (const id of ids) {
        tick(id);
    }
    end = () => {
        standIns.dispose();
        endpoints.dispose();
        engine.value?.dispose();
    };
    return { engine, first, asked, tick, standIns, marked, failures };
}

/** In place of columns without scores, as the page's own index has to be able to judge a card for these. */
async function withColumns(models: readonly ModelCard[]): Promise<Blob> {
    const { questions } = await idOfFirst();
    let file = new Blob([await index]);
    for (const { name } of models) {
        file = new Blob([await addColumn({ index: file, name, scores: questions })]);
    }
    return file;
}

let known: Promise<{ questions: Blob }> | undefined;
function idOfFirst() {
    known ??= realEngine().then((engine) => {
        const [nearest] = engine.route("What is 17 times 23?", {}).neighbours;
        engine.dispose();
        return { questions: new Blob([JSON.stringify({ id: nearest?.id, score: 1 })]) };
    });
    return known;
}

test("a ticked model of a known family is routed to, in one index with all others", async () => {
    const { engine, first, asked, tick, standIns } = await setUp(["qwen2.5-99b-next", "unheard-of", "gemma-2-1b"]);
    await vi.waitFor(() => expect(engine.value?.standIns.size).toBe(2), patience);
    expect(asked).toEqual([
        [
            {
                name: "gemma-2-1b",
                family: "Gemma",
                parameters_b: 1,
                released: expect.stringMatching(/^20\d\d-/),
                reasons: false,
            },
            {
                name: "qwen2.5-99b-next",
                family: "Qwen",
                parameters_b: 99,
                released: expect.stringMatching(/^20\d\d-/),
                reasons: false,
            },
        ],
    ]);
    expect(engine.value?.info).toBe(first.info);
    expect(engine.value?.route("What is 17 times 23?", {}).priors).toHaveProperty("gemma-2-1b");
    tick("gemma-2-1b", false);
    tick("qwen2.5-99b-next", false);
    await vi.waitFor(() => expect(engine.value?.standIns.size).toBe(0), patience);
    expect(engine.value?.route("What is 17 times 23?", {}).priors).not.toHaveProperty("gemma-2-1b");
    await standIns.settled();
    expect(asked).toHaveLength(1);
});

test("where the index can make nothing of them, they stay unknown", async () => {
    const { engine, first, asked, standIns } = await setUp(["qwen2.5-99b-next"], async () => {
        throw new Error("no fit");
    });
    await standIns.settled();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await standIns.settled();
    expect(engine.value).toBe(first);
});

test("of ids that say nothing, nothing is made", async () => {
    const { engine, first, asked, standIns } = await setUp(["unheard-of", "mystery:7b"]);
    await standIns.settled();
    expect(asked).toEqual([]);
    expect(engine.value).toBe(first);
});

test("marked questions are routed by, and taken back they are not", async () => {
    const line = { id: "marks/a", source: "marks", question: "What is 17 times 23?", scores: { "my-model": 1 } };
    const embedder = readFile(new URL("../../assets/default.sme", import.meta.url));
    const { engine, first, marked, failures } = await setUp([], async (_, more) => {
        const banks = [new Blob([more])];
        return new Blob([await addRows({ index: await index, embedder: await embedder, banks })]);
    });
    marked.value = { rows: `${JSON.stringify(line)}\n`, models: ["my-model"] };
    await vi.waitFor(() => expect(engine.value).not.toBe(first), patience);
    const route = engine.value?.route("What is 17 times 23?", {});
    expect(route?.neighbours[0]?.id).toBe("marks/a");
    expect([...(engine.value?.standIns ?? [])]).toEqual(["my-model"]);
    marked.value = undefined;
    await vi.waitFor(() => expect(engine.value?.standIns.size).toBe(0), patience);
    expect(engine.value?.route("What is 17 times 23?", {}).neighbours[0]?.id).not.toBe("marks/a");
    expect(failures).toEqual([false, false]);
});

test("marks that cannot be added are told of", async () => {
    const { engine, first, marked, failures } = await setUp([], async () => {
        throw new Error("no memory");
    });
    marked.value = { rows: `${JSON.stringify({ id: "marks/a", question: "?", scores: { m: 1 } })}\n`, models: ["m"] };
    await vi.waitFor(() => expect(failures).toEqual([true]), patience);
    expect(engine.value).toBe(first);
});
