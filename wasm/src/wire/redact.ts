// Keys are cut out of what servers say before it is shown, kept or given to other models.
import type { Failure } from "./failure.js";

/** Shorter ones are placeholders that local servers take, and may be words. */
const shortestKey = 16;

export function withoutKey(text: string, key: string): string {
    return key.length < shortestKey ? text : text.replaceAll(key, "…");
}

/** An answer, or a part of one; all else in it stays. */
export function textsWithoutKey<T extends { text: string; reasoning: string }>(texts: T, key: string): T {
    return { ...texts, text: withoutKey(texts.text, key), reasoning: withoutKey(texts.reasoning, key) };
}

export function failureWithoutKey(failure: Failure, key: string): Failure {
    const { message, said, partial } = failure;
    return failure.with(partial ? { partial: textsWithoutKey(partial, key) } : {}, {
        message: withoutKey(message, key),
        said: withoutKey(said, key),
    });
}
