import type { Run } from "./run.ts";
import { spoken } from "./spoken.ts";

/** Speaks how the asking goes. */
export function LiveStatus({ run }: { run: Run | undefined }) {
    return (
        <div class="visually-hidden" role="status">
            {run && spoken(run)}
        </div>
    );
}
