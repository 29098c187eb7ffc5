// Sharded indexes by the command: cut, routed by, measured, natively and under WASI.
import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const question = "Anna has 3 apples and buys 4 more apples at the market. How many apples does she have now?";

/** An embedder, two parts, the index of both, and the sharded index of both. */
function prepare(t, target = "native") {
    const shop = workshop(t, target);
    for (const [at, name] of ["a", "b"].entries()) {
        shop.write(`${name}.jsonl`, lines(records(name, 150, at + 1)));
    }
    shop.write("test.jsonl", lines(records("test", 30, 9)));
    shop.must("embedder train --bank a.jsonl --dim 32 --out e.sme");
    for (const name of ["a", "b"]) {
        shop.must(`index build --bank ${name}.jsonl --embedder e.sme --out ${name}.smx`);
    }
    shop.must("index merge a.smx b.smx --out whole.smx");
    shop.must("index shard a.smx b.smx --out bank.smh --cells 20 --megabytes 0.004");
    return shop;
}

test("a sharded index routes like the whole one where it looks at all", { skip: missing("native") }, (t) => {
    const shop = prepare(t);
    assert.ok(shop.files().includes("bank-000.smc") && shop.files().includes("bank-001.smc"));
    const whole = shop.must(["route", "whole.smx", "--embedder", "e.sme", "--json", question]);
    const sharded = ["route", "bank.smh", "--embedder", "e.sme", "--json", question];
    assert.equal(shop.must([...sharded, "--share", "100"]), whole);
    for (const args of ["index info bank.smh", "eval route bank.smh --embedder e.sme --bank test.jsonl"]) {
        const refused = shop.run(args);
        assert.equal(refused.code, 1);
        assert.match(refused.err, /bank\.smh: this is the head of a sharded index \(\.smh\), .* eval shards take/);
    }
    const { code, out, err } = shop.run([...sharded, "--share", "20"]);
    assert.equal(code, 0);
    assert.match(err, /^looked at \d+ of 300 questions: \d+ cells, \d+ kB$/m);
    const looked = Number(/at (\d+)/.exec(err)[1]); // of 60 in the mean
    assert.ok(looked >= 15 && looked <= 180);
    assert.deepEqual(Object.keys(JSON.parse(out).priors), Object.keys(JSON.parse(whole).priors));

    const measured = "eval shards bank.smh --embedder e.sme --bank test.jsonl --shares 30,100";
    const { questions, of, shares } = JSON.parse(shop.must(`${measured} --json`));
    assert.deepEqual([questions, of], [30, 300]);
    const [some, all] = shares;
    assert.ok(some.looked_at > 0 && some.looked_at < 0.9 && some.recall < 1 && some.bytes < all.bytes);
    assert.deepEqual([all.looked_at, all.recall, all.same_order, all.prior_off], [1, 1, 1, 0]);
    assert.match(shop.must(measured), /100\.00 %.*100\.00 %.*100\.00 %/);
});

test("few of the questions decide as all of them do", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const asset = (name) => fileURLToPath(new URL(`../../web/assets/${name}`, import.meta.url));
    shop.must(`index shard ${asset("default.smx")} --out bank.smh`);
    const measured = `eval shards bank.smh --embedder ${asset("default.sme")} --bank ${asset("questions.jsonl")}`;
    const [some] = JSON.parse(shop.must(`${measured} --questions 100 --shares 20 --json`)).shares;
    assert.ok(some.looked_at < 0.24 && some.recall > 0.97, JSON.stringify(some));
    assert.ok(some.same_first >= 0.97 && some.same_panel >= 0.96, JSON.stringify(some));
});

test("one with vectors of a model outside is routed by vectors", { skip: missing("native") }, (t) => {
    const shop = prepare(t);
    const vectors = (bank) => shop.must(`embed e.sme --bank ${bank} --json`);
    shop.write("a.vectors", vectors("a.jsonl"));
    shop.write("test.vectors", vectors("test.jsonl"));
    shop.write("one.json", vectors("test.jsonl").split("\n")[3]);
    shop.must("index build --bank a.jsonl --vectors a.vectors --embedding-model made-embed --out own.smx");
    for (const [from, to] of [
        ["own", "own"],
        ["a", "ref"],
    ]) {
        shop.must(`index shard ${from}.smx --out ${to}.smh --cells 20`);
    }
    const whole = shop.must("route own.smx --vector one.json --json");
    assert.equal(shop.must("route own.smh --vector one.json --json --share 100"), whole);
    assert.match(shop.run("route own.smh --vector one.json --share 20").err, /^looked at \d+ of 150 questions/m);
    const shares = (args) => {
        const result = JSON.parse(shop.must(`eval shards ${args} --bank test.jsonl --shares 30,100 --json`));
        assert.match(result.settings.index, /^[0-9a-f]{16}$/);
        const said = result.shares;
        return said.map(({ ms: _, ...share }) => share);
    };
    const own = shares("own.smh --vectors test.vectors");
    assert.ok(own[0].recall < 1 && own[1].recall === 1 && own[1].prior_off === 0);
    assert.deepEqual(
        own.map(({ recall, looked_at: at }) => [recall, at]),
        shares("ref.smh --vectors test.vectors").map(({ recall, looked_at: at }) => [recall, at]),
    );
    for (const [args, code, words] of [
        ["route own.smh --question hi", 1, /a model outside makes the vectors.*made-embed/],
        ["eval shards own.smh --bank test.jsonl --vectors a.vectors", 1, /in their order/],
        ["eval shards own.smh --bank test.jsonl --vectors a.vectors --embedder e.sme", 2, /give one of --embedder/],
    ]) {
        const done = shop.run(args);
        assert.match(done.err, words);
        assert.equal(done.code, code);
    }
});

test("says what is wrong with a sharded index", { skip: missing("native") }, (t) => {
    const shop = prepare(t);
    const fails = (args, words, code = 1) => {
        const done = shop.run(args);
        assert.match(done.err, words);
        assert.equal(done.code, code);
    };
    const route = ["route", "bank.smh", "--embedder", "e.sme", question];
    fails("index shard a.smx a.smx --out c.smh", /a\.smx.*merge them first|two parts have the same question/);
    fails("index shard a.smx --out c.smx", /must end with \.smh/, 2);
    fails("eval shards bank.smh --embedder e.sme --bank test.jsonl --shares 0", /--shares are/, 2);
    shop.must("index shard b.smx a.smx --out other.smh --cells 20 --megabytes 0.004");
    const cells = shop.read("bank-000.smc");
    shop.write("bank-000.smc", shop.read("other-000.smc"));
    fails([...route, "--share", "100"], /another build|not of this head|damaged|not a file/);
    shop.write("bank-000.smc", cells.subarray(0, 100));
    fails([...route, "--share", "100"], /bank-000\.smc.*ends before a cell does/);
    shop.write("bank-000.smc", cells);
    shop.must(route);
    shop.write("bank.smh", shop.read("bank.smh").subarray(0, 500));
    fails(route, /bank\.smh/);
});

test("sharded indexes have the same bytes under WASI", { skip: missing("native") || missing("wasi") }, (t) => {
    const [native, wasi] = [prepare(t), prepare(t, "wasi")];
    assert.deepEqual(wasi.files(), native.files());
    for (const name of native.files()) {
        assert.ok(wasi.read(name).equals(native.read(name)), name);
    }
    const route = ["route", "bank.smh", "--embedder", "e.sme", "--json", "--detail", "--share", "20", question];
    assert.equal(wasi.must(route), native.must(route));
});
