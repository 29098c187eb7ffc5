// The run that is shown: begun, opened from the history or a file, asked again, closed; and kept while it goes on.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { freshNonce, type HistoryMessage, type RunMode } from "smacs";
import type { OpenCheck } from "smacs/checks";
import type { Patience } from "smacs/wire";
import { type AskedQuestion, askedIn, type Engine, requestOf } from "../engine/core.ts";
import { ownPictures, type Picture, type SentPicture } from "../engine/pictures.ts";
import { type EndpointsState, seeing } from "../features/endpoint/endpoints.ts";
import type { History } from "../features/history/history.ts";
import { createRunKeeper } from "../features/history/keeper.ts";
import type { SavedRun } from "../features/history/record.ts";
import type { ChecksState } from "../features/run/checks.ts";
import { messagesAfter } from "../features/run/conversation.ts";
import { openRun } from "../features/run/open.ts";
import { canCheck, type RunOptions, randomSeed, runRequest } from "../features/run/options.ts";
import { patienceFor } from "../features/run/patience.ts";
import { type Run, type RunIdentity, type RunOrigin, type RunSurroundings, startRun } from "../features/run/run.ts";
import { missingIn } from "../features/run/shared-trace.ts";
import { laterTurns } from "../features/thread/turns.ts";

/** Why there is no run to show: it could not begin, or what was saved or imported could not be opened. */
export interface RunProblem {
    doing: "ask" | "open" | "openLink";
    error: unknown;
    /** What of it can be shown all the same. */
    saved?: SavedRun;
}

/** Where the next question goes: behind the conversation that is shown, in the place of its question, on its own. */
export type Place = "follow" | "edit" | "new";

export interface Asking {
    run: ReadonlySignal<Run | undefined>;
    runProblem: ReadonlySignal<RunProblem | undefined>;
    place: Signal<Place>;
    /** Earlier turns that go with a question at that place, oldest first. */
    earlier: ReadonlySignal<readonly HistoryMessage[]>;
    /** Pictures of those turns, likewise. */
    carried: ReadonlySignal<readonly SentPicture[]>;
    /** Asks, at that place. */
    begin(question: string, pictures: readonly Picture[]): Promise<void>;
    /** Asks what the run asked once more, in another way. */
    askAgain(how: { seed: number; mode: RunMode }): void;
    /** A run of the history. One that is shown stays as it is, unless `again`. */
    openSaved(id: string, again?: boolean): Promise<void>;
    /** A trace that was not made here. */
    openTrace(text: string, origin: RunOrigin): void;
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
    /** The question's vector, where a model outside made the index's; undefined: it needs none. */
    vectorFor(question: string): Promise<readonly number[]> | undefined;
    /**
     * Fetches what an index in shards has near what is asked, by its vector where it needs one; undefined: it is there.
     */
    reach(asked: AskedQuestion, vector?: readonly number[]): Promise<void> | undefined;
    /** Models of the index that a question goes to, best first. */
    panelFor(question: string): readonly string[];
    /** Another run is shown, or none. */
    onShown(id: string | undefined): void;
    /** A question could not be asked. */
    onRefused(question: string, pictures: readonly SentPicture[]): void;
}

export function createAsking(parts: AskingParts): Asking {
    const { engine, options, endpoints, history, patience, checks, vectorFor, reach, panelFor, onShown, onRefused } =
        parts;
    const keeper = createRunKeeper(history);
    const run = signal<Run | undefined>(undefined);
    const runProblem = signal<RunProblem | undefined>(undefined);
    const place = signal<Place>("new");
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
        batch(() => {
            run.value = next;
            runProblem.value = undefined;
            // What others have asked is looked at, not talked to.
            place.value = next && next.origin === undefined ? "follow" : "new";
        });
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
            // What is shown stays, unless its place is wanted for what can be shown of another.
            if (doing === "ask" || saved) {
                show(undefined);
            }
            runProblem.value = { doing, error, ...(saved ? { saved } : {}) };
        }
        return runProblem.value === undefined;
    };
    /** Whether what is asked can be routed now. What went wrong is said beside the question. */
    const isReached = async (asked: AskedQuestion, vector?: readonly number[]) => {
        const fetching = reach(asked, vector);
        return (
            fetching === undefined ||
            fetching.then(
                () => true,
                () => false,
            )
        );
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
        const embedding = vectorFor(question)?.catch(() => undefined); // beside the question it says why
        const opening = canCheck(chosen) ? checks.open(question) : undefined;
        const check = opening && (await opening);
        const vector = embedding && (await embedding);
        const reached = await isReached(askedIn({ question, history: [...earlier] }), vector);
        const now = engine.value;
        const waits = !reached || (vector === undefined && embedding !== undefined);
        if (!now || turn !== turns || waits) {
            check?.dispose();
            if (waits) {
                onRefused(question, ownPictures(identity.pictures, question));
            }
            return;
        }
        const wanted = runRequest({
            question,
            options: chosen,
            pool: identity.pictures?.length ? seeing(endpoints.pool.value) : endpoints.pool.value,
            models: now.info.models,
            seed,
            history: earlier,
            panel: panelFor(question),
            vector,
        });
        void history.claim(identity.id);
        const preset = endpoints.preset.value;
        const request = { ...wanted, nonce: freshNonce(), ...(check ? { checks: check.plan } : {}) };
        if (!attempt("ask", () => startRun(request, { ...identity, preset }, surround(now, check)))) {
            onRefused(question, ownPictures(identity.pictures, question));
        }
    };
    const openSaved = async (id: string, again = false) => {
        const saved = run.value?.id === id && !again ? undefined : await history.load(id);
        const request = saved && engine.value?.approach && requestOf(saved.trace);
        if (request) {
            await isReached(askedIn(request), request.vector); // else it is shown as recorded
        }
        const now = engine.value;
        if (saved && now) {
            const { trace, partials, pictures, conversation, turn, startedAt, preset } = saved;
            const identity = { id, conversation, turn, startedAt, pictures, preset };
            attempt("open", () => openRun(trace, partials, identity, surround(now)), saved);
        }
    };
    /** The last turn of the shown conversation: what follows it follows all. */
    const goToLast = async (shown: Run) => {
        // The list knows of a turn once it is written.
        await history.flush();
        const last = laterTurns(shown, history.entries.value ?? []).at(-1);
        if (last) {
            await openSaved(last.entry.id);
        }
    };
    const earlier = computed((): readonly HistoryMessage[] => {
        const { value } = run;
        const before = value?.request.history ?? [];
        return place.value === "new" || !value
            ? []
            : place.value === "edit"
              ? before
              : (messagesAfter(value) ?? before);
    });
    const carried = computed((): readonly SentPicture[] => {
        const { value } = run;
        const all = value?.pictures ?? [];
        return place.value === "new" || !value
            ? []
            : place.value === "edit"
              ? all.filter(({ question }) => question !== value.question)
              : all;
    });
    return {
        run,
        runProblem,
        place,
        earlier,
        carried,
        async begin(question, own) {
            const id = crypto.randomUUID();
            const startedAt = Date.now();
            const shown = run.value;
            const pictures = () => [...carried.value, ...own.map((picture) => ({ ...picture, question }))];
            if (!shown || place.value === "new") {
                await start(question, [], { id, conversation: id, turn: 0, startedAt, pictures: pictures() });
                return;
            }
            const { conversation } = shown;
            if (place.value === "edit") {
                const { turn } = shown;
                await start(question, earlier.value, { id, conversation, turn, startedAt, pictures: pictures() });
                return;
            }
            await goToLast(shown);
            const turn = (run.value ?? shown).turn + 1;
            await start(question, earlier.value, { id, conversation, turn, startedAt, pictures: pictures() });
        },
        askAgain({ seed, mode }) {
            const before = run.value;
            if (before) {
                const { conversation, turn, question, request, pictures } = before;
                const identity = { id: crypto.randomUUID(), conversation, turn, startedAt: Date.now(), pictures };
                void start(question, request.history ?? [], identity, { mode }, seed);
            }
        },
        openSaved,
        openTrace(text, origin) {
            const now = engine.value;
            const id = crypto.randomUUID();
            const missingPictures = missingIn(text);
            const identity = { id, conversation: id, turn: 0, startedAt: Date.now(), origin, missingPictures };
            if (now) {
                attempt(origin === "link" ? "openLink" : "open", () => openRun(text, {}, identity, surround(now)));
            }
        },
        close: () => show(undefined),
        dispose() {
            run.value?.dispose();
            keeper.dispose();
        },
    };
}
