// The words of a conversation on the page.
import { plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const threadStrings = words("thread", {
    label: "Conversation",
    you: "You asked",
    edit: "Edit",
    editOf: "the question and ask again",
    past: {
        of: (question: string) => `(answer to “${question}”)`,
        open: "How was this decided?",
        openOf: (question: string) => `(“${question}”)`,
        facts: (model: string, calls: number, cost: string) =>
            [model, `${calls} ${plural(calls, "call", "calls")}`, cost].filter(Boolean).join(" · "),
    },
    total: (turns: number, cost: string) => `${turns} questions so far, ${cost}`,
    totalUnknown: (turns: number) => `${turns} questions so far, cost not known`,
    totalAtLeast: (usd: string) => `at least ${usd}`,

    camps: {
        title: "Who says what",
        kept: "kept",
        says: (n: number, all: number) => `${n} of ${all}`,
        differs: "What differs in the texts",
        unread: "Could not be read",
        failed: "Failed",
        none: "These texts have no short answers to compare.",
    },

    claims: {
        title: "What they have in common",
        hint: "Sentences that share most of their words. The same thing said in other words is not recognised.",
        none: "No two of these texts say something in the same words.",
        shared: "Said by several",
        alone: (n: number) => `Said by one only: ${n} ${plural(n, "sentence", "sentences")}`,
    },

    certainty: {
        title: "Where this figure comes from",
        text: "From benchmark questions whose right answers are known: where as many similarly good models agreed in the same way, this share of the kept answers was right. The figure is about answers like this one, not this very answer. Check for yourself when much depends on it.",
    },

    race: {
        label: "How the models are doing",
        more: (n: number) => `${n} more may be asked`,
    },
});
