// Compares what the built modules export and import with the lists of wasm/boundary/.
//
// usage: node tests/module.mjs [MODULE.wasm EXPORTS.txt]      a list, from wasm/; by default all modules
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const list = (file) =>
    readFileSync(path(file), "utf8")
        .split("\n")
        .map((line) => line.replace(/#.*/, "").trim())
        .filter(Boolean);

const modules = [
    ["smacs.wasm", "boundary/exports.txt"],
    ["smacs-builder.wasm", "boundary/builder_exports.txt"],
    ["smacs-checks.wasm", "boundary/checks_exports.txt"],
].map(([file, exports]) => [path(`../build/wasm/${file}`), exports]);

let passed = 0;
let failed = 0;
for (const [file, exports] of process.argv[3] ? [process.argv.slice(2)] : modules) {
    const module = await WebAssembly.compile(readFileSync(file));
    // Beside the list: the memory, and the start of a module without a main function, as the WASI ABI names it.
    const wanted = {
        exports: ["memory", "_initialize", ...list(`../wasm/${exports}`)],
        imports: list("../wasm/boundary/imports.txt"),
    };
    const found = {
        exports: WebAssembly.Module.exports(module).map(({ name }) => name),
        imports: WebAssembly.Module.imports(module).map((entry) => `${entry.module}.${entry.name}`),
    };
    for (const kind of ["exports", "imports"]) {
        const missing = wanted[kind].filter((name) => !found[kind].includes(name));
        const extra = found[kind].filter((name) => !wanted[kind].includes(name));
        if (missing.length + extra.length > 0) {
            console.log(`FAIL ${file} ${kind}: missing [${missing.join(" ")}], not in the list [${extra.join(" ")}]`);
            failed++;
        } else {
            passed++;
        }
    }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
