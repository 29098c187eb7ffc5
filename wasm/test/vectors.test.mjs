// Vectors of one's own: indexes whose vectors a model outside made, and endpoints that give them.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ask, Embedder, failureText, hostedEmbedder, Run, ScoreIndex, Smacs, SmacsWorker } from "smacs";
import { listen } from "../../tests/local-server.mjs";
import { smacs as command, needsFiles } from "./support.mjs";

const model = "made-embed";
const key = "sk-made-up-for-this-test";
/** Ten questions in a plane, each in another direction. */
const rows = Array.from({ length: 10 }, (_, i) => [Math.cos(i), Math.sin(i), 0.1]);

/** A clock whose waits between attempts take no time, and whose limits never end. */
const clock = {
    now: () => 0,
    after(ms, run) {
        if (ms < 60_000) {
            queueMicrotask(run);
        }
        return () => {};
    },
};

describe("vectors of one's own", needsFiles, () => {
    const folder = mkdtempSync(join(tmpdir(), "smacs-vectors-"));
    after(() => rmSync(folder, { recursive: true }));
    let smacs;
    let embedder;
    let index;
    before(async () => {
        const lines = (list) => list.map((line) => `${JSON.stringify(line)}\n`).join("");
        const at = (name) => join(folder, name);
        writeFileSync(
            at("bank.jsonl"),
            lines(
                rows.map((_, i) => ({
                    id: `q${i}`,
                    question: `question ${i}`,
                    scores: { ada: i % 2, ben: 1 - (i % 2) },
                })),
            ),
        );
        writeFileSync(at("v.jsonl"), lines(rows));
        const vectors = ["--vectors", at("v.jsonl"), "--embedding-model", model];
        command("index", "build", "--bank", at("bank.jsonl"), ...vectors, "--out", at("x.smx"));
        command("embedder", "train", "--bank", at("bank.jsonl"), "--dim", "16", "--out", at("e.sme"));
        smacs = await Smacs.load();
        embedder = Embedder.open(smacs, readFileSync(at("e.sme")));
        index = ScoreIndex.open(smacs, readFileSync(at("x.smx")));
    });

    /** A server for one test; `does` answers what was asked. */
    async function serve(t, does) {
        const seen = [];
        const { url, close } = await listen(async (request, response) => {
            const pieces = [];
            for await (const piece of request) {
                pieces.push(piece);
            }
            const body = JSON.parse(Buffer.concat(pieces).toString());
            seen.push({ body, path: request.url, key: request.headers.authorization });
            const { status = 200, headers = {}, ...reply } = does(body, seen.length);
            response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(reply));
        });
        t.after(close);
        return { base: `${url}/v1/`, seen };
    }
    const given = ({ input }) => ({
        data: input.map((text, at) => ({ index: at, embedding: rows[+text.split(" ")[1]] })).reverse(),
    });
    const nearest = (route) => route.neighbours[0].id;

    test("the index says whose its vectors are, and a vector is routed", () => {
        assert.deepEqual([index.info.dim, index.info.embedder.name, index.info.embedder.outside], [16, model, 3]);
        for (const [i, row] of rows.entries()) {
            assert.equal(nearest(index.route(row, { k: 1 })), `q${i}`);
        }
        assert.deepEqual(index.route(Float32Array.from(rows[3]), { n: 1 }).panel.length, 1);
        assert.throws(() => index.route([1, 0]), { code: "mismatch", detail: model });
        assert.throws(() => index.route([1, 0, Number.NaN]), { code: "argument" });
        assert.throws(() => index.route([0, -0, 0]), { code: "argument", message: /all zeros/ });
        assert.throws(() => index.route(rows[0], { x: 1 }), { code: "schema" });
    });

    test("an endpoint embeds the question", async (t) => {
        const { base, seen } = await serve(t, (body, times) =>
            times === 1 ? { status: 503, error: { message: "busy" } } : given(body),
        );
        const hosted = hostedEmbedder({ base, model, key, dimensions: 3, clock });
        assert.equal(nearest(await hosted.route(index, "question 4", { k: 1 })), "q4");
        assert.equal(seen.length, 2);
        assert.deepEqual(seen[1], {
            body: { model, input: ["question 4"], dimensions: 3 },
            path: "/v1/embeddings",
            key: `Bearer ${key}`,
        });
        const texts = Array.from({ length: 70 }, (_, i) => `question ${i % 10}`);
        assert.deepEqual(
            await hosted.embed(texts),
            texts.map((_, i) => rows[i % 10]),
        );
        assert.deepEqual(
            seen.slice(2).map(({ body }) => body.input.length),
            [32, 32, 6],
        );
    });

    test("another model is refused before anything is sent", async (t) => {
        const { base, seen } = await serve(t, given);
        const other = hostedEmbedder({ base, model: "other" });
        await assert.rejects(other.route(index, "question 1"), { code: "mismatch", detail: model });
        assert.equal(seen.length, 0);
    });

    test("a reply that names another model is refused; houses, tags and files are no other", async (t) => {
        let served = "house/other-embed-9b";
        const { base } = await serve(t, (body) => ({ ...given(body), model: served }));
        const hosted = hostedEmbedder({ base, model });
        await assert.rejects(hosted.vector(index, "question 1"), {
            code: "mismatch",
            detail: "house/other-embed-9b",
            message: /made the vectors, not made-embed/,
        });
        const files = ["made-embed-q8_0.gguf", "/models/made-embed.gguf", "made-embed@q4_k_m"];
        const dated = ["made-embed-2024-07-18", "made-embed-20240718"];
        for (served of ["House/Made-Embed:latest", ...files, ...dated, "", 7]) {
            assert.deepEqual(await hosted.vector(index, "question 1"), rows[1], served);
        }
        for (const other of ["made-embed.5", "made-embed-v2", "made", "made-embed-large", "House/Made-Embed1:latest"]) {
            served = other;
            await assert.rejects(hosted.vector(index, "question 1"), { code: "mismatch", detail: other });
        }
    });

    test("what an endpoint does not give is a failure, without the key", async (t) => {
        const replies = {
            refused: { status: 401, error: { message: `wrong key ${key}` } },
            few: { data: [] },
            twice: {
                data: [
                    { index: 0, embedding: [1] },
                    { index: 0, embedding: [1] },
                ],
            },
            words: { data: [{ index: 0, embedding: ["1"] }] },
            zeros: { data: [{ embedding: [0, 0, 0] }] },
            packed: { data: [{ embedding: "AACAPwAAAAA=" }] },
            inside: { error: { message: "no such model here" } },
            texts: { data: [{ index: "0", embedding: [1] }] },
            away: { status: 307, headers: { Location: "/v1/elsewhere" } },
        };
        const { base, seen } = await serve(t, (body) => replies[body.model]);
        for (const [name, [kind, words]] of Object.entries({
            refused: ["auth", /wrong/],
            few: ["bad-response", /one embedding/],
            twice: ["bad-response", /one embedding/],
            words: ["bad-response", /one embedding/],
            zeros: ["bad-response", /all zeros/],
            packed: ["bad-response", /base64/],
            inside: ["unknown-model", /no such model here/],
            texts: ["bad-response", /"index" that is no whole number/],
            away: [
                "bad-response",
                /a redirect, which is not followed: give the address that it leads to \(\/v1\/elsewhere\)/,
            ],
        })) {
            await assert.rejects(hostedEmbedder({ base, model: name, key }).embed(["x"]), (error) => {
                assert.equal(error.kind, kind, name);
                assert.match(error.message, words);
                assert.ok(!JSON.stringify(error).includes(key) && !error.message.includes(key));
                return true;
            });
        }
        assert.equal(seen.length, Object.keys(replies).length);
        assert.ok(seen.every(({ path }) => path === "/v1/embeddings"));
        const nobody = hostedEmbedder({ base: "http://127.0.0.1:1", model, clock });
        await assert.rejects(nobody.embed(["x"]), (error) => {
            assert.equal(error.message, "no connection");
            assert.equal(failureText(error), "no connection");
            return error.kind === "network";
        });
    });

    test("options that are missing or wrong are named", () => {
        const base = "http://127.0.0.1:1";
        for (const [name, options] of [
            ["base", {}],
            ["base", { base: "", model }],
            ["model", { base }],
            ["model", { base, model: "" }],
            ["dimensions", { base, model, dimensions: -1 }],
            ["dimensions", { base, model, dimensions: 1.5 }],
            ["timeout", { base, model, timeout: 0 }],
        ]) {
            const wrong = { code: "argument", detail: name, message: new RegExp(`needs ${name}`) };
            assert.throws(() => hostedEmbedder(options), wrong);
        }
    });

    test("an aborted call rejects with the reason", async (t) => {
        const { base } = await serve(t, given);
        const reason = new Error("enough");
        const hosted = hostedEmbedder({ base, model });
        await assert.rejects(hosted.embed(["question 1"], { signal: AbortSignal.abort(reason) }), reason);
    });

    test("an index of an embedder file is not routed by an endpoint", async () => {
        const bank = join(folder, "bank.jsonl");
        command("index", "build", "--bank", bank, "--embedder", join(folder, "e.sme"), "--out", join(folder, "y.smx"));
        const plain = ScoreIndex.open(smacs, readFileSync(join(folder, "y.smx")));
        assert.equal(plain.info.embedder.outside, undefined);
        assert.deepEqual(
            plain.route([...embedder.embed("question 4")]).neighbours,
            plain.route(embedder, "question 4").neighbours,
        );
        await assert.rejects(hostedEmbedder({ base: "http://127.0.0.1:1", model }).route(plain, "x"), {
            code: "mismatch",
        });
        assert.throws(() => index.route(embedder, "question 4"), { code: "mismatch" });
    });

    test("a worker routes a vector, and a question by the endpoint", async (t) => {
        const { base } = await serve(t, given);
        const worker = new SmacsWorker();
        t.after(() => worker.dispose());
        assert.throws(() => worker.info, { code: "empty" });
        await worker.load({ index: readFileSync(join(folder, "x.smx")) });
        assert.equal(worker.info.embedder.name, model);
        const here = index.route(rows[6], { n: 1 });
        assert.deepEqual(await worker.route(Float64Array.from(rows[6]), { n: 1 }), here);
        assert.deepEqual(await hostedEmbedder({ base, model }).route(worker, "question 6", { n: 1 }), here);
        await assert.rejects(worker.route([1]), { code: "mismatch" });
        await assert.rejects(worker.route("question 6"), { code: "empty" });
    });

    describe("a run", () => {
        const host = { call: async () => ({ text: "The answer is 4.", finish: "stop" }) };
        const pool = ["ada", "ben"].map((id) => ({ id, model: id }));
        const asking = (embed, more) => {
            const tools = { embedder, index, ...more?.tools };
            return ask("question 4", { pool, host, config: { mode: "select" }, embed, ...more, tools });
        };

        test("by an endpoint or a function has the priors of the vector's route", async (t) => {
            const { base, seen } = await serve(t, given);
            const hosted = hostedEmbedder({ base, model, key });
            for (const embed of [hosted, async () => Float64Array.from(rows[4]), () => rows[4]]) {
                const run = asking(embed);
                assert.throws(() => run.trace(), { code: "empty" });
                const { view, answer } = await run.finish();
                assert.equal(answer.text, "The answer is 4.");
                assert.deepEqual(
                    Object.fromEntries(view.panel.map((one) => [one.model, one.prior])),
                    index.route(rows[4]).priors,
                );
                const { request } = JSON.parse(run.trace());
                assert.deepEqual(request.vector, rows[4]);
                assert.ok(!run.trace().includes(key));
                const again = Run.replay({ embedder, index }, run.trace());
                assert.equal(again.view().phase, "done");
                again.dispose();
            }
            assert.deepEqual(
                seen.map(({ body }) => body.input),
                [["question 4"]],
            );
        });

        test("is refused with the reason where index and vectors do not go together", async (t) => {
            const { base, seen } = await serve(t, given);
            const plain = { embedder, index: undefined };
            for (const [embed, more, reason] of [
                [undefined, {}, { code: "mismatch", detail: model, message: /needs embed$/ }],
                [() => null, {}, { code: "argument", message: /^embed / }],
                ["a text", {}, { code: "argument", message: /^embed / }],
                [() => [0, 0, 0], {}, { code: "argument", message: /all zeros/ }],
                [hostedEmbedder({ base, model: "other" }), {}, { code: "mismatch", detail: model }],
                [() => [1, 2], {}, { code: "mismatch", detail: model }],
                [() => [1, 2, "3x"], {}, { code: "schema" }],
                [() => rows[4], { tools: plain }, { code: "argument", message: /no index/ }],
                [hostedEmbedder({ base, model }), { tools: plain }, { code: "mismatch", message: /no index/ }],
                [() => rows[4], { pool: [] }, { code: "empty" }],
            ]) {
                await assert.rejects(async () => asking(embed, more).finish(), reason);
            }
            assert.equal(seen.length, 0);
            const long = await serve(t, () => ({ data: [{ embedding: [1, 2, 3, 4] }] }));
            await assert.rejects(asking(hostedEmbedder({ base: long.base, model })).finish(), {
                code: "mismatch",
                message: /4 numbers, not 3/,
            });
            const away = await serve(t, () => ({ status: 401, error: { message: "no" } }));
            await assert.rejects(asking(hostedEmbedder({ base: away.base, model })).finish(), { code: "auth" });
        });

        test("can be given up while its question is embedded", async () => {
            const reason = new Error("enough");
            const signals = [];
            const never = (_, { signal }) => {
                signals.push(signal);
                return new Promise((_resolve, reject) => {
                    signal.addEventListener("abort", () => reject(signal.reason));
                });
            };
            const controller = new AbortController();
            const aborted = asking(never, { signal: controller.signal });
            const stopped = asking(never);
            const left = asking(never);
            assert.throws(() => stopped.drop("ada"), { code: "empty" });
            controller.abort(reason);
            await assert.rejects(aborted.finish(), reason);
            stopped.stop();
            await assert.rejects(stopped.finish(), { name: "NoAnswer", code: "cancelled" });
            await left.return();
            assert.equal((await left.next()).done, true);
            assert.ok(signals.every(({ aborted: ended }) => ended));
            const deaf = new AbortController();
            const unheard = asking(() => new Promise(() => {}), { signal: deaf.signal });
            deaf.abort(reason);
            await assert.rejects(unheard.finish(), reason);
            await assert.rejects(asking(never, { signal: AbortSignal.abort(reason) }).finish(), reason);
        });
    });
});
