import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { nextTurn } from "smacs/wire";

/** How many of a long list to draw now: `portion` more with each turn, so that the page can be used meanwhile. */
export function usePortions(all: number, portion: number): number {
    const drawn = useSignal(portion);
    const { value } = drawn;
    useEffect(() => {
        if (value >= all) {
            return undefined;
        }
        // Laying out what was added belongs to the turn before.
        const frame = requestAnimationFrame(() =>
            nextTurn().then(() => {
                drawn.value = value + portion;
            }),
        );
        return () => cancelAnimationFrame(frame);
    }, [drawn, value, all, portion]);
    return Math.min(value, all);
}
