// Answers as models write them: what is drawn, and what hostile ones may not do.
import { describe, expect, test } from "vitest";
import { hard, hostile } from "./hostile.ts";
import { hasChromium, Visitor } from "./visitor.ts";

const rich = `# A heading

Some **bold**, *italic*, \`code\` and a [link](https://example.org/page).

| left | right |
|:-----|------:|
| a    | 1     |

1. one
2. two
   - inner

\`\`\`python
def f(x):
    return "text"  # note
\`\`\`

It costs $5 and $6. Inline $x^2$ and \\(y_1\\), then

$$\\int_0^1 x\\,dx = \\frac{1}{2}$$

A broken one: $\\frac{1$. > Not a quote.

> A quote.

The answer is 7.`;

describe.skipIf(!hasChromium)("answers", () => {
    const visitor = new Visitor();
    const shown = () => visitor.kept().locator(".rich");
    const ask = async (text: string) => {
        const server = await visitor.serve({ models: ["Athene-70B"], answers: () => text, chunk: 400 });
        await visitor.connect(server.url);
        await visitor.choose("Ask the best one");
        await visitor.askAndWait("Show me.");
        await visitor.kept().locator(".rich-block").first().waitFor();
    };

    test("have headings, tables, lists, code in colours, formulas, links that name their host", async () => {
        await ask(rich);
        await shown().locator("math").nth(2).waitFor();
        await shown().locator(".hljs-keyword").first().waitFor();
        expect(await shown().locator("h4").textContent()).toBe("A heading");
        expect(await shown().locator("strong").textContent()).toBe("bold");
        expect(await shown().getByRole("table").locator("td").allTextContents()).toEqual(["a", "1"]);
        expect(await shown().locator("ol > li").count()).toBe(2);
        expect(await shown().locator("math").count()).toBe(3);
        expect(await shown().getByText("It costs $5 and $6.").count()).toBe(1);
        expect(await shown().locator(".rich-source").textContent()).toBe("\\frac{1");
        const link = shown().getByRole("link");
        expect(await link.textContent()).toBe("link (example.org)");
        expect(await link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
        expect(await shown().locator(".rich-code-head").textContent()).toBe("pythonCopy");
        expect(await visitor.violations()).toEqual([]);
    });

    test("copy their code, and are copied as they were written", async () => {
        await visitor.context?.grantPermissions(["clipboard-read", "clipboard-write"]);
        await ask(rich);
        const clipboard = () => visitor.page.evaluate(() => navigator.clipboard.readText());
        await shown().locator(".rich-copy").click();
        await expect.poll(clipboard).toBe('def f(x):\n    return "text"  # note');
        await visitor
            .kept()
            .getByRole("button", { name: /^Copy \(answer/ })
            .click();
        await expect.poll(clipboard).toBe(rich);
    });

    test("can do no harm", async () => {
        const elsewhere: string[] = [];
        visitor.page.on("request", (request) => {
            if (/evil\.example/.test(request.url())) {
                elsewhere.push(request.url());
            }
        });
        await ask(`${hostile.join("\n\n")}\n\nThe answer is 7.`);
        const more = visitor.kept().getByRole("button", { name: /^Show all/ });
        if (await more.count()) {
            await more.click();
        }
        await shown().getByText("The answer is 7.").waitFor();
        await visitor.page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
        for (const link of await shown().locator("a").all()) {
            await link.hover();
        }
        expect(await visitor.page.evaluate(() => (globalThis as { hurt?: unknown }).hurt)).toBeUndefined();
        expect(elsewhere).toEqual([]);
        expect(visitor.page.url()).toContain(visitor.site);
        const found = await shown().evaluate((box) => {
            const bad =
                "script,img,svg,iframe,object,embed,link,meta,base,form,input,style,video,audio,details,template";
            // Blocks are the page's own; what is in them is not.
            const attributes = [...box.querySelectorAll("* > .rich-block *")].flatMap((element) =>
                [...element.attributes]
                    .filter(
                        ({ name }) => /^on|^style$|^src|^id$|^name$|^action$/.test(name) && !element.closest("math"),
                    )
                    .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
            );
            const links = [...box.querySelectorAll<HTMLAnchorElement>("a")].map(({ href }) => href);
            return { bad: box.querySelectorAll(bad).length, attributes, links };
        });
        expect(found.bad).toBe(0);
        expect(found.attributes).toEqual([]);
        expect(found.links.filter((href) => !/^(https?:\/\/|mailto:)/.test(href))).toEqual([]);
        expect(await shown().getByText("your bank (evil.example)").count()).toBeGreaterThan(0);
        expect(await shown().getByText("Image at evil.example, not loaded: pixel").count()).toBeGreaterThan(0);
        expect(await shown().locator("math [href], math [id], math [class*=kept]").count()).toBe(0);
    });

    test("that are hard to read are shown plain, and hold nothing up", async () => {
        await ask(`${hard.join("\n\n")}\n\nThe answer is 7.`);
        await visitor
            .kept()
            .getByRole("button", { name: /^Show all/ })
            .click();
        await shown().getByText("The answer is 7.").waitFor();
    });
});
