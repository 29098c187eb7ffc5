// A small question bank of our own making: three kinds of question, four models with strengths by kind.

/** Numbers in [0, 1), the same for the same seed. */
function random(seed) {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
}

const kinds = {
    sums: {
        category: "arithmetic",
        ask: (a, b) =>
            `Anna has ${a} apples and buys ${b} more apples at the market. How many apples does she have now?`,
        answer: (a, b) => String(a + b),
    },
    words: {
        category: "spelling",
        ask: (a, b) =>
            `Write the word that has ${a} letters and begins with letter number ${b} of the alphabet, in capitals.`,
        answer: () => "LETTER",
    },
    code: {
        category: undefined,
        ask: (a, b) =>
            `def f(x): return x * ${a} - ${b}\nWhat does this Python function print for the argument ${a + b}?`,
        answer: (a, b) => String((a + b) * a - b),
    },
};
const strengths = {
    "Adder-7B": { sums: 0.95, words: 0.2, code: 0.3 },
    "Speller-7B": { sums: 0.2, words: 0.95, code: 0.3 },
    "Coder-7B": { sums: 0.3, words: 0.3, code: 0.9 },
    "Allrounder-70B": { sums: 0.6, words: 0.6, code: 0.6 },
};

/** Records of a bank; ids are unique for each `name`. */
export function records(name, count, seed) {
    const draw = random(seed);
    return Array.from({ length: count }, (_, i) => {
        const benchmark = Object.keys(kinds)[i % 3];
        const { category, ask, answer } = kinds[benchmark];
        const [a, b] = [2 + Math.floor(draw() * 90), 1 + Math.floor(draw() * 25)];
        const scores = Object.fromEntries(
            Object.entries(strengths).map(([model, by]) => [model, draw() < by[benchmark] ? 1 : 0]),
        );
        return {
            id: `${name}/${i}`,
            source: name,
            benchmark,
            category,
            question: ask(a, b),
            answer: answer(a, b),
            scores,
        };
    });
}

export const lines = (list) => list.map((record) => `${JSON.stringify(record)}\n`).join("");

/** The same records in the shape of the authors' union bank. */
export const union = (list) =>
    JSON.stringify(
        Object.fromEntries(
            list.map(({ id, question, benchmark, category, scores }) => [
                id,
                {
                    question,
                    src: benchmark,
                    src_subject: category,
                    model_res: Object.fromEntries(Object.entries(scores).map(([m, s]) => [m, { is_correct: s === 1 }])),
                },
            ]),
        ),
    );
