// Where the vault keeps its things: a database of its own, which can hold keys that scripts cannot read.
import { answered } from "../answered.ts";
import { createDatabase } from "../database.ts";

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

export function indexedVaultStore(factory = indexedDB): VaultStore {
    const database = createDatabase({
        factory,
        name: "smacs-keys",
        secret: true,
        version: 1,
        stores: ["locks", "records"],
        upgrade(created) {
            created.createObjectStore("locks");
            created.createObjectStore("records");
        },
    });
    return {
        read: (table, id) => database.transact("readonly", (change) => answered(change.objectStore(table).get(id))),
        async ids(table) {
            const keys = await database.transact("readonly", (all) => answered(all.objectStore(table).getAllKeys()));
            return keys.map(String);
        },
        write: (table, id, value) =>
            database.transact("readwrite", (change) => void change.objectStore(table).put(value, id)),
        insert: (table, id, value) =>
            database.transact("readwrite", async (change) => {
                const store = change.objectStore(table);
                const there: unknown = await answered(store.get(id));
                if (there === undefined) {
                    store.put(value, id);
                }
                return there ?? value;
            }),
        remove: (table, id) => database.transact("readwrite", (change) => void change.objectStore(table).delete(id)),
        clear: () =>
            database.transact("readwrite", (change) => {
                change.objectStore("locks").clear();
                change.objectStore("records").clear();
            }),
    };
}
