// Which keys are remembered, and how: the vault, as the page and its other tabs see it. What is opened goes into the
// endpoint that it is for and nowhere else.
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { placed } from "../../lib/place.ts";
import { createVault, type Under, type Vault, VaultError, type VaultProblem } from "../../lib/vault/vault.ts";
import { indexedVaultStore } from "../../lib/vault/vault-store.ts";
import type { EndpointState } from "./endpoint.ts";

/** Where a key lives: until the page is closed, or in the vault. */
export type Keeping = "memory" | Under;

export interface KeyProblem {
    kind: VaultProblem;
    /** Whose key, where it is about one. */
    base?: string;
}

export interface KeyVault {
    /** "unavailable": this browser remembers nothing, or not now. */
    standing: ReadonlySignal<"loading" | "ready" | "unavailable">;
    /** By base. */
    kept: ReadonlySignal<ReadonlyMap<string, Under>>;
    hasPassphrase: ReadonlySignal<boolean>;
    unlocked: ReadonlySignal<boolean>;
    /** Keys wait for the passphrase. */
    locked: ReadonlySignal<boolean>;
    problem: ReadonlySignal<KeyProblem | undefined>;
    keepingOf(base: string): Keeping;
    /** Takes effect at once if there is a key, and a passphrase where one is needed. */
    choose(endpoint: EndpointState, keeping: Keeping): Promise<void>;
    /** The key was changed by hand or by a sign-in: what is remembered of it follows. */
    changed(endpoint: EndpointState): Promise<void>;
    /** Gives an endpoint that has no key the one that is remembered for its address. */
    fill(endpoint: EndpointState): Promise<void>;
    /** The first passphrase. Keeps the keys of endpoints for which it was chosen. */
    setPassphrase(passphrase: string): Promise<void>;
    unlock(passphrase: string): Promise<void>;
    /** Empties keys that are remembered under the passphrase, in all tabs. */
    lock(): void;
    forget(base: string): Promise<void>;
    forgetPassphrase(): Promise<void>;
    /** All keys, remembered or not, in all tabs. */
    wipe(): Promise<void>;
    /** Resolves when all that was asked for is done. */
    settled(): Promise<void>;
    dispose(): void;
}

/** What tabs tell each other. Never a key. */
type Message = "changed" | "locked" | "wiped";

export interface VaultParts {
    /** Undefined: nothing can be remembered. */
    vault: Vault | undefined;
    /** Between tabs; undefined where there are none. */
    channel: BroadcastChannel | undefined;
}

/** What this browser has to remember keys with. Pages that are neither of https nor of this machine have nothing. */
export function browserVault(): VaultParts {
    try {
        if (typeof indexedDB !== "undefined" && crypto.subtle !== undefined) {
            return { vault: createVault(indexedVaultStore()), channel: new BroadcastChannel(placed("smacs-keys")) };
        }
    } catch {
        // A browser may throw at the mention of what it forbids.
    }
    return { vault: undefined, channel: undefined };
}

export interface KeyVaultParts extends VaultParts {
    endpoints(): readonly EndpointState[];
    /** A key is remembered, so its endpoint is to be as well. */
    onKept(): void;
    /** Another tab wiped everything. */
    onWiped(): void;
}

export function createKeyVault({ vault, channel, endpoints, onKept, onWiped }: KeyVaultParts): KeyVault {
    const standing = signal<"loading" | "ready" | "unavailable">(vault ? "loading" : "unavailable");
    const kept = signal<ReadonlyMap<string, Under>>(new Map());
    const hasPassphrase = signal(false);
    const unlocked = signal(false);
    const problem = signal<KeyProblem | undefined>(undefined);
    /** Chosen, but not yet so: there is no key or no passphrase yet. */
    const chosen = signal<ReadonlyMap<string, Keeping>>(new Map());

    const keepingOf = (base: string) => chosen.value.get(base) ?? kept.value.get(base) ?? "memory";
    const choiceIs = (base: string, keeping: Keeping | undefined) => {
        const next = new Map(chosen.value);
        next.delete(base);
        chosen.value = keeping ? next.set(base, keeping) : next;
    };
    const tell = (message: Message) => channel?.postMessage(message);
    const refresh = async (from: Vault) => {
        const [list, there] = await Promise.all([from.list(), from.hasPassphrase()]);
        batch(() => {
            kept.value = list;
            hasPassphrase.value = there;
            unlocked.value = there && from.unlocked;
            standing.value = "ready";
        });
    };

    /** One thing after the other, so that the last choice is the one that holds. */
    let queue = Promise.resolve();
    const enqueue = (base: string | undefined, work: (vault: Vault) => Promise<void>) => {
        const about = base === undefined ? {} : { base };
        queue = queue.then(async () => {
            if (!vault) {
                return;
            }
            try {
                problem.value = undefined;
                await work(vault);
                await refresh(vault);
            } catch (error) {
                const kind = error instanceof VaultError ? error.kind : "unavailable";
                problem.value = { kind, ...about };
                await refresh(vault).catch(() => {
                    standing.value = "unavailable";
                });
            }
        });
        return queue;
    };

    const fillOne = async (from: Vault, endpoint: EndpointState) => {
        const base = endpoint.base.value;
        if (base === "" || endpoint.key.value !== "" || !kept.value.has(base)) {
            return;
        }
        const key = await from.open(base);
        // The address may have been changed meanwhile, and no other may get this key.
        if (key !== undefined && endpoint.base.value === base && endpoint.key.value === "") {
            endpoint.setKey(key);
        }
    };
    /** A damaged one must not keep the others away. */
    const fillAll = async (from: Vault) => {
        await refresh(from);
        const failed: KeyProblem[] = [];
        for (const endpoint of endpoints()) {
            await fillOne(from, endpoint).catch((error: unknown) => {
                failed.push({
                    kind: error instanceof VaultError ? error.kind : "unavailable",
                    base: endpoint.base.value,
                });
            });
        }
        problem.value = failed[0] ?? problem.value;
    };
    const save = async (to: Vault, endpoint: EndpointState) => {
        const base = endpoint.base.value;
        const key = endpoint.current().key;
        const keeping = keepingOf(base);
        if (base === "") {
            return;
        }
        if (keeping !== "memory" && key !== "") {
            await to.keep(base, key, keeping);
            kept.value = new Map(kept.value).set(base, keeping);
            onKept();
        } else if (kept.value.has(base)) {
            await to.forget(base);
        } else {
            return;
        }
        choiceIs(base, undefined);
        tell("changed");
    };
    const empty = () => {
        for (const endpoint of endpoints()) {
            if (kept.value.get(endpoint.base.value) === "passphrase") {
                endpoint.setKey("");
            }
        }
        vault?.lock();
        unlocked.value = false;
    };
    const forgetAll = () => {
        vault?.lock();
        batch(() => {
            for (const endpoint of endpoints()) {
                endpoint.setKey("");
            }
            chosen.value = new Map();
            kept.value = new Map();
            hasPassphrase.value = false;
            unlocked.value = false;
        });
    };

    const onMessage = ({ data }: MessageEvent<unknown>) => {
        if (data === "locked") {
            empty();
        } else if (data === "wiped") {
            forgetAll();
            onWiped();
        } else if (data === "changed") {
            void enqueue(undefined, fillAll);
        }
    };
    channel?.addEventListener("message", onMessage);
    void enqueue(undefined, fillAll);

    return {
        standing,
        kept,
        hasPassphrase,
        unlocked,
        locked: computed(() => !unlocked.value && [...kept.value.values()].includes("passphrase")),
        problem,
        keepingOf,
        choose(endpoint, keeping) {
            const base = endpoint.base.value;
            choiceIs(base, keeping);
            if (keeping === "passphrase" && !unlocked.value) {
                return queue;
            }
            return enqueue(base, (to) => save(to, endpoint));
        },
        changed: (endpoint) =>
            enqueue(endpoint.base.value, async (to) => {
                const waits = keepingOf(endpoint.base.value) === "passphrase" && !to.unlocked;
                if (!waits) {
                    await save(to, endpoint);
                }
            }),
        fill: (endpoint) =>
            kept.value.has(endpoint.base.value)
                ? enqueue(endpoint.base.value, (from) => fillOne(from, endpoint))
                : Promise.resolve(),
        setPassphrase: (passphrase) =>
            enqueue(undefined, async (to) => {
                await to.setPassphrase(passphrase);
                for (const endpoint of endpoints()) {
                    if (keepingOf(endpoint.base.value) === "passphrase") {
                        await save(to, endpoint);
                    }
                }
                tell("changed");
            }),
        unlock: (passphrase) =>
            enqueue(undefined, async (from) => {
                await from.unlock(passphrase);
                for (const endpoint of endpoints()) {
                    // What was typed while it was locked.
                    if (keepingOf(endpoint.base.value) === "passphrase" && endpoint.current().key !== "") {
                        await save(from, endpoint);
                    }
                }
                await fillAll(from);
            }),
        lock() {
            empty();
            tell("locked");
        },
        forget: (base) =>
            enqueue(base, async (from) => {
                choiceIs(base, undefined);
                if (kept.value.has(base)) {
                    await from.forget(base);
                    tell("changed");
                }
            }),
        forgetPassphrase: () =>
            enqueue(undefined, async (from) => {
                await from.forgetPassphrase();
                tell("changed");
            }),
        wipe() {
            forgetAll();
            tell("wiped");
            return enqueue(undefined, (from) => from.wipe());
        },
        settled: () => queue,
        dispose() {
            channel?.removeEventListener("message", onMessage);
            channel?.close();
        },
    };
}
