// A vault's store in memory. Like a browser's, it keeps copies and takes what it is given from any vault.
import type { VaultStore, VaultTable } from "../src/lib/vault/vault-store.ts";

export interface MemoryVaultStore extends VaultStore {
    tables: Record<VaultTable, Map<string, unknown>>;
    /** While set, everything fails with it. */
    broken: Error | undefined;
}

export function memoryVaultStore(): MemoryVaultStore {
    const tables = { locks: new Map<string, unknown>(), records: new Map<string, unknown>() };
    const at = async (table: VaultTable) => {
        if (store.broken) {
            throw store.broken;
        }
        return tables[table];
    };
    const store: MemoryVaultStore = {
        tables,
        broken: undefined,
        read: async (table, id) => structuredClone((await at(table)).get(id)),
        ids: async (table) => [...(await at(table)).keys()],
        async write(table, id, value) {
            (await at(table)).set(id, structuredClone(value));
        },
        async insert(table, id, value) {
            const entries = await at(table);
            const there = entries.get(id);
            if (there === undefined) {
                entries.set(id, structuredClone(value));
            }
            return there ?? value;
        },
        async remove(table, id) {
            (await at(table)).delete(id);
        },
        async clear() {
            (await at("locks")).clear();
            (await at("records")).clear();
        },
    };
    return store;
}
