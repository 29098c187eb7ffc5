// The command for people: completions, the manual, what is used where nothing is given, and files of questions.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import process from "node:process";
import test from "node:test";
import { listen } from "../local-server.mjs";
import { answer, serve } from "./chat-server.mjs";
import { env, native, prepared, said } from "./live-run.mjs";
import { lines, records } from "./made-bank.mjs";
import { missing, missingTerminal, once, root, workshop } from "./tool.mjs";

const skip = missing("native");
const has = (shell) => spawnSync(shell, ["-c", "true"]).status === 0;
/** Arguments of a run over a file of questions, with what `prepared` lays there. */
const runOver = (questions) =>
    `run x.smx --embedder e.sme --pool pool.json --questions ${questions} --out a.jsonl`.split(" ");

/** Every command with its options, as their help lists them. */
function helped(shop) {
    const listed = [...shop.must("--help").matchAll(/^ {2}smacs ([a-z]+(?: [a-z]+)?) {2,}/gm)].map(
        ([, words]) => words,
    );
    return listed.map((words) => [
        words,
        [...shop.must(`${words} --help`).matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag),
    ]);
}

test("bash completes commands, options and files", { skip: skip || (!has("bash") && "there is no bash") }, (t) => {
    const shop = workshop(t);
    shop.write("smacs.bash", shop.must("completions bash"));
    shop.write("pool.json", "{}");
    const complete = (...words) => {
        const script = `source ./smacs.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _smacs; printf '%s\\n' "\${COMPREPLY[@]}"`;
        const { stdout, stderr } = spawnSync("bash", ["-c", script, "x", ...words], { cwd: shop.folder });
        assert.equal(stderr.toString(), "");
        return stdout.toString().trim().split("\n");
    };
    assert.deepEqual(complete("smacs", "ev"), ["eval"]);
    assert.deepEqual(complete("smacs", "eval", "ro"), ["route"]);
    assert.deepEqual(complete("smacs", "run", "--pool", "po"), ["pool.json"]);
    assert.deepEqual(complete("smacs", "run", "--mode", ""), [""], "no files for a word");
    for (const [words, flags] of helped(shop)) {
        assert.deepEqual(complete("smacs", ...words.split(" "), "--").sort(), flags.toSorted(), words);
    }
});

test("fish completes commands and options", { skip: skip || (!has("fish") && "there is no fish") }, (t) => {
    const shop = workshop(t);
    shop.write("smacs.fish", shop.must("completions fish"));
    const complete = (line) => {
        const { stdout, stderr } = spawnSync("fish", ["-c", `source smacs.fish; complete -C "${line}"`], {
            cwd: shop.folder,
            env: { ...process.env, HOME: shop.folder },
        });
        assert.equal(stderr.toString(), "");
        return stdout
            .toString()
            .trim()
            .split("\n")
            .map((entry) => entry.split("\t")[0]);
    };
    assert.deepEqual(complete("smacs eval ro"), ["route"]);
    assert.deepEqual(complete("smacs eval route --lea"), ["--leave-out"]);
    assert.ok(complete("smacs em").includes("embed"));
});

test("zsh takes its completions", { skip: skip || (!has("zsh") && "there is no zsh") }, (t) => {
    const shop = workshop(t);
    shop.write("_smacs", shop.must("completions zsh"));
    const { status, stderr } = spawnSync("zsh", ["-n", "_smacs"], { cwd: shop.folder });
    assert.deepEqual([status, stderr.toString()], [0, ""]);
});

test("all that is printed for shells and man has each command and option", { skip }, (t) => {
    const shop = workshop(t);
    const [zsh, fish, manual] = ["completions zsh", "completions fish", "manual"].map((words) => shop.must(words));
    const sections = manual.split(/^\.SS smacs /m);
    for (const [words, flags] of helped(shop)) {
        const section = sections.find((text) => text.startsWith(`${words}\n`) || text.startsWith(`${words} `)) ?? "";
        for (const flag of flags.filter((name) => name !== "--help")) {
            assert.ok(zsh.includes(`${flag}[`), `zsh: ${words} ${flag}`);
            assert.ok(fish.includes(`"${words}"' -l ${flag.slice(2)} `), `fish: ${words} ${flag}`);
            assert.ok(section.includes(`\\fB${flag.replaceAll("-", "\\-")}\\fR`), `manual: ${words} ${flag}`);
        }
    }
    assert.match(manual, /^\.TH SMACS 1 /);
    if (spawnSync("groff", ["--version"]).status === 0) {
        const { stderr } = spawnSync("groff", ["-man", "-ww", "-Tutf8"], { input: manual });
        assert.equal(stderr.toString(), "");
    }
    const { code, err } = shop.run("completions tcsh");
    assert.deepEqual([code, err], [2, 'smacs completions: the shell is bash, zsh or fish, not "tcsh"\n']);
});

test("index and embedder are found where none is given", { skip }, async (t) => {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(records("made", 90, 1)));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out mine.sme");
    shop.must("index build --bank bank.jsonl --embedder mine.sme --out mine.smx");
    const question = "Anna has 3 apples and buys 4 more apples at the market. How many?";
    const whole = ["route", "mine.smx", "--embedder", "mine.sme", "--question", question];
    const plain = shop.must(whole);
    const mine = { SMACS_INDEX: shop.path("mine.smx"), SMACS_EMBEDDER: shop.path("mine.sme") };
    const start = async (args, more = mine) => {
        const { code, out, err } = await shop.start(args, { env: more });
        assert.equal(code, 0, err);
        return out;
    };
    assert.equal(await start(["route", question]), plain);
    assert.equal(await start(["route", "mine.smx", question]), plain);
    assert.equal(await start(["route", "mine.smx", "--question", question]), plain);
    await start(["index", "build", "--bank", "bank.jsonl", "--out", "own.smx"]);
    assert.ok(shop.read("own.smx").equals(shop.read("mine.smx")));
    assert.match(await start(["index", "info"]), /90/);
    const [model] = JSON.parse(await start(["index", "info", "--json"])).models;
    const { name } = model;
    assert.equal(await start(["prior", name]), shop.must(["prior", "mine.smx", name]));
    shop.write("ids", `${name}\n`);
    assert.match(await start(["models", "match", "--ids", "ids"]), new RegExp(`${name} +${name} +bank`));
    const evaluated = JSON.parse(await start(["eval", "route", "--bank", "bank.jsonl", "--json"]));
    assert.deepEqual(
        evaluated.made.files.map(({ file }) => file),
        [mine.SMACS_INDEX, mine.SMACS_EMBEDDER, "bank.jsonl"],
    );
    // Beside the program, then where it is installed, then nowhere.
    const program = process.env.SMACS_NATIVE ?? `${root}/build/native/smacs`;
    mkdirSync(shop.path("usr/bin"), { recursive: true });
    mkdirSync(shop.path("usr/share/smacs"), { recursive: true });
    copyFileSync(program, shop.path("usr/bin/smacs"));
    const installed = (args) => {
        const { SMACS_INDEX: _, SMACS_EMBEDDER: __, ...rest } = process.env;
        const { status, stdout, stderr } = spawnSync("./usr/bin/smacs", args, { cwd: shop.folder, env: rest });
        return { code: status, out: stdout.toString(), err: stderr.toString() };
    };
    const nothing = installed(["route", question]);
    assert.equal(nothing.code, 1);
    assert.match(
        nothing.err,
        /no index was given, and there is none beside the program.*\n {2}name one, or set SMACS_INDEX/,
    );
    copyFileSync(shop.path("mine.smx"), shop.path("usr/share/smacs/default.smx"));
    assert.match(installed(["route", question]).err, /no embedder was given.*\n.*set SMACS_EMBEDDER/);
    copyFileSync(shop.path("mine.sme"), shop.path("usr/bin/default.sme"));
    assert.equal(installed(["route", question]).out, plain);
});

test("a file of questions is answered line by line, and continued", native, async (t) => {
    const asked = [];
    let broken = true;
    const { base } = await serve(t, {
        "Adder-7B": ({ body }, reply) => {
            const text = body.messages.at(-1).content;
            asked.push(/Question \w+/.exec(text)[0]);
            if (broken && text.includes("Question three")) {
                reply({ error: { message: "no such thing" } }, 400);
            } else {
                reply(said(asked.length));
            }
        },
    });
    const shop = prepared(t, base, ["Adder-7B"]);
    const name = (id) => `Question ${id}: how many apples has Anna?`;
    const questions = ["one", "two", "three", "four"].map((id) => ({ id, question: name(id) }));
    shop.write("q.jsonl", lines(questions));
    const run = (...more) => shop.start([...runOver("q.jsonl"), "--mode", "route", "--no-state", ...more], { env });
    const kept = () =>
        shop
            .read("a.jsonl")
            .toString()
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line));
    const first = await run();
    assert.equal(first.code, 1);
    assert.match(first.err, /3 answered now, 0 before, 1 left; the same command asks them/);
    assert.deepEqual(
        kept().map(({ id, question, member }) => [id, question, member]),
        ["one", "two", "four"].map((id) => [id, name(id), "Adder-7B"]),
    );
    assert.match(kept()[0].answer, /The answer is 1\./);
    assert.equal(kept()[0].calls_made, 1);
    broken = false;
    asked.length = 0;
    shop.write("a.jsonl", `${shop.read("a.jsonl")}{"id": "thr`);
    const second = await run("--json", "--quiet");
    assert.deepEqual([second.code, second.err], [0, "1 answered now, 3 before, 0 left\n"]);
    assert.deepEqual(asked, ["Question three"]);
    assert.deepEqual(
        kept().map(({ id, run: whole }) => [id, whole?.status !== undefined || whole !== undefined]),
        [
            ["one", false],
            ["two", false],
            ["four", false],
            ["three", true],
        ],
    );
    assert.match((await run()).err, /0 answered now, 4 before, 0 left\n$/);
    // A question a line, and files that do not belong together.
    shop.write("q.jsonl", `${name("five")}\n\n${name("six")}\n`);
    assert.match((await run()).err, /a\.jsonl:1:1: this line is of another file of questions/);
    // What is no file of answers stays as it is.
    for (const [out, content, says] of [
        ["list.txt", `${name("five")}\n\n${name("six")}`, /list\.txt:1:1: .*\n {2}.* a new one/],
        ["notes.txt", "mine", /another kind of file/],
        ["asked.jsonl", lines(questions), /asked\.jsonl:1:1: this is no file of answers/],
        [".", undefined, /must be a plain file/],
        ["-", undefined, /must be a plain file/],
    ]) {
        if (content) {
            shop.write(out, content);
        }
        const { code, err } = await shop.start(
            ["run", "x.smx", "--embedder", "e.sme", "--pool", "pool.json", "--questions", "q.jsonl", "--out", out],
            { env },
        );
        assert.equal(code, 1, out);
        assert.match(err, says);
        assert.ok(!content || shop.read(out).toString() === content, out);
    }
    shop.write("array.json", JSON.stringify(questions));
    assert.match(
        (
            await shop.start(
                "run x.smx --embedder e.sme --pool pool.json --questions array.json --out c.jsonl".split(" "),
                { env },
            )
        ).err,
        /one JSON array: write an object a line/,
    );
    const plain = await shop.start(
        ["run", "x.smx", "--embedder", "e.sme", "--pool", "pool.json", "--questions", "q.jsonl", "--out", "b.jsonl"],
        { env },
    );
    assert.equal(plain.code, 0, plain.err);
    assert.deepEqual(
        shop
            .read("b.jsonl")
            .toString()
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line).id),
        ["1", "2"],
    );
});

test("questions end with Ctrl-C, and with three that come to nothing", native, async (t) => {
    const { base, seen } = await serve(t, {
        slow: () => {}, // it is stopped while this one is asked
        bad: (_, reply) => reply({ error: { message: "out of order" } }, 400),
        good: answer("The answer is 5."),
    });
    const shop = prepared(
        t,
        base,
        ["slow", "good", "bad"].map((id) => ({ id, endpoint: "here", model: id, prior: 0.5 })),
    );
    const pool = JSON.parse(shop.read("pool.json"));
    const only = (id) =>
        shop.write(
            "pool.json",
            JSON.stringify({ ...pool, members: pool.members.filter((member) => member.id === id) }),
        );
    shop.write("q.txt", ["Why?", "How?", "When?", "Who?"].join("\n"));
    const args = runOver("q.txt");
    only("slow");
    const stopped = await shop.start([...args, "--mode", "route"], {
        env,
        onText: once(/asking|question 1/, "SIGINT"),
    });
    assert.notEqual(stopped.code, 0);
    assert.match(stopped.err, /0 answered now, 0 before, 4 left/);
    assert.equal(shop.read("a.jsonl").length, 0);
    only("bad");
    const failed = await shop.start([...args, "--mode", "route"], { env });
    assert.match(failed.err, /0 answered now, 0 before, 4 left: three in a row came to nothing/);
    assert.equal(
        new Set(seen.filter(({ model }) => model === "bad").map(({ body }) => JSON.stringify(body.messages))).size,
        3,
    );
    for (const [more, says] of [
        [["Why?"], /give either a question or --questions/],
        [["--trace", "t.json"], /--trace is of one question/],
    ]) {
        const { code, err } = shop.run([...args, ...more]);
        assert.equal(code, 2);
        assert.match(err, says);
    }
    assert.match(shop.run(args.slice(0, -2)).err, /--questions and --out go together/);
    assert.match(shop.run(args.slice(0, 6)).err, /no question was given/);
});

/** A reply as server-sent events, in pieces that a test lets go one after another. */
const events = (...texts) => [
    ...texts.map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`),
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}\n\n`,
    'data: {"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":7}}\n\ndata: [DONE]\n\n',
];

test("the first answer is shown while it is written", native, async (t) => {
    const asked = [];
    let next;
    const { url, close } = await listen(async (request, response) => {
        const pieces = [];
        for await (const piece of request) {
            pieces.push(piece);
        }
        asked.push(JSON.parse(Buffer.concat(pieces).toString()));
        response.writeHead(200, { "Content-Type": "text/event-stream" });
        const [first, ...rest] = events("The answer ", "is\u001b[2J 5.");
        response.write(first.slice(0, 20));
        response.write(first.slice(20));
        next = () => response.end(rest.join(""));
    });
    t.after(close);
    const shop = prepared(t, `${url}/v1`, ["Adder-7B"]);
    const args = ["run", "x.smx", "--embedder", "e.sme", "--pool", "pool.json", "--mode", "route", "--no-state"];
    const run = await shop.start([...args, "--stream", "What is 2 + 3?"], {
        env,
        onOut: (text) => {
            if (text === "The answer ") {
                next(); // the rest comes only once the beginning is printed
            }
        },
    });
    assert.equal(run.code, 0, run.err);
    assert.equal(run.out, "The answer is\u001b[2J 5.\n");
    assert.deepEqual([asked[0].stream, asked[0].stream_options], [true, { include_usage: true }]);
    assert.match(run.err, /4 tokens in, 7 out \(actual\)/);
    assert.match(shop.run([...args, "--stream", "--json", "Why?"]).err, /--stream goes with neither --json nor/);
});

test("where another answer is kept, it follows the one that was shown", native, async (t) => {
    const { base } = await serve(t, {
        first: (_, reply) => reply(events("It is 7.").join(""), 200, { "Content-Type": "text/event-stream" }),
        second: (_, reply) => reply(events("It is 8.").join(""), 200, { "Content-Type": "text/event-stream" }),
        third: answer("It is 8."), // in one piece, though a stream was asked for
    });
    const ids = ["first", "second", "third"];
    const shop = prepared(
        t,
        base,
        ids.map((id) => ({ id, endpoint: "here", model: id, prior: 0.5 })),
    );
    const args = [
        "run",
        "x.smx",
        "--embedder",
        "e.sme",
        "--pool",
        "pool.json",
        "--mode",
        "select",
        "--pace",
        "thorough",
    ];
    const { code, out, err } = await shop.start([...args, "--parallel", "1", "--stream", "What is 3 + 5?"], { env });
    assert.equal(code, 0, err);
    assert.ok(out === "It is 7.\n\nKept is another answer:\n\nIt is 8.\n" || out === "It is 8.\n", JSON.stringify(out));
    if (!missingTerminal()) {
        const both = await shop.start([...args, "--parallel", "1", "--stream", "What is 3 + 5?"], {
            env,
            terminal: true,
        });
        assert.match(both.out, /^It is \d\.\r\n *\d+\.\d s /m, "progress begins a line");
        assert.doesNotMatch(both.out, /It is \d\. *\d+\.\d s/);
    }
});

test("smacs help prints a command's help, or its group's", native, (t) => {
    const shop = workshop(t);
    for (const words of ["route", "eval route", "index"]) {
        assert.equal(shop.must(`help ${words}`), shop.must(`${words} --help`));
    }
    assert.match(shop.run("help rout").err, /there is no command "rout"; did you mean "route"\?/);
});
