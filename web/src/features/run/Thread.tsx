import type { HistoryMessage } from "smacs";
import { Clamp } from "../../ui/Clamp.tsx";
import { turnsOf } from "./conversation.ts";
import { runStrings } from "./strings.ts";

/** The conversation so far: what was asked and kept before. */
export function Thread({ messages }: { messages: readonly HistoryMessage[] | undefined }) {
    const turns = turnsOf(messages);
    if (turns.length === 0) {
        return null;
    }
    const words = runStrings.thread;
    return (
        <ol class="thread" aria-label={words.label}>
            {turns.map(({ question, answer }, at) => (
                <li key={at}>
                    <p class="thread-question">{question}</p>
                    <Clamp text={answer.trimEnd()} of={words.of(at + 1)} />
                </li>
            ))}
        </ol>
    );
}
