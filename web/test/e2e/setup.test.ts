// Setting up as a visitor does it: the ways on, servers of this machine, the pool, remembered keys.
import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { listen } from "../../../tests/local-server.mjs";
import { hasChromium, Visitor } from "./visitor.ts";

const secret = "sk-a-very-secret-key";
const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };

/** A field of the vault's records. */
const aRecord = /^sealed$/m;

/** Servers of this machine by port; nobody listens at the other ports that are looked at. */
async function machine(page: Page, servers: Record<number, (route: Route) => Promise<void>>): Promise<string[]> {
    const asked: string[] = [];
    await page.route(/^http:\/\/(localhost|127\.0\.0\.1):(8080|11434|1234|8000)\//, (route) => {
        const { hostname, port } = new URL(route.request().url());
        asked.push(`${hostname}:${port}`);
        const answer = hostname === "localhost" ? servers[Number(port)] : undefined;
        return answer ? answer(route) : route.abort("connectionrefused");
    });
    return asked;
}

const list = (ids: string[]) => (route: Route) =>
    route.fulfill({ headers, json: { object: "list", data: ids.map((id) => ({ id })) } });

/** Everything that the page could have left behind, bytes as texts of one and of two bytes a letter. */
function leftBehind(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const found: string[] = [
            JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
            document.cookie,
            location.href,
        ];
        const walk = async (value: unknown): Promise<void> => {
            if (value instanceof CryptoKey) {
                found.push(
                    await crypto.subtle.exportKey("raw", value).then(
                        () => "extractable",
                        () => "not extractable",
                    ),
                );
            } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
                const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer);
                found.push(new TextDecoder("latin1").decode(bytes), new TextDecoder("utf-16le").decode(bytes));
            } else if (value instanceof Blob) {
                found.push(await value.text());
            } else if (typeof value === "object" && value !== null) {
                for (const [key, inner] of Object.entries(value)) {
                    found.push(key);
                    await walk(inner);
                }
            } else {
                found.push(String(value));
            }
        };
        const settled = <T>(request: IDBRequest<T>) =>
            new Promise<T>((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
        for (const { name = "" } of await indexedDB.databases()) {
            const database = await settled(indexedDB.open(name));
            for (const table of database.objectStoreNames) {
                const store = database.transaction(table).objectStore(table);
                const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
                found.push(`${name}/${table}`);
                await walk(keys);
                await walk(values);
            }
            database.close();
        }
        for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) {
                found.push(request.url);
            }
        }
        return found.join("\n");
    });
}

describe.skipIf(!hasChromium)("setting up", () => {
    const visitor = new Visitor();
    const button = (name: string | RegExp) => visitor.page.getByRole("button", { name });
    const dialog = () => visitor.page.getByRole("dialog");
    const ways = () => visitor.page.getByRole("region", { name: "To get answers, connect models" });
    const key = () => visitor.page.getByLabel("Key", { exact: true });
    const row = (id: string) => dialog().locator(".pool-row", { has: visitor.page.getByLabel(id, { exact: true }) });
    const search = () => visitor.page.getByLabel("Search", { exact: true });
    const details = (id: string) => button(`Details of ${id}`).click();
    const openConnection = () => visitor.page.locator("summary", { hasText: "Address and key of" }).click();
    /** An endpoint that wants the key, connected, its sheet still open. */
    const openKeyed = async () => {
        const server = await visitor.serve({ key: secret });
        await visitor.openSheet();
        await visitor.page.getByLabel("Address").fill(server.url);
        await key().fill(secret);
        await button("Fetch models").click();
        await visitor.page.getByText("The endpoint serves").waitFor();
        return server;
    };
    const protect = async (passphrase: string) => {
        await visitor.page.getByLabel("Under a passphrase").check();
        await visitor.page.getByLabel("New passphrase").fill(passphrase);
        await visitor.page.getByLabel("Repeat the passphrase").fill(passphrase);
        await button("Remember under this passphrase").click();
        await visitor.page.getByLabel("New passphrase").waitFor({ state: "detached" });
    };
    const openStored = () => visitor.page.locator("summary", { hasText: "Keys and stored data" }).click();

    test("a first visit shows the ways on; signing in is one click", async () => {
        await expect
            .poll(() => ways().getByRole("heading", { level: 3 }).allTextContents())
            .toEqual(["A hosted service", "A model server on this machine", "Models on this page"]);
        const left: URL[] = [];
        await visitor.context?.route("https://openrouter.ai/**", async (route) => {
            left.push(new URL(route.request().url()));
            await route.fulfill({ contentType: "text/html", body: "signing in" });
        });
        await ways().getByRole("button", { name: "Sign in with OpenRouter" }).click();
        await visitor.page.getByText("signing in").waitFor();
        expect(left[0]?.pathname).toBe("/auth");
        expect(left[0]?.searchParams.get("code_challenge_method")).toBe("S256");
        await visitor.page.goBack();
        await ways().getByRole("button", { name: "Use your own key" }).click();
        await dialog().getByLabel("Service").waitFor();
    });

    test("a server of this machine is found on a click, not before, and can be asked at once", async () => {
        const asked = await machine(visitor.page, { 11434: list(["gemma2:9b", "llama3.1:8b", "mystery"]) });
        await visitor.reload();
        expect(asked).toEqual([]);
        await button("Look for a server").click();
        await visitor.page.getByText("Found Ollama with 3 models; 2 of them in the index.").waitFor();
        await visitor.page.getByRole("heading", { name: "Ready to ask" }).waitFor();
        expect(await visitor.page.evaluate(() => document.activeElement?.textContent)).toBe("Ready to ask");
        expect(asked).toHaveLength(8);
        expect((await visitor.panel()).toSorted()).toEqual(["Gemma-2-9B-it", "Llama-3.1-8B-Instruct"]);
        await visitor.openSheet();
        await dialog().getByText("What you ask stays on this machine.").waitFor({ state: "hidden" });
        await openConnection();
        await dialog().getByText("What you ask stays on this machine.").waitFor();
        expect(await visitor.page.getByLabel("Address").inputValue()).toBe("http://localhost:11434/v1");
        expect(await row("gemma2:9b").textContent()).toContain("free");
        await details("gemma2:9b");
        expect(await row("gemma2:9b").textContent()).toContain("free, on this machine");
        await visitor.reload();
        await visitor.page.getByRole("heading", { name: "Ready to ask" }).waitFor();
    });

    test("where the index knows none of a server's models, they are chosen by hand", async () => {
        await machine(visitor.page, { 8000: list(["mystery", "riddle"]) });
        await button("Look for a server").click();
        await visitor.page.getByText("Found vLLM with 2 models; none of them in the index.").waitFor();
        await button("Choose which to ask").click();
        await visitor.page.getByLabel("riddle", { exact: true }).check();
        await button("Use this model").click();
        await visitor.page.getByText("1 model at localhost:8000").waitFor();
        // Nobody else is shown, and no figures.
        expect(await visitor.panel()).toEqual(["riddle"]);
        const route = visitor.page.locator(".route");
        await route.getByText("Nothing is known about this model.").waitFor();
        expect(await route.locator(".chart-row").textContent()).toBe("riddlenothing is known about it");
        expect(await route.locator(".bar, .evidence, summary").count()).toBe(0);
        expect(await route.textContent()).not.toMatch(/\d ± \d|similar/);
    });

    test("eight models of today are all known, shown as they would be asked, and asked; no other is named", async () => {
        const served: Record<string, RegExp> = {
            "qwen/qwen3-235b-a22b-2507": /^Qwen3-235B/,
            "openai/gpt-oss-120b": /^gpt-oss-120b/,
            "deepseek/deepseek-v3.2": /^DeepSeek-V3\.2/,
            "z-ai/glm-4.6": /^GLM-4\.6/,
            "moonshotai/kimi-k2-0905": /^Kimi-K2/,
            "meta-llama/llama-4-maverick": /^Llama-4-Maverick/,
            "google/gemma-3-27b-it": /^Gemma-3-27B/,
            "mistralai/mistral-small-3.2-24b-instruct": /^Mistral-Small-3\.2/,
        };
        const ids = Object.keys(served);
        const idOf = (name: string) => ids.find((id) => served[id]?.test(name)) ?? name;
        const server = await visitor.serve({ models: ids });
        await visitor.connect(server.url);
        await visitor.write("A train travels 120 km in 1.5 hours. How far does it travel in 4 hours?");
        const route = visitor.page.locator(".route");
        const shown = async () => {
            await expect.poll(() => visitor.panel()).toHaveLength(7);
            const panel = (await visitor.panel()).map(idOf);
            expect(panel.filter((id) => !ids.includes(id))).toEqual([]);
            expect(new Set(panel).size).toBe(7);
            expect(await route.locator('.chart-row[data-source="none"]').count()).toBe(0);
            const figures = (await route.locator(".chart-value").allTextContents()).map(Number.parseFloat);
            expect(figures).toEqual(figures.toSorted((a, b) => b - a));
            expect(await route.innerText()).not.toMatch(/Llama-3\.1|Qwen2|Gemma-2|Yi-1\.5|Athene/);
            return panel.toSorted();
        };
        await shown();
        await visitor.choose("As in the paper"); // asks all of them
        const panel = await shown();
        await visitor.askAndWait();
        const asked = server.requests.filter(({ url }) => url?.endsWith("/chat/completions"));
        expect([...new Set(asked.map(({ body }) => body.model))].toSorted()).toEqual(panel);
    });

    test("where no server answers, each one's line for this page can be copied", async () => {
        // One runs, but does not allow this page.
        const closed = await listen((_, response) => response.end('{"data": []}'));
        await machine(visitor.page, {
            1234: (route) => route.continue({ url: `${closed.url}/v1/models` }),
        });
        await button("Look for a server").click();
        await visitor.page.getByText("No model server answered.").waitFor();
        const { origin } = new URL(visitor.site);
        const lines = await visitor.page.locator(".start-lines code").allTextContents();
        expect(lines).toContain(`OLLAMA_ORIGINS=${origin} ollama serve`);
        expect(lines).toContain("lms server start --cors");
        expect(lines).toHaveLength(4);
        // Playwright denies all that it does not grant, so not before.
        await visitor.context?.grantPermissions(["clipboard-read", "clipboard-write"]);
        const copied = visitor.page.getByText("Copied").waitFor();
        await button("Copy the command that starts Ollama").click();
        await copied;
        expect(await visitor.page.evaluate(() => navigator.clipboard.readText())).toBe(
            `OLLAMA_ORIGINS=${origin} ollama serve`,
        );
        await button("Look again").waitFor();
        await closed.close();
    });

    test("a server that wants a key, and something else at its port, are told apart", async () => {
        await machine(visitor.page, {
            8080: (route) => route.fulfill({ status: 401, headers, json: { error: { message: "no key" } } }),
            8000: (route) => route.fulfill({ status: 404, headers, contentType: "text/html", body: "<p>Hello" }),
        });
        await button("Look for a server").click();
        await visitor.page.getByText("not with a list of models: it may not be vLLM").waitFor();
        await button("Enter its key").click();
        expect(await visitor.page.getByLabel("Address").inputValue()).toBe("http://localhost:8080/v1");
    });

    test("a browser that was told to keep the page from this machine is told otherwise", async () => {
        await visitor.page.addInitScript(() => {
            navigator.permissions.query = async ({ name }) => ({ name, state: "denied" }) as PermissionStatus;
        });
        await machine(visitor.page, {});
        await visitor.reload();
        await button("Look for a server").click();
        await visitor.page.getByText("icon to the left of the address").waitFor();
        expect(await visitor.page.locator(".start-lines").count()).toBe(0);
    });

    test("the pool: ticked, identified, priced and limited, and all of it remembered", async () => {
        const server = await visitor.serve({ models: ["Yi-1.5-34B-Chat", "gemma-2-9b-it", "mystery"] });
        await visitor.openSheet();
        await visitor.page.getByLabel("Address").fill(server.url);
        await button("Fetch models").click();
        await button("Use these 2 models").waitFor();
        expect(await row("gemma-2-9b-it").textContent()).toMatch(/Google expected right, \d\d %measured.*8K/);
        expect(await row("mystery").textContent()).toContain("no data");
        await details("gemma-2-9b-it");
        expect(await row("gemma-2-9b-it").textContent()).toMatch(/% of [\d,]+ questions right · 9\.2 B · 8,192 tokens/);
        await details("mystery");
        expect(await row("mystery").textContent()).toContain("Nothing is known about it");
        await visitor.page.getByLabel("gemma-2-9b-it", { exact: true }).uncheck();
        await visitor.page.getByLabel("mystery", { exact: true }).check();
        await visitor.page.getByLabel("Known as (mystery)").focus();
        await visitor.page.getByLabel("Known as (mystery)").selectOption("Qwen2-72B-Instruct");
        await row("mystery").getByText("your choice").waitFor();
        await visitor.page.getByLabel("In, $ per M (mystery)").fill("0.5");
        await row("mystery").getByText("Both prices are needed.").waitFor();
        await visitor.page.getByLabel("Out, $ per M (mystery)").fill("0");
        await row("mystery")
            .getByText(/^typed, \w+ \d+, \d{4}/)
            .waitFor();
        await visitor.page.getByLabel("Time limit, s (mystery)").fill("20");
        await visitor.page.getByLabel("Thinking (mystery)").selectOption("a little");
        await button("Use these 2 models").click();
        expect((await visitor.panel()).toSorted()).toEqual(["Qwen2-72B-Instruct", "Yi-1.5-34B-Chat"]);
        await visitor.reload();
        await visitor.openSheet();
        await button("Fetch the list").click();
        await visitor.page.getByText("The endpoint serves").waitFor();
        expect(await visitor.page.getByLabel("gemma-2-9b-it", { exact: true }).isChecked()).toBe(false);
        await details("mystery");
        expect(await visitor.page.getByLabel("Known as (mystery)").inputValue()).toBe("Qwen2-72B-Instruct");
        expect(await visitor.page.getByLabel("In, $ per M (mystery)").inputValue()).toBe("0.5");
        expect(await visitor.page.getByLabel("Out, $ per M (mystery)").inputValue()).toBe("0");
        expect(await visitor.page.getByLabel("Time limit, s (mystery)").inputValue()).toBe("20");
        expect(await visitor.page.getByLabel("Thinking (mystery)").inputValue()).toBe("low");
        await button("Undo the price typed for mystery").click();
        await row("mystery").locator(".pool-price-fields").getByText("price unknown").waitFor();
        expect(await visitor.page.getByLabel("In, $ per M (mystery)").inputValue()).toBe("");
    });

    test("tests of models say what was found, or what failed and what to do", async () => {
        const server = await visitor.serve({ models: ["Yi-1.5-34B-Chat", "gemma-2-9b-it", "Athene-70B"] });
        server.faults["gemma-2-9b-it"] = "auth";
        server.faults["Athene-70B"] = "no-logprobs";
        await visitor.openSheet();
        await visitor.page.getByLabel("Address").fill(server.url);
        await button("Fetch models").click();
        await details("Yi-1.5-34B-Chat");
        await button("Test (Yi-1.5-34B-Chat)").click();
        await row("Yi-1.5-34B-Chat")
            .getByText(/^Answered in .* log-probs: yes · streaming: yes · token counts: yes/)
            .waitFor();
        await button("Test selected (3)").click();
        await row("gemma-2-9b-it").getByText("does not accept the key").waitFor();
        await row("Athene-70B")
            .getByText(/^Answered in .* log-probs: no/)
            .waitFor();
        await button("Test selected (3)").waitFor();
        server.faults["Athene-70B"] = "no-headers";
        await button("Test selected (3)").click();
        await row("Athene-70B").getByText("asking…").waitFor();
        await button("Stop testing").click();
        await row("Athene-70B").getByText("asking…").waitFor({ state: "detached" });
        await details("Athene-70B");
        expect(await row("Athene-70B").textContent()).toMatch(/Tested on .* log-probs: no/);
    });

    test("hundreds of models are searched, with the prices of the service's list", async () => {
        const known = {
            id: "meta-llama/llama-3.1-70b-instruct",
            pricing: { prompt: "0.0000003", completion: "0.0000004" },
        };
        const many = Array.from({ length: 400 }, (_, at) => ({ id: `someone/model-${at}`, context_length: 1000 + at }));
        await visitor.context?.route("https://openrouter.ai/**", (route) =>
            route.fulfill({ headers, json: { data: [...many, known] } }),
        );
        await visitor.openSheet();
        await visitor.page.getByLabel("Service").selectOption("OpenRouter");
        await key().fill(secret);
        await button("Fetch models").click();
        await details(known.id);
        await row(known.id).getByText("from the service's list").waitFor();
        expect(await visitor.page.getByLabel(`Out, $ per M (${known.id})`).inputValue()).toBe("0.4");
        await dialog().getByText("401 models 1 selected").waitFor();
        expect(await dialog().locator(".pool-row").count()).toBeLessThan(401);
        await search().fill("MODEL-399");
        await expect.poll(() => dialog().locator(".pool-row").count()).toBe(1);
        await details("someone/model-399");
        expect(await row("someone/model-399").textContent()).toContain("1,399 tokens");
        await visitor.page.getByLabel("someone/model-399", { exact: true }).check();
        await search().fill("70b llama31 instruct");
        await row(known.id).waitFor();
        expect(await dialog().locator(".pool-row").count()).toBe(1);
        await search().fill("nobody");
        await visitor.page.getByText("No model matches.").waitFor();
        await button("Use these 2 models").click();
        await visitor.page.getByText("Up to 2 models at openrouter.ai").waitFor();
    });

    /** OpenRouter with 400 models, of which every tenth is free, and the sheet open. */
    const openShop = async () => {
        const known = [
            "z-ai/glm-5",
            "moonshotai/kimi-k2.5",
            "qwen/qwen3-32b",
            "qwen/qwen3-14b",
            "deepseek/deepseek-v3.2",
        ];
        const ids = [...known, ...Array.from({ length: 395 }, (_, at) => `someone/model-${at}`)];
        const data = ids.map((id, at) => {
            const price = String(at % 10 === 0 ? 0 : at * 1e-8);
            return { id, context_length: 1000 * (at + 1), pricing: { prompt: price, completion: price } };
        });
        await visitor.context?.route("https://openrouter.ai/**", (route) => route.fulfill({ headers, json: { data } }));
        await visitor.openSheet();
        await visitor.page.getByLabel("Service").selectOption("OpenRouter");
        await key().fill(secret);
        await button("Fetch models").click();
        await dialog().getByText("400 models 5 selected").waitFor();
        // What has come is in sight, below a form that fills the screen.
        const top = dialog().getByRole("heading", { name: "Choose models" });
        await expect.poll(() => top.evaluate((one) => one.getBoundingClientRect().top < innerHeight / 2)).toBe(true);
    };

    test("hundreds of models are filtered, sorted, selected together, and chosen by ready choices", async () => {
        await openShop();
        await visitor.page.locator("summary", { hasText: "Filters" }).click();
        await dialog().getByLabel("Free").check();
        await dialog().getByText("40 of 400 models 5 selected").waitFor();
        await button("Select all 40").click();
        await dialog().getByText("40 of 400 models 44 selected").waitFor();
        await button("Clear selection").click();
        await dialog().getByText("0 selected").waitFor();
        await button("Clear filters").click();
        await dialog().getByLabel("Maker").selectOption("Alibaba");
        await expect
            .poll(() => dialog().locator(".pool-name").allInnerTexts())
            .toEqual(["qwen/qwen3-32b", "qwen/qwen3-14b"]);
        await dialog().getByLabel("Sort by").selectOption("Context, longest first");
        await expect
            .poll(() => dialog().locator(".pool-name").allInnerTexts())
            .toEqual(["qwen/qwen3-14b", "qwen/qwen3-32b"]);
        await button("Best open").click();
        await dialog()
            .getByText(/^Selected (?=.*GLM-5)(?=.*Kimi-K2\.5).* from four makers\./)
            .waitFor();
        await dialog().getByText("2 of 400 models 5 selected").waitFor();
        await button("Save these 5 as mine").click();
        await button("Local").click();
        await dialog().getByText("No model on this machine is connected.").waitFor();
        await dialog().getByLabel("qwen/qwen3-14b", { exact: true }).uncheck();
        await dialog().getByText("2 of 400 models 4 selected").waitFor();
        await button("My five").click();
        await dialog().getByText("2 of 400 models 5 selected").waitFor();
        await button("Undo").click();
        await dialog().getByText("The earlier selection is back.").waitFor();
        await dialog().getByText("2 of 400 models 4 selected").waitFor();
    });

    test("hundreds of models are gone through by keyboard", async () => {
        await visitor.seen({ width: 390 });
        await openShop();
        const focused = () =>
            visitor.page.evaluate(
                () => document.activeElement?.closest(".pool-row")?.querySelector("span")?.textContent,
            );
        await dialog().getByLabel("Sort by").selectOption("Name");
        await search().fill("model");
        await search().press("Backspace");
        expect(await search().evaluate((field) => field === document.activeElement)).toBe(true);
        await dialog().getByLabel("someone/model-0", { exact: true }).focus();
        for (let row = 0; row < 60; row++) {
            await visitor.page.keyboard.press("ArrowDown");
            expect(await visitor.covered(".sheet-actions")).toBe("");
        }
        await expect.poll(focused).toBe("someone/model-60");
        await visitor.page.keyboard.press("Space");
        expect(await visitor.page.getByLabel("someone/model-60", { exact: true }).isChecked()).toBe(true);
        await visitor.page.keyboard.press("ArrowUp");
        expect(await focused()).toBe("someone/model-59");
        await visitor.page.keyboard.press("Tab");
        await visitor.page.keyboard.press("Enter");
        await visitor.page.getByLabel("Time limit, s (someone/model-59)").waitFor();
    });

    test("all of hundreds of models can be scrolled to", async () => {
        await openShop();
        await expect
            .poll(async () => {
                await dialog().evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight));
                return dialog().locator(".pool-row").count();
            })
            .toBe(400);
    });

    test("what fingers touch is 44 px high", async () => {
        await visitor.open({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
        await openShop();
        await visitor.page.locator("summary", { hasText: "Filters" }).click();
        await details("z-ai/glm-5");
        const low = await dialog().evaluate((sheet) =>
            [
                ...sheet.querySelectorAll<HTMLElement>(
                    ".pool :is(button, select, summary, label:has(> input)), .presets button",
                ),
            ]
                .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
                .map((one) => one.outerHTML.slice(0, 120)),
        );
        expect(low).toEqual([]);
        expect(await dialog().evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
        expect(await visitor.violations()).toEqual([]);
    });

    test("a key remembered on this device is there after a reload, and nowhere in the clear", async () => {
        const urls: string[] = [];
        visitor.page.on("request", (request) => urls.push(request.url()));
        const server = await openKeyed();
        await visitor.page.getByLabel("On this device").click();
        await dialog().getByText("so none of the browser's files contain it as text.").waitFor();
        await expect.poll(() => leftBehind(visitor.page)).toMatch(aRecord);
        await visitor.reload();
        await visitor.openSheet();
        await openConnection();
        expect(await key().inputValue()).toBe(secret);
        await button(/^Use these/).click();
        await visitor.askAndWait();
        expect(await visitor.members("done").count()).toBeGreaterThan(0);
        expect(
            server.requests.some(
                ({ url, headers }) => url.endsWith("completions") && `${headers.authorization}`.endsWith(secret),
            ),
        ).toBe(true);
        const left = await leftBehind(visitor.page);
        expect(left).toContain("smacs.mappings");
        expect(left).toContain("not extractable");
        expect(left + urls.join() + (await visitor.page.content())).not.toContain(secret);
        await visitor.openSheet();
        await openConnection();
        await visitor.page.getByLabel("Until this page closes").click();
        await expect.poll(() => leftBehind(visitor.page)).not.toMatch(aRecord);
        await visitor.reload();
        await visitor.openSheet();
        await openConnection();
        expect(await key().inputValue()).toBe("");
    });

    test("under a passphrase: wrong, right, locked, forgotten", async () => {
        await openKeyed();
        await visitor.page.getByLabel("Under a passphrase").check();
        await visitor.page.getByLabel("New passphrase").fill("short");
        await button("Remember under this passphrase").click();
        await visitor.page.getByText("At least 8 characters.", { exact: true }).waitFor();
        await protect("correct horse battery");
        expect(await leftBehind(visitor.page)).not.toMatch(new RegExp(`${secret}|correct horse`));
        await visitor.reload();
        await ways().getByText("Your keys are locked").waitFor();
        await ways().getByLabel("Passphrase").fill("wrong horse battery");
        await button("Unlock").click();
        await ways().getByText("The passphrase is wrong").waitFor();
        await ways().getByLabel("Passphrase").fill("correct horse battery");
        await button("Unlock").click();
        await visitor.page.getByRole("heading", { name: "Ready to ask" }).waitFor();
        await visitor.openSheet();
        await openConnection();
        expect(await key().inputValue()).toBe(secret);
        await openStored();
        await button("Lock now").click();
        await visitor.page.getByText("Locked.", { exact: true }).waitFor();
        expect(await key().inputValue()).toBe("");
        await button("Forgot it? Delete these keys").click();
        await button("Delete them").click();
        await visitor.page.getByText("No key is remembered.").waitFor();
        expect(await leftBehind(visitor.page)).not.toMatch(aRecord);
    });

    test("two tabs know of each other's keys; wiping in one leaves nothing in either", async () => {
        await openKeyed();
        const other = await visitor.anotherTab();
        await other.getByRole("button", { name: /^127/ }).click();
        const otherKey = other.getByLabel("Key", { exact: true });
        await other.locator("summary", { hasText: "Address and key of" }).click();
        expect(await otherKey.inputValue()).toBe("");
        await visitor.page.bringToFront();
        await visitor.page.getByLabel("On this device").click();
        await expect.poll(() => otherKey.inputValue()).toBe(secret);
        await protect("correct horse battery");
        await visitor.page.getByLabel("Under a passphrase").waitFor();
        await openStored();
        await button("Lock now").click();
        await expect.poll(() => otherKey.inputValue()).toBe("");
        await button("Delete all…").click();
        await button("Keep it").click();
        await button("Delete all…").click();
        await button("Delete all").click();
        await visitor.page.getByText("Everything was deleted.").waitFor();
        await expect.poll(() => other.getByLabel("Address").inputValue()).toBe("");
        expect(await visitor.page.getByLabel("Address").inputValue()).toBe("");
        const left = await leftBehind(visitor.page);
        expect(left).not.toMatch(
            /127\.0\.0\.1:\d+\/v1|smacs\.(endpoints|mappings|others|models|capabilities)|not extractable/,
        );
    });

    test("has no faults that axe finds", async () => {
        await machine(visitor.page, {});
        await button("Look for a server").click();
        await visitor.page.getByText("No model server answered.").waitFor();
        expect(await visitor.faults()).toEqual([]);
        const server = await openKeyed();
        await button("Best open").click();
        await dialog().getByText("Undo").waitFor();
        server.faults["Athene-70B"] = "auth";
        await details("Athene-70B");
        await button("Test (Athene-70B)").click();
        await row("Athene-70B").getByText("does not accept the key").waitFor();
        await visitor.page.getByLabel("Under a passphrase").check();
        await openStored();
        await button("Delete all…").click();
        expect(await visitor.faults()).toEqual([]);
        await protect("correct horse battery");
        await visitor.reload();
        await ways().getByText("Your keys are locked").waitFor();
        expect(await visitor.faults()).toEqual([]);
    });

    for (const width of [320, 390]) {
        test(`fits ${width} px`, async () => {
            await visitor.seen({ width });
            await machine(visitor.page, {});
            await button("Look for a server").click();
            await visitor.page.getByText("No model server answered.").waitFor();
            expect(
                await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
            ).toBeLessThanOrEqual(0);
            await openKeyed();
            await details("an-unknown-model");
            await visitor.page.getByLabel("In, $ per M (an-unknown-model)").fill("0.25");
            await visitor.page.getByLabel("Under a passphrase").check();
            await openStored();
            await button("Delete all…").click();
            expect(await dialog().evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
        });
    }
});
