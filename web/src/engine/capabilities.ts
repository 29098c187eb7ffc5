// What calls have shown about a model at an endpoint: which fields it refuses, and whether it sends log-probabilities,
// token counts and streams. It is kept with a date, since servers change. The table in providers.ts is only a first
// guess.
import { isRecord, isString, type Store } from "../lib/storage.ts";

export interface Capabilities {
    logprobs?: boolean;
    streaming?: boolean;
    usage?: boolean;
    /** Names of request fields, as the wire format spells them. */
    refused: string[];
    /** ISO date of the last change. */
    at: string;
}

export interface CapabilityCache {
    get(base: string, model: string): Capabilities | undefined;
    /** Adds to what is known. Refused fields stay refused. */
    learn(base: string, model: string, found: Partial<Omit<Capabilities, "at">>): Capabilities;
    clear(): void;
}

export const capabilitiesKey = "smacs.capabilities";
const day = 86_400_000;
/** Models move to new servers, and servers get new versions. */
const keepFor = 30 * day;

/** Without a store, it lasts as long as the page. `now` gives ms since 1970. */
export function createCapabilities(store?: Store, now: () => number = Date.now): CapabilityCache {
    let entries = readFresh(store, now());
    const keyOf = (base: string, model: string) => `${base} ${model}`;
    const get = (base: string, model: string) => {
        const entry = entries[keyOf(base, model)];
        return entry && isFresh(entry, now()) ? entry : undefined;
    };
    return {
        get,
        learn(base, model, found) {
            const before = get(base, model);
            const refused = [...new Set([...(before?.refused ?? []), ...(found.refused ?? [])])];
            const next = { ...before, ...found, refused, at: new Date(now()).toISOString() };
            const old = before === undefined || now() - Date.parse(before.at) > day;
            if (old || !same(before, next)) {
                entries = { ...entries, [keyOf(base, model)]: next };
                store?.write(capabilitiesKey, entries);
            }
            return next;
        },
        clear() {
            entries = {};
            store?.remove(capabilitiesKey);
        },
    };
}

/** Apart from the date. */
function same(a: Capabilities, b: Capabilities): boolean {
    return JSON.stringify({ ...a, at: "" }) === JSON.stringify({ ...b, at: "" });
}

function readFresh(store: Store | undefined, now: number): Record<string, Capabilities> {
    const entries = store?.read(capabilitiesKey, isRecord) ?? {};
    const fresh: Record<string, Capabilities> = {};
    for (const [key, entry] of Object.entries(entries)) {
        if (isCapabilities(entry) && isFresh(entry, now)) {
            fresh[key] = entry;
        }
    }
    return fresh;
}

function isFresh({ at }: Capabilities, now: number): boolean {
    return now - Date.parse(at) < keepFor;
}

function isCapabilities(value: unknown): value is Capabilities {
    return isRecord(value) && isString(value.at) && Array.isArray(value.refused) && value.refused.every(isString);
}
