// Choosing models while the sheet is open: the offers of each endpoint, ready choices among all of them, and the way
// back from one.
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Engine } from "../../engine/core.ts";
import type { Meanings } from "../../engine/matching.ts";
import type { EndpointState } from "./endpoint.ts";
import type { EndpointsState } from "./endpoints.ts";
import { createShelf, type Offer, type Shelf } from "./offers.ts";
import { type Empty, type Preset, pick } from "./presets.ts";

/** What became of the last ready choice. `signedIn`: the page made it, for a key that had just come. */
export type Outcome =
    | { state: "chosen"; preset: Preset; offers: readonly Offer[]; signedIn: boolean }
    | { state: "empty"; empty: Empty }
    | { state: "undone" | "saved" };

export interface Shopping {
    /** Of an endpoint, whether it can be asked or not. Reads its signals. */
    offers(endpoint: EndpointState): readonly Offer[];
    /** Of all endpoints, those that are selected. Reads their signals. */
    selected(): Offer[];
    meanings: Meanings;
    outcome: ReadonlySignal<Outcome | undefined>;
    /** Selects these and nothing else at any endpoint that can be asked. */
    choose(preset: Preset, signedIn?: boolean): void;
    /** Back to what was selected before the last choice. */
    undo(): void;
    /** Saves what is selected as the visitor's own choice. */
    save(): void;
}

export function createShopping(endpoints: EndpointsState, { info, match }: Pick<Engine, "info" | "match">): Shopping {
    const shelves = new WeakMap<EndpointState, Shelf>();
    const outcome = signal<Outcome | undefined>(undefined);
    let before: ReadonlyMap<EndpointState, readonly string[]> = new Map();

    const offersOf = (endpoint: EndpointState) => {
        const shelf = shelves.get(endpoint) ?? createShelf(endpoint, info, match);
        shelves.set(endpoint, shelf);
        return shelf.value;
    };
    const open = () =>
        endpoints.list.value.filter(({ base, reachable, lacksKey }) => {
            return base.value !== "" && reachable.value && !lacksKey.value;
        });
    const asked = (endpoint: EndpointState) => endpoint.ids.value.filter(endpoint.isAsked);
    const select = (wanted: (endpoint: EndpointState) => readonly string[]) => {
        batch(() => {
            for (const endpoint of open()) {
                endpoint.setAllAsked(asked(endpoint), false);
                endpoint.setAllAsked(wanted(endpoint), true);
            }
        });
    };
    const selected = () => open().flatMap((endpoint) => offersOf(endpoint).filter(({ id }) => endpoint.isAsked(id)));
    return {
        offers: offersOf,
        selected,
        meanings: match,
        outcome,
        choose(preset, signedIn = false) {
            const picked = pick(preset, open().flatMap(offersOf), endpoints.mine.value);
            if ("empty" in picked) {
                outcome.value = { state: "empty", empty: picked.empty };
                return;
            }
            const { offers } = picked;
            before = new Map(open().map((endpoint) => [endpoint, asked(endpoint)]));
            endpoints.setPreset({ name: preset, models: chosenIn(offers) });
            select((endpoint) => offers.filter((offer) => offer.endpoint === endpoint).map(({ id }) => id));
            outcome.value = { state: "chosen", preset, offers, signedIn };
        },
        undo() {
            select((endpoint) => before.get(endpoint) ?? []);
            outcome.value = { state: "undone" };
        },
        save() {
            const mine = chosenIn(selected());
            endpoints.setMine(mine);
            endpoints.setPreset({ name: "mine", models: mine });
            outcome.value = { state: "saved" };
        },
    };
}

const chosenIn = (offers: readonly Offer[]) => offers.map(({ endpoint, id }) => ({ base: endpoint.base.value, id }));
