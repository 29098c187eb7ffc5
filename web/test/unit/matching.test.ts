import { describe, expect, test } from "vitest";
import catalog from "../../assets/catalog.json";
import { mappedModels, matchModels, mergeMapping } from "../../src/engine/matching.ts";

const models = catalog.models.map((facts) => ({
    name: facts.name,
    mean: 0.5,
    scored: 1,
    from: "scores" as const,
    facts,
}));
const matched = (...ids: string[]) =>
    Object.fromEntries([...matchModels(models, ids)].map(([model, match]) => [model, match.id]));

describe("matching", () => {
    test.each([
        ["Llama-3.1-70B-Instruct", "meta-llama/llama-3.1-70b-instruct"],
        ["Llama-3.1-70B-Instruct", "meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo"],
        ["Llama-3.1-70B-Instruct", "accounts/fireworks/models/llama-v3p1-70b-instruct"],
        ["Llama-3.1-70B-Instruct", "llama3.1:70b-instruct-q4_K_M"],
        ["Llama-3.1-8B-Instruct", "llama3.1:8b"],
        ["Llama-3.1-8B-Instruct", "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf"],
        ["Llama-3.1-8B-Instruct", "/models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf"],
        ["Gemma-2-27B-it", "gemma2:27b"],
        ["Gemma-2-9B-it", "google/gemma-2-9b-it:free"],
        ["Qwen2.5-72B-Instruct", "qwen/qwen-2.5-72b-instruct"],
        ["Qwen2.5-7B-Instruct", "Qwen/Qwen2.5-7B-Instruct-AWQ"],
        ["Mixtral-8x7B-Instruct-v0.1", "mistralai/Mixtral-8x7B-Instruct-v0.1"],
        ["Mistral-Large-2407", "Mistral-Large-Instruct-2407"],
    ])("%s is %s", (model, id) => {
        expect(matched(id)).toEqual({ [model]: id });
    });

    test("does not take one size, version or family for another", () => {
        expect(matched("llama-3.2-90b-vision-instruct", "qwen2.5:21b", "gemma-3-72b-it", "phi-5", "gpt-4z")).toEqual(
            {},
        );
        expect(matched("Mistral-7B-Instruct-v0.2")).toEqual({ "Mistral-7B-Instruct-v0.2": "Mistral-7B-Instruct-v0.2" });
    });

    test("prefers the exact name and uses each model of the endpoint once", () => {
        const ids = ["qwen2.5-7b-instruct-fp8", "Qwen/Qwen2.5-7B-Instruct"];
        const matches = matchModels(models, ids);
        expect(matches.get("Qwen2.5-7B-Instruct")).toEqual({ id: "Qwen/Qwen2.5-7B-Instruct", kind: "listed" });
        expect(new Set([...matches.values()].map((match) => match.id)).size).toBe(matches.size);
    });
});

describe("the mapping", () => {
    const automatic = matchModels(models, ["gemma2:27b", "llama3.1:8b"]);

    test("keeps what was chosen by hand, also the choice of nothing, and drops what is gone", () => {
        const saved = { "Gemma-2-27B-it": "", "Gemma-2-9B-it": "gone", "Qwen2-72B-Instruct": "llama3.1:8b" };
        const mapping = mergeMapping(automatic, saved, ["gemma2:27b", "llama3.1:8b"]);
        expect(mapping).toEqual({ "Gemma-2-27B-it": "", "Qwen2-72B-Instruct": "llama3.1:8b" });
        expect(mappedModels(mapping)).toEqual(["Qwen2-72B-Instruct"]);
    });

    test("is the automatic one at first", () => {
        const mapping = mergeMapping(automatic, {}, ["gemma2:27b", "llama3.1:8b"]);
        expect(mapping).toEqual({ "Gemma-2-27B-it": "gemma2:27b", "Llama-3.1-8B-Instruct": "llama3.1:8b" });
    });
});
