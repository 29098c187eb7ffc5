// The glossary: terms that the page cannot do without. `words`: how a text may spell it; `means`: one or two sentences.
import { words } from "../lib/words.ts";

export const termStrings = words("terms", {
    index: {
        words: ["index"],
        means: "A collection of test questions, with how well each model answered them.",
    },
    prior: {
        words: ["prior"],
        means: "How likely a model is to be right on questions like this, judged before it answers.",
    },
    error: {
        words: ["standard error", "Std. error"],
        means: "How far off a figure may be. The true value lies within one standard error in about two of three cases.",
    },
    effective: {
        words: ["Eff. questions"],
        means: "How many questions a figure effectively rests on. Less similar questions count for less.",
    },
    referee: {
        words: ["referee"],
        means: "A strong model that compares the two leading answers, once in each order. Its verdict counts only if it is the same both times.",
    },
    trace: {
        words: ["trace"],
        means: "The record of a run: what was asked, answered and decided. It can be replayed, and contains no keys.",
    },
    seed: {
        words: ["seed"],
        means: "A number that sets the random choices of a run. The same seed makes the same choices.",
    },
    panel: {
        words: ["panel"],
        means: "The models that are asked one question.",
    },
    candidate: {
        words: ["candidates", "candidate"],
        means: "A text that may be kept: an answer, or a version merged from several answers.",
    },
    embedder: {
        words: ["embedder"],
        means: "Turns the words of a question into numbers, so that similar questions can be found.",
    },
    endpoint: {
        words: ["endpoint"],
        means: "An address at which a server lets models answer, on the web or on this machine.",
    },
    token: {
        words: ["tokens", "token"],
        means: "A piece of text of about four letters. Models read and write tokens, and services charge for them.",
    },
});

export type Term = keyof typeof termStrings;
