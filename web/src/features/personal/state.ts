// The marks on this device: said of answers, changed, taken back, taken along.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { RunView } from "smacs";
import type { Store } from "../../lib/storage.ts";
import type { OwnQuestions } from "../index/stand-ins.ts";
import { bankOf, marksIn, ownQuestions } from "./bank.ts";
import { answeredBy, type Kind, type Mark, scoresOf, type Verdict, withVerdict } from "./mark.ts";
import { createMarkStore, type MarkStore } from "./store.ts";

/** What is marked. */
export interface Marked {
    id: string;
    question: string;
    view: RunView;
    /** A member of the pool as the index names it. */
    name(member: string): string;
    kind(): Kind;
}

export interface MarksState {
    /** Newest first. */
    marks: ReadonlySignal<readonly Mark[]>;
    /** What the index gets; undefined: nothing. */
    own: ReadonlySignal<OwnQuestions | undefined>;
    /** Marks could not be kept, and go with the page. */
    unkept: ReadonlySignal<boolean>;
    /** What was removed last, to undo it. */
    removed: ReadonlySignal<readonly Mark[]>;
    of(run: string): Mark | undefined;
    /** Says it of the answer of a call; said once more, it is taken back. */
    say(of: Marked, call: number, verdict: Verdict): Promise<void>;
    remove(id: string): Promise<void>;
    wipe(): Promise<void>;
    undo(): Promise<void>;
    /** JSON Lines. */
    bank(): string;
    /** Adds the marks of a file; resolves to how many. Rejects with a NoMark. */
    take(file: Blob): Promise<number>;
    /** Reads what is stored; other tabs may have changed it. */
    refresh(): Promise<void>;
}

/** Tells a page that is opened that there are marks. */
const markedKey = "smacs.marked";

/** What is stored; whether there is something is noted in `local`. */
export async function openMarks(local: Store): Promise<MarksState> {
    const opened = createMarks();
    await opened.refresh();
    effect(() => {
        if (opened.marks.value.length > 0) {
            local.write(markedKey, "1");
        } else {
            local.remove(markedKey);
        }
    });
    return opened;
}

/** Empty until `refresh` has read what is there. */
export function createMarks(store: MarkStore = createMarkStore()): MarksState {
    const marks = signal<readonly Mark[]>([]);
    const unkept = signal(false);
    const removed = signal<readonly Mark[]>([]);
    const keep = async (work: Promise<void>) => {
        try {
            await work;
            unkept.value = false;
        } catch {
            unkept.value = true;
        }
    };
    const put = (more: readonly Mark[]) => {
        const ids = new Set(more.map(({ id }) => id));
        const rest = marks.value.filter(({ id }) => !ids.has(id));
        marks.value = [...rest, ...more].sort((a, b) => b.markedAt - a.markedAt);
        return keep(store.put(more));
    };
    const drop = (ids: readonly string[]) => {
        const gone = marks.value.filter(({ id }) => ids.includes(id));
        marks.value = marks.value.filter(({ id }) => !ids.includes(id));
        return { gone, kept: keep(store.remove(ids)) };
    };
    const refresh = async () => {
        try {
            marks.value = (await store.list()).sort((a, b) => b.markedAt - a.markedAt);
        } catch {
            unkept.value = true;
        }
    };
    return {
        marks,
        own: computed(() => ownQuestions(marks.value)),
        unkept,
        removed,
        of: (run) => marks.value.find(({ id }) => id === run),
        say({ id, question, view, name, kind }, call, verdict) {
            const before = marks.value.find((mark) => mark.id === id);
            const verdicts = withVerdict(view, before?.verdicts ?? {}, call, verdict);
            removed.value = [];
            if (Object.keys(verdicts).length === 0) {
                return drop([id]).kept;
            }
            return put([
                {
                    id,
                    question,
                    kind: before?.kind ?? kind(),
                    answered: answeredBy(view, name),
                    verdicts,
                    scores: scoresOf(view, verdicts, name),
                    markedAt: before?.markedAt ?? Date.now(),
                },
            ]);
        },
        remove(id) {
            const { gone, kept } = drop([id]);
            removed.value = gone;
            return kept;
        },
        wipe() {
            removed.value = marks.value;
            marks.value = [];
            return keep(store.clear());
        },
        async undo() {
            const { value } = removed;
            removed.value = [];
            await put(value);
        },
        bank: () => bankOf(marks.value),
        async take(file) {
            const more = marksIn(await file.text(), Date.now());
            removed.value = [];
            await put(more);
            return more.length;
        },
        refresh,
    };
}
