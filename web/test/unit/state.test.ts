import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type AppState, createAppState } from "../../src/app/state.ts";
import type { LoadEngineOptions } from "../../src/engine/core.ts";
import { countReferences } from "../../src/features/run/model/rows.ts";
import { plainText, verdictOf } from "../../src/features/run/model/verdict.ts";
import { defaultRunOptions, readRunOptions } from "../../src/features/run/options.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";

let state: AppState | undefined;

type Load = (options: LoadEngineOptions) => ReturnType<typeof realEngine>;

async function make(local = memoryStore(), session = memoryStore(), loadEngine: Load = realEngine) {
    state = createAppState({ local, session, anyHost: false, loadEngine });
    await state.load();
    return state;
}

/** An endpoint that serves these models; chat requests get `answer`. */
function serve(ids: string[], answer: (model: string) => Response | Promise<Response>) {
    const calls: { url: string; init: RequestInit | undefined }[] = [];
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
        calls.push({ url, init });
        return url.endsWith("/models")
            ? Response.json({ data: ids.map((id) => ({ id })) })
            : answer((JSON.parse(String(init?.body)) as { model: string }).model);
    });
    return calls;
}

const streamed = (text: string) =>
    new Response(`data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\ndata: [DONE]\n\n`, {
        headers: { "content-type": "text/event-stream" },
    });
const settled = (app: AppState) => vi.waitFor(() => expect(app.run.value?.active.value).toBe(false));

afterEach(() => {
    state?.dispose();
    vi.unstubAllGlobals();
});

test("a sample question is routed as soon as the core is there", async () => {
    const app = await make();
    expect(app.question.value).not.toBe("");
    expect(app.routed.value).toMatchObject({ ok: true, restricted: false, question: app.question.value });
});

test("a failed load can be tried again", async () => {
    let fail = true;
    const app = await make(undefined, undefined, async () => {
        if (fail) {
            throw new TypeError("Failed to fetch");
        }
        return realEngine();
    });
    expect(app.loading.value.state).toBe("failed");
    fail = false;
    await app.load();
    expect(app.loading.value.state).toBe("ready");
});

test("a draft comes back; an error of the core is a value", async () => {
    const session = memoryStore();
    (await make(undefined, session)).setQuestion("half a thought");
    state?.dispose();
    const app = await make(undefined, session, async () => ({
        ...(await realEngine()),
        route: () => {
            throw new Error("no");
        },
    }));
    expect(app.question.value).toBe("half a thought");
    expect(app.routed.value).toMatchObject({ ok: false });
});

test("whom the knob chose is asked, in that order", async () => {
    const app = await make();
    const ids = ["qwen/qwen-2.5-7b-instruct", "meta-llama/llama-3.1-8b-instruct", "qwen/qwen-2.5-72b-instruct"];
    serve(ids, () => streamed("It is 391."));
    const endpoint = app.endpoints.showAt("http://127.0.0.1:8080/v1");
    const { value } = app.loading;
    await endpoint.fetchModels((list) => (value.state === "ready" ? value.engine.match(list) : []));
    app.options.value = { ...app.options.value, quality: 0.05, mode: "select", pace: "thorough" };
    app.setQuestion("What is 17 * 23?");
    await vi.waitFor(() => expect(app.routed.value?.question).toBe("What is 17 * 23?"));
    const cheapest = app.asked.value.map(({ id }) => id);
    app.options.value = { ...app.options.value, quality: 1 };
    expect(app.asked.value.map(({ id }) => id)).not.toEqual(cheapest);
    app.options.value = { ...app.options.value, quality: 0.05 };
    app.ask();
    await settled(app);
    expect(app.run.value?.request.panel).toEqual(cheapest);
    expect(app.run.value?.view.value.panel.map(({ member }) => member)).toEqual(cheapest);
});

test("asking without an endpoint opens its sheet", async () => {
    const app = await make();
    app.ask();
    expect(app.sheet.value).toBe("endpoint");
    expect(app.run.value).toBeUndefined();
});

describe("with an endpoint", () => {
    const connect = async (local = memoryStore()) => {
        const app = await make(local);
        const endpoint = app.endpoints.shown.value;
        endpoint.setAddress("localhost:8080");
        endpoint.setKey("sk-secret");
        const { loading } = app;
        await endpoint.fetchModels(loading.value.state === "ready" ? loading.value.engine.match : () => []);
        return app;
    };

    test("the panel is chosen among its models; address and mapping are stored, the key is not", async () => {
        const calls = serve(["gemma2:9b", "llama3.1:8b", "other"], () => streamed("x"));
        const local = memoryStore();
        const app = await connect(local);
        const { value } = app.routed;
        expect(value).toMatchObject({ ok: true, restricted: true });
        expect(value?.ok && value.route.panel.toSorted()).toEqual(["Gemma-2-9B-it", "Llama-3.1-8B-Instruct"]);
        expect(app.asked.value.map(({ name }) => name).toSorted()).toEqual(["Gemma-2-9B-it", "Llama-3.1-8B-Instruct"]);
        expect(calls[0]?.url).toBe("http://localhost:8080/v1/models");
        const stored = JSON.stringify([...local.values]);
        expect(stored).toContain("gemma2:9b");
        expect(stored).not.toContain("sk-secret");
    });

    test("a question that is asked before the core is there stays in the composer", async () => {
        serve(["gemma2:9b"], () => streamed("x"));
        const app = await connect();
        app.loading.value = { state: "loading", progress: undefined };
        app.setQuestion("Is anybody there?");
        app.ask();
        expect(app.question.value).toBe("Is anybody there?");
    });

    test("a mapping is taken up after a reload, and forgotten when told so", async () => {
        serve(["gemma2:9b"], () => streamed("x"));
        const local = memoryStore();
        await connect(local);
        state?.dispose();
        const app = await make(local);
        expect(app.endpoints.mapped.value).toEqual(["Gemma-2-9B-it"]);
        expect(app.endpoints.shown.value.key.value).toBe("");
        app.endpoints.forget(app.endpoints.shown.value);
        expect(app.endpoints.mapped.value).toEqual([]);
        expect(JSON.stringify([...local.values])).not.toContain("gemma2:9b");
    });

    test("how to ask is remembered; what makes no sense is not taken up", async () => {
        const local = memoryStore();
        (await make(local)).options.value = { ...defaultRunOptions, mode: "route", n: 3, maxCost: 0.5 };
        state?.dispose();
        expect((await make(local)).options.value).toMatchObject({ mode: "route", n: 3, maxCost: 0.5 });
        expect(readRunOptions({ mode: "vote", n: 99, maxCalls: -1, maxCost: "much", sequential: 1 })).toEqual(
            defaultRunOptions,
        );
    });

    test("one failure does not stop the others, and what was typed last is asked", async () => {
        let failing: string | undefined;
        const calls = serve(["llama3.1:8b", "gemma2:9b", "qwen2:72b"], async (model) => {
            failing ??= model;
            if (model === failing) {
                return new Response("no", { status: 404 });
            }
            // Two answers that agree would end what has not failed yet.
            const shown = () => state?.run.value?.view.value;
            await vi.waitFor(() => expect(countReferences(shown() ?? expect.fail())).toMatchObject({ failed: 1 }));
            return streamed("The answer is 7.");
        });
        const app = await connect();
        app.options.value = { ...app.options.value, mode: "select" };
        app.setQuestion("typed just now");
        app.ask();
        await settled(app);
        const run = app.run.value;
        expect(run?.question).toBe("typed just now");
        expect(run && countReferences(run.view.value)).toEqual({ answered: 2, active: 0, failed: 1, ended: 0 });
        expect(run?.view.value).toMatchObject({ settled: "select", degraded: ["references"] });
        expect(run && plainText(verdictOf(run.view.value))).toMatch(
            /^Both answers say 7\. About \d\d in 100 such answers are right\.$/,
        );
        const headers = calls.slice(1).map((call) => Object.keys(call.init?.headers ?? {}).sort());
        expect(new Set(headers.flat())).toEqual(new Set(["Authorization", "Content-Type"]));
    });

    test("a failed model can be asked again after the end, and the decision is made anew", async () => {
        let failing: string | undefined;
        serve(["llama3.1:8b", "gemma2:9b"], (model) => {
            failing ??= model;
            return model === failing ? new Response("no", { status: 402 }) : streamed(`from ${model}`);
        });
        const app = await connect();
        app.options.value = { ...app.options.value, mode: "route" };
        app.ask();
        await settled(app);
        const run = app.run.value;
        const [first] = run?.view.value.panel ?? [];
        expect(run?.view.value.degraded).toEqual(["fallback"]);
        expect(run?.live(0).value.failure?.kind).toBe("credit");
        failing = "none";
        run?.ask(first?.member ?? "");
        expect(run?.active.value).toBe(true);
        await settled(app);
        expect(run?.view.value.calls.map((call) => call.state)).toEqual(["failed", "done", "done"]);
        expect(run?.view.value.candidates).toHaveLength(2);
        expect(() => JSON.parse(run?.trace() ?? "")).not.toThrow();
    });

    test("answers outlive a new route, until asked again", async () => {
        serve(["gemma2:9b"], () => streamed("first"));
        const app = await connect();
        app.ask();
        await settled(app);
        app.setQuestion("another question");
        await vi.waitFor(() => expect(app.routed.value?.question).toBe("another question"));
        expect(app.run.value?.view.value).toMatchObject({ kept: 0, calls: [{ text: "first" }] });
    });

    test("a stop ends calls at once and keeps what had arrived", async () => {
        let signal: AbortSignal | null | undefined;
        serve(["gemma2:9b"], () => {
            const body = new ReadableStream<Uint8Array>({
                start(controller) {
                    const chunk = { choices: [{ delta: { content: "half" } }] };
                    controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\n`));
                    signal?.addEventListener("abort", () => controller.error(signal?.reason));
                },
            });
            return new Response(body, { headers: { "content-type": "text/event-stream" } });
        });
        const fetching = globalThis.fetch;
        vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
            signal = init?.signal;
            return fetching(url, init);
        });
        const app = await connect();
        app.ask();
        const live = () => app.run.value?.live(0).value;
        await vi.waitFor(() => expect(live()?.text).toBe("half"));
        app.stop();
        await settled(app);
        expect(app.run.value?.view.value).toMatchObject({
            kept: 0,
            degraded: ["cut", "stopped"],
            calls: [{ state: "cancelled", why: "stop", text: "half" }],
        });
        await vi.waitFor(() => expect(live()).toMatchObject({ phase: "over", text: "half" }));
    });

    test("a run of another index is shown as it was recorded; a damaged one by what was kept of it", async () => {
        serve(["gemma2:9b"], () => streamed("The answer is 7."));
        const app = await connect();
        app.ask();
        await settled(app);
        const { run } = app;
        const id = run.value?.id ?? "";
        await app.history.flush();
        const saved = await app.history.load(id);
        const before = run.value;
        app.openTrace("no trace", "link");
        expect(app.runProblem.value?.doing).toBe("openLink");
        expect(run.value).toBe(before);
        const trace = saved?.trace.replace(/"index":"[0-9a-f]+"/, '"index":"0000000000000000"') ?? "";
        expect(trace).not.toBe(saved?.trace);
        const shown = run.value?.view.value;
        app.startAnew();
        const load = vi.spyOn(app.history, "load").mockResolvedValue(saved && { ...saved, trace });
        await app.openSaved(id);
        const recorded = app.run.value;
        expect(recorded?.recordedBy).toMatch(/^\d+\.\d+\.\d+$/);
        expect(recorded?.view.value).toEqual(shown);
        expect(recorded?.view.value.calls[0]?.text).toBe("The answer is 7.");
        expect(recorded?.trace()).toBe(trace);
        const damaged = trace.replace('"guarded":false', '"guarded":"no"').replace('"view":{', '"view":{"guarded":1,');
        load.mockResolvedValue(saved && { ...saved, trace: damaged });
        app.startAnew();
        await app.openSaved(id);
        expect(app.run.value).toBeUndefined();
        expect(app.runProblem.value).toMatchObject({ doing: "open", error: { code: "mismatch" } });
        expect(app.runProblem.value?.saved?.answer).toBe("The answer is 7.");
        expect(app.runProblem.value?.saved?.question).toBe(saved?.question);
    });

    test("a history backup of version 1 opens, whatever index decides by now", async () => {
        const app = await make();
        const text = await readFile(new URL("../../../tests/golden/history-1.json", import.meta.url), "utf8");
        expect(await app.history.import(new Blob([text]))).toBe(1);
        const id = JSON.parse(text).runs[0].id;
        const saved = await app.history.load(id);
        await app.openSaved(id);
        const kept = () => {
            const view = app.run.value?.view.value;
            return view?.calls[view.kept ?? -1]?.text;
        };
        expect(kept()).toBe(saved?.answer);
        const trace = saved?.trace.replace(/"index":"[0-9a-f]+"/, '"index":"0000000000000000"') ?? "";
        vi.spyOn(app.history, "load").mockResolvedValue(saved && { ...saved, trace });
        app.startAnew();
        await app.openSaved(id);
        expect(app.run.value?.recordedBy).toBe("0.1.0");
        expect(kept()).toBe(saved?.answer);
        const view = app.run.value?.view.value;
        expect(view).toMatchObject({ camps: [], unread: null, certainty: null });
        // Nothing that it does not know: neither who agreed, nor that anything could not be read.
        expect(view && verdictOf(view)).toEqual([]);
    });

    test("a server that repeats the key does not get it into what is shown, kept or merged", async () => {
        const key = "sk-a-key-of-the-usual-length";
        serve(["gemma2:9b", "llama3.1:8b"], (model) =>
            model === "gemma2:9b"
                ? Response.json({ error: { message: `wrong key: ${key}` } }, { status: 401 })
                : streamed(`Your key is ${key}.`),
        );
        const app = await connect();
        app.endpoints.shown.value.setKey(key);
        app.options.value = { ...app.options.value, mode: "select" };
        app.ask();
        await settled(app);
        const { run } = app;
        const trace = run.value?.trace() ?? "";
        expect(trace).toContain("wrong key: [key]");
        expect(trace).toContain("Your key is [key].");
        const shown = [0, 1].map((call) => run.value?.live(call).value);
        expect(trace + JSON.stringify(shown)).not.toContain(key);
    });
});

test("an address that the strict page may not contact cannot be used there", async () => {
    const app = await make();
    app.endpoints.shown.value.setAddress("https://models.example.com");
    expect(app.endpoints.shown.value.reachable.value).toBe(false);
    expect(app.endpoints.shown.value.ready.value).toBe(false);
});
