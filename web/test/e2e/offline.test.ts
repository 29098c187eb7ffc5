// Visits without a network, updates, and what the service worker keeps out of. The page is served under a sub-path.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { patience } from "../../../tests/patience.mjs";
import { serveFolder } from "../../scripts/serve.mjs";
import { connect, launch } from "../browser.mjs";
import { startServer } from "../server.mjs";
import { dist, hasChromium, routed, watch } from "./visitor.ts";

const read = (file: string) => readFileSync(join(dist, file), "utf8");

describe.skipIf(!hasChromium)("without a network", () => {
    let browser: Browser;
    let context: BrowserContext;
    let site: Awaited<ReturnType<typeof serveFolder>>;
    let folder: string;
    let port: number;
    let isolated = true;
    const asked: string[] = [];
    const problems: string[] = [];

    const serve = async () => {
        const onRequest = (path: string) => void asked.push(path);
        site = await serveFolder(folder, { base: "/some/sub/path/", port, onRequest, isolated });
        port = Number(new URL(site.url).port);
    };
    const cut = () => Promise.all([context.setOffline(true), site.close()]);
    const open = async (file = ""): Promise<Page> => {
        const page = watch(await context.newPage(), problems);
        await page.goto(site.url + file);
        await routed(page);
        return page;
    };
    /** A visit after which everything is kept. */
    const visit = async (file = "") => {
        const page = await open(file);
        await page.evaluate(() => navigator.serviceWorker.ready);
        return page;
    };
    const cacheNames = (page: Page) => page.evaluate(() => caches.keys());
    const routes = async (page: Page) => {
        const panel = () => page.locator(".chart-model").allTextContents();
        const before = await panel();
        await page.getByLabel("Your question").fill("Which enzyme unwinds DNA during replication?");
        await expect.poll(panel).not.toEqual(before);
    };

    beforeAll(async () => {
        browser = await launch();
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), "smacs-site-"));
        cpSync(dist, folder, { recursive: true });
        port = 0;
        isolated = true;
        asked.length = 0;
        await serve();
        context = await browser.newContext();
    });
    afterEach(async () => {
        await context.close();
        await site.close();
        rmSync(folder, { recursive: true });
        expect(problems.splice(0)).toEqual([]);
    });

    test("a second visit is isolated, and so has threads for models, on a host that sends no headers", async () => {
        await site.close();
        isolated = false;
        await serve();
        const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
        const first = await visit();
        expect(await isIsolated(first)).toBe(false);
        await first.reload();
        expect(await isIsolated(first)).toBe(true);
        await routes(first);
    });

    test("what runs models in the tab is not kept before it is wanted", async () => {
        const page = await visit();
        const kept = () =>
            page.evaluate(async () => {
                const [name = ""] = await caches.keys();
                return (await (await caches.open(name)).keys()).map(({ url }) => url);
            });
        const isRuntime = (url: string) => /wllama.*\.wasm$/.test(url);
        expect((await kept()).some(isRuntime)).toBe(false);
        await page.reload();
        const file = asked.length;
        const name = readdirSync(join(folder, "assets")).find(isRuntime) ?? "";
        const size = await page.evaluate(async (path) => (await (await fetch(path)).blob()).size, `assets/${name}`);
        expect(size).toBeGreaterThan(1e6);
        expect(asked.slice(file).some(isRuntime)).toBe(true);
        await expect.poll(async () => (await kept()).some(isRuntime)).toBe(true);
        await cut();
        expect(await page.evaluate(async (path) => (await fetch(path)).ok, `assets/${name}`)).toBe(true);
    });

    describe("a program in a question", () => {
        let models: Awaited<ReturnType<typeof startServer>>;
        beforeEach(async () => {
            models = await startServer({
                models: ["Athene-70B", "gemma-2-27b-it", "Yi-1.5-34B-Chat"],
                answers: () => "It prints 31.",
            });
        });
        afterEach(() => models.close());

        /** Asks what a program prints, and gives the output that is kept. */
        async function outputOf(page: Page, code: string): Promise<string | null> {
            await page
                .getByLabel("Your question")
                .fill(`What does this Python program print?\n\n\`\`\`python\n${code}\n\`\`\``);
            await page.getByRole("button", { name: /^Ask (up to )?\d/ }).click();
            await page.locator('.answers[aria-busy="false"]').waitFor();
            const folded = page.locator('.line-part[data-part="agreement"][aria-expanded="false"]');
            if ((await folded.count()) > 0) {
                await folded.click();
            }
            await page.getByTestId("why").getByText("so its output is kept. It was run in this tab.").waitFor();
            return page.getByTestId("kept").locator("code").first().textContent();
        }

        test("is run on a host that sends no headers, once the page is isolated too", async () => {
            await site.close();
            isolated = false;
            await serve();
            const page = await visit();
            await connect(page, models.url);
            expect(await outputOf(page, "print(4 * 4)")).toMatch(/^16/);
            await page.reload();
            await page.locator(".answers, .chart-row").first().waitFor();
            expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
            await page.getByRole("button", { name: "New question" }).click();
            expect(await outputOf(page, "print(5 * 5)")).toMatch(/^25/);
        });

        test("is run without the host once one was run, where the host sends headers", async () => {
            const page = await visit();
            await connect(page, models.url);
            expect(await outputOf(page, "print(4 * 4)")).toMatch(/^16/);
            await site.close();
            await page.getByRole("button", { name: "New question" }).click();
            expect(await outputOf(page, "print(5 * 5)")).toMatch(/^25/);
        });
    });

    test("a second visit routes a question, and opens what the first had not fetched", async () => {
        await (await visit()).close();
        await cut();
        for (const address of ["", "index.html", "?from=elsewhere#question"]) {
            const page = await open(address);
            expect(await page.locator("html").getAttribute("data-hosts")).toBe("known");
            await routes(page);
            await page.getByRole("button", { name: "Connect models", exact: true }).click();
            await page.getByLabel("Address").waitFor();
            await page.close();
        }
    });

    test("each page stays itself, with its own policy", async () => {
        await (await visit("custom.html")).close();
        await cut();
        for (const [address, hosts] of [
            ["custom.html", "any"],
            ["custom", "any"],
            ["index.html", "known"],
        ] as const) {
            const page = await open(address);
            expect(await page.locator("html").getAttribute("data-hosts")).toBe(hosts);
            const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
            expect(policy?.includes("connect-src 'self' https: http:")).toBe(hosts === "any");
            await routes(page);
            await page.close();
        }
        const page = await context.newPage();
        await expect(page.goto(`${site.url}nothing-of-ours`)).rejects.toThrow();
    });

    test("fetches nothing twice that the page has just fetched", async () => {
        await visit();
        const heavy = asked.filter((path) => /\/assets\/.*\.(wasm|sme|smx|js|css)$/.test(path));
        expect(heavy.length).toBeGreaterThan(3);
        expect(heavy.filter((path, at) => heavy.indexOf(path) !== at)).toEqual([]);
    });

    test("a new build is taken at the next visit, whole, and the old one is let go", async () => {
        const first = await visit();
        const [old] = await cacheNames(first);
        newBuild(folder);
        const second = await open();
        expect(await second.getByText("A newer page").count()).toBe(1);
        const waiting = () =>
            second.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state);
        await expect.poll(waiting).toBe("installed");
        expect(await cacheNames(second)).toHaveLength(2);
        // A tab of the build before still finds what it has not fetched yet.
        await first.getByRole("button", { name: "Connect models", exact: true }).click();
        await first.getByLabel("Address").waitFor();
        // The tab of the build before says so, and has the new one after a reload.
        await first.keyboard.press("Escape");
        const reload = first.getByRole("button", { name: "Reload to use it" });
        expect((await reload.boundingBox())?.y).toBeLessThan(200);
        await reload.click();
        await first.getByText("A newer page").waitFor();
        await first.close();
        await second.close();
        // A visit at the very moment at which one worker takes over from the other can be left without an answer by Chromium.
        await expect.poll(() => context.serviceWorkers().length).toBeLessThan(2);
        const third = await open();
        await expect.poll(() => cacheNames(third)).toHaveLength(1);
        expect(await cacheNames(third)).not.toContain(old);
        await third.close();
        await cut();
        const offline = await open();
        expect(await offline.getByText("A newer page").count()).toBe(1);
        await routes(offline);
    });

    test("a build that does not fit together is not taken", async () => {
        await (await visit()).close();
        newBuild(folder);
        // As if the pages of yet another build had been put there.
        writeFileSync(join(folder, "index.html"), read("index.html").replace("<body>", "<body><p>A third page</p>"));
        const page = await open();
        const registration = await page.evaluate(async () => {
            const found = await navigator.serviceWorker.ready;
            await found.update();
            const { installing } = found;
            while (installing?.state === "installing") {
                await new Promise((done) => installing.addEventListener("statechange", done, { once: true }));
            }
            return { came: installing?.state, waiting: found.waiting !== null, caches: (await caches.keys()).length };
        });
        expect(registration).toEqual({ came: "redundant", waiting: false, caches: 1 });
        await page.close();
        await cut();
        expect(await (await open()).getByText("A third page").count()).toBe(0);
    });

    test("calls to models do not pass through it", async () => {
        const server = await startServer({ key: "sk-0123456789abcdef" });
        await (await visit()).close();
        const page = await visit();
        expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
        const through: boolean[] = [];
        page.on("response", (response) => {
            if (response.url().startsWith(server.url)) {
                through.push(response.fromServiceWorker());
            }
        });
        await connect(page, server.url, "sk-0123456789abcdef");
        await page.getByRole("button", { name: /^Ask (up to )?\d/ }).click();
        await page.locator('.answers[aria-busy="false"]').waitFor();
        expect(through.length).toBeGreaterThan(2);
        expect(through).not.toContain(true);
        const kept = await page.evaluate(async () => {
            const names = await caches.keys();
            const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return keys.flat().map(({ url }) => url);
        });
        expect(kept.filter((url) => !url.startsWith(site.url))).toEqual([]);
        await server.close();
    });

    test("where it is not allowed the page works as before", async () => {
        await context.close();
        context = await browser.newContext({ serviceWorkers: "block" });
        // Playwright says so when the page tries.
        const refused = context.waitForEvent("console", {
            predicate: (message) => /Service Worker registration blocked/.test(message.text()),
            timeout: patience,
        });
        const page = await open();
        await refused;
        await routes(page);
        expect(await cacheNames(page)).toEqual([]);
    });

    test("where there is no room for it the page works as before", async () => {
        const page = watch(await context.newPage(), problems);
        const session = await context.newCDPSession(page);
        await session.send("Storage.overrideQuotaForOrigin", {
            origin: new URL(site.url).origin,
            quotaSize: 1_000_000,
        });
        await page.addInitScript(() => {
            const { register } = ServiceWorkerContainer.prototype;
            ServiceWorkerContainer.prototype.register = async function (...given) {
                const registration = await register.apply(this, given);
                Object.assign(globalThis, { worker: registration.installing });
                return registration;
            };
        });
        await page.goto(site.url);
        await routed(page);
        await page.waitForFunction(() => (globalThis as { worker?: ServiceWorker }).worker?.state === "redundant");
        expect(await cacheNames(page)).toEqual([]);
        await routes(page);
    });
});

describe("the files of headers", () => {
    const policyOf = (file: string) => /Content-Security-Policy" content="([^"]*)"/.exec(read(file))?.[1] ?? "none";

    test("have the policies of the pages, and what only a header can say", () => {
        for (const page of ["index.html", "custom.html"]) {
            expect(policyOf(page)).toContain("worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'");
            for (const file of ["_headers", "vercel.json", ".htaccess", "hosting/nginx.conf", "hosting/Caddyfile"]) {
                expect(read(file), `${file} and ${page}`).toContain(`${policyOf(page)}; frame-ancestors 'none'`);
            }
        }
        expect(policyOf("index.html")).not.toContain(" https: ");
    });

    test("let the page frame the sandbox, which is of an opaque origin and contacts nobody", () => {
        const policy = policyOf("sandbox.html");
        expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+' 'wasm-unsafe-eval'; worker-src data:$/);
        const script = /<script>(.*?)<\/script>/s.exec(read("sandbox.html"))?.[1] ?? "";
        expect(policy).toContain(`'${sha256(script)}'`);
        for (const file of ["_headers", "vercel.json", ".htaccess", "hosting/nginx.conf", "hosting/Caddyfile"]) {
            const rules = read(file);
            const at = rules.search(/[/\\"]sandbox[\\(.]/);
            const rule = rules.slice(at, at + 1500);
            expect(rule, file).toContain(`${policy}; sandbox allow-scripts; frame-ancestors 'self'`);
            expect(rule, file).toMatch(/Cross-Origin-Resource-Policy.{1,60}cross-origin/s);
            expect(rule, file).toMatch(/Cross-Origin-Embedder-Policy.{1,60}require-corp/s);
        }
    });

    test("are no part of what is kept, which is everything else", () => {
        const [, list = "{}"] = /=(\{"apple-touch-icon\.png":.*?\})/.exec(read("sw.js")) ?? [];
        const kept = JSON.parse(list);
        expect(Object.keys(kept).filter((name) => !/^assets\/|\.(html|svg|png|webmanifest)$/.test(name))).toEqual([]);
        for (const [name, integrity] of Object.entries(kept)) {
            expect(sha256(readFileSync(join(dist, name))), name).toBe(integrity);
        }
        for (const manifest of ["manifest.webmanifest", "custom.webmanifest"]) {
            const { icons, start_url: start } = JSON.parse(read(manifest));
            expect(icons.every(({ src }: { src: string }) => src in kept)).toBe(true);
            expect(start).toBe(manifest === "custom.webmanifest" ? "./custom.html" : "./");
        }
    });
});

function sha256(bytes: Uint8Array | string): string {
    return `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
}

/** Changes the pages as a build would. */
function newBuild(folder: string): void {
    let worker = readFileSync(join(folder, "sw.js"), "utf8");
    for (const name of ["index.html", "custom.html"]) {
        const before = readFileSync(join(folder, name), "utf8");
        const after = before.replace("<body>", "<body><p>A newer page</p>");
        writeFileSync(join(folder, name), after);
        worker = worker.replace(sha256(before), sha256(after));
    }
    writeFileSync(join(folder, "sw.js"), worker.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"'));
}

test.skipIf(!hasChromium)("licences.txt says what each module has inside", () => {
    const inside = read("licences.txt")
        .split("\n")
        .filter((line) => line.includes(", in "));
    const modules = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".wasm"));
    for (const name of modules.map((file) =>
        file.replace(/-.{8}\.wasm$/, ".wasm").replace(/^smacs.*/, "smacs*.wasm"),
    )) {
        expect(inside.join("\n")).toContain(name);
    }
});
