// The host that ask uses by default, call by call, against a server that speaks and misbehaves as real ones do.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Failure, fetchHost } from "smacs";
import { realClock } from "smacs/wire";
import { testPatience, until } from "../../tests/patience.mjs";
import { askBench, hastyClock, key, question } from "./ask-support.mjs";

/** A clock that only `tick` moves. */
function clockByHand() {
    let now = 0;
    const waiting = new Set();
    const after = (ms, run) => {
        const timer = { at: now + ms, run };
        waiting.add(timer);
        return () => waiting.delete(timer);
    };
    const tick = (ms) => {
        now += ms;
        for (const timer of [...waiting].filter(({ at }) => at <= now)) {
            waiting.delete(timer);
            timer.run();
        }
    };
    return { clock: { now: () => now, after }, tick };
}

describe("the default host", { timeout: testPatience }, () => {
    const bench = askBench();
    const { serve, pool } = bench;
    const { clock, waits } = hastyClock();
    /** Lets everything go on that waits for nothing but its turn. */
    const turns = async () => {
        for (let n = 0; n < 20; n++) {
            await turn();
        }
    };
    /** One call, straight. */
    const call = (
        fault,
        { more = {}, params = {}, options = {}, signal = new AbortController().signal, onText } = {},
    ) => {
        const host = fetchHost(pool({ ada: fault }, more), { clock, ...options });
        const action = {
            type: "call",
            call: 0,
            role: "reference",
            member: "ada",
            subset: null,
            messages: [{ role: "user", content: question }],
            params: { temperature: null, max_tokens: 100, logprobs: false, ...params },
        };
        return host.call(action, signal, onText);
    };

    /** Kind of failure for each way to misbehave, and how many requests that took. */
    const failures = {
        "rate-limit": ["rate-limit", 3],
        server: ["server", 3],
        auth: ["auth", 1],
        credit: ["credit", 1],
        refused: ["refused", 1],
        "unknown-model": ["unknown-model", 1],
        reset: ["network", 3],
        garbage: ["bad-response", 1],
        html: ["bad-response", 1],
        "no-choices": ["empty", 1],
        empty: ["empty", 1],
        filtered: ["refused", 1],
        "error-in-200": ["server", 1],
        "error-object-in-200": ["server", 1],
        "error-finish-in-200": ["server", 1],
        "garbage-in-stream": ["bad-response", 1],
        broken: ["network", 1],
    };
    const begun = new Set([
        "error-in-200",
        "error-object-in-200",
        "error-finish-in-200",
        "garbage-in-stream",
        "broken",
    ]);
    for (const [fault, [kind, requests]] of Object.entries(failures)) {
        test(`${fault} is ${kind}`, async () => {
            await serve();
            await assert.rejects(call(fault), (error) => {
                assert.ok(error instanceof Failure, String(error));
                assert.equal(error.kind, kind, error.message);
                assert.equal(error.partial?.text, begun.has(fault) ? '{"answer":"4"}' : undefined);
                return true;
            });
            assert.equal(bench.server.requests.length, requests);
        });
    }

    for (const [fault, requests] of Object.entries({
        "rate-limit-once": 2,
        "server-once": 2,
        "overloaded-first-in-200": 2,
        "no-done": 1,
        whole: 1,
        reasons: 1,
        "reasons-twice": 1,
        thinks: 1,
        "no-stream-options": 2,
        "no-max-tokens": 2,
    })) {
        test(`${fault} still brings the answer`, async () => {
            await serve();
            const { text, reasoning, finish } = await call(fault);
            assert.deepEqual(JSON.parse(text), { answer: "4" });
            assert.equal(finish, "stop");
            assert.equal(reasoning, /reasons|thinks/.test(fault) ? "Let me see." : undefined);
            assert.equal(bench.server.requests.length, requests);
        });
    }

    test("waits as long as the server asks, and not for ever", async () => {
        await serve();
        waits.length = 0;
        await call("rate-limit-once-after");
        assert.equal(waits.length, 1);
        assert.ok(waits[0] >= 990);
        const fetch = async () => new Response("{}", { status: 429, headers: { "retry-after": "100" } });
        await assert.rejects(call(undefined, { options: { fetch } }), { kind: "rate-limit" });
    });

    test("an end that was not announced is said, a limit that was reached too", async () => {
        await serve();
        assert.equal((await call("no-end")).finish, "unannounced");
        assert.equal((await call(undefined, { params: { max_tokens: 1 } })).finish, "length");
    });

    test("much more than was allowed is cut, long before 8 MiB", async () => {
        await serve();
        const line = `data: ${JSON.stringify({ choices: [{ delta: { content: "so ".repeat(10_000) } }] })}\n\n`;
        let sent = 0;
        const pull = (controller) => {
            sent++;
            controller.enqueue(new TextEncoder().encode(line));
        };
        const fetch = async () => new Response(new ReadableStream({ pull }));
        const { text, finish } = await call(undefined, { options: { fetch }, params: { max_tokens: 20_000 } });
        assert.equal(finish, "length");
        assert.equal(text.length, 16 * 20_000);
        assert.ok(sent < 20, `${sent} pieces of 30,000 characters`);
    });

    test("asks for log-probabilities and takes the mean over the answer", async () => {
        await serve();
        const logprobs = { params: { logprobs: true } };
        const { meanLogprob: mean } = await call(undefined, logprobs);
        assert.ok(mean < 0 && mean > -2);
        assert.equal((await call("logprobs-arrays", logprobs)).meanLogprob, mean);
        assert.equal((await call("logprobs-sentinels", logprobs)).meanLogprob, mean);
        assert.equal((await call("thinks", logprobs)).meanLogprob, mean);
        assert.equal((await call("no-logprobs", logprobs)).meanLogprob, undefined);
        assert.equal((await call("ignores-logprobs", logprobs)).meanLogprob, undefined);
    });

    test("gives up what says nothing, or nothing more", async () => {
        await serve();
        const encoder = new TextEncoder();
        const piece = (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
        /** Says one thing after the other, 40 ms apart; the call must end within the time of all. */
        const after = async (patience, said, headers = true) => {
            const { clock, tick } = clockByHand();
            let stream;
            const fetch = (_, { signal }) =>
                new Promise((resolve, reject) => {
                    signal.addEventListener("abort", () => (headers ? stream.error : reject)(signal.reason));
                    const body = new ReadableStream({
                        start(controller) {
                            stream = {
                                error: (reason) => controller.error(reason),
                                say: (text) => controller.enqueue(encoder.encode(text)),
                            };
                        },
                    });
                    if (headers) {
                        resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
                    }
                });
            let over = false;
            const calling = call(undefined, { options: { ...patience, fetch, clock } }).finally(() => {
                over = true;
            });
            calling.catch(() => {});
            for (const text of said) {
                assert.equal(over, false, `before ${text}`);
                await turns();
                stream.say(text);
                await turns();
                tick(40);
                await turns();
            }
            assert.equal(over, true);
            return calling;
        };
        const comment = ": still there\n\n";
        await assert.rejects(after({ first: 80 }, [comment, comment]), { kind: "timeout" });
        await assert.rejects(after({ first: 80 }, ["", ""], false), { kind: "timeout" });
        await assert.rejects(after({ first: 50, idle: 80 }, [piece("a"), piece("b"), comment]), (error) => {
            assert.equal(error.kind, "timeout");
            assert.equal(error.partial.text, "ab");
            return true;
        });
        await assert.rejects(after({ total: 120 }, [piece("a"), piece("b"), piece("c")]), { kind: "timeout" });
    });

    test("ends at once when it is aborted, also between attempts", async () => {
        await serve();
        for (const fault of ["silent", "drip", "no-headers", "rate-limit"]) {
            const stopping = new AbortController();
            const before = bench.server.requests.length;
            const asked = () => until(() => bench.server.requests.length > before);
            const sending = async (...request) => {
                const reply = fetch(...request);
                const begun = fault === "no-headers" ? asked() : reply;
                begun.then(() => setImmediate(() => stopping.abort()));
                return reply;
            };
            const options = { clock: realClock, fetch: sending };
            await assert.rejects(call(fault, { signal: stopping.signal, options }), { kind: "cancelled" });
        }
        await assert.rejects(call(undefined, { signal: AbortSignal.abort() }), { kind: "cancelled" });
    });

    test("usage is the server's, with its cost", async () => {
        await serve();
        // Thoughts that are counted beside the output are billed as output.
        assert.deepEqual((await call("cost")).usage, { input: 20, output: 380, cost: 0.00042 });
        assert.equal((await call("no-usage")).usage, undefined);
        await assert.rejects(call("auth"), { usage: { input: 0, output: 0, cost: 0 } });
    });

    test("cuts a key out of whatever the server says", async () => {
        await serve({ answers: () => `You sent ${key}, which is no answer.` });
        const more = { key: () => key };
        assert.equal((await call(undefined, { more })).text, "You sent [key], which is no answer.");
        const fetch = async () => Response.json({ error: { message: `bad key: ${key}` } }, { status: 401 });
        await assert.rejects(call(undefined, { options: { fetch } }), { kind: "auth", message: "bad key: [key]" });
    });

    test("reads events however they are cut", async () => {
        await serve();
        const event = (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}`;
        const said = `: hi\r\n${event("a")}\r\n\r\n${event("é")}\n\n${event("c")}\r\rdata: [DONE]\r\n\r\n`;
        const bytes = new TextEncoder().encode(said);
        for (const size of [1, 2, 3, 7, bytes.length]) {
            const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
                bytes.slice(at * size, (at + 1) * size),
            );
            const body = ReadableStream.from(pieces);
            const fetch = async () => new Response(body, { headers: { "content-type": "text/event-stream" } });
            assert.equal((await call(undefined, { options: { fetch } })).text, "aéc", `in pieces of ${size}`);
        }
    });
});
