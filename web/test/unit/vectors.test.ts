// An index whose vectors a model outside made: a service that was chosen makes those of questions, and nobody else hears
// of them. With the real core; the command makes the index.

import { readFile } from "node:fs/promises";
import { Embedder, ScoreIndex, Smacs } from "smacs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AppState, createAppState } from "../../src/app/state.ts";
import { engineOf } from "../../src/engine/core.ts";
import { problemText as calibrationProblem } from "../../src/features/calibrate/problem-text.ts";
import { memoryStore } from "../memory-store.ts";
import { outsideIndex } from "../other-embedder.ts";

const index = outsideIndex();
const base = "http://127.0.0.1:8080/v1";
const key = "sk-made-up-for-this-test";

interface Sent {
    url: string;
    input?: string[];
    model?: string;
    key: string | null;
}

let state: AppState | undefined;
let sent: Sent[] = [];
let embeds: (body: { input: string[]; model: string }) => unknown;

async function outsideEngine() {
    const file = async (path: string) => new Uint8Array(await readFile(new URL(path, import.meta.url)));
    const smacs = await Smacs.load(await file("../../../wasm/smacs.wasm"));
    const embedder = Embedder.open(smacs, await file("../../assets/default.sme"));
    const opened = ScoreIndex.open(smacs, new Uint8Array(await (index as File).arrayBuffer()));
    return engineOf(smacs, embedder, opened, { index: "given", embedder: "packaged" });
}

async function make(local = memoryStore()) {
    state = createAppState({ local, session: memoryStore(), anyHost: false, loadEngine: outsideEngine });
    state.setQuestion("");
    await state.load();
    await vi.waitFor(() => expect(state?.vectors.value).toBeDefined());
    return { app: state, vectors: state.vectors.value as NonNullable<AppState["vectors"]["value"]> };
}

/** Connects a service; it is not asked anything yet. */
function connect(app: AppState) {
    const endpoint = app.endpoints.showAt(base);
    endpoint.setKey(key);
    return endpoint;
}

beforeEach(() => {
    sent = [];
    embeds = ({ input }) => ({
        model: "made-embed",
        data: input.map((_, at) => ({ index: at, embedding: [1, 2, 3] })),
    });
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
        const body = init?.body === undefined ? undefined : JSON.parse(String(init.body));
        sent.push({ url: String(url), ...body, key: new Headers(init?.headers).get("authorization") });
        if (String(url).endsWith("/embeddings")) {
            const reply = await embeds(body);
            return reply instanceof Response ? reply : Response.json(reply);
        }
        const text = `data: ${JSON.stringify({ choices: [{ delta: { content: "It is 4." }, finish_reason: "stop" }] })}\n\n`;
        return new Response(`${text}data: [DONE]\n\n`, { headers: { "content-type": "text/event-stream" } });
    });
});

afterEach(() => {
    state?.dispose();
    vi.unstubAllGlobals();
});

const settled = { timeout: 10_000 };

test.skipIf(!index)("nothing is sent before a service was chosen, then the text once writing pauses", async () => {
    const { app, vectors } = await make();
    const endpoint = connect(app);
    expect(vectors.choices.value).toEqual([endpoint]);
    app.setQuestion("What is 2 + 2?");
    expect(vectors.status.value).toEqual({ state: "unchosen" });
    expect(app.routed.value).toBeUndefined();
    vectors.choose(endpoint);
    app.setQuestion("What is 2 + ");
    app.setQuestion("What is 2 + 3?");
    await vi.waitFor(() => expect(vectors.status.value).toEqual({ state: "waiting" }));
    await vi.waitFor(() => expect(app.routed.value).toMatchObject({ ok: true, question: "What is 2 + 3?" }), settled);
    expect(sent).toEqual([
        { url: `${base}/embeddings`, model: "made-embed", input: ["What is 2 + 3?"], key: `Bearer ${key}` },
    ]);
    expect(app.routed.value).toMatchObject({ route: { panel: ["Ada"] } });
    expect(vectors.status.value).toEqual({ state: "ready" });
});

test.skipIf(!index)("a run waits for the vector and keeps it; what is written next does not end that", async () => {
    const { app, vectors } = await make();
    const endpoint = connect(app);
    endpoint.takeTyped(["ada"], () => [{ id: "ada", model: "Ada", from: "name", similar: [] } as never]);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
        release = resolve;
    });
    const reply = embeds;
    embeds = async (body) => {
        await held;
        return reply(body);
    };
    app.setQuestion("What is 2 + 2?");
    app.ask();
    expect(app.sheet.value).toBe("index");
    vectors.choose(endpoint);
    app.ask();
    await vi.waitFor(() => expect(sent).toHaveLength(1), settled);
    expect(app.run.value).toBeUndefined();
    app.setQuestion("And 3 + 3?");
    release();
    await vi.waitFor(() => expect(app.run.value?.view.value.phase).toBe("done"), settled);
    expect(app.run.value?.request).toMatchObject({ question: "What is 2 + 2?", vector: [1, 2, 3] });
    expect(app.run.value && app.routeOf(app.run.value)?.panel).toEqual(["Ada"]);
    expect(sent.filter(({ input }) => input?.[0] === "What is 2 + 2?")).toHaveLength(1);
});

test.skipIf(!index)("what does not fit is refused with its reason, and a question comes back", async () => {
    const { app, vectors } = await make();
    const endpoint = connect(app);
    endpoint.takeTyped(["ada"], () => [{ id: "ada", model: "Ada", from: "name", similar: [] } as never]);
    vectors.choose(endpoint);
    for (const [reply, code, said] of [
        [{ data: [{ index: 0, embedding: [1, 2] }] }, "mismatch", /gave 2 numbers, not 3/],
        [{ model: "house/other-9b", data: [{ index: 0, embedding: [1, 2, 3] }] }, "mismatch", /other-9b made the vec/],
        [Response.json({ error: { message: `no model for ${key}` } }, { status: 404 }), "unknown-model", /^no model/],
    ] as const) {
        embeds = () => reply;
        app.setQuestion(`What about ${code} ${said.source.length}?`);
        const text = app.question.value;
        app.ask();
        await vi.waitFor(() => expect(vectors.status.value.state).toBe("failed"), settled);
        const { error } = vectors.status.value as { error: Error };
        expect(error).toMatchObject({ code, message: expect.stringMatching(said) });
        expect(JSON.stringify(error) + error.message).not.toContain(key);
        expect(app.question.value).toBe(text);
        expect(app.run.value).toBeUndefined();
    }
    embeds = ({ input }) => ({ data: input.map(() => ({ embedding: [3, 2, 1] })) });
    vectors.retry();
    await vi.waitFor(() => expect(app.routed.value).toMatchObject({ ok: true }), settled);
});

test.skipIf(!index)("calibrating has the chosen service make the vectors of the questions, once", async () => {
    const { app, vectors } = await make();
    const stop = new AbortController();
    const texts = ["What is 2 + 2?", "What is 3 + 4?"];
    const refused = await vectors.all(texts, stop.signal).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "not-here", detail: "made-embed" });
    expect(calibrationProblem(refused)).toMatch(/made-embed.*choose a service/);
    expect(sent).toEqual([]);
    vectors.choose(connect(app));
    const both = [1, 2].map(() => [1, 2, 3]);
    expect(await vectors.all(texts, stop.signal)).toEqual(both);
    expect(await vectors.all([...texts].reverse(), stop.signal)).toEqual(both);
    expect(sent).toEqual([{ url: `${base}/embeddings`, model: "made-embed", input: texts, key: `Bearer ${key}` }]);
    stop.abort();
    await expect(vectors.all(["New?"], stop.signal)).rejects.toBeDefined();
});

test.skipIf(!index)("the service is remembered without its key, and forgotten with its endpoint", async () => {
    const local = memoryStore();
    const first = await make(local);
    first.vectors.choose(connect(first.app));
    first.app.dispose();
    const { app, vectors } = await make(local);
    expect(vectors.service.value?.base.value).toBe(base);
    expect(vectors.service.value?.key.value).toBe("");
    app.endpoints.forget(vectors.service.value as NonNullable<typeof vectors.service.value>);
    expect(vectors.service.value).toBeUndefined();
    expect(app.endpoints.vectorsAt("made-embed")).toBeUndefined();
});
