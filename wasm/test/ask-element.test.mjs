// <smacs-ask> in headless Chromium, as one script tag brings it, against the test server.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { patience, testPatience, until } from "../../tests/patience.mjs";
import { hasChromium, launch } from "../../web/test/browser.mjs";
import { startServer } from "../../web/test/server.mjs";
import { serveFiles } from "./files-server.mjs";
import { needsCore, needsFiles, packed, smacs } from "./support.mjs";

const home = packed ?? fileURLToPath(new URL("..", import.meta.url));
const needs = hasChromium ? needsCore : { skip: "no Chromium: emsdk-config/setup.sh test" };
const ids = ["Llama-3.1-8B-Instruct", "gemma-2-9b-it", "Mistral-Nemo-Instruct-2407"];
const question = "What is 17 * 23?";
const key = "sk-of-a-visitor";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The bytes of an index with vectors of three numbers. */
function outsideIndex() {
    const folder = mkdtempSync(join(tmpdir(), "smacs-element-"));
    const at = (name) => join(folder, name);
    const rows = [
        [1, 0, 0],
        [0, 1, 0],
    ];
    const bank = rows.map((_, i) => ({ id: `q${i}`, question: `question ${i}`, scores: { [ids[0]]: 1, [ids[1]]: i } }));
    writeFileSync(at("bank.jsonl"), bank.map((line) => `${JSON.stringify(line)}\n`).join(""));
    writeFileSync(at("v.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const vectors = ["--vectors", at("v.jsonl"), "--embedding-model", "made-embed"];
    smacs("index", "build", "--bank", at("bank.jsonl"), ...vectors, "--out", at("x.smx"));
    const bytes = readFileSync(at("x.smx"));
    rmSync(folder, { recursive: true });
    return bytes;
}

describe("<smacs-ask>", { ...needs, timeout: testPatience }, () => {
    const problems = [];
    const pages = {};
    let browser;
    let host;
    let page;
    let server;
    before(async () => {
        browser = await launch();
        host = await serveFiles(home, pages);
    });
    after(async () => {
        await browser?.close();
        await host?.close();
    });
    beforeEach(async () => {
        page = await browser.newPage();
        page.setDefaultTimeout(patience);
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("request", (request) => {
            const known = [host.url, server.url, "data:"].some((start) => request.url().startsWith(start));
            problems.push(...(known ? [] : [request.url()]));
        });
    });
    afterEach(async () => {
        await page.close();
        await server?.close();
        assert.deepEqual(problems.splice(0), []);
    });

    /** A page that holds nothing but the element. `head` runs before the element is defined. */
    const open = async ({ attributes, head = "", scheme = "light" } = {}) => {
        const given = attributes ?? `endpoint="${server.url}/v1" models="${ids.join(", ")}"`;
        // What the README says that a policy needs; the page's own script and style have a nonce.
        const policy = `default-src 'none'; script-src 'self' 'nonce-page' 'wasm-unsafe-eval'; style-src 'nonce-page';
            connect-src 'self' ${server.url}; require-trusted-types-for 'script'`;
        const document = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
            <meta http-equiv="content-security-policy" content="${policy}">
            <link rel="icon" href="data:,"><style nonce="page">:root { color-scheme: light dark }</style>
            <script type="module" src="/dist/smacs-ask.js"></script></head>
            <body><main><h1>A page</h1><smacs-ask ${given}></smacs-ask></main><script nonce="page">
                globalThis.ended = [];
                addEventListener("smacs-answer", ({ detail }) => ended.push(detail));
                ${head}
            </script></body></html>`;
        pages["/page"] = document;
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(`${host.url}/page`);
        await page.getByLabel("Question").waitFor();
    };
    const ask = async (text = question) => {
        await page.getByLabel("Question").fill(text);
        await page.getByRole("button", { name: "Ask", exact: true }).click();
    };
    const ended = async () => {
        await page.waitForFunction(() => globalThis.ended.length > 0);
        return page.evaluate(() => {
            const { text, question, state, trace } = globalThis.ended[0];
            return { text, question, trace, code: state.error?.code, failures: state.failures.length };
        });
    };
    const violations = async () => {
        await page.evaluate(axe);
        return page.evaluate(async () => {
            const found = (await globalThis.axe.run()).violations;
            return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
        });
    };
    const status = () => page.getByRole("status").textContent();

    test("shows models while they write, then the kept answer, how sure it is and who says what", async () => {
        const answers = (_, name) => (name.startsWith("gemma") ? "I say that it is 390." : "The answer is 391.");
        server = await startServer({ answers, key, chunk: 4, holdAfter: 2 });
        await open();
        await page.getByLabel(/^Key for 127\.0\.0\.1:\d+, if it needs one$/).fill(key);
        await page.evaluate(() => {
            document.querySelector("smacs-ask").config = { pace: "thorough", state: false };
        });
        await ask();
        await page.getByText("What each model says").waitFor();
        await page
            .locator('[part="call-text"]')
            .filter({ hasText: /^(The answ|I say th)$/ })
            .first()
            .waitFor();
        assert.match(await status(), /^Asking: 0 of 3 calls have ended\.$/);
        assert.deepEqual(await violations(), []);
        server.release();
        const answer = page.getByRole("region", { name: "Kept answer" });
        await answer.getByText("The answer is 391.").waitFor();
        assert.match(await answer.textContent(), /right in about \d+ of 100 such cases/);
        const camps = await answer.getByRole("list", { name: "Who says what" }).getByRole("listitem").allTextContents();
        assert.match(camps[0], /^391: .*Llama-3\.1-8B-Instruct.* \(2 of 3\)$/);
        assert.equal(camps[1], "390: gemma-2-9b-it (1 of 3)");
        assert.match(await status(), /^Answered after 3 calls\..* right in about/);
        assert.deepEqual(await violations(), []);
        const { text, question: asked, trace } = await ended();
        assert.deepEqual([text, asked], ["The answer is 391.", question]);
        assert.ok(!trace.includes(key));
        // The key goes to the endpoint alone, and stays nowhere.
        assert.ok(server.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`));
        const kept = await page.evaluate(() => [document.documentElement.outerHTML, ...Object.values(localStorage)]);
        assert.ok(!kept.join().includes(key));
        const models = JSON.parse(trace).request.pool.map(({ model }) => model);
        assert.equal(models.filter(Boolean).length, 3, `the index knows ${models}`);
    });

    test("says in words why calls failed, with what the server said", async () => {
        server = await startServer({ key });
        await open();
        await ask();
        const { text, code, failures } = await ended();
        assert.deepEqual([text, code], [null, "auth"]);
        assert.ok(failures > 0);
        assert.equal(await status(), "No model answered. Below is why.");
        const words = `: the key was not accepted ("Incorrect API key provided.", HTTP 401).`;
        const said = await page.locator('[part="failure"]').allTextContents();
        assert.ok(said.length > 0 && said.every((line) => line.endsWith(words)), said.join());
        assert.equal(await page.getByRole("region", { name: "Kept answer" }).count(), 0);
        assert.deepEqual(await violations(), []);
        await page.getByLabel(/^Key for/).fill(key);
        await page.getByRole("button", { name: "Ask", exact: true }).click();
        await page.getByRole("region", { name: "Kept answer" }).waitFor();
        assert.equal(await page.locator('[part="failure"]').count(), 0);
    });

    test("stops with what has arrived, by the keyboard alone", async () => {
        const answers = () => "The answer is 391, as far as I can tell.";
        server = await startServer({ answers, faults: Object.fromEntries(ids.map((id) => [id, "stalls"])) });
        await open();
        await page.keyboard.press("Tab");
        await page.keyboard.type(question);
        await page.keyboard.press("Control+Enter");
        await page.locator('[part="call-text"]').filter({ hasText: "The" }).first().waitFor();
        for (const name of ["Key", "Remember", "Ask", "Stop"]) {
            await page.keyboard.press("Tab");
            const focused = await page.evaluate(() => {
                const { activeElement: element } = document.querySelector("smacs-ask").shadowRoot;
                return element.labels?.[0]?.textContent || element.textContent;
            });
            assert.ok(focused.startsWith(name), `${focused} after ${name}`);
        }
        await page.keyboard.press("Enter");
        await page.getByText("Stopped before every model had answered.").waitFor();
        await page.getByText("This answer is cut off.").waitFor();
        const { text } = await ended();
        assert.ok(answers().startsWith(text) && text.length > 0);
        const focused = () => document.querySelector("smacs-ask").shadowRoot.activeElement.textContent;
        assert.equal(await page.evaluate(focused), "Ask");
    });

    test("remembers the key only where its visitor wants that", async () => {
        server = await startServer({ key });
        await open();
        const field = page.getByLabel(/^Key for/);
        const remember = page.getByLabel("Remember the key in this browser");
        await field.fill(key);
        await remember.check();
        await ask();
        await ended();
        await page.reload();
        assert.equal(await field.inputValue(), key);
        assert.equal(await remember.isChecked(), true);
        await page.evaluate(() => {
            document.querySelector("smacs-ask").endpoint = "https://elsewhere.example/v1";
        });
        assert.equal(await field.inputValue(), "", "another endpoint does not get it");
        await page.reload();
        await remember.uncheck();
        assert.equal(await page.evaluate(() => localStorage.length), 0);
        await page.reload();
        assert.equal(await field.inputValue(), "");
    });

    test("takes what the page sets before and after it is there, and its checker", async () => {
        server = await startServer({ answers: () => "The answer is 391." });
        const head = `
            globalThis.opened = [];
            const element = document.querySelector("smacs-ask");
            element.endpoint = "${server.url}/v1";
            element.models = ["ada", "ben"];
            element.question = "What is asked?";
            element.checker = { open: (question) => void opened.push(question) };`;
        await open({ attributes: "", head });
        assert.equal(await page.getByLabel("Question").inputValue(), "What is asked?");
        await page.evaluate(() => document.querySelector("smacs-ask").ask());
        assert.equal((await ended()).question, "What is asked?");
        assert.deepEqual(await page.evaluate(() => globalThis.opened), ["What is asked?"]);
        assert.deepEqual([...new Set(server.requests.map(({ body }) => body?.model).filter(Boolean))].sort(), [
            "ada",
            "ben",
        ]);
        await open({ attributes: "" });
        await ask();
        await page.getByText("This element needs the attribute endpoint").waitFor();
    });

    test("asks those of the endpoint's own list that the index knows, where none are named", async () => {
        server = await startServer({ answers: () => "The answer is 391.", key, models: [...ids, "nobody-knows-this"] });
        await open({ attributes: `endpoint="${server.url}/v1"` });
        await ask();
        await page.getByText("The question could not be asked: the key was not accepted").waitFor();
        await page.getByLabel(/^Key for/).fill(key);
        await ask();
        await ended();
        const models = server.requests.map(({ body }) => body?.model).filter(Boolean);
        assert.ok(models.length > 0 && models.every((id) => ids.includes(id)), models.join());
    });

    test(
        "has the endpoint make the question's vector where a model outside made the index's, or who is named",
        needsFiles,
        async () => {
            server = await startServer({ answers: () => "The answer is 391.", key });
            const index = [...outsideIndex()];
            const asked = [];
            await page.route("**/v1/embeddings", async (route) => {
                const headers = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };
                if (route.request().method() === "POST") {
                    asked.push([route.request().postDataJSON(), await route.request().headerValue("authorization")]);
                }
                await route.fulfill({ headers, json: { data: [{ embedding: [1, 0, 0.5] }] } });
            });
            await open();
            const use = (bytes) =>
                page.evaluate(async (given) => {
                    const { loadTools } = await import("/dist/index.js");
                    document.querySelector("smacs-ask").tools = loadTools({ index: Uint8Array.from(given) });
                }, bytes);
            await use(index);
            await page.getByLabel(/^Key for/).fill(key);
            await page.getByText(/^Your question and the key go to/).waitFor();
            await ask();
            const { text, trace } = await ended();
            assert.equal(text, "The answer is 391.");
            assert.deepEqual(JSON.parse(trace).request.vector, [1, 0, 0.5]);
            assert.deepEqual(asked, [[{ model: "made-embed", input: [question] }, `Bearer ${key}`]]);
            await page.evaluate(() => {
                globalThis.ended.length = 0;
                document.querySelector("smacs-ask").embed = () => [0, 1, 0];
            });
            await page.getByText(/^The key goes to/).waitFor();
            await ask();
            assert.deepEqual(JSON.parse((await ended()).trace).request.vector, [0, 1, 0]);
            assert.equal(asked.length, 1);
        },
    );

    test("keeps to what was asked while things load: the key, one question, and whether the element is there", async () => {
        server = await startServer({ answers: () => "The answer is 391." });
        await open();
        await page.evaluate(() => {
            globalThis.element = document.querySelector("smacs-ask");
            element.tools = new Promise((resolve) => {
                globalThis.load = async () => resolve((await import("/dist/index.js")).loadTools());
            });
        });
        await page.getByLabel(/^Key for/).fill(key);
        await ask("What is thrown away?");
        await ask();
        const endpoint = `${server.url}/v1`;
        await page.evaluate(() => {
            localStorage.setItem("smacs-ask key /other", "sk-of-another-host");
            element.endpoint = "/other";
            return load();
        });
        assert.equal((await ended()).question, question);
        const made = server.requests.filter(({ method }) => method === "POST");
        assert.ok(made.length > 0 && made.every(({ headers }) => headers.authorization === `Bearer ${key}`));
        assert.ok(!JSON.stringify(made.map(({ body }) => body)).includes("thrown away"));
        const before = server.requests.length;
        await page.evaluate(async (address) => {
            const { tools } = element;
            const loaded = Promise.withResolvers();
            element.endpoint = address;
            element.tools = loaded.promise;
            const asked = element.ask();
            element.remove();
            await Promise.resolve();
            loaded.resolve(tools);
            await asked;
        }, endpoint);
        assert.equal(server.requests.length, before);
    });

    test("ends its run when it leaves the page, not when it is moved", async () => {
        server = await startServer({ faults: Object.fromEntries(ids.map((id) => [id, "silent"])) });
        await open();
        await ask();
        await until(() => server.requests.length > 0);
        await page.evaluate(() => document.body.append(document.querySelector("smacs-ask")));
        await page.getByRole("button", { name: "Stop" }).waitFor();
        const gone = page.waitForEvent("requestfailed");
        await page.evaluate(() => document.querySelector("smacs-ask").remove());
        await gone;
        assert.deepEqual(await page.evaluate(() => globalThis.ended), []);
    });

    test("is light or dark as the page is, and can be styled", async () => {
        server = await startServer();
        const colours = [];
        for (const scheme of ["light", "dark"]) {
            await open({ scheme });
            colours.push(
                await page.getByLabel("Question").evaluate((field) => {
                    const { backgroundColor, color } = getComputedStyle(field);
                    return [backgroundColor, color].join();
                }),
            );
            assert.deepEqual(await violations(), [], scheme);
        }
        assert.notEqual(colours[0], colours[1]);
        await page.evaluate(() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("smacs-ask { --smacs-radius: 9px } smacs-ask::part(ask) { order: 7 }");
            document.adoptedStyleSheets = [sheet];
        });
        const styled = await page.getByRole("button", { name: "Ask", exact: true }).evaluate((button) => {
            const { borderRadius, order } = getComputedStyle(button);
            return [borderRadius, order];
        });
        assert.deepEqual(styled, ["9px", "7"]);
    });

    test("the example shows it", async () => {
        server = await startServer({ answers: () => "The answer is 391." });
        await page.goto(`${host.url}/examples/ask-element.html`);
        await page.evaluate((url) => {
            document.querySelector("smacs-ask").endpoint = `${url}/v1`;
        }, server.url);
        await ask();
        await page.getByText(`Kept for: ${question}`).waitFor();
    });
});
