// The line under an answer, from made views.
import type { CallView } from "smacs";
import { describe, expect, test } from "vitest";
import { lineOf } from "../../src/features/run/model/line.ts";
import { call, said, usage } from "../made-view.ts";

const texts = (...parts: Parameters<typeof lineOf>) => lineOf(...parts).map(({ text }) => text);
const first = (...parts: Parameters<typeof said>) => texts(said(...parts), undefined)[0];

describe("the line under an answer", () => {
    test("says agreement, certainty, cost and time, and leads to all answers", () => {
        expect(texts(said(["7", "7", "7", "8"]), 9000)).toEqual([
            "3 of 4 agree",
            "right about 93 in 100",
            "no charge",
            "9.0 s",
            "all answers",
        ]);
    });

    test.each([
        [["7", "7"], "Both agree"],
        [["7", "7", "7"], "All 3 agree"],
        [["7", "7", null], "2 of 3 agree"],
        [["7", "8"], "The two disagree"],
        [["7", "8", "9"], "No two of 3 agree"],
        [["7"], "One answer"],
        [[null, null, null], "3 answers, none could be compared"],
    ])("%j", (answers, expected) => {
        expect(first(answers)).toBe(expected);
    });

    test("an open question has no agreement and no figure", () => {
        const view = said(["a", "b"], { certainty: { p: null, why: "open" } });
        expect(texts(view, undefined)).toEqual(["An open question, 2 texts", "no charge", "all answers"]);
    });

    test("no probability is told as certain", () => {
        const sure = (p: number) => texts(said(["7", "7"], { certainty: { p, why: "none" } }), undefined)[1];
        expect(sure(0.9999)).toBe("right more than 99 in 100");
        expect(sure(0.001)).toBe("right fewer than 1 in 100");
    });

    test("says how well the cost is known; without a price, what it took", () => {
        const costing = (changed: Partial<CallView["usage"]>) => {
            const calls = [call(0, "7", { usage: { ...usage, ...changed } }), call(1, "7")];
            return texts(said(["7", "7"], { calls }), undefined).at(-2);
        };
        expect(costing({ cost: 0.004 })).toBe("$0.004");
        expect(costing({ cost: 0.004, cost_basis: "estimated" })).toBe("about $0.004");
        expect(costing({ cost: null })).toBe("4 tokens");
    });

    test("while a run goes on, it leads to the answers so far", () => {
        expect(texts(said(["7"], { phase: "references" }), 1)).toEqual(["all answers"]);
    });
});
