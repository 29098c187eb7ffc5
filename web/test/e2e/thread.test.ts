// A conversation on the page: editing, going on, a run in a link, a question in the address, and the recorded run.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "How many apples are left of 12 when 5 are eaten?";
const right = "12 - 5 = 7. The answer is 7.";

describe.skipIf(!hasChromium)("a conversation", () => {
    const visitor = new Visitor();
    const field = () => visitor.page.getByLabel("Your question");
    const heading = (name: string) => visitor.page.getByRole("heading", { name });

    async function connect() {
        const server = await visitor.serve({ models: ["Athene-70B", "Yi-1.5-34B-Chat"], answers: () => right });
        await visitor.connect(server.url);
        return server;
    }

    test("the answer stands first, and its line opens what it rests on", async () => {
        await connect();
        await visitor.askAndWait(question);
        expect(await field().inputValue()).toBe("");
        const tops = await visitor.page.evaluate(() =>
            [".asked", ".answer-text", ".line-parts", ".composer"].map(
                (part) => document.querySelector(part)?.getBoundingClientRect().top ?? Number.NaN,
            ),
        );
        expect(tops).toEqual(tops.toSorted((a, b) => a - b));
        const parts = visitor.page.locator(".line-part");
        expect(await parts.first().textContent()).toBe("Both agree");
        expect(await visitor.page.locator('[data-panel="agreement"]').textContent()).toMatch(
            /Both answers say 7.*2 of 2.*7 kept.*Athene-70B/s,
        );
        await parts.first().click();
        expect(await visitor.page.locator('[data-panel="agreement"]').count()).toBe(0);
        expect(await visitor.violations()).toEqual([]);
    });

    test("an edited question takes the place of the one before", async () => {
        const server = await connect();
        await visitor.askAndWait(question);
        await visitor.follow("And of 20?");
        const edit = visitor.page.getByRole("button", { name: "Edit the question and ask again" });
        await edit.click();
        await field().fill("And of 30?");
        await visitor.ask();
        await visitor.finished();
        await heading("And of 30?").waitFor();
        const last = server.requests.at(-1)?.body as { messages: { content: string }[] };
        expect(last.messages.map(({ content }) => content)).toEqual([question, right, "And of 30?"]);
        expect(await visitor.page.locator(".past").textContent()).not.toContain("And of 20?");
    });

    test("a follow-up goes behind the last turn, whichever is open", async () => {
        const server = await connect();
        await visitor.askAndWait(question);
        await visitor.follow("And of 20?");
        await visitor.page.getByRole("button", { name: /^How was this decided/ }).click();
        await heading(question).waitFor();
        await visitor.follow("And of 30?");
        const last = server.requests.at(-1)?.body as { messages: { content: string }[] };
        expect(last.messages.map(({ content }) => content)).toEqual([
            question,
            right,
            "And of 20?",
            right,
            "And of 30?",
        ]);
    });

    test("Enter asks where the visitor has chosen so", async () => {
        await connect();
        await visitor.openOptions();
        await visitor.page.getByLabel("Enter asks").check();
        await field().fill("One line");
        await field().press("Shift+Enter");
        expect(await field().inputValue()).toBe("One line\n");
        await field().press("Enter");
        await heading("One line").waitFor();
    });

    test("a run is shared as a link, and opened as somebody else's", async () => {
        await connect();
        await visitor.context?.grantPermissions(["clipboard-read", "clipboard-write"]);
        await visitor.askAndWait(question);
        await visitor.page.getByRole("button", { name: "Copy with sources" }).click();
        await visitor.page.getByText("Copied", { exact: true }).waitFor();
        expect(visitor.problems).toEqual([]);
        const copied = await visitor.page.evaluate(async () => {
            const [item] = await navigator.clipboard.read();
            const read = async (type: string) => (await item?.getType(type))?.text();
            return { plain: await read("text/plain"), html: await read("text/html") };
        });
        // Reading HTML from the clipboard, which only this test does, gives it styles that the policy blocks.
        visitor.problems.length = 0;
        expect(copied.plain).toMatch(/The answer is 7\.\n\nSource: \S+, kept from the answers of .+ and .+\. /);
        expect(copied.html).toContain("The answer is 7.");
        expect(copied.html).not.toContain("<button");
        await visitor.page.getByRole("button", { name: "Copy a link" }).click();
        await visitor.page.getByText("Link copied").waitFor();
        const link = await visitor.page.evaluate(() => navigator.clipboard.readText());
        await visitor.open();
        await visitor.page.goto(link);
        await heading(question).waitFor();
        await visitor.page.getByText("This run came with a link.").waitFor();
        await visitor.kept().filter({ hasText: "The answer is 7." }).waitFor();
        await visitor.page.getByText("Starts a new conversation.").waitFor();
        await visitor.page.goto(`${visitor.site}#run=AAAA`);
        await visitor.page.reload();
        await visitor.page.getByRole("alert").getByText("could not be opened: The link is damaged").waitFor();
    });

    test("a question in the address is written into the composer, and not asked", async () => {
        const server = await connect();
        await visitor.page.goto(`${visitor.site}?q=What+is+17+*+23%3F`);
        await visitor.page.locator("#route-title").waitFor();
        expect(await field().inputValue()).toBe("What is 17 * 23?");
        expect(new URL(visitor.page.url()).search).toBe("");
        expect(server.requests.filter(({ url }) => url?.endsWith("/chat/completions"))).toEqual([]);
    });

    test("the recorded run plays at once, with its controls beside it", async () => {
        await visitor.seen({ reducedMotion: "no-preference" });
        await visitor.page.getByRole("button", { name: "Watch a recorded run" }).click();
        await visitor.page.getByRole("button", { name: "Pause" }).waitFor();
        await visitor.page.getByText(/^This is the run after \d+ of/).waitFor();
        await visitor.page.getByRole("button", { name: "To the end" }).click();
        await visitor.kept().waitFor();
        // The map goes by the same timeline.
        await visitor.page.getByText("The question on the map").click();
        const shown = visitor.page.locator(".map").getByLabel("Show how a model did");
        await shown.waitFor();
        expect(await shown.inputValue()).toBe("");
        const back = visitor.page.getByRole("button", { name: "Previous event" });
        const said = visitor.page.getByText(/^This step is about/);
        // The last event before the end is an answer.
        await back.click();
        await said.waitFor();
        const [, model] = /about (.+)\. The map/.exec((await said.textContent()) ?? "") ?? [];
        await expect.poll(() => shown.inputValue()).toBe(model);
        await visitor.open({ reducedMotion: "reduce" });
        await visitor.page.getByRole("button", { name: "Watch a recorded run" }).click();
        await visitor.kept().waitFor();
        expect(await visitor.page.getByRole("button", { name: "Pause" }).count()).toBe(0);
    });

    test("fits a phone, with the composer in sight", async () => {
        await visitor.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
        await connect();
        await visitor.askAndWait(question);
        const box = await visitor.page.locator(".composer").boundingBox();
        expect(box && box.y + box.height).toBeLessThanOrEqual(844);
        expect(box?.height).toBeLessThan(220);
        // What a part of the line opens comes into sight above it.
        const part = visitor.page.locator('.line-part[data-part="agreement"]');
        await part.click();
        await visitor.page.evaluate(() => scrollTo(0, 0));
        const line = await visitor.page.locator(".line-parts").boundingBox();
        const height = Math.ceil((line?.y ?? 0) + (line?.height ?? 0) + (box?.height ?? 0) + 8);
        await visitor.page.setViewportSize({ width: 390, height });
        await part.evaluate((button: HTMLElement) => button.click());
        const top = async (of: string) => (await visitor.page.locator(of).boundingBox())?.y ?? 0;
        await expect
            .poll(async () => (await top(".composer")) - (await top('[data-panel="agreement"]')))
            .toBeGreaterThan(60);
        await visitor.page.setViewportSize({ width: 390, height: 844 });
        const small = await visitor.page.evaluate(() =>
            [...document.querySelectorAll("button, summary, select, label:has(input)")]
                .filter((target) => target.checkVisibility() && !target.closest(".matrix, .visually-hidden"))
                .filter((target) => target.getBoundingClientRect().height < 43.5)
                .map((target) => target.textContent),
        );
        expect(small).toEqual([]);
        const over = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
        expect(await visitor.faults()).toEqual([]);
    });
});
