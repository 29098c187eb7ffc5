import { SmacsError } from "smacs";
import { megabytes } from "../lib/format.ts";
import { useAppState } from "./context.ts";
import type { Loading } from "./state.ts";
import { strings } from "./strings.ts";

/** In place of the route until the core is there: one bar for all three files, or what went wrong. */
export function LoadingView({ loading }: { loading: Exclude<Loading, { state: "ready" }> }) {
    const { load } = useAppState();
    const words = strings.loading;
    if (loading.state === "failed") {
        return (
            <section class="route" role="alert">
                <h2>{words.failed}</h2>
                <p class="problem">{reasonOf(loading.error)}</p>
                <button type="button" onClick={() => void load()}>
                    {words.retry}
                </button>
            </section>
        );
    }
    const { loaded, total } = loading.progress ?? { loaded: 0, total: 1 };
    return (
        <section class="route" aria-busy="true">
            <h2>{words.title}</h2>
            <progress value={loaded} max={total} aria-label={words.label} />
            {loading.progress && <p class="hint number">{words.detail(megabytes(loaded), megabytes(total))}</p>}
        </section>
    );
}

function reasonOf(error: unknown): string {
    const words = strings.loading;
    if (!(error instanceof SmacsError)) {
        return words.failedNetwork;
    }
    if (error.code !== "fetch") {
        return words.failedFile(error.message);
    }
    return /^\d+$/.test(error.detail) ? words.failedHttp(error.detail) : words.failedNetwork;
}
