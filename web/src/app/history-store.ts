// The database of the history. Entries and runs lie apart, so that listing does not read the runs, and are written in one
// transaction, so that they never disagree.
import { answered, createDatabase } from "../lib/database.ts";
import { type HistoryEntry, isEntry, type PackedRun, type SavedRun, unpack } from "./history-record.ts";
import type { ClaimRecord, ClaimRecords } from "./tab-locks.ts";

export interface Listing {
    entries: HistoryEntry[];
    /** Ids under which something lies that cannot be listed. */
    unreadable: string[];
}

/** Every call may reject: storage may be full, forbidden or gone. */
export interface HistoryStore extends ClaimRecords {
    list(): Promise<Listing>;
    /** Those that are there and whole. */
    listSome(ids: readonly string[]): Promise<HistoryEntry[]>;
    /** undefined: it is not there, or damaged. */
    read(id: string): Promise<SavedRun | undefined>;
    /** All of them, or none. */
    write(runs: readonly PackedRun[]): Promise<void>;
    remove(ids: readonly string[]): Promise<void>;
    clear(): Promise<void>;
    close(): void;
}

export function createHistoryStore(factory: IDBFactory, onNewer: () => void): HistoryStore {
    const database = createDatabase({
        factory,
        name: "smacs-history",
        version: 1,
        stores: ["entries", "runs", "claims"],
        upgrade(created) {
            for (const store of ["entries", "runs", "claims"]) {
                created.createObjectStore(store, { keyPath: "id" });
            }
        },
        onNewer,
    });
    const get = (transaction: IDBTransaction, store: string, id: string): Promise<unknown> =>
        answered(transaction.objectStore(store).get(id));
    return {
        async list() {
            const all = (transaction: IDBTransaction) =>
                answered<unknown[]>(transaction.objectStore("entries").getAll());
            const { keys, found } = await database
                .transact("readonly", async (transaction) => ({
                    keys: await allKeys(transaction),
                    found: await all(transaction),
                }))
                // One record that the browser cannot read spoils them all.
                .catch(readEach);
            const entries = found.filter(isEntry);
            const readable = new Set(entries.map(({ id }) => id));
            return { entries, unreadable: [...new Set(keys.flat())].filter((id) => !readable.has(id)) };
        },
        async listSome(ids) {
            const found = await database.transact("readonly", (transaction) =>
                Promise.all(ids.map((id) => get(transaction, "entries", id))),
            );
            return found.filter(isEntry);
        },
        async read(id) {
            const [entry, heavy] = await database.transact("readonly", (transaction) =>
                Promise.all([get(transaction, "entries", id), get(transaction, "runs", id)]),
            );
            return unpack(entry, heavy);
        },
        write: (runs) =>
            database.transact("readwrite", (transaction) => {
                for (const { entry, heavy } of runs) {
                    transaction.objectStore("entries").put(entry);
                    transaction.objectStore("runs").put(heavy);
                }
                // Nothing more is to come: a page that is about to be killed need not live to see it end.
                transaction.commit();
            }),
        remove: (ids) =>
            database.transact("readwrite", (transaction) => {
                for (const id of ids) {
                    transaction.objectStore("entries").delete(id);
                    transaction.objectStore("runs").delete(id);
                }
                transaction.commit();
            }),
        clear: () =>
            database.transact("readwrite", (transaction) => {
                transaction.objectStore("entries").clear();
                transaction.objectStore("runs").clear();
                transaction.commit();
            }),
        change: (id, decide) =>
            database.transact("readwrite", async (transaction) => {
                const claims = transaction.objectStore("claims");
                const next = decide((await get(transaction, "claims", id)) as ClaimRecord | undefined);
                if (next) {
                    claims.put(next);
                } else {
                    claims.delete(id);
                }
                return next;
            }),
        close: database.close,
    };

    async function readEach() {
        const keys = await database.transact("readonly", allKeys);
        const one = (id: string) =>
            database.transact("readonly", (transaction) => get(transaction, "entries", id)).catch(() => undefined);
        return { keys, found: await Promise.all((keys[0] ?? []).map(one)) };
    }
}

/** Of the entries, then of the runs. */
function allKeys(transaction: IDBTransaction): Promise<string[][]> {
    return Promise.all(
        ["entries", "runs"].map(async (store) => {
            const keys = await answered(transaction.objectStore(store).getAllKeys());
            return keys.map(String);
        }),
    );
}
