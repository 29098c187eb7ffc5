// The words for how sure a kept answer is, and why.
import { capital, inWords } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

/** `{}` stands for an answer. */
export const verdictStrings = words("verdict", {
    sure: {
        about: (n: number) => `About ${n} in 100 such answers are right.`,
        most: "More than 99 in 100 such answers are right.",
        least: "Fewer than 1 in 100 such answers are right.",
    },
    unsure: {
        nothing: "",
        "one-read": "Only one answer could be read, so no other one confirms it.",
        open: "An open question: these texts cannot be compared. The choice rests on what is known about the models.",
        paper: "The paper's procedure does not tell how sure an answer is.",
        unread: "As far as they could be read, no other answer says the same as the kept text.",
    },
    alone: "No other answer confirms it.",
    openAlone: "Its final answer could not be read, so there is no telling how sure it is.",
    openMerged: "An open question: these texts cannot be compared.",

    camps: {
        one: "It says {}.",
        single: "One answer says {}.",
        both: "Both answers say {}.",
        all: (n: number) => `All ${n} answers say {}.`,
        some: (n: number) => `${n} answers say {}.`,
        several: (n: number) => `${capital(inWords(n))} different answers: `,
        says: (n: number) => (n === 1 ? "1 says {}" : `${n} say {}`),
        others: (n: number) => (n === 1 ? "1 says something else" : `${n} say something else`),
        apart: (n: number) => `No two of the ${n} answers agree: `,
        unread: (n: number, all: number) => `${n} of ${all} answers could not be read.`,
        mergedSays: "The merged version says {}.",
        mergedAlone: "The merged version says {}, which none of the answers says.",
        asMany: "{} is kept, although as many say something else: what is known about the models counts too.",
        fewer: "{} is kept, although more say something else: what is known about the models counts too.",
    },

    referee: {
        changed:
            "A referee compared the two leading answers twice and found {} right both times, so it is kept instead.",
        same: "A referee compared the two leading answers twice and found {} right both times, so nothing changed.",
        stale: "A referee found {} right, but one of the two answers that it compared no longer counts.",
        none: "A referee compared the two leading answers, but gave no clear verdict, so nothing changed.",
        took: (calls: number, tokens: number, cost: string) =>
            `This took ${calls === 1 ? "one call" : `${inWords(calls)} calls`}, ${tokens} tokens${cost && ` and ${cost}`}.`,
    },

    why: {
        route: "Only the model that does best on questions like this was asked.",
        fallback: "The first choice failed, so the next best model was asked.",
        only: "This is the only answer that arrived.",
        likest: (all: number) => `Of the ${all} merged versions, this one is most like the others.`,
        score: (all: number) => `Of the ${all} merged versions, this one has the best score.`,
        guarded: "Hardly any model had given the answer of the merged versions, so the best single answer was kept.",
    },
});
