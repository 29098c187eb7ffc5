// Whom the question would go to, and what that would take: worked out in the tab whenever something changes.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { HistoryMessage, ModelInfo, Route, RouteOptions } from "smacs";
import { type Engine, questionsIn } from "../../engine/core.ts";
import { type Picture, tokensOfPicture } from "../../engine/pictures.ts";
import { type EndpointsState, type PoolModel, type RoutedAmong, seeing } from "../endpoint/endpoints.ts";
import { cheapestPrice, countUnpriced, priceOf } from "../endpoint/prices.ts";
import { type Estimate, estimate, rankingCost, tokensOf } from "../run/estimate.ts";
import type { RunOptions } from "../run/options.ts";
import type { Run } from "../run/run.ts";
import { type Asked, askedOf } from "./asked.ts";

/** A question and what the core says of it, or why it says nothing. */
export type Routed =
    | { ok: true; question: string; route: Route; ms: number; restricted: boolean }
    | { ok: false; question: string; error: unknown };

/** Shares of questions. */
export interface Ceiling {
    share: number;
    error: number;
}

export interface Unpayable {
    count: number;
    /** Whether nobody is left. */
    all: boolean;
}

export interface Routing {
    /** undefined until the core is there, and for an empty question. */
    routed: ReadonlySignal<Routed | undefined>;
    /** What was asked before the question in its conversation, oldest first: a short question is routed with it. */
    earlierQuestions: ReadonlySignal<readonly string[]>;
    /** Were cost to count for nothing; undefined where the knob is at best anyway. */
    dearest: ReadonlySignal<Route | undefined>;
    /** Who would be asked now, in the order of asking; fewer, where the first answers agree. */
    asked: ReadonlySignal<readonly Asked[]>;
    /** Chance that some of these is right; undefined where too little is known of them. */
    ceiling: ReadonlySignal<Ceiling | undefined>;
    /** What asking now would take; undefined: nobody could be asked. */
    estimate: ReadonlySignal<Estimate | undefined>;
    /** Models without a known price, which a limit on cost leaves out; undefined: it leaves out none. */
    unpayable: ReadonlySignal<Unpayable | undefined>;
    /** Models of the index that a question goes to, best first, as things stand; empty where none can be told. */
    panelFor(question: string): readonly string[];
    /** The route of a run's question among its own pool; undefined where the index knows none of it. */
    routeOf(run: Run): Route | undefined;
    /** What the knob weighs a model of the index by. */
    costOf(model: string): number | undefined;
}

export interface RoutingParts {
    engine: ReadonlySignal<Engine | undefined>;
    question: ReadonlySignal<string>;
    options: ReadonlySignal<RunOptions>;
    endpoints: EndpointsState;
    /** Earlier turns that go with the question. */
    earlier: ReadonlySignal<readonly HistoryMessage[]>;
    /** All that go with the question, earlier turns' among them: then only models that take pictures are asked. */
    pictures: ReadonlySignal<readonly Picture[]>;
    /** Of a question, where a model outside made the index's vectors; undefined: not there, or not yet. */
    vectorOf(question: string): readonly number[] | undefined;
}

export function createRouting(parts: RoutingParts): Routing {
    const { engine, question, options, endpoints, earlier, pictures, vectorOf } = parts;
    const models = computed(() => engine.value?.info.models ?? []);
    const among = computed(() =>
        pictures.value.length > 0 ? narrowed(endpoints.routed.value) : endpoints.routed.value,
    );
    const costs = computed(() => rankingCosts(models.value, among.value.pool));
    const allowed = computed(() => {
        const known = routable(engine.value);
        return among.value.mapped.filter((model) => known.has(model));
    });
    const earlierQuestions = computed(() => questionsIn(earlier.value));
    const routeNow = (how: RouteOptions, text = question.value.trim()) => {
        const now = engine.value;
        const vector = vectorOf(text);
        const isVectorless = vector === undefined && now?.info.embedder.outside !== undefined;
        const waits = isVectorless || !now?.reaches(text, how.earlier ?? []);
        return now && text !== "" && !waits ? routeOnce(now, text, how, vector) : undefined;
    };
    const routeWith = (how: RouteOptions, text?: string) => {
        const models = allowed.value.length > 0 ? { models: allowed.value } : {};
        return routeNow({ ...how, earlier: earlierQuestions.value, ...models }, text);
    };
    /** With what the knob says of cost. */
    const routeChosen = (text?: string) => {
        const { quality } = options.value;
        const cost = quality < 1 ? { alpha: quality, costs: costs.value } : {};
        return routeWith({ ...routeOptions(options.value), ...cost }, text);
    };
    /** With exactly these on the panel. */
    const routeAmong = (known: string[]) => {
        const how = { ...routeOptions(options.value), n: known.length, models: known, earlier: earlierQuestions.value };
        const found = routeNow(how);
        return found?.ok ? found.route : undefined;
    };
    const routed = computed(() => routeChosen());
    const dearest = computed(() => {
        const best = options.value.quality < 1 ? routeWith(routeOptions(options.value)) : undefined;
        return best?.ok ? best.route : undefined;
    });
    const asked = computed((): readonly Asked[] => {
        const now = engine.value;
        const { pool } = among.value;
        const blind = pool.length === 0 && endpoints.routed.value.pool.length > 0;
        return now && routed.value?.ok && !blind
            ? askedOf({
                  start: now.start,
                  route: routed.value.route,
                  question: routed.value.question,
                  earlier: earlier.value,
                  options: options.value,
                  pool,
                  models: models.value,
                  vector: vectorOf(routed.value.question),
              })
            : [];
    });
    const routes = new WeakMap<Run, Route | undefined>();
    return {
        routed,
        earlierQuestions,
        dearest,
        asked,
        unpayable: computed(() => {
            const { pool } = among.value;
            const count = options.value.maxCost === undefined ? 0 : countUnpriced(pool, models.value);
            return count > 0 ? { count, all: count === pool.length } : undefined;
        }),
        ceiling: computed(() => {
            const now = routed.value?.ok ? routed.value.route : undefined;
            const known = asked.value.flatMap(({ told }) => told?.model ?? []);
            if (!now || known.length < 2 || known.length < asked.value.length) {
                return undefined;
            }
            const isPanel = now.panel.length === known.length && known.every((model) => now.panel.includes(model));
            const panel = isPanel ? now : routeAmong(known);
            const { share, error } = panel?.ceiling ?? { share: null, error: null };
            return share === null || error === null ? undefined : { share, error };
        }),
        estimate: computed(() => {
            // Without anybody to ask, at the cheapest prices that the index carries.
            const prices = asked.value.map(({ poolModel, name }) => {
                const price = poolModel ? priceOf(poolModel, models.value) : cheapestPrice(name, models.value);
                return { input: price?.input, output: price?.output };
            });
            const said = earlier.value.map(({ content }) => content);
            const inputTokens =
                tokensOf([question.value, options.value.system, ...said].join("\n")) +
                pictures.value.reduce((sum, picture) => sum + tokensOfPicture(picture), 0);
            const { mode, askBack } = options.value;
            return prices.length > 0 ? estimate({ mode, panel: prices, inputTokens, askBack }) : undefined;
        }),
        panelFor(text) {
            const chosen = routeChosen(text);
            return chosen?.ok ? chosen.route.panel : [];
        },
        routeOf(run) {
            if (!routes.has(run) && engine.value) {
                routes.set(run, routeOfRun(engine.value, run));
            }
            return routes.get(run);
        },
        costOf: (model) => costs.value[model],
    };
}

/** Those of the pool that take pictures. A model of the index may be there by several ids. */
function narrowed({ pool, mapped }: RoutedAmong): RoutedAmong {
    const left = seeing(pool);
    return { pool: left, mapped: mapped.filter((name) => left.some(({ model }) => model === name)) };
}

/** What of the options decides about the panel. */
function routeOptions({ mode, n, coverage }: RunOptions): RouteOptions {
    return { mode: mode === "paper" ? "paper" : "robust", n, coverage };
}

function routeOnce(engine: Engine, question: string, options: RouteOptions, vector?: readonly number[]): Routed {
    const start = performance.now();
    try {
        const route = engine.route(question, options, vector);
        return { ok: true, question, route, ms: performance.now() - start, restricted: options.models !== undefined };
    } catch (error) {
        return { ok: false, question, error };
    }
}

/** Names of all models that can be routed to. */
function routable(engine: Engine | undefined): ReadonlySet<string> {
    return new Set([...(engine?.info.models ?? []).map(({ name }) => name), ...(engine?.standIns ?? [])]);
}

function routeOfRun(engine: Engine, { request }: Run): Route | undefined {
    const { config = {}, pool, question, history, vector } = request;
    const known = routable(engine);
    const models = pool.map(({ model }) => model ?? "").filter((model) => known.has(model));
    const mode = config.mode === "paper" ? "paper" : "robust";
    const { n = 0, coverage = false } = config;
    const earlier = questionsIn(history);
    // It may be a run of another index.
    const fits = vector?.length === engine.info.embedder.outside;
    return models.length > 0 && fits && engine.reaches(question, earlier)
        ? engine.route(question, { mode, n, coverage, models, earlier }, vector)
        : undefined;
}

/** What each model costs at its cheapest endpoint, or what it costs elsewhere, or its size. */
function rankingCosts(models: readonly ModelInfo[], pool: readonly PoolModel[]): Record<string, number> {
    const costs: Record<string, number> = {};
    for (const { name, facts } of models) {
        const prices = pool.filter(({ model }) => model === name).map((poolModel) => priceOf(poolModel, models));
        const elsewhere = cheapestPrice(name, models);
        const all = (prices.length > 0 ? prices : [undefined]).map((price) =>
            rankingCost(price ?? elsewhere, facts?.parameters_b),
        );
        const known = all.filter((cost) => cost !== undefined);
        if (known.length > 0) {
            costs[name] = Math.min(...known);
        }
    }
    return costs;
}
