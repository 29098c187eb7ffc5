// One endpoint: its address and which of its models is which are remembered, the key is not.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ModelInfo } from "smacs";
import { type Address, normaliseAddress } from "../engine/address.ts";
import { type Endpoint, listModels } from "../engine/endpoint.ts";
import { asFailure, type Failure } from "../engine/failure.ts";
import { type Mapping, type Match, mappedModels, matchModels, mergeMapping } from "../engine/matching.ts";
import { hostedOrigins, isKnownHost, type Provider, providerOf } from "../engine/providers.ts";
import { failureWithoutKey } from "../engine/redact.ts";
import type { EndpointMemory, SavedEndpoint } from "./endpoint-memory.ts";

export type ModelList =
    | { state: "idle" }
    | { state: "loading" }
    | { state: "ready"; ids: string[]; matches: Map<string, Match> }
    | { state: "failed"; failure: Failure };

export type Wire = Provider["wire"];

export interface EndpointState {
    /** As typed. */
    text: ReadonlySignal<string>;
    /** In this page's memory and nowhere else. It is for one origin, and gone when the address leaves that origin. */
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
    /** Models of the index that can be asked. */
    mapped: ReadonlySignal<string[]>;
    /** The endpoint's ids of models to be asked that the index does not know. */
    others: ReadonlySignal<readonly string[]>;
    /** A hosted service, whose key was not typed since the page was opened. */
    lacksKey: ReadonlySignal<boolean>;
    ready: ReadonlySignal<boolean>;
    setAddress(text: string): void;
    setKey(text: string): void;
    /** For an address that is no known service's. */
    setWire(wire: Wire): void;
    setModel(model: string, id: string): void;
    setOther(id: string, on: boolean): void;
    fetchModels(models: readonly ModelInfo[]): Promise<void>;
    /** Ends what is under way and lets the key go. */
    dispose(): void;
    current(): Endpoint;
}

export interface EndpointParts {
    memory: EndpointMemory;
    anyHost: boolean;
    saved?: SavedEndpoint;
    /** The address was changed. */
    onAddress(): void;
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
    const mapped = computed(() => mappedModels(mapping.value));
    const others = computed(() => memory.others.value[base.value] ?? []);
    const reachable = computed(() => anyHost || base.value === "" || isKnownHost(base.value) || isOwn(base.value));
    const lacksKey = computed(() => key.value === "" && hostedOrigins.includes(originOf(base.value)));
    const some = computed(() => mapped.value.length + others.value.length > 0);

    const abandonList = () => {
        fetching.abort();
        fetching = new AbortController();
        list.value = { state: "idle" };
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
        mapped,
        others,
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
            parts.onAddress();
        },
        setKey(value) {
            keyEmptied.value = false;
            key.value = value;
        },
        setWire(wire) {
            abandonList();
            chosen.value = wire === "anthropic" ? "anthropic" : undefined;
        },
        setModel(model, id) {
            memory.setMapping(base.value, { ...mapping.value, [model]: id });
            onKnown();
        },
        setOther(id, on) {
            const rest = others.value.filter((other) => other !== id);
            memory.setOthers(base.value, on ? [...rest, id] : rest);
            onKnown();
        },
        async fetchModels(models) {
            abandonList();
            const { signal: stop } = fetching;
            list.value = { state: "loading" };
            const endpoint = state.current();
            try {
                const ids = await listModels(endpoint, stop);
                if (!stop.aborted) {
                    batch(() => {
                        const matches = matchModels(models, ids);
                        list.value = { state: "ready", ids, matches };
                        memory.setMapping(base.value, mergeMapping(matches, mapping.value, ids));
                        memory.setOthers(
                            base.value,
                            others.value.filter((id) => ids.includes(id)),
                        );
                        onKnown();
                    });
                }
            } catch (error) {
                if (!stop.aborted) {
                    list.value = { state: "failed", failure: failureWithoutKey(asFailure(error), endpoint.key) };
                }
            }
        },
        dispose() {
            abandonList();
            key.value = "";
        },
        current: () => ({ base: base.value, key: key.value.trim(), provider: provider.value.id }),
    };
    return state;
}

/** A known service is what it is; for others a choice counts. */
function providerAt(base: string, chosen: string | undefined): Provider {
    const row = providerOf({ base });
    return row.id === "custom" && chosen !== undefined ? providerOf({ base, provider: chosen }) : row;
}

function originOf(base: string): string {
    return URL.parse(base)?.origin ?? "";
}

function isOwn(base: string): boolean {
    return typeof location !== "undefined" && originOf(base) === location.origin;
}
