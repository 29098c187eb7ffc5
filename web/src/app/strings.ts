// Every word that the page shows, here and in the other strings-*.ts: of runs and what may fail in them, of setting up.
import { plural } from "../lib/format.ts";

export const strings = {
    name: "SMACS",
    tagline: "Asks the models most likely to be right",
    skip: "Skip to the question",

    theme: {
        label: (theme: "auto" | "light" | "dark") =>
            ({ auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" })[theme],
    },

    loading: {
        title: "Fetching what decides",
        detail: (loaded: string, total: string) => `${loaded} of ${total}: the core, its embedder and its index. Once.`,
        label: "Loading",
        failed: "The page could not fetch what it needs",
        failedNetwork: "The files did not arrive. Check the connection, then try again.",
        failedHttp: (status: string) => `The server answered with status ${status} instead of a file.`,
        failedFile: (what: string) => `A file arrived but cannot be used: ${what}.`,
        retry: "Try again",
    },

    question: {
        label: "Your question",
        placeholder: "Ask anything that has an answer",
        ask: (n: number) => `Ask ${n} ${plural(n, "model", "models")}`,
        askUpTo: (n: number) => (n === 1 ? "Ask 1 model" : `Ask up to ${n} models`),
        askPanel: "Ask the panel",
        connect: "Connect models to ask",
        stop: "Stop",
        shortcutAsk: "Ctrl + Enter asks",
        shortcutStop: "Esc stops",
        examples: "Or try",
        open: "Open a trace",
        openLabel: "Open the trace of a run, from a file",
        continues: (question: string) => `Follows “${question}”`,
        anew: "Start anew",
    },

    /** The first one is there on the first visit. Written for this page. */
    examples: [
        {
            name: "Arithmetic",
            question:
                "A train leaves at 14:05 and covers 210 km at an average of 84 km/h, with one stop of 12 minutes. When does it arrive?",
        },
        {
            name: "Code",
            question:
                "What does this Python function return for f([3, 1, 2])?\n\ndef f(xs):\n    ys = sorted(xs)\n    return [x * i for i, x in enumerate(ys) if x % 2]",
        },
        {
            name: "Law",
            question:
                "A shop displays a coat with a price tag in its window. In common-law contract law, is this an offer that a customer can accept, or an invitation to treat?",
        },
        {
            name: "Chemistry",
            question: "A buffer contains 0.20 M acetic acid (pKa 4.76) and 0.10 M sodium acetate. What is its pH?",
        },
        {
            name: "Puzzle",
            question:
                "Three neighbours, Ada, Ben and Cleo, live in houses 1 to 3. Each keeps another pet: a cat, a dog, a parrot. Ada lives left of the dog owner. Cleo keeps the parrot and does not live in house 2. Who lives in house 2?",
        },
    ],

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

    before: {
        label: "What asking would take",
        calls: (low: string, high: string) => (low === high ? `${low} calls` : `${low}–${high} calls`),
        cost: (low: string, high: string) => (low === high ? `about ${low}` : `about ${low}–${high}`),
        free: "no charge",
        unknown: (n: number) => `cost unknown: ${n} ${plural(n, "model has", "models have")} no price`,
        estimated: "(estimated)",
        cap: (usd: string) => `stops at ${usd}`,
        capCalls: (n: number) => `stops at ${n} ${plural(n, "call", "calls")}`,
        noCap: "no limit set",
        quality: "Cheap or best",
        ends: ["cheap", "best"] as const,
        best: "best, whatever it costs",
        mix: (share: string) => `quality counts ${share} percent`,
        effect: (prior: string, best: string, cost: string) =>
            `The first choice is expected right ${prior} percent instead of ${best}. The panel costs about ${cost} percent as much.`,
        guessed: "Where no price is known, a model's size stands in.",
        none: "That changes nothing for this question.",
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

    side: {
        label: "Beside the answer",
        run: "This run",
        next: "Who would be asked next",
    },

    footer: {
        where: "Decided in this tab. Questions go only to the models that you connect.",
        offline: "Works without a network, but for the calls.",
        update: "A newer version is used at the next visit.",
        help: "How it works, keyboard, privacy",
        licences: "Licences",
    },

    header: {
        menu: "Page",
        history: "History",
        index: "Index",
        help: "Help",
    },

    controls: {
        more: "Show all",
        less: "Show less",
        copy: "Copy",
        copied: "Copied",
        close: "Close",
        reset: "As it was",
        partLoading: "Fetching this part of the page…",
        partFailed: "This part of the page did not arrive. Check the connection.",
    },
};
