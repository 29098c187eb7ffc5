// The endpoints that answers come from, and the pool of models that they serve together.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { configuredTools } from "../../engine/call.ts";
import type { Meanings } from "../../engine/matching.ts";
import { canSignIn } from "../../engine/openrouter-signin.ts";
import { providers } from "../../engine/providers.ts";
import type { Store } from "../../lib/storage.ts";
import { createEndpointState, type EndpointState } from "./endpoint.ts";
import { browserVault, createKeyVault, type KeyVault, type VaultParts } from "./key-vault.ts";
import { type Chosen, type ChosenPreset, createEndpointMemory, type Effort, seesPictures } from "./memory.ts";
import { knownPrice, type Price } from "./prices.ts";
import { createLocalSearch, type FoundServer, type LocalSearch } from "./search.ts";
import { createSignInState, type SignInState } from "./sign-in.ts";

/** A model that can be asked. */
export interface PoolModel {
    endpoint: EndpointState;
    /** Where it is, and what it is called there: "openrouter.ai/qwen/qwen-2-72b". */
    id: string;
    /** The endpoint's name in this page. */
    label: string;
    base: string;
    provider: string;
    /** The endpoint's id of it. */
    served: string;
    /** Its name in the index, if the index knows it or it stands in beside it. */
    model: string | undefined;
    /** As far as the endpoint knows; the index may carry one (prices.ts). */
    price: Price | undefined;
    /** How long a call may take; undefined: the usual patience. */
    timeLimitMs: number | undefined;
    /** How much it is asked to think; left out: nothing is said of it. */
    effort?: Effort;
    /** As far as the endpoint takes it. */
    temperature?: number;
    /** Takes pictures, as far as is known; left out: does not. */
    sees?: true;
}

/** Those that take pictures. */
export const seeing = (pool: readonly PoolModel[]): PoolModel[] => pool.filter(({ sees }) => sees);

/** The pool, and its models of the index. */
export interface RoutedAmong {
    pool: readonly PoolModel[];
    mapped: readonly string[];
}

export interface EndpointsState {
    /** At least one, which may be blank. */
    list: ReadonlySignal<readonly EndpointState[]>;
    /** The one that is being looked at. */
    shown: Signal<EndpointState>;
    /** Those that can be asked. */
    ready: ReadonlySignal<readonly EndpointState[]>;
    /** What can be asked, those that the index knows first. */
    pool: ReadonlySignal<readonly PoolModel[]>;
    /** Whether models are being chosen, which hides the page. */
    choosing: Signal<boolean>;
    /** What questions are routed among. It stands still while models are being chosen: routing at each click takes long. */
    routed: ReadonlySignal<RoutedAmong>;
    /** The ids of models that can be routed to although the index does not know them. */
    standIns: Signal<ReadonlySet<string>>;
    /** Models of the index in the pool; where nothing can be asked yet, those that are remembered. */
    mapped: ReadonlySignal<string[]>;
    /** At OpenRouter, which gives pages a key of their own; offered there, and where nothing was entered yet. */
    signIn: SignInState;
    signInOffered: ReadonlySignal<boolean>;
    /** At the page's start: takes up a sign-in that it was left for, and says whether it was. */
    resumeSignIn(): boolean;
    keys: KeyVault;
    /** The visitor's own choice of models, saved to come back to. */
    mine: ReadonlySignal<readonly Chosen[]>;
    setMine(models: readonly Chosen[]): void;
    /** The name of the ready choice that is selected now; undefined: the selection is another one. */
    preset: ReadonlySignal<string | undefined>;
    setPreset(preset: ChosenPreset | undefined): void;
    /** The base of the endpoint that makes the vectors of a model, as the visitor chose it; undefined: none. */
    vectorsAt(model: string): string | undefined;
    /** "": none any more. */
    setVectorsAt(model: string, base: string): void;
    /** For model servers on this machine. */
    search: LocalSearch;
    /** Forgets keys, addresses, choices, prices and what was learnt of models, here and in other tabs. */
    wipe(): Promise<void>;
    dispose(): void;
    label(endpoint: EndpointState): string;
    /** Shows the one at this address, which is added if there is none. */
    showAt(address: string): EndpointState;
    /** Shows a blank one. */
    add(): void;
    forget(endpoint: EndpointState): void;
    /** How many models that is, each counted once. */
    count: ReadonlySignal<number>;
    /** The key as it is known now; "" when that endpoint is gone, or somewhere else. */
    keyFor(poolModel: PoolModel): string;
}

const isOpenRouter = ({ provider }: EndpointState) => provider.value.id === "openrouter";

export function createEndpointsState(
    local: Store,
    session: Store,
    anyHost: boolean,
    vault: VaultParts = browserVault(),
): EndpointsState {
    const memory = createEndpointMemory(local);
    const signIn = createSignInState(session);
    const make = (saved?: { base: string; provider?: string }): EndpointState =>
        createEndpointState({
            memory,
            anyHost,
            keyKept: (base) => keys.kept.value.has(base),
            onAddress(endpoint) {
                signIn.forgetResult();
                void keys.fill(endpoint);
            },
            onKnown: save,
            ...(saved ? { saved } : {}),
        });
    const saved = memory.load();
    const list = signal<readonly EndpointState[]>(saved.length > 0 ? saved.map(make) : [make()]);
    const shown = signal(firstOf(list.value));
    const ready = computed(() => list.value.filter((endpoint) => endpoint.ready.value));
    const labels = computed(() => labelsOf(list.value));
    const standIns = signal<ReadonlySet<string>>(new Set());
    const pool = computed(() => poolOf(ready.value, labels.value, standIns.value));

    const mapped = computed(() => {
        const asked = pool.value.map(({ model }) => model).filter((model) => model !== undefined);
        const remembered = () => list.value.flatMap(({ mapped }) => mapped.value);
        return [...new Set(ready.value.length > 0 ? asked : remembered())];
    });
    const choosing = signal(false);
    let before: RoutedAmong | undefined;
    const routed = computed(() => {
        before = choosing.value && before ? before : { pool: pool.value, mapped: mapped.value };
        return before;
    });

    const reset = () => {
        for (const endpoint of list.value) {
            endpoint.dispose();
        }
        batch(() => {
            memory.clear();
            signIn.forgetResult();
            search.clear();
            list.value = [make()];
            shown.value = firstOf(list.value);
        });
        configuredTools().capabilities.clear();
    };
    const keys = createKeyVault({ ...vault, endpoints: () => list.value, onKept: save, onWiped: reset });
    const search = createLocalSearch(adopt);

    function save(): void {
        const embedding = Object.values(memory.vectors.value);
        const known = list.value.filter(
            ({ base: { value } }) =>
                value in memory.mappings.value || keys.kept.value.has(value) || embedding.includes(value),
        );
        memory.save(
            known.map(({ base, provider }) =>
                provider.value.id === "custom"
                    ? { base: base.value }
                    : { base: base.value, provider: provider.value.id },
            ),
        );
    }
    const blank = () => list.value.find(({ text }) => text.value === "");
    const show = (wanted: EndpointState | undefined) => {
        const endpoint = wanted ?? make();
        batch(() => {
            if (!list.value.includes(endpoint)) {
                list.value = [...list.value, endpoint];
            }
            shown.value = endpoint;
        });
        return endpoint;
    };
    const showAt = (address: string) => {
        const endpoint = show(list.value.find(({ base }) => base.value === address) ?? blank());
        if (endpoint.base.value !== address) {
            endpoint.setAddress(address);
        }
        return endpoint;
    };
    const openrouter = () => showAt(providers.find(({ id }) => id === "openrouter")?.address ?? "");
    function adopt(servers: readonly FoundServer[], meanings: Meanings): void {
        batch(() => {
            for (const { base, models: listed } of servers) {
                showAt(base).takeList(listed, meanings);
            }
        });
    }

    return {
        list,
        shown,
        ready,
        pool,
        standIns,
        mapped,
        choosing,
        routed,
        signIn,
        signInOffered: computed(() => canSignIn() && (shown.value.text.value === "" || isOpenRouter(shown.value))),
        resumeSignIn() {
            // The addresses may be changed meanwhile, and no other may get this key.
            const resumed = signIn.resume((given) => {
                const endpoint = openrouter();
                endpoint.setKey(given);
                void keys.changed(endpoint);
            });
            if (resumed) {
                openrouter();
            }
            return resumed;
        },
        keys,
        mine: memory.mine,
        setMine: memory.setMine,
        preset: computed(() => {
            const { name, models = [] } = memory.preset.value ?? {};
            const asked = pool.value;
            const isIn = ({ base, id }: Chosen) => asked.some((one) => one.base === base && one.served === id);
            return asked.length === models.length && models.every(isIn) ? name : undefined;
        }),
        setPreset: memory.setPreset,
        vectorsAt: (model) => memory.vectors.value[model],
        setVectorsAt(model, base) {
            memory.setVectors(model, base);
            save();
        },
        search,
        async wipe() {
            reset();
            await keys.wipe();
        },
        dispose() {
            search.clear();
            keys.dispose();
        },
        label: (endpoint) => labels.value.get(endpoint) ?? "",
        showAt,
        add: () => void show(blank()),
        forget(endpoint) {
            batch(() => {
                endpoint.dispose();
                signIn.forgetResult();
                const rest = list.value.filter((other) => other !== endpoint);
                list.value = rest.length > 0 ? rest : [make()];
                shown.value = firstOf(list.value);
                if (!rest.some(({ base }) => base.value === endpoint.base.value)) {
                    memory.forget(endpoint.base.value);
                    void keys.forget(endpoint.base.value);
                }
                save();
            });
            if (list.value.every(({ text }) => text.value === "")) {
                configuredTools().capabilities.clear();
            }
        },
        count: computed(() => new Set(pool.value.map(({ model, id }) => model ?? id)).size),
        keyFor({ endpoint, base }) {
            const there = list.value.includes(endpoint) && endpoint.base.value === base;
            return there ? endpoint.current().key : "";
        },
    };
}

function firstOf(list: readonly EndpointState[]): EndpointState {
    const [first] = list;
    if (!first) {
        throw new Error("there is always an endpoint");
    }
    return first;
}

/** Hosts, numbered where one is there twice. */
function labelsOf(list: readonly EndpointState[]): Map<EndpointState, string> {
    const seen = new Map<string, number>();
    return new Map(
        list.map((endpoint) => {
            const { base, provider } = endpoint;
            const host = URL.parse(base.value)?.host || (base.value === "" ? "" : provider.value.name);
            const nth = (seen.get(host) ?? 0) + 1;
            seen.set(host, nth);
            return [endpoint, nth === 1 ? host : `${host} (${nth})`];
        }),
    );
}

function limitOf(seconds: number | undefined): number | undefined {
    return seconds === undefined ? undefined : 1000 * seconds;
}

function poolOf(
    ready: readonly EndpointState[],
    labels: Map<EndpointState, string>,
    standIns: ReadonlySet<string>,
): PoolModel[] {
    const known: PoolModel[] = [];
    const unknown: PoolModel[] = [];
    for (const endpoint of ready) {
        const label = labels.get(endpoint) ?? "";
        const { base, provider } = endpoint;
        const notes = endpoint.notes.value;
        const poolModel = (served: string, model?: string): PoolModel => ({
            endpoint,
            id: `${label}/${served}`,
            label,
            base: base.value,
            provider: provider.value.id,
            served,
            model,
            price: knownPrice(notes[served] ?? {}, provider.value.local),
            timeLimitMs: limitOf(notes[served]?.timeLimit),
            ...(notes[served]?.effort ? { effort: notes[served].effort } : {}),
            ...(notes[served]?.temperature === undefined ? {} : { temperature: notes[served].temperature }),
            ...(seesPictures(notes[served]) ? { sees: true } : {}),
        });
        const mapping = endpoint.mapping.value;
        const taken = new Set<string>();
        for (const model of endpoint.mapped.value) {
            const served = mapping[model] ?? "";
            if (!taken.has(served)) {
                taken.add(served);
                known.push(poolModel(served, model));
            }
        }
        unknown.push(
            ...endpoint.others.value
                .filter((served) => !taken.has(served))
                .map((served) => poolModel(served, standIns.has(served) ? served : undefined)),
        );
    }
    return [...known, ...unknown];
}
