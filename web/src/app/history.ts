// Runs that were asked, in this page's memory.
import { type ReadonlySignal, signal } from "@preact/signals";

export interface HistoryEntry {
    id: string;
    conversation: string;
    turn: number;
    startedAt: number;
    changedAt: number;
    question: string;
    state: "running" | "done";
    answer: string;
    model: string;
    degraded: readonly string[];
    calls: number;
    cost: number | undefined;
    size: number;
}
export interface SavedRun extends HistoryEntry {
    trace: string;
    partials: Readonly<Record<number, string>>;
    notes: unknown;
}
export interface History {
    entries: ReadonlySignal<readonly HistoryEntry[] | undefined>;
    save(run: Omit<SavedRun, "size" | "changedAt">): void;
    flush(): Promise<void>;
    load(id: string): Promise<SavedRun | undefined>;
    claim(id: string): Promise<boolean>;
    release(id: string): void;
    dispose(): void;
}
export function createHistory(_parts: object): History {
    const runs = new Map<string, SavedRun>();
    return {
        entries: signal(undefined),
        save: (run) => void runs.set(run.id, { ...run, size: 0, changedAt: 0 }),
        flush: async () => {},
        load: async (id) => runs.get(id),
        claim: async () => true,
        release: () => {},
        dispose: () => {},
    };
}
