// All state of the page, made by a factory so that a test makes its own.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { HistoryMessage, ModelInfo, Route, RouteOptions, RunMode } from "smacs";
import { configuredTools } from "../engine/call.ts";
import type { Engine, LoadEngineOptions, Progress } from "../engine/core.ts";
import { defaultPatience, type Patience } from "../engine/timeouts.ts";
import { isRecord, isString, type Store } from "../lib/storage.ts";
import { strings } from "../strings.ts";
import { messagesAfter } from "./conversation.ts";
import { createEndpointsState, type EndpointsState, type Offer } from "./endpoints-state.ts";
import { type Estimate, estimate, rankingCost, tokensOf } from "./estimate.ts";
import { createHistory, type History } from "./history.ts";
import { createIndexState, type IndexState } from "./index-state.ts";
import { priceOf } from "./prices.ts";
import { openRun, type Run, type RunIdentity, type RunSurroundings, startRun } from "./run.ts";
import { createRunKeeper } from "./run-keeper.ts";
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

export type SheetName = "endpoint" | "history" | "index" | "help";

/** Why there is no run to show: it could not begin, or what was saved or imported could not be opened. */
export interface RunProblem {
    doing: "ask" | "open";
    error: unknown;
}

export interface AppState {
    loading: Signal<Loading>;
    question: Signal<string>;
    options: Signal<RunOptions>;
    /** undefined until the core is there, and for an empty question. */
    routed: ReadonlySignal<Routed | undefined>;
    /** The panel were cost to count for nothing; undefined where the knob is at best anyway. */
    dearest: ReadonlySignal<Route | undefined>;
    /** The most models that would be asked now. */
    panelSize: ReadonlySignal<number>;
    /** What asking now would take; undefined: nobody could be asked. */
    estimate: ReadonlySignal<Estimate | undefined>;
    /** The route of a run's question among its own pool; undefined where the index knows none of it. */
    routeOf(run: Run): Route | undefined;
    /** What the knob weighs a model of the index by. */
    costOf(model: string): number | undefined;
    endpoints: EndpointsState;
    sheet: Signal<SheetName | undefined>;
    history: History;
    /** Which index decides, and which could. */
    indexes: IndexState;
    run: Signal<Run | undefined>;
    runProblem: Signal<RunProblem | undefined>;
    /** Whether the next question continues the conversation of the run. */
    continues: Signal<boolean>;
    theme: Signal<Theme>;
    /** Whether this is the page that may contact any host. */
    anyHost: boolean;
    load(): Promise<void>;
    setQuestion(text: string): void;
    ask(): void;
    /** Asks what the run asked once more, in another way. */
    askAgain(how: { seed: number; mode: RunMode }): void;
    stop(): void;
    /** An empty question, and no run. */
    startAnew(): void;
    openSaved(id: string): Promise<void>;
    /** A trace from a file. */
    openTrace(text: string): void;
    dispose(): void;
}

export interface Surroundings {
    local: Store;
    session: Store;
    anyHost: boolean;
    loadEngine(options: LoadEngineOptions): Promise<Engine>;
    patience?: Patience;
    history?: History;
}

const draftKey = "smacs.draft";
const themeKey = "smacs.theme";
const optionsKey = "smacs.options";
/** Which run is shown: it comes back with the page. */
const shownKey = "smacs.shown";
/** Typing settles for so long before it is routed, in ms. */
const settle = 80;

export function createAppState(surroundings: Surroundings): AppState {
    const { local, session, anyHost, loadEngine, patience = defaultPatience } = surroundings;
    const loading = signal<Loading>({ state: "loading", progress: undefined });
    const question = signal(session.read(draftKey, isString) ?? strings.examples[0]?.question ?? "");
    const settled = signal(question.value);
    const options = signal(readRunOptions(local.read(optionsKey, isRecord)));
    const endpoints = createEndpointsState(local, session, anyHost);
    const history = surroundings.history ?? createHistory({});
    const keeper = createRunKeeper(history);
    const engine = () => {
        const now = loading.peek();
        return now.state === "ready" ? now.engine : undefined;
    };
    const indexes = createIndexState({
        local,
        loadEngine,
        engine,
        onEngine(next) {
            const before = engine();
            loading.value = { state: "ready", engine: next };
            before?.retire();
        },
    });
    const sheet = signal<SheetName | undefined>(endpoints.resumeSignIn() ? "endpoint" : undefined);
    const run = signal<Run | undefined>(undefined);
    const runProblem = signal<RunProblem | undefined>(undefined);
    const continues = signal(false);
    const theme = signal<Theme>(local.read(themeKey, isTheme) ?? "auto");

    const models = computed(() => (loading.value.state === "ready" ? loading.value.engine.info.models : []));
    const costs = computed(() => rankingCosts(models.value, endpoints.offers.value));
    const allowed = computed(() => {
        const known = new Set(models.value.map((model) => model.name));
        return endpoints.mapped.value.filter((model) => known.has(model));
    });
    const routeWith = (how: RouteOptions) => {
        const text = settled.value.trim();
        if (loading.value.state !== "ready" || text === "") {
            return undefined;
        }
        const among = allowed.value.length > 0 ? { models: allowed.value } : {};
        return routeOnce(loading.value.engine, text, { ...how, ...among });
    };
    const routed = computed(() => {
        const { quality } = options.value;
        const cost = quality < 1 ? { alpha: quality, costs: costs.value } : {};
        return routeWith({ ...routeOptions(options.value), ...cost });
    });
    const dearest = computed(() => {
        const best = options.value.quality < 1 ? routeWith(routeOptions(options.value)) : undefined;
        return best?.ok ? best.route : undefined;
    });
    const others = computed(() => endpoints.offers.value.filter(({ model }) => model === undefined));
    const panel = computed((): (Offer | undefined)[] => {
        const asked = routed.value?.ok && allowed.value.length > 0 ? routed.value.route.panel : [];
        const byModel = new Map(endpoints.offers.value.map((offer) => [offer.model, offer]));
        return [...asked.map((model) => byModel.get(model)), ...others.value].slice(0, options.value.n);
    });

    const routes = new WeakMap<Run, Route | undefined>();
    const routeOf = (asked: Run) => {
        if (!routes.has(asked) && loading.value.state === "ready") {
            routes.set(asked, routeOfRun(loading.value.engine, asked));
        }
        return routes.get(asked);
    };

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

    const surround = (engine: Engine): RunSurroundings => ({
        engine,
        offers: endpoints.offers.value,
        keyFor: endpoints.keyFor,
        patienceFor: (offer) => patienceFor(offer, options.value.timeLimit, patience),
        onChange: keeper.changed,
    });
    /** Puts a run in the place of the one before, which keeps what it has. */
    const show = (next: Run | undefined) => {
        const before = run.value;
        run.value = next;
        runProblem.value = undefined;
        continues.value = false;
        if (before) {
            before.dispose();
            keeper.keep(before);
            history.release(before.id);
        }
        if (next) {
            session.write(shownKey, next.id);
        } else {
            session.remove(shownKey);
        }
    };
    const begin = (engine: Engine, text: string, how: Partial<RunOptions & { seed: number }>, before?: Run) => {
        const messages = messagesAfter(before) ?? [];
        const id = crypto.randomUUID();
        const identity: RunIdentity = {
            id,
            conversation: before?.conversation ?? id,
            turn: before ? before.turn + 1 : 0,
            startedAt: Date.now(),
        };
        start(engine, text, messages, how, identity);
    };
    const start = (
        engine: Engine,
        text: string,
        messages: readonly HistoryMessage[] | undefined,
        { seed = randomSeed(), ...how }: Partial<RunOptions & { seed: number }>,
        identity: RunIdentity,
    ) => {
        const request = runRequest({
            question: text,
            options: { ...options.value, ...how },
            offers: endpoints.offers.value,
            models: engine.info.models,
            seed,
            history: messages ?? [],
            panel: routed.value?.ok && routed.value.question === text ? routed.value.route.panel : [],
        });
        try {
            void history.claim(identity.id);
            show(startRun(request, identity, surround(engine)));
        } catch (error) {
            show(undefined);
            runProblem.value = { doing: "ask", error };
        }
    };
    const open = (trace: string, partials: Readonly<Record<number, string>>, identity: RunIdentity, engine: Engine) => {
        try {
            show(openRun(trace, partials, identity, surround(engine)));
        } catch (error) {
            show(undefined);
            runProblem.value = { doing: "open", error };
        }
    };

    const state: AppState = {
        loading,
        question,
        options,
        routed,
        dearest,
        panelSize: computed(() => panel.value.length),
        estimate: computed(() => {
            // Without anybody to ask, whom the index would ask, at the prices that it carries.
            const known = routed.value?.ok
                ? routed.value.route.panel.map((model) => ({ model, price: undefined }))
                : [];
            const asked = endpoints.offers.value.length > 0 ? panel.value : known;
            if (asked.length === 0) {
                return undefined;
            }
            const prices = asked.map((offer) => {
                const price = offer && priceOf(offer, models.value);
                return { input: price?.input, output: price?.output };
            });
            const earlier = continues.value ? (messagesAfter(run.value) ?? []) : [];
            const sent = [settled.value, options.value.system, ...earlier.map(({ content }) => content)].join("\n");
            return estimate({ mode: options.value.mode, panel: prices, inputTokens: tokensOf(sent) });
        }),
        routeOf,
        costOf: (model) => costs.value[model],
        endpoints,
        sheet,
        history,
        indexes,
        run,
        runProblem,
        continues,
        theme,
        anyHost,
        async load() {
            loading.value = { state: "loading", progress: undefined };
            try {
                const engine = await indexes.load({
                    onProgress: (progress) => {
                        loading.value = { state: "loading", progress };
                    },
                });
                loading.value = { state: "ready", engine };
                const shown = session.read(shownKey, isString);
                if (shown !== undefined && !run.value) {
                    await state.openSaved(shown);
                }
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
                begin(loading.value.engine, text, {}, continues.value ? run.value : undefined);
            }
        },
        askAgain(how) {
            const before = run.value;
            if (loading.value.state === "ready" && before) {
                const identity = { ...before, id: crypto.randomUUID(), startedAt: Date.now() };
                start(loading.value.engine, before.question, before.request.history, how, identity);
            }
        },
        stop: () => run.value?.stop(),
        startAnew() {
            show(undefined);
            state.setQuestion("");
        },
        async openSaved(id) {
            if (run.value?.id === id || loading.value.state !== "ready") {
                return;
            }
            const saved = await history.load(id);
            if (saved && loading.value.state === "ready") {
                open(saved.trace, saved.partials, saved, loading.value.engine);
                state.setQuestion(saved.question);
                settleNow();
            }
        },
        openTrace(text) {
            if (loading.value.state === "ready") {
                const id = crypto.randomUUID();
                open(text, {}, { id, conversation: id, turn: 0, startedAt: Date.now() }, loading.value.engine);
                if (run.value) {
                    state.setQuestion(run.value.question);
                    settleNow();
                }
            }
        },
        dispose() {
            clearTimeout(typing);
            for (const end of effects) {
                end();
            }
            run.value?.dispose();
            endpoints.dispose();
            keeper.dispose();
            history.dispose();
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

function routeOfRun({ info, route }: Engine, { request }: Run): Route | undefined {
    const { config = {}, pool, question } = request;
    const known = new Set(info.models.map(({ name }) => name));
    const models = pool.map(({ model }) => model ?? "").filter((model) => known.has(model));
    const mode = config.mode === "paper" ? "paper" : "robust";
    return models.length > 0
        ? route(question, { mode, n: config.n ?? 0, coverage: config.coverage ?? false, models })
        : undefined;
}

/** The cheapest offer of each model, or its size where nobody offers it. */
function rankingCosts(models: readonly ModelInfo[], offers: readonly Offer[]): Record<string, number> {
    const costs: Record<string, number> = {};
    for (const { name, facts } of models) {
        const prices = offers.filter(({ model }) => model === name).map((offer) => priceOf(offer, models));
        const all = (prices.length > 0 ? prices : [undefined]).map((price) => rankingCost(price, facts?.parameters_b));
        const known = all.filter((cost) => cost !== undefined);
        if (known.length > 0) {
            costs[name] = Math.min(...known);
        }
    }
    return costs;
}

/** A model's own limit, then the one for all; neither makes anything wait longer for a first word. */
function patienceFor({ timeLimitMs }: Offer, seconds: number | undefined, usual: Patience): Patience {
    const total = timeLimitMs ?? (seconds === undefined ? undefined : 1000 * seconds) ?? usual.total;
    return { first: Math.min(total, usual.first), idle: Math.min(total, usual.idle), total };
}

function isTheme(value: unknown): value is Theme {
    return value === "auto" || value === "light" || value === "dark";
}
