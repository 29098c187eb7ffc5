// The words about whom to ask and why.
import { plural } from "../../lib/format.ts";

export const routeStrings = {
    route: {
        title: "Who to ask",
        waiting: "Type a question to see which models are most likely to answer it well.",
        far: "It is unlike the questions that the index knows: the priors are close to each model's average, and less sure.",
        summary: (n: string, questions: string) =>
            `Judged on the ${n} most similar of ${questions} questions with known results.`,
        time: (ms: string) => `Worked out in this tab in ${ms}.`,
        restricted: (n: number) => `Chosen among the ${n} ${plural(n, "model", "models")} that your endpoint serves.`,
        unrestricted: "Chosen among all models that the index knows.",
        legend: "Bar: share of such questions the model is expected to get right, in percent. Thin line: one standard error to either side.",
        legendPaper:
            "Bar: the paper's weighted sum of right answers among similar questions. It has no scale of its own.",
        plusMinus: (value: string, error: string) => `${value} ± ${error}`,
        expected: (value: string, error: string) => `expected right: ${value} percent, standard error ${error}`,
        sum: (value: string) => `weighted sum ${value}`,
        failed: "The core could not route this question",
        table: (n: number) => `All ${n} models as a table`,
        columns: {
            model: "Model",
            prior: "Prior",
            error: "Std. error",
            effective: "Eff. questions",
            scored: "Scored",
        },
        panelMark: "on the panel",
        otherIndex: "An index of your own decides.",
        indexFailed: "The index of your own could not be loaded, so the one of the page decides.",
        showIndex: "Show the indexes",
        othersOnly: "The index knows none of your models, so they are asked in the order in which you ticked them.",
    },

    evidence: {
        title: "Where that comes from",
        intro: "The similar questions are from these tests. The share is weighted by similarity.",
        unknown: "Unnamed test",
        benchmark: "Test",
        category: "Subject",
        share: "Share",
        questions: "Questions",
        table: "All tests and subjects as a table",
        nearest: "The ten most similar questions",
        id: "Question",
        similarity: "Similarity",
        others: (n: number) => `${n} more`,
        questionCount: (n: string) => `${n} questions`,
    },

    /** Friendlier names of tests; others are shown as the index spells them. */
    benchmarks: {
        gsm: "GSM8K, school arithmetic",
        "math-l5": "MATH level 5, competition maths",
        crux: "CRUXEval, reading code",
        "mmlu-redux": "MMLU-Redux, general knowledge",
        "zebra-grid": "ZebraLogic, grid puzzles",
        "mmlu-pro": "MMLU-Pro, professional knowledge",
        mmlupro: "MMLU-Pro, professional knowledge",
        "smacs-arithmetic": "Built-in questions, arithmetic",
        "smacs-words": "Built-in questions, word problems",
        "smacs-units": "Built-in questions, units",
        "smacs-dates": "Built-in questions, dates and times",
        "smacs-code": "Built-in questions, tracing code",
        "smacs-logic": "Built-in questions, logic",
        "smacs-strings": "Built-in questions, letters and words",
        "smacs-tables": "Built-in questions, tables",
        "smacs-instructions": "Built-in questions, instructions",
    } as Record<string, string>,
};
