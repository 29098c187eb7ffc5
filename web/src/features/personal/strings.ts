// The words about a person's own marks: which answers were right.
import { count, day, decimal, names, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

const questions = (n: number) => `${count(n)} ${plural(n, "question", "questions")}`;
const marks = (n: number) => `${count(n)} ${plural(n, "mark", "marks")}`;
/** Shares come only from imported banks. */
const share = (right: number) => (Number.isInteger(right) ? count(right) : decimal(right));

const outcome = (right: readonly string[], wrong: readonly string[]) =>
    [
        ...(right.length > 0 ? [`${names(right)} right`] : []),
        ...(wrong.length > 0 ? [`${names(wrong)} wrong`] : []),
    ].join(", ");

export const markStrings = words("marks", {
    ask: "Was this answer right?",
    right: "Right",
    wrong: "Wrong",
    of: (name: string) => `(answer of ${name})`,
    thisOne: "This one was right",
    says: (claim: string) => `(${claim})`,
    noted: (right: readonly string[], wrong: readonly string[]) =>
        `Noted: ${outcome(right, wrong)}. It counts like one benchmark question, and stays on this device. Press the button again to take it back.`,
    notedNothing:
        "Noted, but it does not tell which model was right. You can mark each model’s own answer in the evidence below.",
    unkept: "This browser does not store it, so it is lost when you close the page.",
    show: "Your marks",
    failed: "The part of the page that keeps marks could not be loaded. Check your connection, then try again.",

    title: "Your marks",
    intro: "Which answers were right, by your own judgement. Each marked question is added to the index and counts like one benchmark question, so a few change little. Marks are stored on this device, and nothing of them is sent anywhere.",
    none: "You have not marked any answer yet. Under each answer are the buttons “Right” and “Wrong”.",
    unused: "Your marks could not be added to the index, so the page chooses models without them. Reload the page to try again.",
    all: "All your questions",
    unnamed: "Other questions",
    marked: (n: number) => `${questions(n)} marked`,
    best: (model: string, right: number, of: number) =>
        `${model} is right most often: ${share(right)} of ${count(of)}.`,
    noBest: "No model has been marked on three of these questions and been right.",
    columns: { model: "Model", right: "Right", of: "Of" },
    cells: (right: number) => share(right),
    table: (kind: string) => `Models on ${kind}`,
    list: (n: number) => `All ${marks(n)}`,
    listOne: "The mark",
    entry: (right: readonly string[], wrong: readonly string[]) =>
        right.length + wrong.length > 0 ? outcome(right, wrong) : "does not tell which model was right",
    date: (at: number) => day(new Date(at).toISOString()),
    remove: "Remove",
    removeOf: (question: string) => `the mark of: ${question}`,
    removed: (n: number) => `${marks(n)} removed.`,
    undo: "Undo",
    save: "Save as a file",
    saveHint:
        "A bank of questions, one JSON object a line. “smacs index build --bank” reads it too. It holds your questions.",
    load: "Load a file",
    loadLabel: "File of marks",
    loaded: (n: number) => `${marks(n)} loaded.`,
    badLine: (line: number) => `Line ${count(line)} is not a question with scores. Nothing was loaded.`,
    badFile: "The file could not be read. Nothing was loaded.",
    wipe: "Remove all marks",
    wipeSure: (n: number) => `This removes ${n === 1 ? "your mark" : `all ${marks(n)}`} from this device.`,
    wipeYes: "Remove",
    wipeNo: "Keep",
});
