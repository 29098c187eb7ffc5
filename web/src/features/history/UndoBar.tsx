import { useEffect, useRef } from "preact/hooks";
import { focusRow } from "./row-focus.ts";
import { historyStrings } from "./strings.ts";
import type { HistoryView } from "./view.ts";

/** In ms. Not while somebody is about to press it. */
const patience = { all: 8000, more: 2000 };

/** That something was deleted, and for a while the way back. Ctrl+Z does the same. */
export function UndoBar({ view }: { view: HistoryView }) {
    const words = historyStrings;
    const bar = useRef<HTMLDivElement>(null);
    const removed = view.removed.value;
    useEffect(() => {
        if (removed.length === 0) {
            return undefined;
        }
        let timer: ReturnType<typeof setTimeout>;
        const end = () => {
            if (bar.current?.matches(":hover, :focus-within")) {
                timer = setTimeout(end, patience.more);
            } else {
                view.forgetRemoved();
            }
        };
        timer = setTimeout(end, patience.all);
        const box = bar.current?.closest("dialog");
        const onKey = (event: KeyboardEvent) => {
            const typing = event.target instanceof HTMLInputElement && event.target.value !== "";
            if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing) {
                event.preventDefault();
                void undo(view, bar.current);
            }
        };
        box?.addEventListener("keydown", onKey);
        return () => {
            clearTimeout(timer);
            box?.removeEventListener("keydown", onKey);
        };
    }, [removed, view]);
    return (
        <div ref={bar} class="history-undo" role="status">
            {removed.length > 0 && (
                <>
                    {words.removed(removed.length)}{" "}
                    <button type="button" class="quiet" onClick={() => void undo(view, bar.current)}>
                        {words.undo}
                    </button>
                </>
            )}
        </div>
    );
}

async function undo(view: HistoryView, bar: Element | null): Promise<void> {
    const id = view.removed.value.at(-1)?.id;
    const box = bar?.closest("dialog") ?? null;
    await view.undo();
    focusRow(box, id);
}
