// All state of the page, made by a factory so that a test makes its own.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Route, RouteOptions } from "smacs";
import { configuredTools } from "../engine/call.ts";
import type { Engine, LoadEngineOptions, Progress } from "../engine/core.ts";
import { defaultPatience, type Patience } from "../engine/timeouts.ts";
import { isRecord, isString, type Store } from "../lib/storage.ts";
import { strings } from "../strings.ts";
import { createEndpointsState, type EndpointsState } from "./endpoints-state.ts";
import { type Run, startRun } from "./run.ts";
import { type RunOptions, randomSeed, readRunOptions, runRequest } from "./run-options.ts";

export type Loading =
    | { state: "loading"; progress: Progress | undefined }
    | { state: "ready"; engine: Engine }
    | { state: "failed"; error: unknown };

/** A question and what the core says of it, or why it says nothing. */
export type Routed =
    | { ok: true; question: string; route: Route; ms: number; restricted: boolean }
    | { ok: false; question: string; error: unknown };

export type Theme = "auto" | "light" | "dark";

export type SheetName = "endpoint";

export interface AppState {
    loading: Signal<Loading>;
    question: Signal<string>;
    options: Signal<RunOptions>;
    /** undefined until the core is there, and for an empty question. */
    routed: ReadonlySignal<Routed | undefined>;
    /** The most models that would be asked now. */
    panelSize: ReadonlySignal<number>;
    endpoints: EndpointsState;
    /** Which sheet lies over the page. */
    sheet: Signal<SheetName | undefined>;
    run: Signal<Run | undefined>;
    /** Why the last run could not even begin. */
    runProblem: Signal<unknown>;
    theme: Signal<Theme>;
    /** Whether this is the page that may contact any host. */
    anyHost: boolean;
    load(): Promise<void>;
    setQuestion(text: string): void;
    ask(): void;
    stop(): void;
    dispose(): void;
}

export interface Surroundings {
    local: Store;
    session: Store;
    anyHost: boolean;
    loadEngine(options: LoadEngineOptions): Promise<Engine>;
    patience?: Patience;
}

const draftKey = "smacs.draft";
const themeKey = "smacs.theme";
const optionsKey = "smacs.options";
/** Typing settles for so long before it is routed, in ms. */
const settle = 80;

export function createAppState(surroundings: Surroundings): AppState {
    const { local, session, anyHost, loadEngine, patience = defaultPatience } = surroundings;
    const loading = signal<Loading>({ state: "loading", progress: undefined });
    const question = signal(session.read(draftKey, isString) ?? strings.examples[0]?.question ?? "");
    const settled = signal(question.value);
    const options = signal(readRunOptions(local.read(optionsKey, isRecord)));
    const endpoints = createEndpointsState(local, session, anyHost);
    const sheet = signal<SheetName | undefined>(endpoints.resumeSignIn() ? "endpoint" : undefined);
    const run = signal<Run | undefined>(undefined);
    const runProblem = signal<unknown>(undefined);
    const theme = signal<Theme>(local.read(themeKey, isTheme) ?? "auto");

    const routed = computed((): Routed | undefined => {
        const text = settled.value.trim();
        if (loading.value.state !== "ready" || text === "") {
            return undefined;
        }
        const { engine } = loading.value;
        const known = new Set(engine.info.models.map((model) => model.name));
        const models = endpoints.mapped.value.filter((model) => known.has(model));
        return routeOnce(engine, text, { ...routeOptions(options.value), ...(models.length > 0 ? { models } : {}) });
    });

    const panelSize = computed(() => {
        const asked = routed.value?.ok && endpoints.mapped.value.length > 0 ? routed.value.route.panel.length : 0;
        const others = endpoints.offers.value.filter(({ model }) => model === undefined).length;
        return Math.min(options.value.n, asked + others);
    });

    let typing: ReturnType<typeof setTimeout> | undefined;
    const settleNow = () => {
        clearTimeout(typing);
        settled.value = question.value;
    };
    const effects = [
        effect(() => local.write(themeKey, theme.value)),
        effect(() => local.write(optionsKey, options.value)),
        effect(() => configuredTools().limiters.setSequential(options.value.sequential)),
    ];
    const begin = (engine: Engine, text: string) => {
        run.value?.dispose();
        const offers = endpoints.offers.value;
        const seed = randomSeed();
        const request = runRequest({
            question: text,
            options: options.value,
            offers,
            models: engine.info.models,
            seed,
        });
        try {
            run.value = startRun(engine, request, { offers, keyFor: endpoints.keyFor, patience });
            runProblem.value = undefined;
        } catch (error) {
            run.value = undefined;
            runProblem.value = error;
        }
    };

    const state: AppState = {
        loading,
        question,
        options,
        routed,
        panelSize,
        endpoints,
        sheet,
        run,
        runProblem,
        theme,
        anyHost,
        async load() {
            loading.value = { state: "loading", progress: undefined };
            try {
                const engine = await loadEngine({
                    onProgress: (progress) => {
                        loading.value = { state: "loading", progress };
                    },
                });
                loading.value = { state: "ready", engine };
            } catch (error) {
                loading.value = { state: "failed", error };
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
            const text = settled.value.trim();
            // Asking the same again while it is being asked would only cost twice.
            const asking = run.value?.active.value && run.value.question === text;
            if (loading.value.state === "ready" && text !== "" && !asking) {
                begin(loading.value.engine, text);
            }
        },
        stop: () => run.value?.stop(),
        dispose() {
            clearTimeout(typing);
            for (const end of effects) {
                end();
            }
            run.value?.dispose();
            endpoints.dispose();
            if (loading.value.state === "ready") {
                loading.value.engine.dispose();
            }
        },
    };
    return state;
}

/** What of the options decides about the panel. */
function routeOptions({ mode, n, coverage }: RunOptions): RouteOptions {
    return { mode: mode === "paper" ? "paper" : "robust", n, coverage };
}

function routeOnce(engine: Engine, question: string, options: RouteOptions): Routed {
    const start = performance.now();
    try {
        const route = engine.route(question, options);
        return { ok: true, question, route, ms: performance.now() - start, restricted: options.models !== undefined };
    } catch (error) {
        return { ok: false, question, error };
    }
}

function isTheme(value: unknown): value is Theme {
    return value === "auto" || value === "light" || value === "dark";
}
