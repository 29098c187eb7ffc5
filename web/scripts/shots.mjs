// Takes the screenshots of docs/: the main states, wide and narrow, light and dark.
//
// The answers shown come from the test server and say that they are made up: pictures are part of the project, and the
// texts of the question banks must not be.
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { connect, hasChromium, launch } from "../test/browser.mjs";
import { startOracle } from "../test/oracle-server.mjs";
import { startServer } from "../test/server.mjs";
import { serveFolder } from "./serve.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const docs = here("../docs");

if (!hasChromium) {
    console.log("skipped: screenshots need Chromium");
    process.exit(0);
}
mkdirSync(docs, { recursive: true });
for (const old of readdirSync(docs).filter((name) => name.endsWith(".png"))) {
    rmSync(`${docs}/${old}`);
}
const site = await serveFolder(process.env.SMACS_DIST ?? here("../dist"));
const programQuestion = `Write a Python function is_leap(year).

assert is_leap(2024) == True
assert is_leap(2023) == False
assert is_leap(1900) == False`;
/** The first two forget that most centuries are no leap years. */
const programs = new Map();
const program = (name) => {
    const wrong = programs.get(name) ?? programs.size < 2;
    programs.set(name, wrong);
    const centuries = wrong ? "" : " and (year % 100 != 0 or year % 400 == 0)";
    return `Made up for this picture:\n\n\`\`\`python\ndef is_leap(year):\n    return year % 4 == 0${centuries}\n\`\`\``;
};
/** For the example question. Some disagree, so that the answers are merged. */
const made = (question, name, { messages }) => {
    if (question === programQuestion) {
        return program(name);
    }
    const stopped = /Llama|Athene|DeepSeek/.test(name) || messages.length > 1;
    return [
        "*Made-up text for this picture: no model has read the question.*",
        "",
        "The ride takes $210 / 84 = 2.5$ hours.",
        "",
        "| part | time |",
        "|---|---|",
        "| ride | 2 h 30 min |",
        stopped ? "| stop | 12 min |" : "| stop | left out |",
        "",
        `The answer is **${stopped ? "16:47" : "16:35"}**.`,
    ].join("\n");
};
const endpoint = await startServer({ pause: 12, answers: made });
const oracle = await startOracle(0.6);
const browser = await launch();

/** What sticks to the screen would lie over a picture that is taller, and what scrolls would be cut. */
const style = ".composer, .side { position: static !important; max-height: none !important; }";

const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } };
/** These in both themes and sizes; the others wide in light and narrow in dark. */
const thorough = ["first-visit", "answering", "answers"];

for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
        await visit(size, viewport, colorScheme);
    }
}
await browser.close();
await endpoint.close();
await oracle.close();
await site.close();

async function visit(size, viewport, colorScheme) {
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce", serviceWorkers: "block" });
    const all = (size === "wide") === (colorScheme === "light");
    const path = (name) => `${docs}/${name}-${size}-${colorScheme}.png`;
    const told = (name) => console.log(`${path(name)} ${Math.round(statSync(path(name)).size / 1000)} kB`);
    /** The page from its top, or one part of it. */
    const shot = async (name, part) => {
        if (!all && !thorough.includes(name)) {
            return;
        }
        if (part) {
            await page.locator(part).screenshot({ path: path(name) });
        } else {
            const height = await page.evaluate(() => document.documentElement.scrollHeight);
            const tallest = size === "wide" ? 1000 : 1700; // keeps the files small
            const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, tallest) };
            await page.screenshot({ path: path(name), fullPage: true, clip });
        }
        told(name);
    };
    /** Opened by a button; `make` brings it to where it is `ready`. */
    const sheet = async (button, name, ready, make = () => {}) => {
        await page.getByRole("button", { name: button, exact: true }).click();
        const dialog = page.getByRole("dialog");
        await make(dialog);
        await dialog.locator(ready).first().waitFor();
        if (all) {
            await page.screenshot({ path: path(name) });
            told(name);
        }
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
    };

    await page.goto(site.url);
    // The page's policy allows no style from outside.
    await page.evaluate((rules) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        document.adoptedStyleSheets.push(sheet);
    }, style);
    await page.locator(".chart-row").first().waitFor();
    await page.locator(".ways-list h3").filter({ hasText: "Models on this page" }).first().waitFor();
    await shot("first-visit");
    await sheet("Connect models", "tab-models", ".tab-models", async (dialog) => {
        await dialog.locator("summary", { hasText: "Models that run in this tab" }).click();
    });
    await connect(page, endpoint.url);
    await sheet(/^127/, "endpoint", "text=The endpoint serves");
    await page.getByText("More options").click();
    await page.getByLabel("Merge the answers").check();
    await shot("options");
    await page.getByText("More options").click();
    endpoint.faults["meta-llama/Llama-3.1-70B-Instruct"] = "credit";
    endpoint.faults["Athene-70B"] = "slow";
    await page.getByRole("button", { name: /^Ask (up to )?\d/ }).click();
    await page.locator(".runner.done").first().waitFor();
    await page.waitForTimeout(300);
    await shot("answering");
    await page.locator('.answers[aria-busy="false"]').waitFor();
    await page.waitForTimeout(300);
    await shot("answers");
    await page.getByRole("button", { name: / agree$/ }).click();
    await shot("agreement", ".answers");
    await page.getByRole("button", { name: / agree$/ }).click();
    await page.getByRole("button", { name: "all answers" }).click();
    await page
        .getByRole("grid")
        .getByRole("button", { name: /^Version \d+ was written without/ })
        .first()
        .click();
    await shot("details", ".overview");
    await page.getByLabel("side by side").check();
    await shot("evidence", ".proof");
    await page.getByRole("tab", { name: "Scores" }).click();
    await shot("scores", ".proof");
    await page.getByRole("tab", { name: "Trace" }).click();
    await shot("trace", ".proof");
    await check(page);
    await shot("checks", ".answers");
    await sheet("History", "history", "li");
    await sheet("Index", "index", "table, [role=grid], svg");
    await sheet("Help", "help", "h3");
    await connect(page, oracle.url);
    await sheet(/· 1 model$/, "calibration", "text=is in the index now", async (dialog) => {
        await dialog
            .getByRole("button", { name: /^Details of/ })
            .first()
            .click();
        await dialog.getByRole("button", { name: /^Calibrate/ }).click();
        await dialog.getByRole("button", { name: "Start" }).click();
        await dialog.getByRole("button", { name: "Add it to the index" }).click();
        await dialog.getByText("is in the index now").scrollIntoViewIfNeeded();
    });
    await page.close();
}

/** A question whose answers are run, with what was run in sight. */
async function check(page) {
    programs.clear();
    await page.getByRole("button", { name: "New question" }).click();
    await page.getByLabel("Your question").fill(programQuestion);
    await page.getByText("More options").click();
    await page.getByLabel("Keep the best answer", { exact: true }).check();
    await page.getByText("More options").click();
    await page.getByRole("button", { name: /^Ask (up to )?\d/ }).click();
    await page.getByRole("button", { name: "Run programs" }).click();
    await page.locator('.answers[aria-busy="false"]').waitFor();
    await page.getByRole("button", { name: "all answers" }).click();
    await page.getByRole("button", { name: "checked by running", exact: true }).click();
    await page.locator(".check-table").waitFor();
    await page.waitForTimeout(300);
}
