// Pages at the root and below two paths of one origin, as a host with a folder for each project has them: each keeps its own things,
// and what a version before kept for the whole origin is taken over by both.
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { dist, hasChromium, Visitor } from "./visitor.ts";

const folder = mkdtempSync(join(tmpdir(), "smacs-place-"));
for (const name of ["a", "b"]) {
    symlinkSync(dist, join(folder, name));
}
for (const name of hasChromium ? readdirSync(dist) : []) {
    symlinkSync(join(dist, name), join(folder, name));
}
afterAll(() => rmSync(folder, { recursive: true }));

const answers = (question: string) => `You asked: ${question} The answer is 7.`;

/** Gives all that the page at /a/ stored the names that it had before names had a place. */
async function nameAsBefore(page: Page): Promise<void> {
    // A document that is none of the page's, so that nothing holds the databases.
    await page.goto(new URL("newest-index.json", page.url()).href);
    await page.evaluate(async () => {
        const answer = <T>(request: IDBRequest<T>) =>
            new Promise<T>((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
        const plain = (name: string) => name.replace(/ \/a\/$/, "");
        for (const { name = "", version } of await indexedDB.databases()) {
            const from = await answer(indexedDB.open(name));
            const opening = indexedDB.open(plain(name), version);
            const stores = [...from.objectStoreNames];
            opening.onupgradeneeded = () => {
                const reading = from.transaction(stores);
                for (const store of stores.map((each) => reading.objectStore(each))) {
                    const made = opening.result.createObjectStore(store.name, { keyPath: store.keyPath });
                    for (const index of store.indexNames) {
                        made.createIndex(index, store.index(index).keyPath);
                    }
                }
            };
            const to = await answer(opening);
            for (const store of stores) {
                const source = from.transaction(store).objectStore(store);
                const [keys, values] = await Promise.all([answer(source.getAllKeys()), answer(source.getAll())]);
                const target = to.transaction(store, "readwrite").objectStore(store);
                for (const [at, key] of keys.entries()) {
                    await answer(target.keyPath === null ? target.put(values[at], key) : target.put(values[at]));
                }
            }
            from.close();
            to.close();
            await answer(indexedDB.deleteDatabase(name));
        }
        for (const storage of [localStorage, sessionStorage]) {
            for (const key of Object.keys(storage)) {
                const value = storage.getItem(key) ?? "";
                storage.removeItem(key);
                if (!key.startsWith("smacs.adopted")) {
                    storage.setItem(plain(key), value);
                }
            }
        }
    });
}

describe.skipIf(!hasChromium)("pages below two paths of an origin", () => {
    const visitor = new Visitor(() => ({ base: "/" }), folder);
    const go = async (name: string) => {
        await visitor.page.goto(`${visitor.site}${name}/`);
        await visitor.page.locator(".chart-row, .answers").first().waitFor();
    };
    const asked = async () => {
        await visitor.page.getByRole("navigation").getByRole("button", { name: "History" }).click();
        const sheet = visitor.page.getByRole("dialog", { name: "History" });
        await sheet.locator(".history-open, .history-empty, p").first().waitFor();
        await expect.poll(() => sheet.textContent()).toMatch(/Today|Nothing here yet/);
        const found = await sheet.locator(".history-open").allTextContents();
        await visitor.page.keyboard.press("Escape");
        return found;
    };
    /** The fields for the key: folded away below an endpoint that answered. */
    const openKeys = async () => {
        await visitor.openSheet();
        const fold = visitor.page.locator("summary", { hasText: "Address and key of" });
        const field = visitor.page.getByLabel("Key", { exact: true });
        await fold.or(field).first().waitFor();
        if (!(await field.isVisible())) {
            await fold.click();
        }
    };
    const key = async () => {
        await openKeys();
        const value = await visitor.page.getByLabel("Key", { exact: true }).inputValue();
        await visitor.page.keyboard.press("Escape");
        return value;
    };

    test("keep their own things, and lose nothing of before", async () => {
        const server = await visitor.serve({ models: ["Athene-70B"], answers, key: "sk-secret" });
        await visitor.open({}, "a/");
        await visitor.connect(server.url, "sk-secret");
        await openKeys();
        await visitor.page.getByLabel("On this device").click();
        await visitor.page.getByText("so none of the browser's files contain it as text.").waitFor();
        await visitor.page.keyboard.press("Escape");
        await visitor.askAndWait("Of before?");
        await visitor.kept().filter({ hasText: "Of before?" }).waitFor();
        await expect.poll(async () => (await visitor.storedRuns()).length).toBe(1);
        await nameAsBefore(visitor.page);

        await go("a");
        expect(await asked()).toEqual(["Of before?"]);
        expect(await key()).toBe("sk-secret");
        await visitor.askAndWait("Only of a?");
        await visitor.kept().filter({ hasText: "Only of a?" }).waitFor();
        await expect.poll(async () => (await visitor.storedRuns()).length).toBe(2);

        await go("b");
        expect(await asked()).toEqual(["Of before?"]);
        // A secret is in one place only.
        expect(await key()).toBe("");
        await expect
            .poll(() => visitor.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort()))
            .not.toContain("smacs-keys");

        await go(".");
        expect(await asked()).toEqual(["Of before?"]);

        await go("a");
        expect(await asked()).toEqual(["Only of a?", "Of before?"]);
        expect(await key()).toBe("sk-secret");
    });
});
