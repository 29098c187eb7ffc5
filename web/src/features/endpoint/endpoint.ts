// One endpoint: its address, which of its models is which and what is known of each are remembered. Its key is not kept
// here; whether it is at all is decided in key-vault.ts.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { asFailure, type Failure, failureWithoutKey, type ListedModel } from "smacs/wire";
import { type Address, isThisSite, normaliseAddress } from "../../engine/address.ts";
import type { Endpoint } from "../../engine/endpoint.ts";
import { lookUp, type Mapping, type Meanings, mappedModels, matchModels, mergeMapping } from "../../engine/matching.ts";
import { hostedOrigins, isKnownHost, type Provider, providerOf } from "../../engine/providers.ts";
import type { Effort, EndpointMemory, ModelNotes, Notes, SavedEndpoint } from "./memory.ts";
import { createModelTests, type ModelTests } from "./model-tests.ts";

export type ModelList =
    | { state: "idle" }
    | { state: "loading" }
    /** `meant`: the model of the index that each id means, several of them the same. */
    | { state: "ready"; ids: readonly string[]; meant: ReadonlyMap<string, string> }
    | { state: "failed"; failure: Failure };

export type Wire = Provider["wire"];

export interface EndpointState {
    /** As typed. */
    text: ReadonlySignal<string>;
    /** In this page's memory. It is for one origin, and gone when the address leaves that origin. */
    key: ReadonlySignal<string>;
    /** A key was there until the address left its origin. */
    keyEmptied: ReadonlySignal<boolean>;
    address: ReadonlySignal<Address>;
    /** "" without a usable address. */
    base: ReadonlySignal<string>;
    provider: ReadonlySignal<Provider>;
    /** Whether the wire is to be chosen by hand: no service is known at this address. */
    wireOffered: ReadonlySignal<boolean>;
    /** Whether this page's policy lets it contact the address. */
    reachable: ReadonlySignal<boolean>;
    list: Signal<ModelList>;
    mapping: ReadonlySignal<Mapping>;
    /** The endpoint's ids, those in the pool first: from its list, or as remembered. They keep their order. */
    ids: ReadonlySignal<readonly string[]>;
    /** Which model of the index an id is. */
    known: ReadonlySignal<ReadonlyMap<string, string>>;
    notes: ReadonlySignal<Notes>;
    /** Models of the index that are to be asked. */
    mapped: ReadonlySignal<string[]>;
    /** The endpoint's ids of models to be asked that the index does not know. */
    others: ReadonlySignal<readonly string[]>;
    /** A hosted service, or one that a key is remembered for, whose key is not known now. */
    lacksKey: ReadonlySignal<boolean>;
    ready: ReadonlySignal<boolean>;
    tests: ModelTests;
    setAddress(text: string): void;
    setKey(text: string): void;
    /** For an address that is no known service's. */
    setWire(wire: Wire): void;
    /** Which model of the index this one is; "": none. Whether it is asked stays as it is. */
    identify(id: string, model: string): void;
    isAsked(id: string): boolean;
    setAsked(id: string, on: boolean): void;
    /** The same for many at once. Of the ids that mean one model, one that is asked stands for it. */
    setAllAsked(ids: Iterable<string>, on: boolean): void;
    /** US dollars per million tokens; undefined: as the list or the index says. */
    setPrice(id: string, typed: { input?: number; output?: number } | undefined): void;
    /** Seconds; undefined: the usual patience. */
    setTimeLimit(id: string, seconds: number | undefined): void;
    /** undefined: as the model does when nothing is said. */
    setEffort(id: string, effort: Effort | undefined): void;
    /** undefined: the endpoint's own. */
    setTemperature(id: string, temperature: number | undefined): void;
    /** Whether it takes pictures, whatever the list says. */
    setSees(id: string, sees: boolean): void;
    /** It answered questions with known answers here, which is where the index's scores of it are from. */
    setCalibrated(id: string): void;
    fetchModels(meanings: Meanings): Promise<void>;
    /** The same for a list that was fetched by someone else. */
    takeList(listed: readonly ListedModel[], meanings: Meanings): void;
    /** Asks models whose ids were typed, where there is no list. */
    takeTyped(ids: readonly string[], meanings: Meanings): void;
    /** Ends what is under way and lets the key go. */
    dispose(): void;
    current(): Endpoint;
}

export interface EndpointParts {
    memory: EndpointMemory;
    anyHost: boolean;
    saved?: SavedEndpoint;
    /** Whether a key is remembered for this address. */
    keyKept(base: string): boolean;
    /** The address was changed. */
    onAddress(endpoint: EndpointState): void;
    /** There is something to remember. */
    onKnown(): void;
}

export function createEndpointState(parts: EndpointParts): EndpointState {
    const { memory, anyHost, saved, onKnown } = parts;
    const text = signal(saved?.base ?? "");
    const key = signal("");
    const keyEmptied = signal(false);
    const chosen = signal(saved?.provider);
    const list = signal<ModelList>({ state: "idle" });
    let fetching = new AbortController();

    const address = computed(() => normaliseAddress(text.value));
    const base = computed(() => (address.value.ok ? address.value.base : ""));
    const provider = computed(() => providerAt(base.value, chosen.value));
    const mapping = computed(() => memory.mappings.value[base.value] ?? {});
    const others = computed(() => memory.others.value[base.value] ?? []);
    const notes = computed(() => memory.notes.value[base.value] ?? {});
    const mapped = computed(() =>
        mappedModels(mapping.value).filter((model) => !notes.value[mapping.value[model] ?? ""]?.off),
    );
    const known = computed(
        () => new Map(mappedModels(mapping.value).map((model) => [mapping.value[model] ?? "", model])),
    );
    const ids = computed(() =>
        list.value.state === "ready"
            ? list.value.ids
            : [...new Set([...known.value.keys(), ...others.value, ...Object.keys(notes.value)])],
    );
    const reachable = computed(() => anyHost || base.value === "" || isKnownHost(base.value) || isThisSite(base.value));
    const lacksKey = computed(() => {
        return key.value === "" && (hostedOrigins.includes(originOf(base.value)) || parts.keyKept(base.value));
    });
    const some = computed(() => mapped.value.length + others.value.length > 0);

    const tests = createModelTests(() => state.current());

    const abandonList = () => {
        fetching.abort();
        fetching = new AbortController();
        list.value = { state: "idle" };
        tests.clear();
    };
    const note = (id: string, change: Loose<ModelNotes>) => {
        const next = withoutAbsent({ ...notes.value[id], ...change });
        memory.setNotes(base.value, { ...notes.value, [id]: next });
        onKnown();
    };
    const isAsked = (id: string) => (known.value.has(id) ? !notes.value[id]?.off : others.value.includes(id));
    const setOther = (id: string, on: boolean) => {
        const rest = others.value.filter((other) => other !== id);
        memory.setOthers(base.value, on ? [...rest, id] : rest);
    };
    const takeIds = (served: readonly string[], meanings: Meanings) => {
        const matches = matchModels(meanings, served);
        const first = !(base.value in memory.mappings.value);
        const found = mergeMapping(matches, mapping.value, served);
        const ticked = first ? tickedAtFirst(served, meanings, matches) : others.value;
        memory.setMapping(base.value, found);
        memory.setOthers(
            base.value,
            ticked.filter((id) => served.includes(id)),
        );
        const pool = new Set([...Object.values(found), ...ticked]);
        const inPool = (id: string) => pool.has(id);
        const rest = served.filter((id) => !inPool(id));
        const meant = new Map(meanings(served).flatMap(({ id, model }) => (model === null ? [] : [[id, model]])));
        list.value = { state: "ready", ids: [...served.filter(inPool), ...rest], meant };
        onKnown();
    };
    const state: EndpointState = {
        text,
        key,
        keyEmptied,
        address,
        base,
        provider,
        wireOffered: computed(() => base.value !== "" && providerOf({ base: base.value }).id === "custom"),
        reachable,
        list,
        mapping,
        ids,
        known,
        notes,
        mapped,
        others,
        tests,
        lacksKey,
        ready: computed(() => base.value !== "" && reachable.value && some.value && !lacksKey.value),
        setAddress(value) {
            const before = originOf(base.value);
            batch(() => {
                abandonList();
                text.value = value;
                if (originOf(base.value) !== before) {
                    keyEmptied.value ||= key.value !== "";
                    key.value = "";
                    chosen.value = undefined;
                }
            });
            parts.onAddress(state);
        },
        setKey(value) {
            keyEmptied.value = false;
            key.value = value;
        },
        setWire(wire) {
            abandonList();
            chosen.value = wire === "anthropic" ? "anthropic" : undefined;
        },
        isAsked,
        identify(id, model) {
            const asked = isAsked(id);
            const before = known.value.get(id);
            batch(() => {
                memory.setMapping(base.value, {
                    ...mapping.value,
                    ...(before === undefined ? {} : { [before]: "" }),
                    ...(model === "" ? {} : { [model]: id }),
                });
                setOther(id, asked && model === "");
                note(id, { off: asked || model === "" ? undefined : true });
            });
        },
        setAsked: (id, on) => state.setAllAsked([id], on),
        setAllAsked(chosen, on) {
            const rest = new Set(others.value);
            const next = { ...notes.value };
            for (const id of chosen) {
                if (!known.value.has(id)) {
                    rest[on ? "add" : "delete"](id);
                }
                // Noted of any model, so that it does not vanish under the hand where the list is only remembered.
                next[id] = withoutAbsent({ ...next[id], off: on ? undefined : true });
            }
            const renamed = list.value.state === "ready" ? standsFor(list.value.meant, mapping.value, next, rest) : {};
            for (const id of Object.values(renamed)) {
                rest.delete(id);
            }
            batch(() => {
                if (Object.keys(renamed).length > 0) {
                    memory.setMapping(base.value, { ...mapping.value, ...renamed });
                }
                memory.setOthers(base.value, [...rest]);
                memory.setNotes(base.value, next);
                onKnown();
            });
        },
        setPrice(id, typed) {
            note(id, { typed: typed && { ...typed, date: new Date().toISOString() } });
        },
        setTimeLimit(id, seconds) {
            note(id, { timeLimit: seconds });
        },
        setEffort(id, effort) {
            note(id, { effort });
        },
        setTemperature(id, temperature) {
            note(id, { temperature });
        },
        setSees(id, sees) {
            note(id, { sees });
        },
        setCalibrated(id) {
            note(id, { calibrated: new Date().toISOString() });
        },
        async fetchModels(meanings) {
            abandonList();
            const { signal: stop } = fetching;
            list.value = { state: "loading" };
            const endpoint = state.current();
            try {
                // Reading replies is no part of the first visit.
                const { listModels } = await import("../../engine/endpoint.ts");
                const listed = await listModels(endpoint, stop);
                await lookUp(
                    meanings,
                    listed.map(({ id }) => id),
                );
                if (!stop.aborted) {
                    state.takeList(listed, meanings);
                }
            } catch (error) {
                if (!stop.aborted) {
                    list.value = { state: "failed", failure: failureWithoutKey(asFailure(error), endpoint.key) };
                }
            }
        },
        takeList(listed, meanings) {
            batch(() => {
                takeIds(
                    listed.map(({ id }) => id),
                    meanings,
                );
                memory.setNotes(base.value, renewed(notes.value, listed));
            });
        },
        takeTyped(typed, meanings) {
            batch(() => {
                takeIds([...new Set([...ids.value, ...typed])], meanings);
                for (const id of typed) {
                    state.setAsked(id, true);
                }
            });
        },
        dispose() {
            abandonList();
            key.value = "";
        },
        current: () => ({ base: base.value, key: key.value.trim(), provider: provider.value.id }),
    };
    return state;
}

/** So many models a small server lists at most. */
const small = 16;

/**
 * Which models that the index does not know are asked without being ticked by hand: a server with one model is there
 * for it, and of a short list those that can be judged by more than nothing. Of long lists the models that the index
 * knows are enough.
 */
function tickedAtFirst(ids: readonly string[], meanings: Meanings, matches: ReadonlyMap<string, string>) {
    if (ids.length > small || (ids.length === 1 && matches.size === 0)) {
        return ids.length === 1 ? ids : [];
    }
    return meanings(ids)
        .filter(({ model, from }) => model === null && from === "family")
        .map(({ id }) => id);
}

/** The models of which the id that stood for them is not asked any more, but another one is: that one's then. */
function standsFor(
    meant: ReadonlyMap<string, string>,
    mapping: Mapping,
    notes: Notes,
    others: Iterable<string>,
): Mapping {
    const renamed: Mapping = {};
    for (const id of others) {
        const model = meant.get(id);
        const before = model === undefined ? undefined : mapping[model];
        if (model !== undefined && before && notes[before]?.off) {
            renamed[model] ??= id;
        }
    }
    return renamed;
}

/** A known service is what it is; for others a choice counts. */
function providerAt(base: string, chosen: string | undefined): Provider {
    const row = providerOf({ base });
    return row.id === "custom" && chosen !== undefined ? providerOf({ base, provider: chosen }) : row;
}

/** What a new list says in place of what an older one said; what was chosen by hand stays. */
function renewed(notes: Notes, listed: readonly ListedModel[]): Notes {
    const date = new Date().toISOString();
    const byHand = Object.entries(notes).map(
        ([id, { off, typed, timeLimit, effort, temperature, sees, calibrated }]) =>
            [id, { off, typed, timeLimit, effort, temperature, sees, calibrated }] as const,
    );
    const next = new Map<string, Loose<ModelNotes>>(byHand);
    for (const { id, price, context, pictures, scores } of listed) {
        next.set(id, { ...next.get(id), context, pictures, scores, listed: price && { ...price, date } });
    }
    const all = [...next].map(([id, entry]) => [id, withoutAbsent(entry)] as const);
    return Object.fromEntries(all.filter(([, entry]) => Object.keys(entry).length > 0));
}

type Loose<T> = { [Field in keyof T]: T[Field] | undefined };

function withoutAbsent(notes: Loose<ModelNotes>): ModelNotes {
    return Object.fromEntries(Object.entries(notes).filter(([, value]) => value !== undefined));
}

function originOf(base: string): string {
    return URL.parse(base)?.origin ?? "";
}
