// Where the vault keeps its things: a database of its own, which can hold keys that scripts cannot read.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** "locks": what seals the records; "records": what is sealed. */
export type VaultTable = "locks" | "records";

/** Every call may fail: a browser may forbid storage altogether. */
export interface VaultStore {
    read(table: VaultTable, id: string): Promise<unknown>;
    ids(table: VaultTable): Promise<string[]>;
    write(table: VaultTable, id: string, value: unknown): Promise<void>;
    /** Unless there is one; resolves to the one that is there now, whichever tab put it there. */
    insert(table: VaultTable, id: string, value: unknown): Promise<unknown>;
    remove(table: VaultTable, id: string): Promise<void>;
    clear(): Promise<void>;
}

interface Schema extends DBSchema {
    locks: { key: string; value: unknown };
    records: { key: string; value: unknown };
}

export function indexedVaultStore(name = "smacs-keys"): VaultStore {
    let opening: Promise<IDBPDatabase<Schema>> | undefined;
    /** Opened at the first use. One that failed, or that the browser closed, is opened anew. */
    const open = () => {
        opening ??= openDB<Schema>(name, 1, {
            upgrade(database) {
                database.createObjectStore("locks");
                database.createObjectStore("records");
            },
            terminated: forget,
        });
        opening.catch(forget);
        return opening;
    };
    function forget(): void {
        opening = undefined;
    }
    return {
        read: async (table, id) => (await open()).get(table, id),
        ids: async (table) => (await open()).getAllKeys(table),
        async write(table, id, value) {
            await (await open()).put(table, value, id);
        },
        async insert(table, id, value) {
            const change = (await open()).transaction(table, "readwrite");
            const there: unknown = await change.store.get(id);
            if (there === undefined) {
                await change.store.put(value, id);
            }
            await change.done;
            return there ?? value;
        },
        remove: async (table, id) => (await open()).delete(table, id),
        async clear() {
            const change = (await open()).transaction(["locks", "records"], "readwrite");
            await Promise.all([
                change.objectStore("locks").clear(),
                change.objectStore("records").clear(),
                change.done,
            ]);
        },
    };
}
