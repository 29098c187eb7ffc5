import { inspect } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { iterations, makeKey, seal, unseal } from "../../src/lib/vault/seal.ts";
import { createVault } from "../../src/lib/vault/vault.ts";
import { type MemoryVaultStore, memoryVaultStore } from "../vault-store.ts";

const one = "https://api.one.example/v1";
const two = "https://api.two.example/v1";
let store: MemoryVaultStore;
beforeEach(() => {
    store = memoryVaultStore();
});

/** All that lies in the store, bytes as text too. */
function dump(): string {
    const bytes: string[] = [];
    const walk = (value: unknown): void => {
        if (value instanceof Uint8Array) {
            bytes.push(new TextDecoder("latin1").decode(value), new TextDecoder("utf-16le").decode(value));
        } else if (typeof value === "object" && value !== null) {
            Object.values(value).forEach(walk);
        }
    };
    for (const table of Object.values(store.tables)) {
        [...table.values()].forEach(walk);
    }
    return inspect(store.tables, { depth: null, showHidden: true }) + bytes.join();
}

describe("a sealed text", () => {
    test("opens for its owner alone, and only whole", async () => {
        const key = await makeKey();
        const sealed = await seal(key, one, "sk-one");
        expect(await unseal(key, one, sealed)).toBe("sk-one");
        await expect(unseal(key, two, sealed)).rejects.toThrow();
        await expect(unseal(await makeKey(), one, sealed)).rejects.toThrow();
        sealed.data[0] = (sealed.data[0] ?? 0) ^ 1;
        await expect(unseal(key, one, sealed)).rejects.toThrow();
    });

    test("is another one each time", async () => {
        const key = await makeKey();
        const [first, second] = [await seal(key, one, "sk-one"), await seal(key, one, "sk-one")];
        expect(first.iv).not.toEqual(second.iv);
        expect(first.data).not.toEqual(second.data);
    });
});

describe("under the device's key", () => {
    test("a secret comes back in another life of the page, and lies nowhere in the clear", async () => {
        await createVault(store).keep(one, "sk-very-secret", "device");
        const later = createVault(store);
        expect(await later.open(one)).toBe("sk-very-secret");
        expect(await later.list()).toEqual(new Map([[one, "device"]]));
        expect(dump()).not.toContain("sk-very-secret");
        expect(store.tables.locks.get("device")).toMatchObject({ extractable: false });
    });

    test("two tabs that begin at once use one key", async () => {
        const [here, there] = [createVault(store), createVault(store)];
        await Promise.all([here.keep(one, "sk-one", "device"), there.keep(two, "sk-two", "device")]);
        expect([await there.open(one), await here.open(two)]).toEqual(["sk-one", "sk-two"]);
    });

    test("a record that was moved to another owner does not open, and the others do", async () => {
        const vault = createVault(store);
        await vault.keep(one, "sk-one", "device");
        store.tables.records.set(two, store.tables.records.get(one));
        await expect(vault.open(two)).rejects.toMatchObject({ kind: "damaged" });
        expect(await vault.open(one)).toBe("sk-one");
    });

    test.each([
        ["no object", 7],
        ["without bytes", { under: "device", sealed: { iv: "x", data: "y" } }],
        ["of another kind", { under: "pillow", sealed: {} }],
    ])("a record %s is damaged, not listed, and can be replaced", async (_, record) => {
        const vault = createVault(store);
        await vault.keep(one, "sk-one", "device");
        store.tables.records.set(two, record);
        await expect(vault.open(two)).rejects.toMatchObject({ kind: "damaged" });
        expect([...(await vault.list()).keys()]).toEqual([one]);
        await vault.keep(two, "sk-two", "device");
        expect(await vault.open(two)).toBe("sk-two");
    });

    test("without its key, a secret is damaged", async () => {
        const vault = createVault(store);
        await vault.keep(one, "sk-one", "device");
        store.tables.locks.clear();
        await expect(vault.open(one)).rejects.toMatchObject({ kind: "damaged" });
    });
});

describe("under a passphrase", () => {
    test("nothing opens before it is given; a wrong one changes nothing", async () => {
        const vault = createVault(store);
        await expect(vault.keep(one, "sk-one", "passphrase")).rejects.toMatchObject({ kind: "locked" });
        await vault.setPassphrase("correct horse");
        await vault.keep(one, "sk-very-secret", "passphrase");
        expect(dump()).not.toMatch(/sk-very-secret|correct horse/);
        const later = createVault(store);
        expect([later.unlocked, await later.hasPassphrase(), await later.open(one)]).toEqual([false, true, undefined]);
        await expect(later.unlock("wrong horse")).rejects.toMatchObject({ kind: "wrong-passphrase" });
        expect(await later.open(one)).toBeUndefined();
        await later.unlock("correct horse");
        expect(await later.open(one)).toBe("sk-very-secret");
        later.lock();
        expect(await later.open(one)).toBeUndefined();
    });

    test("typed with other code points for the same letters, it is the same", async () => {
        const vault = createVault(store);
        await vault.setPassphrase("caf\u00e9 au lait");
        await createVault(store).unlock("cafe\u0301 au lait");
    });

    test("it takes as many rounds as are recommended, with a salt of its own", async () => {
        await createVault(store).setPassphrase("correct horse");
        const first = store.tables.locks.get("passphrase");
        expect(first).toMatchObject({ iterations });
        expect(iterations).toBeGreaterThanOrEqual(600_000);
        await createVault(store).wipe();
        await createVault(store).setPassphrase("correct horse");
        expect(store.tables.locks.get("passphrase")).not.toMatchObject({ salt: (first as { salt: Uint8Array }).salt });
    });

    test("there is one: a second is refused, and what another tab replaced does not open", async () => {
        const [here, there] = [createVault(store), createVault(store)];
        await here.setPassphrase("correct horse");
        await here.keep(one, "sk-one", "passphrase");
        await expect(there.setPassphrase("another one")).rejects.toMatchObject({ kind: "locked" });
        await there.wipe();
        await there.setPassphrase("another one");
        await there.keep(one, "sk-two", "passphrase");
        expect(await here.open(one)).toBeUndefined();
        await expect(here.keep(two, "sk-three", "passphrase")).rejects.toMatchObject({ kind: "locked" });
    });

    test("forgetting it takes along what is under it, and nothing else", async () => {
        const vault = createVault(store);
        await vault.setPassphrase("correct horse");
        await vault.keep(one, "sk-one", "passphrase");
        await vault.keep(two, "sk-two", "device");
        await vault.forgetPassphrase();
        expect(await vault.list()).toEqual(new Map([[two, "device"]]));
        expect([vault.unlocked, await vault.hasPassphrase()]).toEqual([false, false]);
    });

    test("a check that was tampered with is a wrong passphrase; one that cannot be read, none", async () => {
        const vault = createVault(store);
        await vault.setPassphrase("correct horse");
        const lock = store.tables.locks.get("passphrase") as { check: { data: Uint8Array } };
        lock.check.data[0] = (lock.check.data[0] ?? 0) ^ 1;
        await expect(createVault(store).unlock("correct horse")).rejects.toMatchObject({ kind: "wrong-passphrase" });
        store.tables.locks.set("passphrase", { salt: "none" });
        await expect(createVault(store).unlock("correct horse")).rejects.toMatchObject({ kind: "damaged" });
        const anew = createVault(store);
        await anew.setPassphrase("a new start");
        expect(anew.unlocked).toBe(true);
    });
});

test("wiping leaves nothing", async () => {
    const vault = createVault(store);
    await vault.setPassphrase("correct horse");
    await vault.keep(one, "sk-one", "passphrase");
    await vault.keep(two, "sk-two", "device");
    await vault.wipe();
    expect([store.tables.locks.size, store.tables.records.size, vault.unlocked]).toEqual([0, 0, false]);
});

test("a browser without storage says so", async () => {
    store.broken = new DOMException("no", "InvalidStateError");
    const vault = createVault(store);
    await expect(vault.keep(one, "sk-one", "device")).rejects.toMatchObject({ kind: "unavailable" });
    await expect(vault.list()).rejects.toMatchObject({ kind: "unavailable" });
    await expect(vault.unlock("x")).rejects.toMatchObject({ kind: "unavailable" });
});
