// Who would be asked: exactly those, and in the order, that a run with the same request asks.
import type { ModelRoute } from "smacs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/engine/core.ts";
import { questionsIn } from "../../src/engine/core.ts";
import type { EndpointState } from "../../src/features/endpoint/endpoint.ts";
import type { PoolModel } from "../../src/features/endpoint/endpoints.ts";
import { type Asked, askedOf } from "../../src/features/route/asked.ts";
import { byFigure, firstAgainstFigures, notToldApart, sourceOf, sourceWords } from "../../src/features/route/source.ts";
import { defaultRunOptions, type RunOptions, runRequest } from "../../src/features/run/options.ts";
import { realEngine } from "../real-engine.ts";

const question = "What is 17 times 23?";

const poolModel = (served: string, model?: string, more: Partial<PoolModel> = {}): PoolModel => ({
    endpoint: {} as EndpointState,
    id: `host/${served}`,
    label: "host",
    base: "http://localhost:1/v1",
    provider: "custom",
    served,
    model,
    price: undefined,
    timeLimitMs: undefined,
    ...more,
});

const told = (more: Partial<ModelRoute>): ModelRoute => ({
    model: "m",
    prior: 0.5,
    standard_error: 0.1,
    n_eff: 1,
    utility: 0.5,
    scored: 7,
    cells: 7,
    published: 0,
    from: "scores",
    ...more,
});

describe("who would be asked", () => {
    let engine: Engine;
    beforeAll(async () => {
        engine = await realEngine();
    });
    afterAll(() => engine.dispose());

    const asked = (pool: readonly PoolModel[], changed: Partial<RunOptions> = {}) => {
        const options = { ...defaultRunOptions, ...changed };
        const known = pool.flatMap(({ model }) => model ?? []);
        const route = engine.route(question, { n: options.n, ...(known.length > 0 ? { models: known } : {}) });
        const { models } = engine.info;
        return { options, all: askedOf({ start: engine.start, route, question, options, pool, models }) };
    };
    const pool = [
        poolModel("mystery"),
        poolModel("small", "Gemma-2-2B-it", { price: { input: 1, output: 1, basis: "typed" } }),
        poolModel("large", "Qwen2.5-72B-Instruct", { price: { input: 1, output: 1, basis: "typed" } }),
        poolModel("riddle"),
    ];

    test.each(["auto", "select", "aggregate", "paper"] as const)("is the panel of such a run (%s)", (mode) => {
        const { options, all } = asked(pool, { mode });
        const request = runRequest({ question, options, pool, models: engine.info.models, seed: 3 });
        const run = engine.start({ ...request, nonce: "n" });
        expect(all.map(({ id }) => id)).toEqual(run.view().panel.map(({ member }) => member));
        run.dispose();
        expect(all.map((one) => one.poolModel?.id)).toEqual(all.map(({ id }) => id));
    });

    test("is the panel of a follow-up, by what its conversation is about", () => {
        const history = [
            {
                role: "user",
                content: "A man of 54 with diabetes has had chest pain for two hours. Which drug is given?",
            },
            { role: "assistant", content: "Aspirin, at once." },
        ] as const;
        const { models } = engine.info;
        const followUp = "And in children?";
        const route = engine.route(followUp, { earlier: questionsIn(history) });
        expect(route.earlier).toBe(1);
        expect(engine.route(followUp, {}).evidence[0]?.benchmark).not.toBe(route.evidence[0]?.benchmark);
        const all = askedOf({
            start: engine.start,
            route,
            question: followUp,
            earlier: history,
            options: defaultRunOptions,
            pool,
            models,
        });
        const request = runRequest({ question: followUp, history, options: defaultRunOptions, pool, models, seed: 3 });
        const run = engine.start({ ...request, nonce: "n" });
        expect(all.map(({ id }) => id)).toEqual(run.view().panel.map(({ member }) => member));
        run.dispose();
    });

    test("is one model where one is asked", () => {
        expect(asked(pool, { mode: "route" }).all.map(({ id }) => id)).toEqual(["host/large"]);
    });

    test("is nobody else where nothing is known of those that can be asked", () => {
        const { all } = asked([poolModel("mystery"), poolModel("riddle")]);
        expect(all.map(({ name, told: about }) => [name, about])).toEqual([
            ["mystery", undefined],
            ["riddle", undefined],
        ]);
    });

    test("keeps to the limits", () => {
        expect(asked(pool, { mode: "select", maxCalls: 2 }).all).toHaveLength(2);
        const payable = asked(pool, { mode: "select", maxCost: 1 }).all;
        expect(payable.map(({ id }) => id)).toEqual(["host/large", "host/small"]);
    });

    test("is whom the index would ask, where there is no pool", () => {
        const { all } = asked([], { mode: "select", n: 3 });
        expect(all).toHaveLength(3);
        expect(all.every((one) => one.poolModel === undefined && one.told?.model === one.name)).toBe(true);
    });

    test("is nobody where the core would not begin", () => {
        const { options } = asked(pool);
        const route = engine.route(question, {});
        const start = () => {
            throw new Error("no");
        };
        expect(askedOf({ start, route, question, options, pool, models: [] })).toEqual([]);
    });
});

describe("what a figure rests on", () => {
    test.each([
        [told({ scored: 10 }), "measured", "measured on 10 similar questions"],
        [told({ from: "scores", scored: 1 }), "thin", "measured on only 1 similar question"],
        [told({ scored: 6, published: 70 }), "thin", "from published results; measured on only 6 similar questions"],
        [told({ scored: 300, published: 70 }), "measured", "measured on 300 similar questions"],
        [told({ from: "elsewhere", scored: 0 }), "elsewhere", "measured on other questions"],
        [
            told({ from: "elsewhere", scored: 0, cells: 0, published: 70 }),
            "elsewhere",
            "from published results; measured on other questions",
        ],
        [told({ from: "published", scored: 0 }), "published", "from published results"],
        [told({ from: "family", scored: 0 }), "family", "from its family and size"],
        [told({ from: null, scored: 0 }), "none", "nothing is known about it"],
        [undefined, "none", "nothing is known about it"],
    ] as const)("%#", (about, source, words) => {
        expect(sourceOf(about)).toBe(source);
        expect(sourceWords(about)).toBe(words);
    });

    const models = (...figures: readonly (readonly [prior: number, error: number | null] | undefined)[]) =>
        figures.map(
            (figure, at) =>
                ({
                    name: `m${at}`,
                    told: figure && told({ prior: figure[0], standard_error: figure[1] }),
                }) as Asked,
        );

    test("bars are sorted by it, and models without one follow", () => {
        const sorted = byFigure(models([0.7, 0.1], undefined, [0.9, 0.1], [0.8, 0.1]));
        expect(sorted.map(({ name }) => name)).toEqual(["m2", "m3", "m0", "m1"]);
    });

    test("bars whose errors reach into those of the first are not told apart from it", () => {
        expect(notToldApart(models([0.9, 0.05], [0.85, 0.02], [0.8, 0.02], [0.7, 0.3]))).toEqual({
            count: 2,
            all: false,
        });
        expect(notToldApart(models([0.9, 0.05], [0.8, 0.06], undefined))).toEqual({ count: 2, all: true });
        expect(notToldApart(models([0.9, 0.01], [0.8, 0.06])).count).toBe(1);
        expect(notToldApart(models([4, null], [4, null])).count).toBeLessThan(2);
        expect(notToldApart([])).toEqual({ count: 0, all: true });
    });

    test("who is asked first against it is named, as far as it is shown", () => {
        const first = (...priors: (number | undefined)[]) =>
            firstAgainstFigures(
                models(...priors.map((prior) => (prior === undefined ? prior : ([prior, 0.1] as const)))),
            );
        expect(first(0.9, 0.8, 0.95)).toBe("m0");
        expect(first(0.8, undefined, 0.7)).toBeUndefined();
        expect(first(0.8, 0.8002)).toBeUndefined();
        expect(first(undefined, 0.7)).toBeUndefined();
        expect(first()).toBeUndefined();
    });
});
