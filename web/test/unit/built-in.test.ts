// The browser's own model as an endpoint, with a simulated one that says so: no model runs here.
import { defaultPatience } from "smacs/wire";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { prepareBuiltIn } from "../../src/engine/built-in.ts";
import { call, configureCalls } from "../../src/engine/call.ts";
import { createCapabilities } from "../../src/engine/capabilities.ts";
import { type ChatMessage, listModels } from "../../src/engine/endpoint.ts";
import { builtInBase, builtInModel } from "../../src/engine/tab-address.ts";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";
import { simulateLanguageModel } from "../simulated-model.ts";

const endpoint = { base: builtInBase, key: "" };
const question: ChatMessage = { role: "user", content: "What is 6 times 7?" };
const ask = (
    messages: ChatMessage[] = [question],
    params = {},
    signal = new AbortController().signal,
    onText: (text: string) => void = () => {},
) =>
    call({ endpoint, model: builtInModel, messages, params, patience: defaultPatience }, signal, ({ text }) =>
        onText(text),
    );

beforeEach(() => {
    configureCalls({ capabilities: createCapabilities() });
});
afterEach(() => {
    Reflect.deleteProperty(globalThis, "LanguageModel");
    Reflect.deleteProperty(globalThis, "simulated");
});

describe("a call", () => {
    test("streams, and ends its session", async () => {
        const simulated = simulateLanguageModel();
        const seen = new Set<string>();
        const answer = await ask(undefined, {}, undefined, (text) => seen.add(text));
        expect(answer).toMatchObject({ text: "Simulated, no model runs here. The answer is 42.", finish: "stop" });
        expect(answer.usage.basis).not.toBe("actual");
        expect(simulated.asked).toMatchObject([{ initial: [], prompt: [question], destroyed: true }]);
    });

    test("has the earlier turns, and all instructions once and first", async () => {
        const simulated = simulateLanguageModel();
        const turns: ChatMessage[] = [
            { role: "user", content: "Hello" },
            { role: "assistant", content: "Good day" },
        ];
        const [one, two]: ChatMessage[] = [
            { role: "system", content: "Be brief." },
            { role: "system", content: "Say why." },
        ];
        await ask([one as ChatMessage, ...turns, two as ChatMessage, question]);
        expect(simulated.asked[0]?.initial).toEqual([{ role: "system", content: "Be brief.\n\nSay why." }, ...turns]);
    });

    test("leaves out what the browser does not take, and says so", async () => {
        simulateLanguageModel();
        const { dropped, confidence } = (await ask(undefined, { temperature: 0, seed: 3, logprobs: true })) as Awaited<
            ReturnType<typeof ask>
        > & { confidence?: unknown };
        expect(dropped.toSorted()).toEqual(["logprobs", "seed", "temperature"]);
        expect(confidence).toBeUndefined();
    });

    test("ends at the limit of tokens, which the browser does not know", async () => {
        const simulated = simulateLanguageModel({ endless: true });
        const answer = await ask(undefined, { max_tokens: 20 });
        // Four characters a token, without the space at the end.
        expect([79, 80]).toContain(answer.text.length);
        expect(answer.finish).toBe("length");
        expect(simulated.asked[0]?.destroyed).toBe(true);
    });

    test("can be stopped, which stops the model too", async () => {
        const simulated = simulateLanguageModel({ endless: true });
        const stopper = new AbortController();
        const failed = ask(undefined, {}, stopper.signal, (text) => text.length > 60 && stopper.abort());
        await expect(failed).rejects.toMatchObject({ kind: "cancelled" });
        await expect.poll(() => simulated.asked[0]?.destroyed).toBe(true);
    });

    test.each([
        ["QuotaExceededError", "bad-request"],
        ["NotSupportedError", "bad-request"],
        ["NotAllowedError", "not-here"],
        ["UnknownError", "server"],
    ])("that ends with %s fails as %s, and keeps what had come", async (name, kind) => {
        simulateLanguageModel({ fails: { name, message: "told by the browser" } });
        await expect(ask()).rejects.toMatchObject({
            kind,
            message: expect.stringContaining("told by the browser"),
            partial: { text: expect.stringContaining("42") },
        });
    });

    test.each(["unavailable", "downloadable", "downloading"] as const)(
        "is not made while the model is %s",
        async (availability) => {
            const simulated = simulateLanguageModel({ availability });
            await expect(ask()).rejects.toMatchObject({ kind: "not-here" });
            expect(simulated.asked).toEqual([]);
            expect(await listModels(endpoint, new AbortController().signal)).toEqual([]);
        },
    );

    test("is not made where the browser has no model", async () => {
        await expect(ask()).rejects.toMatchObject({ kind: "not-here" });
    });
});

test("the download is told about, and can be left", async () => {
    simulateLanguageModel({ availability: "downloadable" });
    const shares: number[] = [];
    await prepareBuiltIn(new AbortController().signal, (share) => shares.push(share));
    expect(shares).toEqual([0, 0.42, 1]);
    expect(await listModels(endpoint, new AbortController().signal)).toEqual([{ id: builtInModel }]);
    simulateLanguageModel({ availability: "downloadable" });
    await expect(prepareBuiltIn(AbortSignal.timeout(5), () => {})).rejects.toThrow();
});

test("as an endpoint it is asked, remembered, free, and not ready where the browser has none any more", async () => {
    simulateLanguageModel();
    const { match } = await realEngine();
    const local = memoryStore();
    const endpoints = createEndpointsState(local, memoryStore(), false);
    await endpoints.showAt(builtInBase).fetchModels(match);
    expect(endpoints.pool.value).toMatchObject([
        { id: `This browser/${builtInModel}`, model: undefined, price: { input: 0, output: 0, basis: "local" } },
    ]);
    expect(createEndpointsState(local, memoryStore(), false).pool.value).toHaveLength(1);
    Reflect.deleteProperty(globalThis, "LanguageModel");
    expect(createEndpointsState(local, memoryStore(), false).pool.value).toHaveLength(0);
});
