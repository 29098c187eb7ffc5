// What an endpoint offers, model by model, as a shop would label it: whose it is, what it costs, what is expected of it
// and how that is known.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { IndexInfo, ModelInfo } from "smacs";
import type { Meanings } from "../../engine/matching.ts";
import { cardOf } from "../../engine/stand-in.ts";
import { builtInBase, tabBase } from "../../engine/tab-address.ts";
import { isString } from "../../lib/storage.ts";
import type { EndpointState } from "./endpoint.ts";
import { type ModelNotes, seesPictures } from "./memory.ts";
import { knownPrice, type Price, priceOf } from "./prices.ts";

/** What the index knows of a model by, the most direct first. */
export type Evidence = "calibrated" | "scores" | "published" | "family" | "nothing";

/** A model of an endpoint. */
export interface Offer {
    endpoint: EndpointState;
    /** The endpoint's id of it. */
    id: string;
    /** Its name in the index, if the index has it and this id stands for it. */
    name: string | undefined;
    /** The index's model that the id means, whichever id stands for that one. */
    means: string | undefined;
    /** "" where nobody knows. */
    maker: string;
    /** Undefined: nobody knows. */
    openWeights: boolean | undefined;
    /** In thousand millions. */
    parameters: number | undefined;
    /** In tokens. */
    context: number | undefined;
    price: Price | undefined;
    /** Share of the index's questions that it is expected to solve, and the standard error of that. */
    expected: number | undefined;
    error: number;
    evidence: Evidence;
    /** An ISO day or month. */
    released: string | undefined;
    /** Whether it thinks before it answers, which costs. */
    thinks: boolean;
    /** Whether it takes pictures, as far as is known. */
    sees: boolean;
    /** Whether it runs on the visitor's own machine. */
    local: boolean;
    /** For searching: id, name and maker. */
    words: string;
}

/** Those of an endpoint's ids, in their order. An offer stays the same until something about it changes; so do all. */
export type Shelf = ReadonlySignal<readonly Offer[]>;

export function createShelf(endpoint: EndpointState, info: IndexInfo, meanings: Meanings): Shelf {
    const models = new Map(info.models.map((model) => [model.name, model]));
    const makers = makersOfFamilies(info.models);
    const known = new Map<string, { offer: Offer; notes: ModelNotes | undefined; name: string | undefined }>();
    /** Where they are from. */
    let place = "";
    let last: readonly Offer[] = [];
    return computed(() => {
        const { ids, known: names, notes, base, provider } = endpoint;
        const local = provider.value.local || isThisMachine(base.value);
        const where = `${provider.value.id} ${base.value}`;
        if (where !== place) {
            known.clear();
            place = where;
        }
        const meant = new Map(meanings(ids.value).map((match) => [match.id, match]));
        const houses = housesOf(ids.value, (id) => models.get(meant.get(id)?.model ?? "")?.facts?.maker);
        const offers = ids.value.map((id) => {
            const name = names.value.get(id);
            const noted = notes.value[id];
            const before = known.get(id);
            if (before && before.name === name && sameButChoice(before.notes, noted)) {
                return before.offer;
            }
            const match = meant.get(id);
            const means = name ?? match?.model ?? undefined;
            const model = models.get(means ?? "");
            const card = model ? undefined : cardOf(match?.like, info, noted?.scores);
            // Chosen by hand, it is judged as the model that it was said to be.
            const judged = name !== undefined && name !== match?.model ? meanings([name])[0] : match;
            const { facts } = model ?? {};
            const price = knownPrice(noted ?? {}, provider.value.local);
            const maker = facts?.maker ?? houses.get(houseOf(id)) ?? makers.get(card?.family ?? "") ?? houseOf(id);
            const offer: Offer = {
                endpoint,
                id,
                name,
                means,
                maker,
                openWeights: facts?.open_weights,
                parameters: numberOf(facts?.parameters_b) ?? card?.parameters_b,
                context: noted?.context ?? numberOf(facts?.context),
                price: priceOf({ price, model: means, provider: provider.value.id }, info.models),
                expected: (model && judged?.prior) ?? undefined,
                error: judged?.error ?? 0,
                evidence: evidenceOf(model, card, noted),
                released: isString(facts?.released) ? facts.released : undefined,
                thinks: isString(facts?.effort) && facts.effort !== "none",
                sees: seesPictures(noted),
                local,
                words: `${id} ${means ?? ""} ${maker}`,
            };
            known.set(id, { offer, notes: noted, name });
            return offer;
        });
        last = offers.length === last.length && offers.every((offer, at) => offer === last[at]) ? last : offers;
        return last;
    });
}

function evidenceOf(
    model: ModelInfo | undefined,
    card: ReturnType<typeof cardOf>,
    notes: ModelNotes | undefined,
): Evidence {
    if (model) {
        return model.from === "scores" && notes?.calibrated !== undefined ? "calibrated" : (model.from ?? "nothing");
    }
    return card ? (card.scores ? "published" : "family") : "nothing";
}

/** Whether nothing but what was ticked differs: that is no matter of the offer. */
function sameButChoice(one: ModelNotes | undefined, other: ModelNotes | undefined): boolean {
    const { off: _one, ...a } = one ?? {};
    const { off: _other, ...b } = other ?? {};
    const names = Object.keys(a) as (keyof typeof a)[];
    return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** What stands in front of an id, which says whose the model is: "qwen" of "qwen/qwen3-32b". */
function houseOf(id: string): string {
    return id.includes("/") ? (id.split("/")[0] ?? "") : "";
}

/** The makers of a list's houses, as the models tell that the index has of them; of two, the one with more. */
function housesOf(ids: readonly string[], makerOf: (id: string) => string | undefined): Map<string, string> {
    const counts = new Map<string, Map<string, number>>();
    for (const id of ids) {
        const [house, maker] = [houseOf(id), makerOf(id)];
        if (house !== "" && maker !== undefined) {
            const count = counts.get(house) ?? new Map<string, number>();
            counts.set(house, count.set(maker, (count.get(maker) ?? 0) + 1));
        }
    }
    const most = (count: Map<string, number>) => [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
    return new Map([...counts].map(([house, count]) => [house, most(count)]));
}

function makersOfFamilies(models: readonly ModelInfo[]): Map<string, string> {
    return new Map(
        models.flatMap(({ facts }) =>
            isString(facts?.family) && isString(facts.maker) ? [[facts.family, facts.maker]] : [],
        ),
    );
}

/** The page's own models, and all at an address that leads back to this machine. */
export function isThisMachine(base: string): boolean {
    const host = URL.parse(base)?.hostname ?? "";
    return (
        base === tabBase || base === builtInBase || /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)
    );
}

/** The index hands out facts unchecked. */
function numberOf(value: unknown): number | undefined {
    return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}
