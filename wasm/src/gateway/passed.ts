// The reply of a single model on its way to the caller.
import { isRecord, isString } from "../wire/json.js";

export class Passed {
    /** In one piece. */
    reply: Record<string, unknown> | undefined;
    /** The chunk that ends a stream. It waits for what the run says of it. */
    last: Record<string, unknown> | undefined;
    /** How many calls had failed when the first chunk came; undefined: none has come. */
    #failedBefore: number | undefined;

    get begun(): boolean {
        return this.#failedBefore !== undefined;
    }

    /** Takes a chunk; gives those that are due now. The first one says whose words they are. */
    take({ usage: _, ...chunk }: Record<string, unknown>, failed: number): Record<string, unknown>[] {
        const next = this.begun ? chunk : withRole(chunk);
        this.#failedBefore ??= failed;
        const due = [this.last, next].filter((one) => one !== undefined);
        this.last = choicesOf(chunk).some(({ finish_reason }) => isString(finish_reason)) ? due.pop() : undefined;
        return due;
    }

    /** Those of the calls that failed since it began: it broke off, unless its last chunk had come. */
    breaks<T>(failed: readonly T[]): readonly T[] {
        return this.last === undefined ? failed.slice(this.#failedBefore ?? failed.length) : [];
    }
}

const choicesOf = ({ choices }: Record<string, unknown>) => (Array.isArray(choices) ? choices.filter(isRecord) : []);

function withRole(chunk: Record<string, unknown>): Record<string, unknown> {
    const choices = choicesOf(chunk).map(({ delta, ...rest }) => ({
        ...rest,
        delta: { role: "assistant", ...(isRecord(delta) ? delta : {}) },
    }));
    return { ...chunk, choices };
}
