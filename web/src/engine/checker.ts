// What checks by running: it finds what can be run, and runs it in frames of sandbox.html. Fetched when it is first
// wanted, and the interpreters when a program first runs.
import pythonUrl from "@micropython/micropython-webassembly-pyscript/micropython.wasm?url";
import javascriptUrl from "quickjs-wasi/quickjs.wasm?url";
import { type Checker, type CheckerOptions, Checks, createChecker, frameRunner } from "smacs/checks";
import workerUrl from "smacs/sandbox-worker.js?url";
import checksUrl from "smacs/smacs-checks.wasm?url";

const at = (address: string) => new URL(address, document.baseURI);

/** `allow` is asked before each program runs. Errors: fetch, module. */
export async function loadChecker(allow: NonNullable<CheckerOptions["allow"]>): Promise<Checker> {
    const checks = await Checks.load(at(checksUrl));
    const runner = frameRunner({
        frame: at("sandbox.html"),
        worker: at(workerUrl),
        interpreters: { python: at(pythonUrl), javascript: at(javascriptUrl) },
    });
    return createChecker({ checks, runner, allow });
}
