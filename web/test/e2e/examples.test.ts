// The example pages, as they are, in headless Chromium.
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { patience } from "../../../tests/patience.mjs";
import { serveFolder } from "../../scripts/serve.mjs";
import { hasChromium, launch } from "../browser.mjs";
import { standardModels, startServer } from "../server.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe.skipIf(!hasChromium)("the examples", () => {
    const answers = (_: string, name: string) => `${name} says that the answer is 391.`;
    const key = "sk-for-the-examples";
    let browser: Browser;
    let page: Page;
    let site: Awaited<ReturnType<typeof serveFolder>>;
    let server: Awaited<ReturnType<typeof startServer>>;
    /** Errors, and requests to anywhere else. */
    const problems: string[] = [];

    beforeAll(async () => {
        [browser, site] = await Promise.all([launch(), serveFolder(root)]);
    });
    afterAll(async () => {
        await browser?.close();
        await site?.close();
    });
    beforeEach(async () => {
        page = await browser.newPage();
        page.setDefaultTimeout(patience);
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("request", (request) => {
            if (
                ![site.url, server.url].some((known) => request.url().startsWith(known)) &&
                !/^data:/.test(request.url())
            ) {
                problems.push(request.url());
            }
        });
    });
    afterEach(async () => {
        await page.close();
        await server.close();
        expect(problems.splice(0)).toEqual([]);
    });

    test("plain: asks the server that is typed, shows how it goes and what is kept", async () => {
        server = await startServer({ answers, key, chunk: 4, holdAfter: 8 });
        await page.goto(`${site.url}web/examples/plain/`);
        await page.getByLabel("Server").fill(`${server.url}/v1`);
        await page.getByRole("button", { name: "Ask" }).click();
        await page.getByText("The server lists no models (HTTP status 401).").waitFor();
        await page.getByLabel("Key").fill(key);
        await page.getByRole("button", { name: "Ask" }).click();
        await page.locator('li[data-state="flying"]', { hasText: "says" }).first().waitFor();
        server.release();
        await page.getByRole("heading", { name: "Kept answer" }).waitFor();
        expect(await page.locator("blockquote").textContent()).toMatch(/ says that the answer is 391\.$/);
        expect(await page.locator(".why").textContent()).toMatch(/^By \S+\.$/);
        expect(await page.getByRole("status").textContent()).toMatch(/^[2-9] calls made/);
        expect(page.url()).not.toContain(key);
    });

    test("plain: stops with what has come, and asks again", async () => {
        server = await startServer({ answers, faults: Object.fromEntries(standardModels.map((id) => [id, "stalls"])) });
        await page.goto(`${site.url}web/examples/plain/`);
        await page.getByLabel("Server").fill(`${server.url}/v1`);
        const begun = page.locator('li[data-state="flying"]', { hasText: "says" });
        await page.getByRole("button", { name: "Ask" }).click();
        await begun.first().waitFor();
        await page.getByLabel("Question").fill("What is 18 times 23?");
        await page.getByRole("button", { name: "Ask" }).click();
        const asked = () =>
            server.requests.filter(({ body }) => JSON.stringify(body ?? "").includes("18 times")).length;
        await expect.poll(asked).toBeGreaterThan(0);
        await begun.first().waitFor();
        await page.getByRole("button", { name: "Stop" }).click();
        await page.getByText(/Less than was asked for: .*stopped/).waitFor();
        expect(await page.locator("blockquote").textContent()).toMatch(/says that/);
    });

    test("preact: a component asks, stops and shows what was kept", async () => {
        server = await startServer({ answers, chunk: 4, holdAfter: 8 });
        await page.goto(`${site.url}web/examples/preact/?base=${server.url}/v1`);
        await page.getByLabel("Question").fill("What is 17 times 23?");
        await page.getByRole("button", { name: "Ask" }).click();
        await page.getByText("Asking …").waitFor();
        server.release();
        await page.locator("blockquote").waitFor();
        expect(await page.locator("blockquote").textContent()).toMatch(/ says that the answer is 391\.$/);
        expect(await page.locator("li").count()).toBeGreaterThan(1);
        expect(await page.getByRole("button", { name: "Stop" }).isDisabled()).toBe(true);
    });

    test("preact: says when there is nobody to ask", async () => {
        server = await startServer({ key });
        await page.goto(`${site.url}web/examples/preact/?base=${server.url}/v1`);
        expect(await page.getByRole("alert").textContent()).toMatch(/^No models at /);
    });
});
