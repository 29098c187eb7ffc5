// Choosing models among hundreds: what is offered, found and suggested.
import { afterEach, describe, expect, test, vi } from "vitest";
import type { EndpointState } from "../../src/features/endpoint/endpoint.ts";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import type { Evidence, Offer } from "../../src/features/endpoint/offers.ts";
import { panelCost, pick } from "../../src/features/endpoint/presets.ts";
import { anyModel, filtersSet, type Wish, wished } from "../../src/features/endpoint/shop.ts";
import { createShopping } from "../../src/features/endpoint/shopping.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";

const engine = await realEngine();
const openrouter = "https://openrouter.ai/api/v1";

afterEach(() => {
    vi.unstubAllGlobals();
});

interface Listed {
    id: string;
    price?: number;
    context?: number;
    benchmarks?: object;
}

const perToken = (price: number | undefined) =>
    price === undefined ? {} : { pricing: { prompt: String(price / 1e6), completion: String(price / 1e6) } };

/** A page that is connected to these lists, each with prices per million tokens, the same in and out. */
async function connected(lists: Record<string, readonly Listed[]>, local = memoryStore()) {
    vi.stubGlobal("fetch", async (url: string) => {
        const listed = Object.entries(lists).find(([base]) => url.startsWith(base))?.[1] ?? [];
        return Response.json({
            data: listed.map(({ id, price, context, benchmarks }) => ({
                id,
                ...perToken(price),
                ...(context === undefined ? {} : { context_length: context }),
                ...(benchmarks ? { benchmarks } : {}),
            })),
        });
    });
    const endpoints = createEndpointsState(local, memoryStore(), true);
    for (const base of Object.keys(lists)) {
        const endpoint = endpoints.showAt(base);
        endpoint.setKey("sk");
        await endpoint.fetchModels(engine.match);
    }
    const shopping = createShopping(endpoints, engine);
    const at = (base: string) => endpoints.list.value.find((one) => one.base.value === base) as EndpointState;
    const selected = () => shopping.selected().map(({ id }) => id);
    const offer = (id: string) => {
        const all = endpoints.list.value.flatMap((endpoint) => shopping.offers(endpoint));
        return all.find((one) => one.id === id) as Offer;
    };
    return { endpoints, shopping, at, selected, offer };
}

const some: readonly Listed[] = [
    { id: "qwen/qwen3-32b", price: 0.2, context: 40_960 },
    { id: "qwen/qwen3-32b:free", price: 0, context: 40_960 },
    { id: "qwen/qwen99-70b-next", price: 0.1 },
    { id: "meta-llama/llama-3.1-70b-instruct", price: 0.3, context: 131_072 },
    { id: "meta-llama/llama-3.1-8b-instruct", price: 0.02, context: 16_384 },
    { id: "deepseek/deepseek-v3.2", price: 0.4, context: 163_840 },
    { id: "mistralai/mistral-large-2512", price: 1, context: 262_144 },
    { id: "google/gemma-3-27b-it", price: 0.1, context: 131_072 },
    { id: "z-ai/glm-5", price: 2, context: 200_000 },
    { id: "moonshotai/kimi-k2.5", price: 1.5, context: 262_144 },
    { id: "someone/mystery" },
    { id: "someone/tested", benchmarks: { artificial_analysis: { intelligence_index: 40 } } },
];

describe("a ready choice", () => {
    test("has its name as long as nothing else is selected, also after a reload", async () => {
        const local = memoryStore();
        const { endpoints, shopping, at, selected } = await connected({ [openrouter]: some }, local);
        expect(endpoints.preset.value).toBeUndefined();
        shopping.choose("cheap");
        expect(endpoints.preset.value).toBe("cheap");
        const again = await connected({ [openrouter]: some }, local);
        expect([again.endpoints.preset.value, again.selected()]).toEqual(["cheap", selected()]);
        const [first = ""] = selected();
        at(openrouter).setAsked(first, false);
        expect(endpoints.preset.value).toBeUndefined();
        shopping.save();
        expect(endpoints.preset.value).toBe("mine");
        await endpoints.wipe();
        expect(endpoints.preset.value).toBeUndefined();
    });
});

describe("an offer", () => {
    test("says whose a model is, what is expected of it, and how that is known", async () => {
        const { offer } = await connected({ [openrouter]: some });
        expect(offer("meta-llama/llama-3.1-70b-instruct")).toMatchObject({
            name: "Llama-3.1-70B-Instruct",
            maker: "Meta",
            openWeights: true,
            context: 131_072,
            price: { input: 0.3, basis: "listed" },
            evidence: "scores",
            local: false,
        });
        expect(offer("meta-llama/llama-3.1-70b-instruct").expected).toBeGreaterThan(
            offer("meta-llama/llama-3.1-8b-instruct").expected ?? 1,
        );
        // Whose it is tell the other models of that house.
        expect(offer("qwen/qwen99-70b-next")).toMatchObject({ maker: "Alibaba", evidence: "family", parameters: 70 });
        expect(offer("someone/mystery")).toMatchObject({ maker: "someone", evidence: "nothing", expected: undefined });
        expect(offer("someone/tested").evidence).toBe("published");
    });

    test("of an id beside the one that stands for the model tells the same of it", async () => {
        const { offer } = await connected({ [openrouter]: some });
        const [plain, free] = [offer("qwen/qwen3-32b"), offer("qwen/qwen3-32b:free")];
        expect([plain.name, free.name]).toEqual(["Qwen3-32B", undefined]);
        expect(free).toMatchObject({ means: "Qwen3-32B", expected: plain.expected, evidence: plain.evidence });
    });

    test("stays the same object while only the selection changes", async () => {
        const { at, offer } = await connected({ [openrouter]: some });
        const before = offer("z-ai/glm-5");
        at(openrouter).setAsked("z-ai/glm-5", false);
        expect(offer("z-ai/glm-5")).toBe(before);
        at(openrouter).setPrice("z-ai/glm-5", { input: 9, output: 9 });
        expect(offer("z-ai/glm-5").price).toMatchObject({ input: 9, basis: "typed" });
    });

    test("of the same id at another address is another one", async () => {
        const [here, elsewhere] = ["http://localhost:8080/v1", "https://models.example/v1"];
        const lists = { [elsewhere]: [{ id: "mystery" }], [here]: [{ id: "mystery" }] };
        const { shopping, at } = await connected(lists);
        const endpoint = at(here);
        expect(shopping.offers(endpoint)).toMatchObject([{ local: true, price: { basis: "local" } }]);
        endpoint.setAddress(elsewhere);
        await endpoint.fetchModels(engine.match);
        expect(shopping.offers(endpoint)).toMatchObject([{ id: "mystery", local: false, price: undefined }]);
    });

    test("is judged as the model that it was said to be, and as calibrated once it answered questions here", async () => {
        const { at, offer } = await connected({ [openrouter]: some });
        at(openrouter).identify("someone/mystery", "Llama-3.3-70B-Instruct");
        expect(offer("someone/mystery")).toMatchObject({ name: "Llama-3.3-70B-Instruct", evidence: "scores" });
        expect(offer("someone/mystery").expected).toBeGreaterThan(0.3);
        at(openrouter).setCalibrated("someone/mystery");
        expect(offer("someone/mystery").evidence).toBe("calibrated");
        await at(openrouter).fetchModels(engine.match);
        expect(offer("someone/mystery").evidence).toBe("calibrated");
        // Of a model that the index does not have any more nothing is calibrated.
        at(openrouter).identify("someone/mystery", "");
        expect(offer("someone/mystery").evidence).toBe("nothing");
    });
});

describe("the selection", () => {
    test("lets the id stand for a model that is asked, whichever that is", async () => {
        const { at, endpoints } = await connected({ [openrouter]: some });
        const pool = () => endpoints.pool.value.filter(({ served }) => served.startsWith("qwen/qwen3-32b"));
        expect(pool()).toMatchObject([{ served: "qwen/qwen3-32b", model: "Qwen3-32B" }]);
        at(openrouter).setAsked("qwen/qwen3-32b", false);
        at(openrouter).setAsked("qwen/qwen3-32b:free", true);
        expect(pool()).toMatchObject([{ served: "qwen/qwen3-32b:free", model: "Qwen3-32B" }]);
        at(openrouter).setAsked("qwen/qwen3-32b", true);
        at(openrouter).setAsked("qwen/qwen3-32b:free", false);
        expect(pool()).toMatchObject([{ served: "qwen/qwen3-32b", model: "Qwen3-32B" }]);
        // A choice by hand is left alone.
        at(openrouter).identify("qwen/qwen3-32b", "");
        at(openrouter).setAsked("qwen/qwen3-32b", false);
        at(openrouter).setAsked("qwen/qwen3-32b:free", true);
        expect(pool()).toMatchObject([{ served: "qwen/qwen3-32b:free", model: undefined }]);
    });

    test("of four hundred models is stored once, not model by model", async () => {
        const local = memoryStore();
        const many = Array.from({ length: 400 }, (_, at) => ({ id: `someone/model-${at}` }));
        const { at, endpoints } = await connected({ [openrouter]: many }, local);
        const write = vi.spyOn(local, "write");
        at(openrouter).setAllAsked(
            many.map(({ id }) => id),
            true,
        );
        expect(endpoints.pool.value).toHaveLength(400);
        expect(write.mock.calls.length).toBeLessThan(10);
        at(openrouter).setAllAsked(at(openrouter).ids.value, false);
        expect(endpoints.pool.value).toHaveLength(0);
    });
});

describe("finding", () => {
    const found = async (wish: Partial<Wish>) => {
        const { shopping, at } = await connected({ [openrouter]: some });
        return wished(shopping.offers(at(openrouter)), { ...anyModel, ...wish }).map(({ id }) => id);
    };

    test.each([
        ["llama31 70b", ["meta-llama/llama-3.1-70b-instruct"]],
        ["70B Llama", ["meta-llama/llama-3.1-70b-instruct"]],
        ["LLAMA-3-1 8B", ["meta-llama/llama-3.1-8b-instruct"]],
        ["alibaba next", ["qwen/qwen99-70b-next"]],
        ["glm5", ["z-ai/glm-5"]],
        ["kimi_k2.5", ["moonshotai/kimi-k2.5"]],
        ["qwén free", ["qwen/qwen3-32b:free"]],
        ["seek", ["deepseek/deepseek-v3.2"]],
        ["nobody", []],
    ])("%j", async (text, ids) => {
        expect(await found({ text })).toEqual(ids);
    });

    test("leaves what the filters say, those of which a figure is unknown out", async () => {
        expect(await found({ free: true })).toEqual(["qwen/qwen3-32b:free"]);
        expect(await found({ maker: "Meta", price: 0.5 })).toEqual(["meta-llama/llama-3.1-8b-instruct"]);
        expect(await found({ context: 200_000, sort: "name" })).toEqual([
            "z-ai/glm-5",
            "moonshotai/kimi-k2.5",
            "mistralai/mistral-large-2512",
        ]);
        expect(await found({ size: 10 })).toEqual(["meta-llama/llama-3.1-8b-instruct"]);
        expect(await found({ calibrated: true })).toEqual([]);
        expect(await found({ known: true })).not.toContain("someone/mystery");
        expect(await found({ known: true })).toContain("someone/tested");
        expect(await found({ openWeights: true })).not.toContain("someone/tested");
        expect(filtersSet({ ...anyModel, free: true, maker: "Meta", text: "x", sort: "name" })).toBe(2);
    });

    test("sorts by what is expected, name, price and context, the unknown last", async () => {
        expect((await found({})).at(-1)).toBe("someone/tested");
        expect((await found({})).indexOf("z-ai/glm-5")).toBeLessThan(
            (await found({})).indexOf("meta-llama/llama-3.1-8b-instruct"),
        );
        expect((await found({ sort: "name" }))[0]).toBe("deepseek/deepseek-v3.2");
        expect((await found({ sort: "price" })).slice(0, 2)).toEqual([
            "qwen/qwen3-32b:free",
            "meta-llama/llama-3.1-8b-instruct",
        ]);
        expect((await found({ sort: "price" })).slice(-2)).toEqual(["someone/mystery", "someone/tested"]);
        expect((await found({ sort: "context" }))[0]).toBe("moonshotai/kimi-k2.5");
    });
});

describe("ready choices", () => {
    test("best open: the most is expected of them, of different makers first, one id for each model", async () => {
        const { shopping, selected, offer } = await connected({ [openrouter]: some });
        shopping.choose("open");
        const chosen = selected().map(offer);
        expect(chosen).toHaveLength(5);
        expect(new Set(chosen.map(({ maker }) => maker)).size).toBe(5);
        expect(chosen.every(({ openWeights, name }) => openWeights && name !== undefined)).toBe(true);
        expect(selected()).toContain("z-ai/glm-5");
        expect(selected()).not.toContain("meta-llama/llama-3.1-8b-instruct");
        shopping.undo();
        expect(selected()).toContain("meta-llama/llama-3.1-8b-instruct");
    });

    test("cheap: the best under a price, and it is said where a list has none", async () => {
        const { shopping, selected } = await connected({ [openrouter]: some });
        shopping.choose("cheap");
        expect(selected().toSorted()).toEqual([
            "deepseek/deepseek-v3.2",
            "google/gemma-3-27b-it",
            "meta-llama/llama-3.1-70b-instruct",
            "meta-llama/llama-3.1-8b-instruct",
            "qwen/qwen3-32b",
        ]);
        // The index carries prices of services that it knows.
        const elsewhere = "https://models.example/v1";
        const unpriced = await connected({ [elsewhere]: some.map(({ id }) => ({ id })) });
        const before = unpriced.selected();
        unpriced.shopping.choose("cheap");
        expect(unpriced.shopping.outcome.value).toEqual({ state: "empty", empty: "prices" });
        expect(unpriced.selected()).toEqual(before);
        const dear = await connected({ [openrouter]: some.map(({ id }) => ({ id, price: 50 })) });
        dear.shopping.choose("cheap");
        expect(dear.shopping.outcome.value).toEqual({ state: "empty", empty: "dear" });
    });

    test("local: all at this machine, and nothing of other endpoints", async () => {
        const here = "http://localhost:11434/v1";
        const lan = "http://192.168.1.2:11434/v1";
        const lists = {
            [openrouter]: some,
            [here]: [{ id: "gemma2:9b" }, { id: "x" }],
            [lan]: [{ id: "llama3.1:8b" }],
        };
        const { shopping, selected, at } = await connected(lists);
        shopping.choose("local");
        expect(selected()).toEqual(["gemma2:9b", "x"]);
        at(here).setAllAsked(at(here).ids.value, false);
        const { shopping: other } = await connected({ [openrouter]: some });
        other.choose("local");
        expect(other.outcome.value).toEqual({ state: "empty", empty: "local" });
    });

    test("mine: saved, remembered, and found again at the endpoints that are there", async () => {
        const local = memoryStore();
        const { shopping, at, selected } = await connected({ [openrouter]: some }, local);
        shopping.choose("mine");
        expect(shopping.outcome.value).toEqual({ state: "empty", empty: "mine" });
        at(openrouter).setAllAsked(at(openrouter).ids.value, false);
        at(openrouter).setAllAsked(["z-ai/glm-5", "someone/mystery"], true);
        shopping.save();
        shopping.choose("open");
        const later = await connected({ [openrouter]: some }, local);
        later.shopping.choose("mine");
        expect(later.selected().toSorted()).toEqual(["someone/mystery", "z-ai/glm-5"]);
        expect(selected()).toHaveLength(5);
        later.endpoints.forget(later.at(openrouter));
        expect(later.endpoints.mine.value).toEqual([]);
    });

    test("five makers: current ones that cost little, else wider", () => {
        const offer = (id: string, parts: Partial<Offer>): Offer => ({
            endpoint: { base: { value: openrouter } } as EndpointState,
            id,
            name: id,
            means: id,
            maker: id,
            openWeights: true,
            sees: false,
            parameters: undefined,
            context: undefined,
            price: { input: 0.1, output: 0.5, basis: "listed" },
            expected: 0.7,
            error: 0,
            evidence: "scores" as Evidence,
            released: "2026-06",
            thinks: false,
            local: false,
            words: id,
            ...parts,
        });
        const five = ["a", "b", "c", "d", "e"].map((id) => offer(id, {}));
        const old = offer("old", { expected: 0.9, released: "2024-05-01" });
        const dear = offer("dear", { expected: 0.9, price: { input: 5, output: 25, basis: "listed" } });
        const long = offer("long", { expected: 0.9, thinks: true, price: { input: 1, output: 2, basis: "listed" } });
        const twin = offer("a2", { expected: 0.69, maker: "a" });
        const ids = (offers: readonly Offer[]) => {
            const picked = pick("ready", offers, []);
            return "offers" in picked ? picked.offers.map(({ id }) => id) : picked.empty;
        };
        expect(ids([old, dear, long, twin, ...five])).toEqual(["a", "b", "c", "d", "e"]);
        expect(ids([old, dear, twin, ...five.slice(0, 4)])).toEqual(["old", "a", "b", "c", "d"]);
        expect(ids([dear, ...five.slice(0, 4)])).toEqual(["dear", "a", "b", "c", "d"]);
        expect(ids([twin, ...five.slice(0, 2)])).toEqual(["a", "b", "a2"]);
        expect(ids([])).toBe("few");
        expect(ids([offer("x", { expected: undefined })])).toBe("unknown");
        expect(panelCost(five)).toBeCloseTo((5 * (0.1 * 200 + 0.5 * 600)) / 1e6);
        expect(panelCost([...five, offer("?", { price: undefined })])).toBeUndefined();
    });
});
