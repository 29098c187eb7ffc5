// A gateway whose index has the vectors of a model outside: an endpoint makes those of questions.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { loadTools } from "smacs";
import { listen } from "../../tests/local-server.mjs";
import { testPatience } from "../../tests/patience.mjs";
import { clientOf, deciding, messages, post, question, startGateway, startUpstream } from "./gateway-support.mjs";
import { smacs as command, needsFiles } from "./support.mjs";

const model = "made-embed";
const rows = Array.from({ length: 10 }, (_, i) => [Math.cos(i), Math.sin(i), 0.1]);
const asked = ["Athene-70B", "Llama-3.1-8B-Instruct"];

describe("a gateway with vectors from outside", { ...needsFiles, timeout: testPatience }, () => {
    const folder = mkdtempSync(join(tmpdir(), "smacs-gateway-vectors-"));
    const open = [];
    let tools;
    before(async () => {
        const lines = (name, list) => {
            writeFileSync(join(folder, name), list.map((line) => `${JSON.stringify(line)}\n`).join(""));
            return join(folder, name);
        };
        const bank = lines(
            "bank.jsonl",
            rows.map((_, i) => ({ id: `q${i}`, question: `q ${i}`, scores: { [asked[0]]: i % 2, [asked[1]]: 1 } })),
        );
        const own = ["--vectors", lines("v.jsonl", rows), "--embedding-model", model, "--out", join(folder, "x.smx")];
        command("index", "build", "--bank", bank, ...own);
        tools = await loadTools({
            embedder: readFileSync(deciding.embedder),
            index: readFileSync(join(folder, "x.smx")),
        });
    });
    after(() => {
        tools?.dispose();
        rmSync(folder, { recursive: true });
    });
    afterEach(async () => {
        await Promise.all(open.splice(0).map((one) => one.close()));
    });

    /** An endpoint of embeddings that needs `key`; and a gateway that has it. */
    async function set({ does = () => ({ data: [{ embedding: rows[4] }] }), status = 200, ...more } = {}) {
        const seen = [];
        const embeddings = await listen(async (request, response) => {
            const pieces = [];
            for await (const piece of request) {
                pieces.push(piece);
            }
            seen.push({ body: JSON.parse(Buffer.concat(pieces)), key: request.headers.authorization });
            response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(does()));
        });
        const upstream = await startUpstream({ models: asked });
        open.push(embeddings, upstream);
        const given = { base: `${embeddings.url}/v1`, key_env: "EMBED", ...more };
        const gateway = await startGateway(upstream, {
            tools: async () => tools,
            config: { embeddings: given, open: true },
            env: { EMBED: "sk-of-the-embeddings" },
        });
        open.push(gateway);
        return { gateway, upstream, seen, client: clientOf(gateway, { maxRetries: 0 }) };
    }

    test("answers and routes by the vector that the endpoint gives, with its own key", async () => {
        const { client, gateway, seen } = await set();
        const { choices, smacs } = await client.chat.completions.create({
            model: "smacs/select",
            messages,
            smacs: { trace: true },
        });
        assert.equal(choices[0].message.content, "The answer is 4.");
        assert.deepEqual(smacs.trace.request.vector, rows[4]);
        const stream = await client.chat.completions.create({ model: "smacs/route", messages, stream: true });
        const texts = [];
        for await (const chunk of stream) {
            texts.push(chunk.choices[0]?.delta.content ?? "");
        }
        assert.equal(texts.join(""), "The answer is 4.");
        const routed = await (await post(gateway, "/v1/route", { question, n: 1 })).json();
        assert.deepEqual(routed, JSON.parse(JSON.stringify(tools.index.route(rows[4], { n: 1 }))));
        assert.deepEqual(
            seen,
            Array(3).fill({ body: { model, input: [question] }, key: "Bearer sk-of-the-embeddings" }),
        );
        assert.deepEqual(gateway.errors, []);
    });

    test("says why a question has no vector, before a model is asked", async () => {
        for (const [how, status, words] of [
            [{ status: 401, does: () => ({ error: { message: "no" } }) }, 502, /no vector.*made-embed.*own/],
            [{ does: () => ({ data: [{ embedding: [1, 2] }] }) }, 502, /2 numbers, not 3/],
            [{ does: () => ({ data: [] }) }, 502, /no vector/],
            [{ does: () => ({ data: [{ embedding: [0, 0, 0] }] }) }, 502, /all zeros/],
        ]) {
            const { client, gateway, upstream } = await set(how);
            for (const body of [
                { model: "smacs/auto", messages },
                { model: "smacs/fast", messages, stream: true },
            ]) {
                await assert.rejects(client.chat.completions.create(body), (error) => {
                    assert.equal(error.status, status);
                    assert.match(error.message, words);
                    return true;
                });
            }
            assert.equal((await post(gateway, "/v1/route", { question })).status, status);
            assert.ok(upstream.requests.every(({ method }) => method === "GET"));
            assert.deepEqual(gateway.errors, []);
        }
    });

    test("an index and a config that do not go together do not start", async () => {
        const upstream = await startUpstream();
        open.push(upstream);
        const given = { base: "http://127.0.0.1:9/v1" };
        for (const [config, load, words] of [
            [{}, async () => ({ ...tools, dispose() {} }), /come from made-embed: name an endpoint .*--embeddings URL/],
            [
                { embeddings: { ...given, model: "other" } },
                async () => ({ ...tools, dispose() {} }),
                /come from made-embed, not from other/,
            ],
            [
                { embeddings: given },
                () => loadTools({ embedder: readFileSync(deciding.embedder), index: readFileSync(deciding.index) }),
                /an embedder file made the vectors/,
            ],
        ]) {
            const { gateway, close } = await startGateway(upstream, { config, tools: load });
            open.push({ close });
            await assert.rejects(gateway.ready(), (error) => {
                assert.equal(error.code, "mismatch");
                assert.match(error.message, words);
                return true;
            });
        }
    });
});
