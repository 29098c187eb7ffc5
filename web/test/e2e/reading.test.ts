// What differs between answers, marked in the texts; and the page written from right to left.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "How many apples are left of 12 when 5 are eaten?";
const models = ["Athene-70B", "Yi-1.5-34B-Chat", "Qwen2.5-72B-Instruct"];

describe.skipIf(!hasChromium)("reading answers", () => {
    const visitor = new Visitor();

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
        const over = await visitor.page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth - clientWidth;
        });
        expect(over).toBeLessThanOrEqual(0);
    });
});
