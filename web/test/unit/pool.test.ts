// The models of an endpoint: what its list says of each, and what was chosen for each.
import type { ModelInfo } from "smacs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { configureCalls } from "../../src/engine/call.ts";
import { createCapabilities } from "../../src/engine/capabilities.ts";
import { listModels } from "../../src/engine/endpoint.ts";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import { cheapestPrice, type KnownPrices, knownPrice, priceOf } from "../../src/features/endpoint/prices.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";

const models = ["Gemma-2-9B-it", "Llama-3.1-8B-Instruct"].map((name) => ({
    name,
    mean: 0.5,
    scored: 1,
    facts: {
        name,
        aliases: name.startsWith("Gemma") ? ["gemma2:9b"] : [],
        prices: [
            { service: "together", input: 5, output: 6, on: "2026-01-02" },
            { service: "deepinfra", input: 4, output: 1, on: "2026-01-03" },
        ],
    },
})) as ModelInfo[];
const { match: meanings } = await realEngine();
const openrouter = "https://openrouter.ai/api/v1";

afterEach(() => {
    vi.unstubAllGlobals();
});

const serveList = (body: unknown) => vi.stubGlobal("fetch", async () => Response.json(body));

describe("a list of models", () => {
    const list = async (base: string, body: unknown) => {
        serveList(body);
        return listModels({ base, key: "" }, new AbortController().signal);
    };

    test("of OpenRouter has prices for a token, as texts", async () => {
        const data = [
            { id: "b", pricing: { prompt: "0.00000035", completion: "0.0000004" }, context_length: 131072 },
            { id: "a/auto", pricing: { prompt: "-1", completion: "-1" } },
            { id: "free", pricing: { prompt: "0", completion: "0" } },
            { id: "odd", pricing: { prompt: "", completion: "x" }, context_length: "long" },
            { id: "sees", architecture: { input_modalities: ["text", "image"] } },
            { id: "served", top_provider: { context_length: 4096 }, architecture: { input_modalities: ["text"] } },
            { id: "tested", benchmarks: { artificial_analysis: { intelligence_index: 41.5, coding_index: null } } },
            { id: "untested", benchmarks: { artificial_analysis: { intelligence_index: null }, design_arena: [] } },
        ];
        expect(await list(openrouter, { data })).toEqual([
            { id: "a/auto" },
            { id: "b", price: { input: 0.35, output: 0.4 }, context: 131072 },
            { id: "free", price: { input: 0, output: 0 } },
            { id: "odd" },
            { id: "sees", pictures: true },
            { id: "served", context: 4096, pictures: false },
            { id: "tested", scores: [{ benchmark: "AA Intelligence Index", score: 41.5 }] },
            { id: "untested" },
        ]);
    });

    test("of any endpoint has prices for a token that are said like OpenRouter's, or as text", async () => {
        const data = [
            { id: "gateway", pricing: { input: "0.0000002", output: "0.000001" } },
            { id: "million", pricing: { prompt: "0.35", completion: "0.4" } },
            { id: "number", pricing: { prompt: 0.000003, completion: 0.000015 } },
        ];
        expect(await list("https://models.example/v1", { data })).toEqual([
            { id: "gateway", price: { input: 0.2, output: 1 } },
            { id: "million" },
            { id: "number", price: { input: 3, output: 15 } },
        ]);
    });

    test.each([openrouter, "https://api.anthropic.com/v1"])("of %s takes the key to no other origin", async (base) => {
        // What a page gets for a redirect that it does not follow.
        const moved = Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } });
        const fetching = vi.fn(async (_url: string, _init: RequestInit) => moved);
        vi.stubGlobal("fetch", fetching);
        const listing = listModels({ base, key: "sk-secret" }, new AbortController().signal);
        await expect(listing).rejects.toThrow(/^a redirect, which is not followed/);
        expect(fetching.mock.calls.map(([, { redirect }]) => redirect)).toEqual(["manual"]);
    });

    test("of Together is bare, with prices for a million", async () => {
        const body = [{ id: "a", pricing: { input: 0.88, output: 0.9, base: 0 }, context_length: 8192 }];
        expect(await list("https://api.together.xyz/v1", body)).toEqual([
            { id: "a", price: { input: 0.88, output: 0.9 }, context: 8192 },
        ]);
    });

    test("of others has no price in a unit that is known, but perhaps a context", async () => {
        const data = [{ id: "a", pricing: { input: 1, output: 2 }, max_model_len: 4096 }, { id: "a" }];
        expect(await list("http://localhost:8000/v1", { data })).toEqual([{ id: "a", context: 4096 }]);
        expect(await list("http://localhost:8000/v1", { models: [{ name: "x" }, "y", 7] })).toEqual([
            { id: "x" },
            { id: "y" },
        ]);
    });

    test.each([
        ["models within data", { data: { models: [{ id: "x" }] } }],
        ["data within result", { success: true, result: { data: [{ id: "x" }] } }],
        ["result", { success: true, result: [{ name: "x" }] }],
    ])("may be called %s", async (_, body) => {
        expect(await list("http://localhost:8000/v1", body)).toEqual([{ id: "x" }]);
    });

    test.each([{}, { data: {} }, { data: { models: null } }, { result: "x" }, "x", null])("is not %j", async (body) => {
        await expect(list("http://localhost:8000/v1", body)).rejects.toMatchObject({ kind: "bad-response" });
    });
});

describe("a price", () => {
    const model = "Gemma-2-9B-it";
    const listed = { input: 1, output: 2, date: "2026-11-01" };
    const typed = { input: 3, output: 0, date: "2026-11-02" };
    const known = (prices: KnownPrices, local = false, provider = "together") =>
        priceOf({ price: knownPrice(prices, local), model, provider }, models);

    test("is what was typed, else the list's, else the catalog's for this very service", () => {
        expect(known({ listed, typed })).toEqual({ input: 3, output: 0, basis: "typed", date: "2026-11-02" });
        expect(known({ listed })).toEqual({ ...listed, basis: "listed" });
        expect(known({})).toEqual({ input: 5, output: 6, basis: "catalog", date: "2026-01-02" });
        expect(known({}, false, "groq")).toBeUndefined();
        expect(priceOf({ price: undefined, model: undefined, provider: "together" }, models)).toBeUndefined();
    });

    test("is nothing on this machine, unless it was typed", () => {
        expect(known({ listed }, true)).toEqual({ input: 0, output: 0, basis: "local" });
        expect(known({ typed }, true)).toMatchObject({ basis: "typed" });
    });

    test("of which only half was typed is none", () => {
        expect(known({ listed, typed: { input: 3, date: "" } })).toMatchObject({ basis: "listed" });
        for (const prices of [[{ service: "together", input: -1, output: 1 }], { input: 1, output: 1 }, "free"]) {
            const odd = [{ ...models[0], facts: { name: model, prices } }] as ModelInfo[];
            expect(priceOf({ price: undefined, model, provider: "together" }, odd)).toBeUndefined();
            expect(cheapestPrice(model, odd)).toBeUndefined();
        }
    });

    test("is the cheapest service's where nobody offers the model, for estimates and ranking alone", () => {
        expect(cheapestPrice(model, models)).toEqual({ input: 4, output: 1, basis: "catalog", date: "2026-01-03" });
        expect(cheapestPrice("unheard of", models)).toBeUndefined();
    });
});

describe("the pool", () => {
    let local = memoryStore();
    const open = () => createEndpointsState(local, memoryStore(), false);
    const connect = async (base = openrouter, data: unknown[] = [{ id: "gemma2:9b" }, { id: "mystery" }]) => {
        serveList({ data });
        const endpoints = open();
        const endpoint = endpoints.shown.value;
        endpoint.setAddress(base);
        endpoint.setKey("sk");
        await endpoint.fetchModels(meanings);
        return { endpoints, endpoint, pool: () => endpoints.pool.value.map(({ served, model }) => [served, model]) };
    };
    beforeEach(() => {
        local = memoryStore();
    });

    test("is what is ticked", async () => {
        const { endpoint, pool } = await connect();
        expect(pool()).toEqual([["gemma2:9b", "Gemma-2-9B-it"]]);
        endpoint.setAsked("mystery", true);
        endpoint.setAsked("gemma2:9b", false);
        expect(pool()).toEqual([["mystery", undefined]]);
        expect(endpoint.known.value.get("gemma2:9b")).toBe("Gemma-2-9B-it");
        await endpoint.fetchModels(meanings);
        expect(pool()).toEqual([["mystery", undefined]]);
        endpoint.setAsked("gemma2:9b", true);
        expect(pool()).toHaveLength(2);
    });

    test("has of a short list what can be judged by its family too, until it is unticked", async () => {
        const byFamily = (ids: readonly string[]) =>
            meanings(ids).map((meant) =>
                meant.id.startsWith("gemma-9") ? { ...meant, from: "family" as const } : meant,
            );
        const ids = ["gemma2:9b", "gemma-99b-next", "mystery"];
        const connected = async (served: string[]) => {
            serveList({ data: served.map((id) => ({ id })) });
            const endpoint = open().shown.value;
            endpoint.setAddress(openrouter);
            await endpoint.fetchModels(byFamily);
            return endpoint;
        };
        const endpoint = await connected(ids);
        expect(endpoint.others.value).toEqual(["gemma-99b-next"]);
        endpoint.setAsked("gemma-99b-next", false);
        await endpoint.fetchModels(byFamily);
        expect(endpoint.others.value).toEqual([]);
        local = memoryStore();
        const long = await connected([...ids, ...Array.from({ length: 20 }, (_, at) => `model-${at}`)]);
        expect(long.others.value).toEqual([]);
    });

    test("keeps its rows while only remembered models are known", async () => {
        const { endpoint } = await connect();
        endpoint.setAsked("mystery", true);
        const later = open().shown.value;
        later.setAsked("mystery", false);
        expect(later.ids.value).toEqual(["gemma2:9b", "mystery"]);
        expect(later.isAsked("mystery")).toBe(false);
    });

    test("stays as it is when a model turns out to be another one", async () => {
        const { endpoint, pool } = await connect();
        endpoint.identify("gemma2:9b", "Llama-3.1-8B-Instruct");
        expect(pool()).toEqual([["gemma2:9b", "Llama-3.1-8B-Instruct"]]);
        endpoint.identify("gemma2:9b", "");
        expect(pool()).toEqual([["gemma2:9b", undefined]]);
        await endpoint.fetchModels(meanings);
        expect(pool()).toEqual([["gemma2:9b", undefined]]);
        endpoint.identify("mystery", "Gemma-2-9B-it");
        expect(pool()).toEqual([["gemma2:9b", undefined]]);
        endpoint.setAsked("mystery", true);
        expect(pool()).toEqual([
            ["mystery", "Gemma-2-9B-it"],
            ["gemma2:9b", undefined],
        ]);
    });

    test("is the one model that a server has, even if the index does not know it", async () => {
        const { endpoint, pool } = await connect("http://localhost:8080/v1", [{ id: "mystery" }]);
        expect(pool()).toEqual([["mystery", undefined]]);
        endpoint.setAsked("mystery", false);
        await endpoint.fetchModels(meanings);
        expect(pool()).toEqual([]);
    });

    test("has prices and time limits, which are remembered", async () => {
        const pricing = { prompt: "0.000001", completion: "0.000002" };
        const { endpoint } = await connect(openrouter, [
            { id: "gemma2:9b", pricing },
            { id: "mystery", pricing },
        ]);
        endpoint.setAsked("mystery", true);
        endpoint.setPrice("mystery", { input: 7, output: 8 });
        endpoint.setTimeLimit("mystery", 30);
        endpoint.setEffort("mystery", "low");
        endpoint.setTemperature("mystery", 0);
        const later = open();
        later.shown.value.setKey("sk");
        expect(later.pool.value).toMatchObject([
            { served: "gemma2:9b", price: { input: 1, output: 2, basis: "listed" }, timeLimitMs: undefined },
            { served: "mystery", price: { input: 7, output: 8, basis: "typed" }, timeLimitMs: 30_000, effort: "low" },
        ]);
        expect(later.pool.value.map(({ temperature }) => temperature)).toEqual([undefined, 0]);
        later.shown.value.setPrice("mystery", undefined);
        later.shown.value.setTimeLimit("mystery", undefined);
        later.shown.value.setEffort("mystery", undefined);
        expect(later.pool.value[1]).not.toHaveProperty("effort");
        expect(later.pool.value[1]).toMatchObject({ price: { input: 1, basis: "listed" }, timeLimitMs: undefined });
    });

    test("takes new prices from a new list, and keeps what was typed", async () => {
        const { endpoints, endpoint } = await connect(openrouter, [
            { id: "gemma2:9b", pricing: { prompt: "0.000001", completion: "0.000002" } },
        ]);
        endpoint.setTimeLimit("gemma2:9b", 9);
        endpoint.setTemperature("gemma2:9b", 0.4);
        serveList({ data: [{ id: "gemma2:9b" }] });
        await endpoint.fetchModels(meanings);
        expect(endpoints.pool.value).toMatchObject([{ price: undefined, timeLimitMs: 9000, temperature: 0.4 }]);
    });

    test("is not taken from a store that holds something else", () => {
        local.write("smacs.models", { [openrouter]: { "gemma2:9b": { typed: { input: "much" } } } });
        local.write("smacs.mappings", { [openrouter]: { "Gemma-2-9B-it": "gemma2:9b" } });
        local.write("smacs.endpoints", [{ base: openrouter }]);
        expect(open().shown.value.notes.value).toEqual({});
        expect(open().mapped.value).toEqual(["Gemma-2-9B-it"]);
    });
});

describe("tests of models", () => {
    const stream = (text: string) =>
        new Response(`data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\ndata: [DONE]\n\n`, {
            headers: { "content-type": "text/event-stream" },
        });
    const make = (answer: (model: string) => Promise<Response>) => {
        configureCalls({ capabilities: createCapabilities() });
        const asked: string[] = [];
        vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
            const { model } = JSON.parse(String(init.body)) as { model: string };
            asked.push(model);
            return answer(model);
        });
        const endpoint = createEndpointsState(memoryStore(), memoryStore(), false).shown.value;
        endpoint.setAddress("http://localhost:8080/v1");
        endpoint.setKey("sk-a-long-secret-key");
        return { asked, tests: endpoint.tests, endpoint };
    };

    test("go one after the other, each with its own outcome, without the key", async () => {
        const said = { error: { message: "Bad key sk-a-long-secret-key", code: 401 } };
        const { asked, tests } = make(async (model) =>
            model === "b" ? Response.json(said, { status: 401 }) : stream("yes"),
        );
        await tests.test(["a", "b", "c"]);
        expect(asked).toEqual(["a", "b", "c"]);
        expect(Object.fromEntries(tests.outcomes.value)).toMatchObject({
            a: { state: "passed", capabilities: { logprobs: false, streaming: true } },
            b: { state: "failed", failure: { kind: "auth", message: "Bad key [key]" } },
            c: { state: "passed" },
        });
        expect(tests.busy.value).toBe(false);
    });

    test("can be stopped, which keeps what is known, and begun again", async () => {
        let wait = true;
        const { asked, tests } = make((model) =>
            model === "b" && wait ? new Promise<Response>(() => {}) : Promise.resolve(stream("yes")),
        );
        void tests.test(["a", "b", "c"]);
        await vi.waitFor(() => expect(asked).toEqual(["a", "b"]));
        tests.stop();
        expect([[...tests.outcomes.value.keys()], tests.busy.value]).toEqual([["a"], false]);
        wait = false;
        await tests.test(["b"]);
        expect([...tests.outcomes.value.keys()]).toEqual(["a", "b"]);
        expect(asked).toEqual(["a", "b", "b"]);
    });

    test("are of no concern to another address", async () => {
        const { tests, endpoint } = make(async () => stream("yes"));
        await tests.test(["a"]);
        endpoint.setAddress("http://localhost:8081/v1");
        expect(tests.outcomes.value.size).toBe(0);
    });
});
