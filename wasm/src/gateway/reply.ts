// The shapes of replies: OpenAI's, with one object more that says how the answer came about.
import type { Basis, Certainty, Degradation, RunMode, RunPace, RunTrace, RunView } from "../run-messages.js";
import type { FailureKind } from "../wire/failure-kinds.js";
import type { FailedCall } from "./errors.js";
import type { Member } from "./pool.js";

/** What a model was asked and took. */
export interface ModelUsage {
    /** Id in the pool. */
    model: string;
    /** Its name in the index; null: the index does not know it. */
    index_model: string | null;
    calls: number;
    prompt_tokens: number;
    completion_tokens: number;
    /** US dollars; null: unknown. */
    cost: number | null;
    /** Whether its endpoint counted the tokens, or they are estimated from the texts. */
    basis: Basis;
}

/** The field `smacs` of a reply, and of the last chunk of a stream that has choices. */
export interface SmacsExtension {
    /** As in the header x-request-id. */
    trace_id: string;
    /** What the mode came to: auto becomes "select", "aggregate" or, with one model to ask, "route". */
    settled: RunMode;
    pace: RunPace | null;
    /** Who wrote the kept answer, and whether it was merged from others; null: there is none. */
    kept: { model: string; index_model: string | null; merged: boolean } | null;
    /** How likely it is right; p is null where that cannot be said, and `why` says why. */
    certainty: Certainty | null;
    /** Why the answer is less than was asked for; empty: it is not. */
    degraded: Degradation[];
    /** Final answers and who gave them, the largest group first. */
    camps: { answer: string; share: number; models: string[]; checked?: "passed" | "failed" }[];
    calls: { made: number; planned: number; saved: number };
    /** US dollars of all calls; null: not known of all. */
    cost: number | null;
    /** The sum is the reply's `usage`. */
    models: ModelUsage[];
    /** Calls that failed, with the server's words. */
    failed: { model: string; kind: FailureKind; message: string }[];
    /** For `smacs replay`; only if the request had {"smacs": {"trace": true}}. */
    trace?: RunTrace;
}

/** What the reply of a run is made of. */
export interface RunResult {
    id: string;
    view: RunView;
    members: readonly Member[];
    failed: readonly FailedCall[];
    /** The trace's JSON text, if it was asked for. */
    trace: string | undefined;
}

export function usageOf({ usage: { input, output } }: RunView) {
    return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

export function extensionOf({ id, view, members, failed, trace }: RunResult): SmacsExtension {
    const indexName = (member: string) => members.find((one) => one.id === member)?.model ?? null;
    const kept = view.calls[view.kept ?? -1];
    return {
        trace_id: id,
        settled: view.settled,
        pace: view.pace,
        kept: kept
            ? { model: kept.member, index_model: indexName(kept.member), merged: kept.role === "aggregate" }
            : null,
        certainty: view.certainty,
        degraded: view.degraded,
        camps: view.camps.map(({ claim, share, members: calls, checked }) => ({
            answer: claim,
            share,
            models: calls.map((call) => view.calls[call]?.member ?? ""),
            ...(checked ? { checked } : {}),
        })),
        calls: { made: view.calls_made, planned: view.calls_planned, saved: view.calls_saved },
        cost: view.usage.cost,
        models: usageByModel(view, indexName),
        failed: failed.map(({ member, failure: { kind, message } }) => ({ model: member, kind, message })),
        ...(trace === undefined ? {} : { trace: JSON.parse(trace) as RunTrace }),
    };
}

function usageByModel({ calls }: RunView, indexName: (member: string) => string | null): ModelUsage[] {
    const byModel = new Map<string, ModelUsage>();
    for (const { member, usage } of calls) {
        const before = byModel.get(member);
        byModel.set(member, {
            model: member,
            index_model: indexName(member),
            calls: (before?.calls ?? 0) + 1,
            prompt_tokens: (before?.prompt_tokens ?? 0) + usage.input,
            completion_tokens: (before?.completion_tokens ?? 0) + usage.output,
            cost: before?.cost === null || usage.cost === null ? null : (before?.cost ?? 0) + usage.cost,
            basis: before === undefined || before.basis === "actual" ? usage.basis : before.basis,
        });
    }
    return [...byModel.values()];
}

/** Why the kept text ends where it does, in OpenAI's words. */
export function finishReason(view: RunView): string {
    const finish = view.calls[view.kept ?? -1]?.finish;
    return finish === "content_filter" ? finish : view.degraded.includes("cut") ? "length" : "stop";
}

/** What stands in every reply and chunk. */
export interface ReplyHead {
    /** "chatcmpl-" and the id of the trace. */
    id: string;
    /** Seconds since 1970. */
    created: number;
    /** As asked for: "smacs/auto". */
    model: string;
}

export function completionOf(head: ReplyHead, text: string, result: RunResult) {
    return {
        ...head,
        object: "chat.completion",
        choices: [
            {
                index: 0,
                message: { role: "assistant", content: text, refusal: null },
                logprobs: null,
                finish_reason: finishReason(result.view),
            },
        ],
        usage: usageOf(result.view),
        smacs: extensionOf(result),
    };
}

/** A chunk of a stream. Where usage was asked for, it is null in all but the last one. */
export function chunkOf(head: ReplyHead, includeUsage: boolean, fields: Record<string, unknown>): string {
    const usage = includeUsage ? { usage: fields.usage ?? null } : {};
    return JSON.stringify({ ...fields, ...head, object: "chat.completion.chunk", ...usage });
}

export const choiceOf = (delta: Record<string, unknown>, finish: string | null = null) => ({
    index: 0,
    delta,
    logprobs: null,
    finish_reason: finish,
});
