// Small values that outlive the page. Storage may be full, forbidden or hold something else: then there is no value.
import { signal } from "@preact/signals";
import { place, placed } from "./place.ts";

/** Whether a value could not be stored. */
export const unstored = signal(false);

export interface Store {
    read<T>(key: string, isValid: (value: unknown) => value is T): T | undefined;
    write(key: string, value: unknown): void;
    remove(key: string): void;
}

/** `at`: the page's place. */
export function webStore(storage: () => Storage, at = place): Store {
    const named = (key: string) => placed(key, at);
    try {
        takeOver(storage(), named);
    } catch {
        // Then there is nothing to take over.
    }
    return {
        read(key, isValid) {
            try {
                const value: unknown = JSON.parse(storage().getItem(named(key)) ?? "null");
                return isValid(value) ? value : undefined;
            } catch {
                return undefined;
            }
        },
        write(key, value) {
            try {
                storage().setItem(named(key), JSON.stringify(value));
            } catch {
                unstored.value = true;
            }
        },
        remove(key) {
            try {
                storage().removeItem(named(key));
            } catch {
                // Then it was not stored either.
            }
        },
    };
}

/** Once, copies what earlier versions stored under names that all pages of an origin shared. */
function takeOver(storage: Storage, named: (key: string) => string): void {
    const mark = named("smacs.adopted");
    if (storage.getItem(mark) === null) {
        for (const key of Object.keys(storage).filter((name) => /^smacs\.[^ ]+$/.test(name))) {
            storage.setItem(named(key), storage.getItem(named(key)) ?? storage.getItem(key) ?? "");
        }
        storage.setItem(mark, "1");
    }
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
