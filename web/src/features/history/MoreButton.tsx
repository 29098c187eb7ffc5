import { useEffect, useRef } from "preact/hooks";
import { historyStrings } from "./strings.ts";
import type { HistoryView } from "./view.ts";

/** Shows the next rows when it comes near, or is pressed. */
export function MoreButton({ view }: { view: HistoryView }) {
    const button = useRef<HTMLButtonElement>(null);
    const rest = view.rest.value;
    const more = rest > 0;
    useEffect(() => {
        const { current } = button;
        if (!more || !current) {
            return undefined;
        }
        const near = new IntersectionObserver(
            (entries) => {
                if (entries.some(({ isIntersecting }) => isIntersecting)) {
                    view.showMore();
                }
            },
            { root: current.closest("dialog"), rootMargin: "800px" },
        );
        near.observe(current);
        return () => near.disconnect();
        // Observed anew after each time: it may still be near.
    }, [more, rest, view]);
    if (!more) {
        return null;
    }
    return (
        <button ref={button} type="button" onClick={view.showMore}>
            {historyStrings.more(Math.min(100, rest))}
        </button>
    );
}
