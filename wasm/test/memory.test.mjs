// Who frees what, and that it all comes back.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Embedder, ScoreIndex, Smacs } from "smacs";
import { files, needsFiles, withCode } from "./support.mjs";

/** What the allocator would hand out next shows a leak long before the memory grows. */
function flat(smacs, size, times, round) {
    const probe = () => {
        const pointer = smacs.core.allocate(size);
        smacs.core.exports.smacs_wasm_release(pointer);
        return [pointer, smacs.core.heap().length];
    };
    round();
    round();
    const before = probe();
    for (let i = 0; i < times; i++) {
        round();
    }
    assert.deepEqual(probe(), before);
}

describe("memory", needsFiles, () => {
    test("dispose is idempotent and use after it throws", async () => {
        const smacs = await Smacs.load();
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        const index = ScoreIndex.open(smacs, files().bytes("default.smx"));
        index.dispose();
        index.dispose();
        index[Symbol.dispose]();
        assert.throws(() => index.route(embedder, "x"), withCode("disposed"));
        assert.equal(index.info.questions, 60);
        embedder[Symbol.dispose]();
        embedder.dispose();
        assert.throws(() => embedder.embed("x"), withCode("disposed"));
        smacs.dispose();
        smacs[Symbol.dispose]();
        assert.throws(() => Embedder.open(smacs, files().bytes("default.sme")), withCode("disposed"));
    });

    test("a disposed core takes everything with it", async () => {
        const smacs = await Smacs.load();
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        smacs.dispose();
        assert.throws(() => embedder.embed("x"), withCode("disposed"));
        embedder.dispose();
    });

    test("a thousand rounds of everything leave the memory as it was", async () => {
        const smacs = await Smacs.load();
        const [sme, smx] = [files().bytes("default.sme"), files().bytes("default.smx")];
        const damaged = smx.slice().fill(0, -64);
        const round = () => {
            const embedder = Embedder.open(smacs, sme);
            const index = ScoreIndex.open(smacs, smx);
            embedder.embed("which animal barks");
            index.route(embedder, "which animal barks", { coverage: true });
            assert.throws(() => index.route(embedder, ""), withCode("empty"));
            assert.throws(() => index.route(embedder, "x", { models: ["zoe"] }), withCode("not-found"));
            assert.throws(() => ScoreIndex.open(smacs, damaged));
            index.dispose();
            embedder.dispose();
        };
        flat(smacs, sme.length + smx.length, 1000, round);
    });

    test("opening and disposing ten thousand times leaves the memory as it was", async () => {
        const smacs = await Smacs.load();
        const [sme, smx] = [files().bytes("default.sme"), files().bytes("default.smx")];
        flat(smacs, sme.length + smx.length, 10_000, () => {
            const embedder = Embedder.open(smacs, sme);
            ScoreIndex.open(smacs, smx).dispose();
            embedder.dispose();
        });
    });

    test("growing memory does not disturb what is open", async () => {
        const smacs = await Smacs.load();
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        const index = ScoreIndex.open(smacs, files().bytes("default.smx"));
        const wanted = index.routeText(embedder, "birds that swim");
        const size = smacs.core.heap().length;
        const big = smacs.core.allocate(3 * size);
        assert.ok(smacs.core.heap().length > size);
        assert.equal(index.routeText(embedder, "birds that swim"), wanted);
        smacs.core.exports.smacs_wasm_release(big);
        const long = "the mammal that lays eggs ".repeat(200_000);
        assert.equal(
            index.route(embedder, long, { mode: "paper", k: 10, models: ["ada", "ben", "chi"] }).panel[0],
            "ben",
        );
    });
});
