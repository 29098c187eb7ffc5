// What several texts say alike. Open questions have no final answers to count, so their sentences are held against each
// other by their words. That misses what is said in other words, and claims no more than that the words are the same.
import { unmarked } from "./camps.ts";

/** A sentence, and every text that has one like it. */
export interface Claim {
    /** As the first of these texts says it. */
    text: string;
    /** Places of the texts in the list that was given, ascending. */
    texts: readonly number[];
}

/** Of two sentences that say the same, at least so large a share of the shorter one's words is in the other. */
const alike = 0.6;
/** And at least so many words, or all of a shorter sentence. */
const leastShared = 3;
/** Sentences of a text that are looked at, and letters of one line. */
const most = 60;
const longest = 8000;

interface Sentence {
    of: number;
    text: string;
    words: ReadonlySet<string>;
}

/** What most texts say comes first, then in the order in which it is said. */
export function claimsIn(texts: readonly string[]): Claim[] {
    const sentences = texts.flatMap((text, of) => sentencesOf(text).map((sentence) => ({ of, ...sentence })));
    const holding = holdersOf(sentences);
    const claimed = new Set<number>();
    const claims = sentences.map((sentence, at): Claim | undefined => {
        if (claimed.has(at)) {
            return undefined;
        }
        const own = [at, ...likeIt(sentence, sentences, holding, claimed)];
        for (const one of own) {
            claimed.add(one);
        }
        const said = new Set(own.map((one) => sentences[one]?.of ?? 0));
        return { text: sentence.text, texts: [...said].sort((a, b) => a - b) };
    });
    return claims.filter((claim) => claim !== undefined).sort((a, b) => b.texts.length - a.texts.length);
}

/** The best of each other text. */
function likeIt(
    { of, words }: Sentence,
    sentences: readonly Sentence[],
    holding: ReadonlyMap<string, readonly number[]>,
    claimed: ReadonlySet<number>,
): number[] {
    const shared = new Map<number, number>();
    for (const word of words) {
        for (const at of holding.get(word) ?? []) {
            shared.set(at, (shared.get(at) ?? 0) + 1);
        }
    }
    const best = new Map<number, { at: number; share: number }>();
    for (const [at, count] of shared) {
        const other = sentences[at];
        if (!other || other.of === of || claimed.has(at)) {
            continue;
        }
        const shorter = Math.min(words.size, other.words.size);
        const share = count >= Math.min(leastShared, shorter) ? count / shorter : 0;
        if (share >= alike && share > (best.get(other.of)?.share ?? 0)) {
            best.set(other.of, { at, share });
        }
    }
    return [...best.values()].map(({ at }) => at);
}

/** The sentences that each word stands in. */
function holdersOf(sentences: readonly Sentence[]): Map<string, number[]> {
    const holding = new Map<string, number[]>();
    sentences.forEach(({ words }, at) => {
        for (const word of words) {
            holding.set(word, [...(holding.get(word) ?? []), at]);
        }
    });
    return holding;
}

const bySentence = new Intl.Segmenter(undefined, { granularity: "sentence" });
const byWord = new Intl.Segmenter(undefined, { granularity: "word" });

/** Each once, without code, headings and what marks up lists. */
function sentencesOf(text: string): Pick<Sentence, "text" | "words">[] {
    const prose = text.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, "");
    const found = new Map<string, Pick<Sentence, "text" | "words">>();
    for (const line of prose.split("\n")) {
        if (found.size >= most) {
            break;
        }
        if (!/^\s*(#|\|)/.test(line)) {
            addSentences(unmarked(line.replace(/^\s*(?:[-*+•>]|\d+[.)])\s+/, "")), found);
        }
    }
    return [...found.values()];
}

function addSentences(line: string, found: Map<string, Pick<Sentence, "text" | "words">>): void {
    // Finding where sentences end takes time, and a line may be a whole book.
    for (const { segment } of bySentence.segment(line.slice(0, longest))) {
        const words = wordsOf(segment);
        const key = [...words].sort().join(" ");
        if (words.size >= 2 && found.size < most && !found.has(key)) {
            found.set(key, { text: segment.trim(), words });
        }
    }
}

/** Those that carry meaning, by their beginnings, so that "sleeping" is "sleep": in any language, roughly. */
function wordsOf(sentence: string): Set<string> {
    const words = [...byWord.segment(sentence.toLowerCase())].filter(({ isWordLike }) => isWordLike);
    return new Set(
        words
            .map(({ segment }) => segment)
            .filter(tells)
            .map((word) => word.slice(0, 5)),
    );
}

/** Short words of alphabets seldom do; figures and signs that stand for words do. */
function tells(word: string): boolean {
    return /\d/.test(word) || /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word) || word.length > 3;
}
