// Runs a WASI command under node: node wasi-run.mjs MODULE.wasm [ARGUMENT...]
// It sees the whole file system and the environment, as a native command would.
import { readFile } from "node:fs/promises";
import process from "node:process";

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
// "." comes first: a relative path is then resolved in the current folder.
const wasi = new WASI({
    version: "preview1",
    args: [file, ...args],
    env: process.env,
    preopens: { ".": ".", "/": "/" },
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
