import { describe, expect, test } from "vitest";
import { keepBest } from "../../src/engine/keep.ts";

const candidate = (rank: number, prior: number, arrived = true, whole = true) => ({ rank, prior, arrived, whole });

describe("keeping", () => {
    test("takes the highest prior among those that arrived", () => {
        expect(keepBest([candidate(0, 0.9, false), candidate(1, 0.7), candidate(2, 0.8)])?.rank).toBe(2);
    });

    test("lets the panel's order decide between equal priors, whatever arrived first", () => {
        expect(keepBest([candidate(2, 1), candidate(0, 1), candidate(1, 1)])?.rank).toBe(0);
    });

    test("takes an answer cut short only when no whole one arrived", () => {
        expect(keepBest([candidate(0, 0.9, true, false), candidate(1, 0.5)])?.rank).toBe(1);
        expect(keepBest([candidate(0, 0.9, true, false), candidate(1, 0.5, false)])?.rank).toBe(0);
    });

    test("takes nothing when nothing arrived", () => {
        expect(keepBest([candidate(0, 0.9, false)])).toBeUndefined();
        expect(keepBest([])).toBeUndefined();
    });
});
