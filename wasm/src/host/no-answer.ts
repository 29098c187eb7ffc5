// Why calls of a run failed, and the error of a run in which no call brought an answer.
import { SmacsError, type SmacsErrorCode } from "../error.js";
import type { AnswerAction, FailedEvent, RunRole, RunView } from "../run-messages.js";
import { Failure } from "../wire/failure.js";
import { failureKind } from "../wire/failure-kinds.js";
import { failureText } from "../wire/failure-text.js";

/** A call that failed, and why. */
export interface CallFailure {
    /** The call's number: its place in `view.calls`. */
    call: number;
    /** Id of the pool's member that was asked. */
    member: string;
    role: RunRole;
    /** `kind` says what failed, `message` is what the server said, `status` its HTTP status. */
    failure: Failure;
}

/**
 * A run has ended without an answer. `code` is the kind that most calls failed with; "cancelled" or "timeout" if none
 * failed and the run was stopped or over its time; else "empty". `message` says for each model why.
 */
export class NoAnswer extends SmacsError {
    override readonly name = "NoAnswer";
    readonly failures: readonly CallFailure[];

    constructor(failures: readonly CallFailure[], degraded: AnswerAction["degraded"] = []) {
        const code = codeOf(failures, degraded);
        super(code, messageOf(failures, code), { detail: failures[0]?.member ?? "" });
        this.failures = failures;
    }
}

/** The failure that an event tells of; `thrown` is what the host threw, which says more if it is a Failure. */
export function failureOfEvent({ kind, message }: FailedEvent, thrown: unknown): Failure {
    return thrown instanceof Failure && thrown.kind === kind ? thrown : new Failure(failureKind(kind), message);
}

/** The calls of a run that failed, in their order. Calls that the run gave up are none of them. */
export function callFailures({ calls }: RunView, known: ReadonlyMap<number, Failure>): CallFailure[] {
    return calls
        .filter(({ state }) => state === "failed")
        .map(({ call, member, role, failure }) => ({
            call,
            member,
            role,
            failure: known.get(call) ?? new Failure(failureKind(failure ?? "")),
        }));
}

function codeOf(failures: readonly CallFailure[], degraded: AnswerAction["degraded"]): SmacsErrorCode {
    const kinds = failures.map(({ failure }) => failure.kind);
    const often = (kind: string) => kinds.filter((other) => other === kind).length;
    const most = kinds.reduce((best, kind) => (often(kind) > often(best) ? kind : best), kinds[0] ?? "empty");
    if (kinds.length > 0) {
        return most;
    }
    return degraded.includes("stopped") ? "cancelled" : degraded.includes("deadline") ? "timeout" : most;
}

function messageOf(failures: readonly CallFailure[], code: SmacsErrorCode): string {
    if (failures.length > 0) {
        return `no model answered: ${failures.map((each) => `${each.member}: ${failureText(each.failure)}`).join("; ")}`;
    }
    const why: Partial<Record<SmacsErrorCode, string>> = {
        cancelled: "the run was stopped before a model had answered",
        timeout: "the run's time was over before a model had answered",
    };
    return why[code] ?? "the run ended without an answer: no call could be made";
}
