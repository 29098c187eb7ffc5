// Whether the page can be used while a model sends far more than an answer: its longest gap, which may be 200 ms longer
// than with answers alone, and how long Stop takes.
import { connect } from "../test/browser.mjs";
import { standardModels, startServer } from "../test/server.mjs";

const floods = {
    "flood-ordinary": "100 MB of pieces",
    "flood-thoughts": "100 MB of thoughts",
    "flood-nothing": "100 MB that say nothing",
    "flood-line": "a line without end",
    "flood-bomb": "a gzip bomb of 4 GB",
    "flood-error": "an error of 50 MB",
};
const patience = { timeout: 300_000 };

/** In the page: the longest time from now on in which it came to nothing else. */
function watchGaps() {
    globalThis.longestGap = 0;
    let last = performance.now();
    setInterval(() => {
        const now = performance.now();
        globalThis.longestGap = Math.max(globalThis.longestGap, now - last);
        last = now;
    }, 5);
}

const gapOf = (page) => page.evaluate(() => Math.round(globalThis.longestGap));

/** A page whose run has begun, with the first model that is asked sending `fault`; the others answer. */
async function begin(browser, site, fault) {
    const server = await startServer({ faults: new Proxy({}, { get: chooser(fault) }) });
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
    await page.goto(site);
    await page.locator(".chart-row").first().waitFor();
    await connect(page, server.url);
    await page.getByText("More options").click();
    await page.getByLabel("Keep the best answer").check();
    await page.getByLabel("Number of models").fill("5");
    await page.getByLabel("Your question").focus();
    await page.evaluate(watchGaps);
    await page.keyboard.press("Control+Enter");
    return { server, page };
}

/** Gives the fault to the first model that asks for one, and to no other. */
function chooser(fault) {
    let first;
    return (_, model) => {
        if (fault === "none" || !standardModels.includes(model)) {
            return undefined;
        }
        first ??= model;
        return model === first ? fault : undefined;
    };
}

export async function measureFloods(browser, site, line) {
    const alone = await gapWith(browser, site, "none");
    line("longest gap with answers alone", `${alone} ms`, "200 ms");
    for (const [fault, what] of Object.entries(floods)) {
        const gap = await gapWith(browser, site, fault);
        line(`longest gap with ${what}`, `${gap} ms`, `${alone + 200} ms`);
    }
    await measureStop(browser, site, line);
}

/** In ms. */
async function gapWith(browser, site, fault) {
    const { server, page } = await begin(browser, site, fault);
    await page.locator('.answers[aria-busy="false"]').waitFor(patience);
    await page.getByTestId("kept").waitFor(patience);
    const gap = await gapOf(page);
    await page.close();
    await server.close();
    return gap;
}

export async function measureStop(browser, site, line) {
    const { server, page } = await begin(browser, site, "flood-nothing");
    const stop = page.getByRole("button", { name: "Stop" });
    await stop.waitFor(patience);
    const start = Date.now();
    // A flood ends soon at its limits, and the button with it.
    const stopped = await stop.click({ timeout: 5000 }).then(
        () => true,
        () => false,
    );
    await page.locator('.answers[aria-busy="false"]').waitFor(patience);
    line("stopping 100 MB that say nothing", stopped ? `${Date.now() - start} ms` : "it had ended", "1000 ms");
    await page.close();
    await server.close();
}
