// The words about checks by running.
import { plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";
import { ownProgram } from "./own-program.ts";

const examples = (n: number) => `${n} ${plural(n, "example", "examples")}`;

/** `{}` stands for what a program gave. */
export const checkStrings = words("check", {
    tag: "Checked by running",
    own: ownProgram,
    ownShort: "its output",

    /** Said of an answer. */
    answer: {
        running: "its program is running",
        passed: (n: number) => (n === 1 ? "passes the example" : `passes all ${examples(n)}`),
        failed: (n: number, all: number) => (all === 1 ? "fails the example" : `fails ${n} of ${examples(all)}`),
        ran: (n: number) => `its program ran on ${n} ${plural(n, "input", "inputs")}`,
        states: "what the program gives",
        contradicts: "not what the program gives",
        program: "A program",
    },

    verdict: {
        output: "Checked by running: the program in your question gives {}.",
        only: "No answer matches what the program in your question gives, so its output is kept. It was run in this tab.",
        noOutput: "The program in your question was run, but ended without an output.",
        passed: (n: number) =>
            `Checked by running: its program passes ${n === 1 ? "the one example" : `all ${examples(n)}`} in your question.`,
        failed: (n: number, all: number) =>
            `Its program was run and fails ${n} of the ${examples(all)} in your question; no other one passes more.`,
        ran: (n: number) => `The programs were run on ${n} ${plural(n, "input", "inputs")} that the page made up.`,
        alike: (n: number) => (n === 2 ? "Both programs behave alike." : `All ${n} programs behave alike.`),
        most: (n: number, all: number) => `Of ${all} programs, ${n} behave alike.`,
        apart: (n: number) =>
            n === 2 ? "The two programs behave differently." : `No two of the ${n} programs behave alike.`,
    },

    consent: {
        title: "Run programs from answers?",
        text: (language: string) =>
            `An answer contains a ${language} program. The page can run it to see whether it does what you asked for: in this tab, in a sandbox without network, files or access to the page, for a few seconds at most.`,
        remembered: "The page asks this once. You can turn it off under “More options”.",
        yes: "Run programs",
        no: "Not this time",
        code: "Show the program",
    },

    /** Follows a number of calls. */
    saved: (n: number) => `${n} not needed after the check`,

    progress: {
        running: (n: number) => `${n} ${plural(n, "program", "programs")} running`,
        waiting: (n: number) => `${n} ${plural(n, "program waits", "programs wait")} for you`,
    },

    details: {
        show: "What was run",
        input: "Input",
        prints: "what it prints",
        expected: "Expected",
        unknown: "–",
        gave: "Came out",
        result: "Result",
        right: "right",
        wrong: "wrong",
        compared: "compared",
        hint: "Where no value is expected, the values from the answers are compared with each other.",
        outcome: {
            value: "",
            error: "error",
            timeout: "took too long and was ended",
            memory: "needed too much memory, or wrote too much",
            refused: "cannot be run here as intended",
        },
        code: "The program",
        nothing: "Nothing was run.",
    },

    languages: { python: "Python", javascript: "JavaScript" },
});
