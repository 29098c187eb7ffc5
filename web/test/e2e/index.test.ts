// The sheet of indexes in headless Chromium: what decides, building in the tab, and all that can go wrong with a file.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const kinds = ["sums", "beasts", "law"];
const things = ["apples in a basket", "whales in the sea", "contracts under law"];

/** Made-up questions of three kinds; each model is best at one, and Chi was run on one alone. */
const records = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
        id: `q${i}`,
        benchmark: kinds[i % 3],
        question: `Made-up question ${i} on ${kinds[i % 3]}: how many ${things[i % 3]}, and why ${i * 7}?`,
        scores: { Ada: i % 3 === 0 ? 1 : 0, Ben: i % 3 === 1 ? 1 : 0.25, ...(i % 3 === 2 ? { Chi: 0.6 } : {}) },
    }));
const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const file = (name: string, text: string | Buffer) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(text),
});
const asset = (name: string) => readFileSync(new URL(`../../assets/${name}`, import.meta.url));

describe.skipIf(!hasChromium)("indexes", () => {
    const visitor = new Visitor();
    const page = () => visitor.page;
    const sheet = () => page().getByRole("dialog", { name: "Indexes" });
    const used = () => page().getByTestId("index-name");
    const problem = () => sheet().getByRole("alert");
    const open = async () => {
        await page().getByRole("navigation").getByRole("button", { name: /index/i }).click();
        await sheet().getByRole("table").waitFor();
    };
    const unfold = (title: string) => sheet().getByText(title, { exact: true }).click();
    const build = async (name: string, text: string) => {
        await sheet()
            .getByLabel(/^Bank of questions/)
            .setInputFiles(file(name, text));
        await sheet().getByRole("button", { name: "Build", exact: true }).click();
    };
    const buildAndUse = async (name: string, text: string) => {
        await open();
        await unfold("Build one from questions with scores");
        await build(name, text);
        await sheet().getByRole("button", { name: "Use it now" }).click();
    };
    const panel = () => page().locator(".chart-model").allTextContents();

    test("one built in the tab decides, is still there after a reload, and can be removed", async () => {
        const packaged = await panel();
        /** Of the three, those that come close to the best. */
        const isMine = async () => {
            const asked = await panel();
            return asked.length > 0 && asked.every((name) => ["Ada", "Ben", "Chi"].includes(name));
        };
        await buildAndUse("my-bank.jsonl", lines(records(300)));
        await expect.poll(() => used().textContent()).toBe("my-bank");
        expect(await sheet().getByText("300 questions, 3 models").isVisible()).toBe(true);
        expect(await page().evaluate(() => document.activeElement?.id)).toBe("index-used");
        await page().keyboard.press("Escape");
        await expect.poll(isMine).toBe(true);
        await page()
            .getByText(/of 300 benchmark questions|This is the general ranking/)
            .first()
            .waitFor();
        await page().reload();
        await expect.poll(isMine).toBe(true);
        await open();
        expect(await used().textContent()).toBe("my-bank");
        await sheet().getByRole("button", { name: "Remove my-bank" }).click();
        await expect.poll(() => used().textContent()).toBe("Default");
        await sheet().getByText("Only the index that comes with this page is here").waitFor();
        await page().keyboard.press("Escape");
        await page().reload();
        await expect.poll(panel).toEqual(packaged);
    });

    test("building shows progress, and ends when cancelled", async () => {
        const workers: string[] = [];
        page().on("worker", (worker) => workers.push(new URL(worker.url()).pathname));
        await open();
        await unfold("Build one from questions with scores");
        await build("large.jsonl", lines(records(120_000)));
        const figures = async () => (await page().getByTestId("index-progress").textContent()) ?? "";
        const read = async () => Number(/([\d,]+) questions read/.exec(await figures())?.[1]?.replaceAll(",", "") ?? 0);
        await expect.poll(read, { interval: 20 }).toBeGreaterThan(0);
        const before = await read();
        await expect.poll(read, { interval: 20 }).toBeGreaterThan(before);
        expect(await figures()).toMatch(/^[\d.]+ MB of [\d.]+ MB, /);
        expect(await read()).toBeLessThan(120_000);
        // At once, so that building has not ended before: a click of the mouse waits for what moves.
        await sheet().getByRole("button", { name: "Cancel" }).dispatchEvent("click");
        await page().getByTestId("index-progress").waitFor({ state: "detached" });
        expect(workers).toEqual([expect.stringMatching(/^\/some\/sub\/path\/assets\/build-worker-/)]);
        // A browser gives a busy worker a moment before it ends it.
        await expect.poll(() => page().workers().length).toBe(0);
        expect(await used().textContent()).toBe("Default");
        expect(await problem().count()).toBe(0);
        await build("small.jsonl", lines(records(60)));
        await sheet().getByText("Made small: 60 questions, 3 models.").waitFor();
    });

    test("a broken line is named, and nothing changes", async () => {
        await open();
        await unfold("Build one from questions with scores");
        const broken = (line: string) => `${lines(records(2))}${line}\n${lines(records(3))}`;
        await build("broken.jsonl", broken('{"id": "x", "question": oops}'));
        await expect.poll(() => problem().textContent()).toMatch(/broken\.jsonl.*Line 3, column 25: This is not JSON/);
        await build("broken.jsonl", broken('{"id": "x", "question": "no scores"}'));
        await expect.poll(() => problem().textContent()).toMatch(/Line 3, column 1: This record lacks a field/);
        await build("empty.jsonl", "\n");
        await expect.poll(() => problem().textContent()).toMatch(/There is no record in this file/);
        await sheet().getByRole("button", { name: "Dismiss" }).click();
        expect(await problem().count()).toBe(0);
        expect(await used().textContent()).toBe("Default");
    });

    test("a model that was added is on the panel", async () => {
        await buildAndUse("my-bank.jsonl", lines(records(150)));
        await expect.poll(() => used().textContent()).toBe("my-bank");
        await unfold("Add a model to the index in use");
        const scores = sheet().getByLabel(/^Scores/);
        await sheet().getByLabel("Name of the model").fill("Dee");
        await scores.setInputFiles(file("dee.jsonl", lines([{ id: "nowhere", score: 1 }])));
        await sheet().getByRole("button", { name: "Add", exact: true }).click();
        await expect.poll(() => problem().textContent()).toMatch(/Line 1.*no question with this id/);
        await scores.setInputFiles(file("dee.jsonl", lines(records(150).map(({ id }) => ({ id, score: 1 })))));
        await sheet().getByRole("button", { name: "Add", exact: true }).click();
        await sheet().getByRole("button", { name: "Use it now" }).click();
        await expect.poll(() => used().textContent()).toBe("my-bank + Dee");
        await page().keyboard.press("Escape");
        await expect.poll(panel).toContain("Dee");
    });

    test("files: an index comes with its embedder; what is broken leaves what was there", async () => {
        await buildAndUse("my-bank.jsonl", lines(records(90)));
        await expect.poll(() => used().textContent()).toBe("my-bank");
        const downloading = page().waitForEvent("download");
        await sheet().getByRole("button", { name: "Download my-bank" }).click();
        const download = await downloading;
        expect(download.suggestedFilename()).toBe("my-bank.smx");
        const index = readFileSync(await download.path());
        await sheet().getByRole("button", { name: "Remove my-bank" }).click();
        await expect.poll(() => used().textContent()).toBe("Default");
        await unfold("Load an index");
        const files = sheet().getByLabel(/^Files/);
        await files.setInputFiles(file("damaged.smx", Buffer.concat([index.subarray(0, 3000), Buffer.alloc(2000)])));
        await problem().waitFor();
        expect(await used().textContent()).toBe("Default");
        await files.setInputFiles(file("picture.smx", "not an index at all"));
        await expect.poll(() => problem().textContent()).toMatch(/neither an index/);
        await files.setInputFiles([file("again.smx", index), file("default.sme", asset("default.sme"))]);
        await expect.poll(() => used().textContent()).toBe("again");
        await sheet().getByText("again is in use now.").waitFor();
        await sheet().getByRole("button", { name: "Use Default" }).click();
        await expect.poll(() => used().textContent()).toBe("Default");
    });

    test("an address: of this machine it is fetched, of others the other page can", async () => {
        await open();
        await unfold("Load an index");
        const address = sheet().getByLabel("Or an address");
        await address.fill(new URL("assets/nothing.smx", visitor.site).href);
        await sheet().getByRole("button", { name: "Fetch it" }).click();
        await expect.poll(() => problem().textContent()).toMatch(/status 404/);
        const served = await page().evaluate(
            () => performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".smx"))?.name ?? "",
        );
        await address.fill(served);
        await sheet().getByRole("button", { name: "Fetch it" }).click();
        await expect.poll(() => used().textContent()).toMatch(/^default-/);
        await address.fill("https://files.example.com/x.smx");
        await sheet().getByRole("link", { name: "Open the page for other addresses" }).waitFor();
    });

    test("the heat map is a table that can be sorted and read", async () => {
        await buildAndUse("my-bank.jsonl", lines(records(90)));
        await expect.poll(() => used().textContent()).toBe("my-bank");
        const table = sheet().getByRole("table");
        const names = () => table.getByRole("rowheader").allTextContents();
        expect(await names()).toEqual(["Chi", "Ben", "Ada"]);
        expect(await table.getByRole("columnheader").allTextContents()).toEqual(["Model", "Mean", ...kinds]);
        const row = (name: string) => table.getByRole("row", { name: new RegExp(`^${name}`) }).getByRole("cell");
        expect(await row("Ben").allTextContents()).toEqual(["50", "25", "100", "25"]);
        expect(await row("Chi").allTextContents()).toEqual(["60", "not run", "not run", "60"]);
        expect(await row("Ben").nth(2).getAttribute("title")).toBe("Ben, beasts: 100.0%");
        await table.getByRole("button", { name: "Model" }).click();
        expect(await names()).toEqual(["Ada", "Ben", "Chi"]);
        expect(await table.getByRole("columnheader", { name: "Model" }).getAttribute("aria-sort")).toBe("ascending");
    });

    test("of hundreds of models 25 are shown at a time", async () => {
        await open();
        const rows = sheet().getByRole("table").locator("tbody tr");
        const place = sheet().locator(".heat-pages").getByRole("status");
        await expect.poll(() => rows.count()).toBe(25);
        expect(await place.textContent()).toMatch(/^1 to 25 of \d+ models$/);
        const best = await rows.first().getByRole("rowheader").textContent();
        await sheet().getByRole("button", { name: "Next", exact: true }).click();
        await expect.poll(() => place.textContent()).toMatch(/^26 to 50 of/);
        await expect.poll(() => rows.count()).toBe(25);
        expect(await rows.first().getByRole("rowheader").textContent()).not.toBe(best);
        await sheet().getByRole("button", { name: "Previous", exact: true }).click();
        await expect.poll(() => rows.first().getByRole("rowheader").textContent()).toBe(best);
        // Before the best come the last.
        await sheet().getByRole("button", { name: "Previous", exact: true }).click();
        await expect.poll(() => place.textContent()).toMatch(/ to (\d+) of \1 models$/);
    });

    test("the colours go one way, and axe finds no faults, in light and in dark", async () => {
        await open();
        for (const summary of await sheet().locator("summary").all()) {
            await summary.click();
        }
        const check = async (within?: string) => {
            for (const colorScheme of ["light", "dark"] as const) {
                await visitor.seen({ colorScheme });
                expect(await visitor.violations({ colorScheme, ...(within && { within }) })).toEqual([]);
            }
        };
        await check();
        await build("broken.jsonl", "{");
        await problem().waitFor();
        await check("dialog[open]");
        for (const [colorScheme, sign] of [["light", -1] as const, ["dark", 1] as const]) {
            await visitor.seen({ colorScheme });
            const lightness = await sheet()
                .locator(".heat-scale span")
                .evaluateAll((steps) =>
                    steps.map((step) => {
                        const [r = 0, g = 0, b = 0] = getComputedStyle(step).backgroundColor.match(/[\d.]+/g) ?? [];
                        return 0.2126 * (+r / 255) ** 2.2 + 0.7152 * (+g / 255) ** 2.2 + 0.0722 * (+b / 255) ** 2.2;
                    }),
                );
            expect(lightness).toHaveLength(10);
            expect(lightness.toSorted((a, b) => sign * (a - b))).toEqual(lightness);
            expect(new Set(lightness).size).toBe(10);
        }
    });

    test("fits 320 and 390 px; the heat map scrolls inside its box", async () => {
        await open();
        for (const summary of await sheet().locator("summary").all()) {
            await summary.click();
        }
        for (const width of [320, 390]) {
            await visitor.seen({ width });
            const overflow = await sheet().evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
            expect(overflow).toBeLessThanOrEqual(0);
            const box = page().locator(".heat-box");
            expect(await box.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
        }
    });
});
