// Where a Markdown text may be cut: its top-level blocks, each drawn by itself.
import { Lexer } from "marked";
import { grammar } from "./grammar.ts";

/** The longest that is parsed; what is longer is shown plain, but for code. In characters. */
export const longestBlock = 8000;
/** So many quotes within each other are no text any more. */
const deepest = 40;

/** The text's blocks, which together are the text. Where Markdown cannot be read, its paragraphs. */
export function splitBlocks(text: string): string[] {
    const blocks = readBlocks(text);
    return blocks ?? text.split(/(?<=\n\n)/).flatMap((paragraph) => readBlocks(paragraph) ?? [paragraph]);
}

function readBlocks(text: string): string[] | undefined {
    if (new RegExp(`^(?:[ \\t]*>){${deepest}}`, "m").test(text)) {
        return undefined;
    }
    try {
        const blocks: string[] = [];
        let at = 0;
        for (const { raw, type } of new Lexer(grammar.defaults).blockTokens(text, [])) {
            // Of the text itself: marked tidies spaces at ends of lines, but keeps the length.
            const block = text.slice(at, at + raw.length);
            at += raw.length;
            // Empty lines belong to what stands before them.
            if (type === "space" && blocks.length > 0) {
                blocks.push(blocks.pop() + block);
            } else {
                blocks.push(block);
            }
        }
        blocks.push((blocks.pop() ?? "") + text.slice(at));
        return blocks;
    } catch {
        // Too deep to be read.
        return undefined;
    }
}

/**
 * The blocks of a text that grows: only its last two are looked at again. What is closed later than that, such as a
 * long formula, is put right when the text has ended.
 */
export function splitOn(before: readonly string[], text: string): string[] {
    const kept = before.slice(0, -2);
    const head = kept.join("");
    return kept.length > 0 && text.startsWith(head)
        ? [...kept, ...splitBlocks(text.slice(head.length))]
        : splitBlocks(text);
}
