import { type Failure, isOverload } from "./failure.js";
import type { FailureKind } from "./failure-kinds.js";

const words: Record<FailureKind, string> = {
    "rate-limit": "too many requests",
    auth: "the key was not accepted",
    credit: "no credit is left",
    refused: "the service refused this question",
    "unknown-model": "the service does not have this model",
    timeout: "no reply in time",
    // Browsers tell pages no more.
    network: "document" in globalThis ? "no connection, or the service lets no page read its replies" : "no connection",
    server: "the service has a problem",
    "bad-request": "the service did not accept the request",
    "bad-response": "the reply could not be read",
    empty: "the reply was empty",
    "not-here": "there is nowhere to ask",
    cancelled: "the call was given up",
};

/** A failure in words, with what the server said: `the key was not accepted ("Incorrect API key", HTTP 401)`. */
export function failureText(failure: Pick<Failure, "kind" | "message" | "status">): string {
    const { kind, status } = failure;
    const said = saidBy(failure);
    const more = [said && `"${said}"`, status && `HTTP ${status}`].filter(Boolean).join(", ");
    const what = isOverload(failure) ? "the service is overloaded" : words[kind];
    return more ? `${what} (${more})` : what;
}

/** The failure with a message, for who shows that alone: where the server said nothing, the kind in words. */
export function worded(failure: Failure): Failure {
    return failure.with({}, (text) => text || words[failure.kind]);
}

/** What the server said: the message, if it is not the kind in words. */
export const saidBy = ({ kind, message }: Pick<Failure, "kind" | "message">): string =>
    message === words[kind] ? "" : message;
