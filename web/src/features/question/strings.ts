// The words about the question and about what asking it would take.
import { plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const questionStrings = words("question", {
    /** What a visitor without anything connected reads first. */
    hero: {
        title: "Ask several AIs at once, keep the answer most likely to be right, and see why.",
    },

    question: {
        label: "Your question",
        placeholder: "Ask anything that has an answer",
        ask: (n: number) => `Ask ${n} ${plural(n, "model", "models")}`,
        askUpTo: (n: number) => (n === 1 ? "Ask 1 model" : `Ask up to ${n} models`),
        askPanel: "Ask the models",
        connect: "Connect models to ask",
        stop: "Stop",
        shortcutAsk: "Ctrl + Enter asks",
        shortcutStop: "Esc stops",
        examples: "Or try",
        followUp: "Ask a follow-up",
        askNow: "Ask",
        enterAsk: "Enter asks",
        options: "Options",
        more: "More options",
        goes: {
            follow: "Follows the conversation above.",
            edit: "Replaces the question above.",
            new: "Starts a new conversation.",
        },
        notEdit: "Ask it as a follow-up instead",
        open: "Open a trace",
        openLabel: "Open the trace of a run, from a file",
        anew: "New question",
    },

    attach: {
        button: "Add a file or picture",
        label: "File or picture to add",
        unnamed: "the file",
        file: (name: string) => `File ${name}:`,
        added: (name: string, size: string) => `${name} (${size}) is now part of your question.`,
        picture: (name: string, width: number, height: number) =>
            `${name} goes with your question, at ${width} × ${height} pixels and without the camera's data, such as the place.`,
        many: (name: string, most: number) => `${name} was not added: at most ${most} pictures go with a question.`,
        unreadable: (name: string) =>
            `${name} was not added: this browser cannot show it. Save it as PNG or JPEG and add that.`,
        media: (name: string) => `${name} was not added: only text and pictures can be sent to the models.`,
        large: (name: string, size: string, most: string) =>
            `${name} was not added: it is ${size}, and the limit is ${most}. Paste the part that matters.`,
        failed: "This part of the page could not be loaded. Paste the text of the file instead.",
        binary: (name: string) => `${name} was not added: it is not a text file in UTF-8. Paste its text instead.`,
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
                "Three neighbours, Ada, Ben and Cleo, live in houses 1 to 3. Each has a different pet: a cat, a dog or a parrot. Ada lives left of the dog owner. Cleo has the parrot and lives to the right of Ben. Who lives in house 2?",
        },
    ],

    before: {
        label: "Estimated cost",
        calls: (low: string, high: string) =>
            low === high ? `${low} ${low === "1" ? "call" : "calls"}` : `${low}–${high} calls`,
        askBack: (n: number) => `and up to ${n} short ones to clarify answers`,
        cost: (low: string, high: string) => (low === high ? `about ${low}` : `about ${low}–${high}`),
        free: "no charge",
        unknown: (n: number) => `cost unknown: ${n} ${plural(n, "model has", "models have")} no price`,
        estimated: "(estimated)",
        cap: (usd: string) => `stops at ${usd}`,
        capCalls: (n: number) => `stops at ${n} ${plural(n, "call", "calls")}`,
        noCap: "no limit set",
        unpayable: (n: number) =>
            `${n} ${plural(n, "model has", "models have")} no known price and ${plural(n, "is", "are")} not asked while a cost limit is set.`,
        nobody: "Nobody can be asked: a cost limit is set, and none of these models has a known price. Enter prices beside the models, or remove the limit.",
    },
});
