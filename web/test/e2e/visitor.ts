// A visitor to the built page in headless Chromium, served under a sub-path, with endpoints from the server for tests.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { patience } from "../../../tests/patience.mjs";
import { serveFolder } from "../../scripts/serve.mjs";
import { connect, hasChromium, launch } from "../browser.mjs";
import { startServer } from "../server.mjs";

export { hasChromium };
export type Server = Awaited<ReturnType<typeof startServer>>;

export const dist = process.env.SMACS_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

if (!hasChromium) {
    console.log("skipped: the page's tests need Chromium (apt-get install chromium-headless-shell)");
}

/** Lets a page take its time, and collects what it throws or its policy blocks. */
export function watch(page: Page, problems: string[]): Page {
    page.setDefaultTimeout(patience);
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) {
            problems.push(message.text());
        }
    });
    return page;
}

/** Until the page shows whom it would ask. */
export const routed = (page: Page) => page.locator(".chart-row").first().waitFor();

/** The page for each test of a suite, opened anew, with what the tests do with it. */
export class Visitor {
    page: Page = undefined as unknown as Page;
    context: BrowserContext | undefined;
    site = "";
    /** What the page throws or its policy blocks; none is expected. */
    readonly problems: string[] = [];
    #browser: Browser | undefined;
    #close: (() => Promise<unknown>) | undefined;
    #servers: Server[] = [];
    #asked = "";

    /** `serve`: how the page is served, beside the usual. `folder`: which has the page, or folders with it. */
    constructor(serve: () => Parameters<typeof serveFolder>[1] = () => ({}), folder = dist) {
        beforeAll(async () => {
            const serving = serveFolder(folder, { base: "/some/sub/path/", ...serve() });
            const [browser, site] = await Promise.all([launch(), serving]);
            this.#browser = browser;
            this.#close = site.close;
            this.site = site.url;
        });
        afterAll(async () => {
            await this.#browser?.close();
            await this.#close?.();
        });
        beforeEach(() => this.open());
        afterEach(async () => {
            await this.context?.close();
            await Promise.all(this.#servers.splice(0).map((server) => server.close()));
            expect(this.problems.splice(0)).toEqual([]);
        });
    }

    /** A fresh visitor. */
    async open(options: Parameters<Browser["newContext"]>[0] = {}, file = ""): Promise<void> {
        await this.context?.close();
        // Keeping 4 MB for later is tested by itself, and so is what moves; here they would only take time.
        const usual = {
            viewport: { width: 1280, height: 900 },
            serviceWorkers: "block" as const,
            reducedMotion: "reduce" as const,
        };
        this.context = await this.#browser?.newContext({ ...usual, ...options });
        // Some builds of the browser bring a model along, others do not; tests of it simulate one.
        await this.context?.addInitScript(() => Reflect.deleteProperty(globalThis, "LanguageModel"));
        this.page = await this.anotherTab(file);
    }

    /** The page as it is open, in other colours, at another width, or with things that move. */
    async seen({ width, ...media }: { width?: number } & Parameters<Page["emulateMedia"]>[0]): Promise<void> {
        await this.page.emulateMedia(media);
        if (width !== undefined) {
            await this.page.setViewportSize({ width, height: 844 });
        }
    }

    /** One more page of the same visitor. */
    async anotherTab(file = ""): Promise<Page> {
        const page = watch((await this.context?.newPage()) as Page, this.problems);
        await page.goto(this.site + file);
        await routed(page);
        return page;
    }

    async reload(page = this.page): Promise<void> {
        await page.reload();
        await page.locator("#route-title, .answers").first().waitFor();
    }

    /** An endpoint that ends with the test. */
    async serve(options: Parameters<typeof startServer>[0] = {}): Promise<Server> {
        const server = await startServer(options);
        this.#servers.push(server);
        return server;
    }

    connect(url: string, key = ""): Promise<void> {
        return connect(this.page, url, key);
    }

    /** Connects one more, by its own format. */
    async connectFurther(url: string, key = "", format = "OpenAI's"): Promise<void> {
        const { page } = this;
        await this.openSheet();
        await page.getByRole("button", { name: "Add another endpoint" }).click();
        await page.getByLabel("Address").fill(url);
        await page.getByLabel(format).check();
        await page.getByLabel("Key", { exact: true }).fill(key);
        await page.getByRole("button", { name: "Fetch models" }).click();
        await page.getByText("The endpoint serves").waitFor();
        await page.getByRole("button", { name: /^Use th/ }).click();
    }

    openSheet(): Promise<void> {
        return this.page
            .getByRole("banner")
            .getByRole("button", { name: /^Connect models$|·/ })
            .click();
    }

    /** Ticks the models that the index does not know. */
    async tickOthers(ids: readonly string[]): Promise<void> {
        await this.openSheet();
        for (const id of ids) {
            await this.page.getByLabel(id, { exact: true }).check();
        }
        await this.page.getByRole("button", { name: /^Use th/ }).click();
    }

    async openOptions(): Promise<void> {
        const unfold = this.page.getByRole("button", { name: "Options", exact: true, expanded: false });
        if ((await unfold.count()) > 0) {
            await unfold.click();
        }
        const options = this.page.locator(".composer-how > details");
        if ((await options.getAttribute("open")) === null) {
            await options.locator("summary").click();
            await options.locator(".options").waitFor();
        }
    }

    async choose(mode: string): Promise<void> {
        await this.openOptions();
        await this.page.getByLabel(mode, { exact: true }).check();
    }

    /** Asks what is written there; without anything, what was asked before, as a question of its own. */
    async ask(): Promise<void> {
        const field = this.page.getByLabel("Your question");
        if ((await field.inputValue()) === "") {
            await this.write(this.#asked);
        }
        this.#asked = await field.inputValue();
        await this.page.getByRole("button", { name: /^Ask (up to )?\d/ }).click();
        // Before it is shown, the last turn of the conversation may be for a moment.
        const [line = ""] = this.#asked.trim().split("\n");
        await this.page.locator("#answers-title", { hasText: line }).waitFor();
        await this.unfold("all");
    }

    /** Writes a question that follows nothing. */
    async write(question: string): Promise<void> {
        const anew = this.page.getByRole("button", { name: "New question" });
        if ((await anew.count()) > 0) {
            await anew.click();
        }
        await this.page.getByLabel("Your question").fill(question);
    }

    /** Asks what follows the shown answer. */
    async follow(question: string): Promise<void> {
        await this.page.getByLabel("Your question").fill(question);
        await this.ask();
        await this.finished();
    }

    /** Opens what a part of the line under the answer rests on; it stays open for further runs. */
    async unfold(part: string): Promise<void> {
        const button = this.page.locator(`.line-part[data-part="${part}"]`);
        await button.waitFor();
        if ((await button.getAttribute("aria-expanded")) === "false") {
            await button.click();
        }
    }

    /** The run has ended, its texts are drawn, and what is said of the answer is in sight. */
    async finished(): Promise<void> {
        await this.page.locator('.answers[aria-busy="false"]').waitFor();
        await this.unfold("all");
        await this.unfold("agreement");
        await this.unfold("cost");
        await expect.poll(() => this.page.locator(".answers .rich:empty").count()).toBe(0);
    }

    async askAndWait(question?: string): Promise<void> {
        if (question !== undefined) {
            await this.write(question);
        }
        await this.ask();
        await this.finished();
    }

    /** Opens a kind of evidence. */
    async tab(name: string): Promise<void> {
        await this.unfold("all");
        await this.page.getByRole("tab", { name, exact: true }).click();
    }

    /** The shown question with its answer, what is said of it and what is unfolded. */
    answered(): Promise<string | null> {
        return this.page.locator(".answers").textContent();
    }

    kept() {
        return this.page.getByTestId("kept");
    }

    /** Rows of models that stand so. */
    members(state: string) {
        return this.page.locator(`.member[data-member][data-state="${state}"]`);
    }

    row(model: string) {
        return this.page.locator(`.member[data-model="${model}"]`);
    }

    panel(): Promise<string[]> {
        return this.page.locator(".chart-model").allTextContents();
    }

    /** What the history has stored of each run: the events of its trace, and the texts that were still coming. */
    storedRuns(): Promise<{ events: string[]; partials: string[] }[]> {
        return this.page.evaluate(async () => {
            const stored = `smacs-history ${new URL(".", location.href).pathname}`;
            if (!(await indexedDB.databases()).some(({ name }) => name === stored)) {
                return [];
            }
            const answer = <T>(request: IDBRequest<T>) =>
                new Promise<T>((resolve) => {
                    request.onsuccess = () => resolve(request.result);
                });
            const database = await answer(indexedDB.open(stored));
            const runs = await answer(database.transaction("runs").objectStore("runs").getAll());
            database.close();
            const read = (bytes: BufferSource) => JSON.parse(new TextDecoder().decode(bytes));
            return runs.map(({ trace, rest }) => ({
                events: read(trace).steps.map(({ event }: { event: { type: string } }) => event.type),
                partials: Object.values<string>(read(rest).partials),
            }));
        });
    }

    /** What the endpoint calls a model. */
    async servedAs(model: string): Promise<string> {
        const mappings = await this.page.evaluate(() =>
            localStorage.getItem(`smacs.mappings ${new URL(".", location.href).pathname}`),
        );
        const [mapping] = Object.values(JSON.parse(mappings ?? "{}") as Record<string, Record<string, string>>);
        return mapping?.[model] ?? "";
    }

    /** What has the focus, if it lies below what stays in sight at the end of the window. */
    covered(by: string): Promise<string> {
        return this.page.evaluate((selector) => {
            const { activeElement: focused } = document;
            const { left, right, bottom } = focused?.getBoundingClientRect() ?? new DOMRect();
            const seen = document.elementFromPoint((left + right) / 2, Math.max(1, bottom - 4));
            const isCovered = seen?.closest(selector) && !focused?.closest(selector);
            return isCovered ? (focused?.outerHTML.slice(0, 120) ?? "") : "";
        }, by);
    }

    /** What axe finds in the light, and of the colours in the dark. */
    async faults(within = "html"): Promise<string[]> {
        const light = await this.violations({ within });
        await this.seen({ colorScheme: "dark" });
        const dark = await this.violations({ within, colorScheme: "dark" });
        await this.seen({ colorScheme: "light" });
        return [...light, ...dark];
    }

    /**
     * Violations that axe finds, in a part of the page or in all of it, which takes about a second. `colorScheme`: in
     * the dark only the colours are looked at, as nothing else is different.
     */
    async violations({ within = "html", colorScheme = "light" } = {}): Promise<string[]> {
        // Runs beside the page's scripts, which its policy does not hinder.
        await this.page.evaluate(axe);
        const options = {
            resultTypes: ["violations"],
            ...(colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {}),
        };
        return this.page.evaluate(
            async ([part, how]) => {
                const { axe } = globalThis as unknown as {
                    axe: {
                        run(
                            part: string,
                            how: object,
                        ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
                    };
                };
                const { violations } = await axe.run(part, how);
                // Axe leaves it to people to judge ids that are there twice.
                const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
                const twice = ids
                    .filter((id, at) => ids.indexOf(id) !== at)
                    .map((id) => ({ id: "twice", nodes: [{ html: id }] }));
                return [...violations, ...twice].map(
                    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
                );
            },
            [within, options] as const,
        );
    }
}
