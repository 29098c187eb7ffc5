import { useAppState } from "../../app/context.ts";
import { month } from "../../lib/format.ts";
import { newerStrings as words } from "./newer-strings.ts";

/** That a newer index lies beside the page, and the way to it; it is never taken by itself. */
export function NewerIndex() {
    const { indexes, sheet } = useAppState();
    const { value } = indexes.newer;
    if (!value) {
        return null;
    }
    const busy = indexes.work.value !== undefined;
    return (
        <p class="notice" data-testid="newer-index">
            {value.to === undefined ? words.newer : words.newerUpTo(month(value.to))}{" "}
            <button
                type="button"
                class="quiet"
                aria-disabled={busy}
                onClick={() => {
                    // How it goes is shown there.
                    sheet.value = "index";
                    void indexes.takeNewer();
                }}
            >
                {words.use}
            </button>
        </p>
    );
}
