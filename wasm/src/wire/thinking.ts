// Thoughts in the text of a reply. Models put them between marks in front of the answer. If the prompt contained the
// opening mark, everything up to a lone closing one is thought. Later blocks count where they begin a line. Models that
// write channels say their answer in the final one. A mark that is quoted, or named in a sentence, is text. The command
// has the same rule (src/wire/thoughts.c).
import { withoutControls, withoutFrames } from "./controls.js";
import { inside, type Range } from "./range.js";

interface Mark extends Range {
    closes: boolean;
    /** Equal for the two marks of a pair. */
    pair: string;
}

/** What such a mark is called: "think", "seed:think", "chain_of_thought", "thinking_process". */
const name =
    "(?:[a-z]{1,16}[:_-]){0,3}(?:ant)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflection|scratchpad|analysis|monologue|cot)(?:[_-]process)?";

/** Pairs that are spelt otherwise. */
const pairs: readonly (readonly [open: string, close: string])[] = [
    ["<|inner_prefix|>", "<|inner_suffix|>"],
    ["<|channel>thought", "<channel|>"],
    ["<unused94>thought", "<unused95>"],
];

const channel = "<|channel|>";
const messageMark = "<|message|>";
const analysis = `${channel}analysis${messageMark}`;
/** Up to the mark of the message: a constraint may stand between. */
const final = `${channel}final`;

/** The same where a server leaves the marks out. */
const bareAnalysis = "analysis";
const bareFinal = "assistantfinal";

const folded = "reasoning|thinking|thought (?:process|for)|chain of thought";
const summary = "\\s*<summary>";

/**
 * <details type="reasoning">, or <details> with a summary that says so, up to the end of the summary. Chat applications
 * fold thoughts with it, and people everything else.
 */
const details = `<details(?=[^>]{0,190}(?:${folded})|[^>]{0,190}>${summary}[^<]{0,70}(?:${folded}))[^>]{0,190}>(?:${summary}[^<]{0,70}</summary>)?`;

/** <think>, <|begin_of_thought|> and their like; each has a group for what closes it and one for its name. */
const markPattern = [
    `<(\\|?)(/|end_(?:of_)?)?(?:(?:begin|start)_(?:of_)?)?(${name})\\1>`,
    "\\[(/?)(think(?:ing)?)\\]",
    "◁(/?)(think)▷",
    details,
    "</details>",
    ...pairs.flat().map((spelt) => spelt.replaceAll("|", "\\|")),
].join("|");

/** What may be the beginning of thoughts: an opening mark, or a part of one. */
const mayOpen = /^(?:[<[◁]\S{0,60}|<details[^>]{0,190}>?(?:\s*<summary>?[^<]{0,70}(?:<\/[a-z]*)?)?)$/;

/** More marks than any reply has. A text full of them would hold up the page at each piece that arrives. */
const mostMarks = 256;

function marksIn(raw: string): Mark[] {
    const marks: Mark[] = [];
    for (const found of raw.matchAll(new RegExp(markPattern, "gi"))) {
        const mark = markOf(found);
        // The end of a <details> without thoughts in it is no mark.
        if (mark.pair !== "details" || !mark.closes || marks.some(({ pair }) => pair === mark.pair)) {
            marks.push(mark);
        }
        if (marks.length === mostMarks) {
            break;
        }
    }
    return marks;
}

function markOf(found: RegExpMatchArray): Mark {
    const spelt = found[0].toLowerCase();
    const range = { start: found.index ?? 0, end: (found.index ?? 0) + spelt.length };
    const word = found[3] ?? found[5] ?? found[7];
    if (word !== undefined) {
        const closes = Boolean(found[2] ?? found[4] ?? found[6]);
        return { ...range, closes, pair: `${spelt.charAt(0)}${found[1] ?? ""}${word.toLowerCase()}` };
    }
    if (/^<\/?details/.test(spelt)) {
        return { ...range, closes: spelt.startsWith("</"), pair: "details" };
    }
    const at = pairs.findIndex((pair) => pair.includes(spelt));
    return { ...range, closes: pairs[at]?.[1] === spelt, pair: String(at) };
}

const quotes = "`\"'“”‘’«»";

/** Between quotes. */
function isQuoted(raw: string, { start, end }: Mark): boolean {
    const [before, after] = [raw.charAt(start - 1), raw.charAt(end)];
    return before !== "" && after !== "" && quotes.includes(before) && quotes.includes(after);
}

/** In the middle of a sentence: behind a word, and before a small letter or a mark of punctuation. */
function isNamed(raw: string, { start, end }: Mark): boolean {
    return (
        /[a-z0-9,:(] $/i.test(raw.slice(Math.max(0, start - 2), start)) &&
        /^(?: [a-z]|[.,;:!?)])/.test(raw.slice(end, end + 2))
    );
}

const fence = "```";

function countFences(raw: string, start: number, end: number): number {
    return raw.slice(start, end).split(fence).length - 1;
}

const isOdd = (count: number) => count % 2 === 1;

/** Splits one raw text. */
class Splitter {
    readonly thoughts: Range[] = [];
    readonly said: Range[] = [];
    readonly #raw: string;
    readonly #end: number;
    readonly #marks: Mark[];

    constructor(raw: string, { start, end }: Range) {
        this.#raw = raw;
        this.#end = end;
        const answer = this.#channels(start);
        // A mark at the very end may have been taken for a token of control.
        this.#marks = answer === undefined ? marksIn(raw).filter((mark) => mark.end <= end) : [];
        this.#later(answer ?? this.#front(start));
    }

    /** Where the final channel begins; undefined: there are no channels. Without a final one all is thought. */
    #channels(start: number): number | undefined {
        const raw = this.#raw;
        const opens = [channel, `<|start|>assistant${channel}`].some((mark) => raw.startsWith(mark, start));
        const [first, last] = opens ? [analysis, final] : [bareAnalysis, bareFinal];
        const at = opens || raw.startsWith(first, start) ? raw.lastIndexOf(last) : -1;
        const mark = opens ? raw.indexOf(messageMark, at) : at;
        const thinks = raw.indexOf(first, start);
        const from = thinks < 0 || (at >= 0 && thinks > at) ? start : thinks + first.length;
        if (at >= start && mark >= 0) {
            this.thoughts.push({ start: from, end: Math.max(from, at) });
            return mark + (opens ? messageMark : last).length;
        }
        if (opens && thinks >= 0) {
            this.thoughts.push({ start: from, end: this.#end });
            return this.#end;
        }
        return undefined;
    }

    /** Takes the thoughts in front of the answer; where it begins. */
    #front(start: number): number {
        for (let at = start; ; ) {
            const { start: here } = inside(this.#raw, at, this.#end);
            const open = this.#marks.find((mark) => mark.start === here && !mark.closes);
            const close = open ? this.#closeOf(open) : this.#loneClose(here);
            if (!open && !close) {
                return here;
            }
            at = close?.end ?? this.#end;
            this.thoughts.push({ start: open?.end ?? here, end: close?.start ?? this.#end });
        }
    }

    /** The mark that ends a block: the first that is clearly one, else the last that is not quoted, else the last. */
    #closeOf({ end, pair }: Mark): Mark | undefined {
        const closes = this.#marks.filter((mark) => mark.start >= end && mark.closes && mark.pair === pair);
        return (
            closes.find((mark) => this.#isClear(mark)) ??
            closes.filter((mark) => !isQuoted(this.#raw, mark)).at(-1) ??
            closes.at(-1)
        );
    }

    /** A closing mark without an opening one. Behind other thoughts it counts only if an answer follows it. */
    #loneClose(from: number): Mark | undefined {
        const opened = new Set<string>();
        for (const mark of this.#marks) {
            if (mark.start >= from && !mark.closes) {
                opened.add(mark.pair);
            } else if (mark.start >= from && !opened.has(mark.pair) && this.#isClear(mark)) {
                const follows = inside(this.#raw, mark.end, this.#end);
                return this.thoughts.length === 0 || follows.start < follows.end ? mark : undefined;
            }
        }
        return undefined;
    }

    /** What is said from here on, without the blocks of thoughts that begin a line; a block of code may be a template. */
    #later(start: number): void {
        const raw = this.#raw;
        let from = start;
        let inCode = false;
        let counted = start;
        for (const open of this.#marks) {
            if (
                open.closes ||
                open.start <= from ||
                !/\n[ \t]*$/.test(raw.slice(Math.max(from, open.start - 32), open.start))
            ) {
                continue;
            }
            inCode = isOdd(countFences(raw, counted, open.start)) !== inCode;
            counted = open.start;
            const close = inCode ? undefined : this.#closeOf(open);
            if (close && this.#isClear(close)) {
                this.said.push({ start: from, end: open.start });
                this.thoughts.push({ start: open.end, end: close.start });
                from = close.end;
                counted = from;
            }
        }
        this.said.push({ start: from, end: this.#end });
    }

    #isClear(mark: Mark): boolean {
        return !isQuoted(this.#raw, mark) && !isNamed(this.#raw, mark);
    }
}

/** Without white space at both ends. */
export function trimmed(text: string): string {
    const { start, end } = inside(text, 0, text.length);
    return text.slice(start, end);
}

function withoutBoth(text: string): string {
    const { start, end } = withoutControls(text);
    return text.slice(start, end);
}

/** Where the answer starts in the whole of a raw text; the text's end if there is none. */
export function answerStart(raw: string): number {
    const { said } = new Splitter(raw, withoutControls(raw));
    const first = said[0] ?? { start: raw.length, end: raw.length };
    return inside(raw, first.start, raw.length).start;
}

/**
 * The answer and the thoughts, without marks, tokens of control and white space around them. `arriving`: more may come,
 * so the beginning of an opening mark is not an answer yet.
 */
export function splitThinking(raw: string, arriving = false): { text: string; reasoning: string } {
    const { said, thoughts } = new Splitter(raw, withoutControls(raw));
    const text = withoutBoth(withoutFrames(said.map(({ start, end }) => raw.slice(start, end)).join("")));
    const begun = text.toLowerCase();
    if (arriving && thoughts.length === 0 && (mayOpen.test(begun) || bareAnalysis.startsWith(begun))) {
        return { text: "", reasoning: "" };
    }
    const reasoning = thoughts.map((part) => withoutBoth(raw.slice(part.start, part.end)));
    return { text, reasoning: reasoning.filter(Boolean).join("\n\n") };
}
