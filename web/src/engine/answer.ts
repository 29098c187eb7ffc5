// One model's answer, from the call to its end, as a value that changes. Partial text is never thrown away.
import { type ChatRequest, type Endpoint, streamChat } from "./endpoint.ts";
import { asFailure, Failure } from "./failure.ts";
import { splitThinking, type Usage } from "./wire.ts";

export type AnswerState = "waiting" | "streaming" | "done" | "failed" | "stopped";

export interface Answer {
    state: AnswerState;
    text: string;
    reasoning: string;
    /** performance.now() when it was asked and when it ended. */
    startedAt: number;
    endedAt: number | undefined;
    usage: Usage | undefined;
    /** Done, but cut short: by the model's own limit, or by a stream that ended without saying so. */
    cut: "length" | "unannounced" | undefined;
    failure: Failure | undefined;
}

export function waitingAnswer(now: number): Answer {
    return {
        state: "waiting",
        text: "",
        reasoning: "",
        startedAt: now,
        endedAt: undefined,
        usage: undefined,
        cut: undefined,
        failure: undefined,
    };
}

/** Shows text as it comes, but not more often than this, in ms. */
const showEvery = 60;

/** Asks, reporting the whole answer after each change. Never rejects: a failure is a state. */
export async function ask(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
    onChange: (answer: Answer) => void,
): Promise<void> {
    let answer = waitingAnswer(performance.now());
    const collected = { text: "", reasoning: "" };
    let finish: string | undefined;
    let announcedEnd = false;
    let shownAt = 0;
    const show = (change: Partial<Answer> = {}) => {
        const { text, reasoning } = splitThinking(collected.text);
        answer = {
            ...answer,
            text,
            reasoning: [collected.reasoning.trim(), reasoning].filter(Boolean).join("\n\n"),
            ...change,
        };
        shownAt = performance.now();
        onChange(answer);
    };
    onChange(answer);
    try {
        for await (const event of streamChat(endpoint, request, signal)) {
            if (event.kind === "text" || event.kind === "reasoning") {
                collected[event.kind] += event.text;
                if (performance.now() - shownAt >= showEvery) {
                    show({ state: "streaming" });
                }
            } else if (event.kind === "usage") {
                answer = { ...answer, usage: event.usage };
            } else {
                announcedEnd = true;
                finish = event.kind === "finish" ? event.reason : finish;
            }
        }
        show();
        if (answer.text.trim() === "") {
            throw new Failure(finish === "content_filter" ? "refused" : "empty");
        }
        const cut = finish === "length" ? "length" : announcedEnd ? undefined : "unannounced";
        show({ state: "done", endedAt: performance.now(), cut });
    } catch (error) {
        const failure = asFailure(error);
        const state = failure.kind === "cancelled" ? "stopped" : "failed";
        show({ state, endedAt: performance.now(), failure });
    }
}
