// What the gateway keeps out and keeps to itself: bodies, pages, keys, fields, streams without end.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import process from "node:process";
import { describe, test } from "node:test";
import OpenAI from "openai";
import { listen } from "../../tests/local-server.mjs";
import { testPatience, until } from "../../tests/patience.mjs";
import {
    asked,
    best,
    callersKey,
    clientOf,
    gatewayBench,
    messages,
    post,
    startGateway,
    startUpstream,
} from "./gateway-support.mjs";
import { needsCore } from "./support.mjs";

describe("the guards of the gateway", { ...needsCore, timeout: testPatience }, () => {
    const bench = gatewayBench();
    const { open, set } = bench;

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
                tools: async () => bench.tools,
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
            tools: async () => bench.tools,
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
            tools: async () => bench.tools,
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
            tools: async () => bench.tools,
            config: { endpoints, open: true },
        });
        open.push(stale);
        await assert.rejects(clientOf(stale).chat.completions.create({ model: "smacs/select", messages }), {
            status: 502,
        });
    });
});
