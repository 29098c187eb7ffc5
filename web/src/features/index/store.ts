// Indexes that outlive the page, in a database of their own.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** What is known of a kept index without reading its file. */
export interface KeptIndex {
    id: string;
    name: string;
    origin: "file" | "address" | "built" | "column";
    /** A moment of Date.now(). */
    savedAt: number;
    /** Of its file, in bytes. */
    size: number;
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

interface Schema extends DBSchema {
    indexes: { key: string; value: KeptIndex };
    files: { key: string; value: Blob };
    /** By digest; several indexes share one. */
    embedders: { key: string; value: Blob };
}

const stores = ["indexes", "files", "embedders"] as const;

export function createIndexStore(name = "smacs-indexes"): IndexStore {
    let opening: Promise<IDBPDatabase<Schema>> | undefined;
    const forget = () => {
        opening = undefined;
    };
    /** Opened at the first use. One that failed, or that the browser closed, is opened anew. */
    const open = () => {
        opening ??= openDB<Schema>(name, 1, {
            upgrade(database) {
                database.createObjectStore("indexes", { keyPath: "id" });
                database.createObjectStore("files");
                database.createObjectStore("embedders");
            },
            terminated: forget,
        });
        opening.catch(forget);
        return opening;
    };
    return {
        list: async () => (await open()).getAll("indexes"),
        async read(id) {
            const tx = (await open()).transaction(stores);
            const kept = await tx.objectStore("indexes").get(id);
            const index = await tx.objectStore("files").get(id);
            const embedder = kept && (await tx.objectStore("embedders").get(kept.embedder.digest));
            return index && { index, embedder };
        },
        readEmbedder: async (digest) => (await open()).get("embedders", digest),
        async write(kept, { index, embedder }) {
            const tx = (await open()).transaction(stores, "readwrite");
            const writes = [tx.objectStore("indexes").put(kept), tx.objectStore("files").put(index, kept.id)];
            if (embedder) {
                writes.push(tx.objectStore("embedders").put(embedder, kept.embedder.digest));
            }
            await Promise.all([...writes, tx.done]);
        },
        async remove(id) {
            const tx = (await open()).transaction(stores, "readwrite");
            await Promise.all([tx.objectStore("indexes").delete(id), tx.objectStore("files").delete(id)]);
            const wanted = new Set((await tx.objectStore("indexes").getAll()).map(({ embedder }) => embedder.digest));
            for (const digest of await tx.objectStore("embedders").getAllKeys()) {
                if (!wanted.has(digest)) {
                    await tx.objectStore("embedders").delete(digest);
                }
            }
            await tx.done;
        },
    };
}
