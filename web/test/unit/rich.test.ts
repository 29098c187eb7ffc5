import { describe, expect, test } from "vitest";
import {
    fencedCode,
    findDefinitions,
    longestBlock,
    splitBlocks,
    splitOn,
    upTo,
    usedIn,
} from "../../src/ui/rich/blocks.ts";
import { isWild, toHtml } from "../../src/ui/rich/grammar.ts";
import { placeOf, safeAddress, saysPlace } from "../../src/ui/rich/links.ts";
import { tedious } from "../e2e/hostile.ts";

/** Long enough to stand by itself. */
const prose = (about: string) =>
    `A sentence about ${about}, ${"as long as sentences of models are, ".repeat(4)}to its end.`;
const parts = [
    `# One\n\n${prose("one")}`,
    "```js\na\n\n# no heading\n```",
    prose("lists"),
    `- ${prose("x")}\n\n  of x\n\n- y`,
    `$$\na\n\n- b\n$$\n${prose("that formula")}`,
    "~~~~\n```\n~~~\n~~~~",
    `> ${prose("quotes")}`,
    `\\[\nx\n\ny\n\\]\n${prose("another")}`,
    "| a | b |\n|---|---|\n| 1 | 2 |",
];
const text = parts.join("\n\n");

describe("blocks", () => {
    test("are the text, cut where each can be drawn by itself", () => {
        const blocks = splitBlocks(text);
        expect(blocks.join("")).toBe(text);
        expect(blocks.map((block) => block.trim())).toEqual(parts);
    });

    test("of a growing text are those of the whole one, however it is cut into pieces", () => {
        const whole = `${text}\n\n\n1. a\n2. b\n\n   \`\`\`\n   c\n\n   d\n   \`\`\`\n3. e\n\n${prose("$$ alone")}\n\nEnd.`;
        for (const step of [1, 3, 7, 20]) {
            let blocks: string[] = [];
            for (let to = step; to < whole.length + step; to += step) {
                const growing = whole.slice(0, to);
                blocks = splitOn(blocks, growing);
                expect(blocks).toEqual(splitBlocks(growing));
            }
        }
    });

    test("of another text are its own", () => {
        expect(splitOn(splitBlocks(text), "Other.")).toEqual(["Other."]);
    });

    test("are short enough to be parsed, but for code and for single lines", () => {
        const long = [
            "- an item\n".repeat(5000),
            "a line\n".repeat(5000),
            "| a | b |\n".repeat(5000),
            "> a\n".repeat(5000),
            "\\[\n".repeat(5000),
            "- a\n\n  ```\n  b\n".repeat(2000),
        ];
        for (const one of long) {
            const blocks = splitBlocks(one);
            expect(blocks.join("")).toBe(one);
            expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(longestBlock);
        }
        expect(splitBlocks(`\`\`\`\n${"a\n\n".repeat(5000)}`)).toHaveLength(1);
        expect(splitBlocks(`${"a ".repeat(5000)}\n${prose("more")}`)).toHaveLength(2);
    });

    test("are found in a moment, whatever stands there", () => {
        for (const long of tedious) {
            expect(splitBlocks(long).join("")).toBe(long);
            findDefinitions(long);
            fencedCode(long);
        }
    });

    test("are as many as are needed", () => {
        expect(upTo(text, 10)).toBe(splitBlocks(text)[0]);
        expect(upTo(text, text.length)).toBe(text);
        expect(upTo(`\`\`\`\n${"a".repeat(50_000)}`, 1000).length).toBeLessThanOrEqual(1000 + longestBlock);
    });
});

describe("fenced code", () => {
    test("is what stands between the fences, finished or not", () => {
        expect(fencedCode("```python\na\n  b\n```\n\n")).toEqual({ language: "python", code: "a\n  b" });
        expect(fencedCode("```python\na\n")).toEqual({ language: "python", code: "a" });
        expect(fencedCode("  ~~~ c++ title=x\n  a\n   b\n  ~~~")).toEqual({ language: "c++", code: "a\n b" });
        expect(fencedCode("````\n```\na\n```\n````")).toEqual({ language: "", code: "```\na\n```" });
        expect(fencedCode("```")).toEqual({ language: "", code: "" });
        expect(fencedCode("```a b` c")).toBeUndefined();
        expect(fencedCode("text\n```\na\n```")).toBeUndefined();
    });
});

describe("wild blocks", () => {
    test("are those that no parser should read", () => {
        for (const piece of ["> ", "- ", "1. ", "> - "]) {
            expect(isWild(piece.repeat(50)), piece).toBe(true);
        }
        for (const piece of ["*a _b ", "[", "![", "\\(", "<a ", "!", "~~a"]) {
            expect(isWild(piece.repeat(longestBlock / piece.length)), piece).toBe(true);
        }
        expect(isWild(text)).toBe(false);
        expect(isWild("> > > deep\n\n1. - a\n")).toBe(false);
    });
});

describe("formulas", () => {
    const found = (source: string) =>
        [...toHtml(source, []).matchAll(/<span data-math="(\w+)">([^<]*)</g)].map(([, kind, tex]) => `${kind} ${tex}`);

    test("are told from prices and from code", () => {
        expect(found("It costs $5 and $6.")).toEqual([]);
        expect(found("From $5-$6, US$5, or $20k/$30k.")).toEqual([]);
        expect(found("The answer is $5$, not $x^2$.")).toEqual(["inline 5", "inline x^2"]);
        expect(found("`$x$` and\n\n```\n$y$\n```\n\n    $z$")).toEqual([]);
        expect(found("\\(a\\), $$b$$ and \\[c\\]")).toEqual(["inline a", "display b", "display c"]);
        expect(found("$$\na\n\n- b\n$$")).toEqual(["display \na\n\n- b\n"]);
        expect(found("Text\n\\[\na\n\\]\nmore")).toEqual(["display \na\n"]);
        expect(found("So:\n\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\nmore")).toEqual([
            "display \\begin{align}\na &#38;= b \\\\\nc &#38;= d\n\\end{align}",
        ]);
        expect(found("\\begin{verbatim}\nx\n\\end{verbatim}")).toEqual([]);
        expect(found("unfinished $x + and \\(y")).toEqual([]);
        expect(found("escaped \\$x$")).toEqual([]);
        expect(found("| $P(A|B)$ | b |\n|---|---|\n| \\(|x|\\) | $5 |")).toEqual(["inline P(A|B)", "inline |x|"]);
        expect(toHtml("|$5|$6|\n|---|---|\n|a|b|", []).match(/<t[hd]>/g)).toHaveLength(4);
        expect(found("| $a$ | b |\n|---|---|\n| \\(c\\) | $5 |")).toEqual(["inline a", "inline c"]);
    });
});

test.each([
    ["请**注意：**不要", "请<strong>注意：</strong>不要"],
    ["这是**“重点”**内容", "这是<strong>“重点”</strong>内容"],
    ["これは**重要。**です", "これは<strong>重要。</strong>です"],
    ["a ** b ** 不", "a ** b ** 不"],
    ["**bold** text", "<strong>bold</strong> text"],
])("bold is found where a script has no blanks: %s", (text, expected) => {
    expect(toHtml(text, [])).toContain(expected);
});

describe("links", () => {
    test("lead only where they say in full", () => {
        for (const address of ["https://example.org/a", "HTTP://example.org", "mailto:a@example.org"]) {
            expect(safeAddress(address), address).toBeDefined();
        }
        const refused = [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//example.org",
            "/path",
            "#app",
            "ftp://example.org",
            "file:///etc/passwd",
            "blob:https://example.org/x",
            "https:example.org",
            "https:\\\\example.org",
            "https://exa mple.org",
            "https://",
            "",
        ];
        for (const address of refused) {
            expect(safeAddress(address), address).toBeUndefined();
        }
        expect(safeAddress("https://bank.example@evil.example/")?.href).toBe("https://evil.example/");
    });

    test("name their place unless the text is that very place", () => {
        const says = (shown: string, address: string) => saysPlace(shown, new URL(address));
        expect(says("https://example.org/a", "https://example.org/a")).toBe(true);
        expect(says("example.org", "https://example.org/")).toBe(true);
        expect(says("Example.org/docs", "https://example.org/docs")).toBe(true);
        expect(says("a@example.org", "mailto:a@example.org")).toBe(true);
        expect(says("your bank", "https://evil.example/")).toBe(false);
        expect(says("https://bank.example/?evil.example", "https://evil.example/")).toBe(false);
        expect(says("evil.example.bank.example", "https://evil.example/")).toBe(false);
        expect(says("https://b\u0430nk.example/", "https://b\u0430nk.example/")).toBe(false);
        expect(placeOf(new URL("https://b\u0430nk.example/"))).toBe("xn--bnk-6cd.example");
        expect(placeOf(new URL("https://example.org:8443/"))).toBe("example.org:8443");
    });

    test("are found by name in other blocks", () => {
        const definitions = findDefinitions(
            "See [One  thing].\n\n[one Thing]: https://example.org/1\n[2]: javascript:x\n",
        );
        expect([...definitions]).toEqual([["one thing", "https://example.org/1"]]);
        const used = usedIn("See [One  thing] and [2].", definitions);
        expect(used).toEqual([["one thing", "https://example.org/1"]]);
        expect(toHtml("See [One  thing].", used)).toContain('<a href="https://example.org/1">One  thing</a>');
        expect(toHtml("![pixel][one thing]", used)).toContain('data-image="true" href="https://example.org/1"');
        expect(toHtml("[2]: https://example.org/2", [])).toContain("[2]:");
    });
});

describe("raw HTML", () => {
    test("is shown as it was written, but for a few plain tags; images are named", () => {
        expect(toHtml("a<br>b H<sub>2</sub>O", [])).toBe("<p>a<br>b H<sub>2</sub>O</p>\n");
        expect(toHtml("<b onclick=x>a</b>", [])).not.toContain("<b ");
        expect(toHtml("<details>\n<summary>a</summary>\n</details>", [])).not.toMatch(/<(?!\/?p>|br>)/);
        const image = '<a data-image="true" href="https://example.org/i.png">pixel</a>';
        expect(toHtml("<img onerror=x alt='pixel' src=\"https://example.org/i.png\">", [])).toContain(image);
    });
});
