// What is read in replies: the table that the command's tests read, too, and streams without end, made as they are
// read.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, mock, test } from "node:test";
import {
    asFailure,
    Collector,
    delayAfter,
    failureOfResponse,
    failureText,
    failureWithoutKey,
    limitsFor,
    openAnswer,
    readStream,
    refusedFields,
    textsWithoutKey,
} from "smacs/wire";

const table = readFileSync(new URL("../../tests/golden/wire.jsonl", import.meta.url), "utf8");
const cases = table
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

const request = { url: "http://localhost/v1/chat/completions", headers: {}, body: {} };

/** The Failure that a promise rejects with. */
const failing = (promise) =>
    promise.then(
        () => assert.fail("it did not fail"),
        (error) => asFailure(error),
    );

/** What a response comes to, read through to its end. */
async function answerOf(response, wire = "openai", onEvent = () => {}, limits = undefined) {
    const fetch = async () => response;
    const { events } = await openAnswer(
        request,
        { wire, cost: undefined, limits },
        new AbortController().signal,
        fetch,
    );
    const collector = new Collector();
    for await (const event of events) {
        collector.add(event);
        onEvent(event);
    }
    return collector.answer();
}

test("too much to do is told from too many requests", () => {
    for (const [status, message, words] of [
        [503, "The model is overloaded.", "the service is overloaded"],
        [529, "Overloaded", "the service is overloaded"],
        [503, "Too many requests", "the service is overloaded"],
        [429, "The engine is currently overloaded", "the service is overloaded"],
        [429, "Service tier capacity exceeded for this model.", "the service is overloaded"],
        [429, "Rate limit reached for requests", "too many requests"],
        [429, "You exceeded the capacity of your plan", "too many requests"],
        [503, "Upgrading", "the service has a problem"],
    ]) {
        const failure = failureOfResponse(status, JSON.stringify({ error: { message } }));
        assert.equal(failureText(failure), `${words} ("${message}", HTTP ${status})`);
    }
    assert.equal(failureText(failureOfResponse(429, "")), "too many requests (HTTP 429)");
});

describe("the table of both wires", () => {
    before(() => mock.method(Date, "now", () => Date.UTC(2026, 10, 30, 12)));
    after(() => mock.restoreAll());

    const read = ({ status, headers, body, wire, stream }) => {
        const type = stream ? "text/event-stream" : "application/json";
        return answerOf(new Response(body, { status, headers: { "content-type": type, ...headers } }), wire);
    };

    /** All that a failure may be asked for, by the table's names. */
    const told = (failure) => ({
        fail: failure.kind,
        message: failure.message,
        again: delayAfter(1, failure, 0.5) !== undefined,
        wait_ms: failure.retryAfter ?? 0,
        refused: refusedFields(failure, ["logprobs", "temperature", "max_tokens"]),
    });

    const answered = (answer) => ({ ...answer, model: answer.served ?? "" });

    for (const entry of cases) {
        const { name, key = "", want } = entry;
        test(name, async () => {
            const found =
                "text" in want
                    ? answered(textsWithoutKey(await read(entry), key))
                    : told(failureWithoutKey(await failing(read(entry)), key));
            assert.deepEqual(Object.fromEntries(Object.keys(want).map((field) => [field, found[field]])), want);
        });
    }
});

test("what is no reply is told as it came, but for a page", async () => {
    for (const [status, body, message = body] of [
        [200, '{"success":false,"message":"invalid token"}'],
        [200, '{"error":["bad","worse"]}'],
        [202, '{"status":"queued"}'],
        [200, "no healthy upstream"],
        [200, "<html>Sign in</html>", ""],
    ]) {
        const failure = await failing(answerOf(new Response(body, { status })));
        assert.deepEqual([failure.kind, failure.message], ["bad-response", message]);
    }
});

/** A stream that is made as it is read: `piece` so many times, and whether the reader closed it. */
function streamOf(piece, times) {
    const bytes = new TextEncoder().encode(piece);
    const stream = { sent: 0, closed: false };
    stream.body = new ReadableStream(
        {
            pull(controller) {
                if (stream.sent === times) {
                    controller.close();
                } else {
                    stream.sent++;
                    controller.enqueue(bytes);
                }
            },
            cancel() {
                stream.closed = true;
            },
        },
        { highWaterMark: 0 },
    );
    return stream;
}

const delta = (fields) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: fields, finish_reason: null }] })}\n\n`;
const stream = (body) => new Response(body, { headers: { "content-type": "text/event-stream" } });

describe("replies without end", () => {
    /** As browsers hand it on: some three hundred pieces of a few characters at once. */
    const perChunk = 300;
    const said = { index: 0, delta: { content: "four" }, logprobs: null, finish_reason: null };
    const piece = `data: ${JSON.stringify({ id: "chatcmpl-".padEnd(40, "x"), model: "m".repeat(40), choices: [said] })}\n\n`;
    const chunk = piece.repeat(perChunk);
    const tenMegabytes = Math.ceil(1e7 / chunk.length);

    test("10 MB of small pieces are read whole, and the page has its turns in between", async () => {
        const long = streamOf(chunk, tenMegabytes);
        let turns = 0;
        let inTurn = 0;
        let most = 0;
        let going = true;
        const count = () => {
            turns++;
            inTurn = 0;
            if (going) {
                setImmediate(count);
            }
        };
        setImmediate(count);
        const { text, finish } = await answerOf(stream(long.body), "openai", () => {
            most = Math.max(most, ++inTurn);
        });
        going = false;
        assert.equal(long.sent, tenMegabytes);
        assert.equal(text.length, 4 * perChunk * tenMegabytes);
        assert.equal(finish, "unannounced");
        assert.ok(most <= 1024, `${most} pieces in one turn`);
        assert.ok(turns >= (perChunk * tenMegabytes) / 1024, `${turns} turns`);
    });

    test("an answer that grows for ever is cut, and the connection is closed", async () => {
        for (const field of ["content", "reasoning_content"]) {
            const endless = streamOf(delta({ [field]: "so ".repeat(10_000) }), Number.POSITIVE_INFINITY);
            const collector = new Collector();
            for await (const event of readStream(endless.body)) {
                collector.add(event);
            }
            assert.ok(endless.closed);
            assert.ok(endless.sent < 200, `${endless.sent} pieces of 30 kB`);
            assert.equal(collector.finish, "length");
            const { text, reasoning } = collector.split();
            assert.ok(text.length + reasoning.length <= 4 << 20);
            assert.ok(text.length + reasoning.length > (4 << 20) - 10);
        }
    });

    test("of a call that allows some tokens, text, thoughts and bytes have limits that follow from them", async () => {
        const limits = limitsFor(10_000);
        const cases = [
            [{ content: "so ".repeat(10_000) }, limits.text, 160_000],
            [{ reasoning_content: "so ".repeat(10_000) }, limits.reasoning, 1 << 19],
            [{ role: "assistant", padding: "so ".repeat(10_000) }, limits.bytes, 10_000 << 12],
        ];
        for (const [said, limit, expected] of cases) {
            assert.equal(limit, expected);
            const endless = streamOf(delta(said), Number.POSITIVE_INFINITY);
            const answer = answerOf(stream(endless.body), "openai", undefined, limits);
            if ("content" in said) {
                assert.equal((await answer).text.length, limit);
            } else {
                assert.equal((await failing(answer)).kind, "padding" in said ? "bad-response" : "empty");
            }
            assert.ok(endless.closed);
            assert.ok(endless.sent <= limit / 30_000 + 3, `${endless.sent} pieces of 30 kB`);
        }
    });

    test("a line that never ends is given up", async () => {
        const first = delta({ content: "The answer is 4." });
        for (const begun of ["", first]) {
            const endless = streamOf("data: ".padEnd(1 << 16, "x").slice(begun === "" ? 0 : 6), 1e9);
            const reader = endless.body.getReader();
            const body = new ReadableStream({
                start: (controller) => controller.enqueue(new TextEncoder().encode(`${begun}data: `)),
                pull: async (controller) => controller.enqueue((await reader.read()).value),
                cancel: () => reader.cancel(),
            });
            const answer = answerOf(stream(body));
            if (begun === "") {
                assert.equal((await failing(answer)).kind, "bad-response");
            } else {
                assert.deepEqual(await answer, { text: "The answer is 4.", reasoning: "", finish: "length" });
            }
            assert.ok(endless.closed);
            assert.ok(endless.sent <= 1 + (4 << 20) / (1 << 16) + 2, `${endless.sent} pieces of 64 KiB`);
        }
    });

    test("an event of many lines that never ends is given up", async () => {
        const endless = streamOf(`data: ${"x".repeat(1 << 16)}\n`, Number.POSITIVE_INFINITY);
        assert.equal((await failing(answerOf(stream(endless.body)))).kind, "bad-response");
        assert.ok(endless.closed);
        assert.ok(endless.sent <= 70, `${endless.sent} pieces of 64 KiB`);
    });

    test("one piece of 10 MB is taken in parts", async () => {
        const body = new Blob(Array.from({ length: tenMegabytes }, () => chunk));
        let turns = 0;
        let going = true;
        const count = () => {
            turns++;
            if (going) {
                setImmediate(count);
            }
        };
        setImmediate(count);
        const whole = new ReadableStream({
            async start(controller) {
                controller.enqueue(new Uint8Array(await body.arrayBuffer()));
                controller.close();
            },
        });
        const { text } = await answerOf(stream(whole));
        going = false;
        assert.equal(text.length, 4 * perChunk * tenMegabytes);
        assert.ok(turns > 10, `${turns} turns`);
    });

    test("of an error of 50 MB the beginning is read", async () => {
        const said = JSON.stringify({ error: { message: "overloaded" } });
        const endless = streamOf(`${said}${" ".repeat((1 << 16) - said.length)}`, 50 * 16);
        const failure = await failing(answerOf(new Response(endless.body, { status: 529 })));
        assert.equal(failure.kind, "rate-limit");
        assert.ok(endless.closed);
        assert.ok(endless.sent <= 6, `${endless.sent} pieces of 64 KiB`);
        assert.ok(failure.message.length <= 300 && failure.said.length <= 4000);
    });

    test("a whole reply of 50 MB is none", async () => {
        const endless = streamOf(" ".repeat(1 << 16), 50 * 16);
        const failure = await failing(
            answerOf(new Response(endless.body, { headers: { "content-type": "application/json" } })),
        );
        assert.equal(failure.kind, "bad-response");
        assert.ok(endless.closed);
        assert.ok(endless.sent <= 130, `${endless.sent} pieces of 64 KiB`);
    });

    test("text and tokens by the million add up without being copied each time", () => {
        const collector = new Collector();
        for (let at = 0; at < 1_000_000; at++) {
            collector.add({ kind: "logprobs", tokens: [{ token: "ab", logprob: -1 }] });
            collector.add({ kind: "text", text: "ab" });
        }
        const { text, meanLogprob, logprobTokens } = collector.answer();
        assert.equal(text.length, 2_000_000);
        assert.deepEqual([meanLogprob, logprobTokens], [-1, 1_000_000]);
    });
});

describe("a request", () => {
    const listen = async (answer) => {
        const server = createServer(answer).listen(0, "127.0.0.1");
        await once(server, "listening");
        return { server, url: `http://127.0.0.1:${server.address().port}/v1/chat/completions` };
    };

    for (const [wire, headers] of [
        ["openai", { Authorization: "Bearer sk-secret-secret" }],
        ["anthropic", { "x-api-key": "sk-secret-secret" }],
    ]) {
        test(`of ${wire} takes its key to no other origin`, async () => {
            const reached = [];
            const other = await listen((request, response) => {
                reached.push(request.headers);
                response.end("{}");
            });
            const first = await listen((_, response) => response.writeHead(307, { location: other.url }).end());
            const asked = { ...request, url: first.url, headers };
            const sent = openAnswer(asked, { wire, cost: undefined }, new AbortController().signal);
            const { kind, message } = await failing(sent);
            assert.equal(kind, "bad-response");
            assert.ok(message.startsWith(`a redirect, which is not followed`) && message.includes(other.url), message);
            assert.deepEqual(reached, []);
            for (const { server } of [first, other]) {
                server.close();
                server.closeAllConnections();
            }
        });
    }
});

test("what stands before garbage in the same piece is kept", async () => {
    const collector = new Collector();
    const body = stream(`${delta({ content: "half" })}data: {not json\n\n`).body;
    await assert.rejects(async () => {
        for await (const event of readStream(body)) {
            collector.add(event);
        }
    });
    assert.equal(collector.split().text, "half");
});

describe("a stream that is left alone", () => {
    test("ends with the signal while nothing comes", async () => {
        const stopping = new AbortController();
        const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
        const reading = (async () => {
            for await (const _ of readStream(silent, "openai", undefined, stopping.signal)) {
                // Nothing comes.
            }
        })();
        stopping.abort(new Error("enough"));
        await assert.rejects(reading, { message: "enough" });
    });
});
