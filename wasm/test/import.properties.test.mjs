// Laws of what is imported: indexes and traces that were changed on their way.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { loadTools, Run, ScoreIndex, SmacsError } from "smacs";
import { coreBytes, files, needsFiles } from "./support.mjs";

let tools;
before(async () => {
    if (!needsFiles.skip) {
        const { bytes } = files();
        const sources = { core: coreBytes(), embedder: bytes("default.sme"), index: bytes("default.smx") };
        tools = await loadTools(sources);
    }
});
after(() => tools?.dispose());

describe("an index", needsFiles, () => {
    test("of which any bits are changed, or the end is missing, is refused", () => {
        const whole = files().bytes("default.smx");
        fc.assert(
            fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, bits, isCut) => {
                const bytes = isCut ? whole.slice(0, at) : Uint8Array.from(whole);
                if (!isCut) {
                    bytes[at] ^= bits;
                }
                assert.throws(() => ScoreIndex.open(tools.smacs, bytes), SmacsError);
            }),
            { numRuns: 200 },
        );
    });
});

describe("a trace", needsFiles, () => {
    test("of which any part is another one is replayed or refused", () => {
        const run = Run.start(tools, {
            question: "What is 2 + 2?",
            pool: [
                { id: "a", model: null },
                { id: "b", model: null },
            ],
            nonce: "drawn",
        });
        const trace = run.trace();
        run.dispose();
        const places = [];
        JSON.stringify(trace, function note(key, value) {
            places.push([this, key]);
            return value;
        });
        fc.assert(
            fc.property(fc.nat(places.length - 1), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
                let count = 0;
                const changed = JSON.stringify(trace, (_, old) => (count++ === place ? value : old));
                try {
                    Run.replay(tools, changed).dispose();
                } catch (error) {
                    assert.ok(error instanceof SmacsError, String(error));
                }
            }),
            { numRuns: 300 },
        );
    });
});
