// Measures what one large index file costs a page that opens it in a worker: how long opening and routing take, how long the
// page's main thread stands still meanwhile, and memory.
//
// usage: node tests/bench-large.mjs INDEX.smx QUESTIONS.jsonl [N]        (30 questions)        after make wasm and npm run build
//
// A pause is how much later than due a timer of the main thread ran. The same is measured for as long with nothing to do, because
// the machine may be busy. Memory is that of the tab's process, worker included. Needs Chromium.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { hasChromium, launch } from "../web/test/browser.mjs";
import { listen } from "./local-server.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [index, bank, count = "30"] = process.argv.slice(2);
if (!bank) {
    console.error("usage: node tests/bench-large.mjs INDEX.smx QUESTIONS.jsonl [N]");
    process.exit(2);
}
if (!hasChromium) {
    console.log("skipped: no Chromium here");
    process.exit(0);
}
const questions = readFileSync(bank, "utf8")
    .split("\n")
    .filter(Boolean)
    .slice(0, Number(count))
    .map((line) => JSON.parse(line).question);

const types = { ".js": "text/javascript", ".wasm": "application/wasm" };
const server = await listen((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path === "/blank.html") {
        response.writeHead(200, { "content-type": "text/html" }).end("");
        return;
    }
    const file = path === "/index.smx" ? index : join(root, path);
    const type = types[path.slice(path.lastIndexOf("."))] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": statSync(file).size });
    createReadStream(file).pipe(response);
});

/** Runs in the page. */
async function measure({ library, sources, questions }) {
    const { SmacsWorker } = await import(library);
    let [due, longest] = [0, 0];
    const tick = () => {
        longest = Math.max(longest, performance.now() - due);
        due = performance.now() + 4;
        timer = setTimeout(tick, 4);
    };
    let timer = 0;
    /** What `work` took, and the longest pause meanwhile. */
    const watched = async (work) => {
        [due, longest] = [performance.now() + 4, 0];
        timer = setTimeout(tick, 4);
        const start = performance.now();
        await work();
        const ms = performance.now() - start;
        clearTimeout(timer);
        return { ms, pause: longest };
    };
    const worker = new SmacsWorker();
    globalThis.worker = worker; // so that it lives while memory is read
    const open = await watched(() => worker.load(sources));
    const idle = await watched(() => new Promise((done) => setTimeout(done, open.ms)));
    await worker.route(questions[0]);
    const times = [];
    const routes = await watched(async () => {
        for (const question of questions) {
            const start = performance.now();
            await worker.route(question);
            times.push(performance.now() - start);
        }
    });
    times.sort((a, b) => a - b);
    return { open, idle, routes, least: times[0], median: times[times.length >> 1], of: worker.info.questions };
}

const browser = await launch();
try {
    const session = await browser.newBrowserCDPSession();
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const at = (path) => `${server.url}/${path}`;
    await page.goto(at("blank.html"));
    const sources = { core: at("wasm/smacs.wasm"), embedder: at("web/assets/default.sme"), index: at("index.smx") };
    const found = await page.evaluate(measure, { library: at("wasm/dist/index.js"), sources, questions });
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const sizes = processInfo
        .filter(({ type }) => type === "renderer")
        .map(({ id }) => readFileSync(`/proc/${id}/status`, "utf8"))
        .map((status) =>
            ["VmRSS", "VmHWM"].map((name) => Number(new RegExp(`${name}:\\s*(\\d+)`).exec(status)[1]) / 1000),
        )
        .sort((a, b) => b[1] - a[1]);
    const [now, peak] = sizes[0];
    const ms = (value) => `${value.toFixed(1)} ms`;
    console.log(`${found.of} questions in a file of ${(statSync(index).size / 1e6).toFixed(1)} MB, Chromium`);
    console.log(`open in a worker: ${ms(found.open.ms)}, longest pause of the page ${ms(found.open.pause)}`);
    console.log(`as long with nothing to do: longest pause ${ms(found.idle.pause)}`);
    console.log(`route: median ${ms(found.median)}, least ${ms(found.least)}, longest pause ${ms(found.routes.pause)}`);
    console.log(`memory of the tab: ${now.toFixed(0)} MB, ${peak.toFixed(0)} MB at most`);
} finally {
    await browser.close();
    await server.close();
}
