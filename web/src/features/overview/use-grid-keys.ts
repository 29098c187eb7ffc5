import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { sideways } from "../../ui/side-keys.ts";

export interface GridKeys {
    /** For the element around all cells. */
    ref: { current: HTMLTableElement | null };
    onKeyDown(event: KeyboardEvent): void;
    /** For the control in a cell: exactly one of them is reached by Tab. */
    cell(row: number, column: number): { "data-at": string; tabIndex: number; onFocus(): void };
}

const rows: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrow keys through the cells of a grid, of which Tab reaches one. `start`: where Tab arrives first. */
export function useGridKeys(start: readonly [number, number]): GridKeys {
    const ref = useRef<HTMLTableElement>(null);
    const at: Signal<string> = useSignal(start.join());
    const controls = () => [...(ref.current?.querySelectorAll<HTMLElement>("[data-at]") ?? [])];
    const find = (place: string) => controls().find((control) => control.dataset.at === place);
    return {
        ref,
        onKeyDown(event) {
            const [row = 0, column = 0] = at.value.split(",").map(Number);
            const [down, across] = [rows[event.key] ?? 0, sideways(event)];
            const ends = { Home: `${row},0`, End: lastOf(controls(), row) } as Record<string, string>;
            const next = find(ends[event.key] ?? `${row + down},${column + across}`);
            if ((down !== 0 || across !== 0 || event.key in ends) && next) {
                event.preventDefault();
                next.focus();
            }
        },
        cell(row, column) {
            const place = `${row},${column}`;
            // A grid that has shrunk keeps a way in.
            const home = find(at.value) || ref.current === null ? at.value : start.join();
            return {
                "data-at": place,
                tabIndex: place === home ? 0 : -1,
                onFocus: () => {
                    at.value = place;
                },
            };
        },
    };
}

function lastOf(controls: HTMLElement[], row: number): string {
    const inRow = controls.filter(({ dataset }) => dataset.at?.startsWith(`${row},`));
    return inRow.at(-1)?.dataset.at ?? "";
}
