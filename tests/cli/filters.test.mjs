// Which models get into an index, under which names, and which may be chosen.
import assert from "node:assert/strict";
import test from "node:test";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const bank = records("made", 60, 1);
const skip = missing("native");

function prepared(t) {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(bank));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.models = (file) => JSON.parse(shop.must(`index info ${file} --json`)).models;
    shop.names = (file) => shop.models(file).map((m) => m.name);
    return shop;
}

test("--models keeps those named, and refuses names that nobody has", { skip }, (t) => {
    const shop = prepared(t);
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx --models Coder-7B,Adder-7B");
    assert.deepEqual(shop.names("x.smx").toSorted(), ["Adder-7B", "Coder-7B"]);
    const { code, err } = shop.run(
        "index build --bank bank.jsonl --embedder e.sme --out y.smx --models Coder-7B,Codr-7B",
    );
    assert.equal(code, 1);
    assert.match(err, /"Codr-7B"/);
    assert.ok(!shop.files().includes("y.smx"));
});

test("--open-weight keeps the open ones and says what it leaves out", { skip }, (t) => {
    const shop = prepared(t);
    shop.write("open.json", JSON.stringify({ "Adder-7B": { open_weight: true }, "Coder-7B": { open_weight: false } }));
    const { code, err } = shop.run(
        "index build --bank bank.jsonl --embedder e.sme --out x.smx --open-weight open.json",
    );
    assert.equal(code, 0);
    assert.match(err, /left out: 3 model names, 0 records/);
    assert.deepEqual(shop.names("x.smx"), ["Adder-7B"]);
});

test("questions without a score of a kept model stay out, and are counted", { skip }, (t) => {
    const shop = prepared(t);
    shop.write("some.jsonl", lines(bank.map((r, i) => ({ ...r, scores: i % 2 ? r.scores : { Other: 1 } }))));
    const { err } = shop.run("index build --bank some.jsonl --embedder e.sme --out x.smx --models Adder-7B");
    assert.match(err, /30 records without a score/);
    assert.equal(JSON.parse(shop.must("index info x.smx --json")).questions, 30);
});

test("a catalog gives canonical names, facts and aliases", { skip }, (t) => {
    const shop = prepared(t);
    const models = [
        {
            name: "Adder 7B v1",
            aliases: ["adder-7b"],
            ids: { openrouter: "maker/adder-7b" },
            prices: [{ service: "openrouter", input: 0.1, output: 0.2, on: "2025-01-31" }],
        },
        { name: "Coder-7B", aliases: [] },
    ];
    shop.write("catalog.json", JSON.stringify({ models }));
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx --catalog catalog.json");
    assert.deepEqual(shop.names("x.smx"), ["Adder 7B v1", "Speller-7B", "Coder-7B", "Allrounder-70B"]);
    assert.deepEqual(shop.models("x.smx")[0].facts, models[0]);
    assert.deepEqual(shop.models("x.smx")[1].facts, { name: "Speller-7B" });
    shop.must("index build --bank bank.jsonl --embedder e.sme --out y.smx --catalog catalog.json --only-catalog");
    assert.deepEqual(shop.names("y.smx"), ["Adder 7B v1", "Coder-7B"]);
    // A hosted id in --models, an old name in a test bank, and facts that survive add and merge.
    const route = JSON.parse(
        shop.must("route x.smx --embedder e.sme --question apples --json --models maker/adder-7b"),
    );
    assert.deepEqual(route.panel, ["Adder 7B v1"]);
    const result = JSON.parse(shop.must("eval route y.smx --embedder e.sme --bank bank.jsonl --json"));
    assert.equal(result.questions, 60);
    shop.write("more.jsonl", lines(bank.map(({ id }) => ({ id, score: 1 }))));
    shop.must("index add y.smx --model New --scores more.jsonl --out z.smx");
    assert.deepEqual(shop.models("z.smx")[2].facts, { name: "New" });
    shop.write("new.json", JSON.stringify({ models: [{ name: "New", license: "MIT", parameters_b: 0.5 }] }));
    shop.must("index add y.smx --model New --scores more.jsonl --out w.smx --catalog new.json");
    assert.deepEqual(shop.models("w.smx")[2].facts, { name: "New", license: "MIT", parameters_b: 0.5 });
    assert.deepEqual(shop.models("w.smx")[0].facts, models[0]);
    shop.must("index merge z.smx x.smx --out m.smx");
    assert.deepEqual(shop.models("m.smx")[0].facts, models[0]);
    assert.deepEqual(shop.names("m.smx"), ["Adder 7B v1", "Coder-7B", "New", "Speller-7B", "Allrounder-70B"]);
});

test("add takes bank lines, and replaces only when told to", { skip }, (t) => {
    const shop = prepared(t);
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx --models Adder-7B");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out both.smx --models Adder-7B,Coder-7B");
    shop.must("index add x.smx --model Coder-7B --scores bank.jsonl --out y.smx");
    assert.ok(shop.read("y.smx").equals(shop.read("both.smx")));
    shop.write("flipped.jsonl", lines(bank.map(({ id, scores }) => ({ id, score: 1 - scores["Coder-7B"] }))));
    const { code, err } = shop.run("index add y.smx --model Coder-7B --scores flipped.jsonl --out z.smx");
    assert.equal(code, 1);
    assert.match(err, /flipped\.jsonl:1:1: .*--replace/);
    shop.must("index add y.smx --model Coder-7B --scores flipped.jsonl --out z.smx --replace");
    const before = shop.models("y.smx")[1].mean;
    assert.ok(Math.abs(shop.models("z.smx")[1].mean - (1 - before)) < 1e-9);
});

test("costs move the panel", { skip }, (t) => {
    const shop = prepared(t);
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    shop.write(
        "costs.json",
        JSON.stringify({ "Adder-7B": 100, "Speller-7B": 0, "Coder-7B": 100, "Allrounder-70B": 100 }),
    );
    const args = "route x.smx --embedder e.sme --question apples --json --costs costs.json --alpha";
    assert.equal(JSON.parse(shop.must(`${args} 0.01`)).panel[0], "Speller-7B");
});

test("an index says when it was made, when its models answered, and what its questions are about", { skip }, (t) => {
    const shop = prepared(t);
    const words = bank.map((r, i) => ({ ...r, question: `${r.question} ${i % 5 ? "river" : "glacier"}` }));
    shop.write("words.jsonl", lines(words));
    const build = "index build --bank words.jsonl --embedder e.sme --out x.smx";
    shop.must(`${build} --date 2026-11-29 --evidence 2024-05..2026-08`);
    assert.deepEqual(JSON.parse(shop.must("index info x.smx --json")).dates, {
        made: "2026-11-29",
        from: "2024-05",
        to: "2026-08",
    });
    assert.match(shop.must("index info x.smx"), /evidence +from 2024-05 to 2026-08\n +made +2026-11-29\n/);
    const asked = ["route", "x.smx", "--embedder", "e.sme", "--question", words[0].question, "--json", "--detail"];
    const [nearest] = JSON.parse(shop.must(asked)).neighbours;
    assert.ok(nearest.keywords.includes("glacier"), nearest.keywords.join());
    assert.equal(nearest.solved.of, Object.keys(words[0].scores).length);
    shop.must(`${build} --no-keywords`);
    assert.deepEqual(JSON.parse(shop.must(asked)).neighbours[0].keywords, []);
    assert.equal(JSON.parse(shop.must("index info x.smx --json")).dates, undefined);
    for (const wrong of ["--date 2026", "--date 2026-13-01", "--evidence 2024-05", "--evidence 2026-08..2024-05"]) {
        assert.notEqual(shop.run(`${build} ${wrong}`).code, 0, wrong);
    }
});
