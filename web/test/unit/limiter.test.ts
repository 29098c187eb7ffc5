import { Limiter } from "smacs/wire";
import { describe, expect, test } from "vitest";
import { createLimiters } from "../../src/engine/limiter.ts";
import { FakeClock, settle } from "../fake-clock.ts";

const never = new AbortController().signal;

/** Starts so many calls and notes the order in which they get their turn. */
function start(limiter: Limiter, count: number) {
    const order: number[] = [];
    const releases: (() => void)[] = [];
    const stops = Array.from({ length: count }, () => new AbortController());
    const calls = stops.map(async ({ signal }, index) => {
        const release = await limiter.acquire(signal);
        order.push(index);
        releases[index] = release;
    });
    return { order, releases, stops, calls };
}

describe("a limiter", () => {
    test("lets so many in at once, the others in their order", async () => {
        const { order, releases } = start(new Limiter(2), 5);
        await settle();
        expect(order).toEqual([0, 1]);
        releases[1]?.();
        releases[1]?.();
        await settle();
        expect(order).toEqual([0, 1, 2]);
        releases[0]?.();
        releases[2]?.();
        await settle();
        expect(order).toEqual([0, 1, 2, 3, 4]);
    });

    test("lets a caller leave the queue at once, without losing the turn", async () => {
        const { order, releases, stops, calls } = start(new Limiter(1), 3);
        await settle();
        stops[1]?.abort();
        await expect(calls[1]).rejects.toMatchObject({ name: "AbortError" });
        releases[0]?.();
        await settle();
        expect(order).toEqual([0, 2]);
    });

    test("loses no turn to a caller that leaves in the moment it comes", async () => {
        const { order, releases, stops, calls } = start(new Limiter(1), 3);
        await settle();
        releases[0]?.();
        stops[1]?.abort();
        await expect(calls[1]).rejects.toMatchObject({ name: "AbortError" });
        await settle();
        expect(order).toEqual([0, 2]);
    });

    test("refuses a caller that has left before", async () => {
        await expect(new Limiter(1).acquire(AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    });

    test("holds everybody back while it is paused, however the pause grows", async () => {
        const clock = new FakeClock();
        const limiter = new Limiter(2, clock);
        limiter.pause(1000);
        const { order } = start(limiter, 2);
        await clock.advance(900);
        limiter.pause(1000);
        limiter.pause(10);
        await clock.advance(900);
        expect(order).toEqual([]);
        await clock.advance(100);
        expect(order).toEqual([0, 1]);
    });

    test("gives its turn back when a caller leaves during a pause", async () => {
        const clock = new FakeClock();
        const limiter = new Limiter(1, clock);
        limiter.pause(1000);
        const { order, stops, calls } = start(limiter, 2);
        await settle();
        stops[0]?.abort();
        await expect(calls[0]).rejects.toMatchObject({ name: "AbortError" });
        await clock.advance(1000);
        expect(order).toEqual([1]);
    });
});

describe("limiters", () => {
    test("are one per origin", () => {
        const limiters = createLimiters();
        const limiter = limiters.of("https://a.example/v1", 2);
        expect(limiters.of("https://a.example/other/v1", 2)).toBe(limiter);
        expect(limiters.of("http://a.example/v1", 2)).not.toBe(limiter);
    });

    test("can be made to let in one at a time, and back", async () => {
        const limiters = createLimiters();
        const limiter = limiters.of("https://a.example/v1", 2);
        limiters.setSequential(true);
        const { order, releases } = start(limiter, 4);
        await settle();
        expect(order).toEqual([0]);
        releases[0]?.();
        await settle();
        expect(order).toEqual([0, 1]);
        limiters.setSequential(false);
        await settle();
        expect(order).toEqual([0, 1, 2]);
        const other = limiters.of("https://b.example/v1", 3);
        expect(await other.acquire(never)).toBeTypeOf("function");
    });

    test("take running calls into account when they become smaller", async () => {
        const limiters = createLimiters();
        const { order, releases } = start(limiters.of("https://a.example/v1", 2), 3);
        await settle();
        limiters.setSequential(true);
        releases[0]?.();
        await settle();
        expect(order).toEqual([0, 1]);
        releases[1]?.();
        await settle();
        expect(order).toEqual([0, 1, 2]);
    });
});
