// The shapes of questions that all families share: what is asked, how to end the reply, and which answers are wrong.
//
// An item is {question, answer, wrong, holds?}: `wrong` are answers that a typical mistake leads to, `holds(answer)`
// puts an answer back into the story. Each ending makes a reply that says its final answer in a way that the core's
// extraction reads. From the second level on it asks for reasoning first: small models that are told how to end give
// the end alone.

const letters = "ABCDEFGH";

/** How a reply should end. */
const endings = {
    number: [
        'Give the final answer as a number after "Answer:".',
        'End your reply with "Answer:" and the number.',
        'Finish with a line that says "Answer:" and then only the number.',
    ],
    choice: [
        'End with "Answer:" and the letter of the right option.',
        'Finish with a line that says "Answer:" and then the letter.',
        'Give the letter of the right option after "Answer:".',
    ],
    word: [
        'Give the result after "Answer:".',
        'End your reply with "Answer:" and the result.',
        'Finish with a line that says "Answer:" and then only the result.',
    ],
    boolean: ['End with "Answer: yes" or "Answer: no".', 'Finish with "Answer:" and either yes or no.'],
};
/** For questions that need no reasoning. */
const short = {
    number: ["Reply with the number only.", "Answer with just the number."],
    choice: ["Reply with the letter only.", "Answer with just the letter of the right option."],
    word: ["Reply with the result only."],
    boolean: ["Reply with yes or no only."],
};

const reasoning = [
    "Think step by step.",
    "Work it out step by step.",
    "Reason step by step first.",
    "Show your steps.",
];

function ending(r, shape, level) {
    if (level > 1) {
        return `${r.pick(reasoning)} ${r.pick(endings[shape])}`;
    }
    return r.chance(0.4) ? r.pick(short[shape]) : r.pick(endings[shape]);
}

/** A line break after what has lines of its own (a program, a table), else a space. */
const joined = (body, last) => `${body}${body.includes("\n") ? "\n" : " "}${last}`;

const distinct = (list) => [...new Set(list.map(String))];

/** An answer that is written out. `shape`: number, word or boolean. */
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
