import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { statusModule } from "../scripts/generate-status.mjs";
import { needsCore } from "./support.mjs";

const read = (relative) => readFileSync(new URL(relative, import.meta.url), "utf8");

test("status.ts is what status.h says", () => {
    assert.equal(read("../src/status.ts"), statusModule(read("../../include/smacs/status.h")));
});

test("exports.txt, exports.c and core.ts name the same functions", () => {
    const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort();
    const listed = read("../exports.txt").trim().split("\n");
    assert.deepEqual(listed, [...listed].sort());
    assert.deepEqual(names(read("../exports.c"), /^EXPORT [^(]*?(smacs_wasm_\w+)\(/gm), listed);
    assert.deepEqual(names(read("../src/core.ts"), /^ {4}(smacs_wasm_\w+)\(/gm), listed);
});

test("the module exports the list and imports nothing", needsCore, async () => {
    const { coreBytes } = await import("./support.mjs");
    const module = await WebAssembly.compile(coreBytes());
    const listed = read("../exports.txt").trim().split("\n");
    const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
    assert.deepEqual(exported.filter((name) => name.startsWith("smacs_")).sort(), listed);
    const imports = WebAssembly.Module.imports(module).map((entry) => `${entry.module}.${entry.name}`);
    assert.equal(imports.join("\n"), read("../imports.txt").trim());
});
