// The run that is shown: begun, opened from the history or a file, asked again, closed; and kept while it goes on.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { freshNonce, type HistoryMessage, type RunMode } from "smacs";
import type { OpenCheck } from "smacs/checks";
import type { Patience } from "smacs/wire";
import type { Engine } from "../engine/core.ts";
import type { EndpointsState } from "../features/endpoint/endpoints.ts";
import type { History } from "../features/history/history.ts";
import { createRunKeeper } from "../features/history/keeper.ts";
import type { SavedRun } from "../features/history/record.ts";
import type { ChecksState } from "../features/run/checks.ts";
import { messagesAfter } from "../features/run/conversation.ts";
import { openRun } from "../features/run/open.ts";
import { canCheck, type RunOptions, randomSeed, runRequest } from "../features/run/options.ts";
import { patienceFor } from "../features/run/patience.ts";
import { type Run, type RunIdentity, type RunSurroundings, startRun } from "../features/run/run.ts";

/** Why there is no run to show: it could not begin, or what was saved or imported could not be opened. */
export interface RunProblem {
    doing: "ask" | "open";
    error: unknown;
    /** What of it can be shown all the same. */
    saved?: SavedRun;
}

export interface Asking {
    run: ReadonlySignal<Run | undefined>;
    runProblem: ReadonlySignal<RunProblem | undefined>;
    /** Whether the next question continues the conversation of the run. */
    continues: Signal<boolean>;
    /** Asks, in the place of what is shown. */
    begin(question: string): void;
    /** Asks what the run asked once more, in another way. */
    askAgain(how: { seed: number; mode: RunMode }): void;
    /** A run of the history; its question, if it was there. One that is shown stays as it is, unless `again`. */
    openSaved(id: string, again?: boolean): Promise<string | undefined>;
    /** A trace from a file, or the one that comes with the page; its question, if it could be opened. */
    openTrace(text: string, sample?: boolean): string | undefined;
    close(): void;
    dispose(): void;
}

export interface AskingParts {
    engine: ReadonlySignal<Engine | undefined>;
    options: ReadonlySignal<RunOptions>;
    endpoints: EndpointsState;
    history: History;
    patience: Patience;
    checks: ChecksState;
    /** Models of the index that a question goes to, best first. */
    panelFor(question: string): readonly string[];
    /** Another run is shown, or none. */
    onShown(id: string | undefined): void;
}

export function createAsking(parts: AskingParts): Asking {
    const { engine, options, endpoints, history, patience, checks, panelFor, onShown } = parts;
    const keeper = createRunKeeper(history);
    const run = signal<Run | undefined>(undefined);
    const runProblem = signal<RunProblem | undefined>(undefined);
    const continues = signal(false);
    /** Counts what was to be shown: what is overtaken while it is prepared is not begun. */
    let turns = 0;

    const surround = (now: Engine, check?: OpenCheck | undefined): RunSurroundings => ({
        engine: now,
        pool: endpoints.pool.value,
        keyFor: endpoints.keyFor,
        patienceFor: (poolModel) => patienceFor(poolModel, options.value.timeLimit, patience),
        check,
        openCheck: checks.open,
        onChange: keeper.changed,
    });
    /** Puts a run in the place of the one before, which keeps what it has. */
    const show = (next: Run | undefined) => {
        turns++;
        const before = run.value;
        run.value = next;
        runProblem.value = undefined;
        continues.value = false;
        if (before) {
            before.dispose();
            keeper.settle(before);
        }
        onShown(next?.id);
    };
    const attempt = (doing: RunProblem["doing"], make: () => Run, saved?: SavedRun) => {
        try {
            show(make());
        } catch (error) {
            show(undefined);
            runProblem.value = { doing, error, ...(saved ? { saved } : {}) };
        }
        return run.value?.question;
    };
    const start = async (
        question: string,
        earlier: readonly HistoryMessage[],
        identity: RunIdentity,
        how: Partial<RunOptions> = {},
        seed = randomSeed(),
    ) => {
        const chosen = { ...options.value, ...how };
        const turn = ++turns;
        const opening = canCheck(chosen) ? checks.open(question) : undefined;
        const check = opening && (await opening);
        const now = engine.value;
        if (!now || turn !== turns) {
            check?.dispose();
            return;
        }
        const wanted = runRequest({
            question,
            options: chosen,
            pool: endpoints.pool.value,
            models: now.info.models,
            seed,
            history: earlier,
            panel: panelFor(question),
        });
        void history.claim(identity.id);
        const request = { ...wanted, nonce: freshNonce(), ...(check ? { checks: check.plan } : {}) };
        attempt("ask", () => startRun(request, identity, surround(now, check)));
    };
    return {
        run,
        runProblem,
        continues,
        begin(question) {
            const before = continues.value ? run.value : undefined;
            const id = crypto.randomUUID();
            const place = before
                ? { conversation: before.conversation, turn: before.turn + 1 }
                : { conversation: id, turn: 0 };
            void start(question, messagesAfter(before) ?? [], { id, ...place, startedAt: Date.now() });
        },
        askAgain({ seed, mode }) {
            const before = run.value;
            if (before) {
                const { conversation, turn, question, request } = before;
                const identity = { id: crypto.randomUUID(), conversation, turn, startedAt: Date.now() };
                void start(question, request.history ?? [], identity, { mode }, seed);
            }
        },
        async openSaved(id, again = false) {
            const saved = run.value?.id === id && !again ? undefined : await history.load(id);
            const now = engine.value;
            if (!saved || !now) {
                return undefined;
            }
            const { trace, partials, conversation, turn, startedAt } = saved;
            const identity = { id, conversation, turn, startedAt };
            attempt("open", () => openRun(trace, partials, identity, surround(now)), saved);
            return saved.question;
        },
        openTrace(text, sample = false) {
            const now = engine.value;
            const id = crypto.randomUUID();
            const identity = { id, conversation: id, turn: 0, startedAt: Date.now(), sample };
            return now && attempt("open", () => openRun(text, {}, identity, surround(now)));
        },
        close: () => show(undefined),
        dispose() {
            run.value?.dispose();
            keeper.dispose();
        },
    };
}
