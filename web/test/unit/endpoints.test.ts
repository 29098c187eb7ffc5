import { afterEach, describe, expect, test, vi } from "vitest";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";

const { match: meanings } = await realEngine();

/** Every endpoint serves the ids given for its origin. */
function serve(lists: Record<string, string[]>) {
    const calls: { url: string; headers: Record<string, string> }[] = [];
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
        calls.push({ url, headers: { ...(init?.headers as Record<string, string>) } });
        return Response.json({ data: (lists[new URL(url).origin] ?? []).map((id) => ({ id })) });
    });
    return calls;
}

const make = (local = memoryStore()) => createEndpointsState(local, memoryStore(), false);

async function connect(endpoints: ReturnType<typeof make>, address: string, key = "") {
    endpoints.add();
    const endpoint = endpoints.shown.value;
    endpoint.setAddress(address);
    endpoint.setKey(key);
    await endpoint.fetchModels(meanings);
    return endpoint;
}

afterEach(() => {
    vi.unstubAllGlobals();
});

describe("a key", () => {
    test("is emptied when the address leaves the origin that it was typed for, and says so", () => {
        const endpoint = make().shown.value;
        endpoint.setAddress("https://api.openai.com/v1");
        endpoint.setKey("sk-openai");
        endpoint.setAddress("https://api.openai.com/v1/chat/completions");
        expect(endpoint.key.value).toBe("sk-openai");
        endpoint.setAddress("https://api.groq.com/openai/v1");
        expect(endpoint.key.value).toBe("");
        expect(endpoint.keyEmptied.value).toBe(true);
        endpoint.setKey("gsk");
        expect(endpoint.keyEmptied.value).toBe(false);
    });

    test.each([
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://api.openai.com.example.com",
        "not an address!",
        "",
    ])("does not survive a detour over %j", (address) => {
        const endpoint = make().shown.value;
        endpoint.setAddress("https://api.openai.com");
        endpoint.setKey("sk-openai");
        endpoint.setAddress(address);
        endpoint.setAddress("https://api.openai.com");
        expect(endpoint.current().key).toBe("");
    });

    test("reaches the origin that it was typed for and no other, whatever is fetched", async () => {
        const calls = serve({});
        const endpoints = make();
        await connect(endpoints, "localhost:8080", "sk-one");
        const other = await connect(endpoints, "localhost:8081", "sk-two");
        other.setAddress("localhost:8082");
        await other.fetchModels(meanings);
        expect(calls.map(({ url, headers }) => [new URL(url).port, headers.Authorization])).toEqual([
            ["8080", "Bearer sk-one"],
            ["8081", "Bearer sk-two"],
            ["8082", undefined],
        ]);
    });

    test("is read anew for each call, and gone with its endpoint or its address", async () => {
        serve({ "http://localhost:8080": ["gemma2:9b"], "http://localhost:8081": ["gemma2:9b"] });
        const endpoints = make();
        const one = await connect(endpoints, "localhost:8080", "sk-one");
        const two = await connect(endpoints, "localhost:8081", "sk-two");
        const keys = endpoints.pool.value.map((poolModel) => () => endpoints.keyFor(poolModel));
        expect(keys.map((key) => key())).toEqual(["sk-one", "sk-two"]);
        one.setKey("sk-better");
        two.setAddress("localhost:8082");
        two.setKey("sk-three");
        expect(keys.map((key) => key())).toEqual(["sk-better", ""]);
        endpoints.forget(one);
        expect(keys.map((key) => key())).toEqual(["", ""]);
    });
});

describe("several endpoints", () => {
    const lists = {
        "http://localhost:8080": ["llama3.1:8b", "mystery"],
        "http://localhost:8081": ["llama3.1:8b", "gemma2:9b"],
    };

    test("offer their models together, those that the index knows first", async () => {
        serve(lists);
        const endpoints = make();
        const first = await connect(endpoints, "localhost:8080");
        await connect(endpoints, "localhost:8081");
        first.setAsked("mystery", true);
        expect(endpoints.pool.value.map(({ id, model }) => [id, model])).toEqual([
            ["localhost:8080/llama3.1:8b", "Llama-3.1-8B-Instruct"],
            ["localhost:8081/gemma2:9b", "Gemma-2-9B-it"],
            ["localhost:8081/llama3.1:8b", "Llama-3.1-8B-Instruct"],
            ["localhost:8080/mystery", undefined],
        ]);
        expect(endpoints.count.value).toBe(3);
        expect(endpoints.mapped.value).toEqual(["Llama-3.1-8B-Instruct", "Gemma-2-9B-it"]);
    });

    test("are routed among as they were while models are being chosen, and anew after it", async () => {
        serve(lists);
        const endpoints = make();
        const first = await connect(endpoints, "localhost:8080");
        const routed = () => endpoints.routed.value.mapped;
        expect(routed()).toEqual(["Llama-3.1-8B-Instruct"]);
        endpoints.choosing.value = true;
        first.setAsked("llama3.1:8b", false);
        await connect(endpoints, "localhost:8081");
        expect(endpoints.mapped.value).toHaveLength(2);
        expect(routed()).toEqual(["Llama-3.1-8B-Instruct"]);
        endpoints.choosing.value = false;
        expect(routed()).toEqual(endpoints.mapped.value);
        expect(endpoints.routed.value.pool).toBe(endpoints.pool.value);
    });

    test("are remembered, but for their keys", async () => {
        serve(lists);
        const local = memoryStore();
        const endpoints = make(local);
        (await connect(endpoints, "localhost:8080", "sk-one")).setAsked("mystery", true);
        (await connect(endpoints, "localhost:8081")).setWire("anthropic");
        await endpoints.shown.value.fetchModels(meanings);
        expect(JSON.stringify([...local.values])).not.toContain("sk-one");
        const later = make(local);
        expect(later.list.value.map(({ base, provider }) => [base.value, provider.value.id])).toEqual([
            ["http://localhost:8080/v1", "llama.cpp"],
            ["http://localhost:8081/v1", "anthropic"],
        ]);
        expect(later.pool.value.map(({ id }) => id)).toEqual(endpoints.pool.value.map(({ id }) => id));
    });

    test("of one host get names of their own", async () => {
        serve(lists);
        const endpoints = make();
        await connect(endpoints, "localhost:8081/a/v1");
        await connect(endpoints, "localhost:8081/b/v1");
        expect(new Set(endpoints.pool.value.map(({ id }) => id)).size).toBe(4);
    });
});

test("models whose ids are typed are asked, and what a list had said of others stays", () => {
    const endpoints = make();
    const endpoint = endpoints.shown.value;
    endpoint.setAddress("localhost:8080");
    endpoint.takeList([{ id: "gemma2:9b", context: 8192, price: { input: 1, output: 2 } }], meanings);
    const { notes } = endpoint;
    const said = notes.value["gemma2:9b"];
    endpoint.takeTyped(["mystery", "llama3.1:8b"], meanings);
    expect(endpoints.pool.value.map(({ served }) => served)).toEqual(["gemma2:9b", "llama3.1:8b", "mystery"]);
    expect(said).toMatchObject({ context: 8192, listed: { input: 1, output: 2 } });
    expect(notes.value["gemma2:9b"]).toEqual(said);
});

test("the one endpoint of earlier versions is taken over", () => {
    const local = memoryStore();
    local.write("smacs.endpoint", "http://localhost:8080/v1");
    local.write("smacs.mappings", { "http://localhost:8080/v1": { "Gemma-2-9B-it": "gemma2:9b" } });
    const endpoints = make(local);
    expect(endpoints.pool.value.map(({ id }) => id)).toEqual(["localhost:8080/gemma2:9b"]);
    endpoints.shown.value.identify("gemma2:9b-q4", "Gemma-2-9B-it");
    expect(local.values.get("smacs.endpoints")).toEqual([{ base: "http://localhost:8080/v1", provider: "llama.cpp" }]);
    expect(local.values.has("smacs.endpoint")).toBe(false);
});
