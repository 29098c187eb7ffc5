// What the gateway does with one model: smacs/route, and /v1/route, which asks none.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import OpenAI from "openai";
import { listen } from "../../tests/local-server.mjs";
import { testPatience } from "../../tests/patience.mjs";
import { asked, best, chunksOf, gatewayBench, messages, post, question, textOf } from "./gateway-support.mjs";
import { needsCore } from "./support.mjs";

describe("the gateway with one model", { ...needsCore, timeout: testPatience }, () => {
    const bench = gatewayBench();
    const { open, set } = bench;

    test("route passes the best model's words on as they come", async () => {
        const text = "One two three four five six seven. The answer is 4.";
        const { client, upstream } = await set({ upstream: { answers: () => text, chunk: 8, holdAfter: 2 } });
        const stream = await client.chat.completions.create({
            model: "smacs/route",
            messages,
            stream: true,
            stream_options: { include_usage: true },
        });
        const chunks = [];
        for await (const chunk of stream) {
            chunks.push(chunk);
            if (textOf(chunks) === text.slice(0, 16)) {
                upstream.release();
            }
        }
        assert.equal(textOf(chunks), text);
        assert.equal(chunks.at(-2).choices[0].finish_reason, "stop");
        assert.deepEqual(chunks.at(-2).smacs.kept, { model: best, index_model: best, merged: false });
        assert.equal(chunks.at(-1).usage.prompt_tokens, 20);
        assert.equal(asked(upstream).length, 1);
    });

    test("route passes fields, tools and images on as they came", async () => {
        const { client, upstream } = await set({ upstream: { faults: { [best]: "calls-tool" } } });
        const picture = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };
        const body = {
            model: "smacs/route",
            messages: [{ role: "user", content: [{ type: "text", text: question }, picture] }],
            tools: [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }],
            logit_bias: { 5: -1 },
            temperature: 0,
        };
        const whole = await client.chat.completions.create(body);
        const [call] = whole.choices[0].message.tool_calls;
        assert.deepEqual(call.function, { name: "weather", arguments: '{"city":"Graz"}' });
        assert.equal(whole.choices[0].finish_reason, "tool_calls");
        assert.deepEqual(whole.smacs.degraded, []);
        const streamed = await client.chat.completions.stream({ ...body, stream: true }).finalChatCompletion();
        assert.deepEqual(streamed.choices[0].message.tool_calls[0].function, call.function);
        const { model: _, ...sent } = body;
        for (const { body: got } of asked(upstream)) {
            const { model, stream: _stream, stream_options: _options, ...rest } = got;
            assert.equal(model, best);
            assert.deepEqual(rest, sent);
        }
        // The turn after that has the tool's result as its last message.
        const next = [
            ...body.messages,
            whole.choices[0].message,
            { role: "tool", tool_call_id: call.id, content: "Rain" },
        ];
        upstream.faults[best] = "whole";
        const last = await client.chat.completions.create({ ...body, messages: next });
        assert.equal(last.choices[0].message.content, "The answer is 4.");
    });

    test("route puts a whole reply together of a stream that it did not ask for", async () => {
        const { client } = await set({ upstream: { models: [best], faults: { [best]: "always-streams" } } });
        const body = { model: "smacs/route", messages };
        const { choices } = await client.chat.completions.create(body);
        const { content, finish_reason } = { ...choices[0], ...choices[0].message };
        assert.deepEqual([content, finish_reason], ["The answer is 4.", "stop"]);
        const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
        const called = await client.chat.completions.create({ ...body, tools });
        assert.deepEqual(called.choices[0].message.tool_calls, [
            { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Graz"}' } },
        ]);
        assert.equal(called.choices[0].finish_reason, "tool_calls");
    });

    test("route says that a stream it did not ask for was cut", async () => {
        const cut = await listen((_, response) =>
            response.end('data: {"choices":[{"delta":{"content":"It is"}}]}\n\n'),
        );
        open.push(cut);
        const endpoints = { cut: { base: `${cut.url}/v1` } };
        const { client } = await set({ config: { endpoints, members: [{ id: "one", endpoint: "cut", model: best }] } });
        const { choices, smacs } = await client.chat.completions.create({ model: "smacs/route", messages });
        assert.deepEqual([choices[0].message.content, choices[0].finish_reason], ["It is", "length"]);
        assert.deepEqual(smacs.degraded, ["cut"]);
    });

    test("route says what came where it is no reply", async () => {
        const said = '{"success":false,"message":"invalid token"}';
        const web = await listen((_, response) => response.end(said));
        open.push(web);
        const endpoints = { web: { base: `${web.url}/v1` } };
        const { client } = await set({ config: { endpoints, members: [{ id: "one", endpoint: "web", model: best }] } });
        for (const model of ["smacs/route", "smacs/select"]) {
            await assert.rejects(client.chat.completions.create({ model, messages }), ({ message }) =>
                message.includes(`one: the reply could not be read ("${said}", HTTP 200)`),
            );
        }
    });

    test("route asks the next model when the first fails before it speaks", async () => {
        const { client, upstream } = await set({ upstream: { faults: { [best]: "unknown-model" } } });
        for (const stream of [false, true]) {
            const { smacs } = stream
                ? (await chunksOf(await client.chat.completions.create({ model: "smacs/route", messages, stream }))).at(
                      -1,
                  )
                : await client.chat.completions.create({ model: "smacs/route", messages });
            assert.deepEqual(smacs.degraded, ["fallback"]);
            assert.deepEqual(
                smacs.failed.map(({ model, kind }) => [model, kind]),
                [[best, "unknown-model"]],
            );
            assert.notEqual(smacs.kept.model, best);
        }
        assert.equal(asked(upstream).length, 4);
    });

    test("route breaks off where its model does, with an error in the stream", async () => {
        const { client, upstream } = await set({
            upstream: { faults: { [best]: "error-in-200" }, answers: () => "word ".repeat(40) },
        });
        const stream = await client.chat.completions.create({ model: "smacs/route", messages, stream: true });
        const chunks = [];
        await assert.rejects(
            async () => {
                for await (const chunk of stream) {
                    chunks.push(chunk);
                }
            },
            (error) => {
                assert.ok(error instanceof OpenAI.APIError);
                const why = 'the service has a problem ("The provider gave up.", HTTP 502)';
                assert.equal(error.message, `The answer broke off. ${best}: ${why}`);
                return true;
            },
        );
        assert.ok(textOf(chunks).startsWith("word "));
        assert.equal(asked(upstream).length, 1);
    });

    test("routes without a key, and gives the core's own words", async () => {
        const { gateway, upstream } = await set();
        const wanted = bench.tools.index.routeText(bench.tools.embedder, question, { n: 3 });
        for (const body of [
            { question, n: 3 },
            { messages, n: 3 },
        ]) {
            const reply = await post(gateway, "/v1/route", body, { authorization: "" });
            assert.equal(await reply.text(), wanted);
        }
        assert.equal(gateway.gateway.active, 0);
        const refused = await post(gateway, "/v1/route", { question, fields: 1 });
        assert.equal(refused.status, 400);
        assert.equal((await post(gateway, "/v1/route", {})).status, 400);
        assert.equal(upstream.requests.length, 0);
    });
});
