// Whole calls over HTTP, against the server that misbehaves. Waits are twenty times shorter than in the page.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CallRequest, type CallTools, type CallUpdate, call, createCallTools } from "../../src/engine/call.ts";
import type { Clock } from "../../src/engine/clock.ts";
import { Failure } from "../../src/engine/failure.ts";
import { probe } from "../../src/engine/probe.ts";
import { startServer } from "../server.mjs";
import { logprobOf, tokensOf } from "../speak.mjs";

const hurry = 20;
const clock: Clock = {
    now: () => performance.now() * hurry,
    after(ms, run) {
        const timer = setTimeout(run, ms / hurry);
        return () => clearTimeout(timer);
    },
};

let server: Awaited<ReturnType<typeof startServer>>;
let tools: CallTools;
let updates: CallUpdate[];

beforeAll(async () => {
    server = await startServer({ pause: 1 });
});
afterAll(() => server.close());
beforeEach(() => {
    tools = createCallTools({ clock, random: () => 0.5 });
    updates = [];
    server.requests.splice(0);
});

const text = "Made-up text for tests, from m. No model has read the question.\n".repeat(4);
const begun = text.slice(0, 72);
const patience = { first: 60_000, idle: 60_000, total: 240_000 };

interface Options {
    params?: CallRequest["params"];
    patience?: Partial<CallRequest["patience"]>;
    provider?: string;
    signal?: AbortSignal;
    key?: string;
    onUpdate?: (update: CallUpdate) => void;
}

const modelOf = (fault: string) => (fault === "" ? "m" : `m!${fault}`);

function ask(fault: string, options: Options = {}) {
    const { params = {}, provider, signal = new AbortController().signal, key = "" } = options;
    const request: CallRequest = {
        endpoint: { base: `${server.url}/v1`, key, ...(provider ? { provider } : {}) },
        model: modelOf(fault),
        messages: [{ role: "user", content: "Why?" }],
        params,
        patience: { ...patience, ...options.patience },
    };
    const onUpdate = options.onUpdate ?? ((update: CallUpdate) => void updates.push(update));
    return call(request, signal, onUpdate, tools);
}

async function failing(fault: string, options: Options = {}): Promise<Failure> {
    const error: unknown = await ask(fault, options).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Failure);
    return error as Failure;
}

const phases = () => updates.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
const bodies = () => server.requests.map(({ body }) => body);

describe("a call", () => {
    test("gives the answer, its tokens and its times, and tells how it stands", async () => {
        const completion = await ask("");
        expect(completion).toMatchObject({ text, reasoning: "", finish: "stop", dropped: [] });
        expect(completion.usage).toEqual({ input: 20, output: tokensOf(text).length, basis: "actual" });
        expect(completion.first_ms).toBeLessThanOrEqual(completion.ms);
        expect(completion).not.toHaveProperty("mean_logprob");
        expect(phases()).toEqual(["queued", "waiting", "streaming"]);
        expect(text.startsWith(updates.at(-1)?.text ?? "no")).toBe(true);
    });

    test("sends only the headers that every preflight lets through", async () => {
        await ask("", { key: "k" });
        const headers = server.requests[0]?.headers ?? {};
        expect(headers.authorization).toBe("Bearer k");
        expect(Object.keys(headers).filter((name) => name.startsWith("x-"))).toEqual([]);
    });

    test("reads an answer in one piece", async () => {
        expect(await ask("whole")).toMatchObject({ text, finish: "stop", usage: { basis: "actual" } });
        expect(tools.capabilities.get(`${server.url}/v1`, "m!whole")?.streaming).toBe(false);
    });

    test.each([
        ["no-done", "stop"],
        ["no-end", "unannounced"],
    ])("bears a stream with %s", async (fault, finish) => {
        expect(await ask(fault)).toMatchObject({ text: begun, finish });
    });

    test.each(["reasons", "reasons-twice", "thinks"])("keeps thoughts apart: %s", async (fault) => {
        expect(await ask(fault)).toMatchObject({ text, reasoning: "Let me see." });
    });

    test("says that the limit cut it", async () => {
        const completion = await ask("", { params: { max_tokens: 3 } });
        expect(completion).toMatchObject({ text: text.slice(0, 12), finish: "length" });
    });

    test("takes the price that a service reports", async () => {
        const usage = async (provider: string) => (await ask("cost", { provider })).usage;
        expect(await usage("openrouter")).toMatchObject({ cost: 0.00042, output: 380, basis: "actual" });
        expect((await usage("xai")).cost).toBeCloseTo(0.00042);
        expect(await usage("custom")).not.toHaveProperty("cost");
    });

    test("estimates tokens that were not counted, and says so", async () => {
        const { usage } = await ask("no-usage");
        expect(usage).toEqual({ input: 1, output: text.length / 4, basis: "estimated" });
    });

    test("speaks Anthropic's format", async () => {
        const options = { provider: "anthropic", key: "k", params: { max_tokens: 1000 } };
        expect(await ask("", options)).toMatchObject({
            text,
            finish: "stop",
            usage: { input: 20, output: tokensOf(text).length, basis: "actual" },
        });
        const { url, headers } = server.requests[0] ?? {};
        expect(url).toBe("/v1/messages");
        expect(headers).toMatchObject({ "x-api-key": "k", "anthropic-dangerous-direct-browser-access": "true" });
        expect(headers).not.toHaveProperty("authorization");
        expect(await ask("reasons", options)).toMatchObject({ text, reasoning: "Hm." });
        expect((await failing("auth", options)).kind).toBe("auth");
        expect((await failing("overloaded-in-200", options)).kind).toBe("rate-limit");
    });
});

describe("log-probabilities", () => {
    const params = { logprobs: true };
    const expected = tokensOf(text).map(logprobOf);
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;

    test.each(["", "logprobs-arrays", "logprobs-sentinels", "thinks"])(
        "are averaged over the answer: %s",
        async (fault) => {
            const completion = await ask(fault, { params });
            expect(completion.mean_logprob).toBeCloseTo(mean);
            expect(completion.logprob_tokens).toBe(expected.length);
        },
    );

    test("that never come are no reason to fail", async () => {
        expect(await ask("ignores-logprobs", { params })).not.toHaveProperty("mean_logprob");
        expect(tools.capabilities.get(`${server.url}/v1`, "m!ignores-logprobs")?.logprobs).toBe(false);
    });
});

describe("a refused field", () => {
    test.each([
        ["no-logprobs", { logprobs: true }, "logprobs"],
        ["no-logprobs-unnamed", { logprobs: true }, "logprobs"],
        ["no-stream-options", {}, "stream_options"],
        ["no-seed", { seed: 7 }, "seed"],
        ["no-temperature", { temperature: 0.7 }, "temperature"],
    ])("is left out once and for all: %s", async (fault, params, field) => {
        expect(await ask(fault, { params })).toMatchObject({ text, dropped: [field] });
        expect(bodies().map((body) => field in body)).toEqual([true, false]);
        expect(await ask(fault, { params })).toMatchObject({ text, dropped: [field] });
        expect(bodies()).toHaveLength(3);
        expect(phases()).not.toContain("backing-off");
    });

    test("that bounds the cost is respelt", async () => {
        expect(await ask("no-max-tokens", { params: { max_tokens: 3 } })).toMatchObject({
            finish: "length",
            dropped: [],
        });
        expect(bodies().map((body) => body.max_completion_tokens)).toEqual([undefined, 3]);
    });
});

describe("a probe", () => {
    const look = (fault: string) =>
        probe({ base: `${server.url}/v1`, key: "" }, modelOf(fault), new AbortController().signal, tools);

    test("asks for one token, once", async () => {
        expect(await look("")).toMatchObject({ logprobs: true, streaming: true, usage: true });
        await look("");
        expect(bodies()).toMatchObject([{ max_tokens: 1, logprobs: true }]);
    });

    test.each([
        ["no-logprobs", { logprobs: false, refused: ["logprobs"] }],
        ["ignores-logprobs", { logprobs: false, refused: [] }],
        ["empty", { streaming: true, refused: [] }],
    ])("finds out about %s", async (fault, found) => {
        expect(await look(fault)).toMatchObject(found);
    });

    test("fails as a call does", async () => {
        await expect(look("auth")).rejects.toMatchObject({ kind: "auth" });
    });
});

describe("what may pass by itself is tried again", () => {
    test.each(["rate-limit-once", "server-once", "reset-once", "overloaded-first-in-200"])("%s", async (fault) => {
        expect(await ask(fault)).toMatchObject({ text });
        expect(bodies()).toHaveLength(2);
        expect(phases()).toEqual(["queued", "waiting", "backing-off", "queued", "waiting", "streaming"]);
        const waiting = updates.find(({ phase }) => phase === "backing-off");
        expect(waiting?.retryAt).toBeGreaterThan(0);
    });

    test("after as long as the server asks", async () => {
        const start = clock.now();
        expect(await ask("rate-limit-once-after")).toMatchObject({ text });
        expect(clock.now() - start).toBeGreaterThanOrEqual(990);
    });

    test.each([
        ["rate-limit", "rate-limit"],
        ["server", "server"],
        ["reset", "network"],
    ])("at most three times: %s", async (fault, kind) => {
        expect((await failing(fault)).kind).toBe(kind);
        expect(bodies()).toHaveLength(3);
    });

    test("and holds back the others at the endpoint after too many requests", async () => {
        const first = failing("rate-limit");
        await expect.poll(() => updates.at(-1)?.phase, { interval: 2 }).toBe("backing-off");
        const retryAt = updates.at(-1)?.retryAt ?? 0;
        let sentAt = 0;
        const onUpdate = ({ phase }: CallUpdate) => {
            sentAt ||= phase === "waiting" ? clock.now() : 0;
        };
        await ask("", { onUpdate });
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
        const failure = await failing(fault);
        expect([failure.kind, failure.status]).toEqual([kind, status]);
        expect(failure.partial).toEqual({ text: "", reasoning: "" });
        expect(bodies()).toHaveLength(1);
    });

    test.each([
        ["error-in-200", "server", "The provider gave up."],
        ["error-object-in-200", "server", "The engine died."],
        ["error-finish-in-200", "server", ""],
        ["garbage-in-stream", "bad-response", "{not json"],
        ["broken", "network", ""],
    ])("and never asked again once text has come, which stays: %s", async (fault, kind, message) => {
        const failure = await failing(fault);
        expect([failure.kind, failure.message, failure.partial?.text]).toEqual([kind, message, begun]);
        expect(bodies()).toHaveLength(1);
    });

    test("with the wait that the server asks for and the row of the endpoint", async () => {
        expect(await failing("rate-limit-after", { provider: "groq" })).toMatchObject({
            retryAfter: 1000,
            provider: "groq",
        });
    });
});

describe("patience", () => {
    test.each([
        ["no-headers", "first", ""],
        ["silent", "first", ""],
        ["stalls", "idle", begun],
    ])("ends with %s", async (fault, which, partial) => {
        const failure = await failing(fault, { patience: { first: 8000, idle: 8000 } });
        expect([failure.kind, failure.which, failure.partial?.text]).toEqual(["timeout", which, partial]);
        expect(bodies()).toHaveLength(1);
    });

    test("ends with an answer that never does", async () => {
        const failure = await failing("drip", { patience: { total: 6000 } });
        expect([failure.kind, failure.which]).toEqual(["timeout", "total"]);
        expect(failure.partial?.text).toMatch(/^\.{5,}$/);
    });
});

describe("a stop ends it at once", () => {
    /** Stops when the call has come to this phase, and says how long that took to take effect, in ms. */
    async function stopIn(phase: CallUpdate["phase"], fault: string) {
        const stop = new AbortController();
        const failing_ = failing(fault, { signal: stop.signal });
        await expect.poll(() => updates.at(-1)?.phase, { interval: 2 }).toBe(phase);
        const start = performance.now();
        stop.abort();
        const failure = await failing_;
        expect(failure.kind).toBe("cancelled");
        expect(performance.now() - start).toBeLessThan(200);
        return failure;
    }

    test("while it waits for its turn", async () => {
        tools.limiters.setSequential(true);
        const first = new AbortController();
        const running = failing("drip", { signal: first.signal });
        await expect.poll(() => updates.at(-1)?.phase).toBe("streaming");
        const stop = new AbortController();
        const queued = failing("", { signal: stop.signal });
        stop.abort();
        expect((await queued).kind).toBe("cancelled");
        expect(bodies()).toHaveLength(1);
        first.abort();
        expect((await running).kind).toBe("cancelled");
        expect(await ask("")).toMatchObject({ text });
    });

    test("while it waits for another attempt", async () => {
        await stopIn("backing-off", "rate-limit");
        expect(bodies()).toHaveLength(1);
    });

    test("while it waits for a reply or a first word", async () => {
        await stopIn("waiting", "no-headers");
        updates = [];
        await stopIn("waiting", "silent");
    });

    test("while text comes, which stays", async () => {
        const failure = await stopIn("streaming", "endless");
        expect(failure.partial?.text).not.toBe("");
    });

    test("before it began", async () => {
        expect((await failing("", { signal: AbortSignal.abort() })).kind).toBe("cancelled");
        expect(bodies()).toHaveLength(0);
    });
});

test("one call at a time where the endpoint is to be spared", async () => {
    tools.limiters.setSequential(true);
    let running = 0;
    let most = 0;
    const one = async () => {
        let waiting = 0;
        await ask("", {
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
