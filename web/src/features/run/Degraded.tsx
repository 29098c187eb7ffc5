import type { RunView } from "smacs";
import { runStrings } from "./strings.ts";

/** A lesser result is never shown as a full one. */
export function Degraded({ view }: { view: RunView }) {
    if (view.degraded.length === 0) {
        return null;
    }
    return (
        <p class="notice" data-testid="degraded">
            <strong>{runStrings.degradedTitle}</strong>{" "}
            {view.degraded.map((reason) => runStrings.degraded[reason] ?? reason).join(" ")}
        </p>
    );
}
