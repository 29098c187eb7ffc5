// Fits the weights of certainties to recorded answers of the bank splits, says how well they hold on questions that the
// fit has not seen, and writes src/posterior/certainty_weights.h. The same banks and command give the same weights.
//
// usage: node tests/certainty.mjs BANK_FOLDER      (called by `make certainty`; then build and run `make eval`)
//
// Each bank is cut into halves by the digest of a question's id. An index of one half routes the questions of the other,
// and `smacs eval certainty` plays runs over their recorded answers. Of MMLU-Pro's bank there are no answers on record:
// those that its publisher extracted are put into a sentence. Dev splits are never read.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cut } from "./halves.mjs";

const bank = process.argv[2] ?? "../shared/bank";
const smacs = process.env.SMACS_NATIVE ?? "build/native/smacs";
const out = "build/certainty";
const embedder = "web/assets/default.sme";
const table = "src/posterior/certainty_weights.h";
if (!existsSync(join(bank, "models.json"))) {
    console.error(`certainty: no question banks in ${bank}; say where they are with BANK=folder`);
    process.exit(1);
}
mkdirSync(out, { recursive: true });

// Weight of a row, so that no source drowns the others: MMLU-Pro has the most questions, all of one kind, and
// simpleevals the fewest, of six. Rows of drawn pools of one question resemble each other.
const sources = [
    { name: "zeroeval", open: true, weight: 1, pools: 6 },
    { name: "simpleevals", open: false, weight: 1.5, pools: 8 },
    { name: "mmlupro", open: true, weight: 0.4, pools: 3 },
];
const DRAWN = 0.6;
// How often a row is also shown without priors, as where a pool is not in the index.
const BLIND = 0.25;
// Ridge, as so many rows: it keeps weights of rare kinds small.
const RIDGE = 1;
// As in enum of src/posterior/certainty.h.
const names = [
    "one",
    "best supporter",
    "mean",
    "makers",
    "share of those asked",
    "share of those read",
    "rival",
    "best dissenter",
    "closeness",
    "closed",
    "makers, closed",
    "share of those read, closed",
    "blind",
];
const [SUPPORTER, MEAN, DISSENTER, CLOSENESS, BLINDNESS] = [1, 2, 7, 8, 12];

const run = (...args) =>
    execFileSync(smacs, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 30 });

function readRows(source) {
    const recorded = cut(bank, source.name, out);
    const open = source.open ? ["--open-weight", join(bank, "models.json")] : [];
    for (const half of [0, 1]) {
        const file = `${out}/${source.name}.${half}`;
        run("index", "build", "--bank", `${file}.jsonl`, "--embedder", embedder, ...open, "--out", `${file}.smx`);
    }
    return [0, 1].flatMap((half) => {
        const asked = ["--bank", `${out}/${source.name}.${half}.jsonl`, "--responses", recorded];
        const index = `${out}/${source.name}.${1 - half}.smx`;
        const makers = ["--catalog", "web/assets/catalog.json"];
        const rows = run(
            "eval",
            "certainty",
            index,
            "--embedder",
            embedder,
            ...asked,
            ...makers,
            "--pools",
            source.pools,
        );
        return rows
            .trimEnd()
            .split("\n")
            .map((line) => {
                const { right, drawn, early, x } = JSON.parse(line);
                const weight = source.weight * (drawn ? DRAWN : 1);
                return { source: source.name, half, right, drawn, early, x, weight };
            });
    });
}

const blind = (row) => {
    const x = [...row.x];
    x[SUPPORTER] = x[MEAN] = x[DISSENTER] = x[CLOSENESS] = 0;
    x[BLINDNESS] = 1;
    return { ...row, x, weight: row.weight * BLIND };
};

/** Solves a symmetric positive definite system by Cholesky's decomposition; `a` is overwritten. */
function solve(a, b) {
    const n = b.length;
    for (let j = 0; j < n; j++) {
        for (let i = j; i < n; i++) {
            let sum = a[i][j];
            for (let k = 0; k < j; k++) {
                sum -= a[i][k] * a[j][k];
            }
            a[i][j] = i === j ? Math.sqrt(sum) : sum / a[j][j];
        }
    }
    const x = [...b];
    for (let i = 0; i < n; i++) {
        for (let k = 0; k < i; k++) {
            x[i] -= a[i][k] * x[k];
        }
        x[i] /= a[i][i];
    }
    for (let i = n - 1; i >= 0; i--) {
        for (let k = i + 1; k < n; k++) {
            x[i] -= a[k][i] * x[k];
        }
        x[i] /= a[i][i];
    }
    return x;
}

const certainty = (weights, x) => 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * weights[i], 0)));

/** Logistic regression with a ridge on all weights but the first, by Newton's method. */
function fit(rows) {
    const n = names.length;
    const weights = new Array(n).fill(0);
    for (let step = 0; step < 25; step++) {
        const gradient = weights.map((weight, i) => (i > 0 ? -RIDGE * weight : 0));
        const hessian = weights.map((_, i) => weights.map((_, j) => (i === j && i > 0 ? RIDGE : 0)));
        for (const { x, right, weight } of rows) {
            const p = certainty(weights, x);
            for (let i = 0; i < n; i++) {
                gradient[i] += weight * (right - p) * x[i];
                for (let j = 0; j <= i; j++) {
                    hessian[i][j] += weight * p * (1 - p) * x[i] * x[j];
                }
            }
        }
        const change = solve(hessian, gradient);
        change.forEach((value, i) => {
            weights[i] += value;
        });
        if (Math.max(...change.map(Math.abs)) < 1e-9) {
            break;
        }
    }
    return weights;
}

/** Expected calibration error in points over ten bins, Brier score, and what is right where 95 or more is shown. */
function reliability(shown) {
    const bins = Array.from({ length: 10 }, () => ({ shown: 0, right: 0, count: 0 }));
    let brier = 0;
    for (const { p, right } of shown) {
        const bin = bins[Math.min(9, Math.floor(p * 10))];
        bin.shown += p;
        bin.right += right;
        bin.count++;
        brier += (p - right) ** 2 / shown.length;
    }
    const ece = bins.reduce((sum, bin) => sum + Math.abs(bin.shown - bin.right), 0) / shown.length;
    const sure = shown.filter(({ p }) => p >= 0.95);
    const right = sure.reduce((sum, row) => sum + row.right, 0) / sure.length;
    return `${(100 * ece).toFixed(2).padStart(6)}  ${brier.toFixed(4)}  ${(100 * right).toFixed(1).padStart(6)} of ${sure.length}`;
}

function tableOf(weights) {
    const width = Math.max(...weights.map((weight) => `${weight},`.length));
    const list = weights.map((weight, i) => `    ${`${weight},`.padEnd(width)} /* ${names[i]} */\n`).join("");
    return `/* The weights of a certainty, in ten-thousandths. Made by \`make certainty\`; do not edit. */\n#include <stdint.h>\n\nstatic const int32_t smacs_certainty_weights[] = {\n${list}};\n`;
}

const rows = sources.flatMap(readRows);
// Runs that stop early are only tried: where they stop hangs on the weights in force.
const trained = (of) => {
    const asked = of.filter(({ early }) => !early);
    return [...asked, ...asked.map(blind)];
};
console.log(`${rows.length} rows; fitted on one half, tried on the other\n`);
console.log(`${"source".padEnd(14)}${"pools".padEnd(12)}    ece  Brier   right where 95 or more is shown`);
// What the weights of one half make of the other is also to be had by building with its file in place of the table.
const seen = [0, 1].flatMap((half) => {
    const weights = fit(trained(rows.filter((row) => row.half !== half)));
    writeFileSync(`${out}/weights.asked-${half}.h`, tableOf(weights.map((weight) => Math.round(weight * 1e4))));
    return rows.filter((row) => row.half === half).map((row) => ({ ...row, p: certainty(weights, row.x) }));
});
for (const { name } of sources) {
    for (const [words, fits] of [
        ["the bank's", (row) => !row.drawn && !row.early],
        ["drawn", (row) => row.drawn],
        ["early stop", (row) => row.early],
    ]) {
        const of = seen.filter((row) => row.source === name && fits(row));
        console.log(`${name.padEnd(14)}${words.padEnd(12)}${reliability(of)}`);
    }
}
console.log(
    `${"\nsource left out of the fit".padEnd(27)}${reliability(
        sources.flatMap(({ name }) => {
            const weights = fit(trained(rows.filter((row) => row.source !== name)));
            return rows
                .filter((row) => row.source === name && !row.drawn && !row.early)
                .map((row) => ({ ...row, p: certainty(weights, row.x) }));
        }),
    )}`,
);

const weights = fit(trained(rows)).map((weight) => Math.round(weight * 1e4));
writeFileSync(table, tableOf(weights));
console.log(`\n${tableOf(weights)}\nwritten: ${table}; build again to use them`);
