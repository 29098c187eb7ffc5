// Reproduces the numbers of README.md from the question banks, each with its 95 % interval: routing, kept answers,
// calibration, unseen groups of questions, extraction, deception. build/eval/report.html shows them with charts.
//
// usage: node tests/eval.mjs BANK_FOLDER      (called by `make eval`)
//
// Each row builds an index from a bank split and asks it the questions of a dev split, whose labels it has not seen.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { gunzipSync } from "node:zlib";
import { cut } from "./halves.mjs";
import { missing, recordedChecks } from "./lab/checks.mjs";

const bank = process.argv[2] ?? "../shared/bank";
const smacs = process.env.SMACS_NATIVE ?? "build/native/smacs";
const out = "build/eval";
if (!existsSync(join(bank, "models.json"))) {
    console.error(`eval: no question banks in ${bank}; say where they are with BANK=folder`);
    process.exit(1);
}
mkdirSync(out, { recursive: true });

const file = (name) => join(bank, `${name}.jsonl.gz`);
const run = (...args) =>
    execFileSync(smacs, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
const shown = []; // results of the page, in order
let written = 0;

/** Runs an evaluation and keeps its result in a file; with a title, the page shows it too. */
function evaluate(title, ...args) {
    const json = run("eval", ...args, "--json", ...(title ? ["--title", title] : []));
    const result = { ...JSON.parse(json), file: `${out}/${++written}.json` };
    writeFileSync(result.file, json);
    if (title) {
        shown.push(result.file);
    }
    return result;
}

const number = (value) => (value === null ? "-" : value.toFixed(2)).padStart(6);
const signed = (value) => `${value > 0 ? "+" : ""}${value.toFixed(2)}`.padStart(6);
const within = (row, name, format = number) =>
    row[name] === null
        ? "-".padStart(23)
        : `${format(row[name])} [${row.intervals[name].map((end) => format(end)).join(", ")}]`;

const open = ["--open-weight", join(bank, "models.json")];
const standard = "web/assets/default.sme";
run("embedder", "train", "--bank", file("routerdc.bank"), "--out", `${out}/routerdc.sme`);
const indexes = {
    RouterDC: [`${out}/routerdc.sme`, ["--bank", file("routerdc.bank")]],
    "RouterDC, default embedder": [standard, ["--bank", file("routerdc.bank")]],
    "ZeroEval, open": [standard, ["--bank", file("zeroeval.bank"), ...open]],
    "ZeroEval, all": [standard, ["--bank", file("zeroeval.bank")]],
    "MMLU-Pro, open": [standard, ["--bank", file("mmlupro.bank"), ...open]],
    "MMLU-Pro, all": [standard, ["--bank", file("mmlupro.bank")]],
};
const indexFile = (name) => `${out}/${name.replace(/\W+/g, "-")}.smx`;
const rows = [];
for (const [name, [embedder, args]] of Object.entries(indexes)) {
    run("index", "build", ...args, "--embedder", embedder, "--out", indexFile(name));
    const split = `${name.split(",")[0].toLowerCase().replace(/\W/g, "")}.dev`;
    rows.push({ name, given: [indexFile(name), "--embedder", embedder, "--bank", file(split)] });
}
for (const split of ["zeroeval.dev", "mmlupro.dev", "fresh2026.dev"]) {
    const given = ["web/assets/default.smx", "--embedder", standard, "--bank", file(split)];
    rows.push({ name: `default index on ${split}`, given, prices: ["--curve", "--sizes"] });
}

// Routing. Over benchmarks, the best single model is the one with the best mean of benchmarks. The best model per
// benchmark is chosen on the index's own questions: a router reaches that if it knows the benchmark and nothing else.
console.log(
    `${"index, dev questions".padEnd(32)} mode    mean over   ${"routed".padEnd(24)}${"best single".padEnd(13)}` +
        `${"routed - single".padEnd(24)}${"best per benchmark".padEnd(20)}${"routed - that".padEnd(24)}best of 7  oracle`,
);
for (const row of rows) {
    for (const mode of ["paper", "robust"]) {
        const robust = mode === "robust";
        const more = robust ? ["--calibration", ...(row.prices ?? [])] : [];
        const result = evaluate(robust && row.name, "route", ...row.given, "--mode", mode, ...more);
        row[mode] = result;
        for (const [over, of, single] of [
            ["benchmarks", result.macro, "best_single_by_benchmarks"],
            ["questions", result.overall, "best_single"],
        ]) {
            const first = over === "benchmarks" ? [row.name, mode] : ["", ""];
            console.log(
                `${first[0].padEnd(32)} ${first[1].padEnd(7)} ${over.padEnd(11)} ${within(of, "routed")}  ${number(of[single])}     ` +
                    `${within(of, `routed_minus_${single}`, signed)}  ${number(of.best_per_benchmark)}            ` +
                    `${within(of, "routed_minus_best_per_benchmark", signed)}  ${number(of.best_of_n)}     ${number(of.oracle)}`,
            );
        }
    }
}

// Which recorded answers a run keeps. Closed models on the same questions give the scale.
const answered = (split) => ["--bank", file(`${split}.dev`), "--responses", file(`${split}.responses.dev`)];
console.log(
    `\n${"kept answers, mean of benchmarks".padEnd(38)} calls  ${"kept".padEnd(24)}${"kept - majority".padEnd(24)}` +
        `${"kept - best single".padEnd(24)}majority  best prior  single  best of 7`,
);
const certain = []; // results that say how sure they are
const published = join(bank, "../published/judgebench.csv.gz");
const judges = ["--referee", ".66,.75,.85,.95"];
if (existsSync(published)) {
    judges[1] += ",o1-mini-2024-09-12,claude-3-haiku-20240307";
    judges.push("--verdicts", published);
}
for (const [name, split] of [
    ["ZeroEval, open", "zeroeval"],
    ["MMLU-Pro, open", "mmlupro"],
]) {
    const makers = ["--catalog", "web/assets/catalog.json"];
    const given = ["select", indexFile(name), "--embedder", standard, ...answered(split), ...makers, "--outcomes"];
    const results = [
        [name, evaluate(`${name}: kept answers`, ...given, "--calls-curve")],
        [`${name}, fast`, evaluate(`${name}: kept answers, pace fast`, ...given, "--pace", "fast", ...judges)],
    ];
    certain.push(...results.map(([title, result]) => [title, [result]]));
    for (const [title, { macro: m }] of results) {
        console.log(
            `${title.padEnd(38)} ${m.calls.toFixed(2)}  ${within(m, "kept")}  ${within(m, "kept_minus_majority", signed)}  ` +
                `${within(m, "kept_minus_best_single", signed)}  ${[m.majority, m.top1, m.best_single, m.best_of_n].map(number).join("  ")}`,
        );
    }
    for (const { setting, macro: m } of results[0][1].calls_curve) {
        const rest = `${within(m, "kept_minus_best_single", signed)}  ${number(m.majority)}`;
        console.log(
            `${`    ${setting}`.padEnd(38)} ${m.calls.toFixed(2)}  ${within(m, "kept")}  ${" ".repeat(24)}${rest}`,
        );
    }
    for (const { judge, macro: m } of results[1][1].referee) {
        const gain = within(m, "gain", signed);
        console.log(
            `    ${`fast, referee ${judge}`.padEnd(34)}       ${within(m, "kept")}  gain ${gain}, called ${number(m.called)} %`,
        );
    }
    const compared = evaluate(undefined, "compare", results[0][1].file, results[1][1].file);
    const { better, worse, p } = compared.sign_tests.at(-1);
    const difference = within(compared.macro, "b_minus_a", signed);
    console.log(
        `    early stop against all answers: ${difference}; ${better} better, ${worse} worse, p ${p.toPrecision(2)}`,
    );
}
const lines = (name) =>
    gunzipSync(readFileSync(file(name)))
        .toString()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
const mean = (list, of) => list.reduce((sum, item) => sum + of(item), 0) / list.length;
const dev = lines("zeroeval.dev").filter(({ benchmark }) => ["gsm", "math-l5", "crux"].includes(benchmark));
for (const [name, model] of [
    ["GPT-4o (2024-08-06)", "gpt-4o-2024-08-06"],
    ["Claude 3.5 Sonnet (2024-10-22)", "claude-3-5-sonnet-20241022"],
]) {
    const own = dev.filter(({ scores }) => model in scores);
    const means = ["gsm", "math-l5", "crux"].map((benchmark) =>
        mean(
            own.filter((line) => line.benchmark === benchmark),
            ({ scores }) => 100 * scores[model],
        ),
    );
    console.log(`${`${name} itself`.padEnd(38)} 1.00  ${number(mean(means, (value) => value))}`);
}

// Ten open models with code answers, one of them far ahead; an index of one half is asked the other.
const coded = cut(bank, "simpleevals", out);
for (const half of [0, 1]) {
    const [index, file] = [`${out}/simpleevals.${half}.smx`, `${out}/simpleevals.${half}.jsonl`];
    run("index", "build", "--bank", file, "--embedder", standard, "--out", index);
}
const playHalves = (...more) =>
    [0, 1].map((half) => {
        const asked = ["--bank", `${out}/simpleevals.${half}.jsonl`, "--responses", coded, ...more];
        const index = `${out}/simpleevals.${1 - half}.smx`;
        return evaluate(undefined, "select", index, "--embedder", standard, ...asked, "--outcomes");
    });
const halves = playHalves();
const outcomes = halves.flatMap((half) => half.outcomes);
const benchmarkMeans = (of) =>
    mean(
        [...new Set(outcomes.map(({ benchmark }) => benchmark))].map((name) =>
            mean(
                outcomes.filter(({ benchmark }) => benchmark === name),
                of,
            ),
        ),
        (value) => value,
    );
const recordedScores = new Map(lines("simpleevals.bank").map(({ id, scores }) => [id, scores]));
const single = (model) => benchmarkMeans(({ id }) => 100 * (recordedScores.get(id)[model] ?? 0));
const strongest = Object.keys([...recordedScores.values()][0])
    .map((model) => [single(model), model])
    .sort((a, b) => b[0] - a[0])[0];
console.log(
    `simpleevals, halves: kept ${number(benchmarkMeans(({ score }) => 100 * score))}, ` +
        `best model alone ${number(strongest[0])} (${strongest[1]}); mean of benchmarks`,
);

// The same where programs of questions and answers are run (tests/lab/check.mjs), which is recorded once.
const checked = []; // results that say how sure they are
if (missing()) {
    console.log(`left out: checks, which need ${missing()} (make site)`);
} else {
    console.log(`\n${"checked by running".padEnd(38)} calls  ${"kept".padEnd(24)}without  questions`);
    const row = (name, calls, kept, without, count) =>
        console.log(`${name.padEnd(38)} ${calls.toFixed(2)}  ${kept.padEnd(24)}${number(without)}  ${count}`);
    const dev = ["select", indexFile("ZeroEval, open"), "--embedder", standard, ...answered("zeroeval"), "--outcomes"];
    for (const early of [[], ["--early-stop"]]) {
        const result = evaluate(undefined, ...dev, ...early, "--checks", recordedChecks(bank, "zeroeval.dev"));
        const stop = early.length ? ", fast" : "";
        const [plain] = certain.find(([name]) => name === `ZeroEval, open${stop}`)[1];
        row(`ZeroEval${stop}`, result.macro.calls, within(result.macro, "kept"), plain.macro.kept, result.questions);
        const { crux } = result.benchmarks;
        row(`    crux${stop}`, crux.calls, within(crux, "kept"), plain.benchmarks.crux.kept, crux.questions);
        checked.push({ fast: early.length > 0, outcomes: result.outcomes });
    }
    const checks = recordedChecks(bank, "simpleevals.bank");
    for (const early of [[], ["--early-stop"]]) {
        const results = playHalves("--checks", checks, ...early);
        const all = results.flatMap((result) => result.outcomes);
        for (const name of ["mbpp", "humaneval"]) {
            const of = all.filter(({ benchmark }) => benchmark === name);
            const plain = outcomes.filter(({ benchmark }) => benchmark === name);
            const percent = (list) => 100 * mean(list, ({ score }) => score);
            const words = `${name}${early.length ? ", fast" : ""}`;
            row(
                words,
                mean(of, ({ calls }) => calls),
                number(percent(of)),
                percent(plain),
                of.length,
            );
        }
        checked.push({ fast: early.length > 0, outcomes: all });
    }
}

// Certainties: all banks together, for what the seven best of the panel come to.
console.log(
    `\n${"certainty of the kept answer".padEnd(38)} questions  ece, points  a perfect model's 95th percentile  debiased  Brier   ` +
        "right where 95 or more is shown",
);
const perfect = (shown) => {
    let seed = 1;
    const random = () => {
        seed = (seed * 48271) % 2147483647;
        return seed / 2147483647;
    };
    const eces = Array.from({ length: 1000 }, () =>
        eceOf(shown.map(({ p }) => ({ p, right: random() < p ? 1 : 0 }))),
    ).sort((a, b) => a - b);
    return { mean: mean(eces, (value) => value), high: eces[950] };
};
function eceOf(shown) {
    const bins = new Array(10).fill(0);
    for (const { p, right } of shown) {
        bins[Math.min(9, Math.floor(10 * p))] += p - right;
    }
    return (100 * bins.reduce((sum, bin) => sum + Math.abs(bin), 0)) / shown.length;
}
const all = [];
for (const [name, results] of [...certain, ["simpleevals, halves", halves]]) {
    const shown = results
        .flatMap((result) => result.outcomes)
        .filter(({ certainty }) => certainty !== null)
        .map(({ certainty, score }) => ({ p: certainty, right: score }));
    printCertainty(name, shown);
    all.push(...(name.includes("fast") ? [] : shown));
}
printCertainty("the three with all asked", all);
for (const fast of [false, true]) {
    const ranOnly = checked
        .filter((one) => one.fast === fast)
        .flatMap(({ outcomes: list }) => list)
        .filter(({ benchmark, certainty }) => certainty !== null && /crux|mbpp|humaneval/.test(benchmark))
        .map(({ certainty, score }) => ({ p: certainty, right: score }));
    if (ranOnly.length > 0) {
        printCertainty(`checked: crux, mbpp, humaneval${fast ? ", fast" : ""}`, ranOnly);
    }
}
function printCertainty(name, shown) {
    const by = perfect(shown);
    const ece = eceOf(shown);
    const sure = shown.filter(({ p }) => p >= 0.95);
    console.log(
        `${name.padEnd(38)} ${String(shown.length).padStart(9)}  ${number(ece).padStart(11)}  ${number(by.high).padStart(33)}  ` +
            `${number(ece - by.mean).padStart(8)}  ${mean(shown, ({ p, right }) => (p - right) ** 2).toFixed(4)}  ` +
            `${number(100 * mean(sure, ({ right }) => right))} of ${sure.length}`,
    );
}

// Do no harm: a strong model among nine that are at least five points weaker over the index.
console.log(
    `\n${"one strong model in a pool of ten".padEnd(38)} calls  ${"kept".padEnd(24)}${"kept - best single".padEnd(24)}majority`,
);
const { models } = JSON.parse(run("index", "info", indexFile("ZeroEval, open"), "--json"));
const most = Math.max(...models.map(({ scored }) => scored));
const complete = models.filter(({ scored }) => scored === most).sort((a, b) => b.mean - a.mean);
let state = 1;
const draw = (count) => {
    state = (state * 48271) % 2147483647;
    return state % count;
};
for (const strong of complete.slice(0, 3)) {
    const weaker = complete.filter(({ mean }) => mean < strong.mean - 0.05).map(({ name }) => name);
    for (let pool = 1; pool <= 3; pool++) {
        const left = [...weaker];
        const others = Array.from({ length: Math.min(9, left.length) }, () => left.splice(draw(left.length), 1)[0]);
        const given = ["select", indexFile("ZeroEval, open"), "--embedder", standard, ...answered("zeroeval")];
        const { macro: m } = evaluate(undefined, ...given, "--models", [strong.name, ...others].join(","));
        console.log(
            `${`${strong.name}, pool ${pool}`.padEnd(38)} ${m.calls.toFixed(2)}  ${within(m, "kept")}  ` +
                `${within(m, "kept_minus_best_single", signed)}  ${number(m.majority)}`,
        );
    }
}

console.log(
    `\n${"priors (robust), mean over questions".padEnd(37)} ${"Brier score".padEnd(24)}model's mean  its mean on the benchmark  ` +
        `${"priors - that".padEnd(28)}expected  within 1, 2 standard errors`,
);
for (const { name, robust } of rows) {
    const { overall: of, coverage } = robust.calibration;
    const four = (value) => value.toFixed(4);
    console.log(
        `${name.padEnd(37)} ${within(of, "brier", four)} ${four(of.brier_model_mean)}        ${four(of.brier_benchmark_mean)}                     ` +
            `${within(of, "brier_minus_benchmark_mean", four).padEnd(27)} ${four(of.brier_expected)}    ${coverage.within_1.toFixed(0)} %, ${coverage.within_2.toFixed(0)} % of ${coverage.cells}`,
    );
}

// Unseen groups of questions: the index does not have the question's own benchmark (for MMLU-Pro, its category).
console.log(
    `\n${"own kind hidden (robust)".padEnd(32)} hidden     mean over   ${"routed".padEnd(24)}not hidden  best of the index  routed - that`,
);
const hidden = rows.filter(({ name }) => /^RouterDC$|ZeroEval, open|MMLU-Pro, open|default/.test(name));
for (const { name, given, robust } of hidden) {
    const kind = name.startsWith("MMLU-Pro") ? "category" : "benchmark";
    const result = evaluate(`${name}: own ${kind} hidden`, "route", ...given, "--leave-out", kind);
    for (const over of ["macro", "overall"]) {
        const of = result[over];
        const words = `${(over === "macro" ? name : "").padEnd(32)} ${(over === "macro" ? kind : "").padEnd(10)}`;
        console.log(
            `${words} ${(over === "macro" ? "benchmarks" : "questions").padEnd(11)} ${within(of, "routed")}  ${number(robust[over].routed)}      ` +
                `${number(of.best_of_index)}             ${within(of, "routed_minus_best_of_index", signed)}`,
        );
    }
}

console.log("\nfinal answers found, against the publishers'");
for (const split of ["zeroeval", "mmlupro"]) {
    console.log(run("eval", "extract", ...answered(split)).trimEnd());
}
run("eval", "report", ...shown, "--out", `${out}/report.html`);
if (existsSync("wasm/dist/index.js")) {
    console.log();
    execFileSync(
        "node",
        ["tests/deception.mjs", bank, indexFile("ZeroEval, open"), standard, "web/assets/catalog.json"],
        { stdio: "inherit" },
    );
} else {
    console.log("\nleft out: one deceptive reference (needs the package: make site)");
}
console.log(`\ntables and charts: ${out}/report.html`);
