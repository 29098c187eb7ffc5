// What a visitor marks: noted, routed by, counted, taken along, removed, and taken back in.
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "How many apples are left of 12 when 5 are eaten?";

describe.skipIf(!hasChromium)("marks", () => {
    const visitor = new Visitor();
    const button = (name: string | RegExp) => visitor.page.getByRole("button", { name });
    const sheet = () => visitor.page.getByRole("dialog");
    const own = () => visitor.page.getByTestId("own");
    const figures = () => visitor.page.locator(".chart-rows").innerText();
    const noted = () => visitor.page.locator(".mark-answer").innerText();
    const next = async (text: string) => {
        await visitor.page.getByLabel("Your question").fill(text);
        await visitor.page.locator("#route-title").waitFor();
    };

    test("a mark changes the route and says so, is counted, saved, removed, and loaded again", async () => {
        const models = ["Athene-70B", "Yi-1.5-34B-Chat", "an-unknown-model"];
        const answers = (_: string, name: string) =>
            /Yi/.test(name) ? "I count 7. The answer is 7." : "I count 8. The answer is 8.";
        const { url } = await visitor.serve({ models, answers });
        const { page } = visitor;
        await visitor.connect(url);
        await visitor.tickOthers(["an-unknown-model"]);
        await visitor.choose("Keep the best answer");
        await visitor.write(question);
        await expect.poll(() => visitor.panel()).toEqual(["Athene-70B", "Yi-1.5-34B-Chat", "an-unknown-model"]);
        const before = await figures();
        await visitor.askAndWait(question);
        expect(await visitor.kept().innerText()).toContain("I count 8.");

        // The kept answer is wrong, and the other one is right.
        const wrong = page.locator(".mark-answer").getByRole("button", { name: "Wrong" });
        await wrong.focus();
        await page.keyboard.press("Enter");
        await expect.poll(() => wrong.getAttribute("aria-pressed")).toBe("true");
        await expect.poll(() => noted()).toContain("Noted: Athene-70B and an-unknown-model wrong.");
        await button(/^This one was right \(.*7/).click();
        const all = "Noted: Yi-1.5-34B-Chat right, Athene-70B and an-unknown-model wrong.";
        await expect.poll(() => noted()).toContain(all);
        expect(await visitor.violations()).toEqual([]);

        await next(question);
        await expect.poll(() => own().textContent()).toContain("1 of your own marked questions is among the nearest.");
        await visitor.reload();
        await next(question);
        await expect.poll(() => own().textContent()).toContain("1 of your own");

        await own().getByRole("button", { name: "Your marks" }).click();
        const score = sheet().getByRole("row", { name: /^Yi-1.5-34B-Chat 1 1/ });
        await score.waitFor();
        expect(
            await sheet()
                .getByRole("row", { name: /^an-unknown-model 0 1/ })
                .count(),
        ).toBe(1);
        expect(await visitor.violations()).toEqual([]);
        const [saved] = await Promise.all([page.waitForEvent("download"), button("Save as a file").click()]);
        const bank = await readFile((await saved.path()) as string, "utf8");
        expect(JSON.parse(bank)).toMatchObject({ source: "marks", question, scores: { "an-unknown-model": 0 } });

        await button("Remove all marks").click();
        await button("Remove").last().click();
        await expect.poll(() => sheet().innerText()).toContain("You have not marked any answer yet.");
        await sheet()
            .getByLabel("File of marks")
            .setInputFiles({
                name: "smacs-marks.jsonl",
                mimeType: "application/jsonl",
                buffer: Buffer.from(`${bank}{"id":"x"}\n`),
            });
        await expect.poll(() => sheet().innerText()).toContain("Line 2 is not a question with scores.");
        await page.keyboard.press("Escape");
        await own().waitFor({ state: "detached" });

        // Many marks change the figures, and come to a page that has none.
        await page.evaluate(() => localStorage.clear());
        await button("Index").click();
        await button("Your marks").click();
        const scores = { "Athene-70B": 0, "Yi-1.5-34B-Chat": 1 };
        const more = Array.from({ length: 60 }, (_, at) => `${JSON.stringify({ id: `q${at}`, question, scores })}\n`);
        await sheet()
            .getByLabel("File of marks")
            .setInputFiles({
                name: "m.jsonl",
                mimeType: "application/jsonl",
                buffer: Buffer.from(bank + more.join("")),
            });
        await expect.poll(() => sheet().innerText()).toContain("61 marks loaded.");
        await sheet()
            .getByRole("row", { name: /^Yi-1.5-34B-Chat 61 61/ })
            .waitFor();
        await page.keyboard.press("Escape");
        await expect
            .poll(() => own().textContent())
            .toContain("61 of your own marked questions are among the nearest.");
        await expect.poll(figures).not.toBe(before);
    });
});
