// Measures what a question costs a tab that routes by a sharded index: bytes, requests and time, cold and warm, with the head
// and its cells on a host of plain files on this machine.
//
// usage: node tests/bench-shards.mjs BANK.smh QUESTIONS.jsonl[.gz] [SHARE ...]        (0.005 0.02)    after make site
//
// Each question is asked once with nothing of it kept, and then again, of which the least time counts. "first" is the first question of a fresh index,
// with loading its head. Runs in node and, where there is Chromium, in a page of it. `--questions N` asks the first N (200).
import { createReadStream, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { hasChromium, launch } from "../web/test/browser.mjs";
import { listen } from "./local-server.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const flag = words.indexOf("--questions");
const most = flag < 0 ? 200 : Number(words.splice(flag, 2)[1]);
const [head, bank, ...given] = words;
if (!bank) {
    console.error("usage: node tests/bench-shards.mjs BANK.smh QUESTIONS.jsonl[.gz] [SHARE ...] [--questions N]");
    process.exit(2);
}
const shares = given.length > 0 ? given.map(Number) : [0.005, 0.02];
const raw = readFileSync(bank);
const text = (bank.endsWith(".gz") ? gunzipSync(raw) : raw).toString();
const questions = text
    .split("\n")
    .filter(Boolean)
    .slice(0, most)
    .map((line) => JSON.parse(line).question);

const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const server = await listen((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const ending = path.slice(path.lastIndexOf("."));
    if (path === "/blank.html") {
        response.writeHead(200, { "content-type": "text/html" }).end("");
        return;
    }
    const file = path.startsWith("/bank/") ? join(dirname(head), basename(path)) : join(root, path);
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    const { size } = statSync(file);
    const range = from === undefined ? {} : { start: Number(from), end: Number(to) };
    response.writeHead(from === undefined ? 200 : 206, {
        "content-type": types[ending] ?? "application/octet-stream",
        "content-length": from === undefined ? size : range.end - range.start + 1,
        ...(from !== undefined && { "content-range": `bytes ${from}-${to}/${size}` }),
    });
    createReadStream(file, range).pipe(response);
});

/** Runs in node and in a page: everything that it needs comes in. */
async function measure({ library, addresses, questions, share }) {
    const { Embedder, ShardedIndex, Smacs } = await import(library);
    const smacs = await Smacs.load(addresses.core, { runs: null });
    const embedder = await Embedder.load(smacs, addresses.embedder);
    const begun = performance.now();
    const index = await ShardedIndex.load(smacs, addresses.head, { cache: null, memory: 0 });
    await index.route(embedder, questions[0], { share });
    const first = performance.now() - begun;
    const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
    const before = index.fetched;
    const cold = [];
    for (const question of questions) {
        const start = performance.now();
        await index.route(embedder, question, { share });
        cold.push(performance.now() - start);
    }
    const after = index.fetched;
    index.dispose();
    const kept = await ShardedIndex.load(smacs, addresses.head, { cache: null, memory: 256e6 });
    const warm = [];
    for (const question of questions) {
        const times = [];
        for (let again = 0; again < 4; again++) {
            const start = performance.now();
            await kept.route(embedder, question, { share });
            times.push(performance.now() - start);
        }
        warm.push(Math.min(...times.slice(1)));
    }
    kept.dispose();
    smacs.dispose();
    return {
        first,
        requests: (after.requests - before.requests) / questions.length,
        bytes: (after.bytes - before.bytes) / questions.length,
        cold: median(cold),
        warm: median(warm),
    };
}

const line = (where, share, of) =>
    console.log(
        `  ${where.padEnd(10)}${`${100 * share} %`.padStart(8)}${of.requests.toFixed(1).padStart(10)}` +
            `${`${(of.bytes / 1e3).toFixed(0)} kB`.padStart(11)}${`${of.cold.toFixed(1)} ms`.padStart(12)}` +
            `${`${of.warm.toFixed(1)} ms`.padStart(12)}${`${of.first.toFixed(0)} ms`.padStart(12)}`,
    );

try {
    const at = (path) => `${server.url}/${path}`;
    const addresses = {
        core: at("wasm/smacs.wasm"),
        embedder: at("web/assets/default.sme"),
        head: at(`bank/${basename(head)}`),
    };
    console.log(`${questions.length} questions, head of ${(statSync(head).size / 1e6).toFixed(2)} MB; median times`);
    console.log("             share  requests      bytes        cold        warm       first");
    for (const share of shares) {
        const library = new URL("../wasm/dist/index.js", import.meta.url).href;
        line("node", share, await measure({ library, addresses, questions, share }));
    }
    if (hasChromium) {
        const browser = await launch();
        const page = await browser.newPage();
        page.setDefaultTimeout(0);
        await page.goto(at("blank.html"));
        for (const share of shares) {
            const task = { library: at("wasm/dist/index.js"), addresses, questions, share };
            line("Chromium", share, await page.evaluate(measure, task));
        }
        await browser.close();
    } else {
        console.log("skipped: no Chromium here");
    }
} finally {
    await server.close();
}
