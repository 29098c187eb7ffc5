// How a new model joins: the questions picked for it, and what a few scores of it are worth.
import assert from "node:assert/strict";
import test from "node:test";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const bank = records("made", 240, 1);
const skip = missing("native");

function prepared(t) {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(bank));
    shop.write("test.jsonl", lines(records("test", 90, 2)));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx --with-text");
    shop.picked = (options) =>
        shop
            .must(`index pick x.smx ${options}`)
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line));
    return shop;
}

test("index pick names questions of all kinds, which index add takes back with scores", { skip }, (t) => {
    const shop = prepared(t);
    const picked = shop.picked("--questions 12");
    assert.equal(new Set(picked.map(({ id }) => id)).size, 12);
    for (const { id, source, benchmark, question } of picked) {
        const record = bank.find((r) => r.id === id);
        assert.deepEqual([source, benchmark, question], ["made", record.benchmark, record.question]);
    }
    for (const kind of ["sums", "words", "code"]) {
        const share = picked.filter(({ benchmark }) => benchmark === kind).length;
        assert.ok(share >= 3 && share <= 5, `${share} of 12 questions are ${kind}`);
    }
    assert.deepEqual(shop.picked("--questions 5"), picked.slice(0, 5));
    assert.equal(shop.picked("--questions 1000").length, 240);
    shop.must("index pick x.smx --questions 12 --out picked.jsonl");
    shop.write("scores.jsonl", lines(picked.map((line) => ({ ...line, score: 1 }))));
    shop.must("index add x.smx --model New-1B --scores scores.jsonl --out y.smx");
    const added = JSON.parse(shop.must("index info y.smx --json")).models.find(({ name }) => name === "New-1B");
    assert.equal(added.scored, 12);
    assert.equal(String(shop.read("picked.jsonl")), lines(picked));
});

test("eval join measures each model with few scores against all of its scores", { skip }, (t) => {
    const shop = prepared(t);
    const command = "eval join x.smx --embedder e.sme --bank test.jsonl --cells 12,60";
    const out = shop.must(`${command} --json`);
    const { models, joins, all, routed_without, own } = JSON.parse(out);
    assert.equal(models, 4);
    assert.deepEqual(all.error, [0, 0, 0]);
    assert.deepEqual(
        joins.map(({ cells }) => cells),
        [12, 60],
    );
    const figures = joins.flatMap(({ random, picked }) => [random, picked]);
    for (const [mean, low, high] of [...figures.flatMap(Object.values), ...Object.values(all), routed_without, own]) {
        assert.ok(0 <= low && low <= mean && mean <= high && high <= 1);
    }
    const [few, more] = joins;
    for (const chosen of ["random", "picked"]) {
        assert.ok(0 < more[chosen].error[0] && more[chosen].error[0] < few[chosen].error[0], "scores help");
        assert.ok(all.brier[0] < few[chosen].brier[0], "all scores help most");
    }
    for (const { random, picked, picked_minus_random } of joins) {
        for (const figure of ["error", "brier", "routed"]) {
            const change = picked[figure][0] - random[figure][0];
            assert.ok(Math.abs(picked_minus_random[figure][0] - change) < 1e-9);
        }
    }
    assert.equal(shop.must(`${command} --json`), out);
    assert.match(shop.must(command), /4 models, each joining in turn/);
    const one = JSON.parse(shop.must(`${command} --models Coder-7B --json`));
    assert.equal(one.models, 1);
    assert.equal(new Set(one.joins[0].random.error).size, 1); // resamples of one model are that model
});

test("eval join refuses what it cannot hide", { skip }, (t) => {
    const shop = prepared(t);
    for (const cells of ["0", "20,10", "ten", "10,10", "-3"]) {
        const { code, err } = shop.run(`eval join x.smx --embedder e.sme --bank test.jsonl --cells ${cells}`);
        assert.equal(code, 2);
        assert.match(err, /ascending|--cells/);
    }
    const { code, err } = shop.run("eval join x.smx --embedder e.sme --bank test.jsonl --cells 121");
    assert.equal(code, 1);
    assert.match(err, /twice as many/);
});
