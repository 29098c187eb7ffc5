import { describe, expect, test } from "vitest";
import type { CallUpdate } from "../../src/engine/call.ts";
import { begun, CallBench, clock, hurry, text } from "../call-bench.ts";

const bench = new CallBench();

describe("what may pass by itself is tried again", () => {
    test.each(["rate-limit-once", "server-once", "reset-once", "overloaded-first-in-200"])("%s", async (fault) => {
        expect(await bench.ask(fault)).toMatchObject({ text });
        expect(bench.bodies()).toHaveLength(2);
        expect(bench.phases()).toEqual(["queued", "waiting", "backing-off", "queued", "waiting", "streaming"]);
        const waiting = bench.updates.find(({ phase }) => phase === "backing-off");
        expect(waiting?.retryAt).toBeGreaterThan(0);
    });

    test("after as long as the server asks", async () => {
        const start = clock.now();
        expect(await bench.ask("rate-limit-once-after")).toMatchObject({ text });
        expect(clock.now() - start).toBeGreaterThanOrEqual(990);
    });

    test.each([
        ["rate-limit", "rate-limit"],
        ["server", "server"],
        ["reset", "network"],
    ])("at most three times: %s", async (fault, kind) => {
        expect((await bench.failing(fault)).kind).toBe(kind);
        expect(bench.bodies()).toHaveLength(3);
    });

    test("and holds back the others at the endpoint after too many requests", async () => {
        const first = bench.failing("rate-limit");
        await expect.poll(() => bench.updates.at(-1)?.phase, { interval: 2 }).toBe("backing-off");
        const retryAt = bench.updates.at(-1)?.retryAt ?? 0;
        let sentAt = 0;
        const onUpdate = ({ phase }: CallUpdate) => {
            sentAt ||= phase === "waiting" ? clock.now() : 0;
        };
        await bench.ask("", { onUpdate });
        expect(sentAt).toBeGreaterThan(retryAt - hurry);
        expect((await first).kind).toBe("rate-limit");
    });
});

describe("what does not pass is told at once", () => {
    test.each([
        ["auth", "auth", 401],
        ["credit", "credit", 402],
        ["refused", "refused", 403],
        ["unknown-model", "unknown-model", 404],
        ["filtered", "refused", undefined],
        ["empty", "empty", undefined],
        ["no-choices", "empty", undefined],
        ["garbage", "bad-response", 200],
        ["html", "bad-response", 200],
    ])("%s", async (fault, kind, status) => {
        const failure = await bench.failing(fault);
        expect([failure.kind, failure.status]).toEqual([kind, status]);
        expect(failure.partial).toEqual({ text: "", reasoning: "" });
        expect(bench.bodies()).toHaveLength(1);
    });

    test.each([
        ["error-in-200", "server", "The provider gave up."],
        ["error-object-in-200", "server", "The engine died."],
        ["error-finish-in-200", "server", ""],
        ["garbage-in-stream", "bad-response", "{not json"],
        ["broken", "network", ""],
    ])("and never asked again once text has come, which stays: %s", async (fault, kind, message) => {
        const failure = await bench.failing(fault);
        expect([failure.kind, failure.message, failure.partial?.text]).toEqual([kind, message, begun]);
        expect(bench.bodies()).toHaveLength(1);
    });

    test("with the wait that the server asks for and the row of the endpoint", async () => {
        expect(await bench.failing("rate-limit-after", { provider: "groq" })).toMatchObject({
            retryAfter: 1000,
            provider: "groq",
        });
    });
});

test("what is billed all the same is told, as well as it is known", async () => {
    const usage = async (fault: string) => (await bench.failing(fault)).usage;
    expect(await usage("error-in-200")).toEqual({ input: 1, output: Math.ceil(begun.length / 4), basis: "estimated" });
    expect(await usage("empty")).toMatchObject({ input: 20, basis: "actual" });
    expect(await usage("auth")).toBeUndefined();
    const silent = await bench.failing("silent", { patience: { first: 8000 } });
    expect(silent.usage).toEqual({ basis: "unknown" });
    const early = await bench.failing("", { signal: AbortSignal.abort() });
    expect(early.usage).toBeUndefined();
});

describe("patience", () => {
    test.each([
        ["no-headers", "first", ""],
        ["silent", "first", ""],
        ["stalls", "idle", begun],
    ])("ends with %s", async (fault, which, partial) => {
        const failure = await bench.failing(fault, { patience: { first: 8000, idle: 8000 } });
        expect([failure.kind, failure.which, failure.partial?.text]).toEqual(["timeout", which, partial]);
        expect(bench.bodies()).toHaveLength(1);
    });

    test("ends with an answer that never does", async () => {
        const failure = await bench.failing("drip", { patience: { total: 6000 } });
        expect([failure.kind, failure.which]).toEqual(["timeout", "total"]);
        expect(failure.partial?.text).toMatch(/^\.{5,}$/);
    });
});

describe("a stop ends it at once", () => {
    /** Stops when the call has come to this phase, and says how long that took to take effect, in ms. */
    async function stopIn(phase: CallUpdate["phase"], fault: string) {
        const stop = new AbortController();
        const failing_ = bench.failing(fault, { signal: stop.signal });
        await expect.poll(() => bench.updates.at(-1)?.phase, { interval: 2 }).toBe(phase);
        const start = performance.now();
        stop.abort();
        const failure = await failing_;
        expect(failure.kind).toBe("cancelled");
        expect(performance.now() - start).toBeLessThan(200);
        return failure;
    }

    test("while it waits for its turn", async () => {
        bench.tools.limiters.setSequential(true);
        const first = new AbortController();
        const running = bench.failing("drip", { signal: first.signal });
        await expect.poll(() => bench.updates.at(-1)?.phase).toBe("streaming");
        const stop = new AbortController();
        const queued = bench.failing("", { signal: stop.signal });
        stop.abort();
        expect((await queued).kind).toBe("cancelled");
        expect(bench.bodies()).toHaveLength(1);
        first.abort();
        expect((await running).kind).toBe("cancelled");
        expect(await bench.ask("")).toMatchObject({ text });
    });

    test("while it waits for another attempt", async () => {
        await stopIn("backing-off", "rate-limit");
        expect(bench.bodies()).toHaveLength(1);
    });

    test("while it waits for a reply or a first word", async () => {
        await stopIn("waiting", "no-headers");
        bench.updates = [];
        await stopIn("waiting", "silent");
    });

    test("while text comes, which stays", async () => {
        const failure = await stopIn("streaming", "endless");
        expect(failure.partial?.text).not.toBe("");
    });

    test("before it began", async () => {
        expect((await bench.failing("", { signal: AbortSignal.abort() })).kind).toBe("cancelled");
        expect(bench.bodies()).toHaveLength(0);
    });
});

test("one call at a time where the endpoint is to be spared", async () => {
    bench.tools.limiters.setSequential(true);
    let running = 0;
    let most = 0;
    const one = async () => {
        let waiting = 0;
        await bench.ask("", {
            onUpdate: ({ phase }) => {
                if (phase === "waiting" && waiting++ === 0) {
                    most = Math.max(most, ++running);
                }
            },
        });
        running--;
    };
    await Promise.all([one(), one(), one()]);
    expect(most).toBe(1);
});
