// Measures the search of an index beside other libraries: the 400 nearest of the same vectors. Called by `make bench`.
//
// usage: node tests/bench-search.mjs        after make native site
//
// Libraries for pages run in one page of Chromium, in turns; usearch, an addon of node, and numpy and FAISS run in
// processes of their own beside the command's search. What is compared with is fetched into build/bench-peers, at the
// versions below.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serveFolder } from "../web/scripts/serve.mjs";
import { hasChromium, launch } from "../web/test/browser.mjs";

const versions = {
    "@orama/orama": "3.1.18",
    "hnswlib-wasm": "0.8.2",
    usearch: "2.26.2",
    "voy-search": "0.6.3",
};
const pythonVersions = ["numpy==2.3.5", "faiss-cpu==1.15.1"];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const peers = join(root, "build/bench-peers");
const k = 400;
const queries = 40;
const said = (error) =>
    String(error.stderr ?? error.message ?? error)
        .trim()
        .split("\n")
        .at(-1)
        ?.slice(0, 100);
const load = () => os.loadavg()[0].toFixed(0);
const line = (name, ratio, ms, recall, note) =>
    console.log(`  ${name.padEnd(28)}${ratio.padStart(8)}${ms.padStart(12)}${recall.padStart(9)}   ${note}`);
const head = (title) => {
    console.log(`\n${title} (load ${load()})`);
    line("", "ratio", "least", "recall", "notes");
};
/** The least time counts, because whatever else the machine does only adds to it. */
const leastOf = (times) => Math.min(...times);

function build() {
    mkdirSync(join(root, "build/bench"), { recursive: true });
    const compile = (compiler, ...options) =>
        execFileSync(compiler, ["-std=c11", "-O2", "-ffp-contract=off", "-Iinclude", "-Isrc", ...options], {
            cwd: root,
            env: { NODE_PATH: "/usr/share/nodejs", ...process.env },
        });
    const names = ["memory", "made", "opened", "vectors", "questions", "dim", "search"];
    const exported = names.map((name) => `-Wl,--export=bench_${name}`);
    const standalone = ["-flto", "-msimd128", "-sSTANDALONE_WASM", "--no-entry", "-sALLOW_MEMORY_GROWTH"];
    const libraries = ["build/wasm/src/libsmacs.a", "build/wasm/libsmacs_cjson.a"];
    const source = "tests/bench-search.c";
    compile("emcc", ...standalone, ...exported, source, ...libraries, "-o", "build/bench/search.wasm");
    compile("cc", source, "build/native/src/libsmacs.a", "-lm", "-o", "build/bench/search");
}

/** Fetches the libraries, unless they are there; false, and says so, without a network. */
function fetchPeers() {
    const file = join(peers, "package.json");
    const wanted = `${JSON.stringify({ private: true, dependencies: versions })}\n`;
    if (existsSync(join(peers, "node_modules")) && existsSync(file) && readFileSync(file, "utf8") === wanted) {
        return true;
    }
    mkdirSync(peers, { recursive: true });
    writeFileSync(file, wanted);
    try {
        execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: peers, stdio: "pipe" });
        return true;
    } catch (error) {
        writeFileSync(file, "");
        console.log(`skipped: other libraries for pages (${said(error)})`);
        return false;
    }
}

/** Questions of the kinds that the default index knows. */
const questions = Array.from({ length: queries }, (_, i) =>
    i % 2
        ? `A shop sells ${i + 3} boxes of ${(i % 7) + 2} pens at $${i % 5}.50 a box. How much does it take in a week?`
        : `Which of these best describes case ${i} in ${["physics", "law", "history", "economics"][i % 4]}? A) .. B) ..`,
);

async function inPage(names) {
    const site = await serveFolder(root);
    const browser = await launch();
    try {
        const page = await browser.newPage();
        page.setDefaultTimeout(0);
        // Isolated, because clocks of other pages are too coarse.
        const headers = {
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-embedder-policy": "require-corp",
        };
        const blank = { contentType: "text/html", body: "", headers };
        await page.route(`${site.url}blank`, (route) => route.fulfill(blank));
        const file = { embedder: "/web/assets/default.sme", index: "/web/assets/default.smx" };
        for (const task of [
            { file, names },
            { count: 20_000, dim: 256, names: names.filter((name) => name !== "voy") },
        ]) {
            await page.goto(`${site.url}blank`);
            const { count, dim, lines } = await page.evaluate(
                async (given) => (await import("/tests/bench-search-page.mjs")).compare(given),
                { ...task, questions, k },
            );
            const what = task.file ? "the default index" : "made vectors";
            head(`${k} nearest of ${count.toLocaleString("en")} x ${dim} in a page of Chromium, ${what}`);
            for (const { name, ms, recall, width, built, error } of lines) {
                if (error) {
                    line(name, "", "", "", `does not run: ${error}`);
                } else {
                    const notes = [width && `width ${width}`, built && `built in ${(built / 1000).toFixed(1)} s`];
                    const ratio = (ms / lines[0].ms).toFixed(1);
                    line(name, ratio, `${ms.toFixed(2)} ms`, recall.toFixed(3), notes.filter(Boolean).join(", "));
                }
            }
        }
    } finally {
        await browser.close();
        await site.close();
    }
}

/** The command's search, usearch, numpy and FAISS on one thread over the same made vectors. */
async function natively(count, dim, hasPeers) {
    let state = 1;
    const rows = new Int8Array((count + queries) * dim);
    for (let i = 0; i < rows.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        rows[i] = ((state >>> 24) % 255) - 127;
    }
    const file = join(root, "build/bench/rows.i8");
    writeFileSync(file, rows);
    const numbers = [count, queries, dim, k, 3].map(String);
    const times = (output) => output.toString().trim().split("\n").map(Number);
    head(`${k} nearest of ${count.toLocaleString("en")} x ${dim} natively on one thread, random vectors, exact`);
    const own = leastOf(times(execFileSync(join(root, "build/bench/search"), [file, ...numbers])));
    const row = (name, ms, note = "") => line(name, (ms / own).toFixed(1), `${ms.toFixed(2)} ms`, "", note);
    row("ours", own);
    if (hasPeers) {
        try {
            const { exactSearch, MetricKind } = await import(
                pathToFileURL(join(peers, "node_modules/usearch/javascript/dist/esm/usearch.js")).href
            );
            const data = rows.subarray(0, count * dim);
            const spent = [0, 1, 2].flatMap(() =>
                Array.from({ length: queries }, (_, i) => {
                    const query = rows.slice((count + i) * dim, (count + i + 1) * dim);
                    const start = performance.now();
                    exactSearch(data, query, dim, k, MetricKind.Cos, 1);
                    return performance.now() - start;
                }),
            );
            row("usearch, bytes", leastOf(spent));
        } catch (error) {
            line("usearch", "", "", "", `does not run: ${said(error)}`);
        }
    }
    const python = findPython();
    for (const name of python ? ["numpy", "faiss"] : []) {
        try {
            const one = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", ...process.env };
            const script = join(root, "tests/bench-search.py");
            const output = execFileSync(python, ["-P", script, name, file, ...numbers], { env: one, stdio: "pipe" });
            row(`${name}, floats`, leastOf(times(output)));
        } catch (error) {
            line(name, "", "", "", `does not run: ${said(error)}`);
        }
    }
}

/** A Python with numpy and FAISS, in build/bench-python; undefined, and says so, where it cannot be made. */
function findPython() {
    const folder = join(root, "build/bench-python");
    const python = join(folder, "bin/python3");
    try {
        if (!existsSync(join(folder, "ready"))) {
            execFileSync("python3", ["-m", "venv", folder], { stdio: "pipe" });
            execFileSync(python, ["-m", "pip", "install", "-q", ...pythonVersions], { stdio: "pipe" });
            writeFileSync(join(folder, "ready"), "");
        }
        return python;
    } catch (error) {
        console.log(`skipped: numpy and FAISS (${said(error)})`);
        return undefined;
    }
}

build();
const hasPeers = fetchPeers();
if (hasChromium) {
    await inPage(hasPeers ? ["Orama", "hnswlib-wasm", "voy"] : []);
} else {
    console.log("skipped: other libraries for pages (no Chromium here)");
}
await natively(100_000, 256, hasPeers);
