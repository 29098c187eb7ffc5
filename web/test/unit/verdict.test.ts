// What the page says of a kept answer, from made views: how sure, who says what, and what could not be read.
import type { CallView, RunView } from "smacs";
import { describe, expect, test } from "vitest";
import { campsIn, claimOf, shortened, unmarked } from "../../src/features/run/model/camps.ts";
import { checkedOf, isChecked } from "../../src/features/run/model/checks.ts";
import { matrixOf, versionsIn } from "../../src/features/run/model/matrix.ts";
import { plainText, verdictOf } from "../../src/features/run/model/verdict.ts";
import { call, said } from "../made-view.ts";

const text = (view: RunView) => plainText(verdictOf(view));
const unsure = (why: NonNullable<RunView["certainty"]>["why"]) => ({ certainty: { p: null, why } });

describe("the verdict on a kept answer", () => {
    test.each([
        [["7", "7"], "Both answers say 7. About 93 in 100 such answers are right."],
        [["7", "7", "7"], "All 3 answers say 7. About 93 in 100 such answers are right."],
        [["7", "7", "7", "8", "8"], "Two different answers: 3 say 7, 2 say 8. About 93 in 100 such answers are right."],
        [
            ["7", "7", null],
            "2 answers say 7. 1 of 3 answers could not be read. About 93 in 100 such answers are right.",
        ],
        [
            ["A", "A", "B", "C", "D", "E"],
            /^Five different answers: 2 say A, 1 says B, 1 says C, 2 say something else\. About/,
        ],
        [["A", "B", "C"], /^No two of the 3 answers agree: 1 says A, 1 says B, 1 says C\. A is kept, although/],
    ])("%j", (answers, expected) => {
        const verdict = text(said(answers));
        if (typeof expected === "string") {
            expect(verdict).toBe(expected);
        } else {
            expect(verdict).toMatch(expected);
        }
    });

    test("two that could be read among seven are no agreement of all", () => {
        const verdict = text(said(["7", "7", null, null, null, null, null]));
        expect(verdict).toMatch(/^2 answers say 7\. 5 of 7 answers could not be read\./);
        expect(verdict).not.toMatch(/percent|all/i);
    });

    test.each([0.9999, 0.996, 0.995, 0.5, 0.003])("no probability is told as certain: %d", (p) => {
        expect(text(said(["7", "7"], { certainty: { p, why: "none" } }))).not.toMatch(/\b(100|0) in 100/);
    });

    test("says what a referee found, what that changed and what it took", () => {
        const judged = { input: 900, output: 300, cost: 0.0021, basis: "actual", cost_basis: "actual" } as const;
        const referee = {
            member: "m9",
            pair: [0, 2],
            winner: 0,
            changed: false,
            expected: 0.8,
            break_even: 0.6,
            calls: 2,
            usage: judged,
        };
        const answers = ["7", "7", "8", "8"];
        const same = text(said(answers, { referee }));
        expect(same).toContain(
            "compared the two leading answers twice and found 7 right both times, so nothing changed.",
        );
        expect(same).toContain("This took two calls, 1200 tokens and $0.0021.");
        const changed = text(said(answers, { kept: 2, referee: { ...referee, winner: 1, changed: true } }));
        expect(changed).toContain("found 8 right both times, so it is kept instead.");
        expect(changed).not.toContain("although");
        const none = text(said(answers, { referee: { ...referee, winner: null, usage: { ...judged, cost: null } } }));
        expect(none).toContain("gave no clear verdict, so nothing changed. This took two calls, 1200 tokens.");
        expect(text(said(answers, { referee: { ...referee, winner: 1 } }))).toContain("no longer counts");
        expect(text(said(answers))).not.toContain("eferee");
    });

    test("says why nobody can tell how sure it is", () => {
        const one = said(["7"], unsure("one-read"));
        expect(text(one)).toBe("This is the only answer that arrived. It says 7. No other answer confirms it.");
        const oneOf = said(["7", null, null], unsure("one-read"));
        expect(text(oneOf)).toBe(
            "One answer says 7. 2 of 3 answers could not be read. Only one answer could be read, so no other one confirms it.",
        );
        const open = said([null, null, null], unsure("open"));
        expect(text(open)).toBe(
            "An open question: these texts cannot be compared. The choice rests on what is known about the models.",
        );
        const saidOpen = said(["7", "7", null, null], unsure("open"));
        expect(text(saidOpen)).toBe(text(open));
        expect(claimOf(saidOpen, saidOpen.calls[0] as CallView)).toBeUndefined();
        const unread = said([null, "7", "7"], unsure("unread"));
        expect(text(unread)).toMatch(/^2 answers say 7\. 1 of 3 .* no other answer says the same as the kept text/);
        expect(text(said(["7", "7"], unsure("paper")))).toMatch(/The paper's procedure does not tell/);
    });

    test("an answer that fewer give is said to be kept for another reason", () => {
        expect(text(said(["7", "8", "8"]))).toMatch(/^Two different answers: 2 say 8, 1 says 7\. 7 is kept, although/);
    });

    test("tells what a merged version says, and that no answer says it", () => {
        const merged = (found: string, at: number | null) => {
            const view = said(["7", "7", "8"]);
            const version = call(3, found, { role: "aggregate", member: "m0", subset: 0 });
            return { ...view, calls: [...view.calls, version], kept: 3, kept_camp: at, settled: "aggregate" as const };
        };
        expect(text(merged("7", 0))).toMatch(/2 say 7, 1 says 8\. The merged version says 7\./);
        expect(text(merged("**9**", null))).toMatch(/The merged version says 9, which none of the answers says\./);
    });

    test("says nothing before the end, nor where nothing is kept", () => {
        expect(verdictOf({ ...said(["7"]), phase: "references" })).toEqual([]);
        expect(verdictOf({ ...said(["7"]), kept: null })).toEqual([]);
    });

    describe("where something was run", () => {
        const check = (id: number, of: number | null, [passed, failed]: [number, number], inputs = 8) => ({
            id,
            call: of,
            done: true,
            inputs,
            passed,
            failed,
        });
        const own = (output: string | null, more: Partial<RunView> = {}) => ({
            checks: [check(0, null, [0, 0], 1)],
            output,
            kept_output: false,
            ...more,
        });

        test("says what the question's program gives", () => {
            const view = said(["30", "30"], own("30"));
            expect(text(view)).toMatch(
                /^Checked by running: the program in your question gives 30\. Both answers say 30\. About 93/,
            );
            expect(isChecked({ ...view, camps: view.camps.map((camp) => ({ ...camp, checked: "passed" })) })).toBe(
                true,
            );
        });

        test("says that the program's output is kept instead of the answers", () => {
            const view = { ...said(["31"], own("30", { kept_output: true })), kept: null };
            expect(text(view)).toMatch(
                /^No answer matches what the program in your question gives, .*One answer says 31\. About 93/,
            );
            expect(isChecked(view)).toBe(true);
        });

        test("a program without an output is told, and one that was not run is not", () => {
            expect(text(said(["31", "31"], own(null)))).toMatch(/^The program in your question was run, but ended/);
            const never = own(null, { checks: [check(0, null, [0, 0], 0)] });
            expect(text(said(["31", "31"], never))).toMatch(/^Both answers say 31\./);
        });

        test.each([
            [[3, 0], "Checked by running: its program passes all 3 examples in your question."],
            [[1, 0], "Checked by running: its program passes the one example in your question."],
            [[1, 2], "Its program was run and fails 2 of the 3 examples in your question; no other one passes more."],
            [[0, 0], "The programs were run on 8 inputs that the page made up."],
        ] as const)("of a program with %o it says: %s", (counts, expected) => {
            const view = said(["4", "4", "9"], {
                checks: [check(0, 0, [...counts]), check(1, 1, [...counts]), check(2, 2, [0, 3])],
            });
            expect(text(view)).toBe(
                `${expected} Of 3 programs, 2 behave alike. About 93 in 100 such answers are right.`,
            );
            expect(isChecked(view)).toBe(counts[0] > 0 && counts[1] === 0);
        });

        test("how an answer stands is said of its own check, and nothing where nothing was run", () => {
            const view = said(["4", "9", "4"], {
                checks: [check(0, 0, [3, 0]), check(1, 1, [1, 2]), check(2, 2, [0, 0], 0)],
            });
            expect(view.calls.map((at) => checkedOf(view, at)?.words)).toEqual([
                "passes all 3 examples",
                "fails 2 of 3 examples",
                undefined,
            ]);
            expect(checkedOf(said(["4"]), view.calls[0] as CallView)).toBeUndefined();
        });
    });

    test("a long claim keeps whole words", () => {
        const long = "the quick brown fox jumps over the lazy dog and then over all the other dogs";
        expect(text(said([long, long]))).toMatch(/^Both answers say the quick .* then over… About/);
        expect(shortened("äöü".repeat(30), 5)).toBe("äöüäö…");
        expect(shortened("👍🏽 yes", 40)).toBe("👍🏽 yes");
    });
});

describe("a view of a version that recorded no camps", () => {
    const old = (answers: readonly (string | null)[]) => ({
        ...said(answers),
        camps: [],
        kept_camp: null,
        unread: null,
        failed: null,
        certainty: null,
        asked_back: null,
    });

    test("has them by what that version compared, and no certainty", () => {
        expect(campsIn(old(["**7**", "**7**", "8", null])).map(({ claim, members }) => [claim, members])).toEqual([
            ["7", [0, 1]],
            ["8", [2]],
        ]);
        expect(text(old(["7", "7", "8", null]))).toBe(
            "Two different answers: 2 say 7, 1 says 8. 1 of 4 answers could not be read.",
        );
    });
});

test.each([
    ["**16:47**", "16:47"],
    ["$\\boxed{\\text{Ben}}$", "Ben"],
    ["`[0, 3]`", "[0, 3]"],
    ["2 * 3", "2 * 3"],
    ["\\(x_1\\)", "x_1"],
])("a claim has no marks: %s", (found, plain) => {
    expect(unmarked(found)).toBe(plain);
    const view = said([null], { calls: [call(0, found, { role: "aggregate", subset: 0 })] });
    expect(claimOf(view, view.calls[0] as CallView)).toBe(plain);
});

describe("the matrix of merged versions", () => {
    const base = said(["7", "7", "8"]);
    const version = call(3, "8", { role: "aggregate", member: "m0", subset: 0 });
    const view: RunView = {
        ...base,
        mode: "aggregate",
        settled: "aggregate",
        calls: [...base.calls, version],
        subsets: [[0, 1]],
        guarded: true,
    };

    test("has a column for the answer that is kept instead of them", () => {
        const { columns, cells } = matrixOf(view);
        expect(columns.map(({ subset, member, kept }) => ({ subset, member, kept }))).toEqual([
            { subset: 0, member: "", kept: false },
            { subset: undefined, member: "m0", kept: true },
        ]);
        expect(cells.map((row) => row.map(({ kind }) => kind))).toEqual([
            ["seen", "self"],
            ["seen", "same"],
            ["out", "differs"],
        ]);
        expect(versionsIn(matrixOf(view))).toHaveLength(1);
    });

    test("has none where a version is kept", () => {
        expect(matrixOf({ ...view, kept: 3, guarded: false }).columns).toHaveLength(1);
    });
});
