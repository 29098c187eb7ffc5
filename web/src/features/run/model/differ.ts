// What differs between two texts, word by word. Two texts are aligned by their longest common sequence of words (jsdiff).
// Spacing, case and the marks of Markdown are no difference; signs of arithmetic are.
import { diffArrays } from "diff/lib/diff/array.js";

/** A part of a text; both have it, or it is one of the differences. */
export interface Piece {
    text: string;
    differs: boolean;
    /** Of a difference: the places of the other texts that have the same words in the same surroundings, ascending. */
    also: readonly number[];
}

export interface Differences {
    left: readonly Piece[];
    right: readonly Piece[];
    /** Whether the texts go on behind what was compared. */
    cut: boolean;
}

/** So many letters of a text are compared. */
export const mostLetters = 12_000;
/** Words that may differ: beyond that, alignment takes long and shows nothing. */
const mostEdits = 800;
/** Common words of fewer letters do not split a difference in two. */
const telling = 4;

interface Word {
    key: string;
    start: number;
    end: number;
    differs: boolean;
}

/** undefined: the two have too little in common. */
export function differences(texts: readonly string[], left: number, right: number): Differences | undefined {
    const all = texts.map((text) => text.slice(0, mostLetters));
    const [a, b] = [wordsOf(all[left] ?? ""), wordsOf(all[right] ?? "")];
    const parts = diffArrays(keysOf(a), keysOf(b), { maxEditLength: mostEdits });
    if (!parts || (a.length > 0 && b.length > 0 && parts.every(({ added, removed }) => added || removed))) {
        return undefined;
    }
    const at = { left: 0, right: 0 };
    parts.forEach(({ added, removed, value }, place) => {
        const split = place > 0 && place < parts.length - 1 && !added && !removed && !tells(value);
        for (let one = 0; one < value.length; one++) {
            if (!added) {
                mark(a[at.left++], removed || split);
            }
            if (!removed) {
                mark(b[at.right++], added || split);
            }
        }
    });
    const said = all.map((text) => ` ${keysOf(wordsOf(text)).join(" ")} `);
    const others = (not: number) => said.map((one, place) => (place === not ? undefined : one));
    return {
        left: piecesOf(all[left] ?? "", a, others(left)),
        right: piecesOf(all[right] ?? "", b, others(right)),
        cut: [left, right].some((place) => (texts[place]?.length ?? 0) > mostLetters),
    };
}

function mark(word: Word | undefined, differs: boolean): void {
    if (word) {
        word.differs = differs;
    }
}

/** Whether words in common are more than such as stand in every text. */
function tells(keys: readonly string[]): boolean {
    return keys.length > 2 || keys.some((key) => key.length >= telling || /[^a-z]/.test(key));
}

const byWord = new Intl.Segmenter(undefined, { granularity: "word" });

function wordsOf(text: string): Word[] {
    return [...byWord.segment(text)]
        .filter(({ segment, index, isWordLike }) => isWordLike || isSign(segment, text.charAt(index + segment.length)))
        .map(({ segment, index }) => ({
            key: keyOf(segment),
            start: index,
            end: index + segment.length,
            differs: false,
        }));
}

/** A minus, not a bullet or a hyphen. */
function isSign(segment: string, next: string): boolean {
    return /^[\p{Sm}\p{Sc}%/]$/u.test(segment) || (segment === "-" && /\d/.test(next));
}

function keyOf(word: string): string {
    return word
        .normalize("NFKC")
        .toLowerCase()
        .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
}

const keysOf = (words: readonly Word[]) => words.map(({ key }) => key);

function piecesOf(text: string, words: readonly Word[], others: readonly (string | undefined)[]): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    let at = 0;
    while (at < words.length) {
        const first = at;
        const differs = words[first]?.differs ?? false;
        while (at < words.length && words[at]?.differs === differs) {
            at++;
        }
        if (differs) {
            const [start, end] = [words[first]?.start ?? 0, words[at - 1]?.end ?? 0];
            pieces.push({ text: text.slice(from, start), differs: false, also: [] });
            pieces.push({ text: text.slice(start, end), differs, also: alsoSaid(keysOf(words), first, at, others) });
            from = end;
        }
    }
    return [...pieces, { text: text.slice(from), differs: false, also: [] }].filter((piece) => piece.text !== "");
}

/** With a word before or behind them, so that an "and" somewhere else does not count. */
function alsoSaid(
    keys: readonly string[],
    first: number,
    end: number,
    others: readonly (string | undefined)[],
): number[] {
    const phrases = [keys.slice(Math.max(0, first - 1), end), keys.slice(first, end + 1)]
        .filter((phrase) => phrase.length > end - first || keys.length === end - first)
        .map((phrase) => ` ${phrase.join(" ")} `);
    return others.flatMap((said, place) => (phrases.some((phrase) => said?.includes(phrase)) ? [place] : []));
}
