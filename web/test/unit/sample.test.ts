// The recorded run that visitors without a model can look at.
import { readFile } from "node:fs/promises";
import type { RunTrace } from "smacs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Engine } from "../../src/engine/core.ts";
import { loadSample } from "../../src/engine/sample.ts";
import { realEngine } from "../real-engine.ts";

const text = await readFile(new URL("../../assets/sample-run.json", import.meta.url), "utf8");
const trace = JSON.parse(text) as RunTrace;

describe("the recorded run", () => {
    let engine: Engine;
    beforeAll(async () => {
        engine = await realEngine();
    });
    afterAll(() => engine.dispose());

    it("is decided in the same way by the packaged core, embedder and index", () => {
        const run = engine.replay(text);
        expect(run.view().phase).toBe("done");
        expect(JSON.parse(run.trace()).steps).toEqual(trace.steps);
        run.dispose();
    });

    it("shows several models, draws of their answers, versions with scores, and one that was kept", () => {
        const run = engine.replay(text);
        const { calls, candidates, kept, subsets } = run.view();
        const done = calls.filter(({ state }) => state === "done");
        const references = done.filter(({ role }) => role === "reference");
        expect(new Set(references.map(({ member }) => member)).size).toBeGreaterThanOrEqual(2);
        expect(new Set(references.map(({ answer }) => answer?.found)).size).toBeGreaterThanOrEqual(2);
        expect(subsets.length).toBeGreaterThanOrEqual(3);
        expect(candidates.length).toBeGreaterThanOrEqual(2);
        expect(done.map(({ call }) => call)).toContain(kept);
        expect(calls[kept ?? -1]?.text).not.toBe("");
        run.dispose();
    });

    it("can be stepped through", () => {
        for (let step = 1; step <= trace.steps.length; step++) {
            const run = engine.replay({ ...trace, steps: trace.steps.slice(0, step) });
            expect(run.view().phase === "done").toBe(step === trace.steps.length);
            run.dispose();
        }
    });

    it("holds no key, no address and nothing of the machine it was made on", () => {
        expect(text).not.toMatch(/bearer|authorization|api[-_ ]?key/i);
        expect(text).not.toMatch(/\b(sk|pk|gsk|hf|xai|key|AIza)[-_]?[A-Za-z0-9_-]{16,}/);
        expect(text).not.toMatch(/https?:|localhost|127\.0\.0\.1|\.gguf|\/(home|root|tmp|work|Users)\//);
    });

    it("is small", () => {
        expect(text.length).toBeLessThan(60_000);
    });
});

describe("loadSample", () => {
    afterEach(() => vi.unstubAllGlobals());

    it("gives the file as it arrives", async () => {
        const asked: string[] = [];
        vi.stubGlobal("fetch", async (url: string) => {
            asked.push(url);
            return new Response(text);
        });
        expect(await loadSample()).toBe(text);
        expect(asked).toEqual([expect.stringContaining("sample-run")]);
    });

    it("says when it does not arrive", async () => {
        vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
        await expect(loadSample()).rejects.toMatchObject({ code: "fetch", detail: "404" });
    });
});
