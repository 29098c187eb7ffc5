// What Python knows of letters beyond ASCII, of which MicroPython knows nothing.

const kinds: Readonly<Record<string, RegExp>> = {
    alpha: /\p{L}/u,
    upper: /\p{Uppercase}/u,
    lower: /\p{Lowercase}/u,
    decimal: /\p{Nd}/u,
    digit: /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐]/u,
    numeric: /\p{N}/u,
    space: /[\s\x85]/u,
    print: /[^\p{C}\p{Z}]/u,
};

const turns: Readonly<Record<string, (c: string) => string>> = {
    _upper: (c) => c.toUpperCase(),
    _lower: (c) => c.toLowerCase(),
};

/** The pages of 256 letters that a text uses beyond ASCII, or may make by their numbers, and those of their other cases. */
export function pagesOf(source: string): number[] {
    const escaped = source.matchAll(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g);
    const points = Array.from(escaped, ([, short, long]) => Number.parseInt(short ?? long ?? "", 16));
    for (const c of source.match(/[^\0-\x7f]/gu) ?? []) {
        const cases = [c, c.toUpperCase(), c.toLowerCase()].flatMap((text) => Array.from(text));
        points.push(...cases.map((text) => text.codePointAt(0) as number));
    }
    const made = /\bchr\b|\\x|\\N|\bdecode\b/.test(source) ? [0, 1, 2, 3, 4, 5] : [];
    return [...new Set([...points.filter((point) => point < 0x110000).map((point) => point >> 8), ...made])];
}

/** What Python knows of the letters of some pages; made here, because MicroPython knows nothing of them. */
export function letters(pages: readonly number[]): string {
    const all = pages.flatMap((page) =>
        Array.from({ length: 256 }, (_, i) => page * 256 + i)
            .filter((point) => point > 0x7f && !(point >= 0xd800 && point < 0xe000))
            .map((point) => String.fromCodePoint(point)),
    );
    const text = (chosen: readonly string[]) => JSON.stringify(chosen.join(""));
    const ofKind = Object.entries(kinds).map(([name, kind]) => `"${name}":${text(all.filter((c) => kind.test(c)))}`);
    const cased = Object.entries(turns).map(([name, turn]) => {
        const rows = all.filter((c) => turn(c) !== c).map((c) => `${JSON.stringify(c)}:${JSON.stringify(turn(c))}`);
        return `${name}={${rows.join(",")}}`;
    });
    return [`_pages=${JSON.stringify(pages)}`, `_kinds={${ofKind.join(",")}}`, ...cased].join("\n");
}
