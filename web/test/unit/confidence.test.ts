import { Collector, finishOf } from "smacs/wire";
import { describe, expect, test } from "vitest";

/** Collects pieces of text with one token each. */
function collect(...pieces: [text: string, logprob: number][]) {
    const collector = new Collector();
    for (const [text, logprob] of pieces) {
        collector.add({ kind: "logprobs", tokens: [{ token: text, logprob }] });
        collector.add({ kind: "text", text });
    }
    return collector;
}

describe("the mean log-probability", () => {
    const mean = (...pieces: [string, number][]) => {
        const collector = collect(...pieces);
        return collector.confidence.mean(collector.raw);
    };

    test("is over the tokens of the answer", () => {
        expect(mean(["4", -1], ["2", -2])).toEqual({ mean: -1.5, tokens: 2 });
        expect(mean()).toBeUndefined();
    });

    test("leaves out thoughts in the text, and white space before the answer", () => {
        const pieces: [string, number][] = [
            ["<think>", -5],
            ["hm", -5],
            ["</think>", -5],
            ["\n\n", -5],
            ["4", -1],
            ["2", -2],
        ];
        expect(mean(...pieces)).toEqual({ mean: -1.5, tokens: 2 });
        expect(mean(...pieces.slice(1))).toEqual({ mean: -1.5, tokens: 2 });
        expect(mean(...pieces.slice(0, 3))).toBeUndefined();
    });

    test("counts a token that reaches from the mark into the answer", () => {
        expect(mean(["<think>hm</think", -5], [">4", -1], ["2", -2])).toEqual({ mean: -1.5, tokens: 2 });
    });

    test("ignores what stands for nothing", () => {
        const odd = [Number.NaN, -9999, -99_999, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 5];
        const pieces = odd.map((logprob): [string, number] => ["x", logprob]);
        expect(mean(...pieces, ["y", -1])).toEqual({ mean: -1, tokens: 1 });
    });

    test("bears tokens that do not add up to the text", () => {
        const collector = new Collector();
        collector.add({ kind: "text", text: "<think>a long thought</think>" });
        collector.add({ kind: "logprobs", tokens: [{ token: "", logprob: -1 }] });
        collector.add({ kind: "logprobs", tokens: [{ token: "4", logprob: -2 }] });
        collector.add({ kind: "text", text: "42" });
        expect(collector.confidence.mean(collector.raw)).toEqual({ mean: -2, tokens: 1 });
    });
});

test.each([
    ["stop", "stop"],
    ["STOP", "stop"],
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["COMPLETE", "stop"],
    ["eos", "stop"],
    ["length", "length"],
    ["MAX_TOKENS", "length"],
    ["max_tokens", "length"],
    ["content_filter", "content_filter"],
    ["SAFETY", "content_filter"],
    ["refusal", "content_filter"],
    ["tool_calls", "tool_calls"],
    ["tool_use", "tool_calls"],
    ["anything", "other"],
    ["constructor", "other"],
])("the reason %s means %s", (spelt, meant) => {
    expect(finishOf(spelt)).toBe(meant);
});

test("an end is announced by a reason or by the end mark", () => {
    const collector = new Collector();
    expect(collector.finish).toBe("unannounced");
    collector.add({ kind: "done" });
    expect(collector.finish).toBe("stop");
    collector.add({ kind: "finish", reason: "length" });
    collector.add({ kind: "done" });
    expect(collector.finish).toBe("length");
});
