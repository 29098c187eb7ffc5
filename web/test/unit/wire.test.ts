import {
    type CostField,
    Failure,
    failureOfResponse,
    loadWaits,
    readStream,
    splitThinking,
    type WireEvent,
    type WireName,
} from "smacs/wire";
import { beforeAll, describe, expect, test } from "vitest";

/** All events of a body that arrives in pieces of so many bytes. */
async function read(body: string, size = 7, wire?: WireName, cost?: CostField): Promise<WireEvent[]> {
    const bytes = new TextEncoder().encode(body);
    const stream = new ReadableStream<Uint8Array>({
        start(controller) {
            for (let at = 0; at < bytes.length; at += size) {
                controller.enqueue(bytes.slice(at, at + size));
            }
            controller.close();
        },
    });
    const events: WireEvent[] = [];
    for await (const event of readStream(stream, wire, cost)) {
        events.push(event);
    }
    return events;
}

const data = (chunk: unknown) => `data: ${JSON.stringify(chunk)}\n\n`;
const delta = (fields: object, finish: string | null = null) =>
    data({ choices: [{ index: 0, delta: fields, finish_reason: finish }] });
const failure = async (body: string) => {
    const error: unknown = await read(body).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Failure);
    return error as Failure;
};

describe("a stream", () => {
    test("gives text, finish, usage and its end, whatever the pieces it comes in", async () => {
        const body = [
            ": OPENROUTER PROCESSING\n\n",
            delta({ role: "assistant", content: "" }),
            delta({ content: "Grüße, " }),
            delta({ content: "世界" }),
            delta({}, "stop"),
            data({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5 } }),
            "data: [DONE]\n\n",
        ].join("");
        for (const size of [1, 2, 5, 1000]) {
            expect(await read(body, size)).toEqual([
                { kind: "text", text: "Grüße, " },
                { kind: "text", text: "世界" },
                { kind: "finish", reason: "stop" },
                { kind: "usage", usage: { input: 3, output: 5 } },
                { kind: "done" },
            ]);
        }
    });

    test("may use CRLF, leave out [DONE] and the last empty line", async () => {
        const body = `data: {"choices":[{"delta":{"content":"a"}}]}\r\n\r\ndata: {"choices":[{"delta":{"content":"b"}}]}`;
        expect(await read(body)).toEqual([
            { kind: "text", text: "a" },
            { kind: "text", text: "b" },
        ]);
    });

    test("may spread an event over lines, with or without a space, ended by CR, beside fields of no use", async () => {
        const body = 'id: 7\rretry: 10\rdata: {"choices":\rdata:[{"delta":{"content":"a"}}]}\r\rdata\r\r';
        for (const size of [1, 2, 1000]) {
            expect(await read(body, size)).toEqual([{ kind: "text", text: "a" }]);
        }
    });

    test("says nothing for comments, keep-alive chunks and chunks without choices", async () => {
        const body = `: ping\n\n${data({ type: "keepalive" })}${data({ obfuscation: "xyz" })}${data({ choices: [] })}`;
        expect(await read(body)).toEqual([]);
    });

    test("keeps thoughts apart, from whichever field, once", async () => {
        const body = [
            delta({ reasoning_content: "a" }),
            delta({ reasoning: "b", reasoning_details: [{ text: "b" }] }),
            delta({ reasoning_details: [{ type: "reasoning.summary", summary: "c" }] }),
            delta({
                content: [
                    { type: "thinking", thinking: [{ type: "text", text: "d" }] },
                    { type: "text", text: "e" },
                ],
            }),
        ].join("");
        expect(await read(body)).toEqual([
            { kind: "reasoning", text: "a" },
            { kind: "reasoning", text: "b" },
            { kind: "reasoning", text: "c" },
            { kind: "reasoning", text: "d" },
            { kind: "text", text: "e" },
        ]);
    });

    test("reads nothing after [DONE]", async () => {
        expect(await read(`data: [DONE]\n\n${delta({ content: "late" })}`)).toEqual([{ kind: "done" }]);
    });

    test("reads usage where Groq puts it", async () => {
        const body = data({ choices: [], x_groq: { usage: { completion_tokens: 9 } } });
        expect(await read(body)).toEqual([{ kind: "usage", usage: { output: 9 } }]);
    });
});

describe("an error inside a stream", () => {
    test.each([
        ["OpenAI's", data({ error: { message: "Overloaded, try later", type: "server_error" } }), "rate-limit"],
        ["OpenRouter's", data({ error: { code: 502, message: "Provider returned error" } }), "server"],
        ["vLLM's", data({ object: "error", message: "boom", code: 500 }), "server"],
        ["a plain string", data({ error: "model not found" }), "unknown-model"],
        ["a finish reason", delta({}, "error"), "server"],
        ["an error in a choice", data({ choices: [{ error: { code: 429, message: "slow down" } }] }), "rate-limit"],
        ["an error event", `event: error\ndata: {"message":"upstream away"}\n\n`, "server"],
        ["no JSON", "data: <html>\n\n", "bad-response"],
        ["Gemini's, in a list", data([{ error: { code: 503, message: "sorry" } }]), "server"],
        ["Anthropic's", `event: error\n${data({ type: "error", error: { type: "overloaded_error" } })}`, "rate-limit"],
        ["Z.ai's", delta({}, "network_error"), "server"],
        ["out of credit", data({ error: { message: "Insufficient credits", code: 402 } }), "credit"],
    ])("%s", async (_name, body, kind) => {
        expect((await failure(body)).kind).toBe(kind);
    });

    test("comes after the text before it", async () => {
        const seen: WireEvent[] = [];
        const stream = new Response(delta({ content: "half" }) + data({ error: { message: "gone" } })).body;
        await expect(async () => {
            for await (const event of readStream(stream as ReadableStream<Uint8Array>)) {
                seen.push(event);
            }
        }).rejects.toThrow("gone");
        expect(seen).toEqual([{ kind: "text", text: "half" }]);
    });
});

describe("an HTTP error", () => {
    test.each([
        [401, '{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}', "auth", "Incorrect API key"],
        [402, "", "credit", ""],
        [403, '{"error":{"message":"blocked by moderation"}}', "refused", "blocked by moderation"],
        [404, '{"error":"model x not found"}', "unknown-model", "model x not found"],
        [
            429,
            '{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}',
            "credit",
            "You exceeded your quota",
        ],
        [429, "slow down", "rate-limit", "slow down"],
        [503, "<html>nginx</html>", "server", ""],
        [400, '{"error":{"message":"max_tokens is too large"}}', "bad-request", "max_tokens is too large"],
        [422, '{"detail":"no"}', "bad-request", "no"],
    ])("%i %s", (status, body, kind, message) => {
        const failure = failureOfResponse(status, body);
        expect([failure.kind, failure.message, failure.status]).toEqual([kind, message, status]);
    });
});

describe("how long a server asks to wait", () => {
    beforeAll(loadWaits);
    const now = Date.parse("2026-11-23T10:00:00Z");
    test.each<[string | undefined, string, number | undefined]>([
        ["7", "", 7000],
        ["0.5", "", 500],
        ["Mon, 23 Nov 2026 10:00:30 GMT", "", 30_000],
        ["Mon, 23 Nov 2026 09:00:00 GMT", "", undefined],
        ["soon", "", undefined],
        [undefined, "slow down", undefined],
        [undefined, "Please try again in 7.66s.", 7660],
        [undefined, "Please try again in 1m2.5s.", 62_500],
        [undefined, "Please try again in 250ms.", 250],
        [undefined, '[{"error":{"details":[{"retryDelay": "34s"}]}}]', 34_000],
    ])("%s %s", (header, body, wait) => {
        const headers = new Headers(header === undefined ? {} : { "retry-after": header });
        expect(failureOfResponse(429, body, headers, now).retryAfter).toBe(wait);
    });
});

describe("token counts", () => {
    const usage = async (fields: object, cost?: { field: string; usd: number }) =>
        (await read(data({ choices: [], usage: fields }), 100, "openai", cost))[0];

    test("include thoughts, whether they are counted within the output or beside it", async () => {
        const details = { completion_tokens_details: { reasoning_tokens: 30 } };
        const within = { prompt_tokens: 10, completion_tokens: 50, total_tokens: 60, ...details };
        const beside = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 60, ...details };
        const silent = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 60 };
        const expected = { kind: "usage", usage: { input: 10, output: 50, reasoning: 30 } };
        expect(await usage(within)).toEqual(expected);
        expect(await usage(beside)).toEqual(expected);
        expect(await usage(silent)).toEqual(expected);
    });

    test("that are none are left out", async () => {
        const odd = { prompt_tokens: -1, completion_tokens: 5.5, total_tokens: "9", cost: -1 };
        expect(await usage(odd, { field: "cost", usd: 1 })).toEqual({ kind: "usage", usage: {} });
    });

    test("come with what they cost, in dollars", async () => {
        const openrouter = await usage({ completion_tokens: 5, cost: 0.0012 }, { field: "cost", usd: 1 });
        expect(openrouter).toEqual({ kind: "usage", usage: { output: 5, cost: 0.0012 } });
        const xai = await usage({ cost_in_usd_ticks: 37_756_000 }, { field: "cost_in_usd_ticks", usd: 1e-10 });
        expect(xai).toMatchObject({ usage: { cost: expect.closeTo(0.0037756) } });
        expect(await usage({ completion_tokens: 5, cost: 0.0012 })).toEqual({ kind: "usage", usage: { output: 5 } });
    });
});

describe("log-probabilities", () => {
    const choice = (fields: object, logprobs: unknown) => data({ choices: [{ index: 0, delta: fields, logprobs }] });
    const content = (...entries: [string, unknown][]) => ({
        content: entries.map(([token, logprob]) => ({ token, logprob })),
    });
    const tokens = async (body: string) =>
        (await read(body)).flatMap((event) => (event.kind === "logprobs" ? event.tokens : []));

    test("come before the text that they are of, in every spelling", async () => {
        const expected = [
            { kind: "logprobs", tokens: [chance("a", -1), chance("b", -2)] },
            { kind: "text", text: "ab" },
        ];
        expect(await read(choice({ content: "ab" }, content(["a", -1], ["b", -2])))).toEqual(expected);
        const arrays = { tokens: ["a", "b"], token_logprobs: [-1, -2] };
        expect(await read(choice({ content: "ab" }, arrays))).toEqual(expected);
        expect(await tokens(choice({ content: "ab" }, -0.5))).toEqual([chance("ab", -0.5)]);
        expect(await tokens(choice({ content: "ab" }, null))).toEqual([]);
    });

    test("of thoughts are left out, alone or beside text", async () => {
        expect(await tokens(choice({ reasoning_content: "hm" }, content(["hm", -1])))).toEqual([]);
        const both = choice(
            { reasoning: "hm", content: "42" },
            content(["hm", -1], ["</think>", -1], ["4", -2], ["2", -3], ["<|im_end|>", -4]),
        );
        expect(await tokens(both)).toEqual([chance("4", -2), chance("2", -3)]);
    });

    test("of marks that end a turn are left out", async () => {
        const end = choice({}, content(["<|eot_id|>", -1], ["</s>", -1], ["<｜end▁of▁sentence｜>", -1]));
        expect(await tokens(end)).toEqual([]);
        expect(await tokens(choice({ content: "" }, content(["\\xf0\\x9f", -1])))).toHaveLength(1);
    });

    const chance = (token: string, logprob: number) => ({ token, logprob });
});

describe("Anthropic's format", () => {
    const events = (...bodies: { type: string }[]) =>
        bodies.map((body) => `event: ${body.type}\n${data(body)}`).join("");
    const block = (delta: object) => ({ type: "content_block_delta", index: 0, delta });

    test("gives the same events", async () => {
        const body = events(
            { type: "message_start", message: { usage: { input_tokens: 3, cache_read_input_tokens: 4 } } } as never,
            { type: "ping" },
            block({ type: "thinking_delta", thinking: "hm" }),
            block({ type: "signature_delta", signature: "xyz" }),
            { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } } as never,
            block({ type: "text_delta", text: "42" }),
            { type: "content_block_stop" },
            { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 9 } } as never,
            { type: "message_stop" },
        );
        expect(await read(body, 7, "anthropic")).toEqual([
            { kind: "usage", usage: { input: 7 } },
            { kind: "reasoning", text: "hm" },
            { kind: "text", text: "42" },
            { kind: "finish", reason: "end_turn" },
            { kind: "usage", usage: { output: 9 } },
            { kind: "done" },
        ]);
    });

    test("in one piece as well", async () => {
        const body = {
            type: "message",
            content: [{ type: "text", text: "42" }],
            stop_reason: "max_tokens",
            usage: { input_tokens: 1, output_tokens: 2 },
        };
        expect(await read(JSON.stringify(body), 7, "anthropic")).toEqual([
            { kind: "text", text: "42" },
            { kind: "finish", reason: "max_tokens" },
            { kind: "usage", usage: { input: 1, output: 2 } },
            { kind: "done" },
        ]);
    });
});

test("an answer in one piece gives the same events", async () => {
    const body = {
        choices: [{ message: { content: "42", reasoning: "sum" }, finish_reason: "stop" }],
        usage: { prompt_tokens: 1, completion_tokens: 2 },
    };
    const events = await read(JSON.stringify(body, null, 2));
    expect(events.map((event) => event.kind)).toEqual(["reasoning", "text", "finish", "usage", "done"]);
});

describe("thinking aloud", () => {
    test.each([
        ["<think>\nhm\n</think>\n\n42", "42", "hm"],
        ["  <think>hm", "", "hm"],
        ["<thi", "", ""],
        ["", "", ""],
        ["hm\n</think>\n42", "42", "hm"],
        ["The tag <think> opens, </think> closes.", "The tag <think> opens, </think> closes.", ""],
        ["<thing> is not a thought", "<thing> is not a thought", ""],
        ["42", "42", ""],
    ])("%j", (raw, text, reasoning) => {
        expect(splitThinking(raw, true)).toEqual({ text, reasoning });
    });
});
