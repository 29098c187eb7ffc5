// Measures sizes and times on this machine, of the default assets. Called by `make bench`; never part of the tests.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import os from "node:os";
import process from "node:process";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { Embedder, Run, ScoreIndex, Smacs } from "../wasm/dist/index.js";
import { kernelBytes } from "../wasm/scripts/kernel.mjs";
import { launch } from "../web/test/browser.mjs";

const assets = { core: "wasm/smacs.wasm", embedder: "web/assets/default.sme", index: "web/assets/default.smx" };
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
const row = (...cells) =>
    console.log(cells.map((cell, i) => (i ? String(cell).padStart(12) : String(cell).padEnd(44))).join(""));
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const milliseconds = (value) => `${value.toFixed(2)} ms`;

console.log(
    `machine: ${os.cpus()[0].model}, ${os.cpus().length} cores; node ${process.versions.node}; ${os.type()} ${os.release()}\n`,
);

row("sizes in bytes", "raw", "gzip", "brotli");
let total = 0;
for (const [name, file] of Object.entries(assets)) {
    const bytes = readFileSync(file);
    total += brotli(bytes);
    row(`${name} (${file})`, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes));
}
row("all three, transferred with brotli", "", "", total);

// Made questions of the kinds the index knows; only their time matters here.
const subjects = ["physics", "law", "chemistry", "history", "computer science", "economics"];
const questions = Array.from({ length: 300 }, (_, i) =>
    i % 2
        ? `A shop sells ${i + 3} boxes of ${(i % 7) + 2} pens at $${i % 5}.50 a box. How much does it take in a week of ${(i % 6) + 1} days?`
        : `Which of the following best describes a central idea of ${subjects[i % 6]}?\nA) the first\nB) the second\nC) neither`,
);
/** Least and median time of one call over the questions, after one warm round. */
function time(call) {
    const rounds = [0, 1].map(() =>
        questions.map((question) => {
            const start = performance.now();
            call(question);
            return performance.now() - start;
        }),
    );
    return [milliseconds(Math.min(...rounds[1])), milliseconds(median(rounds[1]))];
}

// The products of a search beside a sum of the same bytes, in turns; each with its least time, because whatever else the
// machine does only adds to it.
const sources = [
    "tests/bench-kernels.c",
    "src/base/vec.c",
    "src/base/vec_x86.c",
    "src/base/vec_arm.c",
    "src/base/vec_wasm.c",
];
mkdirSync("build/bench", { recursive: true });
const compile = (compiler, ...options) =>
    execFileSync(compiler, ["-std=c11", "-ffp-contract=off", "-Iinclude", "-Isrc", ...options, ...sources, "-lm"], {
        env: { NODE_PATH: "/usr/share/nodejs", ...process.env },
    });
compile("cc", "-O2", "-o", "build/bench/kernels");
const exported = ["bench_rows", "bench_sum", "bench_dots", "smacs_use_relaxed", "__indirect_function_table"].map(
    (name) => `-Wl,--export=${name}`,
);
const standalone = ["-sSTANDALONE_WASM", "--no-entry", "-sALLOW_MEMORY_GROWTH", "-Wl,--growable-table"];
compile("emcc", "-O2", "-msimd128", ...standalone, ...exported, "-o", "build/bench/kernels.wasm");

function kernelRow(name, count, dim, pairs) {
    const [sum, dots] = [0, 1].map((k) => Math.min(...pairs.map((pair) => pair[k])));
    const shape = `${count.toLocaleString("en")} x ${dim}`;
    row(`  ${shape}, ${name}`, (dots / sum).toFixed(2), milliseconds(dots), milliseconds(sum));
}

/** Runs in node and in a page. With a kernel for relaxed SIMD, it is used. */
async function wasmPairs({ core, kernel, count, dim, rounds }) {
    const imports = { env: { emscripten_notify_memory_growth() {} }, wasi_snapshot_preview1: {} };
    const { exports } = (await WebAssembly.instantiate(Uint8Array.from(core), imports)).instance;
    exports._initialize?.();
    if (kernel) {
        const { instance } = await WebAssembly.instantiate(Uint8Array.from(kernel), { smacs: exports });
        if (!exports.smacs_use_relaxed(exports.__indirect_function_table.grow(1, instance.exports.dots))) {
            throw new Error("the kernel gives wrong sums");
        }
    }
    const rows = exports.bench_rows(count, dim);
    const times = Math.ceil(2e6 / count); // the clock of a page has steps of 0.1 ms
    const timed = (call) => {
        const start = performance.now();
        for (let i = 0; i < times; i++) {
            call(rows, count, dim);
        }
        return (performance.now() - start) / times;
    };
    return Array.from({ length: rounds }, () => [timed(exports.bench_sum), timed(exports.bench_dots)]);
}

const browser = await launch();
const page = await browser.newPage();
await page.goto("about:blank");
const modules = { core: [...readFileSync("build/bench/kernels.wasm")], kernel: [...(await kernelBytes())] };
console.log();
row("products against a sum of the same bytes", "ratio", "products", "sum");
for (const [count, dim] of [
    [13_230, 96],
    [100_000, 256],
    [1_000_000, 256],
]) {
    const rounds = count > 500_000 ? 15 : 60;
    const lines = execFileSync("build/bench/kernels", [count, dim, rounds].map(String)).toString().trim().split("\n");
    kernelRow(
        `native ${lines[0]}`,
        count,
        dim,
        lines.slice(1).map((line) => line.split(" ").map(Number)),
    );
    kernelRow("WebAssembly in node", count, dim, await wasmPairs({ core: modules.core, count, dim, rounds }));
    const relaxed = await page.evaluate(`(${wasmPairs})(${JSON.stringify({ ...modules, count, dim, rounds })})`);
    kernelRow("relaxed SIMD in Chromium", count, dim, relaxed);
}
await browser.close();

console.log();
const compared = spawnSync("node", ["tests/bench-search.mjs"], { stdio: "inherit" });
process.exitCode ||= compared.status ?? 1;

const smacs = await Smacs.load(readFileSync(assets.core), { runs: readFileSync("build/wasm/smacs-run.wasm") });
const files = { embedder: readFileSync(assets.embedder), index: readFileSync(assets.index) };
const start = performance.now();
const embedder = Embedder.open(smacs, files.embedder);
const index = ScoreIndex.open(smacs, files.index);
const opened = performance.now() - start;
console.log(`\n${index.info.questions} questions, ${index.info.models.length} models, ${index.info.dim} dimensions`);
row("WebAssembly in node", "least", "median");
row("  open embedder and index, checks included", milliseconds(opened));
row("  embed a question", ...time((question) => embedder.embed(question)));
row("  route a question, result as objects", ...time((question) => index.route(embedder, question)));
row("  route a question, result as JSON text", ...time((question) => index.routeText(embedder, question)));

/** Made text of so many words, a token each, that no other seed gives. */
const longText = (seed, words) =>
    Array.from({ length: words }, (_, i) => `${subjects[(i * seed) % 6].split(" ")[0]}${(i * 7 + seed) % 997}`).join(
        " ",
    );
/** What a run takes from the last of 8 long answers to its decision. */
function decide(round) {
    const models = index.info.models.slice(0, 8).map(({ name }) => name);
    const run = Run.start(
        { embedder, index },
        {
            question: `What is ${round} + 4?`,
            pool: models.map((model) => ({ id: model, model })),
            config: { mode: "select", n: 8, early_stop: false },
            seed: 1,
            nonce: "n",
        },
    );
    const waiting = run.feed({ type: "begin" });
    let spent = 0;
    for (let action = waiting.shift(); action; action = waiting.shift()) {
        if (action.type === "call") {
            const text = `${longText(action.call + round + 1, 10_000)}\n\nThe answer is ${action.call % 3}.`;
            const begin = performance.now();
            waiting.push(...run.feed({ type: "completed", call: action.call, text, finish: "stop", ms: 1 }));
            spent += performance.now() - begin;
        }
    }
    run.dispose();
    return spent;
}
const decided = Array.from({ length: 5 }, (_, round) => decide(round));
row(
    "  8 answers of 10,000 words: read, score, keep",
    milliseconds(Math.min(...decided)),
    milliseconds(median(decided)),
);

console.log();
row("native command", "wall");
const bank = "../shared/bank/zeroeval.bank.jsonl.gz";
const native = (name, ...args) => {
    const begin = performance.now();
    execFileSync("build/native/smacs", args, { stdio: "ignore" });
    row(`  ${name}`, `${((performance.now() - begin) / 1000).toFixed(2)} s`);
};
if (statSync(bank, { throwIfNoEntry: false })) {
    native("train an embedder on 3,809 questions", "embedder", "train", "--bank", bank, "--out", "build/bench.sme");
    native(
        "build their index, 56 models",
        "index",
        "build",
        "--bank",
        bank,
        "--embedder",
        "build/bench.sme",
        "--out",
        "build/bench.smx",
    );
} else {
    console.log(`  skipped: no question bank at ${bank}`);
}

for (const [name, workspace] of [
    ["the gateway on loopback", "wasm"],
    ["the page in headless Chromium", "web"],
]) {
    console.log(`\n${name}`);
    const { status } = spawnSync("npm", ["run", "bench", "--silent", "-w", workspace], { stdio: "inherit" });
    process.exitCode ||= status ?? 1;
}
