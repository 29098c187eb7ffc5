// Takes the screenshots of docs/: the main states, wide and narrow, light and dark.
//
// The answers shown come from the test server and say that they are made up: pictures are part of the project, and the
// texts of the question banks must not be.
import { mkdirSync, statSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { hasChromium, launch } from "../test/browser.mjs";
import { startServer } from "../test/server.mjs";
import { serveFolder } from "./serve.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const docs = here("../docs");

if (!hasChromium) {
    console.log("skipped: screenshots need Chromium");
    process.exit(0);
}
mkdirSync(docs, { recursive: true });
const site = await serveFolder(here("../dist"));
/** For the example question. Some disagree, so that the answers are merged. */
const made = (_, name, { messages }) => {
    const time = /Llama|Athene|DeepSeek/.test(name) || messages.length > 1 ? "16:47" : "16:35";
    return `Made-up text for this picture: no model has read the question.\n\n210 km at 84 km/h take 2.5 hours. The answer is ${time}.`;
};
const endpoint = await startServer({ pause: 12, answers: made });
const browser = await launch();

const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
        const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
        const shot = async (name, fullPage = true) => {
            const tallest = size === "wide" ? 1000 : 1700; // keeps the files small
            const path = `${docs}/${name}-${size}-${colorScheme}.png`;
            const height = fullPage
                ? await page.evaluate(() => document.documentElement.scrollHeight)
                : viewport.height;
            await page.screenshot({
                path,
                fullPage,
                clip: { x: 0, y: 0, width: viewport.width, height: Math.min(height, tallest) },
            });
            console.log(`${path} ${Math.round(statSync(path).size / 1000)} kB`);
        };
        await page.goto(site.url);
        await page.locator(".chart-row").first().waitFor();
        await shot("first-visit");
        await page.getByRole("button", { name: "Connect models", exact: true }).click();
        await page.getByLabel("Address").fill(endpoint.url);
        await page.getByRole("button", { name: "Fetch models" }).click();
        await page.getByRole("button", { name: /^Use th/ }).waitFor();
        await shot("endpoint", false);
        await page.getByRole("button", { name: /^Use th/ }).click();
        await page.getByRole("dialog").waitFor({ state: "hidden" });
        await page.getByText("How to ask").click();
        await page.getByLabel("Merge the answers").check();
        await shot("options");
        await page.getByText("How to ask").click();
        endpoint.faults["meta-llama/Llama-3.1-70B-Instruct"] = "credit";
        endpoint.faults["Athene-70B"] = "slow";
        endpoint.faults["gemma-2-27b-it"] = "slow";
        await page.getByRole("button", { name: /^Ask (up to )?\d/ }).click();
        await page.locator('.member[data-state="done"]').first().waitFor();
        await page.waitForTimeout(150);
        await shot("answering");
        await page.locator('.answers[aria-busy="false"]').waitFor();
        await page.getByText("How they were scored").click();
        await shot("answers");
        await page.close();
    }
}
await browser.close();
await endpoint.close();
await site.close();
