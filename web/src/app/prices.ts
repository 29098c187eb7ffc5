// What a model at an endpoint costs, as well as it is known.
import type { ModelInfo } from "smacs";
import { providerOf } from "../engine/providers.ts";

/** US dollars per million tokens. */
export interface Price {
    input: number;
    output: number;
    /** Typed here, read from the service's list, carried by the index, or nothing at servers of this machine. */
    basis: "typed" | "listed" | "catalog" | "local";
    /** ISO date of when it was so. */
    date?: string;
}

/** What decides about the price of an offer. */
export interface Priced {
    base: string;
    provider: string;
    /** Its name in the index, if the index knows it. */
    model: string | undefined;
}

/** Undefined where nobody knows both prices. */
export function priceOf({ base, provider, model }: Priced, models: readonly ModelInfo[]): Price | undefined {
    if (providerOf({ base, provider }).local) {
        return { input: 0, output: 0, basis: "local" };
    }
    const { input, output, date } = models.find(({ name }) => name === model)?.facts?.prices ?? {};
    return isPrice(input) && isPrice(output)
        ? { input, output, basis: "catalog", ...(date === undefined ? {} : { date }) }
        : undefined;
}

/** Offers without a price cannot be asked under a limit on cost. */
export function countUnpriced(offers: readonly Priced[], models: readonly ModelInfo[]): number {
    return offers.filter((offer) => priceOf(offer, models) === undefined).length;
}

export function isPrice(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
