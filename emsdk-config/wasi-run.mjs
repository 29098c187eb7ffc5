// Runs a WASI command under node: node wasi-run.mjs MODULE.wasm [ARGUMENT...]
// It sees the current folder, what its arguments name, and the environment.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { setFlagsFromString } from "node:v8";

// With fast calls into its WASI, V8 of node 20 crashes when a module's memory grows.
setFlagsFromString("--no-turbo-fast-api-calls");

// node warns that its WASI is experimental; on stderr that would be taken for the command's own words.
const { emitWarning } = process;
process.emitWarning = (warning, ...rest) => {
    if (!String(warning).includes("WASI")) {
        emitWarning.call(process, warning, ...rest);
    }
};
const { WASI } = await import("node:wasi");

const [file, ...args] = process.argv.slice(2);
if (!file) {
    console.error("usage: wasi-run.mjs MODULE.wasm [ARGUMENT...]");
    process.exit(2);
}
// wasi-libc drops the first slash of a path, so "/" would swallow relative paths: only the top folders that the
// arguments name are opened beside the current one.
const tops = args.flatMap((arg) => /^\/[^/]+/.exec(arg) ?? []);
const wasi = new WASI({
    version: "preview1",
    args: [file, ...args],
    env: process.env,
    preopens: { ".": ".", ...Object.fromEntries(tops.filter(existsSync).map((top) => [top, top])) },
    returnOnExit: true,
});
const module = await WebAssembly.compile(await readFile(file));
const imports = {
    ...wasi.getImportObject(),
    // What Emscripten's standalone modules ask for beside WASI.
    env: { emscripten_notify_memory_growth: () => {} },
};
const instance = await WebAssembly.instantiate(module, imports);
process.exitCode = wasi.start(instance);
