// Keys are cut out of what servers say before it is shown, kept or given to other models.
import type { Failure } from "./failure.js";

/**
 * No service issues shorter keys. Shorter ones are placeholders for local servers ("none", "EMPTY") and may be words of
 * an answer. Cutting a word out of an answer by mistake does less harm than leaving a key in.
 */
const shortestKey = 8;

export function withoutKey(text: string, key: string): string {
    return key.length < shortestKey ? text : text.replace(new RegExp([...key].map(spelt).join(""), "g"), "[key]");
}

/** A character as it stands in a text, in JSON or in an address: servers repeat what they were sent in all three. */
function spelt(character: string): string {
    const literal = character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
    const hex = [...character.charCodeAt(0).toString(16).padStart(2, "0")]
        .map((digit) => `[${digit}${digit.toUpperCase()}]`)
        .join("");
    const escaped = /["/\\]/.test(character) ? `|\\\\${literal}` : "";
    return `(?:${literal}|%${hex}|\\\\u00${hex}${escaped})`;
}

/** An answer, or a part of one; everything else in it stays. */
export function textsWithoutKey<T extends { text: string; reasoning: string; served?: string }>(
    texts: T,
    key: string,
): T {
    const { text, reasoning, served } = texts;
    return {
        ...texts,
        text: withoutKey(text, key),
        reasoning: withoutKey(reasoning, key),
        ...(served === undefined ? {} : { served: withoutKey(served, key) }),
    };
}

export function failureWithoutKey(failure: Failure, key: string): Failure {
    const { partial } = failure;
    return failure.with(partial ? { partial: textsWithoutKey(partial, key) } : {}, (text) => withoutKey(text, key));
}
