// Why a call did not bring an answer.

/** The words of the schema for `kind`, and "not-here": the host has nowhere to ask. */
const failureKinds = [
    "rate-limit",
    "auth",
    "credit",
    "refused",
    "unknown-model",
    "timeout",
    "network",
    "server",
    "bad-request",
    "bad-response",
    "empty",
    "not-here",
    "cancelled",
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** The kind that a trace names, whoever wrote it. */
export function failureKind(name: string): FailureKind {
    return failureKinds.find((kind) => kind === name) ?? "server";
}
