// Every error code that can be reached through the binding, and bytes that mean harm. "fetch" and "module" are in
// load.test.mjs, "disposed" in memory.test.mjs. Not reachable yet: syntax, duplicate, too-large and cancelled, which
// only readers of banks and builders give.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { Embedder, ScoreIndex, Smacs } from "smacs";
import { files, needsFiles, withCode } from "./support.mjs";

const question = "how many apples remain after you divide the total";

describe("errors", needsFiles, () => {
    let smacs;
    let embedder;
    let index;
    before(async () => {
        smacs = await Smacs.load();
        embedder = Embedder.open(smacs, files().bytes("default.sme"));
        index = ScoreIndex.open(smacs, files().bytes("default.smx"));
    });

    const changed = (name, change) => {
        const bytes = files().bytes(name);
        return change(bytes) ?? bytes;
    };
    const kinds = { "default.sme": Embedder, "default.smx": ScoreIndex };

    for (const [name, kind] of Object.entries(kinds)) {
        const refuses = (code, more, change) =>
            assert.throws(() => kind.open(smacs, changed(name, change)), withCode(code, more));
        test(`${name}: magic, version, truncated, checksum, format`, () => {
            refuses("magic", { position: 0 }, () => new Uint8Array());
            refuses("magic", { position: 0 }, (bytes) => bytes.fill(0, 0, 1));
            refuses("version", { position: 4 }, (bytes) => bytes.fill(99, 4, 5));
            refuses("truncated", {}, (bytes) => bytes.subarray(0, 20));
            refuses("truncated", {}, (bytes) => bytes.subarray(0, -1));
            refuses("checksum", {}, (bytes) => bytes.fill(bytes.at(-1) ^ 1, -1));
            refuses("format", {}, (bytes) => new Uint8Array([...bytes, 0]));
        });
        test(`${name}: no cut and no flipped bit gets through or does harm`, () => {
            const bytes = files().bytes(name);
            for (let size = 0; size < bytes.length; size += 1 + (size >> 6)) {
                assert.throws(() => kind.open(smacs, bytes.subarray(0, size)), /./);
            }
            for (let at = 0; at < bytes.length; at += 1 + (at >> 7)) {
                bytes[at] ^= 1 << (at % 8);
                assert.throws(() => kind.open(smacs, bytes), /./);
                bytes[at] ^= 1 << (at % 8);
            }
            kind.open(smacs, bytes).dispose();
        });
    }

    test("magic: the other file kind", () => {
        assert.throws(() => ScoreIndex.open(smacs, files().bytes("default.sme")), withCode("magic"));
        assert.throws(() => Embedder.open(smacs, files().bytes("default.smx")), withCode("magic"));
    });

    const refusesRoute = (code, options, more = {}, text = question) =>
        assert.throws(() => index.route(embedder, text, options), withCode(code, more));

    test("argument: embedder and index of two cores", async () => {
        const other = await Smacs.load();
        const foreign = Embedder.open(other, files().bytes("default.sme"));
        assert.throws(() => index.route(foreign, question), withCode("argument"));
        other.dispose();
    });
    test("schema: options that are not in the list or of another type", () => {
        refusesRoute("schema", { neighbours: 3 }, { detail: "neighbours" });
        refusesRoute("schema", { k: "many" }, { detail: "k" });
        refusesRoute("schema", { alpha: 2 }, { detail: "alpha" });
        refusesRoute("schema", { costs: { ada: -1 } }, { detail: "ada" });
        refusesRoute("schema", { mode: "best" });
    });
    test("not-found: a model that the index does not know", () => {
        refusesRoute("not-found", { models: ["ada", "zoe"] }, { detail: "zoe" });
        refusesRoute("not-found", { costs: { zoe: 1 } }, { detail: "zoe" });
    });
    test("empty: no question, no models", () => {
        refusesRoute("empty", {}, {}, "");
        refusesRoute("empty", { models: [] });
    });
    test("mismatch: an index made by another embedder", () => {
        const other = ScoreIndex.open(smacs, files().bytes("other.smx"));
        assert.throws(() => other.route(embedder, question), withCode("mismatch"));
        other.dispose();
    });
    test("memory: more than there is", () => {
        assert.throws(() => smacs.core.allocate(0xffff_0000), withCode("memory"));
        assert.ok(index.route(embedder, question).panel.length > 0);
    });
    test("crash: a trap ends the core, and says so once", async () => {
        const broken = await Smacs.load();
        const lost = Embedder.open(broken, files().bytes("default.sme"));
        const trap = () =>
            broken.core.call((exports) => exports.smacs_wasm_route(0xffff_fff0, 0xffff_fff0, 0, 9, 0, 9, 0));
        assert.throws(trap, withCode("crash"));
        assert.throws(() => lost.embed("x"), withCode("disposed"));
        lost.dispose();
    });
});
