import { describe, expect, test } from "vitest";
import { withoutFormulas } from "../../src/features/history/plain.ts";

describe("formulas in a line", () => {
    test.each([
        ["What is $\\frac{3}{4} + \\frac{1}{8}$ as a fraction?", "What is 3/4 + 1/8 as a fraction?"],
        ["$$x^2 \\times \\sqrt{2}$$", "x² × √2"],
        ["\\(\\dfrac{a+1}{2}\\) and \\[e^{i\\pi}\\]", "(a+1)/2 and e^iπ"],
        ["$\\left(\\text{area}\\right) \\approx 5\\%$", "(area) ≈ 5%"],
        ["so the answer is $\\boxed{42}$.", "so the answer is 42."],
    ])("%s", (text, plain) => expect(withoutFormulas(text)).toBe(plain));

    test.each(["It costs $5 here and $7 there.", "Between $5-$7", "a_b and c^2, no formula"])("not: %s", (text) =>
        expect(withoutFormulas(text)).toBe(text),
    );
});
