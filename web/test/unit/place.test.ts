// What the page stores is its own, also where pages of other folders share the origin; what versions before stored for
// all of them is taken over.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { adoptDatabase } from "../../src/lib/adopt.ts";
import { answered } from "../../src/lib/answered.ts";
import { isString, unstored, webStore } from "../../src/lib/storage.ts";

/** As the browser's: its values are its own properties. */
const storageOf = (values: Record<string, string> = {}, full = false): Storage =>
    Object.assign(
        Object.create({
            getItem(this: Record<string, string>, key: string) {
                return Object.hasOwn(this, key) ? this[key] : null;
            },
            setItem(this: Record<string, string>, key: string, value: string) {
                if (full) {
                    throw new DOMException("full", "QuotaExceededError");
                }
                this[key] = value;
            },
            removeItem(this: Record<string, string>, key: string) {
                delete this[key];
            },
        }),
        values,
    );

describe("settings", () => {
    test("of one folder are not those of another", () => {
        const storage = storageOf();
        const [a, b] = ["/a/", "/b/"].map((at) => webStore(() => storage, at));
        a?.write("smacs.theme", "dark");
        expect(a?.read("smacs.theme", isString)).toBe("dark");
        expect(b?.read("smacs.theme", isString)).toBeUndefined();
    });

    test("of versions before are copied once, and what was changed or removed since stays so", () => {
        const storage = storageOf({ "smacs.theme": '"dark"', "smacs.draft": '"Q"', "other.theme": '"x"' });
        const first = webStore(() => storage, "/a/");
        expect(first.read("smacs.theme", isString)).toBe("dark");
        first.write("smacs.theme", "light");
        first.remove("smacs.draft");
        const later = webStore(() => storage, "/a/");
        expect(later.read("smacs.theme", isString)).toBe("light");
        expect(later.read("smacs.draft", isString)).toBeUndefined();
        expect(webStore(() => storage, "/b/").read("smacs.theme", isString)).toBe("dark");
        expect(Object.keys(storage).filter((key) => key.includes("other"))).toEqual(["other.theme"]);
    });

    test("that cannot be stored are told", () => {
        unstored.value = false;
        const store = webStore(() => storageOf({}, true), "/a/");
        expect(unstored.value).toBe(false);
        store.write("smacs.theme", "dark");
        expect(unstored.value).toBe(true);
        unstored.value = false;
    });
});

describe("databases", () => {
    let factory: IDBFactory;
    beforeEach(() => {
        factory = new IDBFactory();
        vi.stubGlobal("IDBKeyRange", IDBKeyRange);
    });
    const open = (name: string, upgrade?: (database: IDBDatabase) => void) => {
        const request = factory.open(name, upgrade && 3);
        request.onupgradeneeded = () => upgrade?.(request.result);
        return answered(request);
    };
    const old = async (n: number) => {
        const database = await open("old", (made) => {
            made.createObjectStore("entries", { keyPath: "id" }).createIndex("startedAt", "startedAt");
            made.createObjectStore("files");
        });
        const change = database.transaction(["entries", "files"], "readwrite");
        for (let at = 0; at < n; at++) {
            change.objectStore("entries").put({ id: `e${at}`, startedAt: at });
        }
        change.objectStore("files").put(new Uint8Array([1, 2, 3]), "f");
        await new Promise((done) => {
            change.oncomplete = done;
        });
        database.close();
    };
    const names = async () => (await factory.databases()).map(({ name }) => name).sort();

    test("are copied with their stores, keys and indexes, however many records", async () => {
        await old(120);
        await adoptDatabase(factory, "old", "new", false);
        const database = await open("new");
        expect(database.version).toBe(3);
        const entries = database.transaction("entries").objectStore("entries");
        expect(await answered(entries.count())).toBe(120);
        expect(await answered(entries.index("startedAt").getKey(70))).toBe("e70");
        expect(await answered(database.transaction("files").objectStore("files").get("f"))).toEqual(
            new Uint8Array([1, 2, 3]),
        );
        expect(await names()).toEqual(["new", "old"]);
    });

    test("keep what is newer, and hold no secret twice", async () => {
        await old(2);
        await adoptDatabase(factory, "old", "new", false);
        const database = await open("new");
        const change = database.transaction("entries", "readwrite");
        change.objectStore("entries").put({ id: "e0", startedAt: 99 });
        await new Promise((done) => {
            change.oncomplete = done;
        });
        database.close();
        await adoptDatabase(factory, "old", "new", true);
        const again = await open("new");
        const entry = await answered(again.transaction("entries").objectStore("entries").get("e0"));
        expect(entry).toEqual({ id: "e0", startedAt: 99 });
        await expect.poll(names).toEqual(["new"]);
    });

    test("that were never there leave none behind", async () => {
        await adoptDatabase(factory, "old", "new", false);
        expect(await names()).toEqual([]);
    });
});
