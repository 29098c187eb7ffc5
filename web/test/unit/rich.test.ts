import { describe, expect, test } from "vitest";
import { splitBlocks, splitOn } from "../../src/ui/rich/blocks.ts";

const text = "# One\n\nTwo\nlines.\n\n```js\na\n\nb\n```\n\n- x\n- y\n\n$$\na\n- b\n$$\n\nEnd.";

describe("blocks", () => {
    test("are the text, cut where each can be drawn by itself", () => {
        const blocks = splitBlocks(text);
        expect(blocks.join("")).toBe(text);
        expect(blocks.map((block) => block.trim())).toEqual([
            "# One",
            "Two\nlines.",
            "```js\na\n\nb\n```",
            "- x\n- y",
            "$$\na\n- b\n$$",
            "End.",
        ]);
    });

    test("of a growing text are those of the whole one, however it is cut into pieces", () => {
        for (const step of [1, 3, 7, 20]) {
            const growing = text.replace(/\$\$[^$]*\$\$\n\n/, "");
            let blocks: string[] = [];
            for (let at = step; at < growing.length + step; at += step) {
                blocks = splitOn(blocks, growing.slice(0, at));
            }
            expect(blocks.join("")).toBe(growing);
            expect(blocks.map((block) => block.trim())).toEqual(splitBlocks(growing).map((block) => block.trim()));
        }
    });

    test("of another text are its own", () => {
        expect(splitOn(splitBlocks(text), "Other.")).toEqual(["Other."]);
    });

    test("are paragraphs where nothing can be read", () => {
        const odd = `${">".repeat(3000)}\n\nFine.\n\n${"- ".repeat(3000)}`;
        const blocks = splitBlocks(odd);
        expect(blocks.join("")).toBe(odd);
        expect(blocks).toContain("Fine.\n\n");
    });
});
