// Runs and evaluations with an index whose vectors a model outside made: a file or an endpoint gives those of questions.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, serve } from "./chat-server.mjs";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const skip = missing("native");
const bank = records("made", 90, 1);
const dev = records("dev", 30, 2);
const models = Object.keys(dev[0].scores);
const question = dev[4].question;

/** What a model says: its answer is right where it scored. */
const responses = dev.map(({ id, answer: right, scores }) => ({
    id,
    responses: Object.fromEntries(models.map((m, i) => [m, `The answer is ${scores[m] ? right : 1000 + i}.`])),
}));

/** A folder with an index by an embedder, and one by the same vectors under the name of a model outside. */
function prepared(t) {
    const shop = workshop(t);
    const rowsOf = (file) =>
        shop
            .must(`embed e.sme --bank ${file} --json`)
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line));
    shop.write("bank.jsonl", lines(bank));
    shop.write("dev.jsonl", lines(dev));
    shop.write("answers.jsonl", lines(responses));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out ref.smx");
    shop.write("v.jsonl", lines(rowsOf("bank.jsonl")));
    shop.must("index build --bank bank.jsonl --vectors v.jsonl --embedding-model made-embed --out own.smx");
    const rows = rowsOf("dev.jsonl");
    shop.write("dev-rows.jsonl", lines(rows));
    shop.write("dev-ids.jsonl", lines(rows.map((vector, i) => ({ id: dev[i].id, vector })).reverse()));
    return Object.assign(shop, { rows });
}

/** Chat models, and an endpoint that gives questions their rows. */
const serving = (t, { rows }, chat = {}) =>
    serve(t, {
        one: answer("The answer is 42."),
        two: answer("The answer is 42."),
        ...chat,
        "made-embed": ({ body }, reply) =>
            reply({
                data: body.input.map((text, index) => ({
                    index,
                    embedding: rows[dev.findIndex((record) => record.question === text)],
                })),
            }),
    });

function pool(shop, base) {
    const member = (id, index) => ({ id, endpoint: "here", model: id, index });
    shop.write(
        "pool.json",
        JSON.stringify({
            endpoints: { here: { base } },
            members: [member("one", "Adder-7B"), member("two", "Speller-7B")],
        }),
    );
}

/** Of the models on the panel, by name. */
const priorsIn = ({ panel }) => panel.map(({ model, prior }) => [model, prior]).sort();

/** What an evaluation found, without how. */
function found(shop, args) {
    const outcomes = args.startsWith("eval join") ? "" : " --outcomes";
    const { made: _made, settings, ...result } = JSON.parse(shop.must(`${args} --bank dev.jsonl${outcomes} --json`));
    return { settings, result };
}

test("evaluations with a file of vectors find what the embedder's give", { skip }, (t) => {
    const shop = prepared(t);
    const certainty = (args) =>
        shop.must(`eval certainty ${args} --bank dev.jsonl --responses answers.jsonl --pools 2`);
    const rows = certainty("ref.smx --embedder e.sme");
    assert.ok(rows.split("\n").length > 30);
    assert.equal(certainty("own.smx --embedder e.sme --vectors dev-ids.jsonl"), rows);
    for (const kind of [
        "route",
        "select --responses answers.jsonl",
        "route --leave-out question",
        "join --cells 5,10 --repeats 1",
    ]) {
        const usual = found(shop, `eval ${kind} ref.smx --embedder e.sme`);
        for (const file of ["dev-rows.jsonl", "dev-ids.jsonl"]) {
            const own = found(shop, `eval ${kind} own.smx --embedder e.sme --vectors ${file}`);
            assert.deepEqual(own.result, usual.result, `${kind} ${file}`);
            assert.equal(own.settings.vectors, "made-embed");
            assert.equal(own.settings.embedder, usual.settings.embedder);
        }
        assert.ok(!("vectors" in usual.settings));
    }
});

test("an endpoint gives evaluations their vectors", { skip }, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serving(t, shop);
    const args = "eval route own.smx --embedder e.sme --bank dev.jsonl --json --outcomes";
    const { code, out, err } = await shop.start([...args.split(" "), "--embeddings", base]);
    assert.equal(code, 0, err);
    assert.deepEqual(JSON.parse(out).outcomes, found(shop, "eval route ref.smx --embedder e.sme").result.outcomes);
    assert.deepEqual(
        seen.map(({ path, body }) => [path, body.input.length]),
        [["/v1/embeddings", 30]],
    );
});

test("a live evaluation and a calibration take vectors in place of the embedder's", { skip }, async (t) => {
    const shop = prepared(t);
    /** Right where that model of the bank is. */
    const as =
        (model) =>
        ({ body }, reply) => {
            const { scores, answer: right } = dev.find((record) => record.question === body.messages.at(-1).content);
            reply(answer(`The answer is ${scores[model] ? right : 1000}.`));
        };
    const { base, seen } = await serving(t, shop, { one: as("Adder-7B"), two: as("Speller-7B") });
    pool(shop, base);
    /** What came of each question and mode, but for the time. */
    const kept = (out) => {
        const { outcomes, calls_curve: curve } = JSON.parse(out);
        return [
            outcomes.map(({ seconds: _, ...outcome }) => outcome),
            curve.map(({ setting, overall }) => [setting, overall.kept]),
        ];
    };
    const live = (out, ...args) => {
        const given = "--pool pool.json --bank dev.jsonl --modes route,fast --questions 6 --json --outcomes";
        return shop.start(["eval", "live", ...args, ...given.split(" "), "--record", out]);
    };
    const calibrated = (out, ...args) => {
        const given = "--model one --name New-7B --questions dev.jsonl --budget 8";
        return shop.start([
            "calibrate",
            ...args,
            "--endpoint",
            base,
            ...given.split(" "),
            "--record",
            out,
            "--out",
            `${out}.smx`,
        ]);
    };
    const usual = await live("usual", "ref.smx", "--embedder", "e.sme");
    assert.equal(usual.code, 0, usual.err);
    assert.equal(new Set(JSON.parse(usual.out).outcomes.map(({ score }) => score)).size, 2);
    assert.equal((await calibrated("known", "ref.smx", "--embedder", "e.sme")).code, 0);
    const ids = (name) =>
        shop
            .read(name)
            .toString()
            .match(/"id":\s*"[^"]+"/g);
    const files = ["--vectors", "dev-ids.jsonl"];
    for (const [at, from] of [files, ["--vectors", "dev-rows.jsonl"], ["--embeddings", base]].entries()) {
        const own = await live(`live${at}`, "own.smx", "--embedder", "e.sme", ...from);
        assert.equal(own.code, 0, own.err);
        assert.deepEqual(kept(own.out), kept(usual.out));
        const { code, err } = await calibrated(`asked${at}`, "own.smx", ...from);
        assert.equal(code, 0, err);
        assert.deepEqual(ids(`asked${at}`), ids("known"));
        const { embedder, questions, models: known } = JSON.parse(shop.must(`index info asked${at}.smx --json`));
        assert.equal(embedder.outside, 32);
        assert.equal(questions, bank.length + ids("known").length);
        assert.ok(known.some(({ name }) => name === "New-7B"));
    }
    seen.length = 0;
    shop.write("few.jsonl", lines(shop.rows.slice(1)));
    shop.write("one.jsonl", lines([{ id: dev[1].id, vector: shop.rows[1] }]));
    for (const [from, code, reason] of [
        [["--embedder", "e.sme"], 1, /a model outside makes the vectors .*made-embed/],
        [["--vectors", "few.jsonl"], 1, /in their order/],
        [["--vectors", "one.jsonl"], 1, /a question that the index lacks needs a vector \(dev\/0\)/],
        [["--embeddings-key-env", "K"], 2, /--embeddings-key-env goes with --embeddings/],
        [["--embedder", "e.sme", "--embeddings", base], 2, /one of --embedder, --vectors and --embeddings/],
    ]) {
        const refused = await calibrated("refused", "own.smx", ...from);
        assert.match(refused.err, reason);
        assert.equal(refused.code, code);
    }
    assert.equal(seen.length, 0);
});

test("a run takes the vector of its question, and its trace keeps it", { skip }, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serving(t, shop);
    pool(shop, base);
    shop.write("q.json", JSON.stringify(shop.rows[4]));
    const args = ["own.smx", "--embedder", "e.sme", "--pool", "pool.json", "--question", question, "--trace", "t.json"];
    const usual = JSON.parse(shop.must(["route", "ref.smx", "--embedder", "e.sme", "--question", question, "--json"]));
    for (const from of [
        ["--vectors", "q.json"],
        ["--embeddings", base],
    ]) {
        seen.length = 0;
        const { code, out, err } = await shop.start(["run", ...args, "--mode", "select", ...from]);
        assert.equal(code, 0, err);
        assert.equal(out, "The answer is 42.\n");
        assert.equal(seen.filter(({ path }) => path === "/v1/embeddings").length, from[0] === "--embeddings" ? 1 : 0);
        const { request, view } = JSON.parse(shop.read("t.json"));
        assert.equal(request.vector.length, 32);
        assert.deepEqual(
            priorsIn(view),
            ["Adder-7B", "Speller-7B"].map((name) => [name, usual.priors[name]]),
        );
        const again = shop.must("replay t.json --index own.smx --embedder e.sme --json");
        assert.deepEqual(JSON.parse(again).kept, view.kept);
    }
});

test("a file of questions takes a file of vectors, or an endpoint", { skip }, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serving(t, shop);
    pool(shop, base);
    shop.write("q.jsonl", lines(dev.slice(0, 3).map(({ id, question: text }) => ({ id, question: text }))));
    shop.write("three.jsonl", lines(shop.rows.slice(0, 3)));
    const run = (out, ...from) => {
        const given = ["own.smx", "--embedder", "e.sme", "--pool", "pool.json", "--questions", "q.jsonl", "--json"];
        return shop.start(["run", ...given, "--out", out, "--quiet", ...from]);
    };
    const priors = (file) =>
        shop
            .read(file)
            .toString()
            .trim()
            .split("\n")
            .map((line) => priorsIn(JSON.parse(line).run));
    for (const [out, ...from] of [
        ["ids.out", "--vectors", "dev-ids.jsonl"],
        ["rows.out", "--vectors", "three.jsonl"],
        ["net.out", "--embeddings", base],
    ]) {
        const { code, err } = await run(out, ...from);
        assert.equal(code, 0, err);
        assert.deepEqual(priors(out), priors("ids.out"), out);
    }
    assert.equal(new Set(priors("ids.out").map(String)).size, 3);
    assert.equal(seen.filter(({ path }) => path === "/v1/embeddings").length, 3);
    const { code, err } = await run("many.out", "--vectors", "dev-rows.jsonl");
    assert.equal(code, 1);
    assert.match(err, /dev-rows\.jsonl: there must be a vector for each question, in their order \(30 vectors, 3/);
});

test("what does not go together is refused with the reason, before a model is asked", { skip }, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serving(t, shop);
    pool(shop, base);
    shop.write("short.json", JSON.stringify(shop.rows[4].slice(1)));
    shop.write("other.jsonl", lines(shop.rows.slice(1).map((vector, i) => ({ id: dev[i].id, vector }))));
    const run = (...more) => ["run", "--embedder", "e.sme", "--pool", "pool.json", "--question", question, ...more];
    for (const [args, code, reason] of [
        [run("own.smx"), 1, /own\.smx: a model outside makes the vectors .*made-embed.*\n.*--embeddings/],
        [run("own.smx", "--vectors", "short.json"), 1, /another length \(32 numbers, not 31\)/],
        [run("own.smx", "--vectors", "dev-rows.jsonl"), 1, /one vector is routed \(it has 30\)/],
        [
            run("own.smx", "--embeddings", base, "--embedding-model", "m"),
            1,
            /come from another model \(made-embed, not m/,
        ],
        [run("ref.smx", "--embeddings", base), 1, /an embedder file made the vectors of this index/],
        [run("own.smx", "--vectors", "q.json", "--embeddings", base), 2, /give one of --vectors and --embeddings/],
        [run("own.smx", "--key-env", "K"), 2, /--key-env goes with --embeddings/],
        [run("own.smx", "--embedding-model", "m"), 2, /goes with --embeddings or --vectors/],
        [
            "eval route own.smx --embedder e.sme --bank dev.jsonl --vectors other.jsonl".split(" "),
            1,
            /there is no vector for this question \(dev\/29\)/,
        ],
        [
            "eval route own.smx --embedder e.sme --bank dev.jsonl --vectors v.jsonl".split(" "),
            1,
            /in their order \(90 vectors, 30 questions\)/,
        ],
        ["eval route own.smx --embedder e.sme --bank dev.jsonl".split(" "), 1, /a model outside makes/],
    ]) {
        const refused = await shop.start(args);
        assert.match(refused.err, reason, args.join(" "));
        assert.equal(refused.code, code, args.join(" "));
    }
    assert.equal(seen.length, 0);
});
