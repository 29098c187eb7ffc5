// Fits how sure running an answer makes of it, to recorded answers and checks of the bank splits, says how well that holds
// on questions that the fit has not seen, and writes src/posterior/checked_weights.h.
//
// usage: node tests/checked-certainty.mjs BANK_FOLDER      (called by `make certainty`)
//
// As tests/certainty.mjs: an index of one half of a bank routes the questions of the other. crux of ZeroEval has
// questions with programs, simpleevals has code that is asked for with examples. Dev splits are never read.
//
// Its first run executes the recorded programs in the sandbox: one for each of 499 questions of crux, and those of ten
// models for 208 questions of code. A twelfth of them took 17 s of processor time, so that all take 3 to 6 minutes of it,
// on all processors at once; beside other work, half an hour and more. A program that loops takes 16 s (4, and three times
// as long when it is tried again). The results are kept under build/checks and read from there afterwards. Each step is
// named as it begins.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { cut } from "./halves.mjs";
import { recordedChecks } from "./lab/checks.mjs";

const bank = process.argv[2] ?? "../shared/bank";
const smacs = process.env.SMACS_NATIVE ?? "build/native/smacs";
const out = "build/certainty";
const embedder = "web/assets/default.sme";
const table = "src/posterior/checked_weights.h";
mkdirSync(out, { recursive: true });

const run = (...args) =>
    execFileSync(smacs, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 30 });

/** Rows of a bank's questions of some benchmarks, each half routed by an index of the other; `more`: of `eval certainty`. */
function rowsOf(name, benchmarks, ...more) {
    const step = (what) => console.error(`${name}, ${benchmarks.join(" and ")}: ${what}`);
    const recorded = cut(bank, name, out);
    step("checks are read, or made first");
    const checks = recordedChecks(bank, `${name}.bank`);
    const file = (half) => `${out}/${name}.${half}`;
    for (const half of [0, 1]) {
        run("index", "build", "--bank", `${file(half)}.jsonl`, "--embedder", embedder, "--out", `${file(half)}.smx`);
    }
    return [0, 1].flatMap((half) => {
        const lines = readFileSync(`${file(half)}.jsonl`, "utf8")
            .trimEnd()
            .split("\n");
        const some = lines.filter((line) => benchmarks.includes(JSON.parse(line).benchmark));
        writeFileSync(`${file(half)}.some.jsonl`, `${some.join("\n")}\n`);
        step(`runs over half ${half}`);
        const asked = ["--bank", `${file(half)}.some.jsonl`, "--responses", recorded, "--checks", checks, ...more];
        const rows = run("eval", "certainty", `${file(1 - half)}.smx`, "--embedder", embedder, ...asked, "--pools", 3);
        return rows
            .trimEnd()
            .split("\n")
            .map((line) => ({ ...JSON.parse(line), half }));
    });
}

const logistic = (z) => 1 / (1 + Math.exp(-z));
const logit = (p) => Math.log(p / (1 - p));
const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);

/** Rows that look alike, counted together: {x, right, count}. */
function grouped(rows, of) {
    const groups = new Map();
    for (const row of rows) {
        const x = of(row);
        const key = JSON.stringify(x);
        const group = groups.get(key) ?? { x, right: 0, count: 0 };
        group.right += row.right;
        group.count++;
        groups.set(key, group);
    }
    return [...groups.values()];
}

/** Logistic regression of `right` on of(row), ridge towards `prior`; by gradient ascent. */
function fit(rows, of, prior) {
    const groups = grouped(rows, of);
    const curvature = 1 + 0.25 * sum(groups, ({ x, count }) => count * sum(x, (value) => value * value));
    const weights = [...prior];
    for (let step = 0; step < 20_000; step++) {
        const gradient = weights.map((weight, i) => prior[i] - weight);
        for (const { x, right, count } of groups) {
            const z = x.reduce((total, value, i) => total + value * weights[i], 0);
            const left = right - count * logistic(z);
            x.forEach((value, i) => {
                gradient[i] += left * value;
            });
        }
        gradient.forEach((value, i) => {
            weights[i] += value / curvature;
        });
        if (Math.max(...gradient.map(Math.abs)) < 1e-7 * curvature) {
            break;
        }
    }
    return weights;
}

/** Mean of what is shown, share of right, and expected calibration error in points over ten bins. */
function reliability(name, shown) {
    const bins = new Array(10).fill(0);
    for (const { p, right } of shown) {
        bins[Math.min(9, Math.floor(10 * p))] += p - right;
    }
    const ece = sum(bins, Math.abs) / shown.length;
    const mean = (of) => ((100 * sum(shown, of)) / shown.length).toFixed(1).padStart(6);
    const cells = [shown.length, mean(({ p }) => p), mean(({ right }) => right), (100 * ece).toFixed(2)];
    console.log(`${name.padEnd(34)}${cells.map((cell) => String(cell).padStart(8)).join("")}`);
}

const code = ["mbpp", "humaneval"];
const crux = rowsOf("zeroeval", ["crux"]).filter((row) => row.output && !row.early);
const coded = rowsOf("simpleevals", code);
const passing = coded.filter((row) => row.passed > 0 && row.failed === 0);
const failing = coded.filter((row) => row.failed > 0 && !row.early);
const behaved = rowsOf("simpleevals", code, "--behaviour").filter((row) => row.compared && !row.early);

/** The log-odds that the votes give, by the weights in force. */
const votes = readFileSync("src/posterior/certainty_weights.h", "utf8")
    .match(/^ {4}-?\d+(?=,)/gm)
    .map((weight) => Number(weight) / 1e4);
const ofVotes = ({ x }) =>
    sum(
        x.map((value, i) => value * votes[i]),
        (value) => value,
    );
const one = () => [1];
const examples = ({ alike, failing }) => [1, Math.log(alike), -Math.log(1 + failing)];
const passes = [
    ["all asked", ({ early }) => !early],
    ["asking stops early", ({ early }) => early],
    ...[1, 2, 3].map((n) => [`${n} passed of ${n}, all asked`, ({ passed, early }) => passed === n && !early]),
];
const models = [
    // Where no row is wrong, a prior of one right row keeps the weight finite.
    { name: "output", rows: crux, of: one, prior: [logit(0.95)] },
    { name: "examples, all passed", rows: passing, of: examples, prior: [logit(0.8), 0, 0], parts: passes },
    { name: "examples, some failed", rows: failing, of: one, prior: [logit(0.3)] },
];
console.log(`fitted on one half, tried on the other\n${"".padEnd(34)}    rows   shown   right     ece`);
const weights = models.flatMap(({ name, rows, of, prior, parts = [] }) => {
    const shown = [0, 1].flatMap((half) => {
        const others = rows.filter((row) => row.half !== half);
        const fitted = fit(others, of, prior);
        const p = (row) => logistic(of(row).reduce((total, x, i) => total + x * fitted[i], 0));
        return rows.filter((row) => row.half === half).map((row) => ({ ...row, p: p(row) }));
    });
    reliability(name, shown);
    for (const [part, belongs] of parts) {
        reliability(`  ${part}`, shown.filter(belongs));
    }
    return fit(rows, of, prior);
});
// Not fitted: the votes' own certainty, of behaviours.
reliability(
    "behaviour",
    behaved.map((row) => ({ right: row.right, p: logistic(ofVotes(row)) })),
);

const names = ["output", "passes", "log of answers alike", "log of 1 and failing answers, taken off", "fails"];
const numbers = weights.map((weight) => `${Math.round(weight * 1e4)},`);
const width = Math.max(...numbers.map((number) => number.length));
const list = numbers.map((number, i) => `    ${number.padEnd(width)} /* ${names[i]} */\n`).join("");
writeFileSync(
    table,
    `/* The weights of the certainty of checked answers, in ten-thousandths. Made by \`make certainty\`; do not edit. */\n#include <stdint.h>\n\nstatic const int32_t smacs_checked_weights[] = {\n${list}};\n`,
);
console.log(`\n${list}\nwritten: ${table}; build again to use them`);
