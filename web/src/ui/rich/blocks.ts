// Where a Markdown text may be cut: blocks that are drawn each by itself. One pass over the lines and no parser, so
// that an odd text takes no longer than any other; parsers get short pieces only, as at worst they take the square of
// them.

/** The longest that is parsed, in characters. Fenced code by itself needs no parser. */
export const longestBlock = 4000;
/** Of lines too, as each takes its time to be laid out. */
const mostLines = 300;
/** What is shorter stays with what follows; a list that is longer is cut between its items. */
const shortest = 120;
const longList = 1500;
/** A formula that has not ended by then is none. */
const longestMath = 2000;

const marker = "(?:(?:[-+*]|\\d{1,9}[.)])[ \\t]+)";
const item = new RegExp(`^ ?${marker}`);
const indented = /^(?: {2}|\t)/;
const fenceStart = new RegExp(`^[ \\t]*${marker}?(\`{3,}|~{3,})(?=[^\`]*$)`);
const mathStart = new RegExp(`^[ \\t]*${marker}?(\\$\\$|\\\\\\[)`);
const fenceAlone = /^ {0,3}[`~]/;

/** The text's blocks, which together are the text. */
export function splitBlocks(text: string): string[] {
    const blocks: string[] = [];
    let start = 0;
    let lines = 0;
    let blank = false;
    let inList = false;
    const cut = (at: number) => {
        if (at > start) {
            blocks.push(text.slice(start, at));
            start = at;
            lines = 0;
        }
    };
    for (let at = 0, end = 0; at < text.length; at = end) {
        end = lineEnd(text, at);
        lines++;
        const line = text.slice(at, Math.min(end, at + longestBlock));
        if (line.trim() === "") {
            blank = true;
            continue;
        }
        const isItem = item.test(line);
        const goesOn: boolean = inList && (isItem || indented.test(line) || !blank);
        const fence = fenceStart.exec(line)?.[1];
        const alone = fence !== undefined && fenceAlone.test(line) && !goesOn;
        end = fence === undefined ? mathEnd(text, at, end) : fenceEnd(text, end, fence);
        const enough = goesOn ? longList : shortest;
        const between = isItem || (blank && !indented.test(line));
        if (alone || (between && at - start >= enough) || end - start > longestBlock || lines > mostLines) {
            cut(at);
        }
        if (alone) {
            cut(end);
        }
        inList = isItem || goesOn;
        blank = false;
    }
    cut(text.length);
    return blocks;
}

/** After the line's break. */
function lineEnd(text: string, at: number): number {
    const newline = text.indexOf("\n", at);
    return newline < 0 ? text.length : newline + 1;
}

/** Code goes on to its end, or to that of the text. */
function fenceEnd(text: string, from: number, fence: string): number {
    const close = new RegExp(`^[ \\t]*\\${fence[0]}{${fence.length},}[ \\t\\r]*$`);
    for (let at = from, end = from; at < text.length; at = end) {
        end = lineEnd(text, at);
        if (end - at < longestBlock && close.test(text.slice(at, end).replace(/\n$/, ""))) {
            return end;
        }
    }
    return text.length;
}

/** Of the line, or of the formula that begins in it; one may still be on its way where the text ends. */
function mathEnd(text: string, at: number, end: number): number {
    const source = text.slice(at, at + longestMath);
    const start = mathStart.exec(source);
    if (!start) {
        return end;
    }
    const close = source.indexOf(start[1] === "$$" ? "$$" : "\\]", start[0].length);
    if (close < 0) {
        return source.length < longestMath ? text.length : end;
    }
    return lineEnd(text, at + close);
}

/** The blocks of a text that grows: only its last two are looked at again. */
export function splitOn(before: readonly string[], text: string): string[] {
    const kept = before.slice(0, -2);
    const head = kept.join("");
    return kept.length > 0 && text.startsWith(head)
        ? [...kept, ...splitBlocks(text.slice(head.length))]
        : splitBlocks(text);
}

/** The text up to the end of the block in which so many characters are reached; a very long block is cut. */
export function upTo(text: string, limit: number): string {
    if (text.length <= limit) {
        return text;
    }
    let size = 0;
    for (const block of splitBlocks(text.slice(0, limit + longestBlock))) {
        if (size >= limit) {
            break;
        }
        size += block.length;
    }
    return text.slice(0, size);
}

export interface FencedCode {
    /** As it was named; empty: it was not. */
    language: string;
    code: string;
}

/** What a block is that is nothing but fenced code, be it unfinished. */
export function fencedCode(block: string): FencedCode | undefined {
    const start = /^( {0,3})(`{3,}|~{3,})[ \t]*([^\s`]*)[^`\n]*(?:\n|$)/.exec(block);
    if (!start) {
        return undefined;
    }
    const [head, indent = "", fence = "", name = ""] = start;
    const close = new RegExp(`(?:^|\\n)[ \\t]*\\${fence[0]}{${fence.length},}\\s*$`);
    const body = block.slice(head.length).replace(/\r\n/g, "\n");
    // Looked for near the end only: a search through all of it would begin anew at each line.
    const tail = Math.max(0, body.length - fence.length - 200);
    const end = close.exec(body.slice(tail));
    const inside = end ? body.slice(0, tail + end.index) : body.replace(/\n$/, "");
    const code = indent === "" ? inside : inside.replace(new RegExp(`^ {1,${indent.length}}`, "gm"), "");
    return { language: /^[\w+#.-]{1,20}/.exec(name)?.[0] ?? "", code };
}

/** Addresses by their lower-case names, from lines like `[1]: https://example.org`. */
export function findDefinitions(text: string): Map<string, string> {
    const definitions = new Map<string, string>();
    if (text.includes("]:")) {
        for (const [, name = "", address = ""] of text.matchAll(
            /^ {0,3}\[([^\][\n]{1,100})\]:[ \t]+<?(https?:\/\/[^\s<>]{1,2000})/gm,
        )) {
            const key = nameOf(name);
            if (!definitions.has(key)) {
                definitions.set(key, address);
            }
        }
    }
    return definitions;
}

/** Those that a block speaks of. */
export function usedIn(block: string, definitions: ReadonlyMap<string, string>): [string, string][] {
    if (definitions.size === 0 || !block.includes("[")) {
        return [];
    }
    const names = new Set([...block.matchAll(/\[([^\][\n]{1,100})\]/g)].map(([, name = ""]) => nameOf(name)));
    return [...names].flatMap((name) => {
        const address = definitions.get(name);
        return address === undefined ? [] : [[name, address]];
    });
}

/** As marked looks it up. */
const nameOf = (name: string) => name.replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
