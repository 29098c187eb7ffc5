// Which models the ids of endpoints mean: services' own spellings, and ids of other models that look alike.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { lines } from "./made-bank.mjs";
import { missing, root, workshop } from "./tool.mjs";

const skip = missing("native");
const catalog = join(root, "web/assets/catalog.json");
const embedder = join(root, "web/assets/default.sme");
const { means, none } = JSON.parse(readFileSync(join(root, "tests/golden/model-ids.json"), "utf8"));

function prepared(t) {
    const shop = workshop(t);
    shop.match = (list, ...more) => {
        shop.write("ids", list);
        return JSON.parse(shop.must(["models", "match", "--ids", "ids", "--json", ...more]));
    };
    shop.models = (list, ...more) => shop.match(list, ...more).map(({ model }) => model);
    return shop;
}

test("ids in services' spellings mean the right models", { skip }, (t) => {
    const shop = prepared(t);
    const found = shop.match(JSON.stringify(Object.keys(means)), "--catalog", catalog);
    assert.deepEqual(Object.fromEntries(found.map(({ id, model }) => [id, model])), means);
});

test("ids of other sizes, generations and kinds mean none of them", { skip }, (t) => {
    const shop = prepared(t);
    for (const { id, model } of shop.match(JSON.stringify(none), "--catalog", catalog)) {
        assert.equal(model, null, id);
    }
});

test("each name of the catalog means itself", { skip }, (t) => {
    const shop = prepared(t);
    const { models } = JSON.parse(readFileSync(catalog, "utf8"));
    const names = models.map(({ name }) => name);
    assert.deepEqual(shop.models(JSON.stringify(names), "--catalog", catalog), names);
    // By what they say alone, without the very text: no two models read the same.
    const spelt = names.map((name) => `someone/${name.replace(/ \((.*)\)$/, "-$1").replaceAll(" ", "-")}`);
    const read = shop.models(JSON.stringify(spelt), "--catalog", catalog);
    assert.deepEqual(read, names);
});

test("lists may be those of OpenAI, OpenRouter and Ollama, or lines", { skip }, (t) => {
    const shop = prepared(t);
    const wanted = ["Qwen3-32B", null];
    const lists = [
        { object: "list", data: [{ id: "qwen/qwen3-32b", object: "model" }, { id: "x" }, {}, 7] },
        { models: [{ name: "qwen3:32b", model: "qwen3:32b" }, { name: "x" }] },
        ["qwen3-32b", "x"],
        [{ id: "qwen3-32b" }, { id: "x" }],
    ].map((list) => JSON.stringify(list));
    for (const list of [...lists, "qwen3-32b\r\n\nx", " \n qwen3-32b\n x"]) {
        assert.deepEqual(shop.models(list, "--catalog", catalog), wanted, list);
    }
    shop.write("ids", "qwen/qwen3-32b\n");
    const known = JSON.parse(shop.must("models match --ids ids --json")); // by the default index
    assert.deepEqual([known[0].model, known[0].from], ["Qwen3-32B", "bank"]);
    shop.write("ids", '{"error": "no"}');
    const refused = shop.run(["models", "match", "--ids", "ids", "--catalog", catalog]);
    assert.deepEqual([refused.code, /a list of models is an array/.test(refused.err)], [1, true]);
});

test("an index gives its models, their other names and what is known of them", { skip }, (t) => {
    const shop = prepared(t);
    const rows = Array.from({ length: 40 }, (_, i) => ({
        id: `${i}`,
        question: `What is ${i} plus ${i}?`,
        scores: { "Qwen3-8B": i % 4 === 0 ? 0 : 1, "Our-Own-3B": 1 },
    }));
    shop.write("bank.jsonl", lines(rows));
    shop.must([
        "index",
        "build",
        "--bank",
        "bank.jsonl",
        "--embedder",
        embedder,
        "--catalog",
        catalog,
        "--out",
        "x.smx",
    ]);
    const [qwen, own, other] = shop.match("qwen3:8b-q4_K_M\nour-own-3b\nqwen3:14b", "--index", "x.smx");
    assert.deepEqual([qwen.model, qwen.from], ["Qwen3-8B", "bank"]);
    assert.ok(
        Math.abs(qwen.prior - 0.75) < 0.05 && own.prior > qwen.prior,
        "30 of 40 were right, of the other 40 of 40",
    );
    assert.ok(qwen.error > 0.05 && qwen.error < 0.1);
    assert.deepEqual([own.model, own.from], ["Our-Own-3B", "bank"]);
    assert.deepEqual(other.model, null);
    const [known] = shop.match("qwen3:14b", "--index", "x.smx", "--catalog", catalog);
    assert.equal(known.model, "Qwen3-14B");
    const table = shop.must(["models", "match", "--ids", "ids", "--index", "x.smx", "--catalog", catalog]);
    assert.match(table, /qwen3:14b +Qwen3-14B/);
});
