// Runs what can be run of recorded questions and answers, in the package's sandbox, and records what came out, for
// `smacs eval select --checks`. Says what it runs before it does. Needs `make wasm` and a built package.
//
// usage: node tests/lab/check.mjs --bank B --responses R --out C.jsonl [--half 0|1] [--ms N]
// What is checked is kept beside the output until all is, so that a run that was ended goes on where it stood.
// A line: {"id", "kind", "own"?: [result], "results": {model: [result]}}, a result {"outcome", "out"} for each input.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { missing } from "./checks.mjs";
import { readLines } from "./lines.mjs";

const usage = `usage: node tests/lab/check.mjs --bank B.jsonl --responses R.jsonl --out C.jsonl [--half 0|1] [--ms N]

Runs programs of the questions in B and of their recorded answers in R, in the package's sandbox and nowhere else, and
writes what came out to C, for smacs eval select --checks C. --half: the questions of one half, by their ids. --ms: the
time for one program. Files may end in .gz.`;

function fail(message, status = 1) {
    console.error(`check.mjs: ${message}`);
    process.exit(status);
}

function read(file) {
    try {
        return readLines(file);
    } catch (error) {
        return fail(`${file} cannot be read: ${error.message}`);
    }
}

function options() {
    const text = { type: "string" };
    const known = { bank: text, responses: text, out: text, half: text, ms: text, help: { type: "boolean" } };
    try {
        return parseArgs({ options: known }).values;
    } catch (error) {
        return fail(`${error.message}\n${usage}`, 2);
    }
}

const values = options();
if (values.help) {
    console.log(usage);
    process.exit(0);
}
const wrong =
    !values.bank || !values.responses || !values.out
        ? "--bank, --responses and --out are needed"
        : !/^[01]$/.test(values.half ?? "0")
          ? "--half is 0 or 1"
          : !(Number(values.ms ?? 1) > 0) && "--ms is a time in milliseconds";
if (wrong) {
    fail(`${wrong}\n${usage}`, 2);
}
const needed = missing();
if (needed) {
    fail(`${needed} is not built: run make wasm and npm run build -w wasm`);
}

const { Checks } = await import("../../wasm/dist/check/checks.js");
const { nodeInterpreters } = await import("../../wasm/dist/check/node-interpreters.js");
const { nodeRunner } = await import("../../wasm/dist/check/node-runner.js");
const module = new URL("../../build/wasm/smacs-checks.wasm", import.meta.url);
const checks = await Checks.load(readFileSync(module));
const limits = values.ms ? { ms: Number(values.ms) } : {};

const STARTS = 20; // of a sandbox, before it is given up

/** Which half of a bank a question is in, by its id alone. */
const halfOf = (id) => String(Number.parseInt(createHash("sha256").update(id).digest("hex").slice(0, 8), 16) % 2);

/** What a program gives. A busy machine may not start its sandbox in time, which says nothing of the program. */
async function outcomes(runner, task) {
    for (let tries = 1; ; tries++) {
        try {
            return await runner.run(task);
        } catch (error) {
            if (error.code !== "crash" || tries === STARTS) {
                throw error;
            }
        }
    }
}

async function check(runner, found, responses) {
    const { kind, language } = found;
    if (kind === "output") {
        return { own: await outcomes(runner, { language, code: found.program(""), inputs: found.inputs }) };
    }
    found.derive(Object.values(responses));
    const results = {};
    for (const [model, text] of Object.entries(responses)) {
        const code = found.program(text);
        results[model] = code === undefined ? [] : await outcomes(runner, { language, code, inputs: found.inputs });
    }
    return { results };
}

const recorded = read(values.responses).filter((record) => record.responses);
const responses = new Map(recorded.map((record) => [record.id, record.responses]));
const questions = read(values.bank).filter(
    ({ id }) => responses.has(id) && (values.half === undefined || halfOf(id) === values.half),
);
if (questions.length === 0) {
    fail(`no question of ${values.bank} has answers in ${values.responses}`);
}
console.log(`${questions.length} questions with answers; programs run in MicroPython and QuickJS, nowhere else`);
// Several questions at a time, each with a sandbox of its own; written in the order of the bank.
const records = new Array(questions.length);
const kinds = {};
const keptFile = `${values.out}.kept`;
const kept = new Map((existsSync(keptFile) ? read(keptFile) : []).map((record) => [record.id, record]));
try {
    appendFileSync(keptFile, "");
} catch (error) {
    fail(`${keptFile} cannot be written: ${error.message}`);
}
let next = 0;
async function work() {
    const runner = nodeRunner({ interpreters: nodeInterpreters(), limits });
    while (next < questions.length) {
        const place = next++;
        const { id, question } = questions[place];
        const found = checks.find(question);
        if (found) {
            kinds[found.kind] = (kinds[found.kind] ?? 0) + 1;
            records[place] = kept.get(id) ?? {
                id,
                kind: found.kind,
                ...(await check(runner, found, responses.get(id))),
            };
            if (!kept.has(id)) {
                appendFileSync(keptFile, `${JSON.stringify(records[place])}\n`);
            }
            found.dispose();
        }
    }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
const lines = records.filter(Boolean).map((record) => `${JSON.stringify(record)}\n`);
writeFileSync(values.out, lines.join(""));
rmSync(keptFile, { force: true });
console.log(JSON.stringify(kinds));
