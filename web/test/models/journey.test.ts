// The whole way from a fresh page to a kept answer with real models in the tab, again without a network; and what it
// takes.
import { spawnSync } from "node:child_process";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { patience } from "../../../tests/patience.mjs";
import { real } from "../e2e/real-weights.ts";
import { hasChromium, Visitor } from "../e2e/visitor.ts";

const question = "What is 12 times 4? Answer with the number.";
/** Models are loaded and answer for minutes, where there are few processors. */
const long = 20 * patience;

const enough = real.list.models.length >= 2;
if (!enough) {
    console.log("skipped: the journey with real models needs the weights of two (web/scripts/fetch-models.py)");
}

describe.skipIf(!hasChromium || !enough)("real models in the tab", () => {
    const visitor = new Visitor(() => ({ weights: real }));

    test("answer a newcomer without key or server, and again without a network", { timeout: 3 * long }, async () => {
        const { page } = visitor;
        await page.getByLabel("Your question").fill(question);
        let memory = 0;
        const watch = setInterval(() => {
            memory = Math.max(memory, largestRenderer());
        }, 500);
        const begin = performance.now();
        await button(page, /^Ask with the models on this page/).click();
        const answers = page.locator('.answers[aria-busy="false"]');
        await answers.waitFor({ timeout: long });
        const seconds = (performance.now() - begin) / 1000;
        clearInterval(watch);
        const text = await answers.innerText();
        expect(text).toContain("Kept");
        expect(text).toMatch(/Calls\s+\d+/);
        // Every model answered, some with log-probabilities, and what they took is known.
        const speeds = await speedsOf(page);
        expect(speeds.length).toBeGreaterThanOrEqual(2);
        const whole = `kept after ${seconds.toFixed(0)} s, at most ${memory.toFixed(0)} MB`;
        console.log(`measured in the tab: ${whole}; ${speeds.join("; ")}`);
        await visitor.context?.setOffline(true);
        await page.getByLabel("Your question").fill("What is 3 plus 4?");
        await button(page, /^Ask/).first().click();
        await expect
            .poll(() => page.locator(".answers").innerText(), { timeout: long, interval: 1000 })
            .toMatch(/Kept/);
    });

    /** MB of the largest process that shows a page. */
    const largestRenderer = () =>
        spawnSync("ps", ["-eo", "rss,args"])
            .stdout.toString()
            .split("\n")
            .filter((line) => line.includes("--type=renderer"))
            .reduce((most, line) => Math.max(most, Number.parseInt(line, 10) / 1000), 0);
    const button = (page: Page, name: RegExp) => page.getByRole("button", { name });
    const speedsOf = async (page: Page) => {
        await button(page, /^This page · \d models?$/).click();
        const measured = page.locator("dialog .tab-model", { hasText: "tokens a second" });
        await measured.first().waitFor();
        const rows = await measured.allInnerTexts();
        await page.keyboard.press("Escape");
        return rows.map((row) => row.replace(/\s+/g, " "));
    };
});
