// Questions that were asked, as they stood: kept in this browser, the same in all of its tabs. Where nothing can be
// kept they live in this tab, so that the page works the same.
import { batch, computed, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { DatabaseRefused } from "../../lib/database.ts";
import { placed } from "../../lib/place.ts";
import {
    type ConversationNotes,
    fold,
    type HistoryEntry,
    type PackedRun,
    pack,
    readFile,
    type SavedRun,
    writeFile,
} from "./record.ts";
import { createHistoryStore } from "./store.ts";
import { createHeartbeatLocks, createTabLocks } from "./tab-locks.ts";

export { type ConversationNotes, type HistoryEntry, HistoryFileError, type SavedRun } from "./record.ts";

/**
 * refused: this browser keeps nothing here; full: there is no more room; newer: another tab has a newer version of the
 * page, this one has to be loaded anew; failed: something else went wrong in storing, which is tried again.
 */
export type HistoryProblem = "refused" | "full" | "newer" | "failed";

export interface HistoryUsage {
    history: number;
    used?: number;
    quota?: number;
}

export interface History {
    /**
     * Newest first; undefined until read, which begins when it is first looked at; of very many, the newest are there
     * before the rest. Follows changes of other tabs.
     */
    entries: ReadonlySignal<readonly HistoryEntry[] | undefined>;
    /** Whether all entries are there. */
    complete: ReadonlySignal<boolean>;
    /** Ids of what is stored but cannot be read, so that it can be removed. */
    unreadable: ReadonlySignal<readonly string[]>;
    /** Why nothing is kept: storage refused, full, ...; undefined as a rule. */
    problem: ReadonlySignal<HistoryProblem | undefined>;
    /** Finds out whether anything can be kept, ahead of the first run. Never rejects. */
    prepare(): Promise<void>;
    /** Bytes of the history, and of what the browser allows this site (navigator.storage.estimate). */
    usage: ReadonlySignal<HistoryUsage | undefined>;
    /**
     * Writes a run as it stands; calls for the same id are coalesced (latest wins, at most one write a second, `flush`
     * writes now). One that was removed is not written any more. What was noted of it stays. Never throws.
     */
    save(run: Omit<SavedRun, "size" | "changedAt" | keyof ConversationNotes>): void;
    /** Notes something of a conversation, with one of its questions. Nothing happens if that cannot be read. */
    note(id: string, notes: ConversationNotes): Promise<void>;
    /** Begins to write before it returns, once a run was claimed or anything was read or written. */
    flush(): Promise<void>;
    load(id: string): Promise<SavedRun | undefined>;
    remove(ids: readonly string[]): Promise<void>;
    /** Puts back what was loaded before it was removed. */
    restore(runs: readonly SavedRun[]): Promise<void>;
    clear(): Promise<void>;
    /** Entries that match all words in question, answer or model; case and diacritics ignored. */
    search(text: string): Promise<readonly HistoryEntry[]>;
    /** Holds the lock of a run for as long as this tab drives it; false: another tab does. */
    claim(id: string): Promise<boolean>;
    release(id: string): void;
    /** Whether this tab holds the lock of a run. */
    holds(id: string): boolean;
    /** Whether some tab does. */
    isRunning(id: string): Promise<boolean>;
    /** All as one JSON file. */
    export(): Promise<Blob>;
    /**
     * Takes over what such a file holds and is not there yet; resolves to how many. Throws a HistoryFileError, or why
     * the browser could not store them; then nothing was taken over.
     */
    import(file: Blob): Promise<number>;
    dispose(): void;
}

/** What is missing is the browser's own. */
export interface HistoryParts {
    factory?: IDBFactory;
    locks?: LockManager;
    channel?(name: string): BroadcastChannel;
}

interface News {
    changed?: readonly string[];
    removed?: readonly string[];
    cleared?: boolean;
}

type Unsaved = Omit<SavedRun, "size">;

/** So many are shown before all of them have been read. */
const firstOnes = 200;
/** How long searching may keep the page from drawing, in ms. */
const stint = 12;
/** Between writes; and after one has failed. In ms. */
const pause = { usual: 1000, failed: 10_000 };

export function createHistory(parts: HistoryParts): History {
    const factory = parts.factory ?? ambient(() => indexedDB);
    const problem = signal<HistoryProblem | undefined>(factory ? undefined : "refused");
    const store =
        factory &&
        createHistoryStore(factory, () => {
            problem.value = "newer";
        });
    const webLocks = parts.locks ?? ambient(() => navigator.locks);
    const locks = webLocks
        ? createTabLocks(webLocks)
        : createHeartbeatLocks(store ?? { change: async () => undefined });
    const listed = signal<readonly HistoryEntry[] | undefined>(undefined);
    const complete = signal(false);
    const unreadable = signal<readonly string[]>([]);
    const estimate = signal<Omit<HistoryUsage, "history">>({});
    const unsaved = new Map<string, Unsaved>();
    const packed = new WeakMap<Unsaved, PackedRun>();
    const writes = new Map<Unsaved, Promise<void>>();
    const failed = new WeakSet<Unsaved>();
    /** What was removed stays so, though its run may go on. */
    const gone = new Set<string>();
    const saved = new Set<string>();
    const folded = new WeakMap<HistoryEntry, string>();
    /** Of runs that were listed or loaded: who saves one again does not know of them. */
    const notesOf = new Map<string, ConversationNotes>();
    let channel: BroadcastChannel | undefined;
    let reading: Promise<void> | undefined;
    let following: Promise<void> = Promise.resolve();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let written = Number.NEGATIVE_INFINITY;
    let disposed = false;

    const packedOf = (run: Unsaved) => {
        const known = packed.get(run) ?? pack(run);
        packed.set(run, known);
        return known;
    };
    const fail = (error: unknown) => {
        // A page that has to be loaded anew gains nothing from hearing what else is wrong.
        if (problem.value !== "newer") {
            problem.value = problemOf(error);
        }
    };
    /** Something could be stored: all is well, unless something else still cannot. */
    const recover = () => {
        if (problem.value !== "newer" && ![...unsaved.values()].some((run) => failed.has(run))) {
            problem.value = undefined;
        }
    };
    const announce = (news: News) => {
        open()?.postMessage(news);
    };
    const open = () => {
        if (!channel && store && !disposed) {
            channel = ambient(() => (parts.channel ?? ((name) => new BroadcastChannel(name)))(placed("smacs-history")));
            channel?.addEventListener("message", ({ data }) => {
                // One after the other: what is read for one may be old news after the next.
                following = following.then(() => follow(data as News));
            });
        }
        return channel;
    };
    const measure = async () => {
        const { usage: used, quota } = (await ambient(() => navigator.storage.estimate())?.catch(() => {})) ?? {};
        estimate.value = { ...(used === undefined ? {} : { used }), ...(quota === undefined ? {} : { quota }) };
    };

    /** Brings the list up to date; nothing to do before it was read. */
    const merge = (changed: readonly HistoryEntry[], removed: Iterable<string> = []) => {
        if (listed.value) {
            const other = new Set([...removed, ...changed.map(({ id }) => id)]);
            listed.value = newestFirst([...listed.value.filter(({ id }) => !other.has(id)), ...changed]);
            void measure();
        }
    };
    /** Of what is not stored, or not yet; what was saved just now comes with its writing. */
    const ownEntries = () => [...unsaved.values()].flatMap((run) => packed.get(run)?.entry ?? []);
    const read = () => {
        reading ??= list();
        return reading;
    };
    const show = (stored: readonly HistoryEntry[]) => {
        const waiting = new Map(ownEntries().map((entry) => [entry.id, entry]));
        const others = stored.filter(({ id }) => !gone.has(id) && !waiting.has(id));
        listed.value = newestFirst([...others, ...waiting.values()]);
    };
    const list = async () => {
        open();
        try {
            const first = (await store?.newest(firstOnes).catch(() => [])) ?? [];
            if (first.length >= firstOnes) {
                show(first);
            }
            const found = (await store?.list()) ?? { entries: [], unreadable: [] };
            batch(() => {
                unreadable.value = found.unreadable;
                show(found.entries);
                complete.value = true;
            });
        } catch (error) {
            fail(error);
            reading = undefined;
            listed.value ??= newestFirst(ownEntries());
            complete.value = true;
        }
        void measure();
    };

    /** Begins to write all that waits, each for itself: one that finds no room is not in the way of others. */
    const write = () => {
        clearTimeout(timer);
        timer = undefined;
        written = Date.now();
        for (const run of unsaved.values()) {
            if (!writes.has(run)) {
                const writing = writeOne(run).catch((error: unknown) => {
                    failed.add(run);
                    fail(error);
                });
                writes.set(run, writing);
                void writing.then(() => writes.delete(run));
            }
        }
        return Promise.all(writes.values());
    };
    const writeOne = async (run: Unsaved) => {
        const { id } = run;
        const record = packedOf(run);
        merge([record.entry]);
        if (store) {
            await store.write([record]);
            if (unsaved.get(id) === run) {
                unsaved.delete(id);
            }
            recover();
            announce({ changed: [id] });
        }
    };
    const flush = async () => {
        await write();
    };
    const schedule = () => {
        const wait = problem.value && store ? pause.failed : pause.usual;
        timer ??= setTimeout(write, Math.max(0, written + wait - Date.now()));
    };
    const forget = (ids: Iterable<string>) => {
        for (const id of ids) {
            gone.add(id);
            unsaved.delete(id);
        }
    };
    const forgetAll = () => {
        forget([...saved, ...(listed.value ?? []).map(({ id }) => id)]);
        batch(() => {
            listed.value &&= [];
            unreadable.value = [];
        });
        void measure();
    };
    /** Takes something out of the store. If that fails, it is still there and listed again. */
    const takeOut = async (ids: readonly string[], work: () => Promise<void> | undefined, news: News) => {
        try {
            await work();
            announce(news);
        } catch (error) {
            for (const id of ids) {
                gone.delete(id);
            }
            fail(error);
            reading = undefined;
            await read();
            return;
        }
        void measure();
        // There may be room now.
        await write();
    };
    const follow = async ({ changed = [], removed = [], cleared }: News) => {
        await reading;
        if (cleared) {
            forgetAll();
        }
        forget(removed);
        for (const id of changed) {
            gone.delete(id);
        }
        const fresh = listed.value ? await store?.listSome(changed).catch(() => []) : [];
        merge(fresh ?? [], removed);
    };
    const foldedOf = (entry: HistoryEntry) => {
        const { question, answer, model, title = "" } = entry;
        const known = folded.get(entry) ?? fold(`${title}\n${question}\n${answer}\n${model}`);
        folded.set(entry, known);
        return known;
    };
    const load = async (id: string) => {
        const waiting = unsaved.get(id);
        try {
            const run = waiting ? { ...waiting, size: packedOf(waiting).entry.size } : await store?.read(id);
            notesOf.set(id, { title: run?.title, pinned: run?.pinned });
            return run;
        } catch (error) {
            fail(error);
            return undefined;
        }
    };
    const put = (run: Unsaved) => {
        unsaved.set(run.id, run);
        saved.add(run.id);
    };

    const onHidden = () => {
        if (document.visibilityState === "hidden") {
            void flush();
        }
    };
    if (typeof document !== "undefined") {
        addEventListener("pagehide", flush);
        document.addEventListener("visibilitychange", onHidden);
    }

    const prepare = async () => store?.prepare().catch(fail);

    const entries = computed(() => {
        void untracked(read);
        return listed.value;
    });
    return {
        prepare,
        entries,
        complete,
        unreadable,
        problem,
        usage: computed(() => {
            const { value } = entries;
            const history = value?.reduce((sum, { size }) => sum + size, 0);
            return history === undefined || !complete.value ? undefined : { history, ...estimate.value };
        }),
        save(run) {
            if (!disposed && !gone.has(run.id)) {
                put({ ...run, ...notesOf.get(run.id), changedAt: Date.now() });
                schedule();
            }
        },
        async note(id, notes) {
            const run = await load(id);
            if (run) {
                const { size: _, ...before } = run;
                notesOf.set(id, { ...notesOf.get(id), ...notes });
                put({ ...before, ...notesOf.get(id) });
                await write();
            }
        },
        flush,
        load,
        async remove(ids) {
            await reading;
            forget(ids);
            merge([], ids);
            unreadable.value = unreadable.value.filter((id) => !ids.includes(id));
            await takeOut(ids, () => store?.remove(ids), { removed: ids });
        },
        async restore(runs) {
            for (const { size: _, ...run } of runs) {
                gone.delete(run.id);
                put(run);
            }
            await write();
        },
        async clear() {
            await reading;
            const before = (listed.value ?? []).map(({ id }) => id);
            forgetAll();
            await takeOut(before, () => store?.clear(), { cleared: true });
        },
        async search(text) {
            const words = fold(text).split(/\s+/).filter(Boolean);
            await read();
            const entries = listed.value ?? [];
            const found: HistoryEntry[] = [];
            let since = performance.now();
            for (const entry of words.length > 0 ? entries : []) {
                const said = foldedOf(entry);
                if (words.every((word) => said.includes(word))) {
                    found.push(entry);
                }
                if (performance.now() - since > stint) {
                    await new Promise((done) => setTimeout(done));
                    since = performance.now();
                }
            }
            return words.length > 0 ? found : entries;
        },
        claim(id) {
            // There will be something to write, perhaps when the page is already going away.
            void prepare();
            return locks.claim(id);
        },
        release: locks.release,
        holds: locks.holds,
        isRunning: locks.isHeld,
        async export() {
            await flush();
            await read();
            const ids = (listed.value ?? []).map(({ id }) => id);
            return writeFile(
                (async function* () {
                    for (const id of ids) {
                        const run = await load(id);
                        if (run) {
                            yield run;
                        }
                    }
                })(),
            );
        },
        async import(file) {
            const runs = readFile(await file.text());
            await read();
            const there = new Set([...(listed.value ?? []).map(({ id }) => id), ...unreadable.value]);
            const fresh = [...new Map(runs.map((run) => [run.id, run])).values()].filter(({ id }) => !there.has(id));
            const records = fresh.map(pack);
            const ids = fresh.map(({ id }) => id);
            try {
                if (store) {
                    await store.write(records);
                    recover();
                }
            } catch (error) {
                fail(error);
                throw error;
            }
            for (const run of fresh) {
                gone.delete(run.id);
                if (!store) {
                    put(run);
                }
            }
            merge(records.map(({ entry }) => entry));
            announce({ changed: ids });
            return fresh.length;
        },
        dispose() {
            if (typeof document !== "undefined") {
                removeEventListener("pagehide", flush);
                document.removeEventListener("visibilitychange", onHidden);
            }
            void flush().finally(() => {
                disposed = true;
                clearTimeout(timer);
                channel?.close();
                store?.close();
            });
            locks.dispose();
        },
    };
}

/** What this browser has, unless it lacks or forbids it. */
function ambient<T>(get: () => T): T | undefined {
    try {
        return get();
    } catch {
        return undefined;
    }
}

function problemOf(error: unknown): HistoryProblem {
    const refused = error instanceof DatabaseRefused;
    const { name = "" } = (refused ? error.cause : error) as Partial<DOMException>;
    const known = { QuotaExceededError: "full", VersionError: "newer" } as const;
    return name in known ? known[name as keyof typeof known] : refused ? "refused" : "failed";
}

function newestFirst(entries: HistoryEntry[]): HistoryEntry[] {
    return entries.sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1));
}
