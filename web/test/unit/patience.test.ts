import { defaultPatience } from "smacs/wire";
import { expect, test } from "vitest";
import { tabBase } from "../../src/engine/tab-address.ts";
import type { PoolModel } from "../../src/features/endpoint/endpoints.ts";
import { patienceFor } from "../../src/features/run/patience.ts";

const at = (base: string, timeLimitMs?: number) => ({ base, provider: "", timeLimitMs }) as PoolModel;
const hosted = "https://api.example.com/v1";

test("a hosted model gets the usual patience", () => {
    expect(patienceFor(at(hosted), undefined, defaultPatience)).toEqual(defaultPatience);
});

test("a model of this page gets four times as long, to read and to write", () => {
    const { first, idle, total } = defaultPatience;
    const slow = { first: 4 * first, idle: 4 * idle, total: 4 * total };
    expect(patienceFor(at(tabBase), undefined, defaultPatience)).toEqual(slow);
});

test("a limit holds everywhere, the model's own before that of all", () => {
    for (const base of [hosted, tabBase]) {
        expect(patienceFor(at(base), 30, defaultPatience)).toEqual({ first: 30_000, idle: 30_000, total: 30_000 });
        expect(patienceFor(at(base, 9000), 30, defaultPatience).total).toBe(9000);
    }
});
