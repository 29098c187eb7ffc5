// What ids of models that the index does not know say of them.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engine/core.ts";
import { cardOf } from "../../src/engine/stand-in.ts";
import { realEngine } from "../real-engine.ts";

let engine: Engine;
beforeAll(async () => {
    engine = await realEngine();
});
afterAll(() => engine.dispose());

const of = (family: string, parameters_b?: number) =>
    expect.objectContaining({ family, ...(parameters_b === undefined ? {} : { parameters_b }) });

test.each([
    ["qwen/qwen3-72b-next", of("Qwen", 72)],
    ["qwen2.5-omni:7b", of("Qwen", 7)],
    ["accounts/x/models/qwen3-555b-a22b", of("Qwen", 555)],
    ["qwen-max", of("Qwen")],
    ["google/gemma-2-1.1b-it", of("Gemma", 1.1)],
    ["gemma:7b", expect.objectContaining({ family: "Gemma", parameters_b: 7, released: "2024-06-27" })],
    ["unheard-of-7b", undefined],
    ["bge-embedding-7b", undefined],
    ["", undefined],
])("%s", (id, card) => {
    expect(cardOf(engine.match([id])[0]?.like, engine.info)).toEqual(card);
});

test("results that a list carries are enough", () => {
    const scores = [{ benchmark: "MMLU-Pro", score: 40 }];
    expect(cardOf(engine.match(["unheard-of-7b"])[0]?.like, engine.info, scores)).toEqual({
        scores: { "MMLU-Pro": 40 },
        parameters_b: 7,
        reasons: false,
    });
    expect(cardOf(engine.match(["qwen-max"])[0]?.like, engine.info, scores)).toEqual(
        expect.objectContaining({ family: "Qwen", scores: { "MMLU-Pro": 40 } }),
    );
});

test("an index without published results can judge nobody", () => {
    const like = { family: "Qwen", reasons: false };
    expect(cardOf(like, {}, [{ benchmark: "MMLU-Pro", score: 40 }])).toBeUndefined();
    expect(cardOf(like, { published: { benchmarks: 1, cards: 0 } })).toEqual(like);
});
