// Reproduces the numbers of README.md from the question banks: routing, kept answers, extraction, deception.
//
// usage: node tests/eval.mjs BANK_FOLDER      (called by `make eval`)
//
// Each row: an index of a bank split, asked the questions of a dev split, with no look at dev labels before.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { gunzipSync } from "node:zlib";

const bank = process.argv[2] ?? "../shared/bank";
const smacs = "build/native/smacs";
const out = "build/eval";
if (!existsSync(join(bank, "models.json"))) {
    console.error(`eval: no question banks in ${bank}; say where they are with BANK=folder`);
    process.exit(1);
}
mkdirSync(out, { recursive: true });

const file = (name) => join(bank, `${name}.jsonl.gz`);
const run = (...args) =>
    execFileSync(smacs, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
const open = ["--open-weight", join(bank, "models.json")];

run("embedder", "train", "--bank", file("routerdc.bank"), "--out", `${out}/routerdc.sme`);
const indexes = {
    RouterDC: [`${out}/routerdc.sme`, ["--bank", file("routerdc.bank")]],
    "RouterDC, default embedder": ["web/assets/default.sme", ["--bank", file("routerdc.bank")]],
    "ZeroEval, open": ["web/assets/default.sme", ["--bank", file("zeroeval.bank"), ...open]],
    "ZeroEval, all": ["web/assets/default.sme", ["--bank", file("zeroeval.bank")]],
    "MMLU-Pro, open": ["web/assets/default.sme", ["--bank", file("mmlupro.bank"), ...open]],
    "MMLU-Pro, all": ["web/assets/default.sme", ["--bank", file("mmlupro.bank")]],
};
const rows = [];
for (const [name, [embedder, args]] of Object.entries(indexes)) {
    const index = `${out}/${name.replace(/\W+/g, "-")}.smx`;
    run("index", "build", ...args, "--embedder", embedder, "--out", index);
    rows.push([name, index, embedder, `${name.split(",")[0].toLowerCase().replace(/\W/g, "")}.dev`]);
}
for (const split of ["zeroeval.dev", "mmlupro.dev"]) {
    rows.push([`default index on ${split}`, "web/assets/default.smx", "web/assets/default.sme", split]);
}

const percent = (value) => value.toFixed(2).padStart(6);
const line = (name, mode, of, s) =>
    `${name.padEnd(32)} ${mode.padEnd(7)} ${of.padEnd(11)} ${percent(s.routed)}  ${percent(s.best_single)}  ${percent(s.routed - s.best_single)}  ${percent(s.best_of_n)}     ${percent(s.oracle)}`;
console.log(`${"index, dev questions".padEnd(32)} mode    mean over   routed  single    gain  best of 7  oracle`);
for (const [name, index, embedder, split] of rows) {
    for (const mode of ["paper", "robust"]) {
        const result = JSON.parse(
            run("eval", "route", index, "--embedder", embedder, "--bank", file(split), "--mode", mode, "--json"),
        );
        console.log(line(name, mode, "benchmarks", result.macro));
        console.log(line("", "", "questions", result.overall));
    }
}

// Which answers are kept, played over recorded ones. Closed models for scale, on the same questions.
const gunzip = (name) =>
    gunzipSync(readFileSync(file(name)))
        .toString()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
const answered = ["gsm", "math-l5", "crux"];
const closed = {
    "GPT-4o (2024-08-06)": "gpt-4o-2024-08-06",
    "Claude 3.5 Sonnet (2024-10-22)": "claude-3-5-sonnet-20241022",
};
console.log(`\n${"kept answers".padEnd(32)} kept    majority  top 1   single  best of 7  calls`);
for (const [name, split] of [
    ["ZeroEval, open", "zeroeval"],
    ["MMLU-Pro, open", "mmlupro"],
]) {
    for (const early of [[], ["--early-stop"]]) {
        const given = [
            "--bank",
            file(`${split}.dev`),
            "--responses",
            file(`${split}.responses.dev`),
            "--json",
            ...early,
        ];
        const index = `${out}/${name.replace(/\W+/g, "-")}.smx`;
        const { macro: m } = JSON.parse(run("eval", "select", index, "--embedder", "web/assets/default.sme", ...given));
        const row = [m.kept, m.majority, m.top1, m.best_single, m.best_of_n].map(percent).join("  ");
        console.log(`${`${name}${early.length ? ", early stop" : ""}`.padEnd(32)} ${row}     ${m.calls.toFixed(2)}`);
    }
}
const dev = gunzip("zeroeval.dev").filter(({ benchmark }) => answered.includes(benchmark));
for (const [name, model] of Object.entries(closed)) {
    const means = answered.map((benchmark) => {
        const of = dev.filter((line) => line.benchmark === benchmark && model in line.scores);
        return (100 * of.reduce((sum, line) => sum + line.scores[model], 0)) / of.length;
    });
    console.log(`${`${name} itself`.padEnd(32)} ${percent(means.reduce((a, b) => a + b) / means.length)}`);
}

console.log("\nfinal answers found, against the publishers'");
for (const split of ["zeroeval", "mmlupro"]) {
    const given = ["--bank", file(`${split}.dev`), "--responses", file(`${split}.responses.dev`)];
    console.log(run("eval", "extract", ...given).trimEnd());
}
if (existsSync("wasm/dist/index.js")) {
    console.log();
    execFileSync("node", ["tests/deception.mjs", bank, `${out}/ZeroEval-open.smx`, "web/assets/default.sme"], {
        stdio: "inherit",
    });
} else {
    console.log("\nleft out: one deceptive reference (needs the package: make site)");
}
