import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { duration } from "../lib/format.ts";

/** The time since a moment of performance.now(), running until it has ended. */
export function Elapsed({ from, to }: { from: number; to: number | undefined }) {
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
    return <span class="number">{duration(Math.max(0, (to ?? now.value) - from))}</span>;
}
