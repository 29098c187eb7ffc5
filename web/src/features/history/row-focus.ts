// Where the focus is in the list, and where it goes.

/** The control of each row that opens it, from top to bottom. */
export function rowsIn(box: Element | null): HTMLElement[] {
    return [...(box?.querySelectorAll<HTMLElement>(".history-open") ?? [])];
}

export function rowOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>("[data-entry]") : null;
}

/**
 * To the row below, else the one above, else the search: for when this row and others are about to go. Says which row
 * it is.
 */
export function leaveRow(row: HTMLElement, going: readonly string[]): string | undefined {
    const box = row.closest(".history");
    const all = rowsIn(box);
    const at = all.findIndex((control) => row.contains(control));
    const stays = (control: HTMLElement) => !going.includes(rowOf(control)?.dataset.entry ?? "");
    const next = all.slice(at).find(stays) ?? all.slice(0, at).findLast(stays);
    (next ?? box?.querySelector<HTMLElement>("input[type=search]"))?.focus();
    return rowOf(next ?? null)?.dataset.entry;
}

/** To a row that may still have to be drawn; without it, to the first, or to what takes back the last deletion. */
export function focusRow(box: Element | null, id: string | undefined, onlyIfLost = false): void {
    requestAnimationFrame(() => {
        const rows = rowsIn(box);
        const row = rows.find((control) => rowOf(control)?.dataset.entry === id) ?? rows[0];
        if (!onlyIfLost || document.activeElement === document.body) {
            (row ?? box?.querySelector<HTMLElement>(".history-undo button"))?.focus();
        }
    });
}
