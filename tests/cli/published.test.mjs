// Published scores on the command line: an index built with them, models added by them, levels printed, merging.
import assert from "node:assert/strict";
import test from "node:test";
import { missing, workshop } from "./tool.mjs";

const skip = missing("native");
const models = 20;
const known = 10;
const ability = (m) => ((m * 7) % models) / 6 - 1.5;
const share = (m, ease) => 1 / (1 + Math.exp(-(ease + ability(m))));
const eases = { easy: 0.5, hard: -0.5 };

/** Questions whose scores are spread evenly, so that a model's mean is its share. */
function records() {
    return Array.from({ length: 300 }, (_, i) => {
        const benchmark = i % 2 ? "hard" : "easy";
        const scored = Array.from({ length: known }, (_, m) => {
            const right = ((Math.floor(i / 2) * 37) % 150) + 0.5 < 150 * share(m, eases[benchmark]);
            return [`m${m}`, Number(right)];
        });
        return {
            id: `q${i}`,
            source: "made",
            benchmark,
            question: `a ${benchmark} question, ${i}`,
            scores: Object.fromEntries(scored),
        };
    });
}

function prepared(t, target = "native") {
    const shop = workshop(t, target);
    const rows = Array.from({ length: models }, (_, m) => `m${m},${share(m, 0).toFixed(3)},${share(m, 1).toFixed(3)}`);
    shop.write(
        "bank.jsonl",
        records()
            .map((r) => JSON.stringify(r))
            .join("\n"),
    );
    shop.write("scores.csv", ["model,Sums,Words", ...rows].join("\n"));
    shop.write("other.csv", ["model,Sums,Words", "m0,0.5,0.5", ...rows.slice(1)].join("\n"));
    shop.must("embedder train --bank bank.jsonl --dim 16 --out e.sme");
    shop.build = (out, published) =>
        shop.run(
            `index build --bank bank.jsonl --embedder e.sme${published ? ` --published ${published}` : ""} --out ${out}`,
        );
    shop.prior = (file, model, ...given) => JSON.parse(shop.must(["prior", file, model, ...given, "--json"]));
    const { code, err } = shop.build("x.smx", "scores.csv");
    assert.equal(code, 0, err);
    assert.match(err, /300 records, 20 models/);
    return shop;
}

test("a model without a question has the levels that its published scores let one expect", { skip }, (t) => {
    const shop = prepared(t);
    for (let m = known; m < models; m++) {
        const { from, groups } = shop.prior("x.smx", `m${m}`);
        assert.equal(from, "published");
        assert.equal(groups.length, 2);
        for (const { benchmark, level, error, scored } of groups) {
            assert.equal(scored, 0);
            assert.ok(Math.abs(level - share(m, eases[benchmark])) < 0.08, `m${m} ${benchmark}: ${level}`);
            assert.ok(error > 0 && error < 0.2);
        }
    }
    assert.equal(shop.prior("x.smx", "m0").from, "scores");
});

test("a new model is told from one score; a higher score says more", { skip }, (t) => {
    const shop = prepared(t);
    const levels = [10, 50, 90].map((score) => shop.prior("x.smx", "new", "--score", `sums=${score}`).groups[0].level);
    assert.ok(levels[0] < 0.3 && levels[0] < levels[1] && levels[1] < levels[2] && levels[2] > 0.8, String(levels));
    const two = shop.prior("x.smx", "new", "--score", "sums=90%", "--score", "WORDS (scores)=96");
    assert.equal(two.from, "published");
    assert.equal(shop.prior("x.smx", "new", "--parameters", "7").from, "family");
    assert.equal(shop.must("prior x.smx --benchmarks"), "Sums (scores)\nWords (scores)\n");
});

test("what is added of a model stays when scores are added and indexes merged", { skip }, (t) => {
    const shop = prepared(t);
    const given = ["--score", "Sums=70", "--released", "2025-07", "--thinks"];
    const expected = shop.prior("x.smx", "new", ...given);
    shop.must(["index", "add", "x.smx", "--model", "new", ...given, "--out", "added.smx"]);
    assert.deepEqual(shop.prior("added.smx", "new"), expected);
    shop.must("index merge x.smx added.smx --out merged.smx");
    assert.deepEqual(shop.prior("merged.smx", "new"), expected);
    shop.write("column.jsonl", '{"id":"q1","score":1}\n');
    shop.must("index add added.smx --model new --scores column.jsonl --out scored.smx");
    const { from, groups } = shop.prior("scored.smx", "new");
    assert.equal(from, "scores");
    assert.deepEqual(
        groups.map(({ level, error }) => [level, error]),
        expected.groups.map(({ level, error }) => [level, error]),
    );
});

test("merging says whose published scores it leaves out", { skip }, (t) => {
    const shop = prepared(t);
    assert.equal(shop.build("other.smx", "other.csv").code, 0);
    const { code, err } = shop.run("index merge x.smx other.smx --out merged.smx");
    assert.equal(code, 0);
    assert.match(err, /^other\.smx: left out: published scores of 20 models, which are of another fit\n$/);
    assert.deepEqual(shop.prior("merged.smx", "m12"), shop.prior("x.smx", "m12"));
});

/** A workshop with the bank and an embedder of it. */
function trained(t) {
    const shop = workshop(t);
    shop.write(
        "bank.jsonl",
        records()
            .map((r) => JSON.stringify(r))
            .join("\n"),
    );
    shop.must("embedder train --bank bank.jsonl --dim 16 --out e.sme");
    return shop;
}

/** Models that think always, unless told not to, only when told to, or never, and rows of published scores. */
function thinkers(t) {
    const shop = trained(t);
    const usual = (m) => [`m${m},Sums,${100 * share(m, 0)},`, `m${m},Words,${100 * share(m, 1)},`];
    shop.rows = (more) =>
        ["model,benchmark,score,setting", ...Array.from({ length: models }, (_, m) => usual(m)).flat(), ...more].join(
            "\n",
        );
    shop.write(
        "catalog.json",
        JSON.stringify([
            { name: "Always", effort: "thinking", released: "2025-01" },
            { name: "Unless", effort: "thinking" },
            { name: "Unless (not)", base: "Unless", effort: "none" },
            { name: "If", effort: "none", published: "If (thinking)" },
            { name: "If (thinking)", base: "If", effort: "thinking" },
            { name: "Never" },
        ]),
    );
    shop.levels = (...files) => {
        shop.must([
            "index",
            "build",
            "--bank",
            "bank.jsonl",
            "--embedder",
            "e.sme",
            "--catalog",
            "catalog.json",
            ...files,
            "--out",
            "x.smx",
        ]);
        return (model) => JSON.parse(shop.must(["prior", "x.smx", model, "--json"]));
    };
    return shop;
}

test("a score made thinking is not that of a call without, nor the other way round", { skip }, (t) => {
    const shop = thinkers(t);
    const rows = ["Always", "Unless", "If", "Never"].flatMap((name) => [
        `${name},Sums,${name === "Never" ? 40 : 92},${name === "Never" ? "" : "thinking high"}`,
        `${name},Words,30,non-thinking`,
    ]);
    shop.write("scores.csv", shop.rows(rows));
    const of = shop.levels("--published", "scores.csv");
    const level = (model) => of(model).groups[0].level;
    for (const [thinking, not] of [
        ["Unless", "Unless (not)"],
        ["If (thinking)", "If"],
    ]) {
        assert.deepEqual([of(thinking).from, of(not).from], ["published", "published"]);
        assert.ok(level(thinking) > 0.7 && level(not) < 0.3, `${level(thinking)} ${level(not)}`);
    }
    assert.ok(Math.abs(level("Always") - level("Unless")) < 0.05, "30 without thinking is not its score");
    assert.ok(level("Never") < 0.4);
});

test("models that always think get no scores of a harness that leaves no room for it", { skip }, (t) => {
    const shop = thinkers(t);
    shop.write("scores.csv", shop.rows([]));
    shop.write("few.csv", shop.rows(["Always,Sums,5,", "Unless,Sums,5,", "If,Sums,5,", "Never,Sums,5,"]));
    const thinking = shop.levels("--published", "scores.csv", "few.csv");
    assert.equal(thinking("Always").from, "published");
    const of = shop.levels("--published", "scores.csv", "--unthinking", "few.csv");
    const from = ["Always", "Unless (not)", "If", "Never"].map((model) => of(model).from);
    assert.deepEqual(from, ["family", "published", "published", "published"]);
    assert.match(shop.run("prior x.smx Unless").err, /does not know this model/);
});

test("a table may name models as they were called, and by another name that the catalog knows", { skip }, (t) => {
    const shop = thinkers(t);
    shop.write("scores.csv", shop.rows([]));
    const header = "model,name,benchmark,score";
    const rows = ["org/if-1,If,Sums,5", "org/unless-1,unless,Sums,95", "Never,nobody,Sums,5", "org/x,nobody,Sums,5"];
    shop.write("called.csv", [header, ...rows].join("\n"));
    const of = shop.levels("--published", "scores.csv", "--as-called", "called.csv");
    assert.deepEqual(
        ["If", "Unless", "Never"].map((model) => of(model).from),
        ["published", "published", "published"],
    );
    assert.match(shop.run(["prior", "x.smx", "If (thinking)"]).err, /does not know this model/);
    const best = shop.levels("--published", "scores.csv", "called.csv");
    assert.equal(best("If (thinking)").from, "published");
    assert.match(shop.run(["prior", "x.smx", "If"]).err, /does not know this model/);
});

test("a score of a run that failed is no score", { skip }, (t) => {
    const shop = trained(t);
    const names = ["A", "B", "C", "D", "E", "F"];
    const row = (m, last) =>
        `m${m},${names.map((_, i) => (last !== undefined && i === 5 ? last : share(m, i / 5).toFixed(3)))}`;
    const build = (last) => {
        shop.write(
            "scores.csv",
            [`model,${names}`, ...Array.from({ length: models }, (_, m) => row(m, m === 17 ? last : undefined))].join(
                "\n",
            ),
        );
        shop.must("index build --bank bank.jsonl --embedder e.sme --published scores.csv --out x.smx");
        return JSON.parse(shop.must("prior x.smx m17 --json")).groups[0].level;
    };
    const right = build(undefined);
    assert.ok(Math.abs(build("0") - right) < 0.03, "a failed run");
    assert.ok(Math.abs(build("") - right) < 0.03, "none");
});

test("mistakes with published scores are told with what to do", { skip }, (t) => {
    const shop = prepared(t);
    const refused = (words, args) => {
        const { code, err } = shop.run(args);
        assert.notEqual(code, 0);
        assert.match(err, words);
    };
    assert.equal(shop.build("plain.smx").code, 0);
    refused(/build it with --published/, "prior plain.smx new --score sums=3");
    refused(/no benchmark of this name.*chess/, "prior x.smx new --score chess=3");
    refused(/in percent/, "prior x.smx new --score sums=300");
    refused(/NAME=VALUE/, "prior x.smx new --score sums");
    refused(/date/, "prior x.smx new --released soon");
    refused(/does not know this model/, "prior x.smx new");
    refused(/give --scores, or what is published/, "index add x.smx --model new --out n.smx");
    shop.write("bad.csv", "model,Sums\nm1,0.5\nm2\n");
    const { code, err } = shop.build("n.smx", "bad.csv");
    assert.notEqual(code, 0);
    assert.match(err, /bad\.csv:3:1: a line has more or fewer fields/);
});

test("WASI computes the same levels", { skip: skip || missing("wasi") }, (t) => {
    const native = prepared(t);
    const wasi = prepared(t, "wasi");
    assert.ok(native.read("x.smx").equals(wasi.read("x.smx")));
    assert.deepEqual(wasi.prior("x.smx", "m12"), native.prior("x.smx", "m12"));
});
