// Compares the sandbox's Python with CPython: in how many programs does what comes out differ, and why? The programs are
// those of a bank: the questions' own, and those of recorded answers on the inputs that a check would give them; every
// block of Python in the answers, for what it prints; and a table of expressions (python-table.mjs). The answers' programs
// run in CPython too, in processes that may read Python's own files and nothing else (cpython.py).
//
// usage: node tests/lab/compare-python.mjs [--bank FOLDER] [--only table|programs|blocks] [--list N] [--out FILE]
//   --list N: shows N differences of each cause. --out: writes all differences, a JSON line each.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Checks } from "../../wasm/dist/check/checks.js";
import { nodeInterpreters } from "../../wasm/dist/check/node-interpreters.js";
import { nodeRunner } from "../../wasm/dist/check/node-runner.js";
import { readLines } from "./lines.mjs";
import { pythonTable } from "./python-table.mjs";

const { values } = parseArgs({
    options: {
        bank: { type: "string", default: "../shared/bank" },
        only: { type: "string" },
        list: { type: "string", default: "2" },
        out: { type: "string" },
    },
});
const listed = Number(values.list);

/** Two processes of CPython, whose sets have different orders: what differs between them is left to chance. */
class CPython {
    #processes = ["1", "2"].map((seed) => {
        const script = fileURLToPath(new URL("cpython.py", import.meta.url));
        const child = spawn("python3", ["-P", "-B", script], {
            env: { PATH: process.env.PATH, PYTHONHASHSEED: seed, PYTHONIOENCODING: "utf-8" },
            stdio: ["pipe", "pipe", "inherit"],
        });
        return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
    });

    /** The results of both. */
    async run(task) {
        return Promise.all(
            this.#processes.map(async ({ child, lines }) => {
                child.stdin.write(`${JSON.stringify(task)}\n`);
                const { value, done } = await lines.next();
                if (done) {
                    throw new Error("CPython has ended");
                }
                return JSON.parse(value);
            }),
        );
    }

    end() {
        for (const { child } of this.#processes) {
            child.stdin.end();
        }
    }
}

const splits = ["zeroeval.bank", "zeroeval.dev", "simpleevals.bank", "mmlupro.dev"];

/** The splits that have questions and answers: [questions, answers by question]. */
function* banks() {
    for (const split of splits) {
        const [source, name] = split.split(".");
        const file = join(values.bank, `${source}.responses.${name}.jsonl.gz`);
        if (existsSync(file)) {
            const responses = new Map(readLines(file).map(({ id, responses: given }) => [id, given]));
            yield [split, readLines(join(values.bank, `${split}.jsonl.gz`)), responses];
        }
    }
}

/** What checks would run: {set, name, code, inputs}, each program once. */
async function* programs() {
    const checks = await Checks.load(readFileSync(new URL("../../build/wasm/smacs-checks.wasm", import.meta.url)));
    for (const [split, questions, responses] of banks()) {
        for (const { id, question, benchmark } of questions) {
            const found = responses.has(id) ? checks.find(question) : undefined;
            if (found?.language === "python") {
                const answers = found.kind === "output" ? { "": "" } : responses.get(id);
                found.derive(Object.values(answers));
                const inputs = found.inputs;
                for (const [model, text] of Object.entries(answers)) {
                    const code = found.program(text);
                    if (code !== undefined && inputs.length > 0) {
                        const set = `${split}, ${found.kind === "output" ? "questions' own" : `answers to ${benchmark}`}`;
                        yield { set, name: `${id} ${model}`, code, inputs };
                    }
                }
            }
            found?.dispose();
        }
    }
}

/** Every block of Python in an answer, for what it prints. */
function* blocks() {
    for (const [split, , responses] of banks()) {
        for (const [id, answers] of responses) {
            for (const [model, text] of Object.entries(answers)) {
                let number = 0;
                for (const [, code] of text.matchAll(/^```python\n([\s\S]*?)^```/gm)) {
                    yield {
                        set: `${split}, blocks in answers`,
                        name: `${id} ${model} ${++number}`,
                        code,
                        inputs: [""],
                    };
                }
            }
        }
    }
}

/** Expressions with values that CPython gives; a few in a program, so that one that ends it takes few along. */
function* table() {
    for (const { cause, code = "", inputs } of pythonTable()) {
        for (let i = 0; i < inputs.length; i += 20) {
            yield { set: `table: ${cause}`, name: cause, code, inputs: inputs.slice(i, i + 20), each: true };
        }
    }
}

/** Whether a check takes two values for the same: numbers with a fraction are, within 1e-9 of their size. */
function sameValue(x, y) {
    const number = /-?\b\d+(?:\.\d+)?(?:e[-+]?\d+)?\b/g;
    const [a, b] = [x, y].map((text) => text.match(number) ?? []);
    return (
        x === y ||
        (!/['"]/.test(x) &&
            x.replace(number, "0") === y.replace(number, "0") &&
            a.every((one, i) => {
                const sizes = [Math.abs(one), Math.abs(b[i])];
                return one === b[i] || (/[.e]/.test(one) && Math.abs(one - b[i]) <= 1e-9 * Math.max(...sizes));
            }))
    );
}

/** How one result compares: [kind, cause]. */
function compare(ours, [one, other]) {
    if (ours.outcome !== "value" && one.outcome === "value" && /<[^<>]+>/.test(one.out)) {
        return ["same"]; // an address, or the name of a class: no literal is that
    }
    if (one.outcome !== other.outcome || (one.outcome === "value" && one.out !== other.out)) {
        return ours.outcome === "value" ? ["chance", "CPython gives another value each time"] : ["same"];
    }
    if (one.outcome === "timeout" || one.outcome === "memory") {
        return ours.outcome === "value" ? ["differ", "only CPython runs out of time or memory"] : ["same"];
    }
    const equal = ours.outcome === "value" ? sameValue(ours.out, one.out) : one.outcome === "error";
    if (equal && (ours.outcome === "value") === (one.outcome === "value")) {
        return ["same"];
    }
    if (ours.outcome === "refused") {
        return ["refused", ours.out || "refused"];
    }
    if (ours.outcome !== "value") {
        return [
            "differ",
            `${ours.outcome}: ${ours.out.replace(/'[^']*'/g, (name) => (name.length < 20 ? name : "'..'"))}`,
        ];
    }
    return ["differ", one.outcome === "value" ? "another value" : "no error"];
}

const order = ["same", "refused", "chance", "differ"];
const counts = new Map();
const causes = new Map();
const out = [];

function count(set, kind) {
    const row = counts.get(set) ?? Object.fromEntries(order.map((name) => [name, 0]));
    row[kind]++;
    counts.set(set, row);
}

function note(kind, cause, about) {
    const key = `${kind}: ${cause}`;
    const all = causes.get(key) ?? [];
    all.push(about);
    causes.set(key, all);
    out.push({ kind, cause, ...about });
}

const seen = new Set();

async function take({ set, name, code, inputs, each = false }) {
    const digest = createHash("sha256")
        .update(JSON.stringify([code, inputs]))
        .digest("hex");
    if (seen.has(digest)) {
        return;
    }
    seen.add(digest);
    const [ours, theirs] = await Promise.all([
        runner.run({ language: "python", code, inputs }),
        cpython.run({ code, inputs }),
    ]);
    let worst = 0;
    for (const [i, input] of inputs.entries()) {
        const [kind, cause] = compare(ours[i], [theirs[0][i], theirs[1][i]]);
        if (each) {
            count(set, kind);
        }
        if (kind !== "same" && (each || order.indexOf(kind) > worst)) {
            note(kind, cause, { set, name, input, ours: ours[i], cpython: theirs[0][i], code });
        }
        worst = Math.max(worst, order.indexOf(kind));
    }
    if (!each) {
        count(set, order[worst]);
    }
}

const sources = { table, programs, blocks };
const cpython = new CPython();
const runner = nodeRunner({ interpreters: nodeInterpreters() });
console.log("Programs of recorded answers run in MicroPython's sandbox, and in CPython without files and network");
for (const [name, source] of Object.entries(sources)) {
    if (!values.only || values.only === name) {
        for await (const program of source()) {
            await take(program);
        }
    }
}
cpython.end();

const short = (text) => JSON.stringify(text.length > 160 ? `${text.slice(0, 160)}..` : text);
for (const [cause, all] of [...causes].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${String(all.length).padStart(5)}  ${cause}`);
    for (const { name, input, ours, cpython: theirs } of all.slice(0, listed)) {
        console.log(`         ${name}: ${short(input)}\n           ours ${ours.outcome} ${short(ours.out)}`);
        console.log(`           CPython ${theirs.outcome} ${short(theirs.out)}`);
    }
}
console.log(`\n| programs | n | ${order.join(" | ")} |\n|---|---|---|---|---|---|`);
for (const [set, row] of counts) {
    const n = Object.values(row).reduce((sum, number) => sum + number, 0);
    console.log(`| ${set} | ${n} | ${order.map((kind) => row[kind]).join(" | ")} |`);
}
if (values.out) {
    writeFileSync(values.out, out.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
