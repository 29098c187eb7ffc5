import { useComputed, useSignal } from "@preact/signals";
import { useId, useMemo } from "preact/hooks";
import { dayName } from "../../lib/format.ts";
import { HistoryRow } from "./HistoryRow.tsx";
import { MoreButton } from "./MoreButton.tsx";
import type { RowContext } from "./row-context.ts";
import { focusRow, leaveRow, rowOf, rowsIn } from "./row-focus.ts";
import { historyStrings } from "./strings.ts";
import type { HistoryView, Thread } from "./view.ts";

interface HistoryListProps {
    view: HistoryView;
    onOpen(id: string): void;
}

/** By day; conversations stay together. Arrow keys go through the rows, of which Tab reaches one. */
export function HistoryList({ view, onOpen }: HistoryListProps) {
    const chosen = useSignal<string | undefined>(undefined);
    const home = useComputed(() => {
        const ids = view.threads.value.flatMap(({ entries }) => entries.map(({ id }) => id));
        return ids.find((id) => id === chosen.value) ?? ids[0];
    });
    const context: RowContext = useMemo(
        () => ({ view, home, onOpen, onRemove: (row, ids) => void removeRow(view, row, ids) }),
        [view, home, onOpen],
    );
    const hint = useId();
    return (
        <section class="history-list" aria-label={historyStrings.title} aria-describedby={hint}>
            <p id={hint} class="visually-hidden">
                {historyStrings.keys}
            </p>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the rows' own controls */}
            <div
                onFocusIn={(event) => {
                    chosen.value = rowOf(event.target)?.dataset.entry ?? chosen.value;
                }}
                onKeyDown={(event) => move(event, context)}
            >
                {daysOf(view.threads.value).map((day) => (
                    <Day key={day.name} day={day} context={context} />
                ))}
            </div>
            <MoreButton view={view} />
        </section>
    );
}

interface HistoryDay {
    name: string;
    threads: Thread[];
}

/** Drawn anew only when something in it has changed: there may be thousands of questions. */
function Day({ day: { name, threads }, context }: { day: HistoryDay; context: RowContext }) {
    return useMemo(
        () => (
            <section class="history-day">
                <h3>{name}</h3>
                <ul>
                    {threads.flatMap((thread) =>
                        thread.entries.map((entry, i) => (
                            <li key={entry.id} class={i > 0 ? "history-item later" : "history-item"}>
                                {i > 0 && <span class="visually-hidden">{historyStrings.row.later}</span>}
                                <HistoryRow entry={entry} context={context} thread={i > 0 ? undefined : thread} />
                            </li>
                        )),
                    )}
                </ul>
            </section>
        ),
        [name, context, ...threads],
    );
}

function daysOf(threads: readonly Thread[]): HistoryDay[] {
    const now = Date.now();
    const pinned = threads.filter((thread) => thread.pinned);
    const days: HistoryDay[] = pinned.length > 0 ? [{ name: historyStrings.pinned, threads: pinned }] : [];
    let start = Number.POSITIVE_INFINITY;
    for (const thread of threads.slice(pinned.length)) {
        if (thread.newest >= start) {
            days.at(-1)?.threads.push(thread);
        } else {
            start = new Date(thread.newest).setHours(0, 0, 0, 0);
            days.push({ name: dayName(thread.newest, now), threads: [thread] });
        }
    }
    return days;
}

/** The focus goes to a neighbour, also where that is drawn anew because the row is gone. */
async function removeRow(view: HistoryView, row: HTMLElement, ids = [row.dataset.entry ?? ""]): Promise<void> {
    const box = row.closest("dialog");
    const next = leaveRow(row, ids);
    await view.remove(...ids);
    focusRow(box, next, true);
}

function move(event: KeyboardEvent, { view, onRemove }: RowContext): void {
    const row = rowOf(event.target);
    const rows = rowsIn(event.currentTarget as Element);
    const at = rows.findIndex((control) => row?.contains(control));
    const goals: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const goal = goals[event.key];
    const writing = (event.target as Element).matches("input[type=text]");
    if (!row || writing || event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }
    if (goal !== undefined) {
        event.preventDefault();
        const next = rows[goal];
        const onTick = (event.target as Element).matches("[type=checkbox]");
        (onTick ? rowOf(next ?? null)?.querySelector<HTMLElement>("[type=checkbox]") : next)?.focus();
        if (goal === rows.length - 1 && view.rest.value > 0) {
            view.showMore();
        }
    } else if (event.key === "Delete") {
        event.preventDefault();
        onRemove(row);
    }
}
