import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Sheet } from "../../ui/Sheet.tsx";
import { HistoryList } from "./HistoryList.tsx";
import { HistoryStorage } from "./HistoryStorage.tsx";
import type { History } from "./history.ts";
import { Problems } from "./Problems.tsx";
import { Search } from "./Search.tsx";
import { Selecting } from "./Selecting.tsx";
import { historyStrings } from "./strings.ts";
import { UndoBar } from "./UndoBar.tsx";
import { createHistoryView } from "./view.ts";
import "./history.css";

interface HistorySheetProps {
    history: History;
    onOpen(id: string): void;
    onClose(): void;
}

/** What was asked before: found, opened, deleted, carried elsewhere. */
export function HistorySheet({ history, onOpen, onClose }: HistorySheetProps) {
    const words = historyStrings;
    const view = useMemo(() => createHistoryView(history), [history]);
    useEffect(() => view.dispose, [view]);
    const notOpened = useSignal(false);
    const open = async (id: string) => {
        notOpened.value = (await history.load(id)) === undefined;
        if (!notOpened.value) {
            onOpen(id);
        }
    };
    const all = history.entries.value;
    return (
        <Sheet title={words.title} wide onClose={onClose}>
            <div class="history">
                <p class="muted">{words.intro}</p>
                <Problems history={history} />
                {all && <HistoryStorage history={history} />}
                {!all && <p class="hint">{words.reading}</p>}
                {all?.length === 0 && view.removed.value.length === 0 && <p>{words.empty}</p>}
                {all && all.length > 0 && (
                    <>
                        <Search view={view} />
                        <Selecting view={view} all={history.complete.value ? all.length : undefined} />
                        <HistoryList view={view} onOpen={(id) => void open(id)} />
                    </>
                )}
            </div>
            <footer class="sheet-actions history-foot">
                {notOpened.value && (
                    <p class="problem" role="alert">
                        {words.notOpened}
                    </p>
                )}
                <UndoBar view={view} />
            </footer>
        </Sheet>
    );
}
