// Generated from include/smacs/status.h by scripts/generate-status.mjs; do not edit.

/** Names of the core's statuses; the place of each is its number in C. */
export const statusNames = [
    "ok",
    "memory",
    "argument",
    "truncated",
    "magic",
    "version",
    "checksum",
    "format",
    "mismatch",
    "syntax",
    "schema",
    "duplicate",
    "not-found",
    "empty",
    "too-large",
    "cancelled",
] as const;

export type StatusName = (typeof statusNames)[number];
