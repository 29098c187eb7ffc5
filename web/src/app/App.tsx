import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Composer } from "../features/question/Composer.tsx";
import { Examples } from "../features/question/Examples.tsx";
import { Hero } from "../features/question/Hero.tsx";
import { OpenTrace } from "../features/question/OpenTrace.tsx";
import { LiveStatus } from "../features/run/LiveStatus.tsx";
import { unstored } from "../lib/storage.ts";
import { lazy } from "../ui/Lazy.tsx";
import { StateContext } from "./context.ts";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { LoadingView } from "./LoadingView.tsx";
import { NewerPage } from "./Reload.tsx";
import { RunPanel } from "./RunPanel.tsx";
import { Sheets } from "./Sheets.tsx";
import { Side } from "./Side.tsx";
import type { AppState } from "./state.ts";
import { strings } from "./strings.ts";

const StorageNotice = lazy(async () => (await import("../features/history/StorageNotice.tsx")).StorageNotice);

export function App({ state }: { state: AppState }) {
    useSignalEffect(() => {
        document.documentElement.dataset.theme = state.theme.value;
    });
    useEffect(() => listenForKeys(state), [state]);
    const loading = state.loading.value;
    const run = state.run.value;
    const below = run !== undefined || state.runProblem.value !== undefined;
    return (
        <StateContext.Provider value={state}>
            <a class="skip" href="#question">
                {strings.skip}
            </a>
            <Header />
            <NewerPage />
            {(state.history.problem.value || unstored.value) && <StorageNotice history={state.history} />}
            <main class={below ? "main has-run" : "main"}>
                <div class="talk">
                    {below ? <RunPanel /> : <Hero />}
                    <Composer below={below} />
                    {!below && (
                        <>
                            <Examples value={state.question.value} onChange={state.setQuestion}>
                                <OpenTrace />
                            </Examples>
                            <RunPanel />
                        </>
                    )}
                </div>
                <aside class="side">{loading.state === "ready" ? <Side /> : <LoadingView loading={loading} />}</aside>
            </main>
            <Footer />
            <Sheets />
            <LiveStatus run={run} />
        </StateContext.Provider>
    );
}

/** Ctrl+Enter asks, Esc stops and ? helps, wherever the focus is; in a sheet, keys are the browser's. */
function listenForKeys(state: AppState): () => void {
    const onKey = (event: KeyboardEvent) => {
        if (document.querySelector("dialog:modal") || event.isComposing) {
            return;
        }
        const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            state.ask();
        } else if (event.key === "Escape") {
            state.stop();
        } else if (event.key === "?" && !typing) {
            event.preventDefault();
            state.sheet.value = "help";
        }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
}
