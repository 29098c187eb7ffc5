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

/** Strings, which stay as they are, and what JSON does not have but other languages write for numbers and for nothing. */
const noNumbers = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|nan|Infinity|inf|undefined|None)\b/g;

/** The value of a JSON text, with null for what JSON does not have; undefined if it is no JSON. */
export function parseJson(text: string): unknown {
    for (const tried of [text, null]) {
        try {
            // Few replies get to the second.
            return JSON.parse(tried ?? text.replace(noNumbers, (found) => (found.startsWith('"') ? found : "null")));
        } catch {
            // The next, if there is one.
        }
    }
    return undefined;
}
