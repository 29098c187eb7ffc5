// Which tab is at a run: by the browser's locks, and by records where it has none.
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHistoryStore } from "../../src/features/history/store.ts";
import {
    type ClaimRecords,
    createHeartbeatLocks,
    createTabLocks,
    type TabLocks,
} from "../../src/features/history/tab-locks.ts";
import { fakeLocks } from "../fake-locks.ts";

const kinds: Record<string, () => () => TabLocks> = {
    "the browser's locks": () => {
        const locks = fakeLocks();
        return () => createTabLocks(locks);
    },
    records: () => {
        const store = createHistoryStore(new IDBFactory(), () => {});
        return () => createHeartbeatLocks(store);
    },
};

describe.each(Object.keys(kinds))("by %s", (kind) => {
    let tab = () => createTabLocks(fakeLocks());
    beforeEach(() => {
        tab = kinds[kind]?.() ?? tab;
    });

    test("one tab at a time has a run, as often as it asks", async () => {
        const [here, there] = [tab(), tab()];
        expect(await Promise.all([here.claim("a"), here.claim("a")])).toEqual([true, true]);
        expect(await there.claim("a")).toBe(false);
        expect(await there.claim("b")).toBe(true);
        expect([here.holds("a"), there.holds("a"), here.holds("b"), there.holds("b")]).toEqual([
            true,
            false,
            false,
            true,
        ]);
        expect(await there.isHeld("a")).toBe(true);
        expect(await there.isHeld("c")).toBe(false);
    });

    test("who lets go can take it again at once, and so can another tab, a little later", async () => {
        const [here, there] = [tab(), tab()];
        await here.claim("a");
        here.release("a");
        expect(here.holds("a")).toBe(false);
        expect(await here.claim("a")).toBe(true);
        expect(await there.claim("a")).toBe(false);
        here.release("a");
        await expect.poll(() => there.isHeld("a")).toBe(false);
        expect(await there.claim("a")).toBe(true);
        expect(await here.claim("a")).toBe(false);
    });

    test("one that is let go before it was granted is free", async () => {
        const [here, there] = [tab(), tab()];
        const claiming = here.claim("a");
        here.release("a");
        await claiming;
        expect(here.holds("a")).toBe(false);
        await expect.poll(() => there.isHeld("a")).toBe(false);
        expect(await there.claim("a")).toBe(true);
    });

    test("a tab that is closed leaves nothing behind", async () => {
        const [here, there] = [tab(), tab()];
        await here.claim("a");
        await here.claim("b");
        here.dispose();
        await expect.poll(async () => [await there.isHeld("a"), await there.isHeld("b")]).toEqual([false, false]);
    });
});

test("where locks are forbidden, this tab has what it asks for", async () => {
    const refuse = async () => {
        throw new DOMException("no", "SecurityError");
    };
    const here = createTabLocks({ request: refuse, query: refuse });
    expect(await here.claim("a")).toBe(true);
    expect(await here.isHeld("a")).toBe(false);
});

describe("a record", () => {
    let records: ClaimRecords;
    beforeEach(() => {
        vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
        records = createHistoryStore(new IDBFactory(), () => {});
    });
    afterEach(() => {
        vi.useRealTimers();
    });

    test("is renewed as long as its tab lives, and counts for a while without", async () => {
        let frozen = false;
        const dying: ClaimRecords = { change: async (...change) => (frozen ? undefined : records.change(...change)) };
        const [here, there] = [createHeartbeatLocks(dying), createHeartbeatLocks(records)];
        expect(await here.claim("a")).toBe(true);
        for (let minute = 0; minute < 3; minute++) {
            vi.advanceTimersByTime(60_000);
            await expect.poll(() => there.isHeld("a")).toBe(true);
        }
        frozen = true;
        vi.advanceTimersByTime(60_000);
        expect(await there.claim("a")).toBe(false);
        vi.advanceTimersByTime(20_000);
        expect(await there.isHeld("a")).toBe(false);
        expect(await there.claim("a")).toBe(true);
        // The tab that froze comes back: it does not take the record away again.
        frozen = false;
        vi.advanceTimersByTime(6_000);
        await records.change("other", () => undefined);
        expect(await there.isHeld("a")).toBe(true);
        here.dispose();
        there.dispose();
    });

    test("that cannot be kept stands in nobody's way", async () => {
        const nowhere: ClaimRecords = {
            change: async () => {
                throw new DOMException("no", "QuotaExceededError");
            },
        };
        const here = createHeartbeatLocks(nowhere);
        expect(await here.claim("a")).toBe(true);
        expect(await here.isHeld("a")).toBe(true);
        expect(await createHeartbeatLocks(nowhere).isHeld("a")).toBe(false);
        here.release("a");
        expect(await here.isHeld("a")).toBe(false);
        expect(vi.getTimerCount()).toBe(0);
    });
});
