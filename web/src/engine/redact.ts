// Keys are cut out of what servers say before it is shown, kept or given to other models.
import type { Completion } from "./call.ts";
import type { Failure } from "./failure.ts";

/** Shorter ones are placeholders that local servers take, and may be words. */
const shortestKey = 16;

export function withoutKey(text: string, key: string): string {
    return key.length < shortestKey ? text : text.replaceAll(key, "…");
}

export function failureWithoutKey(failure: Failure, key: string): Failure {
    const { message, said, partial } = failure;
    return failure.with(partial ? { partial: textsWithoutKey(partial, key) } : {}, {
        message: withoutKey(message, key),
        said: withoutKey(said, key),
    });
}

export function completionWithoutKey(completion: Completion, key: string): Completion {
    return { ...completion, ...textsWithoutKey(completion, key) };
}

function textsWithoutKey({ text, reasoning }: { text: string; reasoning: string }, key: string) {
    return { text: withoutKey(text, key), reasoning: withoutKey(reasoning, key) };
}
