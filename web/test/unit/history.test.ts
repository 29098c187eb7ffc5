// The history against an IndexedDB and tabs that share it.
import { effect } from "@preact/signals";
import { IDBObjectStore as FakeStore, IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHistory, type History, type SavedRun } from "../../src/features/history/history.ts";
import { fakeLocks } from "../fake-locks.ts";

type Saved = Omit<SavedRun, "size" | "changedAt">;

const saved = (id: string, more: Partial<Saved> = {}): Saved => ({
    id,
    conversation: id,
    turn: 0,
    startedAt: 1000,
    question: `Question ${id}`,
    state: "done",
    answer: "Seven.",
    model: "Ada",
    degraded: [],
    calls: 3,
    cost: undefined,
    trace: '{"steps":[]}',
    partials: {},
    notes: null,
    ...more,
});

/** As it lies in the store. */
const entry = (id: string) => {
    const { trace: _trace, partials: _partials, notes: _notes, ...listed } = saved(id);
    return { ...listed, changedAt: 1000, size: 100 };
};

let factory: IDBFactory;
let locks: LockManager;
const tabs: History[] = [];

beforeEach(() => {
    factory = new IDBFactory();
    locks = fakeLocks();
});
afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
    for (const tab of tabs.splice(0)) {
        tab.dispose();
    }
});

/** One more tab of the same browser. */
function tab(parts: Parameters<typeof createHistory>[0] = { factory, locks }): History {
    const history = createHistory(parts);
    tabs.push(history);
    return history;
}
/** A browser that keeps nothing. */
const nowhere = () => tab({ locks });

const ids = (history: History) => history.entries.value?.map(({ id }) => id);
const keep = async (history: History, ...runs: Saved[]) => {
    for (const run of runs) {
        history.save(run);
    }
    await history.flush();
};
const listed = async (history: History) => {
    await history.search("");
    return ids(history);
};

/** The database as it is, beside the history. */
async function raw(work: (transaction: IDBTransaction) => void, database = factory): Promise<void> {
    const opened = await new Promise<IDBDatabase>((resolve) => {
        const request = database.open("smacs-history /");
        request.onsuccess = () => resolve(request.result);
    });
    const transaction = opened.transaction(["entries", "runs"], "readwrite");
    work(transaction);
    await new Promise((done) => {
        transaction.oncomplete = done;
    });
    opened.close();
}

/** While it lasts, storing fails so, as in a browser when the transaction is to be committed. */
function failing(name: string) {
    return vi.spyOn(FakeStore.prototype, "put").mockImplementation(() => {
        throw new DOMException("no", name);
    });
}

describe("the history", () => {
    test("has nothing before it is read, then what was kept, newest first, without what is heavy", async () => {
        await keep(tab(), saved("a", { startedAt: 1 }), saved("b", { startedAt: 3 }), saved("c", { startedAt: 2 }));
        const history = tab();
        expect(history.entries.value).toBeUndefined();
        await expect.poll(() => ids(history)).toEqual(["b", "c", "a"]);
        expect(history.entries.value?.[0]).not.toHaveProperty("trace");
    });

    test("gives back all that was saved", async () => {
        const run = saved("a", {
            state: "running",
            cost: 0.25,
            degraded: ["stopped"],
            trace: '{"text":"é, 数, 😀"}',
            partials: { 3: "so f" },
            notes: { thoughts: ["hm"] },
            pictures: [{ name: "a.png", type: "image/png", data: "iVBO", width: 2, height: 1, question: "a?" }],
        });
        await keep(tab(), run);
        expect(await tab().load("a")).toMatchObject(run);
        expect(await tab().load("nobody")).toBeUndefined();
    });

    test("counts the bytes of a record", async () => {
        const history = tab();
        await keep(history, saved("a"), saved("b", { trace: `{"steps":[]}${" ".repeat(1000)}` }));
        await listed(history);
        const [a, b] = [await history.load("a"), await history.load("b")];
        expect((b?.size ?? 0) - (a?.size ?? 0)).toBe(1000);
        expect(history.usage.value?.history).toBe((a?.size ?? 0) + (b?.size ?? 0));
    });

    test("says how much of the browser's room is taken", async () => {
        vi.stubGlobal("navigator", { storage: { estimate: async () => ({ usage: 5, quota: 100 }) } });
        const history = tab();
        expect(history.usage.value).toBeUndefined();
        await expect.poll(() => history.usage.value).toEqual({ history: 0, used: 5, quota: 100 });
    });

    test("writes once a second at most, the latest", async () => {
        const history = tab();
        await keep(history, saved("first"));
        vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
        const put = vi.spyOn(FakeStore.prototype, "put");
        for (let i = 0; i < 20; i++) {
            history.save(saved("a", { trace: `{"n":${i}}` }));
            vi.advanceTimersByTime(40);
        }
        expect(put).not.toHaveBeenCalled();
        vi.advanceTimersByTime(300);
        expect(put).toHaveBeenCalledTimes(2); // the entry and the run
        vi.useRealTimers();
        await history.flush();
        expect((await tab().load("a"))?.trace).toBe('{"n":19}');
    });

    test("reads what it has not written yet", async () => {
        const history = tab();
        await keep(history, saved("a"));
        history.save(saved("a", { answer: "newer" }));
        expect(await history.load("a")).toMatchObject({ answer: "newer", size: expect.any(Number) });
    });

    test("a flush has begun to write when it returns, and does not write twice", async () => {
        const history = tab();
        const open = vi.spyOn(factory, "open");
        void history.claim("a");
        await new Promise((done) => open.mock.results[0]?.value.addEventListener("success", done));
        await new Promise((done) => setTimeout(done));
        const put = vi.spyOn(FakeStore.prototype, "put");
        history.save(saved("a", { answer: "newer" }));
        const flushing = history.flush();
        expect(put).toHaveBeenCalledTimes(2);
        await Promise.all([flushing, history.flush()]);
        expect(put).toHaveBeenCalledTimes(2);
    });

    test("deletes, and puts back just what there was", async () => {
        const history = tab();
        await keep(history, saved("a", { notes: [1] }), saved("b"));
        const before = await history.load("a");
        await history.remove(["a"]);
        expect(await listed(history)).toEqual(["b"]);
        expect(await tab().load("a")).toBeUndefined();
        await history.restore(before ? [before] : []);
        expect(await tab().load("a")).toEqual(before);
        expect(ids(history)).toEqual(["a", "b"]);
    });

    test("a run that goes on does not bring back what was deleted", async () => {
        const history = tab();
        await keep(history, saved("a", { state: "running" }));
        await history.remove(["a"]);
        await keep(history, saved("a"));
        expect(await listed(history)).toEqual([]);
        expect(await listed(tab())).toEqual([]);
        await keep(history, saved("b", { state: "running" }));
        await history.clear();
        await keep(history, saved("b"));
        expect(await listed(tab())).toEqual([]);
    });

    test("a deletion that fails is taken back", async () => {
        const history = tab();
        await keep(history, saved("a"));
        await listed(history);
        vi.spyOn(FakeStore.prototype, "delete").mockImplementation(() => {
            throw new DOMException("no", "UnknownError");
        });
        await history.remove(["a"]);
        expect(ids(history)).toEqual(["a"]);
        expect(history.problem.value).toBe("failed");
    });

    test("reads very many in portions, the newest first", async () => {
        vi.stubGlobal("IDBKeyRange", IDBKeyRange);
        await keep(tab(), saved("seed"));
        await raw((transaction) => {
            for (let i = 0; i < 2_500; i++) {
                transaction.objectStore("entries").put({ ...entry(`e${i}`), startedAt: 10_000 + i });
                transaction.objectStore("runs").put({ id: `e${i}` });
            }
        });
        const history = tab();
        const seen: string[] = [];
        const stop = effect(() => {
            const { value } = history.entries;
            seen.push(`${value?.length} ${value?.[0]?.id} ${history.complete.value}`);
        });
        await listed(history);
        stop();
        expect([...new Set(seen)]).toEqual(["undefined undefined false", "200 e2499 false", "2501 e2499 true"]);
        expect(new Set(ids(history)).size).toBe(2501);
        expect(history.unreadable.value).toEqual([]);
    });

    test("finds entries by all words, without regard to case and accents", async () => {
        const history = tab();
        await keep(
            history,
            saved("a", { question: "Où est l'été?", answer: "In July." }),
            saved("b", { question: "2 + 2", answer: "Four", model: "Qwen2-72B", startedAt: 2000 }),
        );
        const found = async (text: string) => (await history.search(text)).map(({ id }) => id);
        expect(await found(" ETE  july ")).toEqual(["a"]);
        expect(await found("qwen2 FOÜR")).toEqual(["b"]);
        expect(await found("four july")).toEqual([]);
        expect(await found("")).toEqual(["b", "a"]);
    });
});

describe("where storing does not work", () => {
    test("without a database all works in this tab, and the page says so", async () => {
        const history = nowhere();
        expect(history.problem.value).toBe("refused");
        await keep(history, saved("a"), saved("b", { question: "Which river?" }));
        expect(await listed(history)).toEqual(["a", "b"]);
        expect(await history.load("a")).toMatchObject(saved("a"));
        expect(await history.search("river")).toHaveLength(1);
        const file = await history.export();
        await history.remove(["a"]);
        expect(ids(history)).toEqual(["b"]);
        await history.clear();
        expect(ids(history)).toEqual([]);
        expect(await history.import(file)).toBe(2);
        expect(await history.load("b")).toMatchObject({ question: "Which river?" });
        expect(await history.claim("a")).toBe(true);
    });

    test("one that cannot be opened is as none", async () => {
        vi.spyOn(factory, "open").mockImplementation(() => {
            throw new DOMException("no", "SecurityError");
        });
        const history = tab();
        await keep(history, saved("a"));
        expect(history.problem.value).toBe("refused");
        expect(await listed(history)).toEqual(["a"]);
        expect(await history.load("a")).toMatchObject({ question: "Question a" });
    });

    test("without room nothing is lost, and deleting makes room", async () => {
        const history = tab();
        await keep(history, saved("old"), saved("a", { answer: "first" }));
        const full = failing("QuotaExceededError");
        await keep(history, saved("a", { answer: "second" }), saved("b"));
        expect(history.problem.value).toBe("full");
        expect((await tab().load("a"))?.answer).toBe("first");
        expect((await history.load("a"))?.answer).toBe("second");
        expect((await listed(history))?.toSorted()).toEqual(["a", "b", "old"]);
        full.mockRestore();
        await history.remove(["old"]);
        expect(history.problem.value).toBeUndefined();
        expect((await tab().load("a"))?.answer).toBe("second");
        expect((await listed(tab()))?.toSorted()).toEqual(["a", "b"]);
    });

    test("an entry and its run are stored together or not at all", async () => {
        const history = tab();
        await keep(history, saved("a", { answer: "first" }));
        const { put } = FakeStore.prototype;
        vi.spyOn(FakeStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...args) {
            if (this.name === "runs") {
                throw new DOMException("no", "QuotaExceededError");
            }
            return put.apply(this, args);
        });
        await keep(history, saved("a", { answer: "second", trace: "{}" }));
        expect(await tab().load("a")).toMatchObject({ answer: "first", trace: saved("a").trace });
    });

    test("notes that are not JSON do no harm to others", async () => {
        const history = tab();
        await keep(history, saved("odd", { notes: 1n }), saved("a"));
        expect(history.problem.value).toBe("failed");
        expect(await listed(tab())).toEqual(["a"]);
        expect(await listed(history)).toEqual(["a"]);
    });

    test("a connection that the browser dropped is made anew", async () => {
        const history = tab();
        await keep(history, saved("a"));
        failing("UnknownError").mockImplementationOnce(() => {
            vi.restoreAllMocks();
            throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
        });
        await keep(history, saved("b"));
        expect(history.problem.value).toBeUndefined();
        expect((await listed(tab()))?.toSorted()).toEqual(["a", "b"]);
    });

    test("a newer page in another tab closes it here, and is told", async () => {
        const history = tab();
        await keep(history, saved("a"));
        await new Promise((done) => {
            factory.open("smacs-history /", 2).onsuccess = done;
        });
        await expect.poll(() => history.problem.value).toBe("newer");
        await keep(history, saved("b"));
        expect(history.problem.value).toBe("newer");
        expect(await history.load("b")).toMatchObject({ question: "Question b" });
        const late = tab();
        await listed(late);
        expect(late.problem.value).toBe("newer");
    });

    test("damaged records are passed over, named, and can be removed", async () => {
        await keep(tab(), saved("a"), saved("damaged"), saved("lonely"));
        await raw((transaction) => {
            transaction.objectStore("entries").put({ id: "odd", question: 7 });
            transaction.objectStore("entries").put({ ...saved("undated"), startedAt: 1e300 });
            transaction.objectStore("entries").delete("lonely");
            transaction.objectStore("runs").put({ id: "damaged", trace: new Uint8Array([255]), rest: "?" });
        });
        const history = tab();
        expect((await listed(history))?.toSorted()).toEqual(["a", "damaged"]);
        expect(await history.load("damaged")).toBeUndefined();
        expect(history.unreadable.value.toSorted()).toEqual(["lonely", "odd", "undated"]);
        expect((await (await history.export()).text()).match(/"question"/g)).toHaveLength(1);
        await history.remove(["damaged", ...history.unreadable.value]);
        expect(history.unreadable.value).toEqual([]);
        const after = tab();
        expect(await listed(after)).toEqual(["a"]);
        expect(after.unreadable.value).toEqual([]);
    });

    test("a record that the browser itself cannot read does not hide the others", async () => {
        await keep(tab(), saved("a"), saved("b"));
        const { get } = FakeStore.prototype;
        vi.spyOn(FakeStore.prototype, "getAll").mockImplementation(() => {
            throw new DOMException("no", "DataError");
        });
        vi.spyOn(FakeStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
            if (key === "b") {
                throw new DOMException("no", "DataError");
            }
            return get.call(this, key);
        });
        const history = tab();
        expect(await listed(history)).toEqual(["a"]);
        expect(history.unreadable.value).toEqual(["b"]);
        expect(await history.load("b")).toBeUndefined();
    });
});

describe("two tabs", () => {
    test("see each other's questions, changes and deletions", async () => {
        const [here, there] = [tab(), tab()];
        await listed(here);
        await listed(there);
        await keep(here, saved("a", { state: "running", answer: "" }));
        await expect.poll(() => ids(there)).toEqual(["a"]);
        await keep(here, saved("a", { answer: "Done." }));
        await expect.poll(() => there.entries.value?.[0]?.answer).toBe("Done.");
        await keep(there, saved("b", { startedAt: 2000 }));
        await expect.poll(() => ids(here)).toEqual(["b", "a"]);
        await there.remove(["a"]);
        await expect.poll(() => ids(here)).toEqual(["b"]);
        // This tab's run was deleted there.
        await keep(here, saved("a", { answer: "Still at it." }));
        expect(await listed(tab())).toEqual(["b"]);
        await here.clear();
        await expect.poll(() => ids(there)).toEqual([]);
    });

    test("what was put back there can go on here", async () => {
        const [here, there] = [tab(), tab()];
        await listed(here);
        await keep(here, saved("a", { state: "running" }));
        await expect.poll(() => listed(there)).toEqual(["a"]);
        const before = await there.load("a");
        await there.remove(["a"]);
        await expect.poll(() => ids(here)).toEqual([]);
        await there.restore(before ? [before] : []);
        await expect.poll(() => ids(here)).toEqual(["a"]);
        await keep(here, saved("a", { answer: "Done." }));
        expect((await there.load("a"))?.answer).toBe("Done.");
    });

    test("one of them is at a run", async () => {
        const [here, there] = [tab(), tab()];
        expect(await here.claim("a")).toBe(true);
        expect(await there.claim("a")).toBe(false);
        expect([here.holds("a"), there.holds("a")]).toEqual([true, false]);
        expect([await here.isRunning("a"), await there.isRunning("a")]).toEqual([true, true]);
        here.release("a");
        await expect.poll(() => there.isRunning("a")).toBe(false);
        expect(await there.claim("a")).toBe(true);
        there.dispose();
        await expect.poll(() => here.isRunning("a")).toBe(false);
    });
});

describe("the file of a history", () => {
    const file = (text: string) => new Blob([text]);

    test("takes everything along; what is there already stays as it is", async () => {
        const first = tab();
        const runs = [
            saved("a", { trace: '{"x":"\\"\\n"}', cost: 0.5 }),
            saved("b"),
            saved("c", { partials: { 1: "p" } }),
        ];
        await keep(first, ...runs);
        const exported = await first.export();
        const { runs: written } = JSON.parse(await exported.text());
        expect(written).toHaveLength(3);
        factory = new IDBFactory();
        const second = tab();
        await keep(second, saved("b", { answer: "mine" }));
        expect(await second.import(exported)).toBe(2);
        expect((await listed(second))?.toSorted()).toEqual(["a", "b", "c"]);
        expect((await second.load("b"))?.answer).toBe("mine");
        const third = tab();
        expect(await third.load("a")).toEqual(await first.load("a"));
        expect(await third.load("c")).toEqual(await first.load("c"));
        expect(await second.import(exported)).toBe(0);
    });

    test("an empty one is one as well", async () => {
        expect(await tab().import(await tab().export())).toBe(0);
    });

    test.each([
        ["no JSON", "[", { reason: "json" }],
        ["something else", '{"steps":[]}', { reason: "format" }],
        ["null", "null", { reason: "format" }],
        ["a newer one", '{"format":"smacs-history","version":2,"runs":[]}', { reason: "version" }],
        [
            "one with a damaged question",
            JSON.stringify({
                format: "smacs-history",
                version: 1,
                runs: [
                    { ...saved("a"), changedAt: 1, size: 1 },
                    { ...saved("b"), changedAt: "?", size: 1 },
                ],
            }),
            { reason: "run", at: 2 },
        ],
    ])("%s is refused, and nothing changes", async (_, text, why) => {
        const history = tab();
        await expect(history.import(file(text))).rejects.toMatchObject(why);
        expect(await listed(history)).toEqual([]);
    });

    test("is taken over whole or not at all", async () => {
        const first = tab();
        await keep(first, saved("a"), saved("b"));
        const exported = await first.export();
        factory = new IDBFactory();
        const second = tab();
        const full = failing("QuotaExceededError");
        await expect(second.import(exported)).rejects.toThrow(DOMException);
        expect(second.problem.value).toBe("full");
        expect(await listed(second)).toEqual([]);
        full.mockRestore();
        expect(await second.import(exported)).toBe(2);
        expect(second.problem.value).toBeUndefined();
    });
});
