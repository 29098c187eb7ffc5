import type { ModelMatch } from "smacs";
import { describe, expect, test } from "vitest";
import { mappedModels, matchModels, mergeMapping } from "../../src/engine/matching.ts";
import { realEngine } from "../real-engine.ts";

const { match } = await realEngine();
const matched = (...ids: string[]) => Object.fromEntries(matchModels(match, ids));

// What an id means is tested with the command, tests/cli/match.test.mjs.
describe("matching", () => {
    test("gives each model of the index the id that means it", () => {
        expect(matched("llama3.1:8b-instruct-q4_K_M", "google/gemma-2-9b-it", "phi-5")).toEqual({
            "Llama-3.1-8B-Instruct": "llama3.1:8b-instruct-q4_K_M",
            "Gemma-2-9B-it": "google/gemma-2-9b-it",
        });
    });

    test("takes the plain id of several, whatever their order, so that no model answers twice", () => {
        const ids = ["google/gemma-2-9b-it:free", "google/gemma-2-9b-it", "google/gemma-2-9b-it-fp8"];
        expect(matched(...ids)).toEqual({ "Gemma-2-9B-it": "google/gemma-2-9b-it" });
        expect(matched(...ids.reverse())).toEqual({ "Gemma-2-9B-it": "google/gemma-2-9b-it" });
    });

    test("leaves out what means nothing", () => {
        const nothing: ModelMatch = { id: "x", model: null, from: null, prior: null, error: null };
        expect(matchModels(() => [nothing], ["x"]).size).toBe(0);
        expect(matched()).toEqual({});
    });
});

describe("the mapping", () => {
    const ids = ["gemma2:27b", "llama3.1:8b"];
    const automatic = matchModels(match, ids);

    test("keeps what was chosen by hand, also the choice of nothing, and drops what is gone", () => {
        const saved = { "Gemma-2-27B-it": "", "Gemma-2-9B-it": "gone", "Qwen2-72B-Instruct": "llama3.1:8b" };
        const mapping = mergeMapping(automatic, saved, ids);
        expect(mapping).toEqual({ "Gemma-2-27B-it": "", "Qwen2-72B-Instruct": "llama3.1:8b" });
        expect(mappedModels(mapping)).toEqual(["Qwen2-72B-Instruct"]);
    });

    test("is the automatic one at first", () => {
        expect(mergeMapping(automatic, {}, ids)).toEqual({
            "Gemma-2-27B-it": "gemma2:27b",
            "Llama-3.1-8B-Instruct": "llama3.1:8b",
        });
    });

    test("takes a model whose name every object knows for one like others", () => {
        const mapping = mergeMapping(new Map([["constructor", "constructor:8b"]]), {}, ["constructor:8b"]);
        expect(mapping).toEqual({ constructor: "constructor:8b" });
        expect(mappedModels(mapping)).toEqual(["constructor"]);
    });
});
