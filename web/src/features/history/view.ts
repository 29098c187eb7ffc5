// What the list of the history shows of it: what is searched for, as far as it is scrolled, what is selected, and what
// was deleted just now.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { ConversationNotes, History, HistoryEntry, SavedRun } from "./history.ts";

/** A conversation, or the part of it that was found: its first question, then what followed. */
export interface Thread {
    id: string;
    /** When its newest question was asked. */
    newest: number;
    /** "": it goes by its first question. */
    title: string;
    pinned: boolean;
    entries: HistoryEntry[];
}

/** Who has an open run: this tab, another one, nobody. */
export type Standing = "here" | "elsewhere" | "interrupted";

export interface HistoryView {
    query: Signal<string>;
    /** Newest first; undefined until read. */
    found: ReadonlySignal<readonly HistoryEntry[] | undefined>;
    /** As many as are shown, whole. */
    threads: ReadonlySignal<readonly Thread[]>;
    /** How many questions were found but are not shown yet. */
    rest: ReadonlySignal<number>;
    showMore(): void;
    /** Of those that have not ended; missing before it is known. */
    standings: ReadonlySignal<ReadonlyMap<string, Standing>>;
    /** Ids; undefined: nothing is being selected. */
    selected: Signal<ReadonlySet<string> | undefined>;
    select(id: string, on: boolean): void;
    /** What can be put back. */
    removed: ReadonlySignal<readonly SavedRun[]>;
    remove(...ids: string[]): Promise<void>;
    /** Notes something of a conversation. */
    note(thread: Thread, notes: ConversationNotes): Promise<void>;
    undo(): Promise<void>;
    /** From here on it is gone. */
    forgetRemoved(): void;
    removeSelected(): Promise<void>;
    dispose(): void;
}

/** Rows at once, and more at a time. */
const page = 100;
/** How often to look whether another tab is still at a run, in ms: tabs that are closed do not say so. */
const look = 2000;

export function createHistoryView(history: History): HistoryView {
    const query = signal("");
    const found = signal<readonly HistoryEntry[] | undefined>(undefined);
    const limit = signal(page);
    const standings = signal<ReadonlyMap<string, Standing>>(new Map());
    const selected = signal<ReadonlySet<string> | undefined>(undefined);
    const removed = signal<readonly SavedRun[]>([]);
    let before: readonly Thread[] = [];
    const all = computed(() => {
        before = sameAs(before, threadsOf(found.value ?? []));
        return before;
    });
    const threads = computed(() => firstOf(all.value, limit.value));
    const open = computed(() =>
        threads.value.flatMap(({ entries }) => entries.filter(({ state }) => state === "running").map(({ id }) => id)),
    );

    const standingOf = async (id: string): Promise<Standing> =>
        history.holds(id) ? "here" : (await history.isRunning(id)) ? "elsewhere" : "interrupted";
    const lookAround = async () => {
        const ids = open.peek();
        const states = await Promise.all(ids.map(standingOf));
        if (ids.some((id, i) => standings.peek().get(id) !== states[i])) {
            standings.value = new Map(ids.map((id, i) => [id, states[i] ?? "interrupted"]));
        }
    };
    const show = (text: string, entries: readonly HistoryEntry[]) =>
        batch(() => {
            found.value = entries;
            limit.value = text === searched ? limit.peek() : page;
            selected.value &&= keepOf(selected.peek() ?? new Set(), entries);
            searched = text;
        });
    const search = async (text: string) => {
        const entries = await history.search(text);
        if (query.peek() === text) {
            show(text, entries);
        }
    };
    let searched = "";
    const ends = [
        effect(() => {
            const entries = history.entries.value;
            const text = query.value;
            if (entries && text.trim() === "") {
                untracked(() => show(text, entries));
            } else if (entries) {
                void search(text);
            }
        }),
        effect(() => {
            if (open.value.length > 0) {
                void lookAround();
            }
        }),
    ];
    const timer = setInterval(() => void lookAround(), look);

    return {
        query,
        found,
        threads,
        rest: computed(
            () => (found.value?.length ?? 0) - threads.value.reduce((n, { entries }) => n + entries.length, 0),
        ),
        showMore: () => {
            limit.value += page;
        },
        standings,
        selected,
        select(id, on) {
            const next = new Set(selected.value);
            if (on) {
                next.add(id);
            } else {
                next.delete(id);
            }
            selected.value = next;
        },
        removed,
        async remove(...ids) {
            const runs = await Promise.all(ids.map((id) => history.load(id)));
            removed.value = [...removed.value, ...runs.filter((run) => run !== undefined)];
            await history.remove(ids);
        },
        async note({ entries }, notes) {
            const [first] = entries;
            if (first) {
                await history.note(first.id, notes);
            }
        },
        async undo() {
            const runs = removed.value;
            removed.value = [];
            await history.restore(runs);
        },
        forgetRemoved: () => {
            removed.value = [];
        },
        async removeSelected() {
            const ids = [...(selected.value ?? [])];
            selected.value = undefined;
            await history.remove(ids);
        },
        dispose() {
            clearInterval(timer);
            for (const end of ends) {
                end();
            }
        },
    };
}

/** Entries by conversation: those that are pinned, then the others; the one with the newest question first. */
export function threadsOf(entries: readonly HistoryEntry[]): Thread[] {
    const threads = new Map<string, Thread>();
    for (const entry of entries) {
        const { conversation: id, startedAt } = entry;
        const thread = threads.get(id) ?? { id, newest: startedAt, title: "", pinned: false, entries: [] };
        thread.newest = Math.max(thread.newest, startedAt);
        thread.title ||= entry.title ?? "";
        thread.pinned ||= entry.pinned ?? false;
        thread.entries.push(entry);
        threads.set(id, thread);
    }
    for (const { entries } of threads.values()) {
        entries.sort((a, b) => a.turn - b.turn || a.startedAt - b.startedAt);
    }
    return [...threads.values()].sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.newest - a.newest);
}

/** What has not changed stays the same object, so that it need not be drawn anew. */
function sameAs(before: readonly Thread[], now: readonly Thread[]): Thread[] {
    const known = new Map(before.map((thread) => [thread.id, thread]));
    return now.map((thread) => {
        const same = known.get(thread.id);
        const { entries } = thread;
        return same?.entries.length === entries.length && entries.every((entry, i) => entry === same.entries[i])
            ? same
            : thread;
    });
}

function firstOf(threads: readonly Thread[], rows: number): Thread[] {
    let n = 0;
    const end = threads.findIndex(({ entries }) => {
        n += entries.length;
        return n >= rows;
    });
    return end < 0 ? [...threads] : threads.slice(0, end + 1);
}

function keepOf(ids: ReadonlySet<string>, entries: readonly HistoryEntry[]): ReadonlySet<string> {
    return new Set(entries.map(({ id }) => id).filter((id) => ids.has(id)));
}
