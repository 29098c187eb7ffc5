// The words about calibration: a model earns its place in the index by answering a few questions.

import { count, decimal, dollars, duration, percent, plural } from "../../lib/format.ts";

const questions = (n: number) => `${count(n)} ${plural(n, "question", "questions")}`;

export const calibrateStrings = {
    title: "Calibrate a model",
    intro: "A model that the index has not seen has no prior. Here it answers questions whose answers are known, and earns a column: from then on it is chosen like the others, for the questions that suit it.",
    model: "Model",
    noModel: "No model can be asked yet. Connect one under “Models to ask” first.",
    name: "Its name in the index",
    nameHint: "The name of a model that the index has adds to what is known of that one.",
    source: "Questions",
    builtin: "The built-in set",
    builtinHint:
        "They come with this page, made by a generator: arithmetic, word problems, units, dates, code, logic, text and tables.",
    own: "A bank of yours",
    ownLabel: "Bank file",
    ownHint: "JSON Lines with id, question and answer, plain or gzip.",
    budget: "At most so many questions",
    error: "Enough when the error is at most, in points",
    before: (calls: number, low: number, high: number) =>
        `Up to ${count(calls)} calls, some ${count(low)} to ${count(high)} tokens`,
    cost: (low: number, high: number) =>
        high === 0 ? "nothing to pay" : `${dollars(low)} to ${dollars(high)}, estimated`,
    costUnknown: "price unknown",
    time: (low: number, high: number) => `some ${duration(low)} to ${duration(high)}`,
    start: "Begin",
    resume: (n: number) => `Go on after ${questions(n)}`,
    anew: "Begin anew",
    preparing: "Choosing the questions…",
    pause: "Pause",
    pausing: "Waiting for the answers that are under way, since they are asked for already.",
    pauseNow: "Break them off",
    go: "Go on",
    asked: (n: number, most: number) => `${count(n)} of at most ${count(most)} asked`,
    left: (ms: number) => `some ${duration(ms)} left`,
    right: (right: number, asked: number) => `${count(right)} of ${count(asked)} right`,
    unanswered: (n: number) => `${count(n)} without a final answer`,
    prior: (prior: number, error: number) => `${percent(prior)} ± ${decimal(100 * error)}`,
    priorLabel: "Prior",
    chart: "How the prior forms: share of right answers with its standard error, by questions asked",
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
        precise: "The prior is as sure as was asked for.",
        budget: "All questions that were wanted are asked.",
        exhausted: "There are no more questions.",
    } as Readonly<Record<string, string>>,
    add: "Add it to the index",
    adding: "Adding…",
    added: (name: string) =>
        `${name} is in the index now, and the index is in use. It is kept in this browser; under “Index” it can be downloaded or removed.`,
    save: "Save the record",
    failed: "It cannot go on.",
    noQuestion: "There is no question with both a text and a known answer.",
    kept: "What was asked is kept: it goes on from there, also after a reload.",
    check: "Ask them again",
    checkHint:
        "Asks the same questions once more and says whether the model has changed since: a hosted model may be another one under its old name.",
    checking: (n: number, most: number) => `${count(n)} of ${count(most)} asked again`,
    same: (lost: number, won: number) =>
        `No change seen: ${questions(lost)} right before and wrong now, ${count(won)} the other way round.`,
    changed: (lost: number, won: number, p: number) =>
        `It has changed: ${questions(lost)} right before and wrong now, ${count(won)} the other way round (sign test, p = ${p.toFixed(3)}).`,
};
