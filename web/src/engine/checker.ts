// What checks by running: it finds what can be run, and runs it in frames of sandbox.html. Fetched when it is first
// wanted, and the interpreters when a program first runs.
import pythonUrl from "@micropython/micropython-webassembly-pyscript/micropython.wasm?url";
import javascriptUrl from "quickjs-wasi/quickjs.wasm?url";
import {
    type Checker,
    type CheckerOptions,
    Checks,
    createChecker,
    frameRunner,
    type ProgramRunner,
    pyodideRunner,
    runnerByLanguage,
} from "smacs/checks";
import pyodideWorkerUrl from "smacs/sandbox-pyodide.js?url";
import workerUrl from "smacs/sandbox-worker.js?url";
import checksUrl from "smacs/smacs-checks.wasm?url";

import { isRecord, isString } from "../lib/storage.ts";

const at = (address: string) => new URL(address, document.baseURI);

/** `allow` is asked before each program runs. Errors: fetch, module. */
export async function loadChecker(allow: NonNullable<CheckerOptions["allow"]>): Promise<Checker> {
    const checks = await Checks.load(at(checksUrl));
    const usual = frameRunner({
        frame: at("sandbox.html"),
        worker: at(workerUrl),
        interpreters: { python: at(pythonUrl), javascript: at(javascriptUrl) },
    });
    const runner = runnerByLanguage({ python: pythonRunner(usual), javascript: usual });
    return createChecker({ checks, runner, allow });
}

/** Runs Python as the host wants it; that is looked up when a program first runs. */
function pythonRunner(usual: ProgramRunner): ProgramRunner {
    let chosen: Promise<ProgramRunner> | undefined;
    return {
        async run(program, signal) {
            chosen ??= hostsPyodide().then((folder) =>
                folder === undefined
                    ? usual
                    : pyodideRunner({ frame: at("sandbox.html"), worker: at(pyodideWorkerUrl), pyodide: folder }),
            );
            return (await chosen).run(program, signal);
        },
    };
}

/** The folder in which the host serves Pyodide (web/README.md); undefined: it does not. */
async function hostsPyodide(): Promise<URL | undefined> {
    const response = await fetch(at("programs.json")).catch(() => undefined);
    const told: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined;
    const folder = isRecord(told) && isString(told.pyodide) ? told.pyodide : "";
    return folder === "" ? undefined : at(folder);
}
