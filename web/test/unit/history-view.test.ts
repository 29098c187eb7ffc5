// What the list of the history shows.
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHistory, type History } from "../../src/features/history/history.ts";
import { createHistoryView, type HistoryView, threadsOf } from "../../src/features/history/view.ts";
import { bytes, dayName } from "../../src/lib/format.ts";
import { settle } from "../fake-clock.ts";
import { fakeLocks } from "../fake-locks.ts";

const run = (id: string, startedAt: number, more: Partial<Parameters<History["save"]>[0]> = {}) => ({
    id,
    conversation: id,
    turn: 0,
    startedAt,
    question: `Question ${id}`,
    state: "done" as const,
    answer: "Seven.",
    model: "Ada",
    degraded: [],
    calls: 3,
    cost: undefined,
    trace: "{}",
    partials: {},
    notes: null,
    ...more,
});

let history: History;
let view: HistoryView;
let factory: IDBFactory;
let locks: LockManager;

beforeEach(() => {
    factory = new IDBFactory();
    locks = fakeLocks();
    history = createHistory({ factory, locks });
    view = createHistoryView(history);
});
afterEach(() => {
    view.dispose();
    history.dispose();
    vi.useRealTimers();
});

const keep = async (...runs: ReturnType<typeof run>[]) => {
    for (const one of runs) {
        history.save(one);
    }
    await history.flush();
};
const shown = () => view.threads.value.map(({ entries }) => entries.map(({ id }) => id).join());

describe("a conversation", () => {
    const two = () => keep(run("a", 1), run("b", 2), run("a1", 3, { conversation: "a", turn: 1 }));
    const thread = (id: string) => {
        const found = view.threads.value.find((one) => one.id === id);
        if (!found) {
            throw new Error(`no conversation ${id}`);
        }
        return found;
    };

    test("that is pinned stands first, and stays so when it is saved again and read anew", async () => {
        await two();
        await vi.waitFor(() => expect(shown()).toEqual(["a,a1", "b"]));
        await view.note(thread("b"), { pinned: true });
        await vi.waitFor(() => expect(shown()).toEqual(["b", "a,a1"]));
        await keep(run("b", 2, { answer: "Eight." }));
        const later = createHistory({ factory, locks });
        await vi.waitFor(() => expect(later.entries.value?.find(({ id }) => id === "b")?.pinned).toBe(true));
        expect(later.entries.value?.find(({ id }) => id === "b")?.answer).toBe("Eight.");
        later.dispose();
        await view.note(thread("b"), { pinned: false });
        await vi.waitFor(() => expect(shown()).toEqual(["a,a1", "b"]));
    });

    test("that has a name is found by it, and keeps it in a file", async () => {
        await two();
        await vi.waitFor(() => expect(shown()).toHaveLength(2));
        await view.note(thread("a"), { title: "Très important" });
        view.query.value = "tres";
        await vi.waitFor(() => expect(shown()).toEqual(["a"]));
        expect(thread("a").title).toBe("Très important");
        const file = await history.export();
        await history.clear();
        await history.import(file);
        await vi.waitFor(() => expect(thread("a").title).toBe("Très important"));
        await view.note(thread("a"), { title: "" });
        view.query.value = "";
        await vi.waitFor(() => expect(thread("a").title).toBe(""));
    });

    test("is deleted as a whole, and put back as it was", async () => {
        await two();
        await vi.waitFor(() => expect(shown()).toHaveLength(2));
        await view.note(thread("a"), { title: "Mine" });
        await view.remove("a", "a1");
        await vi.waitFor(() => expect(shown()).toEqual(["b"]));
        await view.undo();
        await vi.waitFor(() => expect(shown()).toEqual(["a,a1", "b"]));
        expect(thread("a").title).toBe("Mine");
    });
});

describe("the view", () => {
    test("holds conversations together, the one that went on last first", async () => {
        await keep(
            run("a", 1),
            run("b", 2),
            run("a2", 5, { conversation: "a", turn: 1 }),
            run("a1", 6, { conversation: "a", turn: 1 }),
            run("lone", 4, { conversation: "deleted", turn: 3 }),
        );
        await expect.poll(shown).toEqual(["a,a2,a1", "lone", "b"]);
    });

    test("shows a hundred at a time, whole conversations, and begins anew with another search", async () => {
        const many = Array.from({ length: 230 }, (_, i) => run(`q${i}`, 1000 - i));
        await keep(...many, run("more", 901.5, { conversation: "q99", turn: 1 }));
        await expect.poll(() => view.rest.value).toBe(130);
        expect(shown()).toHaveLength(100);
        expect(shown().at(-1)).toBe("q99,more");
        view.showMore();
        expect(view.rest.value).toBe(31);
        view.query.value = "question";
        await expect.poll(() => view.rest.value).toBe(130);
    });

    test("an answer to an earlier search does not take the place of a later one", async () => {
        await keep(run("a", 1, { question: "red" }), run("b", 2, { question: "blue" }));
        await expect.poll(shown).toEqual(["b", "a"]);
        view.query.value = "red";
        view.query.value = "";
        await history.search("red");
        await settle();
        expect(shown()).toEqual(["b", "a"]);
        view.query.value = "red";
        await expect.poll(shown).toEqual(["a"]);
    });

    test("a conversation that has not changed stays the same object", async () => {
        await keep(run("a", 1), run("b", 2));
        await expect.poll(shown).toEqual(["b", "a"]);
        const before = view.threads.value.find(({ id }) => id === "a");
        await keep(run("b", 2, { answer: "Eight." }));
        expect(view.threads.value.find(({ id }) => id === "b")?.entries[0]?.answer).toBe("Eight.");
        expect(view.threads.value.find(({ id }) => id === "a")).toBe(before);
    });

    test("knows who has an open run", async () => {
        const other = createHistory({ factory, locks });
        await history.claim("here");
        await other.claim("elsewhere");
        const open = { state: "running" as const };
        await keep(run("here", 1, open), run("elsewhere", 2, open), run("nobody", 3, open), run("done", 4));
        const standings = () => Object.fromEntries(view.standings.value);
        await expect.poll(standings).toEqual({ here: "here", elsewhere: "elsewhere", nobody: "interrupted" });
        other.dispose();
        await expect.poll(() => standings().elsewhere).toBe("interrupted");
    });

    test("puts back what was deleted one after the other", async () => {
        await keep(run("a", 1), run("b", 2, { trace: '{"whole":true}' }), run("c", 3));
        await expect.poll(shown).toEqual(["c", "b", "a"]);
        await view.remove("b");
        await view.remove("c");
        expect(shown()).toEqual(["a"]);
        expect(view.removed.value.map(({ id }) => id)).toEqual(["b", "c"]);
        await view.undo();
        await expect.poll(shown).toEqual(["c", "b", "a"]);
        expect((await createHistory({ factory, locks }).load("b"))?.trace).toBe('{"whole":true}');
        await view.remove("a");
        view.forgetRemoved();
        await view.undo();
        expect(shown()).toEqual(["c", "b"]);
    });

    test("selects among what is found", async () => {
        await keep(
            run("a", 1, { question: "red" }),
            run("b", 2, { question: "blue" }),
            run("c", 3, { question: "red" }),
        );
        await expect.poll(shown).toHaveLength(3);
        for (const id of ["a", "b", "c"]) {
            view.select(id, true);
        }
        view.select("c", false);
        view.query.value = "red";
        await expect.poll(() => [...(view.selected.value ?? [])]).toEqual(["a"]);
        await view.removeSelected();
        expect(view.selected.value).toBeUndefined();
        view.query.value = "";
        await expect.poll(shown).toEqual(["c", "b"]);
    });
});

test("ties of a conversation go by time", () => {
    const entries = [run("b", 2), run("a", 1)].map((one) => ({ ...one, conversation: "x", changedAt: 0, size: 0 }));
    expect(threadsOf(entries)[0]?.entries.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("days are named as people do", () => {
    const noon = new Date(2026, 10, 23, 12).getTime();
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
    expect(dayName(at(23, 0), noon)).toBe("Today");
    expect(dayName(at(22, 23), noon)).toBe("Yesterday");
    expect(dayName(at(21, 23), noon)).toBe("Saturday, November 21, 2026");
    expect(dayName(at(24, 1), noon)).toBe("Tuesday, November 24, 2026");
});

test("sizes are in the unit that fits", () => {
    expect([0, 12_340, 4e6, 1.52e9].map(bytes)).toEqual(["0 kB", "12.3 kB", "4 MB", "1.5 GB"]);
});
