// RouterArena's predictions and score. Its files are made here in the shape of its own code: dataset and predictions of
// router_inference/generate_prediction_file.py, results of cached_results/*.jsonl, the score of
// automation/process_pr_submission.py.
import assert from "node:assert/strict";
import process from "node:process";
import test from "node:test";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const skip = missing("native");
const names = {
    "gpt-adder": "Adder-7B",
    "house_Speller-7B": undefined,
    "Coder-7B": undefined,
    "unheard-of": undefined,
};
const data = records("arena", 24, 5).map(({ question, benchmark }, i) => ({
    "global index": `${benchmark}_${i}`,
    prompt_formatted: question,
}));

function prepared(t) {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(records("made", 150, 1)));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    shop.write("data.json", JSON.stringify(data));
    shop.write("config.json", JSON.stringify({ pipeline_params: { router_name: "s", models: Object.keys(names) } }));
    shop.write("names.json", JSON.stringify({ "gpt-adder": "Adder-7B" }));
    return shop;
}
const asked = "eval arena x.smx --embedder e.sme --data data.json --config config.json --out p.json";
const formula = (cost, accuracy) => {
    const c = Math.max(0.0044, Math.min(cost, 200));
    const cheap = (Math.log2(200) - Math.log2(c)) / (Math.log2(200) - Math.log2(0.0044));
    return (1.1 * accuracy * cheap) / (0.1 * accuracy + cheap);
};

test("each question gets the model that is routed to, by RouterArena's name", { skip }, (t) => {
    const shop = prepared(t);
    const { code, out, err } = shop.run(`${asked} --names names.json`);
    assert.equal(code, 0, err);
    assert.match(err, /never chosen: unheard-of, which the index does not know/);
    assert.match(
        out,
        /no score: 0 of 24 predictions have a judged answer, 0 a cost\n2 of the 24 test questions are in the index: 0 by id, 2 by vector .*flatters the result\.\n$/,
    );
    const predictions = JSON.parse(shop.read("p.json"));
    assert.deepEqual(Object.keys(predictions[0]), [
        "global index",
        "prompt",
        "prediction",
        "generated_result",
        "cost",
        "accuracy",
    ]);
    const arena = { "Adder-7B": "gpt-adder", "Speller-7B": "house_Speller-7B", "Coder-7B": "Coder-7B" };
    for (const [i, { "global index": id, prompt_formatted: prompt }] of data.entries()) {
        const route = ["route", "x.smx", "--embedder", "e.sme", "--question", prompt, "--json"];
        const { panel } = JSON.parse(shop.must([...route, "--models", Object.keys(arena).join(","), "--n", "1"]));
        assert.deepEqual(predictions[i], {
            "global index": id,
            prompt,
            prediction: arena[panel[0]],
            generated_result: null,
            cost: null,
            accuracy: null,
        });
    }
    assert.ok(new Set(predictions.map(({ prediction }) => prediction)).size > 1);
});

test("results of its models are taken over, and scored by its formula", { skip }, (t) => {
    const shop = prepared(t);
    const result = (model, i) => ({
        global_index: data[i]["global index"],
        question: data[i].prompt_formatted,
        llm_selected: model,
        generated_answer: `${model} says ${i}.`,
        token_usage: { input_tokens: 20 + i, output_tokens: 5, total_tokens: 25 + i },
        success: true,
        provider: "made",
        error: null,
        batch_size: 1,
        evaluation_result: {
            score: (i * 7 + model.length) % 3 === 0 ? 1 : 0.25,
            metric: "m",
            inference_cost: 0.001 * (i + 1),
        },
    });
    const known = Object.keys(names).slice(0, 3);
    for (const model of known) {
        const list = data.map((_, i) => result(model, i)).filter((_, i) => i !== 3);
        delete list[5].evaluation_result;
        shop.write(`${model}.jsonl`, lines(list));
    }
    const told = JSON.parse(
        shop.must(`${asked} --names names.json --json --results ${known.map((model) => `${model}.jsonl`).join(" ")}`),
    );
    const { index, embedder, ...route } = told.settings;
    assert.deepEqual(route, { mode: "robust", k: 400, n: 1, coverage: false, alpha: 1, costs: false });
    assert.deepEqual(
        [index, embedder].map((digest) => /^[0-9a-f]{16}$/.test(digest)),
        [true, true],
    );
    const files = known.map((model) => `${model}.jsonl`);
    const bare = [...asked.replace(" x.smx", "").split(" "), "--names", "names.json", "--json", "--results", ...files];
    assert.equal(JSON.parse(shop.must([...bare, "x.smx"])).arena_score, told.arena_score, "the index last");
    process.env.SMACS_INDEX = shop.path("x.smx");
    t.after(() => delete process.env.SMACS_INDEX);
    assert.equal(JSON.parse(shop.must(bare)).arena_score, told.arena_score, "the default index");
    const predictions = JSON.parse(shop.read("p.json"));
    for (const [i, { prediction, generated_result, accuracy, cost }] of predictions.entries()) {
        const own = result(prediction, i);
        const { generated_answer, success, token_usage, provider, error, evaluation_result } = own;
        const there = i !== 3;
        assert.deepEqual(generated_result, there ? { generated_answer, success, token_usage, provider, error } : null);
        assert.equal(accuracy, there && i !== 6 ? evaluation_result.score : null);
        assert.equal(cost, there && i !== 6 ? evaluation_result.inference_cost : null);
    }
    const judged = predictions.filter(({ accuracy }) => accuracy !== null);
    const accuracy = judged.reduce((sum, one) => sum + one.accuracy, 0) / predictions.length;
    const cost = (judged.reduce((sum, one) => sum + one.cost, 0) / predictions.length) * 1000;
    assert.deepEqual([told.num_queries, told.judged, told.priced, told.abnormal_count], [24, 22, 22, 2]);
    assert.ok(Math.abs(told.accuracy - accuracy) < 1e-12 && Math.abs(told.avg_cost_per_1000 - cost) < 1e-9);
    assert.ok(Math.abs(told.arena_score - formula(cost, accuracy)) < 1e-12, `${told.arena_score}`);
    assert.equal(told.made.files.at(-1).file, "Coder-7B.jsonl");
    const again = JSON.parse(shop.must("eval arena --predictions p.json --json"));
    assert.deepEqual([again.arena_score, again.settings], [told.arena_score, null]);
    assert.match(
        shop.must("eval arena --predictions p.json"),
        /^RouterArena score 0\.\d{4}: accuracy 0\.\d{4} over 24 queries, .*\n2 queries without a judged answer count as wrong/,
    );
});

test("the score is its own: costs are cut, entries for optimality are left out", { skip }, (t) => {
    const shop = workshop(t);
    const generated_result = { generated_answer: "42", success: true, token_usage: {} };
    const measure = (list) => {
        shop.write("p.json", JSON.stringify(list));
        return JSON.parse(shop.must("eval arena --predictions p.json --json"));
    };
    const score = (list) => measure(list).arena_score;
    // What its metrics.json says of a submission of 8,400 queries.
    const published = measure([{ accuracy: 0.718453907843953, cost: 0.00013639649464285757, generated_result }]);
    assert.ok(Math.abs(published.arena_score - 0.7147593301906191) < 1e-12, `${published.arena_score}`);
    assert.ok(Math.abs(published.avg_cost_per_1000 - 0.13639649464285758) < 1e-12);
    for (const [accuracy, cost] of [
        [0.7, 0.001],
        [1, 1e-9],
        [0.5, 5],
        [0.31, 0.0002],
    ]) {
        const list = [
            { accuracy, cost, generated_result },
            { accuracy: 0, cost: 9, generated_result, for_optimality: true },
        ];
        assert.ok(Math.abs(score(list) - formula(cost * 1000, accuracy)) < 1e-12, `${accuracy} ${cost}`);
    }
    assert.ok(Math.abs(score([{ accuracy: 1, cost: 1e-9, generated_result }]) - 1) < 1e-12, "right and free");
    assert.equal(score([{ accuracy: 1, cost: 1, generated_result }]), 0, "200 USD and more");
    // Its leaderboard counts as wrong what did not arrive, was not judged, or only says so.
    const right = { accuracy: 1, cost: 0.001, generated_result };
    for (const other of [
        { accuracy: 1, cost: 0.001, generated_result: null },
        { accuracy: 1, cost: 0.001, generated_result: { ...generated_result, success: false } },
        { accuracy: 1, cost: 0.001, generated_result: { ...generated_result, success: "true" } },
        { accuracy: null, cost: 0.001, generated_result },
        { accuracy: true, cost: 0.001, generated_result },
        { accuracy: "1", cost: 0.001 },
    ]) {
        const { accuracy, abnormal_count } = measure([right, other]);
        assert.deepEqual([accuracy, abnormal_count], [0.5, 1], JSON.stringify(other));
    }
});

test("what is missing is said", { skip }, (t) => {
    const shop = prepared(t);
    const refuses = (args, code, pattern) => {
        const result = shop.run(args);
        assert.equal(result.code, code, result.err);
        assert.match(result.err, pattern);
    };
    refuses("eval arena x.smx --data data.json", 2, /give --data, --config and --out, or --predictions/);
    refuses(`${asked} --predictions p.json`, 2, /--predictions is scored by itself/);
    shop.write("config.json", JSON.stringify({ pipeline_params: { models: ["unheard-of"] } }));
    refuses(asked, 1, /the index knows no model of pipeline_params\.models/);
    shop.write("config.json", JSON.stringify({ pipeline_params: { models: { "Coder-7B": 1 } } }));
    shop.write("data.json", "{}");
    refuses(asked, 1, /this is no data set of RouterArena/);
    shop.write("data.json", JSON.stringify([{ prompt: "Why?" }]));
    refuses(asked, 1, /no "global index"/);
    shop.write("data.json", JSON.stringify([data[0], data[0]]));
    refuses(asked, 1, /two questions have the same global index \(sums_0\)/);
    shop.write("data.json", JSON.stringify(data));
    shop.write("r.jsonl", '{"id": 1}\n');
    refuses(`${asked} --results r.jsonl`, 1, /r\.jsonl:1:1: a result of RouterArena needs global_index/);
    shop.write("none.json", JSON.stringify([{ prediction: "a", accuracy: null }]));
    refuses("eval arena --predictions none.json", 1, /run RouterArena's evaluation first/);
    refuses("eval arena --predictions names.json", 1, /no prediction has both|no file of RouterArena/);
    assert.ok(!shop.files().includes("p.json"));
});
