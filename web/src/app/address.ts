// What the page's own address asks for: a question (?q=), or a run that somebody shares (#run=).
import { effect } from "@preact/signals";
import type { AppState } from "./state.ts";

/** As runLink makes them (lib/run-link.ts). */
const isRunLink = (hash: string): boolean => hash.startsWith("#run=");

/** A question in the address is written into the composer. Nothing is asked by itself. */
export function takeQuestion(state: AppState): void {
    const { searchParams, pathname, hash } = new URL(location.href);
    const question = searchParams.get("q")?.trim();
    if (question) {
        state.startAnew();
        state.setQuestion(question);
    }
    if (searchParams.has("q")) {
        searchParams.delete("q");
        const rest = searchParams.size > 0 ? `?${searchParams}` : "";
        history.replaceState(history.state, "", `${pathname}${rest}${hash}`);
    }
}

/** Opens the run in the address, now and whenever another one is put there. */
export function followRunLinks(state: AppState): void {
    const open = async () => {
        if (isRunLink(location.hash)) {
            const trace = await import("../lib/run-link.ts")
                .then(({ traceOf }) => traceOf(location.hash))
                .catch(() => "");
            state.openTrace(trace, "link");
        }
    };
    addEventListener("hashchange", () => void open());
    void open().then(() =>
        effect(() => {
            const { value } = state.run;
            if (value && value.origin !== "link" && isRunLink(location.hash)) {
                // The page would come back with the shared run instead of this one.
                history.replaceState(history.state, "", location.pathname + location.search);
            }
        }),
    );
}
