// What the page reads of a trace that was not run again. The core has checked its view alone, so everything else may be
// of any form: what no trace would have is left out.
import type {
    CallAction,
    ChatMessage,
    CompletedEvent,
    FailedEvent,
    HistoryMessage,
    RunMode,
    RunRequest,
    RunTrace,
} from "smacs";
import { isRecord, isString } from "../../lib/storage.ts";

export type ToldTrace = Pick<RunTrace, "version" | "request" | "steps">;

/** As in include/smacs/run.h. */
const mostSubsets = 64;

/** What the view tells better. */
const untold: Omit<CallAction, "call" | "messages"> = {
    type: "call",
    role: "reference",
    member: "",
    subset: null,
    params: { temperature: null, max_tokens: 0, logprobs: false },
};

const modes: readonly RunMode[] = ["auto", "route", "select", "aggregate", "paper"];

export function toldTrace(text: string): ToldTrace {
    const trace: unknown = JSON.parse(text);
    const { version, request, steps } = isRecord(trace) ? trace : {};
    return {
        version: textOf(version),
        request: requestOf(isRecord(request) ? request : {}),
        steps: recordsIn(steps).map(stepOf),
    };
}

function requestOf({ question, pool, history, config, seed }: Record<string, unknown>): RunRequest {
    return {
        question: textOf(question),
        pool: recordsIn(pool).flatMap(({ id, model }) =>
            isString(id) ? [{ id, model: isString(model) ? model : null }] : [],
        ),
        history: messagesIn(history).filter((message): message is HistoryMessage => message.role !== "system"),
        config: configOf(isRecord(config) ? config : {}),
        ...(isCount(seed) ? { seed } : {}),
    };
}

function configOf({ mode, subsets }: Record<string, unknown>): NonNullable<RunRequest["config"]> {
    const known = modes.find((name) => name === mode);
    return {
        ...(known ? { mode: known } : {}),
        ...(isCount(subsets) && subsets <= mostSubsets ? { subsets } : {}),
    };
}

function stepOf({ event, actions }: Record<string, unknown>): RunTrace["steps"][number] {
    return {
        event: (isRecord(event) ? endOf(event) : undefined) ?? { type: "begin" },
        actions: recordsIn(actions).flatMap(({ type, call, messages }) =>
            type === "call" && isCount(call) ? [{ ...untold, call, messages: messagesIn(messages) }] : [],
        ),
    };
}

function endOf(event: Record<string, unknown>): CompletedEvent | FailedEvent | undefined {
    const { type, call, text, reasoning, ms, kind, message, finish } = event;
    if (!isCount(call)) {
        return undefined;
    }
    const told = { call, text: textOf(text), reasoning: textOf(reasoning), ms: isCount(ms) ? ms : 0 };
    if (type === "failed") {
        return { ...told, type, kind: textOf(kind), message: textOf(message) };
    }
    return type === "completed" ? { ...told, type, finish: textOf(finish) } : undefined;
}

function messagesIn(messages: unknown): ChatMessage[] {
    return recordsIn(messages).flatMap(({ role, content }) =>
        (role === "system" || role === "user" || role === "assistant") && isString(content) ? [{ role, content }] : [],
    );
}

function recordsIn(list: unknown): Record<string, unknown>[] {
    return Array.isArray(list) ? list.filter(isRecord) : [];
}

function textOf(text: unknown): string {
    return isString(text) ? text : "";
}

function isCount(number: unknown): number is number {
    return Number.isSafeInteger(number) && Number(number) >= 0;
}
