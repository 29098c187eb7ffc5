// The words about calibration: a model earns its place in the index by answering a few questions.

import { count, decimal, dollars, duration, names, percent, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

const questions = (n: number) => `${count(n)} ${plural(n, "question", "questions")}`;
const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

export const calibrateStrings = words("calibrate", {
    title: "Calibrate models",
    intro: "Nothing is known about a model that is not in the index. Here it answers questions whose answers are known, and its results become a column of the index. From then on it is chosen like the others.",
    model: "Model",
    noModel: "No model can be asked yet. Connect one under “Models to ask” first.",
    name: "Its name in the index",
    nameHint: "If the index already has a model of this name, the results are added to it.",
    source: "Questions",
    builtin: "The built-in set",
    builtinHint: "Generated for this page: arithmetic, word problems, units, dates, code, logic, text and tables.",
    own: "Your own bank",
    ownLabel: "Bank file",
    ownHint: "JSON Lines with id, question and answer, plain or gzip.",
    budget: "Maximum questions",
    error: "Stop when the error is below (points)",
    before: (calls: number, low: number, high: number) =>
        `Up to ${count(calls)} calls, about ${count(low)} to ${count(high)} tokens`,
    cost: (low: number, high: number) => (high === 0 ? "no charge" : `${dollars(low)} to ${dollars(high)}, estimated`),
    costUnknown: "price unknown",
    time: (low: number, high: number) => `about ${duration(low)} to ${duration(high)}`,
    vectors: (host: string) => `The texts of all questions of the set go to ${host} too, which makes their vectors.`,
    start: "Start",
    resume: (n: number) => `Resume after ${questions(n)}`,
    anew: "Start over",
    preparing: "Choosing the questions…",
    pause: "Pause",
    pausing: "Waiting for the calls in progress.",
    pauseNow: "Cancel them",
    go: "Resume",
    asked: (n: number, most: number) => `${count(n)} of at most ${count(most)} asked`,
    left: (ms: number) => `about ${duration(ms)} left`,
    right: (right: number, asked: number) => `${count(right)} of ${count(asked)} right`,
    unanswered: (n: number) => `${count(n)} without a final answer`,
    prior: (prior: number, error: number) => `${percent(prior)} ± ${decimal(100 * error)}`,
    priorLabel: "Prior",
    chart: "Prior by questions asked: share of right answers, with its standard error",
    columns: {
        asked: "Asked",
        prior: "Prior, percent",
        error: "Standard error",
        kind: "Kind of question",
        right: "Right",
    },
    table: "As a table",
    kinds: "By kind of question",
    last: (right: boolean, found: string) =>
        `The last answer was ${right ? "right" : "wrong"}${found === "" ? ": it named no result" : `: ${found}`}.`,
    why: {
        precise: "The prior is as precise as you asked for.",
        budget: "The maximum number of questions has been asked.",
        exhausted: "There are no more questions.",
    } as Readonly<Record<string, string>>,
    unreadable: (read: number, asked: number) =>
        `Stopped, because only ${count(read)} of ${count(asked)} answers could be read, so the model could not be judged.`,
    oneUnread: "One of the answers in which no final answer was found:",
    add: "Add it to the index",
    adding: "Adding…",
    added: (name: string) =>
        `${name} is in the index now, and the index is in use. It is kept in this browser. You can download or remove it under “Index”.`,
    save: "Save the record",
    failed: "The calibration stopped.",
    noQuestion: "There is no question with both a text and a known answer.",
    kept: "The results so far are kept. You can resume, even after a reload.",
    check: "Ask again",
    checkHint:
        "Asks the same questions again and tells you whether the model has changed: a service may put a different model behind the same name.",
    checking: (n: number, most: number) => `${count(n)} of ${count(most)} asked again`,
    same: (lost: number, won: number) =>
        `No change seen: ${questions(lost)} right before and wrong now, ${count(won)} the other way round.`,
    changed: (lost: number, won: number, p: number) =>
        `It has changed: ${questions(lost)} right before and wrong now, ${count(won)} the other way round (sign test, p = ${p.toFixed(3)}).`,

    all: {
        title: "Several at once",
        intro: "Puts the built-in questions to each of these models that has no results yet. It goes on when you close this sheet, and can be resumed.",
        models: "Models to calibrate",
        budget: "Maximum questions for each",
        start: (n: number, all: boolean) => (all ? `Calibrate all ${count(n)}` : `Calibrate these ${count(n)}`),
        calls: (n: number) => `up to ${count(n)} short ${plural(n, "call", "calls")}`,
        unpriced: (n: number) => `without ${models(n)} of unknown price`,
        progress: (done: number, all: number) => `${count(done)} of ${models(all)} calibrated`,
        waiting: "waiting",
        running: (asked: number) => `${questions(asked)} asked…`,
        unreadable: "hardly any answer could be read, so it could not be judged",
        result: (right: number, asked: number, prior: number, error: number) =>
            `${count(right)} of ${count(asked)} right, prior ${percent(prior)} ± ${decimal(100 * error)}`,
        done: (done: number, all: number) =>
            done === all ? "All models have been calibrated." : `${count(done)} of ${models(all)} could be calibrated.`,
        add: (n: number) => (n === 1 ? "Add it to the index" : `Add all ${count(n)} to the index`),
        added: (n: number) =>
            `${models(n)} ${plural(n, "is", "are")} in the index now, and the index is in use. It is kept in this browser; under “Index” it can be downloaded or removed.`,
        save: (n: string) => (n === "1" ? "Save the column" : `Save the ${n} columns`),
        take: "Load columns",
        takeLabel: "File of columns",
        takeHint:
            "A saved column is a small file of results on the built-in questions. Whoever gets it can add the model to their index without asking it anything.",
        taken: (loaded: readonly string[]) =>
            `${names(loaded)} ${plural(loaded.length, "is", "are")} in the index now.`,
        noRecord: "This is not a file of columns that was saved here. Nothing was changed.",
        notTaken: "Nothing was added.",
    },
});
