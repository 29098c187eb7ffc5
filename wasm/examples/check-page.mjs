import { Checks, createChecker, frameRunner } from "smacs/checks";

/** A checker for a page. `files`: where its host serves them; they come from this and two other packages. */
export async function loadPageChecker(files, allow) {
    const runner = frameRunner({
        frame: files.frame, // smacs/sandbox.html
        worker: files.worker, // smacs/sandbox-worker.js
        interpreters: {
            python: files.python, // @micropython/micropython-webassembly-pyscript/micropython.wasm
            javascript: files.javascript, // quickjs-wasi/quickjs.wasm
        },
    });
    const checks = await Checks.load(files.checks); // smacs/smacs-checks.wasm
    return createChecker({ checks, runner, allow });
}
