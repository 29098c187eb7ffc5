// What is said of prices and of tested models.
import type { Capabilities } from "../../engine/capabilities.ts";
import { day, dollars } from "../../lib/format.ts";
import { poolStrings } from "./pool-strings.ts";
import type { Price } from "./prices.ts";

/** What a question costs with some models, about. */
export function costsText(cost: number | undefined): string {
    const words = poolStrings.costs;
    return cost === undefined ? words.unknown : cost === 0 ? words.free : words.about(dollars(cost));
}

/** Where a price is from. */
export function priceText(price: Price | undefined): string {
    return poolStrings.priceFrom[price?.basis ?? "unknown"](price?.date === undefined ? "" : day(price.date));
}

/** What a model was found to do. */
export function abilitiesText(found: Capabilities): string {
    const words = poolStrings.abilities;
    return (["logprobs", "streaming", "usage"] as const)
        .map((name) => {
            const value = found[name];
            return `${words[name]}: ${words.value[value === undefined ? "unknown" : value ? "yes" : "no"]}`;
        })
        .join(" · ");
}
