// Banks and recorded answers made of the logs of lm-eval, Inspect and HELM; import/README.md says where the files are from.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { count, parse, real, refuses, take } from "./imports.mjs";
import { lines } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const skip = missing("native");

test("messages of parts, as with pictures, have the text among them", { skip }, (t) => {
    const shop = workshop(t);
    const messages = [
        {
            role: "user",
            content: [
                { type: "text", text: "What is drawn?" },
                { type: "image", image: "x.png" },
            ],
        },
    ];
    const sample = { id: 1, epoch: 1, input: messages, target: "a cat", scores: { match: { value: "C" } } };
    const log = {
        status: "success",
        eval: { task: "t", model: "m" },
        samples: [{ ...sample, output: { completion: "a cat" } }],
    };
    shop.write("log.json", JSON.stringify(log));
    const record = {
        doc_id: 0,
        doc: {},
        target: "a cat",
        arguments: { gen_args_0: { arg_0: [JSON.stringify(messages)], arg_1: {} } },
        resps: [["a cat"]],
        metrics: ["exact_match"],
        exact_match: 1,
    };
    shop.write("samples_t_2026-01-01T00-00-00.jsonl", lines([record]));
    for (const [from, file, more] of [
        ["inspect", "log.json", []],
        ["lm-eval", "samples_t_2026-01-01T00-00-00.jsonl", ["--model", "m"]],
    ]) {
        assert.equal(take(shop, from, [file], more).bank[0].question, "What is drawn?", from);
    }
});

test("sample logs of a chat endpoint: the prompt is the last of its messages", { skip }, (t) => {
    const shop = workshop(t);
    cpSync(join(real, "lm-eval-chat"), shop.path("out"), { recursive: true });
    const log = `out/org__bad/${readdirSync(shop.path("out/org__bad"))[0]}`;
    shop.write("out/org__bad/results_2026-11-30T18-56-39.jsonl", '{\n"results": {}\n}');
    const { bank, answers, left } = take(shop, "lm-eval", [log, "out/org__bad/results_2026-11-30T18-56-39.jsonl"]);
    assert.deepEqual(bank, [
        {
            id: "made_sums/0",
            benchmark: "made_sums",
            question: "What is 1 + 1?",
            answer: "2",
            scores: { "org/bad": 0 },
        },
        {
            id: "made_sums/1",
            benchmark: "made_sums",
            question: "What is 2 + 2?",
            answer: "4",
            scores: { "org/bad": 0 },
        },
    ]);
    assert.equal(answers["made_sums/0"]["org/bad"], "9");
    assert.equal(count(left, "files of results"), 1);
    // The same as messages in place of their text.
    const rows = shop.read(log).toString().trim().split("\n").map(JSON.parse);
    for (const { arguments: of } of rows) {
        of.gen_args_0.arg_0 = JSON.parse(of.gen_args_0.arg_0[0]);
    }
    shop.write("samples_made_sums.jsonl", lines(rows));
    assert.deepEqual(take(shop, "lm-eval", ["samples_made_sums.jsonl"], ["--model", "org/bad"]).bank, bank);
    rows[0].arguments.gen_args_0.arg_0 = [{ role: "system", content: "hi" }];
    shop.write("samples_made_sums.jsonl", lines(rows));
    const rest = take(shop, "lm-eval", ["samples_made_sums.jsonl"], ["--model", "m"]);
    assert.deepEqual([rest.bank.length, count(rest.left, "no text")], [1, 1]);
});

test("sample logs of lm-evaluation-harness, of two models and tasks", { skip }, (t) => {
    const shop = workshop(t);
    cpSync(join(real, "lm-eval"), shop.path("out"), { recursive: true });
    const files = readdirSync(shop.path("out")).flatMap((model) =>
        readdirSync(shop.path(`out/${model}`)).map((name) => `out/${model}/${name}`),
    );
    assert.equal(files.length, 4);
    const { bank, answers, left, told } = take(shop, "lm-eval", files);
    const logged = files.map((file) => parse(shop.read(file)));
    assert.deepEqual(told.models, { "org/large-7B": 6, "org/small-1B": 6 });
    for (const [i, file] of files.entries()) {
        const model = file.split("/")[1].replace("__", "/");
        const task = /samples_(\w+)_20/.exec(file)[1];
        for (const row of logged[i].filter(({ filter }) => filter !== "whole")) {
            const { scores, question, answer, benchmark } = bank.find(({ id }) => id === `${task}/${row.doc_id}`);
            assert.equal(scores[model], row[row.metrics[0]]);
            assert.deepEqual([question, answer, benchmark], [row.arguments.gen_args_0.arg_0, row.doc.answer, task]);
            const given = task === "made_generate" ? row.resps[0][0] : undefined;
            assert.equal(answers[`${task}/${row.doc_id}`]?.[model], given);
        }
    }
    assert.deepEqual([count(left, "another filter"), count(left, "text of an earlier one")], [6, 3]);
    const own = take(shop, "lm-eval", files, ["--question", "question", "--filter", "whole"]);
    assert.ok(own.bank.some(({ question }) => question === "What is 17 * 23?"));
    const norm = files.filter((file) => file.includes("choice"));
    assert.equal(take(shop, "lm-eval", norm, ["--metric", "acc_norm"]).bank.length, 3);
    refuses(shop, "lm-eval", norm, /has no such metric/, ["--metric", "f2"]);
    shop.write("samples_x.jsonl", shop.read(files[0]));
    refuses(shop, "lm-eval", ["samples_x.jsonl"], /does not name its model/);
    assert.deepEqual(take(shop, "lm-eval", ["samples_x.jsonl"], ["--model", "m"]).told.models, { m: 3 });
    // Before version 0.4.3, and with messages as the prompt.
    const chat = JSON.stringify([
        { role: "system", content: "Be brief." },
        { role: "user", content: "Why?" },
    ]);
    const old = { doc_id: 0, doc: {}, target: "x", arguments: [[chat, {}]], resps: [["y"]], exact_match: 1.0 };
    shop.write("old.jsonl", `${JSON.stringify(old)}\n`);
    const { bank: before } = take(shop, "lm-eval", ["old.jsonl"], ["--model", "m"]);
    assert.deepEqual(before, [{ id: "old/0", benchmark: "old", question: "Why?", answer: "x", scores: { m: 1 } }]);
});

test("numbers in a log of lm-eval that are no scores are not taken for such", { skip }, (t) => {
    const shop = workshop(t);
    const sample = (metrics, more = {}) => ({
        doc_id: 0,
        target: "4",
        arguments: { gen_args_0: { arg_0: "What is 2 + 2?" } },
        resps: [["four"]],
        metrics: Object.keys(metrics),
        ...metrics,
        ...more,
    });
    const logs = {
        lambada: sample({ perplexity: -3.2, acc: 1 }),
        truthful: sample({ bleu_max: 35.2, bleu_diff: -4, bleu_acc: 0, rouge1_acc: 1 }),
        bare: { ...sample({ bypass: 999 }), metrics: undefined },
        bypass: sample({ bypass: 999 }),
        // Logs that people made smaller, and those before version 0.4.3.
        small: { ...sample({ exact_match: 1 }), resps: undefined, filtered_resps: [["4"]] },
        choice: {
            ...sample({ acc: 0 }),
            arguments: [
                ["Two?", " one"],
                ["Two?", " two"],
            ],
            target: 1,
            resps: [[[-1, true]], [[-2, false]]],
        },
    };
    for (const [task, log] of Object.entries(logs)) {
        shop.write(`samples_${task}_2026-01-01T00-00-00.jsonl`, lines([log]));
    }
    const files = Object.keys(logs).map((task) => `samples_${task}_2026-01-01T00-00-00.jsonl`);
    const { bank, answers, left } = take(shop, "lm-eval", files, ["--model", "m"]);
    assert.deepEqual(
        bank.map(({ benchmark, answer, scores }) => [benchmark, answer, scores.m]),
        [
            ["lambada", "4", 1],
            ["truthful", "4", 0],
            ["small", "4", 1],
            ["choice", "two", 0],
        ],
    );
    assert.deepEqual([answers["lambada/0"].m, answers["small/0"].m, answers["choice/0"]], ["four", "4", undefined]);
    assert.deepEqual([count(left, "without a score of their own"), count(left, "several scores")], [2, 1]);
    const wanted = take(shop, "lm-eval", [files[1]], ["--model", "m", "--metric", "rouge1_acc"]);
    assert.deepEqual([wanted.bank[0].scores.m, count(wanted.left, "several scores")], [1, undefined]);
});

test("a NaN in a log is an answer without a score, and the others are read", { skip }, (t) => {
    const shop = workshop(t);
    const sample = (id, score) =>
        `{"doc_id": ${id}, "doc": {"x": Infinity}, "target": "4", "arguments": [["What is NaN? \\"${id}\\""]], "resps": [["4"]], "acc": ${score}}`;
    shop.write("samples_sums.jsonl", [sample(0, 1), sample(1, "NaN"), sample(2, "-Infinity"), sample(3, 0)].join("\n"));
    const { bank, left } = take(shop, "lm-eval", ["samples_sums.jsonl"], ["--model", "one"]);
    assert.deepEqual(
        bank.map(({ question, scores }) => [question, scores.one]),
        [
            ['What is NaN? "0"', 1],
            ['What is NaN? "3"', 0],
        ],
    );
    assert.equal(count(left, "without a score"), 2);

    const done = (id, value) =>
        `{"id": ${id}, "epoch": 1, "input": "q${id}", "target": "a", "scores": {"s": {"value": ${value}}}}`;
    shop.write("log.json", `{"eval": {"task": "t", "model": "m"}, "samples": [${done(1, "NaN")}, ${done(2, '"C"')}]}`);
    const inspect = take(shop, "inspect", ["log.json"]);
    assert.deepEqual([inspect.bank.map(({ id }) => id), count(inspect.left, "without a score")], [["t/2"], 1]);

    shop.write("samples_bad.jsonl", `${sample(0, 1)}\n${sample(1, "nil")}`);
    refuses(shop, "lm-eval", ["samples_bad.jsonl"], /samples_bad\.jsonl:2/, ["--model", "one"]);
});

test("logs of Inspect: epochs are averaged, choices belong to the question", { skip }, (t) => {
    const shop = workshop(t);
    cpSync(join(real, "inspect"), shop.path("logs"), { recursive: true });
    const files = readdirSync(shop.path("logs")).map((name) => `logs/${name}`);
    const { bank, answers, left } = take(shop, "inspect", files);
    const of = (id) => bank.find((record) => record.id === id);
    assert.deepEqual(of("sums/mul").scores, { "mockllm/large": 1, "mockllm/small": 1 });
    assert.deepEqual(of("sums/legs").scores, { "mockllm/large": 1, "mockllm/small": 0 });
    assert.deepEqual(of("planets/1").scores, { "mockllm/large": 1, "mockllm/small": 0.5 });
    assert.match(of("planets/1").question, /largest\?\n\nA\) Mars\nB\) Jupiter\nC\) Venus$/);
    assert.deepEqual([of("planets/1").answer, of("sums/legs").answer], ["B", "8"]);
    assert.equal(answers["sums/mul"]["mockllm/small"], "It is 391.");
    assert.equal(count(left, "further trials"), 2);
    const sums = files.filter((file) => file.includes("sums"));
    assert.equal(take(shop, "inspect", sums, ["--metric", "match"]).bank.length, 2);
    const none = /^note: \d+ samples without a score of this name, the first: .*\n.*no question with a score/;
    refuses(shop, "inspect", sums, none, ["--metric", "model_graded"]);
    const log = JSON.parse(shop.read("logs/sums_small.json"));
    log.samples[1].scores.includes.value = { a: 1 };
    shop.write("odd.json", JSON.stringify(log));
    refuses(shop, "inspect", ["odd.json"], /odd\.json: a score is a list or an object.*\(samples\[1\]/);
    shop.write("x.eval", "PK\x03\x04rest");
    refuses(shop, "inspect", ["x.eval"], /inspect log convert FILE --to json/);
    shop.write("other.json", "{}");
    refuses(shop, "inspect", ["other.json"], /this is no log of Inspect with samples/);
});

test("logs of Inspect that came to no end are told, and give what they have", { skip }, (t) => {
    const shop = workshop(t);
    cpSync(join(real, "inspect-ended"), shop.path("logs"), { recursive: true });
    const { bank, left } = take(shop, "inspect", ["logs/error.json", "logs/cancelled.json"]);
    assert.deepEqual(
        bank.map(({ id }) => id),
        ["broken/1", "broken/2", "broken/3", "fine/1"],
    );
    assert.equal(count(left, "ended with an error; their finished samples were taken"), 1);
    assert.equal(count(left, "were cancelled; their finished samples were taken"), 1);
    assert.equal(count(left, "samples that ended with an error, which count as not run"), 3);
    const log = JSON.parse(shop.read("logs/error.json"));
    log.status = "started";
    log.invalidated = true;
    log.samples[0].invalidation = { author: "a", reason: "made up" };
    shop.write("odd.json", JSON.stringify(log));
    const odd = take(shop, "inspect", ["odd.json"]);
    assert.equal(odd.bank.length, 2);
    assert.equal(count(odd.left, "had not ended"), 1);
    assert.equal(count(odd.left, "samples that were invalidated"), 1);
});

test("runs of HELM: questions and answers beside their scores", { skip }, (t) => {
    const shop = workshop(t);
    const folders = ["simple_mcqa:model=simple_model1", "simple_mcqa:model=simple_other"];
    for (const folder of folders) {
        cpSync(join(real, "helm"), shop.path(folder), { recursive: true });
    }
    const file = (folder, name) => `${folder}/${name}.json`;
    const state = shop.read(file(folders[0], "scenario_state")).toString();
    const stats = JSON.parse(shop.read(file(folders[0], "per_instance_stats")));
    shop.write(file(folders[1], "scenario_state"), state.replaceAll("simple/model1", "simple/other"));
    for (const stat of stats[0].stats.filter(({ name }) => name.name === "exact_match")) {
        stat.mean = 1;
    }
    shop.write(file(folders[1], "per_instance_stats"), JSON.stringify(stats));
    const { bank, answers } = take(
        shop,
        "helm",
        folders.map((folder) => file(folder, "scenario_state")),
    );
    const asked = JSON.parse(state).request_states.map(({ instance }) => instance);
    assert.deepEqual(
        bank.map(({ id, question, benchmark }) => [id, question, benchmark]),
        asked.map(({ id, input }) => [`simple_mcqa/${id}`, `${input.text}\n\nA) Even\nB) Odd`, "simple_mcqa"]),
    );
    const first = `simple_mcqa/${stats[0].instance_id}`;
    assert.deepEqual(bank.find(({ id }) => id === first).scores, { "simple/model1": 0, "simple/other": 1 });
    assert.equal(answers[first]["simple/model1"], "Answer:");
    assert.ok(["A", "B"].includes(bank[0].answer));
    shop.write("scenario_state.json", state);
    refuses(shop, "helm", ["scenario_state.json"], /per_instance_stats\.json: the file could not be opened/);
    refuses(shop, "helm", [file(folders[0], "scenario_state")], /no question with a score/, ["--metric", "bleu"]);
});

test("runs of HELM that ask for each choice, give messages, or have another score", { skip }, (t) => {
    const shop = workshop(t);
    mkdirSync(shop.path("s:model=m"));
    const scored = (id, name, mean) => ({
        instance_id: id,
        train_trial_index: 0,
        stats: [
            { name: { name: "training_co2_cost" }, count: 0 },
            { name: { name }, count: 1, mean },
        ],
    });
    const asked = (id, input, more) => ({
        instance: { id, input, references: [{ output: { text: "Yes" }, tags: ["correct"] }] },
        train_trial_index: 0,
        result: { completions: [{ text: "Hm. Yes" }] },
        ...more,
    });
    const choice = (index, mode) => asked("id1", { text: "Well?" }, { reference_index: index, request_mode: mode });
    shop.write(
        "s:model=m/per_instance_stats.json",
        JSON.stringify([scored("id1", "exact_match", 1), scored("id2", "ifeval_strict_accuracy", 0.5)]),
    );
    shop.write(
        "s:model=m/scenario_state.json",
        JSON.stringify({
            adapter_spec: { model: "m" },
            request_states: [choice(0, "original"), choice(0, "calibration"), choice(1, "original")].concat(
                asked("id2", { text: "", messages: [{ role: "user", content: "Do it." }] }, {}),
            ),
        }),
    );
    const { bank, answers, left } = take(shop, "helm", ["s:model=m/scenario_state.json"]);
    assert.deepEqual(
        bank.map(({ question, answer, scores }) => [question, answer, scores.m]),
        [
            ["Well?", "Yes", 1],
            ["Do it.", "Yes", 0.5],
        ],
    );
    assert.deepEqual([answers, left], [{ "s/id2": { m: "Hm. Yes" } }, {}]);
});

test("what Python writes for no number counts as not run; lists are metrics of a task", { skip }, (t) => {
    const shop = workshop(t);
    mkdirSync(shop.path("org__m"));
    const log = (id, metrics, more) =>
        JSON.stringify({
            doc_id: id,
            target: "t",
            arguments: { gen_args_0: { arg_0: `Q "NaN" ${id}` } },
            metrics,
            ...more,
        });
    shop.write(
        "org__m/samples_t_2026-01-16T15-23-47.285735.jsonl",
        [
            log(0, ["f1", "acc"], { f1: ["t", ["t"]], acc: 1 }),
            log(1, ["f1"], { f1: ["t", ["t"]] }),
            log(2, ["acc"], { acc: 0 }).replace(/0\}$/, "NaN}"),
            log(3, ["acc"], { acc: 0, lead: 0 }).replace('"lead":0', '"lead":[-Infinity,NaN]'),
        ].join("\n"),
    );
    const { bank, left } = take(shop, "lm-eval", ["org__m/samples_t_2026-01-16T15-23-47.285735.jsonl"]);
    assert.deepEqual(
        bank.map(({ question, scores }) => [question, scores]),
        [
            ['Q "NaN" 0', { "org/m": 1 }],
            ['Q "NaN" 3', { "org/m": 0 }],
        ],
    );
    assert.deepEqual([count(left, "of all samples at once"), count(left, "answers without a score")], [1, 1]);
    const name = "org__m/samples_u_2026-01-16T15-23-47.285735.jsonl";
    shop.write(name, log(1, ["f1"], { f1: ["t", ["t"]] }));
    refuses(shop, "lm-eval", [name], /a score is a list or an object/, ["--metric", "f1"]);
    shop.write("bad.json", '{"eval": NaN, "samples": [1,]}');
    refuses(shop, "inspect", ["bad.json"], /bad\.json:1:\d+: this may be a comma too many/);
});

test("logs of Inspect as older versions write them, and scorers with several values", { skip }, (t) => {
    const shop = workshop(t);
    const sample = (id, more) => ({ id, epoch: 1, input: `Q${id}`, target: " Yes", ...more });
    const said = { choices: [{ message: { role: "assistant", content: "Yes\n" } }] };
    const log = (samples) =>
        JSON.stringify({ status: "success", eval: { task: "t", model: "m" }, results: { mean: 0 }, samples });
    shop.write(
        "old.json",
        log([
            sample(1, { output: said, score: { value: "C" } }),
            sample(2, { output: said, scores: { match: { value: "I" } } }),
        ]).replace('"mean":0', '"mean":NaN'),
    );
    const old = take(shop, "inspect", ["old.json"]);
    assert.deepEqual(
        old.bank.map(({ scores }) => scores.m),
        [1, 0],
    );
    assert.deepEqual(old.answers, { "t/1": { m: "Yes\n" }, "t/2": { m: "Yes\n" } });
    shop.write("several.json", log([sample(1, { scores: { judge: { value: { tone: 0.5, fact: "C" } } } })]));
    refuses(shop, "inspect", ["several.json"], /a score is a list or an object.*--metric/);
    assert.equal(take(shop, "inspect", ["several.json"], ["--metric", "fact"]).bank[0].scores.m, 1);
    assert.equal(take(shop, "inspect", ["several.json"], ["--metric", "tone"]).bank[0].scores.m, 0.5);
});
