// Programs of questions and answers, run by a helper for the command: what comes of them, and what helpers may do wrong.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import test from "node:test";
import { answer, serve } from "./chat-server.mjs";
import { env, native, prepared, secret, start, traceOf } from "./live-run.mjs";
import { root, workshop } from "./tool.mjs";

const package_ = join(root, "wasm/dist/check/index.js");
const withPackage = { skip: native.skip || (existsSync(package_) ? false : `${package_} is not built`) };
const printing = "What does this program print?\n```python\nfor i in range(3):\n    print(i * 14)\n```";
const doubling =
    "Write a Python function to double a number.\n\nassert twice(2) == 4\nassert twice(0) == 0\nassert twice(-3) == -6";
const code = (body) => answer(`Here it is:\n\n\`\`\`python\ndef twice(x):\n    ${body}\n\`\`\`\n`);
const members = ["one", "two", "three"];

/** A helper of the test's own: what it says is written by `script`, which has `say(object)` and each line's `task`. */
function helper(shop, script, hello = "say({ smacs_checker: 1, name: 'made-up helper' });") {
    shop.write(
        "helper.mjs",
        `import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
const say = (what) => process.stdout.write(typeof what === "string" ? what : JSON.stringify(what) + "\\n");
const keep = (text) => appendFileSync("kept.txt", text + "\\n");
${hello}
createInterface({ input: process.stdin }).on("line", (line) => {
    const task = JSON.parse(line);
    keep(line);
    ${script}
});\n`,
    );
    return ["--checker", "node helper.mjs"];
}

test("a question's own program is run, and its output kept", withPackage, async (t) => {
    const { base } = await serve(t, {
        one: answer("It prints 0, 14 and 29."),
        two: answer("0 1 2"),
        three: answer("?"),
    });
    const shop = prepared(t, base, members);
    const { code: exit, out, err } = await start(shop, "--checker node", { asked: printing });
    assert.equal(exit, 0, err);
    assert.equal(out, "0\n14\n28\n");
    const said = err.split("\n");
    assert.match(
        said[0],
        /^will run the program in it \(python\) in smacs-check \(MicroPython, QuickJS\), and nowhere else$/,
    );
    assert.ok(said.includes("runs the question's own program, 2 lines of python"), err);
    assert.match(err, /kept what the question's own program gives, which no answer says; about \d+ in 100/);
    const { trace, view, events } = traceOf(t, shop);
    assert.deepEqual(trace.request.checks, { kind: "output", language: "python", expects: [], within: 0 });
    assert.deepEqual(events.find(({ type }) => type === "checked").results, [
        { program: 0, input: 0, outcome: "value", out: "0\n14\n28\n" },
    ]);
    assert.equal(view.kept_output, true);
});

test("answers' programs are run on the question's examples, and what fails is not kept", withPackage, async (t) => {
    const { base, seen } = await serve(t, {
        one: code("return x + 2"),
        two: code("return x + 2"),
        three: code("return 2 * x"),
    });
    const shop = prepared(t, base, members);
    const { code: exit, out, err } = await start(shop, "--checker node --mode select", { asked: doubling });
    assert.equal(exit, 0, err);
    assert.match(out, /return 2 \* x/);
    for (const model of members) {
        assert.match(
            err,
            new RegExp(
                `runs twice\\(\\) of ${model}'s answer, 2 lines of python, on 3 examples and \\d+ further inputs`,
            ),
        );
    }
    assert.match(err, /kept the answer of three.*; checked by running it, it passes 3 of 3 examples; about 9\d in 100/);
    const { view } = traceOf(t, shop);
    assert.deepEqual(view.checks.map(({ call, passed }) => [view.calls[call].member, passed]).sort(), [
        ["one", 1],
        ["three", 3],
        ["two", 1],
    ]);
    assert.equal(seen.length, 3);
});

test("where nothing can be checked, no helper is started and nothing is said", native, async (t) => {
    const { base } = await serve(t, { one: answer("42"), two: answer("42"), three: answer("42") });
    const shop = prepared(t, base, members);
    const { code: exit, err } = await start(shop, "", { more: ["--checker", "touch started"] });
    assert.equal(exit, 0, err);
    assert.ok(!/will run|checker/.test(err) && !shop.files().includes("started"));
    assert.ok(!("checks" in traceOf(t, shop).trace.request));
});

test("a helper gets code and inputs, but no expected values and no keys", native, async (t) => {
    const { base } = await serve(t, { one: code("return 2 * x"), two: answer("I cannot."), three: code("return x") });
    const shop = prepared(t, base, members);
    const values = `say({ id: task.id, results: task.inputs.map((input) => ({ outcome: "value", out: input.includes("2") ? "4" : "0" })) });
        keep(JSON.stringify(process.env));`;
    const { code: exit, err } = await start(shop, "--mode select --no-early-stop", {
        asked: doubling,
        more: helper(shop, values),
    });
    assert.equal(exit, 0, err);
    assert.match(err, /will run the programs of its answers \(python\) in made-up helper, and nowhere else/);
    const kept = readFileSync(shop.path("kept.txt"), "utf8");
    assert.ok(!kept.includes("assert") && !kept.includes(secret) && kept.includes("PATH"));
    const tasks = kept.split("\n").filter((line) => line.includes('"inputs"'));
    assert.equal(tasks.length, 2, "an answer without a program is not run");
    assert.deepEqual(Object.keys(JSON.parse(tasks[0])), ["id", "language", "code", "inputs"]);
    const { view } = traceOf(t, shop);
    assert.ok(view.checks.every(({ done }) => done));
});

test("a helper of a live evaluation gets no keys either", native, async (t) => {
    const { base } = await serve(t, { one: code("return 2 * x"), two: code("return x") });
    const shop = prepared(t, base, ["one", "two"]);
    const asked = { id: "q", source: "s", benchmark: "b", question: doubling, answer: "?" };
    shop.write("q.jsonl", `${JSON.stringify(asked)}\n`);
    const values = `say({ id: task.id, results: task.inputs.map(() => ({ outcome: "value", out: "4" })) });
        keep(JSON.stringify(process.env));`;
    const files = ["--embedder", "e.sme", "--pool", "pool.json", "--bank", "q.jsonl", "--record", "r.jsonl"];
    const line = ["eval", "live", "x.smx", ...files, "--modes", "select-all", ...helper(shop, values)];
    const { code: exit, err } = await shop.start(line, { env });
    assert.equal(exit, 0, err);
    const kept = readFileSync(shop.path("kept.txt"), "utf8");
    assert.ok(!kept.includes(secret) && kept.includes("PATH"));
});

const hello = "say({ smacs_checker: 1, name: 'made-up' });";
for (const [what, script, first, words] of [
    ["ends at a program", "process.exit(3);", hello, /the checker ended \(exit status 3\); nothing more is checked/],
    ["is not a checker", "", "say('hello\\n');", /the checker does not begin with \{"smacs_checker": 1/],
    [
        "ends at once",
        "",
        "process.exit(0);",
        /the checker ended \(exit status 0\); see that --checker is a helper .*; nothing is checked/,
    ],
    ["says what is no JSON", "say('{\\n');", hello, /said something that is no reply to its program/],
    ["answers what was not asked", "say({ id: 77, results: [] });", hello, /no reply to its program/],
    ["answers nearly what was asked", "say({ id: task.id + 0.5, results: [] });", hello, /no reply to its program/],
    [
        "answers with a number too large",
        "say({ id: task.id + 2 ** 32, results: [] });",
        hello,
        /no reply to its program/,
    ],
    [
        "tells a verdict",
        "say({ id: task.id, results: [{ outcome: 'right', out: '' }] });",
        hello,
        /no reply to its program/,
    ],
    [
        "gives more results than inputs",
        "say({ id: task.id, results: Array(99).fill({ outcome: 'value', out: '' }) });",
        hello,
        /no reply to its program/,
    ],
    [
        "floods",
        "const flood = () => process.stdout.write('x'.repeat(65536), flood); flood();",
        hello,
        /the checker said more than 16 MiB at once/,
    ],
    ["never answers", "", hello, /the checker did not answer in time/],
    ["never says what it is", "", "", /the checker did not say in time what it is/],
    ["is not there", undefined, "", /\(exit status 127\); see that --checker names a program .*; nothing is checked/],
]) {
    test(`a helper that ${what} ends, and the run goes on unchecked`, native, async (t) => {
        const { base } = await serve(t, { one: code("return 2 * x"), two: code("return x"), three: code("return x") });
        const shop = prepared(t, base, members);
        const command =
            script === undefined ? ["--checker", "./no-such-helper 2>/dev/null"] : helper(shop, script, first);
        // Long enough for a helper to start on a busy machine.
        const wait = /^never/.test(what) ? ["--checker-wait", "15"] : [];
        const {
            code: exit,
            out,
            err,
        } = await start(shop, "--mode select", { asked: doubling, more: [...command, ...wait] });
        assert.equal(exit, 0, err);
        assert.match(out, /def twice/);
        assert.match(err, words);
        assert.equal(err.match(/nothing (more )?is checked/g).length, 1, "it is said once");
        assert.ok(!/checked by running/.test(err));
        traceOf(t, shop);
    });
}

test("recorded answers are checked by programs that run now", withPackage, async (t) => {
    const shop = prepared(t, "http://127.0.0.1:9", members);
    const models = ["Adder-7B", "Speller-7B"];
    const scores = Object.fromEntries(models.map((model, i) => [model, i]));
    shop.write(
        "q.jsonl",
        `${JSON.stringify({ id: "q", source: "s", benchmark: "b", question: doubling, answer: "", scores })}\n`,
    );
    const text = (body) => `\`\`\`python\ndef twice(x):\n    ${body}\n\`\`\``;
    const responses = { [models[0]]: text("return x + 2"), [models[1]]: text("return 2 * x") };
    shop.write("r.jsonl", `${JSON.stringify({ id: "q", responses })}\n`);
    const args = "eval select x.smx --embedder e.sme --bank q.jsonl --responses r.jsonl --json --calls-curve";
    const { err, out } = shop.run(`${args} --checker node`);
    assert.match(err, /will run programs of questions and recorded answers in smacs-check/);
    const result = JSON.parse(out);
    assert.equal(result.overall.kept, 100);
    assert.equal(result.calls_curve.at(-1).overall.kept, 100);
});

test("a checker without a name, and programs run twice, are refused", native, (t) => {
    const shop = workshop(t);
    const wrong = [
        ["run --question x --pool p.json --checker", /--checker: a command is missing; node: the package's own/],
        [
            "eval select x.smx --bank q.jsonl --responses r.jsonl --checks c.jsonl --checker",
            /give either --checker, which runs programs, or --checks, which were run/,
        ],
    ];
    shop.write("p.json", "{}");
    for (const [args, words] of wrong) {
        const { code: exit, err } = shop.run([...args.split(" "), " "]);
        assert.ok(exit > 0);
        assert.match(err, words);
    }
});

test("the scripts that run programs say what they take", withPackage, (t) => {
    const shop = workshop(t);
    shop.write("q.jsonl", `${JSON.stringify({ id: "q", question: doubling })}\n`);
    shop.write("r.jsonl", `${JSON.stringify({ id: "other", responses: {} })}\n`);
    const [record, own] = ["tests/lab/check.mjs", "wasm/bin/smacs-check.mjs"];
    const files = ["--bank", shop.path("q.jsonl"), "--responses", shop.path("r.jsonl"), "--out", shop.path("c.jsonl")];
    for (const [script, args, status, words, input] of [
        [record, [], 2, /check.mjs: --bank, --responses and --out are needed\nusage: /],
        [record, ["--help"], 0, /^usage: /],
        [record, ["--other"], 2, /check.mjs: Unknown option '--other'.*\nusage: /],
        [record, [...files, "--half", "3"], 2, /check.mjs: --half is 0 or 1\n/],
        [record, [...files, "--bank", shop.path("none")], 1, /check.mjs: \S*none cannot be read: ENOENT/],
        [record, files, 1, /check.mjs: no question of \S* has answers in \S*\n/],
        [own, ["--help"], 0, /^usage: smacs-check/],
        [own, ["--other"], 2, /smacs-check: Unknown option '--other'.*\nusage: /],
        [own, ["--ms", "x"], 2, /smacs-check: --ms is a time in milliseconds\n/],
        [own, [], 1, /smacs-check: a line is no program: /, "{oops\n"],
    ]) {
        const ran = spawnSync(process.execPath, [join(root, script), ...args], { input, encoding: "utf8" });
        assert.equal(ran.status, status, ran.stderr);
        assert.match(ran.stdout.replace(/^\{"smacs_checker.*\n/, "") + ran.stderr, words);
        assert.ok(!/ at .*:\d+:\d+/.test(ran.stderr), "no trace of calls");
    }
});
