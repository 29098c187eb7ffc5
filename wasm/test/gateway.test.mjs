// The gateway, asked by the official client of the API that it speaks.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import OpenAI from "openai";
import { Run } from "smacs";
import { testPatience, until } from "../../tests/patience.mjs";
import {
    answers,
    asked,
    best,
    callersKey,
    chunksOf,
    clientOf,
    gatewayBench,
    load,
    messages,
    post,
    question,
    startGateway,
    startUpstream,
    textOf,
} from "./gateway-support.mjs";
import { needsCore } from "./support.mjs";

describe("gateway", { ...needsCore, timeout: testPatience }, () => {
    const bench = gatewayBench();
    const { open, set } = bench;

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
                    const overloaded = /Llama-3.1-405B-Instruct: the service is overloaded \("/;
                    assert.match(error.message, status === 503 ? overloaded : /Llama-3.1-405B-Instruct: /);
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

    test("gives the trace of a run if it is asked for", async () => {
        const { client, upstream } = await set();
        const { smacs } = await client.chat.completions.create({
            model: "smacs/select",
            messages,
            smacs: { trace: true },
        });
        Run.replay(bench.tools, smacs.trace).dispose();
        const text = JSON.stringify(smacs.trace);
        assert.ok(text.includes(question) && !text.includes(callersKey) && !text.includes(upstream.url));
        assert.ok(!("smacs" in asked(upstream)[0].body));
    });

    test("asks the members that the config names, no more at once than it allows", async () => {
        let calls = 0;
        const counting = (...args) => {
            calls++;
            return fetch(...args);
        };
        const upstream = await startUpstream({ holdAfter: 0 });
        const gateway = await startGateway(upstream, {
            tools: async () => bench.tools,
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
