import type { CallView, ModelInfo, RunView, Usage } from "smacs";
import { describe, expect, test } from "vitest";
import { tabBase } from "../../src/engine/tab-address.ts";
import type { EndpointState } from "../../src/features/endpoint/endpoint.ts";
import type { PoolModel } from "../../src/features/endpoint/endpoints.ts";
import { countUnpriced, type Price } from "../../src/features/endpoint/prices.ts";
import { spentIn } from "../../src/features/run/model/spent.ts";
import { defaultRunOptions, runRequest } from "../../src/features/run/options.ts";

const price = (input: number, output?: number) => ({ service: "together", input, output, on: "2026-01-02" });
const models = [
    { name: "Gemma-2-9B-it", mean: 0.5, scored: 1, facts: { name: "", maker: "Google", prices: [price(0.1, 0.2)] } },
    { name: "Athene-70B", mean: 0.5, scored: 1, facts: { name: "", prices: [price(0.1)] } },
] as ModelInfo[];

const poolModel = (served: string, model?: string, provider = "custom", price?: Price): PoolModel => ({
    endpoint: {} as EndpointState,
    id: `host/${served}`,
    label: "host",
    base: "http://localhost:1/v1",
    provider,
    served,
    model,
    price,
    timeLimitMs: undefined,
});

describe("the request for a run", () => {
    const pool = [
        poolModel("gemma", "Gemma-2-9B-it", "together"),
        poolModel("claude", "Athene-70B", "anthropic"),
        poolModel("mystery"),
    ];
    const parts = { question: "q", pool, models, seed: 7 };

    test("names who may be asked, with what is known of prices and log-probabilities", () => {
        expect(runRequest({ ...parts, options: defaultRunOptions })).toEqual({
            question: "q",
            seed: 7,
            pool: [
                {
                    id: "host/gemma",
                    model: "Gemma-2-9B-it",
                    maker: "Google",
                    price_input: 0.1,
                    price_output: 0.2,
                    logprobs: true,
                },
                { id: "host/claude", model: "Athene-70B", maker: "http://localhost:1/v1", logprobs: false },
                { id: "host/mystery", maker: "http://localhost:1/v1", logprobs: true },
            ],
            config: { mode: "auto", pace: "fast", n: 7, coverage: false, budget: {} },
        });
        expect(countUnpriced(pool, models)).toBe(2);
    });

    test("leaves out no model where all are of this tab", () => {
        const here = { ...poolModel("small", "Gemma-2-9B-it", "tab"), base: tabBase };
        const share = (given: PoolModel[]) => runRequest({ ...parts, pool: given, options: defaultRunOptions }).config;
        expect(share([here])).toMatchObject({ switch_share: 0.01 });
        expect(share([here, ...pool])).not.toHaveProperty("switch_share");
    });

    test("calls nothing late where calls wait for each other", () => {
        const late = (options: typeof defaultRunOptions) => runRequest({ ...parts, options }).config?.late_ms;
        expect(late(defaultRunOptions)).toBeUndefined();
        expect(late({ ...defaultRunOptions, sequential: true })).toBeGreaterThan(60_000);
    });

    test("has a model's own temperature, but in the paper's mode", () => {
        const warm = (mode: typeof defaultRunOptions.mode) => {
            const own = { ...poolModel("gemma", "Gemma-2-9B-it"), temperature: 1.8 };
            return runRequest({ ...parts, pool: [own], options: { ...defaultRunOptions, mode } }).pool[0]?.temperature;
        };
        expect(warm("auto")).toBe(1.8);
        expect(warm("paper")).toBeUndefined();
    });

    test("takes the endpoint's price rather than the catalog's", () => {
        const priced = [poolModel("gemma", "Gemma-2-9B-it", "ollama", { input: 0, output: 0, basis: "local" })];
        expect(runRequest({ ...parts, pool: priced, options: defaultRunOptions }).pool).toMatchObject([
            { id: "host/gemma", price_input: 0, price_output: 0 },
        ]);
        expect(countUnpriced(priced, models)).toBe(0);
    });

    test("holds the limits that were set, and no more models than the core takes", () => {
        const many = Array.from({ length: 300 }, (_, at) => poolModel(`m${at}`));
        const options = { ...defaultRunOptions, maxCalls: 3, maxCost: 0.5 };
        const request = runRequest({ ...parts, pool: many, options });
        expect(request.pool).toHaveLength(256);
        expect(request.config?.budget).toEqual({ calls: 3, cost: 0.5 });
    });
});

describe("what a run has taken", () => {
    const call = (state: CallView["state"], usage: Partial<Usage>) =>
        ({
            state,
            usage: { input: 10, output: 5, cost: null, basis: "actual", cost_basis: "unknown", ...usage },
        }) as CallView;
    const spent = (...calls: CallView[]) => spentIn({ calls } as RunView);

    test("is as well known as its least known call, but for those under way", () => {
        const priced = { cost: 0.25, cost_basis: "actual" } as const;
        expect(spent(call("done", priced), call("flying", { basis: "unknown" }))).toEqual({
            tokens: 15,
            basis: "actual",
            cost: 0.25,
            costBasis: "actual",
        });
        expect(spent(call("done", priced), call("failed", { basis: "estimated" }))).toEqual({
            tokens: 30,
            basis: "estimated",
            cost: 0.25,
            costBasis: "unknown",
        });
    });
});
