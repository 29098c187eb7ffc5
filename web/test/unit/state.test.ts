import type { IndexInfo, Route, RouteOptions } from "smacs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type AppState, createAppState } from "../../src/app/state.ts";
import type { Engine } from "../../src/engine/core.ts";
import { memoryStore } from "../memory-store.ts";

const names = ["Llama-3.1-8B-Instruct", "Gemma-2-9B-it", "Qwen2-7B-Instruct"];

/** Routes to the models allowed, in a fixed order. */
const engine: Engine = {
    info: { models: names.map((name) => ({ name, mean: 0.5, scored: 1 })) } as IndexInfo,
    route: (_question, options: RouteOptions) =>
        ({
            mode: options.mode,
            panel: options.models ?? names,
            models: names.map((model, rank) => ({ model, prior: 0.9 - rank / 10 })),
        }) as Route,
    dispose() {},
};

let state: AppState | undefined;

async function make(local = memoryStore(), session = memoryStore(), loadEngine = async () => engine) {
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
        return engine;
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
        ...engine,
        route: () => {
            throw new Error("no");
        },
    }));
    expect(app.question.value).toBe("half a thought");
    expect(app.routed.value).toMatchObject({ ok: false });
});

test("asking without an endpoint opens its sheet", async () => {
    const app = await make();
    app.ask();
    expect(app.endpointOpen.value).toBe(true);
    expect(app.run.value).toBeUndefined();
});

describe("with an endpoint", () => {
    const connect = async (local = memoryStore()) => {
        const app = await make(local);
        const endpoint = app.endpoints.shown.value;
        endpoint.setAddress("localhost:8080");
        endpoint.setKey("sk-secret");
        await endpoint.fetchModels(engine.info.models);
        return app;
    };

    test("the panel is chosen among its models; address and mapping are stored, the key is not", async () => {
        const calls = serve(["gemma2:9b", "qwen2:7b", "other"], () => streamed("x"));
        const local = memoryStore();
        const app = await connect(local);
        expect(app.routed.value).toMatchObject({ restricted: true, route: { panel: names.slice(1) } });
        expect(calls[0]?.url).toBe("http://localhost:8080/v1/models");
        const stored = JSON.stringify([...local.values]);
        expect(stored).toContain("gemma2:9b");
        expect(stored).not.toContain("sk-secret");
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

    test("one failure does not stop the others, and the best that arrived is kept", async () => {
        const calls = serve(["llama3.1:8b", "gemma2:9b", "qwen2:7b"], (model) =>
            model === "llama3.1:8b" ? new Response("no", { status: 404 }) : streamed(`from ${model}`),
        );
        const app = await connect();
        app.setQuestion("typed just now");
        app.ask();
        await settled(app);
        const run = app.run.value;
        expect(run?.question).toBe("typed just now");
        expect(run?.counts.value).toEqual({ arrived: 2, cut: 0, failed: 1, stopped: 0, active: 0 });
        expect(run?.kept.value?.model).toBe("Gemma-2-9B-it");
        const headers = calls.slice(1).map((call) => Object.keys(call.init?.headers ?? {}).sort());
        expect(new Set(headers.flat())).toEqual(new Set(["Authorization", "Content-Type"]));
    });

    test("a failed model can be asked again and may then be the one that is kept", async () => {
        let fail = true;
        serve(["llama3.1:8b", "gemma2:9b"], (model) =>
            fail && model === "llama3.1:8b" ? new Response("no", { status: 402 }) : streamed(`from ${model}`),
        );
        const app = await connect();
        app.ask();
        await settled(app);
        const failed = app.run.value?.members[0];
        expect(failed?.answer.value.failure?.kind).toBe("credit");
        fail = false;
        if (failed) {
            app.run.value?.retry(failed);
        }
        await settled(app);
        expect(app.run.value?.kept.value?.model).toBe("Llama-3.1-8B-Instruct");
    });

    test("answers outlive a new route, until asked again", async () => {
        serve(["gemma2:9b"], () => streamed("first"));
        const app = await connect();
        app.ask();
        await settled(app);
        app.setQuestion("another question");
        await vi.waitFor(() => expect(app.routed.value?.question).toBe("another question"));
        expect(app.run.value?.kept.value?.answer.value.text).toBe("first");
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
        await vi.waitFor(() => expect(app.run.value?.members[0]?.answer.value.text).toBe("half"));
        app.stop();
        await settled(app);
        expect(app.run.value?.members[0]?.answer.value).toMatchObject({ state: "stopped", text: "half" });
        expect(app.run.value?.kept.value).toBeUndefined();
    });
});

test("an address that the strict page may not contact cannot be used there", async () => {
    const app = await make();
    app.endpoints.shown.value.setAddress("https://models.example.com");
    expect(app.endpoints.shown.value.reachable.value).toBe(false);
    expect(app.endpoints.shown.value.ready.value).toBe(false);
});
