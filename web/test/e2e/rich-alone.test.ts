// Answers on a page of their own (harness/), under the real policy: every hostile text by itself, whole and in pieces;
// what stays as it is while a text grows; what is on paper.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { patience } from "../../../tests/patience.mjs";
import { serveFolder } from "../../scripts/serve.mjs";
import { hasChromium, launch } from "../browser.mjs";
import { buildHarness } from "../harness/build.ts";
import type { harness as Harness, Shown } from "../harness/rich.ts";
import { hostile } from "./hostile.ts";

declare const harness: typeof Harness;

const sentence = (about: string) => `A sentence about ${about}, ${"as long as sentences are, ".repeat(6)}to its end.`;

describe.skipIf(!hasChromium)("answers by themselves", () => {
    const folder = mkdtempSync(join(tmpdir(), "smacs-rich-"));
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveFolder>>;
    let page: Page;
    /** What the page throws or its policy blocks, and what it asks of others. */
    const problems: string[] = [];

    beforeAll(async () => {
        await buildHarness(folder);
        [browser, site] = await Promise.all([launch(), serveFolder(folder)]);
    });
    afterAll(async () => {
        await browser?.close();
        await site?.close();
        rmSync(folder, { recursive: true });
    });
    beforeEach(async () => {
        page = await browser.newPage({ viewport: { width: 900, height: 800 } });
        page.setDefaultTimeout(patience);
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("console", (message) => problems.push(message.text()));
        page.on("dialog", (dialog) => problems.push(dialog.message()));
        page.on("popup", (popup) => problems.push(popup.url()));
        page.on("request", (request) => {
            if (!request.url().startsWith(site.url) && request.url() !== "data:,") {
                problems.push(request.url());
            }
        });
        await page.goto(`${site.url}rich.html`);
        await page.waitForFunction(() => typeof harness === "object");
        // What draws formulas and code is fetched with the first one; here it is there before the test begins.
        await show("$x$\n\n```js\nlet x;\n```");
        await page.locator("math").waitFor();
        await page.locator(".hljs-keyword").waitFor();
        await show();
    });
    afterEach(async () => {
        await page.close();
        expect(problems.splice(0)).toEqual([]);
    });

    const show = (...answers: readonly (string | Shown)[]) =>
        page.evaluate(
            (list) => harness.show(list),
            answers.map((answer) => (typeof answer === "string" ? { text: answer } : answer)),
        );
    /**
     * Until nothing is drawn any more. The page looks at itself, by a timer that is set after those of a growing text
     * and for longer: however busy the machine is, it fires after them.
     */
    const settled = () =>
        page.evaluate(async () => {
            const look = () =>
                new Promise<string>((done) =>
                    requestAnimationFrame(() =>
                        setTimeout(() => done(document.querySelector("main")?.innerHTML ?? ""), 80),
                    ),
                );
            for (let before = "", now = "-"; before !== now; ) {
                before = now;
                now = await look();
            }
        });

    test("do no harm, one by one, in pieces and under a list and a quote", async () => {
        const wrap = [
            (text: string) => text,
            (text: string) => `Word ${text} word`,
            (text: string) => `- ${text.replace(/\n/g, "\n  ")}\n\n> ${text.replace(/\n/g, "\n> ")}`,
        ];
        const texts = hostile.flatMap((text) => wrap.map((around) => around(text)));
        await show(...texts, "$x$\n\n```js\nlet x;\n```");
        await settled();
        expect(await page.locator("math").count()).toBeGreaterThan(0);
        const whole = await page.locator("main").evaluate(look);
        expect(whole.slice(0, 3)).toEqual([]);
        // Piece by piece it is something else at every moment.
        await show();
        for (let piece = 1; piece <= 12; piece++) {
            const part = (text: string) => text.slice(0, Math.ceil((text.length * piece) / 12));
            await show(...texts.map((text) => ({ text: part(text), streaming: piece < 12 })));
            await page.evaluate(() => new Promise(requestAnimationFrame));
            expect((await page.locator("main").evaluate(look)).slice(0, 3)).toEqual([]);
        }
        await settled();
        expect((await page.locator("main").evaluate(look)).slice(0, 3)).toEqual([]);
        await page.mouse.move(300, 300);
        await page.keyboard.press("Tab");
        expect(await page.evaluate(() => (globalThis as { hurt?: unknown }).hurt)).toBeUndefined();
        expect(page.url()).toBe(`${site.url}rich.html`);
        // Everything of the page is still what it was.
        expect(await page.evaluate(() => document.getElementById("app"))).toBeNull();
        expect(await page.evaluate(() => document.cookie + window.name)).toBe("");
    });

    test("lose nothing that was written, whatever it was", async () => {
        const words = hostile.map((text, at) => `first${at} ${text}\n\nlast${at}`);
        await show(...words);
        await settled();
        const sections = page.locator("section");
        for (const at of words.keys()) {
            const shown = await sections.nth(at).textContent();
            expect(shown).toContain(`first${at}`);
            expect(shown).toContain(`last${at}`);
        }
        await show("[1]: https://example.org/source\n");
        await settled();
        expect(await sections.first().textContent()).toContain("https://example.org/source");
    });

    test("paint nothing outside of themselves", async () => {
        const formulas = [
            "$\\kern{-1000em}\\rule{900em}{900em}$",
            "$\\raisebox{-400em}{\\rule{900em}{900em}}$",
            "$\\hspace{-900em}\\colorbox{red}{\\text{Press here}}$",
            "$\\llap{\\rule{900em}{9em}}$",
            "$\\smash{\\rule{9em}{900em}}$",
            "$\\Huge{\\Huge{\\Huge{\\Huge X}}}$",
            "$$\\begin{matrix}\\rule{9em}{900em}\\\\[900em]x\\end{matrix}$$",
        ];
        await show(...formulas.map((formula) => `${sentence("formulas")}\n\n${formula}`));
        await settled();
        const blocks = await page
            .locator(".rich-part")
            .evaluateAll((all) =>
                all.map((block) => ({ contain: getComputedStyle(block).contain, height: block.clientHeight })),
            );
        for (const { contain, height } of blocks) {
            expect(contain).toMatch(/paint|content|strict/);
            expect(height).toBeLessThan(800);
        }
    });

    test("keep what is selected and focused while they grow", async () => {
        const before = `${sentence("links")} [here](https://example.org/a)\n\n\`\`\`js\nlet first = 1;\n`;
        await show({ text: before, streaming: true });
        await settled();
        await page.evaluate(() => {
            const paragraph = document.querySelector(".rich-block p")?.firstChild;
            getSelection()?.setBaseAndExtent(paragraph as Node, 2, paragraph as Node, 10);
        });
        const copy = page.getByRole("button", { name: "Copy code, js" });
        await copy.focus();
        await page.evaluate(() => Object.assign(globalThis, { was: document.activeElement }));
        const pieces = ["let second = 2;\n", "```\n\n", sentence("more"), "\n\n# Heading\n\n", sentence("the end")];
        let text = before;
        for (const piece of pieces) {
            text += piece;
            await show({ text, streaming: piece !== pieces.at(-1) });
            await settled();
            expect(await page.evaluate(() => getSelection()?.toString())).toBe("sentence");
            expect(await page.evaluate(() => document.activeElement === (globalThis as { was?: unknown }).was)).toBe(
                true,
            );
        }
        await page.locator(".hljs-keyword").first().waitFor();
        expect(await page.locator("pre").textContent()).toBe("let first = 1;\nlet second = 2;");
        expect(await page.locator("h4").textContent()).toBe("Heading");
    });

    test("look sane while something in them is unfinished", async () => {
        const moments: [string, string, string][] = [
            ["```py\nx = 1", "pre", "x = 1"],
            ["| a | b |\n|---|---|\n| 1 |", "td", "1"],
            [`${sentence("bold")} **bo`, "p", "**bo"],
            ["Then $\\frac{1}{", "p", "$\\frac{1}{"],
            ["$$\n\\frac{1}{2\n", "p", "\\frac{1}{2"],
            ["- one\n- tw", "li:last-child", "tw"],
        ];
        for (const [text, selector, shown] of moments) {
            await show({ text, streaming: true });
            await settled();
            expect(await page.locator(`section ${selector}`).first().textContent(), text).toContain(shown);
        }
    });

    test("look up names of links in other blocks, and number long lists on", async () => {
        const items = Array.from({ length: 40 }, (_, at) => `${at + 1}. ${sentence(`item ${at + 1}`)}`).join("\n");
        await show(`${sentence("[sources][1]")}\n\n${items}\n\n[1]: https://example.org/source`);
        await settled();
        expect(await page.getByRole("link", { name: "sources (example.org)" }).getAttribute("href")).toBe(
            "https://example.org/source",
        );
        expect(await page.locator("li").count()).toBe(40);
        const starts = await page
            .locator("ol")
            .evaluateAll((lists) =>
                lists.map((list) => [(list as HTMLOListElement).start, list.children.length] as const),
            );
        expect(starts.length).toBeGreaterThan(1);
        expect(starts.reduce((next, [start, length]) => (start === next ? next + length : Number.NaN), 1)).toBe(41);
    });

    test("are cut where a block ends, and whole on paper", async () => {
        const text = Array.from({ length: 60 }, (_, at) => sentence(`part ${at}.`)).join("\n\n");
        await show({ text, clamped: true });
        await settled();
        const length = () => page.locator(".rich").evaluate((box) => box.textContent?.length ?? 0);
        const shown = await page.locator(".rich").textContent();
        expect(shown?.length).toBeLessThan(2500);
        expect(shown).toMatch(/to its end\.\n?$/);
        await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
        expect(await page.locator(".rich").textContent()).toContain("part 59");
        await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
        await expect.poll(length).toBe(shown?.length);
        await page.getByRole("button", { name: "Show all of answer 1" }).click();
        await expect.poll(() => page.locator(".rich").textContent()).toContain("part 59");
    });

    test("stay plain when what draws them does not arrive", async () => {
        await page.route(/view-/, (route) => route.abort());
        await page.goto(`${site.url}rich.html`);
        const refused = page.waitForEvent("requestfailed");
        await show("**bold** text");
        await refused;
        await settled();
        expect(await page.locator(".rich").textContent()).toBe("**bold** text");
        // The browser itself says that a file did not come.
        expect(problems.splice(0).every((problem) => /ERR_FAILED/.test(problem))).toBe(true);
    });
});

/** In the page: elements and attributes that no answer may bring. */
function look(main: Element): string[] {
    const fine = new Set([
        ..."a b blockquote br button code del div em h4 h5 h6 hr i ins kbd li mark ol p pre s section small".split(" "),
        ..."span strong sub sup table tbody td th thead tr u ul".split(" "),
    ]);
    const ours = /^(?:class|href|target|rel|start|align|tabindex|role|type|aria-label|data-(?:math|lang|image|size))$/;
    const found: string[] = [];
    for (const element of main.querySelectorAll("*")) {
        const inMath = element.closest("math") !== null;
        if (!inMath && !fine.has(element.localName)) {
            found.push(`<${element.localName}> ${element.outerHTML.slice(0, 80)}`);
        }
        for (const { name, value } of element.attributes) {
            if (name === "dir" && value === "auto") {
                continue;
            }
            if (name === "style" && /^contain-intrinsic-block-size: auto \d+em;$/.test(value)) {
                continue;
            }
            const bad = inMath ? /^on|^id$|^name$|href|^src/.test(name) : !ours.test(name);
            const classes =
                name === "class" &&
                !inMath &&
                !/^(?:(?:rich|hljs)[\w-]*|plain|quiet|language-\w+|[a-z]+_+| )*$/.test(value);
            const address = name === "href" && !/^(?:https?:\/\/|mailto:)/.test(value);
            const button = element.localName === "button" && name === "type" && value !== "button";
            if (bad || classes || address || button) {
                found.push(`${element.localName} ${name}=${value}`);
            }
        }
        if (element.localName === "button" && !element.matches(".rich-code-head > .rich-copy")) {
            found.push("a button of somebody else");
        }
        if (element.localName === "a" && !/noopener noreferrer nofollow/.test(element.getAttribute("rel") ?? "")) {
            found.push(element.outerHTML);
        }
    }
    return found;
}
