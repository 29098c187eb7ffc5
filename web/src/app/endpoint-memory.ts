// What is remembered of endpoints: their addresses, and which of their models is which. Never a key.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Mapping } from "../engine/matching.ts";
import { isRecord, isString, isStringRecord, type Store } from "../lib/storage.ts";

export interface SavedEndpoint {
    base: string;
    /** Id of a row of providers.ts, where it was chosen by hand. */
    provider?: string;
}

export interface EndpointMemory {
    /** By base. */
    mappings: ReadonlySignal<Record<string, Mapping>>;
    /** Models to be asked that the index does not know, by base. */
    others: ReadonlySignal<Record<string, readonly string[]>>;
    load(): SavedEndpoint[];
    save(endpoints: readonly SavedEndpoint[]): void;
    setMapping(base: string, mapping: Mapping): void;
    setOthers(base: string, ids: readonly string[]): void;
    forget(base: string): void;
}

const endpointsKey = "smacs.endpoints";
const mappingsKey = "smacs.mappings";
const othersKey = "smacs.others";
/** From when there was one. */
const singleKey = "smacs.endpoint";

export function createEndpointMemory(local: Store): EndpointMemory {
    const mappings = signal<Record<string, Mapping>>(local.read(mappingsKey, isMappings) ?? {});
    const others = signal<Record<string, readonly string[]>>(local.read(othersKey, isLists) ?? {});
    return {
        mappings,
        others,
        load() {
            const single = local.read(singleKey, isString);
            return local.read(endpointsKey, isSaved) ?? (single ? [{ base: single }] : []);
        },
        save(endpoints) {
            local.write(endpointsKey, endpoints);
            local.remove(singleKey);
        },
        setMapping(base, mapping) {
            mappings.value = { ...mappings.value, [base]: mapping };
            local.write(mappingsKey, mappings.value);
        },
        setOthers(base, ids) {
            others.value = { ...others.value, [base]: ids };
            local.write(othersKey, others.value);
        },
        forget(base) {
            mappings.value = without(mappings.value, base);
            others.value = without(others.value, base);
            local.write(mappingsKey, mappings.value);
            local.write(othersKey, others.value);
        },
    };
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
    return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function isMappings(value: unknown): value is Record<string, Mapping> {
    return isRecord(value) && Object.values(value).every(isStringRecord);
}

function isLists(value: unknown): value is Record<string, string[]> {
    return isRecord(value) && Object.values(value).every((list) => Array.isArray(list) && list.every(isString));
}

function isSaved(value: unknown): value is SavedEndpoint[] {
    const fits = (entry: unknown) =>
        isRecord(entry) && isString(entry.base) && (entry.provider === undefined || isString(entry.provider));
    return Array.isArray(value) && value.every(fits);
}
