import { render } from "preact";
import { nextTurn } from "smacs/wire";
import "./ui/base.css";
import "./ui/controls.css";
import "./app/page.css";
import "./features/route/route.css";
import "./ui/sheet.css";
import "./app/print.css";
import { App } from "./app/App.tsx";
import { followRunLinks, takeQuestion } from "./app/address.ts";
import { createOffline } from "./app/offline.ts";
import { fetchRunViews } from "./app/run-views.ts";
import { createAppState } from "./app/state.ts";
import { strings } from "./app/strings.ts";
import { configureCalls, fetchCalls } from "./engine/call.ts";
import { createCapabilities } from "./engine/capabilities.ts";
import { loadEngine } from "./engine/core.ts";
import { language, languages } from "./lib/language.ts";
import { webStore } from "./lib/storage.ts";

document.documentElement.lang = language;
document.documentElement.dir = languages[language].dir;
document.title = strings.title;

const local = webStore(() => localStorage);
configureCalls({ capabilities: createCapabilities(local) });
const state = createAppState({
    local,
    session: webStore(() => sessionStorage),
    anyHost: document.documentElement.dataset.hosts === "any",
    loadEngine,
    loadChecker: async (allow) => (await import("./engine/checker.ts")).loadChecker(allow),
    offline: createOffline(),
});
const root = document.getElementById("app");
if (root) {
    // A task of its own: reading the script, drawing and laying out take some 50 ms together.
    await nextTurn();
    render(<App state={state} />, root);
    takeQuestion(state);
    void state.load().then(() => {
        followRunLinks(state);
        fetchRunViews();
        fetchCalls();
        void state.history.prepare();
        void state.checks.prepare();
        // The page is whole without them; the sheet tries again.
        state.loadTab().catch(() => {});
        void state.indexes.lookForNewer();
    });
}
