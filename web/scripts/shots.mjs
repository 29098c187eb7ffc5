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
const endpoint = await startServer({ pause: 12 });
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
        endpoint.faults["meta-llama/Llama-3.1-70B-Instruct"] = "rate-limit";
        endpoint.faults["Athene-70B"] = "slow";
        endpoint.faults["gemma-2-27b-it"] = "slow";
        await page.getByRole("button", { name: /^Ask \d/ }).click();
        await page.getByText("Kept so far").waitFor();
        await page.waitForTimeout(150);
        await shot("answering");
        await page.locator('.answers[aria-busy="false"]').waitFor();
        await shot("answers");
        await page.close();
    }
}
await browser.close();
await endpoint.close();
await site.close();
