// All state of the page, made by a factory so that a test makes its own.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Mode, Route, RouteOptions } from "smacs";
import type { Engine, LoadEngineOptions, Progress } from "../engine/core.ts";
import { isString, type Store } from "../lib/storage.ts";
import { strings } from "../strings.ts";
import { createEndpointsState, type EndpointsState } from "./endpoints-state.ts";
import { type Run, startRun } from "./run.ts";

export type Loading =
    | { state: "loading"; progress: Progress | undefined }
    | { state: "ready"; engine: Engine }
    | { state: "failed"; error: unknown };

/** A question and what the core says of it, or why it says nothing. */
export type Routed =
    | { ok: true; question: string; route: Route; ms: number; restricted: boolean }
    | { ok: false; question: string; error: unknown };

export interface PanelOptions {
    mode: Mode;
    n: number;
    coverage: boolean;
}

export type Theme = "auto" | "light" | "dark";

export interface AppState {
    loading: Signal<Loading>;
    question: Signal<string>;
    panelOptions: Signal<PanelOptions>;
    /** undefined until the core is there, and for an empty question. */
    routed: ReadonlySignal<Routed | undefined>;
    endpoints: EndpointsState;
    endpointOpen: Signal<boolean>;
    run: Signal<Run | undefined>;
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
}

const draftKey = "smacs.draft";
const themeKey = "smacs.theme";
/** Typing settles for so long before it is routed, in ms. */
const settle = 80;

export function createAppState({ local, session, anyHost, loadEngine }: Surroundings): AppState {
    const loading = signal<Loading>({ state: "loading", progress: undefined });
    const question = signal(session.read(draftKey, isString) ?? strings.examples[0]?.question ?? "");
    const settled = signal(question.value);
    const panelOptions = signal<PanelOptions>({ mode: "robust", n: 7, coverage: false });
    const endpoints = createEndpointsState(local, session, anyHost);
    const endpointOpen = signal(endpoints.resumeSignIn());
    const run = signal<Run | undefined>(undefined);
    const theme = signal<Theme>(local.read(themeKey, isTheme) ?? "auto");

    const routed = computed((): Routed | undefined => {
        const text = settled.value.trim();
        if (loading.value.state !== "ready" || text === "") {
            return undefined;
        }
        const { engine } = loading.value;
        const known = new Set(engine.info.models.map((model) => model.name));
        const models = endpoints.mapped.value.filter((model) => known.has(model));
        return routeOnce(engine, text, { ...panelOptions.value, ...(models.length > 0 ? { models } : {}) });
    });

    let typing: ReturnType<typeof setTimeout> | undefined;
    const settleNow = () => {
        clearTimeout(typing);
        settled.value = question.value;
    };
    const stopRemembering = effect(() => local.write(themeKey, theme.value));

    const state: AppState = {
        loading,
        question,
        panelOptions,
        routed,
        endpoints,
        endpointOpen,
        run,
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
                endpointOpen.value = true;
                return;
            }
            const { value } = routed;
            // Asking the same again while it is being asked would only cost twice.
            if (value?.ok && !(run.value?.active.value && run.value.question === value.question)) {
                run.value?.stop();
                run.value = startRun(value.question, value.route, endpoints.offers.value, endpoints.keyFor);
            }
        },
        stop: () => run.value?.stop(),
        dispose() {
            clearTimeout(typing);
            stopRemembering();
            run.value?.stop();
            if (loading.value.state === "ready") {
                loading.value.engine.dispose();
            }
        },
    };
    return state;
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
