// The longest task of the page's thread where nobody streams anything: at a first visit, and in the sheet with the most
// cells.
import { longestTask } from "./main-thread.mjs";

export async function measureTasks(browser, site, line) {
    const visit = async (page) => {
        await page.goto(site);
        await page.locator(".chart-row").first().waitFor();
        await page.locator(".ways-list h3").filter({ hasText: "Models on this page" }).first().waitFor();
    };
    const openIndexes = async (page) => {
        await page.getByRole("button", { name: "Index", exact: true }).click();
        await page.locator(".heat-map tbody tr").nth(24).waitFor();
    };
    const goOn = async (page) => {
        await page.getByRole("button", { name: "Next", exact: true }).click();
        await page.locator(".heat-pages [role=status]").filter({ hasText: /^26 / }).waitFor();
        await page.locator(".heat-map tbody tr").nth(24).waitFor();
    };
    await longestOf(browser, "longest task of a first visit", line, [], visit);
    await longestOf(browser, "longest task of opening the indexes", line, [visit], openIndexes);
    await longestOf(browser, "longest task of going on in their scores", line, [visit, openIndexes], goOn);
}

async function longestOf(browser, what, line, before, does) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
    for (const step of before) {
        await step(page);
    }
    const ms = await longestTask(browser, page, does);
    await page.close();
    line(what, `${ms.toFixed(0)} ms`, "50 ms");
}
