// Calibrating a model in the page, at an endpoint that is no model but knows the built-in questions.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { questions, startOracle } from "../oracle-server.mjs";
import { hasChromium, Visitor } from "./visitor.ts";

describe.skipIf(!hasChromium)("calibration", () => {
    let oracle: Awaited<ReturnType<typeof startOracle>>;
    beforeAll(async () => {
        oracle = await startOracle(0.7);
    });
    afterAll(() => oracle?.close());
    const visitor = new Visitor();
    const button = (name: string | RegExp) => visitor.page.getByRole("button", { name });
    const dialog = () => visitor.page.getByRole("dialog").innerText();

    const open = async () => {
        oracle.asked.length = 0;
        await visitor.connect(oracle.url);
        await visitor.openSheet();
        await button(/^Details of/).click();
        await button(/^Calibrate/).click();
        await button("Start").waitFor();
    };
    const limit = (n: number) => visitor.page.getByLabel("Maximum questions").fill(String(n));

    test("gives a model the index does not know a prior, and then it is routed to", async () => {
        await open();
        await expect.poll(dialog).toContain("Up to 100 calls");
        expect(await visitor.violations()).toEqual([]);
        await button("Start").click();
        await button("Add it to the index").waitFor();
        expect(await dialog()).toContain("The prior is as precise as you asked for.");
        const [, prior = "0", error = "0"] = /Prior\s+([\d.]+) ± ([\d.]+)/.exec(await dialog()) ?? [];
        // The oracle answers 70 percent rightly, by the questions' ids.
        expect(Math.abs(Number(prior) - 70)).toBeLessThan(3 * Number(error));
        expect(Number(error)).toBeLessThanOrEqual(5);
        expect(new Set(oracle.asked).size).toBe(oracle.asked.length);
        expect(oracle.asked.every((id) => questions.some((entry) => entry.id === id))).toBe(true);
        expect(await visitor.violations()).toEqual([]);
        await button("Add it to the index").click();
        await expect.poll(dialog).toContain("oracle is in the index now");
        await visitor.page.keyboard.press("Escape");
        await visitor.page.getByLabel("Your question").fill("What is 17 + 26? Reply with the number only.");
        await expect.poll(() => visitor.panel()).toEqual(["oracle"]);
        await visitor.page.reload();
        await expect.poll(() => visitor.panel()).toEqual(["oracle"]);
    });

    test("goes on after a pause and after a reload, and asks nothing twice", async () => {
        oracle.hold(8);
        await open();
        await limit(24);
        await button("Start").click();
        await expect.poll(() => oracle.asked.length).toBeGreaterThan(4);
        await button("Pause").click();
        oracle.release();
        await button("Resume").first().waitFor();
        await visitor.reload();
        await visitor.openSheet();
        await button(/^Details of/).click();
        await button(/^Calibrate/).click();
        await limit(24);
        await button(/^Resume after \d+ questions$/).click();
        await expect.poll(dialog).toContain("The maximum number of questions has been asked.");
        expect(await dialog()).toContain("24 of at most 24 asked");
        // Those in progress at the pause were waited for.
        expect(oracle.asked.length).toBe(24);
        expect(new Set(oracle.asked).size).toBe(24);
    });

    test("asks several at once, and breaks them off when told to", async () => {
        oracle.hold(0);
        await open();
        await limit(24);
        expect(await visitor.page.getByTestId("calibration-takes").innerText()).toMatch(/ · about [\d.]+ m?s to /);
        await button("Start").click();
        await expect.poll(() => oracle.asked.length).toBe(6);
        await button("Pause").click();
        await expect.poll(dialog).toContain("Waiting for the calls in progress");
        expect(await visitor.violations()).toEqual([]);
        await button("Cancel them").click();
        oracle.release();
        await button("Resume").first().click();
        await expect.poll(dialog).toContain("The maximum number of questions has been asked.");
        expect(new Set(oracle.asked).size).toBe(24);
    });

    test("sees that a model has changed, and that one has not", async () => {
        await open();
        await limit(60);
        await visitor.page.getByLabel("Stop when the error is below (points)").fill("1");
        await button("Start").click();
        await expect.poll(dialog).toContain("The maximum number of questions has been asked.");
        await button("Ask again").click();
        await expect.poll(dialog).toContain("No change seen");
        oracle.share = 0.3;
        await button("Ask again").click();
        await expect.poll(dialog).toContain("It has changed");
        oracle.share = 0.7;
    });

    test("stops where hardly any answer can be read, shows one, and offers no column", async () => {
        oracle.vague = "There are several ways to look at this, and each of them has something to be said for it.";
        await open();
        await button("Start").click();
        await expect.poll(dialog).toMatch(/Stopped, because only 0 of \d+ answers could be read/);
        expect(await dialog()).toContain(oracle.vague);
        expect(await dialog()).not.toContain("±");
        expect(await button("Add it to the index").count()).toBe(0);
        expect(await visitor.violations()).toEqual([]);
        oracle.vague = "";
    });

    test("says why it cannot go on, and keeps what was asked", async () => {
        oracle.hold(4);
        await open();
        await limit(30);
        await button("Start").click();
        await expect.poll(() => oracle.asked.length).toBeGreaterThan(3);
        oracle.fail = 401;
        oracle.release();
        await expect.poll(dialog).toContain("The endpoint does not accept the key.");
        expect(await dialog()).toContain("The results so far are kept");
        oracle.fail = 0;
        await button(/^Resume$/).click();
        await expect.poll(dialog).toContain("The maximum number of questions has been asked.");
    });

    test("takes questions from a file, and says what is wrong with one", async () => {
        await open();
        const { page } = visitor;
        await page.getByLabel("Your own bank").check();
        const file = (name: string, text: string) =>
            page
                .getByLabel("Bank file")
                .setInputFiles({ name, mimeType: "application/jsonl", buffer: Buffer.from(text) });
        await file("bad.jsonl", '{"id":"a","question":"One?"');
        await button("Start").click();
        await expect.poll(dialog).toContain("The calibration stopped.");
        await file("none.jsonl", '{"id":"a","source":"s","benchmark":"b","question":"One?","scores":{}}\n');
        await button("Start").click();
        await expect.poll(dialog).toContain("no question with both");
        const own = questions
            .slice(0, 30)
            .map((entry) => JSON.stringify(entry))
            .join("\n");
        await file("own.jsonl", own);
        await button("Start").click();
        await expect.poll(dialog).toContain("of at most 30 asked");
        await button("Add it to the index").waitFor();
    });

    test("calibrates several in one go, pauses, adds them, and takes their columns elsewhere", async () => {
        const two = await startOracle(0.7, ["oracle-a", "oracle-b"]);
        const { page } = visitor;
        const calibrate = async () => {
            await button("Index").click();
            await button("Calibrate models").click();
        };
        await visitor.openSheet();
        await page.getByLabel("Address").fill(two.url);
        await button("Fetch models").click();
        for (const id of ["oracle-a", "oracle-b"]) {
            await page.getByLabel(id, { exact: true }).check();
        }
        await button("Calibrate the 2 without data").click();
        await page.getByLabel("Maximum questions for each").fill("12");
        expect(await page.getByTestId("batch-takes").innerText()).toMatch(/^up to 24 short calls · about /);
        expect(await visitor.violations()).toEqual([]);
        two.hold(6);
        await button("Calibrate all 2").click();
        await expect.poll(() => two.asked.length).toBeGreaterThan(6);
        await button("Pause").click();
        two.release();
        await button(/^Resume$/).click();
        await expect.poll(dialog).toContain("All models have been calibrated.");
        expect(two.asked.length).toBe(24);
        expect(await visitor.violations()).toEqual([]);
        const [saved] = await Promise.all([page.waitForEvent("download"), button("Save the 2 columns").click()]);
        await button("Add all 2 to the index").click();
        await expect.poll(dialog).toContain("2 models are in the index now");
        await page.keyboard.press("Escape");
        await page.getByLabel("Your question").fill("What is 17 + 26? Reply with the number only.");
        await expect.poll(async () => (await visitor.panel()).sort()).toEqual(["oracle-a", "oracle-b"]);
        const buffer = await readFile((await saved.path()) as string);

        await visitor.open();
        await calibrate();
        const take = (text: Buffer) =>
            visitor.page
                .getByLabel("File of columns")
                .setInputFiles({ name: "columns.jsonl", mimeType: "application/jsonl", buffer: text });
        await take(Buffer.from('{"id":"a"}\n'));
        await expect.poll(dialog).toContain("This is not a file of columns");
        await take(buffer);
        await expect.poll(dialog).toContain("oracle-a and oracle-b are in the index now.");
        expect(two.asked.length).toBe(24);
        await two.close();
    });
});
