// One model's answer, from the call to its end, as a value that changes. Partial text is never thrown away.
import { type CallRequest, call } from "./call.ts";
import { asFailure, type Failure } from "./failure.ts";

export type AnswerState = "waiting" | "streaming" | "done" | "failed" | "stopped";

export interface Answer {
    state: AnswerState;
    text: string;
    reasoning: string;
    /** performance.now() when it was asked and when it ended. */
    startedAt: number;
    endedAt: number | undefined;
    /** Tokens written, thoughts included, where the endpoint said. */
    tokens: number | undefined;
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
        tokens: undefined,
        cut: undefined,
        failure: undefined,
    };
}

/** Asks, reporting the whole answer after each change. Never rejects: a failure is a state. */
export async function ask(
    request: CallRequest,
    signal: AbortSignal,
    onChange: (answer: Answer) => void,
): Promise<void> {
    let answer = waitingAnswer(performance.now());
    const change = (changed: Partial<Answer>) => {
        answer = { ...answer, ...changed };
        onChange(answer);
    };
    change({});
    try {
        const { text, reasoning, finish, usage } = await call(request, signal, ({ text, reasoning, phase }) =>
            change({ text, reasoning, state: phase === "streaming" ? "streaming" : "waiting" }),
        );
        const cut = finish === "length" || finish === "unannounced" ? finish : undefined;
        const tokens = usage.basis === "actual" ? usage.output : undefined;
        change({ state: "done", text, reasoning, tokens, cut, endedAt: performance.now() });
    } catch (error) {
        const failure = asFailure(error);
        const state = failure.kind === "cancelled" ? "stopped" : "failed";
        change({ ...failure.partial, state, failure, endedAt: performance.now() });
    }
}
