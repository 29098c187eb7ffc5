// Python programs in CPython: the package pyodide, which a host serves if it wants it. In pages alone: Pyodide can reach
// JavaScript, so nothing but the frame's policy holds a program that gets there, and node has no such frame.
import { SmacsError } from "../error.js";
import { type FrameRunnerOptions, fetchText, frameRunner } from "./frame-runner.js";
import { defaultLimits, type Limits } from "./limits.js";
import type { ProgramRunner } from "./runner.js";

export interface PyodideRunnerOptions {
    frame: FrameRunnerOptions["frame"];
    /** Where the host serves `smacs/sandbox-pyodide.js`. */
    worker: string | URL;
    /** Where the host serves the files of the package pyodide: a folder, with a slash at its end. */
    pyodide: string | URL;
    limits?: Partial<Limits>;
}

/** CPython and its library alone take 100 MB. */
const leastMemory = 256 << 20;
const heapMax = /getHeapMax=\(\)=>\d+/;

/** Runs Python programs only. Starting takes seconds and 12 MB; each program starts anew. Errors: as of frameRunner. */
export function pyodideRunner({ frame, worker, pyodide, limits = {} }: PyodideRunnerOptions): ProgramRunner {
    const folder = new URL(pyodide, globalThis.document?.baseURI);
    const at = (name: string) => new URL(name, folder);
    const memory = Math.max(leastMemory, limits.memory ?? defaultLimits.memory);
    const script = async () => {
        const parts = [at("pyodide.js"), at("pyodide.asm.mjs"), worker].map(fetchText);
        const [loader = "", module = "", own = ""] = await Promise.all(parts);
        return [loader, classic(module, memory), own].join("\n");
    };
    return frameRunner({
        frame,
        worker: script,
        interpreters: { python: at("pyodide.asm.wasm"), javascript: refuse },
        files: { "python_stdlib.zip": at("python_stdlib.zip"), "pyodide-lock.json": at("pyodide-lock.json") },
        limits,
    });
}

/** Pyodide's module as a script, which a frame of an opaque origin can run, with a limit to its memory. */
function classic(module: string, memory: number): string {
    const end = "export default _createPyodideModule;";
    if (!module.includes(end) || !heapMax.test(module)) {
        throw new SmacsError("version", "this is not a version of Pyodide that is known here");
    }
    return module
        .replace(heapMax, `getHeapMax=()=>${memory}`)
        .replaceAll("import.meta.url", '"https://pyodide.invalid/"')
        .replace(end, "globalThis.createPyodideModule = _createPyodideModule;");
}

async function refuse(): Promise<never> {
    throw new SmacsError("argument", "this runner is for Python");
}

/** A runner that leaves each language to one of its own. */
export function runnerByLanguage(runners: Readonly<Record<"python" | "javascript", ProgramRunner>>): ProgramRunner {
    return { run: (program, signal) => runners[program.language].run(program, signal) };
}
