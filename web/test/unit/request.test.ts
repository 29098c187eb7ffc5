// What is sent to each service, to the byte, and what is made of a refusal.
import { Failure } from "smacs/wire";
import { describe, expect, test } from "vitest";
import { headersOf } from "../../src/engine/endpoint.ts";
import { custom, providerOf, providers } from "../../src/engine/providers.ts";
import { planCall, refusedBy } from "../../src/engine/request.ts";

const messages = [
    { role: "system" as const, content: "Be brief." },
    { role: "user" as const, content: "Why?" },
];
const params = { temperature: 1.8, max_tokens: 100, logprobs: true, seed: 7 };
const turns = '"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"}]';
const start = `{"model":"m",${turns},"stream":true`;
const counts = '"stream_options":{"include_usage":true}';

function plan(id: string, refused: string[] = [], asked: object = params, model = "m") {
    const provider = providers.find((row) => row.id === id) ?? custom;
    const endpoint = { base: provider.address || "http://localhost:9/v1", key: "k", provider: id };
    return planCall({ endpoint, model, messages, params: asked }, provider, new Set(refused));
}

const plain = `${start},"max_tokens":100,"logprobs":true,${counts},"seed":7,"temperature":1.8}`;
const newer = `${start},"max_completion_tokens":100,"logprobs":true,${counts},"seed":7,"temperature":1.8}`;

describe("a request", () => {
    test.each([
        ["custom", plain],
        ["fireworks", plain],
        ["huggingface", plain],
        ["llama.cpp", plain],
        ["ollama", plain],
        ["lmstudio", plain],
        ["vllm", plain],
        ["cerebras", newer],
        ["xai", newer],
        ["openai", newer],
        ["together", plain.replace('"logprobs":true', '"logprobs":1')],
        ["groq", newer.replace('"logprobs":true,', "")],
        ["gemini", plain.replace('"seed":7,', "")],
        [
            "openrouter",
            `${start},"max_tokens":100,"provider":{"require_parameters":true},"logprobs":true,"seed":7,"temperature":1.8}`,
        ],
        ["mistral", `${start},"max_tokens":100,"logprobs":true,"random_seed":7,"temperature":1.5}`],
        [
            "deepseek",
            `${start},"max_tokens":100,"thinking":{"type":"disabled"},"logprobs":true,${counts},"temperature":1.8}`,
        ],
        [
            "anthropic",
            '{"model":"m","system":"Be brief.","messages":[{"role":"user","content":"Why?"}],"stream":true,"max_tokens":100,"temperature":1}',
        ],
    ])("to %s", (id, body) => {
        expect(JSON.stringify(plan(id).body)).toBe(body);
    });

    test("has a picture beside the question that it came with, in the wire's own spelling", () => {
        const picture = { name: "a.png", type: "image/png" as const, data: "iVBO", width: 2, height: 1 };
        const pictures = [
            { ...picture, question: "Why?" },
            { ...picture, question: "Another one" },
        ];
        const sent = (id: string) => {
            const provider = providerOf({ base: "", provider: id });
            const endpoint = { base: "http://localhost:9/v1", key: "", provider: id };
            return JSON.stringify(
                planCall({ endpoint, model: "m", messages, params: {}, pictures }, provider, new Set()).body,
            );
        };
        expect(sent("custom")).toContain(
            '{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}},{"type":"text","text":"Why?"}]}]',
        );
        expect(sent("anthropic")).toContain(
            '"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO"}},{"type":"text","text":"Why?"}]}]',
        );
    });

    test("is tested for every row", () => {
        expect(providers.map(({ id }) => id).sort()).toEqual(
            "anthropic cerebras deepseek fireworks gemini groq huggingface llama.cpp lmstudio mistral ollama openai openrouter together vllm xai".split(
                " ",
            ),
        );
    });

    test("holds nothing that was not asked for, but for token counts and Anthropic's limit", () => {
        const body = (id: string) => JSON.stringify(plan(id, [], {}).body);
        expect(body("custom")).toBe(`${start},${counts}}`);
        expect(body("openrouter")).toBe(`${start}}`);
        expect(body("deepseek")).toBe(`${start},${counts}}`);
        expect(body("anthropic")).toContain('"max_tokens":4096');
    });

    test("turns reasoning off for log-probabilities where only that brings them", () => {
        expect(plan("openai", [], params, "gpt-5.1").body.reasoning_effort).toBe("none");
        expect(plan("openai", [], { seed: 1 }, "gpt-5.1").body).not.toHaveProperty("reasoning_effort");
        expect(plan("openai", [], params, "gpt-4o").body).not.toHaveProperty("reasoning_effort");
    });

    test("says how much to think where the wire has a word for it, also where no log-probabilities come", () => {
        expect(plan("openrouter", [], { effort: "low" }).body).toMatchObject({ reasoning_effort: "low" });
        const both = { effort: "high", logprobs: true };
        expect(plan("openai", [], both, "gpt-5.2").body).toMatchObject({ reasoning_effort: "high", logprobs: true });
        expect(plan("openai", ["logprobs"], both, "gpt-5.2").body).toMatchObject({ reasoning_effort: "high" });
        expect(plan("openai", ["logprobs"], { logprobs: true }, "gpt-5.2").body).not.toHaveProperty("reasoning_effort");
        expect(plan("groq", ["reasoning_effort"], both)).toMatchObject({
            dropped: expect.arrayContaining(["reasoning_effort"]),
        });
        expect(plan("groq", ["reasoning_effort"], both).body).not.toHaveProperty("reasoning_effort");
        expect(plan("anthropic", [], { effort: "low" }).body).not.toHaveProperty("reasoning_effort");
        expect(plan("anthropic", [], { effort: "low" }).dropped).toContain("effort");
    });

    test("has no temperature where none is taken", () => {
        const provider = providerOf({ base: "", provider: "built-in" });
        const endpoint = { base: provider.address, key: "", provider: provider.id };
        const cold = planCall({ endpoint, model: "m", messages, params: { temperature: 0 } }, provider, new Set());
        expect(cold.dropped).toContain("temperature");
        expect(cold.body).not.toHaveProperty("temperature");
    });

    test("has the headers that the service's preflight lets through, and no others", () => {
        const headers = (id: string, key = "k") => plan(id).headers && headersOf({ base: "", key }, row(id));
        expect(headers("openai")).toEqual({ Authorization: "Bearer k" });
        expect(headers("anthropic")).toEqual({
            "x-api-key": "k",
            "anthropic-version": "2023-06-01",
            "anthropic-dangerous-direct-browser-access": "true",
        });
        for (const { id, wire } of providers) {
            expect(Object.keys(headers(id, "")).length).toBe(wire === "anthropic" ? 2 : 0);
        }
        expect(plan("groq").headers).toEqual({ Authorization: "Bearer k", "Content-Type": "application/json" });
    });

    test("goes where the wire wants it", () => {
        expect(plan("groq").url).toBe("https://api.groq.com/openai/v1/chat/completions");
        expect(plan("anthropic").url).toBe("https://api.anthropic.com/v1/messages");
    });

    test("says what is left out", () => {
        expect(plan("groq").dropped).toEqual(["logprobs"]);
        expect(plan("anthropic").dropped).toEqual(["logprobs", "seed"]);
        expect(plan("custom", ["seed", "stream_options"]).dropped).toEqual(["stream_options", "seed"]);
        expect(plan("custom", ["seed"]).body).not.toHaveProperty("seed");
        expect(plan("openrouter", ["logprobs"]).dropped).toEqual(["provider", "logprobs"]);
        expect(plan("openrouter", ["logprobs"]).body).not.toHaveProperty("provider");
    });

    test("respells its limit, which is never left out", () => {
        expect(plan("custom", ["max_tokens"]).body).toMatchObject({ max_completion_tokens: 100 });
        expect(plan("openai", ["max_completion_tokens"]).body).toMatchObject({ max_tokens: 100 });
        expect(plan("openai", ["max_completion_tokens", "max_tokens"]).body).toMatchObject({ max_tokens: 100 });
    });
});

function row(id: string) {
    return providers.find((provider) => provider.id === id) ?? custom;
}

describe("the row of an endpoint", () => {
    test.each([
        ["https://openrouter.ai/api/v1", "openrouter"],
        ["https://api.anthropic.com/v1", "anthropic"],
        ["http://127.0.0.1:11434/v1", "ollama"],
        ["http://[::1]:1234/v1", "lmstudio"],
        ["http://localhost:8081/v1", "custom"],
        ["https://localhost:8080/v1", "custom"],
        ["https://api.openai.com.example.com/v1", "custom"],
        ["", "custom"],
    ])("%s is %s", (base, id) => {
        expect(providerOf({ base }).id).toBe(id);
    });

    test("is the one named, if there is one", () => {
        expect(providerOf({ base: "http://localhost:9/v1", provider: "anthropic" }).wire).toBe("anthropic");
        expect(providerOf({ base: "https://openrouter.ai/api/v1", provider: "custom" }).id).toBe("custom");
    });
});

describe("a refusal", () => {
    const refuse = (
        status: number,
        said: string,
        id = "custom",
        kind: "bad-request" | "unknown-model" = "bad-request",
    ) => refusedBy(new Failure(kind, said, status), plan(id), row(id)).fields;

    test.each([
        [400, "`logprobs` is not supported with this model", ["logprobs"]],
        [400, "Logprobs is not supported for the current model.", ["logprobs"]],
        [400, "logprobs and seed are unknown", ["logprobs", "seed"]],
        [422, '{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"]}]}', ["stream_options"]],
        [400, 'Invalid JSON payload received. Unknown name "seed": Cannot find field.', ["seed"]],
        [400, "Unsupported value: 'temperature' does not support 0.7", ["temperature"]],
        [400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", ["max_tokens"]],
        [400, "max_tokens is too large: 100000", []],
        [400, "Unrecognized request argument supplied", ["logprobs"]],
        [400, "The messages are too long", []],
        [401, "logprobs", []],
        [500, "logprobs is not supported", []],
    ])("%i %s: without %j", (status, said, fields) => {
        expect(refuse(status, said)).toEqual(fields);
    });

    test("of a service's own", () => {
        const none = "No endpoints found that can handle the requested parameters.";
        expect(refuse(404, none, "openrouter", "unknown-model")).toEqual(["logprobs"]);
        expect(refuse(400, "Provider returned error", "openrouter")).toEqual([]);
        expect(refuse(400, "thinking: unknown field", "deepseek")).toEqual(["thinking"]);
        expect(refuse(400, "Unknown model, no such option", "custom", "unknown-model")).toEqual([]);
    });
});
