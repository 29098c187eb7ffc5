import { describe, expect, test } from "vitest";
import { capabilitiesKey, createCapabilities } from "../../src/engine/capabilities.ts";
import { memoryStore } from "../memory-store.ts";

const base = "https://a.example/v1";
const day = 86_400_000;

describe("what is known of a model", () => {
    test("is kept per endpoint and model, and grows", () => {
        const cache = createCapabilities(undefined, () => 0);
        expect(cache.get(base, "m")).toBeUndefined();
        cache.learn(base, "m", { refused: ["seed"], streaming: true });
        cache.learn(base, "m", { refused: ["logprobs"], logprobs: false });
        expect(cache.get(base, "m")).toEqual({
            refused: ["seed", "logprobs"],
            streaming: true,
            logprobs: false,
            at: "1970-01-01T00:00:00.000Z",
        });
        expect(cache.get(base, "n")).toBeUndefined();
        expect(cache.get("https://b.example/v1", "m")).toBeUndefined();
    });

    test("outlives the page, for 30 days", () => {
        const store = memoryStore();
        let now = 5 * day;
        createCapabilities(store, () => now).learn(base, "m", { logprobs: true });
        now += 29 * day;
        const later = createCapabilities(store, () => now);
        expect(later.get(base, "m")?.logprobs).toBe(true);
        now += 2 * day;
        expect(later.get(base, "m")).toBeUndefined();
        expect(createCapabilities(store, () => now).get(base, "m")).toBeUndefined();
    });

    test("is written when it changes or is a day old, not at each call", () => {
        const store = memoryStore();
        let now = 0;
        const cache = createCapabilities(store, () => now);
        const written = () => JSON.stringify(store.values.get(capabilitiesKey));
        cache.learn(base, "m", { usage: true });
        const first = written();
        now += day / 2;
        cache.learn(base, "m", { usage: true });
        expect(written()).toBe(first);
        cache.learn(base, "m", { usage: false });
        const second = written();
        expect(second).not.toBe(first);
        now += 2 * day;
        cache.learn(base, "m", { usage: false });
        expect(written()).not.toBe(second);
    });

    test("is forgotten when told so, and what is no such thing is ignored", () => {
        const store = memoryStore();
        store.write(capabilitiesKey, { [`${base} m`]: { at: 3 }, [`${base} n`]: "x", [`${base} o`]: { refused: [1] } });
        const cache = createCapabilities(store, () => 0);
        expect(["m", "n", "o"].map((model) => cache.get(base, model))).toEqual([undefined, undefined, undefined]);
        cache.learn(base, "m", {});
        cache.clear();
        expect(cache.get(base, "m")).toBeUndefined();
        expect(store.values.size).toBe(0);
    });
});
