// The run as the page lists it: a row for each model of the panel, with its calls, and one for each merged version.
import type { CallView, RunView } from "smacs";
import type { LiveCall } from "../live-calls.ts";
import { askedBackAbout } from "./asked-back.ts";

export interface Row {
    /** Place on the panel, from 1. */
    number: number;
    /** The pool's id. */
    member: string;
    prior: number | null;
    /** Standard error of the prior. */
    error: number | null;
    /** Left out by the visitor. */
    dropped: boolean;
    /** Its calls for an answer, oldest first; none: it was not asked. */
    calls: readonly CallView[];
    /** The last call that asks it back for its final answer. */
    askedBack: CallView | undefined;
}

export type RowState =
    | "unasked"
    | "queued"
    | "waiting"
    | "thinking"
    | "streaming"
    | "backing-off"
    | "done"
    | "failed"
    | "cancelled";

export function referenceRows(view: RunView): Row[] {
    const references = view.calls.filter(({ role }) => role === "reference");
    return view.panel.map(({ member, prior, standard_error, dropped }, at) => {
        const calls = references.filter((call) => call.member === member);
        const askedBack = askedBackAbout(view, calls.slice(-1));
        return { number: at + 1, member, prior, error: standard_error, dropped, calls, askedBack };
    });
}

/** The last call of each subset, in the order of the subsets. */
export function mergedCalls(view: RunView): CallView[] {
    const last = new Map<number, CallView>();
    for (const call of view.calls) {
        if (call.subset !== null) {
            last.set(call.subset, call);
        }
    }
    return [...last.values()].sort((a, b) => (a.subset ?? 0) - (b.subset ?? 0));
}

/** The last calls of models that have failed, in the order of the panel. */
export function failedCalls(view: RunView): CallView[] {
    return referenceRows(view).flatMap(({ calls }) => calls.slice(-1).filter(({ state }) => state === "failed"));
}

/** Earlier calls that came to something, but for `shown`. */
export function earlierCalls(calls: readonly CallView[], shown: CallView | undefined): CallView[] {
    return calls.filter((call) => call !== shown && (call.text ?? "") !== "");
}

export function stateOf(call: CallView | undefined, live: LiveCall | undefined): RowState {
    if (!call) {
        return "unasked";
    }
    if (call.state !== "flying") {
        return call.state;
    }
    const phase = live?.phase ?? "queued";
    if (phase === "over") {
        return "streaming";
    }
    return phase === "streaming" && live?.text === "" ? "thinking" : phase;
}

/** What has arrived: as the core keeps it, or as far as it has come. */
export function textOf(call: CallView, live: LiveCall): string {
    return call.state === "done" ? (call.text ?? "") : live.text || (call.text ?? "");
}

/** Numbers of the rows that a subset shows to the aggregator, in their order on the page. */
export function shownIn(view: RunView, subset: number | null): number[] {
    const members = view.panel.map(({ member }) => member);
    const calls = subset === null ? [] : (view.subsets[subset] ?? []);
    return calls.map((call) => members.indexOf(view.calls[call]?.member ?? "") + 1).sort((a, b) => a - b);
}

export interface Counts {
    answered: number;
    active: number;
    failed: number;
    ended: number;
}

/** The last call of each model of the panel, counted by how it stands. */
export function countReferences(view: RunView): Counts {
    const counts: Counts = { answered: 0, active: 0, failed: 0, ended: 0 };
    const kinds = { done: "answered", flying: "active", failed: "failed", cancelled: "ended" } as const;
    for (const { calls } of referenceRows(view)) {
        const last = calls.at(-1);
        if (last) {
            counts[kinds[last.state]]++;
        }
    }
    return counts;
}
