// The turns around the shown run, from the history's entries.
import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../../src/features/history/record.ts";
import { totalOf, turnsAround } from "../../src/features/thread/turns.ts";

function entry(id: string, turn: number, startedAt: number, more: Partial<HistoryEntry> = {}): HistoryEntry {
    return {
        id,
        conversation: "a",
        turn,
        startedAt,
        changedAt: startedAt,
        question: `question ${turn}`,
        state: "done",
        answer: `answer ${turn}`,
        model: "Model",
        degraded: [],
        calls: 2,
        cost: 0.001,
        size: 1,
        ...more,
    };
}

const shown = (turn: number, startedAt: number, before: number) => ({
    id: "shown",
    conversation: "a",
    turn,
    startedAt,
    request: {
        question: `question ${turn}`,
        pool: [],
        history: Array.from({ length: before }, (_, at) => [
            { role: "user" as const, content: `question ${at}` },
            { role: "assistant" as const, content: `answer ${at}` },
        ]).flat(),
    },
});

describe("the turns of a conversation", () => {
    test("before the run stand those that it was sent, with what the history knows of them", () => {
        const entries = [entry("first", 0, 1), entry("other", 0, 2, { answer: "another" }), entry("shown", 1, 3)];
        const { before, after } = turnsAround(shown(1, 3, 1), entries);
        expect(before.map(({ question, answer, entry: of }) => [question, answer, of?.id])).toEqual([
            ["question 0", "answer 0", "first"],
        ]);
        expect(after).toEqual([]);
    });

    test("after it stands the newest attempt at each later turn, unless it is older than the run", () => {
        const entries = [entry("old", 1, 5), entry("b", 1, 20), entry("c", 1, 30), entry("d", 2, 25)];
        const { after } = turnsAround(shown(0, 10, 0), [...entries, entry("elsewhere", 1, 40, { conversation: "b" })]);
        expect(after.map(({ entry: of }) => of?.id)).toEqual(["c", "d"]);
    });

    test("what a conversation has cost says whether all of it is known", () => {
        const turn = (cost: number | undefined) => ({ entry: entry("x", 0, 1, { cost }), question: "", answer: "" });
        expect(totalOf([turn(0.25), turn(0.5)], 0.25)).toEqual({ cost: 1, whole: true });
        expect(totalOf([turn(undefined), turn(0.5)], undefined)).toEqual({ cost: 0.5, whole: false });
    });
});
