// Remembers secrets, one for each owner: sealed under a key of this device that scripts cannot read, or under a
// passphrase, or both kinds side by side. Nothing opened stays here but the passphrase's key, until it is locked.
import { isRecord } from "../storage.ts";
import { iterations, keyOfPassphrase, makeKey, randomBytes, type Sealed, seal, unseal } from "./seal.ts";
import type { VaultStore } from "./vault-store.ts";

export type Under = "device" | "passphrase";

export type VaultProblem = "unavailable" | "wrong-passphrase" | "damaged" | "locked";

export class VaultError extends Error {
    override readonly name = "VaultError";
    readonly kind: VaultProblem;

    constructor(kind: VaultProblem, cause?: unknown) {
        super(kind, { cause });
        this.kind = kind;
    }
}

/** All of it throws VaultErrors only. */
export interface Vault {
    /** Who has a secret here, and what it is under; one that cannot be made out is not among them. */
    list(): Promise<Map<string, Under>>;
    hasPassphrase(): Promise<boolean>;
    /** Whether the passphrase was given, here and since the last lock. */
    readonly unlocked: boolean;
    /** Undefined without one, and for one under a passphrase that was not given. */
    open(owner: string): Promise<string | undefined>;
    /** Takes the place of what the owner had. */
    keep(owner: string, secret: string, under: Under): Promise<void>;
    forget(owner: string): Promise<void>;
    /** The first one; later it is `unlock` that takes it. */
    setPassphrase(passphrase: string): Promise<void>;
    unlock(passphrase: string): Promise<void>;
    lock(): void;
    /** Forgets the passphrase and all that is under it. */
    forgetPassphrase(): Promise<void>;
    wipe(): Promise<void>;
}

interface Lock {
    salt: Uint8Array<ArrayBuffer>;
    iterations: number;
    /** Opens with the right passphrase alone. */
    check: Sealed;
}

interface Entry {
    under: Under;
    sealed: Sealed;
}

const checkOwner = "smacs-keys passphrase";
const checkText = "right";
/** A damaged record must not keep the page busy for ever. */
const mostIterations = 10_000_000;

export function createVault(store: VaultStore): Vault {
    /** With its salt: another tab may have set another passphrase meanwhile. */
    let opened: { key: CryptoKey; salt: string } | undefined;

    const stored = async <T>(work: () => Promise<T>): Promise<T> => {
        try {
            return await work();
        } catch (error) {
            throw error instanceof VaultError ? error : new VaultError("unavailable", error);
        }
    };
    const lockOf = async () => {
        const lock = await store.read("locks", "passphrase");
        return isLock(lock) ? lock : undefined;
    };
    const keyUnder = async (under: Under): Promise<CryptoKey | undefined> => {
        if (under === "device") {
            const key = await store.read("locks", "device");
            return key instanceof CryptoKey ? key : undefined;
        }
        const lock = opened && (await lockOf());
        return lock && opened && saltText(lock.salt) === opened.salt ? opened.key : undefined;
    };
    const entryOf = async (owner: string) => {
        const entry = await store.read("records", owner);
        if (entry !== undefined && !isEntry(entry)) {
            throw new VaultError("damaged");
        }
        return entry;
    };
    const list = async () => {
        const entries = new Map<string, Under>();
        for (const owner of await store.ids("records")) {
            const entry = await store.read("records", owner);
            if (isEntry(entry)) {
                entries.set(owner, entry.under);
            }
        }
        return entries;
    };

    return {
        get unlocked() {
            return opened !== undefined;
        },
        list: () => stored(list),
        hasPassphrase: () => stored(async () => (await lockOf()) !== undefined),
        open: (owner) =>
            stored(async () => {
                const entry = await entryOf(owner);
                const key = entry && (await keyUnder(entry.under));
                if (!entry || (!key && entry.under === "passphrase")) {
                    return undefined;
                }
                if (!key) {
                    throw new VaultError("damaged");
                }
                return unseal(key, owner, entry.sealed).catch((error: unknown) => {
                    throw new VaultError("damaged", error);
                });
            }),
        keep: (owner, secret, under) =>
            stored(async () => {
                if (under === "device") {
                    await store.insert("locks", "device", await makeKey());
                }
                const key = await keyUnder(under);
                if (!key) {
                    throw new VaultError(under === "device" ? "damaged" : "locked");
                }
                const entry: Entry = { under, sealed: await seal(key, owner, secret) };
                await store.write("records", owner, entry);
            }),
        forget: (owner) => stored(() => store.remove("records", owner)),
        setPassphrase: (passphrase) =>
            stored(async () => {
                const salt = randomBytes(16);
                const key = await keyOfPassphrase(passphrase, salt, iterations);
                const lock: Lock = { salt, iterations, check: await seal(key, checkOwner, checkText) };
                if (!(await lockOf())) {
                    // One that cannot be made out locks nothing.
                    await store.remove("locks", "passphrase");
                }
                const there = await store.insert("locks", "passphrase", lock);
                if (there !== lock) {
                    throw new VaultError("locked");
                }
                opened = { key, salt: saltText(salt) };
            }),
        unlock: (passphrase) =>
            stored(async () => {
                const lock = await lockOf();
                if (!lock) {
                    throw new VaultError("damaged");
                }
                const key = await keyOfPassphrase(passphrase, lock.salt, lock.iterations);
                await unseal(key, checkOwner, lock.check).catch((error: unknown) => {
                    throw new VaultError("wrong-passphrase", error);
                });
                opened = { key, salt: saltText(lock.salt) };
            }),
        lock() {
            opened = undefined;
        },
        forgetPassphrase: () =>
            stored(async () => {
                opened = undefined;
                for (const [owner, under] of await list()) {
                    if (under === "passphrase") {
                        await store.remove("records", owner);
                    }
                }
                await store.remove("locks", "passphrase");
            }),
        wipe: () =>
            stored(() => {
                opened = undefined;
                return store.clear();
            }),
    };
}

const saltText = (salt: Uint8Array) => salt.join();

function isLock(value: unknown): value is Lock {
    if (!isRecord(value)) {
        return false;
    }
    const { salt, iterations: rounds, check } = value;
    return (
        salt instanceof Uint8Array &&
        Number.isInteger(rounds) &&
        Number(rounds) > 0 &&
        Number(rounds) <= mostIterations &&
        isSealed(check)
    );
}

function isEntry(value: unknown): value is Entry {
    return isRecord(value) && (value.under === "device" || value.under === "passphrase") && isSealed(value.sealed);
}

function isSealed(value: unknown): value is Sealed {
    return isRecord(value) && value.iv instanceof Uint8Array && value.data instanceof Uint8Array;
}
