// The language of the page, and the terms that it explains.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

describe.skipIf(!hasChromium)("the words of the page", () => {
    const visitor = new Visitor();
    const root = () => visitor.page.locator("html");

    test("are German where the browser asks for it, until the visitor chooses otherwise", async () => {
        await visitor.open({ locale: "de-AT" });
        const { page } = visitor;
        await page.getByRole("heading", { name: "Wer gefragt wird" }).waitFor();
        await expect.poll(() => page.locator(".chart-value").first().innerText()).toMatch(/^\d\d,\d/);
        expect(await root().getAttribute("lang")).toBe("de");
        expect(await root().getAttribute("dir")).toBe("ltr");
        expect(await page.title()).toContain("fragt die Modelle");
        await page.getByRole("main").getByRole("button", { name: "Modelle verbinden" }).waitFor();
        expect(await visitor.violations()).toEqual([]);

        await page.getByRole("textbox", { name: "Ihre Frage" }).fill("Was ist ein Entwurf?");
        await page.getByLabel("Sprache").selectOption("English");
        await page.getByRole("heading", { name: "Who to ask" }).waitFor();
        expect(await root().getAttribute("lang")).toBe("en");
        expect(await page.getByRole("textbox", { name: "Your question" }).inputValue()).toBe("Was ist ein Entwurf?");

        const loaded: string[] = [];
        page.on("request", (request) => loaded.push(request.url()));
        await visitor.reload();
        await page.getByRole("heading", { name: "Who to ask" }).waitFor();
        expect(await page.getByLabel("Language").inputValue()).toBe("en");
        expect(loaded.some((url) => url.includes("/assets/shell-"))).toBe(true);
        expect(loaded.filter((url) => url.includes("/assets/de-"))).toEqual([]);
    });

    test("wait for a reload where a key would be lost by it", async () => {
        const server = await visitor.serve({ key: "sk-test", models: ["Yi-1.5-34B-Chat"] });
        await visitor.connect(server.url, "sk-test");
        await visitor.page.getByLabel("Language").selectOption("Deutsch");
        await visitor.page.getByText("The language changes when the page is loaded again.").waitFor();
        await visitor.page.getByText("You will have to enter keys again").waitFor();
        await visitor.page.getByRole("button", { name: "Reload to use it" }).click();
        await visitor.page.getByRole("heading", { name: "Wer gefragt wird" }).waitFor();
    });

    test("say what a term means where it is focused or pointed at, until Esc", async () => {
        const { page } = visitor;
        const term = page.getByRole("button", { name: "standard error" });
        const note = page.getByRole("tooltip");
        await term.focus();
        await expect.poll(() => note.innerText()).toContain("How far off a figure may be");
        await page.keyboard.press("Escape");
        await note.waitFor({ state: "hidden" });
        await term.blur();
        await term.hover();
        await note.waitFor();
        const box = await note.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= 1280).toBe(true);
        await page.mouse.move(0, 0);
        await note.waitFor({ state: "hidden" });
    });
});
