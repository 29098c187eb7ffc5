// Python in CPython, where a host serves Pyodide. The package is large and not installed with the project: without it in
// node_modules, nothing is tested here (npm install --no-save pyodide@314.0.7).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const folder = fileURLToPath(new URL("../../../node_modules/pyodide", import.meta.url));
const hasPyodide = existsSync(folder);
if (!hasPyodide) {
    console.log("skipped: programs in CPython (the package pyodide is not installed)");
}

describe.skipIf(!hasChromium || !hasPyodide)("a host that serves Pyodide", () => {
    const visitor = new Visitor();

    /** What the page says a program prints; no model is right about it. */
    async function outputOf(code: string): Promise<string | null> {
        const { page } = visitor;
        await page.route(`${visitor.site}programs.json`, (route) => route.fulfill({ json: { pyodide: "pyodide/" } }));
        await page.route(`${visitor.site}pyodide/*`, (route) => {
            const name = route.request().url().split("/").at(-1) ?? "";
            return route.fulfill({ body: readFileSync(join(folder, name)), contentType: "application/octet-stream" });
        });
        const server = await visitor.serve({ models: ["Athene-70B", "gemma-2-9b-it"], answers: () => "It prints 31." });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        const question = `What does this Python program print?\n\n\`\`\`python\n${code}\n\`\`\``;
        await visitor.askAndWait(question);
        await visitor.page.getByTestId("why").getByText("It was run in this tab.").waitFor();
        return visitor.kept().locator("code").first().textContent();
    }

    test("runs what MicroPython cannot", async () => {
        const code = [
            "from dataclasses import dataclass",
            "@dataclass",
            "class Point:",
            "    x: int",
            "match [1, 2]:",
            "    case [a, b]:",
            "        print(Point(a + b))",
        ];
        expect(await outputOf(code.join("\n"))).toMatch(/^Point\(x=3\)/);
    });

    test("reaches neither the page nor the network", async () => {
        const code = [
            "import sys",
            "def attempt(what):",
            "    try:",
            "        return what()",
            "    except BaseException as error:",
            "        return type(error).__name__",
            "def script():",
            "    import js",
            "    return js.fetch",
            "def network():",
            "    import urllib.request",
            `    return urllib.request.urlopen("${visitor.site}").read()`,
            "print(attempt(script), attempt(network))",
        ];
        expect(await outputOf(code.join("\n"))).toMatch(/^ModuleNotFoundError URLError/);
        expect(visitor.page.url()).toBe(visitor.site);
    });
});
