// Where weights are kept, in pieces: a piece is whole or it is not there, so that what ends a download in the middle,
// or spoils a part of a file, costs that part only. In the browser's file system of this origin; where a browser
// refuses that (private windows), in memory until the page is closed.

export interface PieceStore {
    /** Whether what is kept is still there when the page is opened again. */
    lasting: boolean;
    /** Names of models of which something is kept. */
    models(): Promise<string[]>;
    /** What was said of a model when it was first written; undefined: nothing that can be read. */
    description(model: string): Promise<unknown>;
    describe(model: string, what: object): Promise<void>;
    /** Numbers of the pieces that are kept, with their sizes in bytes. */
    pieces(model: string): Promise<ReadonlyMap<number, number>>;
    /** As a reference to what is stored: it is not in memory before it is read. */
    read(model: string, piece: number): Promise<Blob | undefined>;
    /** Throws a DOMException named QuotaExceededError where there is no room. */
    write(model: string, piece: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
    removePiece(model: string, piece: number): Promise<void>;
    remove(model: string): Promise<void>;
}

const folderName = "smacs-models";
/** The file of a model's folder that is no piece. */
const descriptionName = "model.json";

export async function openStore(): Promise<PieceStore> {
    try {
        const root = await navigator.storage.getDirectory();
        return fileStore(await root.getDirectoryHandle(folderName, { create: true }));
    } catch {
        return memoryStore();
    }
}

/** A folder for each model, a file for each piece. Files appear when they are closed, not before. */
function fileStore(root: FileSystemDirectoryHandle): PieceStore {
    const folder = (model: string, create = false) => root.getDirectoryHandle(encodeURIComponent(model), { create });
    return {
        lasting: true,
        models: async () => (await namesIn(root)).map(decodeURIComponent),
        async pieces(model) {
            const sizes = new Map<number, number>();
            const there = await folder(model).catch(unlessMissing);
            for (const name of there ? await namesIn(there) : []) {
                const file = /^\d+$/.test(name) ? await fileIn(there, name) : undefined;
                if (file) {
                    sizes.set(Number(name), file.size);
                }
            }
            return sizes;
        },
        read: async (model, piece) => fileIn(await folder(model).catch(unlessMissing), String(piece)),
        async description(model) {
            const file = await fileIn(await folder(model).catch(unlessMissing), descriptionName);
            return file && parsed(await file.text());
        },
        describe: async (model, what) => writeFile(await folder(model, true), descriptionName, JSON.stringify(what)),
        write: async (model, piece, bytes) => writeFile(await folder(model, true), String(piece), bytes),
        removePiece: async (model, piece) =>
            (await folder(model).catch(unlessMissing))?.removeEntry(String(piece)).catch(unlessMissing),
        remove: async (model) => root.removeEntry(encodeURIComponent(model), { recursive: true }).catch(unlessMissing),
    };
}

async function writeFile(
    directory: FileSystemDirectoryHandle,
    name: string,
    content: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
    const handle = await directory.getFileHandle(name, { create: true });
    const writer = await handle.createWritable();
    try {
        await writer.write(content);
        await writer.close();
    } catch (error) {
        await writer.abort().catch(() => {});
        await directory.removeEntry(name).catch(() => {});
        throw error;
    }
}

function parsed(json: string): unknown {
    try {
        return JSON.parse(json);
    } catch {
        return undefined;
    }
}

async function namesIn(directory: FileSystemDirectoryHandle): Promise<string[]> {
    const names: string[] = [];
    for await (const name of directory.keys()) {
        names.push(name);
    }
    return names;
}

async function fileIn(directory: FileSystemDirectoryHandle | undefined, name: string): Promise<File | undefined> {
    const handle = await directory?.getFileHandle(name).catch(unlessMissing);
    return handle?.getFile().catch(unlessMissing);
}

function unlessMissing(error: unknown): undefined {
    if (error instanceof DOMException && error.name === "NotFoundError") {
        return undefined;
    }
    throw error;
}

export function memoryStore(): PieceStore {
    const kept = new Map<string, Map<number, Blob>>();
    const descriptions = new Map<string, object>();
    return {
        lasting: false,
        models: async () => [...kept.keys()],
        description: async (model) => descriptions.get(model),
        describe: async (model, what) => void descriptions.set(model, what),
        pieces: async (model) => new Map([...(kept.get(model) ?? [])].map(([piece, { size }]) => [piece, size])),
        read: async (model, piece) => kept.get(model)?.get(piece),
        async write(model, piece, bytes) {
            const pieces = kept.get(model) ?? new Map<number, Blob>();
            kept.set(model, pieces.set(piece, new Blob([bytes])));
        },
        removePiece: async (model, piece) => void kept.get(model)?.delete(piece),
        remove: async (model) => void kept.delete(model),
    };
}
