// The catalog beside the page: that it is whole, and that it unites the names under which tables of results list models.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { lines } from "./made-bank.mjs";
import { missing, root, workshop } from "./tool.mjs";

const file = join(root, "web/assets/catalog.json");
const embedder = join(root, "web/assets/default.sme");
const text = readFileSync(file, "utf8");
const { models } = JSON.parse(text);
const tables = JSON.parse(readFileSync(join(root, "tests/golden/model-names.json"), "utf8"));
const byName = new Map(models.map((model) => [model.name, model]));

test("the catalog is small, sorted, and has one model a line", () => {
    const plain = (name) => name.toLowerCase();
    const sorted = models.toSorted((a, b) => (plain(a.name) < plain(b.name) ? -1 : 1));
    assert.equal(text, `{"models":[\n${sorted.map((model) => JSON.stringify(model)).join(",\n")}\n]}\n`);
    // Nobody downloads it: an index keeps the entries of its own models. So what counts is how much a model takes.
    const each = gzipSync(text).length / models.length;
    assert.ok(each <= 40, `${each} bytes a model after gzip`);
    assert.ok(models.filter(({ base }) => !base).length >= 150);
});

test("dates, sizes and efforts of the catalog make sense", () => {
    for (const model of models) {
        const { name, released, parameters_b, active_b, context, base, published, effort } = model;
        assert.match(released ?? "2024-01", /^20[12]\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, name);
        assert.ok((parameters_b ?? 1) > 0 && (parameters_b ?? 1) < 5000, name);
        assert.ok((active_b ?? 0) < (parameters_b ?? 0) || active_b === undefined, name);
        assert.ok((context ?? 2048) >= 2048, name);
        // Only base entries have facts; a variant is of a base that thinks differently when nothing is said.
        assert.ok(base || model.maker, name);
        assert.ok(!base || (byName.has(base) && !byName.get(base).base), name);
        assert.ok(!base || (effort && effort !== byName.get(base).effort), name);
        assert.ok(!published || byName.get(published)?.base === name, name);
    }
});

test("names of tables of results mean the models that they should", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    for (const [table, names] of Object.entries(tables)) {
        const scores = Object.fromEntries(Object.keys(names).map((name) => [name, 1]));
        shop.write("bank.jsonl", lines([{ id: "1", question: "Is water wet?", scores }]));
        const made = ["--bank", "bank.jsonl", "--embedder", embedder, "--catalog", file, "--out", "x.smx"];
        shop.must(["index", "build", ...made]);
        const found = JSON.parse(shop.must("index info x.smx --json")).models.map(({ name }) => name);
        assert.deepEqual(found.toSorted(), [...new Set(Object.values(names))].toSorted(), table);
    }
});

test("--only-open keeps models that the catalog calls open, and their variants", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const scores = { "gpt-oss-120b-high": 1, "GPT-5 mini": 1, "Qwen3-8B": 0, "someone's own": 1 };
    shop.write("bank.jsonl", lines([{ id: "1", question: "Is water wet?", scores }]));
    const build = ["index", "build", "--bank", "bank.jsonl", "--embedder", embedder, "--out", "x.smx", "--only-open"];
    shop.must([...build, "--catalog", file]);
    const found = JSON.parse(shop.must("index info x.smx --json")).models.map(({ name }) => name);
    assert.deepEqual(found, ["gpt-oss-120b (high)", "Qwen3-8B"]);
    assert.match(shop.run(build).err, /--only-open needs --catalog/);
});
