// Compares what the built modules export and import with the lists of wasm/boundary/, and links the two parts of the core.
//
// usage: node tests/module.mjs
import { readFileSync } from "node:fs";
import process from "node:process";

const built = (name) => new WebAssembly.Module(readFileSync(new URL(`../build/wasm/${name}`, import.meta.url)));
const list = (name) =>
    readFileSync(new URL(`../wasm/boundary/${name}`, import.meta.url), "utf8")
        .split("\n")
        .map((line) => line.replace(/#.*/, "").trim())
        .filter(Boolean);

let passed = 0;
let failed = 0;
/** Counts a comparison of names. */
function compare(what, found, wanted) {
    const missing = wanted.filter((name) => !found.includes(name));
    const extra = found.filter((name) => !wanted.includes(name));
    if (missing.length + extra.length > 0) {
        console.log(`FAIL ${what}: missing [${missing.join(" ")}], not in the list [${extra.join(" ")}]`);
        failed++;
    } else {
        passed++;
    }
}

// Beside its list a module exports its memory, and the start of a module without a main function, as the WASI ABI names
// it. What split-module.mjs keeps for the second part begins with "%".
const own = (module) =>
    WebAssembly.Module.exports(module)
        .map(({ name }) => name)
        .filter((name) => !name.startsWith("%"));
const always = ["memory", "_initialize"];
for (const [name, exports] of [
    ["smacs-builder.wasm", "builder_exports.txt"],
    ["smacs-checks.wasm", "checks_exports.txt"],
]) {
    const module = built(name);
    compare(`exports of ${name}`, own(module), [...always, ...list(exports)]);
    compare(
        `imports of ${name}`,
        WebAssembly.Module.imports(module).map((entry) => entry.name),
        [],
    );
}

const first = built("smacs.wasm");
const second = built("smacs-run.wasm");
const places = WebAssembly.Module.imports(first);
compare("exports of smacs.wasm", own(first), [...always, ...list("exports.txt")]);
compare("exports of smacs-run.wasm", own(second), []);
// A place for each function that the second part brings, and nothing else.
compare("imports of smacs.wasm", [String(places.length)], [String(list("run_exports.txt").length)]);
const builds = [...places, ...WebAssembly.Module.imports(second)].map((entry) => entry.module);
compare("builds of both parts", [...new Set(builds)], [builds[0]]);
const absent = Object.fromEntries(places.map(({ name }) => [name, () => {}]));
const { exports } = new WebAssembly.Instance(first, { [builds[0]]: absent });
new WebAssembly.Instance(second, { [builds[0]]: exports });
passed++;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
