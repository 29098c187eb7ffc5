import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { duration } from "../lib/format.ts";

interface ElapsedProps {
    /** A moment of performance.now(). */
    from: number;
    /** undefined: it runs. */
    to: number | undefined;
    /** The words for a time span, which is negative before `from`. */
    say?: (ms: number) => string;
}

/** The time since a moment, running until it has ended. */
export function Elapsed({ from, to, say = (ms) => duration(Math.max(0, ms)) }: ElapsedProps) {
    const now = useSignal(performance.now());
    useEffect(() => {
        if (to !== undefined) {
            return undefined;
        }
        const timer = setInterval(() => {
            now.value = performance.now();
        }, 200);
        return () => clearInterval(timer);
    }, [to, now]);
    return <span class="number">{say((to ?? now.value) - from)}</span>;
}
