// What a model at an endpoint costs, as well as it is known.
import type { ModelInfo } from "smacs";
import { isString } from "../../lib/storage.ts";

/** US dollars per million tokens. */
export interface Price {
    input: number;
    output: number;
    /** Typed here, nothing at servers of this machine, read from the service's list, or carried by the index. */
    basis: "typed" | "local" | "listed" | "catalog";
    /** ISO date of when it was so. */
    date?: string;
}

/** What decides about the price of a pool model. */
export interface Priced {
    /** As far as the endpoint knows. */
    price: Price | undefined;
    /** Its name in the index, if the index knows it. */
    model: string | undefined;
    /** The service that offers it, by its id in engine/providers.ts. */
    provider: string;
}

/** The endpoint's, else the one that the index carries for its service. Undefined where nobody knows both figures. */
export function priceOf({ price, model, provider }: Priced, models: readonly ModelInfo[]): Price | undefined {
    return price ?? carriedPrices(model, models).find(({ service }) => service === provider)?.price;
}

/** What a model costs at the service that is cheapest for it, of those that the index knows. */
export function cheapestPrice(model: string | undefined, models: readonly ModelInfo[]): Price | undefined {
    const prices = carriedPrices(model, models).map(({ price }) => price);
    return prices.sort((a, b) => perMillion(a) - perMillion(b))[0];
}

/** In and out together; infinite where nobody knows. */
export function perMillion(price: Price | undefined): number {
    return price ? price.input + price.output : Number.POSITIVE_INFINITY;
}

/** The index's facts of a model are handed out unchecked. */
function carriedPrices(model: string | undefined, models: readonly ModelInfo[]): { service: unknown; price: Price }[] {
    const rows: unknown = models.find(({ name }) => name === model)?.facts?.prices;
    return (Array.isArray(rows) ? rows : []).flatMap(({ service, input, output, on }) =>
        isPrice(input) && isPrice(output)
            ? [{ service, price: { input, output, basis: "catalog", ...(isString(on) ? { date: on } : {}) } as Price }]
            : [],
    );
}

/** Models without a price cannot be asked under a limit on cost. */
export function countUnpriced(pool: readonly Priced[], models: readonly ModelInfo[]): number {
    return pool.filter((poolModel) => priceOf(poolModel, models) === undefined).length;
}

/** What is remembered of prices for one model of an endpoint. */
export interface KnownPrices {
    /** One figure may be missing while the other is being typed: that is no price yet. */
    typed?: { input?: number; output?: number; date: string };
    listed?: { input: number; output: number; date: string };
}

/** What was typed comes first; servers known to run here want nothing. */
export function knownPrice({ typed, listed }: KnownPrices, local: boolean): Price | undefined {
    if (typed?.input !== undefined && typed.output !== undefined) {
        return { input: typed.input, output: typed.output, basis: "typed", date: typed.date };
    }
    return local ? { input: 0, output: 0, basis: "local" } : listed && { ...listed, basis: "listed" };
}

export function isPrice(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

/** Tokens of a usual question, in with all that goes along; out, by whether the model thinks first. */
const usualTokens = { input: 200, output: 600, thinking: 2500 };

/** About what one model's answer to a usual question costs, in US dollars. */
export function answerCost({ input, output }: Price, thinks: boolean): number {
    const out = thinks ? usualTokens.thinking : usualTokens.output;
    return (input * usualTokens.input + output * out) / 1e6;
}
