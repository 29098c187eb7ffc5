// Follow-up questions: what an ended run adds to the conversation that the next one continues.
import type { HistoryMessage } from "smacs";
import type { Run } from "./run.ts";

/** An earlier question with the answer that was kept. */
export interface Turn {
    question: string;
    answer: string;
}

/** The kept answer; undefined: there is none. */
export function keptText({ latest }: Run): string | undefined {
    const { kept, calls, phase, kept_output, output } = latest.value;
    if (phase !== "done") {
        return undefined;
    }
    return (kept_output ? output : calls[kept ?? -1]?.text) ?? undefined;
}

/** What a question that follows `run` is sent with; undefined: there is nothing to follow. */
export function messagesAfter(run: Run | undefined): HistoryMessage[] | undefined {
    const answer = run && keptText(run);
    return run && answer !== undefined
        ? [
              ...(run.request.history ?? []),
              { role: "user", content: run.question },
              { role: "assistant", content: answer },
          ]
        : undefined;
}

export function turnsOf(messages: readonly HistoryMessage[] = []): Turn[] {
    const turns: Turn[] = [];
    for (const { role, content } of messages) {
        const last = turns.at(-1);
        if (role === "user" || !last) {
            turns.push({ question: role === "user" ? content : "", answer: role === "user" ? "" : content });
        } else {
            last.answer += content;
        }
    }
    return turns;
}
