// Keeps the shown run in the history while it goes on: soon after each change, at once when it ends or the page is
// left.

import { keptText } from "../run/conversation.ts";
import { ownProgram } from "../run/own-program.ts";
import type { Run } from "../run/run.ts";
import type { History } from "./history.ts";

export interface RunKeeper {
    /** Something of the run has changed. */
    changed(run: Run): void;
    /** The run is not shown any more: writes what of it has not been written, and lets other tabs have it. */
    settle(run: Run): void;
    dispose(): void;
}

/** Text arrives many times a second; a trace is worth writing once. In ms. */
const pause = 1000;
/** So long after it was about to be left, a page that is still there was not. In ms. */
const leaving = 3000;

export function createRunKeeper(history: History): RunKeeper {
    const waiting = new Map<Run, ReturnType<typeof setTimeout>>();
    let held = false;
    const keep = (run: Run) => {
        clearTimeout(waiting.get(run));
        waiting.delete(run);
        history.save(recordOf(run));
    };
    const keepSoon = (run: Run) => {
        if (!waiting.has(run)) {
            const again = () => (held ? waiting.set(run, setTimeout(again, pause)) : keep(run));
            waiting.set(run, setTimeout(again, pause));
        }
    };
    const keepAll = () => {
        if (!held) {
            for (const run of [...waiting.keys()]) {
                keep(run);
            }
            void history.flush();
        }
    };
    /** A browser that leaves a page breaks its calls off. That is no failure of theirs: what was before it is kept. */
    const onLeave = () => {
        keepAll();
        held = true;
        setTimeout(() => {
            held = false;
        }, leaving);
    };
    const onHidden = () => {
        if (document.visibilityState === "hidden") {
            keepAll();
        }
    };
    if (typeof document !== "undefined") {
        addEventListener("beforeunload", onLeave);
        addEventListener("pagehide", onLeave);
        document.addEventListener("visibilitychange", onHidden);
    }
    return {
        settle(run) {
            if (waiting.has(run)) {
                keep(run);
            }
            history.release(run.id);
        },
        changed(run) {
            if (run.latest.peek().phase === "done" && !held) {
                keep(run);
                history.release(run.id);
            } else {
                keepSoon(run);
            }
        },
        dispose() {
            keepAll();
            if (typeof document !== "undefined") {
                removeEventListener("beforeunload", onLeave);
                removeEventListener("pagehide", onLeave);
                document.removeEventListener("visibilitychange", onHidden);
            }
        },
    };
}

function recordOf(run: Run): Parameters<History["save"]>[0] {
    const view = run.latest.peek();
    const kept = view.kept === null ? undefined : view.calls[view.kept];
    const { id, conversation, turn, startedAt, question } = run;
    return {
        id,
        conversation,
        turn,
        startedAt,
        question,
        state: view.phase === "done" ? "done" : "running",
        answer: keptText(run) ?? "",
        model: kept ? run.name(kept.member) : view.kept_output ? ownProgram : "",
        degraded: view.degraded,
        calls: view.calls_made + (view.asked_back?.calls ?? 0) + (view.referee?.calls ?? 0),
        cost: view.usage.cost ?? undefined,
        trace: run.trace(),
        partials: run.partials(),
        ...(run.preset ? { preset: run.preset } : {}),
        ...(run.pictures?.length ? { pictures: run.pictures } : {}),
        notes: null,
    };
}
