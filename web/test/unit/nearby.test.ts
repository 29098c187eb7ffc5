// What an index in shards has near a question, while indexes come and go. Engines are made up: the core's are in core.test.ts.
import { signal } from "@preact/signals";
import { expect, test, vi } from "vitest";
import type { Engine } from "../../src/engine/core.ts";
import { createNearby } from "../../src/features/index/nearby.ts";

/** An engine of shards; `end` ends what it fetches, with an error where there is one. */
function makeEngine() {
    const reached = new Set<string>();
    const waiting: { question: string; end(error?: Error): void }[] = [];
    const info = {} as Engine["info"];
    info.embedder = { outside: undefined } as never;
    const made = (): Engine =>
        ({
            info,
            reaches: (question: string) => reached.has(question),
            approach: (question: string, { signal }: { signal: AbortSignal }) =>
                new Promise<Engine>((resolve, reject) => {
                    signal.addEventListener("abort", () => reject(signal.reason));
                    const end = (error?: Error) => {
                        if (error) {
                            reject(error);
                            return;
                        }
                        reached.add(question);
                        resolve(made());
                    };
                    waiting.push({ question, end });
                }),
        }) as unknown as Engine;
    return { engine: made(), waiting };
}

function make() {
    const [one, other] = [makeEngine(), makeEngine()];
    const engine = signal<Engine | undefined>(one.engine);
    const question = signal("");
    const nearby = createNearby({
        engine,
        question,
        earlier: signal([]),
        vectorOf: () => undefined,
        onEngine(next) {
            engine.value = next;
        },
    });
    return { one, other, engine, question, nearby };
}

test("an index that fails says nothing about the one in its place", async () => {
    const { one, other, engine, question, nearby } = make();
    question.value = "why";
    const failing = nearby.get("why", []);
    one.waiting[0]?.end(new Error("gone"));
    await expect(failing).rejects.toThrow("gone");
    expect(nearby.status.value).toEqual({ state: "failed", error: new Error("gone") });
    engine.value = other.engine;
    expect(nearby.status.value).toEqual({ state: "waiting" });
    await vi.waitUntil(() => other.waiting.length === 1); // by itself
    other.waiting[0]?.end();
    await vi.waitUntil(() => nearby.status.value.state === "ready");
    nearby.dispose();
});

test("what is asked waits for an index that comes meanwhile, and not for the one before, which hangs", async () => {
    const { other, engine, nearby } = make();
    const asked = nearby.get("why", []);
    engine.value = other.engine;
    await vi.waitUntil(() => other.waiting.length === 1);
    other.waiting[0]?.end();
    await asked;
    expect(engine.value?.info).toBe(other.engine.info);
    expect(engine.value?.reaches("why", [])).toBe(true);
    nearby.dispose();
});

test("an index that goes away fails nothing", async () => {
    const { one, engine, nearby } = make();
    const asked = nearby.get("why", []);
    engine.value = { ...one.engine, info: { ...one.engine.info }, approach: undefined } as unknown as Engine;
    await asked;
    nearby.dispose();
});

test("a host that hangs is given up", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(new Error("timed out")));
    const { one, question, nearby } = make();
    question.value = "why";
    const asked = nearby.get("why", []);
    one.waiting[0]?.end(new Error("timed out"));
    await expect(asked).rejects.toMatchObject({ code: "fetch" });
    expect(timeout).toHaveBeenCalledWith(60_000);
    expect(nearby.status.value).toMatchObject({ state: "failed", error: { code: "fetch" } });
    timeout.mockRestore();
    nearby.dispose();
});
