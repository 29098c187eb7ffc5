// Ranges of a text.

export interface Range {
    start: number;
    end: number;
}

/** The range without white space at both ends. As in the core, that is every character up to U+0020. */
export function inside(text: string, start: number, end: number): Range {
    let [from, to] = [start, Math.max(start, end)];
    while (from < to && text.charCodeAt(from) <= 32) {
        from++;
    }
    while (to > from && text.charCodeAt(to - 1) <= 32) {
        to--;
    }
    return { start: from, end: to };
}
