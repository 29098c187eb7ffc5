// The arrow keys to the sides, which lead on or back by the direction of writing.

/** 1: on; -1: back; 0: another key. */
export function sideways({ key, currentTarget }: Pick<KeyboardEvent, "key" | "currentTarget">): number {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    return currentTarget instanceof Element && getComputedStyle(currentTarget).direction === "rtl" ? -step : step;
}
