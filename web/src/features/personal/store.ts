// Marks that outlive the page, in a database of their own.
import { answered } from "../../lib/answered.ts";
import { createDatabase } from "../../lib/database.ts";
import type { Mark } from "./mark.ts";

/** Every call may reject: storage may be full, forbidden or gone. */
export interface MarkStore {
    list(): Promise<Mark[]>;
    put(marks: readonly Mark[]): Promise<void>;
    remove(ids: readonly string[]): Promise<void>;
    clear(): Promise<void>;
}

export function createMarkStore(factory?: IDBFactory): MarkStore {
    const database = createDatabase({
        // A browser may throw at the mention of what it forbids; then each call rejects.
        get factory() {
            return factory ?? indexedDB;
        },
        name: "smacs-marks",
        version: 1,
        stores: ["marks"],
        upgrade(created) {
            created.createObjectStore("marks", { keyPath: "id" });
        },
    });
    const change = (work: (marks: IDBObjectStore) => void) =>
        database.transact("readwrite", (transaction) => work(transaction.objectStore("marks")));
    return {
        list: () =>
            database.transact("readonly", (transaction) => answered<Mark[]>(transaction.objectStore("marks").getAll())),
        put: (marks) =>
            change((store) => {
                for (const mark of marks) {
                    store.put(mark);
                }
            }),
        remove: (ids) =>
            change((store) => {
                for (const id of ids) {
                    store.delete(id);
                }
            }),
        clear: () =>
            change((store) => {
                store.clear();
            }),
    };
}
