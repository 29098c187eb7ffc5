// Every command with a reader that leaves, and on a disk that is full: it ends, says why, and leaves no half file.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import test from "node:test";
import { serve } from "./chat-server.mjs";
import { env, native, prepared, question, said } from "./live-run.mjs";
import { lines, records } from "./made-bank.mjs";
import { root } from "./tool.mjs";

const program = process.env.SMACS_NATIVE ?? join(root, "build/native/smacs");
const e = "--embedder e.sme";

/** By command: its arguments, which may name OUT and MORE for files that it writes, and BASE for an endpoint. */
const commands = {
    "embedder train": "--bank q.jsonl --dim 16 --out OUT",
    embed: "e.sme --bank q.jsonl --json",
    "bank import": "--from jsonl q.jsonl --out OUT --responses MORE --json",
    "index build": `--bank q.jsonl ${e} --out OUT`,
    "index info": "x.smx --json",
    "index add": "x.smx --model New --scores new.jsonl --out OUT",
    "index map": "x.smx --out OUT",
    "index merge": "x.smx x.smx --out OUT",
    "index shard": "x.smx --out OUT.smh --cells 4",
    "index pick": "x.smx --questions 5 --out OUT",
    "models match": "--ids ids.txt --index x.smx",
    prior: "published.smx --benchmarks",
    route: `x.smx ${e} --question dough --json --detail`,
    run: `x.smx ${e} --pool pool.json --question Q --trace OUT`,
    calibrate: `x.smx ${e} --endpoint BASE --model one --name new --questions q.jsonl --record MORE --out OUT`,
    replay: `t.json --index x.smx ${e} --json`,
    "eval route": `x.smx ${e} --bank q.jsonl --resamples 3 --report OUT --json`,
    "eval join": `x.smx ${e} --bank q.jsonl --cells 3 --repeats 1`,
    "eval extract": "--bank extracted.jsonl --responses a.jsonl",
    "eval live": `x.smx ${e} --pool pool.json --bank q.jsonl --record MORE --resamples 3 --report OUT`,
    "eval select": `x.smx ${e} --bank q.jsonl --responses a.jsonl --resamples 3 --report OUT --json`,
    "eval certainty": `x.smx ${e} --bank q.jsonl --responses a.jsonl`,
    "eval arena": `x.smx ${e} --data d.json --config c.json --out OUT`,
    "eval shards": `bank.smh ${e} --bank q.jsonl`,
    "eval compare": "r.json r.json --resamples 3 --report OUT",
    "eval report": "r.json --out OUT",
    completions: "bash",
    manual: "",
};

/** Those that write their result to files alone, or to stdout as well as to a file. */
const silent = [
    "embedder train",
    "index build",
    "index add",
    "index map",
    "index merge",
    "index pick",
    "index shard",
    "eval report",
];

const words = (name, files = {}) =>
    `${name} ${commands[name]}`
        .split(" ")
        .filter(Boolean)
        .map((word) =>
            word === "Q" ? question : word.replace(/^(OUT|MORE|BASE)\b/, (place) => files[place] ?? place),
        );

/** A folder with all that the commands read. */
async function furnished(t) {
    const { base } = await serve(t, { one: said(42), two: said(41) });
    const shop = prepared(t, base, ["one", "two"]);
    const bank = records("made", 90, 1);
    const some = bank.slice(0, 12);
    shop.write("q.jsonl", lines(some));
    shop.write("new.jsonl", lines(some.map(({ id }) => ({ id, score: 1 }))));
    shop.write("ids.txt", "Adder-7B\nunheard-of\n");
    const responses = some.map(({ id, scores, answer }) => ({
        id,
        responses: Object.fromEntries(
            Object.keys(scores).map((m, i) => [m, `The answer is ${scores[m] ? answer : i}.`]),
        ),
    }));
    shop.write("a.jsonl", lines(responses));
    shop.write("extracted.jsonl", lines(some.map((r) => ({ ...r, extracted: { "Adder-7B": r.answer } }))));
    shop.write("d.json", JSON.stringify([{ "global index": "a_1", prompt_formatted: "dough?" }]));
    shop.write("c.json", JSON.stringify({ pipeline_params: { models: ["Adder-7B", "Coder-7B"] } }));
    shop.write(
        "published.csv",
        "model,BBH,GPQA\nAdder-7B,80,50\nSpeller-7B,70,45\nCoder-7B,65,40\nAllrounder-70B,60,35\n",
    );
    shop.must("index build --bank bank.jsonl --embedder e.sme --published published.csv --out published.smx");
    shop.must("index shard x.smx --out bank.smh --cells 4");
    shop.write("r.json", shop.must(`eval select x.smx ${e} --bank q.jsonl --responses a.jsonl --outcomes --json`));
    const ran = await shop.start(words("run", { OUT: "t.json" }), { env });
    assert.equal(ran.code, 0, ran.err);
    return { shop, base };
}

/** Runs `line` of a shell in the folder, with the command as its arguments. */
function shell(shop, line, args) {
    const child = spawn("bash", ["-c", line, "bash", program, ...args], {
        cwd: shop.folder,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (said.out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (said.err += text));
    return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, ...said })));
}

/** Removes what was not there before. */
function clean(shop, before) {
    for (const file of shop.files().filter((each) => !before.includes(each))) {
        rmSync(shop.path(file));
    }
}

test("every command stands in this table", native, () => {
    const { stdout } = spawnSync(program, ["--help"]);
    const listed = [...stdout.toString().matchAll(/^ {2}smacs ([a-z]+(?: [a-z]+)?) {2,}/gm)].map(([, name]) => name);
    assert.deepEqual(listed.sort(), Object.keys(commands).sort());
});

const full = { skip: native.skip || (existsSync("/dev/full") ? false : "there is no /dev/full") };

test("a full disk behind stdout is told", full, async (t) => {
    const { shop, base } = await furnished(t);
    const before = shop.files();
    for (const name of Object.keys(commands).filter((each) => !silent.includes(each))) {
        const { code, err } = await shell(
            shop,
            '"$@" > /dev/full',
            words(name, { OUT: "out", MORE: "more", BASE: base }),
        );
        clean(shop, before);
        assert.equal(code, 1, `${name}: ${err}`);
        assert.match(err, /^smacs: the output could not be written \(stdout\)$/m, name);
    }
    for (const asked of ["--help", "--version", "run"]) {
        const { code, err } = await shell(shop, '"$@" > /dev/full', asked === "run" ? ["run", "--help"] : [asked]);
        assert.deepEqual([code, err], [1, "smacs: the output could not be written (stdout)\n"], asked);
    }
});

test("a full disk is told, and no half file is left", native, async (t) => {
    const { shop, base } = await furnished(t);
    const before = shop.files();
    for (const name of Object.keys(commands).filter((each) => /OUT|MORE/.test(commands[each]))) {
        // A file may have no byte: what a full disk does, without one.
        const line = 'set -o pipefail; ulimit -f 0; "$@" | cat > /dev/null';
        const { code, err } = await shell(shop, line, words(name, { OUT: "out", MORE: "more.jsonl", BASE: base }));
        assert.equal(code, 1, `${name}: ${err}`);
        assert.match(err, /could not be written|cannot be written/, name);
        assert.deepEqual(
            shop.files().filter((file) => file !== "more.jsonl"),
            before,
            name,
        );
        assert.equal(shop.files().includes("more.jsonl") ? shop.read("more.jsonl").length : 0, 0, name);
        clean(shop, before);
    }
});

test("a reader that leaves ends the command", native, async (t) => {
    const { shop, base } = await furnished(t);
    const before = shop.files();
    for (const name of Object.keys(commands)) {
        const { code, err } = await shell(
            shop,
            'set -o pipefail; "$@" | true',
            words(name, { OUT: "out", MORE: "more.jsonl", BASE: base }),
        );
        // 141: the signal of a broken pipe, which commands with connections turn off; 0: all was in the pipe before.
        assert.ok([0, 1, 141].includes(code), `${name}: ${code} ${err}`);
        assert.ok(code !== 1 || /could not be written/.test(err), `${name}: ${err}`);
        assert.doesNotMatch(shop.files().join(" "), /\.part/, name);
        clean(shop, before);
    }
});

test("a signal that ends the command takes the files with it that were begun", native, async (t) => {
    const { shop } = await furnished(t);
    const before = shop.files();
    for (const [name, code] of [
        ["HUP", 129],
        ["INT", 130],
        ["TERM", 143],
    ]) {
        // The bank comes out of a pipe that says one line and no more; both files are begun by then.
        const line = `set -m; mkfifo in; exec 3<> in; echo '{"question": "a?", "model": "m", "score": 1}' >&3
            "$@" & until compgen -G "out*.part0" && compgen -G "more*.part0"; do sleep 0.02; done > /dev/null
            kill -s ${name} $!; wait $! 2> /dev/null; code=$?; rm in; exit $code`;
        const ended = await shell(shop, line, "bank import --from jsonl in --out out --responses more".split(" "));
        assert.deepEqual([ended.code, ended.out], [code, ""], `${name}: ${ended.err}`);
        assert.deepEqual(shop.files(), before, name);
    }
});
