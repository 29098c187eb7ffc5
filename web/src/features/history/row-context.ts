import type { ReadonlySignal } from "@preact/signals";
import type { HistoryView } from "./view.ts";

/** What all rows share. */
export interface RowContext {
    view: HistoryView;
    /** The row that Tab reaches. */
    home: ReadonlySignal<string | undefined>;
    onOpen(id: string): void;
    /** `ids`: what goes, if that is more than the row's question. */
    onRemove(row: HTMLElement, ids?: string[]): void;
}
