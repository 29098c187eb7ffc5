// Every word that the page shows, here and, of runs and what may fail in them, in strings-run.ts.
import type { AddressProblem } from "./engine/address.ts";
import { plural } from "./lib/format.ts";

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
    } as Record<string, string>,

    next: {
        title: "To get answers, connect models",
        text: "Which models to ask is worked out in this tab, and nothing is sent anywhere. To ask these models, connect a service with your own key, or a server on your machine.",
        button: "Connect an endpoint",
        askTitle: "Ready to ask",
        ask: (n: number, host: string) =>
            `Up to ${n} ${plural(n, "model", "models")} at ${host} will get your question. Nothing is sent before you ask.`,
        keyTitle: "The key is needed again",
        key: (host: string) => `Keys are never stored, so type the one for ${host} once more.`,
        keyButton: "Enter the key",
    },

    endpoint: {
        title: "Models to ask",
        pill: {
            none: "Connect models",
            ready: (host: string, n: number) => `${host} · ${n} ${plural(n, "model", "models")}`,
            several: (n: number) => `${n} endpoints`,
            key: (host: string) => `${host} · key needed`,
        },
        service: "Service",
        servicePick: "Choose, or type an address",
        hosted: "Hosted, with your key",
        local: "On this machine",
        address: "Address",
        addressHint: "Of anything that speaks the format of OpenAI or Anthropic, with or without /v1.",
        addressUsed: (base: string) => `Requests go to ${base}`,
        addressProblem: {
            empty: "",
            invalid: "This is not an address.",
            scheme: "The address has to start with http:// or https://.",
            credentials: "Leave user name and password out of the address.",
            query: "Leave out what follows the question mark. A key belongs in the field below.",
        } satisfies Record<AddressProblem, string>,
        notReachable:
            "This page may only contact the services in the list and this machine, so that a fault in it could not send your key elsewhere.",
        otherPage: "Open the page for other addresses",
        anyHost:
            "This page may contact any address, so that you can use an endpoint of your own. Be sure of the address you enter.",
        strictPage: "Use the page for known services",
        key: "Key",
        keyHint:
            "Stays in this page's memory until you close or reload it. Never stored, never part of an address, sent to this endpoint only. Local servers mostly want none.",
        signIn: {
            button: "Sign in with OpenRouter",
            hint: "Or let OpenRouter make a key for this page. You can limit or revoke it there at any time.",
            leaving: "Going to OpenRouter…",
            exchanging: "Fetching your key…",
            done: "Signed in. The key is in this page's memory until you close or reload it.",
            failed: "The sign-in did not work.",
            refused: "OpenRouter was not allowed to make a key.",
        },
        fetch: "Fetch models",
        fetching: "Fetching…",
        fetched: (n: number) => `The endpoint serves ${n} ${plural(n, "model", "models")}.`,
        fetchFailed: "The list of models did not come",
        mapping: "Which is which",
        mappingHint:
            "What is known of these models is used for those of the endpoint beside them. Change what does not fit.",
        mappingNone: "None of these was recognised as a model that the index knows. Choose by hand below.",
        unmapped: (n: number) => `${n} ${plural(n, "model", "models")} of the index without a counterpart`,
        others: (n: number) => `${n} more ${plural(n, "model", "models")} that the index does not know`,
        othersHint: "Nothing is known of how good these are, so they are asked after the others. Tick those to ask.",
        notHere: "not at this endpoint",
        selectLabel: (model: string) => `Endpoint's model for ${model}`,
        similar: "similar name, please check",
        chosen: "your choice",
        done: (n: number) => `Use ${plural(n, "this model", `these ${n} models`)}`,
        forget: "Forget this endpoint",
        list: "Endpoints",
        add: "Add another endpoint",
        blank: "New endpoint",
        standing: {
            ready: (n: number) => `${n} ${plural(n, "model", "models")}`,
            key: "key needed",
            unset: "no models yet",
        },
        wire: "Format",
        wires: { openai: "OpenAI's", anthropic: "Anthropic's" },
        keyGone: "A key is for one address only: it was emptied when the address changed.",
    },

    controls: {
        more: "Show all",
        less: "Show less",
        copy: "Copy",
        copied: "Copied",
        close: "Close",
        partLoading: "Fetching this part of the page…",
        partFailed: "This part of the page did not arrive. Check the connection.",
    },
};
