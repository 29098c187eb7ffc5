// How smoothly answers are drawn, by themselves (test/harness): the longest task of the page while many are put on it,
// and while several stream, faster than the page itself lets them.
//
// usage: node scripts/bench-rich.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { hasChromium, launch } from "../test/browser.mjs";
import { longAnswer } from "./bench-answers.mjs";
import { longestTask } from "./main-thread.mjs";
import { serveFolder } from "./serve.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const streams = 8;
const piecesPerSecond = 200;
const piece = 25;

/** Whatever stands in a text, the time to cut it into blocks grows with its length only. */
export async function measureBlocks(line) {
    const [{ module: blocks }, { module: texts }] = await Promise.all([
        runnerImport(here("../src/ui/rich/blocks.ts")),
        runnerImport(here("../test/e2e/hostile.ts")),
    ]);
    const times = texts.tedious.map((text) => {
        const start = performance.now();
        blocks.splitBlocks(text);
        blocks.findDefinitions(text);
        blocks.fencedCode(text);
        return performance.now() - start;
    });
    line("cutting 200 kB into blocks, slowest of 12", `${Math.max(...times).toFixed(0)} ms`, "500 ms");
}

export async function measureRich(browser, line) {
    const folder = mkdtempSync(join(tmpdir(), "smacs-rich-"));
    const { module } = await runnerImport(here("../test/harness/build.ts"));
    await module.buildHarness(folder);
    const site = await serveFolder(folder);
    try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
        page.setDefaultTimeout(120_000); // recording takes time, too
        await page.goto(`${site.url}rich.html`);
        await page.waitForFunction(() => "harness" in globalThis);
        const texts = Array.from({ length: 50 }, (_, at) => longAnswer(at));
        // What is fetched with the first answer is fetched before.
        await page.evaluate(() => globalThis.harness.show([{ text: "$x$\n\n```js\nx\n```" }]));
        await page.locator("math").waitFor();
        await page.locator(".hljs-number, code").first().waitFor();
        const ms = (does) => longestTask(browser, page, does).then((longest) => `${longest.toFixed(0)} ms`);
        const start = Date.now();
        const drawn = await ms(async () => {
            await page.evaluate((all) => globalThis.harness.show(all.map((text) => ({ text }))), texts);
            await page.waitForFunction(() => {
                const blocks = document.querySelectorAll("section:last-child .rich-block");
                return blocks.length > 100 && !document.querySelector(".rich-block.plain, [data-math]:not(.rich-math)");
            });
        });
        line("drawing 50 answers of 50 kB", `${Date.now() - start} ms`, "-");
        line("longest task while they are drawn", drawn, "50 ms");
        const { hard } = (await runnerImport(here("../test/e2e/hostile.ts"))).module;
        const drawing = Date.now();
        await page.evaluate((text) => globalThis.harness.show([{ text }]), `${hard.join("\n\n")}\n\nThe end.`);
        await page.getByText("The end.").waitFor();
        line("drawing what is hard to read", `${Date.now() - drawing} ms`, "15000 ms");
        await page.evaluate(() => globalThis.harness.show([]));
        const eight = texts.slice(0, streams);
        let streaming = 0;
        const streamed = await ms(async () => {
            const from = Date.now();
            await page.evaluate((all) => globalThis.harness.stream(all.texts, all.rate, all.piece), {
                texts: eight,
                rate: piecesPerSecond,
                piece,
            });
            streaming = Date.now() - from;
        });
        const rate = Math.round((streams * Math.max(...eight.map(({ length }) => length))) / streaming);
        line(`longest task of ${streams} streams at ${rate} kB/s`, streamed, "50 ms");
        await page.close();
    } finally {
        await site.close();
        rmSync(folder, { recursive: true });
    }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
    if (hasChromium) {
        const browser = await launch();
        await measureRich(browser, (what, value, limit) =>
            console.log(`${what.padEnd(44)} ${value.padStart(9)}   limit ${limit}`),
        );
        await browser.close();
    } else {
        console.log("skipped: long answers by themselves (no Chromium here)");
    }
}
