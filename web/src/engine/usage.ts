// How many tokens a call took, where the server does not say.
import type { CallUsage, Usage } from "smacs/wire";
import type { ChatMessage } from "./endpoint.ts";

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
