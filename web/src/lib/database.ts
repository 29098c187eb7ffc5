// IndexedDB with promises around its transactions, which stay the browser's own: what is begun while a page goes away
// has to be begun at once, not after a promise.
import { placed } from "./place.ts";

export interface DatabaseParts {
    factory: IDBFactory;
    /** Without the page's place. */
    name: string;
    /** Whether what an earlier version kept for all pages of the origin is taken away from there, not copied. */
    secret?: boolean;
    version: number;
    stores: readonly string[];
    upgrade(database: IDBDatabase): void;
    /** A tab with a newer page wants to change it. It is closed here, and cannot be opened again. */
    onNewer?(): void;
}

export interface Database {
    /** Opens it ahead of its first use. Rejects with a DatabaseRefused. */
    prepare(): Promise<void>;
    /**
     * Does `work`, which makes its first requests at once, in one transaction; resolves when all of it is done. The
     * transaction begins before this returns if the database is open. A connection that the browser has dropped, as
     * phones do to suspended tabs, is made anew once. Rejects with the browser's error, or with a DatabaseRefused.
     */
    transact<T>(mode: IDBTransactionMode, work: (transaction: IDBTransaction) => T | Promise<T>): Promise<T>;
    /** After what is under way. */
    close(): void;
}

/** The database could not be opened. The cause is the browser's error. */
export class DatabaseRefused extends Error {
    constructor(cause: unknown) {
        super("the database could not be opened", { cause });
        this.name = "DatabaseRefused";
    }
}

/** Opened at the first use, unless it was prepared. */
export function createDatabase(parts: DatabaseParts): Database {
    let opened: IDBDatabase | undefined;
    let opening: Promise<IDBDatabase> | undefined;
    const forget = () => {
        opened?.close();
        opened = undefined;
        opening = undefined;
    };
    const open = () => {
        opening ??= openHere(parts, forget).then(
            (database) => {
                opened = database;
                return database;
            },
            (error: unknown) => {
                opening = undefined;
                throw new DatabaseRefused(error);
            },
        );
        return opening;
    };
    return {
        prepare: async () => void (await open()),
        async transact(mode, work) {
            for (let attempt = 0; ; attempt++) {
                try {
                    const database = opened ?? (await open());
                    return await transactOnce(
                        database.transaction(parts.stores, mode, { durability: "relaxed" }),
                        work,
                    );
                } catch (error) {
                    if (attempt > 0 || !(error instanceof DOMException) || !lost.has(error.name)) {
                        throw error;
                    }
                    forget();
                }
            }
        },
        close: forget,
    };
}

/** Opens the database of the page's place, and first takes over what was kept under its old name. */
function openHere(parts: DatabaseParts, onClosed: () => void): Promise<IDBDatabase> {
    const here = placed(parts.name);
    return isAdopted(here)
        ? openOnce(here, parts, onClosed)
        : adopt(parts, here).then((name) => openOnce(name, parts, onClosed));
}

const markOf = (here: string) => `smacs.adopted ${here}`;

function isAdopted(here: string): boolean {
    try {
        return localStorage.getItem(markOf(here)) !== null;
    } catch {
        return true;
    }
}

/** Resolves to the name to use: the old one as long as its content cannot be taken over. */
async function adopt({ factory, name, secret = false }: DatabaseParts, here: string): Promise<string> {
    try {
        const { adoptDatabase } = await import("./adopt.ts");
        await adoptDatabase(factory, name, here, secret);
        localStorage.setItem(markOf(here), "1");
        return here;
    } catch {
        return name;
    }
}

/** How browsers spell that the connection is gone. */
const lost = new Set(["InvalidStateError", "UnknownError"]);

function openOnce(name: string, parts: DatabaseParts, onClosed: () => void) {
    return new Promise<IDBDatabase>((resolve, reject) => {
        const request = parts.factory.open(name, parts.version);
        request.onupgradeneeded = () => parts.upgrade(request.result);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
            const database = request.result;
            database.onclose = onClosed;
            database.onversionchange = ({ newVersion }) => {
                database.close();
                onClosed();
                // Without a new version somebody deletes it, and it may come back.
                if (newVersion !== null) {
                    parts.onNewer?.();
                }
            };
            resolve(database);
        };
    });
}

async function transactOnce<T>(
    transaction: IDBTransaction,
    work: (transaction: IDBTransaction) => T | Promise<T>,
): Promise<T> {
    const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    });
    try {
        const [result] = await Promise.all([work(transaction), done]);
        return result;
    } catch (error) {
        done.catch(() => {});
        abort(transaction);
        throw transaction.error ?? error;
    }
}

function abort(transaction: IDBTransaction): void {
    try {
        transaction.abort();
    } catch {
        // It has ended by itself.
    }
}
