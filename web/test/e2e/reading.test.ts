// What differs between answers, marked in the texts; and the page written from right to left.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "How many apples are left of 12 when 5 are eaten?";
const models = ["Athene-70B", "Yi-1.5-34B-Chat", "Qwen2.5-72B-Instruct"];

describe.skipIf(!hasChromium)("reading answers", () => {
    const visitor = new Visitor();

    /** By how much the page is wider than its window, in px. */
    const over = () =>
        visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

    async function askThree() {
        const answers = (_: string, model: string) =>
            model.startsWith("Yi")
                ? "12 - 4 = 8 apples remain. The answer is 8."
                : "12 - 5 = 7 apples remain. The answer is 7.";
        const server = await visitor.serve({ models, answers });
        await visitor.connect(server.url);
        await visitor.page.getByLabel("Thorough").check();
        await visitor.askAndWait(question);
    }

    test("marks what differs, and says who says it", async () => {
        await askThree();
        const panel = visitor.page.locator('[data-panel="agreement"]');
        await panel.getByText("What differs in the texts").click();
        const marks = panel.locator(".differ mark");
        await marks.first().waitFor();
        expect((await marks.allInnerTexts()).map((text) => text.replace(/^\[[^:]+:|\]$|\s/g, ""))).toEqual([
            "5",
            "7",
            "7",
            "4",
            "8",
            "8",
        ]);
        await marks.first().focus();
        await panel.getByRole("status").getByText("Qwen2.5-72B-Instruct and Athene-70B say this.").waitFor();
        for (let step = 0; step < 3; step++) {
            await visitor.page.keyboard.press("ArrowRight");
        }
        await panel.getByRole("status").getByText("Only Yi-1.5-34B-Chat says this.").waitFor();
        expect(await visitor.violations()).toEqual([]);
    });

    test("fits a phone when it is written from right to left", async () => {
        await visitor.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
        await askThree();
        await visitor.page.evaluate(() => {
            document.documentElement.dir = "rtl";
        });
        await visitor.page.locator(".members").first().waitFor();
        expect(await over()).toBeLessThanOrEqual(0);
    });

    test("has what a finger can touch", async () => {
        await visitor.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
        await askThree();
        const low = await visitor.page.locator(":is(a, button, input, select, summary):not(.skip)").evaluateAll((all) =>
            all
                .map((one) => one.closest("label") ?? one)
                .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43)
                .map((one) => one.outerHTML.slice(0, 120)),
        );
        expect(low).toEqual([]);

        // What the keyboard comes to is not below the composer, which lies above the end of the window.
        await visitor.page.locator("#answers-title").focus();
        for (let step = 0; step < 24; step++) {
            await visitor.page.keyboard.press("Tab");
            expect(await visitor.covered(".composer")).toBe("");
        }
    });

    test("keeps a letter with hundreds of marks inside its card", async () => {
        const tall = `A${"\u0301\u0489".repeat(300)}`;
        const answers = (_: string, model: string) =>
            `${tall}. The answer is ${tall}${model.startsWith("Yi") ? "b" : ""}.`;
        const server = await visitor.serve({ models, answers });
        await visitor.connect(server.url);
        await visitor.choose("Merge the answers");
        await visitor.askAndWait(`${tall}?`);
        for (const look of ["side by side", "what differs", "one at a time", "as a list"]) {
            await visitor.page.getByLabel(look, { exact: true }).check();
            await visitor.page.locator(".told, .differ, .members").first().waitFor();
            expect(await over(), look).toBeLessThanOrEqual(0);
        }
        await visitor.tab("Calls");
        await visitor.page.getByRole("button", { name: "What call 1 was sent" }).click();
        await visitor.page.locator(".prompt-text").first().waitFor();
        expect(await over()).toBeLessThanOrEqual(0);
    });
});
