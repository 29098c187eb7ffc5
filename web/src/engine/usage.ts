// Estimates the tokens of a call if the server does not report them.
import type { CallUsage, Usage } from "smacs/wire";
import type { ChatMessage } from "./endpoint.ts";

/** In English. Other languages need more tokens, so the estimate is a lower bound. */
const charactersPerToken = 4;

/** The server's count, or an estimate. `written`: thoughts and answer. */
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
