// The documentation inside the page, and the page on paper.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

describe.skipIf(!hasChromium)("the help", () => {
    const visitor = new Visitor();
    const dialog = () => visitor.page.getByRole("dialog");

    test("opens by ? and by its button, goes by arrow keys, closes by Esc, and gives the focus back", async () => {
        await visitor.page.getByRole("heading", { name: "Who to ask" }).click();
        await visitor.page.keyboard.press("?");
        await dialog().getByRole("heading", { name: "How it works" }).waitFor();
        await visitor.page.keyboard.press("Escape");
        await dialog().waitFor({ state: "detached" });
        const button = visitor.page.getByRole("button", { name: "Help", exact: true });
        await button.click();
        await dialog().getByRole("tab", { name: "How it decides" }).focus();
        await visitor.page.keyboard.press("ArrowRight");
        await dialog().getByText("Ctrl + Enter").waitFor();
        await visitor.page.keyboard.press("End");
        await dialog()
            .getByText(/version \d/)
            .waitFor();
        await visitor.page.keyboard.press("Escape");
        await dialog().waitFor({ state: "detached" });
        expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    });

    test("a question mark in a question is one", async () => {
        await visitor.page.getByLabel("Your question").focus();
        await visitor.page.keyboard.press("End");
        await visitor.page.keyboard.type("?");
        expect(await dialog().count()).toBe(0);
        expect(await visitor.page.getByLabel("Your question").inputValue()).toMatch(/\?\?$/);
    });

    test("draws how it decides from the question, and from the run", async () => {
        await visitor.page.getByRole("button", { name: "Help", exact: true }).click();
        await expect.poll(() => dialog().locator(".chart-row").count()).toBe(7);
        await dialog().getByText("to see its matrix here").waitFor();
        await visitor.page.keyboard.press("Escape");
        const server = await visitor.serve({ models: ["Athene-70B", "Yi-1.5-34B-Chat"] });
        await visitor.connect(server.url);
        await visitor.askAndWait();
        await visitor.page.getByRole("button", { name: "Help", exact: true }).click();
        await dialog().getByRole("grid").waitFor();
        expect(await dialog().locator(".matrix-row").count()).toBe(4);
        const ids = await visitor.page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
        expect(ids.filter((id, at) => ids.indexOf(id) < at)).toEqual([]);
    });

    test("has no faults that axe finds, and fits a phone", async () => {
        await visitor.seen({ width: 390 });
        await visitor.page.getByRole("button", { name: "Help", exact: true }).click();
        await expect.poll(() => dialog().getByRole("tab").count()).toBe(5);
        for (const tab of await dialog().getByRole("tab").all()) {
            await tab.click();
            expect(await visitor.faults()).toEqual([]);
            const over = await dialog().evaluate((box) => box.scrollWidth - box.clientWidth);
            expect(over).toBeLessThanOrEqual(0);
        }
    });

    test("names the line that lets this page in, for each kind of server", async () => {
        await visitor.page.getByRole("button", { name: "Help", exact: true }).click();
        await visitor.page.getByRole("tab", { name: "When something fails" }).click();
        const { origin } = new URL(visitor.site);
        await dialog().getByText(`OLLAMA_ORIGINS=${origin} ollama serve`).waitFor();
    });

    test("on paper there are question, answer and evidence, and no controls", async () => {
        const server = await visitor.serve({ models: ["Athene-70B", "Yi-1.5-34B-Chat"] });
        await visitor.connect(server.url);
        await visitor.askAndWait();
        await visitor.page.emulateMedia({ media: "print" });
        await visitor.kept().waitFor();
        expect(await visitor.page.getByRole("grid").isVisible()).toBe(true);
        expect(await visitor.page.locator(".member").first().isVisible()).toBe(true);
        expect(
            await visitor.page
                .getByRole("button", { name: /^(Ask |Copy|Save)/ })
                .filter({ visible: true })
                .count(),
        ).toBe(0);
        expect((await visitor.page.pdf()).length).toBeGreaterThan(10_000);
    });
});
