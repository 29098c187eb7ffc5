// Sharded indexes over HTTP: by ranges, from hosts that ignore them, cut them, answer for other files, or change them.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { Embedder, ScoreIndex, ShardedIndex, Smacs } from "smacs";
import { listen } from "../../tests/local-server.mjs";
import { smacs as command, coreBytes, files, needsFiles, withCode } from "./support.mjs";

describe("sharded indexes", needsFiles, () => {
    const folder = mkdtempSync(join(tmpdir(), "smacs-shards-"));
    const question = "how many apples remain";
    let smacs;
    let embedder;
    let server;
    /** What the server does with a request for cells: "range", "whole", "cut", "shifted", "missing", "broken", "endless", "flood". */
    let manner;
    let asked;

    /** @param {import("node:http").ServerResponse} response */
    function answer(request, response) {
        const name = basename(new URL(request.url, "http://localhost").pathname);
        const bytes = readFileSync(join(folder, name));
        asked.push({ name, range: request.headers.range });
        const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
        if (first === undefined || manner === "whole" || manner === "endless") {
            response.writeHead(200, manner === "endless" && first ? {} : { "content-length": bytes.length });
            response.write(bytes);
            response.end();
            return;
        }
        if (manner === "flood") {
            response.writeHead(206);
            const more = () => {
                while (response.write(Buffer.alloc(65536))) {}
                response.once("drain", more);
            };
            more();
            return;
        }
        if (manner === "missing") {
            response.writeHead(404).end("not here");
            return;
        }
        const start = Number(first) + (manner === "shifted" ? 16 : 0);
        const part = Buffer.from(bytes.subarray(start, Number(last) + 1 + (manner === "shifted" ? 16 : 0)));
        const sent = manner === "cut" ? part.subarray(0, part.length - 3) : part;
        if (manner === "broken") {
            sent[40] ^= 1;
        }
        response.writeHead(206, {
            "content-length": sent.length,
            ...(manner !== "cut" && { "content-range": `bytes ${start}-${start + sent.length - 1}/${bytes.length}` }),
        });
        response.end(sent);
    }

    const shard = (name, ...options) =>
        command("index", "shard", files().file("default.smx"), "--out", join(folder, name), ...options);
    const load = (name = "bank.smh", options = {}) =>
        ShardedIndex.load(smacs, `${server.url}/${name}`, { cache: null, ...options });
    /** A route without what only places in an index differ by. */
    const plain = ({ neighbours, ...route }) => ({
        ...route,
        neighbours: neighbours.map(({ number, text, keywords, ...rest }) => rest),
    });

    before(async () => {
        smacs = await Smacs.load(coreBytes());
        embedder = Embedder.open(smacs, files().bytes("default.sme"));
        shard("bank.smh", "--cells", "8", "--megabytes", "0.003");
        server = await listen(answer);
    });
    beforeEach(() => {
        manner = "range";
        asked = [];
    });
    after(async () => {
        await server?.close();
        smacs?.dispose();
        rmSync(folder, { recursive: true });
    });

    test("with all cells, routes as the whole index does", async () => {
        const whole = ScoreIndex.open(smacs, files().bytes("default.smx"));
        const index = await load();
        assert.equal(index.info.questions, 60);
        assert.deepEqual(index.info.models, whole.info.models);
        assert.deepEqual(index.match(["made/ada"]), whole.match(["made/ada"]));
        const earlier = ["which animal barks at night"];
        const inTalk = { earlier };
        for (const options of [{}, { n: 2, k: 5 }, { mode: "paper", k: 9 }, inTalk, { mode: "paper", earlier }]) {
            const found = await index.route(embedder, question, { ...options, share: 1 });
            assert.equal(found.earlier, options === inTalk ? 1 : 0);
            assert.deepEqual(plain(found), plain(whole.route(embedder, question, options)));
        }
        whole.dispose();
        index.dispose();
    });

    test("the README's example works", async () => {
        const home = new URL(".", import.meta.resolve("smacs/package.json"));
        const { modelsNear } = await import(new URL("examples/shards.mjs", home));
        const addresses = { head: `${server.url}/bank.smh`, embedder: `${server.url}/default.sme` };
        writeFileSync(join(folder, "default.sme"), files().bytes("default.sme"));
        const { panel, fetched } = await modelsNear(question, addresses);
        assert.equal(panel.length, 3);
        assert.ok(fetched.requests > 0 && fetched.bytes > 0);
    });

    test("fetches its nearest cells in ranges, once", async () => {
        const index = await load();
        const route = await index.route(embedder, question, { share: 0.3 });
        assert.ok(route.neighbour_count > 0 && route.neighbour_count <= 18);
        assert.equal(route.questions, 60);
        const { requests, bytes } = index.fetched;
        assert.ok(requests >= 1 && requests <= 8 && asked.slice(1).every(({ range }) => range), JSON.stringify(asked));
        assert.ok(bytes < 10_000, `${bytes} bytes`);
        const again = await index.route(embedder, question, { share: 0.3 });
        assert.deepEqual(again, route);
        assert.equal(index.fetched.requests, requests);
        assert.ok(index.fetched.cached >= 1);
        index.dispose();
    });

    test("its near index serves for more than one route", async () => {
        const index = await load();
        const near = await index.near(embedder, question, { share: 0.5 });
        assert.equal(near.info.questions, 60);
        assert.deepEqual(near.route(embedder, question), await index.route(embedder, question, { share: 0.5 }));
        // By its vector, which is not told apart from the embedder's.
        const vector = embedder.embed(question);
        const options = { share: 0.5, n: 2 };
        const [byVector, byText] = [await index.route(vector, options), await index.route(embedder, question, options)];
        assert.deepEqual(byVector.panel, byText.panel);
        assert.deepEqual(plain(byVector).neighbours, plain(byText).neighbours);
        await assert.rejects(index.route(vector.subarray(1)), withCode("mismatch"));
        for (const [number, message] of [
            [Number.NaN, /not finite/],
            [0, /all zeros/],
        ]) {
            await assert.rejects(index.near([...vector].fill(number)), { code: "argument", message });
        }
        near.dispose();
        index.dispose();
        assert.throws(() => near.route(embedder, question), withCode("disposed"));
        await assert.rejects(index.route(embedder, question), withCode("disposed"));
    });

    test("keeps pieces in a cache that is given, under the build's name", async () => {
        const kept = new Map();
        const cache = { get: async (key) => kept.get(key), put: async (key, bytes) => void kept.set(key, bytes) };
        const first = await load("bank.smh", { cache });
        const route = await first.route(embedder, question);
        assert.ok([...kept.keys()].every((key) => key.startsWith(`${first.info.digest}/`)));
        first.dispose();
        const second = await load("bank.smh", { cache });
        assert.deepEqual(await second.route(embedder, question), route);
        assert.equal(second.fetched.requests, 0);
        second.dispose();
        // What is wrong in the cache is fetched again.
        for (const bytes of kept.values()) {
            bytes[50] ^= 1;
        }
        const third = await load("bank.smh", { cache });
        assert.deepEqual(await third.route(embedder, question), route);
        assert.ok(third.fetched.requests > 0);
        third.dispose();
        const broken = { get: () => Promise.reject(new Error("full")), put: () => Promise.reject(new Error("full")) };
        const fourth = await load("bank.smh", { cache: broken });
        assert.deepEqual(await fourth.route(embedder, question), route);
        fourth.dispose();
    });

    test("lets the oldest quarter go from the browser's cache when it is full", async () => {
        const { browserCache } = await import(new URL("dist/ranges.js", import.meta.resolve("smacs/package.json")));
        const pieces = new Map();
        const store = {
            match: async (at) => pieces.get(at)?.clone(),
            put: async (at, response) => void pieces.set(at, response),
            keys: async () => [...pieces.keys()],
            delete: async (at) => pieces.delete(at),
        };
        globalThis.caches = { open: async () => store };
        try {
            const cache = await browserCache("made", 8);
            for (let i = 0; i < 9; i++) {
                await cache.put(`build/${i}`, Uint8Array.of(i));
            }
            assert.equal(pieces.size, 6);
            assert.equal(await cache.get("build/2"), undefined);
            assert.deepEqual(await cache.get("build/3"), Uint8Array.of(3));
        } finally {
            delete globalThis.caches;
        }
    });

    test("reads a file whole, once, from a host that ignores ranges", async () => {
        manner = "whole";
        const index = await load();
        const by = await index.route(embedder, question, { share: 1 });
        const names = asked.map(({ name }) => name);
        assert.equal(by.questions, 60);
        await index.route(embedder, "which animal barks", { share: 1 });
        assert.deepEqual(
            asked.map(({ name }) => name),
            names,
        );
        index.dispose();
    });

    test("says what is wrong with a host", async () => {
        for (const [kind, code, words] of [
            ["cut", "truncated", /\d+ of \d+ bytes arrived/],
            ["shifted", "truncated", /was sent bytes/],
            ["flood", "truncated", /more than \d+ bytes arrived/],
            ["missing", "fetch", /404/],
            ["broken", "checksum", /damaged|CRC/],
            ["endless", "fetch", /ignores range requests, and the whole is of unknown size/],
        ]) {
            manner = kind;
            const index = await load();
            await assert.rejects(index.route(embedder, question), (error) => {
                assert.match(error.message, words);
                return withCode(code)(error);
            });
            manner = "range";
            assert.equal((await index.route(embedder, question)).questions, 60, `after ${kind}`);
            index.dispose();
        }
    });

    test("tells when the files are of another build than the head", async () => {
        const index = await load();
        shard("bank.smh", "--cells", "5", "--seed", "3");
        await assert.rejects(index.route(embedder, question), (error) => withCode(error.code)(error));
        index.dispose();
        shard("bank.smh", "--cells", "8", "--megabytes", "0.003");
        const fresh = await load();
        assert.equal((await fresh.route(embedder, question)).questions, 60);
        fresh.dispose();
    });

    test("refuses what does not go with it", async () => {
        await assert.rejects(load("bank.smx"), withCode("argument"));
        const index = await load();
        const other = Embedder.open(smacs, files().bytes("other.sme"));
        await assert.rejects(index.route(other, question), withCode("mismatch"));
        await assert.rejects(index.route(embedder, question, { share: 0 }), withCode("argument"));
        await assert.rejects(index.route(embedder, " "), withCode("empty"));
        const stopped = AbortSignal.abort(new Error("stopped"));
        await assert.rejects(index.route(embedder, question, { signal: stopped }), /stopped/);
        assert.equal(index.fetched.requests, 0);
        index.dispose();
        other.dispose();
    });
});
