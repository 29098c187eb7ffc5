import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { statusModule } from "../scripts/generate-status.mjs";
import { needsCore } from "./support.mjs";

const read = (relative) => readFileSync(new URL(relative, import.meta.url), "utf8");

test("status.ts is what status.h says", () => {
    assert.equal(read("../src/status.ts"), statusModule(read("../../include/smacs/status.h")));
});

const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort();
const list = (file) => read(file).match(/^smacs_\w+$/gm); // the functions, without the table
const shared = names(read("../boundary/boundary.h"), /^EXPORT [^(]*?(smacs_wasm_\w+)\(/gm);
const typed = (file) => names(read(file), /^ {4}(smacs_wasm_\w+)\(/gm);

/**
 * Of each module: its list, its boundary's files, the functions that TypeScript knows beside those of other
 * modules.
 */
const modules = [
    ["smacs.wasm", "exports.txt", ["exports.c"], typed("../src/core.ts")],
    [
        "smacs-builder.wasm",
        "builder_exports.txt",
        ["builder_exports.c", "calibration_exports.c"],
        [...typed("../src/build-core.ts"), ...shared],
    ],
];

for (const [module, listed, files, known] of modules) {
    test(`${listed}, ${files.join(", ")} and the types name the same functions`, () => {
        const wanted = list(`../boundary/${listed}`);
        assert.deepEqual(wanted, [...wanted].sort());
        const boundary = files.map((file) => read(`../boundary/${file}`)).join("");
        const own = names(boundary, /^EXPORT [^(]*?(smacs_wasm_\w+)\(/gm);
        assert.deepEqual([...own, ...shared].sort(), wanted);
        assert.deepEqual(known.sort(), wanted);
    });

    test(`${module} exports its list`, needsCore, async () => {
        const compiled = await WebAssembly.compile(readFileSync(new URL(`../${module}`, import.meta.url)));
        const exported = WebAssembly.Module.exports(compiled).map(({ name }) => name);
        assert.deepEqual(exported.filter((name) => name.startsWith("smacs_")).sort(), list(`../boundary/${listed}`));
    });
}
