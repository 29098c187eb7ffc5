// The history as a visitor has it: over reloads, in the middle of runs, in two tabs, full, refused, and very long.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const answers = (question: string) => `You asked: ${question} The answer is 7.`;

describe.skipIf(!hasChromium)("the history", () => {
    const visitor = new Visitor();
    const sheet = (page: Page = visitor.page) => page.getByRole("dialog", { name: "History" });
    const rows = (page: Page = visitor.page) => sheet(page).locator("[data-entry]");
    const questions = (page: Page = visitor.page) => sheet(page).locator(".history-open");
    const open = async (page: Page = visitor.page) => {
        await page.getByRole("navigation").getByRole("button", { name: "History" }).click();
        await sheet(page).waitFor();
    };
    const button = (name: string | RegExp) => sheet().getByRole("button", { name, exact: typeof name === "string" });
    /** While the pointer is on it, the way back stays, however long the test takes. */
    const undoStays = () => button("Undo").hover();
    const focused = () => visitor.page.evaluate(() => document.activeElement?.textContent);
    const serve = async (key = "") => {
        const server = await visitor.serve({ models: ["Athene-70B"], answers, ...(key ? { key } : {}) });
        await visitor.connect(server.url, key);
        return server;
    };
    const onPage = () => visitor.page.locator(".storage-notice");
    const ask = async (...texts: string[]) => {
        for (const text of texts) {
            await visitor.askAndWait(text);
            await visitor.kept().filter({ hasText: text }).waitFor();
        }
    };

    test.each(["light", "dark"] as const)("empty, it says what it is for (%s)", async (colorScheme) => {
        await visitor.seen({ colorScheme });
        await open();
        await sheet().getByText("Nothing here yet.").waitFor();
        expect(await sheet().getByText("stored only in this browser").isVisible()).toBe(true);
        expect(await visitor.violations({ colorScheme })).toEqual([]);
    });

    test("keeps questions over reloads; finds and opens them", async () => {
        await serve();
        await ask("What about apples?", "What about pears?");
        await visitor.reload();
        await open();
        await expect.poll(() => questions().allTextContents()).toEqual(["What about pears?", "What about apples?"]);
        expect(await rows().first().textContent()).toMatch(/You asked: What about pears\?.*Athene-70B · 1 call/);
        expect(await sheet().getByRole("heading", { level: 3 }).allTextContents()).toEqual(["Today"]);
        expect(await visitor.violations()).toEqual([]);
        await sheet().getByLabel("Search").fill("APPLES athene");
        await expect.poll(() => questions().allTextContents()).toEqual(["What about apples?"]);
        expect(await sheet().getByText("1 of 2 questions").isVisible()).toBe(true);
        await sheet().getByLabel("Search").fill("plums");
        await sheet().getByText("No question contains all these words.").waitFor();
        await sheet().getByLabel("Search").fill("apples");
        await questions().first().click();
        await sheet().waitFor({ state: "hidden" });
        await visitor.kept().filter({ hasText: "What about apples?" }).waitFor();
        expect(await visitor.page.getByRole("heading", { name: "What about apples?" }).count()).toBe(1);
    });

    test("by keyboard alone: through the rows, deletes, takes back, opens", async () => {
        await serve();
        await ask("First?", "Second?", "Third?");
        await open();
        await expect.poll(() => questions().count()).toBe(3);
        const press = (key: string) => visitor.page.keyboard.press(key);
        await sheet().getByLabel("Search").focus();
        await press("ArrowDown");
        expect(await focused()).toBe("Third?");
        await press("End");
        expect(await focused()).toBe("First?");
        await press("ArrowUp");
        expect(await focused()).toBe("Second?");
        await press("Delete");
        await expect.poll(() => questions().allTextContents()).toEqual(["Third?", "First?"]);
        expect(await focused()).toBe("First?");
        await press("Delete");
        await undoStays();
        await expect.poll(() => questions().allTextContents()).toEqual(["Third?"]);
        expect(await focused()).toBe("Third?");
        await sheet().getByText("2 questions deleted.").waitFor();
        await press("Control+z");
        await expect.poll(() => questions().allTextContents()).toEqual(["Third?", "Second?", "First?"]);
        await expect.poll(focused).toBe("First?");
        await press("ArrowUp");
        await press("Enter");
        await visitor.kept().filter({ hasText: "Second?" }).waitFor();
        await visitor.reload();
        await open();
        await expect.poll(() => questions().count()).toBe(3);
    });

    test("what was deleted can be put back for a while, whole", async () => {
        await serve();
        await ask("Kept?", "Deleted?");
        await open();
        await visitor.page.clock.install();
        await button("Delete “Deleted?”").click();
        await button("Undo").click();
        await expect.poll(() => questions().allTextContents()).toEqual(["Deleted?", "Kept?"]);
        await questions().first().click();
        await visitor.kept().filter({ hasText: "Deleted?" }).waitFor();
        await open();
        // From here on time passes as the test says; the way back appears in the first moment.
        await visitor.page.clock.pauseAt(Date.now() + 60_000);
        await button("Delete “Kept?”").click();
        await visitor.page.clock.runFor(200);
        await button("Undo").waitFor();
        await visitor.page.mouse.move(10, 10);
        await visitor.page.clock.runFor(7_000);
        expect(await button("Undo").count()).toBe(1);
        await visitor.page.clock.runFor(1_500);
        await button("Undo").waitFor({ state: "detached" });
        await visitor.page.clock.resume();
        await visitor.reload();
        await open();
        await expect.poll(() => questions().allTextContents()).toEqual(["Deleted?"]);
    });

    test("follow-ups stand below their first question", async () => {
        await serve();
        await ask("First?");
        await visitor.follow("And then?");
        await ask("Something else?");
        await open();
        await expect.poll(() => questions().allTextContents()).toEqual(["Something else?", "First?", "And then?"]);
        expect(await sheet().locator(".later").allTextContents()).toEqual([
            expect.stringMatching(/^Follow-up: And then/),
        ]);
        await questions().nth(2).click();
        await visitor.kept().filter({ hasText: "And then?" }).waitFor();
        await visitor.page.locator(".past", { hasText: "First?" }).waitFor();
    });

    test("several are selected and deleted, then all, each after asking once more", async () => {
        await serve();
        await ask("One?", "Two?", "Three?");
        await open();
        await button("Select").click();
        await sheet().getByLabel("Select “One?”").check();
        await sheet().getByLabel("Select “Three?”").check();
        await sheet().getByText("3 questions, 2 selected").waitFor();
        expect(await visitor.violations()).toEqual([]);
        await button("Delete 2 questions").click();
        await button("Keep").click();
        expect(await questions().count()).toBe(3);
        await button("Delete 2 questions").click();
        await button("Delete").click();
        await expect.poll(() => questions().allTextContents()).toEqual(["Two?"]);
        expect(await focused()).toBe("Select");
        await sheet().getByText("Space, export and import").click();
        await sheet()
            .getByText(/^1 question, [\d.]+ kB\. This page uses .* of the .*GB/)
            .waitFor();
        await button("Delete all").click();
        await button("Delete all").click();
        await sheet().getByText("Nothing here yet.").waitFor();
        await visitor.reload();
        await open();
        await sheet().getByText("Nothing here yet.").waitFor();
    });

    test("goes into a file, without the key, and comes back from it", async () => {
        await serve("sk-secret-of-mine");
        await ask("Carried along?");
        await open();
        await sheet().getByText("Space, export and import").click();
        const saving = visitor.page.waitForEvent("download");
        await button("Save all as a file").click();
        const path = await (await saving).path();
        const text = await readFile(path, "utf8");
        expect(JSON.parse(text).runs).toHaveLength(1);
        expect(text).not.toContain("sk-secret");
        await visitor.open();
        await open();
        await sheet().getByText("Space, export and import").click();
        const field = sheet().getByLabel("Add a saved history, from a file");
        const json = (content: string) => ({
            name: "a.json",
            mimeType: "application/json",
            buffer: Buffer.from(content),
        });
        await field.setInputFiles(json('{"steps":[]}'));
        await sheet().getByRole("alert").getByText("The file is not a history of this page.").waitFor();
        await field.setInputFiles(json(text.slice(0, -9)));
        await sheet().getByRole("alert").getByText("The file is not JSON.").waitFor();
        await field.setInputFiles(json(text));
        await sheet().getByText("1 question added.").waitFor();
        expect(await sheet().getByRole("alert").count()).toBe(0);
        await questions().first().click();
        await visitor.kept().filter({ hasText: "Carried along?" }).waitFor();
    });

    test("what has just arrived survives the page that is left in the middle", async () => {
        const server = await serve();
        server.faults["Athene-70B"] = "drip";
        await visitor.page.getByLabel("Your question").fill("Interrupted?");
        await visitor.ask();
        await expect.poll(() => visitor.members("streaming").count()).toBe(1);
        await visitor.reload();
        const interrupted = visitor.page.getByTestId("interrupted");
        await interrupted.waitFor();
        await open();
        expect(await rows().first().textContent()).toContain("open in this tab");
        await visitor.page.keyboard.press("Escape");
        const [run] = await visitor.storedRuns();
        expect(run?.partials.join("")).not.toBe("");
        await interrupted.getByRole("button", { name: "Finish with what arrived" }).click();
        await open();
        await expect.poll(() => rows().first().textContent()).toContain("incomplete");
    });

    test("two tabs: each sees what the other does, and only one is at a run", async () => {
        const server = await serve();
        await ask("Settled?");
        const other = await visitor.anotherTab();
        await open(other);
        await expect.poll(() => questions(other).allTextContents()).toEqual(["Settled?"]);
        server.faults["Athene-70B"] = "drip";
        await visitor.write("Still going?");
        await visitor.ask();
        await expect.poll(() => questions(other).allTextContents()).toEqual(["Still going?", "Settled?"]);
        await expect.poll(() => rows(other).first().textContent()).toContain("open in another tab");
        await open();
        await expect.poll(() => rows().first().textContent()).toContain("open in this tab");
        await button("Delete “Settled?”").click();
        await undoStays();
        await expect.poll(() => questions(other).allTextContents()).toEqual(["Still going?"]);
        await button("Undo").click();
        await expect.poll(() => questions(other).allTextContents()).toEqual(["Still going?", "Settled?"]);
        await questions(other).first().click();
        await other.getByText("is being asked in another tab").waitFor();
        await open(other);
        await visitor.page.close();
        await expect.poll(() => rows(other).first().textContent()).toMatch(/interrupted|open in this tab/);
        await visitor.reload(other);
        await other.getByRole("button", { name: "Finish with what arrived" }).waitFor();
    });

    test("without room it says so and loses nothing; deleting makes room", async () => {
        await serve();
        await ask("Old?");
        // As a browser does it; a real limit takes Chromium half a minute to notice.
        const put = await visitor.page.evaluateHandle(() => {
            const { put } = IDBObjectStore.prototype;
            IDBObjectStore.prototype.put = () => {
                throw new DOMException("", "QuotaExceededError");
            };
            return put;
        });
        await ask("New?");
        await onPage().filter({ hasText: "There is no space left" }).waitFor();
        await open();
        await sheet().getByText("There is no space left").waitFor();
        await expect.poll(() => questions().allTextContents()).toEqual(["New?", "Old?"]);
        expect(await visitor.violations()).toEqual([]);
        await visitor.page.evaluate((put) => {
            IDBObjectStore.prototype.put = put;
        }, put);
        await button("Delete “Old?”").click();
        await sheet().getByText("There is no space left").waitFor({ state: "detached" });
        await onPage().waitFor({ state: "detached" });
        await visitor.reload();
        await open();
        await expect.poll(() => questions().allTextContents()).toEqual(["New?"]);
    });

    test("where the browser keeps nothing, all works in this tab, and it says so", async () => {
        await visitor.context?.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
        await visitor.reload();
        await onPage().filter({ hasText: "This browser stores nothing for this page" }).waitFor();
        await serve();
        await ask("Kept nowhere?");
        await open();
        await sheet().getByText("This browser stores nothing for this page").waitFor();
        await expect.poll(() => questions().allTextContents()).toEqual(["Kept nowhere?"]);
        await button("Delete “Kept nowhere?”").click();
        await button("Undo").click();
        await questions().first().click();
        await visitor.kept().filter({ hasText: "Kept nowhere?" }).waitFor();
    });

    test("ten thousand questions are there at once, and drawn as one scrolls", async () => {
        await serve();
        await ask("The newest?");
        await visitor.page.evaluate(async () => {
            const request = indexedDB.open(`smacs-history ${location.pathname}`);
            await new Promise((done) => {
                request.onsuccess = done;
            });
            const change = request.result.transaction(["entries", "runs"], "readwrite");
            for (let at = 0; at < 9_999; at++) {
                const id = `made-${at}`;
                const entry = {
                    id,
                    conversation: id,
                    turn: 0,
                    startedAt: at * 3_600_000,
                    changedAt: 0,
                    calls: 3,
                    size: 9,
                };
                const texts = { question: `Made-up question ${at}`, answer: "Seven.", model: "Nobody" };
                change.objectStore("entries").put({ ...entry, ...texts, state: "done", degraded: [] });
                change.objectStore("runs").put({ id });
            }
            await new Promise((done) => {
                change.oncomplete = done;
            });
            request.result.close();
        });
        await visitor.reload();
        await open();
        await rows().first().waitFor();
        expect(await rows().count()).toBe(100);
        await sheet().getByText("10,000 questions").first().waitFor();
        expect(await questions().nth(1).textContent()).toBe("Made-up question 9998");
        await sheet().getByLabel("Search").fill("question 4321");
        await expect.poll(() => questions().allTextContents()).toEqual(["Made-up question 4321"]);
        await sheet().getByLabel("Search").fill("");
        await expect.poll(() => rows().count()).toBe(100);
        await questions().last().scrollIntoViewIfNeeded();
        await expect.poll(() => rows().count()).toBeGreaterThan(150);
        // Its trace is missing.
        await questions().nth(1).click();
        await sheet().getByText("can no longer be read").waitFor();
    });

    test.each([390, 320])("fits %i pixels", async (width) => {
        await visitor.open({ viewport: { width, height: 800 }, hasTouch: true });
        await serve();
        await ask(`A_very_long_word_${"w".repeat(200)}?`);
        await open();
        await rows().first().waitFor();
        const over = await sheet().evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
        expect(over).toBeLessThanOrEqual(0);
        expect(await visitor.violations()).toEqual([]);
    });
});
