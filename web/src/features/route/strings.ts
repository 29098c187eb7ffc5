// The words about whom to ask and why.
import { plural } from "../../lib/format.ts";

export const routeStrings = {
    route: {
        title: "Who to ask",
        waiting: "Type a question to see which models are most likely to answer it well.",
        far: "The index has few questions like this one. The priors stay close to each model's average and are less certain.",
        summary: (n: string, questions: string) =>
            `Based on the ${n} most similar of ${questions} benchmark questions.`,
        time: (ms: string) => `Computed in this tab in ${ms}.`,
        restricted: (n: number) => `Chosen from the ${n} ${plural(n, "model", "models")} that your endpoint serves.`,
        unrestricted: "Chosen from all models in the index.",
        legend: "Bar: share of such questions the model is expected to get right, in percent. Thin line: one standard error to either side.",
        legendPaper: "Bar: the paper's weighted sum of right answers among similar questions. It has no fixed scale.",
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
        otherIndex: "Your own index is in use.",
        indexFailed: "Your own index could not be loaded, so the default index is in use.",
        showIndex: "Manage indexes",
        othersOnly:
            "The index has no benchmark data for your models, so they are asked in the order in which you selected them.",
    },

    evidence: {
        title: "Where these numbers come from",
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
