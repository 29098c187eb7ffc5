import type { Patience } from "smacs/wire";
import { describe, expect, test } from "vitest";
import type { CallUpdate } from "../../src/engine/call.ts";
import { begun, CallBench, clock, hurry, text } from "../call-bench.ts";
import type { FakeClock } from "../fake-clock.ts";

const bench = new CallBench();
const inPhase = (phase: CallUpdate["phase"]) =>
    expect.poll(() => bench.updates.at(-1)?.phase, { interval: 2 }).toBe(phase);

/** The failure of a call whose patience runs out once `there` holds, and not before. */
async function waitOut(fault: string, which: keyof Patience, there: (clock: FakeClock) => unknown) {
    const still = bench.stopClock();
    const failing = bench.failing(fault, { patience: { [which]: 60_000 } });
    await expect.poll(() => there(still), { interval: 2 }).toBe(true);
    await still.advance(60_000);
    return failing;
}
const asked = () => bench.bodies().length === 1;
/** Comments came, which are no reason to wait longer. */
const keptAlive = () => (bench.server?.counts.comments ?? 0) > 2;
/** The text that has been told, which is done in beats. */
const textSoFar = async (clock: FakeClock) => {
    await clock.advance(10);
    return bench.updates.at(-1)?.text ?? "";
};

describe("what may pass by itself is tried again", () => {
    test.each(["rate-limit-once", "server-once", "reset-once", "overloaded-first-in-200"])("%s", async (fault) => {
        expect(await bench.ask(fault)).toMatchObject({ text });
        expect(bench.bodies()).toHaveLength(2);
        expect(bench.phases()).toEqual(["queued", "waiting", "backing-off", "queued", "waiting", "streaming"]);
        const waiting = bench.updates.find(({ phase }) => phase === "backing-off");
        expect(waiting?.retryAt).toBeGreaterThan(0);
    });

    test("after as long as the server asks", async () => {
        const still = bench.stopClock();
        const asking = bench.ask("rate-limit-once-after");
        await inPhase("backing-off");
        await still.advance(999);
        expect(bench.updates.at(-1)?.phase).toBe("backing-off");
        await still.advance(1);
        expect(await asking).toMatchObject({ text });
        expect(bench.bodies()).toHaveLength(2);
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
        await inPhase("backing-off");
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
        // Node's name for it; browsers say nothing.
        ["broken", "network", "UND_ERR_SOCKET"],
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
    const silent = await waitOut("silent", "first", keptAlive);
    expect(silent.usage).toEqual({ basis: "unknown" });
    const early = await bench.failing("", { signal: AbortSignal.abort() });
    expect(early.usage).toBeUndefined();
});

describe("patience", () => {
    test.each<[string, keyof Patience, string, (clock: FakeClock) => unknown]>([
        ["no-headers", "first", "", asked],
        ["silent", "first", "", keptAlive],
        ["stalls", "idle", begun, async (clock) => (await textSoFar(clock)) === begun && keptAlive()],
    ])("ends with %s", async (fault, which, partial, there) => {
        const failure = await waitOut(fault, which, there);
        expect([failure.kind, failure.which, failure.partial?.text]).toEqual(["timeout", which, partial]);
        expect(bench.bodies()).toHaveLength(1);
    });

    test("ends with an answer that never does", async () => {
        const failure = await waitOut("drip", "total", async (clock) => (await textSoFar(clock)).length >= 5);
        expect([failure.kind, failure.which]).toEqual(["timeout", "total"]);
        expect(failure.partial?.text).toMatch(/^\.{5,}$/);
    });
});

describe("a stop ends it at once", () => {
    /**
     * Stops when the call has come to this phase, while its clock stands: no patience or wait of its own can end it.
     */
    async function stopIn(phase: CallUpdate["phase"], fault: string) {
        bench.stopClock();
        const stop = new AbortController();
        const failing = bench.failing(fault, { signal: stop.signal });
        await inPhase(phase);
        stop.abort();
        const failure = await failing;
        expect(failure.kind).toBe("cancelled");
        return failure;
    }

    test("while it waits for its turn", async () => {
        bench.tools.limiters.setSequential(true);
        const first = new AbortController();
        const running = bench.failing("drip", { signal: first.signal });
        await inPhase("streaming");
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

test("a model that is overloaded holds up no other of its endpoint", async () => {
    bench.stopClock();
    const stop = new AbortController();
    const failing = bench.failing("overloaded", { signal: stop.signal });
    await inPhase("backing-off");
    expect(await bench.ask("")).toMatchObject({ text });
    stop.abort();
    expect((await failing).kind).toBe("cancelled");
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
