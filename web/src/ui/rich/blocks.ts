// Where a Markdown text may be cut: its top-level blocks, each drawn by itself.
import { Lexer } from "marked";

/** The longest that is parsed; what is longer is shown plain, but for code. In characters. */
export const longestBlock = 8000;
/** So many quotes within each other are no text any more. */
const deepest = 40;

/** The text's blocks, which together are the text. */
export function splitBlocks(text: string): string[] {
    if (new RegExp(`^(?:[ \\t]*>){${deepest}}`, "m").test(text)) {
        return [text];
    }
    try {
        const blocks: string[] = [];
        for (const { raw, type } of new Lexer().blockTokens(text, [])) {
            // Empty lines belong to what stands before them.
            const last = blocks.length - 1;
            if (type === "space" && last >= 0) {
                blocks[last] += raw;
            } else {
                blocks.push(raw);
            }
        }
        return blocks.join("") === text ? blocks : [text];
    } catch {
        return [text];
    }
}

/** The blocks of a text that begins as the one before did: only from its last block on is it looked at again. */
export function splitOn(before: readonly string[], text: string): string[] {
    const kept = before.slice(0, -1);
    const head = kept.join("");
    return kept.length > 0 && text.startsWith(head)
        ? [...kept, ...splitBlocks(text.slice(head.length))]
        : splitBlocks(text);
}
