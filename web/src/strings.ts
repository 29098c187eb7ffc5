// Every word that the page shows, in one place.
import type { AddressProblem } from "./engine/address.ts";
import type { AnswerState } from "./engine/answer.ts";
import type { Failure, FailureKind } from "./engine/failure.ts";
import { providerOf } from "./engine/providers.ts";
import { duration } from "./lib/format.ts";

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

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
        options: "How the panel is chosen",
        mode: "Method",
        modes: { robust: "Robust", paper: "As in the paper" },
        modeHelp: {
            robust: "Compares models on the same questions and pulls thin evidence towards what is known overall.",
            paper: "The published sum over similar questions, exactly. Gaps in the data count as wrong.",
        },
        size: "Models on the panel",
        fewer: "One model fewer",
        more: "One model more",
        coverage: "Prefer models that know different things",
        coverageHelp: "Picks a panel of which at least one is likely to be right, rather than the best ones singly.",
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
            `${n} ${plural(n, "model", "models")} at ${host} will get your question. Nothing is sent before you ask.`,
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
        close: "Close",
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

    answers: {
        title: "Answers",
        keptTitle: "Kept",
        keptSoFar: "Kept so far",
        toOther: (question: string) => `These answer an earlier question: “${question}”`,
        why: (n: number, arrived: number) => {
            const whole = n < arrived ? " whole" : "";
            return n === 1
                ? `The only answer that arrived${whole}.`
                : `Of the ${n} answers that arrived${whole}, this model has the highest prior for questions like this.`;
        },
        whySoFar: (n: number, active: number) =>
            `Highest prior of the ${n} ${plural(n, "answer", "answers")} here so far; ${active} still to come.`,
        noneYet: "Nothing has arrived yet.",
        allFailed: (n: number) =>
            n === 1
                ? "The one model that was asked failed, so there is no answer to keep."
                : `All ${n} models failed, so there is no answer to keep. Each says below what happened.`,
        stoppedEmpty: "Stopped before an answer was complete. What had arrived is below.",
        others: "Every model asked",
        keptMark: "kept, shown above",
        prior: (value: string) => `prior ${value}`,
        as: (id: string, label: string) => `${id} at ${label}`,
        state: {
            waiting: "waiting",
            streaming: "answering",
            done: "done",
            failed: "failed",
            stopped: "stopped",
        } satisfies Record<AnswerState, string>,
        thinking: "thinking",
        tokens: (n: string) => `${n} tokens`,
        cut: {
            length: "Cut short: the model reached its length limit.",
            unannounced: "The stream ended without saying that the answer was complete.",
        },
        reasoning: "What it thought first",
        partial: "What had arrived",
        more: "Show all",
        less: "Show less",
        copy: "Copy",
        copied: "Copied",
        retry: "Try again",
        /** Follow a button's word for those who cannot see where it stands. */
        of: (model: string) => `(answer of ${model})`,
        with: (model: string) => `(with ${model})`,
        said: (message: string) => `The endpoint said: ${message}`,
        status: (arrived: number, total: number) => `${arrived} of ${total} answered`,
        statusFailed: (n: number) => `${n} failed`,
        statusStopped: (n: number) => `${n} stopped`,
        live: {
            asking: (n: number) => `Asking ${n} ${plural(n, "model", "models")}.`,
            kept: (model: string) => `Finished. Kept the answer of ${model}.`,
            nothing: "Finished without an answer.",
        },
    },

    failures: {
        "rate-limit": [
            "Too many requests at once, or the limit of your plan is used up.",
            "Wait a minute, then try again; a smaller panel asks less.",
        ],
        auth: ["The endpoint does not accept the key.", "Check the key and whether it may use this model."],
        credit: ["The account has no credit left.", "Top it up at the service, then try again."],
        refused: [
            "The endpoint's filter refused the question or the answer.",
            "Ask it differently, or leave this model out.",
        ],
        "unknown-model": [
            "The endpoint does not know this model.",
            "Fetch the list of models again and choose another.",
        ],
        timeout: ["No word for too long.", "Try again; a model on a small machine may still be loading."],
        network: [
            "No connection. A browser does not say more than that.",
            "Is the endpoint running, does it allow this page's origin (CORS), and may the browser use your local network?",
        ],
        server: ["The endpoint had an error of its own.", "Try again in a moment."],
        "bad-request": ["The endpoint did not accept the request.", "What it said may tell why."],
        "bad-response": [
            "The reply was not in the OpenAI format.",
            "Check that the address is that of an OpenAI-compatible endpoint.",
        ],
        empty: ["The reply held no text.", "Try again."],
        cancelled: ["Stopped by you.", "What had arrived is kept here."],
    } satisfies Record<FailureKind, [what: string, todo: string]>,

    failureHints: {
        opaqueAuth: (name: string) => `${name} answers a wrong key this way too, so check the key first.`,
        allowOrigin: (name: string, command: string) => `To let this page in, start ${name} with: ${command}`,
        wait: (time: string) => `The endpoint asks to wait ${time}.`,
        which: {
            first: "No first word for too long.",
            idle: "The answer began, then stood still for too long.",
            total: "The answer took longer than the time set for a whole one.",
        },
    },
};

/** What happened and what to do, as far as it is known. */
export function failureText({ kind, which, retryAfter, provider }: Failure): string {
    const [what, todo] = strings.failures[kind];
    const hints = strings.failureHints;
    const said = [which ? hints.which[which] : what, todo];
    if (kind === "network" && provider !== undefined) {
        const row = providerOf({ base: "", provider });
        const command = typeof location === "undefined" ? "" : row.allowOrigin(location.origin);
        said.push(row.opaqueAuth ? hints.opaqueAuth(row.name) : "");
        said.push(command === "" ? "" : hints.allowOrigin(row.name, command));
    }
    if (retryAfter !== undefined && retryAfter > 0) {
        said.push(hints.wait(duration(retryAfter)));
    }
    return said.filter(Boolean).join(" ");
}
