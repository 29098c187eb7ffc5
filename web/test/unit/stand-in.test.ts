// What ids of models that the index does not know say of them.
import type { ModelInfo } from "smacs";
import { expect, test } from "vitest";
import { cardOf } from "../../src/engine/stand-in.ts";

const models = ["Qwen3", "Qwen2.5", "Qwen", "Gemma 2", "gpt-oss", "Mistral Small"].map((family) => ({
    name: family,
    mean: 0.5,
    scored: 1,
    from: "scores",
    facts: { name: family, family },
})) as ModelInfo[];

const published = { benchmarks: 1, cards: 0 };

test.each([
    ["qwen/qwen3-72b-next", { family: "Qwen3", parameters_b: 72 }],
    ["qwen2.5-omni:7b", { family: "Qwen2.5", parameters_b: 7 }],
    ["accounts/x/models/qwen3-235b-a22b", { family: "Qwen3", parameters_b: 235 }],
    ["qwen-max", { family: "Qwen" }],
    ["google/gemma-2-1.1b-it", { family: "Gemma 2", parameters_b: 1.1 }],
    ["openai/gpt-oss-300b", { family: "gpt-oss", parameters_b: 300 }],
    ["mistralai/Mistral-Small-4", { family: "Mistral Small" }],
    ["gpt-4o", undefined],
    ["unheard-of-7b", undefined],
    ["", undefined],
])("%s", (id, card) => {
    expect(cardOf(id, { models, published })).toEqual(card);
    expect(cardOf(id, { models })).toBeUndefined();
});

test("results that a list carries are enough", () => {
    const scores = [{ benchmark: "AA Intelligence Index", score: 40 }];
    const card = { scores: { "AA Intelligence Index": 40 } };
    expect(cardOf("unheard-of-7b", { models, published }, scores)).toEqual({ ...card, parameters_b: 7 });
    expect(cardOf("qwen-max", { models, published }, scores)).toEqual({ ...card, family: "Qwen" });
    expect(cardOf("qwen-max", { models }, scores)).toBeUndefined();
});
