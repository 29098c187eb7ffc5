// Takes over databases of earlier versions, whose names were the same for all pages of an origin. Fetched once for each
// database.
import { answered } from "./answered.ts";

/** So many records are copied at a time. */
const portion = 50;

/**
 * Copies what the database `from` holds into the database `to`, unless it is there already; `move` removes `from`
 * afterwards. Other pages of the origin may have use for a copy, but not for a secret. Rejects with the browser's error;
 * what was copied until then does no harm when it is tried again.
 */
export async function adoptDatabase(factory: IDBFactory, from: string, to: string, move: boolean): Promise<void> {
    const old = await openIfThere(factory, from);
    if (!old) {
        return;
    }
    try {
        const fresh = await openLike(factory, to, old);
        try {
            for (const store of old.objectStoreNames) {
                await copyStore(old, fresh, store);
            }
        } finally {
            fresh.close();
        }
    } finally {
        old.close();
    }
    if (move) {
        factory.deleteDatabase(from);
    }
}

/** undefined: there is no such database, and none is left behind. */
function openIfThere(factory: IDBFactory, name: string): Promise<IDBDatabase | undefined> {
    return new Promise((resolve, reject) => {
        const request = factory.open(name);
        let missing = false;
        request.onupgradeneeded = () => {
            missing = true;
            request.transaction?.abort();
        };
        request.onsuccess = () => resolve(closing(request.result));
        request.onerror = () => (missing ? resolve(undefined) : reject(request.error));
    });
}

/** Opens a database, with the stores of `model` if it is new. */
function openLike(factory: IDBFactory, name: string, model: IDBDatabase): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = factory.open(name, model.version);
        request.onupgradeneeded = () => {
            const names = [...model.objectStoreNames];
            for (const store of names.length > 0
                ? names.map((each) => model.transaction(names).objectStore(each))
                : []) {
                const { keyPath, autoIncrement } = store;
                const made = request.result.createObjectStore(store.name, { keyPath, autoIncrement });
                for (const index of store.indexNames) {
                    const { keyPath, unique, multiEntry } = store.index(index);
                    made.createIndex(index, keyPath, { unique, multiEntry });
                }
            }
        };
        request.onsuccess = () => resolve(closing(request.result));
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new DOMException("another tab holds it", "InvalidStateError"));
    });
}

/** Makes way for a tab that changes the database. */
function closing(database: IDBDatabase): IDBDatabase {
    database.onversionchange = () => database.close();
    return database;
}

async function copyStore(from: IDBDatabase, to: IDBDatabase, name: string): Promise<void> {
    let after: IDBKeyRange | null = null;
    for (;;) {
        const source = from.transaction(name).objectStore(name);
        const read = [answered(source.getAllKeys(after, portion)), answered(source.getAll(after, portion))] as const;
        const [keys, values] = await Promise.all(read);
        await addMissing(to, name, keys, values);
        const last = keys.at(-1);
        if (last === undefined || keys.length < portion) {
            return;
        }
        after = IDBKeyRange.lowerBound(last, true);
    }
}

function addMissing(to: IDBDatabase, name: string, keys: readonly IDBValidKey[], values: unknown[]): Promise<void> {
    return new Promise((resolve, reject) => {
        const transaction = to.transaction(name, "readwrite");
        const target = transaction.objectStore(name);
        for (const [at, key] of keys.entries()) {
            const there = target.getKey(key);
            there.onsuccess = () => {
                if (there.result === undefined) {
                    target.put(values[at], target.keyPath === null ? key : undefined);
                }
            };
        }
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
    });
}
