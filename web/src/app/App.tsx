import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { QuestionForm } from "../features/question/QuestionForm.tsx";
import { RouteView } from "../features/route/RouteView.tsx";
import { LiveStatus } from "../features/run/LiveStatus.tsx";
import { RunPanel } from "../features/run/RunPanel.tsx";
import { strings } from "../strings.ts";
import { StateContext } from "./context.ts";
import { Header } from "./Header.tsx";
import { LoadingView } from "./LoadingView.tsx";
import { Sheets } from "./Sheets.tsx";
import type { AppState } from "./state.ts";

export function App({ state }: { state: AppState }) {
    useSignalEffect(() => {
        document.documentElement.dataset.theme = state.theme.value;
    });
    useEffect(() => listenForKeys(state), [state]);
    const loading = state.loading.value;
    return (
        <StateContext.Provider value={state}>
            <a class="skip" href="#question">
                {strings.skip}
            </a>
            <Header />
            <main class={state.run.value ? "main has-run" : "main"}>
                <QuestionForm />
                <div class="result">
                    <RunPanel />
                </div>
                <aside class="side">
                    {loading.state === "ready" ? <RouteView /> : <LoadingView loading={loading} />}
                </aside>
            </main>
            <Sheets />
            <LiveStatus run={state.run.value} />
        </StateContext.Provider>
    );
}

/** Ctrl+Enter asks and Esc stops, wherever the focus is; in the sheet, Esc is the browser's. */
function listenForKeys(state: AppState): () => void {
    const onKey = (event: KeyboardEvent) => {
        if (document.querySelector("dialog:modal") || event.isComposing) {
            return;
        }
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            state.ask();
        } else if (event.key === "Escape") {
            state.stop();
        }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
}
