// Bodies of unknown shape: each field is looked at before it is believed.

export function isString(value: unknown): value is string {
    return typeof value === "string";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number of tokens. A run takes no others, and an answer is not to be lost for that. */
export function countIn(from: Record<string, unknown>, field: string): number | undefined {
    const value = from[field];
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
