// Headless Chromium for tests, screenshots and measurements.
import { existsSync } from "node:fs";
import process from "node:process";
import { chromium } from "playwright-core";

// The shell without a window draws the same pages in about half the time.
const installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executable = process.env.CHROMIUM ?? installed.find(existsSync) ?? "";
export const hasChromium = existsSync(executable);

export function launch() {
    return chromium.launch({
        executablePath: executable,
        headless: true,
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-lcd-text",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    });
}

/** Connects the page to an endpoint by hand, as a person would. */
export async function connect(page, url, key = "") {
    await page
        .getByRole("banner")
        .getByRole("button", { name: /^Connect models$|·/ })
        .click();
    // Of an endpoint that was ready before, the address is folded away.
    const folded = page.locator("summary", { hasText: "Address and key of" });
    await page.getByLabel("Address").or(folded).first().waitFor();
    if ((await folded.count()) > 0) {
        await folded.click();
    }
    await page.getByLabel("Address").fill(url);
    if (key) {
        await page.getByLabel("Key", { exact: true }).fill(key);
    }
    await page.getByRole("button", { name: "Fetch models" }).click();
    await page.getByRole("button", { name: /^Use th/ }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
}
