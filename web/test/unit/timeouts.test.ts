import { sleep, untilAborted, Watch } from "smacs/wire";
import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";

const patience = { first: 1000, idle: 100, total: 5000 };

describe("a watch", () => {
    function make() {
        const clock = new FakeClock();
        const outer = new AbortController();
        return { clock, outer, watch: new Watch(patience, outer.signal, clock) };
    }

    test("waits for the first word, then between words", async () => {
        const { clock, watch } = make();
        watch.sent();
        await clock.advance(999);
        expect(watch.signal.aborted).toBe(false);
        watch.progress();
        await clock.advance(99);
        watch.progress();
        await clock.advance(99);
        expect(watch.which).toBeUndefined();
        await clock.advance(1);
        expect([watch.which, watch.signal.aborted]).toEqual(["idle", true]);
    });

    test("starts no timer for each piece", async () => {
        const { clock, watch } = make();
        let timers = 0;
        const { after } = clock;
        clock.after = (...wait) => {
            timers++;
            return after.apply(clock, wait);
        };
        watch.sent();
        for (let at = 0; at < 450; at++) {
            watch.progress();
            await clock.advance(10);
        }
        expect(watch.which).toBeUndefined();
        expect(timers).toBeLessThan(60);
        await clock.advance(90);
        expect(watch.which).toBe("idle");
    });

    test("ends a call that never says anything", async () => {
        const { clock, watch } = make();
        watch.sent();
        await clock.advance(1000);
        expect(watch.which).toBe("first");
    });

    test("ends one that never ends, over all attempts, but does not count the time before the first", async () => {
        const { clock, watch } = make();
        await clock.advance(10_000);
        expect(watch.which).toBeUndefined();
        watch.sent();
        await clock.advance(900);
        watch.rest();
        await clock.advance(3000);
        watch.sent();
        for (let at = 3900; at < 4950; at += 50) {
            watch.progress();
            await clock.advance(50);
        }
        expect(watch.which).toBeUndefined();
        watch.progress();
        await clock.advance(50);
        expect(watch.which).toBe("total");
    });

    test("fires with the outer signal, and no more once it is stopped", async () => {
        const { clock, outer, watch } = make();
        watch.sent();
        watch.stop();
        await clock.advance(100_000);
        expect(watch.signal.aborted).toBe(false);
        outer.abort();
        expect([watch.signal.aborted, watch.which]).toEqual([true, undefined]);
    });
});

describe("waiting", () => {
    test("ends at once when it is aborted", async () => {
        const clock = new FakeClock();
        const stop = new AbortController();
        const waiting = sleep(clock, 1000, stop.signal);
        stop.abort();
        await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
        await expect(sleep(clock, 1, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    });

    test("for what comes takes over its value or error", async () => {
        const { signal } = new AbortController();
        expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
        await expect(untilAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
        await expect(untilAborted(Promise.reject(new Error("no")), AbortSignal.abort())).rejects.not.toThrow("no");
    });
});
