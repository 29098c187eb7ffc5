// What asking would take, before anything is asked: how many calls, and what they would cost. A range, since answers
// differ in length and a run stops when enough agree. Marked as estimated wherever it is shown.
import type { RunMode } from "smacs";

export interface Range {
    low: number;
    high: number;
}

export interface Estimate {
    calls: Range;
    /** Short calls that ask models back, at most. */
    askBack: number;
    /** US dollars; undefined while the price of a model on the panel is unknown. */
    cost: Range | undefined;
    /** Models of the panel without a known price. */
    unpriced: number;
}

/** US dollars per million tokens; undefined: unknown. */
export interface TokenPrice {
    input: number | undefined;
    output: number | undefined;
}

export interface EstimateParts {
    mode: RunMode;
    /** Prices of the panel, best first. */
    panel: readonly TokenPrice[];
    /** Of what is sent with each call: question, earlier turns, system prompt. */
    inputTokens: number;
    /** Whether models are asked back where their final answer is not read for sure. */
    askBack: boolean;
}

/** Tokens of an answer: a short one, and one with its reasoning written out. */
const answerTokens: Range = { low: 150, high: 1200 };
/** Tokens of what asks back and of the reply, in all. */
const statement = { input: 30, output: 10 };
/** Answers that make a lead safe when all agree: of several models, and of one that merges (include/smacs/run.h). */
const safeLead = { references: 2, candidates: 4 };
/** Subsets, by default (include/smacs/run.h). */
const subsets = { auto: 3, other: 8 };
/** Characters per token of English text, as services say themselves. */
const charactersPerToken = 4;

export const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);

export function estimate({ mode, panel, inputTokens, askBack }: EstimateParts): Estimate {
    const references = referenceCalls(mode, panel.length);
    const compares = mode !== "route" && mode !== "paper" && panel.length > 1;
    const back: Range = { low: 0, high: askBack && compares ? panel.length : 0 };
    const merges = mergeCalls(mode, panel.length);
    const unpriced = panel.filter((price) => price.input === undefined || price.output === undefined).length;
    const total = (end: keyof Range) => {
        const asked = panel.slice(0, references[end]);
        const merged = inputTokens + asked.length * answerTokens[end];
        const [merger] = panel;
        return (
            asked.reduce((sum, price) => sum + callCost(price, inputTokens, answerTokens[end]), 0) +
            asked
                .slice(0, back[end])
                .reduce((sum, price) => sum + backCost(price, inputTokens + answerTokens[end]), 0) +
            (merger ? merges[end] * callCost(merger, merged, answerTokens[end]) : 0)
        );
    };
    return {
        calls: { low: references.low + merges.low, high: references.high + merges.high },
        askBack: back.high,
        cost: unpriced === 0 && panel.length > 0 ? { low: total("low"), high: total("high") } : undefined,
        unpriced,
    };
}

function referenceCalls(mode: RunMode, n: number): Range {
    if (mode === "route") {
        return { low: Math.min(1, n), high: Math.min(1, n) };
    }
    const all = mode === "aggregate" || mode === "paper";
    return { low: all ? n : Math.min(safeLead.references, n), high: n };
}

/** Of `n` answers. Each subset leaves one out and none is drawn twice, but in the paper (src/run/draws.c). */
function mergeCalls(mode: RunMode, n: number): Range {
    const different = n > 2 ? n : n === 2 ? 1 : 0;
    switch (mode) {
        case "auto":
            return { low: 0, high: Math.min(subsets.auto, different) };
        case "aggregate": {
            const high = Math.min(subsets.other, different);
            return { low: Math.min(safeLead.candidates, high), high };
        }
        case "paper":
            return { low: subsets.other, high: subsets.other };
        default:
            return { low: 0, high: 0 };
    }
}

function callCost({ input = 0, output = 0 }: TokenPrice, inputTokens: number, outputTokens: number): number {
    return (input * inputTokens + output * outputTokens) / 1e6;
}

function backCost(price: TokenPrice, conversation: number): number {
    return callCost(price, conversation + statement.input, statement.output);
}

/**
 * What the knob from cheap to best weighs a model by, in US dollars per million tokens in and out together. Where no
 * price is known, or the model runs on the visitor's own machine, its size stands in: hosted open models cost about 2
 * cents per thousand million parameters, and a little for each. Only for ranking: such a guess is never shown as a
 * price.
 */
export function rankingCost(price: TokenPrice | undefined, parametersB: number | undefined): number | undefined {
    const known = (price?.input ?? 0) + (price?.output ?? 0);
    if (price?.input !== undefined && price.output !== undefined && known > 0) {
        return known;
    }
    return parametersB === undefined ? undefined : 0.1 + 0.02 * parametersB;
}
