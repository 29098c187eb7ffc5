import { limitsFor } from "smacs/wire";
import { describe, expect, test } from "vitest";
import { createCallTools } from "../../src/engine/call.ts";
import { probe } from "../../src/engine/probe.ts";
import { begun, CallBench, clock, modelOf, spoken, text } from "../call-bench.ts";
import { logprobOf, tokensOf } from "../speak.mjs";

const bench = new CallBench();

describe("a call", () => {
    test("gives the answer, its tokens and its times, and tells how it stands", async () => {
        const completion = await bench.ask("");
        expect(completion).toMatchObject({ text, reasoning: "", finish: "stop", dropped: [] });
        expect(completion.usage).toEqual({ input: 20, output: tokensOf(spoken).length, basis: "actual" });
        expect(completion.firstMs).toBeLessThanOrEqual(completion.ms);
        expect(completion).not.toHaveProperty("meanLogprob");
        expect(bench.phases()).toEqual(["queued", "waiting", "streaming"]);
        expect(text.startsWith(bench.updates.at(-1)?.text ?? "no")).toBe(true);
    });

    test("sends only the headers that every preflight lets through", async () => {
        await bench.ask("", { key: "k" });
        const headers = bench.requests()[0]?.headers ?? {};
        expect(headers.authorization).toBe("Bearer k");
        expect(Object.keys(headers).filter((name) => name.startsWith("x-"))).toEqual([]);
    });

    test("reads an answer in one piece", async () => {
        expect(await bench.ask("whole")).toMatchObject({ text, finish: "stop", usage: { basis: "actual" } });
        expect(bench.tools.capabilities.get(bench.base, "m!whole")?.streaming).toBe(false);
    });

    test.each([
        ["no-done", "stop"],
        ["no-end", "unannounced"],
    ])("bears a stream with %s", async (fault, finish) => {
        expect(await bench.ask(fault)).toMatchObject({ text: begun, finish });
    });

    test.each(["reasons", "reasons-twice", "thinks"])("keeps thoughts apart: %s", async (fault) => {
        expect(await bench.ask(fault)).toMatchObject({ text, reasoning: "Let me see." });
    });

    test("says that the limit cut it", async () => {
        const completion = await bench.ask("", { params: { max_tokens: 3 } });
        expect(completion).toMatchObject({ text: text.slice(0, 12), finish: "length" });
    });

    test.each(["flood-ordinary", "flood-bomb"])(
        "is cut far beyond its limit, with few timers and looks: %s",
        async (fault) => {
            const waits: number[] = [];
            const after: typeof clock.after = (ms, run) => {
                waits.push(ms);
                return clock.after(ms, run);
            };
            bench.tools = createCallTools({ clock: { ...clock, after } });
            const { text, finish } = await bench.ask(fault, { params: { max_tokens: 64 } });
            expect([text.length, finish]).toEqual([limitsFor(64).text, "length"]);
            // 32,768 pieces came.
            expect(waits.length).toBeLessThan(1000);
            expect(bench.updates.length).toBeLessThan(1000);
        },
    );

    test("takes the price that a service reports", async () => {
        const usage = async (provider: string) => (await bench.ask("cost", { provider })).usage;
        expect(await usage("openrouter")).toMatchObject({ cost: 0.00042, output: 380, basis: "actual" });
        expect((await usage("xai")).cost).toBeCloseTo(0.00042);
        expect(await usage("custom")).not.toHaveProperty("cost");
    });

    test("estimates tokens that were not counted, and says so", async () => {
        const { usage } = await bench.ask("no-usage");
        expect(usage).toEqual({ input: 1, output: Math.ceil(text.length / 4), basis: "estimated" });
    });

    test("speaks Anthropic's format", async () => {
        const options = { provider: "anthropic", key: "k", params: { max_tokens: 1000 } };
        expect(await bench.ask("", options)).toMatchObject({
            text,
            finish: "stop",
            usage: { input: 20, output: tokensOf(spoken).length, basis: "actual" },
        });
        const { url, headers } = bench.requests()[0] ?? {};
        expect(url).toBe("/v1/messages");
        expect(headers).toMatchObject({ "x-api-key": "k", "anthropic-dangerous-direct-browser-access": "true" });
        expect(headers).not.toHaveProperty("authorization");
        expect(await bench.ask("reasons", options)).toMatchObject({ text, reasoning: "Hm." });
        expect((await bench.failing("auth", options)).kind).toBe("auth");
        expect((await bench.failing("overloaded-in-200", options)).kind).toBe("rate-limit");
    });
});

describe("log-probabilities", () => {
    const params = { logprobs: true };
    const expected = tokensOf(spoken).map(logprobOf);
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;

    test.each(["", "logprobs-arrays", "logprobs-sentinels", "thinks"])(
        "are averaged over the answer: %s",
        async (fault) => {
            const completion = await bench.ask(fault, { params });
            expect(completion.meanLogprob).toBeCloseTo(mean);
            expect(completion.logprobTokens).toBe(expected.length);
        },
    );

    test("that never come are no reason to fail", async () => {
        expect(await bench.ask("ignores-logprobs", { params })).not.toHaveProperty("meanLogprob");
        expect(bench.tools.capabilities.get(bench.base, "m!ignores-logprobs")?.logprobs).toBe(false);
    });
});

describe("a refused field", () => {
    test.each([
        ["no-logprobs", { logprobs: true }, "logprobs"],
        ["no-logprobs-unnamed", { logprobs: true }, "logprobs"],
        ["no-stream-options", {}, "stream_options"],
        ["no-seed", { seed: 7 }, "seed"],
        ["no-temperature", { temperature: 0.7 }, "temperature"],
    ])("is left out once and for all: %s", async (fault, params, field) => {
        expect(await bench.ask(fault, { params })).toMatchObject({ text, dropped: [field] });
        expect(bench.bodies().map((body) => field in body)).toEqual([true, false]);
        expect(await bench.ask(fault, { params })).toMatchObject({ text, dropped: [field] });
        expect(bench.bodies()).toHaveLength(3);
        expect(bench.phases()).not.toContain("backing-off");
    });

    test("that bounds the cost is respelt", async () => {
        expect(await bench.ask("no-max-tokens", { params: { max_tokens: 3 } })).toMatchObject({
            finish: "length",
            dropped: [],
        });
        expect(bench.bodies().map((body) => body.max_completion_tokens)).toEqual([undefined, 3]);
    });
});

describe("a probe", () => {
    const look = (fault: string) =>
        probe({ base: bench.base, key: "" }, modelOf(fault), new AbortController().signal, bench.tools);

    test("asks for a few tokens, and says how long that took", async () => {
        const { capabilities, ms } = await look("");
        expect(capabilities).toMatchObject({ logprobs: true, streaming: true, usage: true });
        expect(ms).toBeGreaterThan(0);
        expect(bench.bodies()).toMatchObject([{ max_tokens: 16, logprobs: true }]);
    });

    test.each([
        ["no-logprobs", { logprobs: false, refused: ["logprobs"] }],
        ["ignores-logprobs", { logprobs: false, refused: [] }],
        ["empty", { streaming: true, refused: [] }],
    ])("finds out about %s", async (fault, found) => {
        expect((await look(fault)).capabilities).toMatchObject(found);
    });

    test("fails as a call does", async () => {
        await expect(look("auth")).rejects.toMatchObject({ kind: "auth" });
    });
});
