// Live evaluations against a server of the test's own: what is asked, what is kept, and going on where it was stopped.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, serve } from "./chat-server.mjs";
import { env, native, prepared, secret } from "./live-run.mjs";
import { missingTerminal, once } from "./tool.mjs";

const questions = [
    { id: "q1", source: "s", benchmark: "sums", question: "What is 6 * 7?", answer: "42" },
    { id: "q2", source: "s", benchmark: "sums", question: "What is 8 + 9?", answer: "17" },
    { id: "q3", source: "s", benchmark: "places", question: "What is the capital of France?", answer: "Paris" },
];
/** Whoever merges gets the references in a message before the question. */
const merging = ({ body }) => body.messages.length > 1;
const asked = ({ body }) => questions.find(({ question }) => body.messages.at(-1).content.includes(question));

/** Models by which questions they answer rightly; whatever merges gives the right answer. */
const models = (knows) =>
    Object.fromEntries(
        Object.entries(knows).map(([model, ids]) => [
            model,
            (call, reply) => {
                const { id, answer: right } = asked(call);
                reply(answer(`The answer is ${merging(call) || ids.includes(id) ? right : `wrong-${model}`}.`));
            },
        ]),
    );

const flags = ["eval", "live", "x.smx", "--embedder", "e.sme", "--pool", "pool.json", "--bank", "q.jsonl"];
const begin = ["--record", "r.jsonl", "--json", "--outcomes", "--subsets", "2"];
const start = (shop, more = [], options = {}) => shop.start([...flags, ...begin, ...more], { env, ...options });
const linesOf = (shop) =>
    shop
        .read("r.jsonl")
        .toString()
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));

async function opened(t, behaviour, members = Object.keys(behaviour), more = {}) {
    const server = await serve(t, behaviour);
    const priced = members.map((id) => ({ id, endpoint: "here", model: id, price_input: 1, price_output: 1 }));
    const shop = prepared(t, server.base, priced, more);
    shop.write("q.jsonl", questions.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return { shop, ...server };
}

test("every mode is played on answers that are asked for once", native, async (t) => {
    const { shop, seen } = await opened(t, models({ one: ["q1", "q2"], two: ["q1", "q3"], three: ["q1"] }));
    const { code, out, err } = await start(shop);
    assert.equal(code, 0, err);
    assert.match(
        err,
        /^3 questions, 3 models: 9 calls for answers \(0 are on record\) and at most 18 for merging them\n/,
    );
    assert.match(err, /cost: at most 0\.0\d+ USD for the answers and 0\.\d+ for merging/);
    assert.match(
        err,
        /\n\d+ calls made, 0 taken from the record, 0 without an answer; \d+ tokens in, \d+ out; cost 0\.00\d+ USD\n$/,
    );
    assert.equal(seen.filter((call) => !merging(call)).length, 9, "each model is asked each question once");
    const texts = seen.map(({ model, body }) => `${model} ${JSON.stringify(body.messages)}`);
    assert.equal(new Set(texts).size, texts.length, "nothing is asked twice");
    const result = JSON.parse(out);
    assert.equal(result.questions, 3);
    assert.equal(result.best_single_model, "two", "by the mean of benchmarks");
    assert.equal(Math.round(result.overall.best_single_by_questions), 67);
    assert.equal(Math.round(result.overall.best_of_n), 100);
    const points = Object.fromEntries(result.calls_curve.map(({ setting, overall }) => [setting, overall]));
    assert.deepEqual(Object.keys(points), [
        "route",
        "select, all asked",
        "select, fast",
        "select, thrifty",
        "auto, fast",
        "auto, thorough",
        "aggregate",
        "paper",
    ]);
    assert.equal(points.route.calls, 1);
    assert.equal(points["select, all asked"].calls, 3);
    assert.equal(points.aggregate.kept, 100, "the aggregator knows everything");
    assert.ok(points.paper.calls > 3 && points.paper.tokens > points["select, all asked"].tokens);
    assert.ok(points.route.cost > 0 && points.route.cost < points.paper.cost);
    assert.equal(result.outcomes.length, 3);
    assert.ok(!shop.read("r.jsonl").includes(secret));
});

test("the record is a file of recorded answers, and the same command asks nothing again", native, async (t) => {
    const { shop, seen } = await opened(t, models({ one: ["q1", "q2"], two: ["q1", "q3"] }));
    const first = await start(shop);
    const before = seen.length;
    const again = await start(shop);
    assert.equal(seen.length, before);
    const { made, ...result } = JSON.parse(again.out);
    const { made: earlier, ...expected } = JSON.parse(first.out);
    assert.deepEqual(result, expected);
    assert.deepEqual(made.command, earlier.command); // the files differ: the record was made by the first
    assert.match(again.err, new RegExp(`\\n0 calls made, ${before} taken from the record`));
    const responses = linesOf(shop).flatMap(({ id, responses: of }) =>
        Object.keys(of).map((model) => `${id} ${model}`),
    );
    assert.deepEqual(responses.sort(), ["q1 one", "q1 two", "q2 one", "q2 two", "q3 one", "q3 two"]);
    const extracted = shop.must("eval extract --bank q.jsonl --responses r.jsonl --json");
    assert.ok(JSON.parse(extracted));
});

const onTerminal = { skip: native.skip || missingTerminal() };
test("a terminal gets no control characters, but the record has them", onTerminal, async (t) => {
    const text = "It moves \u009b2J and \u007f.\nThe answer is 42.";
    const { shop } = await opened(t, { one: answer(text) });
    const { code, out } = await start(shop, ["--modes", "fast"], { terminal: true });
    assert.equal(code, 0, out);
    assert.match(out, /"kept"/);
    assert.deepEqual(
        linesOf(shop).map(({ responses }) => responses.one),
        [text, text, text],
    );
});

test("a limit on calls holds, and a higher one goes on from there", native, async (t) => {
    const { shop, seen } = await opened(t, models({ one: ["q1"], two: ["q1"] }));
    const stopped = await start(shop, ["--calls", "4"]);
    assert.equal(stopped.code, 1);
    assert.equal(seen.length, 4);
    assert.match(stopped.err, /it stops at your limit: 4 calls\n/);
    assert.match(stopped.err, /stopped at the limit; the same command with a higher one goes on from here\n/);
    const whole = await start(shop);
    assert.equal(whole.code, 0, whole.err);
    assert.equal(seen.filter((call) => !merging(call)).length, 6);
    const cheap = await opened(t, models({ one: ["q1"], two: ["q1"] }));
    const { code, err } = await start(cheap.shop, ["--cost", "0.000001"]);
    assert.deepEqual([code, cheap.seen.length], [1, 0]);
    assert.match(err, /stopped at the limit/);
});

test("a dry run tells and asks nothing", native, async (t) => {
    const { shop, seen } = await opened(t, models({ one: [] }));
    const { out, err } = await start(shop, ["--dry-run", "--questions", "2"]);
    assert.match(err, /2 questions, 1 models: 2 calls/);
    assert.deepEqual([out, seen.length, shop.files().includes("r.jsonl")], ["", 0, false]);
});

test("Ctrl-C stops, and the same command goes on", native, async (t) => {
    let held = true;
    const known = models({ one: ["q1", "q2", "q3"], two: ["q1"] });
    const behaviour = {
        ...known,
        two: (call, reply, times) => (held && times > 1 ? undefined : known.two(call, reply, times)),
    };
    const { shop, seen } = await opened(t, behaviour);
    const running = start(shop, [], { onText: once(/calls for answers/, "SIGINT") });
    const stopped = await running;
    assert.equal(stopped.code, 1);
    assert.match(stopped.err, /stopped; the same command goes on from here\n/);
    held = false;
    const { code, err } = await start(shop);
    assert.equal(code, 0, err);
    const kept = linesOf(shop).filter(({ responses }) => Object.keys(responses).length > 0);
    assert.equal(kept.length, 6);
    assert.ok(seen.length >= 6);
});

test("a model that fails counts as wrong, is left alone, and is asked again the next time", native, async (t) => {
    let locked = true;
    const known = models({ one: ["q1", "q2", "q3"], two: ["q1", "q2", "q3"] });
    const behaviour = {
        ...known,
        two: (call, reply, times) =>
            locked ? reply({ error: { message: "no" } }, 401) : known.two(call, reply, times),
    };
    const { shop, seen } = await opened(t, behaviour, ["one", "two"], { parallel: 1 });
    const first = await start(shop, ["--modes", "fast"]);
    assert.equal(first.code, 0, first.err);
    assert.match(first.err, /two gave no answer: auth: no\ntwo is not asked any more/);
    assert.equal(JSON.parse(first.out).overall.best_single, 100);
    assert.ok(
        linesOf(shop).every(({ live }) => live.member === "one"),
        "failures are not on record",
    );
    locked = false;
    const again = await start(shop, ["--modes", "fast"]);
    assert.match(again.err, /3 calls for answers \(3 are on record\)/);
    assert.equal(seen.filter(({ model }) => model === "one").length, 3);
});

test("what is not meant is refused before anyone is asked", native, async (t) => {
    const { shop, seen } = await opened(t, models({ one: [] }));
    for (const [more, words] of [
        [["--modes", "fast,best"], /--modes are route, .*not "best"/],
        [["--models", "one"], /--models/],
    ]) {
        const { code, err } = await start(shop, more);
        assert.notEqual(code, 0);
        assert.match(err, words);
    }
    shop.write("r.jsonl", '{"id": "q1", "responses": {"one": "x"}}\n');
    const { code, err } = await start(shop);
    assert.equal(code, 1);
    assert.match(err, /r\.jsonl:1:.*this is no record of a live evaluation/);
    shop.write(
        "pool.json",
        shop
            .read("pool.json")
            .toString()
            .replaceAll(/,"price_\w+":1/g, ""),
    );
    const unpriced = await start(shop, ["--cost", "1"]);
    assert.match(unpriced.err, /with --cost every model needs price_input and price_output \(one\)/);
    assert.equal(seen.length, 0);
});
