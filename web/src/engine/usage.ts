// How many tokens a call took and what it cost, and how well that is known.
import type { ChatMessage } from "./endpoint.ts";
import type { Usage } from "./wire.ts";

export interface CallUsage {
    input?: number;
    /** With `reasoning`. */
    output?: number;
    reasoning?: number;
    /** US dollars, if the service says. */
    cost?: number;
    /** "estimated": the tokens are guessed from the characters. "unknown": nothing came to guess from. */
    basis: "actual" | "estimated" | "unknown";
}

/** Of English; others need more tokens, so this is a lower bound. */
const charactersPerToken = 4;

/** What the server counted, else a guess. `written`: thoughts and answer. */
export function usageOf(usage: Usage, messages: readonly ChatMessage[], written: string): CallUsage {
    if (usage.output !== undefined) {
        return { ...usage, basis: "actual" };
    }
    if (written === "") {
        return { ...usage, basis: "unknown" };
    }
    const tokens = (text: string) => Math.ceil(text.length / charactersPerToken);
    const asked = messages.map(({ content }) => content).join("\n");
    return { input: tokens(asked), output: tokens(written), ...usage, basis: "estimated" };
}
