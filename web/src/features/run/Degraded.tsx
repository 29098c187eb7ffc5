import type { RunView } from "smacs";
import { runStrings } from "./strings.ts";

/** A lesser result is never shown as a full one. */
export function Degraded({ view }: { view: RunView }) {
    if (view.degraded.length === 0) {
        return null;
    }
    return (
        <section class="notice" aria-labelledby="degraded-title" data-testid="degraded">
            <h3 id="degraded-title">{runStrings.degradedTitle}</h3>
            <ul class="reasons">
                {view.degraded.map((reason) => (
                    <li key={reason}>{runStrings.degraded[reason] ?? reason}</li>
                ))}
            </ul>
        </section>
    );
}
