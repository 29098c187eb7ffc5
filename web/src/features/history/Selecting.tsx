import { Confirm } from "../../ui/Confirm.tsx";
import { historyStrings } from "./strings.ts";
import type { HistoryView } from "./view.ts";

interface SelectingProps {
    view: HistoryView;
    /** How many questions there are; undefined: not known yet. */
    all: number | undefined;
}

/** How many questions there are, and selecting several of them to delete them together. */
export function Selecting({ view, all }: SelectingProps) {
    const words = historyStrings.select;
    const found = view.found.value;
    const selected = view.selected.value;
    const start = (ids: readonly string[] | undefined) => {
        view.selected.value = ids && new Set(ids);
    };
    return (
        <div class="history-selecting">
            <p class="hint" role="status">
                {found?.length === 0 && historyStrings.nothingFound}
                {found && found.length > 0 && all !== undefined && historyStrings.found(found.length, all)}
                {selected && `, ${words.count(selected.size)}`}
            </p>
            <button key="toggle" type="button" class="quiet" onClick={() => start(selected ? undefined : [])}>
                {selected ? words.stop : words.start}
            </button>
            {selected && (
                <button type="button" class="quiet" onClick={() => start((found ?? []).map(({ id }) => id))}>
                    {words.all}
                </button>
            )}
            {selected && selected.size > 0 && (
                <Confirm
                    label={words.remove(selected.size)}
                    sure={words.sure(selected.size)}
                    yes={words.yes}
                    no={words.no}
                    onYes={() => {
                        document.querySelector<HTMLElement>(".history-selecting button")?.focus();
                        void view.removeSelected();
                    }}
                />
            )}
        </div>
    );
}
