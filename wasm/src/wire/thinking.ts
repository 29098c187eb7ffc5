// Models that think aloud in their text: <think>...</think> in front of the answer, or, where the opening mark was part
// of the prompt, everything up to a lone </think>. The rule is smacs_text_visible's, of the core.

const open = "<think>";
const close = "</think>";

/** Where the answer is in the raw text, white space around it left out; at the end while only thoughts have come. */
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

/** Without what the core takes for white space at both ends: every character up to the space. */
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
 * The answer and the thoughts in front of it, without marks and the white space around them. `arriving`: more may come,
 * so that the beginning of an opening mark is no answer yet.
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
