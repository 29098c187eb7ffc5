// Measures the built page: what a first visit transfers, and how long a route takes in Chromium.
//
// usage: node scripts/bench.mjs        after a build; prints one line for each measure, with its limit
import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { hasChromium, launch } from "../test/browser.mjs";
import { readBank } from "../test/server.mjs";
import { measureAnswers } from "./bench-answers.mjs";
import { measureBlocks } from "./bench-blocks.mjs";
import { measureFloods } from "./bench-floods.mjs";
import { measureTasks } from "./bench-tasks.mjs";
import { serveFolder } from "./serve.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = process.env.SMACS_DIST ?? here("../dist");
const files = readdirSync(`${dist}/assets`).map((name) => ({ name, bytes: readFileSync(`${dist}/assets/${name}`) }));
const of = (...endings) => files.filter(({ name }) => endings.some((ending) => name.endsWith(ending)));
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
const brotli = (bytes) =>
    brotliCompressSync(bytes, {
        params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_LGWIN]: 24,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
    }).length;
const sum = (list, size) => list.reduce((total, { bytes }) => total + size(bytes), 0);
const line = (what, value, limit) => console.log(`${what.padEnd(44)} ${value.padStart(9)}   limit ${limit}`);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const MB = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

const html = { name: "index.html", bytes: readFileSync(`${dist}/index.html`) };
/** What index.html names is the shell; the rest is fetched when it is first wanted. */
const isShell = ({ name }) => html.bytes.includes(name);
const code = of(".js", ".css");
line("shell (html, js, css), gzip", kB(sum([html, ...code.filter(isShell)], gzip)), "80 kB");
line(
    "parts fetched when wanted, gzip",
    kB(
        sum(
            code.filter((file) => !isShell(file)),
            gzip,
        ),
    ),
    "-",
);
/** One of them, by its name before the hash. */
const modules = (name) => of(".wasm").filter((file) => file.name.replace(/-[\w-]{8}\.wasm$/, "") === name);
const core = modules("smacs");
const runs = modules("smacs-run");
line("core, gzip", kB(sum(core, gzip)), "80 kB");
line("its second module, for runs, gzip", kB(sum(runs, gzip)), "80 kB");
line("what builds indexes, when wanted, gzip", kB(sum(modules("smacs-builder"), gzip)), "-");
line("what runs models, when wanted, brotli", MB(sum(modules("wllama"), brotli)), "-");
line("core + embedder + index, brotli", MB(sum([...core, ...runs, ...of(".sme", ".smx")], brotli)), "3 MB");

await measureBlocks(line);
if (hasChromium) {
    await measureRoutes();
} else {
    console.log("skipped: a route in Chromium (no Chromium here)");
}

/** The time to the first route as a visitor sees it; then the page's package and files, in a bare document. */
async function measureRoutes() {
    const [site, root] = await Promise.all([serveFolder(dist), serveFolder(here("../.."))]);
    const browser = await launch();
    try {
        const page = await browser.newPage();
        const start = performance.now();
        await page.goto(site.url);
        await page.locator(".chart-row").first().waitFor();
        const firstRoute = performance.now() - start;
        await page.route(`${root.url}blank`, (route) => route.fulfill({ contentType: "text/html", body: "" }));
        await page.goto(`${root.url}blank`);
        const assets = Object.fromEntries(
            [...core, ...of(".sme", ".smx")].map(({ name }) => [extname(name), `/web/dist/assets/${name}`]),
        );
        const times = await page.evaluate(routeAll, { list: questions(), assets });
        times.sort((a, b) => a - b);
        const at = (share) => `${times[Math.floor(share * (times.length - 1))].toFixed(2)} ms`;
        line(`route in Chromium, median of ${times.length} questions`, at(0.5), "2 ms");
        line("route in Chromium, 95th percentile", at(0.95), "-");
        line("first visit to first route, local server", `${firstRoute.toFixed(0)} ms`, "1000 ms");
        await measureTasks(browser, site.url, line);
        await measureAnswers(browser, site.url, line);
        await measureFloods(browser, site.url, line);
    } finally {
        await browser.close();
        await site.close();
        await root.close();
    }
}

/** In the browser: one pass to warm up, as typing does, and one that counts. */
async function routeAll({ list, assets }) {
    const { Embedder, ScoreIndex, Smacs } = await import("/wasm/dist/index.js");
    const smacs = await Smacs.load(assets[".wasm"], { runs: null });
    const embedder = await Embedder.load(smacs, assets[".sme"]);
    const index = await ScoreIndex.load(smacs, assets[".smx"]);
    const pass = () =>
        list.map((question) => {
            const start = performance.now();
            index.route(embedder, question);
            return performance.now() - start;
        });
    pass();
    return pass();
}

/** Questions that the index has not seen; where there is no bank, sentences put together from a few words. */
function questions() {
    const recorded = readBank();
    if (recorded) {
        const all = [...recorded.keys()];
        const step = Math.max(1, Math.floor(all.length / 200));
        return all.filter((_, at) => at % step === 0).slice(0, 200);
    }
    const starts = [
        "How many",
        "Which of the following",
        "What is the value of",
        "Explain why",
        "What does this return:",
    ];
    const things = ["apples", "enzymes", "an integral", "a contract", "sorted(xs)", "a ring", "inflation", "a lens"];
    return Array.from(
        { length: 200 },
        (_, at) => `${starts[at % 5]} ${things[at % 8]} and ${things[(at * 3) % 8]}, case ${at}?`,
    );
}
