// The database of the history. Entries and runs lie apart, so that listing does not read the runs, and are written in
// one transaction, so that they never disagree.
import { answered } from "../../lib/answered.ts";
import { createDatabase } from "../../lib/database.ts";
import { type HistoryEntry, isEntry, type PackedRun, type SavedRun, unpack } from "./record.ts";
import type { ClaimRecord, ClaimRecords } from "./tab-locks.ts";

export interface Listing {
    entries: HistoryEntry[];
    /** Ids under which something lies that cannot be listed. */
    unreadable: string[];
}

/** Every call may reject: storage may be full, forbidden or gone. */
export interface HistoryStore extends ClaimRecords {
    /** So that the next call can begin at once. */
    prepare(): Promise<void>;
    list(): Promise<Listing>;
    /** So many of those begun last; quick, however many there are. */
    newest(n: number): Promise<HistoryEntry[]>;
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
            for (const store of ["runs", "claims"]) {
                created.createObjectStore(store, { keyPath: "id" });
            }
            created.createObjectStore("entries", { keyPath: "id" }).createIndex("startedAt", "startedAt");
        },
        onNewer,
    });
    const get = (transaction: IDBTransaction, store: string, id: string): Promise<unknown> =>
        answered(transaction.objectStore(store).get(id));
    return {
        prepare: database.prepare,
        async list() {
            const { keys, found } = await database
                .transact("readonly", async (transaction) => ({
                    keys: await allKeys(transaction),
                    found: await allEntries(transaction),
                }))
                // One record that the browser cannot read spoils them all.
                .catch(readEach);
            const entries = found.filter(isEntry);
            const readable = new Set(entries.map(({ id }) => id));
            return { entries, unreadable: [...new Set(keys.flat())].filter((id) => !readable.has(id)) };
        },
        async newest(n) {
            const found = await database.transact("readonly", async (transaction) => {
                const byTime = transaction.objectStore("entries").index("startedAt");
                const oldest = await keyBefore(byTime.openKeyCursor(null, "prev"), n - 1);
                return answered<unknown[]>(byTime.getAll(oldest === undefined ? null : IDBKeyRange.lowerBound(oldest)));
            });
            return found.filter(isEntry);
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

/** In portions, so that the page can draw and be used between them. */
async function allEntries(transaction: IDBTransaction): Promise<unknown[]> {
    const store = transaction.objectStore("entries");
    const found: unknown[] = [];
    let keys: IDBKeyRange | null = null;
    for (;;) {
        const part: unknown[] = await answered(store.getAll(keys, portion));
        found.push(...part);
        if (part.length < portion) {
            return found;
        }
        keys = IDBKeyRange.lowerBound((part.at(-1) as { id: IDBValidKey }).id, true);
    }
}

const portion = 1000;

/** The key after so many steps of a cursor that goes back; undefined: there are not so many. */
function keyBefore(request: IDBRequest<IDBCursor | null>, steps: number): Promise<IDBValidKey | undefined> {
    return new Promise((resolve, reject) => {
        let advanced = false;
        request.onsuccess = () => {
            const cursor = request.result;
            if (cursor && !advanced) {
                advanced = true;
                cursor.advance(steps);
            } else {
                resolve(cursor?.key);
            }
        };
        request.onerror = () => reject(request.error);
    });
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
