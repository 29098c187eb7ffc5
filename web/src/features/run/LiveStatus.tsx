import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Run } from "./run.ts";

/** Speaks how the asking goes. Its words are fetched with the first run. */
export function LiveStatus({ run }: { run: Run | undefined }) {
    const say = useSignal<((run: Run) => string) | undefined>(undefined);
    const needed = run !== undefined;
    useEffect(() => {
        if (needed) {
            import("./spoken.ts").then(
                ({ spoken }) => {
                    say.value = spoken;
                },
                // The views of the run say that their code did not come.
                () => {},
            );
        }
    }, [needed, say]);
    return (
        <div class="visually-hidden" role="status">
            {run && say.value?.(run)}
        </div>
    );
}
