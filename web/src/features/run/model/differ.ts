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
}

/** A text as it is compared. It takes some ms where a text is long, and is the same for each text it is held against. */
export interface Read {
    text: string;
    /** Whether it goes on behind that. */
    cut: boolean;
    words: readonly Word[];
    keys: readonly string[];
    /** The keys with a space around each. */
    said: string;
}

export function read(whole: string): Read {
    const text = whole.slice(0, mostLetters);
    const words = wordsOf(text);
    const keys = words.map(({ key }) => key);
    return { text, cut: whole.length > mostLetters, words, keys, said: ` ${keys.join(" ")} ` };
}

/** undefined: the two have too little in common. */
export function differences(texts: readonly Read[], left: number, right: number): Differences | undefined {
    const [one, other] = [texts[left] ?? read(""), texts[right] ?? read("")];
    const parts = diffArrays([...one.keys], [...other.keys], { maxEditLength: mostEdits });
    const both = one.words.length > 0 && other.words.length > 0;
    if (!parts || (both && parts.every(({ added, removed }) => added || removed))) {
        return undefined;
    }
    const a: boolean[] = [];
    const b: boolean[] = [];
    parts.forEach(({ added, removed, value }, place) => {
        const split = place > 0 && place < parts.length - 1 && !added && !removed && !tells(value);
        if (!added) {
            a.push(...value.map(() => removed || split));
        }
        if (!removed) {
            b.push(...value.map(() => added || split));
        }
    });
    const others = (not: number) => texts.map(({ said }, place) => (place === not ? undefined : said));
    return {
        left: piecesOf(one, a, others(left)),
        right: piecesOf(other, b, others(right)),
        cut: one.cut || other.cut,
    };
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

function piecesOf(
    { text, words, keys }: Read,
    marked: readonly boolean[],
    others: readonly (string | undefined)[],
): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    let at = 0;
    while (at < words.length) {
        const first = at;
        const differs = marked[first] ?? false;
        while (at < words.length && marked[at] === differs) {
            at++;
        }
        if (differs) {
            const [start, end] = [words[first]?.start ?? 0, words[at - 1]?.end ?? 0];
            pieces.push({ text: text.slice(from, start), differs: false, also: [] });
            pieces.push({ text: text.slice(start, end), differs, also: alsoSaid(keys, first, at, others) });
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
