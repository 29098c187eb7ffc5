// Keys that are remembered, as the page's state sees them, in one tab and in two.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import { createVault } from "../../src/lib/vault/vault.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";
import { type MemoryVaultStore, memoryVaultStore } from "../vault-store.ts";

const { match: meanings } = await realEngine();
const groq = "https://api.groq.com/openai/v1";
const openai = "https://api.openai.com/v1";

let local = memoryStore();
let store: MemoryVaultStore;
let tabs: ReturnType<typeof createEndpointsState>[] = [];

/** A life of the page, or a second tab, on the same browser. */
async function tab() {
    const channel = new BroadcastChannel("test-keys");
    const endpoints = createEndpointsState(local, memoryStore(), false, { vault: createVault(store), channel });
    tabs.push(endpoints);
    await endpoints.keys.settled();
    return endpoints;
}

async function connect(endpoints: Awaited<ReturnType<typeof tab>>, base: string, key: string) {
    endpoints.add();
    const endpoint = endpoints.shown.value;
    endpoint.setAddress(base);
    endpoint.setKey(key);
    await endpoint.fetchModels(meanings);
    return endpoint;
}

const keysIn = (endpoints: Awaited<ReturnType<typeof tab>>) => endpoints.list.value.map(({ key }) => key.value);

function closeTabs(): void {
    for (const endpoints of tabs.splice(0)) {
        endpoints.dispose();
    }
}

beforeEach(() => {
    local = memoryStore();
    store = memoryVaultStore();
    tabs = [];
    vi.stubGlobal("fetch", async () => Response.json({ data: [{ id: "gemma2:9b" }] }));
});
afterEach(() => {
    closeTabs();
    vi.unstubAllGlobals();
});

describe("a key", () => {
    test("is in memory until told otherwise, and gone with the page", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.changed(endpoint);
        expect(store.tables.records.size).toBe(0);
        closeTabs();
        expect(keysIn(await tab())).toEqual([""]);
    });

    test("remembered on this device is filled in, with what was typed last", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "device");
        endpoint.setKey("gsk-two");
        await endpoints.keys.changed(endpoint);
        closeTabs();
        const later = await tab();
        expect(keysIn(later)).toEqual(["gsk-two"]);
        expect(later.ready.value).toHaveLength(1);
        expect(later.keys.keepingOf(groq)).toBe("device");
    });

    test("that was emptied by hand, or is to be in memory only, is remembered no more", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "device");
        await endpoints.keys.choose(endpoint, "memory");
        expect(store.tables.records.size).toBe(0);
        expect(endpoint.key.value).toBe("gsk-one");
        await endpoints.keys.choose(endpoint, "device");
        endpoint.setKey("");
        await endpoints.keys.changed(endpoint);
        expect(store.tables.records.size).toBe(0);
    });

    test("is forgotten with its endpoint", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "device");
        endpoints.forget(endpoint);
        await endpoints.keys.settled();
        expect(store.tables.records.size).toBe(0);
    });

    test("comes with its address, and with no other", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "device");
        endpoint.setAddress("https://api.groq.com.example.com/openai/v1");
        await endpoints.keys.settled();
        expect(endpoint.key.value).toBe("");
        endpoint.setAddress(openai);
        await endpoints.keys.settled();
        expect(endpoint.key.value).toBe("");
        endpoint.setAddress(groq);
        await endpoints.keys.settled();
        expect(endpoint.key.value).toBe("gsk-one");
    });

    test("whose record is damaged is reported, and the others come", async () => {
        const endpoints = await tab();
        await endpoints.keys.choose(await connect(endpoints, groq, "gsk-one"), "device");
        await endpoints.keys.choose(await connect(endpoints, openai, "sk-two"), "device");
        closeTabs();
        const record = store.tables.records.get(groq) as { sealed: { data: Uint8Array } };
        record.sealed.data[0] = (record.sealed.data[0] ?? 0) ^ 1;
        const later = await tab();
        expect(keysIn(later)).toEqual(["", "sk-two"]);
        expect(later.keys.problem.value).toEqual({ kind: "damaged", base: groq });
        const [first] = later.list.value;
        first?.setKey("gsk-new");
        await (first && later.keys.changed(first));
        expect(later.keys.problem.value).toBeUndefined();
        closeTabs();
        expect(keysIn(await tab())).toEqual(["gsk-new", "sk-two"]);
    });

    test("stays in memory where nothing can be stored, which is said", async () => {
        store.broken = new DOMException("no", "InvalidStateError");
        const endpoints = await tab();
        expect(endpoints.keys.standing.value).toBe("unavailable");
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "device");
        expect(endpoints.keys.problem.value).toMatchObject({ kind: "unavailable" });
        expect(endpoints.ready.value).toHaveLength(1);
    });
});

describe("under a passphrase", () => {
    test("keys wait for it, and locking empties them", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "passphrase");
        expect(store.tables.records.size).toBe(0);
        await endpoints.keys.setPassphrase("correct horse");
        expect(store.tables.records.size).toBe(1);
        const other = await connect(endpoints, "http://localhost:8080/v1", "in-memory");
        endpoints.keys.lock();
        expect([endpoint.key.value, other.key.value]).toEqual(["", "in-memory"]);
        expect(endpoints.keys.locked.value).toBe(true);
        await endpoints.keys.unlock("wrong horse");
        expect(endpoints.keys.problem.value).toEqual({ kind: "wrong-passphrase" });
        expect(endpoint.key.value).toBe("");
        await endpoints.keys.unlock("correct horse");
        expect(endpoints.keys.problem.value).toBeUndefined();
        expect(endpoint.key.value).toBe("gsk-one");
        closeTabs();
        const later = await tab();
        expect([keysIn(later)[0], later.keys.locked.value]).toEqual(["", true]);
        await later.keys.unlock("correct horse");
        expect(keysIn(later)[0]).toBe("gsk-one");
    });

    test("one that was typed anew while it was locked takes the old one's place", async () => {
        const endpoints = await tab();
        const endpoint = await connect(endpoints, groq, "gsk-one");
        await endpoints.keys.choose(endpoint, "passphrase");
        await endpoints.keys.setPassphrase("correct horse");
        endpoints.keys.lock();
        endpoint.setKey("gsk-new");
        await endpoints.keys.changed(endpoint);
        expect(endpoints.keys.kept.value.size).toBe(1);
        await endpoints.keys.unlock("correct horse");
        closeTabs();
        const later = await tab();
        await later.keys.unlock("correct horse");
        expect(keysIn(later)).toEqual(["gsk-new"]);
    });
});

describe("in two tabs", () => {
    test("a key remembered in one comes in the other; locking empties both", async () => {
        const here = await tab();
        const endpoint = await connect(here, groq, "gsk-one");
        const there = await tab();
        expect(keysIn(there)).toEqual([""]);
        await here.keys.choose(endpoint, "device");
        await vi.waitFor(() => expect(keysIn(there)).toEqual(["gsk-one"]));
        await here.keys.choose(endpoint, "passphrase");
        await here.keys.setPassphrase("correct horse");
        await vi.waitFor(() => expect(there.keys.locked.value).toBe(true));
        await there.keys.unlock("correct horse");
        here.keys.lock();
        await vi.waitFor(() => expect(keysIn(there)).toEqual([""]));
        expect(there.keys.locked.value).toBe(true);
    });

    test("wiping in one leaves nothing in either, nor in any store", async () => {
        const here = await tab();
        const endpoint = await connect(here, groq, "gsk-one");
        endpoint.setPrice("gemma2:9b", { input: 1, output: 2 });
        await here.keys.choose(endpoint, "device");
        const there = await tab();
        expect(keysIn(there)).toEqual(["gsk-one"]);
        await here.wipe();
        await vi.waitFor(() => expect(there.list.value.map(({ text }) => text.value)).toEqual([""]));
        expect([here, there].map((endpoints) => endpoints.pool.value)).toEqual([[], []]);
        expect([store.tables.locks.size, store.tables.records.size]).toEqual([0, 0]);
        expect([...local.values.keys()].filter((key) => key.startsWith("smacs."))).toEqual([]);
    });
});
