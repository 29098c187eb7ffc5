// The words of the map.
import { count, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const mapStrings = words("map", {
    intro: (questions: number) =>
        `All ${count(questions)} questions of the index. Similar questions lie close together; the colour is the subject.`,
    picture: (questions: number, subjects: string) =>
        `A map of the ${count(questions)} questions of the index, in groups: ${subjects}. The table below has the questions nearest to yours.`,
    none: "This index has no map. The command “smacs index map” draws one.",

    /** How near the nearest questions are. */
    near: {
        same: "The index has a question that is almost the same as yours.",
        near: "The index has questions close to yours.",
        far: "The index has few questions like yours; even the nearest are some way off.",
        none: "The index has nothing like your question, so it is not on the map.",
    },
    among: (n: number, of: number, subject: string) =>
        n === of
            ? `All of the nearest are in ${subject}.`
            : `${count(n)} of the ${count(of)} nearest are in ${subject}.`,
    closer: "Closer",

    subjects: {
        mathematics: "Mathematics",
        science: "Science and engineering",
        medicine: "Medicine and biology",
        code: "Code and data",
        puzzles: "Puzzles",
        law: "Law and business",
        society: "Mind and society",
    },
    otherSubject: "Everything else",
    legend: "Subjects: choose one to see it alone",

    nearest: "The questions nearest to yours; arrow keys move between them",
    rank: (n: number) => `Nearest ${n}`,
    point: "Point at a dot, or tap it, to see what it is about.",
    solved: (by: number, of: number) => `solved by ${count(by)} of ${plural(of, "1 model", `${count(of)} models`)}`,

    model: "Show how a model did",
    noModel: "No model",
    likely: "Likely to be asked",
    others: "All others with results",
    outcomes: {
        right: "right",
        wrong: "wrong",
        notAsked: "not asked",
    },
    key: "Filled dot: right. Ring: wrong. Small grey dot: not asked.",
    didAll: (right: number, asked: number) =>
        `Right on ${count(right)} of the ${count(asked)} questions that it was asked.`,
    didNear: (right: number, wrong: number, notAsked: number) =>
        `Of those nearest to yours: ${count(right)} right, ${count(wrong)} wrong, ${count(notAsked)} not asked.`,

    table: "The nearest questions as a table",
    columns: { about: "About", from: "From", similarity: "Similarity", solved: "Solved by" },
});
