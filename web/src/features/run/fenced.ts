/** A text as a block of code in Markdown, in fences of more ticks than any that stand in it. */
export function fenced(text: string, language = ""): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
