import { describe, expect, test } from "vitest";
import { Failure } from "../../src/engine/failure.ts";
import { splitThinking } from "../../src/engine/thinking.ts";
import { readStream, readWhole, type WireEvent } from "../../src/engine/wire.ts";
import { failureOfResponse } from "../../src/engine/wire-errors.ts";

/** All events of a body that arrives in pieces of so many bytes. */
async function read(body: string, size = 7): Promise<WireEvent[]> {
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
    for await (const event of readStream(stream)) {
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
        [422, '{"detail":"no"}', "bad-request", '{"detail":"no"}'],
    ])("%i %s", (status, body, kind, message) => {
        const failure = failureOfResponse(status, body);
        expect([failure.kind, failure.message, failure.status]).toEqual([kind, message, status]);
    });
});

test("an answer in one piece gives the same events", () => {
    const body = {
        choices: [{ message: { content: "42", reasoning: "sum" }, finish_reason: "stop" }],
        usage: { prompt_tokens: 1, completion_tokens: 2 },
    };
    expect(readWhole(body).map((event) => event.kind)).toEqual(["reasoning", "text", "finish", "usage"]);
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
        expect(splitThinking(raw)).toEqual({ text, reasoning });
    });
});
