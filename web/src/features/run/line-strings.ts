// The words of the line under an answer. Each part is a button that opens what it rests on.
import { plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const lineStrings = words("line", {
    label: "What this answer rests on",
    agree: (n: number, all: number) =>
        n === all
            ? all === 2
                ? "Both agree"
                : `All ${all} agree`
            : n === 1
              ? `1 of ${all} says so`
              : `${n} of ${all} agree`,
    alike: (n: number, all: number) => (n === all ? `All ${all} behave alike` : `${n} of ${all} behave alike`),
    pass: (n: number, all: number) =>
        n === all
            ? all === 2
                ? "Both pass the examples"
                : `All ${all} pass the examples`
            : `${n} of ${all} ${plural(n, "passes", "pass")} the examples`,
    apart: (all: number) => (all === 2 ? "The two disagree" : `No two of ${all} agree`),
    open: (all: number) => `An open question, ${all} texts`,
    unread: (all: number) => `${all} answers, none could be compared`,
    single: "One answer",
    nobody: "No whole answer",
    sure: {
        about: (n: number) => `right about ${n} in 100`,
        most: "right more than 99 in 100",
        least: "right fewer than 1 in 100",
    },
    checked: "checked by running",
    ran: "programs were run",
    about: (usd: string) => `about ${usd}`,
    atLeast: (usd: string) => `at least ${usd}`,
    tokens: (n: string) => `${n} tokens`,
    free: "no charge",
    nothingSpent: "nothing spent",
    all: "all answers",
});
