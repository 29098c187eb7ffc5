// smacs calibrate against a server of the test's own, which answers some questions rightly.
import assert from "node:assert/strict";
import test from "node:test";
import { until } from "../patience.mjs";
import { answer, serve } from "./chat-server.mjs";
import { lines, records } from "./made-bank.mjs";
import { missing, once, workshop } from "./tool.mjs";

const native = { skip: missing("native") };
const secret = "sk-made-up/0123456789+abcdef";
const env = { SMACS_TEST_KEY: secret, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
const bank = records("made", 90, 1);
/** Questions of the test's own, which no index has. */
const own = Array.from({ length: 60 }, (_, i) => ({
    id: `own/${i}`,
    source: "own",
    benchmark: i % 3 === 0 ? "thirds" : "others",
    question: `There are ${i} trays with ${i + 3} cups on each of them. How many cups are there?`,
    answer: String(i * (i + 3)),
}));
const textOf = new Map([...bank, ...own].map((record) => [record.question, record]));
const numberOf = ({ id }) => Number(id.match(/\d+$/)[0]);

/** Answers as a model does that knows every question but each `misses`-th. */
const knowing =
    (misses) =>
    ({ body }, reply) => {
        const record = textOf.get(body.messages[0].content);
        reply(
            answer(
                numberOf(record) % misses === 0
                    ? "The answer is 123456."
                    : `So it is.\nThe answer is ${record.answer}.`,
            ),
        );
    };

function prepared(t) {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(bank));
    shop.write("own.jsonl", lines(own));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    return shop;
}

function start(shop, base, args, { model = "m", ...options } = {}) {
    const always = ["calibrate", "x.smx", "--embedder", "e.sme", "--endpoint", base, "--model", model];
    return shop.start([...always, ...args.split(" ").filter(Boolean)], { env, ...options });
}
const recordOf = (shop, name) =>
    shop
        .read(name)
        .toString()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

test("a model earns its column on questions of its own", native, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serve(t, { m: knowing(4) });
    const args = "--questions own.jsonl --name New-1B --budget 40 --standard-error 0 --record r.jsonl --out y.smx";
    const { code, out, err } = await start(shop, base, `${args} --key-env SMACS_TEST_KEY`);
    assert.equal(code, 0, err);
    assert.match(
        err,
        /^New-1B: up to 40 questions of 60\n {2}some \d+ tokens to read, 2000 to 40960 to write: 1 to 14 min at 50 a second; cost unknown/,
    );
    assert.match(err, /asked 40 of at most 40: \d+ right/);
    assert.match(out, /^New-1B: (\d+) of 40 right, 0 without a final answer; prior 0\.\d+ \+- 0\.\d+\n/);
    assert.match(out, /thirds/);
    assert.ok(seen.every(({ key }) => key === `Bearer ${secret}`));
    assert.ok(seen.every(({ body }) => body.temperature === 0 && body.max_tokens === 1024));
    assert.ok(!(out + err + shop.read("r.jsonl")).includes(secret));
    const record = recordOf(shop, "r.jsonl");
    assert.equal(record.length, 40);
    for (const { id, score, answered, found } of record) {
        const known = own.find((one) => one.id === id);
        assert.equal(score, numberOf(known) % 4 === 0 ? 0 : 1);
        assert.equal(answered, true);
        assert.equal(found, score ? known.answer : "123456");
    }
    const info = JSON.parse(shop.must("index info y.smx --json"));
    assert.equal(info.questions, 130);
    const column = info.models.find(({ name }) => name === "New-1B");
    assert.equal(column.scored, 40);
    assert.equal(Math.round(40 * column.mean), record.filter(({ score }) => score === 1).length);
    // Its prior is that of a model which solves such questions.
    const question = "There are 70 trays with 73 cups on each of them. How many cups are there?";
    const route = JSON.parse(shop.must(["route", "y.smx", "--embedder", "e.sme", "--question", question, "--json"]));
    assert.ok(route.priors["New-1B"] > 0.55, JSON.stringify(route.priors));
});

test("the record is what index add reads, for questions that the index has", native, async (t) => {
    const shop = prepared(t);
    const { base } = await serve(t, { m: knowing(3) });
    const { code, err } = await start(shop, base, "--questions bank.jsonl --budget 30 --record r.jsonl --out y.smx");
    assert.equal(code, 0, err);
    shop.must("index add x.smx --model m --scores r.jsonl --out z.smx");
    assert.deepEqual(shop.read("y.smx"), shop.read("z.smx"));
});

test("what was asked stays asked after the command is ended", native, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serve(t, { m: knowing(4) });
    const args = "--questions own.jsonl --budget 30 --standard-error 0 --record r.jsonl --out y.smx";
    const stopped = await start(shop, base, args, {
        onText: once(/asked 5 of/, "SIGKILL"),
    });
    assert.equal(stopped.signal, "SIGKILL");
    const before = recordOf(shop, "r.jsonl").length;
    assert.ok(before >= 5 && before < 30, `${before}`);
    seen.length = 0;
    const interrupted = await start(shop, base, args, {
        onText: once(/asked 12 of/, "SIGINT"),
    });
    assert.match(interrupted.err, /\(\d+ were asked before\)/);
    assert.match(interrupted.err, /stopped; the same command continues from here/);
    const { code, out } = await start(shop, base, args);
    assert.equal(code, 0);
    assert.match(out, / of 30 right/);
    const ids = recordOf(shop, "r.jsonl").map(({ id }) => id);
    assert.equal(new Set(ids).size, 30);
    assert.equal(ids.length, 30);
    // The same questions as without a break.
    const whole = await start(shop, base, args.replace("r.jsonl", "whole.jsonl"));
    assert.equal(whole.code, 0);
    assert.deepEqual(new Set(recordOf(shop, "whole.jsonl").map(({ id }) => id)), new Set(ids));
});

test("a model that has changed is told from one that has not", native, async (t) => {
    const shop = prepared(t);
    let misses = 5;
    const { base } = await serve(t, { m: (...asked) => knowing(misses)(...asked) });
    const args = "--questions own.jsonl --budget 40 --standard-error 0";
    assert.equal((await start(shop, base, `${args} --record r.jsonl`)).code, 0);
    const same = await start(shop, base, `${args} --check r.jsonl`);
    assert.equal(same.code, 0, same.err);
    assert.match(
        same.out,
        /asked again: 40; right before and wrong now: 0, the other way round: 0, p = 1.000: no change seen/,
    );
    misses = 1;
    const changed = await start(shop, base, `${args} --check r.jsonl`);
    assert.equal(changed.code, 1);
    assert.match(changed.out, /it has changed/);
});

test("it stops when the prior is as sure as was asked for, and asks several at once", native, async (t) => {
    const shop = prepared(t);
    const { base, state } = await serve(t, {
        // Nobody is answered before four are asked.
        m: (asked, reply) => until(() => state.most === 4).then(() => knowing(1000)(asked, reply)),
    });
    const { code, out } = await start(shop, base, "--questions own.jsonl --parallel 4 --standard-error 0.06 --json");
    assert.equal(code, 0);
    const result = JSON.parse(out);
    assert.ok(result.precise && result.done);
    assert.ok(result.asked >= 20 && result.asked <= 34, out);
    assert.equal(state.most, 4);
});

/** Questions as people ask them, and simulated replies as models word them when nobody tells them how to end. */
const everyday = [
    ["What is the capital of Australia?", "Canberra", "The capital of Australia is Canberra."],
    ["What is 17 * 23?", "391", "17 * 23 equals 391."],
    ["How many days are in a leap year?", "366", "A leap year has 366 days."],
    ["Who wrote Pride and Prejudice?", "Jane Austen", "Pride and Prejudice was written by Jane Austen."],
    ["What is the chemical symbol for gold?", "Au", "The chemical symbol for gold is **Au**."],
    ["Does ice float on water?", "yes", "Yes, ice floats on water because it is less dense."],
];

test("a server that is right in ordinary wording scores all", native, async (t) => {
    const shop = prepared(t);
    shop.write(
        "everyday.jsonl",
        lines(everyday.map(([question, known], i) => ({ id: `everyday/${i}`, question, answer: known }))),
    );
    const replies = new Map(everyday.map(([question, , reply]) => [question, reply]));
    const { base } = await serve(t, { m: ({ body }, reply) => reply(answer(replies.get(body.messages[0].content))) });
    const { code, out, err } = await start(shop, base, "--questions everyday.jsonl --budget 6 --json");
    assert.equal(code, 0, err);
    const { asked, right, unanswered, unreadable, unread } = JSON.parse(out);
    assert.deepEqual(
        { asked, right, unanswered, unreadable, unread },
        { asked: 6, right: 6, unanswered: 0, unreadable: false, unread: null },
    );
});

test("it stops where hardly any answer can be read, shows one and writes no column", native, async (t) => {
    const shop = prepared(t);
    const vague = "There are several ways to count cups,\u0007 and each of them has something to be said for it.";
    const { base, seen } = await serve(t, { m: answer(vague) });
    const args = "--questions own.jsonl --budget 40 --record r.jsonl --out y.smx";
    const { code, out } = await start(shop, base, args);
    assert.equal(code, 1);
    assert.equal(seen.length, 8);
    assert.match(
        out,
        /^m: stopped, because only 0 of 8 answers could be read, so there is no prior\n {2}An answer to question own\/\d+ /,
    );
    assert.ok(out.includes("There are several ways to count cups,\uFFFD and each"), out);
    assert.ok(!shop.files().includes("y.smx"));
    const again = JSON.parse((await start(shop, base, `${args} --json`)).out);
    assert.ok(again.unreadable && again.done && !again.precise);
    // The record has scores and no texts, and nothing more was asked.
    assert.equal(again.unread, null);
    assert.equal(seen.length, 8);
});

test("what it would take is told without asking", native, async (t) => {
    const shop = prepared(t);
    const args = "--questions own.jsonl --budget 10 --price-input 1 --price-output 2 --record r.jsonl --dry-run";
    const { code, out, err } = await start(shop, "http://127.0.0.1:1/v1", args);
    assert.equal(code, 0);
    assert.equal(out, "");
    assert.match(
        err,
        /up to 10 questions of 60\n {2}some \d+ tokens to read, 500 to 10240 to write: 1 to 4 min at 50 a second; \$0\.00\d\d to \$0\.02\d\d\n$/,
    );
    assert.ok(!shop.files().includes("r.jsonl"));
});

test("failures are told, and lose nothing", native, async (t) => {
    const shop = prepared(t);
    let refuse = false;
    const { base, seen } = await serve(t, {
        m: (asked, reply, times) => {
            if (refuse) {
                reply({ error: { message: "no such key" } }, 401);
            } else if (times === 3) {
                reply({ error: { message: "busy" } }, 503);
            } else if ("temperature" in asked.body) {
                reply({ error: { message: "Unsupported parameter: temperature" } }, 400);
            } else {
                refuse = times > 12;
                knowing(4)(asked, reply);
            }
        },
    });
    const args = "--questions own.jsonl --budget 30 --record r.jsonl";
    const { code, err } = await start(shop, base, args);
    assert.equal(code, 1);
    assert.match(err, /a question was not answered: auth: no such key/);
    assert.match(
        err,
        /the model cannot be asked now; the record has all answers so far, and the same command continues/,
    );
    const kept = recordOf(shop, "r.jsonl").length;
    assert.ok(kept >= 9, `${kept}`);
    assert.equal(seen.filter(({ body }) => "temperature" in body).length, 1);
    refuse = false;
    const again = await start(shop, base, "--questions own.jsonl --budget 12 --record r.jsonl");
    assert.match(again.err, new RegExp(`\\(${kept} were asked before\\)`));
});

test("a question that the server cannot read ends nothing, whatever words it has for that", native, async (t) => {
    const shop = prepared(t);
    const { base } = await serve(t, {
        m: (asked, reply, times) =>
            times === 3
                ? reply({ error: { message: 'invalid JSON: unknown key "foo"' } }, 400)
                : knowing(4)(asked, reply),
    });
    const { code, err } = await start(shop, base, "--questions own.jsonl --budget 12 --standard-error 0");
    assert.equal(code, 0, err);
    assert.match(err, /a question was not answered: bad-request: invalid JSON: unknown key "foo"\n/);
    assert.match(err, /asked 11 of at most 12/);
});

test("a server that takes no limit is asked without, by calls side by side too", native, async (t) => {
    const shop = prepared(t);
    const { base, seen } = await serve(t, {
        m: (asked, reply) => {
            const wrong = ["max_tokens", "max_completion_tokens"].find((field) => field in asked.body);
            wrong ? reply({ error: { message: `Unsupported parameter: '${wrong}'` } }, 400) : knowing(4)(asked, reply);
        },
        picky: (asked, reply) =>
            "max_tokens" in asked.body
                ? reply({ error: { message: "Unsupported parameter: 'max_tokens'" } }, 400)
                : knowing(4)(asked, reply),
    });
    const args = "--questions own.jsonl --budget 12 --parallel 4 --out y.smx";
    for (const model of ["m", "picky"]) {
        const { code, err } = await start(shop, base, args, { model });
        assert.equal(code, 0, err);
        assert.match(err, /asked 12 of at most 12/);
    }
    const fields = (model) => Object.keys(seen.filter((call) => call.model === model).at(-1).body);
    assert.deepEqual(fields("m"), ["model", "messages", "stream", "temperature"]);
    assert.deepEqual(fields("picky"), ["model", "messages", "stream", "temperature", "max_completion_tokens"]);
    // Of the first four only, and in both spellings.
    assert.equal(seen.filter(({ model, body }) => model === "m" && "max_tokens" in body).length, 4);
});

test("wrong arguments and files say what to do", native, (t) => {
    const shop = prepared(t);
    const here = "calibrate x.smx --embedder e.sme --endpoint http://127.0.0.1:1/v1 --model m";
    const fails = (args, message) => {
        const { code, err } = shop.run(args);
        assert.notEqual(code, 0, args);
        assert.match(err, message, args);
    };
    fails("calibrate x.smx --embedder e.sme --model m --questions own.jsonl", /--endpoint/);
    fails(`${here.replace("http:", "ftp:")} --questions own.jsonl`, /begins with http:\/\/ or https:\/\//);
    fails(`${here} --questions none.jsonl`, /none\.jsonl/);
    fails(`${here} --questions own.jsonl --key-env SMACS_NO_SUCH_KEY`, /is not set.*SMACS_NO_SUCH_KEY/);
    shop.write("unanswered.jsonl", lines(own.map(({ answer: _, ...record }) => record)));
    fails(`${here} --questions unanswered.jsonl`, /unanswered\.jsonl:1.*neither scores nor a question's answer/);
    shop.write("scored.jsonl", lines(own.map(({ answer: _, ...record }) => ({ ...record, scores: {} }))));
    fails(`${here} --questions scored.jsonl`, /there is no question with a text and a known answer/);
    shop.write("other.jsonl", '{"id":"own/1","score":1,"model":"another","answered":true}\n');
    fails(
        `${here} --questions own.jsonl --record other.jsonl`,
        /other\.jsonl:1.*this record belongs to another model.*another/,
    );
    shop.write("torn.jsonl", '{"id":"own/1"}\n');
    fails(`${here} --questions own.jsonl --check torn.jsonl`, /torn\.jsonl:1.*an id, a model and a score/);
});

test("under WASI there is no network, and it says so", { skip: missing("wasi") }, (t) => {
    const shop = prepared(t);
    const wasi = workshop(t, "wasi");
    for (const file of ["x.smx", "e.sme", "own.jsonl"]) {
        wasi.write(file, shop.read(file));
    }
    const args = "calibrate x.smx --embedder e.sme --endpoint http://127.0.0.1:1/v1 --model m --questions own.jsonl";
    const { code, err } = wasi.run(args);
    assert.equal(code, 1);
    assert.match(err, /this build has no network/);
    const dry = wasi.run(`${args} --dry-run`);
    assert.equal(dry.code, 0);
    assert.equal(dry.err, shop.run(`${args} --dry-run`).err);
});
