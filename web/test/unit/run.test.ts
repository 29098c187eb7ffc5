// A run of the page on the real core: left, opened again, gone through step by step.
import type { RunRequest } from "smacs";
import { defaultPatience } from "smacs/wire";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Engine } from "../../src/engine/core.ts";
import type { EndpointState } from "../../src/features/endpoint/endpoint.ts";
import type { PoolModel } from "../../src/features/endpoint/endpoints.ts";
import { keptText, messagesAfter, turnsOf } from "../../src/features/run/conversation.ts";
import { markdownOf } from "../../src/features/run/markdown-of.ts";
import { askedBackWords } from "../../src/features/run/model/asked-back.ts";
import { matrixOf, partsOf } from "../../src/features/run/model/matrix.ts";
import { referenceRows } from "../../src/features/run/model/rows.ts";
import { spentIn } from "../../src/features/run/model/spent.ts";
import { openRun } from "../../src/features/run/open.ts";
import { replacementFor } from "../../src/features/run/replacement.ts";
import { type Run, type RunSurroundings, startRun } from "../../src/features/run/run.ts";
import { spoken } from "../../src/features/run/spoken.ts";
import { realEngine } from "../real-engine.ts";

const names = ["Gemma-2-9B-it", "Llama-3.1-8B-Instruct", "Athene-70B", "Qwen2-72B-Instruct"];
const pool = names.map(
    (model): PoolModel => ({
        endpoint: {} as EndpointState,
        id: `host/${model}`,
        label: "host",
        base: "http://localhost:9/v1",
        provider: "custom",
        served: model,
        model,
        price: undefined,
        timeLimitMs: undefined,
    }),
);
const identity = { id: "one", conversation: "one", turn: 0, startedAt: 0 };

let engine: Engine;
beforeAll(async () => {
    engine = await realEngine();
});
afterAll(() => {
    engine.dispose();
    vi.unstubAllGlobals();
});

const request = (more: Partial<RunRequest> = {}): RunRequest => ({
    question: "How many apples are left of 12 when 5 are eaten?",
    pool: pool.map(({ id, model }) => ({ id, model: model ?? null })),
    config: { mode: "select", n: 3, early_stop: false },
    nonce: "n",
    seed: 7,
    ...more,
});
const surroundings = (more: Partial<RunSurroundings> = {}): RunSurroundings => ({
    engine,
    pool,
    keyFor: () => "sk-secret",
    patienceFor: () => defaultPatience,
    ...more,
});
const ended = (run: Run) => vi.waitFor(() => expect(run.view.value.phase).toBe("done"));

/** Answers by model; "hang" never ends after its first piece. */
function serve(answer: (model: string) => string) {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
        const { model } = JSON.parse(String(init.body)) as { model: string };
        asked.push(model);
        const text = answer(model);
        const piece = `data: ${JSON.stringify({ choices: [{ delta: { content: text.replace("hang", "So far") } }] })}\n\n`;
        const stream = new ReadableStream({
            start(controller) {
                controller.enqueue(new TextEncoder().encode(piece));
                if (!text.startsWith("hang")) {
                    controller.enqueue(new TextEncoder().encode("data: [DONE]\n\n"));
                    controller.close();
                }
                init.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
            },
        });
        return new Response(stream, { headers: { "content-type": "text/event-stream" } });
    });
    return asked;
}

const right = "12 - 5 = 7. The answer is 7.";
const wrong = "It is 8. The answer is 8.";
const mixed = (model: string) => (model === "Gemma-2-9B-it" ? wrong : right);

/** A run left while one model was still answering, as a tab that is closed leaves it. */
async function leftInTheMiddle() {
    serve((model) => (model === "Athene-70B" ? "hang" : right));
    const run = startRun(request(), identity, surroundings());
    await vi.waitFor(() => expect(run.view.value.calls.filter(({ state }) => state === "done")).toHaveLength(2));
    await vi.waitFor(() => expect(Object.values(run.partials())).toEqual(["So far"]));
    return { run, trace: run.trace(), partials: run.partials() };
}

describe("a run that was left in the middle", () => {
    test("goes on where it was: only what was in flight is asked again", async () => {
        const { run, trace, partials } = await leftInTheMiddle();
        run.dispose();
        const asked = serve(() => right);
        const again = openRun(trace, partials, identity, surroundings());
        expect(again.interrupted.value).toBe(true);
        expect(again.active.value).toBe(false);
        const flying = again.view.value.calls.find(({ state }) => state === "flying");
        expect(again.live(flying?.call ?? -1).value.text).toBe("So far");
        again.resume();
        await ended(again);
        expect(asked).toEqual(["Athene-70B"]);
        expect(again.view.value.candidates).toHaveLength(3);
        expect(again.interrupted.value).toBe(false);
    });

    test("can be ended from what had arrived, without asking anybody", async () => {
        const { run, trace, partials } = await leftInTheMiddle();
        run.dispose();
        const asked = serve(() => right);
        const again = openRun(trace, partials, identity, surroundings());
        again.finish();
        expect(again.view.value.phase).toBe("done");
        expect(asked).toEqual([]);
        expect(keptText(again)).toBe(right);
        expect(again.view.value.calls.map(({ text }) => text)).toContain("So far");
        expect(again.view.value.degraded).toContain("stopped");
    });

    test("says which endpoint is missing when it is gone", async () => {
        const { run, trace, partials } = await leftInTheMiddle();
        run.dispose();
        serve(() => right);
        const again = openRun(trace, partials, identity, surroundings({ pool: [] }));
        again.resume();
        await ended(again);
        expect(again.view.value.calls.map(({ failure }) => failure)).toContain("not-here");
        expect(again.name(pool[0]?.id ?? "")).toBe("Gemma-2-9B-it");
    });
});

describe("a run that has ended", () => {
    const finish = async (more: Partial<RunRequest> = {}) => {
        serve(mixed);
        const run = startRun(request(more), identity, surroundings());
        await ended(run);
        return run;
    };

    test("is gone through step by step, and is itself again afterwards", async () => {
        const run = await finish();
        const end = run.view.value;
        expect(run.steps.value).toBe(4);
        run.goTo(1);
        expect(run.view.value.phase).toBe("references");
        expect(run.view.value.calls.map(({ state }) => state)).toEqual(["flying", "flying", "flying"]);
        expect(run.latest.value).toBe(end);
        run.goTo(2);
        expect(run.view.value.calls.filter(({ state }) => state === "done")).toHaveLength(1);
        run.goTo(undefined);
        expect(run.view.value).toBe(end);
    });

    test("opened again it is the same, and a model can still be asked or left out", async () => {
        const run = await finish();
        const again = openRun(run.trace(), {}, identity, surroundings());
        expect(again.view.value).toEqual(run.view.value);
        expect(again.interrupted.value).toBe(false);
        const asked = serve(mixed);
        again.drop(again.view.value.panel[0]?.member ?? "");
        await ended(again);
        expect(asked).toEqual([]);
        expect(again.view.value.panel[0]?.dropped).toBe(true);
        const other = replacementFor(again, undefined) ?? "";
        expect(again.view.value.panel.map(({ member }) => member)).not.toContain(other);
        again.ask(other);
        await vi.waitFor(() => expect(again.view.value.calls).toHaveLength(4));
        await ended(again);
        expect(asked).toHaveLength(1);
    });

    test("other weights are weighed by the core at once", async () => {
        const run = await finish();
        const weights = { agreement: 0, confidence: 0, vote: 1 };
        const scores = run.rescore(weights);
        expect(scores?.candidates.map(({ score, vote }) => score - (vote ?? 0))).toEqual([0, 0, 0]);
    });

    test("shows who agrees with whom, and what the scores are made of", async () => {
        const run = await finish();
        const view = run.view.value;
        const data = matrixOf(view);
        expect(data.merged).toBe(false);
        const says = (member: string) => (member.endsWith("Gemma-2-9B-it") ? 8 : 7);
        for (const [at, row] of data.rows.entries()) {
            for (const [place, column] of data.columns.entries()) {
                const same = says(row.member) === says(column.member);
                const expected = at === place ? "self" : same ? "same" : "differs";
                expect(data.cells[at]?.[place]?.kind).toBe(expected);
            }
        }
        expect(data.columns.filter(({ kept }) => kept)).toHaveLength(1);
        for (const { score } of data.columns) {
            const sum = score ? partsOf(score, data.weights).reduce((all, { value }) => all + value, 0) : 0;
            expect(sum).toBeCloseTo(score?.score ?? Number.NaN, 9);
        }
    });

    test("merged: which version saw which answer is as the core drew it", async () => {
        const run = await finish({ config: { mode: "aggregate", n: 3, subsets: 2, early_stop: false } });
        const view = run.view.value;
        const data = matrixOf(view);
        expect(data.merged).toBe(true);
        expect(data.columns).toHaveLength(2);
        for (const [place, drawn] of view.subsets.entries()) {
            const seen = drawn.map((call) => view.calls[call]?.member).sort();
            const filled = data.rows
                .filter((_, at) => data.cells[at]?.[place]?.kind === "seen")
                .map(({ member }) => member);
            expect(filled.sort()).toEqual(seen);
        }
        run.goTo(1);
        const early = matrixOf(run.view.value);
        expect(early.merged).toBe(true);
        expect(early.cells.flat().every(({ kind }) => kind === "none")).toBe(true);
    });

    test("can be followed up, and written down", async () => {
        const run = await finish({
            history: [
                { role: "user", content: "Hello?" },
                { role: "assistant", content: "Hi." },
            ],
        });
        expect(messagesAfter(run)).toEqual([
            { role: "user", content: "Hello?" },
            { role: "assistant", content: "Hi." },
            { role: "user", content: run.question },
            { role: "assistant", content: right },
        ]);
        expect(turnsOf(messagesAfter(run))).toEqual([
            { question: "Hello?", answer: "Hi." },
            { question: run.question, answer: right },
        ]);
        const text = markdownOf(run);
        expect(text).toContain(`## Question\n\n> ${run.question}\n\n## Kept answer\n\n${right}`);
        expect(text).toContain(wrong);
        expect(text + run.trace()).not.toContain("sk-secret");
    });
});

describe("models that are asked back", () => {
    const prose =
        "The capital of Australia is a planned city. People often name Sydney. It is Canberra though, by law.";

    /** Every model answers in prose, and states its answer when it is asked back. */
    function serveProse(statement: string) {
        const sent: { content: string; role: string }[][] = [];
        vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
            const { messages } = JSON.parse(String(init.body)) as { messages: { content: string; role: string }[] };
            sent.push(messages);
            const content = messages.length > 1 ? statement : prose;
            return Response.json({
                choices: [{ message: { role: "assistant", content }, finish_reason: "stop" }],
                usage: { prompt_tokens: 10, completion_tokens: 4 },
            });
        });
        return sent;
    }
    const question = "Which city is the capital of Australia?";

    test("are shown with what they state, and counted apart", async () => {
        const sent = serveProse("Canberra");
        const run = startRun(request({ question, state_prompt: "Say it, or reply: n/a" }), identity, surroundings());
        await ended(run);
        const view = run.view.value;
        const asked = view.calls.filter(({ role }) => role === "state");
        expect(asked.length).toBeGreaterThan(0);
        expect(sent.filter((messages) => messages.at(-1)?.content.startsWith("Say it"))).toHaveLength(asked.length);
        expect(view.asked_back?.calls).toBe(asked.length);
        const row = referenceRows(view).find(({ askedBack }) => askedBack);
        expect(row?.askedBack && askedBackWords(view, row.askedBack)).toEqual({
            said: "clarified: ",
            claim: "Canberra",
        });
        expect(markdownOf(run)).toContain("*clarified:* Canberra");
        expect(markdownOf(run)).toContain(`3 calls and ${asked.length} to clarify`);
        expect(spentIn(view)?.tokens).toBe(14 * view.calls.length);
        expect(matrixOf(view).columns).toHaveLength(3);
        expect(spoken(run)).toMatch(/^3 answered\. Finished\. .* say Canberra/);
    });

    test("are told from those whose replies have no short answer, or another than they state", async () => {
        const said = async (statement: string) => {
            serveProse(statement);
            const run = startRun(request({ question }), identity, surroundings());
            await ended(run);
            const view = run.view.value;
            const row = referenceRows(view).find(({ askedBack }) => askedBack?.state === "done");
            return row?.askedBack && askedBackWords(view, row.askedBack).said;
        };
        expect(await said("N/A.")).toMatch(/no short answer$/);
        expect(await said("Wellington")).toMatch(/^clarified, but this is not in its answer/);
    });

    test("nobody is, where that is switched off", async () => {
        const sent = serveProse("Canberra");
        const config = { mode: "select" as const, n: 3, early_stop: false as const, state: false };
        const run = startRun(request({ question, config }), identity, surroundings());
        await ended(run);
        expect(sent).toHaveLength(3);
        expect(run.view.value.asked_back?.calls).toBe(0);
    });
});

describe("a trace that cannot be run again here", () => {
    const view = {
        phase: "done",
        mode: "aggregate",
        panel: [{ member: "m", model: null, prior: null, standard_error: null, dropped: false }],
        calls: [],
        subsets: [],
        similarity: [],
        weights: { agreement: 1, confidence: 1, vote: 4 },
        settled: "aggregate",
        kept: null,
        candidates: [],
        degraded: [],
        guarded: false,
        stopped_early: false,
        calls_made: 0,
        calls_planned: 0,
        calls_saved: 0,
        usage: { input: 0, output: 0, cost: null, basis: "actual", cost_basis: "actual" },
    };
    const opened = (request: unknown, steps: unknown[] = []) => {
        const trace = { smacs_trace: 2, version: "9", index: "strange", embedder: "strange", request, steps, view };
        return openRun(JSON.stringify(trace), {}, identity, surroundings());
    };

    test("may say anything in its request", () => {
        for (const request of [
            {},
            { question: 7, pool: 7, history: {}, config: [], seed: "7" },
            { pool: [null, {}, { id: {} }], history: [null, { role: "user" }, { role: "user", content: {} }] },
            { config: { mode: {}, subsets: 1e9 } },
            { config: { subsets: -0.5 } },
        ]) {
            const run = opened(request);
            expect(run.name("m")).toBe("m");
            expect(run.question).toBe("");
            expect(turnsOf(run.request.history)).toEqual([]);
            expect(matrixOf(run.view.value).columns).toHaveLength(1);
            expect(replacementFor(run, undefined)).toBeUndefined();
            expect(markdownOf(run)).toEqual(expect.any(String));
        }
    });

    test("may say anything in its steps", () => {
        const run = opened({ question: "Why?", pool: [{ id: "m", model: "M" }], history: [] }, [
            null,
            7,
            { event: null, actions: null },
            { event: { type: "begin" }, actions: [null, {}, { type: "call", call: 1, messages: 7 }] },
            { event: { type: "completed", call: 0, text: {}, reasoning: [], ms: "1" } },
            { event: { type: "failed", call: 1, kind: {}, message: {} } },
            { event: {}, actions: [{ type: "call", call: 2, messages: [null, { role: "user", content: "Why?" }] }] },
        ]);
        expect(run.question).toBe("Why?");
        expect(run.name("m")).toBe("M");
        expect(run.live(0).value).toMatchObject({ text: "", reasoning: "", endedAt: 0 });
        expect(run.live(1).value.failure?.message).toBe("");
        expect(run.messages(1)).toEqual([]);
        expect(run.messages(2)).toEqual([{ role: "user", content: "Why?" }]);
    });
});
