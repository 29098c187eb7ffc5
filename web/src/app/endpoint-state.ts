// The one endpoint: its address and which of its models is which are remembered, the key is not.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ModelInfo } from "smacs";
import { type Address, normaliseAddress } from "../engine/address.ts";
import { configuredTools } from "../engine/call.ts";
import { type Endpoint, listModels } from "../engine/endpoint.ts";
import { asFailure, type Failure } from "../engine/failure.ts";
import { type Mapping, type Match, mappedModels, matchModels, mergeMapping } from "../engine/matching.ts";
import { canSignIn } from "../engine/openrouter-signin.ts";
import { hostedOrigins, isKnownHost, providerOf, providers } from "../engine/providers.ts";
import { isRecord, isString, isStringRecord, type Store } from "../lib/storage.ts";
import { createSignInState, type SignInState } from "./sign-in-state.ts";

export type ModelList =
    | { state: "idle" }
    | { state: "loading" }
    | { state: "ready"; ids: string[]; matches: Map<string, Match> }
    | { state: "failed"; failure: Failure };

export interface EndpointState {
    /** As typed. */
    text: Signal<string>;
    /** In this page's memory and nowhere else. */
    key: Signal<string>;
    address: ReadonlySignal<Address>;
    /** Whether this page's policy lets it contact the address. */
    reachable: ReadonlySignal<boolean>;
    list: Signal<ModelList>;
    mapping: ReadonlySignal<Mapping>;
    /** Models of the index that can be asked. */
    mapped: ReadonlySignal<string[]>;
    /** A hosted service, whose key was not typed since the page was opened. */
    lacksKey: ReadonlySignal<boolean>;
    ready: ReadonlySignal<boolean>;
    /** At OpenRouter, which gives pages a key of their own. */
    signIn: SignInState;
    signInOffered: ReadonlySignal<boolean>;
    /** At the page's start: takes up a sign-in that it was left for, and says whether it was. */
    resumeSignIn(): boolean;
    setAddress(text: string): void;
    setModel(model: string, id: string): void;
    fetchModels(models: readonly ModelInfo[]): Promise<void>;
    forget(): void;
    current(): Endpoint;
}

const addressKey = "smacs.endpoint";
const mappingsKey = "smacs.mappings";

export function createEndpointState(local: Store, session: Store, anyHost: boolean): EndpointState {
    const text = signal(local.read(addressKey, isString) ?? "");
    const key = signal("");
    const list = signal<ModelList>({ state: "idle" });
    const signIn = createSignInState(session);
    const mappings = signal<Record<string, Mapping>>(local.read(mappingsKey, isMappings) ?? {});
    let fetching = new AbortController();

    const address = computed(() => normaliseAddress(text.value));
    const base = computed(() => (address.value.ok ? address.value.base : ""));
    const mapping = computed(() => mappings.value[base.value] ?? {});
    const mapped = computed(() => mappedModels(mapping.value));
    const reachable = computed(() => anyHost || base.value === "" || isKnownHost(base.value) || isOwn(base.value));
    const lacksKey = computed(() => key.value === "" && hostedOrigins.includes(URL.parse(base.value)?.origin ?? ""));

    const remember = (changed: Mapping) => {
        mappings.value = { ...mappings.value, [base.value]: changed };
        local.write(mappingsKey, mappings.value);
        local.write(addressKey, base.value);
    };
    const state: EndpointState = {
        text,
        key,
        address,
        reachable,
        list,
        mapping,
        mapped,
        lacksKey,
        ready: computed(() => reachable.value && mapped.value.length > 0 && !lacksKey.value),
        signIn,
        signInOffered: computed(() => canSignIn() && providerOf({ base: base.value }).id === "openrouter"),
        resumeSignIn: () => {
            const choose = () => state.setAddress(providers.find(({ id }) => id === "openrouter")?.address ?? "");
            const resumed = signIn.resume((given) => {
                // The address may have been changed meanwhile, and no other may get this key.
                choose();
                key.value = given;
            });
            if (resumed) {
                choose();
            }
            return resumed;
        },
        setAddress(value) {
            fetching.abort();
            batch(() => {
                signIn.forgetResult();
                text.value = value;
                list.value = { state: "idle" };
            });
        },
        setModel(model, id) {
            remember({ ...mapping.value, [model]: id });
        },
        async fetchModels(models) {
            fetching.abort();
            fetching = new AbortController();
            const { signal: stop } = fetching;
            list.value = { state: "loading" };
            try {
                const ids = await listModels(state.current(), stop);
                if (!stop.aborted) {
                    batch(() => {
                        const matches = matchModels(models, ids);
                        list.value = { state: "ready", ids, matches };
                        remember(mergeMapping(matches, mapping.value, ids));
                    });
                }
            } catch (error) {
                if (!stop.aborted) {
                    list.value = { state: "failed", failure: asFailure(error) };
                }
            }
        },
        forget() {
            fetching.abort();
            batch(() => {
                text.value = "";
                key.value = "";
                list.value = { state: "idle" };
                signIn.forgetResult();
                mappings.value = {};
            });
            local.remove(addressKey);
            local.remove(mappingsKey);
            configuredTools().capabilities.clear();
        },
        current: () => ({ base: base.value, key: key.value.trim() }),
    };
    return state;
}

function isMappings(value: unknown): value is Record<string, Mapping> {
    return isRecord(value) && Object.values(value).every(isStringRecord);
}

function isOwn(base: string): boolean {
    return typeof location !== "undefined" && URL.parse(base)?.origin === location.origin;
}
