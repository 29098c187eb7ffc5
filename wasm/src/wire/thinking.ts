// Models that think aloud in their text: <think>...</think> in front of the answer, or, where the opening mark was part
// of the prompt, everything up to a lone </think>.

const open = "<think>";
const close = "</think>";

/**
 * Where the answer starts in the raw text, white space before it skipped; the text's length while only thoughts have
 * come. Fit for text that is still arriving.
 */
export function answerStart(raw: string): number {
    const start = raw.length - raw.trimStart().length;
    const end = raw.indexOf(close);
    const thinks = raw.startsWith(open, start);
    if (end >= 0 && (thinks || !raw.slice(0, end).includes(open))) {
        const after = raw.slice(end + close.length);
        return raw.length - after.trimStart().length;
    }
    return thinks || open.startsWith(raw.slice(start)) ? raw.length : start;
}

/** The answer and the thoughts in front of it. */
export function splitThinking(raw: string): { text: string; reasoning: string } {
    const start = answerStart(raw);
    const before = raw.slice(0, start).trim();
    const thoughts = before.startsWith(open) ? before.slice(open.length) : before;
    const isMark = open.startsWith(before);
    return { text: raw.slice(start), reasoning: isMark ? "" : thoughts.replace(/<\/think>$/, "").trim() };
}
