// Ready choices of models. They come from what the index expects of what is served, and from prices; no model is named.
import type { Chosen } from "./memory.ts";
import type { Offer } from "./offers.ts";
import { answerCost, perMillion } from "./prices.ts";

export const presets = ["ready", "open", "cheap", "local", "mine"] as const;
export type Preset = (typeof presets)[number];

/** Why there is nothing to choose: `few`: no models at all. */
export type Empty = "few" | "unknown" | "closed" | "prices" | "dear" | "local" | "mine" | "gone";

export type Picked = { offers: readonly Offer[] } | { empty: Empty };

/** So many are on a panel of this page by default, and so many makers seldom err alike. */
const panel = 5;
/** US dollars per million tokens, in and out together: what "cheap" means. */
export const cheap = 1;
/** US dollars that an answer of the ready panel may cost: five come to a cent or two. */
const readyAnswer = 0.004;
/** Months since the newest model's day, beyond which a model is not current. */
const currentMonths = 15;

/** What a preset would choose of all that can be asked. `mine`: what the visitor saved. */
export function pick(preset: Preset, offers: readonly Offer[], mine: readonly Chosen[]): Picked {
    if (preset === "mine") {
        const saved = offers.filter(({ endpoint, id }) =>
            mine.some((one) => one.base === endpoint.base.value && one.id === id),
        );
        return orEmpty(saved, mine.length === 0 ? "mine" : "gone");
    }
    if (offers.length === 0) {
        return { empty: "few" };
    }
    if (preset === "local") {
        return orEmpty(
            offers.filter(({ local }) => local),
            "local",
        );
    }
    const judged = offers.filter(({ name, expected }) => name !== undefined && expected !== undefined);
    if (judged.length === 0) {
        return { empty: "unknown" };
    }
    if (preset === "open") {
        return orEmpty(best(judged.filter(({ openWeights }) => openWeights)), "closed");
    }
    if (preset === "cheap") {
        const priced = judged.filter(({ price }) => price !== undefined);
        return priced.length === 0
            ? { empty: "prices" }
            : orEmpty(best(priced.filter(({ price }) => perMillion(price) <= cheap)), "dear");
    }
    return { offers: readyPanel(judged) };
}

/** Current models of five makers that cost little; where there are too few, older ones, then dearer ones too. */
function readyPanel(judged: readonly Offer[]): readonly Offer[] {
    const newest = Math.max(...judged.map(monthOf));
    const current = judged.filter((offer) => newest - monthOf(offer) <= currentMonths);
    const isCheap = ({ price, thinks }: Offer) => price !== undefined && answerCost(price, thinks) <= readyAnswer;
    const wider = [current.filter(isCheap), judged.filter(isCheap), current, judged].map(best);
    const enough = wider.find((found) => new Set(found.map(({ maker }) => maker)).size >= panel);
    return enough ?? best(judged);
}

/** The `panel` of which most is expected, as far as that is sure: of each maker one, then the next best of any. */
function best(offers: readonly Offer[]): Offer[] {
    const sure = ({ expected = 0, error }: Offer) => expected - error;
    const ranked = onePerModel(offers).sort((a, b) => sure(b) - sure(a));
    const makers = new Set<string>();
    const firsts = ranked.filter(({ maker }) => !makers.has(maker) && makers.add(maker));
    const rest = ranked.filter((offer) => !firsts.includes(offer));
    return [...firsts, ...rest].slice(0, panel);
}

/** A model that several endpoints serve is taken where it costs least. */
function onePerModel(offers: readonly Offer[]): Offer[] {
    const byModel = new Map<string | undefined, Offer>();
    for (const offer of offers) {
        const before = byModel.get(offer.name);
        if (!before || perMillion(offer.price) < perMillion(before.price)) {
            byModel.set(offer.name, offer);
        }
    }
    return [...byModel.values()];
}

/** Since year 0; of models without a date long ago. */
function monthOf({ released = "" }: Offer): number {
    const [, year, month] = /^(\d{4})-(\d{2})/.exec(released) ?? [];
    return 12 * Number(year ?? 0) + Number(month ?? 0);
}

function orEmpty(offers: readonly Offer[], empty: Empty): Picked {
    return offers.length > 0 ? { offers } : { empty };
}

/** What asking all of them once costs, about, in US dollars; undefined where a price is not known. */
export function panelCost(offers: readonly Offer[]): number | undefined {
    const costs = offers.map(({ price, thinks }) => price && answerCost(price, thinks));
    return costs.includes(undefined) ? undefined : costs.reduce((sum: number, cost) => sum + (cost ?? 0), 0);
}
