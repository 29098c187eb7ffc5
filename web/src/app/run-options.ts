// How to ask, as the visitor chose it, and the request that the core gets.
import type { ModelInfo, RunMode, RunRequest } from "smacs";
import { configuredTools } from "../engine/call.ts";
import { providerOf } from "../engine/providers.ts";
import { isRecord } from "../lib/storage.ts";
import type { Offer } from "./endpoints-state.ts";
import { priceOf } from "./prices.ts";

export interface RunOptions {
    mode: RunMode;
    /** Panel size. */
    n: number;
    coverage: boolean;
    /** One call at a time at each endpoint. */
    sequential: boolean;
    /** Limits; undefined: none. */
    maxCalls: number | undefined;
    /** US dollars. */
    maxCost: number | undefined;
}

export const runModes: readonly RunMode[] = ["auto", "route", "select", "aggregate", "paper"];

export const largestPanel = 12;

/** The core's own limit. */
const largestPool = 256;

export const defaultRunOptions: RunOptions = {
    mode: "auto",
    n: 7,
    coverage: false,
    sequential: false,
    maxCalls: undefined,
    maxCost: undefined,
};

/** What was stored, as far as it makes sense. */
export function readRunOptions(stored: unknown): RunOptions {
    if (!isRecord(stored)) {
        return defaultRunOptions;
    }
    const { mode, n, coverage, sequential, maxCalls, maxCost } = stored;
    const known = runModes.find((one) => one === mode);
    const whole = (value: unknown, most: number) =>
        Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
    return {
        mode: known ?? defaultRunOptions.mode,
        n: whole(n, largestPanel) ? Number(n) : defaultRunOptions.n,
        coverage: coverage === true,
        sequential: sequential === true,
        maxCalls: whole(maxCalls, 1000) ? Number(maxCalls) : undefined,
        maxCost: typeof maxCost === "number" && maxCost > 0 ? maxCost : undefined,
    };
}

export interface RunParts {
    question: string;
    options: RunOptions;
    offers: readonly Offer[];
    models: readonly ModelInfo[];
    seed: number;
}

export function runRequest({ question, options, offers, models, seed }: RunParts): RunRequest {
    const { mode, n, coverage, maxCalls, maxCost } = options;
    const budget = {
        ...(maxCalls === undefined ? {} : { calls: maxCalls }),
        ...(maxCost === undefined ? {} : { cost: maxCost }),
    };
    return {
        question,
        pool: offers.slice(0, largestPool).map((offer) => {
            const price = priceOf(offer, models);
            return {
                id: offer.id,
                ...(offer.model === undefined ? {} : { model: offer.model }),
                ...(price ? { price_input: price.input, price_output: price.output } : {}),
                logprobs: givesLogprobs(offer),
            };
        }),
        config: { mode, n, coverage, budget },
        seed,
    };
}

/** As far as is known; a refusal is found out and borne. */
function givesLogprobs({ base, provider, served }: Offer): boolean {
    const found = configuredTools().capabilities.get(base, served);
    return found?.logprobs ?? providerOf({ base, provider }).logprobs !== "none";
}

export function randomSeed(): number {
    return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
