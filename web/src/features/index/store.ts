// Indexes that outlive the page, in a database of their own.
import { answered } from "../../lib/answered.ts";
import { createDatabase } from "../../lib/database.ts";

/** What is known of a kept index without reading its file. */
export interface KeptIndex {
    id: string;
    name: string;
    origin: "file" | "address" | "built" | "column";
    /** A moment of Date.now(). */
    savedAt: number;
    /** Of its file, in bytes. */
    size: number;
    /** Where an index in shards lies, whose head is the file; undefined: the file is all of it. */
    address?: string;
    questions: number;
    models: number;
    digest: string;
    embedder: { name: string; digest: string };
}

export interface IndexFiles {
    index: Blob;
    /** undefined: the one that comes with the page. */
    embedder: Blob | undefined;
}

/** Every call may reject: storage may be full, forbidden or gone. */
export interface IndexStore {
    list(): Promise<KeptIndex[]>;
    read(id: string): Promise<IndexFiles | undefined>;
    /** The embedder with this digest, if one of the indexes came with it. */
    readEmbedder(digest: string): Promise<Blob | undefined>;
    write(kept: KeptIndex, files: IndexFiles): Promise<void>;
    remove(id: string): Promise<void>;
}

/** `embedders` are by digest: several indexes share one. */
export function createIndexStore(factory?: IDBFactory): IndexStore {
    const database = createDatabase({
        // A browser may throw at the mention of what it forbids; then each call rejects.
        get factory() {
            return factory ?? indexedDB;
        },
        name: "smacs-indexes",
        version: 1,
        stores: ["indexes", "files", "embedders"],
        upgrade(created) {
            created.createObjectStore("indexes", { keyPath: "id" });
            created.createObjectStore("files");
            created.createObjectStore("embedders");
        },
    });
    const get = <T>(change: IDBTransaction, store: string, key: string): Promise<T | undefined> =>
        answered<T | undefined>(change.objectStore(store).get(key));
    const all = (change: IDBTransaction) => answered<KeptIndex[]>(change.objectStore("indexes").getAll());
    return {
        list: () => database.transact("readonly", all),
        read: (id) =>
            database.transact("readonly", async (change) => {
                const kept = await get<KeptIndex>(change, "indexes", id);
                const index = await get<Blob>(change, "files", id);
                const embedder = kept && (await get<Blob>(change, "embedders", kept.embedder.digest));
                return index && { index, embedder };
            }),
        readEmbedder: (digest) => database.transact("readonly", (change) => get<Blob>(change, "embedders", digest)),
        write: (kept, { index, embedder }) =>
            database.transact("readwrite", (change) => {
                change.objectStore("indexes").put(kept);
                change.objectStore("files").put(index, kept.id);
                if (embedder) {
                    change.objectStore("embedders").put(embedder, kept.embedder.digest);
                }
            }),
        remove: (id) =>
            database.transact("readwrite", async (change) => {
                change.objectStore("indexes").delete(id);
                change.objectStore("files").delete(id);
                const wanted = new Set((await all(change)).map(({ embedder }) => embedder.digest));
                const embedders = change.objectStore("embedders");
                for (const digest of await answered(embedders.getAllKeys())) {
                    if (!wanted.has(String(digest))) {
                        embedders.delete(digest);
                    }
                }
            }),
    };
}
