// The page in headless Chromium, served under a sub-path, against the server with recorded answers.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serveFolder } from "../../scripts/serve.mjs";
import { connect, hasChromium, launch } from "../browser.mjs";
import { readBank, startServer } from "../server.mjs";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const answers = readBank();
const recorded = answers && [...answers.keys()][0]; // whose right answer is 18

if (!hasChromium) {
    console.log("skipped: the page's tests need Chromium (apt-get install chromium)");
}
if (!answers) {
    console.log("skipped: the test with recorded answers needs ../shared/bank");
}

describe.skipIf(!hasChromium)("the page", () => {
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveFolder>>;
    let endpoint: Awaited<ReturnType<typeof startServer>>;
    let context: BrowserContext;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
        [browser, site] = await Promise.all([launch(), serveFolder(dist, { base: "/some/sub/path/" })]);
    });
    afterAll(async () => {
        await browser?.close();
        await site?.close();
    });
    beforeEach(async () => {
        endpoint = await startServer({ answers });
        await open();
    });
    afterEach(async () => {
        await context.close();
        await endpoint.close();
        expect(problems.splice(0)).toEqual([]);
    });

    /** A fresh visitor. What the page throws or its policy blocks counts against it. */
    async function open(options: Parameters<Browser["newContext"]>[0] = {}, file = "") {
        await context?.close();
        context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
        page = await context.newPage();
        page.setDefaultTimeout(10_000);
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("console", (message) => {
            if (/Content Security Policy|Trusted/.test(message.text())) {
                problems.push(message.text());
            }
        });
        await page.goto(site.url + file);
        await page.locator(".chart-row").first().waitFor();
    }

    const member = (state: string) => page.locator(`.member[data-state="${state}"]`);
    const kept = () => page.getByTestId("kept");
    const finished = () => page.locator('.answers[aria-busy="false"]').waitFor();
    const ask = () => page.getByRole("button", { name: /^Ask \d/ }).click();

    /** Violations that axe finds; run beside the page's scripts, which its policy does not hinder. */
    async function violations() {
        await page.evaluate(axe);
        return page.evaluate(async () => {
            const { axe } = globalThis as unknown as {
                axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            };
            const { violations } = await axe.run();
            return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
        });
    }

    test("routes a sample question on the first visit, without an endpoint, and sends nothing", async () => {
        const requests: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        await page.reload();
        await page.locator(".chart-row").first().waitFor();
        expect(await page.locator(".chart-row").count()).toBe(7);
        expect(await page.getByTestId("route-time").textContent()).toMatch(/in [\d.]+ ms\./);
        expect(await page.locator(".evidence-rows li").count()).toBeGreaterThan(0);
        expect(await page.getByRole("heading", { name: "To get answers, connect models" }).isVisible()).toBe(true);
        expect(requests.filter((url) => !url.startsWith(site.url))).toEqual([]);
    });

    test("routes anew while typing, and by the options", async () => {
        const panel = () => page.locator(".chart-model").allTextContents();
        const before = await panel();
        await page.getByLabel("Your question").fill("Which enzyme unwinds DNA during replication?");
        await expect.poll(panel).not.toEqual(before);
        await page.getByText("How the panel is chosen").click();
        await page.getByRole("button", { name: "One model fewer" }).click();
        await expect.poll(async () => (await panel()).length).toBe(6);
        await page.getByLabel("As in the paper").check();
        await page.getByText("weighted sum of right answers").waitFor();
        await page.getByText(/All \d+ models as a table/).click();
        await expect.poll(() => page.locator("tbody tr.on-panel").count()).toBe(6);
        await page.getByLabel("Your question").fill("");
        await page.getByText("Type a question to see").waitFor();
    });

    test("shows a draft again after a reload", async () => {
        await page.getByLabel("Your question").fill("What is a monad?");
        await page.reload();
        expect(await page.getByLabel("Your question").inputValue()).toBe("What is a monad?");
    });

    test.skipIf(!recorded)("asks the panel and keeps the recorded answer of the highest prior", async () => {
        await connect(page, endpoint.url);
        await page.getByLabel("Your question").fill(recorded ?? "");
        await ask();
        await finished();
        expect(await member("done").count()).toBe(7);
        const best = await page.locator(".member").first().getAttribute("data-model");
        expect(await kept().getByRole("heading").textContent()).toBe(best);
        expect(await kept().locator(".answer-text").textContent()).toContain("18");
        expect(await kept().textContent()).toMatch(/tokens/);
        await page.getByText("highest prior for questions like this").waitFor();
    });

    test("one failing model does not stop the others, says why, and can be asked again", async () => {
        await connect(page, endpoint.url);
        const best = (await page.locator(".chart-model").first().textContent()) ?? "";
        const second = (await page.locator(".chart-model").nth(1).textContent()) ?? "";
        const id = await endpointId(best);
        endpoint.faults[id] = "rate-limit";
        await ask();
        await finished();
        expect(await member("done").count()).toBe(6);
        expect(await member("failed").textContent()).toMatch(/Too many requests.*Wait a minute.*Rate limit reached/s);
        expect(await kept().getByRole("heading").textContent()).toBe(second);
        delete endpoint.faults[id];
        await page.getByRole("button", { name: `Try again (with ${best})` }).click();
        await finished();
        expect(await kept().getByRole("heading").textContent()).toBe(best);
    });

    /** What the endpoint calls a model. */
    async function endpointId(model: string) {
        const mappings = await page.evaluate(() => localStorage.getItem("smacs.mappings"));
        const [mapping] = Object.values(JSON.parse(mappings ?? "{}") as Record<string, Record<string, string>>);
        return mapping?.[model] ?? "";
    }

    test("tells the ways of failing apart, loses no text, and reads odd streams", async () => {
        await connect(page, endpoint.url);
        const panel = await page.locator(".chart-model").allTextContents();
        const faults = ["error-in-200", "broken", "unknown-model", "no-done", "thinks", "no-stream-options", "server"];
        for (const [at, fault] of faults.entries()) {
            endpoint.faults[await endpointId(panel[at] ?? "")] = fault;
        }
        await ask();
        await finished();
        const states = await page
            .locator(".member")
            .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-state")));
        expect(states).toEqual(["failed", "failed", "failed", "done", "done", "done", "failed"]);
        const texts = await page.locator(".member").allTextContents();
        expect(texts[0]).toMatch(/error of its own.*The provider gave up.*What had arrived/s);
        expect(texts[1]).toMatch(/No connection.*What had arrived/s);
        expect(texts[2]).toMatch(/does not know this model/);
        expect(texts[4]).toMatch(/What it thought first/);
        expect(texts[4]).not.toMatch(/<think>/);
        expect(texts[6]).toMatch(/upstream is away/);
    });

    test("says so when every model fails", async () => {
        await connect(page, endpoint.url);
        for (const model of await page.locator(".chart-model").allTextContents()) {
            endpoint.faults[await endpointId(model)] = "server";
        }
        await ask();
        await page.getByText("All 7 models failed, so there is no answer to keep.").waitFor();
        expect(await kept().count()).toBe(0);
    });

    test("streams answers, and stops at once by button and by Esc, keeping what had arrived", async () => {
        await connect(page, endpoint.url);
        for (const model of await page.locator(".chart-model").allTextContents()) {
            endpoint.faults[await endpointId(model)] = "endless";
        }
        for (const stop of [
            () => page.getByRole("button", { name: "Stop" }).click(),
            () => page.keyboard.press("Escape"),
        ]) {
            await ask();
            await expect.poll(() => member("streaming").count()).toBeGreaterThan(4);
            const start = Date.now();
            await stop();
            await finished();
            expect(Date.now() - start).toBeLessThan(1000);
            expect(await member("stopped").count()).toBe(7);
            await page.getByText("Stopped before an answer was complete.").waitFor();
            expect(await page.locator(".member .plain").count()).toBeGreaterThan(4);
        }
    });

    test("shows answers while a slow one is awaited, and keeps them through a new route", async () => {
        await connect(page, endpoint.url);
        const slow = (await page.locator(".chart-model").first().textContent()) ?? "";
        endpoint.faults[await endpointId(slow)] = "slow";
        await ask();
        await page.getByText("Kept so far").waitFor();
        expect(await page.locator(`.member[data-model="${slow}"]`).getAttribute("data-state")).toBe("waiting");
        await finished();
        expect(await kept().getByRole("heading").textContent()).toBe(slow);
        const asked = await page.getByLabel("Your question").inputValue();
        await page.getByLabel("Your question").fill("Another question altogether?");
        await page.getByText(`These answer an earlier question: “${asked}”`).waitFor();
        expect(await kept().getByRole("heading").textContent()).toBe(slow);
    });

    test("can be used with the keyboard alone", async () => {
        const press = (key: string) => page.keyboard.press(key);
        await press("Tab");
        await press("Enter"); // skip to the question
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("question");
        await press("Control+A");
        await page.keyboard.type("What is 17 times 23?");
        await press("Control+Enter"); // no endpoint yet: its sheet opens
        await page.getByRole("dialog").waitFor();
        await page.getByLabel("Address").focus();
        await page.keyboard.type(endpoint.url);
        await press("Enter");
        await page.getByRole("button", { name: /^Use these/ }).waitFor();
        await press("Escape");
        await page.getByRole("dialog").waitFor({ state: "hidden" });
        await press("Control+Enter");
        await finished();
        expect(await kept().isVisible()).toBe(true);
        expect(await page.locator(".visually-hidden[role=status]").textContent()).toMatch(
            /7 of 7 answered. Finished. Kept/,
        );
    });

    test("never stores the key or puts it in an address", async () => {
        const keyed = await startServer({ answers, key: "sk-very-secret" });
        try {
            const urls: string[] = [];
            page.on("request", (request) => urls.push(request.url()));
            await page.getByRole("button", { name: "Connect models", exact: true }).click();
            await page.getByLabel("Address").fill(keyed.url);
            await page.getByRole("button", { name: "Fetch models" }).click();
            await page.getByText("does not accept the key").waitFor();
            await page.getByLabel("Key", { exact: true }).fill("sk-very-secret");
            await page.getByRole("button", { name: "Fetch models" }).click();
            await page.getByRole("button", { name: /^Use these/ }).click();
            await ask();
            await finished();
            expect(await member("done").count()).toBe(7);
            const stored = await page.evaluate(async () =>
                JSON.stringify([
                    { ...localStorage },
                    { ...sessionStorage },
                    document.cookie,
                    location.href,
                    await indexedDB.databases(),
                ]),
            );
            expect(stored).toContain("smacs.mappings");
            expect(stored + urls.join()).not.toContain("sk-very-secret");
            expect(await page.content()).not.toContain("sk-very-secret");
        } finally {
            await keyed.close();
        }
    });

    test("signs in at OpenRouter, and leaves neither code nor key behind", async () => {
        const exchanged: unknown[] = [];
        const headers = { "access-control-allow-origin": "*" };
        await context.route("https://openrouter.ai/**", async (route) => {
            const url = new URL(route.request().url());
            if (url.pathname === "/auth") {
                const back = JSON.stringify(`${url.searchParams.get("callback_url")}?code=one-time-code`);
                const body = `<script>location.replace(${back})</script>`;
                await route.fulfill({ contentType: "text/html", body });
            } else if (url.pathname === "/api/v1/auth/keys") {
                exchanged.push(route.request().postDataJSON());
                await route.fulfill({ headers, json: { key: "sk-or-secret" } });
            } else {
                await route.fulfill({ headers, json: { data: [{ id: "meta-llama/llama-3.1-70b-instruct" }] } });
            }
        });
        await page.getByRole("button", { name: "Connect models", exact: true }).click();
        await page.getByLabel("Service").selectOption("OpenRouter");
        await page.getByRole("button", { name: "Sign in with OpenRouter" }).click();
        await page.getByText("Signed in.").waitFor();
        await page.getByRole("button", { name: "Use this model" }).waitFor();
        expect(exchanged).toMatchObject([{ code: "one-time-code", code_challenge_method: "S256" }]);
        expect(page.url()).toBe(site.url);
        expect(await page.getByLabel("Key", { exact: true }).inputValue()).toBe("sk-or-secret");
        const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
        expect(stored).not.toMatch(/sk-or-secret|one-time-code|verifier/);
    });

    test("says what a failed connection may mean, and asks again by itself what may pass", async () => {
        await connect(page, endpoint.url);
        const panel = await page.locator(".chart-model").allTextContents();
        const faults = ["no-cors", "rate-limit-once", "server-once", "reset-once", "opaque-auth", "html", "reasons"];
        for (const [at, fault] of faults.entries()) {
            endpoint.faults[await endpointId(panel[at] ?? "")] = fault;
        }
        await ask();
        await finished();
        const rows = page.locator(".member");
        const states = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-state")));
        expect(states).toEqual(["failed", "done", "done", "done", "failed", "failed", "done"]);
        const texts = await rows.allTextContents();
        expect(texts[0]).toMatch(/No connection.*does it allow this page's origin/s);
        expect(texts[4]).toMatch(/No connection/);
        expect(texts[5]).toMatch(/not in the OpenAI format/);
        expect(texts[6]).toMatch(/What it thought first/);
    });

    test("contacts only known hosts, and has a second page for others that says so", async () => {
        await page.getByRole("button", { name: "Connect models", exact: true }).click();
        await page.getByLabel("Address").fill("https://models.example.com");
        await page.getByText("This page may only contact").waitFor();
        expect(await page.getByRole("button", { name: "Fetch models" }).isDisabled()).toBe(true);
        const blocked = await page.evaluate(() =>
            fetch("https://models.example.com/v1/models").then(() => "sent", String),
        );
        expect(blocked).toMatch(/Failed to fetch/);
        expect(problems.splice(0).join()).toContain("connect-src");
        await page.getByRole("link", { name: "Open the page for other addresses" }).click();
        await page.locator(".chart-row").first().waitFor();
        await page.getByRole("button", { name: "Connect models", exact: true }).click();
        await page.getByText("This page may contact any address").waitFor();
        await page.getByLabel("Address").fill("https://models.example.com");
        expect(await page.getByRole("button", { name: "Fetch models" }).isEnabled()).toBe(true);
    });

    test("offers to load again when a file does not come", async () => {
        await page.route("**/*.smx", (route) => route.abort());
        await page.reload();
        await page.getByText("The page could not fetch what it needs").waitFor();
        await page.unroute("**/*.smx");
        await page.getByRole("button", { name: "Try again" }).click();
        await page.locator(".chart-row").first().waitFor();
    });

    test("remembers the chosen theme", async () => {
        const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const light = await background();
        await page.getByRole("button", { name: "Theme: as the system" }).click();
        await page.getByRole("button", { name: "Theme: light" }).click();
        await expect.poll(background).not.toBe(light);
        await page.reload();
        await page.getByRole("button", { name: "Theme: dark" }).waitFor();
        expect(await background()).not.toBe(light);
    });

    for (const colorScheme of ["light", "dark"] as const) {
        test(`has no faults that axe finds (${colorScheme})`, async () => {
            await open({ colorScheme, reducedMotion: "reduce" });
            for (const summary of await page.locator("summary").all()) {
                await summary.click();
            }
            expect(await violations()).toEqual([]);
            await page.getByRole("button", { name: "Connect models", exact: true }).click();
            await page.getByLabel("Address").fill(endpoint.url);
            await page.getByRole("button", { name: "Fetch models" }).click();
            await page.getByRole("button", { name: /^Use these/ }).waitFor();
            expect(await violations()).toEqual([]);
            await page.getByRole("button", { name: /^Use these/ }).click();
            const model = (await page.locator(".chart-model").nth(2).textContent()) ?? "";
            endpoint.faults[await endpointId(model)] = "rate-limit";
            await ask();
            await finished();
            expect(await violations()).toEqual([]);
        });
    }

    for (const width of [320, 390]) {
        test(`fits ${width} px`, async () => {
            await open({ viewport: { width, height: 800 } });
            const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            for (const summary of await page.locator("summary").all()) {
                await summary.click();
            }
            expect(await overflow()).toBeLessThanOrEqual(0);
            await connect(page, endpoint.url);
            await ask();
            await finished();
            expect(await overflow()).toBeLessThanOrEqual(0);
            await page.getByRole("button", { name: /^127/ }).click();
            expect(await overflow()).toBeLessThanOrEqual(0);
            expect(
                await page.locator("dialog").evaluate((box) => box.scrollWidth - box.clientWidth),
            ).toBeLessThanOrEqual(0);
        });
    }
});
