// Where the focus is in the list, and where it goes.

/** The control of each row that opens it, from top to bottom. */
export function rowsIn(box: Element | null): HTMLElement[] {
    return [...(box?.querySelectorAll<HTMLElement>(".history-open") ?? [])];
}

export function rowOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>("[data-entry]") : null;
}

/** To the row below, else the one above, else the search: for when this row is about to go. Says which row it is. */
export function leaveRow(row: HTMLElement): string | undefined {
    const box = row.closest(".history");
    const rows = rowsIn(box);
    const at = rows.findIndex((control) => row.contains(control));
    const next = rows[at + 1] ?? rows[at - 1];
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
