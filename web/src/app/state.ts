// All state of the page, made by a factory so that a test makes its own.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { defaultPatience, type Patience } from "smacs/wire";
import { configuredTools } from "../engine/call.ts";
import type { Engine, LoadEngineOptions, Progress } from "../engine/core.ts";
import type { Meanings } from "../engine/matching.ts";
import { ownPictures, type Picture } from "../engine/pictures.ts";
import { loadSample } from "../engine/sample.ts";
import type { Calibrations } from "../features/calibrate/page.ts";
import { createEndpointsState, type EndpointsState } from "../features/endpoint/endpoints.ts";
import { createHistory, type History } from "../features/history/history.ts";
import type { Nearby } from "../features/index/nearby.ts";
import type { StandInParts } from "../features/index/stand-ins.ts";
import { createIndexState, type IndexState } from "../features/index/state.ts";
import type { Vectors } from "../features/index/vectors.ts";
import type { MarksState } from "../features/personal/state.ts";
import { questionStrings } from "../features/question/strings.ts";
import { createRouting, type Routing } from "../features/route/routing.ts";
import { type ChecksState, createChecks, type LoadChecker } from "../features/run/checks.ts";
import { type LinePart, lineParts } from "../features/run/line-parts.ts";
import { type RunOptions, readRunOptions } from "../features/run/options.ts";
import type { RunOrigin } from "../features/run/run.ts";
import type { TabModelsState } from "../features/tab/state.ts";
import { isRecord, isString, type Store } from "../lib/storage.ts";
import { type Asking, createAsking } from "./asking.ts";
import type { Offline } from "./offline.ts";

export type Loading =
    | { state: "loading"; progress: Progress | undefined }
    | { state: "ready"; engine: Engine }
    | { state: "failed"; error: unknown };

export type Theme = "auto" | "light" | "dark";

export type SheetName = "endpoint" | "history" | "index" | "calibrate" | "help" | "marks";

export interface AppState extends Routing, Pick<Asking, "run" | "runProblem" | "place" | "carried" | "askAgain"> {
    loading: Signal<Loading>;
    question: Signal<string>;
    /** That go with the question in the composer. */
    pictures: Signal<readonly Picture[]>;
    options: Signal<RunOptions>;
    endpoints: EndpointsState;
    /** Models that run in this tab; undefined before `loadTab`. */
    tab: ReadonlySignal<TabModelsState | undefined>;
    /** Fetches what the former needs, once. Rejects when that fails; then it can be tried again. */
    loadTab(): Promise<void>;
    /** Calibrating models; undefined before it is first opened. */
    calibration: ReadonlySignal<Calibrations | undefined>;
    /** Opens its sheet, for the model with this id in the pool if one is named. */
    openCalibration(poolModel?: string): Promise<void>;
    /** What the visitor has marked; undefined before `openMarks`, which the page does by itself where there is something. */
    marks: ReadonlySignal<MarksState | undefined>;
    /** Fetches what the former needs, once. Rejects when that fails; then it can be tried again. */
    openMarks(): Promise<MarksState>;
    /** Whether marks are not routed by, because they could not be added to the index. */
    marksUnused: ReadonlySignal<boolean>;
    /** Which sheet lies over the page. */
    sheet: Signal<SheetName | undefined>;
    history: History;
    indexes: IndexState;
    /** Where questions' vectors come from; undefined before an index with vectors of a model outside was in use. */
    vectors: ReadonlySignal<Vectors | undefined>;
    /** What the index in use has near the question; undefined where it is whole. */
    nearby: ReadonlySignal<Nearby | undefined>;
    checks: ChecksState;
    theme: Signal<Theme>;
    /** What is unfolded under the answers. */
    opened: Signal<ReadonlySet<LinePart>>;
    /** Whether the page works without a network. */
    offline: ReadonlySignal<Offline>;
    /** Whether this is the page that may contact any host. */
    anyHost: boolean;
    load(): Promise<void>;
    setQuestion(text: string): void;
    ask(): void;
    /** Puts the shown question back into the composer; asked again, it takes the place of the shown one. */
    edit(): void;
    stop(): void;
    /** An empty question, and no run. */
    startAnew(): void;
    /** Shows a run of the history. */
    openSaved(id: string): Promise<void>;
    /** As it is in the history now. */
    openAgain(id: string): Promise<void>;
    /** Shows a run from the text of its trace. */
    openTrace(text: string, origin: RunOrigin): void;
    /** Shows the recorded run that comes with the page. */
    openSample(): Promise<void>;
    dispose(): void;
}

export interface Surroundings {
    local: Store;
    session: Store;
    anyHost: boolean;
    loadEngine(options: LoadEngineOptions): Promise<Engine>;
    /** Left out: no programs are run. */
    loadChecker?: LoadChecker;
    patience?: Patience;
    history?: History;
    offline?: ReadonlySignal<Offline>;
}

const draftKey = "smacs.draft";
/** There where its pictures are kept (features/question/draft-pictures.ts). */
const draftPicturesKey = "smacs.draft-pictures";
const themeKey = "smacs.theme";
const optionsKey = "smacs.options";
/** There where something is marked (features/personal/state.ts). */
const markedKey = "smacs.marked";
/** What is unfolded under the answers. */
const openedKey = "smacs.opened";
/** Which run is shown: it comes back with the page. */
const shownKey = "smacs.shown";
/** Typing settles for so long before it is routed, in ms. */
const settle = 80;

export function createAppState(surroundings: Surroundings): AppState {
    const { local, session, anyHost, loadEngine, patience = defaultPatience } = surroundings;
    const loading = signal<Loading>({ state: "loading", progress: undefined });
    const example = questionStrings.examples[0]?.question ?? "";
    const question = signal(session.read(draftKey, isString) ?? example);
    const settled = signal(question.value);
    const pictures = signal<readonly Picture[]>([]);
    const options = signal(readRunOptions(local.read(optionsKey, isRecord)));
    const endpoints = createEndpointsState(local, session, anyHost);
    const history = surroundings.history ?? createHistory({});
    const engine = computed(() => (loading.value.state === "ready" ? loading.value.engine : undefined));
    const indexes = createIndexState({
        local,
        loadEngine,
        engine: () => engine.peek(),
        onEngine(next) {
            const before = engine.peek();
            loading.value = { state: "ready", engine: next };
            before?.retire();
        },
    });
    /** The same core, with something else beside its index. */
    const onEngine = (next: Engine) => {
        loading.value = { state: "ready", engine: next };
    };
    const isOutside = computed(() => engine.value?.info.embedder.outside !== undefined);
    const vectors = signal<Vectors | undefined>(undefined);
    const loadVectors = once(async () => {
        const { createVectors } = await import("../features/index/vectors.ts");
        const info = computed(() => engine.value?.info);
        const made = createVectors({ info, question: computed(() => settled.value.trim()), endpoints });
        vectors.value = disposed ? undefined : made;
        return made;
    });
    const isSharded = computed(() => engine.value?.approach !== undefined);
    const nearby = signal<Nearby | undefined>(undefined);
    const loadNearby = once(async () => {
        const { createNearby } = await import("../features/index/nearby.ts");
        const made = createNearby({
            engine,
            question: computed(() => settled.value.trim()),
            earlier: routing.earlierQuestions,
            vectorOf: (text) => vectors.value?.of(text),
            onEngine,
        });
        nearby.value = disposed ? undefined : made;
        return made;
    });
    const marks = signal<MarksState | undefined>(undefined);
    /** Whether the visitor's own questions can be among the index's. */
    const takesRows = computed(() => !isOutside.value && !isSharded.value);
    const rowsFailed = signal(false);
    const besideIndex: StandInParts = {
        engine,
        endpoints,
        own: computed(() => (takesRows.value ? marks.value?.own.value : undefined)),
        extend: indexes.extended,
        onEngine,
        onRows(failed) {
            rowsFailed.value = failed;
        },
    };
    // The first route needs none of it. Without it, models that the index does not know are asked as such.
    const standIns = import("../features/index/stand-ins.ts").then(
        ({ createStandIns }) => (disposed ? undefined : createStandIns(besideIndex)),
        () => undefined,
    );
    let disposed = false;
    const tab = signal<TabModelsState | undefined>(undefined);
    const calibration = signal<Calibrations | undefined>(undefined);
    const sheet = signal<SheetName | undefined>(endpoints.resumeSignIn() ? "endpoint" : undefined);
    const theme = signal<Theme>(local.read(themeKey, isTheme) ?? "auto");
    const opened = signal<ReadonlySet<LinePart>>(
        new Set(lineParts.filter((part) => session.read(openedKey, isString)?.split(" ").includes(part))),
    );
    const checks = createChecks(options, surroundings.loadChecker);
    const asking: Asking = createAsking({
        engine,
        options,
        endpoints,
        history,
        patience,
        checks,
        vectorFor: (text) => (isOutside.peek() ? loadVectors().then(({ get }) => get(text)) : undefined),
        reach: (asked, vector) =>
            isSharded.peek() ? loadNearby().then(({ get }) => get(asked.question, asked.earlier, vector)) : undefined,
        panelFor: (text) => routing.panelFor(text),
        onShown(id) {
            if (id === undefined) {
                session.remove(shownKey);
                return;
            }
            session.write(shownKey, id);
            if (question.value === example) {
                // Nobody wrote it.
                state.setQuestion("");
            }
        },
        onRefused: (text, own) => {
            // Nothing that was typed is lost.
            if (question.value === "") {
                state.setQuestion(text);
                pictures.value = own;
            }
        },
    });
    const routing: Routing = createRouting({
        engine,
        question: settled,
        options,
        endpoints,
        earlier: asking.earlier,
        pictures: computed(() => [...asking.carried.value, ...pictures.value]),
        vectorOf: (text) => vectors.value?.of(text),
    });

    const followDraft = once(async () =>
        (await import("../features/question/draft-pictures.ts")).followDraft(session, pictures),
    );

    let typing: ReturnType<typeof setTimeout> | undefined;
    const settleNow = () => {
        clearTimeout(typing);
        settled.value = question.value;
    };
    const effects = [
        effect(() => {
            endpoints.standIns.value = engine.value?.standIns ?? new Set();
        }),
        effect(() => {
            if (isOutside.value) {
                loadVectors().catch(() => {}); // asking tries again
            }
            if (isSharded.value) {
                loadNearby().catch(() => {});
            }
        }),
        effect(() => {
            if (pictures.value.length > 0 || session.read(draftPicturesKey, isString)) {
                followDraft().catch(() => {}); // then they are there until a reload
            }
        }),
        effect(() => local.write(themeKey, theme.value)),
        effect(() => session.write(openedKey, [...opened.value].join(" "))),
        effect(() => local.write(optionsKey, options.value)),
        effect(() => configuredTools().limiters.setSequential(options.value.sequential)),
    ];
    const state: AppState = {
        ...routing,
        run: asking.run,
        runProblem: asking.runProblem,
        place: asking.place,
        carried: asking.carried,
        askAgain: asking.askAgain,
        loading,
        question,
        pictures,
        options,
        endpoints,
        tab,
        loadTab: once(async () => {
            tab.value = await openTab(endpoints, (ids) => engine.peek()?.match(ids) ?? []);
        }),
        calibration,
        async openCalibration(poolModel) {
            sheet.value = "calibrate";
            const { createCalibrations } = await import("../features/calibrate/page.ts");
            calibration.value ??= createCalibrations({
                local,
                indexes,
                keyFor: endpoints.keyFor,
                vectorsOf: async (texts, signal) => (await loadVectors()).all(texts, signal),
                patience,
            });
            calibration.value.wanted.value = poolModel ?? calibration.value.wanted.value;
        },
        marks,
        openMarks: once(async () => {
            const { openMarks } = await import("../features/personal/state.ts");
            marks.value = await openMarks(local);
            return marks.value;
        }),
        marksUnused: computed(() => rowsFailed.value || (!takesRows.value && marks.value?.own.value !== undefined)),
        sheet,
        history,
        indexes,
        vectors,
        nearby: computed(() => (isSharded.value ? nearby.value : undefined)),
        checks,
        theme,
        opened,
        offline: surroundings.offline ?? signal<Offline>("unsupported"),
        anyHost,
        async load() {
            loading.value = { state: "loading", progress: undefined };
            try {
                const loaded = await indexes.load({
                    onProgress: (progress) => {
                        loading.value = { state: "loading", progress };
                    },
                });
                loading.value = { state: "ready", engine: loaded };
            } catch (error) {
                loading.value = { state: "failed", error };
                return;
            }
            if (local.read(markedKey, isString)) {
                // Without them the page works as for anybody.
                await state.openMarks().catch(() => {});
            }
            const shown = session.read(shownKey, isString);
            if (shown !== undefined && !asking.run.value) {
                await (await standIns)?.settled();
                await state.openSaved(shown);
            }
        },
        setQuestion(text) {
            question.value = text;
            session.write(draftKey, text);
            clearTimeout(typing);
            typing = setTimeout(settleNow, settle);
        },
        ask() {
            settleNow();
            if (endpoints.ready.value.length === 0) {
                sheet.value = "endpoint";
                return;
            }
            if (isOutside.value && /^(unchosen|keyless)$/.test(vectors.value?.status.value.state ?? "")) {
                sheet.value = "index";
                return;
            }
            const text = settled.value.trim();
            const { value } = asking.run;
            const own = pictures.value;
            const blind =
                own.length + asking.carried.value.length > 0 && !endpoints.pool.value.some(({ sees }) => sees);
            // Asking the same again while it is being asked would only cost twice.
            const payable = routing.unpayable.value?.all !== true;
            if (text !== "" && engine.value && !blind && payable && !(value?.active.value && value.question === text)) {
                const clear = () => {
                    state.setQuestion("");
                    pictures.value = [];
                    settleNow();
                };
                if (!isSharded.value || nearby.value?.status.value.state === "ready") {
                    clear();
                    void asking.begin(text, own);
                    return;
                }
                // It stays in the field, beside which it is said how far its fetching is.
                void asking.begin(text, own).then(() => {
                    const now = asking.run.value;
                    if (now !== value && now?.question === text && question.value.trim() === text) {
                        clear();
                    }
                });
            }
        },
        edit() {
            const { value } = asking.run;
            if (value) {
                asking.place.value = "edit";
                state.setQuestion(value.question);
                pictures.value = ownPictures(value.pictures, value.question);
                document.getElementById("question")?.focus();
            }
        },
        stop: () => asking.run.value?.stop(),
        startAnew() {
            asking.close();
            state.setQuestion("");
            pictures.value = [];
        },
        openSaved: asking.openSaved,
        openAgain: (id) => asking.openSaved(id, true),
        openTrace: asking.openTrace,
        openSample: async () => asking.openTrace(await loadSample(), "sample"),
        dispose() {
            clearTimeout(typing);
            for (const end of effects) {
                end();
            }
            tab.value?.dispose();
            calibration.value?.dispose();
            disposed = true;
            void standIns.then((made) => made?.dispose());
            endpoints.dispose();
            vectors.value?.dispose();
            nearby.value?.dispose();
            asking.dispose();
            history.dispose();
            engine.value?.dispose();
        },
    };
    return state;
}

/** Does it at the first call; after a failure, again at the next. */
function once<T>(does: () => Promise<T>): () => Promise<T> {
    let done: Promise<T> | undefined;
    return () => {
        done ??= does().catch((error: unknown) => {
            done = undefined;
            throw error;
        });
        return done;
    };
}

async function openTab(endpoints: EndpointsState, meanings: Meanings): Promise<TabModelsState> {
    const [{ createTabModels }, engine] = await Promise.all([
        import("../features/tab/state.ts"),
        import("../engine/tab/tab.ts"),
    ]);
    return createTabModels({ tab: await engine.tab(), endpoints, meanings });
}

function isTheme(value: unknown): value is Theme {
    return value === "auto" || value === "light" || value === "dark";
}
