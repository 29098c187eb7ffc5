import type { Store } from "../src/lib/storage.ts";

/** A store whose values a test can look at. What is written is copied, as a browser would. */
export function memoryStore(): Store & { values: Map<string, unknown> } {
    const values = new Map<string, unknown>();
    return {
        values,
        read: (key, isValid) => {
            const value = values.get(key);
            return isValid(value) ? value : undefined;
        },
        write: (key, value) => void values.set(key, structuredClone(value)),
        remove: (key) => void values.delete(key),
    };
}
