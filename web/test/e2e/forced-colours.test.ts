// A system that forces its few colours on the page, as Windows does with contrast themes: what is filled and what is empty,
// what is chosen and what is not, still look different, by more than a hue.
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "How many apples are left of 12 when 5 are eaten?";
const models = ["Athene-70B", "Qwen2.5-72B-Instruct", "gemma-2-27b-it", "Yi-1.5-34B-Chat", "gemma-2-9b-it"];

describe.skipIf(!hasChromium)("forced colours", () => {
    const visitor = new Visitor();

    /** The share of an element's pixels that are not of the page's own colour. */
    async function ink(element: Locator): Promise<number> {
        // What is asked next may lie above what is at the lower end of the window.
        await element.evaluate((one) => one.scrollIntoView({ block: "center" }));
        const png = (await element.screenshot()).toString("base64");
        return visitor.page.evaluate(async (base64) => {
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            const image = await createImageBitmap(new Blob([bytes]));
            const canvas = new OffscreenCanvas(image.width, image.height);
            const context = canvas.getContext("2d");
            context?.drawImage(image, 0, 0);
            const { data = [] } = context?.getImageData(0, 0, image.width, image.height) ?? {};
            const probe = document.createElement("i");
            probe.style.color = "Canvas";
            document.body.append(probe);
            const paper = getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? [];
            probe.remove();
            let inked = 0;
            for (let at = 0; at < data.length; at += 4) {
                inked += paper.some((value, part) => Math.abs(value - (data[at + part] ?? 0)) > 60) ? 1 : 0;
            }
            return inked / (data.length / 4);
        }, png);
    }

    /** The first is fuller than the second by a tenth of the room at least. */
    async function fuller(one: Locator, other: Locator): Promise<void> {
        const [more, less] = [await ink(one.first()), await ink(other.first())];
        expect(more, `${one} against ${other}`).toBeGreaterThan(less + 0.1);
    }

    const style = (element: Locator, property: string) =>
        element.first().evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);

    test("what is filled, chosen, right or focused shows", async () => {
        const colorScheme = "dark";
        await visitor.seen({ forcedColors: "active", colorScheme });
        const { page } = visitor;
        // Bars, the dot of the connection, boxes, the focus.
        expect(await style(page.locator(".bar-track"), "fill")).not.toBe(
            await style(page.locator(".bar-fill"), "fill"),
        );
        expect(await style(page.locator(".bar-track"), "stroke")).toBe(await style(page.locator(".bar-fill"), "fill"));
        const empty = await ink(page.locator(".dot"));
        const field = page.getByLabel("Your question");
        await field.blur();
        const box = page.locator(".composer").first();
        const unfocused = await box.screenshot();
        await field.focus();
        expect(unfocused.equals(await box.screenshot())).toBe(false);
        await fuller(
            page.locator("input:checked + span, label:has(input:checked) input"),
            page.locator("label:has(input:not(:checked)) input"),
        );

        // The map: what a model got right, wrong, and was not asked.
        await page.getByText("Where your question lies").click();
        await page.locator(".map-model select").selectOption("Mixtral-8x7B-Instruct-v0.1");
        const width = async (name: string) => (await page.locator(name).first().boundingBox())?.width ?? 0;
        expect(await width(".map-notAsked")).toBeLessThan((await width(".map-right")) / 1.5);
        expect(await style(page.locator(".map-wrong"), "background-color")).toBe("rgba(0, 0, 0, 0)");
        expect(await style(page.locator(".map-right"), "background-color")).toMatch(/^rgb\(/);

        const answers = (_: string, name: string) =>
            /gemma/.test(name) ? "I count 8. The answer is 8." : "12 - 5 = 7. The answer is 7.";
        const server = await visitor.serve({ models, answers, faults: { "gemma-2-9b-it": "credit" } });
        await visitor.connect(server.url);
        expect(await ink(page.locator(".dot"))).toBeGreaterThan(empty + 0.1);
        await visitor.choose("Merge the answers");
        await visitor.askAndWait(question);

        // Votes, states, the matrix.
        await fuller(page.locator(".kept-camp .bar"), page.locator(".camp:not(.kept-camp) .bar"));
        expect(await page.locator(".member .member-state").allInnerTexts()).toContain("failed");
        await fuller(page.locator(".mark-seen"), page.locator(".mark-out"));
        // Tabs and marks.
        const tabs = page.getByRole("tablist", { name: /evidence/i }).getByRole("tab");
        await fuller(
            tabs.and(page.locator('[aria-selected="true"]')),
            tabs.and(page.locator('[aria-selected="false"]')),
        );
        const says = page.locator(".mark-answer .mark-button");
        await says.first().click();
        await fuller(says.first(), says.last());
        // What differs.
        const panel = page.locator('[data-panel="agreement"]');
        await panel.getByText("What differs in the texts").click();
        expect(await style(panel.locator(".differ mark"), "text-decoration-line")).toBe("underline");
        expect(await visitor.violations({ colorScheme })).toEqual([]);
    });
});
