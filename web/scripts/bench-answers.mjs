// How smoothly long answers are shown: the longest task of the page while they arrive, and while many are there.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Embedder, Run, ScoreIndex, Smacs } from "smacs";
import { connect } from "../test/browser.mjs";
import { standardModels, startServer } from "../test/server.mjs";
import { clickAll, longestTask, untilStill, untilThere } from "./main-thread.mjs";

const bytes = (path) => new Uint8Array(readFileSync(fileURLToPath(new URL(path, import.meta.url))));
const size = 50_000;
const allAnswers = '.line-part[data-part="all"]';
const showAll = '.member .clamp button[aria-expanded="false"]';

/** Text as models write it, with a bit of everything; each another one. */
function longAnswer(seed) {
    const part = (n) =>
        [
            `### Step ${n} of answer ${seed}`,
            `Some **words** about *step ${n}*, with \`code\`, a formula $x_${n}^2 + ${seed}$ and more words after that.`,
            `| item | value |\n|---|---|\n| a | ${n} |\n| b | ${seed} |`,
            `\`\`\`python\ndef step_${n}(x):\n    return x * ${n} + ${seed}\n\`\`\``,
            `- first\n- second, which is longer than the first by some words\n- third`,
        ].join("\n\n");
    let text = "";
    for (let n = 0; text.length < size; n++) {
        text += `${part(n)}\n\n`;
    }
    return `${text.slice(0, size)}\n\nThe answer is ${seed % 3}.`;
}

export async function measureAnswers(browser, site, line) {
    await whenTheyBegin(browser, site, line);
    await whileTheyArrive(browser, site, line);
    await whenTheyAreThere(browser, site, line);
    await whenTheyAreStopped(browser, site, line);
}

/** From the arrival of each model's first text to its being on the page. */
async function whenTheyBegin(browser, site, line) {
    const server = await startServer({ pause: 40 });
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
    await page.goto(site);
    await page.locator(".chart-row").first().waitFor();
    await connect(page, server.url);
    await page.evaluate(timeFirstTexts);
    await page.getByLabel("Your question").focus();
    await page.keyboard.press("Control+Enter");
    await page.locator('.answers[aria-busy="false"]').waitFor();
    const waits = await page.evaluate(() => globalThis.firstTexts.shown.map((at, n) => at - firstTexts.arrived[n]));
    line(`first texts of ${waits.length} models, slowest`, `${Math.round(Math.max(...waits))} ms`, "1000 ms");
    await page.close();
    await server.close();
}

/** In the page: when text first arrives in each reply, and when it is first in each row of the race. */
function timeFirstTexts() {
    const times = { arrived: [], shown: [] };
    globalThis.firstTexts = times;
    const watched = async (body) => {
        let text = "";
        for await (const bytes of body) {
            text += new TextDecoder().decode(bytes);
            if (/"content":\s*"[^"]/.test(text)) {
                times.arrived.push(performance.now());
                return;
            }
        }
    };
    const { fetch } = globalThis;
    globalThis.fetch = async (...request) => {
        const { body, status, headers } = await fetch(...request);
        const [own, other] = body?.tee() ?? [null, null];
        if (other) {
            void watched(other);
        }
        return new Response(own, { status, headers });
    };
    new MutationObserver(() => {
        const begun = [...document.querySelectorAll(".runner-says")].filter(({ textContent }) => textContent !== "");
        while (times.shown.length < begun.length) {
            times.shown.push(performance.now());
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

/** From the click on Stop, while answers stream without an end, to the run's end on the page. */
async function whenTheyAreStopped(browser, site, line) {
    const server = await startServer({ faults: Object.fromEntries(standardModels.map((id) => [id, "endless"])) });
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
    await page.goto(site);
    await page.locator(".chart-row").first().waitFor();
    await connect(page, server.url);
    await page.getByText("More options").click();
    await page.getByLabel("As in the paper").check();
    await page.getByLabel("Your question").focus();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "all answers" }).click();
    await page.locator('.member[data-member][data-state="streaming"]').nth(4).waitFor();
    const start = Date.now();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator('.answers[aria-busy="false"]').waitFor();
    line("stopping answers that stream", `${Date.now() - start} ms`, "1000 ms");
    await page.close();
    await server.close();
}

/** Eight at once, every one shown in full while it grows. */
async function whileTheyArrive(browser, site, line) {
    const models = [
        "Athene-70B",
        "Llama-3.1-405B-Instruct",
        "Llama-3.1-8B-Instruct",
        "Qwen2-72B-Instruct",
        "DeepSeek-V2.5",
        "gemma-2-27b-it",
        "gemma-2-9b-it",
        "Yi-1.5-34B-Chat",
    ];
    // They disagree, or the run would stop asking early.
    const answers = (_, name) => `${longAnswer(models.indexOf(name))}\n\nThe answer is ${models.indexOf(name)}.`;
    const server = await startServer({ models, answers, chunk: 100, pause: 5 });
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
    await page.goto(site);
    await page.locator(".chart-row").first().waitFor();
    await connect(page, server.url);
    await page.getByText("More options").click();
    await page.getByLabel("Keep the best answer").check();
    await page.getByLabel("Number of models").fill("8");
    await page.getByLabel("Maximum tokens per answer").fill("100000");
    await page.getByLabel("Your question").focus();
    const ms = (does) => longestTask(browser, page, does).then((longest) => `${longest.toFixed(0)} ms`);
    const stream = async () => {
        await page.keyboard.press("Control+Enter");
        await page.evaluate(clickAll, [allAnswers, ...Array(models.length).fill(showAll)]);
        await page.evaluate(untilThere, '.answers[aria-busy="false"]');
        await page.evaluate(untilStill);
    };
    line("longest task while 8 answers of 50 kB stream", await ms(stream), "50 ms");
    const ways = ["in a list", "side by side", "with what differs", "one at a time"];
    for (const [at, way] of [...ways.entries()].slice(1)) {
        const look = async () => {
            await page.evaluate(clickAll, [`.answers-view .choice label:nth-child(${at + 1}) input`]);
            await page.evaluate(untilStill);
        };
        line(`longest task of showing them ${way}`, await ms(look), "50 ms");
    }
    await page.close();
    await server.close();
}

/** A run with 50, opened from its trace and looked through. */
async function whenTheyAreThere(browser, site, line) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
    await page.goto(site);
    await page.locator(".chart-row").first().waitFor();
    const file = { name: "long.json", mimeType: "application/json", buffer: Buffer.from(await longTrace()) };
    const start = Date.now();
    await page.getByLabel("Open the trace of a run, from a file").setInputFiles(file);
    await page.getByTestId("kept").waitFor();
    line("opening a trace with 50 answers of 50 kB", `${Date.now() - start} ms`, "-");
    await page.evaluate(clickAll, [allAnswers]);
    const look = async () => {
        await page.evaluate(clickAll, Array(3).fill(showAll));
        const end = await page.evaluate(() => document.documentElement.scrollHeight);
        for (let y = 0; y < end; y += 2000) {
            await page.mouse.wheel(0, 2000);
            await page.waitForTimeout(30);
        }
    };
    const ms = await longestTask(browser, page, look);
    line("longest task while they are looked through", `${ms.toFixed(0)} ms`, "50 ms");
    await page.close();
}

/** 12 references and 38 merged versions. */
async function longTrace() {
    const smacs = await Smacs.load(bytes("../../wasm/smacs.wasm"), { runs: bytes("../../wasm/smacs-run.wasm") });
    const embedder = Embedder.open(smacs, bytes("../assets/default.sme"));
    const index = ScoreIndex.open(smacs, bytes("../assets/default.smx"));
    const pool = index.info.models.slice(0, 12).map(({ name }) => ({ id: `made-up/${name}`, model: name }));
    const config = { mode: "aggregate", n: 12, subsets: 38, early_stop: false };
    const run = Run.start({ embedder, index }, { question: "Which?", pool, config, seed: 1, nonce: "n" });
    const waiting = run.feed({ type: "begin" });
    for (let action = waiting.shift(); action; action = waiting.shift()) {
        if (action.type === "call") {
            const text = longAnswer(action.call);
            waiting.push(...run.feed({ type: "completed", call: action.call, text, finish: "stop", ms: 1 }));
        }
    }
    const trace = run.trace();
    smacs.dispose();
    return trace;
}
