import { SmacsError } from "smacs";
import { useAppState } from "../../app/context.ts";
import { nearbyStrings as words } from "./nearby-strings.ts";

/** That what an index in shards has near the question is on its way, or why it does not come. */
export function NearbyNote() {
    const { nearby, indexes, sheet } = useAppState();
    const status = nearby.value?.status.value;
    if (!nearby.value || !status || status.state === "ready") {
        return null;
    }
    const { address } = indexes.kept.value?.find(({ id }) => id === indexes.current.value) ?? {};
    const host = address === undefined ? "" : new URL(address).host;
    if (status.state === "waiting") {
        return (
            <p class="hint" role="status">
                {words.waiting(host)}
            </p>
        );
    }
    const { error } = status;
    const reason = error instanceof SmacsError ? words.reasons[error.code] : undefined;
    return (
        <p class="problem" role="alert">
            {words.failed(host)} {reason}{" "}
            <span class="said" lang="en">
                {error instanceof Error ? error.message : String(error)}
            </span>{" "}
            <button type="button" class="quiet" onClick={nearby.value.retry}>
                {words.again}
            </button>{" "}
            <button
                type="button"
                class="quiet"
                onClick={() => {
                    sheet.value = "index";
                }}
            >
                {words.another}
            </button>
        </p>
    );
}
