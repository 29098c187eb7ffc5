// The page in headless Chromium, served under a sub-path: what it shows without a run, its policy, its fitness for all.
import { beforeEach, describe, expect, test } from "vitest";
import { hasChromium, routed, type Server, Visitor } from "./visitor.ts";

describe.skipIf(!hasChromium)("the page", () => {
    const visitor = new Visitor();
    let endpoint: Server;
    beforeEach(async () => {
        endpoint = await visitor.serve();
    });

    test("routes a sample question on the first visit, without an endpoint, and sends nothing", async () => {
        const requests: string[] = [];
        visitor.page.on("request", (request) => requests.push(request.url()));
        await visitor.reload();
        expect(await visitor.page.locator(".chart-row").count()).toBe(7);
        expect(await visitor.page.getByTestId("route-time").textContent()).toMatch(/in [\d.]+ ms\./);
        expect(await visitor.page.locator(".evidence-rows li").count()).toBeGreaterThan(0);
        expect(await visitor.page.getByRole("heading", { name: "To get answers, connect models" }).isVisible()).toBe(
            true,
        );
        expect(requests.filter((url) => !url.startsWith(visitor.site))).toEqual([]);
    });

    test("routes anew while typing, and by the options", async () => {
        const panel = () => visitor.page.locator(".chart-model").allTextContents();
        const before = await panel();
        await visitor.page.getByLabel("Your question").fill("Which enzyme unwinds DNA during replication?");
        await expect.poll(panel).not.toEqual(before);
        const none = visitor.page.getByText("No benchmark questions are like this one. This is the general ranking.");
        expect(await none.count()).toBe(0);
        await visitor.page.getByLabel("Your question").fill("Write a haiku about the sea.");
        await none.waitFor();
        expect(await visitor.page.locator(".evidence").count()).toBe(0);
        await visitor.openOptions();
        await visitor.page.getByRole("button", { name: "One model fewer" }).click();
        await expect.poll(async () => (await panel()).length).toBe(6);
        await visitor.page.getByLabel("As in the paper").check();
        await visitor.page.getByText("weighted sum of right answers").waitFor();
        await visitor.page.getByText(/All \d+ models with known results as a table/).click();
        await expect.poll(() => visitor.page.locator("tbody tr.on-panel").count()).toBe(6);
        await visitor.page.getByLabel("Your question").fill("");
        await visitor.page.getByText("Type a question to see").waitFor();
    });

    test("shows where the question lies, as a picture and as a table", async () => {
        await visitor.seen({ width: 390 });
        const { page } = visitor;
        await page.locator("summary", { hasText: "Where your question lies" }).click();
        await page.getByRole("img", { name: /questions/ }).waitFor();
        await page.getByText("The nearest questions as a table").click();
        await expect.poll(() => page.locator("table", { hasText: "Solved by" }).locator("tbody tr").count()).toBe(10);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
        expect(await visitor.faults()).toEqual([]);
    });

    test("shows a draft again after a reload", async () => {
        await visitor.page.getByLabel("Your question").fill("What is a monad?");
        await visitor.page.reload();
        expect(await visitor.page.getByLabel("Your question").inputValue()).toBe("What is a monad?");
    });

    test("can be used with the keyboard alone", async () => {
        const press = (key: string) => visitor.page.keyboard.press(key);
        await press("Tab");
        await press("Enter"); // skip to the question
        expect(await visitor.page.evaluate(() => document.activeElement?.id)).toBe("question");
        await press("Control+A");
        await visitor.page.keyboard.type("What is 17 times 23?");
        await press("Control+Enter"); // no endpoint yet: its sheet opens
        await visitor.page.getByRole("dialog").waitFor();
        await visitor.page.getByLabel("Address").focus();
        await visitor.page.keyboard.type(endpoint.url);
        await press("Enter");
        await visitor.page.getByRole("button", { name: /^Use these/ }).waitFor();
        await press("Escape");
        await visitor.page.getByRole("dialog").waitFor({ state: "hidden" });
        await press("Control+Enter");
        await visitor.finished();
        expect(await visitor.kept().isVisible()).toBe(true);
        expect(await visitor.page.locator(".visually-hidden[role=status]").textContent()).toMatch(
            /\d answered. Finished. Kept/,
        );
    });

    test("contacts only known hosts, and has a second page for others that says so", async () => {
        await visitor.page.getByRole("button", { name: "Connect models", exact: true }).click();
        await visitor.page.getByLabel("Address").fill("https://models.example.com");
        await visitor.page.getByText("This page may only contact").waitFor();
        expect(await visitor.page.getByRole("button", { name: "Fetch models" }).isDisabled()).toBe(true);
        const blocked = await visitor.page.evaluate(() =>
            fetch("https://models.example.com/v1/models").then(() => "sent", String),
        );
        expect(blocked).toMatch(/Failed to fetch/);
        expect(visitor.problems.splice(0).join()).toContain("connect-src");
        await visitor.page.getByRole("link", { name: "Open the page for other addresses" }).click();
        await routed(visitor.page);
        await visitor.page.getByRole("button", { name: "Connect models", exact: true }).click();
        await visitor.page.getByText("This page may contact any address").waitFor();
        await visitor.page.getByLabel("Address").fill("https://models.example.com");
        expect(await visitor.page.getByRole("button", { name: "Fetch models" }).isEnabled()).toBe(true);
    });

    test("offers to load again when a file does not come", async () => {
        await visitor.page.route("**/*.smx", (route) => route.abort());
        await visitor.page.reload();
        await visitor.page.getByText("The page could not load all the files it needs").waitFor();
        await visitor.page.unroute("**/*.smx");
        await visitor.page.getByRole("button", { name: "Try again" }).click();
        await routed(visitor.page);
    });

    test("remembers the chosen theme", async () => {
        const background = () =>
            visitor.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const light = await background();
        await visitor.page.getByRole("button", { name: "Theme: system" }).click();
        await visitor.page.getByRole("button", { name: "Theme: light" }).click();
        await expect.poll(background).not.toBe(light);
        await visitor.page.reload();
        await visitor.page.getByRole("button", { name: "Theme: dark" }).waitFor();
        expect(await background()).not.toBe(light);
    });

    test("has no faults that axe finds", async () => {
        for (const summary of await visitor.page.locator("summary").all()) {
            await summary.click();
        }
        expect(await visitor.faults()).toEqual([]);
        await visitor.page.getByRole("button", { name: "Connect models", exact: true }).click();
        await visitor.page.getByLabel("Address").fill(endpoint.url);
        await visitor.page.getByRole("button", { name: "Fetch models" }).click();
        await visitor.page.getByRole("button", { name: /^Use these/ }).waitFor();
        expect(await visitor.faults()).toEqual([]);
        await visitor.page.getByRole("button", { name: /^Use these/ }).click();
        const model = (await visitor.panel())[2] ?? "";
        endpoint.faults[await visitor.servedAs(model)] = "auth";
        await visitor.choose("Merge the answers");
        await visitor.askAndWait();
        for (const summary of await visitor.page.locator(".answers summary, .overview summary").all()) {
            await summary.click();
        }
        expect(await visitor.faults()).toEqual([]);
        for (const tab of ["Who agrees", "Similarity", "Scores", "Calls", "Trace"]) {
            await visitor.tab(tab);
            expect(await visitor.faults(".answers")).toEqual([]);
        }
        for (const step of await visitor.page.locator(".pipeline button").all()) {
            await step.click();
            expect(await visitor.faults(".details")).toEqual([]);
        }
    });

    for (const width of [320, 390]) {
        test(`fits ${width} px`, async () => {
            await visitor.seen({ width });
            const overflow = () => visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            // Some are inside of others.
            const closed = visitor.page.locator("details:not([open]) > summary");
            while ((await closed.count()) > 0) {
                await closed.first().click();
            }
            await visitor.page.locator(".map-legend").waitFor();
            expect(await overflow()).toBeLessThanOrEqual(0);
            await visitor.connect(endpoint.url);
            await visitor.choose("Merge the answers");
            await visitor.askAndWait();
            for (const summary of await visitor.page.locator(".answers summary, .overview summary").all()) {
                await summary.click();
            }
            for (const tab of ["Answers", "Who agrees", "Similarity", "Scores", "Calls", "Trace"]) {
                await visitor.tab(tab);
                expect(await overflow()).toBeLessThanOrEqual(0);
            }
            for (const step of await visitor.page.locator(".pipeline button").all()) {
                await step.click();
                expect(await overflow()).toBeLessThanOrEqual(0);
            }
            const matrix = await visitor.page
                .locator(".matrix-box")
                .evaluate((box) => box.scrollWidth - box.clientWidth);
            expect(matrix).toBeLessThanOrEqual(width < 390 ? 60 : 0);
            await visitor.page.getByRole("button", { name: /^127/ }).click();
            await visitor.page.getByRole("button", { name: "Add another endpoint" }).click();
            expect(await overflow()).toBeLessThanOrEqual(0);
            expect(
                await visitor.page.locator("dialog").evaluate((box) => box.scrollWidth - box.clientWidth),
            ).toBeLessThanOrEqual(0);
        });
    }
});
