// Pictures of a question that was not asked yet: kept for its tab, as its text is, so that a reload loses neither. They
// are too large for where the text lies.
import { effect, type Signal } from "@preact/signals";
import { arePictures, type Picture } from "../../engine/pictures.ts";
import { answered } from "../../lib/answered.ts";
import { createDatabase } from "../../lib/database.ts";
import { isRecord, isString, type Store } from "../../lib/storage.ts";

/** There where the tab has some: under which id. The page's state looks for it too. */
const draftPicturesKey = "smacs.draft-pictures";

/** Tabs are closed without a word: of so many drafts, the oldest go. */
const mostDrafts = 8;

interface DraftPictures {
    /** Those of this tab; empty where there are none, or none can be read. Never rejects. */
    load(): Promise<readonly Picture[]>;
    /** In place of those before. What cannot be stored is lost with the tab. Never rejects. */
    save(pictures: readonly Picture[]): Promise<void>;
}

/** `session`: of the tab. */
function createDraftPictures(session: Store): DraftPictures {
    const database = createDatabase({
        // A browser may throw at the mention of what it forbids.
        get factory() {
            return indexedDB;
        },
        name: "smacs-drafts",
        version: 1,
        stores: ["pictures"],
        upgrade(created) {
            created.createObjectStore("pictures", { keyPath: "id" });
        },
    });
    let working: Promise<unknown> = Promise.resolve();
    const idOf = () => session.read(draftPicturesKey, isString);
    const write = async (pictures: readonly Picture[]) => {
        const id = idOf() ?? crypto.randomUUID();
        await database.transact("readwrite", async (transaction) => {
            const store = transaction.objectStore("pictures");
            store.delete(id);
            if (pictures.length > 0) {
                store.put({ id, at: Date.now(), pictures });
                for (const old of oldest(await answered<unknown[]>(store.getAll()))) {
                    store.delete(old);
                }
            }
        });
        if (pictures.length > 0) {
            session.write(draftPicturesKey, id);
        } else {
            session.remove(draftPicturesKey);
        }
    };
    return {
        async load() {
            const id = idOf();
            try {
                const found = await database.transact("readonly", (transaction) =>
                    answered<unknown>(transaction.objectStore("pictures").get(id ?? "")),
                );
                const pictures = isRecord(found) && Array.isArray(found.pictures) ? found.pictures : [];
                return arePictures(pictures.map((one) => ({ ...one, question: "" }))) ? pictures : [];
            } catch {
                return [];
            }
        },
        save(pictures) {
            // One after the other, so that the last one stays.
            working = working.then(() => write(pictures)).catch(() => {});
            return working.then(() => {});
        },
    };
}

/** What an earlier page of the tab left comes back; from then on what is there is kept. */
export async function followDraft(session: Store, pictures: Signal<readonly Picture[]>): Promise<void> {
    const drafts = createDraftPictures(session);
    const left = await drafts.load();
    if (pictures.peek().length === 0) {
        pictures.value = left;
    }
    effect(() => void drafts.save(pictures.value));
}

/** Ids of what is beyond the newest. */
function oldest(drafts: readonly unknown[]): string[] {
    return drafts
        .filter((one): one is { id: string; at: number } => isRecord(one) && isString(one.id))
        .sort((a, b) => b.at - a.at)
        .slice(mostDrafts)
        .map(({ id }) => id);
}
