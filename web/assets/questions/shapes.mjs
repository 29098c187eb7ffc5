// The shapes of questions that all families share: what is asked, how to end the reply, and which answers are wrong.
//
// An item is {question, answer, wrong, holds?}: `wrong` are answers that a typical mistake leads to, `holds(answer)`
// puts an answer back into the story. Each ending makes a reply that says its final answer in a way that the core's
// extraction reads. From the second level on it asks for the steps in plain words: small models that are only told how
// to end, or only to think, give the end alone.

const letters = "ABCDEFGH";

/** What a reply should end with. */
const nouns = {
    number: "the number",
    choice: "the letter of the right option",
    word: "the result",
    boolean: "yes or no",
};

/** For questions of one step. */
const plain = [
    (noun) => `Give ${noun} after "Answer:".`,
    (noun) => `End your reply with "Answer:" and ${noun}.`,
    (noun) => `Reply with ${noun} only.`,
    (noun) => `Answer with just ${noun}.`,
];

/** For all others. What a program prints is compared to the letter, so that it is to stand on a line of its own. */
const lastLine = [
    (noun) => `Write your steps first, and on the last line "Answer:" with ${noun}.`,
    (noun) => `Show your steps, one by one. Then close with a line "Answer:" and ${noun}.`,
];
const reasoned = [...lastLine, (noun) => `Explain how you get there, and close with "The answer is" and ${noun}.`];

const ending = (r, shape, level) =>
    shape === "output" ? r.pick(lastLine)(nouns.word) : r.pick(level > 1 ? reasoned : plain)(nouns[shape]);

/** A line break after what has lines of its own (a program, a table), else a space. */
const joined = (body, last) => `${body}${body.includes("\n") ? "\n" : " "}${last}`;

const distinct = (list) => [...new Set(list.map(String))];

/** An answer that is written out. `shape`: number, word, boolean or output. */
export function open(r, level, shape, body, answer, mistakes, more = {}) {
    const wrong = distinct(mistakes).filter((text) => text !== String(answer));
    return { question: joined(body, ending(r, shape, level)), answer: String(answer), wrong, ...more };
}

export function boolean(r, level, body, truth, more) {
    return open(r, level, "boolean", body, truth ? "yes" : "no", [truth ? "no" : "yes"], more);
}

/** Lettered options: the right one and the first `count - 1` of the mistakes, in any order. */
export function choice(r, level, body, answer, mistakes, { count = 4, ...more } = {}) {
    const others = distinct(mistakes).filter((text) => text !== String(answer));
    const options = r.shuffle([String(answer), ...others.slice(0, count - 1)]);
    const style = r.pick([(letter) => `${letter})`, (letter) => `(${letter})`, (letter) => `${letter}.`]);
    const lines = options.map((text, i) => `${style(letters[i])} ${text}`).join("\n");
    const right = letters[options.indexOf(String(answer))];
    const wrong = [...letters.slice(0, options.length)].filter((letter) => letter !== right);
    return { question: `${body}\n${lines}\n${ending(r, "choice", level)}`, answer: right, wrong, options, ...more };
}

/** A number, written out or chosen among what mistakes lead to; near values fill the options up. */
export function numeric(r, level, body, answer, mistakes, more = {}) {
    const value = Number(answer);
    const near = [1, -1, 10, -10, 2, -2].map((step) => value + step).filter((n) => n >= 0 || value < 0);
    if (r.chance(0.35)) {
        return choice(r, level, body, answer, [...mistakes, ...r.shuffle(near)], more);
    }
    return open(r, level, "number", body, answer, [...mistakes, ...near], more);
}

/** A word or short text, written out or chosen. */
export function wording(r, level, body, answer, mistakes, more = {}) {
    const chosen = distinct(mistakes).filter((text) => text !== String(answer)).length >= 3 && r.chance(0.4);
    return chosen
        ? choice(r, level, body, answer, mistakes, more)
        : open(r, level, "word", body, answer, mistakes, more);
}
