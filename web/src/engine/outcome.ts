// The result of a call as the loop around the run takes it.
import type { CallOutcome, ReportedUsage } from "smacs";
import type { CallUsage, Failure } from "smacs/wire";
import type { Completion } from "./call-types.ts";

/** `asked`: the endpoint's id of the model. */
export function outcomeOf(completion: Completion, asked: string): CallOutcome {
    const { text, reasoning, finish, meanLogprob, usage, ms, firstMs, served } = completion;
    const reported = reportedUsage(usage);
    return {
        text,
        finish,
        ms: Math.round(ms),
        ...(served === undefined ? {} : { asked, served }),
        ...(reasoning === "" ? {} : { reasoning }),
        ...(meanLogprob === undefined ? {} : { meanLogprob: Math.min(0, meanLogprob) }),
        ...(firstMs === undefined ? {} : { firstMs: Math.round(firstMs) }),
        ...(reported ? { usage: reported } : {}),
    };
}

/** A failed call as the loop around the run reads it. */
export class CallFailed extends Error {
    readonly kind: string;
    readonly partial?: { text: string; reasoning: string };
    readonly usage?: ReportedUsage;

    constructor({ kind, message, partial, usage }: Failure) {
        super(message);
        this.kind = kind;
        // A call that was refused or never sent cost nothing.
        const reported = usage ? reportedUsage(usage) : { input: 0, output: 0, cost: 0 };
        Object.assign(this, partial ? { partial } : {}, reported ? { usage: reported } : {});
    }
}

/** Undefined if the core should estimate. */
function reportedUsage({ input = 0, output = 0, cost, basis = "actual" }: CallUsage): ReportedUsage | undefined {
    return basis === "unknown" && cost === undefined
        ? undefined
        : { input, output, basis, ...(cost === undefined ? {} : { cost }) };
}
