// The gateway, asked by the official client of the API that it speaks.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import process from "node:process";
import { after, afterEach, before, describe, test } from "node:test";
import OpenAI from "openai";
import { Run } from "smacs";
import { listen } from "../../tests/local-server.mjs";
import { testPatience, until } from "../../tests/patience.mjs";
import {
    answers,
    callersKey,
    clientOf,
    load,
    messages,
    post,
    question,
    startGateway,
    startUpstream,
} from "./gateway-support.mjs";
import { needsCore } from "./support.mjs";

const best = "Llama-3.1-405B-Instruct";

describe("gateway", { ...needsCore, timeout: testPatience }, () => {
    let tools;
    const open = [];
    before(async () => {
        tools = await load();
    });
    after(() => tools?.dispose());
    afterEach(async () => {
        await Promise.all(open.splice(0).map((one) => one.close()));
    });

    /** An upstream, a gateway in front of it, and a client of that. */
    const set = async ({ upstream: how = {}, ...options } = {}) => {
        const upstream = await startUpstream(how);
        const gateway = await startGateway(upstream, { tools: async () => tools, ...options });
        open.push(upstream, gateway);
        return { upstream, gateway, client: clientOf(gateway, { maxRetries: 0 }) };
    };
    const asked = ({ requests }) => requests.filter(({ method }) => method === "POST");
    const chunksOf = async (stream) => {
        const chunks = [];
        for await (const chunk of stream) {
            chunks.push(chunk);
        }
        return chunks;
    };
    const textOf = (chunks) => chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");

    test("lists what can be asked for", async () => {
        const { client, upstream } = await set();
        const { data } = await client.models.list();
        const names = ["auto", "fast", "thrifty", "thorough", "select", "aggregate", "route"].map(
            (name) => `smacs/${name}`,
        );
        assert.deepEqual(
            data.map(({ id }) => id),
            names,
        );
        assert.ok(data.every(({ description, created }) => description.length > 20 && created > 1.7e9));
        assert.equal((await client.models.retrieve("smacs/fast")).id, "smacs/fast");
        await assert.rejects(client.models.retrieve("gpt-9"), OpenAI.NotFoundError);
        assert.equal(upstream.requests.length, 0);
    });

    test("answers, with usage by model and what is known of the answer", async () => {
        const { client, upstream, gateway } = await set();
        const { data, request_id: id } = await client.chat.completions
            .create({ model: "smacs/thorough", messages })
            .withResponse();
        const { choices, usage, smacs, model } = data;
        assert.equal(choices[0].message.content, "The answer is 4.");
        assert.equal(choices[0].finish_reason, "stop");
        assert.equal(model, "smacs/thorough");
        assert.equal(data.id, `chatcmpl-${id}`);
        assert.equal(smacs.trace_id, id);
        assert.deepEqual(smacs.degraded, []);
        assert.ok(smacs.certainty.p > 0.8);
        assert.deepEqual(
            smacs.camps.map(({ answer }) => answer),
            ["4"],
        );
        assert.equal(smacs.calls.made, asked(upstream).length);
        // The server counts 20 and 4 for each call.
        const { made } = smacs.calls;
        assert.ok(made > 2);
        assert.deepEqual(usage, { prompt_tokens: 20 * made, completion_tokens: 4 * made, total_tokens: 24 * made });
        const sum = (field) => smacs.models.reduce((total, used) => total + used[field], 0);
        assert.equal(sum("prompt_tokens"), usage.prompt_tokens);
        assert.equal(sum("completion_tokens"), usage.completion_tokens);
        assert.equal(sum("calls"), smacs.calls.made);
        const large = smacs.models.find(({ model: one }) => one === "Mistral-Large-Instruct-2407");
        assert.equal(large.index_model, "Mistral-Large-2407");
        assert.deepEqual(
            gateway.reports.map(({ id: reported, status, models }) => [reported, status, models]),
            [[id, 200, smacs.models]],
        );
    });

    test("streams the kept answer, and usage if it was asked for", async () => {
        const { client } = await set();
        const body = { model: "smacs/select", messages, stream: true };
        const chunks = await chunksOf(
            await client.chat.completions.create({ ...body, stream_options: { include_usage: true } }),
        );
        assert.equal(textOf(chunks), "The answer is 4.");
        assert.equal(chunks[0].choices[0].delta.role, "assistant");
        assert.ok(chunks[0].smacs.progress.calls.made >= 2);
        const [last, usage] = chunks.slice(-2);
        assert.equal(last.choices[0].finish_reason, "stop");
        assert.equal(last.smacs.settled, "select");
        assert.deepEqual(usage.choices, []);
        // A call that was given up has fewer tokens than the 24 of the others.
        const tokens = last.smacs.models.map((used) => used.prompt_tokens + used.completion_tokens);
        assert.ok(usage.usage.total_tokens >= 48);
        assert.equal(
            usage.usage.total_tokens,
            tokens.reduce((sum, count) => sum + count, 0),
        );
        assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));
        assert.equal(new Set(chunks.map(({ id }) => id)).size, 1);
        const without = await chunksOf(await client.chat.completions.create(body));
        assert.ok(without.every((chunk) => !("usage" in chunk)));
        const final = await client.chat.completions.stream(body).finalChatCompletion();
        assert.equal(final.choices[0].message.content, "The answer is 4.");
    });

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
        await assert.rejects(async () => {
            for await (const chunk of stream) {
                chunks.push(chunk);
            }
        }, OpenAI.APIError);
        assert.ok(textOf(chunks).startsWith("word "));
        assert.equal(asked(upstream).length, 1);
    });

    test("takes the conversation, and the fields that several models can share", async () => {
        const { client, upstream } = await set();
        await client.chat.completions.create({
            model: "smacs/select",
            messages: [
                { role: "system", content: "Be brief." },
                { role: "user", content: [{ type: "text", text: "Hello" }] },
                { role: "assistant", content: "Hi" },
                { role: "developer", content: "In English." },
                ...messages,
            ],
            temperature: 0,
            top_p: 0.5,
            seed: 7,
            stop: ["\n\n"],
            max_completion_tokens: 77,
            response_format: { type: "text" },
            tools: [],
            user: null,
        });
        const [{ body }] = asked(upstream);
        assert.deepEqual(body.messages, [
            { role: "system", content: "Be brief.\n\nIn English." },
            { role: "user", content: "Hello" },
            { role: "assistant", content: "Hi" },
            ...messages,
        ]);
        const { temperature, top_p, seed, stop, max_tokens, response_format } = body;
        assert.deepEqual(
            { temperature, top_p, seed, stop, max_tokens, response_format },
            { temperature: 0, top_p: 0.5, seed: 7, stop: ["\n\n"], max_tokens: 77, response_format: { type: "text" } },
        );
        assert.ok(!("tools" in body) && !("user" in body));
    });

    test("leaves out a field that an endpoint refuses", async () => {
        const { client, upstream } = await set({ upstream: { models: [`${best}!no-seed`] } });
        const { choices } = await client.chat.completions.create({ model: "smacs/select", messages, seed: 7 });
        assert.equal(choices[0].message.content, "The answer is 4.");
        assert.deepEqual(
            asked(upstream).map(({ body }) => body.seed),
            [7, undefined],
        );
    });

    test("refuses by name what several models cannot do", async () => {
        const { client, upstream } = await set();
        const refused = [
            [{ tools: [{ type: "function", function: { name: "f" } }] }, "tools"],
            [{ tool_choice: "required" }, "tool_choice"],
            [{ logprobs: true }, "logprobs"],
            [{ n: 2 }, "n"],
            [{ modalities: ["text", "audio"] }, "modalities"],
            [{ frobnicate: 1 }, "frobnicate"],
            [{ constructor: 1 }, "constructor"],
            [{ temperature: "hot" }, "temperature"],
            [{ max_tokens: 0 }, "max_tokens"],
            [{ stream: "yes" }, "stream"],
            [{ smacs: { trace: "yes" } }, "smacs"],
            [{ messages: [] }, "messages"],
            [{ messages: [{ role: "user", content: " " }] }, "messages"],
            [{ messages: [...messages, { role: "assistant", content: "4" }] }, "messages"],
            [{ messages: [{ role: "king", content: "4" }] }, "messages[0]"],
            [{ messages: [{ role: "toString", content: "4" }] }, "messages[0]"],
            [{ messages: [{ role: "tool", content: "4", tool_call_id: "1" }, ...messages] }, "messages[0]"],
            [
                { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "x:" } }] }] },
                "messages[0]",
            ],
        ];
        for (const [fields, param] of refused) {
            const work = client.chat.completions.create({ model: "smacs/auto", messages, ...fields });
            await assert.rejects(work, (error) => {
                assert.ok(error instanceof OpenAI.BadRequestError, `${param}: ${error}`);
                assert.equal(error.param, param, error.message);
                assert.ok(error.message.length > 20);
                return true;
            });
        }
        await assert.rejects(client.chat.completions.create({ model: "gpt-9", messages }), OpenAI.NotFoundError);
        assert.equal(asked(upstream).length, 0);
    });

    test("says what failed with the status of the failure, also for streams", async () => {
        const { client, gateway, upstream } = await set({ upstream: { models: [best, "gemma-2-9b-it"] } });
        const wrong = clientOf(gateway, { apiKey: "sk-a-wrong-key-0123456789" });
        upstream.requests.length = 0;
        for (const stream of [false, true]) {
            const work = wrong.chat.completions.create({ model: "smacs/auto", messages, stream });
            await assert.rejects(work, OpenAI.AuthenticationError);
        }
        // The list of models was refused; nobody was asked, and the client did not try again.
        assert.equal(upstream.requests.length, 2);
        const statuses = {
            credit: 402,
            refused: 400,
            "unknown-model": 502,
            "rate-limit-long": 429,
            "overloaded-long": 503,
        };
        for (const [fault, status] of Object.entries(statuses)) {
            upstream.faults[best] = fault;
            upstream.faults["gemma-2-9b-it"] = fault;
            for (const [model, stream] of [
                ["smacs/select", false],
                ["smacs/select", true],
                ["smacs/route", true],
            ]) {
                await assert.rejects(client.chat.completions.create({ model, messages, stream }), (error) => {
                    assert.equal(error.status, status, `${fault}: ${error.message}`);
                    assert.match(error.message, /Llama-3.1-405B-Instruct: /);
                    assert.equal(error.headers.get("retry-after"), fault.endsWith("long") ? "100" : null);
                    return true;
                });
            }
        }
        upstream.faults["gemma-2-9b-it"] = "credit";
        upstream.faults[best] = "refused";
        await assert.rejects(client.chat.completions.create({ model: "smacs/select", messages }), { status: 502 });
        assert.deepEqual(gateway.errors, []);
    });

    test("an answer that is less than was asked for says so", async () => {
        const { client } = await set({ upstream: { models: [best, "gemma-2-9b-it"], faults: { [best]: "refused" } } });
        const { choices, smacs } = await client.chat.completions.create({ model: "smacs/select", messages });
        assert.equal(choices[0].message.content, "The answer is 4.");
        assert.deepEqual(smacs.degraded, ["references"]);
        assert.deepEqual(smacs.certainty, { p: null, why: "one-read" });
        assert.equal(smacs.failed[0].kind, "refused");
    });

    test("ends its calls when the caller leaves", async () => {
        const signals = [];
        const watched = (url, init) => {
            if (init.body && JSON.parse(init.body).model === best) {
                signals.push(init.signal);
            }
            return fetch(url, init);
        };
        // It is asked alone: two that agree beside it would end the run before the caller leaves.
        const stalling = { models: [best], faults: { [best]: "stalls" } };
        const { client, gateway, upstream } = await set({ fetch: watched, upstream: stalling });
        for (const [model, stream] of [
            ["smacs/auto", false],
            ["smacs/auto", true],
            ["smacs/route", false],
            ["smacs/route", true],
        ]) {
            const leaving = new AbortController();
            const before = asked(upstream).length;
            const work = (async () => {
                const reply = await client.chat.completions.create(
                    { model, messages, stream },
                    { signal: leaving.signal },
                );
                await (stream ? chunksOf(reply) : reply);
            })();
            work.catch(() => {});
            await until(() => asked(upstream).length > before);
            assert.equal(gateway.gateway.active, 1);
            leaving.abort();
            await until(() => gateway.gateway.active === 0);
            assert.equal(gateway.reports.at(-1).status, 499);
        }
        assert.deepEqual(
            signals.map(({ aborted }) => aborted),
            [true, true, true, true],
        );
    });

    test("gives signs of life while a stream has nothing to say", async (t) => {
        const { gateway, upstream } = await set({ upstream: { models: [best], faults: { [best]: "stalls" } } });
        // What beats is the gateway's one interval.
        t.mock.timers.enable({ apis: ["setInterval"] });
        const { body } = await post(gateway, "/v1/chat/completions", { model: "smacs/select", messages, stream: true });
        let text = "";
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        while (!/^: /m.test(text)) {
            t.mock.timers.tick(10_000);
            text += (await reader.read()).value;
        }
        assert.match(text, /"progress":/);
        await reader.cancel();
        await until(() => gateway.gateway.active === 0);
        assert.equal(asked(upstream).length, 1);
    });

    test("gives up in time, and decides from what has come", async () => {
        const config = { limits: { seconds: 1 } };
        const second = "Mistral-Large-Instruct-2407";
        const { client, upstream } = await set({ config, upstream: { models: [best, second] } });
        upstream.faults[best] = "silent";
        const { smacs } = await client.chat.completions.create({ model: "smacs/thorough", messages });
        assert.ok(smacs.degraded.includes("deadline"), smacs.degraded.join());
        upstream.faults[second] = "silent";
        await assert.rejects(client.chat.completions.create({ model: "smacs/thorough", messages }), { status: 504 });
    });

    test("routes without a key, and gives the core's own words", async () => {
        const { gateway, upstream } = await set();
        const wanted = tools.index.routeText(tools.embedder, question, { n: 3 });
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

    test("gives the trace of a run if it is asked for", async () => {
        const { client, upstream } = await set();
        const { smacs } = await client.chat.completions.create({
            model: "smacs/select",
            messages,
            smacs: { trace: true },
        });
        Run.replay(tools, smacs.trace).dispose();
        const text = JSON.stringify(smacs.trace);
        assert.ok(text.includes(question) && !text.includes(callersKey) && !text.includes(upstream.url));
        assert.ok(!("smacs" in asked(upstream)[0].body));
    });

    test("bounds bodies and requests, and names what it does not have", async () => {
        const config = { limits: { body_bytes: 2000, concurrent: 1 } };
        const { client, gateway, upstream } = await set({ config, upstream: { faults: { [best]: "held" } } });
        const body = { model: "smacs/route", messages };
        const statusOf = async (work) => {
            const reply = await work;
            const { error } = await reply.json();
            assert.ok(error.message.length > 10 && error.type, JSON.stringify(error));
            return reply.status;
        };
        assert.equal(await statusOf(post(gateway, "/v1/chat/completions", { ...body, user: "u".repeat(3000) })), 413);
        assert.equal(await statusOf(post(gateway, "/v1/chat/completions", "{")), 400);
        assert.equal(
            await statusOf(post(gateway, "/v1/chat/completions", body, { "content-type": "text/plain" })),
            415,
        );
        assert.equal(await statusOf(post(gateway, "/v1/completions", body)), 404);
        assert.equal(await statusOf(fetch(`${gateway.url}/v1/chat/completions`)), 405);
        // No Request can have this method, so the server itself answers.
        const [traced] = await once(request(gateway.url, { method: "TRACE" }).end(), "response");
        assert.deepEqual([traced.statusCode, traced.headers.allow], [405, "GET, POST, OPTIONS"]);
        traced.resume();
        const [unread] = await once(request(gateway.url, { path: "http://" }).end(), "response");
        assert.equal(unread.statusCode, 400);
        unread.resume();
        const held = client.chat.completions.create(body);
        await until(() => asked(upstream).length === 1);
        for (const path of ["/v1/chat/completions", "/v1/route"]) {
            assert.equal(await statusOf(post(gateway, path, body)), 503);
        }
        upstream.release();
        assert.equal((await held).choices[0].message.content, "The answer is 4.");
        assert.equal((await (await fetch(`${gateway.url}/healthz`)).json()).status, "ok");
    });

    test("callers who send no body keep no place from others, and are sent away", async () => {
        const config = { limits: { concurrent: 1, seconds: 1 } };
        const { client, gateway } = await set({ config });
        const headers = { "content-type": "application/json", "content-length": "100" };
        const slow = request(`${gateway.url}/v1/chat/completions`, { method: "POST", headers });
        slow.write("{");
        const sentAway = once(slow, "response");
        await once(slow, "socket");
        const { choices } = await client.chat.completions.create({ model: "smacs/route", messages });
        assert.equal(choices[0].message.content, "The answer is 4.");
        const [refused] = await sentAway;
        assert.deepEqual([refused.statusCode, refused.headers.connection], [408, "close"]);
        refused.resume();
    });

    test("lets no page ask that is not named", async () => {
        const friend = "https://chat.example";
        const { gateway, upstream } = await set({ config: { cors: [friend] } });
        const body = { model: "smacs/select", messages };
        const from = (origin, path = "/v1/chat/completions") => post(gateway, path, body, { origin });
        assert.equal((await from("https://evil.example")).status, 403);
        assert.equal((await from("null")).status, 403);
        assert.equal(asked(upstream).length, 0);
        const reply = await from(friend);
        assert.equal(reply.status, 200);
        assert.equal(reply.headers.get("access-control-allow-origin"), friend);
        const preflight = await fetch(`${gateway.url}/v1/chat/completions`, {
            method: "OPTIONS",
            headers: { origin: friend, "access-control-request-headers": "authorization, x-stainless-os" },
        });
        assert.equal(preflight.status, 204);
        assert.equal(preflight.headers.get("access-control-allow-headers"), "authorization, x-stainless-os");
    });

    test("ends a stream without end where the run ends it, and waits for slow readers without a warning", async () => {
        const warnings = [];
        const warned = ({ name, message }) => warnings.push(`${name}: ${message}`);
        process.on("warning", warned);
        const line = `data: ${JSON.stringify({ choices: [{ delta: { content: "x".repeat(65_536) } }] })}\n\n`;
        const endless = await listen((_, response) => {
            response.setHeader("content-type", "text/event-stream");
            const more = () => {
                while (!response.destroyed && response.write(line)) {}
            };
            response.on("drain", more);
            more();
        });
        open.push(endless);
        const { gateway } = await set({
            config: {
                endpoints: { endless: { base: `${endless.url}/v1` } },
                members: [{ id: "one", endpoint: "endless", model: best }],
            },
        });
        const reply = await post(gateway, "/v1/chat/completions", { model: "smacs/route", messages, stream: true });
        const text = await reply.text();
        assert.ok(text.length > 4 << 20 && text.length < 5 << 20, `${text.length} characters`);
        assert.match(text.slice(-9000), /"finish_reason":"length".*data: \[DONE\]\n\n$/s);
        process.off("warning", warned);
        assert.deepEqual(warnings, []);
    });

    test("says in words what is wrong with a list of models, and with replies", async () => {
        for (const [status, body, wanted] of [
            [
                200,
                "<html>It works!</html>",
                /^502 The list of models could not be read\. web: the reply could not be read/,
            ],
            [
                401,
                '{"error": {"message": "no such key"}}',
                /^401 .* web: the key was not accepted \("no such key", HTTP 401\)$/,
            ],
            [302, "", /^502 .* web: the reply could not be read \("a redirect, .* leads to \(\/\)", HTTP 302\)$/],
        ]) {
            const web = await listen((_, response) => response.writeHead(status, { location: "/" }).end(body));
            const gateway = await startGateway(web, {
                tools: async () => tools,
                config: { endpoints: { web: { base: `${web.url}/v1`, caller_key: true } } },
            });
            open.push(web, gateway);
            const reply = await post(gateway, "/v1/chat/completions", { model: "smacs/auto", messages });
            assert.match(`${reply.status} ${(await reply.json()).error.message}`, wanted);
        }
        const { gateway } = await set();
        assert.equal((await fetch(`${gateway.url}//v1/models`)).status, 404);
    });

    test("takes a caller's key to its upstream alone, and follows no redirect with it", async () => {
        const elsewhere = [];
        const other = await listen((request, response) => {
            elsewhere.push(request.headers);
            response.end("{}");
        });
        const turning = await listen((_, response) => response.writeHead(307, { location: `${other.url}/v1` }).end());
        const local = await startUpstream({ key: undefined, models: ["gemma-2-9b-it"] });
        open.push(other, turning, local);
        const config = { endpoints: { turning: { base: `${turning.url}/v1`, caller_key: true } } };
        const { client } = await set({
            config: { ...config, members: [{ id: "one", endpoint: "turning", model: best }] },
        });
        for (const model of ["smacs/select", "smacs/route"]) {
            await assert.rejects(client.chat.completions.create({ model, messages }), OpenAI.APIError);
        }
        assert.deepEqual(elsewhere, []);

        const upstream = await startUpstream();
        const gateway = await startGateway(upstream, {
            tools: async () => tools,
            config: {
                endpoints: {
                    paid: { base: `${upstream.url}/v1`, caller_key: true },
                    local: { base: `${local.url}/v1` },
                },
            },
        });
        open.push(upstream, gateway);
        const { smacs } = await clientOf(gateway).chat.completions.create({ model: "smacs/thorough", messages });
        assert.ok(smacs.models.some(({ model }) => model.startsWith("paid/")));
        for (const { headers } of upstream.requests) {
            assert.equal(headers.authorization, `Bearer ${callersKey}`);
        }
        assert.ok(local.requests.length > 0 && local.requests.every(({ headers }) => !("authorization" in headers)));
    });

    test("keeps its own key from callers, and its access key from upstreams", async () => {
        const own = "sk-of-the-gateway-9876543210";
        const env = { OWN: own, ACCESS: "an access key of callers" };
        const parts = { answers: () => `Your key is ${own}. The answer is 4.`, key: own };
        const upstream = await startUpstream(parts);
        open.push(upstream);
        const endpoints = { upstream: { base: `${upstream.url}/v1`, key_env: "OWN" } };
        const gateway = await startGateway(upstream, {
            env,
            tools: async () => tools,
            config: { endpoints, access_key_env: "ACCESS" },
        });
        open.push(gateway);
        const client = clientOf(gateway, { apiKey: env.ACCESS });
        for (const model of ["smacs/select", "smacs/route"]) {
            const reply = JSON.stringify(await client.chat.completions.create({ model, messages }));
            assert.match(reply, /Your key is \[key\]/);
            assert.ok(!reply.includes(own));
        }
        assert.ok(upstream.requests.every(({ headers }) => headers.authorization === `Bearer ${own}`));
        const before = upstream.requests.length;
        for (const apiKey of ["wrong", `${env.ACCESS}.`, own]) {
            const stranger = clientOf(gateway, { apiKey });
            await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
            await assert.rejects(
                stranger.chat.completions.create({ model: "smacs/select", messages }),
                OpenAI.AuthenticationError,
            );
        }
        assert.equal(upstream.requests.length, before);
        assert.ok(!JSON.stringify(gateway.reports).includes(own));
        // A key of the gateway's own that is refused is no fault of the caller's.
        const stale = await startGateway(upstream, {
            env: { OWN: "sk-a-stale-key-0123456789" },
            tools: async () => tools,
            config: { endpoints, open: true },
        });
        open.push(stale);
        await assert.rejects(clientOf(stale).chat.completions.create({ model: "smacs/select", messages }), {
            status: 502,
        });
    });

    test("asks the members that the config names, no more at once than it allows", async () => {
        let calls = 0;
        const counting = (...args) => {
            calls++;
            return fetch(...args);
        };
        const upstream = await startUpstream({ holdAfter: 0 });
        const gateway = await startGateway(upstream, {
            tools: async () => tools,
            fetch: counting,
            config: {
                endpoints: { up: { base: `${upstream.url}/v1/`, caller_key: true, parallel: 2 } },
                members: [
                    {
                        id: "large",
                        endpoint: "up",
                        model: "whatever-70b",
                        index: "Llama-3.1-70B-Instruct",
                        price_input: 1,
                    },
                    { id: "small", endpoint: "up", model: "gemma-2-9b-it", price_input: 1, price_output: 1 },
                    { id: "new", endpoint: "up", model: "nobody-knows-it" },
                ],
                run: { eager: true, early_stop: false },
            },
        });
        open.push(upstream, gateway);
        const asking = clientOf(gateway).chat.completions.create({ model: "smacs/select", messages });
        await until(() => asked(upstream).length === 2);
        // A run that is eager sends all its calls at once.
        assert.equal(calls, 2);
        upstream.release();
        const { smacs } = await asking;
        assert.equal(calls, 3);
        const names = Object.fromEntries(smacs.models.map(({ model, index_model }) => [model, index_model]));
        assert.deepEqual(names, { large: "Llama-3.1-70B-Instruct", small: "Gemma-2-9B-it", new: null });
        assert.equal(smacs.models.find(({ model }) => model === "small").cost, 24e-6);
    });

    test("loads the core again after a crash", async () => {
        const upstream = await startUpstream();
        let loads = 0;
        const gateway = await startGateway(upstream, {
            tools: () => {
                loads++;
                return load();
            },
        });
        open.push(upstream, gateway);
        const first = await gateway.gateway.ready();
        // What a crash leaves behind.
        first.dispose();
        const client = clientOf(gateway, { maxRetries: 0 });
        const { choices } = await client.chat.completions.create({ model: "smacs/select", messages });
        assert.equal(choices[0].message.content, answers("", ""));
        assert.equal(loads, 2);
        (await gateway.gateway.ready()).dispose();
    });
});
