// Reproduces the routing numbers of README.md from the question banks.
//
// usage: node tests/eval.mjs BANK_FOLDER      (called by `make eval`)
//
// Each row: an index of a bank split, asked the questions of a dev split, with no look at dev labels before.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

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
