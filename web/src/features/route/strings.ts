// The words about whom to ask and why.
import { count, inWords, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const routeStrings = words("route", {
    route: {
        title: "Who to ask",
        waiting: "Type a question to see which models are most likely to answer it well.",
        basis: {
            near: (n: string, questions: string) =>
                `Based on the ${n} most similar of ${questions} benchmark questions.`,
            far: (n: string, questions: string) =>
                `Few benchmark questions are like this one. The ${n} most similar of ${questions} count for little, so the figures stay close to each model's average.`,
            none: () => "No benchmark questions are like this one. This is the general ranking.",
        },
        thread: {
            together: "Your question is short, so it is compared together with what you asked before it.",
            alone: "Your question says enough to be compared without what you asked before it.",
        },
        date: (month: string) => `Evidence up to ${month}.`,
        time: (ms: string) => `Computed in this tab in ${ms}.`,
        restricted: (n: number) => `Chosen from the ${n} ${plural(n, "model", "models")} that you selected.`,
        unrestricted: "Chosen from all models with known results.",
        unknownOnly: (n: number) =>
            n === 1
                ? "Nothing is known about this model."
                : "Nothing is known about these models. They are asked in the order in which you selected them.",
        own: (n: number) => `${count(n)} of your own marked questions ${plural(n, "is", "are")} among the nearest.`,
        showOwn: "Your marks",
        ceiling: (share: string, error: string) =>
            `On about ${share} in 100 such questions, at least one of these models is right (± ${error}).`,
        /** Why a model is asked before those with a larger figure. */
        order: {
            ability: (model: string) =>
                `${model} is asked first although its figure is not the largest: only a clear difference counts, and so does general ability.`,
            cost: (model: string) => `${model} is asked first although its figure is not the largest: cost counts too.`,
            coverage: (model: string) =>
                `${model} is asked first although its figure is not the largest: what the others know counts too.`,
        },
        /** Models whose errors overlap. */
        same: {
            first: (n: number) => `The first ${inWords(n)} cannot be told apart: their errors overlap.`,
            all: (n: number) =>
                n === 2
                    ? "These two cannot be told apart: their errors overlap."
                    : `These ${inWords(n)} cannot be told apart: their errors overlap.`,
        },
        legend: "Bar: share of such questions the model is expected to get right, in percent, the highest first. Thin line: one standard error to either side. Striped: measured on few similar questions, or on none.",
        legendPaper: "Bar: the paper's weighted sum of right answers among similar questions. It has no fixed scale.",
        misses: (share: string) =>
            `This rule counts missing scores as failures. For these models ${share} % are missing, so the sums show which models were tested most rather than which are good.`,
        expected: (value: string, error: string) => `expected right: ${value} percent, standard error ${error}`,
        sum: (value: string) => `weighted sum ${value}`,
        failed: "The page could not work out whom to ask",
        table: (n: number) => `All ${n} models with known results as a table`,
        columns: {
            model: "Model",
            prior: "Prior",
            error: "Std. error",
            effective: "Eff. questions",
            source: "From",
        },
        panelMark: "will be asked",
        otherIndex: "Your own index is in use.",
        indexFailed: "Your own index could not be loaded, so the default index is in use.",
        showIndex: "Manage indexes",
    },

    /** Where a model's figure comes from; `n`: similar questions that it answered. */
    sources: {
        measured: (n: number) => `measured on ${count(n)} similar ${plural(n, "question", "questions")}`,
        thin: (n: number) => `measured on only ${count(n)} similar ${plural(n, "question", "questions")}`,
        elsewhere: () => "measured on other questions",
        published: () => "from published results",
        family: () => "from its family and size",
        none: () => "nothing is known about it",
    },
    /** In place of `thin` below each of them. */
    thinRows: (least: number, most: number) =>
        `Bars without a note: measured on only ${least < most ? `${count(least)} to ` : ""}${count(most)} similar ${plural(most, "question", "questions")}.`,

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
        map: "Where your question lies",
        ids: "Their ids and similarity",
        id: "Question",
        similarity: "Similarity",
        others: (n: number) => `${n} more`,
        otherTests: (n: number) => `${n} more ${plural(n, "test", "tests")}`,
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
        "scale-sql": "SCALE, working with SQL",
        formationeval: "FormationEval, geoscience",
        jmle2026: "Japanese medical licensing exam",
        "misguided-attention": "Misguided Attention, trick questions",
        "trick-question-bench": "Trick Question Bench",
        "slovak-mcq": "Slovak puzzles",
        "ctala-es": "Business tasks in Spanish",
        "ELYZA-tasks-100": "ELYZA tasks, in Japanese",
        "ja-mt-bench-1shot": "MT-Bench, in Japanese",
        "rakuda-questions": "Rakuda, questions about Japan",
        tengu_bench: "Tengu-Bench, in Japanese",
        "med-medmcqa": "MedMCQA, medicine",
        "med-medqa": "MedQA, medicine",
        "med-medxpertqa-r": "MedXpertQA, medical reasoning",
        "med-medxpertqa-u": "MedXpertQA, medical knowledge",
        "med-mmlu": "MMLU, medicine",
        "med-mmlu-pro": "MMLU-Pro, medicine",
        "med-pubmedqa": "PubMedQA, medical research",
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
});
