// Endpoints as a visitor sets them up, and what becomes of keys.
import { describe, expect, test } from "vitest";
import { simulateLanguageModel } from "../simulated-model.ts";
import { hasChromium, Visitor } from "./visitor.ts";

describe.skipIf(!hasChromium)("endpoints", () => {
    const visitor = new Visitor();
    const key = () => visitor.page.getByLabel("Key", { exact: true });

    test("a key is for one address: another one empties it, and says so", async () => {
        const [one, other] = await Promise.all([visitor.serve({ key: "sk-one" }), visitor.serve({ key: "sk-one" })]);
        await visitor.openSheet();
        await visitor.page.getByLabel("Address").fill(one.url);
        await key().fill("sk-one");
        await visitor.page.getByRole("button", { name: "Fetch models" }).click();
        await visitor.page.getByText("The endpoint serves").waitFor();
        await visitor.page.getByLabel("Address").fill(other.url);
        await visitor.page.getByText("A key belongs to one address").waitFor();
        expect(await key().inputValue()).toBe("");
        await visitor.page.getByRole("button", { name: "Fetch models" }).click();
        await visitor.page.getByText("does not accept the key").waitFor();
        expect(JSON.stringify(other.requests)).not.toContain("sk-one");
    });

    test("an endpoint without a list of models says so, and those whose ids are typed are asked", async () => {
        const server = await visitor.serve({ models: [] });
        await visitor.openSheet();
        await visitor.page.getByLabel("Address").fill(server.url);
        await visitor.page.getByRole("button", { name: "Fetch models" }).click();
        const ids = visitor.page.getByLabel("Ids of its models");
        await ids.waitFor();
        const said = visitor.page.getByRole("dialog").locator(".problem");
        expect(await said.textContent()).toMatch(/no list of models.*no such path: \/v1\/models/s);
        await ids.fill("Yi-1.5-34B-Chat, my-own-model");
        await visitor.page.getByRole("button", { name: "Use these models" }).click();
        await visitor.page.getByRole("button", { name: /^Use th/ }).click();
        await visitor.choose("Keep the best answer");
        await visitor.askAndWait();
        const asked = server.requests.filter(({ url }) => url?.endsWith("/chat/completions"));
        expect(new Set(asked.map(({ body }) => body.model))).toEqual(new Set(["Yi-1.5-34B-Chat", "my-own-model"]));
    });

    test("models that the index does not know are asked when they are ticked", async () => {
        const server = await visitor.serve({ models: ["Yi-1.5-34B-Chat", "an-unknown-model", "another"] });
        await visitor.connect(server.url);
        await visitor.tickOthers(["an-unknown-model"]);
        await visitor.choose("Keep the best answer");
        await visitor.askAndWait();
        expect(await visitor.row("an-unknown-model").getAttribute("data-state")).toBe("done");
        expect(await visitor.page.locator(".member[data-member]").count()).toBe(2);
    });

    test("several are remembered, listed, and forgotten one by one", async () => {
        const [one, other] = await Promise.all([visitor.serve(), visitor.serve()]);
        await visitor.connect(one.url);
        await visitor.connectFurther(other.url);
        await visitor.reload();
        await visitor.page.getByRole("button", { name: /^2 endpoints/ }).click();
        const list = visitor.page.getByRole("navigation", { name: "Endpoints" });
        await expect.poll(() => list.getByRole("button").count()).toBe(2);
        await list.getByRole("button", { name: new URL(other.url).host }).click();
        await visitor.page.locator("summary", { hasText: `Address and key of ${new URL(other.url).host}` }).waitFor();
        await visitor.page.getByRole("button", { name: "Remove this endpoint" }).click();
        await visitor.page.locator("summary", { hasText: "Address and key of" }).click();
        expect(await visitor.page.getByLabel("Address").inputValue()).toBe(`${one.url}/v1`);
        const stored = await visitor.page.evaluate(() => JSON.stringify({ ...localStorage }));
        expect(stored).not.toContain(new URL(other.url).host);
    });

    test("never stores the key or puts it in an address", async () => {
        const keyed = await visitor.serve({ key: "sk-very-secret" });
        const urls: string[] = [];
        visitor.page.on("request", (request) => urls.push(request.url()));
        await visitor.page.getByRole("button", { name: "Connect models", exact: true }).click();
        await visitor.page.getByLabel("Address").fill(keyed.url);
        await visitor.page.getByRole("button", { name: "Fetch models" }).click();
        await visitor.page.getByText("does not accept the key").waitFor();
        await visitor.page.getByLabel("Key", { exact: true }).fill("sk-very-secret");
        await visitor.page.getByRole("button", { name: "Fetch models" }).click();
        await visitor.page.getByRole("button", { name: /^Use these/ }).click();
        await visitor.ask();
        await visitor.finished();
        expect(await visitor.members("done").count()).toBeGreaterThan(0);
        const stored = await visitor.page.evaluate(async () =>
            JSON.stringify([
                { ...localStorage },
                { ...sessionStorage },
                document.cookie,
                location.href,
                await indexedDB.databases(),
            ]),
        );
        expect(stored).toContain("smacs.mappings");
        expect(stored + urls.join()).not.toContain("sk-very-secret");
        expect(await visitor.page.content()).not.toContain("sk-very-secret");
    });

    test("signs in at OpenRouter, and leaves neither code nor key behind", async () => {
        const exchanged: unknown[] = [];
        const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
        const served = [
            "z-ai/glm-5",
            "z-ai/glm-4.7",
            "moonshotai/kimi-k2.5",
            "qwen/qwen3.5-27b",
            "minimax/minimax-m2.5",
            "deepseek/deepseek-v3.2",
            "meta-llama/llama-3.1-8b-instruct",
            "someone/unheard-of",
        ];
        const asked: URL[] = [];
        await visitor.context?.route("https://openrouter.ai/**", async (route) => {
            const url = new URL(route.request().url());
            if (url.pathname === "/auth") {
                asked.push(url);
                const back = JSON.stringify(`${url.searchParams.get("callback_url")}?code=one-time-code`);
                const body = `<script>location.replace(${back})</script>`;
                await route.fulfill({ contentType: "text/html", body });
            } else if (url.pathname === "/api/v1/auth/keys") {
                exchanged.push(route.request().postDataJSON());
                await route.fulfill({ headers, json: { key: "sk-or-secret" } });
            } else if (url.pathname === "/api/v1/key") {
                const data = { limit: 5, limit_remaining: 5, expires_at: "2027-02-28T12:00:00Z" };
                await route.fulfill({ headers, json: { data } });
            } else {
                const pricing = { prompt: "0.0000002", completion: "0.000001" };
                await route.fulfill({ headers, json: { data: served.map((id) => ({ id, pricing })) } });
            }
        });
        await visitor.page.getByRole("button", { name: "Connect models", exact: true }).click();
        await visitor.page.getByLabel("Service").selectOption("OpenRouter");
        const dialog = visitor.page.getByRole("dialog");
        await dialog.getByText("When you ask, openrouter.ai gets your key, the question").waitFor();
        await dialog.getByText("Limit and expiry of the key").click();
        await dialog.getByLabel("Ends after").selectOption("30 days");
        await dialog.getByRole("button", { name: "Sign in with OpenRouter" }).click();
        await dialog.getByText("Signed in.").waitFor();
        await dialog.getByText("The key may spend $5. It ends on Feb 28, 2027.").waitFor();
        expect(asked[0]?.searchParams.get("limit")).toBe("5");
        const days = (Date.parse(asked[0]?.searchParams.get("expires_at") ?? "") - Date.now()) / 86_400_000;
        expect(Math.round(days)).toBe(30);
        // Five of five makers are ready, with what a question costs.
        const panel = dialog.getByRole("region", { name: "Ready to ask" });
        expect(await panel.innerText()).toMatch(/Five models from five makers\. About \$0\.0\d+ a question\./);
        const makers = ["Alibaba", "DeepSeek", "MiniMax", "Moonshot AI", "Zhipu AI"];
        const rows = await panel.getByRole("listitem").allInnerTexts();
        expect(makers.filter((maker) => rows.filter((row) => row.includes(maker)).length === 1)).toEqual(makers);
        await visitor.page.getByRole("button", { name: "Use these 5 models" }).waitFor();
        expect(exchanged).toMatchObject([{ code: "one-time-code", code_challenge_method: "S256" }]);
        expect(visitor.page.url()).toBe(visitor.site);
        expect(await visitor.page.getByLabel("Key", { exact: true }).inputValue()).toBe("sk-or-secret");
        const stored = await visitor.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
        expect(stored).not.toMatch(/sk-or-secret|one-time-code|verifier/);
    });

    test("asks OpenRouter what the key of the list may do, and nothing of a key that is being typed", async () => {
        const asked: (string | undefined)[] = [];
        const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
        await visitor.context?.route("https://openrouter.ai/**", async (route) => {
            if (new URL(route.request().url()).pathname === "/api/v1/key" && route.request().method() === "GET") {
                asked.push(route.request().headers().authorization);
                await route.fulfill({ headers, json: { data: { limit: 5, limit_remaining: 5, expires_at: null } } });
            } else {
                await route.fulfill({ headers, json: { data: [{ id: "z-ai/glm-5" }] } });
            }
        });
        const dialog = visitor.page.getByRole("dialog");
        const key = dialog.getByLabel("Key", { exact: true });
        const fetchModels = async () => {
            await dialog.getByRole("button", { name: "Fetch models" }).click();
            await dialog.getByText("The endpoint serves 1 model.").waitFor();
        };
        await visitor.openSheet();
        await visitor.page.getByLabel("Service").selectOption("OpenRouter");
        await fetchModels();
        expect(await dialog.getByText("what the key may do").count()).toBe(0);
        await key.pressSequentially("sk-typed");
        expect(asked).toEqual([]);
        await fetchModels();
        const told = dialog.getByText("The key may spend $5. It does not expire.");
        await told.waitFor();
        await key.pressSequentially("more");
        await told.waitFor({ state: "detached" });
        expect(asked).toEqual(["Bearer sk-typed"]);
    });
});

describe.skipIf(!hasChromium)("the model that the browser brings along", () => {
    const visitor = new Visitor();

    test("is not offered where there is none", async () => {
        await visitor.openSheet();
        expect(await visitor.page.getByText("The model built into this browser").count()).toBe(0);
    });

    test("is downloaded on a click, and then asked (simulated)", async () => {
        await visitor.context?.addInitScript(simulateLanguageModel, { availability: "downloadable" } as const);
        await visitor.reload();
        const ways = visitor.page.getByRole("region", { name: "To get answers, connect models" });
        await ways.getByText("The browser has to download it first").waitFor();
        expect(await visitor.violations()).toEqual([]);
        await ways.getByRole("button", { name: "Download and use it" }).click();
        await visitor.page.getByText("The model built into this browser will get your question").waitFor();
        await visitor.choose("Keep the best answer");
        await visitor.askAndWait("What is 6 times 7?");
        expect(await visitor.kept().innerText()).toContain("Simulated, no model runs here.");
        await visitor.openSheet();
        await visitor.page.getByRole("dialog").getByText("It is among your models.").waitFor();
    });

    test("says so where the machine cannot run it (simulated)", async () => {
        await visitor.context?.addInitScript(simulateLanguageModel, { availability: "unavailable" } as const);
        await visitor.reload();
        await visitor.openSheet();
        await visitor.page.locator("summary", { hasText: "The model built into this browser" }).click();
        const dialog = visitor.page.getByRole("dialog");
        await dialog.getByText("says that this machine cannot").waitFor();
        expect(await dialog.getByRole("button", { name: /use it/i }).count()).toBe(0);
    });
});
