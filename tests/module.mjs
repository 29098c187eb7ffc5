// Compares what the built module exports and imports with the two lists of wasm/.
//
// usage: node tests/module.mjs [MODULE.wasm]
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const list = (file) =>
    readFileSync(path(file), "utf8")
        .split("\n")
        .map((line) => line.replace(/#.*/, "").trim())
        .filter(Boolean);

const module = await WebAssembly.compile(readFileSync(process.argv[2] ?? path("../build/wasm/smacs.wasm")));
// Beside the list: the memory, and the start of a module without a main function, as the WASI ABI names it.
const wanted = {
    exports: ["memory", "_initialize", ...list("../wasm/exports.txt")],
    imports: list("../wasm/imports.txt"),
};
const found = {
    exports: WebAssembly.Module.exports(module).map(({ name }) => name),
    imports: WebAssembly.Module.imports(module).map((entry) => `${entry.module}.${entry.name}`),
};

let failed = 0;
for (const kind of ["exports", "imports"]) {
    const missing = wanted[kind].filter((name) => !found[kind].includes(name));
    const extra = found[kind].filter((name) => !wanted[kind].includes(name));
    if (missing.length + extra.length > 0) {
        console.log(`FAIL ${kind}: missing [${missing.join(" ")}], not in the list [${extra.join(" ")}]`);
        failed++;
    }
}
console.log(`${2 - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
