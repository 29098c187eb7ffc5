// Indexes and routes with vectors of one's own: from files, and from an endpoint.
import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { serve } from "./chat-server.mjs";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const bank = records("made", 90, 1);
const skip = missing("native");
const question = bank[7].question;

/** A folder with a bank, an embedder, an index of it, and the embedder's vectors as rows of numbers. */
function prepared(t) {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(bank));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out ref.smx");
    shop.rows = shop
        .must("embed e.sme --bank bank.jsonl --json")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    return shop;
}

/** A .npy file; `put` writes a number at an offset. */
function npy(rows, descr, width, put, { order = "False", shape } = {}) {
    const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape ?? `(${rows.length}, ${rows[0].length})`}, }`;
    const padded = `${header.padEnd(117)}\n`;
    const head = Buffer.alloc(10);
    head.write("\x93NUMPY\x01\x00", "latin1");
    head.writeUInt16LE(padded.length, 8);
    const data = Buffer.alloc(rows.flat().length * width);
    rows.flat().forEach((value, i) => {
        put(data, value, i * width);
    });
    return Buffer.concat([head, Buffer.from(padded, "latin1"), data]);
}

const floats = (rows, options) => npy(rows, "<f4", 4, (data, x, at) => data.writeFloatLE(x, at), options);
const doubles = (rows) => npy(rows, "<f8", 8, (data, x, at) => data.writeDoubleLE(x, at));
/** Of integers from -2048 to 2048, which binary16 has exactly. */
const halves = (rows) =>
    npy(rows, "<f2", 2, (data, x, at) => {
        const size = Math.abs(x);
        const exponent = size ? Math.floor(Math.log2(size)) : 0;
        const bits = size ? ((exponent + 15) << 10) | ((size / 2 ** exponent - 1) * 1024) : 0;
        data.writeUInt16LE(bits | (x < 0 ? 0x8000 : 0), at);
    });
const bytes = (rows) => npy(rows, "|i1", 1, (data, x, at) => data.writeInt8(x, at));
const whole = (rows) => rows.map((row) => row.map((x) => Math.round((x / Math.max(...row.map(Math.abs))) * 127)));

const built = (shop, options) => {
    shop.must(`index build --bank bank.jsonl ${options} --embedding-model made-embed --out own.smx`);
    return shop.read("own.smx");
};

test("every kind of file makes the same index, whose vectors are the embedder's", { skip }, (t) => {
    const shop = prepared(t);
    const { rows } = shop;
    shop.write("ids.jsonl", lines(rows.map((vector, i) => ({ id: bank[i].id, vector })).reverse()));
    const first = built(shop, "--vectors ids.jsonl");
    for (const [name, content] of Object.entries({
        "order.jsonl": lines(rows),
        "embedding.jsonl": lines(rows.map((embedding, i) => ({ ...bank[i], response: "a text", embedding }))),
        "batch.jsonl": lines(
            rows.map((embedding, i) => ({
                id: `batch_req_${i}`,
                custom_id: bank[i].id,
                response: { status_code: 200, body: { object: "list", data: [{ index: 0, embedding }], model: "m" } },
                error: null,
            })),
        ),
        "f4.npy": floats(rows),
        "f8.npy.gz": gzipSync(doubles(rows)),
        "f2.npy": halves(whole(rows)),
        "i1.npy": bytes(whole(rows)),
    })) {
        shop.write(name, content);
        assert.ok(built(shop, `--vectors ${name}`).equals(first), name);
    }
    const panel = (args) => JSON.parse(shop.must(["route", ...args, "--json"])).neighbours;
    shop.write("q.json", JSON.stringify(rows[7]));
    assert.deepEqual(
        panel(["own.smx", "--vector", "q.json"]),
        panel(["ref.smx", "--embedder", "e.sme", "--question", question]),
    );
    assert.deepEqual(panel(["ref.smx", "--vector", "q.json"]), panel(["own.smx", "--vector", "q.json"]));
    const info = JSON.parse(shop.must("index info own.smx --json"));
    assert.deepEqual([info.embedder.name, info.embedder.outside, info.dim], ["made-embed", 32, 32]);
    assert.match(shop.must("index info own.smx"), /from outside: 32 numbers each/);
});

test("a count of numbers that is no multiple of 16 is remembered", { skip }, (t) => {
    const shop = prepared(t);
    shop.write("v.npy", floats(shop.rows.map((row) => row.slice(0, 21))));
    built(shop, "--vectors v.npy");
    const info = JSON.parse(shop.must("index info own.smx --json"));
    assert.deepEqual([info.dim, info.embedder.outside], [32, 21]);
    shop.write("q.npy", floats([shop.rows[7].slice(0, 21)], { shape: "(21,)" }));
    assert.equal(JSON.parse(shop.must("route own.smx --vector q.npy --json")).neighbours[0].id, bank[7].id);
    shop.write("long.json", JSON.stringify(shop.rows[7]));
    const { code, err } = shop.run("route own.smx --vector long.json");
    assert.equal(code, 1);
    assert.match(err, /own\.smx: the vectors of this index have another length \(21 numbers, not 32\)/);
});

test("files that cannot be such vectors are refused with the reason", { skip }, (t) => {
    const shop = prepared(t);
    const { rows } = shop;
    const nan = rows.map((row) => row.slice());
    nan[4][3] = Number.NaN;
    for (const [name, content, reason] of [
        ["big.npy", npy(rows, ">f4", 4, (data, x, at) => data.writeFloatBE(x, at)), /little-endian floats/],
        ["fortran.npy", floats(rows, { order: "True" }), /ascontiguousarray/],
        ["deep.npy", floats(rows, { shape: "(2, 45, 32)" }), /two dimensions/],
        ["short.npy", floats(rows).subarray(0, 500), /not as many numbers as its header says/],
        ["head.npy", floats(rows).subarray(0, 60), /ends within its header/],
        ["nan.npy", floats(nan), /not finite \(row 5\)/],
        ["zero.npy", floats([...rows.slice(1), rows[0].map(() => 0)]), /all zeros.*\(row 90\)/],
        ["empty.npy", floats([], { shape: "(0, 32)" }), /the array is empty/],
        ["flat.npy", floats(rows, { shape: `(${rows.length * 32},)` }), /one dimension.*reshape\(1, -1\)/],
        ["few.npy", floats(rows.slice(1)), /a vector for each question, in their order/],
        ["many.npy", floats([...rows, rows[0]]), /91 vectors, 90 questions/],
        ["some.jsonl", lines(rows.slice(1).map((vector, i) => ({ id: bank[i].id, vector }))), /no vector .*made\/89/],
        [
            "twice.jsonl",
            lines([0, 0].map((i) => ({ id: bank[i].id, vector: rows[i] }))),
            /:2:1: two vectors .* same id/,
        ],
        ["mixed.jsonl", lines([rows[0], { id: "x", vector: rows[0] }]), /:2:1: each line is/],
        ["words.jsonl", lines([["a"]]), /an array of numbers/],
        ["nameless.jsonl", lines([{ index: 0, embedding: rows[0] }]), /:1:1: each line is .*"vector" or "embedding"/],
        ["failed.jsonl", lines([{ custom_id: "x", response: null, error: { code: "expired" } }]), /:1:1: each line is/],
        [
            "lengths.jsonl",
            lines([rows[0], rows[1].slice(1)]),
            /another count of numbers than the first \(31, not 32\)\n {2}src\/embed\/README.md has the shapes/,
        ],
        ["huge.jsonl", lines([new Array(4097).fill(1)]), /from 1 to 4096 numbers/],
        ["none.jsonl", "\n", /no vector/],
    ]) {
        shop.write(name, content);
        const { code, err } = shop.run(
            `index build --bank bank.jsonl --vectors ${name} --embedding-model m --out n.smx`,
        );
        assert.equal(code, 1, name);
        assert.match(err, reason, name);
    }
    assert.ok(!shop.files().includes("n.smx"));
});

test("flags that do not go together are a mistake of usage", { skip }, (t) => {
    const shop = prepared(t);
    shop.write("v.jsonl", lines(shop.rows));
    for (const [args, reason] of [
        ["index build --bank bank.jsonl --embedding-model m --out n.smx", /--embedding-model goes with --embeddings/],
        ["index build --bank bank.jsonl --embedder e.sme --vectors v.jsonl --out n.smx", /one of --embedder/],
        ["index build --bank bank.jsonl --vectors v.jsonl --out n.smx", /needs --embedding-model/],
        [
            "index build --bank bank.jsonl --vectors v.jsonl --embedding-model m --dimensions 9 --out n.smx",
            /--dimensions goes/,
        ],
        [
            "index build --bank bank.jsonl --vectors v.jsonl --embedding-model m --small-talk s --out n.smx",
            /--small-talk/,
        ],
        [
            "index build --bank bank.jsonl --vectors v.jsonl --embedding-model m --embeddings-timeout 9 --out n.smx",
            /--embeddings-timeout goes with --embeddings/,
        ],
        ["eval route ref.smx --bank bank.jsonl --embeddings-record r", /--embeddings-record goes with --embeddings/],
        ["route ref.smx --vector v.jsonl --embedder e.sme", /one of --embedder, --vector and --embeddings/],
        ["route ref.smx --vector v.jsonl --question hi", /in place of a question/],
        ["route ref.smx --embedder e.sme", /no question was given/],
    ]) {
        const { code, err } = shop.run(args);
        assert.equal(code, 2, args);
        assert.match(err, reason, args);
    }
});

/** An endpoint that gives each known question its row, in reverse order. */
const embed =
    (rows, more = {}) =>
    ({ body }, reply) =>
        reply({
            data: body.input
                .map((text, index) => ({ index, embedding: rows[bank.findIndex((r) => r.question === text)] }))
                .reverse(),
            ...more,
        });

test("an endpoint makes the vectors, and a route asks it for the question's", { skip }, async (t) => {
    const shop = prepared(t);
    shop.write("v.jsonl", lines(shop.rows));
    const wanted = built(shop, "--vectors v.jsonl");
    const does = embed(shop.rows);
    const { base, seen, state } = await serve(t, {
        "made-embed": (asked, reply, times) =>
            times === 2 ? reply({ error: { message: "slow down" } }, 429, { "Retry-After": "1" }) : does(asked, reply),
    });
    const env = { MADE_KEY: "sk-made-up-for-this-test" };
    const flags = ["--embeddings", base, "--embedding-model", "made-embed", "--key-env", "MADE_KEY"];
    const { code, err } = await shop.start(["index", "build", "--bank", "bank.jsonl", ...flags, "--out", "net.smx"], {
        env,
    });
    assert.equal(code, 0, err);
    assert.ok(shop.read("net.smx").equals(wanted));
    assert.equal(seen.length, 4, "three calls of at most 32 texts, and one again");
    assert.ok(seen.every(({ key, path }) => key === `Bearer ${env.MADE_KEY}` && path === "/v1/embeddings"));
    assert.ok(state.most <= 4);
    const routed = await shop.start(
        ["route", "net.smx", "--embeddings", base, "--key-env", "MADE_KEY", "--question", question, "--json"],
        { env },
    );
    assert.equal(routed.code, 0, routed.err);
    assert.equal(JSON.parse(routed.out).neighbours[0].id, bank[7].id);
    assert.deepEqual(seen.at(-1).body, { model: "made-embed", input: [question] });
});

test("what an endpoint does not give is said, and nothing is written", { skip }, async (t) => {
    const shop = prepared(t);
    const key = "sk-made-up-for-this-test";
    const given = (body) => body.input.map((_, index) => ({ index, embedding: shop.rows[index] }));
    const { base, seen } = await serve(t, {
        refuses: (_, reply) => reply({ error: { message: `no such model for ${key}` } }, 404),
        lacks: ({ body }, reply) => reply({ data: given(body).slice(1) }),
        doubles: ({ body }, reply) => reply({ data: given(body).map((item) => ({ ...item, index: 0 })) }),
        texts: ({ body }, reply) => reply({ data: given(body).map((item) => ({ ...item, index: `${item.index}` })) }),
        dated: ({ body }, reply) => reply({ data: given(body), model: "dated-2025-01-02" }),
        chats: { choices: [] },
        moved: (_, reply) => reply("", 307, { Location: "/elsewhere" }),
        garbage: "<html>",
        other: ({ body }, reply) => reply({ data: given(body), model: "quite-another-9B" }),
    });
    const build = (model) =>
        shop.start(
            [
                "index",
                "build",
                "--bank",
                "bank.jsonl",
                "--embeddings",
                base,
                "--embedding-model",
                model,
                "--key-env",
                "K",
                "--out",
                "n.smx",
            ],
            { env: { K: key } },
        );
    for (const [model, reason] of Object.entries({
        refuses: /no embeddings \(unknown-model: no such model/,
        lacks: /lacks embeddings\n {2}the address to give ends before \/embeddings; asked was http.*\/v1\/embeddings\n$/,
        doubles: /one twice/,
        texts: /"index" is no whole number/,
        other: /another model made the vectors \(quite-another-9B, not other\)\n.*--embedding-model quite-another-9B/,
        chats: /no embeddings \("data"\)/,
        moved: /no embeddings \(bad-response: a redirect, which is not followed/,
        garbage: /not valid JSON.*\n {2}the address to give ends before \/embeddings/,
    })) {
        const { code, err } = await build(model);
        assert.equal(code, 1, model);
        assert.match(err, reason, model);
        assert.doesNotMatch(err, new RegExp(key));
    }
    assert.ok(!shop.files().includes("n.smx"));
    const { code, err } = await build("dated");
    assert.equal(code, 0, err);
    // A mismatch costs no call.
    const calls = seen.length;
    for (const [args, reason] of [
        [["n.smx", "--embeddings", base, "--embedding-model", "lacks"], /come from another model \(dated, not lacks\)/],
        [["ref.smx", "--embeddings", base], /an embedder file made the vectors of this index/],
        [["n.smx", "--embedder", "e.sme"], /a model outside makes the vectors of this index, .* \(dated\)/],
    ]) {
        const refused = await shop.start(["route", ...args, "--question", "hi"]);
        assert.equal(refused.code, 1);
        assert.match(refused.err, reason);
    }
    assert.equal(seen.length, calls);
});

test("vectors that came before a failure are kept, and the same command goes on with them", { skip }, async (t) => {
    const shop = prepared(t);
    shop.write("v.jsonl", lines(shop.rows));
    const wanted = built(shop, "--vectors v.jsonl");
    const does = embed(shop.rows);
    let broken = true;
    const { base, seen } = await serve(t, {
        "made-embed": (asked, reply) =>
            broken && asked.body.input.includes(bank.at(-1).question)
                ? reply({ error: { message: "no credit is left" } }, 402)
                : does(asked, reply),
        other: embed(shop.rows),
    });
    const flags = ["--embeddings", base, "--embedding-model", "made-embed"];
    const build = (...more) => shop.start(["index", "build", "--bank", "bank.jsonl", ...flags, ...more]);
    const failed = await build("--out", "net.smx");
    assert.equal(failed.code, 1);
    assert.match(
        failed.err,
        /credit.*\n64 of 90 vectors are in net\.smx\.vectors; the same command asks for the others/s,
    );
    assert.equal(shop.read("net.smx.vectors").toString().trim().split("\n").length, 64);
    // A line that a kill has cut off is asked for again. A loss of power may leave zeros in place of what was written.
    const whole = shop.read("net.smx.vectors");
    const zeros = Buffer.alloc(5000);
    for (const [left, count] of [
        [Buffer.concat([whole, zeros]), 64],
        [Buffer.concat([whole.subarray(0, -1), zeros]), 64],
        [Buffer.concat([whole.subarray(0, -9), zeros]), 63],
        [zeros, 64],
    ]) {
        shop.write("net.smx.vectors", left);
        const { code, err } = await build("--out", "net.smx");
        assert.equal(code, 1);
        assert.match(err, new RegExp(`credit.*${count} of 90 vectors are in`, "s"));
    }
    shop.write("net.smx.vectors", Buffer.concat([whole.subarray(0, -9), zeros]));
    broken = false;
    seen.length = 0;
    const again = await build("--out", "net.smx");
    assert.equal(again.code, 0, again.err);
    assert.equal(seen.flatMap(({ body }) => body.input).length, 27);
    assert.ok(shop.read("net.smx").equals(wanted));
    assert.ok(!shop.files().includes("net.smx.vectors"));
    // A file that is named stays, and serves other commands and no other model.
    seen.length = 0;
    assert.equal((await build("--embeddings-record", "kept.jsonl", "--out", "net.smx")).code, 0);
    const evaluate = ["eval", "route", "net.smx", "--bank", "bank.jsonl", "--embeddings", base];
    const calls = seen.length;
    const evaluated = await shop.start([...evaluate, "--embeddings-record", "kept.jsonl"]);
    assert.equal(evaluated.code, 0, evaluated.err);
    assert.equal(seen.length, calls);
    const other = await shop.start(
        ["index", "build", "--bank", "bank.jsonl", "--embeddings", base, "--embedding-model", "other"].concat([
            "--embeddings-record",
            "kept.jsonl",
            "--out",
            "o.smx",
        ]),
    );
    assert.equal(other.code, 1);
    assert.match(
        other.err,
        /kept\.jsonl:1:1: these vectors are of another model: delete the file, or .* \(made-embed\)/,
    );
    broken = true;
    const lost = await shop.start(evaluate);
    assert.match(lost.err, /64 of 90 vectors had come; with --embeddings-record FILE they are kept/);
});

test("a call for vectors may take as long as is said, and no longer", { skip }, async (t) => {
    const shop = prepared(t);
    const { base } = await serve(t, { slow: () => {} });
    const { code, err } = await shop.start(
        ["index", "build", "--bank", "bank.jsonl", "--embeddings", base, "--embedding-model", "slow"].concat([
            "--embeddings-timeout",
            "1",
            "--out",
            "n.smx",
        ]),
    );
    assert.equal(code, 1);
    assert.match(err, /timeout.*\n {2}a call may take 1 s; --embeddings-timeout SECONDS gives it more/s);
    assert.deepEqual(
        shop.files().filter((name) => name.startsWith("n.smx")),
        [],
    );
});

test("indexes of two models outside are told by both names", { skip }, (t) => {
    const shop = prepared(t);
    shop.write("v.jsonl", lines(shop.rows));
    built(shop, "--vectors v.jsonl");
    shop.must("index build --bank bank.jsonl --vectors v.jsonl --embedding-model other-embed --out two.smx");
    const { code, err } = shop.run("index merge own.smx two.smx --out m.smx");
    assert.equal(code, 1);
    assert.match(err, /two\.smx: .* come from elsewhere than those of the others \(other-embed, not made-embed\)/);
});
