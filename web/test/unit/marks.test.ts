// Marks: what a verdict tells of the models, the scoreboard, and marks as a bank that the builder reads.
import { readFile } from "node:fs/promises";
import { IDBFactory } from "fake-indexeddb";
import { buildIndex } from "smacs/builder";
import { describe, expect, test } from "vitest";
import { bankOf, marksIn, NoMark, ownQuestions } from "../../src/features/personal/bank.ts";
import { kindOf, type Mark, scoresOf, verdictOn, withVerdict } from "../../src/features/personal/mark.ts";
import { bestOf, scoreboard } from "../../src/features/personal/scoreboard.ts";
import { createMarks, type Marked } from "../../src/features/personal/state.ts";
import { createMarkStore } from "../../src/features/personal/store.ts";
import { ownAmong } from "../../src/features/route/own.ts";
import { call, said } from "../made-view.ts";

const name = (member: string) => member.toUpperCase();
const mark = (id: string, scores: Record<string, number>, more: Partial<Mark> = {}): Mark => ({
    id,
    question: `Question ${id}?`,
    kind: { benchmark: "scale-sql", category: "sql" },
    answered: Object.keys(scores),
    verdicts: { 0: "right" },
    scores,
    markedAt: 1000,
    ...more,
});

describe("a verdict", () => {
    // m0 and m2 say seven, m1 says eight, m3 named nothing.
    const view = said(["7", "8", "7", null]);

    test("right: its camp is right, the other camps are wrong, and of the unread nothing is known", () => {
        expect(scoresOf(view, { 0: "right" }, name)).toEqual({ M0: 1, M2: 1, M1: 0 });
    });

    test("wrong: its camp is wrong, and of the others nothing is known", () => {
        expect(scoresOf(view, { 0: "wrong" }, name)).toEqual({ M0: 0, M2: 0 });
    });

    test("on an answer that was not kept, it says that the kept one is wrong", () => {
        expect(scoresOf(view, { 1: "right" }, name)).toEqual({ M0: 0, M2: 0, M1: 1 });
    });

    test("holds for all of its camp, and is taken back when said once more", () => {
        const first = withVerdict(view, {}, 0, "right");
        expect(verdictOn(view, first, 2)).toBe("right");
        expect(verdictOn(view, first, 1)).toBeUndefined();
        expect(withVerdict(view, first, 2, "right")).toEqual({});
        expect(withVerdict(view, first, 2, "wrong")).toEqual({ 2: "wrong" });
    });

    test("there is one right answer, and there may be several wrong ones", () => {
        const wrong = withVerdict(view, withVerdict(view, {}, 0, "wrong"), 1, "wrong");
        expect(scoresOf(view, wrong, name)).toEqual({ M0: 0, M1: 0, M2: 0 });
        expect(withVerdict(view, withVerdict(view, {}, 0, "right"), 1, "right")).toEqual({ 1: "right" });
    });

    test("on a text that cannot be compared is of its model alone", () => {
        const open = said(["a poem", "another"], { certainty: { p: null, why: "open" } });
        const both = withVerdict(open, withVerdict(open, {}, 0, "right"), 1, "right");
        expect(scoresOf(open, both, name)).toEqual({ M0: 1, M1: 1 });
    });

    test("on a merged answer is of the camp that it agrees with, or tells of nobody", () => {
        const merged = call(3, "7", { role: "aggregate", member: "m1", subset: 0 });
        const calls = [...said(["7", "8", "7"]).calls, merged];
        expect(scoresOf(said(["7", "8", "7"], { calls, kept: 3, kept_camp: 0 }), { 3: "right" }, name)).toEqual({
            M0: 1,
            M1: 0,
            M2: 1,
        });
        const open = said(["a", "b"], { certainty: { p: null, why: "open" }, kept: 3 });
        expect(scoresOf({ ...open, calls: [...open.calls, merged] }, { 3: "right" }, name)).toEqual({});
    });

    test("is of the kind that the question is most like, if it is like any", () => {
        const evidence = [
            { benchmark: "gsm", share: 0.2, questions: 3 },
            { benchmark: "scale-sql", category: "sql", share: 0.8, questions: 9 },
        ];
        expect(kindOf({ evidence })).toEqual({ benchmark: "scale-sql", category: "sql" });
        expect(kindOf({ evidence, nearness: "none" })).toEqual({ benchmark: null });
        expect(kindOf(undefined)).toEqual({ benchmark: null });
    });
});

describe("the scoreboard", () => {
    const other = { benchmark: "gsm" };
    const marks = [
        mark("a", { X: 1, Y: 0 }),
        mark("b", { X: 1, Y: 1 }),
        mark("c", { X: 0, Y: 1 }),
        mark("d", { X: 1 }),
        mark("e", { Z: 1 }, { kind: other }),
    ];

    test("counts by kind, the largest first, with all kinds before", () => {
        const [all, sql, gsm] = scoreboard(marks);
        expect(all).toMatchObject({ kind: undefined, questions: 5 });
        expect(sql?.models).toEqual([
            { model: "X", right: 3, of: 4 },
            { model: "Y", right: 2, of: 3 },
        ]);
        expect(gsm).toEqual({ kind: other, questions: 1, models: [{ model: "Z", right: 1, of: 1 }] });
        expect(scoreboard(marks.slice(0, 2))).toHaveLength(1);
    });

    test("calls nobody the best who was marked once, or was never right", () => {
        const [, sql, gsm] = scoreboard(marks);
        expect(sql && bestOf(sql)).toEqual({ model: "X", right: 3, of: 4 });
        expect(gsm && bestOf(gsm)).toBeUndefined();
        const [never] = scoreboard(["a", "b", "c"].map((id) => mark(id, { X: 0 })));
        expect(never && bestOf(never)).toBeUndefined();
    });
});

describe("a bank of marks", () => {
    const marks = [mark("a", { X: 1, Y: 0 }), mark("b", { X: 1 }, { kind: { benchmark: null }, verdicts: {} })];

    test("comes back as it was", () => {
        expect(marksIn(bankOf(marks), 5)).toEqual(marks);
    });

    test("is an index to the builder, and so are its rows", async () => {
        const embedder = await readFile(new URL("../../assets/default.sme", import.meta.url));
        for (const text of [bankOf(marks), ownQuestions(marks)?.rows ?? ""]) {
            expect((await buildIndex({ embedder, banks: [new Blob([text])] })).length).toBeGreaterThan(500);
        }
        expect(ownQuestions(marks)?.models).toEqual(["X", "Y"]);
        expect(ownQuestions([mark("c", {})])).toBeUndefined();
    });

    test("has the same rows whatever the order of the marks", () => {
        expect(ownQuestions(marks.toReversed())).toEqual(ownQuestions(marks));
    });

    test("is told apart from tests by its ids", () => {
        const ids = ownQuestions(marks)
            ?.rows.trim()
            .split("\n")
            .map((line) => JSON.parse(line).id as string);
        const neighbours = [...(ids ?? []), "gsm/1"].map((id) => ({ id })) as Parameters<
            typeof ownAmong
        >[0]["neighbours"];
        expect(ownAmong({ neighbours })).toBe(2);
    });

    test("may be any bank with scores; a line that is none is named", () => {
        const line = JSON.stringify({ id: "q1", question: "Why?", scores: { X: 0.5 } });
        expect(marksIn(`${line}\n\n`, 5)).toEqual([
            mark("q1", { X: 0.5 }, { question: "Why?", kind: { benchmark: null }, verdicts: {}, markedAt: 5 }),
        ]);
        for (const bad of ["{", "[]", '{"id":"a","question":"b"}', '{"id":"a","question":"b","scores":{"X":2}}']) {
            expect(() => marksIn(`${line}\n${bad}\n`, 5)).toThrow(NoMark);
        }
    });
});

describe("the marks of a device", () => {
    const view = said(["7", "8"]);
    const marked: Marked = { id: "r", question: "3 + 4?", view, name, kind: () => ({ benchmark: "gsm" }) };

    test("are changed, taken back and kept", async () => {
        const factory = new IDBFactory();
        const marks = createMarks(createMarkStore(factory));
        await marks.say(marked, 0, "right");
        expect(marks.of("r")).toMatchObject({ scores: { M0: 1, M1: 0 }, answered: ["M0", "M1"] });
        await marks.say(marked, 0, "wrong");
        expect(marks.of("r")?.scores).toEqual({ M0: 0 });
        const later = createMarks(createMarkStore(factory));
        await later.refresh();
        expect(later.marks.value).toEqual(marks.marks.value);
        await marks.say(marked, 0, "wrong");
        expect(marks.marks.value).toEqual([]);
        await later.refresh();
        expect(later.marks.value).toEqual([]);
    });

    test("are removed, one or all, and come back", async () => {
        const marks = createMarks(createMarkStore(new IDBFactory()));
        await marks.take(new Blob([bankOf([mark("a", { X: 1 }), mark("b", { X: 0 })])]));
        await marks.remove("a");
        expect(marks.marks.value.map(({ id }) => id)).toEqual(["b"]);
        await marks.undo();
        await marks.wipe();
        expect(marks.own.value).toBeUndefined();
        await marks.undo();
        await marks.refresh();
        expect(marks.marks.value.map(({ id }) => id).sort()).toEqual(["a", "b"]);
    });

    test("stay for this page where nothing can be stored, and it is said", async () => {
        const refused = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
        const marks = createMarks({ list: refused, put: refused, remove: refused, clear: refused });
        await marks.say(marked, 0, "right");
        expect(marks.marks.value).toHaveLength(1);
        expect(marks.unkept.value).toBe(true);
    });
});
