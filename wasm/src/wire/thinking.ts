// Thoughts in the text of a reply: <think>...</think> before the answer or, if the prompt contained the opening mark,
// everything up to a lone </think>. The core has the same rule.

const open = "<think>";
const close = "</think>";

/** Where the answer is in the raw text, without white space around it; at the end while only thoughts have come. */
function answerIn(raw: string): { start: number; end: number } {
    const { start, end } = inside(raw, 0, raw.length);
    const closes = raw.indexOf(close, start);
    const opens = raw.indexOf(open, start);
    const thinks = opens === start;
    if (closes >= 0 && (thinks || opens < 0 || opens > closes)) {
        return inside(raw, closes + close.length, end);
    }
    return { start: thinks ? end : start, end };
}

/** The range without white space at both ends. As in the core, that is every character up to U+0020. */
function inside(text: string, start: number, end: number): { start: number; end: number } {
    let [from, to] = [start, Math.max(start, end)];
    while (from < to && text.charCodeAt(from) <= 32) {
        from++;
    }
    while (to > from && text.charCodeAt(to - 1) <= 32) {
        to--;
    }
    return { start: from, end: to };
}

/** Without white space at both ends. */
export function trimmed(text: string): string {
    const { start, end } = inside(text, 0, text.length);
    return text.slice(start, end);
}

/** Where the answer starts in the whole of a raw text; the text's end if there is none. */
export function answerStart(raw: string): number {
    return answerIn(raw).start;
}

/**
 * The answer and the thoughts before it, without marks and white space around them. `arriving`: more may come, so the
 * beginning of an opening mark is not an answer yet.
 */
export function splitThinking(raw: string, arriving = false): { text: string; reasoning: string } {
    const { start, end } = answerIn(raw);
    const text = raw.slice(start, end);
    const before = trimmed(raw.slice(0, start));
    if (arriving && before === "" && end === raw.length && open.startsWith(text)) {
        return { text: "", reasoning: "" };
    }
    const thoughts = before.startsWith(open) ? before.slice(open.length) : before;
    return { text, reasoning: trimmed(thoughts.endsWith(close) ? thoughts.slice(0, -close.length) : thoughts) };
}
