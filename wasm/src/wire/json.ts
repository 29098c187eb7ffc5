// Bodies of unknown shape: each field is looked at before it is believed.

export function isString(value: unknown): value is string {
    return typeof value === "string";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
