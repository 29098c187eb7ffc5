// The worker, as a thread of node. The browser's own is driven by the page's tests.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Worker } from "node:worker_threads";
import { Embedder, ScoreIndex, Smacs, SmacsWorker } from "smacs";
import { files, needsFiles, withCode } from "./support.mjs";

const start = () => new Worker(new URL(import.meta.resolve("smacs/worker")));

describe("worker", needsFiles, () => {
    let worker;
    beforeEach(() => {
        worker = new SmacsWorker();
    });
    afterEach(() => worker.dispose());

    const sources = () => ({ embedder: files().bytes("default.sme"), index: new URL("default.smx", files().address) });

    test("says the same as without one", async () => {
        const progress = [];
        const state = await worker.load(sources(), { onProgress: (step) => progress.push(step) });
        const smacs = await Smacs.load();
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        const index = ScoreIndex.open(smacs, files().bytes("default.smx"));
        assert.deepEqual(state, { version: smacs.version, embedder: embedder.info, index: index.info });
        assert.deepEqual(
            await worker.route("birds that swim", { n: 2 }),
            index.route(embedder, "birds that swim", { n: 2 }),
        );
        assert.deepEqual(await worker.embed("birds"), embedder.embed("birds"));
        assert.deepEqual(new Set(progress.map(({ part }) => part)), new Set(["embedder", "index"]));
        smacs.dispose();
    });

    test("a failing call rejects only itself, with the error as it was", async () => {
        await worker.load(sources());
        const calls = await Promise.allSettled([
            worker.route("birds"),
            worker.route("birds", { models: ["zoe"] }),
            worker.load({ index: files().bytes("default.sme") }),
            worker.embed("birds"),
        ]);
        assert.deepEqual(
            calls.map(({ status }) => status),
            ["fulfilled", "rejected", "rejected", "fulfilled"],
        );
        withCode("not-found", { detail: "zoe" })(calls[1].reason);
        withCode("magic", { position: 0 })(calls[2].reason);
        assert.ok((await worker.route("birds")).panel.length > 0, "what was loaded before is still there");
    });

    test("parts can be replaced", async () => {
        await worker.load(sources());
        const state = await worker.load({ embedder: files().bytes("other.sme"), index: files().bytes("other.smx") });
        assert.equal(state.embedder.dim, 16);
        assert.ok((await worker.route("birds")).panel.length > 0);
    });

    test("before anything is loaded it says so", async () => {
        await assert.rejects(worker.route("birds"), withCode("empty"));
    });

    test("aborting settles the call at once with the reason", async () => {
        const reason = new Error("enough");
        const controller = new AbortController();
        const pending = worker.load(sources(), { signal: controller.signal });
        controller.abort(reason);
        await assert.rejects(pending, reason);
        await assert.rejects(worker.load(sources(), { signal: controller.signal }), reason);
        await worker.load(sources());
    });

    test("a crash settles everything pending and all that follows", async () => {
        const thread = start();
        const crashing = new SmacsWorker(thread);
        const pending = [crashing.load(sources()), crashing.embed("x")].map((call) =>
            assert.rejects(call, withCode("crash")),
        );
        await thread.terminate();
        await Promise.all(pending);
        await assert.rejects(crashing.route("birds"), withCode("crash"));
        crashing.dispose();
    });

    test("dispose settles what is pending", async () => {
        const pending = assert.rejects(worker.load(sources()), withCode("disposed"));
        worker.dispose();
        worker.dispose();
        await pending;
        await assert.rejects(worker.embed("x"), withCode("disposed"));
    });
});
