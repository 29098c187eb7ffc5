// Measures whether a model of which few scores are known leads panels (src/prior/README.md, "How a new model joins"): of
// one model in turn all but a few scores of ZeroEval's bank are left out, drawn at random, and questions of its dev split
// are routed among the models with open weights. It is no test.
//
// usage: node tests/thinning.mjs BANK_FOLDER [MODEL..]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { Embedder, ScoreIndex, Smacs } from "../wasm/dist/index.js";

const usual = ["gemma-2-2b-it", "Yi-1.5-9B-Chat", "Qwen2-72B-Instruct", "Llama-3.1-405B-Instruct"];
const kept = [3, 10, 30, 100, 300, Number.POSITIVE_INFINITY];
const everyNth = 8; // of the dev questions
const behind = 0.03; // below the second model on its benchmark by more: it leads wrongly

const [folder, ...named] = process.argv.slice(2);
if (folder === undefined) {
    console.error("usage: node tests/thinning.mjs BANK_FOLDER [MODEL..]");
    process.exit(2);
}
const asset = (name) => fileURLToPath(new URL(`../web/assets/${name}`, import.meta.url));
const command = fileURLToPath(new URL("../build/native/smacs", import.meta.url));
const rowsOf = (name) =>
    gunzipSync(readFileSync(join(folder, name)))
        .toString()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
const bank = rowsOf("zeroeval.bank.jsonl.gz");
const dev = rowsOf("zeroeval.dev.jsonl.gz").filter((_, at) => at % everyNth === 0);
const models = JSON.parse(readFileSync(join(folder, "models.json"), "utf8"));
const isOpen = (model) => models[model]?.open_weight === true;

const sums = new Map();
for (const { benchmark, scores } of bank) {
    for (const [model, score] of Object.entries(scores)) {
        const sum = sums.get(`${benchmark} ${model}`) ?? { right: 0, of: 0 };
        sums.set(`${benchmark} ${model}`, { right: sum.right + Number(score), of: sum.of + 1 });
    }
}
const mean = (benchmark, model) => {
    const sum = sums.get(`${benchmark} ${model}`);
    return sum === undefined ? Number.NaN : sum.right / sum.of;
};

/** The same numbers on any day (a linear congruential generator; nothing here needs a good one). */
function drawsFrom(seed) {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

/** `count` of the places at which the model has a score. */
function drawn(model, count, draw) {
    const places = bank.flatMap(({ scores }, at) => (model in scores ? [at] : []));
    const chosen = Math.min(count, places.length);
    for (let i = 0; i < chosen; i++) {
        const other = i + draw(places.length - i);
        [places[i], places[other]] = [places[other], places[i]];
    }
    return new Set(places.slice(0, chosen));
}

const smacs = await Smacs.load();
const embedder = Embedder.open(smacs, readFileSync(asset("default.sme")));
const work = mkdtempSync(join(tmpdir(), "smacs-thinning-"));

/** How often the model leads, and how often wrongly, with so many scores. */
function leads(model, count, draw) {
    const places = drawn(model, count, draw);
    const rows = bank.map((row, at) => {
        const left = Object.entries(row.scores).filter(([one]) => isOpen(one) && (one !== model || places.has(at)));
        return JSON.stringify({ ...row, scores: Object.fromEntries(left) });
    });
    writeFileSync(join(work, "bank.jsonl"), `${rows.join("\n")}\n`);
    const build = ["index", "build", "--bank", "bank.jsonl", "--embedder", asset("default.sme"), "--out", "x.smx"];
    execFileSync(command, build, { cwd: work, stdio: ["ignore", "ignore", "pipe"] });
    const index = ScoreIndex.open(smacs, readFileSync(join(work, "x.smx")));
    const panels = dev.map(({ question, benchmark }) => ({
        benchmark,
        of: index.route(embedder, question, { n: 2 }).panel,
    }));
    index.dispose();
    const led = panels.filter(({ of }) => of[0] === model);
    const wrongly = led.filter(({ benchmark, of }) => mean(benchmark, of[0]) < mean(benchmark, of[1]) - behind);
    return { scores: places.size, led: led.length, wrongly: wrongly.length };
}

try {
    console.log(`${dev.length} questions; of them led (wrongly) with so many scores:`);
    for (const model of named.length > 0 ? named : usual) {
        const draw = drawsFrom(7);
        const told = kept.map((count) => leads(model, count, draw));
        console.log(`${model}: ${told.map(({ scores, led, wrongly }) => `${scores}: ${led} (${wrongly})`).join(", ")}`);
    }
} finally {
    rmSync(work, { recursive: true, force: true });
}
