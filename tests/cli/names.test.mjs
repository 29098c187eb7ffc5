// Names that files hold: no command passes on what a terminal obeys, to a terminal or into a pipe.
import assert from "node:assert/strict";
import test from "node:test";
import { missing, missingTerminal, workshop } from "./tool.mjs";

const red = "\u001b[31m";
/** Banks may not have escapes in names, but they may have C1 controls, which do the same. */
const control = "\u009b31m";
const [model, benchmark, id] = [`mod${control}el`, `bench${control}`, `q${control}`];

const record = (n) => ({
    id: `${id}${n}`,
    question: `What is ${n} + ${n}?${red}`,
    answer: `${2 * n}`,
    benchmark: n % 2 ? benchmark : "plain",
    category: `cat${control}`,
    source: `source${control}`,
    scores: { [model]: n % 3 ? 1 : 0, other: n % 2 },
    extracted: { [model]: `${2 * n}` },
});
const bank = Array.from({ length: 24 }, (_, n) => JSON.stringify(record(n + 1))).join("\n");
const said = (n) => JSON.stringify({ id: `${id}${n}`, responses: { [model]: `It is ${n}.${red}`, other: "4" } });
const answers = Array.from({ length: 24 }, (_, n) => said(n + 1)).join("\n");

const lines = {
    "embedder train": "--bank q.jsonl --dim 16 --out e2.sme",
    "index build": "--bank q.jsonl --embedder e.sme --out x2.smx",
    "index info": "x.smx",
    "index merge": "x.smx x.smx --out y.smx",
    "index pick": "x.smx --questions 3 --out p.jsonl",
    route: ["x.smx", "--embedder", "e.sme", "--question", "What is 3 + 3?"],
    "eval route": "x.smx --embedder e.sme --bank q.jsonl --resamples 3 --by source",
    "eval join": "x.smx --embedder e.sme --bank q.jsonl --cells 3 --repeats 1",
    "eval extract": "--bank q.jsonl --responses a.jsonl --differences 9",
    "eval select": "x.smx --embedder e.sme --bank q.jsonl --responses a.jsonl --resamples 3",
    "models match": "--ids ids.txt --index x.smx",
};

function open(t) {
    const shop = workshop(t);
    shop.write("q.jsonl", bank);
    shop.write("a.jsonl", answers);
    shop.write("ids.txt", `${model}\nsomething${red}else\n`);
    shop.must("embedder train --bank q.jsonl --dim 16 --out e.sme");
    shop.must("index build --bank q.jsonl --embedder e.sme --out x.smx");
    return shop;
}

/** Each command's name with its arguments. */
const commands = Object.entries(lines).map(([name, line]) => [
    name,
    [...name.split(" "), ...(typeof line === "string" ? line.split(" ") : line)],
]);

const isTamed = (text) => !text.includes(red) && !text.includes("\u009b");

test("names from files are tamed in a pipe, and whole in JSON", { skip: missing("native") }, (t) => {
    const shop = open(t);
    let told = 0;
    for (const [name, args] of commands) {
        const { code, out, err } = shop.run(args);
        assert.equal(code, 0, `${name}: ${err}`);
        assert.ok(isTamed(out) && isTamed(err), `${name}: ${JSON.stringify(out + err)}`);
        told += out.includes("\ufffd") ? 1 : 0;
    }
    assert.ok(told >= 5, `${told} commands name what the files hold`);
    const { models } = JSON.parse(shop.must("index info x.smx --json"));
    assert.ok(models.some((one) => [one, one.name].includes(model)));
});

test("names from files are tamed on a terminal", { skip: missing("native") || missingTerminal() }, async (t) => {
    const shop = open(t);
    let told = 0;
    for (const [name, args] of commands) {
        const { code, out } = await shop.start(args, { terminal: true });
        assert.equal(code, 0, `${name}: ${out}`);
        assert.ok(isTamed(out), `${name}: ${JSON.stringify(out)}`);
        told += out.includes("\ufffd") ? 1 : 0;
    }
    assert.ok(told >= 5, `${told} commands name what the files hold`);
});
