import { describe, expect, test } from "vitest";
import { estimate, rankingCost, tokensOf } from "../../src/features/run/estimate.ts";

const priced = { input: 1, output: 2 };
const panel = Array.from({ length: 7 }, () => priced);

describe("an estimate", () => {
    test("counts the calls of each mode, from when all agree to when nothing is safe", () => {
        const calls = (mode: Parameters<typeof estimate>[0]["mode"], n = 7) =>
            estimate({ mode, panel: panel.slice(0, n), inputTokens: 10, askBack: false }).calls;
        expect(calls("route")).toEqual({ low: 1, high: 1 });
        expect(calls("select")).toEqual({ low: 2, high: 7 });
        expect(calls("select", 2)).toEqual({ low: 2, high: 2 });
        expect(calls("auto")).toEqual({ low: 2, high: 10 });
        expect(calls("aggregate")).toEqual({ low: 11, high: 14 });
        expect(calls("aggregate", 2)).toEqual({ low: 3, high: 3 });
        expect(calls("auto", 1)).toEqual({ low: 1, high: 1 });
        expect(calls("paper")).toEqual({ low: 15, high: 15 });
    });

    test("adds up what questions and answers cost, and merges read all answers", () => {
        const one = estimate({ mode: "route", panel: [priced], inputTokens: 1000, askBack: false });
        expect(one.cost?.low).toBeCloseTo((1000 * 1 + 150 * 2) / 1e6, 12);
        expect(one.cost?.high).toBeCloseTo((1000 * 1 + 1200 * 2) / 1e6, 12);
        const merged = estimate({ mode: "paper", panel: [priced], inputTokens: 1000, askBack: false });
        expect(merged.cost?.low).toBeCloseTo((1300 + 8 * (1150 + 300)) / 1e6, 12);
    });

    test("counts calls that ask back apart, and their cost with the others", () => {
        const of = (mode: Parameters<typeof estimate>[0]["mode"], askBack: boolean) =>
            estimate({ mode, panel, inputTokens: 1000, askBack });
        const [without, with_] = [of("select", false), of("select", true)];
        expect(with_.calls).toEqual(without.calls);
        expect([without.askBack, with_.askBack]).toEqual([0, 7]);
        expect(with_.cost?.low).toBe(without.cost?.low);
        expect(with_.cost?.high).toBeCloseTo((without.cost?.high ?? 0) + (7 * (2230 * 1 + 10 * 2)) / 1e6, 12);
        expect(of("paper", true)).toEqual(of("paper", false));
        expect(of("route", true)).toEqual(of("route", false));
    });

    test("knows no cost while a price is missing, and free servers cost nothing", () => {
        const mixed = [priced, { input: 1, output: undefined }];
        expect(estimate({ mode: "select", panel: mixed, inputTokens: 1, askBack: false })).toMatchObject({
            cost: undefined,
            unpriced: 1,
        });
        const free = [{ input: 0, output: 0 }];
        expect(estimate({ mode: "select", panel: free, inputTokens: 1, askBack: false }).cost).toEqual({
            low: 0,
            high: 0,
        });
    });

    test("guesses tokens from characters", () => {
        expect(tokensOf("12345678")).toBe(2);
    });
});

test("what the knob weighs by is the price, and the size where there is none to pay", () => {
    expect(rankingCost(priced, 70)).toBe(3);
    expect(rankingCost({ input: 0, output: 0 }, 70)).toBeCloseTo(1.5);
    expect(rankingCost(undefined, 8)).toBeCloseTo(0.26);
    expect(rankingCost(undefined, undefined)).toBeUndefined();
});
