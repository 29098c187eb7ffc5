// What people come for, one journey each: from a first look to an answer that is kept, understood, taken along and gone
// back to. The server for tests answers with made-up texts.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "How many apples are left of 12 when 5 are eaten?";
const right = "12 - 5 = 7. The answer is 7.";
const wrong = "I count 8. The answer is 8.";

/** Most are right; the aggregator, which gets instructions, is too. */
const mixed = (_: string, name: string, { messages }: { messages: unknown[] }) =>
    /gemma|Yi/i.test(name) && messages.length === 1 ? wrong : right;

describe.skipIf(!hasChromium)("journeys", () => {
    const visitor = new Visitor();
    const grid = () => visitor.page.getByRole("grid");
    const cell = (name: string | RegExp) => grid().getByRole("button", { name });
    const details = () => visitor.page.getByTestId("details");

    /** Until the history has stored a run in which so many answers are there. */
    const stored = async (answers: number) => {
        const there = async () =>
            (await visitor.storedRuns()).map(({ events }) => events.filter((type) => type === "completed").length);
        await expect.poll(there).toEqual([answers]);
    };

    /** A merged run of four models, of which one fails. */
    async function mergedRun(options: Parameters<Visitor["serve"]>[0] = {}) {
        const models = ["Athene-70B", "Yi-1.5-34B-Chat", "gemma-2-27b-it", "Qwen2-72B-Instruct"];
        const server = await visitor.serve({ models, answers: mixed, ...options });
        await visitor.connect(server.url);
        await visitor.choose("Merge the answers");
        await visitor.askAndWait(question);
        return server;
    }

    /** One of two models has answered, the other never ends, and what there is has been stored. */
    async function halfway() {
        const models = ["Athene-70B", "Yi-1.5-34B-Chat"];
        const server = await visitor.serve({ models, answers: () => right });
        server.faults["Athene-70B"] = "endless";
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        await visitor.page.getByLabel("Your question").fill(question);
        await visitor.ask();
        await stored(1);
        return server;
    }

    test("before anything is connected: what asking would take, and a knob that shows what it changes", async () => {
        const estimate = visitor.page.getByTestId("estimate");
        expect(await estimate.textContent()).toMatch(/^2–10 calls and up to 7 short ones to clarify answers$/);
        const before = await visitor.panel();
        await visitor.openOptions();
        const knob = visitor.page.getByLabel("Cheap or best");
        await knob.focus();
        await visitor.page.keyboard.press("Home");
        await expect.poll(() => visitor.panel()).not.toEqual(before);
        expect(await visitor.page.getByTestId("effect").textContent()).toMatch(/cost about \d+ percent as much/);
        await visitor.page.keyboard.press("End");
        await expect.poll(() => visitor.panel()).toEqual(before);
        await visitor.page.getByLabel("Maximum calls").fill("5");
        await expect.poll(() => estimate.textContent()).toContain("stops at 5 calls");
    });

    test("the matrix says who saw what, opens what lies behind, and goes by arrow keys", async () => {
        await mergedRun();
        await expect.poll(() => grid().getByRole("row").count()).toBe(6);
        expect(await grid().locator(".lit").count()).toBe(6);
        expect(await cell(/^Version \d+ (saw the answer of|was written without) /).count()).toBe(4 * 4);
        const seen = await cell(/^Version 1 saw/).count();
        expect(seen).toBe(3);
        await cell(/^Version 1 saw/)
            .first()
            .click();
        await expect.poll(() => details().textContent()).toMatch(/Version 1 · .*The answer is/s);
        await cell(/^Version 1, kept: score|^Version 1: score/).click();
        await expect
            .poll(() => details().textContent())
            .toMatch(/4 × vote \d.*=.*Version 1 was written with these answers/s);
        await visitor.page.keyboard.press("ArrowUp");
        await visitor.page.keyboard.press("Home");
        await visitor.page.keyboard.press("Enter");
        expect(await details().getByRole("heading", { level: 3 }).textContent()).toBe(
            (await grid().getByRole("rowheader").nth(3).textContent())?.replace(/^\d+ /, ""),
        );
        await visitor.page.getByRole("button", { name: "Close the details" }).click();
        expect(await visitor.page.evaluate(() => document.activeElement?.id)).toBe("overview-title");
        await visitor.tab("Scores");
        const [head, first] = await visitor.page
            .locator("table.scores tr")
            .evaluateAll((rows) =>
                rows.map((row) => [...row.children].slice(-4).map(({ textContent }) => textContent ?? "")),
            );
        const weights = (head ?? []).map((name) => Number(/ × ([\d.]+)$/.exec(name)?.[1] ?? 1));
        const [agreement = 0, confidence = 0, vote = 0, score] = (first ?? []).map((value) => Number(value) || 0);
        const [a = 0, c = 0, v = 0] = weights;
        expect(v).toBe(4);
        expect(a * agreement + c * confidence + v * vote).toBeCloseTo(score ?? 0, 1);
        const fill = (mark: string) =>
            grid()
                .locator(mark)
                .first()
                .evaluate((square) => getComputedStyle(square).backgroundColor);
        await visitor.page.emulateMedia({ forcedColors: "active" });
        expect(await fill(".mark-seen")).not.toBe(await fill(".mark-out"));
        const edge = grid()
            .locator(".mark-out")
            .first()
            .evaluate((square) => getComputedStyle(square).borderTopColor);
        expect(await edge).toBe(await fill(".mark-seen"));
        await visitor.page.emulateMedia({ forcedColors: "none" });
    });

    test("the steps light up as they happen, and each opens what it rests on", async () => {
        const server = await visitor.serve({ models: ["Athene-70B", "Yi-1.5-34B-Chat"], answers: mixed });
        server.faults["Athene-70B"] = "held";
        await visitor.connect(server.url);
        await visitor.choose("Merge the answers");
        await visitor.page.getByLabel("Your question").fill(question);
        await visitor.ask();
        const now = visitor.page.locator('.pipeline [aria-current="step"]');
        await expect.poll(() => now.allTextContents()).toEqual([expect.stringContaining("Answers")]);
        server.release();
        await visitor.finished();
        for (const [step, said] of [
            ["Similar questions", /share is weighted by similarity/],
            ["Expected", /one standard error/],
            ["Versions", /Version 1: /],
            ["Kept", /The merged version says 7\./],
        ] as const) {
            await visitor.page.locator(".pipeline").getByRole("button", { name: step }).click();
            expect(await details().textContent()).toMatch(said);
        }
    });

    test("who agrees with whom, when the best answer is kept", async () => {
        const models = ["Athene-70B", "Yi-1.5-34B-Chat", "Qwen2-72B-Instruct"];
        const answers = (_: string, name: string) => `The answer is ${name === "Qwen2-72B-Instruct" ? 81 : 72}.`;
        const server = await visitor.serve({ models, answers });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        await visitor.askAndWait(question);
        expect(await cell(/^(Athene-70B|Yi-1.5-34B-Chat) and .* agree$/).count()).toBeGreaterThan(0);
        expect(await cell(/Qwen2-72B-Instruct and .* differ$/).count()).toBe(2);
        await visitor.tab("Who agrees");
        const table = visitor.page.getByRole("tabpanel").getByRole("table");
        const [same, other] = await table.locator("tbody tr").allTextContents();
        expect(same).toMatch(/^722(Athene-70B and Yi-1.5-34B-Chat|Yi-1.5-34B-Chat and Athene-70B)$/);
        expect(other).toBe("811Qwen2-72B-Instruct");
    });

    test("other weights are tried by dragging, and put back", async () => {
        await mergedRun();
        await visitor.page.getByText("Try other weights").click();
        const weights = visitor.page.locator(".weights");
        await weights.getByLabel("Vote").focus();
        const score = async () => (await cell(/^Version 1.*: score/).getAttribute("aria-label")) ?? "";
        const before = await score();
        await visitor.page.keyboard.press("Home");
        await expect.poll(score).not.toBe(before);
        expect(await weights.getByRole("status").textContent()).toMatch(/would be kept/);
        await weights.getByRole("button", { name: "Reset" }).click();
        await expect.poll(score).toBe(before);
    });

    test("a run is taken along as a file, opened elsewhere without a network, and gone through step by step", async () => {
        await mergedRun();
        const trace = await save(visitor.page, "Save the trace");
        const kept = (await visitor.kept().locator(".answer-text .rich").textContent())?.trim();
        const text = await save(visitor.page, "Save as Markdown");
        expect(text).toContain(`## Question\n\n> ${question}`);
        expect(text).toContain("The answer is 8.");
        await visitor.open();
        await visitor.context?.setOffline(true);
        await visitor.page.getByLabel("Open the trace of a run, from a file").setInputFiles({
            name: "run.json",
            mimeType: "application/json",
            buffer: Buffer.from(trace),
        });
        await visitor.finished();
        await expect
            .poll(async () => (await visitor.kept().locator(".answer-text .rich").textContent())?.trim())
            .toBe(kept);
        expect(await visitor.page.getByRole("heading", { name: question }).count()).toBe(1);
        await visitor.tab("Trace");
        await visitor.page.getByRole("button", { name: "To the start" }).click();
        expect(await visitor.page.getByText("This is the run after 1 of").count()).toBe(1);
        expect(await visitor.page.locator(".matrix .mark-seen").count()).toBe(0);
        await visitor.page.getByRole("button", { name: "Next event" }).click();
        await expect.poll(() => visitor.page.locator(".matrix-state.done").count()).toBe(1);
        await visitor.page.getByRole("button", { name: "To the end" }).click();
        await expect.poll(() => visitor.page.locator(".matrix .mark-seen").count()).toBe(4 * 3);
        await visitor.page.getByRole("button", { name: "New question" }).click();
        await visitor.page.getByLabel("Open the trace of a run, from a file").setInputFiles({
            name: "other.json",
            mimeType: "application/json",
            buffer: Buffer.from('{"smacs_trace": 1}'),
        });
        await visitor.page.getByRole("alert").filter({ hasText: "could not be opened" }).waitFor();
    });

    test("a follow-up keeps the conversation, and routes on its own question", async () => {
        const server = await mergedRun();
        await visitor.page.getByText("Follows the conversation above.").waitFor();
        await visitor.follow("And how many of 20?");
        const last = server.requests.filter(({ url }) => url.endsWith("/chat/completions"));
        const first = last.find(({ body }) => JSON.stringify(body).includes("And how many of 20?"))?.body as {
            messages: { role: string; content: string }[];
        };
        expect(first.messages.map(({ role, content }) => [role, content])).toEqual([
            ["user", question],
            ["assistant", right],
            ["user", "And how many of 20?"],
        ]);
        const past = visitor.page.locator(".past");
        expect(await past.textContent()).toMatch(
            /How many apples.*The answer is 7\..*\d calls.*How was this decided\?/s,
        );
        expect(await visitor.page.getByTestId("conversation-cost").textContent()).toMatch(/^2 questions so far/);
        await past.getByRole("button", { name: /^How was this decided/ }).click();
        await visitor.page.getByRole("heading", { name: question }).waitFor();
        expect(await past.textContent()).toContain("And how many of 20?");
        await visitor.page.getByRole("button", { name: "Edit the question and ask again" }).click();
        expect(await visitor.page.getByLabel("Your question").inputValue()).toBe(question);
        await visitor.page.getByText("Replaces the question above.").waitFor();
        await visitor.page.getByRole("button", { name: "New question" }).click();
        expect(await visitor.page.getByLabel("Your question").inputValue()).toBe("");
        expect(await visitor.page.locator(".answers").count()).toBe(0);
    });

    test("system prompt, instructions for merging and who merges are the visitor's, and can be put back", async () => {
        const models = ["Athene-70B", "Yi-1.5-34B-Chat", "Qwen2-72B-Instruct"];
        const server = await visitor.serve({ models, answers: mixed });
        await visitor.connect(server.url);
        await visitor.choose("Merge the answers");
        const { page } = visitor;
        await page.getByLabel("System prompt").fill("Speak like a pirate.");
        const prompt = page.getByLabel("Instructions for merging");
        expect(await prompt.inputValue()).toContain("{references}");
        await prompt.fill("Weigh these: {references} Then answer.");
        await page.getByLabel("Merging model").selectOption({ label: "Yi-1.5-34B-Chat" });
        await visitor.askAndWait(question);
        const bodies = server.requests.filter(({ url }) => url.endsWith("/chat/completions")).map(({ body }) => body);
        const sent = bodies.map((body) => body as { model: string; messages: { role: string; content: string }[] });
        expect(sent.every(({ messages }) => messages[0]?.content.startsWith("Speak like a pirate."))).toBe(true);
        const merges = sent.filter(({ messages }) => messages[0]?.content.includes("Weigh these: "));
        expect(new Set(merges.map(({ model }) => model))).toEqual(new Set(["Yi-1.5-34B-Chat"]));
        await visitor.openOptions();
        await page.getByRole("button", { name: "Reset" }).last().click();
        expect(await prompt.inputValue()).toContain("Several assistants");
    });

    test("asked again with another seed and in another way, each stays in the history", async () => {
        await mergedRun();
        await visitor.page.getByText("Ask again with other settings").click();
        await visitor.page.locator(".again select").selectOption({ label: "Ask the best one" });
        await visitor.page.getByRole("button", { name: "New seed" }).click();
        await expect.poll(() => visitor.page.getByTestId("facts").textContent()).toContain("one model asked");
        await visitor.finished();
    });

    test("a failed model is replaced by the next best", async () => {
        const server = await visitor.serve({ answers: () => right });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        const [first = ""] = await visitor.panel();
        server.faults[await visitor.servedAs(first)] = "credit";
        await visitor.askAndWait(question);
        const before = await visitor.page.locator(".member[data-member]").count();
        await visitor
            .row(first)
            .getByRole("button", { name: /^Ask .* instead/ })
            .click();
        await visitor.finished();
        await expect.poll(() => visitor.page.locator(".member[data-member]").count()).toBe(before + 1);
    });

    test("a page that is left in the middle comes back, goes on, or is content with what came", async () => {
        const models = ["Athene-70B", "Yi-1.5-34B-Chat", "Qwen2-72B-Instruct"];
        const server = await visitor.serve({ models, answers: () => right });
        server.faults["Athene-70B"] = "endless";
        await visitor.connect(server.url);
        await visitor.choose("As in the paper");
        await visitor.page.getByLabel("Your question").fill(question);
        await visitor.ask();
        await expect.poll(() => visitor.members("done").count()).toBe(2);
        await expect.poll(() => visitor.members("streaming").count()).toBe(1);
        await stored(2);
        await visitor.page.reload();
        const interrupted = visitor.page.getByTestId("interrupted");
        await interrupted.waitFor();
        expect(await interrupted.textContent()).toContain("1 call was in progress");
        expect(await visitor.members("done").count()).toBe(2);
        delete server.faults["Athene-70B"];
        const asked = () => server.requests.filter(({ url }) => url.endsWith("/chat/completions")).length;
        const before = asked();
        await interrupted.getByRole("button", { name: /^Resume/ }).click();
        await visitor.finished();
        await expect.poll(() => visitor.members("done").count()).toBe(3);
        expect(asked() - before).toBe(1 + 8);
        expect(await visitor.kept().textContent()).toContain("Merged by");
        await visitor.page.reload();
        await visitor.kept().waitFor();
        expect(await interrupted.count()).toBe(0);
    });

    test("a second tab waits for the one that asks, and then has its answer", async () => {
        await halfway();
        const other = await visitor.anotherTab();
        await other.getByRole("button", { name: "History" }).click();
        await other.getByRole("dialog").getByText(question).first().click();
        await other.getByText("is being asked in another tab").waitFor();
        expect(await other.getByRole("button", { name: "Finish with what arrived" }).count()).toBe(0);
        await visitor.page.getByRole("button", { name: "Stop" }).click();
        await other.getByTestId("kept").waitFor();
        expect(await other.getByTestId("kept").textContent()).toContain("The answer is 7.");
    });

    test("finishing from what arrived asks nobody", async () => {
        const server = await halfway();
        const asked = () => server.requests.filter(({ url }) => url.endsWith("/chat/completions")).length;
        const before = asked();
        await visitor.page.reload();
        await visitor.page.getByRole("button", { name: "Finish with what arrived" }).click();
        await visitor.kept().waitFor();
        expect(asked()).toBe(before);
        expect(await visitor.kept().textContent()).toContain("The answer is 7.");
        expect(await visitor.page.getByTestId("degraded").textContent()).toContain("You stopped it");
    });

    test("side by side, the drawn texts are marked where they differ", async () => {
        const said = (name: string) => (name === "Athene-70B" ? "at **noon**" : "in the *late* night");
        const server = await visitor.serve({
            models: ["Athene-70B", "Yi-1.5-34B-Chat"],
            answers: (_: string, name: string) => `The train leaves the station ${said(name)}, as the table says.`,
        });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        await visitor.page.getByLabel("Your question").fill(question);
        await visitor.ask();
        await visitor.finished();
        await visitor.page.getByLabel("side by side").check();
        const marked = () =>
            visitor.page.evaluate(() => [...(CSS.highlights.get("smacs-differs") ?? [])].map((one) => `${one}`));
        await expect.poll(async () => (await marked()).sort()).toEqual(["at noon", "in the late night"]);
        await visitor.page.locator(".beside article").nth(1).scrollIntoViewIfNeeded();
        // What the second says alone is marked there, and tells whose it is.
        const [x, y] = await visitor.page.evaluate(() => {
            const second = document.querySelectorAll(".beside article")[1];
            const ranges = [...(CSS.highlights.get("smacs-differs") ?? [])] as Range[];
            const box = ranges.find(({ startContainer }) => second?.contains(startContainer))?.getClientRects()[0];
            return box ? [box.x + box.width / 2, box.y + box.height / 2] : [0, 0];
        });
        await visitor.page.mouse.move(x, y);
        await expect.poll(() => visitor.page.locator(".beside-who").textContent()).toMatch(/^Only 2 .* says this\.$/);
    });

    test("answers in full: side by side, and one at a time by arrow keys", async () => {
        await mergedRun();
        await visitor.page.getByLabel("side by side").check();
        expect(await visitor.page.locator(".beside article").count()).toBeGreaterThan(6);
        await visitor.page.getByLabel("one at a time").check();
        const heading = visitor.page.locator(".single h3");
        expect(await heading.textContent()).toMatch(/^Version 1/);
        await visitor.page.getByRole("button", { name: "Next" }).focus();
        await visitor.page.keyboard.press("ArrowRight");
        await expect.poll(() => heading.textContent()).toMatch(/^Version 2/);
        await visitor.tab("Calls");
        await visitor.page.getByRole("button", { name: /^Show What call 5 was sent/ }).click();
        expect(await visitor.page.getByRole("region", { name: "What call 5 was sent" }).textContent()).toContain(
            "Several assistants",
        );
    });
});

/** The text of what a button downloads. */
async function save(page: Page, name: string): Promise<string> {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFile(await (await download).path(), "utf8");
}
