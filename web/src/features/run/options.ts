// How to ask, as the visitor chose it, and the request that the core gets.
import type { HistoryMessage, ModelInfo, RunMode, RunPace, RunRequest } from "smacs";
import { configuredTools } from "../../engine/call.ts";
import { inTab, providerOf } from "../../engine/providers.ts";
import { isRecord, isString } from "../../lib/storage.ts";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { priceOf } from "../endpoint/prices.ts";

export interface RunOptions {
    mode: RunMode;
    pace: RunPace;
    /** Panel size. */
    n: number;
    coverage: boolean;
    /** Whether Enter asks, and makes no new line. */
    enterAsks: boolean;
    /** One call at a time at each endpoint. */
    sequential: boolean;
    /** Limits; undefined: none. */
    maxCalls: number | undefined;
    /** US dollars. */
    maxCost: number | undefined;
    /** The knob from cheap to best, above 0 up to 1: at 1 cost counts for nothing. */
    quality: number;
    /** Tokens that an answer may have; undefined: the core's own limit. */
    maxTokens: number | undefined;
    /** Seconds that a call may take; undefined: as is usual. A model's own limit comes before it. */
    timeLimit: number | undefined;
    /** Id of the pool model that merges; "": the panel, from its best on. */
    merger: string;
    /** Goes with every call; "": none. */
    system: string;
    /** Replaces the aggregation prompt; "": the built-in one. */
    prompt: string;
    /** Asks models for the final answer of a reply that was not read for sure. */
    askBack: boolean;
    /** Replaces what they are asked then; "": the built-in one. */
    statePrompt: string;
    /** Asks for a last line with the final answer. */
    lastLine: boolean;
    /** Whether programs are run to check answers; ask: those of answers once the visitor has said so. */
    checks: "ask" | "on" | "off";
}

export const runModes: readonly RunMode[] = ["auto", "route", "select", "aggregate", "paper"];

export const runPaces: readonly RunPace[] = ["fast", "thrifty", "thorough"];

export const largestPanel = 12;

/** In tokens. */
export const largestAnswer = 1_000_000;

/** The core's own limit. */
const largestPool = 256;

export const defaultRunOptions: RunOptions = {
    mode: "auto",
    pace: "fast",
    n: 7,
    coverage: false,
    enterAsks: false,
    sequential: false,
    maxCalls: undefined,
    maxCost: undefined,
    quality: 1,
    maxTokens: undefined,
    timeLimit: undefined,
    merger: "",
    system: "",
    prompt: "",
    askBack: true,
    statePrompt: "",
    lastLine: false,
    checks: "ask",
};

/** The knob's lowest position: at 0 the core would take its default. */
export const lowestQuality = 0.05;

/** What was stored, as far as it makes sense. */
export function readRunOptions(stored: unknown): RunOptions {
    if (!isRecord(stored)) {
        return defaultRunOptions;
    }
    const { mode, n, coverage, sequential, maxCalls, maxCost, quality, timeLimit } = stored;
    const known = runModes.find((one) => one === mode);
    const whole = (value: unknown, most: number) =>
        Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
    const text = (value: unknown) => (isString(value) ? value : "");
    return {
        mode: known ?? defaultRunOptions.mode,
        pace: runPaces.find((one) => one === stored.pace) ?? defaultRunOptions.pace,
        n: whole(n, largestPanel) ? Number(n) : defaultRunOptions.n,
        coverage: coverage === true,
        enterAsks: stored.enterAsks === true,
        sequential: sequential === true,
        maxCalls: whole(maxCalls, 1000) ? Number(maxCalls) : undefined,
        maxCost: typeof maxCost === "number" && maxCost > 0 ? maxCost : undefined,
        quality: typeof quality === "number" && quality >= lowestQuality && quality <= 1 ? quality : 1,
        maxTokens: whole(stored.maxTokens, largestAnswer) ? Number(stored.maxTokens) : undefined,
        timeLimit: whole(timeLimit, 3600) ? Number(timeLimit) : undefined,
        merger: text(stored.merger),
        system: text(stored.system),
        prompt: text(stored.prompt),
        askBack: stored.askBack !== false,
        statePrompt: text(stored.statePrompt),
        lastLine: stored.lastLine === true,
        checks: stored.checks === "on" || stored.checks === "off" ? stored.checks : "ask",
    };
}

/** Whether the answers of such a run are checked: those of a single model, or that are merged, are not. */
export function canCheck({ checks, mode }: RunOptions): boolean {
    return checks !== "off" && (mode === "auto" || mode === "select");
}

/** A member of the pool as a request needs it. */
export type Askable = Omit<PoolModel, "endpoint">;

export interface RunParts {
    question: string;
    options: RunOptions;
    pool: readonly Askable[];
    models: readonly ModelInfo[];
    seed: number;
    /** Earlier turns, oldest first. */
    history?: readonly HistoryMessage[];
    /** Models of the index that were routed to, best first. */
    panel?: readonly string[];
    /** Of the question, where a model outside made the index's vectors. */
    vector?: readonly number[] | undefined;
}

/**
 * Where nothing but models of this tab can be asked, they are few and each was ticked: none is left out for being less
 * likely to be right than the best.
 */
const leastShare = 0.01;

/** Where calls wait for each other, one that takes long is no sign of anything wrong. */
const slowLateMs = 120_000;

export function runRequest(parts: RunParts): RunRequest {
    const { question, options, pool, models, seed, history = [], panel = [], vector } = parts;
    const { mode, pace, n, coverage, maxCalls, maxCost, maxTokens, merger, quality } = options;
    const { system, prompt, askBack, statePrompt, lastLine } = options;
    const best = panelIds(panel, pool, n);
    const allInTab = pool.every((poolModel) => providerOf(poolModel).id === inTab.id);
    const budget = {
        ...(maxCalls === undefined ? {} : { calls: maxCalls }),
        ...(maxCost === undefined ? {} : { cost: maxCost }),
    };
    return {
        question,
        pool: pool.slice(0, largestPool).map((poolModel) => {
            const price = priceOf(poolModel, models);
            return {
                id: poolModel.id,
                ...(poolModel.model === undefined ? {} : { model: poolModel.model }),
                // The house of a model that the index does not know is its endpoint.
                maker: models.find(({ name }) => name === poolModel.model)?.facts?.maker ?? poolModel.base,
                ...(price ? { price_input: price.input, price_output: price.output } : {}),
                logprobs: givesLogprobs(poolModel),
                // As far as its service takes it (engine/request.ts).
                ...(mode === "paper" || poolModel.temperature === undefined
                    ? {}
                    : { temperature: poolModel.temperature }),
            };
        }),
        ...(system.trim() === "" ? {} : { system }),
        ...(prompt.trim() === "" ? {} : { prompt }),
        ...(statePrompt.trim() === "" ? {} : { state_prompt: statePrompt }),
        ...(history.length > 0 ? { history: [...history] } : {}),
        ...(vector ? { vector: [...vector] } : {}),
        // Where cost has had a say: the core knows no costs that are only guessed.
        ...(quality < 1 && best.length > 0 ? { panel: best } : {}),
        ...(pool.some(({ id }) => id === merger)
            ? { aggregators: [merger, ...best.filter((id) => id !== merger)] }
            : {}),
        config: {
            mode,
            pace,
            ...(options.sequential || allInTab ? { late_ms: slowLateMs } : {}),
            n,
            coverage,
            budget,
            ...(askBack ? {} : { state: false }),
            ...(lastLine ? { contract: true } : {}),
            ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
            ...(allInTab ? { switch_share: leastShare } : {}),
        },
        seed,
    };
}

/** Each model at the first endpoint that serves it; then those that the index does not know. */
function panelIds(panel: readonly string[], pool: readonly Askable[], n: number): string[] {
    const known = panel.map((model) => pool.find((poolModel) => poolModel.model === model));
    const unknown = pool.filter(({ model }) => model === undefined);
    return [...known, ...unknown]
        .filter((poolModel) => poolModel !== undefined)
        .map(({ id }) => id)
        .slice(0, n);
}

/** As far as is known; a refusal is found out and borne. */
function givesLogprobs({ base, provider, served }: Askable): boolean {
    const found = configuredTools().capabilities.get(base, served);
    return found?.logprobs ?? providerOf({ base, provider }).logprobs !== "none";
}

export function randomSeed(): number {
    return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
