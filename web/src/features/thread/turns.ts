// The turns of a conversation around the run that is shown: what came before it, and what came after.
import type { HistoryEntry } from "../history/record.ts";
import { turnsOf } from "../run/conversation.ts";
import type { Run } from "../run/run.ts";

export interface PastTurn {
    /** Of the history; undefined: it is not there, as with a trace from elsewhere. */
    entry: HistoryEntry | undefined;
    question: string;
    answer: string;
}

type Shown = Pick<Run, "id" | "conversation" | "turn" | "startedAt" | "request">;

/** Before: what the run was sent, in its words. After: the newest attempt at each later turn that was begun after it. */
export function turnsAround(run: Shown, entries: readonly HistoryEntry[]): { before: PastTurn[]; after: PastTurn[] } {
    const others = entries.filter(({ conversation, id }) => conversation === run.conversation && id !== run.id);
    const before = turnsOf(run.request.history).map(({ question, answer }, turn) => ({
        entry: newest(others.filter((at) => at.turn === turn && at.question === question && at.answer === answer)),
        question,
        answer,
    }));
    return { before, after: laterTurns(run, entries) };
}

/** The newest attempt at each later turn, as above; in their order. */
export function laterTurns(
    { conversation, turn, startedAt }: Omit<Shown, "id" | "request">,
    entries: readonly HistoryEntry[],
): (PastTurn & { entry: HistoryEntry })[] {
    const later = entries.filter(
        (at) => at.conversation === conversation && at.turn > turn && at.startedAt > startedAt,
    );
    const turns = [...new Set(later.map((at) => at.turn))].sort((a, b) => a - b);
    return turns.flatMap((wanted) => {
        const entry = newest(later.filter((at) => at.turn === wanted));
        return entry ? [{ entry, question: entry.question, answer: entry.answer }] : [];
    });
}

function newest(entries: readonly HistoryEntry[]): HistoryEntry | undefined {
    return entries.toSorted((a, b) => b.startedAt - a.startedAt)[0];
}

/** What the turns with a known cost came to, and whether that is all of them. */
export function totalOf(turns: readonly PastTurn[], own: number | undefined): { cost: number; whole: boolean } {
    const costs = [...turns.map(({ entry }) => entry?.cost), own];
    return {
        cost: costs.reduce((sum: number, cost) => sum + (cost ?? 0), 0),
        whole: costs.every((cost) => cost !== undefined),
    };
}
