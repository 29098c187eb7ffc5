// Small values that outlive the page. Storage may be full, forbidden or hold something else: then there is no value.

export interface Store {
    read<T>(key: string, isValid: (value: unknown) => value is T): T | undefined;
    write(key: string, value: unknown): void;
    remove(key: string): void;
}

export function webStore(storage: () => Storage): Store {
    return {
        read(key, isValid) {
            try {
                const value: unknown = JSON.parse(storage().getItem(key) ?? "null");
                return isValid(value) ? value : undefined;
            } catch {
                return undefined;
            }
        },
        write(key, value) {
            try {
                storage().setItem(key, JSON.stringify(value));
            } catch {
                // Nothing depends on it being remembered.
            }
        },
        remove(key) {
            try {
                storage().removeItem(key);
            } catch {
                // As above.
            }
        },
    };
}

export function isString(value: unknown): value is string {
    return typeof value === "string";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isStringRecord(value: unknown): value is Record<string, string> {
    return isRecord(value) && Object.values(value).every(isString);
}
